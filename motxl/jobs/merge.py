"""Two workbooks that were edited apart since a common state become one.

OURS is edited and written under another name: what THEIRS changed is taken where OURS left it
alone; what both changed otherwise is listed in Contrôle, where somebody chooses. Merged again from
that workbook, the choices are made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from motxl.a1 import MAX_COLUMN, CellRange, to_a1
from motxl.book.file.choosing import ClashLine, choices_in, write_clashes
from motxl.book.file.filebook import open_book
from motxl.comparison.merging import advice, sentence, values_of
from motxl.comparison.others import OtherCells
from motxl.comparison.written import clash_as_written
from motxl.errors import MotxlError
from motxl.files.outputs import check_not_among, check_suffix
from motxl.files.saving import write_new
from motxl.i18n import _, called
from motxl.jobs.diff import diff, item_of
from motxl.jobs.merge_writing import carry_out, check_read_back
from motxl.programme.comparing.differences import text_of
from motxl.programme.comparing.merging import MergeClash, Merged, merge
from motxl.programme.comparing.mergingtables import MergedTable, merge_tables
from motxl.programme.model import LABEL
from motxl.programme.outline import Outline
from motxl.validation.diagnostics import Severity

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook
    from motxl.jobs.diff import Diffed
    from motxl.programme.comparing import Difference


class NoBaseError(MotxlError):
    """What two copies come from is to be said by whoever asks."""


class MergedBooks(NamedTuple):
    """What was, or would be, made of three workbooks."""

    path: Path | None
    """Where it was written; ``None`` where nothing was"""
    ours: Diffed
    """What OURS changed since BASE"""
    theirs: Diffed
    """What THEIRS changed since BASE"""
    conflicts: Sequence[MergeClash]
    """What nobody has decided yet: OURS stands in the result"""
    chosen: int
    """Choices that stood in Contrôle"""
    unknown: Sequence[str]
    """What stands in the column Choix and is no choice, with its row: ``“peut-être”``"""
    left: Sequence[str] = ()
    """What of THEIRS could not be taken, a sentence each"""

    def __repr__(self) -> str:
        return f"MergedBooks({len(self.theirs.differences)} of theirs, {len(self.conflicts)} open)"

    def as_json(self) -> dict[str, Any]:
        """As ``motxl merge --format json`` shows it."""
        ours, theirs = (
            {_known(one): one for one in side.differences} for side in (self.ours, self.theirs)
        )
        both = ours.keys() & theirs.keys()
        sides = [("both" if key in both else "ours", one) for key, one in ours.items()]
        sides += [("theirs", one) for key, one in theirs.items() if key not in both]
        return {
            "version": 1,
            "path": str(self.path) if self.path else None,
            "changes": [{"side": side, **item_of(one)} for side, one in sides],
            "conflicts": [_clash_as_json(one) for one in self.conflicts],
            "chosen": self.chosen,
            "unknown_choices": list(self.unknown),
            "not_taken": [*self.left, *(called(one.sheet) for one in self.others)],
        }

    @property
    def others(self) -> Sequence[OtherCells]:
        """What else differs in THEIRS, and was not taken."""
        return self.theirs.others


def merge_books(
    base: FileBook,
    ours: FileBook,
    theirs: FileBook,
    output: Path | None,
    *,
    overwrite: bool = False,
) -> MergedBooks:
    """Merge what ``ours`` and ``theirs`` changed since ``base``, and write the result to
    ``output``, which is none of the three; without one, say only what would be. ``ours`` is edited
    in memory. Raises ``MotxlError`` where rows are sorted by something else than the programme's
    order, a cell cannot follow, or ``output`` is there."""
    for book in (base, ours, theirs):
        if Outline(book.programme).is_sorted_otherwise:
            raise MotxlError(
                _(
                    "The rows of {path} were sorted by another column: sort them by the column "
                    "Ordre."
                ).format(path=book.label)
            )
    by_ours, by_theirs = diff(base, ours), diff(base, theirs)
    ours.speak_of()  # what is told, and written into Contrôle, is told of the result
    choices, unknown = choices_in(ours)
    commented = _commented(ours)
    merged = merge(base.programme, ours.programme, theirs.programme, choices, commented[""])
    before, own, other = (one.beside().tables for one in (base, ours, theirs))
    tables = merge_tables(before, own, other, choices, commented)
    clashes = [*merged.clashes, *(clash for one in tables for clash in one.clashes)]
    done = MergedBooks(None, by_ours, by_theirs, clashes, len(choices), unknown)
    done = done._replace(left=carry_out(ours, theirs, merged, tables))
    kept = [key for key, side in choices.items() if side == "ours"]
    write_clashes(ours, [_line(one, _place(ours, merged, tables, one)) for one in clashes], kept)
    data = ours.workbook.to_bytes()
    ours.reread()
    check_read_back(ours, merged, tables, own)
    if output is None:
        return done
    write_new(output, data, overwrite=overwrite)
    return done._replace(path=output)


def merge_files(
    base: Path,
    ours: Path,
    theirs: Path,
    output: Path | None,
    *,
    sheet: str | None = None,
    columns: str | None = None,
    overwrite: bool = False,
) -> MergedBooks:
    """Merge three files, as ``merge_books`` does; ``base`` may be a version that was frozen,
    ``programme.xlsx@envoi``."""
    from motxl.jobs.versions import open_old

    check_output(output, (base, ours, theirs))
    before = open_old(base, sheet=sheet, columns=columns)
    own = open_book(ours, sheet=sheet, columns=columns, editing=True)
    other = open_book(theirs, sheet=sheet, columns=columns)
    return merge_books(before, own, other, output, overwrite=overwrite)


def merge_shared(
    ours: Path,
    theirs: Path,
    output: Path | None,
    *,
    sheet: str | None = None,
    columns: str | None = None,
    overwrite: bool = False,
) -> MergedBooks:
    """Merge two files; what both come from is the last version that was frozen and that both list.
    Raises ``NoBaseError`` where there is none, and ``MotxlError`` as ``merge_files`` does."""
    from motxl.jobs.versions import shared_version

    check_output(output, (ours, theirs))
    before = shared_version(ours, theirs, sheet, columns)
    if before is None:
        raise NoBaseError(
            _(
                "It is not known what {ours} and {theirs} both come from: no version that was "
                "frozen is listed in both with its copy beside one of them."
            ).format(ours=ours.name, theirs=theirs.name)
        )
    own = open_book(ours, sheet=sheet, columns=columns, editing=True)
    other = open_book(theirs, sheet=sheet, columns=columns)
    return merge_books(before, own, other, output, overwrite=overwrite)


def merge_state(
    ours: Path,
    theirs: Path,
    output: Path | None,
    state: int,
    *,
    sheet: str | None = None,
    columns: str | None = None,
    overwrite: bool = False,
) -> MergedBooks:
    """Merge two files; what both come from is a state of ``ours`` that is kept, numbered as
    ``motxl undo --list`` does. Raises ``MotxlError`` as ``merge_files`` does, and where there is no
    such state."""
    from motxl.jobs.states import numbered, open_state

    check_output(output, (ours, theirs))
    before = open_state(ours, numbered(ours, state), sheet, columns)
    own = open_book(ours, sheet=sheet, columns=columns, editing=True)
    other = open_book(theirs, sheet=sheet, columns=columns)
    return merge_books(before, own, other, output, overwrite=overwrite)


def check_output(output: Path | None, inputs: Sequence[Path]) -> None:
    """Raises ``MotxlError`` where the output is one of the inputs, or another kind of file than
    OURS."""
    if output is None:
        return
    check_suffix(output, inputs[-2])
    refusal = _("{path} is one of the workbooks to merge: choose another name.")
    check_not_among(output, inputs, refusal)


def _known(one: Difference) -> tuple[object, ...]:
    """By what a change is the same on both sides."""
    return one.kind, one.table, one.row.ref or one.row.text, one.column, one.new


def _clash_as_json(clash: MergeClash) -> dict[str, Any]:
    one = clash_as_written(clash)
    return {
        "kind": one.kind,
        "table": one.table or None,
        "ref": one.ref or None,
        "code": one.code or None,
        "text": one.text,
        "column": one.column,
        "base": text_of(one.base),
        "ours": text_of(one.ours),
        "theirs": text_of(one.theirs),
        "key": clash.key,
    }


def _commented(book: FileBook) -> Mapping[str, Sequence[int]]:
    """The rows that have comments, by table; of the programme under an empty name."""

    def rows(name: str, numbers: Sequence[int]) -> list[int]:
        sheet = book.workbook.find_sheet(name)
        if sheet is None or not numbers:
            return []
        if sheet.first_comment(CellRange(min(numbers), 1, max(numbers), MAX_COLUMN)) is None:
            return []
        return [n for n in numbers if sheet.first_comment(CellRange(n, 1, n, MAX_COLUMN))]

    found = {"": rows(book.programme.sheet, [entry.row for entry in book.programme.entries])}
    for table in book.beside().tables:
        found[table.name] = rows(table.sheet, [number for number, _record in table.rows])
    return found


def _line(clash: MergeClash, place: tuple[str, str] | None) -> ClashLine:
    """A conflict as a row of Contrôle."""
    return ClashLine(
        clash.key, Severity.WARNING.label, place, sentence(clash), advice(clash),
        *values_of(clash),
    )  # fmt: skip


def _place(
    book: FileBook, merged: Merged, tables: Sequence[MergedTable], clash: MergeClash
) -> tuple[str, str] | None:
    """Sheet and cell of a clash in the result; ``None`` for a row that is not there."""
    programme = book.programme
    if clash.row is None:
        return None
    if clash.table:
        table = next(one for one in tables if one.name == clash.table)
        column = table.columns.get(clash.column or "", min(table.columns.values()))
        gone = sum(row < clash.row for row in table.removed)
        return table.sheet, to_a1(clash.row - gone, column)
    places = {row.ours: n for n, row in enumerate(merged.rows) if row.ours is not None}
    by_row = {entry.row: n for n, entry in enumerate(merged.ours.new.entries)}
    entry = programme.entries[places[by_row[clash.row]]]
    column = programme.columns.get(clash.column or LABEL, programme.columns[LABEL])
    return programme.sheet, to_a1(entry.row, column)
