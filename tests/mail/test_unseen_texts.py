"""What nobody sees in the workbook, or is struck out, reaches nobody unasked: ``extract`` tells the
cell, and the messages of those who would get it are kept back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from motxl.__main__ import run
from tests.judges import libreoffice as lo
from tests.judges.libreoffice import LibreOffice
from tests.mail.making import address, send
from tests.mail.server import Server
from tests.mail.test_rows_in_doubt import Row, extract_and_send, heading, made
from tests.quick import one_in
from tests.summary.making import action

Told = pytest.CaptureFixture[str]
SECRET = "CANARY"


def rows() -> list[Row]:
    named = {"Portée": "Ciblée", "Adhérents concernés": "M1"}
    found = [
        heading("1", "Axe", Portée="Tous"),
        action("for all", Axe="1"),
        action(f"for one {SECRET}", Axe="1", Calendrier="mars 2025", **named),
    ]
    return [{"Réf.": f"2025-{n:03}", "Ordre": n, **row} for n, row in enumerate(found, 1)]


EVENTS = [{"Réf.": "2025-003", "Début": "2025-03-06", "Intitulé": "Réunion"}]


def styled(path: Path, sheet: str, header: str, value: str, change: Callable[[Any], None]) -> None:
    """Change the cell of a column that holds a value."""
    book = openpyxl.load_workbook(path, rich_text=True)
    cells = book[sheet]
    for row in cells.iter_rows():
        for cell in row:
            if cell.value == header:
                at, first = cell.column, cell.row
                break
    for number in range(first + 1, cells.max_row + 1):
        if str(cells.cell(number, at).value) == value:
            change(cells.cell(number, at))
            break
    else:
        raise AssertionError(value)
    book.save(path)


def coloured(**colour: Any) -> Callable[[Any], None]:
    def change(cell: Any) -> None:
        cell.font = Font(color=Color(**colour))

    return change


def small(cell: Any) -> None:
    cell.font = Font(sz=1)


def of_its_fill(cell: Any) -> None:
    cell.font = Font(color=Color(rgb="FF0070C0"))
    cell.fill = PatternFill("solid", fgColor="FF0070C0")


def formatted_away(cell: Any) -> None:
    cell.number_format = ";;;"


def struck(cell: Any) -> None:
    cell.font = Font(strike=True)


def a_run(**font: Any) -> Callable[[Any], None]:
    def change(cell: Any) -> None:
        cell.value = CellRichText("for one ", TextBlock(InlineFont(**font), SECRET))

    return change


def by_a_rule(cell: Any) -> None:
    area = f"{cell.coordinate}:{cell.coordinate}"
    rule = FormulaRule(formula=["TRUE"], font=Font(color="FFFFFFFF"))
    cell.parent.conditional_formatting.add(area, rule)


def says(text: str) -> Callable[[Any], None]:
    def change(cell: Any) -> None:
        cell.value = text

    return change


LABEL = ("Programme", "Programme de travail", f"for one {SECRET}")
CHANGES = {
    "white": coloured(rgb="FFFFFFFF"),
    "nearly white": coloured(rgb="FFFDFDFD"),
    "white of the theme": coloured(theme=0, tint=-0.01),
    "white of the palette": coloured(indexed=9),
    "of its fill": of_its_fill,
    "of size 1": small,
    "formatted away": formatted_away,
    "struck out": struck,
    "a white run": a_run(color="FFFFFFFF"),
    "a run of size 1": a_run(sz=1),
    "a struck run": a_run(strike=True),
}
CHARACTERS = {
    "turned round": f"for one \u202e{SECRET}",
    "pushed away": "for one" + " " * 60 + SECRET,
    "pushed down": "for one" + "\n" * 20 + SECRET,
    "behind a braille blank": f"for one\u2800{SECRET}",
    "in tags": "for one" + "".join(chr(0xE0000 + ord(c)) for c in SECRET),
}


@pytest.mark.parametrize("name", one_in(3, CHANGES))
def test_what_is_not_seen_is_told_and_its_readers_get_no_message(
    name: str, tmp_path: Path, capsys: Told
) -> None:
    path = made(tmp_path, rows())
    styled(path, *LABEL, CHANGES[name])
    codes = extract_and_send(path, tmp_path / "out")
    assert codes == (1, 1, {address(0), address(2)})
    told = capsys.readouterr().err
    assert "Programme!B5" in told
    assert SECRET in told


@pytest.mark.parametrize("name", one_in(3, CHARACTERS))
def test_what_characters_hide_is_told_by_its_cell_and_goes_into_no_extract(
    name: str, tmp_path: Path, capsys: Told
) -> None:
    path = made(tmp_path, rows())
    styled(path, *LABEL, says(CHARACTERS[name]))
    codes = extract_and_send(path, tmp_path / "out")
    assert codes == (1, 1, {address(0), address(2)})
    told = " ".join(capsys.readouterr().err.split())
    assert "Programme!B5 · “" in told
    assert not list((tmp_path / "out").glob("*Membre 1*.xlsx"))


@pytest.mark.parametrize(
    ("place", "kept_back"),
    one_in(
        3,
        [
            (("Programme", "Calendrier", "mars 2025"), {1}),
            (("Programme", "Adhérents concernés", "M1"), {1}),
            (("Programme", "Portée", "Ciblée"), {1}),
            (("Programme", "Portée", "Tous"), {0, 1, 2}),
            (("Programme", "Programme de travail", "for all"), {0, 1, 2}),
            (("Événements", "Intitulé", "Réunion"), {1}),
            (("Adhérents", "Nom", "Membre 2"), {2}),
            (("Contacts", "E-mail", address(0)), {0}),
            (("Paramètres", "Clé", "année"), {0, 1, 2}),
        ],
    ),
)
@pytest.mark.parametrize("change", one_in(2, [struck, coloured(rgb="FFFFFFFF")]))
def test_whoever_would_get_it_or_gets_mail_for_it_is_kept_back(
    place: tuple[str, str, str], kept_back: set[int], change: Callable[[Any], None], tmp_path: Path
) -> None:
    path = made(tmp_path, rows(), tblEvenements=EVENTS)
    styled(path, *place, change)
    first, second, mailed = extract_and_send(path, tmp_path / "out")
    assert (first, second) == (1, 1)
    assert mailed == {address(n) for n in {0, 1, 2} - kept_back}


def test_a_rule_that_may_hide_a_text_keeps_all_messages_back(tmp_path: Path, capsys: Told) -> None:
    path = made(tmp_path, rows())
    styled(path, *LABEL, by_a_rule)
    assert extract_and_send(path, tmp_path / "out") == (1, 1, set())
    assert "Programme!B5" in capsys.readouterr().err


@pytest.mark.parametrize(
    "place",
    [
        ("Programme", "Commentaire", "a remark"),
        ("Programme", "Bilan", "a result"),
    ],
)
def test_what_stays_in_the_house_may_look_as_it_likes(
    place: tuple[str, str, str], tmp_path: Path
) -> None:
    given = rows()
    given[2] |= {"Commentaire": "a remark", "Bilan": "a result"}
    path = made(tmp_path, given)
    styled(path, *place, struck)
    everyone = {address(n) for n in range(3)}
    assert extract_and_send(path, tmp_path / "out") == (0, 0, everyone)


def test_a_row_that_a_filter_hides_is_staffs_own_business(tmp_path: Path) -> None:
    path = made(tmp_path, rows())

    def hide(cell: Any) -> None:
        cell.parent.row_dimensions[cell.row].hidden = True

    styled(path, *LABEL, hide)
    everyone = {address(n) for n in range(3)}
    assert extract_and_send(path, tmp_path / "out") == (0, 0, everyone)


def test_what_only_values_can_be_read_of_is_said_not_to_be_known(
    libreoffice: LibreOffice, tmp_path: Path, capsys: Told
) -> None:
    path = made(tmp_path, rows())
    styled(path, *LABEL, says(CHARACTERS["behind a braille blank"]))
    saved = libreoffice.convert(path, tmp_path / "book.ods", lo.ODS)
    assert run(["extract", str(saved), "-o", str(tmp_path / "out")]) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "motxl did not read what is struck out" in told
    assert "Programme!B5 · “" in told


@pytest.mark.parametrize("reader", one_in(2, [["--pilote", "Anne"], ["--theme", "Montagne"]]))
@pytest.mark.parametrize("change", [a_run(strike=True), a_run(color="FFFFFFFF")])
def test_the_extract_of_a_colleague_shows_nothing_unasked_either(
    tmp_path: Path, reader: list[str], change: Callable[[Any], None], capsys: Told
) -> None:
    theirs = [{**row, "Pilote": "Anne", "Autres thèmes": "Montagne"} for row in rows()]
    path = made(tmp_path, theirs)
    command = ["extract", str(path), *reader, "-o", str(tmp_path / "out")]
    assert run(command) == 0
    styled(path, *LABEL, change)
    assert run(command) == 1
    assert "Programme!B5 · “" in capsys.readouterr().err


def test_nor_is_a_row_told_that_is_another_s(tmp_path: Path) -> None:
    theirs = [*rows(), action("of Anne", Axe="1", Pilote="Anne", Portée="Tous")]
    path = made(tmp_path, theirs)
    styled(path, *LABEL, struck)
    assert run(["extract", str(path), "--pilote", "Anne", "-o", str(tmp_path / "out")]) == 0


def directory(path: Path, change: Callable[[Any], None] | None = None) -> Path:
    """Contacts in a workbook of their own, of which one is changed."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Adhérent", "Fonction", "E-mail", "Envoi"])
    for number in range(3):
        sheet.append([f"M{number}", "Maire", address(number), "À"])
    if change is not None:
        change(sheet["C3"])
    book.save(path)
    return path


@pytest.mark.parametrize(
    "change", one_in(4, [struck, small, formatted_away, coloured(rgb="FFFFFFFF")])
)
def test_a_contact_that_is_not_seen_in_a_directory_of_its_own(
    tmp_path: Path, change: Callable[[Any], None], capsys: Told
) -> None:
    path, out = made(tmp_path, rows()), tmp_path / "out"
    options = ["--contacts", str(directory(tmp_path / "contacts.xlsx", change))]
    first = run(["extract", str(path), "-o", str(out), *options])
    with Server() as server:
        second = send(path, out, server.url, *options)
        assert set(server.received()) == {address(0), address(2)}
    assert (first, second) == (1, 1)
    assert "contacts.xlsx!C3 · “m1@example.org”" in capsys.readouterr().err


def test_a_directory_of_its_own_in_which_all_is_seen(tmp_path: Path) -> None:
    contacts = str(directory(tmp_path / "contacts.xlsx", lambda cell: None))
    command = ["extract", str(made(tmp_path, rows())), "-o", str(tmp_path / "out")]
    assert run([*command, "--contacts", contacts]) == 0


@pytest.mark.parametrize("column", ["C", "D"])
def test_an_error_in_a_directory_of_its_own_is_no_blank(tmp_path: Path, column: str) -> None:
    path = made(tmp_path, rows())
    contacts = directory(tmp_path / "contacts.xlsx")
    book = openpyxl.load_workbook(contacts)
    assert book.active is not None
    book.active[f"{column}3"] = "=X1"  # never computed
    book.save(contacts)
    out = str(tmp_path / "out")
    assert run(["extract", str(path), "-o", out, "--contacts", str(contacts)]) == 1
