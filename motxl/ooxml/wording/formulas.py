"""Sheets, columns and values in formulas (ECMA-376 part 1, 18.17), in other words."""

from __future__ import annotations

import re
from collections.abc import Callable

from motxl.ooxml.cells.formulas import closing_bracket
from motxl.ooxml.wording.words import Wording

_TOKEN = re.compile(
    r'(?P<text>"(?>(?:[^"]|"")*)")'
    r"|(?P<quoted>'(?>(?:[^']|'')+)'!)"
    r"|(?P<sheet>[\w.\\]+!)"
    r"|(?P<table>[\w.\\]+)?(?P<bracket>\[)"
    r"|(?P<word>[\w.\\]+)"
)
_OF_OTHERS = re.compile(r"[\w.\\]*!")
"""What follows the number of another workbook"""
_SIMPLE = re.compile(r"[^\W\d][\w.]*\Z")
_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+\Z|[rRcC][0-9]*\Z")


class FormulaWords:
    """Exchanges the words of formulas, in one direction."""

    def __init__(self, words: Wording, *, writing: bool) -> None:
        self._words = words
        self._writing = writing
        self.sheet: Callable[[str], str] = words.sheets.direction(writing=writing)
        self._value = words.anywhere.direction(writing=writing)

    def of(self, formula: str, table: str = "") -> str:
        """A formula, in a cell of ``table`` where one is given: ``[@Type]`` is a column of it."""
        pieces: list[str] = []
        position = search = 0
        while (match := _TOKEN.search(formula, search)) is not None:
            search = match.end()
            if match["text"] is not None:
                inner = match["text"][1:-1].replace('""', '"')
                new = '"' + self._said(inner).replace('"', '""') + '"'
            elif match["quoted"] is not None:
                new = self._quoted(match["quoted"][1:-2].replace("''", "'"), quoted=True) + "!"
            elif match["sheet"] is not None:
                new = self._quoted(match["sheet"][:-1], quoted=False) + "!"
            elif match["bracket"] is not None:
                search = closing_bracket(formula, match.start("bracket"))
                inner = formula[match.start("bracket") : search]
                outside = None if match["table"] else _OF_OTHERS.match(formula, search)
                if outside is not None:
                    search = outside.end()
                    continue
                new = (match["table"] or "") + self._columns(match["table"] or table, inner)
            else:
                continue
            pieces += [formula[position : match.start()], new]
            position = search
        return "".join((*pieces, formula[position:]))

    def _said(self, text: str) -> str:
        """A text of a formula: a value, or the values of a list of a drop-down."""
        if "," not in text:
            return self._value(text)
        return ",".join(map(self._value, text.split(",")))

    def _quoted(self, name: str, *, quoted: bool) -> str:
        book = name[: name.index("]") + 1] if name.startswith("[") and "]" in name else ""
        if book and book[1:-1].isdigit():
            return f"'{name}'" if quoted else name  # of another workbook
        first, colon, last = name.removeprefix(book).partition(":")
        new = book + self.sheet(first) + (colon + self.sheet(last) if colon else "")
        if quoted or not (_SIMPLE.match(new) and not _CELL.match(new)):
            return "'" + new.replace("'", "''") + "'"
        return new

    def _columns(self, table: str, inside: str) -> str:
        """What stands between brackets behind a table's name: ``[Réf.]``, ``[[#All],[Type]]``."""
        exchange = self._words.columns(table)
        if exchange is None:
            return inside
        to = exchange.direction(writing=self._writing)
        deep = inside.startswith("[[") or inside.startswith("[@[")
        pieces: list[str] = []
        position = 0
        while position < len(inside):
            opening = inside.find("[", position)
            if opening < 0:
                break
            if deep and opening == 0:
                pieces.append(inside[:1])
                position = 1
                continue
            closing = closing_bracket(inside, opening)
            name = inside[opening + 1 : closing - 1]
            at = "@" if name.startswith("@") else ""
            name = name.removeprefix("@")
            if not name.startswith("#"):
                name = _escaped(to(_plain(name)))
            pieces.append(inside[position:opening] + "[" + at + name + "]")
            position = closing
        return "".join((*pieces, inside[position:]))


def _plain(name: str) -> str:
    return re.sub(r"'(.)", r"\1", name, flags=re.DOTALL)


def _escaped(name: str) -> str:
    """A column's name as a structured reference spells it (18.17.6.3)."""
    return "".join(f"'{one}" if one in "[]#'@" else one for one in name)
