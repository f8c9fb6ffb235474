"""The template's own checks, calculated by LibreOffice."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from motxl.template import layout
from motxl.template.builder import build_template
from motxl.template.examples import MEMBERS
from motxl.template.sheets import checks

SOFFICE = shutil.which("soffice")

CODES = {
    "1": False,
    "2.1": False,
    "3.0.1": False,
    "1.10.12": False,
    "1.1.1.1": True,
    "1.1.": True,
    ".1": True,
    "1..1": True,
    "1.1 ": True,
    "1,1": True,
    "A.1": True,
    1.1: True,
    None: False,
}
MEMBER_CELLS = {
    "Eurométropole de Strasbourg": False,
    "eurométropole de strasbourg; ADH-01": False,
    "ADH-01\nCARF": False,
    "ADH-01 ; ADH-02;": False,
    "Inconnue": True,
    "ADH-01; Inconnue": True,
    "ADH-0": True,
    None: False,
}
REFS = {"2025-001": True, "2025-002": False, " 2025-001": False}


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.slow
def test_checks_find_what_they_should_and_nothing_else(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(build_template()))
    members = workbook["Adhérents"]
    for row, member in enumerate(MEMBERS, 5):
        for column, value in enumerate(member, 1):
            members.cell(row, column, value)
    table = members.tables["tblAdherents"]
    table.ref = table.autoFilter.ref = f"A4:J{4 + len(MEMBERS)}"
    sheet = workbook.create_sheet("Essai", 0)  # the first sheet is what the CSV filter writes
    expected = []
    for row, (code, wrong) in enumerate(CODES.items(), 1):
        sheet[f"A{row}"] = code
        sheet[f"F{row}"] = f"={checks.bad_code(f'$A{row}').formula}"
        expected.append((f"F{row}", wrong))
    for row, (cell, wrong) in enumerate(MEMBER_CELLS.items(), 1):
        sheet[f"B{row}"] = cell
        sheet[f"G{row}"] = f"={checks.unknown_member(f'$B{row}').formula}"
        expected.append((f"G{row}", wrong))
    for row, (ref, wrong) in enumerate([*REFS.items(), ("2025-001", True), (None, False)], 1):
        sheet[f"C{row}"] = ref
        sheet[f"H{row}"] = f"={checks.duplicate_ref(f'$C{row}').formula}"
        expected.append((f"H{row}", wrong))
    for row, (code, label, wrong) in enumerate(
        [("1", "Titre", False), (None, "Titre", True), (None, None, False)], 1
    ):
        sheet[f"D{row}"], sheet[f"E{row}"] = code, label
        sheet[f"I{row}"] = f"={checks.missing_code(f'$D{row}', f'$E{row}').formula}"
        expected.append((f"I{row}", wrong))

    assert _calculated(workbook, tmp_path, expected) == dict(expected)


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_the_names_of_the_lists_give_their_values(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(build_template()))
    sheet = workbook.create_sheet("Essai", 0)
    expected = []
    for row, source in enumerate(layout.DROP_DOWNS, 1):
        sheet[f"F{row}"] = f"=SUMPRODUCT(--(LEN({source.name})>0))={len(source.values)}"
        expected.append((f"F{row}", True))
    assert _calculated(workbook, tmp_path, expected) == dict(expected)


def _calculated(
    workbook: openpyxl.Workbook, folder: Path, wanted: list[tuple[str, bool]]
) -> dict[str, bool]:
    path = folder / "essai.xlsx"
    workbook.template = False
    workbook.save(path)
    subprocess.run(
        [
            *(str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
            *("--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"),
            *("--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    with (folder / "essai.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return {
        name: {"TRUE": True, "FALSE": False}[rows[int(name[1:]) - 1]["ABCDEFGHI".index(name[0])]]
        for name, _ in wanted
    }
