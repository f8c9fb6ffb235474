"""How much of the actions for everyone goes along: « lignes communes », or ``--common``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motxl.__main__ import run as motxl
from motxl.book.file.filebook import open_book
from motxl.errors import MotxlError
from motxl.extract.content import Content, Line
from motxl.ooxml import Workbook
from motxl.programme.common_part import IN_ENGLISH, IN_FRENCH, KEY, common_part_of, part_called
from motxl.template.shipped import template_path
from motxl.validation.about_whom import about_whom
from tests.extract.making import files, holds, labels, programme, rows
from tests.mail.making import with_parameter, with_sender
from tests.quick import one_in
from tests.summary.making import AXES, Rows, action
from tests.summary.making import book as with_rows

SECOND: Rows = [
    {"Axe": "1.2", "Programme de travail": "Objectif pour tous", "Type": "Objectif"},
    {**action("commune, dessous"), "Axe": "1.2", "Calendrier": "mars", "Portée": "Tous"},
]
ENTRIES: Rows = [
    action("pour l’Italie", Frontière="FR-IT", **{"Réf.": "2025-010"}),
    action("commune à tous", Portée="Tous", **{"Réf.": "2025-011"}),
    *SECOND,
]
MEMBERS: Rows = [
    {"Clé": "SAV", "Nom": "Savoie", "Frontières": "FR-IT"},
    {"Clé": "LIL", "Nom": "Lille"},
]
CONTACTS: Rows = [
    {"Adhérent": key, "E-mail": f"{key.lower()}@mot.test", "Envoi": "À", "Nom": "Martin"}
    for key in ("SAV", "LIL")
]
SAVOIE, LILLE = (f"{name} - Programme de travail 2025.xlsx" for name in ("Savoie", "Lille"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return with_sender(programme(tmp_path / "p.xlsx", ENTRIES, MEMBERS, tblContacts=CONTACTS))


def made(book: Path, folder: str, *options: str) -> Path:
    """The folder of the extracts."""
    out = book.parent / folder
    assert motxl(["extract", str(book), "-o", str(out), *options]) == 0
    return out


def told(folder: Path) -> dict[str, dict[str, Any]]:
    members = json.loads((folder / "manifest.json").read_text("utf-8"))["members"]
    return {one["key"]: one for one in members}


def digests(folder: Path) -> Mapping[str, str]:
    return {key: one["digest"] for key, one in told(folder).items()}


def test_all_of_them_go_along_as_before(book: Path) -> None:
    """In a workbook as it is shipped, and in one that was made before there was the row."""
    shipped = digests(made(book, "shipped"))
    before = with_parameter(book, KEY, "")
    assert digests(made(before, "blank")) == shipped
    workbook = Workbook.open(book)
    table = workbook.table("tblParametres")
    assert table is not None
    (place,) = [c for c in table.sheet.cells([1]) if c.text == KEY]
    table.sheet.set_value((place.row, 1), "une clé à nous")
    workbook.save(force=True)
    assert digests(made(book, "without")) == shipped


def test_an_extract_with_all_of_them_has_the_digest_of_earlier_versions() -> None:
    """Else each member would be sent the same extract again. The digest is one of version 0.1.0."""
    line = Line(
        *("2025-001", "1.1.1", "for all", (), "Action", "", "mars", (), "En cours", ()),
        is_heading=False,
    )
    content = Content(
        *("SAV", "Savoie", "fr", 2025, date(2025, 1, 29), (), (line,), (4.0, 0.0, 0.0, 4.0)),
        (("J1", "Note"),),
    )
    assert content.digest("t") == "f521e28babd7dae03f2bc2083238c1c42f1028cbbfb6e73c86cd6f615de7244d"


def test_titles_alone_go_along(book: Path) -> None:
    out = made(with_parameter(book, KEY, "titres seulement"), "out")
    assert labels(out / LILLE)[1:] == [
        "Aucune action ne concerne spécifiquement votre organisation.",
        None,
        "AXE 1 - Un cadre",
        "Objectif A",
        "Objectif pour tous",
    ]
    for data in files(out).values():
        assert holds(data, ["commune à tous", "commune, dessous"]) == []
    assert [one["part"] for one in told(out)["SAV"]["entries"]] == ["direct"]
    assert told(out)["SAV"]["left_out"] == ["2025-011", "2025-006"]


def test_nothing_of_them_goes_along(book: Path) -> None:
    out = made(book, "out", "--common", "aucune")
    assert "Actions communes" not in [row[0] for row in rows(out / SAVOIE)]
    assert labels(out / SAVOIE)[1:] == ["AXE 1 - Un cadre", "Objectif A", "pour l’Italie"]
    assert holds(files(out)[SAVOIE], ["Objectif pour tous", "commune, dessous"]) == []


@pytest.mark.parametrize("part", one_in(3, range(3)))
def test_both_languages_say_the_same_and_the_option_comes_first(book: Path, part: int) -> None:
    english, french = IN_ENGLISH[part], IN_FRENCH[part]
    assert part_called(french.upper()) == part_called(english) == english
    assert common_part_of(open_book(with_parameter(book, KEY, french)).programme) == english
    assert common_part_of(open_book(with_parameter(book, KEY, english)).programme) == english
    with_parameter(book, KEY, IN_FRENCH[part - 1])
    assert digests(made(book, "fr", "--common", french)) == digests(
        made(with_parameter(book, KEY, english), "en")
    )


@pytest.mark.parametrize("value", one_in(4, ["toute", "oui", "tous", "0"]))
def test_what_cannot_be_read_is_refused_with_its_cell(
    book: Path, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = book.parent / "out"
    with_parameter(book, KEY, value)
    assert motxl(["extract", str(book), "-o", str(out), "--lang", "en"]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert f"Paramètres!B17 · “{KEY}” is “{value}”" in said
    assert not out.exists()
    assert motxl(["validate", str(book), "--select", "STR709"]) == 1
    assert " B17 " in capsys.readouterr().out
    assert motxl(["extract", str(book), "-o", str(out), "--common", "all"]) == 0


def _rename(book: Path, other: str, value: str) -> Path:
    """A second row for the parameter, under this key."""
    workbook = Workbook.open(book)
    table = workbook.table("tblParametres")
    assert table is not None
    (place,) = [c for c in table.sheet.cells([1]) if c.text == "répondre à"]
    table.sheet.set_value((place.row, 1), other)
    table.sheet.set_value((place.row, 2), value)
    workbook.save(force=True)
    return book


@pytest.mark.parametrize(("key", "value"), [(KEY, "aucune"), ("ligne communes", "toutes")])
def test_two_rows_that_differ_and_a_misspelt_key_are_refused(
    book: Path, key: str, value: str
) -> None:
    known = open_book(_rename(book, key, value)).programme
    with pytest.raises(MotxlError, match=KEY):
        common_part_of(known)


def _below_the_table(book: Path, value: str) -> Path:
    """A row for the parameter, typed below the table, which does not take it in."""
    workbook = Workbook.open(book)
    table = workbook.table("tblParametres")
    assert table is not None
    table.sheet.set_value((table.last_data_row + 1, 1), KEY)
    table.sheet.set_value((table.last_data_row + 1, 2), value)
    workbook.save(force=True)
    return book


def test_a_row_below_the_table_that_says_otherwise_is_refused_and_keeps_messages_back(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = made(book, "out")
    assert about_whom(open_book(_below_the_table(book, "toutes")).programme) == []
    assert motxl(["extract", str(book), "-o", str(book.parent / "same")]) == 1  # told
    _below_the_table(book, "aucune")
    assert motxl(["extract", str(book), "-o", str(book.parent / "no"), "--lang", "en"]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert f"Paramètres!B24 · “{KEY}” is “aucune”" in said
    (found,) = about_whom(open_book(book).programme)
    assert (found.diagnostic.rule, found.diagnostic.cell, found.members) == ("STR708", "A24", None)
    capsys.readouterr()
    motxl(["mail", "preview", str(book), "--extracts", str(out), "--lang", "en"])
    assert "0 messages to send" in capsys.readouterr().err
    _below_the_table(book, "toutes")
    motxl(["mail", "preview", str(book), "--extracts", str(out), "--lang", "en"])
    assert "2 messages to send" in capsys.readouterr().err


def test_a_formula_that_was_never_computed_is_not_all_of_them(book: Path) -> None:
    workbook = Workbook.open(with_parameter(book, KEY, ""))
    part = workbook.sheet("Paramètres").part_name
    data = workbook.part(part)
    cell = b'<c r="B17"'
    start = data.index(cell)
    end = data.index(b">", start)
    style = data[start:end].rstrip(b"/")
    workbook.replace_part(
        part, data[:start] + style + b'><f>"auc"&amp;"une"</f></c>' + data[end + 1 :]
    )
    workbook.save(force=True)
    with pytest.raises(MotxlError, match="#\\?"):
        common_part_of(open_book(book).programme)


def test_what_is_left_out_changes_nobody_s_digest(book: Path) -> None:
    before = digests(made(with_parameter(book, KEY, "aucune"), "one"))
    changed = [*ENTRIES[:1], {**ENTRIES[1], "Programme de travail": "autrement"}, *SECOND]
    again = programme(book.parent / "q.xlsx", changed, MEMBERS, tblContacts=CONTACTS)
    assert digests(made(with_parameter(again, KEY, "aucune"), "two")) == before
    assert digests(made(again, "three", "--common", "headings")) != before


@pytest.mark.parametrize(("first", "then"), [("all", "none"), ("none", "all"), ("headings", "all")])
def test_what_was_left_out_is_neither_new_nor_gone(book: Path, first: str, then: str) -> None:
    one = made(book, "one", "--common", first)
    two = made(book, "two", "--common", then, "--since", str(one))
    assert {member["summary"]["changes"] for member in told(two).values()} == {""}
    texts = " ".join(cell or "" for row in rows(two / LILLE) for cell in row)
    assert "NOUVEAU" not in texts
    assert "retirée" not in texts


NOTE: Rows = [
    {"Axe": "1.3", "Programme de travail": "Objectif des notes", "Type": "Objectif"},
    {
        "Axe": "1.3.1",
        "Programme de travail": "Rédaction d’une note",
        "Type": "Sous-objectif",
        "Calendrier": "juin",
        "Réf.": "2025-020",
    },
]
"""A title that is the work itself"""


def marked(folder: Path, name: str) -> list[str]:
    """What an extract says is new, changed or removed."""
    cells = [cell or "" for row in rows(folder / name) for cell in row]
    said = [one for one in cells if one.startswith(("NOUVEAU", "MODIFIÉ", "Action"))]
    return [one for one in said if not one.startswith("Actions communes")]


def test_a_title_that_is_the_work_itself_is_an_action(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It stands among titles alone; so it is neither left out nor gone nor new."""
    with_rows(book, [*AXES, *ENTRIES, *NOTE], tblAdherents=MEMBERS, tblContacts=CONTACTS)
    everything = made(book, "all")
    titles = made(book, "titles", "--common", "headings", "--since", str(everything))
    again = made(book, "again", "--since", str(titles))
    assert "Rédaction d’une note" in labels(titles / LILLE)
    assert [one["ref"] for one in told(titles)["LIL"]["entries"]] == ["2025-020"]
    assert "2025-020" not in told(titles)["LIL"]["left_out"]
    for folder in (titles, again):
        assert [one["summary"]["changes"] for one in told(folder).values()] == ["", ""]
        assert marked(folder, LILLE) == []
    with_parameter(book, KEY, "titres seulement")
    for ref, is_shown in (("2025-020", True), ("2025-011", False)):
        capsys.readouterr()
        assert motxl(["who", str(book), ref, "--lang", "en"]) == 0
        said = " ".join(capsys.readouterr().err.split())
        assert ("show only the headings above it" in said) is not is_shown


def test_no_message_says_that_titles_are_all_the_actions_for_everyone(book: Path) -> None:
    with_rows(book, [*AXES, *ENTRIES, *NOTE], tblAdherents=MEMBERS, tblContacts=CONTACTS)
    with_sender(book)
    out = made(book, "out", "--common", "headings")
    assert motxl(["mail", "drafts", str(book), "--extracts", str(out)]) == 0
    for one in out.rglob("*.eml"):
        assert "commune" not in one.read_text("utf-8")
    assert "1 action" not in told(out)["LIL"]["summary"]["axes"]


def test_a_title_that_is_everyone_s_is_not_one_for_some(book: Path) -> None:
    """Though it is some members' own because of a theme, and others get it among titles."""
    note = {**NOTE[1], "Programme de travail": "Une note (cf. Cross-border deal thème 7)"}
    members = [{**MEMBERS[0], "Thèmes": "Deal 7"}, MEMBERS[1]]
    with_rows(book, [*AXES, *ENTRIES, NOTE[0], note], tblAdherents=members, tblContacts=CONTACTS)
    out = made(book, "out", "--common", "headings")
    parts = [[one["part"] for one in told(out)[key]["entries"]] for key in ("SAV", "LIL")]
    assert parts == [["direct", "direct"], ["common"]]
    made(book, "out", "--common", "headings")


@pytest.mark.parametrize("part", one_in(2, ["headings", "none"]))
def test_what_is_a_member_s_own_by_now_is_new_and_what_was_its_own_is_gone(
    book: Path, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of it is left in the extract of who had it: the member and staff are told."""
    named = [ENTRIES[0], {**ENTRIES[1], "Adhérents concernés": "LIL"}, *SECOND]
    for folder, entries, *since in (
        ("one", ENTRIES),
        ("two", named, "--since", str(book.parent / "one")),
        ("three", ENTRIES, "--since", str(book.parent / "two")),
    ):
        with_rows(book, [*AXES, *entries], tblAdherents=MEMBERS, tblContacts=CONTACTS)
        capsys.readouterr()
        made(book, folder, "--common", part, "--lang", "en", *since)
        said = " ".join(capsys.readouterr().err.split())
        assert ("no longer goes to Lille" in said) is (folder == "three")
    two, three = (book.parent / name for name in ("two", "three"))
    assert [one.split("\n")[0] for one in marked(two, LILLE)] == ["NOUVEAU"]
    assert marked(three, LILLE) == ["Action retirée"]
    assert labels(three / LILLE)[-1] == "commune à tous"
    assert marked(two, SAVOIE) == marked(three, SAVOIE) == []


def test_one_run_for_one_member_takes_nothing_from_the_others(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = [ENTRIES[0], {**ENTRIES[1], "Adhérents concernés": "LIL"}, *SECOND]
    with_rows(book, [*AXES, *named], tblAdherents=MEMBERS, tblContacts=CONTACTS)
    made(book, "out")
    with_rows(book, [*AXES, *ENTRIES], tblAdherents=MEMBERS, tblContacts=CONTACTS)
    capsys.readouterr()
    made(book, "out", "SAV", "--common", "none", "--lang", "en")
    assert "no longer goes" not in " ".join(capsys.readouterr().err.split())


def test_rows_for_everyone_stay_so_when_they_were_left_out(book: Path) -> None:
    """A row that concerns some directly stands in their extracts only, as one for some does."""
    heading = [AXES[0], {**AXES[1], "Portée": "Tous"}]
    first = {**ENTRIES[0], "Portée": "Ciblée"}
    second = {**ENTRIES[1], "Frontière": "FR-IT"}
    with_rows(book, [*heading, first, second, *SECOND], tblAdherents=MEMBERS, tblContacts=CONTACTS)
    made(book, "out", "--common", "none")
    second["Portée"] = ""
    with_rows(book, [*heading, first, second, *SECOND], tblAdherents=MEMBERS, tblContacts=CONTACTS)
    assert "commune à tous" in labels(made(book, "out") / LILLE)


def test_mail_compares_with_what_was_asked_for(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = made(book, "out", "--common", "none")

    def previewed() -> str:
        motxl(["mail", "preview", str(book), "--extracts", str(out), "--lang", "en"])
        shown = capsys.readouterr()
        return " ".join((shown.out + shown.err).split())

    said = previewed()
    assert "the programme has changed since" not in said
    assert said.count("its extract holds no action") == 1
    with_parameter(book, KEY, "titres seulement")
    assert (
        "the programme has changed since" not in previewed()
    )  # the option said it, not Paramètres
    made(book, "out")
    with_parameter(book, KEY, "toutes")
    assert "the programme has changed since" in previewed()


@pytest.mark.parametrize("part", IN_ENGLISH)
def test_a_message_counts_what_its_extract_holds(book: Path, part: str) -> None:
    out = made(book, "out", "--common", part)
    assert motxl(["mail", "drafts", str(book), "--extracts", str(out)]) == 0
    drafts = [one.read_text("utf-8") for one in sorted(out.rglob("*.eml"))]
    assert len(drafts) == 2
    assert [("communes" in one, "vous concerne directement" in one) for one in drafts] == [
        (part == "all", False),
        (part == "all", True),
    ]


def test_an_extract_of_one_member_leaves_those_of_the_others(book: Path) -> None:
    out = made(book, "out")
    made(book, "out", "SAV", "--common", "none")
    assert set(told(out)) == {"SAV", "LIL"}
    assert "commune à tous" in labels(out / LILLE)
    made(book, "out", "LIL")
    assert told(out)["SAV"]["common"] == "none"


def test_explain_and_who_say_what_is_left_out(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_parameter(book, KEY, "aucune")
    assert motxl(["extract", str(book), "--explain", "--lang", "en"]) == 0
    assert "without the actions for everyone" in capsys.readouterr().out
    assert motxl(["who", str(book), "2025-011", "--lang", "en"]) == 0
    assert "is only in the extracts of the members whom" in " ".join(
        capsys.readouterr().err.split()
    )
    assert motxl(["who", str(book), "2025-010", "--lang", "en"]) == 0
    assert "is only in the extracts of the members whom" not in " ".join(
        capsys.readouterr().err.split()
    )


def test_themes_and_colleagues_have_no_common_part(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["extract", str(book), "--theme", "Montagne", "-o", str(book.parent / "t")]
    assert motxl([*given, "--common", "none"]) == 2
    assert "--common" in capsys.readouterr().err


def test_the_shipped_programme_has_all_of_them() -> None:
    assert common_part_of(open_book(template_path("programme-2025")).programme) == "all"
