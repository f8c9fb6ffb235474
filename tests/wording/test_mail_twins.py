"""Members get the same messages and extracts whatever words the workbook has, and what they answer
comes into it in its own."""

from __future__ import annotations

import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.template.words import open_own
from tests.mail.making import records
from tests.mail.server import Server
from tests.wording.neutral import make_neutral, words_of_ours
from tests.wording.test_twins import TOLD, different
from tests.wording.twins import CHANGES, Twins, change, made

pytestmark = pytest.mark.slow

LANGUAGES = ("fr", "en", "de")
KEYS = {"expéditeur": "programme@mot.test", "signature": "MOT", "langue": "fr"}


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Without slips, with a sender of its own, asking for answers; with their extracts."""
    found = {}
    for language in LANGUAGES:
        path = made(tmp_path_factory.mktemp("mailed"), language)
        make_neutral(path)
        keys = [row["Clé"] for row in open_own(path).table("tblParametres").rows]
        values = {**KEYS, "réponses demandées": "oui"}
        settings = [("tblParametres", keys.index(k), "Valeur", v) for k, v in values.items()]
        change(path, *CHANGES[2:21], *settings)
        assert run(["extract", str(path), "-o", str(path.parent / "e")]) in (0, 1)
        found[language] = path
    return found


@pytest.fixture
def here(
    books: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Path]:
    monkeypatch.setenv("MOTXL_MAIL_WAIT", "0")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("MOTXL_SMTP", raising=False)
    for language, path in books.items():
        shutil.copytree(path.parent, tmp_path / language)
    return {language: tmp_path / language / "programme.xlsx" for language in books}


def mail(book: Path, *arguments: str) -> int:
    """Where the workbook is, so that nothing in what is said tells the folders apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(book.parent)
        verb, *options = arguments
        return run(["mail", verb, book.name, "--extracts", "e", *options])


def content(message: EmailMessage) -> tuple[Any, ...]:
    """All that a member sees of a message."""
    bodies = [message.get_body((kind,)) for kind in ("plain", "html")]
    return (
        *(str(message[name]) for name in ("From", "To", "Cc", "Subject")),
        *("" if body is None else body.get_content() for body in bodies),
        *((one.get_filename(), one.get_content()) for one in message.iter_attachments()),
    )


SENDING = ("--insecure", "--yes", "--rate", "0")


def test_messages_are_sent_and_answers_come_back(
    here: dict[str, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, list[Any]] = {}
    for language, book in here.items():
        told: list[Any] = []
        # Or the second one is known to have been sent.
        monkeypatch.setenv("MOTXL_DATA_DIR", str(book.parent / "data"))
        capsys.readouterr()

        def said(code: int, told: list[Any] = told, language: str = language) -> None:
            out, err = capsys.readouterr()
            told.append((code, TOLD.findall(out), TOLD.findall(err)))
            strange = [
                line for line in words_of_ours(out + err) if "Programme de travail 2025" not in line
            ]
            assert language == "fr" or strange == []

        with Server() as server:
            said(mail(book, "send", "--smtp", server.url, *SENDING))
            assert len(server.received()) > 5
            told.append(sorted(map(content, server.messages())))
        said(mail(book, "status"))
        told.append(sorted((one.member, one.state) for one in records(book.parent / "e")))
        before = book.read_bytes()
        answered = book.parent / "answered.xlsx"
        first = min((book.parent / "e").glob("*.xlsx"))
        answer(first, answered)
        said(run(["collect", str(book), str(answered), "--extracts", str(book.parent / "e")]))
        assert book.read_bytes() != before
        said(mail(book, "remind"))
        with Server() as server:
            said(mail(book, "remind", "--send", "--smtp", server.url, *SENDING))
            told.append(sorted(map(content, server.messages())))
            assert 0 < len(told[-1]) < len(told[1])
        seen[language] = told
        collected = book.read_bytes()
        book.with_name("collected.xlsx").write_bytes(collected)
        assert run(["undo", str(book)]) == 0
        assert book.read_bytes() == before
    for language in LANGUAGES[1:]:
        for mine, theirs in zip(seen[language], seen["fr"], strict=True):
            assert mine == theirs
        pair = Twins(here["fr"], here[language])
        found = different(*(path.with_name("collected.xlsx") for path in pair))
        # When each was received.
        assert [one for one in found if isinstance(one, tuple) and one[0] != "tblReponses"] == []
    answers = openpyxl.load_workbook(here["en"].with_name("collected.xlsx"))["Answers"]
    assert {"Answer", "Yes", "received"} <= {cell.value for row in answers for cell in row}


def answer(extract: Path, to: Path) -> None:
    """Say yes in the first row that asks, in the words of the member."""
    workbook = openpyxl.load_workbook(extract)
    sheet = workbook.worksheets[0]
    head = next(cell for row in sheet for cell in row if cell.value in ("Réponse", "Answer"))
    row = next(cell.row for cell in sheet[head.column_letter] if not cell.protection.locked)
    sheet.cell(row, head.column).value = "Yes" if head.value == "Answer" else "Oui"
    workbook.save(to)


def test_drafts_are_the_same(
    here: dict[str, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from email import policy
    from email.parser import BytesParser

    made_ones = {}
    for language, book in here.items():
        monkeypatch.setenv("MOTXL_DATA_DIR", str(book.parent / "data"))
        capsys.readouterr()
        code = mail(book, "drafts")
        out, err = capsys.readouterr()
        files = sorted(book.parent.rglob("*.eml"))
        assert len(files) > 5
        parse = BytesParser(policy=policy.default).parsebytes
        messages = [(one.name, content(parse(one.read_bytes()))) for one in files]
        made_ones[language] = (code, TOLD.findall(out), TOLD.findall(err), messages)
    assert made_ones["en"] == made_ones["fr"]
    assert made_ones["de"] == made_ones["fr"]
