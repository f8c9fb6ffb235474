"""What the workbook is made of: the only place that knows its sheets, tables, columns and names.

Code finds things by these names, never by position: where they stand is the builder's affair.
"""

from __future__ import annotations

from typing import NamedTuple

from motxl.programme import model, themes


class Sheet:
    """Names of the sheets."""

    ACCUEIL = "Accueil"
    PROGRAMME = "Programme"
    EVENEMENTS = "Événements"
    THEMES = "Thèmes"
    TERRITOIRES = "Territoires"
    JETONS = "Jetons"
    SUIVI_JETONS = "Suivi jetons"
    ADHERENTS = "Adhérents"
    CONTACTS = "Contacts"
    VERSIONS = "Versions"
    SYNTHESE = "Synthèse"
    DONNEES = "Données"
    CONTROLE = "Contrôle"
    PARAMETRES = "Paramètres"


class ProgrammeColumn:
    AXE = model.AXE
    LABEL = model.LABEL
    TYPE = model.TYPE
    REF = model.REF
    PORTEE = model.SCOPE
    FRONTIERE = model.BORDER
    ADHERENTS = "Adhérents concernés"
    PILOTE = "Pilote"
    CALENDRIER = "Calendrier"
    ETAT = "État d'avancement"
    THEMES_DEAL = model.DEAL_COLUMN
    THEMES_TRANSVERSAUX = model.TRANSVERSAL_COLUMN
    AUTRES_THEMES = "Autres thèmes"
    JETONS = model.JETON_COLUMN
    BILAN = "Bilan"
    COMMENTAIRE = "Commentaire"
    ORDRE = model.ORDRE


class EvenementColumn:
    REF = "Réf."
    DEBUT = "Début"
    FIN = "Fin"
    PRECISION = "Précision"
    INTITULE = "Intitulé"
    LIEU = "Lieu"
    CONFIRME = "Confirmé"


class ThemeColumn:
    CLE = "Clé"
    FAMILLE = "Famille"
    NUMERO = "N°"
    INTITULE = "Intitulé"
    ALIAS = "Alias"
    NOUVEAU = "Nouveau"
    REFERENT = "Référent"


class TerritoireColumn:
    NOM = "Nom"
    ALIAS = "Alias"
    FRONTIERES = "Frontières"


class JetonColumn:
    CLE = "Clé"
    PRESTATION = "Prestation"
    REF = "Réf."
    NOMBRE = "Nombre de jetons"
    OUVERTE_A = "Ouverte à"


class SuiviJetonColumn:
    DATE = "Date"
    ADHERENT = "Adhérent"
    PRESTATION = "Prestation"
    ETAT = "État"
    JETONS = "Jetons"
    REF = "Réf."
    PILOTE = "Pilote"
    NOTE = "Note"


class AdherentColumn:
    CLE = "Clé"
    NOM = "Nom"
    ALIAS = "Alias"
    TYPE = "Type"
    PAYS = "Pays"
    FRONTIERES = "Frontières"
    THEMES = "Thèmes"
    LANGUE = "Langue"
    JETONS = "Jetons attribués"
    EN_COURS = "Adhérent en cours"


class ContactColumn:
    ADHERENT = "Adhérent"
    CIVILITE = "Civilité"
    PRENOM = "Prénom"
    NOM = "Nom"
    FONCTION = "Fonction"
    EMAIL = "E-mail"
    ENVOI = "Envoi"
    LANGUE = "Langue"


class VersionColumn:
    DATE = "Date"
    ETAT = "État"
    INSTANCE = "Instance"
    FICHIER = "Fichier"
    EMPREINTE = "Empreinte"


class ControleColumn:
    GRAVITE = "Gravité"
    REGLE = "Règle"
    CELLULE = "Cellule"
    CONSTAT = "Constat"
    PROPOSITION = "Proposition"
    IGNORER = "Ignorer"
    EMPREINTE = "Empreinte"


class ParametreColumn:
    CLE = "Clé"
    VALEUR = "Valeur"


class DonneesColumn:
    """Columns of the five source tables of the pivots, which each use some of them."""

    REF = "Réf."
    CODE = "Code"
    AXE = "Axe"
    OBJECTIF = "Objectif"
    SOUS_OBJECTIF = "Sous-objectif"
    TYPE = "Type"
    INTITULE = "Intitulé"
    PORTEE = "Portée"
    PILOTE = "Pilote"
    ETAT = "État d'avancement"
    FAMILLE = "Famille"
    THEME = "Thème"
    FRONTIERE = "Frontière"
    PRESTATION = "Prestation"
    ADHERENT = "Adhérent"
    ETAT_JETON = "État"
    DATE = "Date"
    JETONS = "Jetons"
    DEBUT = "Début"
    FIN = "Fin"
    MOIS = "Mois"
    TRIMESTRE = "Trimestre"
    LIEU = "Lieu"
    CONFIRME = "Confirmé"
    NOMBRE = "Nombre"
    """The measure to sum: 1, or 0 on a placeholder row"""


class TableLayout(NamedTuple):
    """A table (ListObject): where it lies, what it is called, its columns in their order."""

    sheet: str
    name: str
    columns: tuple[str, ...]


def _columns(names: type) -> tuple[str, ...]:
    return tuple(value for key, value in vars(names).items() if key.isupper())


PROGRAMME = TableLayout(Sheet.PROGRAMME, "tblProgramme", _columns(ProgrammeColumn))
EVENEMENTS = TableLayout(Sheet.EVENEMENTS, "tblEvenements", _columns(EvenementColumn))
THEMES = TableLayout(Sheet.THEMES, "tblThemes", _columns(ThemeColumn))
TERRITOIRES = TableLayout(Sheet.TERRITOIRES, "tblTerritoires", _columns(TerritoireColumn))
JETONS = TableLayout(Sheet.JETONS, "tblJetons", _columns(JetonColumn))
SUIVI_JETONS = TableLayout(Sheet.SUIVI_JETONS, "tblSuiviJetons", _columns(SuiviJetonColumn))
ADHERENTS = TableLayout(Sheet.ADHERENTS, "tblAdherents", _columns(AdherentColumn))
CONTACTS = TableLayout(Sheet.CONTACTS, "tblContacts", _columns(ContactColumn))
VERSIONS = TableLayout(Sheet.VERSIONS, "tblVersions", _columns(VersionColumn))
CONTROLE = TableLayout(Sheet.CONTROLE, "tblControle", _columns(ControleColumn))
PARAMETRES = TableLayout(Sheet.PARAMETRES, "tblParametres", _columns(ParametreColumn))

_D = DonneesColumn
DONNEES_ENTREES = TableLayout(
    Sheet.DONNEES,
    "tblDonneesEntrees",
    (
        *(_D.REF, _D.CODE, _D.AXE, _D.OBJECTIF, _D.SOUS_OBJECTIF, _D.TYPE, _D.INTITULE),
        *(_D.PORTEE, _D.PILOTE, _D.ETAT, _D.NOMBRE),
    ),
)
DONNEES_THEMES = TableLayout(
    Sheet.DONNEES,
    "tblDonneesThemes",
    (_D.REF, _D.CODE, _D.AXE, _D.OBJECTIF, _D.FAMILLE, _D.THEME, _D.PILOTE, _D.ETAT, _D.NOMBRE),
)
DONNEES_FRONTIERES = TableLayout(
    Sheet.DONNEES,
    "tblDonneesFrontieres",
    (_D.REF, _D.CODE, _D.AXE, _D.OBJECTIF, _D.FRONTIERE, _D.PILOTE, _D.ETAT, _D.NOMBRE),
)
DONNEES_JETONS = TableLayout(
    Sheet.DONNEES,
    "tblDonneesJetons",
    (
        *(_D.REF, _D.CODE, _D.AXE, _D.PRESTATION, _D.ADHERENT, _D.ETAT_JETON, _D.DATE, _D.MOIS),
        *(_D.JETONS, _D.NOMBRE),
    ),
)
DONNEES_EVENEMENTS = TableLayout(
    Sheet.DONNEES,
    "tblDonneesEvenements",
    (
        *(_D.REF, _D.CODE, _D.AXE, _D.INTITULE, _D.DEBUT, _D.FIN, _D.MOIS, _D.TRIMESTRE, _D.LIEU),
        *(_D.CONFIRME, _D.NOMBRE),
    ),
)

TABLES = (
    *(PROGRAMME, EVENEMENTS, THEMES, TERRITOIRES, JETONS, SUIVI_JETONS, ADHERENTS, CONTACTS),
    *(VERSIONS, DONNEES_ENTREES, DONNEES_THEMES, DONNEES_FRONTIERES, DONNEES_JETONS),
    *(DONNEES_EVENEMENTS, CONTROLE, PARAMETRES),
)
SHEETS = _columns(Sheet)
"""All the sheets, in their order"""


class Name:
    """Defined names of single cells."""

    TITRE = "titre"
    """Programme: the title above the table, repeated on each printed page"""
    TITRE_ACCUEIL = "titre_accueil"
    ANNEE = "annee"
    VERSION = "version"
    LEGENDE_1 = "legende_1"
    LEGENDE_2 = "legende_2"
    LEGENDE_3 = "legende_3"
    LEGENDE_4 = "legende_4"
    EXEMPLE_THEMES = "exemple_themes"
    """Accueil: an example whose cell font has the colour of references to themes"""
    EXEMPLE_JETONS = "exemple_jetons"
    COULEUR_THEMES = "couleur_themes"
    """Paramètres: the cell whose fill is the colour of references to themes"""
    COULEUR_JETONS = "couleur_jetons"
    NOTE_ADHERENTS = "note_adherents"
    NOTE_CONTACTS = "note_contacts"


NAMES = _columns(Name)
LEGENDES = (Name.LEGENDE_1, Name.LEGENDE_2, Name.LEGENDE_3, Name.LEGENDE_4)


class Parametre:
    """Keys of ``tblParametres``."""

    ANNEE = "année"
    VERSION = "version"
    """Date of the version, a date cell (or ISO text)"""
    EXPEDITEUR = "expéditeur"
    LANGUE = "langue"
    DERNIERE_REF = "dernier numéro de Réf."
    """A number: 138 when ``2025-138`` was the last one given"""
    COULEURS = "couleurs employées"
    """Colours that motxl has set so far: ``ED7D31;0070C0``"""


PARAMETRE_KEYS = _columns(Parametre)


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
        return TableLayout(Sheet.PARAMETRES, self.table, (self.column,))


OUI, NON = "oui", "non"

TYPES = DropDown("liste_types", "tblTypes", "Types", model.TYPES)
PORTEES = DropDown("liste_portees", "tblPortees", "Portées", ("Tous", "Ciblée"))
ETATS = DropDown(
    "liste_etats",
    "tblEtats",
    "États",
    ("À lancer", "En cours", "Réalisé", "Reporté", "Abandonné", "Permanent"),
)
PILOTES = DropDown("liste_pilotes", "tblPilotes", "Pilotes", ())
FRONTIERES = DropDown(
    "liste_frontieres",
    "tblFrontieres",
    "Frontières",
    (
        *("FR-BE", "FR-LU", "FR-DE", "FR-CH", "FR-IT", "FR-MC", "FR-ES", "FR-AD"),
        *("FR-BE-LU", "FR-DE-LU", "FR-DE-LU-BE", "FR-DE-CH", "FR-CH-IT", "FR-IT-MC", "FR-ES-AD"),
        *("Outre-mer", "Maritime"),
    ),
)
FAMILLES = DropDown("liste_familles", "tblFamilles", "Familles", (themes.DEAL, themes.TRANSVERSAL))
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
LANGUES = DropDown("liste_langues", "tblLangues", "Langues", ("fr", "en"))
TYPES_ADHERENT = DropDown(
    "liste_types_adherent",
    "tblTypesAdherent",
    "Types de membre",
    (
        *("Région", "Département", "Intercommunalité", "Commune", "Structure transfrontalière"),
        *("Réseau ou association", "Établissement public", "Université", "Entreprise", "Autre"),
    ),
)
DROP_DOWNS = (
    *(TYPES, PORTEES, ETATS, PILOTES, FRONTIERES, FAMILLES, OUI_NON, PRECISIONS, ETATS_JETON),
    *(ENVOIS, ETATS_VERSION, LANGUES, TYPES_ADHERENT),
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
LISTE_THEMES = ColumnList("liste_themes", THEMES.name, ThemeColumn.CLE)
LISTE_PRESTATIONS = ColumnList("liste_prestations", JETONS.name, JetonColumn.CLE)
LISTE_REFS = ColumnList("liste_refs", PROGRAMME.name, ProgrammeColumn.REF)
COLUMN_LISTS = (
    *(LISTE_ADHERENTS, CLES_ADHERENTS, ALIAS_ADHERENTS, LISTE_THEMES, LISTE_PRESTATIONS),
    LISTE_REFS,
)


class Style:
    """Named cell styles of the workbook."""

    AXE = "MOT Axe"
    OBJECTIF = "MOT Objectif"
    SOUS_OBJECTIF = "MOT Sous-objectif"
    ACTION = "MOT Action"
    AXE_CODE = "MOT Axe code"
    OBJECTIF_CODE = "MOT Objectif code"
    SOUS_OBJECTIF_CODE = "MOT Sous-objectif code"
    ACTION_CODE = "MOT Action code"
    SUIVI = "MOT Suivi"
    """Tracking columns, and every cell of the other tables"""
    TEXTE = "MOT Texte"
    """As SUIVI, with the text format: Réf., Calendrier, codes, which Excel must not convert"""
    DATE = "MOT Date"
    NOMBRE = "MOT Nombre"
    EN_TETE = "MOT En-tête"
    TITRE = "MOT Titre"
    SECTION = "MOT Section"
    EXPLICATION = "MOT Explication"


STYLES = _columns(Style)

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
_NUMBERS = frozenset({"N°", "Nombre de jetons", "Jetons attribués", "Nombre", "Ordre"})


def style_of(table: TableLayout, column: str, type: str | None = None) -> str:  # noqa: A002
    """Name of the cell style of a column; in ``tblProgramme`` it follows the row's Type."""
    if table.name == PROGRAMME.name:
        if column == ProgrammeColumn.AXE:
            return _CODE_STYLE.get(type or "", Style.ACTION_CODE)
        if column == ProgrammeColumn.LABEL:
            return _LABEL_STYLE.get(type or "", Style.ACTION)
    if column in _CONVERTIBLE:
        return Style.TEXTE
    if column in _DATES:
        return Style.DATE
    if column in _NUMBERS:
        return Style.NOMBRE
    if column == "Jetons" and table.name in {SUIVI_JETONS.name, DONNEES_JETONS.name}:
        return Style.NOMBRE
    return Style.SUIVI
