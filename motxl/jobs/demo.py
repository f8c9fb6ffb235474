"""The chain of jobs on the shipped programme, for someone who wants to see what motxl does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from motxl.a1 import to_a1
from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError, system_reason
from motxl.files.note import Note
from motxl.files.present import is_folder, is_there
from motxl.files.saving import write_new
from motxl.i18n import _
from motxl.jobs.colour import Recoloured, colour
from motxl.jobs.import_ import Imported, import_source
from motxl.jobs.references import References, references
from motxl.jobs.summary import summarise
from motxl.jobs.undo import undo
from motxl.programme.edits import ReplaceText
from motxl.programme.model import LABEL
from motxl.template.shipped import source_path
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.engine import validate

SOURCE, BOOK, MARK = "programme-2025.txt", "programme-2025.xlsx", "LISEZMOI-demo.txt"
PAGE = "synthese.html"


class MadeStep(NamedTuple):
    """The published programme is a workbook now."""

    source: Path
    imported: Imported


class ListedStep(NamedTuple):
    """Its references were listed."""

    references: References


class CheckedStep(NamedTuple):
    """It was checked: ``again`` after something was typed."""

    diagnostics: list[Diagnostic]
    again: bool = False


class TypedStep(NamedTuple):
    """A colleague typed a reference into a cell, in black."""

    cell: str


class ColouredStep(NamedTuple):
    """It was coloured: ``again`` after that was undone."""

    recoloured: Recoloured
    again: bool = False


class SummedUpStep(NamedTuple):
    """Its numbers stand in Synthèse, and in a page."""

    pivots: int
    page: Path


Step = MadeStep | ListedStep | CheckedStep | TypedStep | ColouredStep | SummedUpStep
"""One step of the chain, after it was done"""


def steps(folder: Path, *, force: bool = False) -> Iterator[Step]:
    """Do the chain in ``folder``, a step at a time. Raises ``MotxlError`` when the folder holds a
    workbook of that name which no demo made."""
    book = folder / BOOK
    _claim(folder, force)
    source = folder / SOURCE
    write_new(source, source_path(SOURCE).read_bytes(), overwrite=True)
    yield MadeStep(source, import_source(source, book, overwrite=True))
    yield ListedStep(references(open_book(book).programme))
    yield CheckedStep(validate(open_book(book).programme))
    yield _as_a_colleague_would(book)
    yield CheckedStep(validate(open_book(book).programme), again=True)
    yield ColouredStep(_coloured(book))
    undo(book)
    yield ColouredStep(_coloured(book), again=True)
    pivots, page = _summed_up(book)
    yield SummedUpStep(pivots, page)


def _claim(folder: Path, force: bool) -> None:
    """Make the folder ours; one that holds somebody's workbook of the same name is refused."""
    if is_there(folder) and not is_folder(folder):
        raise MotxlError(_("{path} is a file, not a folder.").format(path=folder))
    mark = folder / MARK
    if is_there(folder / BOOK) and not is_there(mark) and not force:
        raise MotxlError(
            _("{path} is there and no demo made it: choose another folder.").format(
                path=folder / BOOK
            )
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MotxlError(
            _("{path} cannot be made: {reason}.").format(path=folder, reason=system_reason(error))
        ) from None
    text = _("This folder was made by motxl demo, which overwrites its files.")
    write_new(mark, f"{text}\n".encode(), overwrite=True)


def _as_a_colleague_would(book: Path) -> TypedStep:
    """Add a reference to the last action's label, uncoloured."""
    opened = open_book(book)
    programme = opened.programme
    entry = programme.entries[-1]
    cell = to_a1(entry.row, programme.columns[LABEL])
    end = len(entry.label)
    words = " (cf. Cross-border deal thème 2)"
    opened.apply([ReplaceText(programme.sheet, cell, end, end, words)])
    opened.save(note=Note("demo", _("a reference typed, as a colleague would")))
    return TypedStep(cell)


def _coloured(book: Path) -> Recoloured:
    return colour(open_book(book), note=Note("demo", _("references coloured")))


def _summed_up(book: Path) -> tuple[int, Path]:
    """How many pivot tables there are, and where the page is."""
    from motxl.summary.page import page

    done = summarise(open_book(book), command="demo")
    assert done.written is not None  # motxl has made it itself
    html = book.with_name(PAGE)
    write_new(html, page(done.summary).encode(), overwrite=True)
    return len(done.written.placed), html
