"""A small file cannot take much memory or time: each command ends, with a sentence at most.

Every command runs in a process of its own that may use 1.5 GB and 20 seconds of a processor.
"""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from motxl.ooxml import Workbook
from motxl.ooxml.cells.cells import cell_pattern
from motxl.ooxml.cells.reading import string_indices
from motxl.ooxml.dates import is_date_format
from motxl.ooxml.opc.container import Container
from motxl.ooxml.xml import scan
from tests.ooxml.package_building import (
    MAIN,
    STYLES,
    sheet_xml,
    strings_xml,
    workbook_parts,
    zipped,
)

pytestmark = pytest.mark.slow

if sys.platform == "win32":
    pytest.skip("limits of memory are POSIX's", allow_module_level=True)

LIMITED = ["sh", "-c", f'ulimit -v {1536 << 10}; ulimit -t 20; exec "$@"', "sh"]
PATIENCE = 120  # of the clock: other work on the machine is none of theirs
ROOT = Path(__file__).parents[2]
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
TEXT = "<t>Voir le Deal 3 et (cf. Cross-border Deal thème 3)</t>"
ROW = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
PARTS = workbook_parts(sheet_xml(ROW), strings_xml(TEXT))


def motxl(command: str, file: Path) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-m", "motxl", command, file, "--sheet", "Feuille"]
    return subprocess.Popen(
        [*LIMITED, *arguments, "--columns", "A,B"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def run_all(tmp_path: Path, content: bytes) -> dict[str, tuple[int, str]]:
    """Exit code and standard error of each command, on a copy of its own."""
    started = {}
    for command in ("validate", "references", "colour"):
        file = tmp_path / command / "programme.xlsx"
        file.parent.mkdir()
        file.write_bytes(content)
        started[command] = motxl(command, file)
    until = time.monotonic() + PATIENCE
    ended = {}
    try:
        for command, process in started.items():
            _said, error = process.communicate(timeout=max(until - time.monotonic(), 0.1))
            ended[command] = (process.returncode, error)
    finally:
        for process in started.values():
            process.kill()
    return ended


# The files


def with_part(name: str, content: str | bytes) -> bytes:
    return zipped({**PARTS, name: content})


def forged(name: str, offset: int, value: int) -> bytes:
    """A number of a member's entry in the zip directory replaced."""
    data = bytearray(zipped(PARTS))
    record = Container(bytes(data), "x")._members[name].record
    struct.pack_into("<I", data, data.find(record) + offset, value)
    return bytes(data)


def bomb_by_total() -> bytes:
    """Each part stays below the size from which ratios count; together they are 3 GB."""
    data = bytearray(zipped({**PARTS, **{f"x/{n}.bin": b"" for n in range(400)}}))
    for name, member in Container(bytes(data), "x")._members.items():
        if name.startswith("x/"):
            struct.pack_into("<I", data, data.find(member.record) + 24, 8 << 20)
    return bytes(data)


def one_record_many_times() -> bytes:
    """Thousands of directory entries for one local record (D. Fifield, 2019)."""
    data = zipped(PARTS)
    container = Container(data, "x")
    end = data.rfind(b"PK\x05\x06")
    entry = container._members["xl/styles.xml"].record
    entries = b"".join(entry.replace(b"xl/styles", b"x%08d" % n) for n in range(9000))
    fields = list(struct.unpack_from("<4s4H2IH", data, end))
    fields[3] = fields[4] = fields[3] + 9000
    fields[5] += len(entries)
    return data[:end] + entries + struct.pack("<4s4H2IH", *fields)


def nested() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"\0" * (50 << 20))
    return with_part("xl/embeddings/workbook1.xlsx", inner.getvalue())


LAUGHS = "<!DOCTYPE lolz [<!ENTITY l0 'lol'>" + "".join(
    f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)
)


def laughing(name: str) -> bytes:
    content = str(PARTS[name])
    return with_part(name, LAUGHS + "]>" + content.replace("Feuille", "&l9;").replace("1", "&l9;"))


def sheet(rows: str = ROW, *, before: str = "", after: str = "") -> bytes:
    return with_part(SHEET, sheet_xml(rows, before=before, after=after))


def rows(count: int) -> str:
    return "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="s"><v>0</v></c></row>'
        for n in range(1, count + 1)
    )


def with_strings(string: str, cells: str, *, after: str = "") -> bytes:
    content = sheet_xml(cells, after=after)
    return zipped({**PARTS, SHEET: content, "xl/sharedStrings.xml": strings_xml(string)})


COLOURED = '<r><rPr><color rgb="FFED7D31"/></rPr><t>Voir le Deal 3</t></r>'
LINKS = "<hyperlinks>" + '<hyperlink ref="C1"/>' * 100_000 + "</hyperlinks>"
COLUMNS = "".join(f'<col min="{n}" max="{n}"/>' for n in range(1, 200_001))
DEEP = "<a>" * 100_000
UP = "</a>" * 100_000
FAR = '<c r="XFD{0}"><v>1</v></c></row>'

REFUSED: dict[str, Callable[[], bytes]] = {
    "a sheet of 100 MB in 100 kB": lambda: sheet(ROW + " " * 100_000_000),
    "3 GB in many parts": bomb_by_total,
    "a size that lies": lambda: forged(SHEET, 24, 1 << 30),
    "50,001 members": lambda: zipped({**PARTS, **{f"x/{n}": b"" for n in range(50_001)}}),
    "one record many times": one_record_many_times,
    **{f"laughs in {name}": lambda name=name: laughing(name) for name in PARTS},
    "a sheet full of far cells": lambda: sheet(
        "".join(f'<row r="{n}">' + FAR.format(n) for n in range(1, 20_001))
    ),
    "a gigabyte of text in 13 kB": lambda: with_strings("<t>" + "a" * 400_000 + "</t>", rows(2000)),
    "a shared string of 31 digits": lambda: sheet(ROW.replace("<v>0", "<v>1" + "0" * 30)),
    "no sheet at all": lambda: with_part(BOOK, str(PARTS[BOOK]).replace("<sheet ", "<none ")),
    "comments that never end": lambda: sheet(ROW + "<!--" * 2_000_000),
}
READ: dict[str, Callable[[], bytes]] = {
    "a zip bomb within": nested,
    "the largest dimension": lambda: sheet(before='<dimension ref="A1:XFD1048576"/>'),
    "a cell in each corner": lambda: sheet(ROW + '<row r="1048576">' + FAR.format(1048576)),
    "the largest grid that is read": lambda: sheet(
        ROW + '<row r="999999"><c r="Z999999"><v>1</v></c></row>'
    ),
    "deep XML in the sheet": lambda: sheet(after=DEEP + UP),
    "deep XML in a cell": lambda: sheet(
        ROW.replace("<v>0</v>", f"<v>0</v><extLst>{DEEP}{UP}</extLst>")
    ),
    "deep XML in a string": lambda: with_part(
        "xl/sharedStrings.xml", strings_xml(TEXT + DEEP + UP)
    ),
    "deep XML in the styles": lambda: with_part(
        "xl/styles.xml", STYLES.replace("</styleSheet>", DEEP + UP + "</styleSheet>")
    ),
    "deep XML in the workbook": lambda: with_part(
        BOOK, str(PARTS[BOOK]).replace("</workbook>", DEEP + UP + "</workbook>")
    ),
    "four billion strings announced": lambda: with_part(
        "xl/sharedStrings.xml",
        f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295"><si>{TEXT}</si></sst>',
    ),
    "a style index of 13 digits": lambda: sheet(ROW.replace("<c ", '<c s="1000000000000" ')),
    "a hundred thousand merged cells": lambda: sheet(
        after="<mergeCells>"
        + "".join(f'<mergeCell ref="C{n}:D{n}"/>' for n in range(1, 100_001))
        + "</mergeCells>"
    ),
    "a hundred thousand links beside coloured cells": lambda: with_strings(
        COLOURED, rows(1500), after=LINKS
    ),
    "two hundred thousand columns": lambda: sheet(rows(1000), before=f"<cols>{COLUMNS}</cols>"),
    "a long text in many cells": lambda: with_strings("<t>" + "a " * 16_000 + "</t>", rows(1000)),
    "a billion columns": lambda: sheet(before='<cols><col min="1" max="1000000000"/></cols>'),
}


def one_sentence(error: str) -> bool:
    one_line = error.startswith("motxl: ") and error.count("\n") == 1
    return one_line and "unexpected error" not in error


@pytest.mark.parametrize("name", REFUSED)
def test_a_bomb_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    content = REFUSED[name]()
    assert len(content) < 10 << 20
    for command, (code, error) in run_all(tmp_path, content).items():
        assert (code, one_sentence(error)) == (2, True), f"{command}: {code} {error[-2000:]}"


@pytest.mark.parametrize("name", READ)
def test_what_is_odd_and_small_is_read(name: str, tmp_path: Path) -> None:
    content = READ[name]()
    assert len(content) < 10 << 20
    for command, (code, error) in run_all(tmp_path, content).items():
        assert code in (0, 1), f"{command}: {code} {error[-2000:]}"
        assert "Traceback" not in error


MANY = 200_000


@pytest.mark.parametrize(
    "work",
    [
        lambda: scan.mask(b"<a " + b"<!--" * MANY),
        lambda: scan.mask(b"<a " + b"<?" * MANY),
        lambda: scan.attribute(b" " + b"a" * MANY, "a"),
        lambda: list(scan.tags(b"<a " * MANY + b'"')),
        lambda: list(scan.tags(b"<" + b"a" * MANY + b'"')),
        lambda: list(scan.tags(b"<" * MANY)),
        lambda: list(cell_pattern(b"").finditer(b"<c>" * MANY)),
        lambda: list(string_indices(data := b"<c" + b' t="s"' * MANY, data)),
        lambda: list(string_indices(data := b"<c" + b' t="s">' * MANY, data)),
        lambda: is_date_format("[" * MANY),
    ],
)
def test_no_pattern_takes_quadratic_time(work: Callable[[], object]) -> None:
    before = time.process_time()
    with suppress(scan.XmlError):
        work()
    assert time.process_time() - before < 2


def test_a_cell_in_each_corner_is_edited_like_any_other() -> None:
    book = Workbook(READ["a cell in each corner"]())
    assert book.sheets[0].set_value("XFD1048576", 2)
    cell = Workbook(book.to_bytes()).sheets[0].cell("XFD1048576")
    assert cell is not None
    assert cell.text == "2"
