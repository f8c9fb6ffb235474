"""What any command says or writes of a workbook in English is said in English."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from motxl.__main__ import run
from tests.wording.neutral import make_neutral, words_of_ours
from tests.wording.twins import SOURCE, Twins, change, made, twins

LABEL = ("tblProgramme", 40, "Commentaire", "Changed")


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Twins:
    """The twins, with slips, whose texts say none of our words."""
    found = twins(tmp_path_factory.mktemp("said"))
    for path in found:
        make_neutral(path)
    return found


@pytest.fixture
def here(pair: Twins, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the English workbook ``b.xlsx``, the French one, a copy with a change, one
    without slips, and extracts."""
    shutil.copy(pair.english, tmp_path / "b.xlsx")
    shutil.copy(pair.french, tmp_path / "fr.xlsx")
    shutil.copy(pair.english, tmp_path / "changed.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Without slips."""
    path = made(tmp_path_factory.mktemp("plain"), "en")
    make_neutral(path)
    return path


NEXT = ("new", "--from", "b.xlsx", "--year", "2026", "-o", "n.xlsx")
IMPORT = ("import", str(SOURCE), "--year", "2026", "--headers", "en", "--from", "b.xlsx")
COMMANDS: tuple[tuple[str, ...], ...] = (
    *(
        ("validate", "b.xlsx", *more)
        for more in (
            *((), ("--statistics",), ("--statistics", "--format", "json")),
            *(("--format", one) for one in ("csv", "json", "sarif", "github")),
            *(("--fix", "--diff"), ("--fix",), ("--unsafe-fixes",), ("--write",)),
            *(("--only", "Events!A6"), ("--accept", "Events!A6", "--format", "json")),
            *(("--sheet", one) for one in ("Nowhere", "Settings", "Members", "Jeton requests")),
            ("--sheet", "Settings", "--columns", "F,G"),
        )
    ),
    *(("find", "b.xlsx", *more) for more in ((), ("-v",), ("--format", "json"))),
    *((name, "b.xlsx") for name in ("colour", "renumber", "references", "events", "jetons")),
    *((name, "b.xlsx", "--check") for name in ("colour", "renumber", "events", "summary")),
    *((name, "b.xlsx", "--sheet", "Settings") for name in ("colour", "renumber", "references")),
    *(
        (name, "b.xlsx", "--format", "json")
        for name in ("references", "events", "jetons", "summary")
    ),
    ("calendar", "b.xlsx", "-o", "x.ics", "--format", "json"),
    ("who", "b.xlsx", "2025-012"),
    ("who", "b.xlsx", "2025-012", "--all", "--format", "json"),
    ("who", "b.xlsx", "2025-900"),
    ("jetons", "b.xlsx", "Nobody"),
    ("summary", "b.xlsx", "--html", "page.html"),
    ("freeze", "b.xlsx", "--state", "nothing", "--no-pdf"),
    ("freeze", "b.xlsx", "--state", "submitted", "--no-pdf", "--format", "json", "-o", "f.xlsx"),
    ("extract", "b.xlsx", "-o", "e"),
    ("extract", "b.xlsx", "-o", "e", "--explain"),
    ("extract", "b.xlsx", "-o", "e", "--format", "json"),
    *(
        ("extract", "b.xlsx", "-o", "e", *more)
        for more in (
            *(("--theme", "x"), ("--pilote", "x"), ("--common", "x"), ("Nobody",)),
            *(("--confirm-values", "Progress"), ("--confirm-values", "Contacts!Member")),
        )
    ),
    NEXT,
    (*NEXT, "--close-jetons"),
    (*NEXT, "--close-jetons", "--keep", "x"),
    (*NEXT, "--carry-jetons", "--clear", "x"),
    (*NEXT, "--carry-jetons", "--format", "json"),
    (*IMPORT, "-o", "i.xlsx"),
    *(
        ("diff", "plain.xlsx", "b.xlsx", *more)
        for more in ((), ("--format", "json"), ("--html", "d.html"), ("--xlsx", "d.xlsx"))
    ),
    ("diff", "fr.xlsx", "changed.xlsx"),
    ("diff", "b.xlsx", "--textconv"),
    ("merge", "plain.xlsx", "b.xlsx", "changed.xlsx", "-o", "m.xlsx"),
    ("merge", "plain.xlsx", "b.xlsx", "fr.xlsx", "-o", "m.xlsx", "--format", "json"),
    ("mail", "preview", "b.xlsx", "--extracts", "extracts"),
    ("mail", "remind", "b.xlsx", "--extracts", "extracts"),
    ("undo", "b.xlsx"),
    ("inspect", "b.xlsx"),
)
NOT_OURS = re.compile(
    r"“Thème” is not one of"  # a slip is quoted
    r"|Family: .*Thème|Thème$|\"new\": \"Thème\""
    r"|^before: \[?Réalisé"
    r"|;Réf\.;"  # the head of a CSV, which is of all workbooks
    r"|Work programme|Programme de travail 2025\.xlsx"  # files, in the member's language
    r"|Permanent identifier|mois pour pr"
)


def told(text: str) -> list[str]:
    return [line for line in words_of_ours(text) if not NOT_OURS.search(line)]


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_says_a_word_of_ours(
    command: tuple[str, ...], here: Path, plain: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(plain, here / "plain.xlsx")
    change(here / "changed.xlsx", LABEL, ("tblProgramme", 5, "État d'avancement", "Réalisé"))
    if command[0] == "mail":
        run(["extract", "b.xlsx", "-o", "extracts"])
        capsys.readouterr()
    assert run(list(command)) in (0, 1, 2)
    out, err = capsys.readouterr()
    assert out + err
    assert "unexpected error" not in err
    assert told(out + err) == []
    for page in here.glob("*.html"):
        text = re.sub(r"<(script|style).*?</\1>|<[^>]*>", "\n", page.read_text(), flags=re.DOTALL)
        assert told(text) == []


def process(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "motxl", *arguments, "--lang", "en"]
    return subprocess.run(
        command, capture_output=True, check=False, encoding="utf-8", env=dict(os.environ)
    )


def test_a_process_says_the_same(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands before ``run`` in a process is not in its way."""
    done = process("validate", "b.xlsx", "--format", "json")
    assert done.returncode == 1
    found = json.loads(done.stdout)["workbooks"][0]["diagnostics"]
    assert {"Members", "Events", "Themes"} <= {one["sheet"] for one in found}
    assert told(done.stdout) == []
    assert run(["validate", "b.xlsx", "--format", "json"]) == 1
    assert capsys.readouterr().out == done.stdout


@pytest.mark.parametrize("output", ["json", "sarif"])
@pytest.mark.parametrize("turned", [False, True])
def test_of_two_workbooks_each_has_its_words(
    output: str, turned: bool, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    books = ["fr.xlsx", "b.xlsx"][:: -1 if turned else 1]
    assert run(["validate", *books, "--format", output]) == 1
    found = json.loads(capsys.readouterr().out)
    words = {"fr.xlsx": "Adhérents", "b.xlsx": "Members"}
    if output == "json":
        for one in found["workbooks"]:
            sheets = {each["sheet"] for each in one["diagnostics"]}
            assert sheets & set(words.values()) == {words[one["path"]]}
        return
    (log,) = found["runs"]
    named = [one["name"] for one in log["logicalLocations"]]
    assert len(named) == len(set(named))
    for one in log["results"]:
        (place,) = one["locations"]
        of = place["physicalLocation"]["artifactLocation"]["uri"]
        (cell,) = place["logicalLocations"]
        sheet = cell["fullyQualifiedName"].partition("!")[0]
        assert named[cell.get("parentIndex", cell.get("index"))] == sheet
        assert sheet not in set(words.values()) - {words[of]}
    # The rules are those of both: as motxl calls things.
    text = json.dumps(log["tool"], ensure_ascii=False)
    assert "Adhérents concernés" in text
    assert "Members concerned" not in text
    assert run(["validate", "b.xlsx", "b.xlsx", "--format", output]) == 1
    assert "Members concerned" in json.dumps(json.loads(capsys.readouterr().out)["runs"][0]["tool"])


def test_a_sheet_of_staff_is_called_as_it_is(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though it is called as we call another one."""
    workbook = openpyxl.load_workbook("changed.xlsx")
    workbook.create_sheet("Thèmes")["A1"] = "ours"
    workbook.save("changed.xlsx")
    for command in (
        ["merge", "fr.xlsx", "fr.xlsx", "changed.xlsx", "-o", "m.xlsx"],
        ["merge", "fr.xlsx", "fr.xlsx", "changed.xlsx", "-o", "n.xlsx", "--format", "json"],
        ["diff", "changed.xlsx", "fr.xlsx"],
        ["diff", "changed.xlsx", "fr.xlsx", "--format", "json"],
    ):
        shutil.copy("b.xlsx", "b2.xlsx")
        assert run(command) in (0, 1)
        out = "".join(capsys.readouterr())
        assert "Thèmes" in out
        assert "2060" not in out
        assert "\u2060" not in out


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_sheet_of_changes_is_in_the_workbooks_words(
    language: str, here: Path, tmp_path: Path
) -> None:
    own: dict[str, dict[str, Any]] = {
        "en": {
            "sheet": "Changes",
            "head": ["Axis", "Ref.", "Change", "Column", "Title", "Before", "Now"],
            "cells": {"Progress", "Done", "Value", "Members"},
        },
        "de": {
            "sheet": "Änderungen",
            "head": ["Achse", "Ref.", "Änderung", "Spalte", "Titel", "Vorher", "Jetzt"],
            "cells": {"Stand", "Erledigt", "Wert", "Mitglieder"},
        },
    }
    old, new = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    shutil.copy(made(tmp_path / "made", language), old)
    shutil.copy(old, new)
    change(
        new,
        ("tblProgramme", 6, "État d'avancement", "Réalisé"),
        ("tblAdherents", 2, "Type", "Région"),
    )
    assert run(["diff", str(old), str(new), "--xlsx", "d.xlsx"]) == 0
    workbook = openpyxl.load_workbook("d.xlsx")
    assert workbook.sheetnames == [own[language]["sheet"]]
    sheet = workbook.active
    assert sheet is not None
    (table,) = sheet.tables.values()
    assert [one.name for one in table.tableColumns] == own[language]["head"]
    rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    assert rows[0] == own[language]["head"]
    assert own[language]["cells"] <= {one for row in rows for one in row}
    assert told("\n".join(str(cell.value) for row in sheet for cell in row)) == []
