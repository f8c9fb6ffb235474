"""All that motxl makes, before the judge: shipped, imported, coloured, corrected, shared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.template.shipped import source_path, template_path
from tests.extract.making import extract, programme
from tests.judges import own
from tests.summary.making import problems

Make = Callable[[Path], object]
SHIPPED = (
    "programme-2025",
    "programme",
    "extrait",
    "extrait-reponses",
    "reponses",
    "modifications",
)


def command(*arguments: str | Path) -> int:
    return run([str(one) for one in arguments])


def imported(folder: Path) -> Path:
    path = folder / "programme.xlsx"
    assert command("import", source_path("programme-2025.txt"), "-o", path) == 0
    return path


def filled(folder: Path) -> Path:
    """With members, contacts and lines of which tables of one row grow."""
    return programme(folder / "adhérents.xlsx")


def _of(*words: str, accepted: tuple[int, ...] = (0,), book: Callable[[Path], Path]) -> Make:
    """A command on a workbook, which the command changes."""

    def make(folder: Path) -> None:
        path = book(folder)
        assert command(*words, path) in accepted

    return make


def _macros(folder: Path) -> None:
    pytest.importorskip("pyopenvba", reason="pip install 'motxl[excel]'")
    assert command("macros", "--addin", folder / "motxl.xlam") == 0
    assert command("macros", template_path("programme-2025"), "-o", folder / "p.xlsm") == 0


MADE: dict[str, Make] = {
    "import": imported,
    "a programme with members": filled,
    "colour": _of("colour", book=imported),
    "summary": _of("summary", book=imported),
    "summary with members": _of("summary", book=filled),
    "Contrôle": _of("validate", "--write", accepted=(0, 1), book=imported),
    "Contrôle with members": _of("validate", "--write", accepted=(0, 1), book=filled),
    "fix": _of("validate", "--fix", "--unsafe-fixes", accepted=(0, 1), book=filled),
    "events": _of("events", book=imported),
    "renumber": _of("renumber", accepted=(0, 1), book=imported),
    "extracts": lambda folder: extract(filled(folder), folder / "extraits"),
    "macros": _macros,
    "demo": lambda folder: command("demo", folder / "demo"),
}


def found(folder: Path) -> dict[str, list[str]]:
    """The problems of each workbook in a folder that has any; there are some workbooks."""
    made = [path for path in folder.rglob("*.xl*") if not path.name.startswith("~$")]
    assert made
    judged = {path.name: judge(path) for path in made}
    return {name: bad for name, bad in judged.items() if bad}


def judge(path: Path) -> list[str]:
    """``filled`` leaves strings without a user behind, which are not motxl's."""
    return problems(path) if path.stem == "adhérents" else own.problems(path)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_has_no_problem(name: str) -> None:
    assert own.problems(template_path(name)) == []


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
@pytest.mark.slow
def test_what_is_made_has_no_problem(make: Make, tmp_path: Path) -> None:
    make(tmp_path)
    assert found(tmp_path) == {}


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_another_validator_finds_nothing_in_what_is_made(
    make: Make, tmp_path: Path, audit: Callable[[Path | str], list[str]]
) -> None:
    make(tmp_path)
    for path in tmp_path.rglob("*.xl*"):
        assert audit(path) == [], path.name
