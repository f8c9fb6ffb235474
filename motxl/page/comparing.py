"""What changed from another workbook, or from a kept state, to the one that is open: for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook
    from motxl.comparison.shown import ShownDifference
    from motxl.jobs.diff import Diffed
    from motxl.page.stage import Stage

OTHER = "other.xlsx"
"""What the page calls the other workbook in ``folder``"""
HTML = "modifications.html"
"""The page of ``motxl diff --html``, which is written into ``folder``"""
XLSX = "modifications.xlsx"
"""The workbook of ``motxl diff --xlsx``, which is written there too"""


def compared(book: FileBook, asked: Mapping[str, Any], stage: Stage) -> dict[str, Any]:
    """Compare the workbook with ``state`` (an ``id`` of ``kept_states``), or, where that is empty,
    with ``OTHER`` in ``folder``, which messages call ``other``. What is open is the newer of both,
    unless ``is_old``. Raises ``MotxlError`` where the other one cannot be read."""
    from motxl.jobs.diff import diff, write_page, write_sheet

    folder = Path(asked["folder"])
    other = _state(asked) if asked["state"] else _file(folder / OTHER, asked["other"])
    stage("comparing")
    done = diff(book, other) if asked["is_old"] else diff(other, book)
    (folder / OTHER).unlink(missing_ok=True)
    write_page(done, folder / HTML)
    write_sheet(done, folder / XLSX)
    remarks = [*_of_members(book, other), *_not_read(book), *_not_read(other)]
    return {**shown(done), "remarks": remarks}


def _file(path: Path, name: str) -> FileBook:
    from motxl.book.file.filebook import FileBook
    from motxl.page.opening import opened

    return FileBook.read(opened(path.read_bytes(), name), spread=True)


def _state(asked: Mapping[str, Any]) -> FileBook:
    from motxl.book.file.filebook import FileBook
    from motxl.files.backups import read_state
    from motxl.jobs.states import label_of
    from motxl.page.history import state_called
    from motxl.page.opening import called, opened

    of, state = state_called(asked["state"])
    name = label_of(called(asked), state)
    return FileBook.read(opened(read_state(of, state), name), spread=True)


def _of_members(*books: FileBook) -> Iterator[str]:
    """Which of them is one member's extract, and no programme."""
    from motxl.extract.identity import member_in

    for book in books:
        if member := member_in(book.workbook):
            yield _(
                "{file} is the extract for {name}, and not the programme: it has only part of the "
                "rows and columns, so many of the changes shown here are due to that alone."
            ).format(file=book.label, name=member)


def _not_read(book: FileBook) -> list[str]:
    """What of a workbook was left aside, behind its name."""
    from motxl.validation.unchecked import unchecked

    return [
        _("{file}: motxl did not read {what}.").format(file=book.label, what=one.what)
        for one in unchecked(book.programme, book.surroundings())
        if one.kind in {"sheet", "rows", "cells"}
    ]


def shown(done: Diffed) -> dict[str, Any]:
    """The differences by kind, then by axis, as the page of ``motxl diff --html`` has them."""
    from motxl.comparison.page import by_axis, legend
    from motxl.comparison.shown import shown_kinds
    from motxl.comparison.words import counted, not_compared, notes

    kinds = shown_kinds(done.comparison)
    return {
        "old": done.old,
        "new": done.new,
        "counted": counted(done.counts),
        "notes": list(notes(done.comparison)),
        "axes": [[one.key, one.title, one.number] for one in by_axis(done.comparison, kinds)],
        "kinds": [
            {
                "kind": kind.kind,
                "title": kind.title,
                "number": kind.number,
                "parts": [
                    {
                        "key": part.key,
                        "title": part.title,
                        "differences": [_difference(one) for one in part.differences],
                    }
                    for part in kind.parts
                ],
            }
            for kind in kinds
        ],
        "signs": legend(kinds),
        "not_compared": not_compared(done.comparison, done.others),
    }


def _difference(one: ShownDifference) -> dict[str, Any]:
    from motxl.comparison.page import place, with_blanks
    from motxl.comparison.words import several, short

    return {
        "place": place(one),
        "ref": one.ref,
        "code": one.code,
        "rows": one.rows,
        "several": several(one.rows),
        "column": one.column,
        "title": short(one.title, 120),
        "pieces": [with_blanks(piece) for piece in one.pieces],
        "lines": list(one.lines),
    }
