"""The colours that a workbook says references have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from motxl.programme.borders import split_values
from motxl.programme.cellvalue import CellValue, as_text
from motxl.programme.colouring import orange_shown
from motxl.programme.fills import UnfitFill, Why, why_unfit
from motxl.programme.model import Programme, ReferencePalette
from motxl.template.layout import Name, Parametre
from motxl.text.colours import BLUE, ORANGE

if TYPE_CHECKING:
    from motxl.book.reading.readable import ReadableWorkbook


def read_palette(
    workbook: ReadableWorkbook, parameters: Mapping[str, CellValue]
) -> ReferencePalette:
    """The fills of two cells of Paramètres, or the colours of before anybody filled them: also in
    place of a fill in which nobody could read."""
    former = as_text(parameters.get(Parametre.COULEURS))
    return ReferencePalette(
        _fill(workbook, Name.COULEUR_THEMES) or ORANGE,
        _fill(workbook, Name.COULEUR_JETONS) or BLUE,
        frozenset(code.upper() for code in split_values(former) if _is_rgb(code)),
        tuple(_unfit(workbook)),
    )


def palette_shown(workbook: ReadableWorkbook, programme: Programme) -> ReferencePalette:
    """The palette, with the orange that references show where no cell says which it is."""
    if _fill(workbook, Name.COULEUR_THEMES) is not None:
        return programme.palette
    return programme.palette._replace(orange=orange_shown(programme))


def _fill(workbook: ReadableWorkbook, name: str) -> str | None:
    """A fill that can be the colour of references."""
    found = _written(workbook, name)
    return None if found is None or _why_unfit(workbook, name, found) else found


def _unfit(workbook: ReadableWorkbook) -> Iterator[UnfitFill]:
    for name in _CELLS:
        cell, found = workbook.named_cell(name), _written(workbook, name)
        why = _why_unfit(workbook, name, found) if found is not None else None
        if cell is not None and why is not None:
            sheet, row, column = cell
            yield UnfitFill(sheet.name, row, column, why)


def _why_unfit(workbook: ReadableWorkbook, name: str, fill: str) -> Why | None:
    return why_unfit(fill, {_written(workbook, other) for other in _CELLS if other != name})


def _written(workbook: ReadableWorkbook, name: str) -> str | None:
    cell = workbook.named_cell(name)
    return workbook.fill_colour(*cell) if cell else None


_CELLS = (Name.COULEUR_THEMES, Name.COULEUR_JETONS)


def _is_rgb(text: str) -> bool:
    return len(text) == 6 and all(c in "0123456789abcdefABCDEF" for c in text)
