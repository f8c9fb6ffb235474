"""What comes over from last year's workbook, and what never does."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.book.editing.parametres import set_texts
from motxl.book.reading.values import SheetValues
from motxl.importers.shipped import build_programme_2025
from motxl.ooxml import Workbook
from motxl.template.shipped import source_path, template_path
from tests.importers.making import imported, rows_of

SHIPPED = template_path("programme-2025")


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """Last year's workbook as staff have worked in it: what they decided, and its follow-up."""
    workbook = Workbook.open(SHIPPED)
    sheet, table = workbook["Programme"], workbook.table("tblProgramme")

    def put(row: int, **values: str) -> None:
        for name, value in values.items():
            sheet[(row, table.column(_COLUMNS[name]))] = value

    put(6, border="FR-DE; Grande Région", scope="Ciblée", members="ADH-03", state="Réalisé",
        report="Fait en mars", pilot="Anne", comment="entre nous")  # fmt: skip
    put(7, scope="Ciblée", members="ADH-01")
    workbook["Jetons"]["D5"] = 3
    moves = workbook.table("tblSuiviJetons")
    moves.append({"Adhérent": "ADH-01", "Prestation": "J1", "État": "consommé", "Jetons": 2})
    pilots = workbook.table("tblPilotes")
    pilots.replace_rows([["Anne"], ["Zoé"]])
    path = tmp_path / "programme-2025.xlsx"
    workbook.save(path)
    return path


_COLUMNS = {
    "border": "Frontière", "scope": "Portée", "members": "Adhérents concernés",
    "state": "État d'avancement", "report": "Bilan", "pilot": "Pilote", "comment": "Commentaire",
}  # fmt: skip


def source_2026(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = source_path("programme-2025.txt").read_text("utf-8")
    for old, new in (("MOT 2025 (au 29/01/2025)", "MOT 2026 (au 28/01/2026)"), *changes):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "programme-2026.txt"
    path.write_text(text, "utf-8")
    return path


def test_tables_come_over(tmp_path: Path, former: Path) -> None:
    made, workbook = imported(source_2026(tmp_path), former=former)
    old = Workbook.open(former)
    for name in ("tblAdherents", "tblContacts", "tblPilotes"):
        assert rows_of(workbook, name) == rows_of(old, name)
    named = {row["Nom"] for row in rows_of(workbook, "tblTerritoires")}
    assert named == {row["Nom"] for row in rows_of(old, "tblTerritoires")}
    assert made.carried is not None
    assert made.carried.counts["tblAdherents"] == 13


def test_rows_that_are_surely_the_same_keep_what_was_decided(tmp_path: Path, former: Path) -> None:
    made, workbook = imported(source_2026(tmp_path), former=former)
    rows = rows_of(workbook)
    assert (rows[3]["Frontière"], rows[3]["Portée"], rows[3]["Adhérents concernés"]) == (
        "FR-DE; Grande Région", "Ciblée", "ADH-03",
    )  # fmt: skip
    assert rows[4]["Adhérents concernés"] == "ADH-01"
    assert made.carried is not None
    assert {one.ref[:4] for one in made.carried.matched} == {"2026"}
    assert len(made.carried.matched) + len(made.carried.in_doubt) == 138


def test_nothing_of_the_follow_up_comes(tmp_path: Path, former: Path) -> None:
    made, workbook = imported(source_2026(tmp_path), former=former)
    rows = rows_of(workbook)
    for column in ("État d'avancement", "Bilan", "Pilote", "Commentaire"):
        assert not [row for row in rows if column in row]
    assert rows_of(workbook, "tblSuiviJetons") == []
    texts = {cell.text for sheet in workbook for cell in sheet.cells()}
    assert not texts & {"Fait en mars", "entre nous"}
    assert made.carried is not None


def test_services_stand_at_the_rows_that_are_theirs_now(tmp_path: Path, former: Path) -> None:
    first = "1.1.1\tEchanges avec Ministères et ANCT\n"
    _made, workbook = imported(source_2026(tmp_path, (first, "")), former=former)
    refs = {row["Réf."]: row["Programme de travail"] for row in rows_of(workbook)}
    old = Workbook.open(former)
    before = {row["Réf."]: row["Programme de travail"] for row in rows_of(old)}
    services = rows_of(workbook, "tblJetons")
    assert [row["Clé"] for row in services] == ["J1", "J2", "J3", "J4", "J5"]
    assert services[0]["Nombre de jetons"] == 3
    for now, then in zip(services, rows_of(old, "tblJetons"), strict=True):
        assert refs[now["Réf."]] == before[then["Réf."]]
        assert now["Réf."] != then["Réf."]


def test_themes_are_those_of_the_source(tmp_path: Path, former: Path) -> None:
    change = ("Thème 9 - Solidarité financière transfrontalière", "Thème 9 - Fiscalité")
    _made, workbook = imported(source_2026(tmp_path, change), former=former)
    assert rows_of(workbook, "tblThemes")[8]["Intitulé"] == "Fiscalité"
    text = source_2026(tmp_path).read_text("utf-8").split("NEW\t")[0]
    (tmp_path / "nue.txt").write_text(text, "utf-8")
    made, workbook = imported(tmp_path / "nue.txt", former=former)
    assert rows_of(workbook, "tblThemes") == []
    assert sum("no legend" in one for one in made.said) == 1


def test_a_code_alone_is_never_enough(tmp_path: Path, former: Path) -> None:
    label = "Echanges avec Ministères et ANCT"
    made, workbook = imported(source_2026(tmp_path, (label, "Tout autre chose")), former=former)
    rows = rows_of(workbook)
    assert rows[3]["Programme de travail"] == "Tout autre chose"
    assert "Adhérents concernés" not in rows[3]
    assert made.carried is not None
    assert [one.label for one in made.carried.new] == ["Tout autre chose"]
    assert [one.label for one in made.carried.gone] == [label]


def test_of_two_candidates_none_is_taken_and_it_is_told(
    tmp_path: Path, former: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    label = "Echanges avec Ministères et ANCT"
    twice = (f"1.1.1\t{label}\n", f"1.1.1\t{label}\n1.1.1\t{label.upper()}\n")
    source = source_2026(tmp_path, twice)
    made, workbook = imported(source, former=former)
    same = [
        row
        for row in rows_of(workbook)
        if str(row["Programme de travail"]).lower() == label.lower()
    ]
    assert len(same) == 2
    assert not any("Adhérents concernés" in row for row in same)
    assert made.carried is not None
    assert len([one for one in made.carried.in_doubt if one.label.lower() == label.lower()]) == 2
    output = tmp_path / "q.xlsx"
    assert run(["import", str(source), "-o", str(output), "--from", str(former)]) == 1
    told = capsys.readouterr().err
    assert "several rows" in told
    assert "Adhérents concernés: ADH-03" in told
    assert "2026-004: Echanges avec" in told


def test_what_the_source_says_itself_stays(tmp_path: Path, former: Path) -> None:
    rows = [["Axe", "Programme de travail 2026", "Frontière", "Portée"],
            ["1", "Un"], ["1.1", "Deux"], ["1.1.1", "Trois"],
            ["1.1.1", "Echanges avec Ministères et ANCT", "FR-ES", "Tous"]]  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "s.xlsx")
    _made, workbook = imported(tmp_path / "s.xlsx", former=former)
    last = rows_of(workbook)[3]
    assert (last["Frontière"], last["Portée"], last["Adhérents concernés"]) == (
        "FR-ES", "Tous", "ADH-03",
    )  # fmt: skip


def test_a_row_that_names_its_ref_is_that_row(tmp_path: Path, former: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Axe", "Programme de travail 2026", "Réf."], ["1", "Un", "2025-001"],
                ["1.1", "Deux", "2025-002"], ["1.1.1", "Trois", "2025-003"],
                ["1.1.1", "Échanges, autrement dit", "2025-004"]):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "s.xlsx")
    made, workbook = imported(tmp_path / "s.xlsx", former=former)
    assert rows_of(workbook)[3]["Adhérents concernés"] == "ADH-03"
    assert made.carried is not None
    assert all(one.by_ref for one in made.carried.matched)


def test_members_that_the_source_does_not_name_again_are_told(tmp_path: Path, former: Path) -> None:
    (row,) = [
        one for one in rows_of(Workbook.open(former)) if one.get("Adhérents concernés") == "ADH-03"
    ]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["Axe", "Programme de travail 2026", "Adhérents concernés"], ["1", "Un", None],
                 ["1.1", "Deux", None],
                 ["1.1.1", row["Programme de travail"], "ADH-01"]):  # fmt: skip
        sheet.append(line)
    book.save(tmp_path / "s.xlsx")
    made, workbook = imported(tmp_path / "s.xlsx", former=former)
    assert rows_of(workbook)[2]["Adhérents concernés"] == "ADH-01"
    assert made.carried is not None
    (told,) = made.carried.said_otherwise
    assert "ADH-03" in told.decided["Adhérents concernés"]


def test_a_ref_of_the_same_year_in_another_workbook_is_another_row(
    tmp_path: Path, former: Path
) -> None:
    # Both count from 2026-001, and mean other rows.
    nextyear = tmp_path / "p.xlsx"
    assert run(["new", "--from", str(former), "--year", "2026", "-o", str(nextyear),
                "--close-jetons"]) in {0, 1}  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Axe", "Programme de travail 2026", "Réf."])
    sheet.append(["1", "Autre chose que tout", "2026-001"])
    for n in range(1, 6):
        sheet.append([f"1.{n}", f"Une nouveauté {n}x", f"2026-{n + 1:03}"])
    book.save(tmp_path / "s.xlsx")
    made, _workbook = imported(tmp_path / "s.xlsx", former=nextyear)
    assert made.carried is not None
    assert made.carried.matched == []
    assert made.carried.other_refs == 6


def test_columns_that_staff_added_come_along(tmp_path: Path, former: Path) -> None:
    workbook = Workbook.open(former)
    workbook.table("tblAdherents").add_columns(["Cotisation"], like="Nom")
    table = workbook.table("tblAdherents")
    table.sheet[(table.first_data_row, table.column("Cotisation"))] = 1200
    workbook.save()
    _made, made = imported(source_2026(tmp_path), former=former)
    assert rows_of(made, "tblAdherents")[0]["Cotisation"] == 1200


def test_last_years_workbook_is_not_written(tmp_path: Path, former: Path) -> None:
    before = former.read_bytes()
    source = source_2026(tmp_path)
    wanted = ["import", str(source), "-o", str(former), "--from", str(former), "--force"]
    assert run(wanted) == 2
    imported(source, former=former)
    assert former.read_bytes() == before


def test_the_shipped_workbook_is_still_what_its_text_gives() -> None:
    data = build_programme_2025(
        template_path("programme").read_bytes(), source_path("programme-2025.txt")
    )
    assert data == SHIPPED.read_bytes()


def with_themes(former: Path, *cells: str) -> None:
    """Write the themes of the first members of last year's workbook; the others have none."""
    workbook = Workbook.open(former)
    table = workbook.table("tblAdherents")
    for place in range(len(table.rows)):
        text = cells[place] if place < len(cells) else None
        table.sheet[(table.first_data_row + place, table.column("Thèmes"))] = text
    workbook.save()


def themes_of_members(workbook: Workbook, count: int) -> list[object]:
    return [row.get("Thèmes") for row in rows_of(workbook, "tblAdherents")[:count]]


def test_a_number_that_means_another_theme_is_translated_by_its_title(
    tmp_path: Path, former: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_themes(former, "Deal 4; Montagne", "Deal 4, Deal 1", "Deal 2")
    source = source_2026(
        tmp_path,
        ("Thème 1 - Participation citoyenne", "Thème 4 - Participation citoyenne"),
        ("Thème 4 - Mobilité, transports public transfrontalier", "Thème 1 - Mobilités, transport"),
    )
    made, workbook = imported(source, former=former)
    assert themes_of_members(workbook, 3) == ["Deal 1; Montagne", "Deal 1; Deal 4", "Deal 2"]
    assert made.carried is not None
    assert made.carried.lost_themes == []
    assert [(one.written, one.now) for one in made.carried.themes] == [
        ("Deal 4", "Deal 1"), ("Deal 4", "Deal 1"), ("Deal 1", "Deal 4"),
    ]  # fmt: skip
    again = ["import", str(source), "-o", str(tmp_path / "q.xlsx"), "--from", str(former)]
    assert run(again) == 0
    assert "→ Deal 1 (Mobilités, transport): " in " ".join(capsys.readouterr().err.split())


def test_a_theme_that_is_not_surely_there_stands_by_its_title_and_is_told(
    tmp_path: Path, former: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_themes(former, "Deal 4; Deal 2", "Deal 9", "Deal 12")
    source = source_2026(
        tmp_path,
        ("Thème 4 - Mobilité, transports public transfrontalier", "Thème 4 - Emploi"),
        ("Thème 9 - Solidarité financière", "Thème 12 - Accords financiers"),
    )
    made, workbook = imported(source, former=former)
    assert themes_of_members(workbook, 3) == [
        "Mobilité, transports public transfrontalier; Deal 2",
        "Solidarité financière transfrontalière",
        "Deal 12",
    ]
    assert made.carried is not None
    assert [one.written for one in made.carried.lost_themes] == ["Deal 4", "Deal 9", "Deal 12"]
    assert not made.is_all
    again = ["import", str(source), "-o", str(tmp_path / "q.xlsx"), "--from", str(former)]
    assert run(again) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "Deal 4 (Mobilité, transports public transfrontalier): ADH-01" in told
    assert "Deal 12 (no theme last year): ADH-03" in told


def test_of_two_titles_that_may_be_meant_none_is_taken(tmp_path: Path, former: Path) -> None:
    with_themes(former, "Deal 4")
    source = source_2026(
        tmp_path,
        ("Thème 1 - Participation citoyenne", "Thème 1 - Mobilité, transports scolaires"),
        ("Thème 4 - Mobilité, transports public transfrontalier", "Thème 4 - Mobilité, transports"),
    )
    made, _workbook = imported(source, former=former)
    assert made.carried is not None
    # The longer one goes on otherwise, the shorter one alone begins as last year's.
    assert [one.now for one in made.carried.themes] == []
    source = source_2026(
        tmp_path,
        ("Thème 1 - Participation citoyenne transfrontalière",
         "Thème 1 - Mobilité, transports public"),
        ("Thème 4 - Mobilité, transports public transfrontalier", "Thème 4 - Mobilité, transports"),
    )  # fmt: skip
    made, workbook = imported(source, former=former, overwrite=True)
    assert made.carried is not None
    assert themes_of_members(workbook, 1) == ["Mobilité, transports public transfrontalier"]
    assert [one.written for one in made.carried.lost_themes] == ["Deal 4"]


def of_colleague(tmp_path: Path, header: str, *cells: str | None) -> Path:
    """A colleague's table with one more column."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Axe", "Programme de travail 2026", header], ["1", "Un"], ["1.1", "Deux"],
                ["1.1.1", "Trois"]):  # fmt: skip
        sheet.append(row)
    for number, cell in enumerate(cells, 4):
        sheet.append(["1.1.1", f"Action {number}", cell])
    path = tmp_path / "collegue.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("header", "cells", "column"),
    [
        ("Adhérents", ("ADH-01", "Pays de Morienne"), "Adhérents concernés"),
        ("Membres concernés", ("Pays de Morienne", None), "Adhérents concernés"),
        ("Pour qui", ("ADH-01; ADH-03", "adh-02"), "Adhérents concernés"),
        ("Suivi par", ("Anne", "Zoé"), "Pilote"),
        ("Chargé de mission", ("Anne", "Nouvelle"), "Pilote"),
        ("Au bureau", ("Anne", "Zoé"), "Pilote"),
        ("Où en est-on ?", ("En cours", "on verra"), "État d'avancement"),
        ("Adhérents", ("12", "3"), "Adhérents"),
        ("Membres", ("oui", "non"), "Membres"),
        ("Pour qui", ("ADH-01", "la presse"), "Pour qui"),
    ],
)
def test_columns_are_recognised_by_other_words_and_by_known_names(
    tmp_path: Path, former: Path, header: str, cells: tuple[str | None, ...], column: str
) -> None:
    made, workbook = imported(of_colleague(tmp_path, header, *cells), former=former)
    assert [one.column for one in made.columns] == [column]
    held = [row.get(column) for row in rows_of(workbook)[3:]]
    assert [one if one is None else str(one) for one in held] == list(cells)


def test_a_column_that_may_be_meant_for_ours_is_told_with_its_names(
    tmp_path: Path, former: Path
) -> None:
    source = of_colleague(tmp_path, "Pour qui", "ADH-01", "la presse")
    made, _workbook = imported(source, former=former)
    told = [one for one in made.said if "“Pour qui”" in one]
    assert len(told) == 1
    assert "(ADH-01)" in told[0]
    assert "“Adhérents concernés”" in told[0]
    made, _workbook = imported(of_colleague(tmp_path, "Budget", "12", "15"), former=former,
                               overwrite=True)  # fmt: skip
    assert not any("comes along as it is" in one for one in made.said)


def test_a_row_with_a_border_is_not_everyones_because_of_last_years_heading(
    tmp_path: Path, former: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = rows_of(Workbook.open(former))
    heading = next(row for row in old if row["Type"] == "Objectif" and row["Portée"] == "Tous")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Axe", "Programme de travail 2026", "Frontière"], ["1", "Un", None],
                ["1.1", heading["Programme de travail"], None], ["1.1.1", "Trois", None],
                ["1.1.1", "Suivi du traité", "FR-ES"], ["1.1.1", "Autre", None]):  # fmt: skip
        sheet.append(row)
    source = tmp_path / "s.xlsx"
    book.save(source)
    made, workbook = imported(source, former=former)
    rows = rows_of(workbook)
    assert rows[1]["Portée"] == "Tous"
    assert rows[3]["Portée"] == "Ciblée"
    assert "Portée" not in rows[4]
    assert made.carried is not None
    assert [one.label for one in made.carried.targeted] == ["Suivi du traité"]
    # The source has no themes, so that those of members are to be checked.
    assert run(["import", str(source), "-o", str(tmp_path / "q.xlsx"), "--from", str(former)]) == 1
    assert "2026-004: Suivi du traité" in capsys.readouterr().err


def with_settings(former: Path, settings: dict[str, str | None]) -> None:
    workbook = Workbook.open(former)
    table = workbook.table("tblParametres")
    keys = [row["Clé"] for row in table.rows]
    for key, value in settings.items():
        place = (table.first_data_row + keys.index(key), table.column("Valeur"))
        table.sheet[place] = value
    workbook.save()


def settings_of(workbook: Workbook) -> dict[object, object]:
    return {row["Clé"]: row["Valeur"] for row in workbook.table("tblParametres").rows}


def test_settings_come_over(tmp_path: Path, former: Path) -> None:
    settings: dict[str, str | None] = {
        "expéditeur": "anna@example.org", "répondre à": "bureau@example.org", "langue": "de",
        "signature": "Anna\nMOT", "lignes communes": "aucune", "réponses demandées": "oui",
        "numérotation stable": "oui",
    }  # fmt: skip
    with_settings(former, settings)
    _made, workbook = imported(source_2026(tmp_path), former=former)
    said = settings_of(workbook)
    assert {key: said[key] for key in settings} == settings
    assert said["année"] == 2026
    assert said["événements proposés"] != settings_of(Workbook.open(former))["événements proposés"]


def test_a_setting_that_staff_emptied_is_empty(tmp_path: Path, former: Path) -> None:
    with_settings(former, {"expéditeur": None, "signature": None})
    _made, workbook = imported(source_2026(tmp_path), former=former)
    said = settings_of(workbook)
    assert (said["expéditeur"], said["signature"]) == (None, None)
    assert said["lignes communes"] == "toutes"


def test_values_that_staff_added_to_lists_come_and_their_own_settings_are_told(
    tmp_path: Path, former: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = Workbook.open(former)
    states = [row["États"] for row in workbook.table("tblEtats").rows]
    workbook.table("tblEtats").replace_rows([[state] for state in (*states, "En pause")])
    set_texts(workbook, SheetValues(workbook), "mon budget", ["12"])
    workbook.save()
    source, output = source_2026(tmp_path), tmp_path / "n.xlsx"
    run(["import", str(source), "-o", str(output), "--from", str(former), "--lang", "en"])
    assert "are not taken over: mon budget." in " ".join(capsys.readouterr().err.split())
    now = [row["États"] for row in rows_of(Workbook.open(output), "tblEtats")]
    assert now == [*states, "En pause"]


@pytest.mark.parametrize(
    ("option", "expected", "told"),
    [
        ("--carry-jetons", [3, 5, "cinq"], "What was left"),
        ("--close-jetons", [None, None, None], "are closed"),
    ],
)
def test_what_becomes_of_jetons_is_asked(
    tmp_path: Path, former: Path, capsys: pytest.CaptureFixture[str], option: str,
    expected: list[object], told: str,
) -> None:  # fmt: skip
    workbook = Workbook.open(former)  # in which the first member has spent two
    table = workbook.table("tblAdherents")
    attributed: tuple[int | str, ...] = (5, 5, "cinq")
    for place, value in enumerate(attributed):
        table.sheet[(table.first_data_row + place, table.column("Jetons attribués"))] = value
    workbook.save()
    output = tmp_path / "n.xlsx"
    wanted = ["import", str(source_2026(tmp_path)), "-o", str(output), "--from", str(former)]
    assert run([*wanted, "--lang", "en"]) == 2
    assert "Add --carry-jetons or --close-jetons." in capsys.readouterr().err
    assert not output.exists()
    assert run([*wanted, "--lang", "en", option]) == 0
    assert told in capsys.readouterr().err
    rows = Workbook.open(output).table("tblAdherents").rows
    assert [row["Jetons attribués"] for row in rows[:3]] == expected
