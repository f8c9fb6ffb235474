"""What of a workbook is lost from sight without a word by Excel is told by validate."""

from __future__ import annotations

import random
from functools import lru_cache

import pytest

from motxl.book.file.filebook import FileBook
from motxl.book.protocol import Book
from motxl.ooxml import Workbook
from motxl.template.layout import ADHERENTS, CONTACTS, PROGRAMME, THEMES, ProgrammeColumn
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.engine import validate
from motxl.validation.unchecked import unchecked
from tests.restoration.furnished import furnished
from tests.restoration.hands import Fault, Hands
from tests.restoration.slips_unseen.making import renamed_table


def hands() -> Hands:
    return Hands(Workbook(furnished()), random.Random(1))


@lru_cache(maxsize=1)
def right() -> frozenset[str]:
    return frozenset(
        d.fingerprint for d in validate(FileBook.read(Workbook(furnished())).programme)
    )


def read(by: Hands) -> Book:
    return FileBook.read(Workbook(by.workbook.to_bytes()))


def told(by: Hands) -> list[Diagnostic]:
    found = validate(read(by).programme)
    return [d for d in found if not d.accepted and d.fingerprint not in right()]


@pytest.mark.parametrize("name", ["Programme", "Thèmes", "Contacts"])
def test_a_renamed_tab_is_told_where_accueil_leads_to_it(name: str) -> None:
    by = hands()
    assert by.rename_sheet(name, "L'autre")
    (found,) = told(by)
    assert (found.rule, found.sheet, found.severity) == ("STR701", "Accueil", Severity.INFO)
    assert f"“{name}”" in found.message
    assert "“L'autre”" in (found.suggestion or "")


@pytest.mark.parametrize("is_range", [False, True])
def test_a_programme_that_is_no_longer_its_table_is_told_once_and_read(is_range: bool) -> None:
    by = hands()
    done = by.forget_table(PROGRAMME.name) if is_range else renamed_table(by, PROGRAMME.name, "T1")
    assert done
    found = [one for one in told(by) if one.rule == "STR701"]
    assert [(one.sheet, one.severity) for one in found] == [("Programme", Severity.WARNING)]
    assert "tblProgramme" in found[0].message
    entries = read(by).programme.entries
    assert len(entries) == len(FileBook.read(Workbook(furnished())).programme.entries)


@pytest.mark.parametrize("table", [THEMES, ADHERENTS, CONTACTS])
def test_a_table_under_another_name_is_told_as_not_read(table: object) -> None:
    by = hands()
    assert isinstance(table, type(THEMES))
    assert renamed_table(by, table.name, "Tableau3")
    found = [one for one in told(by) if one.rule == "STR701"]
    assert [(one.sheet, one.about) for one in found] == [(table.sheet, table.name)]


def test_an_error_is_told_in_columns_that_no_other_rule_reads_and_once() -> None:
    by = hands()
    row = by.rows[-1].number
    assert by.write(row, ProgrammeColumn.BILAN, Fault("#N/A"))
    (found,) = told(by)
    assert (found.rule, found.row, found.severity) == ("STR709", row, Severity.WARNING)
    book = read(by)
    lines = unchecked(book.programme, book.surroundings(), found=validate(book.programme))
    assert not [line for line in lines if line.kind == "cells"]
