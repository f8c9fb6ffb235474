"""The template of extracts: its table, its placeholders, its model rows.

Staff restyle it in Excel: ``motxl extract`` finds the table by its name, placeholders by their text
wherever they stand (also split over runs), and takes the look of each kind of row from the model
row whose first cell names it.
"""

from __future__ import annotations

from motxl.programme.features import Features
from motxl.template.layout.tables import TableLayout

SHEET = "Extrait"


class ExtraitColumn:
    AXE = "Axe"
    LABEL = "Programme de travail"
    FRONTIERE = "Frontière"
    CALENDRIER = "Calendrier"
    ETAT = "État d'avancement"
    RAISON = "Pourquoi vous"


_C = ExtraitColumn
EXTRAIT = TableLayout(
    SHEET, "tblExtrait", (_C.AXE, _C.LABEL, _C.FRONTIERE, _C.CALENDRIER, _C.ETAT, _C.RAISON)
)


class AnswerColumn:
    """The columns of an extract that asks, after the others."""

    REPONSE = "Réponse"
    COMMENTAIRE = "Commentaire de l'adhérent"
    JETONS = "Jetons demandés"
    REF = "Réf."


ANSWERS = (AnswerColumn.REPONSE, AnswerColumn.COMMENTAIRE, AnswerColumn.JETONS)
"""Those that members fill in; what they answer bears these names in ``tblReponses``"""
_A = AnswerColumn
EXTRAIT_REPONSES = TableLayout(SHEET, EXTRAIT.name, (*EXTRAIT.columns, *ANSWERS, _A.REF))


def columns_of(table: TableLayout, features: Features) -> tuple[str, ...]:
    """The columns of an extract from a workbook with these features."""
    left = {_C.FRONTIERE: features.borders, _A.JETONS: features.jetons}
    return tuple(name for name in table.columns if left.get(name, True))


def template_names(features: Features, *, asks: bool) -> tuple[str, ...]:
    """What the template of such extracts is called, and what the usual one is: its columns are all
    there, whatever a workbook has."""
    usual = "extrait-reponses" if asks else "extrait"
    left_out = [] if features.borders else ["frontieres"]
    left_out += ["jetons"] if asks and not features.jetons else []
    return (f"{usual}-sans-{'-'.join(left_out)}", usual) if left_out else (usual,)


CHOICES = ("Oui", "Non", "À discuter")
"""What Réponse may be, as the workbook says it"""


class Placeholder:
    """What stands between ``{{`` and ``}}``. The texts are in the member's language."""

    TITRE = "texte.titre"
    POUR = "texte.pour"
    VERSION = "texte.version"
    CHANGEMENTS = "texte.changements"
    """How many lines are new, changed and gone since an earlier extract"""
    RESUME_AXES = "texte.axes"
    """How many lines concern the reader, by axis, and how many everyone; this and what follows is
    empty where there is nothing to say"""
    RESUME_DATES = "texte.dates"
    SOLDE = "texte.jetons"
    """Attributed, reserved, spent, left"""
    OUVERTES = "texte.prestations"
    CONTACT = "texte.contact"
    """Who sends it, from ``expéditeur`` in Paramètres"""
    ADHERENT = "adherent.nom"
    CLE = "adherent.cle"
    RETOUR = "texte.retour"
    """What a member is asked to do, and the number of the extract; with the three choices, only in
    an extract that asks"""
    CHOIX = "texte.choix"
    CHOIX_1 = "texte.choix1"
    CHOIX_2 = "texte.choix2"
    CHOIX_3 = "texte.choix3"
    ORGANISATION = "programme.organisation"
    ANNEE = "programme.annee"
    DATE = "programme.version"


DATE, PRESTATION = "date", "prestation"
MODEL_ROWS = ("rubrique", "axe", "objectif", "sous-objectif", "action", DATE, PRESTATION)
"""Kinds of rows, each with a model row whose first cell holds ``{{ligne.…}}``. Dates to come and
services are listed only where there is one for them"""

QUESTION, QUESTION_JETONS = "question", "question-jetons"
ASKING_ROWS = (*MODEL_ROWS, QUESTION, QUESTION_JETONS)
"""Those of an extract that asks: its cells for answers are unlocked in the last two"""


def placeholder(name: str) -> str:
    return "{{" + name + "}}"
