"""Rule BRD402, border-spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from motxl.a1 import to_a1
from motxl.i18n import N_, _
from motxl.programme.borders import Borders, format_border
from motxl.programme.edits import ReplaceText, SetValue
from motxl.programme.model import BORDER, LABEL, Entry
from motxl.programme.registers import Register
from motxl.template.layout import AdherentColumn, FrontiereColumn, TerritoireColumn
from motxl.validation.diagnostics import Fix
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class BorderSpelling(Rule):
    code = "BRD402"
    name = "border-spelling"
    words = N_("spelling of a border")
    severity = Severity.WARNING
    fix = "safe"
    summary = N_("A border is spelled differently from the others.")
    explanation = N_(
        "Borders are written with hyphens, in capitals, beginning with the country given as "
        "“pays en tête” in the sheet Paramètres: FR-BE. Filters do not find other spellings "
        "(FR BE, FR/DE, fr-de), nor a name in place of the code. The correction is safe in "
        "the column; in a label, the decision is yours, as the text is yours."
    )
    bad = "FR BE"
    good = "FR-BE"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        borders = programme.borders
        for entry in programme.filled(BORDER):
            fix: Fix | None = None
            for value in entry.borders:
                border = borders.read(value)
                if border is None or borders.parse(value) is not None:
                    continue
                if borders.lacks_first(border):
                    continue  # BRD401 asks whether it is meant at all
                cell = to_a1(entry.row, programme.columns[BORDER])
                good = format_border(border)
                if fix is None:
                    whole = _put_right(entry.text(BORDER), borders)
                    fix = Fix(True, (SetValue(programme.sheet, cell, whole),))
                yield self._finding(facts, entry, BORDER, value, good, fix)
        yield from self._of_members(facts)
        yield from self._of_territories(facts)
        yield from self._of_table(borders)
        for label, entries in programme.by_label.items():
            for start, end, border in borders.in_text(label):
                written, good = label[start:end], format_border(border)
                for entry in entries if written != good else ():
                    cell = to_a1(entry.row, programme.columns[LABEL])
                    fix = Fix(False, (ReplaceText(programme.sheet, cell, start, end, good),))
                    yield self._finding(facts, entry, LABEL, written, good, fix)

    def _of_members(self, facts: Facts) -> Iterator[Diagnostic]:
        members = facts.programme.registers.members
        for one in members or ():
            assert members is not None  # a row of it was looked at
            name = one.key or one.name
            yield from self._of_row(
                *(facts.programme.borders, members, one.row),
                *(AdherentColumn.FRONTIERES, one.borders, name),
            )

    def _of_territories(self, facts: Facts) -> Iterator[Diagnostic]:
        territories = facts.programme.registers.territories
        for one in territories or ():
            assert territories is not None  # a row of it was looked at
            yield from self._of_row(
                *(facts.programme.borders, territories, one.row),
                *(TerritoireColumn.FRONTIERES, one.written, one.name),
            )

    def _of_row(
        self,
        known: Borders,
        register: Register[Any],
        row: int,
        column: str,
        borders: Sequence[str],
        name: str,
    ) -> Iterator[Diagnostic]:
        """The borders in one cell of another table, said and put right together."""
        read = [value for value in borders if known.read(value) is not None]
        odd = [value for value in read if known.parse(value) is None]
        if not odd or column not in register.columns:
            return
        good = "; ".join(_put_right(value, known) for value in borders)
        cell = to_a1(row, register.columns[column])
        yield self.in_register(
            *(register, row, column),
            _("The border “{written}” should be written {good}.").format(
                written=odd[0], good=_put_right(odd[0], known)
            ),
            _("Write {good}.").format(good=good),
            subject=f"{name} {'; '.join(odd)}",
            fix=Fix(True, (SetValue(register.sheet, cell, good),)),
        )

    def _of_table(self, borders: Borders) -> Iterator[Diagnostic]:
        """The codes of the table of borders itself."""
        for one in borders.listed:
            good = format_border(one.border)
            if one.written != good:
                cell = to_a1(one.row, borders.columns[FrontiereColumn.CODE])
                yield self.on_sheet(
                    borders.sheet,
                    _("The border “{written}” should be written {good}.").format(
                        written=one.written, good=good
                    ),
                    _("Write {good}.").format(good=good),
                    row=one.row,
                    column=borders.columns[FrontiereColumn.CODE],
                    subject=one.written,
                    fix=Fix(True, (SetValue(borders.sheet, cell, good),)),
                )

    def _finding(
        self, facts: Facts, entry: Entry, column: str, written: str, good: str, fix: Fix
    ) -> Diagnostic:
        return self.at(
            facts,
            entry,
            _("The border “{written}” should be written {good}.").format(
                written=written, good=good
            ),
            _("Write {good}.").format(good=good),
            column=column,
            subject=written,
            fix=fix,
        )


def _put_right(text: str, borders: Borders) -> str:
    """All the borders of a cell as they are written; what parts them stays."""

    def spelled(match: re.Match[str]) -> str:
        border = borders.read(match[0])
        return match[0] if border is None else format_border(border)

    return re.sub(r"[^;\s](?:[^;\r\n]*[^;\s])?", spelled, text)


RULE = BorderSpelling
