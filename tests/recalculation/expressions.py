"""Formulas of all forms over a block of data, drawn at random.

They refer to data, to constants around it and to formulas that were drawn before: never in a
circle. Rows are 1-based.
"""

from __future__ import annotations

import re
from random import Random
from typing import NamedTuple

FOLLOWS_PLACES = re.compile(r"\b(?:ROWS?|OFFSET|INDIRECT|COUNTBLANK|ADDRESS)\(|\bnSous\b")
"""What counts rows, or finds cells by their distance: Excel gives it another value, too"""


class Block(NamedTuple):
    """Data of one sheet: keys in column A, numbers in B to D, of which D may be computed."""

    sheet: str
    first: int
    last: int
    rows: tuple[int, ...]
    """Those of the data that a formula elsewhere may name alone"""
    spans: tuple[tuple[int, int], ...]
    """First and last rows of the ranges that a formula may name"""
    constants: tuple[int, ...]
    """Rows above and below the data that hold a number in B"""
    table: str | None = None
    names: tuple[str, ...] = ()
    """Defined names that give a number in any cell of the workbook"""

    @property
    def quoted(self) -> str:
        plain = re.fullmatch(r"[^\W\d][\w.]*", self.sheet)
        like_a_cell = re.fullmatch(r"[A-Za-z]{1,3}[0-9]+", self.sheet)
        return (
            self.sheet if plain and not like_a_cell else "'" + self.sheet.replace("'", "''") + "'"
        )


class Expressions:
    """Draws formulas for the cells of one sheet; ``earlier`` are cells with a formula drawn before,
    each with its sheet's prefix and exclamation mark."""

    def __init__(self, rng: Random, own: str, blocks: list[Block], earlier: list[str]) -> None:
        self.rng = rng
        self.own = own
        self.blocks = blocks
        self.earlier = earlier

    def number(self, row: int | None = None, depth: int = 2) -> str:
        """``row`` is the formula's own where it lies beside the data."""
        rng = self.rng
        if depth and rng.random() < 0.45:
            one, other = self.number(row, depth - 1), self.number(row, depth - 1)
            shape = rng.choice(
                [
                    "{0}+{1}",
                    "({0}-{1})*2",
                    "IF({0}>{1},{0},{1})",
                    "ROUND({0}/3,2)+{1}",
                    "MAX({0},{1},7)",
                    "LOG10(100+ABS({0}))",
                    "ATAN2(1+ABS({0}),2)",
                    "LEN({0}&\"A5:B$9 ''\")",
                    "-{0}%+{1}",
                    "IFERROR({0}/0,{1})",
                    "CHOOSE(2,{0},{1})",
                    "SUM({0},{1})",
                ]
            )
            return shape.format(one, other)
        kinds = [self._cell, self._over_range, self._over_range, self._looked_up, self._over_column]
        kinds += [self._several, self._named, self._structured, self._chained, self._cell]
        return rng.choice(kinds)(row)

    def text(self, row: int | None = None) -> str:
        block = self._block()
        return (
            f'{self._prefix(block)}{self._at("A", self._row(block, row))}&"-"&{self.number(row, 0)}'
        )

    def counting_rows(self) -> str:
        """A formula whose value follows places, not cells."""
        block = self._block()
        area = self._range("B", *self.rng.choice(block.spans))
        where = self._prefix(block)
        return self.rng.choice(
            [
                f"ROWS({where}{area})",
                f"ROW({where}{self._at('B', self.rng.choice(block.rows))})",
                f"COUNTBLANK({where}{area})",
                "COUNT(nSous)",
                f"SUM(OFFSET({where}{self._at('B', self.rng.choice(block.constants))},0,0,2,1))",
            ]
        )

    # Pieces

    def _block(self) -> Block:
        return self.rng.choice(self.blocks)

    def _prefix(self, block: Block) -> str:
        own = block.sheet == self.own
        return "" if own and self.rng.random() < 0.8 else f"{block.quoted}!"

    def _row(self, block: Block, row: int | None) -> int:
        if block.sheet == self.own and row is not None and self.rng.random() < 0.5:
            return row
        return self.rng.choice(block.rows)

    def _at(self, column: str, row: int) -> str:
        fixed = self.rng.choice(["", "", "$"]), self.rng.choice(["", "", "$"])
        return f"{fixed[0]}{column}{fixed[1]}{row}"

    def _range(self, columns: str, first: int, last: int) -> str:
        return f"{self._at(columns[0], first)}:{self._at(columns[-1], last)}"

    def _cell(self, row: int | None) -> str:
        block = self._block()
        rows = [self._row(block, row), *block.constants[:1]]
        return f"{self._prefix(block)}{self._at('B', self.rng.choice(rows))}"

    def _over_range(self, _row: int | None) -> str:
        block, rng = self._block(), self.rng
        columns = rng.choice(["B", "C", "BC", "D"])
        where, area = self._prefix(block), self._range(columns, *rng.choice(block.spans))
        if where and rng.random() < 0.2:
            area = area.replace(":", f":{where}")
        return f"{rng.choice(['SUM', 'SUM', 'AVERAGE', 'MAX', 'MIN', 'COUNT'])}({where}{area})"

    def _over_column(self, _row: int | None) -> str:
        block, rng = self._block(), self.rng
        where = self._prefix(block)
        inside = f"{self._at('B', block.rows[0])}:{self._at('C', block.rows[-1])}"
        return rng.choice(
            [
                f"SUM({where}B:B)",
                f"SUM({where}$B:C)",
                f"SUM({where}B:B {where}{inside})",
                f'COUNTIF({where}$A:$A,"k*")',
                f'SUMIF({where}A:A,"k1",{where}B:B)',
            ]
        )

    def _looked_up(self, _row: int | None) -> str:
        block, rng = self._block(), self.rng
        where, span = self._prefix(block), (block.first, block.last)
        keys, numbers = self._range("A", *span), self._range("B", *span)
        key = f"{where}{self._at('A', rng.choice(block.rows))}"
        return rng.choice(
            [
                f"VLOOKUP({key},{where}{self._range('AC', *span)},2,FALSE)",
                f"INDEX({where}{numbers},MATCH({key},{where}{keys},0))",
                f"SUMIF({where}{keys},{key},{where}{numbers})",
                f'SUMPRODUCT(({where}{keys}<>"")*1,{where}{numbers})',
                f"COUNTA({where}{keys})",
                f'SUMIFS({where}{numbers},{where}{keys},"k*",{where}{numbers},">3")',
            ]
        )

    def _several(self, _row: int | None) -> str:
        block, rng = self._block(), self.rng
        where = self._prefix(block)
        one, other = (self._range("BC", *rng.choice(block.spans)) for _ in range(2))
        return rng.choice(
            [f"SUM({where}{one},{where}{other})", f"SUM(({where}{one},{where}{other}))"]
        )

    def _named(self, row: int | None) -> str:
        names = [name for block in self.blocks for name in block.names]
        if not names:
            return self._cell(row)
        name = self.rng.choice(names)
        return f"SUM({name})"

    def _structured(self, row: int | None) -> str:
        tables = [block for block in self.blocks if block.table]
        if not tables:
            return self._over_range(row)
        block = self.rng.choice(tables)
        name = block.table
        shapes = [
            f"SUM({name}[Nombre])",
            f"SUM({name}[[Nombre]:[Valeur]])",
            f"MAX({name}[[#Data],[Valeur]])",
            f"COUNTA({name}[[#Headers],[Clé]:[Nombre]])",
            f'SUMIF({name}[Clé],"k*",{name}[Nombre])',
        ]
        if row is not None and block.sheet == self.own:
            shapes += [f"N({name}[[#This Row],[Nombre]])"] * 3
        return self.rng.choice(shapes)

    def _chained(self, row: int | None) -> str:
        if not self.earlier:
            return self._cell(row)
        sheet, _, cell = self.rng.choice(self.earlier).rpartition("!")
        column, number = cell.rstrip("0123456789"), int(cell[len(cell.rstrip("0123456789")) :])
        own = any(block.sheet == self.own and block.quoted == sheet for block in self.blocks)
        return ("" if own else f"{sheet}!") + self._at(column, number)
