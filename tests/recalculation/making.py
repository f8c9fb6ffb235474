"""Workbooks drawn at random, each with a change of its rows; a seed gives the same one for ever."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from random import Random
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.workbook import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from tests.recalculation.changes import Change, drawn
from tests.recalculation.controls import with_controls
from tests.recalculation.expressions import Block, Expressions
from tests.recalculation.furniture import furnish, with_extensions
from tests.recalculation.pivots import with_pivot

TABLE = "tblPlan"
_COLUMNS = ("Clé", "Nombre", "Autre", "Valeur")
_NAMES = ("Plan", "Données 2", "L'été", "AB12", "2025", "Plan.1", "Feuil_1")


class Made(NamedTuple):
    data: bytes
    change: Change


def made(seed: int) -> Made:
    """The workbook of a seed, and what is done to it."""
    return _Making(Random(seed)).made()


class _Making:
    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.stream = io.BytesIO()
        self.book: Book = xlsxwriter.Workbook(self.stream, {"in_memory": True})
        self.book.set_properties({"created": datetime(2025, 1, 29)})
        self.pieces: dict[str, dict[str, str]] = {}
        """By sheet and cell, the XML of a formula that XlsxWriter does not write"""
        self.shared = 0
        self.earlier: list[str] = []

    def made(self) -> Made:
        rng = self.rng
        name = rng.choice(_NAMES)
        names = [name, "Autre", "Synthèse"]
        if rng.random() < 0.4:
            names[0], names[1] = names[1], names[0]
        sheets = {one: self.book.add_worksheet(one) for one in names}
        first = rng.randint(3, 6)
        last = first + rng.randint(3, 9)
        with_table = rng.random() < 0.6
        self.change = drawn(rng, name, first, last, TABLE if with_table else None)
        plan = self._block(name, first, last, with_table)
        other = Block("Autre", 3, 8, tuple(range(3, 9)), ((3, 8), (4, 6), (3, 5)), (1, 11))
        self._data(sheets[name], plan)
        self._data(sheets["Autre"], other)
        plan = plan._replace(names=self._define(plan, other))
        blocks = [plan, other]
        self._beside(sheets[name], plan, blocks)
        self._elsewhere(sheets["Autre"], "Autre", blocks, 12)
        self._around(sheets[name], plan, blocks)
        self._last(sheets["Synthèse"], blocks)
        furnish(rng, self.book, sheets, plan, other, self.change)
        if rng.random() < 0.04:
            three = f"=SUM('{names[0].replace(chr(39), chr(39) * 2)}:{names[1]}'!B{last + 3})"
            sheets["Synthèse"].write_formula("E1", three)
        self.book.close()
        data = self._finished(names)
        if plan.table and rng.random() < 0.25:
            data = with_pivot(rng, data, plan)
        if rng.random() < 0.4:
            data = with_controls(rng, data, plan)
        return Made(data, self.change)

    # Data

    def _block(self, sheet: str, first: int, last: int, with_table: bool) -> Block:
        change, rng = self.change, self.rng
        rows = tuple(row for row in range(first, last + 1) if row not in change.rows)
        if change.kind in ("insert", "move"):
            rows = tuple(range(first, last + 1))
        spans = {(first, last)}
        for _ in range(6):
            one = rng.randint(first, last)
            span = (one, rng.randint(one, last))
            inside = set(range(span[0], span[1] + 1))
            window = set(change.rows)
            if change.kind == "move" and inside & window and not window <= inside:
                continue
            if change.kind == "delete" and inside <= window:
                continue
            spans.add(span)
        constants = (1, last + 3)
        table = TABLE if with_table else None
        return Block(sheet, first, last, rows, tuple(sorted(spans)), constants, table)

    def _data(self, sheet: Worksheet, block: Block) -> None:
        rng = self.rng
        head = block.first - 1
        if not block.table:
            for column, title in enumerate(_COLUMNS):
                sheet.write_string(head - 1, column, title)
        for row in block.constants:
            sheet.write_number(row - 1, 1, rng.randint(1, 99))
        for row in range(block.first, block.last + 1):
            sheet.write_string(row - 1, 0, f"k{row}")
            for column in (1, 2, 3):
                if column != 2 or rng.random() < 0.8:
                    sheet.write_number(row - 1, column, rng.randint(1, 99))
        if block.table:
            columns = [{"header": title} for title in _COLUMNS]
            if rng.random() < 0.5:
                columns[3]["formula"] = '=IF([@Nombre]="","",[@Nombre]*2)'
            sheet.add_table(
                head - 1,
                0,
                block.last - 1,
                3,
                {"name": block.table, "columns": columns, "autofilter": rng.random() < 0.7},
            )

    def _define(self, plan: Block, other: Block) -> tuple[str, ...]:
        rng, where = self.rng, plan.quoted
        found = {
            "nCellule": f"={where}!$B${rng.choice(plan.rows)}",
            "nConstante": "=42",
            "nAutre": f"=Autre!$B${rng.choice(other.rows)}",
        }
        for number, (first, last) in enumerate(rng.sample(plan.spans, min(2, len(plan.spans)))):
            found[f"nPlage_{number}"] = f"={where}!$B${first}:$C${last}"
        found["nCalcul"] = f"=SUM({where}!$B${plan.first}:$B${plan.last})*2"
        for name, formula in found.items():
            self.book.define_name(name, formula)
        # What has no dollar counts from the cell that uses it: here its own row, of its own sheet.
        self.book.define_name("nLigne", f"={where}!$B1")
        self.book.define_name("nSous", f"={where}!$B{plan.first + 1}")
        if "'" not in plan.sheet:  # XlsxWriter takes no such name of a sheet here
            self.book.define_name(f"{where}!nLocal", f"={where}!$C${rng.choice(plan.rows)}")
        return tuple(found)

    # Formulas

    def _put(self, sheet: Worksheet, block: str, column: str, row: int, formula: str) -> None:
        sheet.write_formula(f"{column}{row}", "=" + formula)
        self.earlier.append(f"{block}!{column}{row}")

    def _beside(self, sheet: Worksheet, plan: Block, blocks: list[Block]) -> None:
        """Formulas in the rows of the data, one after the other and shared."""
        rng = self.rng
        draw = Expressions(rng, plan.sheet, blocks, self.earlier)
        kept = list(self.earlier)
        for row in range(plan.first, plan.last + 1):
            for column in "FG":
                if rng.random() < 0.6:
                    formula = draw.number(row)
                    if rng.random() < 0.1:
                        formula = f"SUM(nLigne)+{formula}"
                    sheet.write_formula(f"{column}{row}", "=" + formula)
                    if row in plan.rows:
                        kept.append(f"{plan.quoted}!{column}{row}")
            sheet.write_formula(f"H{row}", "=" + draw.text(row))
        shared = self._shareable(plan, blocks, plan.first)
        self._share(sheet, "J", plan.first, plan.last, "J", shared)
        if rng.random() < 0.6:
            top = rng.randint(plan.first, plan.last - 1)
            shared = self._shareable(plan, blocks, rng.choice([top, top, plan.first]))
            self._share(sheet, "K", top, plan.last, "L", shared)
        row = rng.choice(plan.rows)
        if rng.random() < 0.4:
            sheet.write_array_formula(f"N{row}:P{row}", f"{{=B{row}:D{row}*2}}")
        self.earlier += kept

    def _shareable(self, plan: Block, blocks: list[Block], row: int) -> str:
        """A formula that begins at a row of the data and reads on, cell after cell, within it."""
        rng = self.rng
        other = next(block for block in blocks if block is not plan)
        span = f"$B${plan.first}:B${plan.last}"
        return rng.choice(
            [
                f"$B{row}*2+$B$1",
                f"SUM({span})-$B{row}",
                f"$B{row}+{other.quoted}!$B${rng.choice(other.rows)}",
                f"{plan.quoted}!$B{row}*{other.quoted}!$B{other.first}",
                f"SUM($B${plan.first}:$B{row})",
                f"SUM(B:B)+$B{row}",
                f"SUM($B:$B)-$C{row}",
                f'IF($A{row}="","vide",$A{row}&"A{row}")',
                f"$B{row}+N($B{row - 1})",
            ]
        )

    def _share(
        self, sheet: Worksheet, left: str, first: int, last: int, right: str, formula: str
    ) -> None:
        """One formula of many cells (18.3.1.40): its first cell holds the text."""
        columns = [chr(code) for code in range(ord(left), ord(right) + 1)]
        index, self.shared = self.shared, self.shared + 1
        pieces = self.pieces.setdefault(sheet.get_name(), {})
        cells = [f"{column}{row}" for row in range(first, last + 1) for column in columns]
        for place, cell in enumerate(cells):
            # Any but the first may be overwritten by a formula of its own.
            if place and self.rng.random() < 0.1:
                continue
            sheet.write_formula(cell, "=0")
            ref = f' ref="{cells[0]}:{cells[-1]}"' if not place else ""
            escaped = formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            pieces[cell] = (
                f'<f t="shared"{ref} si="{index}">{escaped}</f>'
                if not place
                else f'<f t="shared" si="{index}"/>'
            )

    def _around(self, sheet: Worksheet, plan: Block, blocks: list[Block]) -> None:
        """Formulas above and below the data."""
        draw = Expressions(self.rng, plan.sheet, blocks, self.earlier)
        for row in [*range(1, plan.first - 1), *range(plan.last + 2, plan.last + 6)]:
            for column in "FGH":
                if self.rng.random() < 0.5:
                    self._put(sheet, plan.quoted, column, row, draw.number())
        for row in (plan.last + 7, plan.last + 9):
            area = self._columns(plan)
            formula = f"{{={area}*2}}" if row % 2 else f"{{=SUM({area}*{area})}}"
            down = plan.last - plan.first if row % 2 else 0
            sheet.write_array_formula(row - 1, 17 + row % 2, row - 1 + down, 17 + row % 2, formula)
        if self.rng.random() < 0.3:
            row = plan.last + 12
            sheet.write_dynamic_array_formula(
                row - 1, 20, row + 1, 20, f"=B{plan.first}:B{plan.last}*3"
            )

    def _columns(self, plan: Block) -> str:
        fixed = self.rng.choice(["", "$"])
        return f"B{fixed}{plan.first}:B{fixed}{plan.last}"

    def _elsewhere(self, sheet: Worksheet, name: str, blocks: list[Block], rows: int) -> None:
        draw = Expressions(self.rng, name, blocks, self.earlier)
        quoted = next(block.quoted for block in blocks if block.sheet == name)
        for row in range(1, rows + 1):
            for column in "FGH":
                if self.rng.random() < 0.5:
                    self._put(sheet, quoted, column, row, draw.number())

    def _last(self, sheet: Worksheet, blocks: list[Block]) -> None:
        """A sheet that nothing refers to: whole rows, counts of rows, and whatever else."""
        rng, plan = self.rng, blocks[0]
        draw = Expressions(rng, "Synthèse", blocks, self.earlier)
        for row in range(1, 9):
            sheet.write_formula(f"A{row}", "=" + draw.number())
            if rng.random() < 0.4:
                sheet.write_formula(f"B{row}", "=" + draw.counting_rows())
            if rng.random() < 0.4:
                one = rng.choice(plan.rows)
                fixed = rng.choice(["", "$"])
                formula = f"=MAX({plan.quoted}!{fixed}{one}:{fixed}{one})"
                sheet.write_formula(f"C{row}", formula)
            if rng.random() < 0.3:
                sheet.write_array_formula(
                    f"D{row}", f"{{=SUM(({plan.quoted}!B{plan.first}:B{plan.last}>3)*1)}}"
                )
        one = f"B{plan.first}" if self.change.kind == "insert" else f"$B${plan.rows[0]}"
        self._share(sheet, "F", 2, 5, "G", f"{plan.quoted}!{one}+$A2")

    # The package

    def _finished(self, names: list[str]) -> bytes:
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(self.stream) as archive,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for item in archive.infolist():
                data = archive.read(item)
                match = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", item.filename)
                if match:
                    name = names[int(match[1]) - 1]
                    data = self._with_pieces(data.decode(), name).encode()
                    data = with_extensions(data, self.rng, name == self.change.sheet, self.change)
                new.writestr(item, data)
        return stream.getvalue()

    def _with_pieces(self, xml: str, sheet: str) -> str:
        for cell, piece in self.pieces.get(sheet, {}).items():
            xml, done = re.subn(rf'(<c r="{cell}"[^>]*>)<f>0</f>', rf"\g<1>{_quoted(piece)}", xml)
            assert done == 1, cell
        return xml


def _quoted(piece: str) -> str:
    return piece.replace("\\", r"\\")
