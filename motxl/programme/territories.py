"""Territories that motxl knows: named spaces along the French borders.

``import`` writes those that a programme names to ``tblTerritoires``; from then on only that table
counts, and staff correct and complete it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from motxl.programme.borders import USUAL, Border
from motxl.programme.registers import Territory
from motxl.text.normalise import normalise


def _territory(name: str, borders: str, *aliases: str) -> Territory:
    parsed: list[Border] = []
    for text in borders.split():
        border = USUAL.parse(text)
        assert border is not None, text
        parsed.append(border)
    return Territory(name, aliases, tuple(parsed))


KNOWN = (
    _territory("ALCOTRA", "FR-IT"),
    _territory("CARF-Ventimiglia-Sanremo", "FR-IT", "CARF Ventimiglia Sanremo"),
    _territory("Dunkerquois", "FR-BE", "Flandre-Dunkerque"),
    _territory("Espace Mont-Blanc", "FR-IT-CH", "Espace Mont Blanc"),
    _territory("Eurorégion Pyrénées-Méditerranée", "FR-ES", "Pyrénées-Méditerranée"),
    _territory("France-Wallonie-Vlaanderen", "FR-BE", "France Wallonie Vlaanderen"),
    _territory("Grand Genève", "FR-CH"),
    _territory("Grande Région", "FR-DE-LU-BE"),
    _territory("Guyane", "Outre-mer FR-BR-SR"),
    _territory("Lille-Kortrijk-Tournai", "FR-BE", "Eurométropole Lille-Kortrijk-Tournai"),
    _territory("Massif du Jura", "FR-CH", "Arc jurassien"),
    _territory("Nord Lorrain", "FR-LU"),
    _territory("POCTEFA", "FR-ES-AD"),
    _territory("Pyrénées Ouest", "FR-ES", "Pyrénées-Ouest"),
    _territory("Rhin supérieur", "FR-DE-CH"),
    _territory("SaarMoselle", "FR-DE", "Sarre-Moselle", "Saar Moselle"),
    _territory("Saint-Martin", "Outre-mer"),
    _territory(
        "Sambre-Avesnois - Sud-Hainaut", "FR-BE", "Sambre Avesnois Sud Hainaut", "Sambre-Avesnois"
    ),
    _territory("Strasbourg-Ortenau", "FR-DE", "Strasbourg Ortenau"),
    _territory("Trinational de Bâle", "FR-DE-CH", "Eurodistrict trinational de Bâle"),
)


def territories_named(texts: Iterable[str], known: Iterable[Territory] = KNOWN) -> list[Territory]:
    """The territories that any of the texts names, by name or alias, as whole words."""
    keys = [normalise(text) for text in texts]
    found = []
    for territory in known:
        names = "|".join(re.escape(normalise(n)) for n in (territory.name, *territory.aliases))
        pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
        if any(pattern.search(key) for key in keys):
            found.append(territory)
    return found
