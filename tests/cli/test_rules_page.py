"""``motxl rules`` and ``motxl explain``, and docs/rules.md, which they write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.validation.markdown import code, prose
from motxl.validation.rules import CODES, rule

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
COMMAND = "motxl rules --format markdown --lang en > docs/rules.md"


def markdown(capsys: pytest.CaptureFixture[str], language: str) -> str:
    assert run(["rules", "--format", "markdown", "--lang", language]) == 0
    return capsys.readouterr().out


def test_the_page_of_rules_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert PAGE.read_text("utf-8") == markdown(capsys, "en"), f"run: {COMMAND}"


def test_the_readme_says_how_the_page_is_made() -> None:
    assert COMMAND in (PAGE.parent / "commands.md").read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_has_every_rule(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = markdown(capsys, language)
    for number in CODES:
        one = rule(number)
        assert f"### {number} {one.title}\n" in page
        anchor = (
            re.sub(r"[^\w -]", "", one.title.lower()).replace(" ", "-") if language == "en" else ""
        )
        assert f"(#{number.lower()}-{anchor}" in page


def test_text_is_no_markup() -> None:
    assert prose("<b> a*b [x] | y") == r"\<b> a\*b \[x\] \| y"
    assert code("a `b` c") == "``a `b` c``"
    assert code("`b`") == "`` `b` ``"


def test_explains_several_by_code_or_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "code-gap", "ref102", "NUM005,BRD402"]) == 0
    said = capsys.readouterr().out
    titles = [line.split(" ")[0] for line in said.splitlines() if " · " in line]
    assert titles == ["NUM005", "REF102", "BRD402"]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("NUM4", "NUM004"),
        ("ref-102", "REF102"),
        ("code-gaps", "code-gap"),
        ("parent", "parent-missing"),
    ],
)
def test_an_unknown_rule_gets_the_closest(
    asked: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", "NUM001", asked]) == 2
    said = capsys.readouterr()
    assert f"Did you mean {meant}?" in said.err
    assert said.out == ""


def test_an_example_fits_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    for language in ("en", "fr"):
        assert run(["explain", *CODES, "--lang", language]) == 0
        assert run(["rules", "--lang", language]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if len(line) > 50] == []
