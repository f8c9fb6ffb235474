"""Rule BRD401, border-unknown."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.borders import Border, Borders
from motxl.programme.model import BORDER
from motxl.programme.registers import Register, Territory
from motxl.template.layout import TerritoireColumn
from motxl.text.closest import is_slip, slip_in
from motxl.text.normalise import normalise
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity
from motxl.validation.words import said_of_border, said_of_borders


class BorderUnknown(Rule):
    code = "BRD401"
    name = "border-unknown"
    words = N_("unknown border")
    severity = Severity.ERROR
    summary = N_("The column Frontière holds something that is neither a border nor a territory.")
    explanation = N_(
        "A border consists of country codes and begins with the country given as “pays en "
        "tête” in the sheet Paramètres (FR-DE, FR-IT-MC), or is one of the borders listed "
        "there, such as Outre-mer or Maritime; a territory is one that the sheet Territoires "
        "lists. No other value adds the row to an extract, not even a name that two "
        "territories share. In the sheet Territoires itself, only borders count. A territory "
        "that is listed twice, and a territory whose name differs by a single slip from the "
        "name that the texts use, are reported as something to check; so is a country that "
        "has no border with any of the others, and a border that does not include the “pays "
        "en tête”. In the sheet Paramètres, a row of the table of borders that cannot be read "
        "is blocking."
    )
    bad = "FR-XX"
    good = "FR-DE"
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        yield from self._of_territories(facts)
        for fault in facts.programme.borders.faults:
            yield self.on_sheet(
                *(fault.sheet, *said_of_borders(fault)),
                row=fault.row,
                column=fault.column,
                subject=f"{fault.header} {fault.written}",
            )
        programme = facts.programme
        for entry in programme.filled(BORDER):
            for value in entry.borders:
                readings = programme.readings_of(value)
                if len(readings) == 1:
                    border = programme.borders.read(value)
                    message = _odd(programme.borders, border, value) if border else None
                    if message is not None:
                        yield self.at(
                            *(facts, entry, message, said_of_border(programme.borders)),
                            column=BORDER,
                            subject=value,
                        )._replace(severity=Severity.WARNING)
                    continue
                message, proposal = _said(programme.borders, value, several=bool(readings))
                yield self.at(facts, entry, message, proposal, column=BORDER, subject=value)

    def _of_territories(self, facts: Facts) -> Iterator[Diagnostic]:
        territories = facts.programme.registers.territories
        if territories is None or not territories.has(TerritoireColumn.FRONTIERES):
            return
        yield from self._twice(territories)
        yield from self._misspelt(facts, territories)
        for one in territories:
            wrong = [value for value in one.written if facts.programme.borders.read(value) is None]
            if not one.written and normalise(one.name):
                wrong = [""]
            if one.written and not normalise(one.name) and territories.has(TerritoireColumn.NOM):
                yield self.in_register(
                    *(territories, one.row, TerritoireColumn.NOM),
                    _("This territory has no name."),
                    _("Write its name, or delete the row."),
                    subject=f"{one.written}",
                )
            for value in wrong:
                yield self.in_register(
                    territories,
                    one.row,
                    TerritoireColumn.FRONTIERES,
                    _("“{value}” is not a border.").format(value=value)
                    if value
                    else _("“{name}” has no border.").format(name=one.name),
                    _(
                        "Write a border such as {example}; separate several borders with "
                        "semicolons."
                    ).format(example=facts.programme.borders.example),
                    subject=f"{one.name} {value}",
                )

    def _twice(self, territories: Register[Territory]) -> Iterator[Diagnostic]:
        """Territories with a name that one of another row has."""
        first: dict[str, Territory] = {}
        for one in territories:
            for name in (one.name, *one.aliases):
                other = first.setdefault(normalise(name), one)
                if other is not one and normalise(name):
                    yield self.in_register(
                        *(territories, one.row, TerritoireColumn.NOM),
                        _("“{name}” already stands for the territory in row {row}.").format(
                            name=name, row=other.row
                        ),
                        _("Give each territory a name of its own, or delete one of the rows."),
                        subject=f"twice {name} {one.row - other.row}",
                    )._replace(severity=Severity.WARNING)
                    break  # one finding per row

    def _misspelt(self, facts: Facts, territories: Register[Territory]) -> Iterator[Diagnostic]:
        """Territories that nothing names, where texts name one that is so called but for a slip."""
        entries = facts.programme.entries
        all_texts = "\n".join(entry.key for entry in entries)  # no name holds a line break
        named = {one.row for found in facts.territories_in_texts.values() for one in found}
        for one in territories:
            key = normalise(one.name)
            if len(key) < _TELLING or (one.row in named and not one.aliases):
                continue
            if key in all_texts:
                continue
            edges = key[:_TELLING], key[-_TELLING:]  # one slip changes but one of them
            near = (e for e in entries if edges[0] in e.key or edges[1] in e.key)
            spelt = next(filter(None, (slip_in(entry.label, key) for entry in near)), None)
            if spelt is not None and not _is_slip(key, spelt):
                continue  # hyphens for spaces
            known = spelt or next((other for other in one.aliases if _is_slip(key, other)), None)
            if known is not None:
                yield self.in_register(
                    *(territories, one.row, TerritoireColumn.NOM),
                    _("No text names “{name}”, but one names “{other}”.").format(
                        name=one.name, other=known
                    )
                    if spelt
                    else _("“{name}” differs from “{other}” by a single slip.").format(
                        name=one.name, other=known
                    ),
                    _("Did you mean “{name}”?").format(name=known),
                    subject=one.name,
                )._replace(severity=Severity.WARNING)


def _is_slip(key: str, name: str) -> bool:
    one, other = (" ".join(t.replace("-", " ").split()) for t in (key, normalise(name)))
    return one != other and one[:1] == other[:1] and is_slip(one, other)


_TELLING = 5
"""Of shorter names, one slip makes another word"""


def _odd(borders: Borders, border: Border, value: str) -> str | None:
    """What is to be checked about a border that is read."""
    if borders.lacks_first(border):
        return _(
            "“{value}”: {country}, the country that comes first in borders, is not part "
            "of this border."
        ).format(value=value, country=borders.first)
    strangers = [one for one in borders.strangers_in(border) if one != borders.first]
    if not strangers:
        return None
    return _("“{value}”: {country} has no border with any of the other countries.").format(
        value=value, country=strangers[0]
    )


def _said(borders: Borders, value: str, *, several: bool) -> tuple[str, str]:
    if several:
        return (
            _("“{value}” stands for several borders or territories.").format(value=value),
            _("Write the border, or correct the names and aliases in the sheet Territoires."),
        )
    return (
        _("“{value}” is neither a border nor a territory.").format(value=value),
        said_of_border(borders),
    )


RULE = BorderUnknown
