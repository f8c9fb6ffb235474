"""``validate --format sarif``: SARIF 2.1.0 (OASIS), for viewers and code scanning.

A workbook has cells and no lines. As BinSkim does for binaries, a result has a physical location
with the file and no region, which means the whole file (3.29.4); without one, GitHub refuses the
log. The cell is a logical location (3.33) whose parent is its sheet. Corrections are no SARIF
fixes, which replace bytes: they stand among the properties, as in the JSON.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from motxl.i18n import _, called, in_our_names, language, named
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.markdown import code, prose
from motxl.validation.outcome import Outcome, Result, Unreadable
from motxl.validation.rule import Rule
from motxl.validation.rules import CODES, all_rules
from motxl.version import __version__

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_MIME_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}


def write(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """One log of one run."""
    run = _Run()
    for outcome in outcomes:
        run.add(outcome)
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run.as_json()]}
    with in_our_names():  # each result has those of its workbook already
        yield json.dumps(log, ensure_ascii=False, indent=2) + "\n"


class _Run:
    """What is found, and the tables of files and sheets that it points into."""

    def __init__(self) -> None:
        self.results: list[dict[str, Any]] = []
        self.artifacts: list[dict[str, Any]] = []
        self.sheets: dict[str, int] = {}
        self.notifications: list[dict[str, Any]] = []
        self.rules: list[dict[str, Any]] = []

    def add(self, outcome: Outcome) -> None:
        place = {"uri": relative_uri(outcome.path), "index": len(self.artifacts)}
        artifact = {"location": {"uri": place["uri"]}, "roles": ["analysisTarget"]}
        mime_type = _MIME_TYPES.get(Path(outcome.path).suffix.lower())
        self.artifacts.append({**artifact, **({"mimeType": mime_type} if mime_type else {})})
        if isinstance(outcome, Unreadable):
            location = {"physicalLocation": {"artifactLocation": place}}
            self.notifications.append(
                {"level": "error", "message": {"text": outcome.message}, "locations": [location]}
            )
        else:
            self._add_findings(outcome, place)
            self._add_rules()

    def _add_rules(self) -> None:
        """As the workbook calls things; as we do, where there are several that differ in that."""
        before = self.rules
        self.rules = _rules()
        if before and before != self.rules:
            with in_our_names():
                self.rules = _rules()

    def _add_findings(self, result: Result, place: dict[str, Any]) -> None:
        location = {"physicalLocation": {"artifactLocation": place}}
        self.notifications += (
            {"level": "note", "message": {"text": one.sentence}, "locations": [location]}
            for one in result.unchecked_of_those_asked
        )
        for diagnostic in result.diagnostics:
            self.results.append(
                {
                    "ruleId": diagnostic.rule,
                    "ruleIndex": CODES.index(diagnostic.rule),
                    "level": _LEVELS[diagnostic.severity],
                    "message": {"text": diagnostic.full_message},
                    "locations": [
                        {
                            "physicalLocation": {"artifactLocation": place},
                            "logicalLocations": [self._cell(diagnostic)],
                        }
                    ],
                    "partialFingerprints": {"motxl/v1": diagnostic.fingerprint},
                    # On every result or on none (3.27.23); Contrôle is a sheet of the file itself.
                    "suppressions": [{"kind": "inSource", "status": "accepted"}]
                    if diagnostic.accepted
                    else [],
                    "properties": named(
                        {"ref": diagnostic.ref, "fix": diagnostic.as_json()["fix"]}
                    ),
                }
            )

    def _cell(self, diagnostic: Diagnostic) -> dict[str, Any]:
        """The cell as a place in its sheet; the sheet itself where there is no cell."""
        sheet = called(diagnostic.sheet)
        index = self.sheets.setdefault(sheet, len(self.sheets))
        if diagnostic.cell is None:
            return {"index": index, "fullyQualifiedName": sheet}
        return {
            "name": diagnostic.cell,
            "fullyQualifiedName": f"{sheet}!{diagnostic.cell}",
            "kind": "cell",
            "parentIndex": index,
        }

    def as_json(self) -> dict[str, Any]:
        driver = {
            "name": "motxl",
            "version": __version__,
            "semanticVersion": __version__,
            "rules": self.rules or _rules(),
        }
        failed = any(one["level"] == "error" for one in self.notifications)
        invocation: dict[str, Any] = {"executionSuccessful": not failed}
        if self.notifications:
            invocation["toolExecutionNotifications"] = self.notifications
        return {
            "tool": {"driver": driver},
            "language": language(),
            "invocations": [invocation],
            "artifacts": self.artifacts,
            "logicalLocations": [
                {"name": name, "fullyQualifiedName": name, "kind": "sheet"} for name in self.sheets
            ],
            "results": self.results,
            "columnKind": "unicodeCodePoints",
        }


def _rules() -> list[dict[str, Any]]:
    return [_rule(rule) for rule in all_rules()]


def _rule(rule: Rule) -> dict[str, Any]:
    summary, explanation = _(rule.summary), _(rule.explanation)
    bad, good = _(rule.bad), _(rule.good)
    wrong, right = _("Wrong"), _("Right")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": explanation},
        "help": {
            "text": f"{explanation}\n\n{wrong}  {bad}\n{right}  {good}",
            "markdown": f"{prose(explanation)}\n\n- {wrong}  {code(bad)}\n- {right}  {code(good)}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"fix": rule.fix},
    }


def relative_uri(path: str) -> str:
    """The file from the working directory, percent-encoded; absolute when it is not below."""
    try:
        relative = Path(os.path.relpath(path))
    except ValueError:  # another drive of Windows
        relative = Path(os.pardir)
    if os.pardir in relative.parts:
        return Path(path).absolute().as_uri()
    # A first segment with a colon would be read as a scheme; quote() encodes it.
    return quote(os.fsencode(relative.as_posix()), safe="/")
