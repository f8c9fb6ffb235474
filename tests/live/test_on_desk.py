"""What an open workbook brings with it: colleagues who type, filters, protection, selections."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from motxl.__main__ import run
from motxl.book.file.filebook import FileBook, open_book
from motxl.book.live import livebook
from motxl.book.live.finding import find
from motxl.book.live.libreoffice import bridge
from motxl.book.live.libreoffice.engine import register
from motxl.book.live.opening import open_live
from motxl.errors import MotxlError
from motxl.files import backups
from motxl.files.datafolder import private_folder
from motxl.jobs.fix import fix
from motxl.ooxml import Workbook
from motxl.programme.colouring import colour
from motxl.text.colours import ORANGE
from motxl.validation.rules import CODES
from tests.cli.watched import Watch
from tests.judges import libreoffice as lo
from tests.judges.libreoffice import LibreOffice
from tests.live.desk import Desk, OnDesk
from tests.live.making import FIRST, LAST, SHIPPED, plain, shipped
from tests.mutations.editing import hide_rows
from tests.mutations.running import DEFECTS, Trial, hurt


def colours_in(judge: LibreOffice, path: Path, row: int) -> list[str | None]:
    return [piece.colour for piece in judge.portions(path, "Programme", "B", row, row)[row]]


def coloured_live(path: Path) -> livebook.LiveBook:
    book = open_live(path)
    book.apply(colour(book.programme))
    return book


MANY = "Des thèmes (cf. Cross-border Deal thème 3) et (cf. Cross-border Deal thème 4)"
REFERRING = [entry.row for entry, _reference in open_book(SHIPPED).programme.references()]


def test_what_someone_typed_in_the_meantime_is_left_alone_and_listed(
    open_plain: OnDesk, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    row, other = REFERRING[0], REFERRING[3]
    book = coloured_live(open_plain.path)
    open_plain.type(f"B{row}", "Une collègue écrit")
    assert book.save()
    (told,) = book.left_alone
    assert told == f"Programme!B{row}: its value has changed in the meantime"
    assert open_plain.read(f"B{row}") == "Une collègue écrit"
    saved = open_plain.save_copy(tmp_path / "saved.xlsx")
    assert colours_in(libreoffice, saved, row) == ["000000"]
    assert ORANGE in colours_in(libreoffice, saved, other)


def test_the_command_lists_it_and_its_exit_code_is_1(
    open_plain: OnDesk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = REFERRING[0]
    real = livebook.write

    def typed_before(*arguments: object) -> object:
        open_plain.type(f"B{row}", "Une collègue écrit")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(livebook, "write", typed_before)
    assert run(["colour", str(open_plain.path), "--live"]) == 1
    told = capsys.readouterr().err
    assert f"Programme!B{row}: its value has changed in the meantime" in told


def test_a_text_that_is_corrected_keeps_its_look(desk: Desk, tmp_path: Path) -> None:
    """Superscript, bold, struck, another font: each where it was."""
    path = shipped(tmp_path / "programme.xlsx")
    workbook = openpyxl.load_workbook(path, rich_text=True)
    fonts = {
        "Le XXI": InlineFont(rFont="Calibri", sz=10.5),
        "e": InlineFont(rFont="Calibri", sz=10.5, vertAlign="superscript"),
        " siècle, H": InlineFont(rFont="Calibri", sz=10.5, b=True),
        "2": InlineFont(rFont="Georgia", sz=10.5, vertAlign="subscript", strike=True),
        "O (cf Cross-border Deal thème 8)": InlineFont(rFont="Calibri", sz=10.5, i=True),
    }
    text = CellRichText(*(TextBlock(font, piece) for piece, font in fonts.items()))
    workbook["Programme"]["B107"].value = text
    workbook.save(path)
    on_desk = desk.open(path)

    def looks() -> dict[str, tuple[object, ...]]:
        found, start = {}, 0
        for piece in (*list(fonts)[:-1], "O ("):
            span = [start, start + len(piece)]
            font = on_desk.ask("font", "Programme", [107, 2, 107, 2], span)
            found[piece] = tuple(font.values())
            start = span[1]
        return found

    before = looks()
    assert len(set(before.values())) == 5
    assert run(["validate", str(path), "--live", "--fix", "--select", "REF102"]) == 0
    assert on_desk.read("B107") == "Le XXIe siècle, H2O (cf. Cross-border Deal thème 8)"
    assert looks() == before


def test_rows_that_someone_changed_are_not_moved(desk: Desk, tmp_path: Path) -> None:
    path = shipped(tmp_path / "p.xlsx")
    on_desk = desk.open(path)
    for column in ("A", "B", "Q"):  # two actions of two blocks, Ordre included
        there, here = on_desk.read(f"{column}22"), on_desk.read(f"{column}61")
        on_desk.type(f"{column}22", here)
        on_desk.type(f"{column}61", there)
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
    assert told == f"Programme!B{row}: the application refuses the change (the text is a link)"


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
    name = "an action is moved into another block"
    (moved,) = (i for i, one in enumerate(DEFECTS) if one.name == name)
    source.write_bytes(hurt(Trial((moved,), 0)).to_bytes())
    shown = lo.filtered("Programme", "tblProgramme", 2, "Axe")
    path = libreoffice.edit(source, tmp_path / "programme.xlsx", [shown])
    on_desk = desk.open(path)
    before = on_desk.column("A", FIRST, LAST)
    assert run(["validate", str(path), "--live", "--unsafe-fixes", "--select", "NUM007"]) == 1
    told = capsys.readouterr()
    assert "while a filter hides some of its rows" in " ".join((told.out + told.err).split())
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
    monkeypatch.setattr(livebook, "write", fails)
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


def test_libreoffice_that_ends_in_the_middle_is_told(
    open_plain: OnDesk, desk: Desk, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    real = livebook.write

    def crashed(*arguments: object) -> object:
        desk.crash()
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(livebook, "write", crashed)
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


def test_the_number_of_calls_grows_with_the_references_not_with_the_rows(
    desk: Desk, tmp_path: Path
) -> None:
    def calls(path: Path) -> tuple[int, int]:
        """Until all is read, and until all is written."""
        desk.open(path)
        before = desk.bridge.calls
        book = open_live(path)
        book.apply(colour(book.programme))
        read = desk.bridge.calls
        assert book.save()
        return read - before, desk.bridge.calls - read

    few = plain(tmp_path / "few.xlsx")
    rows = plain(tmp_path / "rows.xlsx")
    workbook = openpyxl.load_workbook(rows)
    sheet = workbook["Programme"]
    for row in range(LAST + 1, LAST + 1001):
        sheet.cell(row, 1, "3.4.9")
        sheet.cell(row, 2, "Une ligne sans référence")
    sheet.tables["tblProgramme"].ref = f"A2:Q{LAST + 1000}"
    workbook.save(rows)
    more = plain(tmp_path / "more.xlsx", {f"B{row}": MANY for row in range(41, 61)})

    of_few, of_rows, of_more = calls(few), calls(rows), calls(more)
    assert of_rows == of_few
    assert of_more[0] == of_few[0]
    assert 3 * 20 <= of_more[1] - of_few[1] <= 8 * 20


def test_motxl_killed_in_the_middle_leaves_the_application_to_its_user(
    desk: Desk, tmp_path: Path
) -> None:
    path = plain(tmp_path / "programme.xlsx", {f"B{row}": MANY for row in range(3, 141)})
    on_desk = desk.open(path)
    motxl = subprocess.Popen(
        [sys.executable, "-m", "motxl", "colour", str(path), "--live"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    late = time.monotonic() + 30
    while not on_desk.ask("is_quiet"):
        assert time.monotonic() < late
        assert motxl.poll() is None, "it was too fast for this test"
        time.sleep(0.005)
    motxl.kill()
    motxl.wait()
    while on_desk.ask("is_quiet") or not on_desk.ask("is_calculating"):  # it gives back one by one
        assert time.monotonic() < late, "the window stays frozen, or nothing is calculated"
        time.sleep(0.05)
    assert run(["colour", str(path), "--live"]) == 0  # and the rest is coloured
    book = open_live(path)
    assert colour(book.programme) == []


def test_two_at_once_do_the_work_once(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "programme.xlsx"
    (moved,) = (i for i, one in enumerate(DEFECTS) if one.name == "an objective is moved up")
    source.write_bytes(hurt(Trial((moved,), 0)).to_bytes())
    on_desk = desk.open(source)
    command = [sys.executable, "-m", "motxl", "validate", str(source), "--live", "--unsafe-fixes"]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [one.communicate(timeout=120) for one in both]
    assert 2 not in [one.returncode for one in both] or "in the meantime" in said[0][1] + said[1][1]
    fixed = hurt(Trial((moved,), 0))
    book = FileBook.read(fixed)
    fix(book, CODES, unsafe=True)
    labels = [entry.label for entry in book.programme.entries]
    assert on_desk.column("B", FIRST, LAST) == labels


def test_watching_tells_what_a_colleague_types(desk: Desk, tmp_path: Path) -> None:
    path = shipped(tmp_path / "programme.xlsx")
    on_desk = desk.open(path)
    with Watch(str(path), "--live", "--select", "NUM018", folder=tmp_path) as watch:
        watch.wait(lambda: "all is well" in watch.out, "first check")
        on_desk.type("A50", "1.x.2")
        watch.wait(lambda: "NUM018" in watch.out, "finding")
        assert "A50" in watch.out
        on_desk.type("A50", "2.1.1")
        watch.wait(lambda: watch.out.count("all is well") == 2, "third check")
        assert watch.end() == 0


def done(path: Path, *rows: int) -> None:
    workbook = Workbook.open(path)
    sheet = workbook.sheet("Programme")
    assert sheet is not None
    for row in rows:
        sheet.set_value((row, 10), "Réalisé")
    workbook.save()


class TestSynthese:
    def test_it_shows_what_the_file_would(self, desk: Desk, tmp_path: Path) -> None:
        """But for the order of states: one that comes up between two builds stands last."""
        live, file = shipped(tmp_path / "live.xlsx"), shipped(tmp_path / "file.xlsx")
        done(live, 49)
        assert run(["summary", str(live)]) == 0
        open_live = desk.open(live)
        for row in (50, 51, 52):
            open_live.type(f"J{row}", "Réalisé")
        assert run(["summary", str(live), "--live"]) == 0
        done(file, 49, 50, 51, 52)
        assert run(["summary", str(file)]) == 0
        open_file = desk.open(file)
        for name, _area in open_file.ask("pivots", "Synthèse"):
            # Totals have LibreOffice's names then, as in the other one.
            open_file.ask("refresh_pivot", "Synthèse", name)
        for name in ("Synthèse", "Données"):
            area = open_file.ask("used", name)
            shown = open_live.ask("values", name, area)
            assert shown == open_file.ask("values", name, area)
            assert "Réalisé" in [cell for row in shown for cell in row]

    def test_twice_writes_nothing(
        self, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = shipped(tmp_path / "programme.xlsx")
        assert run(["summary", str(path)]) == 0
        desk.open(path)
        assert run(["summary", str(path), "--live"]) == 0
        assert "is up to date; its pivot tables were refreshed" in capsys.readouterr().err
        assert backups.history(path)[-1].kind == "write"


class TestInTheWay:
    """What would be cut in two by rows or cells that move."""

    @staticmethod
    def with_notes(path: Path, sheet: str, merged: str, **cells: str) -> Path:
        """And with two rows of two blocks that have changed places."""
        workbook = openpyxl.load_workbook(SHIPPED, rich_text=True)
        workbook[sheet].merge_cells(merged)
        for cell, text in cells.items():
            workbook[sheet][cell] = text
        programme = workbook["Programme"]
        for one, other in zip(programme["A20:Q20"][0], programme["A60:Q60"][0], strict=True):
            one.value, other.value = other.value, one.value
        workbook.save(path)
        return path

    def test_notes_below_the_programme_move_with_its_rows(self, desk: Desk, tmp_path: Path) -> None:
        path = self.with_notes(tmp_path / "p.xlsx", "Programme", "P150:S150", P150="Légende")
        on_desk = desk.open(path)
        before = on_desk.column("B", FIRST, LAST)
        assert run(["validate", str(path), "--live", "--unsafe-fixes", "--select", "NUM"]) == 1
        after = on_desk.column("B", FIRST, LAST)
        assert after != before
        assert sorted(after) == sorted(before)
        assert on_desk.read("P150") == "Légende"

    def test_what_cannot_make_room_for_findings_stays(
        self, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = self.with_notes(tmp_path / "p.xlsx", "Contrôle", "F8:J8", F8="Note", A7="autre")
        on_desk = desk.open(path)
        assert run(["validate", str(path), "--live", "--write"]) == 2
        assert "merged cells or an array formula stand in the way" in capsys.readouterr().err
        assert (on_desk.read("F8", "Contrôle"), on_desk.read("A7", "Contrôle")) == ("Note", "autre")

    def test_heights_and_notes_beside_follow_their_rows(self, desk: Desk, tmp_path: Path) -> None:
        path = self.with_notes(tmp_path / "p.xlsx", "Contrôle", "F80:G80", A90="loin")
        workbook = openpyxl.load_workbook(path, rich_text=True)
        sheet = workbook["Programme"]
        sheet["V20"], sheet.row_dimensions[20].height = "à côté", 99
        label = str(sheet["B20"].value)
        workbook.save(path)
        on_desk = desk.open(path)
        assert run(["validate", str(path), "--live", "--unsafe-fixes", "--select", "NUM007"]) == 0
        row = on_desk.column("B", FIRST, LAST).index(label) + FIRST
        assert row != 20
        assert on_desk.read(f"V{row}") == "à côté"
        saved = openpyxl.load_workbook(on_desk.save_copy(tmp_path / "saved.xlsx"))
        assert saved["Programme"].row_dimensions[row].height == pytest.approx(99, abs=1)


def test_rows_hidden_by_hand_are_not_filtered(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "programme.xlsx"
    workbook = Workbook.open(SHIPPED)
    hide_rows(workbook, [33])
    path.write_bytes(workbook.to_bytes())
    assert not desk.open(path).ask("is_filtered", "Programme")


def test_skipped_corrections_are_findings_still(
    open_plain: OnDesk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = livebook.write
    text = str(open_plain.read("B107"))

    def typed_before(*arguments: object) -> object:
        open_plain.type("B107", f"{text} !")
        monkeypatch.setattr(livebook, "write", real)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(livebook, "write", typed_before)
    command = ["validate", str(open_plain.path), "--live", "--fix", "--write"]
    assert run([*command, "--select", "REF102"]) == 1
    told = capsys.readouterr()
    assert "correction made" not in told.out
    assert "B107" in told.out
    assert open_plain.column("B", 5, 5, "Contrôle") == ["REF102"]


def test_a_copy_that_was_left_over_is_taken_away(open_plain: OnDesk) -> None:
    """It is a whole workbook, with everybody's address."""
    left = private_folder("live") / "live-left"
    left.mkdir()
    (left / "copy.xlsx").write_bytes(b"x")
    os.utime(left, (0, 0))
    assert run(["validate", str(open_plain.path), "--live", "--select", "NUM001"]) == 0
    assert list(private_folder("live").iterdir()) == []


def test_a_workbook_that_was_closed_is_not_opened_again_by_watching(
    desk: Desk, tmp_path: Path
) -> None:
    path = shipped(tmp_path / "programme.xlsx")
    on_desk = desk.open(path)
    with Watch(str(path), "--live", "--select", "NUM001", folder=tmp_path) as watch:
        watch.wait(lambda: "all is well" in watch.out, "first check")
        on_desk.ask("close")
        watch.wait(lambda: "was closed: the" in " ".join(watch.err.split()), "word about it")
        assert desk.books() == []


def test_a_refusal_of_an_open_workbook_names_live(
    open_plain: OnDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = open_plain.path.with_name(f".~lock.{open_plain.path.name}#")
    lock.write_text("Marie,marie,poste-3,27.11.2026 09:00,file:///home/marie;", "utf-8")
    assert run(["colour", str(open_plain.path)]) == 2
    assert "the same command with --live" in capsys.readouterr().err
    lock.unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGSTOP")
def test_libreoffice_that_does_not_answer_is_told(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plain(tmp_path / "programme.xlsx")
    desk.open(path)
    register().impl.apps.forget()  # as a command that begins
    with monkeypatch.context() as hasty, desk.stopped():
        hasty.setattr(bridge, "_SECONDS_TO_ANSWER", 1.0)
        assert run(["validate", str(path), "--live"]) == 2
    assert "LibreOffice is running but does not answer" in capsys.readouterr().err
    assert run(["validate", str(path), "--live", "--select", "NUM001"]) == 0
