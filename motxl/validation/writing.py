"""``validate --write``: the findings into Contrôle, what staff accepted kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from motxl.programme.model import CellValue
from motxl.validation.control import ControlRow, control_rows
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.unchecked import Unchecked

Record = Mapping[str, CellValue]

_COLUMNS = ("Gravité", "Règle", "Cellule", "Constat", "Proposition", "Ignorer", "Empreinte")


class Surface(Protocol):
    """Where Contrôle stands: a file, or a workbook open in an application."""

    @property
    def sheet_names(self) -> list[str]: ...

    def accepted(self) -> dict[str, Record]: ...

    def write_control(
        self, rows: Sequence[Sequence[str | None]], targets: Sequence[str | None]
    ) -> None: ...


def write(
    surface: Surface,
    diagnostics: Sequence[Diagnostic],
    codes: Collection[str],
    unchecked: Sequence[Unchecked] = (),
) -> None:
    """Write what the rules ``codes`` found and left unchecked, in memory where the surface is a
    file.

    An accepted finding of another rule stays; one that is no longer found goes.
    """
    accepted = surface.accepted()
    found = {diagnostic.fingerprint for diagnostic in diagnostics}
    kept = [
        ControlRow(*(_text(record.get(column)) for column in _COLUMNS))
        for key, record in accepted.items()
        if key not in found and record.get("Règle") not in codes
    ]
    ignored = {key: _text(record.get("Ignorer")) or "" for key, record in accepted.items()}
    rows = control_rows(diagnostics, surface.sheet_names, ignored, kept, unchecked)
    surface.write_control([row[: len(_COLUMNS)] for row in rows], [row.target for row in rows])


def _text(value: CellValue) -> str | None:
    return None if value is None else str(value)
