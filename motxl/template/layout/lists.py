"""What staff choose from: lists kept on Paramètres, and columns of other tables."""

from __future__ import annotations

from typing import NamedTuple

from motxl.programme import common_part
from motxl.programme.scheme import NUMBERINGS
from motxl.template.layout.columns import (
    AdherentColumn,
    FamilleColumn,
    FrontiereColumn,
    JetonColumn,
    ProgrammeColumn,
    SheetName,
    ThemeColumn,
)
from motxl.template.layout.parametres import (
    DANS_LE_PROGRAMME,
    DANS_LE_TITRE,
    REPREND_LE_CODE,
    NiveauColumn,
)
from motxl.template.layout.tables import (
    ADHERENTS,
    FAMILLES,
    FRONTIERES,
    JETONS,
    NIVEAUX,
    PROGRAMME,
    THEMES,
    TableLayout,
)


class DropDown(NamedTuple):
    """Values that staff choose from: a one-column table on Paramètres, and its defined name.

    The column's name holds no apostrophe, which a structured reference would have to escape.
    """

    name: str
    """Defined name, for the validations"""
    table: str
    column: str
    values: tuple[str, ...]

    @property
    def layout(self) -> TableLayout:
        return TableLayout(SheetName.PARAMETRES, self.table, (self.column,))


OUI, NON = "oui", "non"

PORTEES = DropDown("liste_portees", "tblPortees", "Portées", ("Tous", "Ciblée"))
ETATS = DropDown(
    "liste_etats",
    "tblEtats",
    "États",
    ("À lancer", "En cours", "Réalisé", "Reporté", "Abandonné", "Permanent"),
)
PILOTES = DropDown("liste_pilotes", "tblPilotes", "Pilotes", ())
OUI_NON = DropDown("liste_oui_non", "tblOuiNon", "Oui ou non", (OUI, NON))
PRECISIONS = DropDown(
    "liste_precisions", "tblPrecisions", "Précisions", ("jour", "mois", "trimestre", "année")
)
ETATS_JETON = DropDown(
    "liste_etats_jeton",
    "tblEtatsJeton",
    "États de jeton",
    ("demandé", "accepté", "réservé", "consommé", "refusé"),
)
ENVOIS = DropDown("liste_envois", "tblEnvois", "Envois", ("À", "Cc"))
ETATS_VERSION = DropDown(
    "liste_etats_version", "tblEtatsVersion", "États de version", ("publié", "soumis", "adopté")
)
LANGUES = DropDown("liste_langues", "tblLangues", "Langues", ("fr", "en", "de", "es", "it", "nl"))
TYPES_ADHERENT = DropDown(
    "liste_types_adherent",
    "tblTypesAdherent",
    "Types d’adhérent",
    (
        *("Région", "Département", "Intercommunalité", "Commune", "Structure transfrontalière"),
        *("Réseau ou association", "Établissement public", "Université", "Entreprise", "Autre"),
    ),
)
COMMUNES = DropDown("liste_communes", "tblCommunes", "Lignes communes", common_part.IN_FRENCH)
NUMEROTATIONS = DropDown("liste_numerotations", "tblNumerotations", "Numérotations", NUMBERINGS)
SUITES = DropDown(
    "liste_suites",
    "tblSuites",
    "Suites",
    (DANS_LE_TITRE, DANS_LE_PROGRAMME, REPREND_LE_CODE),
)
DROP_DOWNS = (
    *(PORTEES, ETATS, PILOTES, OUI_NON, PRECISIONS, ETATS_JETON),
    *(ENVOIS, ETATS_VERSION, LANGUES, TYPES_ADHERENT, COMMUNES, NUMEROTATIONS),
    SUITES,
)
"""The lists kept on Paramètres"""


class ColumnList(NamedTuple):
    """Values that staff choose from among those of another table's column."""

    name: str
    table: str
    column: str


LISTE_ADHERENTS = ColumnList("liste_adherents", ADHERENTS.name, AdherentColumn.NOM)
CLES_ADHERENTS = ColumnList("cles_adherents", ADHERENTS.name, AdherentColumn.CLE)
ALIAS_ADHERENTS = ColumnList("alias_adherents", ADHERENTS.name, AdherentColumn.ALIAS)
LISTE_FAMILLES = ColumnList("liste_familles", FAMILLES.name, FamilleColumn.FAMILLE)
LISTE_FRONTIERES = ColumnList("liste_frontieres", FRONTIERES.name, FrontiereColumn.CODE)
LISTE_THEMES = ColumnList("liste_themes", THEMES.name, ThemeColumn.CLE)
LISTE_PRESTATIONS = ColumnList("liste_prestations", JETONS.name, JetonColumn.CLE)
LISTE_TYPES = ColumnList("liste_types", NIVEAUX.name, NiveauColumn.NOM)
NUMEROTATIONS_DES_NIVEAUX = ColumnList("numerotations", NIVEAUX.name, NiveauColumn.NUMEROTATION)
PREFIXES_DES_NIVEAUX = ColumnList("prefixes", NIVEAUX.name, NiveauColumn.PREFIXE)
SEPARATEURS_DES_NIVEAUX = ColumnList("separateurs", NIVEAUX.name, NiveauColumn.SEPARATEUR)
SUITES_DES_NIVEAUX = ColumnList("suites", NIVEAUX.name, NiveauColumn.SUITE)
LISTE_REFS = ColumnList("liste_refs", PROGRAMME.name, ProgrammeColumn.REF)
COLUMN_LISTS = (
    *(LISTE_ADHERENTS, CLES_ADHERENTS, ALIAS_ADHERENTS, LISTE_THEMES, LISTE_PRESTATIONS),
    *(LISTE_TYPES, NUMEROTATIONS_DES_NIVEAUX, PREFIXES_DES_NIVEAUX, LISTE_FAMILLES, LISTE_REFS),
    *(SEPARATEURS_DES_NIVEAUX, SUITES_DES_NIVEAUX, LISTE_FRONTIERES),
)
