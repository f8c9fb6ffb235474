"""A year of a work programme, as a member of staff would tell it.

=============  ==========================================================================
In January     The published text becomes a workbook: 138 rows. We type three members.
29 January     The assembly adopts it: a copy for reading lies beside it.
In spring      Anne takes two cafés and conferences over; Bruno, in his copy, takes the
               conferences too, notes that the legal note is done and confirms a date.
               We merge: one conflict, the conferences. We decide that it is Bruno.
In May         Each member gets its extract, and is asked what it thinks of it.
In June        Strasbourg says yes to the cafés and asks for 2 jetons, in LibreOffice.
               Piedmont wants to discuss the conferences; it also changed a text, which
               nobody asked for. Lille does not answer.
               We read it: three answers, one request, one changed text. Lille is silent.
In July        The text is the adopted one still: only what the three of us changed differs.
               We remind Lille, and Lille alone; once, however often we try.
In September   The date that Bruno confirmed is in the calendar, and no other.
               Whatever was read can be taken back, and read again.
=============  ==========================================================================
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from motxl.__main__ import run
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from motxl.template.shipped import source_path
from motxl.validation.engine import validate
from tests.judges.libreoffice import XLSX, LibreOffice
from tests.mail.making import with_sender
from tests.mail.server import Server
from tests.returns.making import answer, answers_in, book_of, requests, set_parameter

pytestmark = pytest.mark.slow

CAFES, CONFERENCES, NOTE, MEETING = "2025-049", "2025-054", "2025-096", "2025-045"
MEMBERS = {
    "ADH-01": ("Eurométropole de Strasbourg", "FR-DE", "fr", 4),
    "ADH-02": ("Regione Piemonte", "FR-IT", "it", 2),
    "ADH-03": ("Métropole Européenne de Lille", "FR-BE", "fr", None),
}
STRASBOURG, PIEDMONT, LILLE = (f"m{n}@example.org" for n in (1, 2, 3))
CHOICE, JETONS = "Réponse", "Jetons demandés"


def put(path: Path, table: str, where: tuple[str, Value], column: str, value: Value) -> None:
    """A cell typed in Excel: of the first row that has a value in a column."""
    workbook = Workbook.open(path)
    found = workbook.table(table)
    name, wanted = where
    row = next(n for n, one in enumerate(found.rows, found.first_data_row) if one[name] == wanted)
    found.sheet.set_value((row, found.column(column)), value)
    workbook.save()


def value_of(path: Path, ref: str, column: str) -> object:
    rows = Workbook.open(path).table("tblProgramme").rows
    return next(one[column] for one in rows if one["Réf."] == ref)


def members_typed(path: Path) -> None:
    workbook = Workbook.open(path)
    for n, (key, (name, borders, language, jetons)) in enumerate(MEMBERS.items(), 1):
        workbook.table("tblAdherents").append(
            {"Clé": key, "Nom": name, "Frontières": borders, "Langue": language,
             "Jetons attribués": jetons, "Adhérent en cours": "oui"}
        )  # fmt: skip
        workbook.table("tblContacts").append(
            {"Adhérent": key, "Civilité": "Madame", "Nom": f"Nom{n}",
             "E-mail": f"m{n}@example.org", "Envoi": "À"}
        )  # fmt: skip
    workbook.save()
    set_parameter(with_sender(path), "oui")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    shown = capsys.readouterr()
    return " ".join(f"{shown.out} {shown.err}".split())


def asked(capsys: pytest.CaptureFixture[str], *command: str, code: int = 0) -> Any:
    """What a command says as JSON."""
    capsys.readouterr()
    assert run([*command, "--format", "json"]) == code
    return json.loads(capsys.readouterr().out)


def test_a_year(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    libreoffice: LibreOffice,
) -> None:
    monkeypatch.setenv("MOTXL_MAIL_WAIT", "0")
    monkeypatch.delenv("MOTXL_SMTP", raising=False)
    ours, merged, folder = (tmp_path / name for name in ("p.xlsx", "année.xlsx", "extraits"))

    # In January
    assert run(["import", str(source_path("programme-2025.txt")), "-o", str(ours)]) == 0
    assert "138 rows, 12 themes, 5 services" in said(capsys)
    members_typed(ours)

    # 29 January
    adopted = ["--state", "adopté en AG", "--date", "2025-01-29", "--no-pdf"]
    assert run(["freeze", str(ours), *adopted]) == 0
    assert (tmp_path / "p - adopté en AG - 2025-01-29.xlsx").is_file()

    # In spring
    bruno = tmp_path / "bruno.xlsx"
    shutil.copyfile(ours, bruno)
    for ref in (CAFES, CONFERENCES):
        put(ours, "tblProgramme", ("Réf.", ref), "Pilote", "Anne")
    put(bruno, "tblProgramme", ("Réf.", CONFERENCES), "Pilote", "Bruno")
    put(bruno, "tblProgramme", ("Réf.", NOTE), "État d'avancement", "Réalisé")
    put(bruno, "tblEvenements", ("Réf.", MEETING), "Confirmé", "oui")
    first = tmp_path / "fusion.xlsx"
    told = asked(capsys, "merge", str(ours), str(bruno), "-o", str(first), code=1)
    assert [(one["ref"], one["column"], one["ours"], one["theirs"]) for one in told["conflicts"]] \
        == [(CONFERENCES, "Pilote", "Anne", "Bruno")]  # fmt: skip
    assert value_of(first, CONFERENCES, "Pilote") == "Anne"
    put(first, "tblControle", ("Le leur", "Bruno"), "Choix", "le leur")
    told = asked(capsys, "merge", str(first), str(bruno), "-o", str(merged))
    assert told["conflicts"] == []
    assert [value_of(merged, ref, "Pilote") for ref in (CAFES, CONFERENCES)] == ["Anne", "Bruno"]
    assert value_of(merged, NOTE, "État d'avancement") == "Réalisé"

    # In May
    options = ["--extracts", str(folder)]
    assert run(["extract", str(merged), "-o", str(folder)]) == 0
    made = {one.name.partition(" - ")[0]: one for one in folder.glob("*.xlsx")}
    assert set(made) == {name for name, *_more in MEMBERS.values()}
    with Server() as server:
        to = ["--smtp", server.url, "--insecure", "--yes", "--rate", "0"]
        assert run(["mail", "send", str(merged), *options, *to]) == 0
        assert server.received() == {STRASBOURG: 1, PIEDMONT: 1, LILLE: 1}

        # In June
        back = tmp_path / "retours"
        typed = answer(
            made["Eurométropole de Strasbourg"], tmp_path / "sent.xlsx",
            {(CAFES, CHOICE): "Oui", (CAFES, JETONS): 2},
        )  # fmt: skip
        back.mkdir()
        libreoffice.edit(typed, back / "Strasbourg.xlsx", [], XLSX)
        piedmont = answer(
            made["Regione Piemonte"], back / "Re.xlsx",
            {(CONFERENCES, CHOICE): "Da discutere"},
        )  # fmt: skip
        changed = Workbook.open(piedmont)
        sheet = changed.sheets[0].name
        cells = {one.text: one for one in changed.sheet(sheet).cells() if one.text}
        label = next(one for text, one in cells.items() if text.startswith("Organisation de conf"))
        changed.sheet(sheet).set_value((label.row, label.column), "Organizzazione di conferenze")
        changed.save(force=True)
        os.utime(piedmont, (2_000_000_000, 2_000_000_000))
        told = asked(capsys, "collect", str(merged), str(back), *options)
        assert (told["answered"], told["silent"]) == (["ADH-01", "ADH-02"], ["ADH-03"])
        [noted] = [text for one in told["members"] for text in one["changed"]]
        assert "Organizzazione di conferenze" in noted
        answers = {
            ("ADH-01", CAFES, CHOICE): "Oui",
            ("ADH-01", CAFES, JETONS): "2",
            ("ADH-02", CONFERENCES, CHOICE): "À discuter",
        }
        assert answers_in(merged) == answers
        assert requests(merged) == [("ADH-01", "J1", "demandé", 2, CAFES)]

        # In July
        told = asked(capsys, "diff", f"{merged}@adopté", str(merged))
        changes = {(one["table"], one["ref"], one["column"], one["new"]) for one in told["changes"]
                   if one["kind"] == "value"}  # fmt: skip
        assert changes == {
            (None, CAFES, "Pilote", "Anne"),
            (None, CONFERENCES, "Pilote", "Bruno"),
            (None, NOTE, "État d'avancement", "Réalisé"),
            ("tblEvenements", MEETING, "Confirmé", "oui"),
        }
        others = [(one["kind"], one["table"]) for one in told["changes"] if one["kind"] != "value"]
        assert others == [("added", "tblSuiviJetons")]  # the request, and no text
        assert [one for one in validate(book_of(merged).programme) if one.rule == "VER801"] == []
        for _again in range(2):
            assert run(["mail", "remind", str(merged), *options, "--send", *to]) == 0
        assert server.received() == {STRASBOURG: 1, PIEDMONT: 1, LILLE: 2}
        assert "Regione Piemonte → m2@example.org · 1 file – has answered" in said(capsys)

    # In September
    assert run(["calendar", str(merged), "-o", str(tmp_path / "dates.ics")]) == 0
    dates = (tmp_path / "dates.ics").read_text("utf-8").splitlines()
    assert [one for one in dates if one.startswith("DTSTART")] == ["DTSTART;VALUE=DATE:20250114"]
    assert run(["undo", str(merged)]) == 0
    assert answers_in(merged) == {}
    assert run(["collect", str(merged), str(back), *options]) == 0
    assert answers_in(merged) == answers
