"""Workbooks whose extracts ask, their extracts, and members who fill them in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from motxl.book.editing.answers import KeptAnswer, kept_answers
from motxl.book.file.filebook import FileBook, open_book
from motxl.jobs.collect import Collection, collect, open_for
from motxl.jobs.extract import ExtractOptions
from motxl.jobs.extract import extract as make_extracts
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from tests.extract.making import MEMBERS, programme
from tests.summary.making import Rows, action

KEY = "réponses demandées"
ENTRIES: Rows = [
    action("for Italy", Frontière="FR-IT", Calendrier="mars"),
    action("for Germany", Frontière="FR-DE"),
    action("for all (cf. Cross-border Deal thème 4)"),
    action("=for all again"),
]
SERVICES: Rows = [{"Clé": "ATELIER", "Prestation": "Atelier", "Réf.": "2025-003"}]
CONTACTS: Rows = [
    {"Adhérent": "SAV", "E-mail": "a@savoie.example.org", "Envoi": "À"},
    {"Adhérent": "ALS", "E-mail": "b@alsace.example.org", "Envoi": "À"},
]
COLUMNS = {"Réponse": 7, "Commentaire de l'adhérent": 8, "Jetons demandés": 9}
REF = 10
"""The columns of an extract, 1-based"""
OF = {"SAV": "Savoie", "ALS": "Alsace", "LIL": "Lille"}


def set_parameter(path: Path, value: str | None) -> Path:
    """What Paramètres says of answers."""
    workbook = Workbook.open(path)
    table = workbook.table("tblParametres")
    row = next(n for n, one in enumerate(table.rows, table.first_data_row) if one["Clé"] == KEY)
    table.sheet.set_value((row, table.column("Valeur")), value)
    workbook.save()
    return path


def asking(path: Path, *, members: Rows = MEMBERS, year: int | None = None, **tables: Rows) -> Path:
    """A workbook whose extracts ask: Savoie has a row with jetons, all have two in common."""
    given: dict[str, Any] = {"tblJetons": SERVICES, "tblContacts": CONTACTS, **tables}
    set_parameter(programme(path, ENTRIES, members, **given), "oui")
    if year is not None:
        workbook = Workbook.open(path)
        table = workbook.table("tblParametres")
        first = table.first_data_row
        row = next(n for n, one in enumerate(table.rows, first) if one["Clé"] == "année")
        table.sheet.set_value((row, table.column("Valeur")), year)
        workbook.save()
    return path


def book_of(path: Path) -> FileBook:
    return open_book(path)


def extracts(path: Path, folder: Path) -> Path:
    make_extracts(open_book(path), path, folder, ExtractOptions(processes=1))
    return folder


def extract_of(folder: Path, key: str) -> Path:
    return next(one for one in folder.glob("*.xlsx") if one.name.startswith(OF[key]))


def opened(path: Path) -> tuple[openpyxl.Workbook, Worksheet]:
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    return workbook, sheet


def row_of(sheet: Worksheet, ref: str) -> int:
    return next(n for n in range(1, sheet.max_row + 1) if sheet.cell(n, REF).value == ref)


def answer(
    source: Path, target: Path, answers: Mapping[tuple[str, str], Value], *, at: int = 1_000_000_000
) -> Path:
    """Answers typed into a copy, by Réf. and column; ``at`` is when, in seconds."""
    workbook, sheet = opened(source)
    for (ref, column), value in answers.items():
        sheet.cell(row_of(sheet, ref), COLUMNS[column]).value = value
    target.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(target)
    os.utime(target, (at, at))
    return target


def collected(path: Path, *places: Path, write: bool = True, of: Path | None = None) -> Collection:
    book, manifest = open_for(path, of or path.parent / "e", editing=write)
    return collect(book, manifest, places, write=write)


def kept(path: Path) -> list[KeptAnswer]:
    return kept_answers(Workbook.open(path))


def answers_in(path: Path) -> dict[tuple[str, str, str], str]:
    """The answers that count, by member, Réf. and column."""
    return {
        (one.key, one.ref, one.column): one.text for one in kept(path) if one.state != "remplacée"
    }


def requests(path: Path) -> list[tuple[object, ...]]:
    """Suivi jetons: member, service, state, jetons and Réf."""
    names = ("Adhérent", "Prestation", "État", "Jetons", "Réf.")
    rows = (
        tuple(row[name] for name in names)
        for row in Workbook.open(path).table("tblSuiviJetons").rows
    )
    return [row for row in rows if any(row)]
