"""What ``validate`` found: values, in the order of severity and place."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

from motxl.i18n import N_, _
from motxl.programme.edits import Edit, as_json
from motxl.text.normalise import normalise


class Severity(IntEnum):
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
