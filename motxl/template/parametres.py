"""The rows of ``tblParametres`` as they were read: what stands beside a key, and in which cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from motxl.a1 import to_a1
from motxl.programme.cellvalue import CellValue, Record, as_text
from motxl.programme.model import Programme
from motxl.template.layout import PARAMETRE_KEYS, Parametre, ParametreColumn
from motxl.text.normalise import normalise

_KEYS = {normalise(key): key for key in PARAMETRE_KEYS}


def key_read(written: CellValue) -> str:
    """What a cell is read as that holds a key: ours as they are called, in whatever case."""
    key = as_text(written)
    return _KEYS.get(normalise(key), key)


def said_to_be_finished(programme: Programme) -> list[str]:
    """The states that Paramètres says are finished, beside the usual ones."""
    rows = programme.registers.parameters or ()
    texts = (as_text(one.value) for one in rows if key_read(one.key) == Parametre.ETAT_TERMINE)
    return [text.strip() for text in texts if text.strip()]


class Parameters:
    """The values by key. Staff may add keys of theirs, and a key may have several rows."""

    def __init__(
        self,
        sheet: str = "",
        columns: Sequence[str] = (),
        first_column: int = 1,
        rows: Iterable[tuple[int, Record]] = (),
    ) -> None:
        """``columns`` are the table's headers, the first of which is the sheet's column
        ``first_column``; ``rows`` those that hold something, with their 1-based numbers."""
        self.sheet = sheet
        self._columns = {name: first_column + place for place, name in enumerate(columns)}
        self.rows = [
            (row, key_read(record.get(ParametreColumn.CLE)), record.get(ParametreColumn.VALEUR))
            for row, record in rows
        ]
        """Row, key and value"""
        self.values = {key: value for _row, key, value in self.rows}
        """Of several rows of a key, the last one counts"""

    @property
    def columns(self) -> tuple[int, int] | None:
        """The sheet's columns of keys and of values; ``None`` where one of them is not there."""
        found = tuple(
            self._columns.get(name) for name in (ParametreColumn.CLE, ParametreColumn.VALEUR)
        )
        key, value = found
        return None if key is None or value is None else (key, value)

    def of(self, key: str) -> list[tuple[int, CellValue]]:
        """The rows of a key, each with its value."""
        return [(row, value) for row, found, value in self.rows if found == key]

    def cell(self, key: str) -> tuple[str, str] | None:
        """Sheet and A1 cell of a key's first value."""
        found = self.of(key)
        if not found or self.columns is None:
            return None
        return self.sheet, to_a1(found[0][0], self.columns[1])
