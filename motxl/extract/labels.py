"""The fixed texts of an extract, in the languages of members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from motxl.extract.languages import code_of, texts_in
from motxl.i18n import N_
from motxl.template.layout import ETATS
from motxl.template.layout.extrait import AnswerColumn, ExtraitColumn
from motxl.text.normalise import normalise

_NUMBER_OF_STATE = {normalise(name): number for number, name in enumerate(ETATS.values)}
_STATES = (
    *(N_("To be started"), N_("In progress"), N_("Done")),
    *(N_("Postponed"), N_("Abandoned"), N_("Ongoing")),
)
"""In the order of the list that the workbook has of them"""
_CHOICES = (N_("Yes"), N_("No"), N_("To be discussed"))
_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)

_QUARTERS = (N_("Q1 {}"), N_("Q2 {}"), N_("Q3 {}"), N_("Q4 {}"))


class Plural(NamedTuple):
    """A text about so many things, in English: how many forms it has is the language's affair."""

    one: str
    several: str


_VAGUE = frozenset({"mois", "trimestre", "annee"})


@dataclass(frozen=True)
class Labels:
    """The texts of one language. ``{}`` stands for a year, a name, a date or a number."""

    language: str
    title: str
    extract_for: str
    version: str
    day: str
    """How dates are written, as ``date.strftime`` takes it"""
    colon: str
    """With the blank before it that a language wants"""
    and_then: str
    """Between two dates"""
    months: tuple[str, ...]
    quarters: tuple[str, ...]
    quarter: str
    """As ``date_in_words`` tells it"""
    first: str
    """The first day of a month"""
    one_day: str
    same_month: str
    """Days of one month"""
    other_month: str
    month_and_year: str
    direct: str
    no_direct: str
    common: str
    code: str
    label: str
    border: str
    calendar: str
    state: str
    reason: str
    by_axis: str
    """How extracts of version 0.1.0 began the line that says how many actions they hold"""
    axis: str
    titles_only: str
    """That of the actions for everyone only titles stand in the extract"""
    not_here: str
    """That nothing of them does"""
    jetons: str
    attributed: str
    reserved: str
    spent: str
    left: str
    contact: str
    since: str
    """Since which version; then how many actions are new, changed and gone"""
    new: str
    """Of one line"""
    changed: str
    states: tuple[str, ...]
    """In the order of the list that the workbook has of them"""
    answer: str
    comment: str
    asked: str
    """Jetons that a member asks for"""
    ref: str
    to_answer: str
    """What a member is asked to do, and the number of the extract"""
    possible: str
    choices: tuple[str, ...]
    """In the order of ``CHOICES``"""
    coming = Plural("Upcoming date", "Upcoming dates")
    services = Plural("Service open to you", "Services open to you")
    direct_actions = Plural("{} action concerns you directly", "{} actions concern you directly")
    common_actions = Plural("{} action is for all members", "{} actions are for all members")
    new_lines = Plural("{} new action", "{} new actions")
    changed_lines = Plural("{} changed action", "{} changed actions")
    gone_lines = Plural("{} removed action", "{} removed actions")
    gone = Plural("Removed action", "Removed actions")
    """Title of those that are gone"""

    def counted(self, plural: Plural, number: int) -> str:
        """``1 nouvelle ligne``, ``2 nouvelles lignes``."""
        return texts_in(self.language).ngettext(*plural, number).format(number)

    def forms(self, plural: Plural) -> tuple[str, str]:
        """As it is said of one, and of two."""
        one, two = (texts_in(self.language).ngettext(*plural, number) for number in (1, 2))
        return one, two

    def state_in_words(self, state: str) -> str:
        """As it stands, where it is none of the workbook's list."""
        number = _NUMBER_OF_STATE.get(normalise(state)) if state else None
        return state if number is None else self.states[number]

    def days_in_words(self, start: date, end: date | None, precision: str) -> str:
        """``du 3 au 4 février 2025``; a month, a quarter or a year where no more is known."""
        if normalise(precision) in _VAGUE:
            days = (self._vaguely(day, precision) for day in (start, end) if day is not None)
            return "–".join(dict.fromkeys(days))
        if end is None or end == start:
            return self._day(start)
        if (start.year, start.month) == (end.year, end.month):
            return self.same_month.format(
                first=self._number(start), last=self._number(end),
                month=self.months[start.month - 1], year=start.year,
            )  # fmt: skip
        return self.other_month.format(first=self._day(start), last=self._day(end))

    def _day(self, day: date) -> str:
        month = self.months[day.month - 1]
        return self.one_day.format(day=self._number(day), month=month, year=day.year)

    def _number(self, day: date) -> str:
        return self.first if day.day == 1 else str(day.day)

    def _vaguely(self, day: date, precision: str) -> str:
        match normalise(precision):
            case "mois":
                month = self.months[day.month - 1]
                return self.month_and_year.format(month=month, year=day.year)
            case "trimestre":
                return self.quarters[(day.month - 1) // 3].format(day.year)
        return str(day.year)

    def date_in_words(self, day: date, precision: str = "") -> str:
        """A day in figures or, as far as it is known, a month, a quarter, a year."""
        match normalise(precision):
            case "mois":
                return f"{self.months[day.month - 1]} {day.year}"
            case "trimestre":
                return f"{self.quarter.format((day.month + 2) // 3)} {day.year}"
            case "annee":
                return str(day.year)
        return day.strftime(self.day)


def labels_in(language: str) -> Labels:
    """The texts of a language (``de``, ``de-CH``, ``DE``); French for one that is not known."""
    return _labels(code_of(language))


@cache
def _labels(language: str) -> Labels:
    _ = texts_in(language).gettext
    return Labels(
        language=language,
        title=_("Work programme {}"),
        extract_for=_("Extract for {}"),
        version=_("Version of {}"),
        day=_("%d/%m/%Y"),
        colon=_(":"),
        and_then=_("; "),
        months=tuple(map(_, _MONTHS)),
        quarters=tuple(map(_, _QUARTERS)),
        quarter=_("Q{}"),
        first=_("1"),
        one_day=_("{day} {month} {year}"),
        same_month=_("{first}–{last} {month} {year}"),
        other_month=_("{first} to {last}"),
        month_and_year=_("{month} {year}"),
        direct=_("What concerns you directly"),
        no_direct=_("No action concerns your organisation specifically."),
        common=_("Actions for all members"),
        code=_("Axis"),
        label=_("Work programme"),
        border=_("Border"),
        calendar=_("Calendar"),
        state=_("Progress"),
        reason=_("Reason"),
        by_axis=_("Actions in this extract, by axis"),
        axis=_("Axis {}"),
        titles_only=_("this extract gives only the headings of the actions for all members"),
        not_here=_("the actions for all members are not in this extract"),
        jetons=_("Your jetons"),
        attributed=_("Allocated"),
        reserved=_("Reserved"),
        spent=_("Spent"),
        left=_("Remaining"),
        contact=_("Your contact"),
        since=_("Since the version of {}"),
        new=_("NEW"),
        changed=_("CHANGED"),
        states=tuple(map(_, _STATES)),
        answer=_("Answer"),
        comment=_("Your comment"),
        asked=_("Jetons requested"),
        ref=_("Ref."),
        to_answer=_(
            "Please fill in the yellow cells and send this file back as it is. Extract no. {}"
        ),
        possible=_("Possible answers"),
        choices=tuple(map(_, _CHOICES)),
    )


def titles_in(labels: Labels) -> Mapping[str, str]:
    """What the columns of an extract are called in a language, by their names in the layout."""
    return {
        ExtraitColumn.AXE: labels.code,
        ExtraitColumn.LABEL: labels.label,
        ExtraitColumn.FRONTIERE: labels.border,
        ExtraitColumn.CALENDRIER: labels.calendar,
        ExtraitColumn.ETAT: labels.state,
        ExtraitColumn.RAISON: labels.reason,
        AnswerColumn.REPONSE: labels.answer,
        AnswerColumn.COMMENTAIRE: labels.comment,
        AnswerColumn.JETONS: labels.asked,
        AnswerColumn.REF: labels.ref,
    }
