"""``tblParametres``: its columns and its keys, one value a key."""

from __future__ import annotations

from motxl.programme import common_part
from motxl.template.layout.columns import names_in


class ParametreColumn:
    CLE = "Clé"
    VALEUR = "Valeur"


class Parametre:
    """Keys of ``tblParametres``."""

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
    DERNIERE_REF = "dernier numéro de Réf."
    """A number: 138 when ``2025-138`` was the last one given"""
    COULEURS = "couleurs employées"
    """Colours that motxl has set so far: ``ED7D31;0070C0``"""
    EVENEMENTS = "événements proposés"
    """Marks of the events that were proposed so far, parted by blanks"""


PARAMETRE_KEYS = names_in(Parametre)
