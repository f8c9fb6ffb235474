"""The text of a programme that was frozen, and what may no longer change of it. Pure.

The text is the code, the label and the Type of each row, in the programme's order. Typography does
not count (``motxl.text.typography``: quotes, apostrophes, dashes, spaces), nor do colours and the
other columns: letters, accents, capitals and punctuation do. A table that was only sorted by
something else has its text still.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from motxl.a1 import from_a1
from motxl.programme.cellvalue import CellValue, as_text
from motxl.programme.edits import (
    DeleteRow,
    Edit,
    ExtendTable,
    MoveRow,
    ReplaceText,
    SetColour,
    SetValue,
)
from motxl.programme.model import AXE, LABEL, TYPE, Entry, Programme
from motxl.programme.outline import Outline
from motxl.programme.registers import Registers, Version
from motxl.text.normalise import normalise
from motxl.text.typography import without_typography

ADOPTED = "adopté"
"""The state of a version after which its text is kept"""
TEXT_COLUMNS = (AXE, LABEL, TYPE)
_FINGERPRINT = re.compile(r"1-[0-9a-f]{64}\Z")


class RowText(NamedTuple):
    """What counts of a row."""

    code: str
    label: str
    type: str


def text_of(entry: Entry) -> RowText:
    return _text([entry.value(column) for column in TEXT_COLUMNS], entry)


def _text(values: Iterable[CellValue], entry: Entry) -> RowText:
    code, label, kind = (as_text(value) for value in values)
    return RowText(*map(without_typography, (entry.scheme.tidy(code), label, kind)))


def fingerprint_of(programme: Programme) -> str:
    """``1-`` and the SHA-256, in hexadecimal, of the text as JSON in UTF-8: an array of one array
    a row, ``["1.1","Objectif A","Objectif"]``, without white space. 1 is this way of making it."""
    import hashlib  # with the next one 5 ms, and most programmes are not frozen
    import json

    rows = [list(text_of(entry)) for entry in Outline(programme).entries]
    told = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"1-{hashlib.sha256(told.encode()).hexdigest()}"


def frozen_last(registers: Registers) -> Version | None:
    """The version that was frozen last: the latest date, of several the row further down."""
    frozen = [one for one in registers.versions or () if one.fingerprint]
    return max(frozen, key=lambda one: (day_of(one.date) or date.min, one.row), default=None)


def day_of(value: CellValue) -> date | None:
    """The day of a version; ``None`` where its cell holds no date."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def adopted_last(registers: Registers) -> Version | None:
    """The version whose text is kept: the one frozen last, where it is adopted. Another state that
    is frozen after it sets the text free."""
    last = frozen_last(registers)
    return last if last is not None and normalise(last.state) == normalise(ADOPTED) else None


def is_readable(fingerprint: str) -> bool:
    """Whether it was made as ``fingerprint_of`` makes it."""
    return _FINGERPRINT.match(fingerprint) is not None


def said_of(version: Version) -> str:
    """When, and by whom, as sentences say it: ``12/03/2025 (Assemblée générale)``."""
    day = day_of(version.date)
    when = f"{day:%d/%m/%Y}" if day else as_text(version.date) or "?"
    return f"{when} ({version.instance})" if version.instance else when


class KeptText:
    """Says which edits would change the text of a programme that was adopted."""

    def __init__(self, programme: Programme, version: Version) -> None:
        self._programme = programme
        self.version = version

    @cached_property
    def _adopted(self) -> dict[str, RowText]:
        """The adopted text of each row, by Réf., where it is known: it may be given back."""
        adopted = self._programme.adopted_text(self.version)
        entries = adopted.entries if adopted is not None else ()
        return {entry.ref: text_of(entry) for entry in entries if entry.ref}

    def would_change(self, programme: Programme, edits: Iterable[Edit]) -> bool:
        """Whether edits, made together, would change the text of ``programme`` (as it is by now) to
        another one than was adopted."""
        written: dict[int, dict[str, CellValue]] = {}
        replaced: dict[int, dict[str, list[ReplaceText]]] = {}
        for edit in edits:
            if isinstance(edit, SetColour) or edit.sheet != programme.sheet:
                continue
            row, number = from_a1(edit.cell)
            match edit:
                case MoveRow():
                    if not Outline(programme).is_sorted_otherwise:
                        return True
                case ExtendTable():
                    return True
                case DeleteRow():
                    if row in programme.entry_of_row:
                        return True
                case SetValue() | ReplaceText():
                    columns = [n for n in TEXT_COLUMNS if programme.columns.get(n) == number]
                    if not columns:
                        continue
                    column = columns[0]
                    if isinstance(edit, SetValue):
                        written.setdefault(row, {})[column] = edit.value
                    else:
                        replaced.setdefault(row, {}).setdefault(column, []).append(edit)
        return any(
            self._is_other(programme, row, written.get(row, {}), replaced.get(row, {}))
            for row in {*written, *replaced}
        )

    def _is_other(
        self,
        programme: Programme,
        row: int,
        written: dict[str, CellValue],
        replaced: dict[str, list[ReplaceText]],
    ) -> bool:
        entry = programme.entry_of_row.get(row)
        if entry is None:
            return True  # a row comes
        values = {column: entry.value(column) for column in TEXT_COLUMNS} | written
        for column, edits in replaced.items():
            text = as_text(entry.value(column)) if column != LABEL else entry.label
            for one in sorted(edits, key=lambda edit: edit.start, reverse=True):
                text = text[: one.start] + one.text + text[one.end :]
            values[column] = text
        after = _text(values.values(), entry)
        return after != text_of(entry) and after != self._adopted.get(entry.ref)


def kept_text(programme: Programme) -> KeptText | None:
    """``None`` where no text is kept."""
    version = adopted_last(programme.registers)
    return None if version is None else KeptText(programme, version)
