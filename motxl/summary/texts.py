"""What stands in Synthèse, in Données and on the page besides what the programme itself says."""

from __future__ import annotations

from datetime import date

from motxl.i18n import N_
from motxl.template.texts import Say, texts_in

_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)


class SummaryTexts:
    """The texts of one language. Those in brackets stand where the programme says nothing, as a
    pivot table shows blanks badly."""

    def __init__(self, language: str) -> None:
        say = texts_in(language)
        self.language = language
        self.say: Say = say
        self.no_state = say("(no state)")
        self.no_pilot = say("(nobody in charge)")
        self.no_axis = say("(no axis)")
        self.no_theme = say("(no theme)")
        self.unknown_theme = say("(unknown theme)")
        self.no_border = say("(no border)")
        self.no_service = say("(no service)")
        self.unknown_service = say("(unknown service)")
        self.no_member = say("(no member)")
        self.no_date = say("(no date)")
        self.whole_year = say("(month not fixed)")
        self.none = say("(none)")
        self.confirmed = say("Confirmed")
        self.unconfirmed = say("To be confirmed")
        self.to_check = say("(to be checked)")
        self.other = say("(other)")
        self.granted = say("allocated")
        """In the place of a state, on the row of what a member was given"""
        self.months = tuple(map(say, _MONTHS))
        # Captions of pivot tables, and units of charts.
        self.lines = say("Rows")
        self.events = say("Events")
        self.answers = say("Answers")
        self.attributed = say("Allocated")
        self.reserved = say("Reserved")
        self.spent = say("Spent")
        self.left = say("Left")
        self.number_of_lines = say("Number of rows")
        self.number_of_events = say("Number of events")
        self.blank = say("(blank)")
        self.all = say("(All)")
        self.values = say("Values")
        self.total = say("Total")
        # The page.
        self.page_title = say("Work programme – summary")
        self.page_title_of_year = say("Work programme {year} – summary")
        self.contents = say("Contents")
        self.made_by = say("Made by motxl from the programme's workbook.")

    def axis(self, number: int) -> str:
        return self.say("Axis {number}").format(number=number)

    def month_name(self, year: int, month: int) -> str:
        return f"{self.months[month - 1]} {year}"

    def quarter(self, day: date) -> str:
        number = (day.month + 2) // 3
        return self.say("Q{number} {year}").format(number=number, year=day.year)

    def version(self, day: date) -> str:
        """``Version du 1er mars 2025``."""
        number = self.say("1") if day.day == 1 else str(day.day)
        words = self.say("{day} {month} {year}").format(
            day=number, month=self.months[day.month - 1], year=day.year
        )
        return self.say("Version of {date}").format(date=words)

    def title_of(self, year: int | None) -> str:
        return self.page_title_of_year.format(year=year) if year else self.page_title

    def before_legend(self, unit: str) -> str:
        return self.say("{unit}:").format(unit=unit)

    def of_bar(self, category: str, series: str, number: str) -> str:
        """What a bar of a chart tells."""
        return self.say("{category}, {series}: {number}").format(
            category=category, series=series, number=number
        )

    def of_chart(self, title: str, unit: str, note: str) -> str:
        """What a chart shows, for those who do not see it."""
        return self.say("{title}: {unit}. {note}").format(title=title, unit=unit.lower(), note=note)

    def decimal(self, number: float) -> str:
        return f"{number:g}".replace(".", self.say("."))
