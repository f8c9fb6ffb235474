"""Reasons and borders in words, in the languages of members.

The texts of extracts do not go through gettext: their language is the member's, not that of whoever
runs the command, and it has six of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from motxl.programme.relevance import Reason

DEFAULT = "fr"


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
    and_then: str = "; "
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


_NBSP = "\N{NO-BREAK SPACE}"

WORDS = {
    "fr": Words(
        language="fr",
        named="vous êtes nommé",
        border="frontière {}",
        with_country="frontière {}",
        adjectives={
            "AD": "franco-andorrane",
            "AT": "franco-autrichienne",
            "BE": "franco-belge",
            "BR": "franco-brésilienne",
            "CH": "franco-suisse",
            "DE": "franco-allemande",
            "ES": "franco-espagnole",
            "GB": "franco-britannique",
            "IE": "franco-irlandaise",
            "IT": "franco-italienne",
            "LI": "franco-liechtensteinoise",
            "LU": "franco-luxembourgeoise",
            "MC": "franco-monégasque",
            "NL": "franco-néerlandaise",
            "SR": "franco-surinamaise",
            "UK": "franco-britannique",
        },
        overseas="outre-mer",
        maritime="frontières maritimes",
        theme=f"thème «{_NBSP}{{}}{_NBSP}»",
        jetons="vos jetons",
        pilot=f"pilote{_NBSP}: {{}}",
        and_then=f"{_NBSP}; ",
    ),
    "en": Words(
        language="en",
        named="you are named",
        border="{} border",
        with_country="border {}",
        adjectives={
            "AD": "French-Andorran",
            "AT": "French-Austrian",
            "BE": "French-Belgian",
            "BR": "French-Brazilian",
            "CH": "French-Swiss",
            "DE": "French-German",
            "ES": "French-Spanish",
            "GB": "French-British",
            "IE": "French-Irish",
            "IT": "French-Italian",
            "LI": "French-Liechtenstein",
            "LU": "French-Luxembourg",
            "MC": "French-Monegasque",
            "NL": "French-Dutch",
            "SR": "French-Surinamese",
            "UK": "French-British",
        },
        overseas="overseas",
        maritime="maritime borders",
        theme="theme “{}”",
        jetons="your jetons",
        pilot="in charge: {}",
    ),
    "de": Words(
        language="de",
        named="Sie werden genannt",
        border="{} Grenze",
        with_country="Grenze {}",
        adjectives={
            "AD": "französisch-andorranische",
            "AT": "französisch-österreichische",
            "BE": "französisch-belgische",
            "BR": "französisch-brasilianische",
            "CH": "französisch-schweizerische",
            "DE": "deutsch-französische",
            "ES": "französisch-spanische",
            "GB": "französisch-britische",
            "IE": "französisch-irische",
            "IT": "französisch-italienische",
            "LI": "französisch-liechtensteinische",
            "LU": "französisch-luxemburgische",
            "MC": "französisch-monegassische",
            "NL": "französisch-niederländische",
            "SR": "französisch-surinamische",
            "UK": "französisch-britische",
        },
        overseas="Überseegebiete",
        maritime="Seegrenzen",
        theme="Thema „{}“",
        jetons="Ihre Jetons",
        pilot="zuständig: {}",
    ),
    "es": Words(
        language="es",
        named="se les menciona",
        border="frontera {}",
        with_country="frontera {}",
        adjectives={
            "AD": "franco-andorrana",
            "AT": "franco-austriaca",
            "BE": "franco-belga",
            "BR": "franco-brasileña",
            "CH": "franco-suiza",
            "DE": "franco-alemana",
            "ES": "franco-española",
            "GB": "franco-británica",
            "IE": "franco-irlandesa",
            "IT": "franco-italiana",
            "LI": "franco-liechtensteiniana",
            "LU": "franco-luxemburguesa",
            "MC": "franco-monegasca",
            "NL": "franco-neerlandesa",
            "SR": "franco-surinamesa",
            "UK": "franco-británica",
        },
        overseas="territorios de ultramar",
        maritime="fronteras marítimas",
        theme="tema «{}»",
        jetons="sus jetons",
        pilot="responsable: {}",
    ),
    "it": Words(
        language="it",
        named="siete citati",
        border="frontiera {}",
        with_country="frontiera {}",
        adjectives={
            "AD": "franco-andorrana",
            "AT": "franco-austriaca",
            "BE": "franco-belga",
            "BR": "franco-brasiliana",
            "CH": "franco-svizzera",
            "DE": "franco-tedesca",
            "ES": "franco-spagnola",
            "GB": "franco-britannica",
            "IE": "franco-irlandese",
            "IT": "italo-francese",
            "LI": "franco-liechtensteinese",
            "LU": "franco-lussemburghese",
            "MC": "franco-monegasca",
            "NL": "franco-olandese",
            "SR": "franco-surinamese",
            "UK": "franco-britannica",
        },
        overseas="territori d’oltremare",
        maritime="frontiere marittime",
        theme="tema «{}»",
        jetons="i vostri jetons",
        pilot="responsabile: {}",
    ),
    "nl": Words(
        language="nl",
        named="u wordt genoemd",
        border="{} grens",
        with_country="grens {}",
        adjectives={
            "AD": "Frans-Andorrese",
            "AT": "Frans-Oostenrijkse",
            "BE": "Frans-Belgische",
            "BR": "Frans-Braziliaanse",
            "CH": "Frans-Zwitserse",
            "DE": "Frans-Duitse",
            "ES": "Frans-Spaanse",
            "GB": "Frans-Britse",
            "IE": "Frans-Ierse",
            "IT": "Frans-Italiaanse",
            "LI": "Frans-Liechtensteinse",
            "LU": "Frans-Luxemburgse",
            "MC": "Frans-Monegaskische",
            "NL": "Frans-Nederlandse",
            "SR": "Frans-Surinaamse",
            "UK": "Frans-Britse",
        },
        overseas="overzeese gebieden",
        maritime="zeegrenzen",
        theme="thema “{}”",
        jetons="uw jetons",
        pilot="verantwoordelijk: {}",
    ),
}


def takes_singular(language: str, number: int) -> bool:
    """Whether a text about so many things is in the singular: French has it for none too."""
    return number == 1 or (number == 0 and language == "fr")


def words_in(language: str) -> Words:
    """The words of a language (``de``, ``de-CH``, ``DE``); French for one that is not known."""
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    return WORDS.get(code, WORDS[DEFAULT])
