"""LibreOffice says what is in a workbook, edits it and draws it."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from PIL import Image

from tests.judges import libreoffice as lo
from tests.judges.libreoffice import LibreOffice, LibreOfficeError, Portion

ROOT = Path(__file__).parents[2]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Actions, with one whose text has several colours, and a second sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Actions d’été"
    red = InlineFont(rFont="Arial", sz=12, color="FFFF0000")
    blue = InlineFont(rFont="Arial", sz=12, color="FF0070C0", b=True)
    sheet.append(["Name", "Days", "Twice"])
    runs = (TextBlock(red, "red\n😀"), TextBlock(blue, "blue"))
    sheet.append([CellRichText("plain ", *runs, " then"), 2.5])
    sheet.append(["second", 1])
    sheet["C2"] = "=B2*2"
    sheet["B2"].number_format = "0.00"
    book.create_sheet("Notes")
    book.save(tmp_path / "programme.xlsx")
    return tmp_path / "programme.xlsx"


SHEET = "Actions d’été"


def test_reads_what_is_displayed(libreoffice: LibreOffice, workbook: Path) -> None:
    assert libreoffice.sheets(workbook) == [SHEET, "Notes"]
    assert libreoffice.strings(workbook, SHEET) == [
        ["Name", "Days", "Twice"],
        ["plain red\n😀blue then", "2.50", "5"],
        ["second", "1", ""],
    ]
    assert libreoffice.strings(workbook, "Notes") == [[""]]
    assert libreoffice.cell(workbook, SHEET, "B2") == ("2.50", 2.5, "VALUE", "2.5")
    assert libreoffice.cell(workbook, SHEET, "C2") == ("5", 5.0, "FORMULA", "=B2*2")
    assert libreoffice.cell(workbook, SHEET, "A3").type == "TEXT"
    assert libreoffice.cell(workbook, SHEET, "C3").type == "EMPTY"


def test_reads_the_colours_within_a_cell(libreoffice: LibreOffice, workbook: Path) -> None:
    portions = libreoffice.portions(workbook, SHEET, "A", 2, 4)
    first, *coloured, last = portions[2]
    assert [first.text, last.text] == ["plain ", " then"]
    # openpyxl's default font is black by the theme, which LibreOffice gives as automatic or not.
    assert {first.colour, last.colour} <= {None, "000000"}
    assert coloured == [
        Portion("red\n", "FF0000", False, 12.0),
        Portion("😀", "FF0000", False, 12.0),
        Portion("blue", "0070C0", True, 12.0),
    ]
    assert [portion.text for portion in portions[3]] == ["second"]
    assert portions[4] == []


def test_reads_the_workbook_as_it_is_now(libreoffice: LibreOffice, workbook: Path) -> None:
    assert libreoffice.cell(workbook, SHEET, "A3").string == "second"
    book = load_workbook(workbook, rich_text=True)
    book[SHEET]["A3"] = "Second"
    book.save(workbook)
    assert libreoffice.cell(workbook, SHEET, "A3").string == "Second"


def test_leaves_nothing_beside_the_workbook(libreoffice: LibreOffice, workbook: Path) -> None:
    before = workbook.read_bytes()
    libreoffice.strings(workbook, SHEET)
    assert list(workbook.parent.iterdir()) == [workbook]
    assert workbook.read_bytes() == before


def test_edits_as_a_user_and_saves(
    libreoffice: LibreOffice, workbook: Path, tmp_path: Path
) -> None:
    png = io.BytesIO()
    Image.new("RGB", (4, 4), "green").save(png, "PNG")
    out = libreoffice.edit(
        workbook,
        tmp_path / "edited.xlsx",
        [
            lo.bold(SHEET, "A2", 18, 20),
            lo.height(SHEET, "A3", 18),
            lo.annotation(SHEET, "B3", "a note"),
            lo.picture(SHEET, "E2", png.getvalue()),
            lo.chart(SHEET, "A1:B3"),
            lo.text("Notes", "A1", "typed"),
            lo.number(SHEET, "B3", 7),
            lo.text("Notes", "B1", "b"),
            lo.text("Notes", "B2", "a"),
            lo.sort("Notes", "B1:B2"),
            lo.insert_rows("Notes", 1, 2),
        ],
    )
    portions = libreoffice.portions(out, SHEET, "A", 2, 3)
    assert [(p.text, p.bold) for p in portions[2][-3:]] == [
        ("blue", True),
        (" th", False),
        ("en", True),
    ]
    assert portions[2][1].colour == "FF0000"
    assert portions[3][0].height == 18
    sheet = load_workbook(out)[SHEET]
    assert sheet["B3"].comment.text == "a note"
    assert len(sheet._images) == 1
    assert len(sheet._charts) == 1
    assert sheet["B3"].value == 7
    assert libreoffice.strings(out, "Notes") == [["", ""], ["", ""], ["typed", "a"], ["", "b"]]


def test_draws_pages(libreoffice: LibreOffice, workbook: Path, tmp_path: Path) -> None:
    tight = load_workbook(workbook, rich_text=True)
    tight[SHEET].row_dimensions[2].height = 3
    tight.save(tmp_path / "tight.xlsx")
    inked = []
    for fitted in (False, True):
        pdf = libreoffice.to_pdf(
            tmp_path / "tight.xlsx", tmp_path / f"{fitted}.pdf", optimal_heights=fitted
        )
        pages = libreoffice.pages(pdf, tmp_path / "pages", dpi=60)
        assert len(pages) == 1
        with Image.open(pages[0]) as page:
            grey = page.convert("L")
            inked.append(grey.point(lambda level: 255 * (level < 250)).getbbox())
    assert inked[1][3] > inked[0][3]


def test_converts(libreoffice: LibreOffice, workbook: Path, tmp_path: Path) -> None:
    ods = libreoffice.convert(workbook, tmp_path / "programme.ods", lo.ODS)
    assert libreoffice.sheets(ods) == [SHEET, "Notes"]


def test_says_what_it_cannot_do(libreoffice: LibreOffice, workbook: Path, tmp_path: Path) -> None:
    with pytest.raises(LibreOfficeError, match="no sheet 'Absent'"):
        libreoffice.strings(workbook, "Absent")
    with pytest.raises(LibreOfficeError, match="has 6 characters"):
        libreoffice.edit(workbook, tmp_path / "out.xlsx", [lo.bold(SHEET, "A3", 0, 7)])
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(workbook.read_bytes()[:1000])
    with pytest.raises(LibreOfficeError):
        libreoffice.sheets(broken)
    assert libreoffice.sheets(workbook) == [SHEET, "Notes"]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="stops a process")
def test_a_late_answer_ends_it_and_the_next_question_finds_a_new_one(
    libreoffice: LibreOffice, workbook: Path
) -> None:
    with LibreOffice() as impatient:
        assert impatient._process is not None
        # On a busy machine any time to wait is long enough for an answer now and then.
        os.killpg(impatient._process.pid, signal.SIGSTOP)
        impatient.timeout = 0.1
        with pytest.raises(LibreOfficeError, match="no answer"):
            impatient.strings(workbook, SHEET)
        impatient.timeout = 60
        assert impatient.sheets(workbook) == [SHEET, "Notes"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the processes in /proc")
def test_no_process_is_left_when_the_tests_are_killed(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    code = (
        "import os, signal\n"
        "from tests.judges.libreoffice import LibreOffice\n"
        "judge = LibreOffice().__enter__()\n"
        "print(judge._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        # Nobody is left to remove its temporary folder: it goes with those of the tests.
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    group = int(killed.stdout)
    late = time.monotonic() + 20
    while _running(group) and time.monotonic() < late:
        time.sleep(0.1)
    assert _running(group) == []


def _running(group: int) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            stat = (process / "stat").read_text()
        except OSError:  # ended while we looked
            continue
        state, _parent, its_group = stat.rpartition(")")[2].split()[:3]
        if int(its_group) == group and state != "Z":
            found.append(stat.partition("(")[2].partition(")")[0])
    return found
