"""Reminders: who was sent an extract that asks and has not answered is reminded, each once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import motxl
from motxl.__main__ import run
from motxl.errors import MotxlError
from motxl.jobs.mail import reminding
from motxl.ooxml import Workbook
from tests.mail.making import records, send, with_sender
from tests.mail.server import Server
from tests.returns.making import (
    answer,
    asking,
    collected,
    extract_of,
    extracts,
    set_parameter,
)

pytestmark = pytest.mark.slow

SAV, ALS, LIL = "a@savoie.example.org", "b@alsace.example.org", "c@lille.example.org"
CONTACTS = [
    {"Adhérent": key, "Civilité": "Madame", "Nom": key, "E-mail": email, "Envoi": "À"}
    for key, email in (("SAV", SAV), ("ALS", ALS), ("LIL", LIL))
]
YES = {("2025-005", "Réponse"): "Oui"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Three members whose extracts were made; nothing was sent yet."""
    path = with_sender(asking(tmp_path / "p.xlsx", tblContacts=CONTACTS))
    extracts(path, tmp_path / "e")
    return path


def remind(book: Path, *options: str) -> int:
    return run(["mail", "remind", str(book), "--extracts", str(book.parent / "e"), *options])


def sent(book: Path, server: Server, *options: str) -> int:
    to = ("--send", "--smtp", server.url, "--insecure", "--yes", "--rate", "0")
    return remind(book, *to, *options)


def answered(book: Path, key: str) -> None:
    back = answer(extract_of(book.parent / "e", key), book.parent / f"r-{key}.xlsx", YES)
    assert collected(book, back).saved


def later(monkeypatch: pytest.MonkeyPatch, days: int = 7) -> None:
    day = date.today() + timedelta(days=days)
    monkeypatch.setattr(reminding, "today", lambda: day)


def test_only_those_who_were_sent_one_and_have_not_answered(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = book.parent / "e"
    with Server() as server:
        assert send(book, folder, server.url, "--only", "SAV", "--only", "ALS") == 0
    answered(book, "ALS")
    capsys.readouterr()
    before = book.read_bytes(), len(records(folder))
    assert remind(book) == 0
    shown = capsys.readouterr()
    assert (book.read_bytes(), len(records(folder))) == before
    told = " ".join(shown.out.split())
    assert "ALS Alsace → b@alsace.example.org · 1 file – has answered" in told
    assert "LIL Lille → c@lille.example.org · 1 file – was not sent this extract" in told
    assert "1 message to send" in shown.err
    assert "gelben Felder" in told  # Savoie reads German
    with Server() as server:
        assert sent(book, server) == 0
        assert sent(book, server) == 0  # a second run sends nothing
    assert set(server.received()) == {SAV}
    [message] = server.messages()
    [attached] = message.iter_attachments()
    assert attached.get_content() == extract_of(folder, "SAV").read_bytes()
    assert "Antwort" in str(message["Subject"])
    assert "reminder 1: sent already" in " ".join(capsys.readouterr().out.split())


def test_an_answer_that_comes_meanwhile_ends_it(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server() as server:
        assert send(book, book.parent / "e", server.url) == 0
        assert sent(book, server) == 0
        later(monkeypatch)
        answered(book, "LIL")
        assert sent(book, server, "--number", "2") == 0
        assert sent(book, server, "--again", "LIL") == 0  # not even on purpose
    assert server.received() == {SAV: 3, ALS: 3, LIL: 2}


def test_the_second_is_another_day_and_for_those_who_had_the_first(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Server() as server:
        assert send(book, book.parent / "e", server.url) == 0
        assert sent(book, server, "--only", "SAV") == 0
        assert sent(book, server, "--number", "2") == 0
        assert "reminded today already" in " ".join(capsys.readouterr().out.split())
        later(monkeypatch)
        assert sent(book, server, "--number", "2") == 0
    assert "has not had reminder 1" in " ".join(capsys.readouterr().out.split())
    assert server.received() == {SAV: 3, ALS: 1, LIL: 1}


def test_the_record_of_the_extracts_stays_right(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reminder is no other extract, and a draft of it keeps no extract back."""
    folder = book.parent / "e"
    with Server() as server:
        assert send(book, folder, server.url) == 0
        assert remind(book, "--drafts") == 0
        capsys.readouterr()
        assert send(book, folder, server.url) == 0
        assert "another extract" not in capsys.readouterr().out
        made = sorted(one.name for one in (folder / "brouillons").iterdir())
        assert len(made) == 3
        assert all(name.endswith(" - relance 1.eml") for name in made)
        assert sent(book, server) == 0  # who has a draft is not sent to
        assert len(server.taken) == 3
        workbook = Workbook.open(book)
        table = workbook.table("tblProgramme")
        label = table.column("Programme de travail")
        row = next(n for n, one in enumerate(table.rows, table.first_data_row)
                   if one["Réf."] == "2025-003")  # fmt: skip
        table.sheet.set_value((row, label), "for Italy, another text")
        workbook.save()
        extracts(book, folder)
        assert send(book, folder, server.url) == 0
    assert server.received() == {SAV: 2, ALS: 1, LIL: 1}


def test_a_draft_that_is_gone_is_asked_about(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = book.parent / "e"
    with Server() as server:
        assert send(book, folder, server.url) == 0
    assert remind(book, "--drafts", "--only", "SAV") == 0
    [draft] = (folder / "brouillons").iterdir()
    draft.unlink()
    capsys.readouterr()
    assert remind(book, "--only", "SAV") == 1
    assert "motxl mail remind --again SAV" in " ".join(capsys.readouterr().out.split())
    assert remind(book, "--drafts", "--again", "SAV") == 0
    assert draft.is_file()


@pytest.mark.parametrize("state", ["draft", "uncertain", "changed"])
def test_a_doubtful_extract_is_not_reminded_of(
    book: Path, state: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = book.parent / "e"
    with Server() as server:
        if state == "draft":
            assert run(["mail", "drafts", str(book), "--extracts", str(folder)]) == 0
        else:
            assert send(book, folder, server.url) == 0
    if state == "uncertain":
        from motxl.mail.ledger import writing

        with writing(folder) as ledger:
            for one in ledger.records():
                ledger.end(one, "incertain", "")
    if state == "changed":
        extract_of(folder, "SAV").write_bytes(b"another file")
    with Server() as server:
        assert sent(book, server) == 1
    assert SAV not in server.received()
    assert bool(server.taken) == (state == "changed")


def test_who_answered_must_be_known(book: Path) -> None:
    """A name in Réponses that is nobody's may be anybody's."""
    with Server() as server:
        assert send(book, book.parent / "e", server.url) == 0
    answered(book, "SAV")
    workbook = Workbook.open(book)
    table = workbook.table("tblReponses")
    table.sheet.set_value((table.first_data_row, table.column("Adhérent")), "Nobody")
    workbook.save()
    with pytest.raises(MotxlError, match="“Nobody” is no member"):
        motxl.mail_remind(book, book.parent / "e")


def test_without_questions_nobody_is_reminded(book: Path) -> None:
    set_parameter(book, "non")
    with pytest.raises(MotxlError, match="do not ask for answers"):
        motxl.mail_remind(book, book.parent / "e")


def test_staff_edit_the_text(book: Path) -> None:
    with Server() as server:
        assert send(book, book.parent / "e", server.url) == 0
    folder = book.parent / "modeles"
    folder.mkdir()
    (folder / "relance-de.txt").write_text("Betreff: Noch da?\n\n{{ salutation }}\n\nBitte.\n")
    found = motxl.mail_remind(book, book.parent / "e", only="SAV")
    [text] = found.texts()
    assert (text.subject, text.plain.splitlines()[-1]) == ("Noch da?", "Bitte.")


def test_scripts_remind_too(book: Path) -> None:
    folder = book.parent / "e"
    with Server() as server:
        assert send(book, folder, server.url) == 0
        found = motxl.mail_remind(book, folder)
        assert len(found.planned.going) == 3
        options: Any = {"smtp": server.url, "insecure": True, "rate": 0, "reminder": 1}
        done = motxl.mail_send(book, folder, confirm=lambda _planned: True, **options)
        assert done.count("sent") == 3
        made = motxl.mail_drafts(book, folder, reminder=1)
    assert (made.made, len(server.taken)) == (0, 6)
