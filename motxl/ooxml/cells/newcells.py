"""What a cell of a sheet will hold when it is given a value."""

from __future__ import annotations

import math
import sys
from contextlib import suppress
from datetime import date, time
from numbers import Integral, Real

from motxl.a1 import to_a1
from motxl.i18n import _
from motxl.ooxml.cells.cells import Cell, value_element
from motxl.ooxml.cells.opensheet import OpenSheet
from motxl.ooxml.dates import to_serial
from motxl.ooxml.errors import CellRefusedError
from motxl.ooxml.looks import colouring
from motxl.ooxml.looks.colouring import spans_of
from motxl.ooxml.looks.rich import RawRun, RichText
from motxl.ooxml.values import ColouredText, MarkedText, Value
from motxl.ooxml.xml.text import MAX_TEXT, is_too_long
from motxl.text.runs import Run


def holds(sheet: OpenSheet, cell: Cell, value: Value) -> bool:
    """Whether a cell shows ``value`` already."""
    if value is None or cell.text is None:
        return value is None and cell.text is None
    if isinstance(value, str):
        return cell.kind == "text" and cell.text == value
    if isinstance(value, bool):
        return cell.kind == "boolean" and cell.text == str(int(value))
    if cell.kind != "number":
        return False
    try:
        return float(cell.text) == float(_number(sheet, value, cell.row, cell.column))
    except ValueError:
        return False


def _is_decimal(value: object) -> bool:
    """Whoever has one has imported its module, which the Python of browsers lacks."""
    module = sys.modules.get("decimal")
    return module is not None and isinstance(value, module.Decimal)


def _number(
    sheet: OpenSheet, value: int | float | date | time, row: int, column: int
) -> int | float:
    """Python's own number, whose ``repr`` is a number: that of numpy's is none."""
    number: int | float = math.nan
    if isinstance(value, date | time):
        with suppress(ValueError):
            number = to_serial(value, date1904=sheet.shared.date1904)
    elif isinstance(value, Integral):
        number = int(value)
    elif isinstance(value, Real) or _is_decimal(value):
        number = float(value)
    else:
        raise CellRefusedError(
            _(
                "Cell {cell} of sheet {sheet} cannot hold a {kind}: give it a text, a number, "
                "a date, a time, a bool or None."
            ).format(cell=to_a1(row, column), sheet=sheet.name, kind=type(value).__name__)
        )
    if math.isfinite(number):
        return number
    raise CellRefusedError(
        _("Cell {cell} of sheet {sheet} cannot hold {value}: Excel has no such number.").format(
            cell=to_a1(row, column), sheet=sheet.name, value=value
        )
    )


def plain_content(
    sheet: OpenSheet, value: Value, row: int, column: int
) -> tuple[str | None, bytes]:
    """The type and content of a cell that holds anything but text."""
    if value is None:
        return None, b""
    if isinstance(value, bool):
        return "b", value_element(sheet.part.prefix, b"%d" % value)
    assert not isinstance(value, str)
    number = repr(_number(sheet, value, row, column))
    return None, value_element(sheet.part.prefix, number.encode())


def new_content(
    sheet: OpenSheet, value: Value, row: int, column: int, style: int = 0
) -> tuple[str | None, bytes]:
    """The type and content of a cell that did not exist."""
    if not isinstance(value, str):
        return plain_content(sheet, value, row, column)
    check_text(sheet, value, row, column)
    return "inlineStr", string_element(sheet, value, b"is", style)


def string_element(sheet: OpenSheet, text: str, name: bytes, style: int) -> bytes:
    """An ``<is>`` or ``<si>`` that says ``text``, with its colours and marks in a cell of a
    format."""
    strings = sheet.shared.strings
    prefix = sheet.part.prefix if name == b"is" or strings is None else strings.prefix
    rich = RichText(b"<%b%b>" % (prefix, name), (), b"", b"</%b%b>" % (prefix, name), prefix)
    if not isinstance(text, ColouredText):
        return rich.with_runs([Run(text, None)])
    styles = sheet.shared.styles
    runs: tuple[RawRun, ...] = (Run(str(text), None),)
    spans = [span for span in spans_of(text) if span[2] is not None]
    found = colouring.set_colours(runs, spans, styles.font(style), styles.palette, prefix)
    if found is not None:
        runs = found
    if isinstance(text, MarkedText):
        runs = tuple(colouring.set_marks(runs, text, styles.font(style), prefix))
    return rich.with_runs(runs)


def check_text(sheet: OpenSheet, text: str, row: int, column: int) -> None:
    """Refuse a text that is longer than a cell can hold."""
    if is_too_long(text):
        raise CellRefusedError(
            _(
                "Cell {cell} of sheet {sheet} would hold more than {limit} characters, which "
                "Excel does not allow: shorten the text."
            ).format(cell=to_a1(row, column), sheet=sheet.name, limit=MAX_TEXT)
        )
