"""Rule NUM019, label-missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from motxl.i18n import N_, _
from motxl.programme.model import LABEL, Entry, Programme
from motxl.template.layout import ThemeColumn
from motxl.text.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.validation.words import said_of_unread

_LETTER = re.compile("[a-z]", re.IGNORECASE | re.ASCII)


class LabelMissing(Rule):
    code = "NUM019"
    name = "label-missing"
    words = N_("missing label")
    severity = Severity.ERROR
    summary = N_("A row with a code or a Réf., but no text.")
    explanation = N_(
        "A row without a text is in no extract and in no pivot table: it is lost, and nothing "
        "shows it. Often the cell was cleared by mistake, and an earlier version of the "
        "workbook has the text. A text that is nothing but a number, and a theme in the sheet "
        "Thèmes whose title is empty, are reported too."
    )
    bad = N_("1.1.2 | (empty)")
    good = "1.1.2 | Revue de presse"
    columns = (LABEL,)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        proposal = _(
            "Write the text again, or take it from an earlier version of the workbook; delete "
            "the whole row if it is no longer needed."
        )
        # Nearly all hold a letter that is compared as one: neither blank nor a number.
        odd = [label for label in programme.by_label if _LETTER.search(label) is None]
        numbers = set(filter(_is_number, odd))
        if 2 * sum(len(programme.by_label[one]) for one in numbers) >= len(programme.entries):
            numbers = set()  # the column holds something else than texts
        for label in odd:
            entries = programme.by_label[label]
            if facts.is_foreign and not normalise(label):
                entries = _of_levels_with_texts(programme, entries)
            for entry in entries if not normalise(label) else ():
                said = _("This row has no text."), proposal
                if (entry.row, LABEL) in programme.structure.unread:
                    said = said_of_unread()
                yield self.at(facts, entry, *said, column=LABEL, subject=entry.code_text)
            for entry in entries if label in numbers else ():
                yield self.at(
                    facts,
                    entry,
                    _("The text of this row is nothing but a number: {value}.").format(
                        value=label.removesuffix(".0")
                    ),
                    proposal,
                    column=LABEL,
                    subject=f"{entry.code_text} {label}",
                )._replace(severity=Severity.WARNING)
        yield from self._of_themes(programme)
        for row, ref in programme.structure.unnamed_rows:
            yield self.on_sheet(
                programme.sheet,
                _("The row with the Réf. {ref} has neither a code nor a text.").format(ref=ref),
                proposal,
                row=row,
                column=programme.columns[LABEL],
                subject=ref,
            )

    def _of_themes(self, programme: Programme) -> Iterator[Diagnostic]:
        """Themes with a key and no title, where others have one: no reader knows what they are."""
        register = programme.themes.misfiled
        if register is None or not register.has(ThemeColumn.INTITULE):
            return
        for theme in programme.themes.all:
            if theme.key and not normalise(theme.label):
                yield self.in_register(
                    *(register, theme.row, ThemeColumn.INTITULE),
                    _("The theme “{key}” has no title.").format(key=theme.key),
                    _("Write its title, or take it from an earlier version of the workbook."),
                    subject=theme.key,
                )._replace(severity=Severity.WARNING)


def _of_levels_with_texts(programme: Programme, entries: Sequence[Entry]) -> list[Entry]:
    """Entries without a text, but for those of a level on which no row has one: there such a list
    has none."""
    titled = {len(e.code) for e in programme.entries if e.code and normalise(e.label)}
    bare = Counter(len(entry.code) for entry in entries if entry.code)
    return [
        entry
        for entry in entries
        if not entry.code or len(entry.code) in titled or bare[len(entry.code)] == 1
    ]


def _is_number(label: str) -> bool:
    """Whether a text has figures and no letter."""
    key = normalise(label)
    return not any(map(str.isalpha, key)) and any(map(str.isdigit, key))


RULE = LabelMissing
