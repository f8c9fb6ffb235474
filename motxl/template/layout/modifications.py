"""The sheet Modifications: its table, and what its column Modification may hold."""

from __future__ import annotations

from collections.abc import Mapping

from motxl.programme.comparing import DifferenceKind
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

KIND_IN_SHEET: Mapping[DifferenceKind, str] = {
    "added": "Ligne ajoutée",
    "removed": "Ligne supprimée",
    "moved": "Ligne déplacée",
    "renumbered": "Code changé",
    "reworded": "Intitulé reformulé",
    "typography": "Typographie",
    "colour": "Couleur",
    "value": "Valeur",
}
"""By these values staff filter"""
