"""The record is asked whose an address was and what a member holds: a workbook that is right in
itself, with one column sorted alone or two names exchanged, sends nobody what is another's."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from motxl.__main__ import run
from tests.mail.making import address, again, mailed, send, states
from tests.mail.server import Server
from tests.mail.test_whose import extract, put

Told = pytest.CaptureFixture[str]


def emails(book: Path, *given: str) -> None:
    for row, one in enumerate(given):
        put(book, "tblContacts", row, **{"E-mail": one})


def dated(folder: Path, which: str, moment: str) -> None:
    """What the record says where the clock was wrong."""
    with sqlite3.connect(folder / "envois.sqlite") as record:
        record.execute(f"UPDATE messages SET updated = ? WHERE {which}", (moment,))
    record.close()


def label(book: Path, text: str) -> None:
    put(book, "tblProgramme", 2, **{"Programme de travail": text})


def said(capsys: Told) -> str:
    captured = capsys.readouterr()
    return " ".join((captured.out + captured.err).split())


class TestWhose:
    def sent(self, tmp_path: Path, server: Server, capsys: Told) -> tuple[Path, Path]:
        """All had the first extract; there is something new to send."""
        book, folder = mailed(tmp_path)
        assert send(book, folder, server.url) == 0
        server.taken.clear()
        label(book, "otherwise")
        capsys.readouterr()
        return book, folder

    @pytest.mark.slow
    def test_addresses_sorted_alone(self, tmp_path: Path, capsys: Told) -> None:
        with Server() as server:
            book, folder = self.sent(tmp_path, server, capsys)
            emails(book, address(1), address(2), address(0))
            assert extract(book, folder) == 1
            assert "m1@example.org was the address of Membre 1 (M1) in earlier messages" in said(
                capsys
            )
            assert send(book, folder, server.url) == 1
            assert server.received() == {}
            assert "--confirm-address m1@example.org" in said(capsys)
            # One of them is right, as somebody says: that one alone goes, and is not asked again.
            options = ("--confirm-address", address(1))
            assert send(book, folder, server.url, *options) == 1
            assert server.received() == {address(1): 1}
            label(book, "once more")
            extract(book, folder)
            assert send(book, folder, server.url) == 1
            assert server.received() == {address(1): 2}

    @pytest.mark.slow
    def test_what_was_confirmed_while_the_clock_was_late(
        self, tmp_path: Path, capsys: Told
    ) -> None:
        with Server() as server:
            book, folder = self.sent(tmp_path, server, capsys)
            emails(book, address(1), address(0), address(2))
            extract(book, folder)
            options = ("--confirm-address", address(0), "--confirm-address", address(1))
            assert send(book, folder, server.url, *options) == 0
            with sqlite3.connect(folder / "envois.sqlite") as record:
                late = "UPDATE addresses SET at = '2020-01-01T12:00:0' || (rowid % 3) || '+01:00'"
                record.execute(f"{late} WHERE rowid > 3")
            record.close()
            label(book, "once more")
            assert extract(book, folder) == 0
            assert send(book, folder, server.url) == 0
            emails(book, address(0), address(1), address(2))
            assert extract(book, folder) == 1

    @pytest.mark.slow
    def test_the_same_from_a_new_folder(self, tmp_path: Path, capsys: Told) -> None:
        with Server() as server:
            book, _folder = self.sent(tmp_path, server, capsys)
            emails(book, address(1), address(0), address(2))
            assert extract(book, tmp_path / "new") == 1
            assert send(book, tmp_path / "new", server.url) == 1
        assert server.received() == {address(2): 1}

    @pytest.mark.slow
    def test_a_record_of_an_earlier_motxl(self, tmp_path: Path, capsys: Told) -> None:
        with Server() as server:
            book, folder = self.sent(tmp_path, server, capsys)
            with sqlite3.connect(folder / "envois.sqlite") as record:
                record.execute("DROP TABLE addresses")
            record.close()
            emails(book, address(1), address(0), address(2))
            assert extract(book, folder) == 1
            assert send(book, folder, server.url) == 1
        assert server.received() == {address(2): 1}

    @pytest.mark.slow
    def test_names_exchanged(self, tmp_path: Path, capsys: Told) -> None:
        with Server() as server:
            book, folder = self.sent(tmp_path, server, capsys)
            put(book, "tblAdherents", 0, Nom="Membre 1", Alias="Zéro")
            put(book, "tblAdherents", 1, Nom="Membre 0", Alias="Un")
            assert extract(book, folder) == 1
            assert send(book, folder, server.url) == 1
            assert server.received() == {address(2): 1}
            assert "in earlier messages M0 stood for Membre 0" in said(capsys)
            options = ("--confirm-address", address(0), "--confirm-address", address(1))
            assert send(book, folder, server.url, *options) == 0
        assert set(server.received()) == {address(0), address(1), address(2)}

    def test_a_contact_attached_to_another_member(self, tmp_path: Path, capsys: Told) -> None:
        with Server() as server:
            book, folder = self.sent(tmp_path, server, capsys)
            put(book, "tblContacts", 0, Adhérent="M1")
            extract(book, folder)
            assert send(book, folder, server.url, "--only", "M1") == 1
        assert server.received() == {}

    @pytest.mark.slow
    def test_an_address_copied_to_another_member(self, tmp_path: Path, capsys: Told) -> None:
        with Server() as server:
            book, folder = self.sent(tmp_path, server, capsys)
            emails(book, address(0), address(0))
            assert extract(book, folder) == 1
            assert send(book, folder, server.url) == 1
        assert server.received() == {address(0): 1, address(2): 1}

    def test_what_is_confirmed_is_an_address_that_a_message_goes_to(self, tmp_path: Path) -> None:
        book, folder = mailed(tmp_path)
        with Server() as server:
            assert send(book, folder, server.url, "--confirm-address", "x@example.org") == 2
        assert server.received() == {}


class TestWithoutNuisance:
    @pytest.mark.slow
    def test_new_addresses_and_names(self, tmp_path: Path, capsys: Told) -> None:
        """A corrected address, a new contact in another's place, a member renamed."""
        book, folder = mailed(tmp_path)
        with Server() as server:
            assert send(book, folder, server.url) == 0
            emails(book, "corrected@example.org", address(1), address(2))
            put(book, "tblAdherents", 1, Nom="Nouveau nom")
            assert extract(book, folder) == 0
            capsys.readouterr()
            assert send(book, folder, server.url) == 1  # an unchanged extract, another address
            told = said(capsys)
            assert "1 of these messages goes to a member who already had an extract" in told
            assert "✗" not in told
            label(book, "otherwise")
            assert extract(book, folder) == 0
            assert send(book, folder, server.url) == 0

    def test_an_address_that_stands_for_two_since_ever(self, tmp_path: Path, capsys: Told) -> None:
        """Said each time, by extract too; asked about the first time only, though one of the two
        had its message alone."""
        book, folder = mailed(tmp_path)
        emails(book, address(0), address(0))
        with Server() as server:
            capsys.readouterr()
            assert extract(book, folder) == 0
            assert "m0@example.org is the address of several members: Membre 0, Membre 1" in said(
                capsys
            )
            assert send(book, folder, server.url, "--only", "M0") == 1
            assert send(book, folder, server.url) == 0
            assert server.received() == {address(0): 2, address(2): 1}
            assert "is the address of several members: Membre 0, Membre 1" in said(capsys)

    def test_key_and_name_changed_the_address_stays(self, tmp_path: Path, capsys: Told) -> None:
        book, folder = mailed(tmp_path, 1)
        with Server() as server:
            assert send(book, folder, server.url) == 0
            put(book, "tblAdherents", 0, Clé="X9", Nom="Tout autre")
            put(book, "tblContacts", 0, Adhérent="X9")
            assert extract(book, folder) == 0
            capsys.readouterr()
            assert send(book, folder, server.url) == 0
        assert "1 of these messages goes to a member who already had an extract" in said(capsys)


@pytest.mark.slow
class TestWhatTheyHold:
    def test_an_earlier_programme_once_more(self, tmp_path: Path, capsys: Told) -> None:
        """A was sent, then B; the programme is put back as it was with A."""
        book, folder = mailed(tmp_path)
        before = book.read_bytes()
        with Server() as server:
            assert send(book, folder, server.url) == 0
            label(book, "otherwise")
            extract(book, folder)
            assert send(book, folder, server.url) == 0
            book.write_bytes(before)
            extract(book, folder)
            capsys.readouterr()
            assert send(book, folder, server.url) == 1
            assert set(server.received().values()) == {2}
            assert "another extract was sent since" in said(capsys)
            assert send(book, folder, server.url, "--resend", "M0") == 0
            assert server.received()[address(0)] == 3
            assert send(book, folder, server.url, "--only", "M0") == 0

    def test_the_same_where_the_clock_was_put_back(self, tmp_path: Path, capsys: Told) -> None:
        """The order of a record is certain: A, then B with a clock that is years late, then A."""
        book, folder = mailed(tmp_path)
        before = book.read_bytes()
        with Server() as server:
            assert send(book, folder, server.url) == 0
            label(book, "otherwise")
            extract(book, folder)
            assert send(book, folder, server.url) == 0
            dated(folder, "id > 3", "2020-02-01T12:00:00+01:00")
            # B is what they hold: nothing is to be sent, and nothing to be asked.
            assert send(book, folder, server.url) == 0
            book.write_bytes(before)
            extract(book, folder)
            capsys.readouterr()
            assert send(book, folder, server.url) == 1
            assert "another extract was sent since, on 2020-02-01" in said(capsys)
            assert send(book, folder, server.url, "--resend", "M0") == 0
        assert server.received() == {address(0): 3, address(1): 2, address(2): 2}

    @pytest.mark.parametrize(
        ("moment", "sentence"),
        [
            (
                "2021-01-01T12:00:00+01:00",
                "whether another extract, dated 2021-01-01, was sent since",
            ),
            ("2019-01-01T12:00:00+01:00", ""),
        ],
    )
    def test_what_only_the_clock_could_tell_is_asked_where_it_was_put_back(
        self, tmp_path: Path, capsys: Told, moment: str, sentence: str
    ) -> None:
        """Of two folders beside one another, one has a record that the clock was wrong in."""
        book, folder = mailed(tmp_path)
        before = book.read_bytes()
        with Server() as server:
            label(book, "once")
            again(book, tmp_path / "beside")
            assert send(book, tmp_path / "beside", server.url) == 0
            dated(tmp_path / "beside", "1", moment)
            label(book, "otherwise")
            again(book, folder)
            assert send(book, folder, server.url) == 0
            book.write_bytes(before)
            again(book, folder)
            assert send(book, folder, server.url) == 0
            dated(folder, "id <= 3", "2022-01-01T12:00:00+01:00")
            dated(folder, "id > 3", "2020-01-01T12:00:00+01:00")
            capsys.readouterr()
            assert send(book, folder, server.url) == bool(sentence)
            assert sentence in said(capsys)

    def test_a_programme_that_was_changed_after_its_extracts_were_sent(
        self, tmp_path: Path, capsys: Told
    ) -> None:
        book, folder = mailed(tmp_path)
        with Server() as server:
            assert send(book, folder, server.url) == 0
            label(book, "otherwise")
            capsys.readouterr()
            assert send(book, folder, server.url) == 1
        assert "the programme has changed since" in said(capsys)
        assert set(server.received().values()) == {1}

    def test_drafts_of_an_earlier_extract(self, tmp_path: Path, capsys: Told) -> None:
        book, folder = mailed(tmp_path)
        assert run(["mail", "drafts", str(book), "--extracts", str(folder)]) == 0
        assert run(["mail", "drafts", str(book), "--extracts", str(folder)]) == 0
        label(book, "otherwise")
        extract(book, folder)
        capsys.readouterr()
        with Server() as server:
            assert send(book, folder, server.url) == 1
            assert "drafts --again M0" in said(capsys)
            assert server.received() == {}
        assert set(states(folder).values()) == {"brouillon"}


@pytest.mark.slow
def test_what_is_sent_to_the_owner_of_an_address_confirms_nothing_of_the_other(
    tmp_path: Path, capsys: Told
) -> None:
    """An address is typed for a second member; the first one's messages go on, the second one's
    stay kept back, however often extracts are made."""
    with Server() as server:
        book, folder = TestWhose().sent(tmp_path, server, capsys)
        put(book, "tblContacts", 1, **{"E-mail": address(0)})
        for text in ("once", "twice"):
            label(book, text)
            server.taken.clear()
            assert extract(book, folder) == 1
            capsys.readouterr()
            assert send(book, folder, server.url) == 1
            assert "--confirm-address" in said(capsys)
            assert server.received()[address(0)] == 1


class TestTheSameFromAFolderThatIsNotBeside:
    """Nothing has changed, and this computer knows it: nobody gets it a second time by itself."""

    def test_it_is_kept_back_until_it_is_asked_for(self, tmp_path: Path, capsys: Told) -> None:
        book, folder = mailed(tmp_path)
        far = tmp_path / "a" / "b" / "y"
        with Server() as server:
            assert send(book, folder, server.url) == 0
            again(book, far)
            assert send(book, far, server.url) == 1
            assert "sent already from another folder" in said(capsys)
            assert send(book, far, server.url, "--resend", "M1") == 0
            assert send(book, far, server.url) == 1
        assert server.received() == {address(0): 1, address(1): 2, address(2): 1}

    @pytest.mark.slow
    @pytest.mark.parametrize("way", ["moved", "deleted"])
    def test_also_where_that_folder_stood_here(
        self, tmp_path: Path, capsys: Told, way: str
    ) -> None:
        book, folder = mailed(tmp_path)
        with Server() as server:
            assert send(book, folder, server.url) == 0
            if way == "moved":
                (tmp_path / "archive/2025").mkdir(parents=True)
                folder.rename(tmp_path / "archive/2025/out")
            else:
                shutil.rmtree(folder)
            again(book, folder)
            assert send(book, folder, server.url) == 1
            assert "may have been sent" in said(capsys)
            assert send(book, folder, server.url, "--resend", "M1") == 0
            assert send(book, folder, server.url) == 1
            assert server.received() == {address(0): 1, address(1): 2, address(2): 1}
            assert send(book, folder, server.url, "--without-record") == 0
        assert set(server.received().values()) == {2}

    @pytest.mark.slow
    def test_another_extract_goes(self, tmp_path: Path) -> None:
        book, folder = mailed(tmp_path)
        far = tmp_path / "a" / "b" / "y"
        with Server() as server:
            assert send(book, folder, server.url) == 0
            put(book, "tblProgramme", 2, **{"Programme de travail": "otherwise"})
            again(book, far)
            assert send(book, far, server.url) == 0
        assert set(server.received().values()) == {2}


def test_that_an_address_is_new_is_said_once(tmp_path: Path, capsys: Told) -> None:
    """Who had it at the old address may be sent it at the new one; or not."""
    book, folder = mailed(tmp_path)
    with Server() as server:
        assert send(book, folder, server.url) == 0
        for new in ("new@example.org", "newer@example.org"):
            put(book, "tblContacts", 0, **{"E-mail": new})
            again(book, folder)
            capsys.readouterr()
            assert send(book, folder, server.url) == 1
            assert "send --resend M0" in said(capsys)
            assert send(book, folder, server.url) == 0
            assert "--resend" not in said(capsys)
        assert send(book, folder, server.url, "--resend", "M0") == 0
    assert server.received()["newer@example.org"] == 1
    assert sum(server.received().values()) == 4
