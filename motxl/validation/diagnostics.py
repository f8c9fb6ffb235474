"""What ``validate`` found: values, in the order of severity and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from motxl.i18n import N_, _
from motxl.programme.edits import Edit, SetValue, as_json
from motxl.text.normalise import normalise

if TYPE_CHECKING:
    from pandas import DataFrame


class Severity(IntEnum):
    """How much a finding matters; a higher one matters more."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """As scripts read it."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """As staff read it."""
        return _(_LABELS[self])


_LABELS = {
    Severity.ERROR: N_("Blocking"),
    Severity.WARNING: N_("To check"),
    Severity.INFO: N_("For information"),
}


class Fix(NamedTuple):
    """Edits that put a diagnostic right; safe when no meaning can be lost."""

    safe: bool
    edits: tuple[Edit, ...]

    @classmethod
    def writing(cls, sheet: str, cell: str, value: str | None) -> Fix | None:
        """The safe one that writes a value; ``None`` where there is none to write."""
        return None if value is None else cls(True, (SetValue(sheet, cell, value),))


class Diagnostic(NamedTuple):
    """One finding. ``cell`` is the A1 reference of the cell to be corrected, or ``None``."""

    rule: str
    name: str
    severity: Severity
    sheet: str
    cell: str | None
    row: int
    """1-based Excel row, for sorting; 0 where there is no cell"""
    ref: str | None
    message: str
    suggestion: str | None
    about: str
    """What it is about, beside the rule and the Réf. (or, without a Réf., the label)"""
    accepted: bool = False
    fix: Fix | None = None
    also: tuple[str, ...] = ()
    """The other cells of the sheet of which it says the same"""

    @property
    def fingerprint(self) -> str:
        """What makes a finding the same one after rows have moved: rule, Réf., what it is about."""
        import hashlib  # 4 ms, and most runs show no fingerprint

        text = "\x1f".join((self.rule, self.ref or "", normalise(self.about)))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def full_message(self) -> str:
        """The message and what to do, in one text."""
        return f"{self.message} {self.suggestion}" if self.suggestion else self.message

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "name": self.name,
            "severity": self.severity.word,
            "sheet": self.sheet,
            "cell": self.cell,
            "ref": self.ref,
            "message": self.message,
            "suggestion": self.suggestion,
            "fingerprint": self.fingerprint,
            "accepted": self.accepted,
            "fix": None
            if self.fix is None
            else {"safe": self.fix.safe, "edits": [as_json(edit) for edit in self.fix.edits]},
        }


class Diagnostics(list[Diagnostic]):
    """What the rules found in a programme, in the order of sheets and rows."""

    def __repr__(self) -> str:
        return f"Diagnostics({counted(self)})"

    def to_frame(self) -> DataFrame:
        """A line per diagnostic; ``fix`` is ``safe``, ``unsafe`` or ``None``."""
        import pandas

        columns = ["rule", "name", "severity", "sheet", "cell", "ref", "message", "suggestion"]
        lines = [
            [
                *(one.rule, one.name, one.severity.word, one.sheet, one.cell, one.ref),
                *(one.message, one.suggestion, one.accepted),
                None if one.fix is None else "safe" if one.fix.safe else "unsafe",
            ]
            for one in self
        ]
        return pandas.DataFrame(lines, columns=[*columns, "accepted", "fix"], dtype=object)


def counted(found: Iterable[Diagnostic]) -> str:
    """How many there are of each severity, in the words of scripts: ``0 error, 4 warning``."""
    numbers = Counter(one.severity for one in found)
    return ", ".join(f"{numbers[one]} {one.word}" for one in sorted(Severity, reverse=True))
