"""The rows of the table: each says in which way an outcome falls short of losing nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.corpus.measuring import Measured, Outcome

READERS = ("calamine", "openpyxl", "LibreOffice")
# No content goes with them: Excel makes the chain of calculation anew; the texts of lost shared
# strings stand in the cells, and where one is lost with them, the values below tell.
_REBUILT = {"xl/calcchain.xml", "xl/sharedstrings.xml"}


class Measure(NamedTuple):
    label: str
    details: Callable[[Outcome], Sequence[str]]
    """What is wrong, in a few words each; empty where all is well"""
    kind: Callable[[str], str] = str
    """What details have in common, to be listed together"""


def _part_kind(name: str) -> str:
    """``xl/charts/chartN.xml``, whatever its number."""
    return re.sub(r"\d+(?=\.)", "N", name)


def _cell_kind(_: str) -> str:
    return "cells"


def _check_kind(problem: str) -> str:
    """The name of the check."""
    return problem.partition(":")[0]


def _failed(outcome: Outcome) -> list[str]:
    return [outcome.failed] if outcome.failed else []


def _content_lost(outcome: Outcome) -> list[str]:
    found = outcome.packages
    if found is None:
        return []
    gone = [name for name in found.lost if name not in found.renamed]
    # A part's relationships go with it, and with a part that is named otherwise now.
    return [n for n in gone if n.lower() not in _REBUILT and not n.endswith(".rels")]


def _lost(outcome: Outcome) -> list[str]:
    return outcome.packages.lost if outcome.packages else []


def _rewritten(outcome: Outcome) -> list[str]:
    return outcome.packages.rewritten if outcome.packages else []


def _sheet(outcome: Outcome) -> list[str]:
    changed = outcome.packages is not None and outcome.packages.rest_of_sheet
    return ["the sheet outside the edited row"] if changed else []


def _unread(reader: str) -> Callable[[Outcome], list[str]]:
    def details(outcome: Outcome) -> list[str]:
        said = outcome.readers.get(reader)
        if isinstance(said, str):
            return [said]
        return [] if said is None or said.text else ["another text in the edited cell"]

    return details


def _changed(reader: str) -> Callable[[Outcome], list[str]]:
    def details(outcome: Outcome) -> list[str]:
        said = outcome.readers.get(reader)
        return [] if said is None or isinstance(said, str) else said.changed

    return details


def _results(outcome: Outcome) -> list[str]:
    said = outcome.readers.get("calamine")
    return [] if said is None or isinstance(said, str) else said.results


def _orphans(outcome: Outcome) -> list[str]:
    return [problem for problem in outcome.own if ": no cell uses the shared string " in problem]


def _problems(outcome: Outcome) -> list[str]:
    """Without the shared strings, which are no danger to the workbook."""
    return [problem for problem in outcome.own if problem not in _orphans(outcome)]


ORPHANS = Measure(
    "Shared strings left behind that no cell uses (Excel accepts them)", _orphans, _check_kind
)
MEASURES = (
    Measure("Failed: an error, a crash, no end in 60 s, or no package written", _failed),
    Measure(
        "Content lost: a part is gone, and no other of its kind came instead",
        _content_lost,
        _part_kind,
    ),
    Measure("Any part gone by its name, renamed and rebuilt ones included", _lost, _part_kind),
    Measure("Parts rewritten besides the sheet, shared strings and styles", _rewritten, _part_kind),
    Measure("The sheet rewritten outside the edited row", _sheet),
    *(Measure(f"New text not read by {reader}", _unread(reader)) for reader in READERS),
    *(
        Measure(f"Other cells read differently by {reader}", _changed(reader), _cell_kind)
        for reader in READERS
    ),
    Measure("Stored results of formulas lost or changed", _results, _cell_kind),
    Measure("New errors reported by the Open XML SDK", lambda outcome: outcome.sdk),
    Measure("New problems reported by motxl's own judge", _problems, _check_kind),
    ORPHANS,
)
COLOUR = Measure(
    "Reference not in its colour, as openpyxl reads its runs",
    lambda outcome: ["not coloured"] if outcome.uncoloured else [],
)


def outcome_of(measured: Measured, editor: str) -> Outcome | None:
    return next((one for one in measured.outcomes if one.editor == editor), None)


def shortcomings(measured: Measured, editor: str) -> dict[str, Sequence[str]]:
    """Details by the label of the measure, for the measures on which the editor fell short."""
    outcome = outcome_of(measured, editor)
    if outcome is None:
        unread = editor == "motxl" and measured.unread
        return {MEASURES[0].label: [measured.unread]} if unread else {}
    wanted = (*MEASURES, COLOUR) if editor == "motxl" else MEASURES
    found = {measure.label: measure.details(outcome) for measure in wanted}
    return {label: details for label, details in found.items() if details}
