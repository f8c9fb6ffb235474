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
TEXTS = (ModificationColumn.AVANT, ModificationColumn.MAINTENANT)
WIDTHS = (8, 10.5, 17, 18, 30, 48, 48)
"""Characters across, column by column"""
DELETED, INSERTED = "B00020", "0B6B1E"
"""On white 7:1 and 6.5:1; the strike and the line below say the same"""
OLD, NEW, ORGANISATION = "old", "new", "organisation"
"""Placeholders of the sheet: what the two workbooks are called, and whose programme it is"""
