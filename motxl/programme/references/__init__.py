"""The grammar of references (DESIGN.md, section 4): the one package that knows it.

A reference is a span of an entry's text. Of three families more is known than their Écriture says:
themes of the Cross-border Deal, cross-cutting themes, the jetons of the members' offer. Others are
those that a workbook describes itself (``written``), and what sends elsewhere (``autre``).
"""

from motxl.programme.references.clauses import ill_joined, speaks_of_jetons
from motxl.programme.references.finding import find_references, references_of
from motxl.programme.references.parentheses import lone_parenthesis, odd_brackets
from motxl.programme.references.reference import (
    Misspelling,
    Reference,
    ReferenceKind,
    applied,
    as_elsewhere,
    deal_name,
)
from motxl.programme.references.spelling import misspellings
from motxl.programme.references.usual import without_item

__all__ = [
    "Misspelling",
    "Reference",
    "ReferenceKind",
    "applied",
    "as_elsewhere",
    "deal_name",
    "find_references",
    "ill_joined",
    "lone_parenthesis",
    "misspellings",
    "odd_brackets",
    "references_of",
    "speaks_of_jetons",
    "without_item",
]
