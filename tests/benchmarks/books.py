"""Workbooks to measure on: the shipped one, and the same programme repeated to many rows."""

from __future__ import annotations

import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path

import xlsxwriter

from motxl.importers.filling import fill, read_source
from motxl.importers.tables import new_workbook
from motxl.importers.text import SourceLine
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from motxl.programme.codes import format_code, parse_code
from motxl.template.shipped import source_path, template_path

SOURCE = "programme-2025.txt"


def in_a_process(make: str, *arguments: object) -> None:
    """Call a function of this package in a process of its own.

    What a process measures of its children begins with its own size.
    """
    module, _, name = make.rpartition(".")
    code = f"from pathlib import Path, PosixPath, WindowsPath\nfrom {module} import {name}\n"
    call = f"{name}({', '.join(map(repr, arguments))})"
    subprocess.run([sys.executable, "-c", code + call], check=True)


def shipped_book() -> Path:
    return template_path("programme-2025", None)


def large_book(path: Path, rows: int) -> None:
    """The 2025 programme again and again, each time with its axes counted further up.

    All columns of the template are there, filled as an import fills them.
    """
    source = read_source(source_path(SOURCE))
    lines = source.lines
    more: list[SourceLine] = []
    for number, line in enumerate(islice(cycle(lines), rows)):
        turn = number // len(lines)
        axis, *rest = parse_code(line.code) or (0,)
        label = line.label.replace(f"AXE {axis} ", f"AXE {axis + 3 * turn} ")
        more.append(SourceLine(number + 1, format_code((axis + 3 * turn, *rest)), label))
    source.lines = more
    template = template_path("programme", None)
    new = new_workbook(source, year=2025, file_name=SOURCE)
    data = fill(new, template.read_bytes(), template).data
    path.write_bytes(data)


def long_book(path: Path, rows: int) -> None:
    """The 2025 programme again and again under its three axes, the objectives counted further up.

    That many lines under that few axes is what a summary has to count.
    """
    source = read_source(source_path(SOURCE))
    lines = source.lines
    more: list[SourceLine] = []
    for number, line in enumerate(islice(cycle(lines), rows)):
        turn = number // len(lines)
        axis, *rest = parse_code(line.code) or (0,)
        if not rest and turn:
            continue
        code = (axis, rest[0] + 10 * turn, *rest[1:]) if rest else (axis,)
        more.append(SourceLine(number + 1, format_code(code), line.label))
    more.sort(key=lambda line: (parse_code(line.code) or (), line.number))
    source.lines = more
    template = template_path("programme", None)
    new = new_workbook(source, year=2025, file_name=SOURCE)
    data = fill(new, template.read_bytes(), template).data
    path.write_bytes(data)


FOUR = ("Axe", "Programme de travail", "Type", "Frontière")


def four_columns(book: Path, path: Path) -> None:
    """The code, label, type and border of each row of such a workbook, and nothing else, coloured
    as there."""
    table = Workbook.open(book).table("tblProgramme")
    assert table is not None
    numbers = {table.columns.index(name) + 1: place for place, name in enumerate(FOUR)}
    data = (table.first_data_row, table.last_data_row)
    runs = {cell.row: cell for cell in table.sheet.runs([2], *data)}
    written = xlsxwriter.Workbook(path)
    sheet, looks = written.add_worksheet("Programme"), {None: written.add_format()}
    for cell in table.sheet.cells(numbers, *data):
        place = (cell.row - data[0] + 1, numbers[cell.column])
        label = runs[cell.row] if cell.column == 2 else None
        if label is not None and len(label.runs) > 1:
            pieces: list[object] = []
            for run in label.runs:
                if run.properties != label.cell_colour:
                    colour = {"font_color": f"#{run.properties}"}
                    looks.setdefault(run.properties, None)
                    looks[run.properties] = looks[run.properties] or written.add_format(colour)
                    pieces.append(looks[run.properties])
                pieces.append(run.text)
            sheet.write_rich_string(*place, *pieces)
        elif cell.text:
            sheet.write_string(*place, cell.text)
    options = {"name": "tblProgramme", "columns": [{"header": name} for name in FOUR]}
    sheet.add_table(0, 0, data[1] - data[0] + 1, len(FOUR) - 1, options)
    written.close()


def faulty_book(path: Path, rows: int) -> None:
    """A programme in which every row has something to correct: four findings in each."""
    written = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = written.add_worksheet("Programme")
    sheet.write_row(0, 0, FOUR)
    for row in range(rows):
        code = format_code((1 + row // 2500, 1 + row // 50 % 50, 1 + row % 50))
        label = f"Action {row} (cf Cross-border deal thème 3)"
        sheet.write_row(row + 1, 0, (f" {code} ", label, "Action", "FR BE"))
    written.close()


def ten_columns(path: Path, rows: int) -> None:
    """A table of numbers and texts, half of each; formulas on another sheet refer to it."""
    written = xlsxwriter.Workbook(path)
    sheet = written.add_worksheet("Data")
    options = {"name": "tblTen", "columns": [{"header": f"Column {n}"} for n in range(10)]}
    sheet.add_table(0, 0, rows, 9, options)
    for row in range(1, rows + 1):
        for column in range(5):
            sheet.write_number(row, column, row * 10 + column / 8)
            text = f"text {row * column % 5000} & more" if column % 2 else f"row {row}"
            sheet.write_string(row, column + 5, text)
    other = written.add_worksheet("Other")
    other.write_formula(0, 0, f"=SUM(Data!A2:A{rows + 1})")
    other.write_formula(1, 0, "=Data!B50")
    written.close()


def plain_book(path: Path, plain: Path) -> None:
    """The same workbook with no reference coloured, and nothing written beside them."""
    workbook = Workbook.open(path)
    table = workbook.table("tblProgramme")
    assert table is not None
    label = table.find_column("Programme de travail 2025") or table.ref.first_column + 1
    for cell in list(table.sheet.runs([label], table.first_data_row)):
        start = 0
        for run in cell.runs:
            end = start + len(run.text)
            if run.properties != cell.cell_colour:
                table.sheet.set_colour((cell.row, cell.column), start, end, None)
            start = end
    names = ("Thèmes Deal", "Thèmes transversaux", "Jetons")
    derived = map(table.find_column, names)
    columns = [column for column in derived if column is not None]
    for value in list(table.sheet.cells(columns, table.first_data_row)):
        table.sheet.set_value((value.row, value.column), None)
    plain.write_bytes(workbook.to_bytes())


def members_book(path: Path, members: int) -> None:
    """The 2025 programme with so many members, of all borders and languages, with addresses."""
    book = Workbook.open(shipped_book())
    table = book.table("tblAdherents")
    assert table is not None
    borders = ("FR-IT", "FR-DE", "FR-ES", "FR-BE; FR-LU", "", "FR-CH", "Outre-mer")
    languages = ("fr", "en", "de", "es", "it", "nl")
    rows: list[list[Value]] = []
    for number in range(members):
        known: dict[str, Value] = {
            "Clé": f"M-{number:04}",
            "Nom": f"Membre {number:04}",
            "Frontières": borders[number % len(borders)],
            "Langue": languages[number % len(languages)],
            "Jetons attribués": number % 9,
        }
        rows.append([known.get(name) for name in table.columns])
    table.replace_rows(rows)
    contacts = book.table("tblContacts")
    assert contacts is not None
    people: list[list[Value]] = []
    for number in range(members):
        person: dict[str, Value] = {
            "Adhérent": f"M-{number:04}",
            "Civilité": "Madame",
            "Nom": f"Nom {number:04}",
            "E-mail": f"m{number:04}@example.org",
            "Envoi": "À",
        }
        people.append([person.get(name) for name in contacts.columns])
    contacts.replace_rows(people)
    book.save(path, force=True)
