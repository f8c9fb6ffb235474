"""Colouring changes the colour of some characters, and nothing else."""

from __future__ import annotations

import io
import warnings

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from motxl.ooxml import Workbook
from motxl.ooxml.errors import CellRefusedError
from tests.ooxml.package_building import part_of, sheet_xml, strings_xml, workbook_parts, zipped

KEPT = '<t xml:space="preserve">'
STRINGS = "xl/sharedStrings.xml"
FONT = '<sz val="11"/><color theme="1"/><rFont val="Calibri"/><family val="2"/>'
BOLD = '<rPr><b/><sz val="14"/><rFont val="Arial"/></rPr>'


def made(*entries: str, style: int = 0) -> Workbook:
    cells = "".join(
        f'<c r="{"ABCDEF"[index]}1" s="{style}" t="s"><v>{index}</v></c>'
        for index in range(len(entries))
    )
    row = f'<row r="1" ht="30">{cells}</row>'
    return Workbook(zipped(workbook_parts(sheet_xml(row), strings_xml(*entries))))


def shown(workbook: Workbook, ref: str = "A1") -> list[tuple[str, str | None]]:
    sheet = workbook.sheets[0]
    cell = sheet.cell(ref)
    assert cell is not None
    found = next(t for t in sheet.runs() if (t.row, t.column) == (cell.row, cell.column))
    return [tuple(run) for run in found.runs]  # type: ignore[misc]


def test_runs_cut_out_of_plain_text_carry_the_cells_full_font() -> None:
    workbook = made("<t>Un lien (cf. thème 3) ici</t>")
    assert workbook.sheets[0].set_colour("A1", 9, 20, "ED7D31")
    assert workbook.part(STRINGS).decode().count("<si>") == 1
    orange = FONT.replace('theme="1"', 'rgb="FFED7D31"')
    assert (
        "<si><r><t>Un lien (</t></r>"
        f"<r><rPr>{orange}</rPr><t>cf. thème 3</t></r>"
        f"<r><rPr>{FONT}</rPr><t>) ici</t></r></si>"
    ) in workbook.part(STRINGS).decode()


def test_the_sheet_keeps_every_byte_when_the_only_user_of_a_string_is_coloured() -> None:
    workbook = made("<t>Un lien</t>")
    before = workbook.part("xl/worksheets/sheet1.xml")
    workbook.sheets[0].set_colour("A1", 0, 2, "ED7D31")
    assert workbook.part("xl/worksheets/sheet1.xml") == before
    assert b'ht="30"' in before


def test_existing_runs_keep_every_property_and_only_their_colour_changes() -> None:
    workbook = made(f"<r>{KEPT}Un </t></r><r>{BOLD}<t>lien gras</t></r>")
    workbook.sheets[0].set_colour("A1", 3, 7, "0070C0")
    part = workbook.part(STRINGS).decode()
    blue = BOLD.replace("<rFont", '<color rgb="FF0070C0"/><rFont')
    assert f"<r>{blue}<t>lien</t></r><r>{BOLD}<t" in part
    assert part.count("<r>") == 3


def test_setting_what_is_already_so_changes_no_byte() -> None:
    workbook = made("<t>Un lien</t>", style=1)
    sheet = workbook.sheets[0]
    assert not sheet.set_colour("A1", 0, 7, "112233")
    assert not sheet.set_colour("A1", 0, 7, None)
    assert not sheet.set_colour("A1", 3, 3, "ED7D31")
    assert not sheet.set_value("A1", "Un lien")
    assert not sheet.replace_text("A1", 0, 2, "Un")
    assert not sheet.set_style("A1", 1)
    assert not workbook.changed
    assert sheet.set_colour("A1", 0, 2, "ED7D31")
    done = Workbook(workbook.to_bytes())
    assert not done.sheets[0].set_colour("A1", 0, 2, "ed7d31")
    assert not done.changed


def test_none_gives_the_cell_fonts_own_colour_back() -> None:
    workbook = made("<t>Un lien ici</t>", style=1)
    sheet = workbook.sheets[0]
    sheet.set_colour("A1", 3, 7, "ED7D31")
    assert shown(workbook) == [("Un ", "112233"), ("lien", "ED7D31"), (" ici", "112233")]
    sheet.set_colour("A1", 3, 7, None)
    assert shown(workbook) == [("Un ", "112233"), ("lien ici", "112233")]


def test_a_string_with_several_users_is_never_changed_under_them() -> None:
    row = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c>'
        '<c r="C1" t="s"><v>1</v></c></row>'
    )
    workbook = Workbook(
        zipped(workbook_parts(sheet_xml(row), strings_xml("<t>deux</t>", "<t>un</t>")))
    )
    workbook.sheets[0].set_colour("B1", 0, 2, "ED7D31")
    assert shown(workbook, "A1") == [("deux", "000000")]
    assert shown(workbook, "B1") == [("de", "ED7D31"), ("ux", "000000")]
    part = workbook.part(STRINGS).decode()
    assert 'count="3" uniqueCount="3"' in part
    assert part.endswith("</r></si></sst>")


def test_colours_are_resolved_whatever_names_them() -> None:
    runs = [
        ('<color rgb="80AABBCC"/>', "AABBCC"),
        ('<color theme="0"/>', "FFFFFF"),
        ('<color theme="1"/>', "000000"),
        ('<color theme="4" tint="-0.5"/>', "244062"),
        ('<color indexed="10"/>', "FF0000"),
        ('<color indexed="64"/>', None),
        ('<color auto="1"/>', None),
        ("<b/>", None),
    ]
    entry = "".join(f"<r><rPr>{colour}</rPr><t>{i}</t></r>" for i, (colour, _) in enumerate(runs))
    found = [colour for _text, colour in shown(made(entry))]
    assert found[:3] + found[4:] == [c for _, c in runs[:3] + runs[4:]]
    assert found[3] is not None
    assert found[3] < "3F3F7F"


def test_text_can_be_replaced_inside_runs() -> None:
    workbook = made(f"<r>{KEPT}voir cf </t></r><r>{BOLD}<t>theme 3</t></r><r>{KEPT} ici</t></r>")
    sheet = workbook.sheets[0]
    assert sheet.replace_text("A1", 5, 7, "cf.")
    assert sheet.replace_text("A1", 11, 12, "è")
    assert sheet.replace_text("A1", 16, 16, " bis")
    assert [text for text, _ in shown(workbook)] == ["voir cf. ", "thème 3 bis", " ici"]
    assert b'ht="30"' not in workbook.part("xl/worksheets/sheet1.xml")
    assert workbook.part(STRINGS).decode().count(BOLD) == 1


def test_numbers_and_empty_cells_are_refused() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    sheet = Workbook(zipped(workbook_parts(sheet_xml(row)))).sheets[0]
    for ref in ("A1", "B2"):
        with pytest.raises(CellRefusedError, match=f"{ref} of sheet Feuille"):
            sheet.set_colour(ref, 0, 1, "ED7D31")


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_colouring_keeps_the_text_and_every_other_colour(data: st.DataObject) -> None:
    alphabet = st.sampled_from("ab é😀&<_x\n")
    texts = data.draw(st.lists(st.text(alphabet, min_size=1, max_size=6), min_size=1, max_size=4))
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText(
        *(TextBlock(InlineFont(b=bool(i % 2), color="FF00AA00"), t) for i, t in enumerate(texts))
    )
    stream = io.BytesIO()
    book.save(stream)
    workbook = Workbook(stream.getvalue())
    # openpyxl does not say that blanks are to be kept, and keeps them.
    part = "xl/worksheets/sheet1.xml"
    workbook.replace_part(part, workbook.part(part).replace(b"<t>", KEPT.encode()))
    workbook = Workbook(workbook.to_bytes())
    sheet = workbook.sheets[0]
    model = [(c, "00AA00") for text, _ in shown(workbook) for c in text]
    length = len(model)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, length))
        end = data.draw(st.integers(start, length))
        colour = data.draw(st.sampled_from(["ED7D31", "0070C0", "00AA00"]))
        sheet.set_colour("A1", start, end, colour)
        model[start:end] = [(character, colour) for character, _ in model[start:end]]
    again = Workbook(workbook.to_bytes())
    assert [(c, colour) for text, colour in shown(again) for c in text] == model
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        loaded = openpyxl.load_workbook(io.BytesIO(workbook.to_bytes()), rich_text=True)
    assert str(loaded.active["A1"].value).replace("_x", "") == "".join(c for c, _ in model).replace(
        "_x", ""
    )


def test_a_damaged_string_index_ends_in_a_sentence() -> None:
    row = '<row r="1"><c r="A1" t="s"><v>99</v></c></row>'
    data = zipped(workbook_parts(sheet_xml(row), strings_xml("<t>a</t>")))
    with pytest.raises(Exception, match="damaged"):
        Workbook(data).sheets[0].set_colour("A1", 0, 1, "ED7D31")
    assert part_of(data, STRINGS)


RUNS = st.lists(st.sampled_from(["a", "bc", "def"]), min_size=1, max_size=6)
CUTS = st.lists(st.integers(0, 18), unique=True, max_size=8).map(sorted)


@given(RUNS, CUTS, st.lists(st.sampled_from(["ED7D31", "0070C0", None]), min_size=4, max_size=4))
def test_colours_set_together_are_those_set_one_by_one(
    texts: list[str], cuts: list[int], colours: list[str | None]
) -> None:
    length = sum(map(len, texts))
    spans = [
        (start, end, colour)
        for start, end, colour in zip(cuts[::2], cuts[1::2], colours, strict=False)
        if end <= length
    ]
    runs = "".join(f"<r>{BOLD if at % 2 else ''}<t>{text}</t></r>" for at, text in enumerate(texts))
    together, alone = made(runs), made(runs)
    together.sheets[0].set_colours("A1", spans)
    for start, end, colour in spans:
        alone.sheets[0].set_colour("A1", start, end, colour)
    assert characters(together) == characters(alone)


def characters(workbook: Workbook) -> list[tuple[str, str | None]]:
    return [(letter, colour) for text, colour in shown(workbook) for letter in text]


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        ([(0, 4, "FF0000"), (2, 6, "00FF00")], "span 2-6 begins before character 4"),
        ([(4, 6, "FF0000"), (0, 2, "00FF00")], "span 0-2 begins before character 6"),
        ([(4, 6, None), (0, 2, None)], "span 0-2 begins before character 6"),
        ([(0, 7, "FF0000")], "0-7 outside 6 characters"),
    ],
)
def test_spans_are_in_order_whether_they_change_anything_or_not(
    spans: list[tuple[int, int, str | None]], sentence: str
) -> None:
    workbook = made("<t>abcdef</t>")
    with pytest.raises(ValueError, match=sentence):
        workbook.sheets[0].set_colours("A1", spans)
