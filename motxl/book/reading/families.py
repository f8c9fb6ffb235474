"""Reading the families of references: ``tblFamilles``, and the tables that hold their items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from motxl.book.reading.registers import RegisterRows, RowsOf, theme_of
from motxl.programme.borders import split_values
from motxl.programme.cellvalue import Record, as_int, as_text
from motxl.programme.families import (
    OF_SERVICES,
    OF_THEMES,
    USUAL,
    Families,
    Family,
    UnreadFamily,
    UnreadWritingError,
    WhyUnread,
    Writing,
    read_writings,
)
from motxl.programme.registers import Register
from motxl.programme.themes import ItemTable, Theme, Themes, shipped_of
from motxl.template import layout
from motxl.template.layout import FamilleColumn, JetonColumn, ProgrammeColumn, ThemeColumn
from motxl.template.layout.columns import names_in
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableWorkbook

_C = FamilleColumn
_NO_LIST = frozenset({"", "-", "aucune", "aucun", "non"})
_LABELS = (ThemeColumn.INTITULE, "Titre", "Libellé", "Nom", JetonColumn.PRESTATION)
"""What the column of titles may be called in a table of items"""
_ITEM_COLUMNS = (*names_in(ThemeColumn), *_LABELS[1:], JetonColumn.REF)
_DERIVED = (
    *(ProgrammeColumn.THEMES_DEAL, ProgrammeColumn.THEMES_TRANSVERSAUX, ProgrammeColumn.JETONS),
)
_STAFFS = {normalise(name) for name in names_in(ProgrammeColumn) if name not in _DERIVED}
"""Columns of the programme that staff fill, or motxl with something else"""


def read_families(
    workbook: ReadableWorkbook, rows_of: RowsOf, columns: Mapping[str, int]
) -> Families:
    """The families of a workbook; those of MOT where it does not say its own. ``columns`` are those
    of the programme. They have no colours yet, but the usual ones."""
    rows = rows_of(layout.FAMILLES)
    if rows is None or len(rows.columns) == 1:
        return USUAL
    if not {_C.FAMILLE, _C.ECRITURE} <= rows.columns.keys():
        return Families(USUAL.all, is_known=False)  # STR701 says what is missing
    return _Reader(workbook, rows_of, rows, columns).families()


class _UnfitCell(Exception):  # noqa: N818
    def __init__(self, fault: UnreadFamily) -> None:
        self.fault = fault


class _Reader:
    def __init__(
        self,
        workbook: ReadableWorkbook,
        rows_of: RowsOf,
        rows: RegisterRows,
        columns: Mapping[str, int],
    ) -> None:
        self.workbook = workbook
        self.rows_of = rows_of
        self.rows = rows
        self.columns = {normalise(name): name for name in columns}
        self.faults: list[UnreadFamily] = []

    def families(self) -> Families:
        found: list[Family] = []
        for number, record in self.rows.records:
            if as_text(record.get(_C.FAMILLE)) or as_text(record.get(_C.ECRITURE)):
                try:
                    found.append(self._family(number, record, found))
                except _UnfitCell as error:
                    self.faults.append(error.fault)
        return Families(
            found, self.faults, self.rows.sheet, self.rows.columns, below=self.rows.below
        )

    def _family(self, number: int, record: Record, above: Sequence[Family]) -> Family:
        name, written = as_text(record.get(_C.FAMILLE)), as_text(record.get(_C.ECRITURE))

        def unread(header: str, why: WhyUnread) -> _UnfitCell:
            place = (
                self.rows.sheet,
                number,
                self.rows.columns[header],
                header,
                name,
            )
            return _UnfitCell(UnreadFamily(*place, as_text(record.get(header)), why))

        if not name:
            raise unread(_C.FAMILLE, "name")
        if normalise(name) in {normalise(one.name) for one in above}:
            raise unread(_C.FAMILLE, "twice")
        try:
            writings = read_writings(written)
        except UnreadWritingError as error:
            raise unread(_C.ECRITURE, error.why) from error
        taken = {_looked_for(way) for one in above for way in one.writings}
        if any(_looked_for(way) in taken for way in writings):
            raise unread(_C.ECRITURE, "twice")
        items = as_text(record.get(_C.LISTE))
        if normalise(items) in _NO_LIST:
            items = ""
        if items:
            why = self._unfit_list(items, writings[0])
            if why is not None:
                raise unread(_C.LISTE, why)
            table = self.workbook.find_table(items)
            items = table.name if table is not None else items
        column = as_text(record.get(_C.COLONNE))
        if normalise(column) in _STAFFS:
            self.faults.append(unread(_C.COLONNE, "column").fault)
            column = ""
        return Family(
            *(name, writings, tuple(split_values(as_text(record.get(_C.EXCLUSIONS))))),
            items=items,
            column=self.columns.get(normalise(column), column),
            row=number,
        )

    def _unfit_list(self, table: str, usual: Writing) -> WhyUnread | None:
        """Why a table cannot hold the items of a family that is written so."""
        if table in {OF_THEMES, OF_SERVICES}:
            return None  # where it is not there, the shipped themes apply, or no service is known
        rows = self.rows_of(_items_of(table))
        if rows is None:
            return "list"
        needed = {
            "number": {ThemeColumn.NUMERO, ThemeColumn.CLE},
            "title": {*_LABELS},
            "clause": {JetonColumn.REF},
            "none": {*_ITEM_COLUMNS},
        }
        return None if needed[usual.slot] & rows.columns.keys() else "columns"


def _looked_for(writing: Writing) -> tuple[object, ...]:
    return writing.slot, writing.lead, writing.tail


def _items_of(table: str) -> layout.TableLayout:
    return layout.TableLayout("", table, tuple(dict.fromkeys(_ITEM_COLUMNS)))


def read_themes(families: Families, rows_of: RowsOf) -> Themes:
    """The themes and other items of a workbook; where it has no table of themes, those that are
    shipped, of those families that have any. One without a row says that there are none: those of
    another year are never taken for its own."""
    items, tables = _read_items(families, rows_of)
    rows = rows_of(layout.THEMES)
    found: list[Theme] = []
    misfiled: list[Theme] = []
    # Of a family that cannot be read Paramètres says so, and not its themes.
    unread = {normalise(one.name) for one in families.faults}
    known = {*map(normalise, families.kept_in(layout.THEMES.name)), *unread}
    for number, record in rows.records if rows is not None else ():
        theme = theme_of(number, record, families)
        if theme is not None:
            (found if normalise(theme.family) in known else misfiled).append(theme)
    if rows is None or not (found or misfiled):
        shipped = shipped_of(families) if rows is None else ()
        return Themes((*shipped, *items), None, families, tables)
    register = Register(rows.sheet, rows.columns, misfiled, below=rows.below, hidden=rows.hidden)
    return Themes((*found, *items), register, families, tables)


def _read_items(families: Families, rows_of: RowsOf) -> tuple[list[Theme], dict[str, ItemTable]]:
    """The items that stand in tables of a family's own, and where these stand, by the family."""
    items: list[Theme] = []
    tables: dict[str, ItemTable] = {}
    for family in families.all:
        rows = rows_of(_items_of(family.items)) if _has_own_table(family) else None
        if rows is not None:
            first = min(rows.columns.values())
            tables[family.name] = ItemTable(rows.sheet, rows.columns.get(ThemeColumn.CLE, first))
            items += _items(family, rows)
    return items, tables


def _has_own_table(family: Family) -> bool:
    return bool(family.items) and family.items not in {OF_THEMES, OF_SERVICES}


def _items(family: Family, rows: RegisterRows) -> Iterator[Theme]:
    c = ThemeColumn
    for row, record in rows.records:
        key = as_text(record.get(c.CLE))
        number = as_int(record.get(c.NUMERO))
        if number is None and key.isdecimal():
            number = int(key)
        label = next(filter(None, (as_text(record.get(name)) for name in _LABELS)), "")
        if not (key or label or number):
            continue
        if not key or key.isdecimal():
            # A bare number would be a name of several things.
            key = f"{family.name} {key or number}" if key or number is not None else label
        yield Theme(
            *(key, family.name, number, label or key),
            aliases=tuple(split_values(as_text(record.get(c.ALIAS)))),
            referent=as_text(record.get(c.REFERENT)),
            row=row,
            family_written=family.name,
            number_written=as_text(record.get(c.NUMERO)),
            ref=as_text(record.get(JetonColumn.REF)),
        )
