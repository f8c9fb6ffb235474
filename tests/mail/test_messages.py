"""What is written to whom: texts, names, attachments, read by another parser and a real server."""

from __future__ import annotations

import email.policy
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError
from motxl.mail.desk import Desk
from motxl.mail.message import compose
from motxl.mail.outgoing import Outgoing
from motxl.mail.salutation import SALUTATIONS, salutation
from motxl.mail.sender import Sender, sender_of
from motxl.mail.templates import Templates
from motxl.programme.registers import Contact
from tests.extract.making import extract, programme
from tests.judges.mailparser import Address, Parsed
from tests.judges.mta import Mta
from tests.mail.making import ENTRIES, fresh, mailed, send, with_sender
from tests.mail.server import Server
from tests.quick import one_in

LANGUAGES = ["fr", "en", "de", "es", "it", "nl"]
Parse = Callable[[bytes], Parsed]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One member per language, with names that are no ASCII; two people for the first."""
    folder = tmp_path_factory.mktemp("languages")
    members = [
        {"Clé": f"M{n}", "Nom": f"Straße & Ćité n° {n} 🙂", "Langue": language,
         "Jetons attribués": 3}
        for n, language in enumerate(LANGUAGES)
    ]  # fmt: skip
    contacts = [
        {"Adhérent": f"M{n}", "Civilité": "Monsieur" if n % 2 else "Mme", "Nom": "Évreux-Öz",
         "E-mail": f"m{n}@example.org", "Envoi": "À"}
        for n in range(len(LANGUAGES))
    ]  # fmt: skip
    contacts.append({"Adhérent": "M0", "Nom": "Copie", "E-mail": "c@example.org", "Envoi": "Cc"})
    made = with_sender(programme(folder / "book.xlsx", ENTRIES, members, tblContacts=contacts))
    assert extract(made, folder / "out").failed == ()
    return made


def desk_of(book: Path, folder: Path | None = None) -> tuple[Desk, Sender]:
    known = open_book(book).programme
    sender = sender_of(known, "Équipe « Programme » <programme@example.org>")
    return Desk(known, book, folder or book.parent / "out", sender), sender


def messages(book: Path) -> list[tuple[Outgoing, EmailMessage]]:
    desk, sender = desk_of(book)
    found = []
    for letter in desk.letters():
        outgoing = desk.message(letter.member)
        at = datetime(2026, 11, 23, 12, tzinfo=UTC)
        found.append((outgoing, compose(outgoing, sender, at=at)))
    return found


def test_another_parser_reads_every_message(book: Path, mailparser: Parse) -> None:
    for outgoing, message in messages(book):
        assert outgoing.text is not None
        assert (outgoing.problems, outgoing.doubts) == ((), ())
        parsed = mailparser(message.as_bytes())
        assert parsed.subject == outgoing.text.subject
        assert parsed.sender == [Address("Équipe « Programme »", "programme@example.org")]
        assert [one.address for one in parsed.to] == list(outgoing.to)
        assert [one.address for one in parsed.cc] == list(outgoing.cc)
        assert parsed.text == outgoing.text.plain
        assert parsed.html == outgoing.text.html + "\n" * (not outgoing.text.html.endswith("\n"))
        (path,) = outgoing.paths
        data = path.read_bytes()
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        digest = hashlib.sha256(data).hexdigest()
        assert parsed.attachments == [(path.name, kind, digest, len(data))]


def test_a_real_mail_server_takes_them(
    book: Path, mta: Mta, mailparser: Parse, tmp_path: Path
) -> None:
    folder = fresh(book.parent / "out", tmp_path / "out")
    assert send(book, folder, f"smtp://127.0.0.1:{mta.port}") == 0
    delivered = [mailparser(data) for data in mta.messages(len(LANGUAGES))]
    assert len(delivered) == len(LANGUAGES)
    by_file = {one.attachments[0].filename: one for one in delivered}
    for path in folder.glob("*.xlsx"):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert by_file[path.name].attachments[0].sha256 == digest


def test_texts_are_in_the_language_of_the_member(book: Path) -> None:
    said = {one.language: one.text for one, _message in messages(book)}
    texts = {language: text for language, text in said.items() if text is not None}
    assert texts.keys() == set(LANGUAGES)
    assert texts["fr"].plain.startswith("Madame,\n\nVous trouverez ci-joint")
    assert texts["en"].plain.startswith("Dear Mr Évreux-Öz,")
    assert texts["de"].subject == "Arbeitsprogramm 2025 – Ihr Auszug"
    assert len({text.subject for text in texts.values()}) == len(LANGUAGES)
    for text in texts.values():
        assert "3" in text.plain
        assert "{" not in text.plain + text.subject + text.html
        assert "\n\n\n" not in text.plain
        assert "Straße &amp; Ćité" in text.html


def test_a_draft_opens_ready_to_send_and_is_the_same_bytes_again(book: Path) -> None:
    desk, sender = desk_of(book)
    outgoing = desk.message("M0")
    draft = compose(outgoing, sender, unsent=True)
    assert draft["X-Unsent"] == "1"
    assert draft["Date"] is None
    assert draft.as_bytes() == compose(outgoing, sender, unsent=True).as_bytes()


@given(
    name=st.text(alphabet=st.characters(codec="utf-8"), max_size=200),
    subject=st.text(alphabet=st.sampled_from("aé\r\n: \t\x00\x0b\u2028"), min_size=1, max_size=60),
)
@pytest.mark.slow
def test_nothing_in_a_cell_becomes_a_header(book: Path, name: str, subject: str) -> None:
    """A subject, a name or a signature with line breaks adds no header, and no recipient."""
    desk, _sender = desk_of(book)
    outgoing = desk.message("M1", checked=True)
    assert outgoing.text is not None
    letter = outgoing.letter._replace(name=f"{name}\r\nBcc: evil@example.com")
    text = outgoing.text._replace(subject=f"x{subject}\r\nBcc: evil@example.com\r\n\r\nbody")
    sender = Sender("X\r\nY <a@example.org>", "", "s")
    message = compose(outgoing._replace(letter=letter, text=text), sender)
    head = message.as_bytes().partition(b"\r\n\r\n")[0]
    names = [
        line.partition(b":")[0].lower() for line in head.split(b"\r\n") if line[:1] not in b" \t"
    ]
    assert sorted(names) == sorted(
        [b"from", b"to", b"subject", b"message-id", b"content-language", b"mime-version",
         b"content-type"]
    )  # fmt: skip
    again = email.message_from_bytes(message.as_bytes(), policy=email.policy.SMTP)
    assert again["Bcc"] is None


@pytest.mark.parametrize(
    "text",
    ["a", "a@b", "x: a@example.org", "a@example.org, b@example.org", "b@c.de <a@example.org>", "",
     "x\r\nBcc: evil@example.com <a@example.org>"],
)  # fmt: skip
def test_a_sender_that_can_be_read_in_two_ways_is_told(book: Path, text: str) -> None:
    known = open_book(book).programme
    known.parameters = {"expéditeur": text}
    with pytest.raises(MotxlError, match="not an address to send from"):
        sender_of(known)


# Templates


def rendered(folder: Path, text: str, **values: object) -> str:
    (folder / "modeles").mkdir(exist_ok=True)
    (folder / "modeles/courriel-fr.txt").write_bytes(text.encode("utf-8-sig"))
    return Templates(folder / "book.xlsx").render("fr", {"adherent": "A", **values}).plain


def test_templates_of_the_staffs_own_come_first(tmp_path: Path) -> None:
    text = "Objet : Bonjour {{ adherent }}\r\n\r\nUn.\r\n\r\n\r\nDeux,\r\nici.\r\n"
    (tmp_path / "modeles").mkdir()
    (tmp_path / "modeles/courriel-fr.txt").write_bytes(text.encode("cp1252"))
    values = {"adherent": "A", "version": "", "titre": ""}
    made = Templates(tmp_path / "book.xlsx").render("fr", values)
    assert made.subject == "Bonjour A"
    assert made.plain == "Un.\n\nDeux,\nici.\n"
    assert "Deux,<br>" in made.html


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Objet : x\n\n{{ nobody }}", "nobody"),
        ("Objet : x\n\n{% if %}", "line 3"),
        ("no subject\n\nx", "first line must be the subject"),
        ("Objet :\n\nx", "first line must be the subject"),
        ("Objet : x\n\n{{ 1 / 0 }}", "division"),
        ("Objet : x\n\n{{ adherent.__class__.__mro__ }}", "unsafe"),
    ],
)
def test_a_template_that_is_wrong_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "modeles").mkdir()
    (tmp_path / "modeles/courriel-fr.txt").write_text(text, "utf-8")
    with pytest.raises(MotxlError, match=sentence):
        Templates(tmp_path / "book.xlsx").render("fr", {"adherent": "A"})


def test_copies_of_the_templates_are_there_to_be_edited(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, folder = mailed(tmp_path, 1)
    assert run(["mail", "templates", str(made)]) == 0
    assert "13 files were copied" in capsys.readouterr().err
    copy = tmp_path / "modeles/courriel-fr.txt"
    text = copy.read_text("utf-8").replace("Bien cordialement", "À bientôt")
    copy.write_text(text, "utf-8")
    assert run(["mail", "templates", str(made)]) == 0
    assert run(["mail", "preview", str(made), "--extracts", str(folder)]) == 0
    assert "À bientôt," in capsys.readouterr().out


# People


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "fr"])
def test_people_are_greeted_by_name(language: str) -> None:
    woman = Contact(1, "M", "Madame", "Ada", "Byron")
    man = Contact(2, "M", "Mr", "Alan", "Turing")
    text, names = salutation([woman, man], language)
    assert names
    assert "Byron" in text
    assert "Turing" in text
    assert text[-1] in ",:"


@pytest.mark.parametrize(
    ("civilities", "said"),
    [
        (["Madame"], "Madame,"),
        (["Mme", "M."], "Madame, Monsieur,"),
        (["Madame", "Mme"], "Mesdames,"),
        (["Monsieur", "M.", "Mme"], "Messieurs, Madame,"),
        (["Madame la Présidente", "Monsieur"], "Madame la Présidente, Monsieur,"),
    ],
)
@pytest.mark.parametrize("name", ["Byron", ""])
def test_french_greets_without_family_names(civilities: list[str], said: str, name: str) -> None:
    people = [Contact(n, "M", one, "Ada", name) for n, one in enumerate(civilities)]
    assert salutation(people, "fr") == (said, True)


@pytest.mark.parametrize(
    "contacts",
    [
        [],
        [Contact(1, "M", "", "Ada", "Byron")],
        [Contact(1, "M", "Madame", "Ada", "Byron"), Contact(2, "M")],
        [Contact(n, "M", "Madame", "", f"N{n}") for n in range(4)],
    ],
)
def test_or_without_a_name_where_the_directory_does_not_say(contacts: list[Contact]) -> None:
    assert salutation(contacts, "fr") == (SALUTATIONS["fr"].anybody, False)
    nameless = [Contact(1, "M", "Madame", "Ada", "")]
    assert salutation(nameless, "en") == (SALUTATIONS["en"].anybody, False)


def test_titles_stand_for_names_in_french() -> None:
    assert salutation([Contact(1, "M", "Madame la Présidente", "", "X")], "fr").text == (
        "Madame la Présidente,"
    )
    assert not salutation([Contact(1, "M", "Madame la Présidente", "", "X")], "de").names


# What keeps a message back, and what is doubtful


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    one_in(
        3,
        [
            (
                '"email": "m0@example.org"',
                '"email": "m1@example.org"',
                "m1@example.org belongs to M1",
            ),
            ('"email": "m0@example.org"', '"email": "x@example.org"', "is not in the directory"),
            ('"email": "m0@example.org"', '"email": "m0 @example.org"', "is not an e-mail address"),
            ('"kind": "to"', '"kind": "cc"', "the directory has changed since"),
            ('"name": "Membre 0 -', '"name": "Membre 9 -', "is missing"),
            ('"name": "Membre 0 -', '"name": "Membre 1 -', "for another member too"),
            ('"name": "Membre 0 - P', '"name": "../out/Membre 0 - P', "is not in the folder"),
            ('"key": "M0"', '"key": "M7"', "is not an active member"),
        ],
    ),
)
def test_a_manifest_that_was_tampered_with_keeps_messages_back(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    book, folder = mailed(tmp_path, 2)
    change(folder, old, new)
    with Server() as server:
        assert send(book, folder, server.url) == 1
    assert all("m0" not in one for one in server.received())
    desk, _sender = desk_of(book, folder)
    problems = [text for one in desk.letters() for text in desk.message(one.member).problems]
    assert any(problem in text for text in problems), problems


def test_a_workbook_that_shows_too_much_is_kept_back(tmp_path: Path) -> None:
    """Also when manifest and file agree: the file is inspected again."""
    import openpyxl

    book, folder = mailed(tmp_path, 1)
    (path,) = folder.glob("*.xlsx")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    opened = openpyxl.load_workbook(path)
    opened.create_sheet("secret").sheet_state = "hidden"
    opened.save(path)
    change(folder, before, hashlib.sha256(path.read_bytes()).hexdigest())
    desk, _sender = desk_of(book, folder)
    assert any("Hidden sheet" in text for text in desk.message("M0").problems)


def test_what_changed_since_is_kept_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from motxl.ooxml import Workbook

    book, folder = mailed(tmp_path, 2)
    workbook = Workbook.open(book)
    table = workbook.table("tblContacts")
    label = workbook.table("tblProgramme")
    assert table is not None
    assert label is not None
    column = table.column("E-mail")
    assert column is not None
    table.sheet.set_value((table.first_data_row + 1, column), "new@example.org")
    title = label.column("Programme de travail")
    assert title is not None
    label.sheet.set_value((label.first_data_row + 2, title), "otherwise")
    workbook.save(force=True)
    assert run(["mail", "preview", str(book), "--extracts", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "✗ the programme has changed since" in said
    assert "✗ m1@example.org is not in the directory" in said
    assert "+new@example.org" in said.replace("\n", "")


def test_the_page_shows_every_message(tmp_path: Path) -> None:
    book, folder = mailed(tmp_path, 2)
    page = tmp_path / "page.html"
    command = ["mail", "preview", str(book), "--extracts", str(folder), "--html", str(page)]
    assert run(command) == 0
    text = page.read_text("utf-8")
    assert text.count("<details") == 2
    assert "Madame," in text
    assert "http" not in text.replace("http-equiv", "")
    assert run(command) == 0  # a page of motxl's is replaced: the old one would be read as the new
    page.write_text("à moi", "utf-8")
    assert run(command) == 2
    assert page.read_text("utf-8") == "à moi"
    assert run([*command, "--force"]) == 0
