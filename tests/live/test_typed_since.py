"""``undo --live`` never takes what somebody has typed since, on any sheet, in a table or not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.book.live.finding import find
from motxl.book.live.shown import changed, shown
from motxl.files import undoing
from tests.live import hands
from tests.live.desk import Desk, OnDesk
from tests.live.making import plain

Told = pytest.CaptureFixture[str]


def coloured(book: OnDesk) -> str:
    path = str(book.path)
    assert run(["colour", path, "--live"]) == 0
    return path


def undo(path: str, *options: str) -> int:
    return run(["undo", path, "--live", *options])


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("Programme", "P11"), ("Programme", "B155"), ("Programme", "Z1"), ("Accueil", "B2"),
     ("Synthèse", "K3"), ("Paramètres", "H40"), ("Thèmes", "B6"), ("Contacts", "B4")],
)  # fmt: skip
def test_a_text_stays_in_its_cell_and_is_told(
    desk: Desk, open_plain: OnDesk, capsys: Told, sheet: str, cell: str
) -> None:
    before = open_plain.path.read_bytes()
    path = coloured(open_plain)
    open_plain.type(cell, "tapé depuis", sheet)
    assert undo(path) == 0
    assert f"What was typed since then stays: {sheet}!{cell}." in capsys.readouterr().err
    again = desk.again(open_plain.path)
    assert again.read(cell, sheet) == "tapé depuis"
    # The file is the one that was; what was typed is on the screen, to be saved.
    assert open_plain.path.read_bytes() == before
    assert not again.ask("is_saved")


def test_all_that_can_be_typed_stays(desk: Desk, open_plain: OnDesk) -> None:
    path = coloured(open_plain)
    whole = [150, 2, 150, 2]
    open_plain.type("B150", "en gras ici")
    open_plain.ask("set_font", "Programme", whole, [0, 7], {"bold": True})
    open_plain.type("C150", 0.125)
    open_plain.ask("set_number_format", "Programme", [150, 3, 150, 3], "0.0%")
    open_plain.ask("set_values", "Programme", [150, 4, 150, 4], [["=C150*2"]], True)
    open_plain.type("E150", "1.10")
    open_plain.type("F150", "=pas une formule")
    open_plain.type("G150", 45720)  # 4 March 2025
    open_plain.ask("set_number_format", "Programme", [150, 7, 150, 7], "d/m/yyyy")
    open_plain.type("B40", None)
    assert undo(path) == 0
    again = desk.again(open_plain.path)
    assert again.read("B150") == "en gras ici"
    assert again.ask("font", "Programme", whole, [0, 7])["bold"]
    assert not again.ask("font", "Programme", whole, [8, 11])["bold"]
    assert again.read("C150") == 0.125
    assert again.ask("number_format", "Programme", [150, 3, 150, 3]) == "0.0%"
    assert again.ask("formulas", "Programme", [150, 4, 150, 4]) == [["=C150*2"]]
    assert (again.read("E150"), again.read("F150")) == ("1.10", "=pas une formule")
    assert again.read("G150") == {"date": "2025-03-04T00:00:00"}
    assert again.read("B40") is None


def test_a_cell_that_motxl_wrote_and_somebody_wrote_after_it_keeps_what_somebody_wrote(
    desk: Desk, open_plain: OnDesk
) -> None:
    path = str(open_plain.path)
    assert run(["validate", path, "--live", "--fix", "--select", "REF102"]) == 0
    corrected = open_plain.read("B107")
    open_plain.type("B107", f"{corrected} !")
    assert undo(path) == 0
    assert desk.again(open_plain.path).read("B107") == f"{corrected} !"


def test_what_could_not_stay_is_told_by_cell_and_nothing_is_undone(
    desk: Desk, open_plain: OnDesk, capsys: Told
) -> None:
    """Contrôle is written anew, row by row: a reason typed there has no place in the one before."""
    path = str(open_plain.path)
    assert run(["validate", path, "--live", "--fix", "--write"]) == 1
    open_plain.type("F5", "voté", "Contrôle")
    open_plain.type("P11", "ceci resterait")
    capsys.readouterr()
    assert undo(path) == 2
    told = capsys.readouterr().err
    assert "somebody has changed Contrôle!F5 since motxl wrote it" in told
    assert open_plain.read("F5", "Contrôle") == "voté"
    assert undo(path, "--force") == 0
    assert undo(path, "--redo") == 0
    again = desk.again(open_plain.path)
    assert (again.read("F5", "Contrôle"), again.read("P11")) == ("voté", "ceci resterait")


def test_where_rows_have_moved_nothing_is_undone(desk: Desk, tmp_path: Path, capsys: Told) -> None:
    path = plain(tmp_path / "p.xlsx")
    book = desk.open(path)
    for column in ("A", "B", "Q"):  # two actions of two blocks, Ordre included
        there, here = book.read(f"{column}22"), book.read(f"{column}61")
        book.type(f"{column}22", here)
        book.type(f"{column}61", there)
    assert run(["validate", str(path), "--live", "--unsafe-fixes", "--select", "NUM007"]) == 0
    book.type("S30", "à côté")
    assert undo(str(path)) == 2
    assert "has changed Programme!S30 since" in capsys.readouterr().err
    assert book.read("S30") == "à côté"
    book.type("S30", None)
    book.type("Z9", "ailleurs", "Accueil")
    assert undo(str(path)) == 0
    assert desk.again(path).read("Z9", "Accueil") == "ailleurs"


def test_redo_leaves_what_was_typed_since_the_undo(desk: Desk, open_plain: OnDesk) -> None:
    path = coloured(open_plain)
    assert undo(path) == 0
    desk.again(open_plain.path).type("B155", "après le retour")
    assert undo(path, "--redo") == 0
    again = desk.again(open_plain.path)
    assert again.read("B155") == "après le retour"
    assert undo(path) == 0
    assert desk.again(open_plain.path).read("B155") == "après le retour"


def test_several_steps_back_each_leaves_what_was_typed_before_it(
    desk: Desk, open_plain: OnDesk
) -> None:
    path = coloured(open_plain)
    open_plain.type("B155", "entre les deux")
    assert run(["validate", path, "--live", "--fix", "--select", "REF102"]) == 0
    desk.again(open_plain.path).type("B156", "à la fin")
    for _time in range(2):
        assert undo(path) == 0
        again = desk.again(open_plain.path)
        assert again.column("B", 155, 156) == ["entre les deux", "à la fin"]


@pytest.mark.parametrize(
    ("action", "named"),
    [(hands.NOTE, "Accueil!C3"), (hands.BOX, "Accueil!Ma boîte"), (hands.SHEET, "Brouillon")],
)
def test_notes_boxes_and_sheets_count_as_typed(
    open_plain: OnDesk, capsys: Told, action: str, named: str
) -> None:
    path = coloured(open_plain)
    hands.do(open_plain.path, action)
    assert undo(path) == 2
    assert f"somebody has changed {named} since" in capsys.readouterr().err


def test_after_a_write_of_the_file_too(desk: Desk, tmp_path: Path, capsys: Told) -> None:
    path = plain(tmp_path / "programme.xlsx")
    assert run(["colour", str(path)]) == 0
    book = desk.open(path)
    book.type("B155", "tapé depuis")
    assert undo(str(path)) == 2
    assert "somebody has changed Programme!B155 since" in capsys.readouterr().err
    hands.do(path, hands.SAVE)
    assert undo(str(path)) == 2
    assert "has changed since motxl wrote it" in capsys.readouterr().err
    assert book.read("B155") == "tapé depuis"
    book.type("B155", None)


def test_an_application_that_goes_before_it_is_typed_again_takes_nothing_away(
    desk: Desk, open_plain: OnDesk, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, path = open_plain.path.read_bytes(), coloured(open_plain)
    open_plain.type("B155", "tapé depuis")
    real = undoing.restore

    def crashed(*given: Any, **options: Any) -> object:
        done = real(*given, **options)
        desk.crash()
        return done

    monkeypatch.setattr(undoing, "restore", crashed)
    assert undo(path) == 2
    told = capsys.readouterr().err
    assert "was restored, but could not be opened again" in told
    assert f'motxl undo "{path}" --live --force --redo restores it' in told
    assert open_plain.path.read_bytes() == before
    assert undo(path, "--force", "--redo") == 0
    held = openpyxl.load_workbook(open_plain.path)["Programme"]
    assert held["B155"].value == "tapé depuis"


def test_two_who_go_back_at_once_take_nothing_away(desk: Desk, open_plain: OnDesk) -> None:
    path = coloured(open_plain)
    open_plain.type("B155", "tapé depuis")
    command = [sys.executable, "-m", "motxl", "undo", path, "--live"]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [one.communicate(timeout=240)[1] for one in both]
    assert 0 in [one.returncode for one in both], said
    assert "Error" not in "".join(said)
    opened = desk.books()
    if opened:
        assert desk.again(open_plain.path).read("B155") == "tapé depuis"
    else:  # whoever came second found it closed, and it is kept
        assert undo(path, "--force", "--redo") == 0


def test_pivot_tables_that_somebody_refreshes_are_not_typed(desk: Desk, tmp_path: Path) -> None:
    path = plain(tmp_path / "programme.xlsx")
    assert run(["summary", str(path)]) == 0
    book = desk.open(path)
    book.type("J50", "Réalisé")
    assert run(["summary", str(path), "--live"]) == 0
    port = find(path)
    assert port is not None
    then = shown(port, None)
    for name, _area in book.ask("pivots", "Synthèse"):
        book.ask("refresh_pivot", "Synthèse", name)
    assert changed(then, shown(port, None)) == []
    assert undo(str(path)) == 0
