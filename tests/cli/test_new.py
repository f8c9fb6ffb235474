"""Next year's workbook: nothing of the old year's follow-up is in it, and nobody is lost."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from motxl.__main__ import run
from motxl.book.editing.answers import add_answers
from motxl.book.editing.parametres import set_texts
from motxl.book.file.filebook import open_book
from motxl.book.reading.values import SheetValues
from motxl.errors import MotxlError
from motxl.jobs.new import NewProgramme, NextYear, NotMadeError, new_programme
from motxl.jobs.summary import summarise
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from motxl.programme.nextyear import is_rule
from motxl.template import layout
from motxl.template.layout.columns import REF_PRECEDENTE
from motxl.template.layout.nextyear import NEXT_YEAR, PARAMETRES_NEXT_YEAR
from motxl.validation.engine import validate
from tests.summary.making import AXES, action, book, problems

_THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
CLOSE = NextYear(2026, jetons="close")


def word(kind: str, number: object = 0) -> str:
    """What nobody else would write."""
    return f"q{kind}{zlib.crc32(f'{kind}{number}'.encode()):08x}"


GONE = [word(kind) for kind in ("bilan", "comm", "suivi", "instance", "constat", "lieu", "note")]
GONE += [word("done", n) for n in range(6)] + [word("event"), word("noted"), word("thread")]
GONE += [word("link")]
STAY = [word("label"), word("pilot"), word("member"), word("mail"), word("place"), word("service")]
STAY += [word("alias"), word("theme"), word("own"), word("sheet")]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook in which each cell of the follow-up holds a word of its own, with pivot tables,
    comments, an own column and a sheet that computes with the follow-up."""
    path = tmp_path_factory.mktemp("old") / "programme-2025.xlsx"
    done: dict[str, Value] = {
        "Pilote": word("done", 1), "Bilan": word("done", 2), "Commentaire": word("done", 3),
        "Calendrier": word("done", 4), "État d'avancement": "Réalisé",
    }  # fmt: skip
    book(
        path,
        [
            *AXES,
            action(
                word("label"), Pilote=word("pilot"), Bilan=word("bilan"), Commentaire=word("comm"),
                Calendrier="10 à 11/an", **{"État d'avancement": "En cours"},
            ),
            action(word("done", 0), **done),
            action("Une autre", Calendrier="6 mars 2025", **{"État d'avancement": "Reporté"}),
            action("Sans état", Calendrier="mars 2026"),
        ],
        tblEvenements=[
            {"Réf.": "2025-003", "Début": date(2025, 3, 6), "Intitulé": word("event"),
             "Lieu": word("lieu"), "Précision": "jour"},
            {"Réf.": "2025-003", "Début": date(2026, 3, 6), "Intitulé": "La suite",
             "Précision": "jour"},
            {"Réf.": "2025-004", "Début": date(2026, 4, 6), "Intitulé": word("done", 5),
             "Précision": "jour"},
        ],
        tblAdherents=[
            {"Clé": "M1", "Nom": word("member"), "Alias": word("alias"), "Jetons attribués": 10},
            {"Clé": "M2", "Nom": "Parti", "Adhérent en cours": "non", "Jetons attribués": 3},
        ],
        tblContacts=[{"Adhérent": "M1", "E-mail": f"{word('mail')}@example.org"}],
        tblTerritoires=[{"Nom": word("place"), "Frontières": "FR-IT"}],
        tblThemes=[{"Clé": "T1", "Famille": "Cross-border Deal", "N°": 1, "Intitulé": word("theme"),
                    "Nouveau": "oui"}],
        tblJetons=[
            {"Clé": "J1", "Prestation": word("service"), "Réf.": "2025-003"},
            {"Clé": "J2", "Prestation": "Autre", "Réf.": "2025-004"},
        ],
        tblSuiviJetons=[{"Date": date(2025, 5, 1), "Adhérent": "M1", "Prestation": "J1",
                         "État": "consommé", "Jetons": 4, "Note": word("suivi")}],
        tblVersions=[{"Date": date(2025, 1, 29), "État": "adopté", "Instance": word("instance")}],
        tblControle=[{"Gravité": "Bloquant", "Règle": "NUM001", "Constat": word("constat"),
                      "Ignorer": "oui", "Empreinte": "0123456789abcdef"}],
    )  # fmt: skip
    workbook = openpyxl.load_workbook(path)
    workbook["Programme"]["B5"].comment = Comment(word("noted"), "Anne")
    workbook["Suivi jetons"]["H5"].comment = Comment(word("note"), "Anne")
    workbook["Adhérents"]["B5"].comment = Comment("Un mot sur l'adhérent", "Anne")
    workbook["Programme"]["O5"].hyperlink = f"https://example.org/{word('link')}"
    sheet = workbook.create_sheet("Notes du service")
    sheet["A1"] = word("sheet")
    workbook.save(path)
    edited = Workbook.open(path)
    table = edited.table("tblProgramme")
    table.add_columns(["Budget"], like="Programme de travail")
    column = table.column("Budget")
    edited.sheet("Programme").set_value((5, column), word("own"))
    notes = edited.sheet("Notes du service")
    notes.set_formula("A2", "Programme!O5", word("bilan"))
    notes.set_formula("A3", 'COUNTIF(Programme!J:J,"Réalisé")', 1)
    threads = (
        f'<ThreadedComments xmlns="{_THREADS}"><threadedComment ref="B5" id="{{1}}">'
        f"<text>{word('thread')}</text></threadedComment></ThreadedComments>"
    )
    edited.add_part(
        "xl/threadedComments/threadedComment1.xml", threads.encode(),
        "application/vnd.ms-excel.threadedcomments+xml",
        source=edited.sheet("Programme").part_name,
        kind="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
    )  # fmt: skip
    edited.save(path, force=True)
    summarise(open_book(path, editing=True), force=True)
    return path


def everything(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return b"\n".join(package.read(name) for name in package.namelist())


def made(old: Path, tmp_path: Path, wanted: NextYear = CLOSE) -> tuple[Path, NewProgramme]:
    path = tmp_path / "programme-2026.xlsx"
    return path, new_programme(old, path, wanted)


def column(path: Path, table: str, name: str) -> list[object]:
    return list(Workbook.open(path).table(table)[name])


def test_nothing_of_the_follow_up_is_in_the_new_workbook_and_nobody_is_lost(
    old: Path, tmp_path: Path
) -> None:
    before = everything(old)
    assert [one for one in (*GONE, *STAY) if one.encode() not in before] == []
    assert b"pivotCacheRecords" in before
    path, found = made(old, tmp_path)
    after = everything(path)
    assert [one for one in GONE if one.encode() in after] == []
    assert [one for one in STAY if one.encode() not in after] == []
    assert "Un mot sur l'adhérent".encode() in after
    assert b"0123456789abcdef" not in after
    assert everything(old) == before
    assert (found.remains, found.parts) == ([], [])
    assert {one.cell for one in found.comments} == {"B5", "H5"}
    assert found.own_columns == [("tblProgramme", "Budget")]
    assert found.own_sheets == ["Notes du service"]


def test_the_new_workbook_is_whole(old: Path, tmp_path: Path) -> None:
    path, _found = made(old, tmp_path)
    known = {*problems(old)}
    assert [one for one in problems(path) if one not in known] == []
    programme = open_book(path).programme
    assert programme.year == 2026
    assert [entry.ref for entry in programme.entries] == [f"2026-00{n}" for n in range(1, 6)]
    former = ["2025-001", "2025-002", "2025-003", "2025-005", "2025-006"]
    assert column(path, "tblProgramme", REF_PRECEDENTE) == former
    assert column(path, "tblProgramme", "Ordre") == [1, 2, 3, 4, 5]
    assert column(path, "tblProgramme", "Calendrier")[2:] == ["10 à 11/an", None, "mars 2026"]
    assert set(column(path, "tblProgramme", "État d'avancement")) == {None}
    assert programme.highest_ref == 5
    assert column(path, "tblJetons", "Réf.") == ["2026-003", None]
    assert column(path, "tblEvenements", "Réf.") == ["2026-003"]
    assert column(path, "tblThemes", "Nouveau") == [None]
    again = tmp_path / "again-2027.xlsx"
    new_programme(path, again, NextYear(2027))
    assert column(again, "tblProgramme", REF_PRECEDENTE)[0] == "2026-001"
    assert Workbook.open(again).table("tblProgramme").columns.count(REF_PRECEDENTE) == 1


def test_whoever_makes_it_says_which_actions_go_on(old: Path, tmp_path: Path) -> None:
    path, found = made(old, tmp_path, NextYear(2026, ("en cours",), "close"))
    assert column(path, "tblProgramme", REF_PRECEDENTE) == ["2025-001", "2025-002", "2025-003"]
    assert found.left == {"Reporté": 1, "Réalisé": 1, "": 1}
    assert "Sans état".encode() not in everything(path)
    with pytest.raises(MotxlError, match="Presque"):
        new_programme(old, tmp_path / "x.xlsx", NextYear(2026, ("Presque",), "close"))


def test_a_heading_that_is_the_work_itself_goes_on_as_work_does(tmp_path: Path) -> None:
    rows: list[dict[str, Value]] = [
        *AXES,
        {"Axe": "1.1.1", "Programme de travail": "Fait", "Type": "Sous-objectif"},
        {"Axe": "1.1.2", "Programme de travail": "À faire", "Type": "Sous-objectif"},
    ]
    rows[2]["État d'avancement"] = "Réalisé"
    source = book(tmp_path / "programme-2025.xlsx", rows)
    path = tmp_path / "programme-2026.xlsx"
    found = new_programme(source, path, NextYear(2026))
    kept = open_book(path).programme.entries
    assert [one.code_text for one in kept] == ["1", "1.1", "1.1.2"]
    assert found.left == {"Réalisé": 1}


def test_the_old_workbook_is_never_written(old: Path, tmp_path: Path) -> None:
    copy = tmp_path / "programme-2025.xlsx"
    copy.write_bytes(old.read_bytes())
    with pytest.raises(MotxlError, match=r"old workbook|ancien classeur"):
        new_programme(copy, copy, CLOSE, overwrite=True)
    assert copy.read_bytes() == old.read_bytes()


@pytest.mark.parametrize(("what", "left"), [("carry", [6, 3]), ("close", [None, None])])
def test_what_becomes_of_jetons_is_said(
    old: Path, tmp_path: Path, what: str, left: Sequence[object]
) -> None:
    wanted = NextYear(2026, jetons="carry" if what == "carry" else "close")
    path, _found = made(old, tmp_path, wanted)
    assert column(path, "tblAdherents", "Jetons attribués") == left
    with pytest.raises(NotMadeError) as refused:
        new_programme(old, tmp_path / "other.xlsx", NextYear(2026))
    assert refused.value.reason == "jetons"
    assert not (tmp_path / "other.xlsx").exists()


def test_an_own_column_is_emptied_where_that_is_asked(old: Path, tmp_path: Path) -> None:
    path, found = made(old, tmp_path, NextYear(2026, jetons="close", clear=("Budget",)))
    assert word("own").encode() not in everything(path)
    assert found.own_columns == []
    with pytest.raises(MotxlError, match="Budget"):
        new_programme(old, tmp_path / "x.xlsx", NextYear(2026, jetons="close", clear=("Pilote",)))


def test_what_staff_copied_elsewhere_is_told(old: Path, tmp_path: Path) -> None:
    copy = tmp_path / "programme-2025.xlsx"
    workbook = Workbook.open(old)
    workbook.sheet("Notes du service").set_value("B7", f"Dit : {word('bilan')}")
    workbook.save(copy, force=True)
    _path, found = made(copy, tmp_path)
    assert [(one.sheet, one.cell) for one in found.remains] == [("Notes du service", "B7")]


def test_a_pivot_table_of_the_staff_forgets_and_what_it_shows_is_told(
    old: Path, tmp_path: Path
) -> None:
    """One of ours under another name is theirs: nothing makes it anew."""
    copy = tmp_path / "programme-2025.xlsx"
    with zipfile.ZipFile(old) as before, zipfile.ZipFile(copy, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if "pivotTable" in name:
                data = data.replace(b'name="motxl_', b'name="moi_')
            after.writestr(name, data)
    path, found = made(copy, tmp_path)
    with zipfile.ZipFile(path) as package:
        caches = [package.read(name) for name in package.namelist() if "/pivotCache/" in name]
    assert caches
    assert [one for one in GONE if any(one.encode() in cache for cache in caches)] == []
    left = [one for one in GONE if one.encode() in everything(path)]
    assert left == [one for one in GONE if any(one in told.text for told in found.remains)]


def test_years_are_told_and_not_changed(old: Path, tmp_path: Path) -> None:
    path, found = made(old, tmp_path)
    assert ("Programme", "B1") in {(one.sheet, one.cell) for one in found.years}
    assert "2025" in str(Workbook.open(path).sheet("Programme")["B1"].value)
    assert not [one for one in found.years if one.text.startswith("2025-0")]


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_year_that_is_not_later_is_refused(old: Path, tmp_path: Path, year: int) -> None:
    with pytest.raises(MotxlError, match="2025"):
        new_programme(old, tmp_path / "x.xlsx", NextYear(year, jetons="close"))


def test_each_column_says_what_becomes_of_it() -> None:
    designs = [one for one in layout.TABLES if one not in layout.DONNEES]
    designs += [one.layout for one in layout.DROP_DOWNS]
    assert {one.name: set(one.columns) for one in designs} == {
        name: set(columns) for name, columns in NEXT_YEAR.items()
    }
    assert set(PARAMETRES_NEXT_YEAR) == set(layout.PARAMETRE_KEYS)


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("10 à 11/an", True),
        ("mensuel", True),
        ("chaque 1er mars", True),
        ("Toute l'année", True),
        ("mars 2026", True),
        ("15 juin", False),
        ("6 et 7 mars 2025", False),
        ("chaque mois de 2025", False),
        ("2025-2027", False),
        ("T1", False),
        ("mars 2025, puis mars 2026", False),
    ],
)
def test_a_rule_stays_and_a_date_does_not(text: str, stays: bool) -> None:
    assert is_rule(text, 2025, 2026) is stays


def test_the_command_says_what_comes_along_and_what_does_not(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.xlsx"
    command = ["new", "--from", str(old), "--year", "2026", "-o", str(path), "--lang", "en"]
    assert run(command) == 2  # nobody can be asked here
    assert "--carry-jetons or --close-jetons" in capsys.readouterr().err
    assert run([*command, "--close-jetons", "--dry-run"]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert not path.exists()
    for part in (
        *("nothing was written", "2 headings, 3 actions", "Adhérents (2)"),
        *("Réalisé (1)", "Programme!I7 · 6 mars 2025", "Budget", "Notes du service", "J2"),
        *("Suivi jetons (1)", "Programme · Bilan (2)", "Programme!B1", "1 event of 2026"),
    ):
        assert part in said, part
    assert run([*command, "--close-jetons", "--keep", "En cours, reporte"]) == 0
    assert run([*command, "--close-jetons"]) == 2
    assert "--force" in capsys.readouterr().err
    assert run([*command, "--carry-jetons", "--force", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["version"], data["year"], data["jetons"], data["saved"]) == (
        1,
        2026,
        "carry",
        True,
    )


@pytest.mark.parametrize(
    ("source", "name"),
    [("programme-2025.xlsx", "programme-2026.xlsx"), ("Programme.xlsx", "Programme-2026.xlsx")],
)
def test_the_new_workbook_stands_beside_the_old_one(
    old: Path, tmp_path: Path, source: str, name: str
) -> None:
    (tmp_path / source).write_bytes(old.read_bytes())
    assert run(["new", "--from", str(tmp_path / source), "--year", "2026", "--close-jetons"]) == 0
    assert (tmp_path / name).exists()


def test_what_members_answered_stays_behind(old: Path, tmp_path: Path) -> None:
    edited = Workbook.open(old)
    add_answers(edited, [{"Adhérent": "M1", "Réf.": "2025-001", "Réponse": word("answer")}])
    edited.save(old, force=True)
    new_programme(old, tmp_path / "x.xlsx", CLOSE)
    with zipfile.ZipFile(tmp_path / "x.xlsx") as package:
        assert not [n for n in package.namelist() if word("answer").encode() in package.read(n)]


def test_names_of_our_columns_are_no_remains(old: Path, tmp_path: Path) -> None:
    edited = Workbook.open(old)
    add_answers(edited, [{"Adhérent": "M1", "Réf.": "2025-001", "Colonne": "Réponse"}])
    path = tmp_path / "old.xlsx"
    edited.save(path)
    made = new_programme(path, tmp_path / "x.xlsx", CLOSE)
    assert "Réponses" not in {one.sheet for one in made.remains}
    assert "xl/tables" not in " ".join(made.parts)
    assert "Réponses" not in made.own_sheets


def with_states(path: Path, *states: str, finished: Sequence[str] = ()) -> Path:
    """A workbook with an action in each of these states, which its list has."""
    book(path, [*AXES, *(action(f"Action {s}", **{"État d'avancement": s}) for s in states)])
    workbook = Workbook.open(path)
    table = workbook.table("tblEtats")
    table.replace_rows([[one] for one in dict.fromkeys(filter(None, states))])
    set_texts(workbook, SheetValues(workbook), "état terminé", finished)
    workbook.save(path, force=True)
    return path


def test_actions_that_the_workbook_calls_finished_do_not_go_on(tmp_path: Path) -> None:
    states = ("Terminé", "Réalisé", "En retard", "")
    old = with_states(tmp_path / "2025.xlsx", *states, finished=["terminé"])
    _path, found = made(old, tmp_path, NextYear(2026))
    assert found.left == {"Terminé": 1, "Réalisé": 1}
    assert found.went_on == {"En retard": 1, "": 1}


def test_what_goes_on_is_told_by_state_and_what_may_be_finished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = with_states(tmp_path / "2025.xlsx", "Terminé", "Terminé", "En retard", "Abandonné", "")
    command = ["new", "--from", str(old), "--year", "2026", "--dry-run", "--lang", "en"]
    assert run(command) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "until now, which is emptied: Terminé (2), En retard (1), no state (1)." in said
    assert "add --keep" in said
    assert "“Terminé” does not count as finished" in said
    assert "“état terminé”" in said
    assert run([*command, "--keep", "Terminé"]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "does not count" not in said  # somebody chose


def test_a_finished_state_that_no_list_has_is_told(tmp_path: Path) -> None:
    old = with_states(tmp_path / "2025.xlsx", "Terminé", finished=["Terminé", "Soldé"])
    programme = open_book(old).programme
    (found,) = validate(programme, ["STR709"])
    assert found.sheet == "Paramètres"
    assert "Soldé" in found.message


def test_dates_of_the_old_year_in_own_columns_are_told(old: Path, tmp_path: Path) -> None:
    workbook = Workbook.open(old)
    column = workbook.table("tblProgramme").column("Budget")
    for row, day in ((5, date(2025, 1, 5)), (7, date(2025, 2, 5)), (8, date(2026, 2, 5))):
        workbook["Programme"][(row, column)] = day
    workbook.save(tmp_path / "dated.xlsx")
    _path, found = made(tmp_path / "dated.xlsx", tmp_path)
    (told,) = [one for one in found.years if one.text.startswith("Budget")]
    assert told.text == "Budget: 05/01/2025 and others, 2 dates in all"
