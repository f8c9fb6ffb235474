"""Rule BRD404, border-suggested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.i18n import N_, _
from motxl.programme.borders import (
    Border,
    border_prefix,
    borders_in_text,
    format_border,
    pairs_of,
    parse_border,
)
from motxl.programme.edits import SetValue
from motxl.programme.model import BORDER, LABEL, Entry, Programme
from motxl.programme.scope import TARGETED, said_scope
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity


class BorderSuggested(Rule):
    code = "BRD404"
    name = "border-suggested"
    words = N_("suggested border")
    severity = Severity.INFO
    fix = "unsafe"
    summary = N_("The text names a border that the row lacks, or a territory on such a border.")
    explanation = N_(
        "The sheet Territoires shows on which borders a territory lies. A row that names a "
        "territory concerns the members on those borders, and the column Frontière of the row "
        "may say so: only you can tell whether it should. A border that the text names is "
        "reported too, if the row has another border, or if it is Ciblée and has none."
    )
    bad = N_("Appui au Grand Genève | (no border)")
    good = "Appui au Grand Genève | FR-CH"
    columns = (LABEL, BORDER)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        for row, named in facts.territories_in_texts.items():
            entry = programme.entry_of_row[row]
            if _is_unread(programme, entry):
                continue
            held = programme.pairs_named(entry.borders) | _of_prefix(entry.label)
            lacking = [
                (territory.name, border)
                for territory in named
                for border in territory.borders
                if not pairs_of(border) <= held
            ]
            if not lacking:
                continue
            names = ", ".join(dict.fromkeys(name for name, _border in lacking))
            yield self._suggested(
                facts,
                entry,
                _("The text names a territory whose border the row does not have: {names}."),
                names,
                list(dict.fromkeys(format_border(border) for _name, border in lacking)),
            )
        yield from self._of_borders(facts)

    def _of_borders(self, facts: Facts) -> Iterator[Diagnostic]:
        """Borders in the text of rows that are for some, beside another border or none. At the
        beginning of a text they are BRD403's."""
        programme = facts.programme
        said_in = {
            label: list(dict.fromkeys(border for _s, _e, border in borders_in_text(label)))
            for label in programme.by_label
            if "FR" in label
        }
        for entry in programme.entries if any(said_in.values()) else ():
            said = said_in.get(entry.label)
            if not said:
                continue
            if not entry.borders and said_scope(entry) != TARGETED:
                continue
            if _is_unread(programme, entry):
                continue
            held = programme.pairs_named(entry.borders) | _of_prefix(entry.label)
            territories = facts.territories_in_texts.get(entry.row, ())
            held |= {
                pair
                for territory in territories
                for border in territory.borders
                for pair in pairs_of(border)
            }
            lacking = [format_border(border) for border in said if not pairs_of(border) <= held]
            if lacking:
                yield self._suggested(
                    facts,
                    entry,
                    _("The text names a border that the row does not have: {names}."),
                    ", ".join(lacking),
                    lacking,
                    # With territories, their borders may have to be added too.
                    has_fix=not territories,
                )

    def _suggested(
        self,
        facts: Facts,
        entry: Entry,
        message: str,
        names: str,
        borders: Sequence[str],
        *,
        has_fix: bool = True,
    ) -> Diagnostic:
        """A row that lacks ``borders``; its text has the ``names`` of which ``message`` speaks."""
        value = "; ".join(filter(None, (entry.text(BORDER), *borders)))
        edit = SetValue(facts.programme.sheet, self.cell_of(facts, entry, BORDER), value)
        return self.at(
            facts,
            entry,
            message.format(names=names),
            _(
                "Add {borders} to the column Frontière, unless this is only a passing mention."
            ).format(borders=", ".join(borders)),
            column=BORDER,
            subject=names,
            fix=Fix(False, (edit,)) if has_fix else None,
        )


def _is_unread(programme: Programme, entry: Entry) -> bool:
    """Whether BRD401 says what is wrong with a Frontière: it may be the border that is lacking."""
    return any(len(programme.readings_of(value)) != 1 for value in entry.borders)


def _of_prefix(label: str) -> frozenset[Border]:
    """What a label says at its beginning, which BRD403 asks for."""
    border = parse_border(border_prefix(label) or "")
    return frozenset() if border is None else pairs_of(border)


RULE = BorderSuggested
