"""Whatever is counted, its number and its noun agree, in each language.

French takes the singular below two, none included; the other languages for one only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from motxl import i18n
from motxl.__main__ import run
from motxl.extract.labels import labels_in
from motxl.mail.templates import Templates
from motxl.template.layout import LANGUES
from tests.extract.making import programme
from tests.i18n import catalogue
from tests.i18n.plurals import mismatches
from tests.summary.making import Rows, action

NUMBERS = (0, 1, 2, 5)
_COUNT = re.compile(
    r"\{(?:n|count|number|total|most|limit|length|mb|direct|common|taken|sent|made|kept|failed|left)"
    r"(?::[^}]*)?\}"
)
# Why a text with a number has one form only.
_ONE_FORM = {
    "{folder} holds {n} messages: only the latest {most} were read. Move those with answers to a "
    "folder of their own, and name it after the server.": "a limit of thousands",
    "reminder {number}": "which one",
    "reminder {number}: {what}": "which one",
    "reminder {number} was begun from another folder of this computer": "which one",
    "has not had reminder {number}": "which one",
    "The text of more than {most} characters in {cell} is not an answer: “{text}”.": (
        "a limit of thousands"
    ),
    "Cell {cell} of sheet {sheet} would hold more than {limit} characters, which Excel does "
    "not allow: shorten the text.": "a limit of Excel",
    "The path of the workbook has {n} characters; Excel accepts {most}": (
        "more than a limit of Excel"
    ),
    "Line {number} has {count} characters; an Excel cell holds at most {most}.": "the same",
    "Table {table} would have more rows than a sheet can hold ({limit}).": "a limit of Excel",
    "{code} has {count} levels; a code has at most three.": "four or more",
    "weighs {mb} MB: some servers refuse such a message": "a unit has no plural",
    "{n} GB": "a unit has no plural",
    "{n} MB": "a unit has no plural",
    "Contrôle can hold at most {most} accepted findings: accept fewer with --select.": "a limit",
    "The reason given after --accept has more than {most} characters: shorten it.": "a limit",
    "Correction {which} of {total}": "counts no noun",
    "{n} of {total} shown": "counts no noun",
    "Checking {path}… ({number} of {total})": "counts no noun",
    "Extracts: {number} of {total}…": "counts no noun",
    "PDF: {number} of {total}…": "counts no noun",
    "Sending: {number} of {total}…": "counts no noun",
    "{what}: {n}": "counts no noun",
    "No row refers to theme {number} of the Cross-border Deal ({label}).": "a theme's number",
    "The Cross-border Deal has no theme {number}.": "a theme's number",
    "the number {number}": "what a cell holds",
    "There are more than {most} levels.": "a limit",
    "The reason has more than {most} characters: shorten it.": "a limit",
    "{cells}: the code has more levels than the programme, which has {most} (NUM010).": "a limit",
    "{code} has {count} levels; the programme has {most}.": "more than one",
    "Axis {number}": "an axis's number",
    "Q{number} {year}": "a quarter's number",
    "{category}, {series}: {number}": "counts no noun",
    "{source}, line {number}: {sentence}": "a line's number",
}
_NO_COUNT = {
    *("Version of {}", "Since the version of {}", "Extract for {}", "Work programme {}"),
    *("Axis {}", "Q{}", "Q1 {}", "Q2 {}", "Q3 {}", "Q4 {}"),
    "Please fill in the yellow cells and send this file back as it is. Extract no. {}",
    *("{} border", "border {}", "theme “{}”", "in charge: {}"),
}
"""A name, a date, or the number of an axis or a quarter"""


@pytest.mark.slow
def test_every_text_with_a_count_has_a_plural() -> None:
    single = {
        str(message.id)
        for kept in catalogue.KEPT
        for message in catalogue.template(kept)
        if message.id and not message.pluralizable
    }
    assert {text for text in single if _COUNT.search(text)} == set(_ONE_FORM)
    # Extracts put names, dates and numbers into one kind of place.
    assert {text for text in single if re.search(r"\{\}", text)} == _NO_COUNT


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "SAV · 1 lignes directes"),
        ("fr", "0 lignes directes"),
        ("fr", "70 messages : 68 envoyé, 2 brouillons."),
        ("fr", "Savoie a 1 jetons"),
        ("fr", "… et 1 autres"),
        ("fr", "True extrait fait"),
        ("fr", "1 nouvelles lignes"),
        ("en", "1 extracts made"),
        ("en", "0 member"),
        ("en", "2 other cell written"),
        ("de", "1 neue Zeilen"),
        ("es", "2 acción"),
        ("it", "1 righe nuove"),
        ("nl", "0 regel"),
    ],
)
def test_what_does_not_agree_is_seen(language: str, text: str) -> None:
    assert len(mismatches(text, language)) == 1


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("fr", 0, "jeton"),
        ("fr", 0.5, "jeton"),
        ("fr", 1.5, "jeton"),
        ("fr", -1, "jeton"),
        ("fr", -3, "jetons"),
        ("fr", 2, "jetons"),
        ("en", 0, "jetons"),
        ("en", 1, "jeton"),
        ("en", 1.5, "jetons"),
        ("en", 0.5, "jetons"),
    ],
)
def test_numbers_that_are_not_whole_and_below_zero(language: str, number: float, said: str) -> None:
    before = i18n.language()
    i18n.set_language(language)
    try:
        text = i18n.ngettext("{member} has {n} jeton", "{member} has {n} jetons", number)
    finally:
        i18n.set_language(before)
    assert text.endswith(f" {said}")


@pytest.mark.parametrize("language", LANGUES.values)
def test_extracts_agree(language: str) -> None:
    labels = labels_in(language)
    for plural in (labels.new_lines, labels.changed_lines, labels.gone_lines):
        assert len(set(labels.forms(plural))) == 2
        for number in NUMBERS:
            text = labels.counted(plural, number)
            assert str(number) in text
            assert mismatches(text, language) == []
    for plural in (labels.coming, labels.services, labels.gone):
        assert len({labels.counted(plural, 1), labels.counted(plural, 2)}) == 2
        none = labels.counted(plural, 0)  # in French as of one, elsewhere as of several
        assert none == labels.counted(plural, 1 if language == "fr" else 2)


@pytest.mark.parametrize("language", LANGUES.values)
@pytest.mark.parametrize("direct", NUMBERS)
@pytest.mark.parametrize("common", NUMBERS)
def test_messages_agree(language: str, direct: int, common: int, tmp_path: Path) -> None:
    blank = ("salutation", "adherent", "annee", "version", "changements", "jetons", "signature")
    values = {**dict.fromkeys(blank, ""), "dates": "", "titre": ""}
    counted = {"directes": direct, "communes": common}
    text = Templates(tmp_path / "book.xlsx").render(language, {**values, **counted})
    assert mismatches(text.plain, language) == []
    # None is left out, one is written as a word.
    assert set(re.findall("[0-9]+", text.plain)) == {
        str(n) for n in (direct, common) if n not in {0, 1}
    }


def workbook(folder: Path, n: int) -> Path:
    """Of everything that motxl counts, ``n``."""
    entries = [
        action(f"pour tous {i} (cf. Cross-border Deal thème 4)", Pilote="Anne") for i in range(n)
    ]
    entries += [action(f"ciblée {i}", Frontière="FR-IT", Pilote="Anne") for i in range(n)]
    members: Rows = [
        {"Clé": f"M{i}", "Nom": f"Membre {i}", "Frontières": "FR-IT", "Jetons attribués": n}
        for i in range(n)
    ]
    contacts: Rows = [
        {"Adhérent": f"M{i}", "E-mail": f"m{i}@example.org", "Envoi": "À"} for i in range(n)
    ]
    moves: Rows = [
        {"Adhérent": f"M{i}", "Prestation": "S", "Jetons": n + 1, "État": "réservé"}
        for i in range(n)
    ]
    return programme(
        folder / "livre.xlsx", entries, members, tblContacts=contacts, tblSuiviJetons=moves,
        tblJetons=[{"Clé": "S", "Prestation": "Une prestation"}],
    )  # fmt: skip


def commands(book: str) -> Iterator[list[str]]:
    """Every command that counts something, so that each has something to count."""
    mail = ["--extracts", "out"]
    yield from (
        ["import", "source.txt", "-o", "importé.xlsx", "--year", "2025"],
        ["validate", book],
        ["validate", book, "--statistics"],
        ["validate", book, "--unsafe-fixes", "--diff"],
        ["references", book],
        ["colour", book, "--check"],
        ["colour", book],
        ["colour", book],
        ["renumber", book, "--diff"],
        ["events", book, "--check"],
        ["who", book, "1.1"],
        ["who", book, "1.1", "--all"],
        ["jetons", book],
        ["extract", book, "-o", "out"],
        ["extract", book, "-o", "out"],
        ["extract", book, "-o", "others", "--pilote", "Anne"],
        ["extract", book, "-o", "others", "--pilote", "Anne"],
        ["extract", book, "-o", "others", "--theme", "Deal 4"],
        ["extract", book, "--explain"],
        ["mail", "preview", book, *mail],
        ["mail", "drafts", book, *mail],
        ["mail", "status", book, *mail],
        ["mail", "status", book, *mail, "--confirm-all"],
        ["inspect", book],
        ["summary", book],
        ["undo", book, "--list"],
        ["undo", book],
    )


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("n", NUMBERS)
@pytest.mark.slow
def test_commands_agree(
    n: int,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    book = workbook(tmp_path, n)
    lines = "".join(f"1.1\tUne action {i} (cf. Cross-border Deal thème 4)\n" for i in range(n))
    text = f"1\tAXE 1 - Un cadre\n1.1\tObjectif\n{lines}"
    (tmp_path / "source.txt").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOTXL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    for arguments in commands(book.name):
        code = run([*arguments, "--lang", language])
        said = capsys.readouterr()
        assert n == 0 or code != 2, said.err
        assert mismatches(said.out + said.err, language) == [], arguments
