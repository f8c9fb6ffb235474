"""``validate --format csv``: a list that Excel opens with a double click, accents and all.

Semicolons and a byte order mark, as a French Excel expects them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from motxl.cli.checking import Checked, statistics_of
from motxl.i18n import _

_BYTE_ORDER_MARK = "\ufeff"


def show(results: Sequence[Checked], *, statistics: bool) -> str:
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\n").writerow
    if statistics:
        write([_("Rule"), _("Name"), _("Severity"), _("Findings"), _("Safe to correct")])
        for one in statistics_of(results):
            write([one.rule, one.name, one.severity.label, one.findings, one.fixable])
        return _BYTE_ORDER_MARK + out.getvalue().rstrip("\n")
    write(
        [
            *(_("Workbook"), _("Severity"), _("Rule"), _("Sheet"), _("Cell"), _("Réf.")),
            *(_("Finding"), _("What to do"), _("Accepted"), _("Fingerprint")),
        ]
    )
    for result in results:
        for found in result.diagnostics:
            row = [
                *(str(result.path), found.severity.label, found.rule, found.sheet, found.cell),
                *(found.ref, found.message, found.suggestion),
                *(_("yes") if found.accepted else "", found.fingerprint),
            ]
            write([_as_text(value or "") for value in row])
    return _BYTE_ORDER_MARK + out.getvalue().rstrip("\n")


def _as_text(value: str) -> str:
    """What begins as a formula does is opened as text."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
