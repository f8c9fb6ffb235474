"""``validate --format sarif``: SARIF 2.1.0 (OASIS), which code scanning services read.

A workbook has no lines: a finding stands on the file, and its cell is a logical location.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from motxl import __version__
from motxl.cli.checking import Checked
from motxl.i18n import _
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.rule import Rule
from motxl.validation.rules import rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def show(results: Sequence[Checked], *, statistics: bool) -> str:
    """``statistics`` change nothing: whoever reads this counts the results."""
    codes = sorted({found.rule for result in results for found in result.diagnostics})
    run = {
        "tool": {
            "driver": {
                "name": "motxl",
                "version": __version__,
                "rules": [_rule(rule(code)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(result, found, codes.index(found.rule))
            for result in results
            for found in result.diagnostics
        ],
    }
    report = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(report, ensure_ascii=False, indent=2)


def _rule(one: Rule) -> dict[str, Any]:
    return {
        "id": one.code,
        "name": one.name,
        "shortDescription": {"text": _(one.summary)},
        "fullDescription": {"text": _(one.explanation)},
        "help": {
            "text": "\n".join(
                _("{what}: {n}").format(what=word, n=_(example))
                for word, example in ((_("Not so"), one.bad), (_("But so"), one.good))
            )
        },
        "defaultConfiguration": {"level": _LEVEL[one.severity]},
    }


def _result(checked: Checked, found: Diagnostic, index: int) -> dict[str, Any]:
    place = f"{found.sheet}!{found.cell}" if found.cell else found.sheet
    text = " ".join(filter(None, (f"{place}:", found.message, found.suggestion)))
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": _LEVEL[found.severity],
        "message": {"text": text},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": _uri(checked.path)}},
                "logicalLocations": [
                    {
                        "name": found.cell or found.sheet,
                        "fullyQualifiedName": place,
                        "kind": "cell" if found.cell else "sheet",
                    }
                ],
            }
        ],
        "partialFingerprints": {"motxl/v1": found.fingerprint},
    }
    if found.accepted:
        result["suppressions"] = [
            {"kind": "external", "justification": _("Accepted in the sheet Contrôle")}
        ]
    return result


def _uri(path: PurePath) -> str:
    """The path as a URI reference: relative paths stay relative."""
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix())
