"""``motxl demo`` shows the whole of a year's work, and leaves a page that leads to it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from motxl.__main__ import run

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
WORK = ("import", "validate", "colour", "undo", "summary", "extract", "mail preview", "mail drafts",
        "freeze", "diff", "collect")  # fmt: skip


class Told(NamedTuple):
    language: str
    text: str
    folder: Path


class Page(HTMLParser):
    """What a page links to, what it would fetch, and its language."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.language: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang")
        if tag == "a":
            self.links.append(unquote(given["href"] or ""))
        elif "src" in given or "href" in given:
            self.fetched.append(tag)


@pytest.fixture(scope="module", params=["en", "fr"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What the demo says and leaves in one language, on 80 columns."""
    place = tmp_path_factory.mktemp("demo")
    done = subprocess.run(
        [sys.executable, "-m", "motxl", "demo", "--lang", request.param],
        cwd=place, capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return Told(request.param, done.stdout, place / "motxl-demo")


def test_each_step_fits_on_four_lines(told: Told) -> None:
    steps = [one for one in told.text.split("\n\n") if re.match("[0-9]+[.] ", one)]
    assert len(steps) == 12
    for step in steps:
        lines = step.splitlines()
        assert len(lines) <= 4, step
        assert all(len(line) <= 80 for line in lines), step


def test_the_whole_work_is_shown(told: Told) -> None:
    assert [name for name in WORK if f"$ motxl {name} " not in told.text] == []
    drafts = list((told.folder / "extraits" / "brouillons").glob("*.eml"))
    assert len(drafts) == len(list((told.folder / "extraits").glob("*.xlsx"))) == 13


def test_the_page_leads_to_what_was_made(told: Told) -> None:
    folder = told.folder
    text = (folder / "index.html").read_text("utf-8")
    page = Page(text)
    assert page.language == told.language
    assert page.fetched == []
    assert [one for one in page.links if not (folder / one).exists()] == []
    made = {"programme-2025.xlsx", "synthese.html", "mail.html", "extraits", "extraits/brouillons"}
    assert made <= set(page.links)


def test_the_words_of_the_page_stand_out(told: Told) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for each colour of text on each ground of the page."""
    style = (told.folder / "index.html").read_text("utf-8")
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", style))
    grounds = ["#ffffff", named["head"]]
    texts = {*re.findall(r"[ {]color: (#[0-9a-f]{6})", style), named["navy"]}
    assert {"#262626", "#0b4f9e"} <= texts
    for text in texts:
        assert min(contrast(text, ground) for ground in grounds) >= 4.5, text
    assert contrast("#ffffff", named["navy"]) >= 4.5  # the numbers of the steps


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_run_again_it_makes_all_of_it_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "essai")
    assert run(["demo", folder, "--lang", "en"]) == 0
    first = capsys.readouterr().out
    assert run(["demo", folder, "--lang", "en"]) == 0
    assert capsys.readouterr().out == first


def test_somebody_s_workbook_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "programme-2025.xlsx"
    book.write_bytes(b"mine")
    assert run(["demo", str(tmp_path), "--lang", "en"]) == 2
    assert "was not made by motxl demo" in capsys.readouterr().err
    assert book.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [book]


def test_a_demo_in_which_somebody_has_worked_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where motxl wrote last, as after a command of theirs."""
    folder = tmp_path / "essai"
    assert run(["demo", str(folder), "--lang", "en"]) == 0
    book = folder / "programme-2025.xlsx"
    assert run(["undo", str(book)]) == 0
    worked = book.read_bytes()
    assert run(["demo", str(folder), "--lang", "en"]) == 2
    assert "has changed since motxl demo made it" in capsys.readouterr().err
    assert book.read_bytes() == worked
    assert run(["demo", str(folder), "--lang", "en", "--force"]) == 0
