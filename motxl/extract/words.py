"""Reasons and borders in words, in the languages of members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from motxl.extract.languages import code_of, texts_in
from motxl.i18n import N_
from motxl.programme.relevance import Reason

_ADJECTIVES = {
    "AD": N_("Franco-Andorran"),
    "AT": N_("Franco-Austrian"),
    "BE": N_("Franco-Belgian"),
    "BR": N_("Franco-Brazilian"),
    "CH": N_("Franco-Swiss"),
    "DE": N_("Franco-German"),
    "ES": N_("Franco-Spanish"),
    "GB": N_("Franco-British"),
    "IE": N_("Franco-Irish"),
    "IT": N_("Franco-Italian"),
    "LI": N_("Franco-Liechtenstein"),
    "LU": N_("Franco-Luxembourg"),
    "MC": N_("Franco-Monegasque"),
    "NL": N_("Franco-Dutch"),
    "SR": N_("Franco-Surinamese"),
    "UK": N_("Franco-British"),
}
"""Of the borders with France, by the other country's code"""


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str
    named: str
    """That an entry names the reader"""
    border: str
    """``{}`` is the adjective of the two countries"""
    with_country: str
    """For a border that has no adjective here; ``{}`` is its name"""
    adjectives: Mapping[str, str]
    """By the other country's code"""
    overseas: str
    maritime: str
    theme: str
    jetons: str
    pilot: str
    and_then: str
    """Between two reasons"""

    def border_in_words(self, border: str) -> str:
        """``FR-DE`` is ``frontière franco-allemande``."""
        if border == "Outre-mer":
            return self.overseas
        if border == "Maritime":
            return self.maritime
        country = border.partition("-")[2]
        adjective = self.adjectives.get(country)
        if adjective is None:
            return self.with_country.format(border)
        return self.border.format(adjective)

    def reason(self, reason: Reason, title: str = "") -> str:
        """Why an entry concerns the reader; ``title`` is what the theme or service is called."""
        match reason.kind:
            case "named":
                return self.named
            case "border":
                return self.border_in_words(reason.what)
            case "theme":
                return self.theme.format(title or reason.what)
            case "jeton":
                return self.jetons
            case _:
                return self.pilot.format(reason.what)


def words_in(language: str) -> Words:
    """The words of a language (``de``, ``de-CH``, ``DE``); French for one that is not known."""
    return _words(code_of(language))


@cache
def _words(language: str) -> Words:
    _ = texts_in(language).gettext
    return Words(
        language=language,
        named=_("your organisation is named"),
        border=_("{} border"),
        with_country=_("border {}"),
        adjectives={code: _(name) for code, name in _ADJECTIVES.items()},
        overseas=_("overseas"),
        maritime=_("maritime borders"),
        theme=_("theme “{}”"),
        jetons=_("your jetons"),
        pilot=_("in charge: {}"),
        and_then=_("; "),
    )
