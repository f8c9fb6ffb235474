"""The findings as rows of Contrôle: what staff read, and accept, inside the workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from motxl.i18n import ngettext
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.unchecked import Unchecked

MOST_ROWS = 10_000
"""More findings than anyone reads; and Excel takes 65,530 links in a sheet"""
ACCEPTED = "oui"


class ControlRow(NamedTuple):
    """One row of ``tblControle``; ``target`` is where its link leads, ``'Feuille 1'!B3``."""

    severity: str | None
    rule: str | None
    cell: str | None
    message: str | None
    suggestion: str | None
    ignored: str | None
    fingerprint: str | None
    target: str | None = None


def control_rows(
    diagnostics: Iterable[Diagnostic],
    sheets: Sequence[str],
    ignored: Mapping[str, str],
    kept: Collection[ControlRow] = (),
    unchecked: Collection[Unchecked] = (),
) -> list[ControlRow]:
    """The rows, most serious first, then in the order of ``sheets`` and rows.

    ``ignored`` has what staff wrote in Ignorer, by fingerprint. ``kept`` are accepted findings of
    rules that were not asked this time: they come last. Closing lines say what was left out, and
    what was ``unchecked``.
    """
    order = {name: place for place, name in enumerate(sheets)}
    found = sorted(
        diagnostics,
        key=lambda d: (-d.severity, order.get(d.sheet, len(order)), not d.row, d.row, d.rule),
    )
    most = max(MOST_ROWS - len(kept) - len(unchecked) - 1, 0)
    shown = found
    if len(found) > most:
        # What staff accepted would come back if its row were not there.
        first = sorted(found, key=lambda d: not (d.accepted or d.fingerprint in ignored))[:most]
        chosen = set(map(id, first))
        shown = [diagnostic for diagnostic in found if id(diagnostic) in chosen]
    rows = [control_row(one, ignored.get(one.fingerprint)) for one in shown]
    rows += kept
    if len(found) > most:
        n = len(found) - most
        text = ngettext(
            "… and {n} more: motxl validate shows it.",
            "… and {n} more: motxl validate shows them all.",
            n,
        )
        rows.append(ControlRow(None, None, None, text.format(n=n), None, None, None))
    rows += (ControlRow(None, None, u.sheet, u.sentence, None, None, None) for u in unchecked)
    return rows


def control_row(diagnostic: Diagnostic, ignored: str | None) -> ControlRow:
    """The row of a finding; ``ignored`` is what staff wrote in Ignorer."""
    sheet = diagnostic.sheet
    if not sheet.replace("_", "").isalnum() or sheet[:1].isdigit():
        sheet = "'" + sheet.replace("'", "''") + "'"
    place = f"{sheet}!{diagnostic.cell}" if diagnostic.cell else None
    quoted = "'" + diagnostic.sheet.replace("'", "''") + "'"
    return ControlRow(
        diagnostic.severity.label,
        diagnostic.rule,
        place or diagnostic.sheet,
        diagnostic.message,
        diagnostic.suggestion,
        ignored or (ACCEPTED if diagnostic.accepted else None),
        diagnostic.fingerprint,
        f"{quoted}!{diagnostic.cell}" if diagnostic.cell else None,
    )
