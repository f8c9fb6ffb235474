"""``tblReponses``: what members answered. A workbook gets it with the first answer."""

from __future__ import annotations

from motxl.template.layout.columns import names_in
from motxl.template.layout.tables import TableLayout

SHEET = "Réponses"


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
RECUE, A_VERIFIER, REMPLACEE = "reçue", "à vérifier", "remplacée"
