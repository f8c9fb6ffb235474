"""The colours that a workbook says references have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from motxl.programme.borders import split_values
from motxl.programme.cellvalue import CellValue, as_text
from motxl.programme.colouring import orange_shown
from motxl.programme.families import ColourName, Families, Family
from motxl.programme.fills import ReferencePalette, UnfitFill, why_unfit
from motxl.programme.model import Programme
from motxl.template import layout
from motxl.template.layout import FamilleColumn, Name, Parametre
from motxl.text.colours import BLUE, ORANGE

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableSheet, ReadableWorkbook

Cell = tuple["ReadableSheet", int, int]


class SaidColours(NamedTuple):
    """What a workbook says of colours."""

    families: Families
    """With their colours"""
    palette: ReferencePalette
    is_orange_said: bool
    """Whether a cell says the colour of references to themes"""


def read_colours(
    workbook: ReadableWorkbook, parameters: Mapping[str, CellValue], families: Families
) -> SaidColours:
    """The fills of the column Couleur of ``tblFamilles``; for themes and jetons, where these have
    none, those of the two named cells of Paramètres, or the colours of before anybody filled them:
    also in place of a fill in which nobody could read. Other families without a fill have no
    colour."""
    own = {one.row: _cell_of(workbook, one) for one in families.all if one.row}
    themes = families.deal or families.transversal
    orange_cell = _filled(workbook, own, themes, Name.COULEUR_THEMES)
    blue_cell = _filled(workbook, own, families.jeton, Name.COULEUR_JETONS)
    orange, blue = _fill(workbook, orange_cell), _fill(workbook, blue_cell)
    unfit: list[UnfitFill] = []
    for cell, fill, other in ((orange_cell, orange, blue), (blue_cell, blue, orange)):
        why = why_unfit(fill, {other}) if fill is not None else None
        if cell is not None and why is not None:
            unfit.append(UnfitFill(cell[0].name, cell[1], cell[2], why))
    said = orange if _is_fit(orange, blue) else None
    said_of_jetons = blue if _is_fit(blue, orange) else None
    palette = ReferencePalette(said or ORANGE, said_of_jetons or BLUE, _so_far(parameters))
    coloured: list[Family] = []
    for family in families.all:
        name: ColourName | None = family.colour
        if family.row:
            cell = own.get(family.row)
            name, fault = _name(workbook, family, families, cell, palette)
            unfit += [fault] if fault is not None else []
        coloured.append(family._replace(colour=name))
    names = dict.fromkeys(one.colour for one in coloured if one.colour is not None)
    palette = palette._replace(unfit=tuple(unfit), names=tuple(names))
    if families.columns:
        families = families.coloured(coloured)
    return SaidColours(families, palette, said is not None)


def palette_shown(programme: Programme, *, is_orange_said: bool) -> ReferencePalette:
    """The palette, with the orange that references show where no cell says which it is."""
    if is_orange_said:
        return programme.palette
    return programme.palette._replace(orange=orange_shown(programme))


def _name(
    workbook: ReadableWorkbook,
    family: Family,
    families: Families,
    cell: Cell | None,
    palette: ReferencePalette,
) -> tuple[ColourName | None, UnfitFill | None]:
    """What the colour of a family is called, and the fill in which nobody could read it."""
    if family in {families.deal, families.deal or families.transversal}:
        return "orange", None
    if family == families.jeton:
        return "blue", None
    fill = _fill(workbook, cell)
    if fill is None or cell is None:
        return ("orange" if family == families.transversal else None), None
    why = why_unfit(fill, ())
    if why is not None:
        return None, UnfitFill(cell[0].name, cell[1], cell[2], why)
    return {palette.orange: "orange", palette.blue: "blue"}.get(fill, fill), None


def _cell_of(workbook: ReadableWorkbook, family: Family) -> Cell | None:
    """The cell whose fill is the colour of a family."""
    table = workbook.find_table(layout.FAMILLES.name)
    names = layout.FAMILLES.known(table.columns) if table is not None else ()
    if table is None or FamilleColumn.COULEUR not in names:
        return None
    return table.sheet, family.row, table.ref.first_column + names.index(FamilleColumn.COULEUR)


def _filled(
    workbook: ReadableWorkbook,
    own: Mapping[int, Cell | None],
    family: Family | None,
    name: str,
) -> Cell | None:
    """The cell that says a colour: that of the family if it has a fill, else the named one."""
    cell = own.get(family.row) if family is not None and family.row else None
    return cell if _fill(workbook, cell) is not None else workbook.named_cell(name)


def _fill(workbook: ReadableWorkbook, cell: Cell | None) -> str | None:
    return workbook.fill_colour(*cell) if cell else None


def _is_fit(fill: str | None, other: str | None) -> bool:
    return fill is not None and why_unfit(fill, {other}) is None


def _so_far(parameters: Mapping[str, CellValue]) -> frozenset[str]:
    former = as_text(parameters.get(Parametre.COULEURS))
    return frozenset(code.upper() for code in split_values(former) if _is_rgb(code))


def _is_rgb(text: str) -> bool:
    return len(text) == 6 and all(c in "0123456789abcdefABCDEF" for c in text)
