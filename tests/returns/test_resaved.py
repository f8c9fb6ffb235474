"""Extracts with answers that LibreOffice saved again, as .xlsx and as .ods."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from motxl.ooxml.values import Value
from tests.judges.libreoffice import ODS, XLSX, LibreOffice
from tests.returns.making import (
    answer,
    answers_in,
    asking,
    collected,
    extract_of,
    extracts,
    opened,
    row_of,
)

ANSWERS: dict[tuple[str, str], Value] = {
    ("2025-003", "Réponse"): "Ja",
    ("2025-003", "Jetons demandés"): 2,
    ("2025-005", "Commentaire de l'adhérent"): "zwei\nZeilen « und » mehr",
}
TAKEN = {
    ("SAV", "2025-003", "Réponse"): "Oui",
    ("SAV", "2025-003", "Jetons demandés"): "2",
    ("SAV", "2025-005", "Commentaire de l'adhérent"): "zwei\nZeilen « und » mehr",
}


@pytest.mark.parametrize(("suffix", "filter_name"), [("xlsx", XLSX), ("ods", ODS)])
def test_answers_survive(
    tmp_path: Path, libreoffice: LibreOffice, suffix: str, filter_name: str
) -> None:
    path = asking(tmp_path / "p.xlsx")
    folder = extracts(path, tmp_path / "e")
    sent = answer(extract_of(folder, "SAV"), tmp_path / "sent.xlsx", ANSWERS)
    back = libreoffice.edit(sent, tmp_path / f"r.{suffix}", [], filter_name)
    os.utime(back, (5_000, 5_000))
    [found] = collected(path, back).files
    assert found.state == "merged"
    assert found.left == ()
    assert found.changed == ()
    assert answers_in(path) == TAKEN


def test_a_formula_in_an_ods_is_listed(tmp_path: Path, libreoffice: LibreOffice) -> None:
    path = asking(tmp_path / "p.xlsx")
    folder = extracts(path, tmp_path / "e")
    place = ("2025-005", "Commentaire de l'adhérent")
    sent = answer(extract_of(folder, "SAV"), tmp_path / "sent.xlsx", {**ANSWERS, place: "=1+1"})
    back = libreoffice.edit(sent, tmp_path / "r.ods", [], ODS)
    [found] = collected(path, back).files
    assert [one for one in found.left if "formula" in one]
    assert ("SAV", *place) not in answers_in(path)
    assert len(answers_in(path)) == 2


def test_rows_that_were_hidden_are_named_in_an_ods_too(
    tmp_path: Path, libreoffice: LibreOffice
) -> None:
    path = asking(tmp_path / "p.xlsx")
    sent = answer(extract_of(extracts(path, tmp_path / "e"), "SAV"), tmp_path / "s.xlsx", ANSWERS)
    workbook, sheet = opened(sent)
    rows = row_of(sheet, "2025-003"), row_of(sheet, "2025-005")
    for number in (*rows, 500):  # 500 is blank
        sheet.row_dimensions[number].hidden = True
    workbook.save(sent)
    back = libreoffice.edit(sent, tmp_path / "r.ods", [], ODS)
    os.utime(back, (5_000, 5_000))
    [found] = collected(path, back).files
    assert [one.partition(":")[0] for one in found.changed if "hidden" in one] == [
        f"2 rows are hidden (rows {rows[0]}, {rows[1]})"
    ]
    assert answers_in(path) == TAKEN
