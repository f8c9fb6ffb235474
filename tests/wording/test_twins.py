"""Each command on a workbook in English does what it does on the same one in French."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.template import layout
from motxl.template.layout.mots import MOTS
from motxl.template.mots import mots_of
from motxl.template.words import open_own
from tests.wording.twins import SOURCE, Twins, change, twins

pytestmark = pytest.mark.slow  # each runs two commands; test_words.py is the quick part

FRENCH = (
    *("Adhérents concernés", "Événements", "Paramètres", "Portée", "État d'avancement"),
    *("Contrôle", "Synthèse", "Suivi jetons", "Réf.", "Ciblée", "Abandonné", "Adhérent en cours"),
    *("Frontière", "Thèmes!", "Sous-objectif", "Thème transversal"),
)
"""What no message about a workbook in English says; no label of the programme says it either"""
TOLD = re.compile(r"\b(?:[A-Z]{3}\d{3}|[A-Z]{1,2}\d{1,3}|2025-\d{3}|\d+(?:\.\d+)+)\b")
"""Rules, cells, Réf., codes"""
IN_A_LANGUAGE = {
    *(one.name for one in layout.DONNEES),
    layout.CONTROLE.name,
    MOTS.name,
}
"""Tables that hold texts of motxl, too, in the workbook's language or that of the terminal"""


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Twins:
    return twins(tmp_path_factory.mktemp("twins"))


@pytest.fixture
def here(pair: Twins, tmp_path: Path) -> Twins:
    """Copies of the twins."""
    found = Twins(*(tmp_path / path.parent.name / path.name for path in pair))
    for source, path in zip(pair, found, strict=True):
        path.parent.mkdir()
        shutil.copy(source, path)
    return found


Said = tuple[int, str, str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def said(book: Path, *arguments: str) -> Said:
        before = Path.cwd()
        os.chdir(book.parent)
        try:
            capsys.readouterr()
            code = run(list(arguments))
            return code, *capsys.readouterr()
        finally:
            os.chdir(before)

    return said


def holds(path: Path) -> dict[str, Any]:
    """What a workbook holds, by our names."""
    workbook = open_own(path)
    return {
        "sheets": [sheet.name for sheet in workbook.sheets],
        "columns": {n: t.columns for n, t in workbook.tables.items() if n != MOTS.name},
        "rows": {n: t.rows for n, t in workbook.tables.items() if n not in IN_A_LANGUAGE},
        "counted": {
            n: [row.get("Nombre") for row in t.rows]
            for n, t in workbook.tables.items()
            if n in IN_A_LANGUAGE and n != MOTS.name
        },
        "names": workbook.defined_names,
    }


def different(one: Path, other: Path) -> list[object]:
    """Where two workbooks differ, by our names."""
    first, second = holds(one), holds(other)
    found: list[object] = []
    for part, mine in first.items():
        theirs = second[part]
        if not isinstance(mine, dict):
            found += [] if mine == theirs else [(part, mine, theirs)]
            continue
        found += [(part, name) for name in mine.keys() ^ theirs.keys()]
        for name in mine.keys() & theirs.keys():
            if mine[name] != theirs[name] and part == "rows":
                pairs = zip(mine[name], theirs[name], strict=False)
                found += [(name, a, b) for a, b in pairs if a != b] or [(name, "rows")]
            elif mine[name] != theirs[name]:
                found.append((part, name, mine[name], theirs[name]))
    return found


def strangers(path: Path) -> set[str]:
    """Names of sheets and columns in a file, as Excel sees it, that are in French."""
    mots = mots_of("en")
    assert mots is not None
    ours = {one for one, other in {**mots.columns, **mots.sheets}.items() if one != other}
    workbook = openpyxl.load_workbook(path)
    found = set(workbook.sheetnames)
    for sheet in workbook:
        for table in sheet.tables.values():
            found |= {column.name for column in table.tableColumns}
            found |= {str(cell.value) for cell in sheet[table.ref][0]}
    return found & ours


COMMANDS: dict[str, tuple[str, ...]] = {
    "validate": ("validate", "programme.xlsx"),
    "validate --statistics": ("validate", "programme.xlsx", "--statistics"),
    "validate --fix --diff": ("validate", "programme.xlsx", "--fix", "--diff"),
    "validate --fix": ("validate", "programme.xlsx", "--fix", "--unsafe-fixes"),
    "validate --write": ("validate", "programme.xlsx", "--write"),
    "validate csv": ("validate", "programme.xlsx", "--format", "csv"),
    "validate sarif": ("validate", "programme.xlsx", "--format", "sarif"),
    "validate github": ("validate", "programme.xlsx", "--format", "github"),
    "find": ("find", "programme.xlsx"),
    "colour": ("colour", "programme.xlsx"),
    "colour --check": ("colour", "programme.xlsx", "--check"),
    "references": ("references", "programme.xlsx"),
    "renumber": ("renumber", "programme.xlsx"),
    "events": ("events", "programme.xlsx"),
    "calendar": ("calendar", "programme.xlsx", "-o", "events.ics"),
    "who": ("who", "programme.xlsx", "2025-012"),
    "jetons": ("jetons", "programme.xlsx"),
    "summary": ("summary", "programme.xlsx"),
    "summary --html": ("summary", "programme.xlsx", "--html", "page.html"),
    "extract --explain": ("extract", "programme.xlsx", "--explain"),
    "extract": ("extract", "programme.xlsx", "-o", "extraits"),
    "freeze": (
        *("freeze", "programme.xlsx", "--state", "{soumis}", "--date", "12/03/2025", "--no-pdf"),
        *("-o", "frozen.xlsx"),
    ),
    "new": (
        *("new", "--from", "programme.xlsx", "--year", "2026", "--close-jetons", "-o", "n.xlsx"),
        *("--keep", "{En cours},{À lancer}"),
    ),
}
WORDS = {"soumis": "submitted", "En cours": "In progress", "À lancer": "To be started"}


def asked(arguments: tuple[str, ...], *, english: bool) -> list[str]:
    """Arguments as whoever has this workbook writes them."""
    return [
        re.sub(r"{(.*?)}", lambda one: WORDS[one[1]] if english else one[1], text)
        for text in arguments
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_does_the_same(command: str, here: Twins, said: Callable[..., Said]) -> None:
    french = said(here.french, *asked(COMMANDS[command], english=False))
    english = said(here.english, *asked(COMMANDS[command], english=True))
    assert english[0] == french[0], english[2]
    for mine, theirs in zip(english[1:], french[1:], strict=True):
        assert TOLD.findall(mine) == TOLD.findall(theirs)
        assert [one for one in FRENCH if one in mine.replace(HEAD_OF_CSV, "")] == []
    assert any(one in french[1] + french[2] for one in FRENCH) or command in SILENT
    assert different(here.english, here.french) == []
    for book in here.english.parent.glob("*.xlsx"):
        assert strangers(book) == set()
        assert different(book, here.french.with_name(book.name)) == []


HEAD_OF_CSV = ";Réf.;"
SILENT = {
    *("find", "colour", "colour --check", "references", "renumber", "events", "calendar", "jetons"),
    *("extract --explain", "freeze"),
}
"""Commands that name nothing of the workbook"""


def test_findings_are_the_same(here: Twins, said: Callable[..., Said]) -> None:
    mots = mots_of("en")
    assert mots is not None

    def found(book: Path) -> list[dict[str, Any]]:
        _code, out, _err = said(book, "validate", "programme.xlsx", "--format", "json")
        listed = json.loads(out)["workbooks"][0]["diagnostics"]
        assert isinstance(listed, list)
        return listed

    french, english = found(here.french), found(here.english)
    assert len(french) > 20
    for one, other in zip(french, english, strict=True):
        for key in ("rule", "severity", "cell", "ref", "fingerprint", "accepted"):
            assert one[key] == other[key]
        assert mots.sheets[one["sheet"]] == other["sheet"]
        for edit, mine in zip(
            (one["fix"] or {}).get("edits", ()), (other["fix"] or {}).get("edits", ()), strict=True
        ):
            assert edit["cell"] == mine["cell"]
    rules = {one["rule"] for one in french}
    assert {"STR709", "NUM015", "MEM501", "DAT603", "BRD402"} <= rules
    fixes = [edit for one in english for edit in (one["fix"] or {}).get("edits", ())]
    values = {edit.get("value") for edit in fixes}
    assert "Targeted" in values
    assert "Ciblée" not in values


def test_extracts_are_the_same(here: Twins, said: Callable[..., Said]) -> None:
    """To the byte: a member does not see what the workbook calls things."""
    made = []
    for book in here:
        said(book, "extract", "programme.xlsx", "-o", "extraits")
        made.append(
            {one.name: one.read_bytes() for one in (book.parent / "extraits").glob("*.xl*")}
        )
    french, english = made
    assert len(french) > 5
    assert english.keys() == french.keys()
    assert [name for name in french if english[name] != french[name]] == []


def test_messages_to_members_are_the_same(here: Twins, said: Callable[..., Said]) -> None:
    seen = []
    for book in here:
        said(book, "extract", "programme.xlsx", "-o", "extraits")
        code, out, err = said(book, "mail", "preview", "programme.xlsx", "--extracts", "extraits")
        seen.append((code, TOLD.findall(out), len(err.split())))
    assert seen[0][:2] == seen[1][:2]


def test_a_place_is_named_as_the_workbook_does(here: Twins, said: Callable[..., Said]) -> None:
    for place in ("Events!A6", "Événements!A6"):
        code, out, _err = said(here.english, "validate", "programme.xlsx", "--only", place)
        assert code == 1
        assert "Sheet Events" in out


def test_no_header_is_a_change(here: Twins, said: Callable[..., Said]) -> None:
    """One in English against the same in French."""
    french, english = map(str, here)
    assert said(here.english, "diff", french, english)[0] == 0
    _code, out, _err = said(here.english, "diff", french, english, "--format", "json")
    changes = json.loads(out)["changes"]
    # Who sends the messages, and in which language, the template says in its own.
    assert [one for one in changes if one["table"] != layout.PARAMETRES.name] == []
    change(here.english, ("tblProgramme", 9, "Portée", "Ciblée"))
    _code, out, _err = said(here.english, "diff", french, english, "--format", "json")
    (scope,) = (one for one in json.loads(out)["changes"] if one["table"] is None)
    assert (scope["column"], scope["old"], scope["new"]) == ("Scope", "All", "Targeted")


def test_twins_are_merged(here: Twins, said: Callable[..., Said], tmp_path: Path) -> None:
    """What a colleague changed in the French one goes into the English one, in English."""
    base = tmp_path / "base.xlsx"
    shutil.copy(here.french, base)
    change(here.french, ("tblProgramme", 30, "État d'avancement", "Permanent"))
    change(here.english, ("tblProgramme", 31, "État d'avancement", "En cours"))
    change(here.english, ("tblProgramme", 33, "État d'avancement", "Réalisé"))
    change(here.french, ("tblProgramme", 33, "État d'avancement", "Reporté"))
    merged = tmp_path / "merged.xlsx"
    code, out, err = said(
        *(here.english, "merge", str(base), str(here.english), str(here.french)),
        *("-o", str(merged)),
    )
    assert code == 1, err
    assert {"Done", "Postponed"} <= set(re.findall(r"\w+", out + err))
    assert strangers(merged) == set()
    sheet = openpyxl.load_workbook(merged)["Programme"]
    assert [sheet[f"J{3 + row}"].value for row in (30, 31, 33)] == [
        "Ongoing",
        "In progress",
        "Done",
    ]
    findings = openpyxl.load_workbook(merged)["Findings"]
    assert {"Ours", "Theirs", "Choice"} <= {cell.value for cell in findings[4]}
    lists = [str(one.formula1) for one in findings.data_validations.dataValidation]
    assert '"ours,theirs"' in lists


def test_an_answer_comes_back(here: Twins, said: Callable[..., Said]) -> None:
    held = []
    for book in here:
        change(
            book,
            ("tblParametres", 9, "Valeur", "oui"),
            ("tblProgramme", 22, "Adhérents concernés", None),
        )
        said(book, "extract", "programme.xlsx", "-o", "extraits")
        first = min((book.parent / "extraits").glob("*.xlsx"))
        extract = openpyxl.load_workbook(first)
        sheet = extract.worksheets[0]
        heads = {str(cell.value): cell for row in sheet for cell in row if cell.value}
        (answer,) = (cell for text, cell in heads.items() if text in ("Réponse", "Answer"))
        row = next(cell.row for cell in sheet[answer.column_letter] if not cell.protection.locked)
        sheet.cell(row, answer.column).value = "Oui"
        extract.save(first)
        code, _out, err = said(book, "collect", "programme.xlsx", str(first))
        assert code in (0, 1), err
        held.append(holds(book))
    french, english = held
    assert "tblReponses" in french["rows"]
    moments = [row.pop("Reçu le") for one in held for row in one["rows"]["tblReponses"]]
    assert len(moments) == 2
    assert english == french
    assert strangers(here.english) == set()


def test_undo_restores_the_bytes(here: Twins, said: Callable[..., Said]) -> None:
    before = here.english.read_bytes()
    said(here.english, "validate", "programme.xlsx", "--fix")
    assert here.english.read_bytes() != before
    assert said(here.english, "undo", "programme.xlsx")[0] == 0
    assert here.english.read_bytes() == before


def test_an_import_takes_last_year_over(here: Twins, said: Callable[..., Said]) -> None:
    """The workbook of last year is in one language, the new one in another."""
    for former, headers in ((here.english, "fr"), (here.french, "en")):
        new = former.with_name("new.xlsx")
        code, _out, err = said(
            *(former, "import", str(SOURCE), "-o", new.name, "--from", former.name),
            *("--year", "2026", "--close-jetons", "--headers", headers),
        )
        assert code in (0, 1), err
    french, english = here.english.with_name("new.xlsx"), here.french.with_name("new.xlsx")
    assert holds(french)["rows"]["tblAdherents"] == holds(english)["rows"]["tblAdherents"]
    assert strangers(english) == set()
    assert "Événements" in openpyxl.load_workbook(french).sheetnames


def test_the_page_says_the_same(here: Twins) -> None:
    from tests.page.jobs import done

    french, english = (done("check", book) for book in here)
    findings = [
        [(one["rule"], one["cell"]) for one in each["findings"]] for each in (french, english)
    ]
    assert findings[0] == findings[1]
    assert {one["sheet"] for one in english["findings"]} == {
        *("Programme", "Members", "Events", "Themes"),
    }
    told = " ".join(one["message"] for one in english["findings"])
    assert [one for one in FRENCH if one in told] == []
    for book in here:
        keys = [one["key"] for one in done("check", book)["findings"] if one["correctable"]]
        done("correct", book, chosen=keys)
        for job in ("colour", "summary", "control"):
            done(job, book)
    assert different(here.english, here.french) == []
    assert strangers(here.english) == set()
