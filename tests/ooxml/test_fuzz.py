"""Whatever the bytes of a workbook are, it is read and edited, or refused with a ``MotxlError``.

``MOTXL_TEST_FUZZ=5000`` tries as many mutations of each kind; a hundred by default.
"""

from __future__ import annotations

import os
import signal
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motxl.errors import MotxlError
from motxl.ooxml import Sheet, Table, Workbook
from tests.ooxml.package_building import (
    LINKS,
    MAIN,
    STRICT,
    sheet_xml,
    strings_xml,
    workbook_parts,
    zipped,
)
from tests.others import WORKBOOKS, needed

SECONDS = 5
SMALL = 60_000
fuzzed = settings(
    max_examples=int(os.environ.get("MOTXL_TEST_FUZZ", "100")),
    deadline=None,
    database=None,
    derandomize="MOTXL_TEST_FUZZ" not in os.environ,
    suppress_health_check=list(HealthCheck),
)

ROWS = (
    '<row r="1" spans="1:3" ht="15" hidden="1"><c r="A1" s="1" t="s"><v>0</v></c>'
    '<c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><rPr><b/><color theme="4" '
    'tint="-0.25"/></rPr><t xml:space="preserve">gras </t></r><r><t>maigre</t></r></is></c></row>'
    '<row r="2" s="2" customFormat="1"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>7.5</v></c>'
    '<c r="C2" t="str"><f>UPPER("a")</f><v>A</v></c></row>'
    '<row r="3"><c r="A3"><f t="array" ref="A3:B3">A1:B1</f><v>1</v></c><c r="D3" t="b"><v>1'
    '</v></c><c r="E3" t="e"><v>#N/A</v></c><c r="F3" t="d"><v>2025-01-29</v></c></row>'
)
BEFORE = '<dimension ref="A1:F3"/><cols><col min="1" max="2" width="20" style="2"/></cols>'
AFTER = (
    '<autoFilter ref="A1:B2"/><mergeCells count="1"><mergeCell ref="D1:E1"/></mergeCells>'
    '<conditionalFormatting sqref="A2:B2"><cfRule type="expression" priority="1"><formula>A2'
    '</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation '
    'sqref="B2 B9"/></dataValidations><hyperlinks><hyperlink ref="F1"/></hyperlinks>'
)
STRINGS = (
    "<t>Axe</t>",
    '<r><t>Voir </t></r><r><rPr><color rgb="FFED7D31"/></rPr><t>Deal 3</t></r>',
    '<t>a &lt; _x000D_ &#233;</t><rPh sb="0" eb="1"><t>x</t></rPh><!-- note --><?ici?>',
)
TABLE = (
    f'<table xmlns="{MAIN}" id="1" name="t" displayName="tblT" ref="A1:B2" headerRowCount="1">'
    '<autoFilter ref="A1:B2"/><tableColumns count="2"><tableColumn id="1" name="Axe"/>'
    '<tableColumn id="2" name="Voir_x000a_"/></tableColumns></table>'
)
NAMES = "<definedNames><definedName name='Titre'>Feuille!$A$1</definedName></definedNames>"


def rich_parts(namespace: str = MAIN) -> dict[str, str | bytes]:
    """A small workbook that has one of everything that is read."""
    parts = workbook_parts(
        sheet_xml(ROWS, namespace=namespace, before=BEFORE, after=AFTER),
        strings_xml(*STRINGS, namespace=namespace),
        namespace=namespace,
        names=NAMES,
        table=TABLE,
        properties='<workbookPr date1904="1"/>',
    )
    links = "xl/worksheets/_rels/sheet1.xml.rels"
    others = "".join(
        f'<Relationship Id="{kind}" Type="{LINKS}/{kind}" Target="../{kind}1.xml"/>'
        for kind in ("comments", "drawing", "pivotTable")
    )
    parts[links] = str(parts[links]).replace("</Relationships>", others + "</Relationships>")
    parts["xl/comments1.xml"] = (
        '<comments><commentList><comment ref="E2"/></commentList></comments>'
    )
    parts["xl/drawing1.xml"] = "<d><from><col>4</col><row>8</row></from></d>"
    parts["xl/pivotTable1.xml"] = '<p><location ref="H1:I2"/></p>'
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="t" Type="{LINKS}/theme" Target="theme.xml"/></Relationships>',
    )
    parts["xl/theme.xml"] = '<a><clrScheme><dk1><sysClr lastClr="112233"/></dk1></clrScheme></a>'
    return parts


def in_utf16(parts: dict[str, str | bytes]) -> dict[str, str | bytes]:
    return {name: str(content).encode("utf-16") for name, content in parts.items()}


def prefixed(parts: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """The same with ``<x:c>`` for ``<c>`` in every part but the relationships and types."""
    done: dict[str, str | bytes] = {}
    for name, content in parts.items():
        text = str(content)
        if f'xmlns="{MAIN}"' in text:
            text = text.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:!", "<!")
            text = text.replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
        done[name] = text
    return done


SOUND = {
    name: str(content).replace("Feuille", "Saine").replace("tblT", "tblSain")
    for name, content in rich_parts().items()
}
MADE = [rich_parts(), rich_parts(STRICT), in_utf16(rich_parts()), prefixed(rich_parts())]


@cache
def corpus() -> list[dict[str, str | bytes]]:
    """The small workbooks of others, part by part."""
    found: list[dict[str, str | bytes]] = []
    for path in WORKBOOKS:
        if path.stat().st_size <= SMALL:
            with suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
                found.append({name: archive.read(name) for name in archive.namelist()})
    return found


# What is done to them

CHUNKS = [
    *(b"<", b">", b"&", b"]]>", b"'", b'"', b"/", b"=", b":", b" ", b"\0", b"\xff\xfe", b"\xe9"),
    *(b"<!--", b"-->", b"<![CDATA[", b"<?", b"?>", b"<!DOCTYPE x>", b"<c>", b"</c>", b"<row>"),
    *(b"</row>", b"<v>", b"<si>", b"</si>", b"<x:c", b"<r/>", b"<is>", b"<t/>", b"<f/>", b"<rPr/>"),
    *(b"&#0;", b"&#xD800;", b"&#99999999999;", b"&nope;", b"_xD83D_", b"_x0000_"),
    *(b' r="A1"', b' t="s"', b' s="9"', b' t="inlineStr"', b' ref="A1"', b' xmlns=""'),
    *(b"-1", b"0", b"1", b"99", b"1e999", b"nan", b"9" * 30, b"9" * 5000, "²".encode()),
    *(b"A0", b"XFD1048576", b"XFE1", b"ZZZ9999999", b"A1:", b"B2:A1", b"$A$1", b"../../..", b"%00"),
]


def mutated(data: st.DataObject, content: bytes) -> bytes:
    """Bytes flipped, taken out, doubled, put in; numbers and attribute values replaced."""
    for _turn in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, max(len(content) - 1, 0)))
        length = data.draw(st.sampled_from([1, 2, 5, 20, 100]))
        before, here, after = content[:place], content[place:][:length], content[place + length :]
        match data.draw(st.sampled_from(["flip", "delete", "double", "insert", "value", "cut"])):
            case "flip" if here:
                flipped = here[0] ^ data.draw(st.integers(1, 255))
                content = before + bytes([flipped]) + content[place + 1 :]
            case "delete":
                content = before + after
            case "double":
                content = before + here + here + after
            case "insert":
                content = before + data.draw(st.sampled_from(CHUNKS)) + here + after
            case "value":
                start = content.find(data.draw(st.sampled_from([b'="', b">"])), place)
                end = content.find(data.draw(st.sampled_from([b'"', b"<"])), start + 2)
                if 0 <= start < end:
                    start += 2 if content[start : start + 1] == b"=" else 1
                    new = data.draw(st.sampled_from(CHUNKS))
                    content = content[:start] + new + content[end:]
            case "cut":
                content = before
    return content


@contextmanager
def soon() -> Iterator[None]:
    """The work fails when it takes longer than ``SECONDS``."""
    if sys.platform == "win32":
        yield
        return

    def late(_number: int, _frame: object) -> None:
        raise TimeoutError(f"more than {SECONDS} s")

    former = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)


def work_on(content: bytes) -> None:
    """Read all of a workbook and edit it; each step may be refused, none may fail otherwise."""
    with soon(), suppress(MotxlError):
        workbook = Workbook(content)
        steps = (_of_workbook, _of_sheets, _of_tables, _of_grafts)
        for step in (step for kind in steps for step in kind(workbook)):
            with suppress(MotxlError):
                step()
        Workbook(workbook.to_bytes())


Step = Callable[[], object]


def _of_workbook(workbook: Workbook) -> Iterator[Step]:
    yield lambda: workbook.tables
    yield lambda: workbook.named_cell("Titre")
    yield lambda: workbook.is_signed
    yield lambda: workbook.style_of_named("MOT Axe")
    yield lambda: workbook.styles.with_number_format(1, 49)
    yield lambda: workbook.styles.shows_date(2)
    yield workbook.set_content_type_template


def _of_sheets(workbook: Workbook) -> Iterator[Step]:
    for sheet in workbook.sheets[:3]:
        yield lambda sheet=sheet: list(sheet.cells())
        yield lambda sheet=sheet: list(sheet.runs([1, 3], 1, 2))
        yield lambda sheet=sheet: (sheet.extent, sheet.hidden_rows, sheet.style_of("B2"))
        yield lambda sheet=sheet: (sheet.merged_ranges, sheet.hyperlink_ranges)
        yield lambda sheet=sheet: workbook.fill_colour(sheet, 2, 2)
        for place in ((1, 1), (1, 2), (1, 3), (2, 1)):
            yield lambda sheet=sheet, place=place: _edit_text(sheet, place)
        yield lambda sheet=sheet: sheet.set_value("A2", "Autre _x0041_")
        yield lambda sheet=sheet: sheet.set_value("B1", date(2025, 1, 29))
        yield lambda sheet=sheet: sheet.set_value("C7", 1.5)
        yield lambda sheet=sheet: sheet.set_value("D3", None)
        yield lambda sheet=sheet: sheet.set_style("B2", 1)
        yield lambda sheet=sheet: sheet.fit_row(2, 30)
        yield lambda sheet=sheet: list(sheet.runs())
        yield workbook.to_bytes


def _edit_text(sheet: Sheet, place: tuple[int, int]) -> None:
    cell = sheet.cell(place)
    if cell is not None and cell.kind == "text":
        length = len(cell.text or "")
        sheet.set_colour(place, 0, length // 2, "ED7D31")
        sheet.set_colour(place, 0, length, None)
        sheet.replace_text(place, length // 2, length, "fin")


def _of_tables(workbook: Workbook) -> Iterator[Step]:
    with suppress(MotxlError):
        for table in workbook.tables.values():
            yield lambda table=table: _fill(table)
            yield lambda table=table: _move(table)
            yield workbook.to_bytes


def _fill(table: Table) -> None:
    width = table.ref.last_column - table.ref.first_column + 1
    if len(table.columns) <= width < 100:
        table.replace_rows([["du texte"] * width, [2] * width, [None] * width])
        table.replace_rows([])


def _move(table: Table) -> None:
    width = table.ref.last_column - table.ref.first_column + 1
    if len(table.columns) <= width < 100:
        table.insert_rows(table.first_data_row, [["texte"] * width] * 3)
        table.move_rows(table.first_data_row, 1, table.last_data_row + 1)
        table.delete_rows(table.first_data_row, 2)


def _of_grafts(workbook: Workbook) -> Iterator[Step]:
    """A damaged workbook gives a sheet to a sound one, and gets one of it."""
    yield lambda: _graft(workbook)
    for sheet in workbook.sheets[:2]:
        yield lambda sheet=sheet: Workbook(zipped(SOUND)).add_sheet(workbook, sheet.name)


def _graft(workbook: Workbook) -> None:
    sound = Workbook(zipped(SOUND))
    workbook.add_sheet(sound, "Saine")
    workbook.to_bytes()
    workbook.replace_sheet("Saine", sound)
    workbook.to_bytes()


@fuzzed
@given(st.data())
def test_no_part_whatever_its_bytes_breaks_more_than_a_sentence(data: st.DataObject) -> None:
    parts = MADE[data.draw(st.integers(0, len(MADE) - 1))]
    name = data.draw(st.sampled_from(sorted(parts)))
    content = parts[name]
    raw = content if isinstance(content, bytes) else content.encode()
    work_on(zipped({**parts, name: mutated(data, raw)}))


@fuzzed
@given(st.data())
def test_no_archive_whatever_its_bytes_breaks_more_than_a_sentence(data: st.DataObject) -> None:
    stored = data.draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
    work_on(mutated(data, zipped(MADE[0], compression=stored)))


@needed
@fuzzed
@given(st.data())
@pytest.mark.slow
def test_no_workbook_of_others_once_damaged_breaks_more_than_a_sentence(
    data: st.DataObject,
) -> None:
    parts = corpus()[data.draw(st.integers(0, len(corpus()) - 1))]
    name = data.draw(st.sampled_from(sorted(parts)))
    content = parts[name]
    assert isinstance(content, bytes)
    work_on(zipped({**parts, name: mutated(data, content)}))


@pytest.mark.slow
def test_the_workbooks_that_are_mutated_can_be_worked_on_as_they_are() -> None:
    for parts in [*MADE, *corpus()]:
        work_on(zipped(parts))
    sheet = Workbook(zipped(MADE[0])).sheets[0]
    assert [cell.text for cell in sheet.cells([1], 1, 2)] == ["Axe", "a < \r é"]
