"""French that stands in the code: each string of the package that holds a French word."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, get_args

from motxl.mail import ledger
from motxl.programme import common_part, families
from motxl.programme.scheme import MOT
from motxl.template import layout
from motxl.template.layout import extrait, reponses
from motxl.template.layout.columns import names_in
from motxl.text.normalise import normalise

_LETTER = "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ"
# Words without an accent that no English sentence holds: those that French cannot do without, and
# those of this house.
_WORDS = """
le la les un une des du au et ou en dans par pour avec sans sur sous est sont qui que ce cette
ces il elle ne pas plus tous toutes aucun aucune ligne lignes colonne colonnes feuille feuilles
classeur classeurs cellule cellules titre titres texte textes valeur valeurs adresse nombre jour
mois trimestre demande demandes envoi extrait extraits axe objectif langue frontiere restants
vide bleu fichier dossier erreur mettre choisissez ajoutez changez cliquez sommaire oui non fin
brouillon incertain
""".split()  # noqa: SIM905 - read as a text
_FRENCH = re.compile(
    rf"(?<!\w)\w*[{_LETTER}]\w*|(?<![\w'’.-])(?:{'|'.join(_WORDS)})(?![\w'’.-])"
    r"|(?<!\w)(?:[ldjmtnsc]|qu)['’](?=\w{2})",
    re.I,
)
_QUOTED = re.compile(r"“[^”]*”")
_TYPED = re.compile(r"(?:-o|--extracts|--accept) \w+")
"""What whoever types a command calls a folder, or gives as a reason: ``--extracts extraits``"""
_MARKS = {"_", "N_", "say", "ngettext", "Plural"}
_EXAMPLES = {"bad", "good"}


class Text(NamedTuple):
    """A string of the code."""

    path: str
    line: int
    text: str
    marked: bool
    """Whether a catalogue says it in French"""
    example: bool
    """Whether it is a rule's bad or good example, which quotes a programme"""


@cache
def _shown_names() -> re.Pattern[str]:
    """Names that code finds things by and values that staff choose from, as people read them: the
    same in every language."""
    tables = (*layout.TABLES, extrait.EXTRAIT_REPONSES, reponses.REPONSES)
    found = {reponses.SHEET, *layout.SHEETS, *(name for table in tables for name in table.columns)}
    found |= {value for one in layout.DROP_DOWNS for value in (one.column, *one.values)}
    found |= {*MOT.names, layout.SEPARATEUR_ESPACE, layout.SEPARATEUR_RIEN}
    found |= {*layout.PARAMETRE_KEYS, *common_part.IN_FRENCH, families.DEAL, families.TRANSVERSAL}
    longest = sorted(found, key=len, reverse=True)
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(map(re.escape, longest))})(?!\w)")


@cache
def _names() -> set[str]:
    """Strings that are a name as a whole, hidden ones too, also as ``normalise`` gives them."""
    columns = {name for table in layout.TABLES for name in table.columns}
    shown = {value for one in layout.DROP_DOWNS for value in one.values} | columns
    shown |= {
        layout.SEPARATEUR_ESPACE,
        layout.SEPARATEUR_RIEN,
        *layout.SHEETS,
        *layout.PARAMETRE_KEYS,
        *MOT.names,
        *layout.SUITES.values,
    }
    hidden = {*layout.NAMES, *layout.STYLES, *extrait.MODEL_ROWS, *names_in(extrait.Placeholder)}
    hidden |= {*get_args(ledger.State), extrait.SHEET, normalise(extrait.SHEET)}
    shown |= {*extrait.EXTRAIT_REPONSES.columns, *extrait.CHOICES, reponses.SHEET}
    shown |= {*reponses.REPONSES.columns, reponses.RECUE, reponses.A_VERIFIER, reponses.REMPLACEE}
    hidden |= {*extrait.ASKING_ROWS, "extrait-reponses", "reponses", "modifications"}
    return {*shown, *hidden, *map(normalise, shown)}


def french_words(text: str) -> list[str]:
    """The French words of a text, but for the names in it."""
    if text in _names():
        return []
    if text.startswith("motxl "):
        text = _TYPED.sub(" ", text)
    # A state in a query: 'confirmé'.
    text = re.sub(r"'([\w ]+)'", lambda quoted: "" if quoted[1] in _names() else quoted[0], text)
    return _FRENCH.findall(_shown_names().sub(" ", text))


def french_in(one: Text) -> list[str]:
    """The French words that stand where none should. What is marked is English, but for what it
    quotes; an example quotes as a whole."""
    if one.example:
        return []
    return french_words(_QUOTED.sub(" ", one.text) if one.marked else one.text)


def texts_of(source: str, path: str) -> Iterator[Text]:
    """Every string of a module that is no docstring."""
    tree = ast.parse(source)
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }

    def inside(node: ast.AST, marked: bool, example: bool) -> Iterator[Text]:
        if id(node) in docstrings:
            return
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield Text(path, node.lineno, node.value, marked, example)
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else None
            marked = (node.func.id if isinstance(node.func, ast.Name) else name) in _MARKS
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            example = path.startswith("motxl/validation/rules/") and (
                node.targets[0].id in _EXAMPLES
            )
        for child in ast.iter_child_nodes(node):
            yield from inside(child, marked, example)

    yield from inside(tree, marked=False, example=False)


def of_page(source: str) -> list[str]:
    """The French words of a Jinja template, beside what is put into it."""
    bare = re.sub(r"(?s)\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<style>.*?</style>", " ", source)
    return french_words(bare)
