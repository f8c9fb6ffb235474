"""Whether an extract shows no more than it should: nothing hidden, all of it permitted."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from motxl.extract.labels import labels_in
from motxl.i18n import _
from motxl.inspection import Finding, inspect
from motxl.inspection.finding import LABELS as KINDS
from motxl.inspection.parts import Parts
from motxl.ooxml import Workbook
from motxl.template.layout import LANGUES

if TYPE_CHECKING:
    from motxl.inspection.permitted import Permitted

_SHEET = re.compile(r"/sheets(?: \d+)?/sheet(?: (\d+))?\Z")
_CELL = re.compile(r"(?:\A|/c )([A-Z]{1,3}[0-9]+)(?=/|\Z)")
_NOT_PERMITTED = "not-permitted"
# Staff colour rows by their state, in any language.
_WORDS = frozenset(chain.from_iterable(labels_in(one).states for one in LANGUES.values))


class Inspector:
    """Looks into extracts; what many of them have in common is looked at once."""

    @cached_property
    def _permitted(self) -> Permitted:
        from motxl.inspection.permitted import Permitted  # 0.1 s

        return Permitted(_WORDS)

    def findings(self, workbook: Workbook) -> list[Finding]:
        """What is hidden, or else all that is not known to be harmless."""
        return inspect(workbook, _WORDS) or self._permitted.refusals(workbook)

    def findings_in_template(self, workbook: Workbook) -> list[Finding]:
        """All that is not permitted, which says what staff can do about it, or else what is
        hidden."""
        return self._permitted.refusals(workbook) or inspect(workbook, _WORDS)


def in_words(finding: Finding) -> str:
    """What was found, for staff."""
    if finding.kind == _NOT_PERMITTED:
        return finding.what
    label = _(KINDS[finding.kind])
    said = _("{what} (“{text}”)").format(what=label, text=finding.what)
    return said if finding.what else label


def place_in_words(finding: Finding, workbook: Workbook) -> str:
    """Where it was found, for staff: the sheet, and the cell where it is one; else the part."""
    parts = Parts(workbook)
    part, _space, path = finding.place.partition(" ")
    match = _SHEET.search(path)
    if part == workbook.part_name:
        number = int(match[1] or 1) if match else 0
        return workbook.sheets[number - 1].name if number else _("The whole workbook")
    if part in parts.of_kind("styles"):
        return _("The formats of cells")
    sheet = _sheet_of(part, parts)
    if not sheet:
        return finding.place
    cell = _CELL.search(path)
    return parts.sheets[sheet] + (f"!{cell[1]}" if cell else "")


def _sheet_of(part: str, parts: Parts) -> str:
    """The one sheet that leads to a part, straight or through others; empty for several."""
    found = set[str]()
    for sheet in parts.sheets:
        reached, waiting = {sheet}, [sheet]
        while waiting:
            for link in parts.package.relationships(waiting.pop()):
                if not link.external and link.target not in reached:
                    reached.add(link.target)
                    waiting.append(link.target)
        if part in reached:
            found.add(sheet)
    return found.pop() if len(found) == 1 else ""
