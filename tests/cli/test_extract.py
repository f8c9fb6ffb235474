"""``motxl extract`` as staff use it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from motxl import libreoffice
from motxl.__main__ import run
from motxl.template.shipped import template_path
from tests.extract.making import ENTRIES, MEMBERS, files, programme, rows
from tests.summary.making import action

SHIPPED = str(template_path("programme-2025"))
COUNTS = {
    "ADH-01": (10, 86), "ADH-02": (9, 87), "ADH-03": (6, 89), "ADH-04": (6, 89),
    "ADH-05": (5, 90), "ADH-06": (5, 91), "ADH-07": (11, 86), "ADH-08": (0, 93),
    "ADH-09": (2, 91), "ADH-10": (3, 92), "ADH-11": (5, 88), "ADH-12": (3, 90), "ADH-13": (0, 93),
}  # fmt: skip


def test_all_members_of_the_2025_programme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "out")
    assert run(["extract", SHIPPED, "-o", folder, "--format", "json"]) == 0
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert {one["key"]: (one["direct"], one["common"]) for one in told["extracts"]} == COUNTS
    assert {one["file"] for one in told["extracts"]} == set(files(Path(folder)))
    assert "13 extracts made" in said.err
    assert "motxl mail preview" in said.err
    assert run(["extract", SHIPPED, "-o", folder, "--lang", "fr"]) == 0
    said = capsys.readouterr()
    assert "ADH-01  Département de la Savoie" in said.out
    assert "à jour" in said.out
    assert run(["inspect", *map(str, Path(folder).glob("*.xlsx"))]) == 0


def test_some_members_by_key_name_or_alias(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert run(["extract", SHIPPED, "ADH-03", "espace mont-blanc", "-o", str(folder)]) == 0
    assert len(files(folder)) == 2


def test_explain_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", SHIPPED, "--explain", "ADH-03", "--lang", "fr"]) == 0
    told = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
    assert told.startswith("Eurométropole de Strasbourg (ADH-03)")
    assert "frontière franco-allemande · FR-DE" in told
    assert "et 89 lignes communes à tous" in told
    assert run(["extract", SHIPPED, "--explain", "ADH-03", "--format", "json"]) == 0
    (member,) = json.loads(capsys.readouterr().out)["members"]
    assert (len(member["direct"]), len(member["common"])) == COUNTS["ADH-03"]


def test_explain_agrees_with_who(capsys: pytest.CaptureFixture[str]) -> None:
    """The same question, asked from either side, for every member and every entry."""
    assert run(["extract", SHIPPED, "--explain", "--format", "json"]) == 0
    members = json.loads(capsys.readouterr().out)["members"]
    of_entry: dict[str, set[str]] = {}
    for member in members:
        for line in (*member["direct"], *member["common"]):
            of_entry.setdefault(line["ref"], set()).add(member["key"])
    for ref in ("2025-012", "2025-053", "2025-090", "2025-127", "2025-130"):
        code = run(["who", SHIPPED, ref, "--format", "json"])
        told = json.loads(capsys.readouterr().out)
        asked = {one["key"] for entry in told["entries"] for one in entry["members"]}
        assert asked == of_entry.get(ref, set()), (ref, code)


def test_a_theme_and_a_colleague(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert run(["extract", SHIPPED, "--theme", "montagne", "-o", str(folder)]) == 0
    (path,) = folder.glob("*.xlsx")
    assert path.name == "Montagne - Programme de travail 2025.xlsx"
    assert not (folder / "manifest.json").exists()
    book = programme(tmp_path / "book.xlsx", [action("mine", Pilote="Léa"), action("not mine")])
    assert run(["extract", str(book), "--pilote", "lea", "-o", str(folder)]) == 0
    assert [row[1] for row in rows(folder / "Léa - Programme de travail 2025.xlsx")][-1] == "mine"
    assert run(["extract", str(book), "--pilote", "lea", "-o", str(folder)]) == 0


def test_a_colleague_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = str(programme(tmp_path / "book.xlsx", [action("a", Pilote="Léa")]))
    command = ["extract", book, "--pilote", "Léa", "--lang", "fr"]
    folder = ["-o", str(tmp_path / "out")]
    assert run([*command, *folder]) == 0
    said = capsys.readouterr()
    assert said.out == "Léa · 1 ligne spécifique · fait\n"
    assert said.err == f"1 extrait fait dans {tmp_path / 'out'}.\n"
    assert run([*command, *folder]) == 0
    assert capsys.readouterr().err == f"1 extrait est à jour dans {tmp_path / 'out'}.\n"
    assert run([*command, "--explain"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Léa"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "-o FOLDER"),
        (["nobody", "-o", "out"], "no active member called nobody"),
        (["eurometropole de strassbourg", "-o", "out"], "Did you mean"),
        (["ADH-01", "--theme", "Montagne", "-o", "out"], "Give either members"),
        (["--theme", "montagnes", "-o", "out"], "Did you mean Montagne?"),
        (["--pilote", "nobody", "-o", "out"], "No row has nobody as its Pilote"),
        (["-o", "out", "--since", "."], "holds no extracts"),
        (["-o", ".", "--since", "."], "the same folder"),
        (["-o", "out", "--contacts", "absent.xlsx"], "absent.xlsx"),
    ],
)
def test_wrong_usage_is_a_sentence(
    arguments: list[str],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["extract", SHIPPED, *arguments]) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""
    assert list(tmp_path.glob("out/*")) == []


def test_a_template_of_the_staffs_own_comes_first(tmp_path: Path) -> None:
    book = programme(tmp_path / "book.xlsx")
    (tmp_path / "modeles").mkdir()
    (tmp_path / "modeles/extrait.xlsx").write_bytes(b"no workbook")
    assert run(["extract", str(book), "-o", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()


def test_one_that_fails_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = programme(tmp_path / "book.xlsx")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "Lille - Work programme 2025.xlsx").write_bytes(b"theirs")
    assert run(["extract", str(book), "-o", str(folder), "--lang", "fr"]) == 1
    said = capsys.readouterr()
    assert "LIL  Lille · en échec" in said.out
    assert "déplacez-le, ou remplacez-le avec --force" in said.err
    assert "2 extraits faits" in said.err


@pytest.mark.slow
def test_pdf_when_libreoffice_is_there(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not on this machine")
    folder = tmp_path / "out"
    book = programme(tmp_path / "book.xlsx", ENTRIES, MEMBERS[:2], tblContacts=())
    command = ["extract", str(book), "-o", str(folder), "--pdf"]
    assert run(command) == 0
    made = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.pdf")}
    assert len(made) == 2
    listed = json.loads((folder / "manifest.json").read_bytes())["members"][0]["files"]
    assert [one["name"].rpartition(".")[2] for one in listed] == ["xlsx", "pdf"]
    assert run(command) == 0
    assert made == {path.name: path.stat().st_mtime_ns for path in folder.glob("*.pdf")}


def test_pdf_without_libreoffice_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(libreoffice, "_NAMES", ())
    monkeypatch.setattr(libreoffice, "_usual", tuple)
    assert run(["extract", SHIPPED, "-o", str(tmp_path / "out"), "--pdf"]) == 2
    assert "LibreOffice" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal on Windows")
def test_progress_is_shown_on_a_terminal(tmp_path: Path) -> None:
    import pty

    members = [{"Clé": f"M{n}", "Nom": f"Membre {n}"} for n in range(2500)]
    book = programme(tmp_path / "book.xlsx", members=members, tblContacts=())
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "motxl", "--lang", "fr", "extract", str(book)]
    running = subprocess.Popen(
        [*command, "-o", str(tmp_path / "out")], stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    said = b""
    try:
        while piece := os.read(ours, 4096):
            said += piece
    except OSError:
        pass  # the end of a pseudo-terminal
    assert running.wait() == 0
    text = said.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Extraits : " in text
    assert "sur 2500…" in text
    assert "2500 extraits faits" in text
