"""``tblReponses``: what members answered. A workbook gets it with the first answer."""

from __future__ import annotations

from motxl.template.layout.columns import DonneesColumn, names_in
from motxl.template.layout.tables import TableLayout

SHEET, COUNTED_SHEET = "Réponses", "Données réponses"


class ReponseColumn:
    ADHERENT = "Adhérent"
    REF = "Réf."
    COLONNE = "Colonne"
    """The column of the extract: one of ``ANSWERS``"""
    REPONSE = "Réponse"
    RECU_LE = "Reçu le"
    ETAT = "État"
    """``RECUE``, ``A_VERIFIER`` or ``REMPLACEE``, or what staff make of it"""


REPONSES = TableLayout(SHEET, "tblReponses", names_in(ReponseColumn))
_D = DonneesColumn
DONNEES_REPONSES = TableLayout(
    COUNTED_SHEET,
    "tblDonneesReponses",
    (_D.REF, _D.CODE, _D.AXE, _D.LIGNE, _D.ADHERENT, _D.REPONSE, _D.NOMBRE),
)
"""The source of the pivot table that counts them. A workbook gets it with that table"""
RECUE, A_VERIFIER, REMPLACEE = "reçue", "à vérifier", "remplacée"
