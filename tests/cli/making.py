"""Workbooks and findings that the tests of the outputs need."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.programme.edits import ReplaceText
from motxl.programme.model import Programme
from motxl.template.shipped import template_path
from motxl.validation.diagnostics import Diagnostic, Fix, Severity
from motxl.validation.outcome import Result

SHIPPED = template_path("programme-2025")
ROOT = Path(__file__).parents[2]


def shown(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> str:
    assert run(["validate", *arguments]) == code
    return capsys.readouterr().out


def finding(message: str, *, accepted: bool = False, fix: Fix | None = None) -> Diagnostic:
    return Diagnostic(
        "REF102", "reference-spelling", Severity.WARNING, "Programme", "B2", 2, "2025-001",
        message, None, message, accepted, fix,
    )  # fmt: skip


def result(path: str, *diagnostics: Diagnostic) -> Result:
    return Result(path, Programme("Programme", {}, []), list(diagnostics))


SAFE = Fix(True, (ReplaceText("Programme", "B2", 0, 1, "A"),))
UNSAFE = SAFE._replace(safe=False)


def accepted_book(path: Path) -> Path:
    """The shipped workbook with its finding REF102 accepted in Contrôle."""
    from motxl.book.file.filebook import open_book
    from motxl.validation.engine import validate

    (spelling,) = validate(open_book(SHIPPED).programme, ["REF102"])
    workbook = openpyxl.load_workbook(SHIPPED, rich_text=True)
    sheet = workbook["Contrôle"]
    table = sheet.tables["tblControle"]
    row = int("".join(filter(str.isdigit, table.ref.split(":")[0]))) + 1
    names = [column.name for column in table.tableColumns]
    sheet.cell(row, names.index("Ignorer") + 1, "oui")
    sheet.cell(row, names.index("Empreinte") + 1, spelling.fingerprint)
    workbook.save(path)
    return path
