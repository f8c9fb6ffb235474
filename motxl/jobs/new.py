"""Next year's workbook, from this year's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from motxl.a1 import to_a1
from motxl.book.editing.nextyear import Cleared, ToldCell, Turning
from motxl.book.file.filebook import FileBook
from motxl.errors import MotxlError
from motxl.files.outputs import check_not_among, check_suffix
from motxl.files.present import is_there
from motxl.files.saving import write_new
from motxl.i18n import _, called, meant
from motxl.ooxml import Workbook
from motxl.ooxml.cells.areas import Areas
from motxl.ooxml.pivots.present import pivots
from motxl.ooxml.traces import parts_with, wipe
from motxl.programme.accounts import accounts
from motxl.programme.outline import Outline
from motxl.programme.scope import actionable
from motxl.template import layout
from motxl.template.layout.mots import MOTS
from motxl.template.layout.nextyear import FINISHED, own_columns
from motxl.template.layout.reponses import REPONSES
from motxl.template.parametres import said_to_be_finished
from motxl.template.words import open_own, own_workbook
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.programme.model import Entry, Programme

_STATE = layout.ProgrammeColumn.ETAT


class NotMadeError(MotxlError):
    """No workbook was made, for want of something that whoever asks can give."""

    def __init__(self, text: str, reason: Literal["there", "jetons"]) -> None:
        """``reason``: a file of that name is there, or nobody said what becomes of jetons."""
        super().__init__(text)
        self.reason = reason


@dataclass(frozen=True)
class NextYear:
    """What whoever makes the workbook decides."""

    year: int
    keep: tuple[str, ...] = ()
    """States of the actions that go on; none: all but those that are done or given up"""
    jetons: Literal["carry", "close"] | None = None
    """Whether what is left of a member's jetons is attributed anew; ``None``: nobody said"""
    clear: tuple[str, ...] = ()
    """Columns of the staff's own that are to be emptied"""


class NewProgramme(NamedTuple):
    """What next year's workbook holds, and what of the old one it does not."""

    path: Path
    year: int
    former_year: int
    headings: int
    actions: int
    went_on: dict[str, int]
    """Actions that go on, by what their cell of the state held"""
    left: dict[str, int]
    """Actions that do not go on, by what their cell of the state holds"""
    carried: dict[str, int]
    """Rows of the other tables that go on, by sheet"""
    cleared: list[Cleared]
    jetons: Literal["carry", "close"] | None
    dates: list[ToldCell]
    """Dates of the old year, by their cells in the old workbook; they are not in the new one"""
    events: int
    """Events of the new year or later, which go on"""
    unlinked: list[ToldCell]
    """Services whose row does not go on"""
    comments: list[ToldCell]
    """Where comments were taken out, by their cells in the old workbook"""
    own_columns: list[tuple[str, str]]
    """Tables and columns of the staff's own that go on as they are"""
    own_sheets: list[str]
    years: list[ToldCell]
    """Cells, or names of sheets, that still name the old year"""
    remains: list[ToldCell]
    """Cells outside our tables that hold what was cleared"""
    parts: list[str]
    """Other parts of the file that do"""
    saved: bool = False

    def __repr__(self) -> str:
        saved = ", saved" if self.saved else ""
        return f"NewProgramme({self.headings} headings, {self.actions} actions{saved})"

    def as_data(self) -> dict[str, Any]:
        """For JSON: the fields by their names, lists of objects for those of cells."""
        found: dict[str, Any] = self._asdict()
        for name in ("cleared", "dates", "unlinked", "comments", "years", "remains"):
            found[name] = [one._asdict() for one in found[name]]
        for name in ("left", "carried", "went_on"):
            found[name] = {called(one): number for one, number in found[name].items()}
        found["own_columns"] = [list(pair) for pair in self.own_columns]
        return {"version": 1} | found | {"path": str(self.path)}


def needs_jetons_said(programme: Programme) -> bool:
    """Whether the workbook has accounts of jetons, of which somebody has to say what becomes."""
    registers = programme.registers
    return any(one.bookings or one.attributed for one in accounts(registers)) or any(
        member.jetons for member in registers.members or ()
    )


def new_programme(
    source: Path,
    output: Path,
    wanted: NextYear,
    *,
    overwrite: bool = False,
    dry_run: bool = False,
) -> NewProgramme:
    """Make ``output``, the workbook of the year ``wanted``, from ``source``, which is not touched;
    with ``dry_run`` work out what it would hold. Raises ``NotMadeError`` where ``output`` is there
    and must not be overwritten, or nobody said what becomes of jetons; ``MotxlError`` where the
    workbook was not made from the template, or something in it is in the way."""
    workbook = open_own(source)
    _check_names(source, output, overwrite=overwrite or dry_run)
    book = FileBook.read(workbook)
    programme = book.programme
    old = _year_of(programme, source, wanted.year)
    jetons = _jetons(programme, source, wanted)
    _check_columns(workbook, wanted.clear)
    work = actionable(programme, Outline(programme))
    dropped = _dropped(programme, work, _states(programme, wanted.keep))
    gone_rows = {entry.row for entry in dropped}
    turning = Turning(book, old, wanted.year)
    turning.rows(gone_rows)
    turning.registers()
    if jetons is not None:
        turning.jetons(carry=jetons == "carry")
    own = turning.own(wanted.clear)
    turning.empty()
    turning.parameters()
    data = _finished(workbook, turning.texts_gone)
    made = own_workbook(data, output)
    gone = _gone(made, turning.texts_gone)
    ours = {*layout.SHEETS, REPONSES.sheet}
    found = NewProgramme(
        path=output,
        year=wanted.year,
        former_year=old,
        headings=len(programme.entries) - len(work),
        actions=len(work) - len(dropped),
        went_on=_by_state(one for one in work if one.row not in gone_rows),
        left=_by_state(dropped),
        carried=_carried(made),
        cleared=turning.cleared,
        jetons=jetons,
        dates=turning.dates,
        events=turning.events,
        unlinked=turning.unlinked,
        comments=turning.comments,
        own_columns=own,
        own_sheets=[sheet.name for sheet in made.sheets if sheet.name not in ours],
        years=list(Turning(FileBook.read(made), old, wanted.year).years_told()),
        remains=list(_remains(made, gone)),
        parts=parts_with(made, gone),
    )
    if dry_run:
        return found
    write_new(output, data, overwrite=overwrite)
    return found._replace(saved=True)


def _check_names(source: Path, output: Path, *, overwrite: bool) -> None:
    """Raises ``MotxlError``, or ``NotMadeError`` for a file that is there, where the new workbook
    cannot be called ``output``."""
    check_suffix(output, source)
    if is_there(output) and not overwrite:
        raise NotMadeError(_("{path} already exists.").format(path=output), "there")
    refusal = _("{path} is the old workbook, which stays as it is: choose another name.")
    check_not_among(output, [source], refusal)


def _jetons(
    programme: Programme, source: Path, wanted: NextYear
) -> Literal["carry", "close"] | None:
    """What becomes of the accounts of jetons; ``None`` where there are none."""
    if not needs_jetons_said(programme):
        return None
    if wanted.jetons is None:
        raise NotMadeError(
            _(
                "{path} contains accounts of jetons: indicate whether what is left in them is "
                "carried over, or the accounts are closed."
            ).format(path=source),
            "jetons",
        )
    return wanted.jetons


def _year_of(programme: Programme, source: Path, year: int) -> int:
    """The year of the old workbook."""
    if programme.table != layout.PROGRAMME.name:
        raise MotxlError(
            _(
                "{path} has no table {table}: motxl makes next year's workbook only from one "
                "that was made from the template."
            ).format(path=source, table=layout.PROGRAMME.name)
        )
    old = programme.year
    if old is None:
        raise MotxlError(
            _("{path} does not indicate its year: write the year in the sheet Paramètres.").format(
                path=source
            )
        )
    if year <= old:
        raise MotxlError(
            _(
                "{path} is the workbook of {old}, and {year} is not a later year: indicate a "
                "year after {old}."
            ).format(path=source, old=old, year=year)
        )
    return old


def _by_state(entries: Iterable[Entry]) -> dict[str, int]:
    return dict(Counter(entry.text(_STATE).strip() for entry in entries))


def _states(programme: Programme, keep: Sequence[str]) -> set[str]:
    """The states whose actions go on, normalised; an empty cell counts where nobody chose."""
    known = programme.lists.get(layout.ETATS.table, layout.ETATS.values)
    if not keep:
        finished = (*FINISHED, *said_to_be_finished(programme))
        return {"", *map(normalise, known)} - set(map(normalise, finished))
    keep = tuple(map(meant, keep))
    for state in keep:
        if normalise(state) not in set(map(normalise, known)):
            raise MotxlError(
                _("“{state}” is not a state of this workbook: choose among {states}.").format(
                    state=state, states=", ".join(known)
                )
            )
    return set(map(normalise, keep))


def _dropped(programme: Programme, work: Sequence[Entry], states: set[str]) -> list[Entry]:
    """The actions that do not go on; a state that is none of the list goes on, as nobody knows."""
    known = programme.lists.get(layout.ETATS.table, layout.ETATS.values)
    all_states = {"", *map(normalise, known)}
    return [
        entry
        for entry in work
        if (state := normalise(entry.text(_STATE))) in all_states and state not in states
    ]


def _check_columns(workbook: Workbook, clear: Sequence[str]) -> None:
    """Raises ``MotxlError`` for a column that is not there, or not the staff's own."""
    own = {
        name
        for one in layout.TABLES
        if one not in layout.DONNEES and (table := workbook.find_table(one.name)) is not None
        for name in own_columns(one.name, one.known(table.columns))
    }
    for name in clear:
        if name not in own:
            raise MotxlError(
                _("“{own}” is not a column of your own in this workbook.").format(own=name)
                if not own
                else _(
                    "“{own}” is not a column of your own in this workbook: your own "
                    "columns are {all_own}."
                ).format(own=name, all_own=", ".join(sorted(own)))
            )


def _finished(workbook: Workbook, texts: set[str]) -> bytes:
    """The workbook as bytes, its pivot tables made anew, without a memory of what was cleared."""
    if any(one.name.startswith("motxl_") for one in pivots(workbook)):
        from motxl.summary.summary import summarise
        from motxl.summary.writing import write_summary

        book = FileBook.read(workbook)
        write_summary(book, summarise(book.programme, book.language))
    strings = workbook.strings
    if strings is not None:
        for index in strings.unused():
            strings.forget(index)
    wipe(workbook, _gone(workbook, texts))
    return workbook.to_bytes()


def _gone(workbook: Workbook, texts: set[str]) -> set[str]:
    """Those of the texts that no table of ours holds any more, neither in its rows nor as the name
    of a column."""
    held: set[object] = set()
    for one in (*layout.TABLES, REPONSES, MOTS, *(drop.layout for drop in layout.DROP_DOWNS)):
        table = workbook.find_table(one.name)
        if table is not None:
            held.update(table.columns)
            held.update(value for row in table.rows for value in row.values())
    return texts - held


def _carried(made: Workbook) -> dict[str, int]:
    tables = (layout.THEMES, layout.TERRITOIRES, layout.JETONS, layout.ADHERENTS, layout.CONTACTS)
    found = {}
    for one in tables:
        table = made.find_table(one.name)
        if table is not None:
            found[one.sheet] = sum(any(v is not None for v in row.values()) for row in table.rows)
    return found


def _remains(made: Workbook, gone: set[str]) -> list[ToldCell]:
    """The cells outside our tables that hold what was cleared, in whole or as a part."""
    long = [text for text in gone if len(text) >= _LONG]
    ours = [table for one in layout.TABLES if (table := made.find_table(one.name)) is not None]
    found = []
    for sheet in made.sheets:
        inside = Areas([table.ref for table in ours if table.sheet is sheet])
        for cell in sheet.cells() if sheet.is_worksheet else ():
            text = cell.text if cell.kind == "text" else None
            if inside.contains(cell.row, cell.column):
                continue
            if text and (text in gone or any(one in text for one in long)):
                found.append(ToldCell(sheet.name, to_a1(cell.row, cell.column), text))
    return found


_LONG = 12
"""Characters of a text that is told within a longer one too"""
