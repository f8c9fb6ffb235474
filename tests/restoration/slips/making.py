"""What a slip is, and short ways to write one down.

A slip is told by what the hand did, never by what a checker would say of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from motxl.a1 import MAX_ROW
from motxl.ooxml.dates import from_serial
from motxl.ooxml.rows.rowmap import RowMap
from motxl.ooxml.rows.shift import RowShift
from motxl.template import layout
from motxl.template.layout import (
    AdherentColumn,
    ContactColumn,
    EvenementColumn,
    JetonColumn,
    ProgrammeColumn,
    SuiviJetonColumn,
    TerritoireColumn,
    ThemeColumn,
    VersionColumn,
)
from tests.restoration.hands import PROGRAMME, Emptied, Entry, Hands, Row

PARTS = (
    "action code",
    "heading code",
    "rows",
    "label",
    "reference",
    "column",
    "table",
    "workbook",
)


class Slip(NamedTuple):
    """One thing that hands do."""

    name: str
    """What the hand did; unique"""
    part: str
    """One of ``PARTS``"""
    lossy: bool
    """What was there cannot be known from the workbook any more"""
    meant: bool
    """No slip, but a right edit"""
    make: Callable[[Hands], str | None]
    """Does it at a place that ``hands.chance`` chooses; says what, ``None`` without such a place"""


CodeChange = Callable[[Hands, Row], Entry]
CellChange = Callable[[Hands, str], Entry]
RowChange = Callable[[Hands, Row], str | None]


class Origin(list[Slip]):
    """The slips of one origin, in the order in which they are written down."""

    def slip(
        self, name: str, part: str, *, lossy: bool = False, meant: bool = False
    ) -> Callable[[Callable[[Hands], str | None]], Callable[[Hands], str | None]]:
        """Anything: ``make`` as it is."""

        def add(make: Callable[[Hands], str | None]) -> Callable[[Hands], str | None]:
            self.append(Slip(name, part, lossy, meant, make))
            return make

        return add

    def codes(
        self, name: str, kinds: Iterable[str] = ("action", "heading"), *, lossy: bool = False
    ) -> Callable[[CodeChange], CodeChange]:
        """Another entry for the code of an action, or of a heading; ``None`` if it cannot be.

        ``{}`` in the name is "an action's code" or "a heading's code".
        """

        def add(change: CodeChange) -> CodeChange:
            for kind in kinds:
                article = "an action's code" if kind == "action" else "a heading's code"
                make = _code_slip(change, heading=kind == "heading")
                self.append(Slip(name.format(article), f"{kind} code", lossy, False, make))
            return change

        return add

    def cell(
        self,
        name: str,
        column: str,
        table: str = PROGRAMME,
        *,
        lossy: bool = False,
        meant: bool = False,
    ) -> Callable[[CellChange], CellChange]:
        """Another entry for a cell of a column; it is asked with the text, empty for empty."""
        part = "column" if table == PROGRAMME else "table"

        def add(change: CellChange) -> CellChange:
            def make(hands: Hands) -> str | None:
                for number in hands.mixed(hands.numbers(table)):
                    entry = change(hands, hands.read(number, column, table) or "")
                    if entry is not None:
                        done = hands.write(number, column, entry, table)
                        if done is not None:
                            return done
                return None

            self.append(Slip(name, part, lossy, meant, make))
            return change

        return add

    def at_rows(
        self,
        name: str,
        part: str,
        rows: str = "all",
        *,
        lossy: bool = False,
        meant: bool = False,
    ) -> Callable[[RowChange], RowChange]:
        """Something at one row of the programme: "all" rows, "actions" or "headings"."""

        def add(change: RowChange) -> RowChange:
            def make(hands: Hands) -> str | None:
                some = {"all": hands.rows, "actions": hands.actions, "headings": hands.headings}
                for row in hands.mixed(some[rows]):
                    done = change(hands, row)
                    if done is not None:
                        return done
                return None

            self.append(Slip(name, part, lossy, meant, make))
            return change

        return add

    def labels(
        self, name: str, part: str = "label", *, lossy: bool = False, meant: bool = False
    ) -> Callable[[CellChange], CellChange]:
        """Another label, typed over the whole cell: looks of characters are lost."""

        def add(change: CellChange) -> CellChange:
            def make(hands: Hands) -> str | None:
                for row in hands.mixed(hands.rows):
                    entry = change(hands, row.label) if row.label else None
                    if entry is not None:
                        done = hands.write(row.number, ProgrammeColumn.LABEL, entry)
                        if done is not None:
                            return done
                return None

            self.append(Slip(name, part, lossy, meant, make))
            return change

        return add

    def words(
        self, name: str, pattern: str, part: str = "reference", *, lossy: bool = False
    ) -> Callable[[Callable[[Hands, re.Match[str]], str | None]], object]:
        """Other characters in the place of those that ``pattern`` finds in a label.

        The looks of what stands around, and of the first character, stay.
        """
        wanted = re.compile(pattern)

        def add(change: Callable[[Hands, re.Match[str]], str | None]) -> object:
            def make(hands: Hands) -> str | None:
                for row in hands.mixed(hands.rows):
                    found = hands.pick(list(wanted.finditer(row.label)))
                    text = change(hands, found) if found else None
                    if found and text is not None and text != found[0]:
                        done = hands.retype(row.number, *found.span(), text)
                        if done is not None:
                            return done
                return None

            self.append(Slip(name, part, lossy, False, make))
            return change

        return add


def _code_slip(change: CodeChange, *, heading: bool) -> Callable[[Hands], str | None]:
    def make(hands: Hands) -> str | None:
        for row in hands.mixed(hands.headings if heading else hands.actions):
            entry = change(hands, row)
            if entry is not None and entry != row.code:
                done = hands.write(row.number, ProgrammeColumn.AXE, entry)
                if done is not None:
                    return done
        return None

    return make


# Ways of fingers that several slips share

AZERTY = dict(zip("1234567890", "&é\"'(-è_çà", strict=True))
"""What a digit's key gives without Shift on a French keyboard"""

DEAL = r"cf\. Cross-border [Dd]eal thème (?P<number>\d)"
TRANSVERSAL = r"cf\. thème transversal (?P<name>[^)]+)"
JETON = r"\((?P<inner>[^()]*jetons[^()]*)\)"


def at(text: str, place: int, new: str, width: int = 1) -> str:
    """``new`` in the place of ``width`` characters."""
    return text[:place] + new + text[place + width :]


def digits(text: str) -> list[int]:
    """Where the digits stand."""
    return [place for place, character in enumerate(text) if character.isdigit()]


def dots(text: str) -> list[int]:
    return [place for place, character in enumerate(text) if character == "."]


def a_digit(hands: Hands, text: str, change: Callable[[str], str]) -> str | None:
    """One digit, any of them, becomes something else."""
    place = hands.pick(digits(text))
    return None if place is None else at(text, place, change(text[place]))


def a_dot(hands: Hands, text: str, new: str) -> str | None:
    place = hands.pick(dots(text))
    return None if place is None else at(text, place, new)


def swapped_letters(hands: Hands, text: str) -> str | None:
    """Two neighbouring letters inside a word change places."""
    places = [
        match.start()
        for match in re.finditer(r"(?<=\w)(?=\w\w\w)", text)
        if text[match.start()] != text[match.start() + 1]
        and text[match.start()].isalpha()
        and text[match.start() + 1].isalpha()
    ]
    place = hands.pick(places)
    return None if place is None else at(text, place, text[place + 1] + text[place], 2)


EMPTIED = Emptied()


# Bigger movements that several slips share

C = ProgrammeColumn
EV, TH, TE, JE = EvenementColumn, ThemeColumn, TerritoireColumn, JetonColumn
SU, AD, CO, VE = SuiviJetonColumn, AdherentColumn, ContactColumn, VersionColumn
EVENTS, THEMES, TERRITORIES = layout.EVENEMENTS.name, layout.THEMES.name, layout.TERRITOIRES.name
SERVICES, REQUESTS, MEMBERS = layout.JETONS.name, layout.SUIVI_JETONS.name, layout.ADHERENTS.name
CONTACTS, VERSIONS, SETTINGS = layout.CONTACTS.name, layout.VERSIONS.name, layout.PARAMETRES.name


def each(hands: Hands, rows: Sequence[Row], entry: Callable[[Row], Entry]) -> str | None:
    """The codes of several rows, one after the other; ``None`` leaves one as it is."""
    said: list[str] = []
    for row in rows:
        new = entry(row)
        if new is None or new == row.code or (isinstance(new, str) and not row.code):
            continue
        done = hands.write(row.number, C.AXE, new)
        if done is not None:
            said.append(done)
    return "; ".join(said) or None


def run_of(hands: Hands, rows: Sequence[Row], low: int, high: int) -> list[Row]:
    """Some rows that stand one below the other."""
    starts = [
        n
        for n in range(len(rows) - low + 1)
        if rows[n + low - 1].number == rows[n].number + low - 1
    ]
    start = hands.pick(starts)
    if start is None:
        return []
    wanted = hands.chance.randint(low, high)
    some = [rows[start]]
    for row in rows[start + 1 : start + wanted]:
        if row.number != some[-1].number + 1:
            break
        some.append(row)
    return some


def dated(row: Row, *, month_first: bool = False) -> date | None:
    """The day for which a code of three numbers can be taken."""
    if row.level != 3:
        return None
    day, month, year = (int(part) for part in row.parts)
    if month_first:
        day, month = month, day
    try:
        return date(2000 + year, month, day)
    except ValueError:
        return None


def day_of(stored: str) -> date | None:
    """The day that a date cell of the workbook stands for."""
    try:
        return from_serial(float(stored), date1904=False).date()
    except ValueError:
        return None


def inserted(hands: Hands, row: Row, values: Mapping[str, Entry]) -> str | None:
    """A row inserted before one that is not the first."""
    if row == hands.rows[0] or not hands.insert(row.number, values):
        return None
    return (
        f"a row inserted before row {row.number}: {', '.join(map(str, values.values())) or 'blank'}"
    )


def whole_row(
    hands: Hands, before: int, code: str, kind: str, label: str, *, further: int = 0
) -> str | None:
    """A row typed as it should be: the next Réf., its place in Ordre, a Portée, a Pilote."""
    if hands.column(C.REF) is None:
        return inserted_plainly(hands, before, code, label)
    highest = max((int(row.ref[5:]) for row in hands.rows if row.ref[5:].isdigit()), default=0)
    ref = f"2025-{highest + 1 + further:03}"
    values: dict[str, Entry] = {
        C.AXE: code,
        C.LABEL: label,
        C.TYPE: kind,
        C.REF: ref,
        C.PORTEE: "Tous",
        C.PILOTE: "Jean",
    }
    if not hands.insert(before, values):
        return None
    parameter(hands, "dernier numéro de Réf.", highest + 1 + further)
    renumbered_order(hands)
    return f"row {before} new: {code} “{label}” {ref}"


def inserted_plainly(hands: Hands, before: int, code: str, label: str) -> str | None:
    done = hands.insert(before, {C.AXE: code, C.LABEL: label})
    return f"row {before} new: {code} “{label}”" if done else None


def renumbered_order(hands: Hands) -> None:
    """Ordre counts the rows as they stand now."""
    found, column = hands.table(), hands.column(C.ORDRE)
    if found is None or column is None:
        return
    for n, row in enumerate(range(found.first_data_row, found.last_data_row + 1), 1):
        found.sheet.set_value((row, column), n)


def parameter(hands: Hands, key: str, entry: Entry) -> str | None:
    """Another value for a setting of the workbook."""
    for number in hands.numbers(SETTINGS):
        if hands.read(number, "Clé", SETTINGS) == key:
            return hands.write(number, "Valeur", entry, SETTINGS)
    return None


def member_name(hands: Hands, key: str) -> str | None:
    """The name of the member that has a key."""
    for number in hands.numbers(MEMBERS):
        if key and hands.read(number, AD.CLE, MEMBERS) == key:
            return hands.read(number, AD.NOM, MEMBERS)
    return None


def sorted_alone(hands: Hands, column: str, *, backwards: bool = False) -> str | None:
    """One column sorted, its neighbours left."""
    sheet, number = hands.sheet, hands.column(column)
    if sheet is None or number is None:
        return None
    rows = [row.number for row in hands.rows]
    wanted = sorted(rows, key=lambda row: hands.read(row, column) or "", reverse=backwards)
    if wanted == rows:
        return None
    hands.shift(sheet, number, list(zip(wanted, rows, strict=True)))
    return f"{column} sorted alone"


def colour_of_themes(hands: Hands) -> str:
    """``RRGGBB`` of references to themes, as the workbook has it."""
    found = hands.workbook.named_cell("couleur_themes")
    own = found and hands.workbook.fill_colour(found.sheet, found.row, found.column)
    return own or "C04F00"


def column_sorted(hands: Hands, column: str, table: str) -> str | None:
    """The same in another table, from the first value to the last."""
    sheet, number = hands.sheet_of(table), hands.column(column, table)
    if sheet is None or number is None:
        return None
    rows = hands.numbers(table)
    backwards = hands.chance.random() < 0.5
    wanted = sorted(rows, key=lambda row: hands.read(row, column, table) or "", reverse=backwards)
    if wanted == rows:
        return None
    hands.shift(sheet, number, list(zip(wanted, rows, strict=True)))
    return f"{column} of {table} sorted alone"


def filled(hands: Hands, column: str) -> str | None:
    """One value filled down over the rows below."""
    if hands.column(column) is None:
        return None
    for _attempt in range(20):
        some = run_of(hands, hands.rows, 3, 7)
        if not some:
            return None
        value = hands.read(some[0].number, column)
        others = [row for row in some[1:] if hands.read(row.number, column) != value]
        if others and value is not None:
            entry: Entry = float(value) if column == C.ORDRE else value
            done = [hands.write(row.number, column, entry) for row in others]
            return "; ".join(text for text in done if text)
    return None


def row_twice(hands: Hands, table: str) -> str | None:
    """A row of a register copied below itself."""
    number = hands.pick(hands.numbers(table))
    if number is None or not hands.copy_row(number, number + 1, table):
        return None
    return f"row {number} of {table} copied below itself"


def recoloured(hands: Hands, row: Row, rgb: str | None, *, half: bool = False) -> str | None:
    """A reference of a label shown in another colour, or its second half."""
    found = re.search(r"cf\. (?:Cross-border|thème)[^)]*|(?<=\()[^()]*jetons[^()]*", row.label)
    if found is None:
        return None
    start = (found.start() + found.end()) // 2 if half else found.start()
    return hands.colour(row.number, start, found.end(), rgb)


def rows_above(hands: Hands, count: int, text: str) -> str | None:
    """Rows inserted above the headers, with a text in the first of them."""
    found, sheet = hands.table(), hands.sheet
    if found is None or sheet is None:
        return None
    header = found.ref.first_row
    RowShift(hands.workbook, sheet.opened, RowMap.insert(header, count, (1, MAX_ROW))).apply()
    hands.refresh()
    sheet.part.rows.put(header, b'<%brow r="%d"/>' % (sheet.part.prefix, header))
    sheet.set_value((header, found.ref.first_column + 1), text)
    return f"{count} rows inserted above row {header}"
