"""Named cell styles, and which column has which."""

from __future__ import annotations

from typing import NamedTuple

from motxl.template.layout.columns import ProgrammeColumn, names_in
from motxl.template.layout.tables import PROGRAMME, SUIVI_JETONS, TableLayout


class Style:
    """Named cell styles of the workbook."""

    AXE = "motxl Axe"
    OBJECTIF = "motxl Objectif"
    SOUS_OBJECTIF = "motxl Sous-objectif"
    ACTION = "motxl Action"
    AXE_CODE = "motxl Axe code"
    OBJECTIF_CODE = "motxl Objectif code"
    SOUS_OBJECTIF_CODE = "motxl Sous-objectif code"
    ACTION_CODE = "motxl Action code"
    SUIVI = "motxl Suivi"
    """Tracking columns of the programme, beside the first line of its label"""
    TEXTE = "motxl Texte"
    """As SUIVI, with the text format: Réf., Calendrier, codes, which Excel must not convert"""
    REGISTRE = "motxl Registre"
    """Cells of the other tables, in the middle of rows that are higher than their text"""
    REGISTRE_TEXTE = "motxl Registre texte"
    DATE = "motxl Date"
    NOMBRE = "motxl Nombre"
    EN_TETE = "motxl En-tête"
    TITRE = "motxl Titre"
    SECTION = "motxl Section"
    EXPLICATION = "motxl Explication"
    CROISE_EN_TETE = "motxl Croisé en-tête"
    """The cells that a pivot table shows, until Excel refreshes it and lays its own style on"""
    CROISE_EN_TETE_VALEUR = "motxl Croisé en-tête valeur"
    CROISE_LIBELLE = "motxl Croisé libellé"
    CROISE_NOMBRE = "motxl Croisé nombre"
    CROISE_LIBELLE_TOTAL = "motxl Croisé libellé total"
    CROISE_TOTAL = "motxl Croisé total"


STYLES = names_in(Style)


class LevelLook(NamedTuple):
    """How labels of one Type are written: points, weight, and indent in Excel's steps."""

    size: float
    bold: bool
    indent: int


LOOK_OF_TYPE = {
    "Axe": LevelLook(14, True, 0),
    "Objectif": LevelLook(12, True, 0),
    "Sous-objectif": LevelLook(11, True, 1),
    "Action": LevelLook(10.5, False, 2),
}
PROGRAMME_LABEL_WIDTH = 90
"""Width of the column Programme de travail, in digits of the default font"""

_LABEL_STYLE = {
    "Axe": Style.AXE,
    "Objectif": Style.OBJECTIF,
    "Sous-objectif": Style.SOUS_OBJECTIF,
}
_CODE_STYLE = {
    "Axe": Style.AXE_CODE,
    "Objectif": Style.OBJECTIF_CODE,
    "Sous-objectif": Style.SOUS_OBJECTIF_CODE,
}
_CONVERTIBLE = frozenset({"Réf.", "Calendrier", "Code", "Empreinte"})
_DATES = frozenset({"Date", "Début", "Fin"})
_NUMBERS = frozenset(
    {
        *("N°", "Nombre de jetons", "Jetons attribués", "Jetons réservés", "Jetons consommés"),
        *("Jetons restants", "Nombre", "Ordre"),
    }
)


def style_of(table: TableLayout, column: str, type: str | None = None) -> str:  # noqa: A002
    """Name of the cell style of a column; in ``tblProgramme`` it follows the row's Type."""
    if table.name == PROGRAMME.name:
        if column == ProgrammeColumn.AXE:
            return _CODE_STYLE.get(type or "", Style.ACTION_CODE)
        if column == ProgrammeColumn.LABEL:
            return _LABEL_STYLE.get(type or "", Style.ACTION)
    programme = table.name == PROGRAMME.name
    if column in _CONVERTIBLE:
        return Style.TEXTE if programme else Style.REGISTRE_TEXTE
    if column in _DATES:
        return Style.DATE
    if column in _NUMBERS:
        return Style.NOMBRE
    if column == "Jetons" and table.name == SUIVI_JETONS.name:
        return Style.NOMBRE
    return Style.SUIVI if programme else Style.REGISTRE
