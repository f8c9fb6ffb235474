"""What stands beside a programme in its workbook, as it is compared with another workbook's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from motxl.a1 import CellRange
from motxl.book.reading.values import Values
from motxl.errors import MotxlError
from motxl.programme.cellvalue import CellValue
from motxl.programme.comparing import ComparedTable
from motxl.programme.model import Programme
from motxl.template import layout
from motxl.template.layout import (
    AdherentColumn,
    ContactColumn,
    EvenementColumn,
    FamilleColumn,
    JetonColumn,
    NiveauColumn,
    Parametre,
    ParametreColumn,
    SheetName,
    SuiviJetonColumn,
    TableLayout,
    TerritoireColumn,
    ThemeColumn,
    VersionColumn,
)

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableTable, ReadableWorkbook

Shown = Sequence[CellValue] | None
"""What the cells of a sheet hold, in their order; ``None`` where they could not be read"""


class BesideProgramme(NamedTuple):
    """The rest of a workbook."""

    tables: Sequence[ComparedTable]
    sheets: Mapping[str, Shown]
    """By the names of the sheets, what stands outside the programme and these tables; without the
    sheets that motxl fills"""


def beside(workbook: ReadableWorkbook, values: Values, programme: Programme) -> BesideProgramme:
    """Read the tables of ours that staff fill, and what other cells hold."""
    tables = []
    areas: dict[str, list[CellRange]] = {}
    for design, keys in _KEYS.items():
        table = workbook.find_table(design.name)
        if table is None:
            continue
        found = _table(table, design, keys, values)
        tables.append(found)
        areas.setdefault(table.sheet.name, []).append(table.ref)
    # Where a programme goes over several sheets, nobody has said which of their cells are its own.
    spread = programme.spread.sheets if programme.spread is not None else ()
    if programme.structure.rows is not None and programme.columns:
        first, last = programme.structure.rows
        columns = programme.columns.values()
        area = CellRange(first, min(columns), last, max(columns))
        areas.setdefault(programme.sheet, []).append(area)
    sheets = {
        sheet.name: _shown(values, sheet.name, areas.get(sheet.name, ()))
        for sheet in workbook.sheets
        if sheet.name not in _FILLED_BY_MOTXL and sheet.name not in spread
    }
    return BesideProgramme(tables, sheets)


_FILLED_BY_MOTXL = frozenset((SheetName.SYNTHESE, SheetName.DONNEES, SheetName.CONTROLE))
_KEYS: Mapping[TableLayout, tuple[str, ...]] = {
    layout.EVENEMENTS: (EvenementColumn.REF, EvenementColumn.DEBUT, EvenementColumn.INTITULE),
    layout.THEMES: (ThemeColumn.CLE,),
    layout.TERRITOIRES: (TerritoireColumn.NOM,),
    layout.JETONS: (JetonColumn.CLE,),
    layout.SUIVI_JETONS: (
        *(SuiviJetonColumn.ADHERENT, SuiviJetonColumn.PRESTATION, SuiviJetonColumn.DATE),
    ),
    layout.ADHERENTS: (AdherentColumn.CLE,),
    layout.CONTACTS: (ContactColumn.ADHERENT, ContactColumn.EMAIL, ContactColumn.NOM),
    layout.VERSIONS: (VersionColumn.DATE, VersionColumn.ETAT),
    layout.PARAMETRES: (ParametreColumn.CLE,),
    layout.NIVEAUX: (NiveauColumn.NIVEAU,),
    layout.FAMILLES: (FamilleColumn.FAMILLE,),
    **{one.layout: (one.column,) for one in layout.DROP_DOWNS},
}
"""By which columns the rows of the tables are known; where there is one, it is one row's alone"""
_OWN_PARAMETERS = frozenset((Parametre.DERNIERE_REF, Parametre.COULEURS, Parametre.EVENEMENTS))
"""What motxl notes for itself"""


def _table(
    table: ReadableTable, design: TableLayout, keys: tuple[str, ...], values: Values
) -> ComparedTable:
    ref = table.ref
    names = design.known(table.columns)
    data = CellRange(table.first_data_row, ref.first_column, table.last_data_row, ref.last_column)
    rows = values.numbered_records(table.sheet.name, names, data)
    if design is layout.PARAMETRES:
        rows = [one for one in rows if one[1].get(ParametreColumn.CLE) not in _OWN_PARAMETERS]
    columns = {name: ref.first_column + place for place, name in enumerate(names)}
    return ComparedTable(design.name, table.sheet.name, columns, rows, keys, len(keys) == 1)


def _shown(values: Values, sheet: str, areas: Iterable[CellRange]) -> Shown:
    try:
        rows = values.rows(sheet)
    except MotxlError:  # of a sheet that nobody asked about: it is said that it was not compared
        return None
    areas = list(areas)
    found: list[CellValue] = []
    for number, row in enumerate(rows, 1):
        inside = [one for one in areas if one.first_row <= number <= one.last_row]
        if not inside:
            found += (cell for cell in row if cell not in _NOTHING)
            continue
        found += (
            cell
            for column, cell in enumerate(row, 1)
            if cell not in _NOTHING
            and not any(one.first_column <= column <= one.last_column for one in inside)
        )
    return found


_NOTHING: tuple[CellValue, ...] = (None, "")
