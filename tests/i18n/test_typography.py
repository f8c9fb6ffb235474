"""What judges the French sees what is wrong, and lets pass what is right."""

from __future__ import annotations

import pytest

from tests.i18n.typography import faults


@pytest.mark.parametrize(
    "text",
    [
        "Vérifiez {file}\u00a0: il y manque «\u00a0{name}\u00a0».",
        "Est-ce un classeur\u00a0? Oui\u00a0! Lisez-le\u00a0; fermez-le.",
        "Avec --force, à 10:30, dans A5:A7, sur https://example.org/?a=b.",
        "l’année, c’est écrit {value!r}",
        "motxl validate BOOK.xlsx",
        "l’onglet Programme de travail",
        "la colonne «\u00a0Adhérent en cours\u00a0»",
        "Pour commencer\u00a0:\n\n\b\n  motxl demo      la chaîne\u00a0!",
        "«\u00a01.1.3 \u00a0»",
        "Options\u00a0",
    ],
)
def test_right(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Attention: rien.",
        "Attention : rien.",
        "{file}: rien.",
        "{file} ;{name}",
        "Est-ce un classeur?",
        "«{name}»",
        "« {name} »",
        "«\u00a0{name}",
        "«\u202f{name}\u202f»",
        "l'année",
        "l’option '{name}'",
        'la feuille "Thèmes"',
        "la feuille “Thèmes”",
        "et ainsi de suite...",
        "deux  espaces",
        "le workbook est lu",
        "is not lu",
        "le classeur est valide",
        "La Validation du programme",
        "un diagnostic",
        "l’adresse e-mail de l’adhérent",
        "Code de retour 1",
        "un adhérent en cours",
        "la trace des envois",
        "les membres",
        "dans l’onglet Thèmes",
        "Pour commencer\u00a0:\n\n\b\n  motxl demo      la chaîne!",
    ],
)
def test_wrong(text: str) -> None:
    assert len(faults(text)) == 1
