"""What changed between two workbooks, or since a state of one that is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from motxl.comparison.others import OtherCells
from motxl.comparison.written import as_written
from motxl.i18n import called
from motxl.programme.comparing import KINDS, ComparedProgrammes, Difference, DifferenceKind, compare

if TYPE_CHECKING:
    from pandas import DataFrame

    from motxl.book.file.filebook import FileBook
    from motxl.files.backups import State
    from motxl.ooxml.wording import Wording


class Diffed(NamedTuple):
    """Two workbooks compared."""

    old: str
    """What the older one is called in messages"""
    new: str
    comparison: ComparedProgrammes
    others: tuple[OtherCells, ...] = ()
    words: Wording | None = None
    """Of the new workbook, where it has words of its own"""

    def __repr__(self) -> str:
        return f"Diffed({len(self.differences)} differences)"

    @property
    def differences(self) -> Sequence[Difference]:
        """What changed, in the order of the new programme, then of the tables beside it."""
        return self.comparison.differences

    @property
    def counts(self) -> Mapping[DifferenceKind, int]:
        """How many differences there are of each kind; 0 of a kind that there is not."""
        found = Counter(one.kind for one in self.differences)
        return {kind: found[kind] for kind in KINDS}

    @property
    def is_same(self) -> bool:
        """Whether nothing that is compared differs."""
        return not (self.differences or self.comparison.lone_tables)

    def to_frame(self) -> DataFrame:
        """A line per difference: kind, ref, code, table, column, old, new, and both cells."""
        import pandas

        columns = ("kind", "ref", "code", "table", "column", "old", "new", "old_cell", "new_cell")
        lines = [
            (one.kind, one.row.ref, one.row.code, one.table, one.column, one.old, one.new,
             one.old_cell, one.new_cell)
            for one in self.differences
        ]  # fmt: skip
        return pandas.DataFrame(lines, columns=list(columns))

    def as_json(self) -> dict[str, Any]:
        """As ``motxl diff --format json`` shows it."""
        return {
            "version": 1,
            "old": self.old,
            "new": self.new,
            "changes": [item_of(one) for one in self.differences],
            "counts": dict(self.counts),
            "tables": [
                {"table": one.name, "sheet": one.sheet, "rows": one.rows,
                 "only_in": "new" if one.is_new else "old"}
                for one in self.comparison.lone_tables
            ],
            "doubled": list(self.comparison.matching.doubled),
            "by_ref": self.comparison.matching.by_ref,
            "not_compared": [{**one._asdict(), "sheet": called(one.sheet)} for one in self.others],
        }  # fmt: skip


def item_of(one: Difference) -> dict[str, Any]:
    """A change as JSON shows it."""
    (one,) = as_written([one])
    row = one.row
    return {
        "kind": one.kind,
        "ref": row.ref or None,
        "code": row.code or None,
        "table": one.table or None,
        "column": one.column,
        "old": one.old,
        "new": one.new,
        "text": row.text,
        "sheet": row.sheet,
        "row": row.row,
        "old_row": one.old_row.row if one.old_row else None,
        "old_cell": one.old_cell,
        "new_cell": one.new_cell,
        **({"colours": [shift._asdict() for shift in one.shifts]} if one.shifts else {}),
    }


def diff(old: FileBook, new: FileBook) -> Diffed:
    """Compare two workbooks; from now on texts name things as the new one does."""
    new.speak_of()
    before, after = old.beside(), new.beside()
    comparison = compare(old.programme, new.programme, before.tables, after.tables)
    others = []
    for sheet in dict.fromkeys((*after.sheets, *before.sheets)):
        if sheet not in before.sheets or sheet not in after.sheets:
            if before.sheets.get(sheet) or after.sheets.get(sheet):
                others.append(OtherCells(sheet, "new" if sheet in after.sheets else "old"))
        elif before.sheets[sheet] is None or after.sheets[sheet] is None:
            others.append(OtherCells(sheet, "unread"))
        elif before.sheets[sheet] != after.sheets[sheet]:
            others.append(OtherCells(sheet, "differs"))
    return Diffed(old.label, new.label, comparison, tuple(others), new.words)


def diff_files(
    old: Path, new: Path, *, sheet: str | None = None, columns: str | None = None
) -> Diffed:
    """Compare two files; ``old`` may be a version that was frozen, ``programme.xlsx@adopté``.
    Raises ``MotxlError`` where one cannot be read, or holds no programme, and ``UsageError`` where
    there is no such version."""
    from motxl.book.file.filebook import open_book
    from motxl.jobs.versions import open_old

    first = open_old(old, sheet=sheet, columns=columns)
    return diff(first, open_book(new, sheet=sheet, columns=columns))


def diff_state(
    path: Path, state: State, *, sheet: str | None = None, columns: str | None = None
) -> Diffed:
    """Compare a state of a workbook that is kept with what the workbook is now. Raises
    ``MotxlError`` where one cannot be read."""
    from motxl.book.file.filebook import open_book
    from motxl.jobs.states import open_state

    before = open_state(path, state, sheet, columns)
    return diff(before, open_book(path, sheet=sheet, columns=columns))


def diff_undo(path: Path, *, redo: bool = False) -> Diffed:
    """What ``undo``, or ``redo``, would change in a workbook. Raises ``MotxlError`` where there is
    nothing to give back, or it cannot be read."""
    from motxl.book.file.filebook import open_book
    from motxl.files import undoing
    from motxl.jobs.states import open_state

    state = undoing.replaced(path) if redo else undoing.next_undone(path)
    return diff(open_book(path), open_state(path, state))


def write_page(done: Diffed, path: Path, *, force: bool = False) -> None:
    """Write the differences as a page for a browser. One that motxl made before is replaced; raises
    ``MotxlError`` where another file is there, unless ``force``."""
    from motxl.comparison.page import page
    from motxl.files import saving

    html = page(done.comparison, done.counts, done.others, (done.old, done.new))
    saving.write_page(path, html.encode(), overwrite=force)


def write_sheet(done: Diffed, path: Path, *, force: bool = False) -> None:
    """Write the differences as a workbook with the sheet Modifications, in the words of the new
    workbook. Raises ``MotxlError`` where a file is there, unless ``force``."""
    from motxl.comparison.sheet import modifications
    from motxl.files.saving import write_new

    data = modifications(done.comparison, (done.old, done.new), done.words)
    write_new(path, data, overwrite=force, force=force)


def as_lines(path: Path, *, sheet: str | None = None, columns: str | None = None) -> Iterator[str]:
    """A workbook as text, a line for each cell that holds something, for programs that compare
    lines: ``2025-037 Programme de travail: Animer le réseau``. Raises ``MotxlError`` where it
    cannot be read."""
    from motxl.book.file.filebook import open_book
    from motxl.comparison.lines import lines_of

    book = open_book(path, sheet=sheet, columns=columns)
    return lines_of(book.programme, book.beside().tables)
