"""The three ways of setting one text, or inserting rows, and saving; each edits the file where it
lies."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

from motxl.__main__ import run
from motxl.a1 import column_letters
from motxl.ooxml import Workbook
from motxl.ooxml.errors import CellRefusedError, SignedError
from tests.corpus.places import Place
from tests.recalculation.changes import Change


def with_motxl(path: Path, place: Place) -> str | None:
    """Plants the reference, then ``motxl colour``; the sentence when a signed one is refused."""
    workbook = Workbook.open(path)
    sheet = workbook.find_sheet(place.sheet)
    assert sheet is not None
    where = (place.row, place.column)
    if place.before:
        end = len(place.before)
        sheet.replace_text(where, end, end, place.after[end:])
    else:
        sheet.set_value(where, place.after)
    try:
        workbook.save()
    except SignedError as refused:
        return str(refused)
    column = column_letters(place.column)
    code = run(["colour", str(path), "--sheet", place.sheet, "--columns", column])
    if code:
        raise RuntimeError(f"motxl colour ended with {code}")
    return None


def with_openpyxl(path: Path, place: Place) -> None:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm", rich_text=True)
        book[place.sheet].cell(place.row, place.column).value = place.after
        book.save(path)


def with_wolfxl(path: Path, place: Place) -> None:
    import wolfxl

    book = wolfxl.load_workbook(str(path), modify=True, keep_vba=path.suffix == ".xlsm")
    book[place.sheet].cell(row=place.row, column=place.column).value = place.after
    book.save(str(path))


EDITORS: dict[str, Callable[[Path, Place], str | None]] = {
    "motxl": with_motxl,
    "openpyxl": with_openpyxl,
    "wolfxl": with_wolfxl,
}


def inserted_by_motxl(path: Path, change: Change) -> str | None:
    """The sentence, when it refuses."""
    workbook = Workbook.open(path)
    try:
        change.apply(workbook)
        workbook.save()
    except (CellRefusedError, SignedError) as refused:
        return str(refused)
    return None


def inserted_by_openpyxl(path: Path, change: Change) -> None:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm", rich_text=True)
        book[change.sheet].insert_rows(change.rows[0], change.count)
        book.save(path)


def inserted_by_wolfxl(path: Path, change: Change) -> None:
    import wolfxl

    book = wolfxl.load_workbook(str(path), modify=True, keep_vba=path.suffix == ".xlsm")
    book[change.sheet].insert_rows(change.rows[0], change.count)
    book.save(str(path))


INSERTERS: dict[str, Callable[[Path, Change], str | None]] = {
    "motxl": inserted_by_motxl,
    "openpyxl": inserted_by_openpyxl,
    "wolfxl": inserted_by_wolfxl,
}
