"""Checks that the template makes by itself, as formulas of conditional formats.

Formulas are stored in English with commas whatever the language of Excel, and use only functions
that Excel 2010 and LibreOffice know. They help the eye and stand for no rule of ``validate``.
"""

from __future__ import annotations

from typing import NamedTuple

from motxl.programme.scheme import MOT
from motxl.template import layout
from motxl.template.styles import BAD_CODE, DUPLICATE_REF, MISSING_CODE, UNKNOWN_MEMBER


class CellCheck(NamedTuple):
    """A formula that is true where something is wrong, and the fill that shows it."""

    formula: str
    fill: str


def missing_code(code: str, label: str) -> CellCheck:
    """A row carries a code, unless there are levels in tblNiveaux whose rows carry none."""
    without = f'SUMPRODUCT(({_NUMBERINGS}="—")*({_SUITES}<>"{layout.REPREND_LE_CODE}"))'
    formula = f"AND(LEN({code})=0,LEN({label})>0,IFERROR({without},0)=0)"
    return CellCheck(formula, MISSING_CODE)


_NUMBERINGS, _PREFIXES, _SEPARATORS, _SUITES = (
    *(layout.NUMEROTATIONS_DES_NIVEAUX.name, layout.PREFIXES_DES_NIVEAUX.name),
    *(layout.SEPARATEURS_DES_NIVEAUX.name, layout.SUITES_DES_NIVEAUX.name),
)


def bad_code(code: str) -> CellCheck:
    """A code is text: numbers joined by dots, as many as tblNiveaux has levels that count in
    figures, and nothing else, not even a space. Where the levels are written otherwise nothing is
    shown; where there is no such table, they are the usual ones."""
    others = "+".join(
        f'SUMPRODUCT(({name}&""<>"")*({name}&""<>"{usual}"){also})'
        for name, usual, also in (
            (_NUMBERINGS, "1", f'*({_NUMBERINGS}&""<>"—")'),
            (_PREFIXES, "", ""),
            (_SEPARATORS, ".", ""),
        )
    )
    most = f'SUMPRODUCT(--({_NUMBERINGS}&""="1"))'
    rest = code
    for digit in "0123456789":
        rest = f'SUBSTITUTE({rest},"{digit}","")'
    faults = (
        f"NOT(ISTEXT({code}))",
        f'{rest}<>REPT(".",LEN({rest}))',
        f"LEN({rest})>=IFERROR({most},{_USUAL})",
        f'LEFT({code})="."',
        f'RIGHT({code})="."',
        f'ISNUMBER(FIND("..",{code}))',
    )
    formula = f"AND(LEN({code})>0,IFERROR({others},0)=0,OR({','.join(faults)}))"
    return CellCheck(formula, BAD_CODE)


_USUAL = MOT.depth


def duplicate_ref(ref: str) -> CellCheck:
    """The whole column is counted, so that the range needs no change when rows are added."""
    column = ref.lstrip("$").rstrip("0123456789")
    return CellCheck(f"AND(LEN({ref})>0,COUNTIF(${column}:${column},{ref})>1)", DUPLICATE_REF)


def unknown_member(members: str) -> CellCheck:
    """A value that is neither a name, a key, nor the only alias of a member.

    Values are parted by semicolons or line breaks: there are as many as separators, and each
    member found in the cell takes one away. Accents count here, capitals do not. With no member in
    the table nothing is shown.
    """
    text = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({members},CHAR(10),";"),"; ",";")," ;",";")'
    text = f'SUBSTITUTE(";"&{text}&";",";;",";")'
    values = f'(LEN({text})-LEN(SUBSTITUTE({text},";",""))-1)'
    found = "+".join(
        f'SUMPRODUCT(--ISNUMBER(SEARCH(";"&{name}&";",{text})),--(LEN({name})>0))'
        for name in (
            layout.LISTE_ADHERENTS.name,
            layout.CLES_ADHERENTS.name,
            layout.ALIAS_ADHERENTS.name,
        )
    )
    known = f"SUMPRODUCT(--(LEN({layout.LISTE_ADHERENTS.name})>0))>0"
    return CellCheck(f"AND(LEN({members})>0,{known},{values}>{found})", UNKNOWN_MEMBER)
