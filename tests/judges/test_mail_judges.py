"""A real mail server, a real IMAP server and another parser: what goes in is what they tell."""

from __future__ import annotations

import hashlib
import imaplib
import os
import signal
import smtplib
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from tests.judges.certificates import Certificates
from tests.judges.imap import DRAFTS, OTHER_HOST, USER, Imap
from tests.judges.mailparser import Address, NotParsedError, Parsed
from tests.judges.mta import Mta
from tests.judges.servers import HOST, Server, ServerError

ROOT = Path(__file__).parents[2]
SUBJECT = "Votre extrait – été 2025 🌿"
TEXT = "Bonjour,\n\nvoici l’extrait demandé.\n.\nFrom here on: “ß”.\n"
FILE_NAME = "Programme d’été – extrait n° 3.xlsx"
CONTENT = bytes(range(256)) * 40
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Parse = Callable[[bytes], Parsed]


@pytest.fixture
def message() -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Équipe Hélène <staff@example.org>"
    made["To"] = "Jürgen Groß <jurgen@example.org>, zoe@example.org"
    made["Cc"] = "chef@example.org"
    made["Subject"] = SUBJECT
    made["X-Run"] = "12"
    made.set_content(TEXT)
    made.add_alternative("<p>Voici l’extrait.</p>", subtype="html")
    main, sub = XLSX.split("/")
    made.add_attachment(CONTENT, maintype=main, subtype=sub, filename=FILE_NAME)
    return made


def is_the_message(parsed: Parsed) -> None:
    assert parsed.subject == SUBJECT
    assert parsed.sender == [Address("Équipe Hélène", "staff@example.org")]
    assert parsed.to == [
        Address("Jürgen Groß", "jurgen@example.org"),
        Address("", "zoe@example.org"),
    ]
    assert parsed.cc == [Address("", "chef@example.org")]
    assert parsed.text == TEXT
    assert parsed.html == "<p>Voici l’extrait.</p>\n"
    assert parsed.headers["x-run"] == "12"
    digest = hashlib.sha256(CONTENT).hexdigest()
    assert parsed.attachments == [(FILE_NAME, XLSX, digest, len(CONTENT))]


# The mail server


def test_a_message_sent_is_delivered(mta: Mta, mailparser: Parse, message: EmailMessage) -> None:
    everyone = ["jurgen@example.org", "zoe@example.org"]
    # Not send_message: that one writes ">From" where a line starts with "From".
    with smtplib.SMTP(HOST, mta.port) as server:
        sent = message.as_bytes(policy=SMTP)
        assert server.sendmail("staff@example.org", everyone, sent) == {}
        assert not server.has_extn("starttls")
    (delivered,) = mta.messages()
    parsed = mailparser(delivered)
    is_the_message(parsed)
    assert parsed.headers["envelope-to"] == "jurgen@example.org, zoe@example.org"
    assert parsed.headers["return-path"] == "<staff@example.org>"


def test_each_test_has_a_mail_server_of_its_own(mta: Mta) -> None:
    assert mta.messages(0) == []
    with pytest.raises(ServerError, match="0 of 1 messages"):
        mta.messages(1, timeout=0.1)


def test_only_its_domain_is_accepted(mta: Mta, message: EmailMessage) -> None:
    everyone = ["jurgen@example.org", "someone@example.com"]
    with smtplib.SMTP(HOST, mta.port) as server:
        refused = server.send_message(message, to_addrs=everyone)
    assert refused == {"someone@example.com": (550, b"only for example.org")}
    (delivered,) = mta.messages()
    assert b"Envelope-to: jurgen@example.org\n" in delivered


@pytest.mark.usefixtures("mta")  # for what it says when Exim is absent
def test_starttls_shows_the_certificate_given(
    certificates: Certificates, message: EmailMessage
) -> None:
    trusting = ssl.create_default_context(cafile=certificates.good.ca)
    with Mta(certificates.good) as mta:
        with smtplib.SMTP("localhost", mta.port) as server:
            server.starttls(context=trusting)
            server.send_message(message)
        assert len(mta.messages()) == 1
    wrong = {"expired": certificates.expired, "Hostname mismatch": certificates.wrong_host}
    for said, certificate in wrong.items():
        with (
            Mta(certificate) as mta,
            smtplib.SMTP("localhost", mta.port) as server,
            pytest.raises(ssl.SSLCertVerificationError, match=said),
        ):
            server.starttls(context=trusting)


# The IMAP server


def trusting(imap: Imap) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=imap.certificate.ca)


def over_imaps(imap: Imap) -> imaplib.IMAP4:
    return imaplib.IMAP4_SSL("localhost", imap.tls_port, ssl_context=trusting(imap))


def over_starttls(imap: Imap) -> imaplib.IMAP4:
    client = imaplib.IMAP4(OTHER_HOST, imap.port)
    assert "LOGINDISABLED" in client.capabilities
    client.starttls(trusting(imap))
    return client


def log_in(client: imaplib.IMAP4, password: str) -> None:
    client.authenticate("PLAIN", lambda _: f"\0{USER}\0{password}".encode())


@pytest.mark.parametrize("connect", [over_imaps, over_starttls])
def test_a_draft_appended_is_there(
    imap: Imap,
    mailparser: Parse,
    message: EmailMessage,
    connect: Callable[[Imap], imaplib.IMAP4],
) -> None:
    sent = message.as_bytes(policy=SMTP)
    with connect(imap) as client:
        log_in(client, imap.password)
        listed = [line for line in client.list()[1] if isinstance(line, bytes)]
        (drafts,) = [line for line in listed if b"\\Drafts" in line]
        assert drafts.endswith(f" {DRAFTS}".encode())
        assert client.append(DRAFTS, r"(\Draft)", "", sent)[0] == "OK"
        client.select(DRAFTS)
        fetched = client.fetch("1", "(FLAGS BODY.PEEK[])")[1]
    assert isinstance(fetched[0], tuple)
    assert b"\\Draft" in fetched[0][0]
    assert fetched[0][1] == sent
    assert imap.messages(DRAFTS) == [sent]
    assert imap.messages() == []
    is_the_message(mailparser(sent))


def test_messages_come_in_the_order_of_their_arrival(imap: Imap) -> None:
    several = [f"Subject: {number}\r\n\r\nx\r\n".encode() for number in range(12)]
    with over_imaps(imap) as client:
        log_in(client, imap.password)
        for one in several:
            client.append("INBOX", "", "", one)
    assert imap.messages() == several


def test_a_wrong_password_is_refused(imap: Imap) -> None:
    client = over_imaps(imap)
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        log_in(client, "wrong")
    client.shutdown()
    client = imaplib.IMAP4(OTHER_HOST, imap.port)  # the right one, without TLS
    with pytest.raises(imaplib.IMAP4.error, match="PRIVACYREQUIRED"):
        log_in(client, imap.password)
    client.shutdown()


@pytest.mark.usefixtures("imap")
def test_a_wrong_certificate_is_noticed(certificates: Certificates) -> None:
    wrong = {"expired": certificates.expired, "Hostname mismatch": certificates.wrong_host}
    for said, certificate in wrong.items():
        with (
            Imap(certificate, "x") as bad,
            pytest.raises(ssl.SSLCertVerificationError, match=said),
        ):
            over_imaps(bad)


# The parser


def test_what_is_absent_is_not_made_up(mailparser: Parse) -> None:
    parsed = mailparser(
        b"To: Team: a@example.org, B <b@example.org>;, c@example.org\n"
        b"Subject: =?utf-8?q?=C3=A9?=\nX-A: 1\nX-A: 2\n 3\n"
        b"Content-Type: text/html\n\n<a>x</a>"
    )
    names = ["a@example.org", "b@example.org", "c@example.org"]
    assert [one.address for one in parsed.to] == names
    assert (parsed.subject, parsed.headers["subject"]) == ("é", "=?utf-8?q?=C3=A9?=")
    assert sorted(parsed.headers["x-a"].split("\n")) == ["1", "2 3"]
    assert (parsed.text, parsed.html) == (None, "<a>x</a>")
    assert (parsed.sender, parsed.cc, parsed.attachments) == ([], [], [])


def test_a_parser_that_fails_says_why(mailparser: Parse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE_OPTIONS", "--no-such-option")
    with pytest.raises(NotParsedError, match="no-such-option"):
        mailparser(b"Subject: x\n\nx")


# Starting and ending


class Stillborn(Server):
    """Ends as it starts."""

    user = "nobody"

    def configure(self, _greeting: str) -> list[str]:
        return ["/bin/sh", "-c", "echo no port for me; exit 1"]


@pytest.mark.skipif(sys.platform == "win32", reason="the servers are for Unix")
def test_a_server_that_does_not_start_says_why() -> None:
    server = Stillborn(ports=1)
    with pytest.raises(ServerError, match="no port for me"):
        server.start()
    assert not server.folder.exists()


def test_nothing_is_left_of_a_server_that_stopped(mta: Mta) -> None:
    assert processes(mta.folder)
    mta.stop()
    assert (processes(mta.folder), mta.folder.exists()) == ([], False)


KILLED = """
import imaplib, os, signal, smtplib, ssl, sys
from pathlib import Path
from tests.judges import certificates
from tests.judges.imap import Imap
from tests.judges.mta import Mta
from tests.judges.servers import HOST

mta = Mta()
mta.start()
imap = Imap(certificates.make(Path(sys.argv[1])).good, "secret")
imap.start()
# Each has made processes for who talks to it.
trusting = ssl.create_default_context(cafile=imap.certificate.ca)
reading = imaplib.IMAP4_SSL("localhost", imap.tls_port, ssl_context=trusting)
reading.login("staff", "secret")
sending = smtplib.SMTP(HOST, mta.port)
print(mta.folder, imap.folder, flush=True)
sys.stdin.readline()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.usefixtures("mta", "imap")
def test_nothing_is_left_when_the_tests_are_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as killed:
        assert killed.stdin is not None
        assert killed.stdout is not None
        mta, imap = [Path(folder) for folder in killed.stdout.readline().split()]
        assert len(processes(mta)) >= 3  # the leash, the daemon and who talks to the client
        assert len(processes(imap)) >= 4
        killed.stdin.write("now\n")
        killed.stdin.flush()
    assert killed.returncode == -signal.SIGKILL
    late = time.monotonic() + 20
    while (mta.exists() or imap.exists()) and time.monotonic() < late:
        time.sleep(0.05)
    assert (mta.exists(), imap.exists()) == (False, False)
    time.sleep(0.2)  # the leashes end after their folders
    assert processes(mta) + processes(imap) == []


def processes(folder: Path) -> list[str]:
    """The commands of the processes that name the folder or work in it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            where = str((process / "cwd").readlink())
        except OSError:  # ended while we looked
            continue
        if str(folder) in command or str(folder) in where:
            found.append(command)
    return found
