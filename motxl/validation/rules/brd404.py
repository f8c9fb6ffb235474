"""Rule BRD404, border-suggested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.i18n import N_, _
from motxl.programme.borders import Border, format_border
from motxl.programme.edits import SetValue
from motxl.programme.model import BORDER, LABEL, Entry, Programme
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
        "may say so: only you can tell whether it should. A border mentioned in the text is "
        "reported too, whether by its code in capitals or by a name given to that border in "
        "the sheet Paramètres."
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
            held = programme.pairs_named(entry.borders) | _of_prefix(programme, entry.label)
            lacking = [
                (territory.name, border)
                for territory in named
                for border in territory.borders
                if not programme.borders.pairs_of(border) <= held
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
        """Borders in the texts, by their codes or their names. At the beginning of a text they are
        BRD403's."""
        programme = facts.programme
        said_in = facts.borders_in_texts
        for entry in programme.entries if said_in else ():
            said = said_in.get(entry.row)
            if not said:
                continue
            if _is_unread(programme, entry):
                continue
            held = programme.pairs_named(entry.borders) | _of_prefix(programme, entry.label)
            territories = facts.territories_in_texts.get(entry.row, ())
            for territory in territories:
                held |= programme.pairs_of(territory.borders)
            lacking = [
                format_border(border)
                for border in said
                if not programme.borders.pairs_of(border) <= held
            ]
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


def _of_prefix(programme: Programme, label: str) -> frozenset[Border]:
    """What a label says at its beginning, which BRD403 asks for."""
    border = programme.borders.parse(programme.borders.prefix_of(label) or "")
    return frozenset() if border is None else programme.borders.pairs_of(border)


RULE = BorderSuggested
