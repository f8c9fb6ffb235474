"""Formulas hold together, wherever they stand: brackets and quotes are closed, sheets exist and are
quoted where their names ask for it, no equals sign begins them.

Excel removes the formula, the name, the rule or the validation ("Removed Records: Formula from
/xl/worksheets/sheet1.xml", "Removed Records: Named range from /xl/workbook.xml"). A chart whose
formula cannot be read goes with its whole drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

from tests.judges.own.areas import position
from tests.judges.own.package import MAIN, Package, length

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}f"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}f"
_MOST = 8_192  # characters (Excel specifications and limits)
_ELEMENTS = {
    MAIN + name
    for name in (
        "f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula",
        "totalsRowFormula",
    )
} | {_CHART, _XM}  # fmt: skip
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^\s'!(){},;:+\-*/^&=<>\"]+))!")
_PLAIN = re.compile(r"[^\W\d][\w.]*")  # what needs no quotes, unless it reads as a cell
_BOOK = re.compile(r"\[(\d+)\]")
_R1C1 = re.compile(r"(?:R\d|C\d|RC\d).*|R|C|RC", re.IGNORECASE)  # EPPlus 214, POI 545


def check(package: Package) -> Iterator[str]:
    sheets = {sheet.name.casefold() for sheet in package.sheets}
    books = len(package.workbook.findall(f"{MAIN}externalReferences/{MAIN}externalReference"))
    for part in package.parts:
        if not package.content_type(part).endswith("+xml"):
            continue
        for text, where in _formulas(package.xml(part)):
            for bad in _formula(text, sheets, books):
                yield f"{part}, {where}: {bad}: {text[:80]}"


def _formulas(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Each formula once: those of a long column differ in their rows only, and are read all."""
    for element in root.iter(*_ELEMENTS):
        text = (element.text or "").strip()
        if text:
            parent = element.getparent()
            name = str(element.tag).rpartition("}")[2]
            of = element.get("name") or (parent.get("r") if parent is not None else None)
            yield text, f"{name} {of}" if of else name


def _formula(text: str, sheets: set[str], books: int) -> Iterator[str]:
    if text.startswith("="):
        yield "begins with an equals sign"
        return
    if length(text) > _MOST:
        yield f"has {length(text)} characters, Excel takes {_MOST}"
    bare = _TEXT.sub('""', text)
    if "$$" in bare:
        yield "has a dollar too many"
    if any(letter in bare for letter in "(){}[]\"'"):
        yield from _brackets(text)
    if "!" in bare:
        yield from _sheets(bare, sheets, books)


def _brackets(text: str) -> Iterator[str]:
    try:
        tokens = Tokenizer(f"={text}").items
    except (TokenizerError, IndexError) as bad:
        yield f"does not hold together ({bad or 'a bracket too many'})"
        return
    depth = 0
    for token in tokens:
        if token.type in {Token.FUNC, Token.PAREN, Token.ARRAY}:
            depth += {Token.OPEN: 1, Token.CLOSE: -1}.get(token.subtype, 0)
    if depth:
        yield f"leaves {depth} brackets open"


def _sheets(bare: str, sheets: set[str], books: int) -> Iterator[str]:
    for found in _SHEET.finditer(bare):
        quoted, plain = found[1], found[2]
        name = quoted.replace("''", "'") if quoted is not None else plain
        if name.startswith("#"):
            continue  # #REF!
        if "[" in name:
            book = _BOOK.search(name)
            if book and int(book[1]) > books:
                yield f"asks for the workbook {book[1]} of {books}"
            continue
        if quoted is None and (
            not _PLAIN.fullmatch(name) or position(name) or _R1C1.fullmatch(name)
        ):
            yield f"the sheet {name} stands without quotes"
        elif name.casefold() not in sheets and not _spans(name, sheets):
            yield f"the sheet {name!r} does not exist"


def _spans(name: str, sheets: set[str]) -> bool:
    """``'First:Last'!A1``, sheets in a row; the colon is in no name of a sheet."""
    ends = name.split(":")
    return len(ends) == 2 and all(end.casefold() in sheets for end in ends)
