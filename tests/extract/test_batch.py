"""A folder of extracts: whole or absent, the same bytes again, gone on with, never over others."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from motxl.errors import MotxlError
from motxl.extract.folder import LOCK
from motxl.extract.making import Made
from motxl.extract.manifest import Manifest
from motxl.ooxml import Workbook
from tests.extract.making import (
    CONTACTS,
    ENTRIES,
    MEMBERS,
    extract,
    files,
    head,
    labels,
    programme,
    rows,
)
from tests.judges import own
from tests.summary.making import action

GERMAN = "Savoie - Arbeitsprogramm 2025.xlsx"
LILLE = "Lille - Work programme 2025.xlsx"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return programme(tmp_path / "book.xlsx")


def test_each_member_gets_a_file_in_its_language(book: Path, tmp_path: Path) -> None:
    result = extract(book, tmp_path / "out")
    assert (result.made, result.kept, result.failed) == (3, 0, ())
    assert set(files(tmp_path / "out")) == {
        GERMAN,
        "Alsace - Programme de travail 2025.xlsx",
        LILLE,
    }
    told = rows(tmp_path / "out" / GERMAN)
    assert told[0][0] == "Was Sie direkt betrifft"
    assert told[3] == [
        "1.1",
        "for Italy",
        "FR-IT",
        "mars",
        None,
        "französisch-italienische Grenze",
    ]
    assert head(tmp_path / "out" / GERMAN)[:3] == [
        "Arbeitsprogramm 2025",
        "Auszug für Savoie",
        "Fassung vom 29.01.2025",
    ]
    assert head(tmp_path / "out" / LILLE)[3:] == ["1 action is for all members."]
    assert (
        labels(tmp_path / "out" / LILLE)[1] == "No action concerns your organisation specifically."
    )


def test_extracts_are_clean(book: Path, tmp_path: Path, sdk: Callable[[Path], list[str]]) -> None:
    extract(book, tmp_path / "out")
    for path in (tmp_path / "out").glob("*.xlsx"):
        assert own.problems(path) == []
        assert sdk(path) == []


def test_the_manifest_says_what_was_made_for_whom(book: Path, tmp_path: Path) -> None:
    result = extract(book, tmp_path / "out")
    told = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert told["version"] == 1
    assert told["programme"] == {"year": 2025, "date": "2025-01-29", "entries": 5}
    savoie, alsace, _lille = told["members"]
    assert (savoie["key"], savoie["name"], savoie["language"]) == ("SAV", "Savoie", "de")
    assert savoie["recipients"] == [
        {"email": "a@example.org", "kind": "to"},
        {"email": "b@example.org", "kind": "cc"},
    ]
    assert alsace["recipients"] == []
    assert list(savoie["files"][0]) == ["name", "sha256"]
    assert savoie["entries"][0]["reasons"] == ["französisch-italienische Grenze"]
    assert [(one.key, reason) for one, reason in result.unreached] == [
        ("ALS", "“no address” is not an e-mail address"),
        ("LIL", "it has no contact in the directory"),
    ]


def test_the_same_data_gives_the_same_bytes_and_digests(book: Path, tmp_path: Path) -> None:
    extract(book, tmp_path / "one")
    extract(book, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")
    one, two = (
        json.loads((tmp_path / name / "manifest.json").read_bytes()) for name in ("one", "two")
    )
    assert one.pop("id") != two.pop("id")
    assert one == two


def test_what_is_up_to_date_is_left_as_it_is(book: Path, tmp_path: Path) -> None:
    extract(book, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.xlsx")}
    result = extract(book, tmp_path / "out")
    assert (result.made, result.kept) == (0, 3)
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.xlsx")}


def test_only_what_changed_is_made_again(tmp_path: Path) -> None:
    extract(programme(tmp_path / "book.xlsx"), tmp_path / "out")
    changed = [{**ENTRIES[0], "Calendrier": "avril"}, *ENTRIES[1:]]
    again = programme(tmp_path / "again.xlsx", changed)
    seen: list[Made] = []
    extract(again, tmp_path / "out", seen=seen)
    assert {one.reader.key: one.status for one in seen} == {
        "SAV": "made",
        "ALS": "kept",
        "LIL": "kept",
    }


def test_a_file_that_staff_changed_is_not_replaced(book: Path, tmp_path: Path) -> None:
    extract(book, tmp_path / "out")
    (tmp_path / "out" / LILLE).write_bytes(b"ours")
    result = extract(book, tmp_path / "out")
    (failed,) = result.failed
    assert (failed.reader.key, "--force" in failed.problem) == ("LIL", True)
    assert (tmp_path / "out" / LILLE).read_bytes() == b"ours"
    # Its line stays, so that mail tells that the file is another.
    before = dict(Manifest(tmp_path / "out").known["LIL"].files)
    assert before[LILLE] != hashlib.sha256(b"ours").hexdigest()
    assert result.outdated == ()
    assert extract(book, tmp_path / "out", force=True).failed == ()


def test_a_file_of_the_same_name_that_is_not_ours_stays(book: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / LILLE).write_bytes(b"theirs")
    assert [one.reader.key for one in extract(book, tmp_path / "out").failed] == ["LIL"]
    assert (tmp_path / "out" / LILLE).read_bytes() == b"theirs"


def test_one_member_alone_leaves_the_others_in_the_manifest(book: Path, tmp_path: Path) -> None:
    extract(book, tmp_path / "out")
    extract(book, tmp_path / "out", "SAV")
    assert list(Manifest(tmp_path / "out").known) == ["SAV", "ALS", "LIL"]


def test_others_that_are_no_longer_up_to_date_leave_the_manifest(tmp_path: Path) -> None:
    extract(programme(tmp_path / "book.xlsx"), tmp_path / "out")
    changed = [ENTRIES[0], {**ENTRIES[1], "Calendrier": "avril"}, ENTRIES[2]]
    result = extract(programme(tmp_path / "again.xlsx", changed), tmp_path / "out", "SAV")
    assert list(Manifest(tmp_path / "out").known) == ["SAV", "LIL"]
    assert result.outdated == ("Alsace - Programme de travail 2025.xlsx",)


def test_members_who_have_left_are_told(tmp_path: Path) -> None:
    extract(programme(tmp_path / "book.xlsx"), tmp_path / "out")
    result = extract(programme(tmp_path / "again.xlsx", members=MEMBERS[:2]), tmp_path / "out")
    assert result.outdated == (LILLE,)
    assert (tmp_path / "out" / LILLE).exists()


@pytest.mark.slow
def test_two_processes_make_the_same_as_one(book: Path, tmp_path: Path) -> None:
    extract(book, tmp_path / "one", processes=1)
    extract(book, tmp_path / "two", processes=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    one, two = (
        json.loads((tmp_path / name / "manifest.json").read_bytes()) for name in ("one", "two")
    )
    assert one.pop("id") != two.pop("id")
    assert one == two


def test_an_interrupted_run_keeps_what_it_made_and_is_gone_on_with(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Made] = []

    class Interrupted(list[Made]):
        def append(self, made: Made) -> None:
            seen.append(made)
            raise KeyboardInterrupt

    result = extract(book, tmp_path / "out", seen=Interrupted())
    assert result.interrupted
    assert list(Manifest(tmp_path / "out").known) == ["SAV"]
    again = extract(book, tmp_path / "out")
    assert (again.made, again.kept, again.interrupted) == (2, 1, False)
    hidden = sorted(path.name for path in (tmp_path / "out").glob(".*"))
    assert hidden == [LOCK]


def test_what_a_run_made_whose_manifest_could_not_be_written_stays_ours(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    replace = Path.replace

    def refusing(self: Path, target: Path) -> Path:
        if Path(target).name in refused:
            raise PermissionError(13, "open elsewhere", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refusing)
    refused = {"manifest.json"}
    with pytest.raises(MotxlError):
        extract(book, out)
    assert LILLE in files(out)
    # The next run makes one of them only, and fails at that.
    programme(book, entries=[*ENTRIES, action("one more")])
    refused = {LILLE}
    assert extract(book, out, "LIL").failed
    refused = set()
    assert extract(book, out).failed == ()


def test_a_template_whose_extracts_would_show_too_much_makes_none(
    book: Path, tmp_path: Path
) -> None:
    import openpyxl
    from openpyxl.comments import Comment

    from motxl.template.shipped import template_path

    opened = openpyxl.load_workbook(template_path("extrait"))
    assert opened.active is not None
    opened.active["A1"].comment = Comment("between us", "staff")
    opened.template = False
    opened.save(tmp_path / "mine.xlsx")
    with pytest.raises(MotxlError, match="comments, or controls"):
        extract(book, tmp_path / "out", template=tmp_path / "mine.xlsx")
    assert not (tmp_path / "out").exists()


def test_a_template_without_the_table_is_told(book: Path, tmp_path: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "mine.xlsx")
    with pytest.raises(MotxlError, match="tblExtrait"):
        extract(book, tmp_path / "out", template=tmp_path / "mine.xlsx")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
@pytest.mark.parametrize("delay", [0.45, 0.7, 1.0, 1.4])
def test_killed_and_run_again(tmp_path: Path, delay: float) -> None:
    members = [{"Clé": f"M{n:03}", "Nom": f"Membre {n}"} for n in range(120)]
    book = programme(tmp_path / "book.xlsx", members=members)
    folder = tmp_path / "out"
    command = [sys.executable, "-m", "motxl", "extract", str(book), "-o", str(folder)]
    environment = {**os.environ, "MOTXL_DATA_DIR": str(tmp_path / "data")}
    running = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
        start_new_session=True,
    )  # fmt: skip
    time.sleep(delay)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    if folder.exists():
        for path in folder.glob("*.xlsx"):
            assert Workbook.open(path).table("tblExtrait") is not None, path
    # What changed in between is taken in all the same.
    again = programme(tmp_path / "again.xlsx", [*ENTRIES, action("one more")], members=members)
    result = extract(again, folder)
    assert (result.made + result.kept, result.failed) == (120, ())
    assert len(files(folder)) == len(Manifest(folder).known) == 120
    assert {path.name for path in folder.iterdir()} == {
        *files(folder), "manifest.json", LOCK,
    }  # fmt: skip


def test_a_manifest_laid_out_anew_is_still_read(book: Path, tmp_path: Path) -> None:
    extract(book, tmp_path / "out")
    path = tmp_path / "out/manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=1), "utf-8")
    manifest = Manifest(tmp_path / "out")
    assert list(manifest.known) == ["SAV", "ALS", "LIL"]
    savoie = manifest.member("SAV")
    assert savoie is not None
    assert savoie["name"] == "Savoie"
    assert extract(book, tmp_path / "out").kept == 3


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2, "members": []}', '{"members": 1}'])
def test_a_damaged_manifest_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, "utf-8")
    with pytest.raises(MotxlError, match="cannot be read"):
        Manifest(tmp_path)


def test_a_directory_kept_apart(tmp_path: Path) -> None:
    from motxl.book.reading.contacts import read_contacts

    apart = tmp_path / "annuaire.csv"
    apart.write_bytes("Adhérent;Courriel;Envoi\r\nLille;z@example.org;À\r\n".encode("cp1252"))
    book = programme(tmp_path / "book.xlsx", tblContacts=())
    result = extract(book, tmp_path / "out", contacts=read_contacts(apart))
    assert [one.key for one, _reason in result.unreached] == ["SAV", "ALS"]
    own_book = programme(tmp_path / "apart.xlsx", tblContacts=CONTACTS)
    assert [one.email for one in read_contacts(own_book)][:2] == ["a@example.org", "b@example.org"]


def test_a_directory_without_its_columns_is_told(tmp_path: Path) -> None:
    from motxl.book.reading.contacts import read_contacts

    (tmp_path / "x.csv").write_text("Nom,E-mail\nx,y\n", "utf-8")
    with pytest.raises(MotxlError, match="Adhérent, Envoi"):
        read_contacts(tmp_path / "x.csv")
