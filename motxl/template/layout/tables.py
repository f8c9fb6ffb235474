"""The tables: where each lies, what it is called, its columns in their order."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from motxl.template.layout.columns import (
    AdherentColumn,
    ContactColumn,
    ControleColumn,
    DonneesColumn,
    EvenementColumn,
    FamilleColumn,
    FrontiereColumn,
    JetonColumn,
    ProgrammeColumn,
    SheetName,
    SuiviJetonColumn,
    TerritoireColumn,
    ThemeColumn,
    VersionColumn,
    names_in,
)
from motxl.template.layout.parametres import NiveauColumn, ParametreColumn
from motxl.text.normalise import normalise


class TableLayout(NamedTuple):
    """A table (ListObject): where it lies, what it is called, its columns in their order."""

    sheet: str
    name: str
    columns: tuple[str, ...]

    @property
    def later(self) -> frozenset[str]:
        """The columns that a workbook may lack because it was made before they were."""
        return LATER.get(self.name, frozenset())

    def expected(self, written: Collection[str] = ()) -> tuple[str, ...]:
        """The columns of every workbook, and of the later ones those among the headers
        ``written``: a later one that is not there is not missing."""
        later = self.later.difference(written)
        return tuple(name for name in self.columns if name not in later)

    def renamed(self, headers: Collection[str]) -> tuple[str, ...]:
        """Headers with what columns are called now in place of what they were called before. One
        beside a column that has today's name is another column."""
        former = FORMER.get(self.name)
        if not former:
            return tuple(headers)
        normal = {normalise(header) for header in headers}
        now = {normalise(old): new for old, new in former.items() if normalise(new) not in normal}
        return tuple(now.pop(normalise(header), header) for header in headers)

    def known(self, headers: Collection[str]) -> tuple[str, ...]:
        """Headers as the design has them, where they differ by case, accents or spaces alone, or
        are what motxl called them before."""
        headers = self.renamed(headers)
        lacking = {normalise(name): name for name in self.columns if name not in headers}
        return tuple(lacking.pop(normalise(header), header) for header in headers)


LATER: dict[str, frozenset[str]] = {}
"""By table, the columns that were added when staff had workbooks without them"""
FORMER: dict[str, dict[str, str]] = {
    "tblTypesAdherent": {"Types de membre": "Types d’adhérent"},
    "tblFamilles": {"Familles": FamilleColumn.FAMILLE},
    "tblFrontieres": {"Frontières": FrontiereColumn.CODE},
}
"""By table, what motxl called a column when it made workbooks that staff still have, and what it
calls it now"""


PROGRAMME = TableLayout(SheetName.PROGRAMME, "tblProgramme", names_in(ProgrammeColumn))
EVENEMENTS = TableLayout(SheetName.EVENEMENTS, "tblEvenements", names_in(EvenementColumn))
THEMES = TableLayout(SheetName.THEMES, "tblThemes", names_in(ThemeColumn))
TERRITOIRES = TableLayout(SheetName.TERRITOIRES, "tblTerritoires", names_in(TerritoireColumn))
JETONS = TableLayout(SheetName.JETONS, "tblJetons", names_in(JetonColumn))
SUIVI_JETONS = TableLayout(SheetName.SUIVI_JETONS, "tblSuiviJetons", names_in(SuiviJetonColumn))
ADHERENTS = TableLayout(SheetName.ADHERENTS, "tblAdherents", names_in(AdherentColumn))
CONTACTS = TableLayout(SheetName.CONTACTS, "tblContacts", names_in(ContactColumn))
VERSIONS = TableLayout(SheetName.VERSIONS, "tblVersions", names_in(VersionColumn))
CONTROLE = TableLayout(SheetName.CONTROLE, "tblControle", names_in(ControleColumn))
MERGE_RULE = "Fusion"
"""What stands in Règle where a merge has something to decide"""
PARAMETRES = TableLayout(SheetName.PARAMETRES, "tblParametres", names_in(ParametreColumn))
NIVEAUX = TableLayout(SheetName.PARAMETRES, "tblNiveaux", names_in(NiveauColumn))
FAMILLES = TableLayout(SheetName.PARAMETRES, "tblFamilles", names_in(FamilleColumn))
FRONTIERES = TableLayout(SheetName.PARAMETRES, "tblFrontieres", names_in(FrontiereColumn))

_D = DonneesColumn
DONNEES_ENTREES = TableLayout(
    SheetName.DONNEES,
    "tblDonneesEntrees",
    (
        *(_D.REF, _D.CODE, _D.AXE, _D.INTITULE_AXE, _D.OBJECTIF, _D.SOUS_OBJECTIF, _D.TYPE),
        *(_D.INTITULE, _D.PORTEE, _D.PILOTE, _D.ETAT, _D.NOMBRE),
    ),
)
DONNEES_THEMES = TableLayout(
    SheetName.DONNEES,
    "tblDonneesThemes",
    (_D.REF, _D.CODE, _D.AXE, _D.OBJECTIF, _D.FAMILLE, _D.THEME, _D.PILOTE, _D.ETAT, _D.NOMBRE),
)
DONNEES_FRONTIERES = TableLayout(
    SheetName.DONNEES,
    "tblDonneesFrontieres",
    (_D.REF, _D.CODE, _D.AXE, _D.OBJECTIF, _D.FRONTIERE, _D.PILOTE, _D.ETAT, _D.NOMBRE),
)
DONNEES_JETONS = TableLayout(
    SheetName.DONNEES,
    "tblDonneesJetons",
    (_D.REF, _D.CODE, _D.AXE, _D.OBJECTIF, _D.LIGNE, _D.PRESTATION, _D.NOMBRE),
)
DONNEES_COMPTES = TableLayout(
    SheetName.DONNEES,
    "tblDonneesComptes",
    (
        *(_D.ADHERENT, _D.PRESTATION, _D.DATE, _D.MOIS, _D.ETAT_JETON, _D.ATTRIBUES, _D.RESERVES),
        *(_D.CONSOMMES, _D.RESTANTS),
    ),
)
DONNEES_EVENEMENTS = TableLayout(
    SheetName.DONNEES,
    "tblDonneesEvenements",
    (
        *(_D.REF, _D.CODE, _D.AXE, _D.INTITULE, _D.DEBUT, _D.FIN, _D.MOIS, _D.TRIMESTRE, _D.LIEU),
        *(_D.CONFIRME, _D.NOMBRE),
    ),
)
DONNEES = (
    *(DONNEES_ENTREES, DONNEES_THEMES, DONNEES_FRONTIERES, DONNEES_JETONS, DONNEES_COMPTES),
    DONNEES_EVENEMENTS,
)

TABLES = (
    *(PROGRAMME, EVENEMENTS, THEMES, TERRITOIRES, JETONS, SUIVI_JETONS, ADHERENTS, CONTACTS),
    *(VERSIONS, *DONNEES, CONTROLE, PARAMETRES, NIVEAUX, FAMILLES, FRONTIERES),
)
