"""Drafts: files, a mailbox on a real IMAP server, Outlook by a stand-in; and the record of them."""

from __future__ import annotations

import csv
import hashlib
import imaplib
import io
import json
import ssl
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from motxl.__main__ import run
from motxl.mail.imap import mailbox
from motxl.mail.outlook import Outlook
from tests.judges.imap import Imap
from tests.mail.making import fresh, mailed, records, send, states
from tests.mail.server import Server
from tests.mail.test_messages import Parse, desk_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return mailed(tmp_path_factory.mktemp("mailed"))


@pytest.fixture
def extracts(made: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    return made[0], fresh(made[1], tmp_path / "out")


def drafts(book: Path, folder: Path, *options: str) -> int:
    return run(["mail", "drafts", str(book), "--extracts", str(folder), *options])


def status(book: Path, folder: Path, *options: str) -> int:
    return run(["mail", "status", str(book), "--extracts", str(folder), *options])


def test_files_that_another_program_reads(extracts: tuple[Path, Path], mailparser: Parse) -> None:
    book, folder = extracts
    assert drafts(book, folder) == 0
    made = sorted((folder / "brouillons").glob("*.eml"))
    assert [path.name for path in made] == [
        f"Membre {n} - Programme de travail 2025.eml" for n in range(3)
    ]
    for number, path in enumerate(made):
        parsed = mailparser(path.read_bytes())
        assert parsed.headers["x-unsent"] == "1"
        assert [one.address for one in parsed.to] == [f"m{number}@example.org"]
        data = (folder / f"{path.stem}.xlsx").read_bytes()
        assert parsed.attachments[0].sha256 == hashlib.sha256(data).hexdigest()
    assert set(states(folder).values()) == {"brouillon"}


@pytest.mark.parametrize("verb", ["drafts", "send"])
def test_a_draft_that_is_no_longer_there_is_asked_about(
    extracts: tuple[Path, Path], capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    """Nobody can tell whether it was deleted before or after it was sent."""
    book, folder = extracts
    assert drafts(book, folder) == 0
    own = folder / "brouillons" / "Membre 1 - Programme de travail 2025.eml"
    own.unlink()
    with Server() as server:
        code = drafts(book, folder) if verb == "drafts" else send(book, folder, server.url)
        assert (code, server.taken) == (1, [])
    said = " ".join(capsys.readouterr().out.split())
    assert "no longer in brouillons: if it was sent, run motxl mail status --confirm M1" in said
    assert said.count("no longer in") == 1
    assert drafts(book, folder, "--again", "M1") == 0
    assert own.is_file()
    assert drafts(book, folder) == 0
    own.unlink()
    assert status(book, folder, "--confirm", "M1") == 0
    assert drafts(book, folder) == 0
    assert not own.is_file()


def test_a_second_run_makes_no_second_draft(
    extracts: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book, folder = extracts
    drafts(book, folder, "--only", "M0")
    path = folder / "brouillons/Membre 0 - Programme de travail 2025.eml"
    path.write_bytes(b"edited by hand")
    assert drafts(book, folder) == 0
    assert path.read_bytes() == b"edited by hand"
    assert len(records(folder)) == 3
    assert drafts(book, folder, "--again", "M0") == 1
    assert "--force" in capsys.readouterr().err
    assert drafts(book, folder, "--again", "M0", "--force") == 0
    assert b"X-Unsent" in path.read_bytes()


def test_confirmed_drafts_count_as_sent(
    extracts: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book, folder = extracts
    drafts(book, folder)
    assert status(book, folder, "--confirm", "Membre 1") == 0
    assert states(folder) == {"M0": "brouillon", "M1": "confirmé", "M2": "brouillon"}
    assert status(book, folder, "--confirm-all") == 0
    assert set(states(folder).values()) == {"confirmé"}
    with Server() as server:
        assert send(book, folder, server.url) == 0
    assert server.taken == []
    assert "sent already" in capsys.readouterr().out
    assert status(book, folder, "--confirm", "nobody") == 2


def test_the_record_is_shown_and_exported(
    extracts: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, folder = extracts
    assert status(book, folder) == 0
    assert "Nothing has been sent" in capsys.readouterr().err
    drafts(book, folder)
    capsys.readouterr()
    export = tmp_path / "envois.csv"
    assert status(book, folder, "--export", str(export), "--format", "json", "--lang", "fr") == 0
    told = json.loads(capsys.readouterr().out)["messages"]
    assert [one["state"] for one in told] == ["brouillon"] * 3
    rows = list(csv.reader(io.StringIO(export.read_text("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Clé", "Adhérent", "État"]
    assert [row[0] for row in rows[1:]] == ["M0", "M1", "M2"]
    assert export.read_bytes().startswith(b"\xef\xbb\xbf")
    assert status(book, folder, "--export", str(export)) == 2


def imap_url(imap: Imap, scheme: str, path: str = "") -> str:
    port = imap.tls_port if scheme == "imaps" else imap.port
    return f"{scheme}://staff@localhost:{port}{path}"


@pytest.mark.parametrize("scheme", ["imap", "imaps"])
def test_drafts_in_a_mailbox(
    extracts: tuple[Path, Path],
    imap: Imap,
    mailparser: Parse,
    scheme: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The folder is found by its mark, whatever it is called; STARTTLS or TLS at once."""
    book, folder = extracts
    monkeypatch.setenv("SSL_CERT_FILE", str(imap.certificate.ca))
    monkeypatch.setenv("MOTXL_IMAP_PASSWORD", imap.password)
    assert drafts(book, folder, "--imap", imap_url(imap, scheme)) == 0
    found = [mailparser(data) for data in imap.messages("Brouillons")]
    assert sorted(one.to[0].address for one in found) == [f"m{n}@example.org" for n in range(3)]
    assert set(states(folder).values()) == {"brouillon"}
    # A run that was killed after the server had it: not a second one.
    (folder / "envois.sqlite").unlink()
    assert drafts(book, folder, "--imap", imap_url(imap, scheme)) == 1
    assert drafts(book, folder, "--imap", imap_url(imap, scheme), "--without-record") == 0
    assert len(imap.messages("Brouillons")) == 3


def test_a_mailbox_that_refuses(
    extracts: tuple[Path, Path],
    imap: Imap,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    book, folder = extracts
    monkeypatch.setenv("MOTXL_IMAP_PASSWORD", "wrong-wörd")
    assert drafts(book, folder, "--imap", imap_url(imap, "imaps")) == 2
    assert "certificate" in capsys.readouterr().err
    monkeypatch.setenv("SSL_CERT_FILE", str(imap.certificate.ca))
    assert drafts(book, folder, "--imap", imap_url(imap, "imaps")) == 2
    said = capsys.readouterr().err
    assert "refuses the password" in said
    assert "wrong-wörd" not in said
    monkeypatch.setenv("MOTXL_IMAP_PASSWORD", imap.password)
    assert drafts(book, folder, "--imap", imap_url(imap, "imaps", "/Nowhere")) == 1
    assert "does not accept the draft" in capsys.readouterr().err
    assert set(states(folder).values()) == {"échec"}


@pytest.mark.parametrize("name", ["Brouillons prêts", 'à "relire" & co', "100%"])
def test_a_folder_of_any_name(
    extracts: tuple[Path, Path], imap: Imap, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Accents, blanks, quotes and percent signs: the server itself makes it, and has the drafts."""
    book, folder = extracts
    monkeypatch.setenv("SSL_CERT_FILE", str(imap.certificate.ca))
    monkeypatch.setenv("MOTXL_IMAP_PASSWORD", imap.password)
    written = '"' + mailbox(name).replace('"', '\\"') + '"'
    context = ssl.create_default_context(cafile=str(imap.certificate.ca))
    with imaplib.IMAP4_SSL("localhost", imap.tls_port, ssl_context=context) as session:
        plain = f"\0staff\0{imap.password}".encode()
        session.authenticate("PLAIN", lambda _challenge: plain)
        assert session.create(written)[0] == "OK"
        assert drafts(book, folder, "--imap", imap_url(imap, "imaps", f"/{quote(name)}")) == 0
        assert session.select(written, readonly=True) == ("OK", [b"3"])


class Recorded:
    """A stand-in for an object of Outlook: it keeps what is set and called. Outlook itself is not
    on these machines."""

    def __init__(self) -> None:
        self.__dict__["calls"] = []
        self.__dict__["values"] = {}

    def __setattr__(self, name: str, value: Any) -> None:
        self.values[name] = value

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> Any:
            self.calls.append((name, arguments))
            if name == "Add" and arguments[:1] != (0,):
                source = Path(str(arguments[0]))
                self.values["sha256"] = hashlib.sha256(source.read_bytes()).hexdigest()
            return self.values.get(f"{name}()", True)

        return self.values.get(name, call)


def test_drafts_in_outlook(extracts: tuple[Path, Path]) -> None:
    book, folder = extracts
    desk, sender = desk_of(book, folder)
    outgoing = desk.message("M0")
    item, application, attachments = Recorded(), Recorded(), Recorded()
    item.Attachments = attachments
    application.values["CreateItem()"] = item
    Outlook(application=application).add(outgoing, sender)
    assert outgoing.text is not None
    assert item.values["To"] == "m0@example.org"
    assert item.values["Subject"] == outgoing.text.subject
    assert item.values["HTMLBody"] == outgoing.text.html
    assert ("Save", ()) in item.calls
    data = outgoing.paths[0].read_bytes()
    assert attachments.values["sha256"] == hashlib.sha256(data).hexdigest()


def test_drafts_in_a_shared_mailbox_of_outlook(extracts: tuple[Path, Path]) -> None:
    book, folder = extracts
    desk, sender = desk_of(book, folder)
    item, application, session, drafts_folder, items = (Recorded() for _ in range(5))
    item.Attachments = Recorded()
    application.values["GetNamespace()"] = session
    session.values["CreateRecipient()"] = Recorded()
    session.values["GetSharedDefaultFolder()"] = drafts_folder
    drafts_folder.Items = items
    items.values["Add()"] = item
    Outlook("shared@example.org", application).add(desk.message("M0"), sender)
    assert item.values["SentOnBehalfOfName"] == "shared@example.org"
    assert ("Save", ()) in item.calls


def test_outlook_elsewhere_than_on_windows_is_a_sentence(
    extracts: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book, folder = extracts
    assert drafts(book, folder, "--outlook") == 2
    assert "on Windows only" in capsys.readouterr().err
    assert states(folder) == {}
