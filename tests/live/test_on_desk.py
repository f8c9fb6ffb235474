"""What an open workbook brings with it: colleagues who type, filters, protection, selections."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.colour import colour
from motxl.errors import MotxlError
from motxl.live import surface
from motxl.live.finding import find
from motxl.live.opening import open_live
from motxl.package import backups
from motxl.richtext.colours import ORANGE
from motxl.surfaces.file import open_book
from motxl.validation.fixing import fix
from motxl.validation.rules import CODES
from tests.judges import libreoffice as lo
from tests.judges.libreoffice import LibreOffice
from tests.live.desk import Desk, OnDesk
from tests.live.making import FIRST, LAST, SHIPPED, plain, shipped
from tests.mutations.running import DEFECTS, Trial, hurt


def colours_in(judge: LibreOffice, path: Path, row: int) -> list[str | None]:
    return [piece.colour for piece in judge.portions(path, "Programme", "B", row, row)[row]]


def coloured_live(path: Path) -> surface.LiveBook:
    book = open_live(path)
    book.apply(colour(book.programme))
    return book


@pytest.fixture
def open_plain(desk: Desk, tmp_path: Path) -> OnDesk:
    """A workbook without a colour, open; row 36 refers to a theme."""
    return desk.open(plain(tmp_path / "programme.xlsx"))


REFERRING = [entry.row for entry, _reference in open_book(SHIPPED).programme.references()]


def test_what_someone_typed_in_the_meantime_is_left_alone_and_listed(
    open_plain: OnDesk, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    row, other = REFERRING[0], REFERRING[3]
    book = coloured_live(open_plain.path)
    open_plain.type(f"B{row}", "Une collègue écrit")
    assert book.save()
    (told,) = book.left_alone
    assert told == f"Programme!B{row}: it was changed by someone in the meantime"
    assert open_plain.read(f"B{row}") == "Une collègue écrit"
    saved = open_plain.save_copy(tmp_path / "saved.xlsx")
    assert colours_in(libreoffice, saved, row) == ["000000"]
    assert ORANGE in colours_in(libreoffice, saved, other)


def test_the_command_lists_it_and_its_exit_code_is_1(
    open_plain: OnDesk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = REFERRING[0]
    real = surface.write

    def typed_before(*arguments: object) -> object:
        open_plain.type(f"B{row}", "Une collègue écrit")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(surface, "write", typed_before)
    assert run(["colour", str(open_plain.path), "--live"]) == 1
    told = capsys.readouterr().err
    assert f"Programme!B{row}: it was changed by someone in the meantime" in told


def test_rows_that_someone_changed_are_not_moved(desk: Desk, tmp_path: Path) -> None:
    path = shipped(tmp_path / "p.xlsx")
    on_desk = desk.open(path)
    first, second = on_desk.column("A", 139, 140), on_desk.column("B", 139, 140)
    for row, code, label in zip((140, 139), first, second, strict=True):
        on_desk.type(f"A{row}", code)
        on_desk.type(f"B{row}", label)
    on_desk.type("A140", "3.1")  # codes go backwards
    book = open_live(path)
    assert fix(book, CODES, unsafe=True).fixed
    on_desk.type("B50", "Autre chose")
    with pytest.raises(MotxlError, match="no row was moved"):
        book.save()


def test_a_text_that_is_a_link_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    row = REFERRING[0]
    path = plain(tmp_path / "programme.xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook["Programme"][f"B{row}"].hyperlink = "https://example.org/"
    workbook.save(path)
    desk.open(path)
    book = coloured_live(path)
    assert book.save()
    (told,) = book.left_alone
    assert told == f"Programme!B{row}: the application refuses it (the text is a link)"


def test_a_protected_sheet_is_refused_before_anything_is_written(
    desk: Desk, tmp_path: Path
) -> None:
    path = plain(tmp_path / "programme.xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook["Programme"].protection.enable()
    workbook.save(path)
    on_desk = desk.open(path)
    before = on_desk.column("K", FIRST, LAST)
    with pytest.raises(MotxlError, match="Sheet Programme is protected"):
        coloured_live(path).save()
    assert on_desk.column("K", FIRST, LAST) == before
    assert backups.history(path) == []


def test_a_workbook_open_for_reading_only_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = plain(tmp_path / "programme.xlsx")
    desk.open(path, read_only=True)
    with pytest.raises(MotxlError, match="open for reading only"):
        coloured_live(path).save()


def test_cells_of_rows_that_a_filter_hides_are_written(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    source = plain(tmp_path / "source.xlsx")
    shown = lo.filtered("Programme", "tblProgramme", 2, "Axe")
    path = libreoffice.edit(source, tmp_path / "programme.xlsx", [shown])
    on_desk = desk.open(path)
    assert on_desk.ask("is_filtered", "Programme")
    assert coloured_live(path).save()
    saved = on_desk.save_copy(tmp_path / "saved.xlsx")
    assert all(ORANGE in colours_in(libreoffice, saved, row) for row in REFERRING[:3])
    assert on_desk.ask("is_filtered", "Programme")


def test_rows_do_not_move_while_a_filter_is_on(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "source.xlsx"
    (moved,) = (i for i, one in enumerate(DEFECTS) if one.name == "an objective is moved up")
    source.write_bytes(hurt(Trial((moved,), 0)).to_bytes())
    shown = lo.filtered("Programme", "tblProgramme", 2, "Axe")
    path = libreoffice.edit(source, tmp_path / "programme.xlsx", [shown])
    on_desk = desk.open(path)
    before = on_desk.column("A", FIRST, LAST)
    assert run(["validate", str(path), "--live", "--unsafe-fixes", "--select", "NUM006"]) == 1
    told = capsys.readouterr()
    assert "a filter hides some of them" in " ".join((told.out + told.err).split())
    assert on_desk.column("A", FIRST, LAST) == before
    assert on_desk.ask("is_filtered", "Programme")


def test_selection_and_view_are_as_before(desk: Desk, tmp_path: Path) -> None:
    path = plain(tmp_path / "programme.xlsx")
    on_desk = desk.open(path)
    on_desk.select("C77")
    view = on_desk.ask("view")
    commands = (
        ["colour", str(path), "--live"],
        ["validate", str(path), "--live", "--write"],
        ["validate", str(path), "--live", "--unsafe-fixes", "--write"],
    )
    for command in commands:
        run(command)
        assert (on_desk.selected(), on_desk.ask("view")) == ("Programme!C77", view)
        assert on_desk.ask("is_calculating")
        assert not on_desk.ask("is_quiet")


def test_an_error_in_the_middle_leaves_the_application_as_it_was(
    open_plain: OnDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    open_plain.select("C77")
    book = coloured_live(open_plain.path)
    monkeypatch.setattr(surface, "write", fails)
    with pytest.raises(ZeroDivisionError):
        book.save()
    assert open_plain.selected() == "Programme!C77"
    assert open_plain.ask("is_calculating")
    assert not open_plain.ask("is_quiet")


def test_it_is_opened_where_it_is_not(desk: Desk, tmp_path: Path) -> None:
    path = plain(tmp_path / "programme.xlsx")
    assert find(path) is None
    assert run(["colour", str(path), "--live"]) == 0
    assert desk.books() == [str(path)]
    assert path.read_bytes() == plain(tmp_path / "same.xlsx").read_bytes()  # not saved: staff's


def test_another_format_is_read_and_not_edited(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "programme.ods"
    libreoffice.convert(SHIPPED, path, lo.ODS)
    desk.open(path)
    before = path.read_bytes()
    assert run(["validate", str(path), "--live", "--select", "REF102"]) == 1
    assert run(["colour", str(path), "--live"]) == 2
    assert "save it as .xlsx" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_missing_workbook(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["colour", str(tmp_path / "nulle part.xlsx"), "--live"]) == 2
    assert "does not exist" in capsys.readouterr().err


class TestUndo:
    def test_it_gives_the_file_back_that_was(self, open_plain: OnDesk, desk: Desk) -> None:
        before = open_plain.path.read_bytes()
        assert run(["colour", str(open_plain.path), "--live"]) == 0
        assert run(["undo", str(open_plain.path), "--live"]) == 0
        assert open_plain.path.read_bytes() == before
        assert desk.books() == [str(open_plain.path)]
        reopened = find(open_plain.path)
        assert reopened is not None
        assert reopened.is_saved

    def test_work_that_was_not_saved_is_in_what_it_gives_back(
        self, open_plain: OnDesk, desk: Desk
    ) -> None:
        open_plain.type("P10", "pas encore enregistré")
        assert run(["colour", str(open_plain.path), "--live"]) == 0
        open_plain.type("P11", "après")
        assert run(["undo", str(open_plain.path), "--live"]) == 0
        book = openpyxl.load_workbook(open_plain.path)["Programme"]
        assert (book["P10"].value, book["P11"].value) == ("pas encore enregistré", None)
        assert [state.kind for state in backups.history(open_plain.path)][:2] == ["live", "undo"]

    def test_nothing_to_undo_leaves_it_open(
        self, open_plain: OnDesk, desk: Desk, capsys: pytest.CaptureFixture[str]
    ) -> None:
        open_plain.type("P10", "pas encore enregistré")
        assert run(["undo", str(open_plain.path), "--live"]) == 2
        assert "no previous state" in capsys.readouterr().err
        assert open_plain.read("P10") == "pas encore enregistré"


def test_libreoffice_that_ends_in_the_middle_is_told(
    open_plain: OnDesk, desk: Desk, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    real = surface.write

    def crashed(*arguments: object) -> object:
        desk.crash()
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(surface, "write", crashed)
    assert run(["colour", str(open_plain.path), "--live"]) == 2
    assert capsys.readouterr().err == "motxl: LibreOffice was closed in the meantime.\n"


def test_extracts_are_made_of_what_is_not_saved_yet(
    open_plain: OnDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    open_plain.type("B10", "Une ligne qui n’est pas encore enregistrée")
    assert run(["extract", str(open_plain.path), "ADH-01", "--live"]) == 0
    folder = open_plain.path.with_name("extraits-programme")
    (made,) = folder.glob("*.xlsx")
    texts = [c.value for row in openpyxl.load_workbook(made).active.rows for c in row]
    assert "Une ligne qui n’est pas encore enregistrée" in texts
    assert "1 extract made in" in capsys.readouterr().err
