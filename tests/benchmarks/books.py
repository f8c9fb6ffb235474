"""Workbooks to measure on: the shipped one, and the same programme repeated to many rows."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

from motxl.importers.job import fill, read_source
from motxl.importers.tables import new_workbook
from motxl.importers.text import Line
from motxl.programme.codes import format_code, parse_code
from motxl.workbook.shipped import source_path, template_path

SOURCE = "programme-2025.txt"


def shipped_book() -> Path:
    return template_path("programme-2025", None)


def large_book(path: Path, rows: int) -> None:
    """The 2025 programme again and again, each time with its axes counted further up.

    All columns of the template are there, filled as an import fills them.
    """
    source = read_source(source_path(SOURCE))
    lines = source.lines
    more: list[Line] = []
    for number, line in enumerate(islice(cycle(lines), rows)):
        turn = number // len(lines)
        axis, *rest = parse_code(line.code) or (0,)
        label = line.label.replace(f"AXE {axis} ", f"AXE {axis + 3 * turn} ")
        more.append(Line(number + 1, format_code((axis + 3 * turn, *rest)), label))
    source.lines = more
    template = template_path("programme", None)
    new = new_workbook(source, year=2025, file_name=SOURCE)
    data, _references = fill(new, template.read_bytes(), template)
    path.write_bytes(data)
