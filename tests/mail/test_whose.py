"""The right member, or nobody: whatever is mixed up between an extract and its message, nobody gets
what is another's, nothing is sent a second time unasked, and what is kept back is told."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
import pytest

from motxl.__main__ import run
from motxl.extract.identity import Identity, identity_of
from motxl.inspection import inspect
from motxl.ooxml import Workbook
from motxl.ooxml.values import Value
from tests.extract.making import programme
from tests.mail.making import address, command, mailed, send, with_parameter, with_sender
from tests.mail.server import Server
from tests.quick import one_in
from tests.summary.making import Rows, action

Told = pytest.CaptureFixture[str]


def extract(book: Path, folder: Path, *options: str) -> int:
    return run(["extract", str(book), "-o", str(folder), *options])


def put(book: Path, table: str, row: int, **values: Value) -> None:
    """Cells of a table's row (0-based) as staff change them."""
    workbook = Workbook.open(book)
    found = workbook.table(table)
    assert found is not None
    for name, value in values.items():
        column = found.column(name)
        assert column is not None, name
        found.sheet.set_value((found.first_data_row + row, column), value)
    workbook.save(force=True)


def change(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """The manifest, changed by hand."""
    path = folder / "manifest.json"
    data = json.loads(path.read_bytes())
    edit(data)
    path.write_text(json.dumps(data), "utf-8")


CANARY = "Perroquet-7391"


class TestNames:
    """A name that several members have is nobody's."""

    def members(self) -> Rows:
        return [
            {"Clé": "A", "Nom": "Ville d’Alpha", "Alias": "Strasbourg", "Jetons attribués": 5},
            {"Clé": "B", "Nom": "Région Bêta", "Alias": "Strasbourg", "Jetons attribués": 5},
            {"Clé": "C", "Nom": "Réseau Gamma"},
        ]

    def book(self, path: Path, contacts: Rows, named: str = "A") -> Path:
        own = action(CANARY, Portée="Ciblée", **{"Adhérents concernés": named})
        entries = [action("for all", Portée="Tous"), own]
        return programme(path / "book.xlsx", entries, self.members(), tblContacts=contacts)

    @pytest.mark.parametrize("second", [{"Alias": "Strasbourg"}, {"Nom": "Strasbourg"}])
    def test_a_contact_of_two_members_gets_nothing(
        self, tmp_path: Path, capsys: Told, second: Mapping[str, Value]
    ) -> None:
        contacts: Rows = [
            {"Adhérent": "Strasbourg", "E-mail": "alex@example.org", "Envoi": "À"},
            {"Adhérent": "B", "E-mail": "b@example.org", "Envoi": "À"},
            {"Adhérent": "C", "E-mail": "c@example.org", "Envoi": "À"},
        ]
        book = self.book(tmp_path, contacts)
        put(book, "tblAdherents", 1, **second)
        assert extract(book, tmp_path / "out") == 1
        assert "MEM508" in capsys.readouterr().err
        with Server() as server:
            assert send(book, tmp_path / "out", server.url) == 1
        assert set(server.received()) == {"c@example.org"}
        said = capsys.readouterr()
        assert "✗ there is nobody to write to" in said.out
        assert "✗ it is uncertain who gets what" in said.out

    def test_a_shared_name_puts_a_line_into_no_extract(self, tmp_path: Path) -> None:
        contacts: Rows = [
            {"Adhérent": key, "E-mail": f"{key}@example.org", "Envoi": "À"} for key in "ABC"
        ]
        book = self.book(tmp_path, contacts, named="Strasbourg")
        assert extract(book, tmp_path / "out") == 1
        for path in (tmp_path / "out").glob("*.xlsx"):
            assert CANARY.encode() not in path.read_bytes()
            assert not any(CANARY in (cell.text or "") for cell in cells(path))
        with Server() as server:
            assert send(book, tmp_path / "out", server.url) == 1
        assert set(server.received()) == {"C@example.org"}


def cells(path: Path) -> list[Any]:
    return [cell for sheet in Workbook.open(path).sheets for cell in sheet.cells()]


class TestKeys:
    """Members are the same from one run to the next when key and name agree."""

    def mailed(self, tmp_path: Path) -> Path:
        entries = [action("for all", Portée="Tous"), action(CANARY, Portée="Ciblée",
                   **{"Adhérents concernés": "A"})]  # fmt: skip
        members: Rows = [{"Clé": "A", "Nom": "Alpha"}, {"Clé": "B", "Nom": "Bêta"}]
        contacts: Rows = [
            {"Adhérent": name, "E-mail": f"{name}@example.org".replace("ê", "e"), "Envoi": "À"}
            for name in ("Alpha", "Bêta")
        ]
        return programme(tmp_path / "book.xlsx", entries, members, tblContacts=contacts)

    def test_swapped_keys_bring_nothing_of_the_other(self, tmp_path: Path, capsys: Told) -> None:
        book = self.mailed(tmp_path)
        assert extract(book, tmp_path / "old") == 0
        put(book, "tblAdherents", 0, Clé="B")
        put(book, "tblAdherents", 1, Clé="A")
        put(book, "tblProgramme", 3, **{"Adhérents concernés": "Alpha"})
        capsys.readouterr()
        assert extract(book, tmp_path / "new", "--since", str(tmp_path / "old")) == 1
        assert (
            "There is no earlier extract to compare with for: Alpha, Bêta"
            in capsys.readouterr().err
        )
        (theirs,) = (tmp_path / "new").glob("B*.xlsx")
        assert not any(CANARY in (cell.text or "") for cell in cells(theirs))

    def test_the_key_of_a_member_that_left_is_another_ones(self, tmp_path: Path) -> None:
        book = self.mailed(tmp_path)
        assert extract(book, tmp_path / "out") == 0
        put(book, "tblAdherents", 0, Nom="Une autre")
        put(book, "tblContacts", 0, Adhérent="A")
        with Server() as server:
            assert send(book, tmp_path / "out", server.url) == 1
        assert set(server.received()) == {"Beta@example.org"}

    def test_who_was_renamed_is_told(self, tmp_path: Path, capsys: Told) -> None:
        book = self.mailed(tmp_path)
        assert extract(book, tmp_path / "out") == 0
        put(book, "tblAdherents", 0, Nom="Une autre")
        put(book, "tblContacts", 0, Adhérent="A")
        assert run(["mail", "preview", str(book), "--extracts", str(tmp_path / "out")]) == 1
        assert "A is the key of Une autre now" in capsys.readouterr().out


class TestFiles:
    """A file says itself whose it is."""

    def test_it_does(self, tmp_path: Path) -> None:
        _book, folder = mailed(tmp_path)
        known = json.loads((folder / "manifest.json").read_bytes())["members"]
        for one in known:
            file = Workbook.open(folder / one["files"][0]["name"])
            assert identity_of(file) == Identity(one["key"], one["name"], one["digest"])

    def swap(self, data: dict[str, Any]) -> None:
        first, second, *_more = data["members"]
        first["files"], second["files"] = second["files"], first["files"]

    def test_files_that_are_swapped_in_the_manifest(self, tmp_path: Path, capsys: Told) -> None:
        book, folder = mailed(tmp_path)
        change(folder, self.swap)
        with Server() as server:
            assert send(book, folder, server.url) == 1
        assert set(server.received()) == {address(2)}
        said = " ".join(capsys.readouterr().out.split())
        assert "indicates that it is for Membre 1 (M1)" in said

    def test_and_on_the_disk(self, tmp_path: Path) -> None:
        book, folder = mailed(tmp_path)
        first, second = sorted(folder.glob("*.xlsx"))[:2]
        theirs = first.read_bytes()
        first.write_bytes(second.read_bytes())
        second.write_bytes(theirs)
        with Server() as server:
            assert send(book, folder, server.url) == 1
        assert set(server.received()) == {address(2)}

    def test_an_extract_of_an_earlier_motxl_is_made_again(
        self, tmp_path: Path, capsys: Told
    ) -> None:
        """It does not indicate whom it is for."""
        import openpyxl

        book, folder = mailed(tmp_path, 1)
        (path,) = folder.glob("*.xlsx")
        opened = openpyxl.load_workbook(path)
        for name in [one.name for one in opened.custom_doc_props.props]:  # type: ignore[attr-defined]
            del opened.custom_doc_props[name]  # type: ignore[attr-defined]
        opened.save(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()

        def believe(data: dict[str, Any]) -> None:
            data["members"][0]["files"][0]["sha256"] = digest

        change(folder, believe)
        assert run(["mail", "preview", str(book), "--extracts", str(folder)]) == 1
        assert "does not indicate whom it is for" in " ".join(capsys.readouterr().out.split())

    def test_a_file_with_more_in_it_than_an_extract_may_hold(
        self, tmp_path: Path, capsys: Told
    ) -> None:
        """Where inspection knows of nothing, the list of what is permitted does not have it."""
        book, folder = mailed(tmp_path, 1)
        (path,) = folder.glob("*.xlsx")
        workbook = Workbook.open(path)
        part = workbook.sheets[0].part_name
        row = b'<row r="3"'
        more = workbook.part(part).replace(row, row + f' spans="{CANARY}"'.encode(), 1)
        workbook.replace_part(part, more)
        path.write_bytes(workbook.to_bytes())
        assert inspect(Workbook.open(path)) == []
        digest = hashlib.sha256(path.read_bytes()).hexdigest()

        def believe(data: dict[str, Any]) -> None:
            data["members"][0]["files"][0]["sha256"] = digest

        change(folder, believe)
        with Server() as server:
            assert send(book, folder, server.url) == 1
        assert server.received() == {}
        assert "shows more than it should" in " ".join(capsys.readouterr().out.split())

    @pytest.mark.parametrize(
        "edit",
        [
            lambda one: one.pop("recipients"),
            lambda one: one.pop("digest"),
            lambda one: one.update(recipients="a@example.org"),
            lambda one: one.update(files=None),
            lambda one: one.update(key=["M0"]),
        ],
    )
    def test_a_line_of_the_manifest_that_motxl_does_not_write(
        self, tmp_path: Path, capsys: Told, edit: Callable[[dict[str, Any]], object]
    ) -> None:
        book, folder = mailed(tmp_path)
        change(folder, lambda data: edit(data["members"][0]))
        assert run(["mail", "preview", str(book), "--extracts", str(folder)]) == 2
        assert "manifest.json cannot be read" in capsys.readouterr().err


class TestWhileItAsks:
    """What was shown and confirmed is what is sent."""

    def asked(self, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object]) -> None:
        def answer(*_arguments: object, **_options: object) -> bool:
            meanwhile()
            return True

        monkeypatch.setattr(click, "confirm", answer)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

    def send(self, book: Path, folder: Path, url: str) -> int:
        options = ["--extracts", str(folder), "--smtp", url, "--insecure", "--rate", "0"]
        return run(["mail", "send", str(book), *options])

    def test_extract_waits_for_its_turn(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
    ) -> None:
        book, folder = mailed(tmp_path)
        codes: list[int] = []
        self.asked(monkeypatch, lambda: codes.append(extract(book, folder, "M2")))
        with Server() as server:
            assert self.send(book, folder, server.url) == 0
        assert codes == [2]
        assert "Another run of motxl is making" in capsys.readouterr().err
        assert set(server.received().values()) == {1}
        assert len(server.received()) == 3

    def test_a_manifest_that_is_changed_is_not_read_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        book, folder = mailed(tmp_path)

        def reorder(data: dict[str, Any]) -> None:
            data["members"].reverse()
            data["members"][0]["recipients"] = data["members"][1]["recipients"]

        self.asked(monkeypatch, lambda: change(folder, reorder))
        with Server() as server:
            assert self.send(book, folder, server.url) == 0
        assert dict(server.received()) == {address(n): 1 for n in range(3)}

    @pytest.mark.parametrize("way", ["deleted", "changed", "swapped"])
    def test_a_file_that_goes_is_left_out_and_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told, way: str
    ) -> None:
        book, folder = mailed(tmp_path)
        first, second, _third = sorted(folder.glob("*.xlsx"))

        def happens() -> None:
            if way == "deleted":
                first.unlink()
            elif way == "changed":
                first.write_bytes(b"otherwise")
            else:
                shutil.copy(second, first)

        self.asked(monkeypatch, happens)
        with Server() as server:
            assert self.send(book, folder, server.url) == 1
        assert set(server.received()) == {address(1), address(2)}
        said = capsys.readouterr()
        assert "Membre 0 · failed" in said.out
        assert "2 messages sent, 1 failed" in said.err


class TestTheRecord:
    """What was sent is not sent again because the record is gone."""

    @pytest.mark.parametrize(
        "way", one_in(4, ["deleted", "emptied", "an older one", "another one"])
    )
    def test_a_record_that_is_not_what_it_was(self, tmp_path: Path, capsys: Told, way: str) -> None:
        book, folder = mailed(tmp_path)
        record = folder / "envois.sqlite"
        with Server() as server:
            assert send(book, folder, server.url, "--only", "M0") == 0
            older = record.read_bytes()
            assert send(book, folder, server.url) == 0
            if way == "deleted":
                record.unlink()
            elif way == "emptied":
                record.write_bytes(b"")
            elif way == "an older one":
                record.write_bytes(older)
            else:
                (tmp_path / "apart").mkdir()
                other, elsewhere = mailed(tmp_path / "apart", 4)
                assert send(other, elsewhere, server.url) == 1  # M3 alone has none yet
                shutil.copy(elsewhere / "envois.sqlite", record)
            sent = len(server.taken)
            code = send(book, folder, server.url)
            assert len(server.taken) == sent
        assert code == 1
        assert "--without-record" in capsys.readouterr().err

    @pytest.mark.slow
    def test_a_folder_beside_whose_record_is_gone(self, tmp_path: Path, capsys: Told) -> None:
        book, folder = mailed(tmp_path)
        other = tmp_path / "other"
        with Server() as server:
            assert send(book, folder, server.url) == 0
            assert extract(book, other) == 0
            (folder / "envois.sqlite").unlink()
            assert send(book, other, server.url) == 1
        assert set(server.received().values()) == {1}
        assert "is gone; it held 3 messages" in capsys.readouterr().err

    @pytest.mark.slow
    def test_who_wants_to_all_the_same_is_heard(self, tmp_path: Path) -> None:
        book, folder = mailed(tmp_path)
        with Server() as server:
            assert send(book, folder, server.url) == 0
            (folder / "envois.sqlite").unlink()
            assert send(book, folder, server.url, "--without-record") == 0
            assert send(book, folder, server.url) == 0
        assert set(server.received().values()) == {2}

    @pytest.mark.slow
    def test_a_copy_of_the_folder_anywhere(self, tmp_path: Path, capsys: Told) -> None:
        """Copied before anything was sent, to a place that is not beside the first."""
        book, folder = mailed(tmp_path)
        copy = tmp_path / "far" / "away" / "out"
        shutil.copytree(folder, copy)
        with Server() as server:
            assert send(book, folder, server.url) == 0
            assert send(book, copy, server.url) == 0
        assert set(server.received().values()) == {1}
        assert "sent already from another folder" in capsys.readouterr().out

    @pytest.mark.slow
    def test_a_new_version_says_who_had_an_earlier_one(self, tmp_path: Path, capsys: Told) -> None:
        book, folder = mailed(tmp_path)
        with Server() as server:
            assert send(book, folder, server.url) == 0
            put(book, "tblProgramme", 2, **{"Programme de travail": "otherwise"})
            assert extract(book, folder) == 0
            capsys.readouterr()
            assert send(book, folder, server.url) == 0
        assert (
            "3 of these messages go to members who already had an extract"
            in capsys.readouterr().err
        )

    def test_only_its_owner_reads_what_names_people(self, tmp_path: Path) -> None:
        if os.name == "nt":
            pytest.skip("Windows has no modes")
        book, folder = mailed(tmp_path)
        with Server() as server:
            assert send(book, folder, server.url) == 0
        for name in ("manifest.json", "envois.sqlite"):
            assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600, name

    @pytest.mark.parametrize(
        "name",
        [".motxl-journal.jsonl", ".motxl-envois.lock", "manifest.json"],
    )
    def test_a_link_in_the_place_of_a_file_is_refused(
        self, tmp_path: Path, capsys: Told, name: str
    ) -> None:
        book, folder = mailed(tmp_path)
        private = tmp_path / "private.txt"
        private.write_text("private", "utf-8")
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(private)
        assert extract(book, folder) == 2
        assert "is a link" in capsys.readouterr().err
        assert private.read_text("utf-8") == "private"

    @pytest.mark.skipif(sys.platform == "win32", reason="pipes in folders are POSIX's")
    @pytest.mark.parametrize(
        ("verb", "name"),
        [("preview", "manifest.json"), ("preview", "envois.sqlite"), ("status", "envois.sqlite")],
    )
    def test_a_pipe_in_the_place_of_a_file_is_refused(
        self, tmp_path: Path, capsys: Told, verb: str, name: str
    ) -> None:
        book, folder = mailed(tmp_path)
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)
        assert run(["mail", verb, str(book), "--extracts", str(folder)]) == 2
        assert "is not an ordinary file" in capsys.readouterr().err

    def test_an_attachment_that_is_a_link_out_of_the_folder_is_kept_back(
        self, tmp_path: Path, capsys: Told
    ) -> None:
        book, folder = mailed(tmp_path)
        one = sorted(folder.glob("*.xlsx"))[0]
        one.replace(tmp_path / "elsewhere.xlsx")
        one.symlink_to(tmp_path / "elsewhere.xlsx")
        assert run(["mail", "preview", str(book), "--extracts", str(folder)]) == 1
        said = capsys.readouterr()
        assert "leads out of the folder" in " ".join((said.out + said.err).split())

    def test_drafts_are_for_their_owner_alone(self, tmp_path: Path) -> None:
        book, folder = mailed(tmp_path)
        assert run(["mail", "drafts", str(book), "--extracts", str(folder)]) == 0
        drafts = list((folder / "brouillons").iterdir())
        assert drafts
        assert {stat.S_IMODE(one.stat().st_mode) for one in drafts} == {0o600}

    @pytest.mark.slow
    def test_two_folders_beside_each_other_at_once(self, tmp_path: Path) -> None:
        book, folder = mailed(tmp_path)
        other = tmp_path / "other"
        shutil.copytree(folder, other)
        with Server() as server:
            runs = [
                subprocess.Popen(
                    command(book, one, server.url), stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
                for one in (folder, other)
            ]  # fmt: skip
            codes = sorted(one.wait() for one in runs)
        assert dict(server.received()) == {address(n): 1 for n in range(3)}
        assert codes in ([0, 0], [0, 2])

    @pytest.mark.slow
    def test_and_without_the_lock_of_this_computer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Two computers have no lock in common: what is begun is noted before it is looked at."""
        book, folder = mailed(tmp_path, 12)
        other = tmp_path / "other"
        shutil.copytree(folder, other)
        with Server() as server:
            runs = [
                subprocess.Popen(
                    command(book, one, server.url), stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, "MOTXL_DATA_DIR": str(tmp_path / f"data-{one.name}")},
                )
                for one in (folder, other)
            ]  # fmt: skip
            codes = [one.wait() for one in runs]
        assert max(server.received().values()) == 1
        assert len(server.received()) == 12 or 1 in codes


class TestAfterTheExtracts:
    """What was changed in the workbook since keeps back whom it concerns."""

    @pytest.mark.parametrize(
        ("table", "values", "reason"),
        one_in(
            4,
            [
                (
                    "tblContacts",
                    {"Envoi": None},
                    "the directory has changed since (−m0@example.org)",
                ),
                ("tblContacts", {"Envoi": "Cc"}, "(+cc m0@example.org, −m0@example.org)"),
                (
                    "tblContacts",
                    {"E-mail": "z@example.org"},
                    "m0@example.org is not in the directory",
                ),
                ("tblContacts", {"Adhérent": "M1"}, "m0@example.org belongs to M1"),
                ("tblContacts", {"Adhérent": "Membr 0"}, "MEM501"),
                ("tblAdherents", {"Nom": "Une autre"}, "M0 is the key of Une autre now"),
                ("tblAdherents", {"Adhérent en cours": "non"}, "is not an active member"),
                ("tblProgramme", {"Portée": "certains"}, "STR709"),
            ],
        ),
    )
    def test_is_told_with_its_reason(
        self, tmp_path: Path, capsys: Told, table: str, values: Mapping[str, Value], reason: str
    ) -> None:
        book, folder = mailed(tmp_path)
        put(book, table, 2 if table == "tblProgramme" else 0, **values)
        with Server() as server:
            assert send(book, folder, server.url) == 1
        assert address(0) not in server.received()
        said = " ".join(capsys.readouterr().out.split())
        assert reason in said

    def test_extracts_of_another_year(self, tmp_path: Path, capsys: Told) -> None:
        book, folder = mailed(tmp_path)
        with_parameter(book, "année", 2026)
        with Server() as server:
            assert send(book, folder, server.url) == 1
        assert server.taken == []
        assert "the extracts are for 2025, but the workbook is for 2026" in capsys.readouterr().out

    def test_a_real_address_gets_nothing_from_the_example(
        self, tmp_path: Path, capsys: Told
    ) -> None:
        book, folder = mailed(tmp_path)
        with_sender(book, "MOT <programme@example.org>")
        put(book, "tblContacts", 0, **{"E-mail": "someone@espaces-transfrontaliers.eu"})
        assert extract(book, folder) == 0
        assert "The sender's address is still the example address" in capsys.readouterr().err
        with Server() as server:
            assert send(book, folder, server.url) == 1
        assert set(server.received()) == {address(1), address(2)}
        said = capsys.readouterr()
        assert "is the example address" in said.out
        assert (
            "The sender's address is still the example address, programme@example.org" in said.err
        )


def test_a_reason_is_said_for_who_is_not_reached(tmp_path: Path, capsys: Told) -> None:
    members: Rows = [{"Clé": key, "Nom": f"Membre {key}"} for key in "ABCDE"]
    contacts: Rows = [
        {"Adhérent": "A", "E-mail": "a@example,org", "Envoi": "À"},
        {"Adhérent": "B", "E-mail": "b@example.org", "Envoi": "copie"},
        {"Adhérent": "C", "E-mail": "c@example.org"},
        {"Adhérent": "Membre DD", "E-mail": "d@example.org", "Envoi": "À"},
    ]
    book = programme(tmp_path / "book.xlsx", [action()], members, tblContacts=contacts)
    assert extract(book, tmp_path / "out") == 1
    said = capsys.readouterr().err
    assert (
        "Membre A: there is nobody to write to (“a@example,org” is not an e-mail address)." in said
    )
    assert (
        "Membre B: there is nobody to write to (“copie” in the column Envoi is neither “À” nor "
        "“Cc”)." in said
    )
    assert (
        "Membre C: there is nobody to write to (none of its contacts has “À” in the column Envoi)."
        in said
    )
    assert "Membre D: there is nobody to write to (a contact belongs to “Membre DD”" in said
    assert "Membre E: there is nobody to write to (it has no contact in the directory)." in said


def test_extracts_that_cannot_be_written_stay_in_the_manifest(tmp_path: Path, capsys: Told) -> None:
    """One file is somebody's folder, say: the others are made, and the next run goes on."""
    book, folder = mailed(tmp_path)
    (first, *_others) = sorted(folder.glob("*.xlsx"))
    data = first.read_bytes()
    first.unlink()
    first.mkdir()
    (first / "x").write_bytes(b"")
    put(book, "tblProgramme", 2, **{"Programme de travail": "otherwise"})
    assert extract(book, folder) == 1
    known = json.loads((folder / "manifest.json").read_bytes())["members"]
    assert [one["key"] for one in known] == ["M0", "M1", "M2"]
    with Server() as server:
        assert send(book, folder, server.url) == 1
    assert set(server.received()) == {address(1), address(2)}
    shutil.rmtree(first)
    first.write_bytes(data)
    assert extract(book, folder) == 0


def test_a_thread_and_a_process_exclude_each_other(tmp_path: Path) -> None:
    """The lock is the system's: it holds between threads of one process, too."""
    from motxl.extract.folder import only_here
    from motxl.ooxml.errors import InUseError

    refused: list[BaseException] = []

    def other() -> None:
        try:
            with only_here(tmp_path):
                pass
        except InUseError as error:
            refused.append(error)

    with only_here(tmp_path):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        code = f"from pathlib import Path\nfrom motxl.extract.folder import only_here\n" \
               f"with only_here(Path({str(tmp_path)!r})): pass"  # fmt: skip
        done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert len(refused) == 1
    assert b"InUseError" in done.stderr
