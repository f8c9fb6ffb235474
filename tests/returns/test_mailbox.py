"""Answers are read from a mailbox on a real server, in which nothing changes."""

from __future__ import annotations

import imaplib
import json
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest

import motxl
from motxl.__main__ import run
from motxl.errors import MotxlError
from motxl.jobs.returns import sources
from motxl.mail import incoming
from motxl.ooxml import Workbook
from tests.judges.imap import Imap
from tests.returns.making import answer, answers_in, asking, extract_of, extracts

pytestmark = pytest.mark.slow

PLACE = ("2025-005", "Réponse")
FROM = {"SAV": "a@savoie.example.org", "ALS": "b@alsace.example.org"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = asking(tmp_path / "p.xlsx")
    extracts(path, tmp_path / "e")
    return path


@pytest.fixture(autouse=True)
def _logs_in(imap: Imap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(imap.certificate.ca))
    monkeypatch.setenv("MOTXL_IMAP_PASSWORD", imap.password)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@contextmanager
def session(imap: Imap) -> Iterator[imaplib.IMAP4_SSL]:
    context = ssl.create_default_context(cafile=str(imap.certificate.ca))
    with imaplib.IMAP4_SSL("localhost", imap.tls_port, ssl_context=context) as found:
        found.authenticate("PLAIN", lambda _challenge: f"\0staff\0{imap.password}".encode())
        yield found


def message(book: Path, key: str, text: str, *, day: int = 3, identity: str = "") -> bytes:
    """A member's message with its extract filled in."""
    data = answer(
        extract_of(book.parent / "e", key), book.parent / f"{key}-{day}.xlsx", {PLACE: text}
    ).read_bytes()
    made = EmailMessage()
    made["From"], made["Subject"] = FROM[key], "Retour"
    made["Date"] = f"Mon, {day:02} Mar 2025 09:00:00 +0100"
    made["Message-ID"] = identity or f"<{key}-{day}@example.org>"
    made.set_content("Voici.")
    made.add_attachment(data, maintype="application", subtype="octet-stream", filename="e.xlsx")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="e.pdf")
    return made.as_bytes()


def put(imap: Imap, *messages: bytes, folder: str = "INBOX") -> None:
    with session(imap) as found:
        if folder != "INBOX":
            assert found.create(f'"{folder}"')[0] == "OK"
        for one in messages:
            assert found.append(f'"{folder}"', "", "", one)[0] == "OK"


def state_of(imap: Imap) -> list[object]:
    """All that the server says of its messages, their flags among it."""
    with session(imap) as found:
        found.select("INBOX", readonly=True)
        return found.uid("FETCH", "1:*", "(FLAGS UID RFC822.SIZE)")[1]


def url(imap: Imap, path: str = "", scheme: str = "imaps") -> str:
    port = imap.tls_port if scheme == "imaps" else imap.port
    return f"{scheme}://staff@localhost:{port}{path}"


def collect(book: Path, imap: Imap, *options: str, path: str = "") -> int:
    of = ("--extracts", str(book.parent / "e"), "--imap", url(imap, path))
    return run(["collect", str(book), *of, *options])


def test_answers_come_from_a_mailbox_which_stays_as_it_is(
    book: Path, imap: Imap, capsys: pytest.CaptureFixture[str]
) -> None:
    note = EmailMessage()
    note["From"], note["Subject"] = "x@example.org", "Bonjour"
    note.set_content("Rien.")
    put(imap, message(book, "SAV", "Ja"), note.as_bytes(), message(book, "ALS", "Non", day=4))
    before = state_of(imap)
    assert collect(book, imap, "--check") == 1
    assert answers_in(book) == {}
    assert collect(book, imap) == 0
    assert answers_in(book) == {("SAV", *PLACE): "Oui", ("ALS", *PLACE): "Non"}
    assert state_of(imap) == before  # unread messages are unread still
    assert len(imap.messages()) == 3
    said = capsys.readouterr().out
    assert re.search(r"03/03/2025 \d\d:00, a@savoie\.example\.org:\s+e\.xlsx", said)


def test_what_was_read_before_is_not_listed_again(
    book: Path, imap: Imap, capsys: pytest.CaptureFixture[str]
) -> None:
    put(imap, *[message(book, "SAV", "Ja")] * 2)  # the same one twice
    assert collect(book, imap) == 0
    once = book.read_bytes()
    capsys.readouterr()
    assert collect(book, imap, "--format", "json") == 0
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert (told["members"], told["known"], told["answered"]) == ([], 1, ["SAV"])
    assert "1 file of a message that was read before" in shown.err
    assert book.read_bytes() == once
    # Another message under the same Message-ID is another one.
    put(imap, message(book, "SAV", "Nein", day=5, identity="<SAV-3@example.org>"))
    assert collect(book, imap) == 0
    assert answers_in(book) == {("SAV", *PLACE): "Non"}


def test_after_undo_answers_come_in_again(book: Path, imap: Imap) -> None:
    """That a message was read does not mean that the workbook has its answers."""
    put(imap, message(book, "SAV", "Ja"))
    assert collect(book, imap) == 0
    assert run(["undo", str(book)]) == 0
    assert answers_in(book) == {}
    assert collect(book, imap) == 0
    assert answers_in(book) == {("SAV", *PLACE): "Oui"}


def test_what_was_refused_is_told_again(
    book: Path, imap: Imap, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = message(book, "SAV", "Ja").replace(FROM["SAV"].encode(), FROM["ALS"].encode())
    put(imap, wrong)
    for _again in range(2):
        assert collect(book, imap) == 1
        assert "refused" in capsys.readouterr().out


def test_a_folder_of_the_mailbox(book: Path, imap: Imap) -> None:
    put(imap, message(book, "SAV", "Ja"), folder="Retours")
    assert collect(book, imap) == 0
    assert answers_in(book) == {}
    assert collect(book, imap, path="/Retours") == 0
    assert answers_in(book) == {("SAV", *PLACE): "Oui"}
    assert collect(book, imap, path="/Nowhere") == 2


def test_what_is_far_too_large_or_too_many_is_told(
    book: Path, imap: Imap, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(imap, *(message(book, "SAV", "Ja", day=day) for day in (3, 4, 5)))
    monkeypatch.setattr(incoming, "MOST_BYTES", 1_000)
    assert collect(book, imap) == 1
    assert capsys.readouterr().out.count("far larger than an extract") == 3
    monkeypatch.undo()


def test_only_the_latest_of_too_many_are_read(book: Path, imap: Imap) -> None:
    put(imap, *(message(book, "SAV", text, day=day) for day, text in ((3, "Ja"), (4, "Nein"))))
    from motxl.jobs.collect import mailbox_of, open_for
    from motxl.mail.secrets import Commands

    opened, _manifest = open_for(book, book.parent / "e", editing=True)
    mailbox = mailbox_of(opened, url(imap), Commands())
    first, second = sources.in_mailbox(mailbox, most=1)
    mailbox.close()
    assert "only the latest 1 were read" in first.problem
    assert second.received.day == 4


def test_no_password_no_encryption_no_login(
    book: Path, imap: Imap, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(imap, message(book, "SAV", "Ja"))
    monkeypatch.setenv("MOTXL_IMAP_PASSWORD", "wrong-wörd")
    assert collect(book, imap) == 2
    said = capsys.readouterr().err
    assert "refuses the password" in said
    assert "wrong-wörd" not in said
    monkeypatch.delenv("MOTXL_IMAP_PASSWORD")
    assert collect(book, imap) == 2
    assert "There is no password for staff" in capsys.readouterr().err
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.setenv("MOTXL_IMAP_PASSWORD", imap.password)
    assert collect(book, imap) == 2
    assert "certificate" in capsys.readouterr().err
    with pytest.raises(MotxlError, match="Do not put a password"):
        motxl.collect(book, imap="imaps://staff:secret@localhost", extracts=book.parent / "e")


def test_a_folder_or_a_mailbox_is_named(book: Path) -> None:
    assert run(["collect", str(book), "--extracts", str(book.parent / "e")]) == 2


def test_scripts_read_a_mailbox_too(book: Path, imap: Imap) -> None:
    put(imap, message(book, "SAV", "Ja"))
    done = motxl.collect(book, imap=url(imap), extracts=book.parent / "e")
    assert done.saved
    assert Workbook.open(book).find_table("tblReponses") is not None
