"""The texts that stand in the place of a template's placeholders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from motxl.extract.answers import ExtractNumber
from motxl.extract.calendar import days_of
from motxl.extract.coming import to_come
from motxl.extract.content import Content, EventDate, Line
from motxl.extract.labels import Labels, Plural
from motxl.extract.since import Change, Changes
from motxl.programme.addresses import is_example, parse_address
from motxl.template.layout.extrait import Placeholder
from motxl.text.normalise import normalise

_P = Placeholder
_MOST_DATES = 5


def texts_of(
    content: Content,
    labels: Labels,
    sender: str,
    dates: Sequence[Coming] = (),
    changes: Changes | None = None,
) -> dict[str, str]:
    """By the names of placeholders; empty where there is nothing to say. ``dates`` are those that
    are to come."""
    year = str(content.year) if content.year else ""
    version = labels.date_in_words(content.version) if content.version else ""
    balance = ""
    if content.jetons is not None and any(number is not None for number in _known_jetons(content)):
        names = (labels.attributed, labels.reserved, labels.spent, labels.left)
        sums = zip(names, content.jetons, strict=True)
        # None reserved or spent goes without saying; none attributed or left does not.
        balance = " · ".join(
            f"{name}{labels.colon} {number:g}"
            for name, number in sums
            if number or (number == 0 and name in {labels.attributed, labels.left})
        )
    days = [
        f"{labels.colon} ".join(filter(None, (days_of(one.date, labels), one.date.title)))
        for one in dates
    ]
    services = [label for _key, label in content.services]
    return {
        _P.TITRE: labels.title.format(year).strip(),
        _P.POUR: labels.extract_for.format(content.name),
        _P.VERSION: labels.version.format(version) if version else "",
        _P.CHANGEMENTS: _changed(changes, labels) if changes else "",
        _P.RESUME_AXES: _how_many(content, labels),
        _P.RESUME_DATES: _listed(labels.coming, days, labels),
        _P.SOLDE: _head_line(labels.jetons, balance, labels),
        _P.OUVERTES: _listed(labels.services, services, labels),
        # Nobody answers at the example's address.
        _P.CONTACT: ""
        if is_example(parse_address(sender)[1])
        else _head_line(labels.contact, sender, labels),
        _P.ADHERENT: content.name,
        _P.CLE: content.key,
        _P.ANNEE: year,
        _P.DATE: version,
    }


def asking(labels: Labels, number: ExtractNumber) -> dict[str, str]:
    """The further texts of an extract that asks, by the names of placeholders."""
    choices = (_P.CHOIX_1, _P.CHOIX_2, _P.CHOIX_3)
    return {
        _P.RETOUR: labels.to_answer.format(number),
        _P.CHOIX: f"{labels.possible}{labels.colon}",
        **dict(zip(choices, labels.choices, strict=True)),
    }


def _known_jetons(content: Content) -> list[float | None]:
    """What is known of jetons; a balance of nothing but zeros is not worth a line."""
    return [number or None for number in content.jetons or ()]


def change_in_words(change: Change, labels: Labels) -> str:
    """``Nouveau``; ``Modifié : calendrier, état d’avancement``."""
    if change.status == "new":
        return labels.new
    names = {
        "code": labels.code,
        "label": labels.label,
        "border": labels.border,
        "calendar": labels.calendar,
        "state": labels.state,
    }
    # German nouns keep their capital.
    shown = (names[f] if labels.language == "de" else names[f].lower() for f in change.fields)
    return f"{labels.changed}{labels.colon} {', '.join(shown)}"


def _head_line(label: str, text: str, labels: Labels) -> str:
    """A line of the head; empty where there is nothing to say."""
    return f"{label}{labels.colon} {text}" if text else ""


def _listed(plural: Plural, found: Sequence[str], labels: Labels) -> str:
    return _head_line(labels.counted(plural, len(found)), " · ".join(found), labels)


def _changed(changes: Changes, labels: Labels) -> str:
    """``Depuis la version du 29/01/2025 : 3 nouvelles lignes…``; empty where nothing changed."""
    version = labels.date_in_words(date.fromisoformat(changes.date)) if changes.date else ""
    kinds = (labels.new_lines, labels.changed_lines, labels.gone_lines)
    numbers = " · ".join(
        labels.counted(kind, number)
        for kind, number in zip(kinds, changes.counts, strict=True)
        if number
    )
    return _head_line(labels.since.format(version), numbers, labels) if version else numbers


def _how_many(content: Content, labels: Labels) -> str:
    """``6 actions vous concernent directement (Axe 1 : 2 · Axe 2 : 4) ; 89 actions sont…``"""
    direct = [line for line in content.direct if not line.is_heading]
    common = sum(not line.is_heading for line in content.common)
    said = []
    if direct:
        headings = [line.code for line in content.direct if line.is_heading and line.code]
        counts = Counter(_axis_of(line.code, headings) for line in direct if line.code)
        axes = " · ".join(
            f"{_named(axis, labels)}{labels.colon} {number}"
            for axis, number in sorted(counts.items())
        )
        said.append(labels.counted(labels.direct_actions, len(direct)) + (axes and f" ({axes})"))
    if common and not content.left_out:  # else it would look as if there were no others
        said.append(labels.counted(labels.common_actions, common))
    if content.left_out:
        said.append(labels.titles_only if content.left_out == "headings" else labels.not_here)
    text = labels.and_then.join(said)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _axis_of(code: str, headings: Sequence[str]) -> str:
    """The code of the highest heading that begins a code: ``A`` of ``A2``, and not ``1`` of
    ``12.1``; where none does, what stands before the first dot."""
    above = [one for one in headings if code.startswith(one) and not _goes_on(code, len(one))]
    return min(above, key=len, default=code.partition(".")[0])


def _goes_on(code: str, end: int) -> bool:
    """Whether the number before a place in a code goes on behind it."""
    around = code[end - 1 : end + 1]
    return len(around) > 1 and (around.isdecimal() or around.isalpha())


def _named(axis: str, labels: Labels) -> str:
    """``Axe A``; a code that says so itself stays: ``Axe 1``."""
    word = labels.axis.format("").strip()
    return axis if normalise(axis).startswith(normalise(word)) else labels.axis.format(axis)


class Coming(NamedTuple):
    """A dated event that is not over, with the action that it is one of."""

    date: EventDate
    code: str
    label: str

    @property
    def title(self) -> str:
        return self.date.title or self.label


def coming(content: Content, day: date | None) -> list[Coming]:
    """The dated events of what concerns the reader that are not over on a day, by itself the
    version's, the earliest first; five at most."""
    of: dict[EventDate, Line] = {}
    for line in (*content.direct, *content.common):
        for one in line.dates:
            of.setdefault(one, line)
    found = to_come(of, day or content.version)[:_MOST_DATES]
    return [Coming(one, of[one].code, of[one].label) for one in found]
