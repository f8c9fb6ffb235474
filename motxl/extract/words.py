"""Reasons and borders in words, in the languages of members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from motxl.extract.languages import DEFAULT, code_of, texts_in
from motxl.i18n import N_
from motxl.programme.relevance import Reason

_ADJECTIVES = {
    "FR-AD": N_("Franco-Andorran"),
    "FR-AT": N_("Franco-Austrian"),
    "FR-BE": N_("Franco-Belgian"),
    "FR-BR": N_("Franco-Brazilian"),
    "FR-CH": N_("Franco-Swiss"),
    "FR-DE": N_("Franco-German"),
    "FR-ES": N_("Franco-Spanish"),
    "FR-GB": N_("Franco-British"),
    "FR-IE": N_("Franco-Irish"),
    "FR-IT": N_("Franco-Italian"),
    "FR-LI": N_("Franco-Liechtenstein"),
    "FR-LU": N_("Franco-Luxembourg"),
    "FR-MC": N_("Franco-Monegasque"),
    "FR-NL": N_("Franco-Dutch"),
    "FR-SR": N_("Franco-Surinamese"),
    "FR-UK": N_("Franco-British"),
}
"""By the codes of borders"""


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
    """By the codes of borders"""
    overseas: str
    maritime: str
    theme: str
    jetons: str
    pilot: str
    and_then: str
    """Between two reasons"""

    def border_in_words(self, border: str, name: str = "") -> str:
        """``FR-DE`` is ``frontière franco-allemande``; ``name`` is what the workbook calls it in
        French."""
        if name and self.language == DEFAULT:
            return self.with_country.format(name)
        if border == "Outre-mer":
            return self.overseas
        if border == "Maritime":
            return self.maritime
        adjective = self.adjectives.get(border)
        if adjective is None:
            return self.with_country.format(border)
        return self.border.format(adjective)

    def reason(self, reason: Reason, title: str = "") -> str:
        """Why an entry concerns the reader; ``title`` is what the theme, service or border
        is called."""
        match reason.kind:
            case "named":
                return self.named
            case "border":
                return self.border_in_words(reason.what, title)
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
