"""The sheet Modifications and its table."""

from __future__ import annotations

from motxl.template.layout.columns import names_in
from motxl.template.layout.tables import TableLayout

SHEET = "Modifications"


class ModificationColumn:
    AXE = "Axe"
    REF = "Réf."
    MODIFICATION = "Modification"
    COLONNE = "Colonne"
    INTITULE = "Intitulé"
    AVANT = "Avant"
    MAINTENANT = "Maintenant"


MODIFICATIONS = TableLayout(SHEET, "tblModifications", names_in(ModificationColumn))
