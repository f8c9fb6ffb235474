"""What a hostile workbook, file name or server says is shown, and never obeyed.

Every command runs on such a workbook, on a real terminal and through a pipe, in each format; what
arrives there holds no control character but motxl's own.
"""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shutil
import socket
import subprocess
import sys
import threading
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl import controls
from motxl.jobs.demo import SOURCE
from motxl.template.shipped import source_path
from tests.quick import one_in
from tests.summary.making import AXES, action, book
from tests.terminal import written_to

PWN = "\x1b]0;pwn\x07\x1b[45m\x9b45m\x7f\u202egnp\u2066\u2028\u200b"
FAKE = "\n✓ All is well"
EVIL = f"{PWN}{FAKE}"
BAD_NAME = f"evil{PWN}{FAKE}.xlsx"

# Styles of motxl's own: reset, bold, underline, and text in a colour.
_STYLE = re.compile(r"\x1b\[(?:0|1|4|3[0-9])m")
_ERASED = re.compile(r"\r *\r|\r(?=[^\n])")


def controls_in(text: str) -> set[str]:
    """Characters that are obeyed rather than seen, by Unicode's own account."""
    found = {one for one in text if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
    return found - {"\n", "\t"}


@given(st.text(st.characters(codec=None, categories=["Cc", "Cf", "Cs", "Zl", "Zp", "L", "P"])))
def test_no_control_character_is_left_and_json_reads_the_original(text: str) -> None:
    assert not controls_in(controls.shown(text).replace("\r\n", "\n"))
    assert controls_in(controls.on_one_line(text)) == set()
    assert not set("\t\n\r") & set(controls.on_one_line(text))
    written = json.dumps(text, ensure_ascii=False)
    said = json.loads(controls.shown(written))
    # json puts two halves of a character together, which Python holds apart.
    assert said == text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def test_every_control_character_of_unicode_is_shown() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1))).replace("\r", "")
    assert not controls_in(controls.shown(everything))
    for text in ("é ’ « » – — … · → ✓ \xa0 \u202f ☀\ufe0f 👍 œ ñ", "a\tb\nc\r\nd"):
        assert controls.shown(text) == text


# Every command


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with hostile texts everywhere, under a hostile name, and its extracts."""
    place = tmp_path_factory.mktemp("evil")
    label = f"Agir (cf.{PWN} Cross-border Deal thème 44, cf. Cross border Deal thème 4){FAKE}"
    rows = [
        *AXES,
        action(label, Frontière=f"FR-XX{EVIL}", Portée="Tous", Calendrier=f"6 mars 2025{PWN}"),
        action(f"Voir{EVIL} <b>gras</b> FR/DE Cible", **{"Adhérents concernés": f"Savoi{EVIL}"}),
        action(f"Le 6 mars 2025 : atelier{EVIL}", **{"Pilote": EVIL, "Autres thèmes": EVIL}),
        {"Axe": f"1.9{PWN}{FAKE}", "Programme de travail": f"Perdu{EVIL}", "Type": "Action",
         "Réf.": f"2025{EVIL}"},
        action(f"(jetons : {PWN} prestation{FAKE})", Jetons=f"J1{EVIL}"),
    ]  # fmt: skip
    members = [
        {"Clé": f"K{EVIL}", "Nom": f"Savoie{EVIL}", "Alias": f"Sav{EVIL}", "Frontières": "FR-IT",
         "Langue": "en", "Jetons attribués": 4, "Type": EVIL},
        {"Clé": "ALS", "Nom": f"Alsace{PWN}", "Frontières": f"FR-ZZ{EVIL}"},
    ]  # fmt: skip
    moves = [
        {"Date": date(2025, 3, 1), "Adhérent": f"K{EVIL}", "Prestation": f"J1{EVIL}",
         "État": "consommé", "Jetons": 9},
        {"Adhérent": f"nobody{EVIL}", "Prestation": f"J2{EVIL}", "État": f"x{EVIL}", "Jetons": 1},
    ]  # fmt: skip
    contacts = [
        {"Adhérent": f"K{EVIL}", "Civilité": "Madame", "Nom": f"Nom{EVIL}",
         "E-mail": "a@example.org", "Envoi": "À"},
        {"Adhérent": "ALS", "E-mail": f"no address{EVIL}", "Envoi": "À"},
    ]  # fmt: skip
    path = book(
        place / "plain.xlsx", rows, tblAdherents=members, tblContacts=contacts,
        tblSuiviJetons=moves,
        tblJetons=[{"Clé": f"J1{EVIL}", "Prestation": f"prestation{EVIL}"}],
        tblEvenements=[{"Réf.": f"2025-003{EVIL}", "Début": f"mars{EVIL}", "Intitulé": EVIL}],
        tblTerritoires=[{"Nom": f"Terre{EVIL}", "Frontières": f"FR-QQ{EVIL}"}],
    )  # fmt: skip
    _rename_sheet(path, "Événements", "Ev_x001B_]0;p\u202en")
    path.rename(place / BAD_NAME)
    source = source_path(SOURCE).read_text("utf-8")
    (place / f"source{PWN}.txt").write_text(
        source.replace("Objectif", f"Objectif{PWN}") + f"\n9.9.9.9\t{PWN}\n", "utf-8"
    )
    done = _piped(place, "extract", BAD_NAME, "-o", f"out{PWN}")
    assert (place / f"out{PWN}" / "manifest.json").is_file(), done.stderr
    return place


def _rename_sheet(path: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = [(one, archive.read(one)) for one in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, data in parts:
            if one.filename == "xl/workbook.xml":
                assert f'name="{old}"'.encode() in data
                data = data.replace(f'name="{old}"'.encode(), f'name="{new}"'.encode())  # noqa: PLW2901
            archive.writestr(one, data)


def _environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    return {**kept, "COLUMNS": "90", "MOTXL_LANG": "en", **more}


def _command(arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "motxl", *arguments]


def _piped(place: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        _command(arguments), cwd=place, env=_environment(**more), stdin=subprocess.DEVNULL,
        capture_output=True, check=False,
    )  # fmt: skip
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def _on_a_terminal(place: Path, *arguments: str, **more: str) -> str:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        _command(arguments), cwd=place, env=_environment(TERM="xterm", **more), close_fds=True,
        stdin=subprocess.DEVNULL, stdout=slave, stderr=slave,
    )  # fmt: skip
    os.close(slave)
    written = written_to(master)
    process.wait()
    return written.decode().replace("\r\n", "\n")


def wrong_with(text: str) -> list[str]:
    """The lines of an output that hold a control character, or that a text has faked."""
    lines = text.replace("\r\n", "\n").removeprefix("\ufeff").split("\n")
    return [one for one in lines if controls_in(one) or "\t" in one or one.startswith("✓")]


def test_the_measure_can_fail() -> None:
    """Each character of the hostile texts, and the faked line, would be found."""
    assert all(wrong_with(f"a{one}b") for one in set(PWN) - set("]0;pwn45mg["))
    assert wrong_with(f"Savoie{FAKE}") == ["✓ All is well"]


OUT = f"out{PWN}"
MAIL = ("--extracts", OUT)
COMMANDS: dict[str, tuple[str, ...]] = {
    "validate": ("validate", BAD_NAME),
    **{f"validate as {form}": ("validate", BAD_NAME, "--format", form)
       for form in ("json", "sarif", "github", "csv")},
    "validate --diff": ("validate", BAD_NAME, "--unsafe-fixes", "--diff"),
    "validate --statistics": ("validate", BAD_NAME, "--statistics"),
    "validate one that is not there": ("validate", f"no{EVIL}.xlsx"),
    "validate one that is none": ("validate", f"source{PWN}.txt"),
    "validate with a sheet that is not there": ("validate", BAD_NAME, "--sheet", EVIL),
    "colour --check": ("colour", BAD_NAME, "--check"),
    "colour --diff": ("colour", BAD_NAME, "--diff"),
    "find": ("find", BAD_NAME, "-v"),
    "find as json": ("find", BAD_NAME, "--format", "json"),
    "references": ("references", BAD_NAME),
    "references as json": ("references", BAD_NAME, "--format", "json"),
    "summary": ("summary", BAD_NAME, "--check"),
    "summary as json": ("summary", BAD_NAME, "--check", "--format", "json"),
    "extract": ("extract", BAD_NAME, "-o", OUT),
    "extract as json": ("extract", BAD_NAME, "-o", OUT, "--format", "json"),
    "extract --explain": ("extract", BAD_NAME, "--explain"),
    "extract a stranger": ("extract", BAD_NAME, f"who{EVIL}", "-o", OUT),
    "who": ("who", BAD_NAME, "1"),
    "who as json": ("who", BAD_NAME, "1", "--format", "json"),
    "who, a stranger": ("who", BAD_NAME, EVIL),
    "jetons": ("jetons", BAD_NAME),
    "jetons of one": ("jetons", BAD_NAME, f"K{EVIL}"),
    "jetons as json": ("jetons", BAD_NAME, "--format", "json"),
    "events": ("events", BAD_NAME, "--check"),
    "events as json": ("events", BAD_NAME, "--check", "--format", "json"),
    "inspect": ("inspect", BAD_NAME, BAD_NAME),
    "inspect as json": ("inspect", BAD_NAME, "--format", "json"),
    "renumber": ("renumber", BAD_NAME, "--diff"),
    "mail preview": ("mail", "preview", BAD_NAME, *MAIL),
    "mail drafts": ("mail", "drafts", BAD_NAME, *MAIL),
    "mail status": ("mail", "status", BAD_NAME, *MAIL),
    "mail status as json": ("mail", "status", BAD_NAME, *MAIL, "--format", "json"),
    "mail send to no server": (
        *("mail", "send", BAD_NAME, *MAIL, "--yes"), "--smtp", f"http://x{EVIL}",
    ),
    "import": ("import", f"source{PWN}.txt", "-o", f"new{EVIL}.xlsx", "--force"),
    "doctor": ("doctor", BAD_NAME),
    "doctor as json": ("doctor", BAD_NAME, "--format", "json"),
    "undo": ("undo", BAD_NAME),
    "undo --list": ("undo", BAD_NAME, "--list"),
    "explain": ("explain", f"REF102{EVIL}"),
    "explain a rule": ("explain", "REF102"),
    "rules": ("rules",),
    "macros --check": ("macros", BAD_NAME, "--check"),
    "macros": ("macros", BAD_NAME),
    "a command that is none": (f"valid{EVIL}",),
    "an option that is none": ("validate", f"--{EVIL}"),
    "a value that is none": ("validate", BAD_NAME, "--format", EVIL),
    "too many names": ("references", BAD_NAME, EVIL),
}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.slow
def test_no_command_lets_a_control_character_out(name: str, folder: Path) -> None:
    arguments = COMMANDS[name]
    hostile_system = {"MOTXL_LIBREOFFICE": f"/nowhere/{EVIL}"}
    done = _piped(folder, *arguments, **hostile_system)
    assert "Traceback" not in done.stderr
    assert "unexpected error" not in done.stderr
    assert not wrong_with(done.stdout)
    assert not wrong_with(done.stderr)
    said = _on_a_terminal(folder, *arguments, **hostile_system)
    assert not wrong_with(_ERASED.sub("", _STYLE.sub("", said)))


def test_what_is_hostile_is_there_to_be_seen(folder: Path) -> None:
    """Neither taken out: a name with such a character in it is another name."""
    for arguments in (COMMANDS["validate"], COMMANDS["who"], COMMANDS["validate --diff"]):
        assert r"\u001b]0;pwn\u0007\u001b[45m\u009b45m\u007f\u202egnp" in "".join(
            _piped(folder, *arguments).stdout.split()
        )


def test_programs_read_the_original(folder: Path) -> None:
    (found,) = json.loads(_piped(folder, *COMMANDS["validate as json"]).stdout)["workbooks"]
    assert found["path"] == BAD_NAME
    texts = json.dumps(found["diagnostics"], ensure_ascii=False)
    assert "\u202e" in texts
    references = json.loads(_piped(folder, *COMMANDS["references as json"]).stdout)["references"]
    assert any(PWN in one["text"] for one in references)
    json.loads(_piped(folder, *COMMANDS["validate as sarif"]).stdout)
    rows = list(csv.reader(io.StringIO(_piped(folder, *COMMANDS["validate as csv"]).stdout),
                           delimiter=";"))  # fmt: skip
    assert {len(row) for row in rows} == {11}


def test_colours_of_ours_are_obeyed_on_a_terminal_and_where_they_are_wanted(folder: Path) -> None:
    assert "\x1b[1m" in _on_a_terminal(folder, "explain", "REF102")
    assert "\x1b" not in _piped(folder, "explain", "REF102").stdout
    assert "\x1b[1m" in _piped(folder, "explain", "REF102", FORCE_COLOR="1").stdout
    assert "\x1b" not in _on_a_terminal(folder, "explain", "REF102", NO_COLOR="1")


def test_a_name_that_is_no_text(folder: Path) -> None:
    """A byte of a file name that no character stands for."""
    name = "a\udcff.xlsx"
    shutil.copy(folder / BAD_NAME, folder / name)
    for arguments in (("validate", name), ("inspect", name, name)):
        done = _piped(folder, *arguments)
        assert r"a\udcff.xlsx" in done.stdout + done.stderr
        assert not wrong_with(_STYLE.sub("", _on_a_terminal(folder, *arguments)))
    document = json.loads(_piped(folder, "validate", name, "--format", "json").stdout)
    assert document["workbooks"][0]["path"] == name


# Files, servers, other programs


def test_files_that_people_open(folder: Path) -> None:
    for arguments in (
        ("summary", BAD_NAME, "--html", "summary.html", "--force"),
        ("mail", "preview", BAD_NAME, *MAIL, "--html", "mail.html", "--force"),
        ("mail", "status", BAD_NAME, *MAIL, "--export", "status.csv", "--force"),
    ):
        shutil.copy(folder / BAD_NAME, folder / "kept.xlsx")
        done = _piped(folder, *arguments)
        assert (folder / arguments[-2]).exists(), done.stderr
        shutil.move(folder / "kept.xlsx", folder / BAD_NAME)
        text = (folder / arguments[-2]).read_text("utf-8-sig")
        assert not {one for one in text if controls_in(one) - {"\r"}}


def test_who_has_it_open(folder: Path) -> None:
    lock = folder / f".~lock.{BAD_NAME}#"
    lock.write_text(f"Eve{PWN},{PWN},29.01.2025 10:00,file:///{PWN};", "utf-8")
    try:
        done = _piped(folder, "colour", BAD_NAME)
        assert done.returncode == 2
        assert "Eve" in done.stderr
        assert not wrong_with(done.stderr)
    finally:
        lock.unlink()


@contextmanager
def _rude_server() -> Iterator[str]:
    """A mail server that refuses every recipient with an escape sequence."""
    listening = socket.create_server(("127.0.0.1", 0))
    answers = {
        b"EHLO": b"250 hello", b"RCPT": b"550 " + EVIL.replace("\n", " ").encode(),
        b"QUIT": b"221 bye",
    }  # fmt: skip

    def serve() -> None:
        while True:
            try:
                caller, _address = listening.accept()
            except OSError:
                return
            with caller, caller.makefile("rb") as lines:
                caller.sendall(b"220 rude " + PWN.encode() + b"\r\n")
                for line in lines:
                    caller.sendall(answers.get(line[:4].upper(), b"250 ok") + b"\r\n")
                    if line[:4].upper() == b"QUIT":
                        break

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.close()


@pytest.mark.parametrize("run", one_in(2, [_piped, _on_a_terminal]), ids=["pipe", "terminal"])
def test_what_a_server_answers(run: Callable[..., object], tmp_path: Path) -> None:
    # The server and the name of the file are hostile: what has hostile texts is not sent at all.
    members = [{"Clé": "K", "Nom": "Savoie", "Frontières": "FR-IT"}]
    contacts = [{"Adhérent": "K", "E-mail": "a@example.org", "Envoi": "À"}]
    rows = [*AXES, action("Agir", Frontière="FR-IT")]
    book(tmp_path / BAD_NAME, rows, tblAdherents=members, tblContacts=contacts)
    out = tmp_path / "out"
    _piped(tmp_path, "extract", BAD_NAME, "-o", "out")
    with _rude_server() as url:
        done = run(
            tmp_path, "mail", "send", BAD_NAME, "--extracts", str(out), "--smtp", url, "--insecure",
            "--yes", "--rate", "0",
        )  # fmt: skip
    said = done if isinstance(done, str) else f"{done.stdout}{done.stderr}"  # type: ignore[attr-defined]
    assert "550" in said
    assert r"\u001b]0;pwn" in "".join(said.split())
    assert not wrong_with(_ERASED.sub("", _STYLE.sub("", said)))
    status = _piped(tmp_path, "mail", "status", BAD_NAME, "--extracts", str(out))
    assert "550" in status.stdout
    assert not wrong_with(status.stdout)
