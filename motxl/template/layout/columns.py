"""Names of sheets and of the columns of their tables."""

from __future__ import annotations

from motxl.programme import model


def names_in(group: type) -> tuple[str, ...]:
    """The names that a class of constants holds, in their order."""
    return tuple(value for key, value in vars(group).items() if key.isupper())


class SheetName:
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
    ADHERENTS = model.MEMBERS
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


REF_PRECEDENTE = "Réf. précédente"
"""The column of a new programme that holds the Réf. of the year before"""


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


class FamilleColumn:
    """Columns of ``tblFamilles``: a row for each family of references."""

    FAMILLE = "Famille"
    ECRITURE = "Écriture"
    """How it is written: the language of ``motxl.programme.families``"""
    EXCLUSIONS = "Exclusions"
    COULEUR = "Couleur"
    """Its fill is the colour"""
    LISTE = "Liste"
    """The name of the table that holds its items"""
    COLONNE = "Colonne"
    """The column of ``tblProgramme`` that says what a label refers to"""


class FrontiereColumn:
    """Columns of ``tblFrontieres``: a row for each border."""

    CODE = "Code"
    """Codes of countries joined by hyphens, or the name of what is no list of countries"""
    NOM = "Nom"
    """What it is called in texts and in extracts, several names parted by semicolons"""
    PAYS = "Pays"
    """Its countries; blank where the code says it all"""


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


class ChoixColumn:
    """Columns that Contrôle gets where a merge has something to decide."""

    AVANT = "Avant"
    NOTRE = "Le nôtre"
    LEUR = "Le leur"
    CHOIX = "Choix"


class DonneesColumn:
    """Columns of the source tables of the pivots, which each use some of them."""

    REF = "Réf."
    CODE = "Code"
    AXE = "Axe"
    INTITULE_AXE = "Intitulé de l'axe"
    OBJECTIF = "Objectif"
    SOUS_OBJECTIF = "Sous-objectif"
    TYPE = "Type"
    INTITULE = "Intitulé"
    LIGNE = "Ligne"
    """Code and beginning of the label, short enough for a pivot table"""
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
    ATTRIBUES = "Jetons attribués"
    RESERVES = "Jetons réservés"
    CONSOMMES = "Jetons consommés"
    RESTANTS = "Jetons restants"
    DEBUT = "Début"
    FIN = "Fin"
    MOIS = "Mois"
    TRIMESTRE = "Trimestre"
    LIEU = "Lieu"
    CONFIRME = "Confirmé"
    REPONSE = "Réponse"
    NOMBRE = "Nombre"
    """The measure to sum: 1, or 0 on a placeholder row"""


SHEETS = names_in(SheetName)
"""All the sheets, in their order"""
