"""A name that is typed in a text of messages would greet everybody: the text is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from motxl.__main__ import run
from tests.mail.making import address, mailed, send, with_parameter
from tests.mail.server import Server

Told = pytest.CaptureFixture[str]


def written(book: Path, text: str, name: str = "courriel-fr.txt") -> None:
    (book.parent / "modeles").mkdir(exist_ok=True)
    (book.parent / "modeles" / name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Objet : Votre extrait\n\nMadame Nom1,\n\nVoici.", 3),
        ("Objet : Pour Membre 1\n\n{{ salutation }}\n\nVoici.", 1),
        ("Objet : Votre extrait\n\nBonjour madame la présidente NOM1\n\nVoici.", 3),
        ("Objet : x\n\n{{ salutation }}\n\nréponse à m1@example.org.", 5),
        ("Objet : x\n\n{% set who = 'membre' %}Cher {{ who }} 1, {{ salutation }}", 0),
    ],
)
def test_it_is_refused_with_its_line_and_nothing_is_sent(
    tmp_path: Path, capsys: Told, text: str, line: int
) -> None:
    book, folder = mailed(tmp_path)
    written(book, text)
    with Server() as server:
        assert send(book, folder, server.url) == 2
    assert server.taken == []
    said = " ".join(capsys.readouterr().err.split())
    assert "is not for everybody" in said
    assert (f"courriel-fr.txt, line {line}:" in said) == bool(line)


def test_in_the_page_too(tmp_path: Path, capsys: Told) -> None:
    book, folder = mailed(tmp_path)
    page = "<p>Madame <b>Nom1</b></p>{% for p in paragraphes %}<p>{{ p }}</p>{% endfor %}"
    written(book, page, "courriel.html")
    with Server() as server:
        assert send(book, folder, server.url) == 2
    assert server.taken == []
    assert "courriel.html" in capsys.readouterr().err


def test_what_is_for_one_member_by_a_condition_goes_to_that_one(tmp_path: Path) -> None:
    book, folder = mailed(tmp_path)
    text = "Objet : x\n\n{% if cle == 'M1' %}Chère Nom1{% else %}{{ salutation }}{% endif %}"
    written(book, text)
    with Server() as server:
        assert send(book, folder, server.url) == 0
    assert set(server.received()) == {address(n) for n in range(3)}


def test_the_texts_that_motxl_brings_and_the_senders_own_name_pass(tmp_path: Path) -> None:
    """Also where the sender is called as a contact of a member is."""
    book, folder = mailed(tmp_path)
    with_parameter(book, "signature", "Madame Nom1\nm1@example.org")
    assert run(["mail", "templates", str(book)]) == 0
    text = (book.parent / "modeles/courriel-fr.txt").read_text("utf-8")
    written(book, text.replace("{{ signature }}", "Madame Nom1\nm1@example.org"))
    with Server() as server:
        assert send(book, folder, server.url) == 0
    assert len(server.received()) == 3
