"""What was decided last year about rows that are worded otherwise now is told, never merged."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.importers.carried import Carried
from motxl.ooxml import Workbook
from motxl.template.shipped import source_path, template_path
from tests.importers.making import imported, rows_of, sheet_of

SHIPPED = template_path("programme-2025")
LABEL = "Echanges avec Ministères et ANCT"
CAFES = 'Une édition des "Cafés transfrontaliers" par mois pour présenter'


def source(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = source_path("programme-2025.txt").read_text("utf-8")
    for old, new in (("MOT 2025 (au 29/01/2025)", "MOT 2026 (au 28/01/2026)"), *changes):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "programme-2026.txt"
    path.write_text(text, "utf-8")
    return path


def last_year(tmp_path: Path, row: int, **values: str) -> Path:
    """Last year's workbook, with what was decided about one of its rows."""
    workbook = Workbook.open(SHIPPED)
    table = workbook.table("tblProgramme")
    names = {"members": "Adhérents concernés", "scope": "Portée", "border": "Frontière"}
    for name, value in values.items():
        workbook["Programme"][(row, table.column(names[name]))] = value
    path = tmp_path / "programme-2025.xlsx"
    workbook.save(path)
    return path


def carried(tmp_path: Path, former: Path, *changes: tuple[str, str]) -> Carried:
    made, _workbook = imported(source(tmp_path, *changes), former=former)
    assert made.carried is not None
    return made.carried


def test_members_of_a_row_that_is_worded_otherwise_are_told_by_name(tmp_path: Path) -> None:
    former = last_year(tmp_path, 6, members="ADH-03; ADH-01", scope="Ciblée")
    (lost,) = carried(tmp_path, former, (LABEL, "Echanges avec les Ministères")).lost_rows
    names = [row["Nom"] for row in rows_of(Workbook.open(former), "tblAdherents")]
    assert lost.ref == "2025-004"
    assert lost.decided == {
        "Adhérents concernés": f"ADH-03 ({names[2]}); ADH-01 ({names[0]})", "Portée": "Ciblée",
    }  # fmt: skip
    assert (lost.likely, lost.likely_label) == ("2026-004", "Echanges avec les Ministères")


def test_nothing_is_written_into_the_likely_row(tmp_path: Path) -> None:
    former = last_year(tmp_path, 6, members="ADH-03", border="FR-DE")
    path = source(tmp_path, (LABEL, "Echanges avec les Ministères"))
    made, workbook = imported(path, former=former)
    assert not {"Adhérents concernés", "Frontière"} & set(rows_of(workbook)[3])
    assert not made.is_all


def test_members_of_a_row_that_is_gone_are_told_without_a_guess(tmp_path: Path) -> None:
    former = last_year(tmp_path, 6, members="ADH-03", scope="Ciblée")
    (lost,) = carried(tmp_path, former, (f"1.1.1\t{LABEL}\n", "")).lost_rows
    assert (lost.likely, list(lost.decided)) == ("", ["Adhérents concernés"])


def test_rows_on_which_nothing_was_decided_are_not_told(tmp_path: Path) -> None:
    change = (LABEL, "Echanges avec les Ministères")
    found = carried(tmp_path, last_year(tmp_path, 7, members="ADH-01"), change)
    assert (found.lost_rows, found.lost_services) == ([], [])
    assert len(found.gone) == 1


def test_a_service_whose_row_is_worded_otherwise_is_told_with_the_one_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    former = last_year(tmp_path, 6)
    path = source(tmp_path, (CAFES, 'Les "Cafés transfrontaliers", une fois par mois, présentent'))
    made, workbook = imported(path, former=former)
    assert made.carried is not None
    (lost,) = made.carried.lost_services
    rows = {row["Clé"]: row for row in rows_of(workbook, "tblJetons")}
    assert (lost.key, lost.likely) == ("J1", "J6")
    assert "Réf." not in rows["J1"]
    assert rows["J6"]["Réf."] == lost.ref
    assert len(rows) == 6
    wanted = ["import", str(path), "-o", str(tmp_path / "n.xlsx"), "--from", str(former)]
    assert run([*wanted, "--lang", "en"]) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert f"perhaps now J6, {lost.ref}:" in told
    assert run([*wanted, "--force", "--format", "json"]) == 1
    assert '"likely": "J6"' in capsys.readouterr().out


def test_a_service_without_a_likely_row_has_none(tmp_path: Path) -> None:
    text = source_path("programme-2025.txt").read_text("utf-8")
    (line,) = (one for one in text.splitlines() if CAFES in one)
    (lost,) = carried(tmp_path, last_year(tmp_path, 6), (f"{line}\n", "")).lost_services
    assert (lost.key, lost.likely, lost.ref) == ("J1", "", "")


def letters(path: Path, year: int, answering: str) -> Path:
    """A list whose rows have codes of their own, one of them in these words."""
    book, sheet = sheet_of(path)
    sheet.append([f"Référentiel qualité {year}"])
    sheet.append(["N°", "Critère"])
    for code, label in (
        ("A", "Accueil"), ("A1", "Les horaires sont affichés"), ("A2", answering),
        ("A3", "Un livret est remis"), ("B", "Sécurité"), ("B1", "Le registre est tenu"),
        ("B2", "Exercice d'évacuation"),
    ):  # fmt: skip
        sheet.append([code, label])
    book.save(path)
    return path


def test_a_row_of_the_same_code_is_asked_about_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    former, _workbook = imported(letters(tmp_path / "2025.xlsx", 2025, "Le répondeur est à jour"))
    last = Workbook.open(former.path)
    last["Programme"]["F5"] = "Centre du Lac"
    last.save(tmp_path / "former.xlsx")
    command = [
        *("import", str(letters(tmp_path / "2026.xlsx", 2026, "Messages relevés chaque matin"))),
        *("-o", str(tmp_path / "new.xlsx"), "--from", str(tmp_path / "former.xlsx")),
    ]
    assert run([*command, "--lang", "en"]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "A2: is it now 2026-003, “Messages relevés chaque matin”? Only the code" in said
    assert "1 row is not in last year's workbook. 2026-003: Messages relevés chaque matin" in said
    assert "A2: is it “Le répondeur est à jour” (2025-003) of last year? Only the code" in said
    row = rows_of(Workbook.open(tmp_path / "new.xlsx"), "tblProgramme")[2]
    assert row.get("Adhérents concernés") is None  # asked, not taken


def test_a_code_of_several_rows_asks_nothing(tmp_path: Path) -> None:
    former = last_year(tmp_path, 6, members="ADH-03")
    done = carried(tmp_path, former, (LABEL, "Tout à fait autre chose"))
    assert [one.code for one in done.perhaps if one.code] == []
