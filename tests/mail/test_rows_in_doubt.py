"""A slip in the workbook, then ``motxl extract`` and ``motxl mail send --yes``: a confidential row
reaches nobody but its member, whose extract may lack it; those whom it may concern get no message,
and no command says that all went well."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.ooxml import Workbook
from tests.judges import libreoffice as lo
from tests.judges.libreoffice import LibreOffice
from tests.mail.making import address, send, with_sender
from tests.mail.server import Server
from tests.quick import one_in
from tests.summary.making import Rows, action, book

Told = pytest.CaptureFixture[str]
Row = dict[str, Any]


def heading(code: str, kind: str, **values: Any) -> Row:
    return {"Axe": code, "Programme de travail": f"Titre {code}", "Type": kind, **values}


def right() -> list[Row]:
    named = {"Portée": "Ciblée", "Adhérents concernés": "M1"}
    rows = [
        heading("1", "Axe"),
        heading("1.1", "Objectif", Portée="Tous"),
        action("for all"),
        heading("1.2", "Objectif", **named),
        action("SECRET", Axe="1.2"),
        action("SECRET too", Axe="1.2"),
        heading("1.3", "Objectif", Portée="Tous"),
        action("also for all", Axe="1.3"),
    ]
    return [{"Réf.": f"2025-{n:03}", "Ordre": n, **row} for n, row in enumerate(rows, 1)]


def made(path: Path, rows: Rows, **tables: Rows) -> Path:
    members = [{"Clé": f"M{n}", "Nom": f"Membre {n}"} for n in range(3)]
    contacts = [
        {"Adhérent": f"M{n}", "Nom": f"Nom {n}", "E-mail": address(n), "Envoi": "À"}
        for n in range(3)
    ]
    given: dict[str, Any] = {"tblAdherents": members, "tblContacts": contacts, **tables}
    return with_sender(book(path / "book.xlsx", rows, **given))


def extract_and_send(book: Path, folder: Path) -> tuple[int, int, set[str]]:
    """Both exit codes, and who got something."""
    first = run(["extract", str(book), "-o", str(folder)])
    with Server() as server:
        second = send(book, folder, server.url)
        return first, second, set(server.received())


def holding(folder: Path, text: str) -> set[str]:
    """Whose extracts hold a text anywhere."""
    found = set()
    for path in folder.glob("*.xlsx"):
        with zipfile.ZipFile(path) as package:
            if any(text.encode() in package.read(name) for name in package.namelist()):
                found.add(path.stem.partition(" - ")[0].casefold())
    return found


def other_code(rows: list[Row]) -> None:
    rows[4]["Axe"] = "1.1"


def moved(rows: list[Row]) -> None:
    rows.append({**rows.pop(4), "Ordre": 9})


def no_heading(rows: list[Row]) -> None:
    rows[3]["Type"] = "Action"


def pasted_over(rows: list[Row]) -> None:
    rows[3] = dict(rows[2])


@pytest.mark.parametrize(
    ("slip", "gets_it", "mailed"),
    one_in(
        2,
        [
            (lambda rows: None, {"membre 1"}, {0, 1, 2}),
            *((other_code, {"membre 1"}, {1}), (moved, {"membre 1"}, {1})),
            *((no_heading, set(), set()), (pasted_over, set(), set())),
        ],
    ),
)
def test_a_row_whose_heading_is_in_doubt(
    tmp_path: Path, slip: Callable[[list[Row]], None], gets_it: set[str], mailed: set[int]
) -> None:
    rows = right()
    slip(rows)
    path = made(tmp_path, rows)
    first, second, got = extract_and_send(path, tmp_path / "out")
    assert holding(tmp_path / "out", "SECRET") == gets_it
    assert got == {address(n) for n in mailed}
    assert (first, second) == ((0, 0) if len(mailed) == 3 else (1, 1))


def sorted_by_text(**secret: str) -> list[Row]:
    """A programme of some length, sorted by its texts: what Ordre holds is another order."""
    rows = [heading("1", "Axe")]
    for code in ("1.1", "1.2", "1.3"):
        rows.append(heading(code, "Objectif", Portée="Tous"))
        rows += [action(f"{n * 7 % 12:02} of {code}", Axe=code) for n in range(12)]
    rows[17] = action("05 SECRET", Axe="1.2", **secret)
    numbered = [{"Réf.": f"2025-{n:03}", "Ordre": n, **row} for n, row in enumerate(rows, 1)]
    return sorted(numbered, key=lambda row: str(row["Programme de travail"]))


def test_a_sorted_table_gives_rows_without_a_portee_to_those_only_whom_they_name(
    tmp_path: Path, capsys: Told
) -> None:
    path = made(tmp_path, sorted_by_text(**{"Adhérents concernés": "M1"}))
    assert extract_and_send(path, tmp_path / "out") == (1, 1, set())
    assert holding(tmp_path / "out", "SECRET") == {"membre 1"}
    assert holding(tmp_path / "out", "06 of 1.1") == set()
    assert "Programme!A3 NUM017" in capsys.readouterr().err


def test_a_table_that_is_sorted_on_purpose_is_as_good_as_another(tmp_path: Path) -> None:
    rows = sorted_by_text(**{"Adhérents concernés": "M1", "Portée": "Ciblée"})
    path = made(tmp_path, [{"Portée": "Tous", **row} for row in rows])
    first, second, got = extract_and_send(path, tmp_path / "out")
    assert (first, second, len(got)) == (0, 0, 3)
    assert holding(tmp_path / "out", "SECRET") == {"membre 1"}


def rewritten(path: Path, part: str, edit: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    before = parts[part].decode()
    parts[part] = edit(before).encode()
    assert parts[part] != before.encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


@pytest.mark.parametrize(
    "content", ['t="e"><v>#REF!</v></c>', "><f>X1</f></c>", "><f>X1</f><v></v></c>"]
)
@pytest.mark.parametrize(
    ("table", "column", "row", "rule"),
    one_in(
        3,
        [
            *(("tblProgramme", "Portée", 3, "STR709"), ("tblProgramme", "Frontière", 3, "BRD401")),
            ("tblProgramme", "Adhérents concernés", 3, "MEM501"),
            *(("tblAdherents", "Clé", 1, "MEM507"), ("tblAdherents", "Frontières", 1, "MEM507")),
            *(
                ("tblAdherents", "Adhérent en cours", 1, "MEM507"),
                ("tblContacts", "Envoi", 1, "MEM507"),
            ),
        ],
    ),
)
def test_a_cell_that_is_not_read_is_no_blank_one(
    tmp_path: Path, table: str, column: str, row: int, rule: str, content: str, capsys: Told
) -> None:
    path = made(tmp_path, right())
    found = Workbook.open(path).table(table)
    assert found is not None
    number = found.column(column)
    assert number is not None
    cell = f"{chr(64 + number)}{found.first_data_row + row}"
    kept = re.compile(rf'<c r="{cell}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
    rewritten(
        path,
        found.sheet.part_name.lstrip("/"),
        lambda text: kept.sub(rf'<c r="{cell}"\1 {content}', text, count=1),
    )
    assert run(["extract", str(path), "-o", str(tmp_path / "out")]) == 1
    assert f"{cell} {rule} " in " ".join(capsys.readouterr().err.split())
    assert holding(tmp_path / "out", "SECRET") <= {"membre 1"}


def test_a_table_that_is_an_ordinary_range_is_told(tmp_path: Path, capsys: Told) -> None:
    path = made(tmp_path, right(), tblEvenements=[{"Réf.": "2025-003", "Intitulé": "Réunion"}])
    with zipfile.ZipFile(path) as package:
        tables = [name for name in package.namelist() if name.startswith("xl/tables/")]
        (part,) = [one for one in tables if b'displayName="tblEvenements"' in package.read(one)]
    # Under another name it is none of ours either.
    rewritten(path, part, lambda text: text.replace('"tblEvenements"', '"Tableau9"'))
    first, second, got = extract_and_send(path, tmp_path / "out")
    assert (first, second, got) == (1, 1, set())
    assert "Événements STR701" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["renumber"], ["validate", "--fix", "--unsafe-fixes"]])
def test_what_puts_the_codes_right_says_who_is_concerned_now(
    tmp_path: Path, command: list[str], capsys: Told
) -> None:
    rows = right()
    moved(rows)
    path = made(tmp_path, rows)
    run([command[0], str(path), *command[1:]])
    assert "row 10 (2025-005): before M1, now everyone" in capsys.readouterr().err


def test_what_goes_further_than_it_names_is_told_by_name(tmp_path: Path, capsys: Told) -> None:
    rows = right()
    rows[2]["Adhérents concernés"] = "M0"
    rows[4]["Adhérents concernés"] = "M1"
    asked: Row = {"Adhérent": "M2", "Prestation": "J1", "État": "réservé", "Jetons": 1}
    path = made(
        tmp_path,
        rows,
        tblJetons=[{"Clé": "J1", "Prestation": "Note"}],
        tblSuiviJetons=[{**asked, "Réf.": "2025-005"}],
    )
    assert run(["extract", str(path), "-o", str(tmp_path / "out")]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "row 5 (2025-003) · M0" in said
    assert "Membre 2 gets row 7 (2025-005), which names other members (M1)" in said


def test_who_gets_a_row_that_names_others_for_a_theme_is_told(tmp_path: Path, capsys: Told) -> None:
    rows = right()
    targeted = {"Portée": "Ciblée", "Adhérents concernés": "M1"}
    rows[4] |= {**targeted, "Programme de travail": "SECRET (cf. Cross-border Deal thème 6)"}
    rows[5] |= {**targeted, "Programme de travail": "other SECRET", "Autres thèmes": "Deal 6"}
    members = [{"Clé": f"M{n}", "Nom": f"Membre {n}", "Thèmes": "Deal 6"} for n in range(3)]
    path = made(tmp_path, rows, tblAdherents=members)
    assert run(["extract", str(path), "-o", str(tmp_path / "out")]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert (
        "2 members get row 7 (2025-005), which names other members (M1), only for this reason: "
        "theme" in said
    )
    assert "They are Membre 0, Membre 2." in said
    assert (
        "2 members get row 8 (2025-006), which names other members (M1), only for this reason: "
        "theme" in said
    )


def test_a_heading_for_those_whom_it_names_whose_text_goes_to_others_is_told(
    tmp_path: Path, capsys: Told
) -> None:
    rows = right()
    rows[5] |= {"Portée": "Tous"}
    path = made(tmp_path, rows)
    assert run(["extract", str(path), "-o", str(tmp_path / "out")]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert (
        "2 members get the text of the heading in row 6 (2025-004), which names other members"
        in said
    )
    assert "They are Membre 0, Membre 2." in said


def test_a_text_that_stands_on_a_row_for_everyone_too_is_told(tmp_path: Path, capsys: Told) -> None:
    rows = right()
    rows[4] |= {"Portée": "Ciblée", "Adhérents concernés": "M1", "Programme de travail": "twice"}
    rows[5] |= {"Portée": "Tous", "Programme de travail": "Twice "}
    path = made(tmp_path, rows)
    assert run(["extract", str(path), "-o", str(tmp_path / "out")]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "The text of row 7 (2025-005), which is meant for the members that it names (M1)" in said
    assert "also stands in row 8 (2025-006), and so goes to everyone" in said


@pytest.mark.parametrize("formula", ["=1/0", "=NA()"])
@pytest.mark.parametrize(
    ("table", "column", "row", "rule"),
    [
        *(("Programme", "Portée", 3, "STR709"), ("Programme", "Adhérents concernés", 3, "MEM501")),
        *(("Adhérents", "Adhérent en cours", 1, "MEM507"), ("Contacts", "Envoi", 1, "MEM507")),
    ],
)
def test_an_error_in_an_ods_is_no_blank_either(
    libreoffice: LibreOffice, tmp_path: Path, table: str, column: str, row: int, rule: str,
    formula: str, capsys: Told,
) -> None:  # fmt: skip
    path = made(tmp_path, right())
    name = {"Programme": "tblProgramme", "Adhérents": "tblAdherents", "Contacts": "tblContacts"}
    found = Workbook.open(path).table(name[table])
    assert found is not None
    number = found.column(column)
    assert number is not None
    book = openpyxl.load_workbook(path)
    book[table].cell(found.first_data_row + row, number).value = formula
    book.save(path)
    saved = libreoffice.convert(path, tmp_path / "book.ods", lo.ODS)
    assert run(["extract", str(saved), "-o", str(tmp_path / "out")]) == 1
    cell = f"{chr(64 + number)}{found.first_data_row + row}"
    assert f"{cell} {rule} " in " ".join(capsys.readouterr().err.split())
    assert holding(tmp_path / "out", "SECRET") <= {"membre 1"}


def emptied_heading(rows: list[Row]) -> None:
    rows[3]["Portée"] = None


def lost_name(rows: list[Row]) -> None:
    rows[4] |= {"Adhérents concernés": None}


def another_heading_above(rows: list[Row]) -> None:
    rows[3] |= {"Portée": "Tous", "Adhérents concernés": None}


@pytest.mark.parametrize("slip", one_in(3, [emptied_heading, lost_name, another_heading_above]))
@pytest.mark.slow
def test_a_row_that_was_for_some_is_for_everyone_only_where_it_says_so(
    tmp_path: Path, slip: Callable[[list[Row]], None]
) -> None:
    """Its heading says otherwise than when the extracts were made, or it names nobody any more."""
    rows = right()
    if slip is lost_name:
        rows[3] |= {"Portée": None, "Adhérents concernés": None}
        rows[4] |= {"Adhérents concernés": "M1"}
        rows[5] |= {"Adhérents concernés": "M1"}
    path, folder = made(tmp_path, rows), tmp_path / "out"
    assert extract_and_send(path, folder) == (0, 0, {address(n) for n in range(3)})
    slip(rows)
    made(tmp_path, rows)
    first, second, _got = extract_and_send(path, folder)
    assert (first, second) == (1, 1)
    assert holding(folder, "SECRET<") <= {"membre 1"}
    for row in rows[4:6]:
        row["Portée"] = "Tous"
    made(tmp_path, rows)
    assert extract_and_send(path, folder) == (0, 0, {address(n) for n in range(3)})
    assert len(holding(folder, "SECRET<")) == 3


@pytest.mark.parametrize(
    ("table", "values"),
    one_in(
        2,
        [
            (
                "tblProgramme",
                {"Axe": "1.3", "Programme de travail": "typed below", "Type": "Action"},
            ),
            ("tblContacts", {"Adhérent": "M1", "E-mail": "new@example.org", "Envoi": "À"}),
            ("tblAdherents", {"Clé": "M9", "Nom": "Membre 9"}),
            ("tblEvenements", {"Réf.": "2025-003", "Intitulé": "Atelier"}),
        ],
    ),
)
def test_a_row_below_a_table_is_told_and_the_day_does_not_end_well(
    tmp_path: Path, capsys: Told, table: str, values: dict[str, str]
) -> None:
    """What is read goes all the same."""
    path = made(tmp_path, right())
    workbook = Workbook.open(path)
    found = workbook.table(table)
    assert found is not None
    columns = found.columns
    for name, value in values.items():
        place = (found.last_data_row + 1, found.ref.first_column + columns.index(name))
        found.sheet.set_value(place, value)
    workbook.save(force=True)
    assert extract_and_send(path, tmp_path / "out") == (1, 1, {address(n) for n in range(3)})
    said = " ".join(capsys.readouterr().err.split())
    assert "Rows below the end of a table are not read" in said
    assert "STR708" in said


def test_rows_that_are_not_in_the_order_of_their_codes_are_told(
    tmp_path: Path, capsys: Told
) -> None:
    """As when the table was sorted by Portée and left so, each line with its own."""
    rows = right()
    for row in rows:
        row["Portée"] = row.get("Portée") or "Tous"
    path = made(tmp_path, rows)
    assert run(["extract", str(path), "-o", str(tmp_path / "out")]) == 0
    assert "order of their codes" not in " ".join(capsys.readouterr().err.split())
    moved = made(tmp_path, [rows[3], *rows[:3], *rows[4:]])
    assert run(["extract", str(moved), "-o", str(tmp_path / "out")]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "The rows are not in the order of their codes" in said
    assert "show the hidden column Ordre and sort the table by that column" in said


def test_other_blocking_findings_are_told_and_keep_nothing_back(
    tmp_path: Path, capsys: Told
) -> None:
    """Who gets the row is sure; what it says is wrong."""
    said = "keeps no message back, but members would read what stands there now: Programme!B"
    path = made(tmp_path, right())
    extract_and_send(path, tmp_path / "right")
    assert said not in " ".join(capsys.readouterr().err.split())
    rows = right()
    rows[2]["Programme de travail"] = "Mobilité (cf. Cross-border Deal thème 12)"
    path = made(tmp_path, rows)
    assert run(["extract", str(path), "-o", str(tmp_path / "out")]) == 0
    assert said in " ".join(capsys.readouterr().err.split())
    assert run(["mail", "preview", str(path), "--extracts", str(tmp_path / "out")]) == 0
    told = " ".join(capsys.readouterr().err.split())
    assert said in told
    assert "REF101" in told


def test_rows_whose_text_says_other_borders_are_told_and_keep_nothing_back(
    tmp_path: Path, capsys: Told
) -> None:
    """As in a column of borders that was sorted alone: nobody can tell it from what is meant."""
    said = "1 row may be for others than the workbook says, and keeps no message back: Programme!"
    rows = right()
    rows[2]["Programme de travail"] = "FR-DE / Mobilité"
    rows[2]["Frontière"] = "FR-ES"
    path = made(tmp_path, rows)
    assert run(["extract", str(path), "-o", str(tmp_path / "out")]) == 0
    told = " ".join(capsys.readouterr().err.split())
    assert said in told
    assert "(border mismatch, BRD403)" in told
    assert run(["mail", "preview", str(path), "--extracts", str(tmp_path / "out")]) == 0
    assert said in " ".join(capsys.readouterr().err.split())
