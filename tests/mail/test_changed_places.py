"""Two cells exchanged, or one column sorted alone, after extracts were made and sent: each cell
holds a value that it may hold, and what is confidential still goes to nobody else."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motxl.__main__ import run
from motxl.extract.manifest import header_of, set_in_header
from motxl.extract.memory import MEMORY
from motxl.files.datafolder import data_folder
from motxl.ooxml import Workbook
from tests.mail.making import address, send, with_parameter, with_sender
from tests.mail.server import Server
from tests.summary.making import AXES, action, book

pytestmark = pytest.mark.slow

Told = pytest.CaptureFixture[str]
Sheets = dict[str, list[dict[str, Any]]]
Slip = Callable[[Sheets], object]
MEMBERS = 4
EVERYBODY = set(range(MEMBERS))


def sheets() -> Sheets:
    """A programme in which all is right, and each member has a line of its own."""
    own = [
        action(f"SECRET {n}", **{"Portée": "Ciblée", "Adhérents concernés": f"M{n}"})
        for n in range(MEMBERS)
    ]
    more = [
        action("for all", Portée="Tous"),
        action("also for all", Portée="Tous"),
        action("by alias", **{"Portée": "Ciblée", "Adhérents concernés": "Zéro"}),
        action("for Italy", **{"Portée": "Ciblée", "Frontière": "FR-IT"}),
        action("for Spain", **{"Portée": "Ciblée", "Frontière": "FR-ES"}),
        action("on water", **{"Portée": "Ciblée", "Autres thèmes": "Deal 5"}),
    ]
    heads = [{**one, "Portée": "Tous"} for one in AXES]
    rows = [{"Réf.": f"2025-{n:03}", **one} for n, one in enumerate([*heads, *own, *more], 1)]
    borders = ("FR-IT", "FR-ES", "", "")
    return {
        "tblProgramme": rows,
        "tblAdherents": [
            {
                "Clé": f"M{n}", "Nom": f"Membre {n}", "Alias": ("Zéro", "Un", "", "")[n],
                "Frontières": borders[n], "Thèmes": ("", "", "Deal 5", "Deal 4")[n],
                "Adhérent en cours": "oui",
            }
            for n in range(MEMBERS)
        ],
        "tblContacts": [
            {"Adhérent": f"M{n}", "Nom": f"Nom {n}", "E-mail": address(n), "Envoi": "À"}
            for n in range(MEMBERS)
        ],
        "tblJetons": [
            {"Clé": "J1", "Prestation": "Note", "Réf.": "2025-003", "Ouverte à": "M0"},
            {"Clé": "J2", "Prestation": "Visite", "Réf.": "2025-004", "Ouverte à": "M1"},
        ],
        "tblSuiviJetons": [
            {"Date": date(2025, 3, n + 1), "Adhérent": f"M{n}", "Prestation": f"J{n + 1}",
             "État": "réservé", "Jetons": 1}
            for n in range(2)
        ],
        "tblEvenements": [
            {"Réf.": f"2025-00{n}", "Début": date(2025, 6, n), "Intitulé": f"Jour {n}"}
            for n in range(3, 8)
        ],
    }  # fmt: skip


def swapped(table: str, column: str, one: int, other: int) -> Slip:
    def slip(sheets: Sheets) -> None:
        a, b = sheets[table][one], sheets[table][other]
        a[column], b[column] = b.get(column), a.get(column)

    return slip


def alone(table: str, column: str, *, back: bool = True) -> Slip:
    """One column sorted without the others, as Excel does: empty cells are the last."""

    def slip(sheets: Sheets) -> None:
        values = [row.get(column) or "" for row in sheets[table]]
        filled = sorted(filter(None, values), reverse=back)
        for row, value in zip(sheets[table], [*filled, *[""] * len(values)], strict=False):
            row[column] = value

    return slip


def rotated(table: str, column: str, rows: range) -> Slip:
    def slip(sheets: Sheets) -> None:
        found = [sheets[table][row] for row in rows]
        values = [row.get(column) for row in found]
        for row, value in zip(found, [*values[1:], values[0]], strict=True):
            row[column] = value

    return slip


def shifted(table: str, column: str, rows: range, first: object) -> Slip:
    """Cells pasted one row too low: the last one is overwritten."""

    def slip(sheets: Sheets) -> None:
        found = [sheets[table][row] for row in rows]
        values = [first, *(row.get(column) for row in found)]
        for row, value in zip(found, values, strict=False):
            row[column] = value

    return slip


def made(path: Path, given: Sheets, year: int = 2025) -> Path:
    filled = with_sender(book(path, given["tblProgramme"], **_others(given)))
    return with_parameter(filled, "année", year)


def _others(given: Sheets) -> dict[str, Any]:
    return {name: rows for name, rows in given.items() if name != "tblProgramme"}


class Day:
    """A workbook, its extracts, and a server; all was sent, and there is something new to send."""

    def __init__(
        self, path: Path, server: Server, capsys: Told, *, sent: bool = True, begun: bool = False
    ) -> None:
        """``begun`` is whether the workbook and its extracts are there, and were sent."""
        self.path, self.folder, self.server, self._capsys = path, path / "out", server, capsys
        self.sheets = sheets()
        self.year = 2025
        if not begun:
            assert self.extract() == 0, self.said()
        if sent and not begun:
            assert self.send() == 0, self.said()
        server.taken.clear()
        for row in self.sheets["tblProgramme"]:
            if row["Programme de travail"] == "also for all":
                row["Calendrier"] = "mars"

    @property
    def book(self) -> Path:
        return self.path / "book.xlsx"

    def extract(self, *options: str) -> int:
        made(self.book, self.sheets, self.year)
        return run(["extract", str(self.book), "-o", str(self.folder), *options])

    def send(self) -> int:
        return send(self.book, self.folder, self.server.url)

    def got(self) -> set[int]:
        found = set(self.server.received())
        self.server.taken.clear()
        return {n for n in range(MEMBERS) if address(n) in found}

    def said(self) -> str:
        captured = self._capsys.readouterr()
        return " ".join((captured.out + captured.err).split())


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Begun]:
    above = tmp_path_factory.mktemp("days")
    with Server() as server:
        yield Begun(above / "day", above / "kept", server)


class Begun:
    """Where all days begin alike: the first one is kept, and each other one begins with its files,
    at the same place, for that is by what the computer knows them."""

    def __init__(self, path: Path, kept: Path, server: Server) -> None:
        self._path, self._kept, self._server = path, kept, server

    def day(self, capsys: Told) -> Day:
        shutil.rmtree(self._path, ignore_errors=True)
        self._server.taken.clear()
        files, data = self._kept / "files", self._kept / "data"
        if files.exists():
            shutil.copytree(files, self._path)
            shutil.copytree(data, data_folder(), dirs_exist_ok=True)
            return Day(self._path, self._server, capsys, begun=True)
        self._path.mkdir()
        day = Day(self._path, self._server, capsys)
        shutil.copytree(data_folder(), data)
        shutil.copytree(self._path, files)
        return day


@pytest.fixture
def day(begun: Begun, capsys: Told) -> Day:
    return begun.day(capsys)


PROGRAMME, MEMBERS_TABLE = "tblProgramme", "tblAdherents"
LABEL, NAMED = "Programme de travail", "Adhérents concernés"
SLIPS: dict[str, tuple[Slip, set[int], str]] = {
    # What is done, whose messages go all the same, and the column that is told.
    "named sorted alone": (alone(PROGRAMME, NAMED), set(), NAMED),
    "named rotated": (rotated(PROGRAMME, NAMED, range(2, 5)), {3}, NAMED),
    "named exchanged": (swapped(PROGRAMME, NAMED, 2, 3), {2, 3}, NAMED),
    "named shifted": (shifted(PROGRAMME, NAMED, range(2, 6), ""), {3}, NAMED),
    "named shifted, with another first": (
        shifted(PROGRAMME, NAMED, range(2, 5), "M3"), {2}, NAMED
    ),
    "a name dragged onto another": (
        lambda sheets: (
            sheets[PROGRAMME][2].update({NAMED: "M3"}), sheets[PROGRAMME][5].update({NAMED: ""})
        ), {1, 2}, NAMED
    ),
    "labels shifted": (shifted(PROGRAMME, LABEL, range(2, 6), "SECRET 9"), set(), LABEL),
    "labels exchanged": (swapped(PROGRAMME, LABEL, 2, 3), {2, 3}, LABEL),
    "labels rotated": (rotated(PROGRAMME, LABEL, range(3, 6)), {0}, LABEL),
    "a label of a line for all": (swapped(PROGRAMME, LABEL, 2, 6), set(), LABEL),
    "labels sorted alone": (alone(PROGRAMME, LABEL), set(), LABEL),
    "a label pasted over that of a line for all": (
        lambda sheets: sheets[PROGRAMME][6].update({LABEL: "SECRET 0"}), set(), LABEL
    ),
    "a label pasted over that of another's line": (
        lambda sheets: sheets[PROGRAMME][3].update({LABEL: "SECRET 0"}), {2, 3}, LABEL
    ),
    "labels of headings": (swapped(PROGRAMME, LABEL, 0, 1), set(), LABEL),
    "borders exchanged": (swapped(PROGRAMME, "Frontière", 9, 10), {2, 3}, "Frontière"),
    "Portée exchanged": (swapped(PROGRAMME, "Portée", 2, 6), set(), "Portée"),
    "Portée sorted alone": (alone(PROGRAMME, "Portée"), set(), "Portée"),
    "Réf. exchanged": (swapped(PROGRAMME, "Réf.", 2, 6), set(), LABEL),
    "Réf. of two members": (swapped(PROGRAMME, "Réf.", 2, 3), {2, 3}, LABEL),
    "Réf. sorted alone": (alone(PROGRAMME, "Réf."), set(), LABEL),
    "Réf. exchanged, and the line for all reworded": (
        lambda sheets: (
            swapped(PROGRAMME, "Réf.", 2, 6)(sheets),
            sheets[PROGRAMME][6].update({LABEL: "for everybody"}),
        ), set(), LABEL
    ),
    "aliases sorted alone": (alone(MEMBERS_TABLE, "Alias", back=False), {2, 3}, "Adhérents!Alias"),
    "aliases exchanged": (swapped(MEMBERS_TABLE, "Alias", 0, 1), {2, 3}, "Adhérents!Alias"),
    "an alias moved": (swapped(MEMBERS_TABLE, "Alias", 0, 2), {1, 3}, "Adhérents!Alias"),
    "borders of members": (
        swapped(MEMBERS_TABLE, "Frontières", 0, 1), {2, 3}, "Adhérents!Frontières"
    ),
    "themes of members": (swapped(MEMBERS_TABLE, "Thèmes", 2, 3), {0, 1}, "Thèmes"),
    "jetons booked to another": (
        swapped("tblSuiviJetons", "Adhérent", 0, 1), {2, 3}, "Suivi jetons!Adhérent"
    ),
    "services of jetons": (
        swapped("tblSuiviJetons", "Prestation", 0, 1), {2, 3}, "Suivi jetons!Prestation"
    ),
    "lines of services": (swapped("tblJetons", "Réf.", 0, 1), {2, 3}, "Jetons!Réf."),
    "names of services": (swapped("tblJetons", "Prestation", 0, 1), {2, 3}, "Jetons!Prestation"),
    "services open to others": (
        swapped("tblJetons", "Ouverte à", 0, 1), {2, 3}, "Ouverte à"
    ),
    "titles of events": (alone("tblEvenements", "Intitulé"), set(), "Intitulé"),
    "titles of two events": (swapped("tblEvenements", "Intitulé", 0, 1), {2, 3}, "Intitulé"),
    "Réf. of two events": (swapped("tblEvenements", "Réf.", 0, 1), {2, 3}, "Événements!Réf."),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_values_that_changed_places_are_told_and_kept_back(slip: str, day: Day) -> None:
    """By extract before anything is made, and by mail; until somebody confirms them."""
    hand, others, column = SLIPS[slip]
    hand(day.sheets)
    day.said()
    assert day.extract() == 1
    assert re.search("former value|would now go to other members than before", day.said())
    assert day.send() == 1
    assert day.got() == others
    # A second time it is told as it was the first time.
    assert day.extract() == 1
    said = day.said()
    assert day.send() == 1
    assert day.got() == set()
    options = [part.split('"')[1] for part in said.split("--confirm-values")[1:]]
    assert column in options
    assert day.extract(*(f"--confirm-values={one}" for one in options)) == 0, day.said()
    assert day.send() == 0
    assert day.got() == EVERYBODY - others
    assert day.extract() == 0


@pytest.mark.parametrize("slip", ["named sorted alone", "Réf. exchanged", "an alias moved"])
def test_once_they_are_put_back_all_is_well(slip: str, day: Day) -> None:
    hand, _others, _column = SLIPS[slip]
    right = (
        [dict(row) for row in day.sheets[PROGRAMME]],
        [dict(row) for row in day.sheets[MEMBERS_TABLE]],
    )
    hand(day.sheets)
    assert (day.extract(), day.send()) == (1, 1)
    day.got()
    day.sheets[PROGRAMME], day.sheets[MEMBERS_TABLE] = right
    assert (day.extract(), day.send()) == (0, 0)


def test_what_was_put_back_in_part_stays_in_doubt(day: Day) -> None:
    rotated(PROGRAMME, NAMED, range(2, 5))(day.sheets)
    assert (day.extract(), day.send(), day.got()) == (1, 1, {3})
    day.sheets[PROGRAMME][2][NAMED] = "M0"
    assert day.extract() == 1
    assert day.send() == 1
    assert day.got().isdisjoint({1, 2})


def test_a_column_that_was_confirmed_is_not_asked_about_again(day: Day) -> None:
    """Although another column of the same rows is still in doubt."""
    swapped(PROGRAMME, NAMED, 2, 3)(day.sheets)
    swapped(PROGRAMME, LABEL, 2, 3)(day.sheets)
    assert day.extract("--confirm-values", NAMED) == 1
    assert f'--confirm-values "{LABEL}"' in day.said()
    assert day.extract() == 1
    said = day.said()
    assert f'--confirm-values "{LABEL}"' in said
    assert f'--confirm-values "{NAMED}"' not in said
    assert (day.send(), day.got()) == (1, {2, 3})


def test_a_service_that_becomes_open_to_all(day: Day) -> None:
    day.sheets["tblJetons"][0]["Ouverte à"] = ""
    assert day.extract() == 1
    assert "would now go to other members than before" in day.said()
    assert (day.send(), day.got()) == (1, set())
    assert day.extract("--confirm-values", "Ouverte à") == 0
    assert (
        "The values of the column Jetons!Ouverte à are confirmed for all members (rows"
        in day.said()
    )


class TestWhatIsKnownFromBefore:
    """The folder's own extracts, those of another folder, or the state that motxl keeps."""

    def test_a_new_folder_beside(self, day: Day) -> None:
        swapped(PROGRAMME, NAMED, 2, 3)(day.sheets)
        day.folder = day.path / "new"
        assert (day.extract(), day.send(), day.got()) == (1, 1, {2, 3})

    def test_a_new_folder_elsewhere(self, day: Day) -> None:
        swapped(PROGRAMME, NAMED, 2, 3)(day.sheets)
        day.folder = day.path / "far" / "away"
        assert (day.extract(), day.send(), day.got()) == (1, 1, {2, 3})

    def test_a_folder_to_compare_with(self, day: Day) -> None:
        """Which this computer does not know otherwise."""
        for known in ("dossiers.json", "extraits.json"):
            (data_folder() / known).unlink()
        swapped(PROGRAMME, NAMED, 2, 3)(day.sheets)
        former, day.folder = day.folder, day.path / "other" / "place"
        assert day.extract() == 0
        day.folder = day.path / "far" / "away"
        assert day.extract("--since", str(former)) == 1
        assert (day.send(), day.got()) == (1, {2, 3})

    def test_a_folder_that_nothing_was_sent_from(self, day: Day) -> None:
        """It lies elsewhere, and only the computer knows that extracts were made there."""
        (data_folder() / "dossiers.json").unlink()
        former, day.folder = day.folder, day.path / "other" / "place"
        assert day.extract() == 0
        shutil.rmtree(former)
        swapped(PROGRAMME, NAMED, 2, 3)(day.sheets)
        day.folder = day.path / "far" / "away"
        assert day.extract() == 1

    def test_lines_without_a_ref(self, tmp_path: Path, capsys: Told) -> None:
        """They are known by their texts."""
        with Server() as server:
            day = Day(tmp_path, server, capsys, sent=False)
            for row in day.sheets[PROGRAMME]:
                row["Réf."] = None
            day.folder = tmp_path / "other"
            day.extract()
            rotated(PROGRAMME, NAMED, range(2, 5))(day.sheets)
            assert (day.extract(), day.send()) == (1, 1)
            assert day.got() <= {3}

    def test_a_portee_that_was_emptied_before_a_folder_beside(self, day: Day) -> None:
        day.sheets[PROGRAMME][2]["Portée"] = None
        day.folder = day.path / "new"
        assert (day.extract(), day.send()) == (1, 1)

    def test_the_members_of_last_year(self, day: Day) -> None:
        """Réf. begin anew, the directory is taken over."""
        rows = day.sheets[PROGRAMME]
        for row in rows:
            row["Réf."] = row["Réf."].replace("2025", "2026")
        swapped(PROGRAMME, NAMED, 2, 3)(day.sheets)
        day.sheets = {"tblProgramme": rows, **_others(day.sheets)}
        day.year, day.folder = 2026, day.path / "next"
        day.extract()
        assert "former value" not in day.said()
        swapped(MEMBERS_TABLE, "Alias", 0, 1)(day.sheets)
        assert day.extract() == 1
        assert "one another's former values" in day.said()

    def test_the_state_that_motxl_keeps(self, tmp_path: Path, capsys: Told) -> None:
        """Nothing was extracted yet."""
        path = made(tmp_path / "book.xlsx", sheets())
        assert run(["colour", str(path)]) == 0
        workbook = Workbook.open(path)
        table = workbook.table(PROGRAMME)
        assert table is not None
        column = table.column(NAMED)
        assert column is not None
        for row, name in ((2, "M1"), (3, "M0")):
            table.sheet.set_value((table.first_data_row + row, column), name)
        workbook.save(force=True)
        capsys.readouterr()
        assert run(["extract", str(path), "-o", str(tmp_path / "out")]) == 1
        assert "one another's former values" in " ".join(capsys.readouterr().err.split())

    def test_nothing_can_be_read_in_it(self, day: Day) -> None:
        told = json.dumps(header_of(day.folder)[MEMORY])
        assert "SECRET" not in told
        assert "Membre" not in told

    @pytest.mark.parametrize("value", [None, [], {}, {"version": 1, "year": 2025}, {"tables": 3}])
    def test_one_that_is_damaged(self, day: Day, value: object) -> None:
        set_in_header(day.folder, MEMORY, value)
        swapped(PROGRAMME, NAMED, 2, 3)(day.sheets)
        day.extract()
        assert day.extract() == 0

    def test_names_and_contacts_before_anything_was_sent(
        self, tmp_path: Path, capsys: Told
    ) -> None:
        """Once messages were sent, the record asks about each address instead."""
        with Server() as server:
            day = Day(tmp_path, server, capsys, sent=False)
            swapped("tblContacts", "E-mail", 0, 1)(day.sheets)
            assert (day.extract(), day.send(), day.got()) == (1, 1, {2, 3})
            swapped("tblContacts", "E-mail", 0, 1)(day.sheets)
            assert day.extract() == 0
            swapped(MEMBERS_TABLE, "Nom", 0, 1)(day.sheets)
            assert (day.extract(), day.send(), day.got()) == (1, 1, set())

    def test_the_doubt_is_as_narrow_as_what_was_not_put_back(self, day: Day) -> None:
        rotated(PROGRAMME, NAMED, range(2, 5))(day.sheets)
        assert day.extract() == 1
        swapped(PROGRAMME, NAMED, 2, 4)(day.sheets)  # M0 is right again; M1 and M2 are exchanged
        assert day.extract() == 1
        assert (day.send(), day.got()) == (1, {0, 3})

    def test_one_of_two_is_made_something_else(self, day: Day) -> None:
        swapped(PROGRAMME, NAMED, 2, 3)(day.sheets)
        assert day.extract() == 1
        day.sheets[PROGRAMME][3][NAMED] = "M3"
        assert day.extract() == 1
        day.sheets[PROGRAMME][2][NAMED] = "M0"
        assert day.extract() == 0


def test_a_line_that_names_members_and_becomes_everyone_s_is_told_once(day: Day) -> None:
    """By its own word: what it says is done."""
    day.sheets[PROGRAMME][2]["Portée"] = "Tous"
    assert day.extract() == 0
    assert (
        "This row is now for everyone, according to its Portée, though it names members: row"
        in day.said()
    )
    assert day.extract() == 0
    assert "now for everyone" not in day.said()
    assert day.send() == 0


WORK: dict[str, Slip] = {
    "two lines that are for others, and name others": lambda sheets: (
        sheets[PROGRAMME][2].update({"Portée": "Tous", NAMED: ""}),
        sheets[PROGRAMME][6].update({"Portée": "Ciblée", NAMED: "M1"}),
    ),
    "labels of two lines for all exchanged": swapped(PROGRAMME, LABEL, 6, 7),
    "a label of a line for all on another one": lambda sheets: sheets[PROGRAMME][6].update(
        {LABEL: "also for all"}
    ),
    "the table sorted as a whole": lambda sheets: sheets[MEMBERS_TABLE].reverse(),
    "contacts sorted": lambda sheets: sheets["tblContacts"].reverse(),
    "events sorted": lambda sheets: sheets["tblEvenements"].sort(key=lambda row: row["Intitulé"]),
    "lines moved with all their cells": lambda sheets: sheets[PROGRAMME].insert(
        3, sheets[PROGRAMME].pop(6)
    ),
    "a line inserted": lambda sheets: sheets[PROGRAMME].insert(
        4, action("new", **{"Réf.": "2025-100", "Portée": "Ciblée", NAMED: "M0"})
    ),
    "a line deleted": lambda sheets: sheets[PROGRAMME].pop(7),
    "a member added to a line": lambda sheets: sheets[PROGRAMME][2].update({NAMED: "M0; M1"}),
    "values in another order": lambda sheets: sheets[PROGRAMME][2].update({NAMED: " m0 "}),
    "two lines edited": lambda sheets: (
        sheets[PROGRAMME][2].update({NAMED: "M0; M1"}),
        sheets[PROGRAMME][3].update({NAMED: "M2"}),
        sheets[PROGRAMME][2].update({LABEL: "SECRET otherwise"}),
    ),
    "a line that is for others now": lambda sheets: sheets[PROGRAMME][2].update({NAMED: "M1"}),
    "a member with another name": lambda sheets: sheets[MEMBERS_TABLE][3].update({"Nom": "Neuf"}),
    "a member who left": lambda sheets: sheets[MEMBERS_TABLE][3].update(
        {"Adhérent en cours": "non"}
    ),
    "a new alias": lambda sheets: sheets[MEMBERS_TABLE][2].update({"Alias": "Deux"}),
    "two members whose borders change": lambda sheets: (
        sheets[MEMBERS_TABLE][0].update({"Frontières": "FR-IT; FR-CH"}),
        sheets[MEMBERS_TABLE][1].update({"Frontières": "FR-IT"}),
    ),
    "jetons that are spent": lambda sheets: [
        row.update({"État": "consommé"}) for row in sheets["tblSuiviJetons"]
    ],
    "events that are put off": lambda sheets: [
        row.update({"Début": date(2025, 9, 1 + n)}) for n, row in enumerate(sheets["tblEvenements"])
    ],
    "lines that are for all now": lambda sheets: [
        row.update({"Portée": "Tous"}) for row in sheets[PROGRAMME][2:5]
    ],
}


@pytest.mark.parametrize("work", WORK)
def test_ordinary_work_says_nothing_of_it(work: str, day: Day) -> None:
    WORK[work](day.sheets)
    day.extract()
    assert "former value" not in day.said()
    day.send()
    assert "Programme!" not in day.said()


class TestConfirming:
    def test_one_column_says_nothing_of_another(self, day: Day) -> None:
        swapped(PROGRAMME, NAMED, 2, 3)(day.sheets)
        assert day.extract("--confirm-values", "Frontière") == 1
        assert day.extract("--confirm-values", "adherents concernes") == 0

    @pytest.mark.parametrize(
        ("name", "said"),
        [("Pilote", "The columns that do are: Programme de travail"), ("Réf.", "Événements!Réf.")],
    )
    def test_a_name_that_is_no_column_or_several(self, name: str, said: str, day: Day) -> None:
        assert day.extract("--confirm-values", name) == 2
        assert said in day.said()
