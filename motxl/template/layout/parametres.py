"""``tblParametres``: its columns and its keys, one value a key."""

from __future__ import annotations

from motxl.programme import common_part, model
from motxl.template.layout.columns import names_in


class ParametreColumn:
    CLE = "Clé"
    VALEUR = "Valeur"


class NiveauColumn:
    """Columns of ``tblNiveaux``: a row for each level of the programme, top first."""

    NIVEAU = "Niveau"
    NOM = "Nom"
    """What the column Type calls a row of this level"""
    NUMEROTATION = "Numérotation"
    """One of the list ``NUMEROTATIONS``"""
    PREFIXE = "Préfixe"
    SEPARATEUR = "Séparateur"
    """Between the code of the heading above and the number; blank where that is not repeated"""
    SUITE = "Suite"
    """One of the list ``SUITES``"""


DANS_LE_TITRE, DANS_LE_PROGRAMME = "dans le titre parent", "dans tout le programme"
REPREND_LE_CODE = "reprend le code du titre"
"""Where the numbers of a level go on"""
SEPARATEUR_ESPACE, SEPARATEUR_RIEN = "espace", "collé"
"""Separators that nobody would see in a cell: a space, and nothing at all"""


class Parametre:
    """Keys of ``tblParametres``."""

    ORGANISATION = model.ORGANISATION
    """Whose programme it is; a workbook without the key is MOT's"""
    ANNEE = "année"
    VERSION = "version"
    """Date of the version, a date cell (or ISO text)"""
    EXPEDITEUR = "expéditeur"
    """Who sends the extracts: ``programme@example.org``, or ``MOT <programme@example.org>``"""
    REPONSE = "répondre à"
    SIGNATURE = "signature"
    """Under the messages; may have several lines"""
    LANGUE = "langue"
    COMMUNES = common_part.KEY
    """How much of the actions for everyone goes along in extracts: one of ``IN_FRENCH`` there"""
    STABLE = "numérotation stable"
    """Yes where gaps and retired codes are intended, and nothing is renumbered"""
    PAYS = "pays en tête"
    """ISO code of the country that comes first in a border, or ``aucun``"""
    REPONSES = "réponses demandées"
    """Yes where extracts ask members for answers; see ``motxl.extract.answers``"""
    ETAT_TERMINE = "état terminé"
    """A state, beside those of ``FINISHED``, whose actions do not go on next year: a row for each.
    Only a workbook that has such states has the key"""
    DERNIERE_REF = "dernier numéro de Réf."
    """A number: 138 when ``2025-138`` was the last one given"""
    COULEURS = "couleurs employées"
    """Colours that motxl has set so far: ``ED7D31;0070C0``"""
    EVENEMENTS = "événements proposés"
    """Marks of the events that were proposed so far, parted by blanks"""


PARAMETRE_KEYS = names_in(Parametre)
