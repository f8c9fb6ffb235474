"""The grammar of references (DESIGN.md, section 4): the one package that knows it.

A reference is a span of an entry's text: to themes of the Cross-border Deal, to a transversal
theme, to the jetons of the members' offer, or elsewhere (``autre``, which nothing is done with).
"""

from motxl.programme.references.clauses import ill_joined, speaks_of_jetons
from motxl.programme.references.finding import find_references, may_hold_references
from motxl.programme.references.parentheses import lone_parenthesis, odd_brackets
from motxl.programme.references.reference import (
    ColourName,
    Misspelling,
    Reference,
    ReferenceKind,
    applied,
    as_elsewhere,
    deal_name,
)
from motxl.programme.references.spelling import misspellings
from motxl.programme.references.usual import deal_without_theme

__all__ = [
    "ColourName",
    "Misspelling",
    "Reference",
    "ReferenceKind",
    "applied",
    "as_elsewhere",
    "deal_name",
    "deal_without_theme",
    "find_references",
    "ill_joined",
    "lone_parenthesis",
    "may_hold_references",
    "misspellings",
    "odd_brackets",
    "speaks_of_jetons",
]
