"""Sending over SMTP: whatever the server does, nobody gets a message twice, and it is known who
got none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.mail.making import address, again, fresh, mailed, records, send, states
from tests.mail.server import Faults, Server, broken_line
from tests.quick import one_in

ALL = {address(n) for n in range(3)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return mailed(tmp_path_factory.mktemp("mailed"))


@pytest.fixture
def extracts(made: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    book, folder = made
    return book, fresh(folder, tmp_path / "out")


def check(folder: Path, received: Counter[str]) -> None:
    """What must hold whatever happened."""
    last = states(folder)
    for n in range(3):
        count, state = received[address(n)], last.get(f"M{n}")
        assert count <= 1, (n, count)
        if count == 0:
            assert state in {"échec", "incertain", None}, (n, state)
        else:
            assert state in {"envoyé", "incertain"}, (n, state)


def test_each_member_gets_its_own_file_once(extracts: tuple[Path, Path]) -> None:
    book, folder = extracts
    with Server() as server:
        assert send(book, folder, server.url) == 0
        assert send(book, folder, server.url) == 0
    assert server.received() == Counter(ALL)
    for message in server.messages():
        number = str(message["To"])[1]
        (attachment,) = message.iter_attachments()
        assert attachment.get_filename() == f"Membre {number} - Programme de travail 2025.xlsx"
        assert attachment.get_content() == (folder / attachment.get_filename()).read_bytes()
        body = message.get_body(("plain",))
        assert body is not None
        assert f"votre organisation (Membre {number})" in body.get_content()
    assert {one.state for one in records(folder)} == {"envoyé"}


def test_extract_and_send_again_on_unchanged_data_sends_nothing(
    extracts: tuple[Path, Path],
) -> None:
    book, folder = extracts
    with Server() as server:
        send(book, folder, server.url)
        again(book, folder)
        assert send(book, folder, server.url) == 0
        elsewhere = fresh(folder, folder.parent / "elsewhere")
        (elsewhere / "envois.sqlite").unlink()
        assert send(book, elsewhere, server.url) == 0
    assert server.received() == Counter(ALL)


@pytest.mark.parametrize("step", ["EHLO", "MAIL", "RCPT", "DATA", "END", "QUIT"])
@pytest.mark.parametrize("fault", ["drop", "421 too busy", "hang"])
@pytest.mark.slow
def test_a_server_that_fails_once_at_a_step(
    extracts: tuple[Path, Path], step: str, fault: str
) -> None:
    book, folder = extracts
    with Server(faults=Faults(**{step: [fault]})) as server:
        send(book, folder, server.url)
        check(folder, server.received())
        send(book, folder, server.url)
    check(folder, server.received())
    uncertain = {"END": 1}.get(step, 0) if fault in {"drop", "hang"} else 0
    assert len(server.taken) == 3 - uncertain
    assert sorted(states(folder).values()).count("incertain") == uncertain


@pytest.mark.parametrize("fault", one_in(2, ["drop", "hang"]))
def test_a_message_that_was_taken_without_an_answer_is_uncertain_for_good(
    extracts: tuple[Path, Path], fault: str
) -> None:
    book, folder = extracts
    with Server(faults=Faults(TAKEN=[fault])) as server:
        assert send(book, folder, server.url) == 1
        assert send(book, folder, server.url) == 1  # told until somebody asks
        assert server.received() == Counter(ALL)
        assert sorted(states(folder).values()) == ["envoyé", "envoyé", "incertain"]
        assert send(book, folder, server.url, "--resend", "M0") == 0
    assert server.received()[address(0)] == 2
    assert states(folder)["M0"] == "envoyé"


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "END"])
@pytest.mark.parametrize("answer", one_in(3, ["450 try later", "452 no room", "421 closing"]))
def test_a_server_that_wants_to_be_asked_later_is(
    extracts: tuple[Path, Path], step: str, answer: str
) -> None:
    book, folder = extracts
    with Server(faults=Faults(**{step: [answer, answer]})) as server:
        assert send(book, folder, server.url) == 0
    assert server.received() == Counter(ALL)
    assert set(states(folder).values()) == {"envoyé"}


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "END"])
@pytest.mark.parametrize("answer", one_in(3, ["550 unknown", "552 too large", "554 no"]))
def test_a_refusal_is_a_failure_and_the_others_are_sent(
    extracts: tuple[Path, Path],
    step: str,
    answer: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    book, folder = extracts
    with Server(faults=Faults(**{step: [answer]})) as server:
        assert send(book, folder, server.url) == 1
        assert server.received() == Counter(ALL - {address(0)})
        assert states(folder)["M0"] == "échec"
        said = capsys.readouterr()
        assert answer in said.out
        assert "2 messages sent, 1 failed." in said.err
        assert send(book, folder, server.url) == 0
    assert server.received() == Counter(ALL)


def test_a_server_that_is_not_there(
    extracts: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book, folder = extracts
    assert send(book, folder, "smtp://127.0.0.1:9", "--limit", "1") == 1
    assert "cannot be reached" in capsys.readouterr().out
    assert states(folder) == {"M0": "échec"}


@pytest.mark.parametrize("where", ["up", "down"])
@pytest.mark.slow
def test_a_line_that_breaks_anywhere(made: tuple[Path, Path], tmp_path: Path, where: str) -> None:
    """The connection breaks after any number of bytes, in either direction."""
    book, folder = made
    points = [1, 20, 60, 100, 140, 180, 260, 400, 2000, 30_000, 31_000]
    points += range(500, 32_000, 3100) if where == "up" else range(200, 330, 9)
    for point in points:
        out = fresh(folder, tmp_path / f"{where}{point}" / "out")
        with Server() as server:
            with broken_line(server, **{where: point}) as line:
                send(book, out, line.url)
                check(out, server.received())
            send(book, out, server.url)
            check(out, server.received())
        assert len(server.taken) + list(states(out).values()).count("incertain") >= 3, point


def test_one_recipient_of_several_that_is_refused(tmp_path: Path) -> None:
    from tests.extract.making import extract, programme
    from tests.mail.making import ENTRIES

    contacts = [
        {"Adhérent": "A", "E-mail": "one@example.org", "Envoi": "À"},
        {"Adhérent": "A", "E-mail": "two@example.org", "Envoi": "À"},
        {"Adhérent": "A", "E-mail": "copy@example.org", "Envoi": "Cc"},
    ]
    book = programme(
        tmp_path / "book.xlsx", ENTRIES, [{"Clé": "A", "Nom": "Ville A"}], tblContacts=contacts
    )
    extract(book, tmp_path / "out")
    with Server(faults=Faults(RCPT=["", "550 no such user"])) as server:
        assert send(book, tmp_path / "out", server.url) == 1
        assert send(book, tmp_path / "out", server.url) == 0
    assert server.received() == Counter(["one@example.org", "copy@example.org"])
    (record,) = records(tmp_path / "out")
    assert record.state == "envoyé"
    assert "two@example.org · 550 no such user" in record.detail
    (message,) = server.messages()
    assert str(message["Cc"]) == "copy@example.org"


def test_everything_to_oneself_leaves_no_record(
    extracts: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book, folder = extracts
    with Server() as server:
        assert send(book, folder, server.url, "--test-to", "me@example.org") == 0
        assert server.received() == Counter({"me@example.org": 3})
        assert "[Membre 0] " in str(server.messages()[0]["Subject"])
        assert records(folder) == []
        assert send(book, folder, server.url, "--only", "M1", "--limit", "1") == 0
    assert states(folder) == {"M1": "envoyé"}
    assert "3 messages were sent to me@example.org" in capsys.readouterr().err


def test_who_has_a_draft_is_not_sent_to(extracts: tuple[Path, Path]) -> None:
    from motxl.__main__ import run

    book, folder = extracts
    assert run(["mail", "drafts", str(book), "--extracts", str(folder), "--only", "M0"]) == 0
    with Server() as server:
        assert send(book, folder, server.url) == 0
    assert server.received() == Counter(ALL - {address(0)})
    assert states(folder)["M0"] == "brouillon"


def test_a_file_that_changed_in_between_is_not_sent(
    extracts: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book, folder = extracts
    (folder / "Membre 0 - Programme de travail 2025.xlsx").write_bytes(b"another")
    with Server() as server:
        assert send(book, folder, server.url) == 1
    assert server.received() == Counter(ALL - {address(0)})
    assert "has been changed since it was made" in " ".join(capsys.readouterr().out.split())


def test_nobody_confirms(extracts: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    from motxl.__main__ import run

    book, folder = extracts
    with Server() as server:
        arguments = ["--extracts", str(folder), "--smtp", server.url, "--insecure"]
        assert run(["mail", "send", str(book), *arguments]) == 2
    assert server.taken == []
    assert "--yes" in capsys.readouterr().err


def test_two_runs_at_once(extracts: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    from motxl.mail.ledger import writing

    book, folder = extracts
    with Server() as server, writing(folder):
        assert send(book, folder, server.url) == 2
    assert "Another run of motxl is making" in capsys.readouterr().err


@pytest.mark.slow
def test_a_full_disk_stops_before_the_last_byte(
    extracts: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be recorded does not leave."""
    from motxl.errors import MotxlError
    from motxl.mail.ledger import Ledger

    def full(*_arguments: object, **_options: object) -> None:
        raise MotxlError("database or disk is full")

    book, folder = extracts
    monkeypatch.setattr(Ledger, "hand_over", full)
    with Server() as server:
        assert send(book, folder, server.url) == 1
    assert server.taken == []
