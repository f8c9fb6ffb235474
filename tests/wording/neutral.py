"""A workbook in English in which no text that staff wrote holds one of our French words."""

from __future__ import annotations

import re
from pathlib import Path

from motxl.template.mots import mots_of, rows_of
from motxl.template.words import open_own

_MOTS = mots_of("en")
assert _MOTS is not None
OURS = {ours for _table, _column, ours, here in rows_of(_MOTS) if ours != here} - {
    here for _table, _column, _ours, here in rows_of(_MOTS)
}
"""The words of ``tblMots`` that a workbook in English calls otherwise"""
_SHORTEST = 3
_WORD = re.compile(
    r"(?<![\w’'-])(?:"
    + "|".join(
        re.escape(one) for one in sorted(OURS, key=len, reverse=True) if len(one) >= _SHORTEST
    )
    + r")(?![\w-])"
)
_TEXTS = {
    "tblProgramme": ("Programme de travail", "Commentaire", "Bilan", "Adhérents concernés"),
    "tblEvenements": ("Intitulé", "Lieu"),
    "tblThemes": ("Intitulé", "Alias"),
    "tblTerritoires": ("Nom", "Alias"),
    "tblJetons": ("Prestation",),
    "tblAdherents": ("Nom", "Alias"),
    "tblSuiviJetons": ("Adhérent",),
    "tblContacts": ("Adhérent", "Fonction"),
}


def words_of_ours(text: str) -> list[str]:
    """The lines in which a text calls something as we do."""
    return [line.strip() for line in text.splitlines() if _WORD.search(line)]


def make_neutral(path: Path) -> None:
    """Abbreviate what texts of staff have of our words, as “Région” in the name of a member."""
    workbook = open_own(path)
    for name, columns in _TEXTS.items():
        table = workbook.table(name)
        for number, row in enumerate(table.rows, table.first_data_row):
            for column in columns:
                text = row[column]
                if isinstance(text, str) and _WORD.search(text):
                    short = _WORD.sub(lambda found: f"{found[0][0]}.", text)
                    table.sheet.set_value((number, table.column(column)), short)
    workbook.save()
