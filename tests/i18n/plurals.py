"""Numbers and nouns that do not agree: “1 lignes”, “68 envoyé”, “0 line”."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What motxl counts. A noun that is not here is not looked at.
_REGULAR = {
    "fr": "action adhérent autre brouillon cellule changement classeur code confirmé constat "
    "correction envoyé événement extrait fichier incertain jeton ligne mention message passage "
    "prestation question référence retenu thème élément",
    "en": "action cell change code correction draft event extract file finding jeton line "
    "member mention message piece reference row service theme thing workbook",
}
_IRREGULAR = {
    "fr": {"tableau": "tableaux", "niveau": "niveaux"},
    "en": {"activity": "activities"},
    "de": {"Zeile": "Zeilen", "Maßnahme": "Maßnahmen"},
    "es": {"línea": "líneas", "acción": "acciones"},
    "it": {"riga": "righe", "azione": "azioni"},
    "nl": {"regel": "regels", "actie": "acties"},
}
# The noun may come after an adjective: “1 neue Zeile”, “2 nouvelles lignes”.
_NUMBER = re.compile(r"(?<![\w.,/:-])([0-9]+(?:[.,][0-9]+)?)[ \u00a0](\w+)(?:[ ](\w+))?")
_TRUTH = re.compile(r"\b(?:True|False|None)\b")


def mismatches(text: str, language: str) -> list[str]:
    """Each place where a number and what it counts do not agree, or a number is no number."""
    return [*_TRUTH.findall(text), *_disagreeing(text, language)]


def _disagreeing(text: str, language: str) -> Iterator[str]:
    nouns = {word: f"{word}s" for word in _REGULAR.get(language, "").split()}
    nouns |= _IRREGULAR[language]
    plurals = set(nouns.values())
    for found in _NUMBER.finditer(text):
        number = float(found[1].replace(",", "."))
        one = number < 2 if language == "fr" else number == 1
        counted = next(
            (word for word in found.groups()[1:] if word in nouns or word in plurals), ""
        )
        if counted in (plurals if one else nouns):
            yield found[0]
