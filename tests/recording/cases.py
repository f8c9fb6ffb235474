"""The workbooks, and what is asked of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from motxl.cli import cli
from tests.recording.running import Case

_ROOT = Path(__file__).parents[2]
_SHARED = _ROOT.parent / "shared"
_BOOK = _ROOT / "workbooks" / "programme-2025.xlsx"
_FORMATS = ("text", "json", "sarif", "github", "csv")


def _asked(book: str, *more: str) -> tuple[tuple[str, ...], ...]:
    """What can be asked of any workbook without changing it."""
    return (
        ("find", book, "-v"),
        ("validate", book, *more),
        ("--lang", "fr", "validate", book, "--fix", "--unsafe-fixes", "--diff", *more),
        ("renumber", book, "--diff", *more),
        ("colour", book, "--diff", *more),
        ("references", book, "--format", "json", *more),
        ("events", book, "--check", *more),
        ("inspect", book),
    )


def _changed(book: str, *more: str) -> tuple[tuple[str, ...], ...]:
    return (
        ("validate", book, "--fix", *more),
        ("colour", book, *more),
        ("renumber", book, *more),
        ("validate", book, "--write", "--format", "json", *more),
        ("undo", book, "--list"),
        ("diff", book, "--state", "1"),
        ("diff", book, "--since", "hier", "--html", "d.html", "--xlsx", "d.xlsx"),
        ("diff", book, "--state", "2", "--format", "json"),
        ("undo", book, "--diff"),
        ("undo", book),
        ("undo", book, "--redo"),
    )


def _of_the_programme(book: str) -> tuple[tuple[str, ...], ...]:
    return (
        *(("validate", book, "--format", kind) for kind in _FORMATS),
        ("validate", book, "--statistics"),
        *_changed(book),
        ("validate", book, "--unsafe-fixes"),
        ("events", book),
        ("calendar", book, "-o", "programme.ics"),
        ("freeze", book, "--state", "soumis", "--date", "2025-02-01", "--no-pdf"),
        ("summary", book, "--html", "synthese.html"),
        ("summary", book, "--check", "--format", "json"),
        ("who", book, "2025-001", "--all"),
        ("who", book, "2.3.1"),
        ("jetons", book),
        ("new", "--from", book, "--year", "2026", "--carry-jetons", "-o", "suivant.xlsx"),
        ("jetons", book, "--format", "json"),
        ("extract", book, "--explain"),
        ("extract", book, "-o", "extraits"),
        ("collect", book, "extraits", "--extracts", "extraits", "--check"),
        ("extract", book, "-o", "suite", "--since", "extraits", "--format", "json"),
        ("extract", book, "--theme", "Montagne", "-o", "theme"),
        ("mail", "preview", book, "--extracts", "extraits", "--html", "courriels.html"),
        ("mail", "drafts", book, "--extracts", "extraits"),
        ("mail", "remind", book, "--extracts", "extraits"),
        ("mail", "status", book, "--extracts", "extraits", "--export", "envois.csv"),
        ("macros", book, "-o", "boutons.xlsm"),
        ("macros", "--check", "boutons.xlsm"),
        ("inspect", book, "--remove"),
    )


def _helps() -> Iterator[tuple[str, ...]]:
    for lang in ("en", "fr"):
        yield "--lang", lang, "--help"
        for name in sorted(cli.commands):
            yield "--lang", lang, name, "--help"
            for under in sorted(getattr(cli.commands[name], "commands", ())):
                yield "--lang", lang, name, under, "--help"
        yield "--lang", lang, "rules"


def cases() -> Iterator[Case]:
    yield Case("help", (), tuple(_helps()))
    made = ("import", "programme-2025.txt", "-o", "made.xlsx")
    source = _ROOT / "workbooks" / "programme-2025.txt"
    yield Case("imported", (source,), (made, *_of_the_programme("made.xlsx")))
    yield Case("2025", (_BOOK,), _of_the_programme(_BOOK.name))
    yield Case("demo", (), (("demo", "essai"), *_of_the_programme("essai/programme-2025.xlsx")))
    for path in sorted((_SHARED / "cases" / "shapes").glob("*.xlsx")):
        imported = ("import", path.name, "-o", "made.xlsx", "--year", "2026", "--format", "json")
        yield Case(f"import {path.name}", (path,), (imported, *_asked("made.xlsx")))
        yield Case(f"shape {path.name}", (path,), _asked(path.name) + _changed(path.name))
    for folder in ("cases/rows", "corpus/excel", "corpus/pivots"):
        for path in sorted((_SHARED / folder).rglob("*.xls[xm]")):
            columns = ("--columns", "A,B")
            commands = (
                _asked(path.name) + _asked(path.name, *columns) + _changed(path.name, *columns)
            )
            yield Case(f"{folder} {path.name}", (path,), commands)
