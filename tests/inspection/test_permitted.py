"""An extract holds what is on the list; whatever else is put anywhere in it is refused."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from motxl.inspection import IDENTITY, remove
from motxl.inspection.permitted import Permitted, judging, refusals
from motxl.inspection.permitted.grammar import Node
from motxl.inspection.permitted.parts import KINDS, table
from motxl.inspection.permitted.walking import Seen
from motxl.ooxml import Workbook
from tests import others
from tests.extract.making import extract, files, programme
from tests.inspection import templates
from tests.inspection.making import CANARY, MADE, OFFICE, plain
from tests.inspection.templates import ORDINARY, entries
from tests.judges.libreoffice import XLSX, LibreOffice
from tests.quick import one_in

CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.'
    'openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxml'
    'formats.org/officeDocument/2006/docPropsVTypes">{}</Properties>'
)
PROPERTY = (
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}">'
    "<vt:lpwstr>{}</vt:lpwstr></property>"
)


def extracts(template: bytes, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    path = folder / "extrait.xlsx"
    path.write_bytes(template)
    made = extract(programme(folder / "book.xlsx"), folder / "out", template=path)
    assert made.failed == ()
    return files(folder / "out")


def told(data: bytes, permitted: Permitted | None = None) -> list[str]:
    found = (permitted or Permitted()).refusals(Workbook(data))
    assert {one.kind for one in found} <= {"not-permitted"}
    return [f"{one.place}: {one.what}" for one in found]


# What is ordinary passes


@pytest.mark.parametrize("name", one_in(4, ORDINARY))
def test_a_template_with_ordinary_styling_gives_extracts_that_pass(
    name: str, tmp_path: Path
) -> None:
    permitted = Permitted()
    made = extracts(ORDINARY[name](), tmp_path / "t")
    assert len(made) == 3
    assert [told(data, permitted) for data in made.values()] == [[]] * 3


def test_also_when_libreoffice_saves_it(libreoffice: LibreOffice, tmp_path: Path) -> None:
    for number, make in enumerate(ORDINARY.values()):
        source, out = tmp_path / f"{number}.xlsx", tmp_path / f"{number}_.xlsx"
        source.write_bytes(make())
        libreoffice.convert(source, out, XLSX)
        made = extracts(out.read_bytes(), tmp_path / str(number))
        assert [told(data) for data in made.values()] == [[]] * 3


def test_whose_it_is_may_stand_in_it() -> None:
    properties = [PROPERTY.format(n + 2, name, "a1b2c3d4") for n, name in enumerate(IDENTITY)]
    assert told(with_custom("".join(properties))) == []
    assert told(with_custom("".join(properties[:1]))) == []
    assert told(with_custom("".join([*properties, properties[0]]))) != []
    assert told(with_custom(PROPERTY.format(2, "Client", "x"))) != []
    assert told(with_custom(properties[0].replace("lpwstr", "filetime"))) != []


def with_custom(properties: str) -> bytes:
    workbook = plain()
    workbook.add_part(
        "docProps/custom.xml",
        CUSTOM.format(properties).encode(),
        KINDS["custom-properties"].types[0],
        source="",
        kind=OFFICE + "custom-properties",
    )
    return workbook.to_bytes()


def test_conditions_may_hold_the_words_that_they_are_given(tmp_path: Path) -> None:
    template = templates.by_openpyxl(templates.state_condition)
    (data, *_others) = extracts(template, tmp_path / "t").values()
    assert told(data, Permitted({"Réalisé"})) == []
    (one,) = told(data)
    assert one.endswith('a function that is not permitted (“"Réalisé"”)')


# What inspection knows to find


SEEN_ONLY = {"white on white", "blue on blue"}
"""Nothing of these is out of the ordinary but how they look: they are left to inspection"""


def test_nothing_is_refused_in_a_plain_workbook() -> None:
    assert refusals(plain()) == []


@pytest.mark.parametrize("name", MADE)
def test_each_hidden_thing_is_refused(name: str) -> None:
    assert bool(refusals(MADE[name][1]())) == (name not in SEEN_ONLY)


# Whatever is put in


@cache
def rich() -> tuple[bytes, ...]:
    """Extracts that hold nearly all that is permitted."""
    import tempfile

    def of_openpyxl(book: object, sheet: object) -> None:
        for change in (*(templates.logo, templates.heads, templates.conditions),
                       *(templates.validation, templates.printing, templates.further_sheet),
                       *(templates.styling, templates.table_style, templates.link)):  # fmt: skip
            change(book, sheet)

    def of_excel(book: object, sheet: object) -> None:
        for change in (*(templates.text_box, templates.gradient_box, templates.decorative),
                       *(templates.bars_of_2010, templates.lists, templates.page),
                       *(templates.below, templates.background)):  # fmt: skip
            change(book, sheet)

    with tempfile.TemporaryDirectory() as folder:
        found = []
        sources = (templates.by_openpyxl(of_openpyxl), templates.as_excel(of_excel))
        for number, template in enumerate((*sources, templates.of_365())):
            made = extracts(template, Path(folder) / str(number))
            data = made[sorted(made)[0]]
            assert told(data) == []
            found.append(data)
        return tuple(found)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


PERMITTED = Permitted()


def is_refused(parts: Mapping[str, bytes]) -> bool:
    try:
        workbook = Workbook(zipped(parts))
    except Exception:
        return True  # it is no workbook any more
    return PERMITTED.refusals(workbook) != []


def places(data: bytes) -> Iterator[tuple[str, etree._Element, str]]:
    """One element of each path of each kind of part, its root's tree to be changed at will."""
    seen = set()
    for part, content in entries(data).items():
        if not part.endswith((".xml", ".rels")):
            continue
        for element in etree.fromstring(content).iter():
            path = "/".join(
                etree.QName(one).localname
                for one in (*reversed([*element.iterancestors()]), element)
            )
            kind = re.sub("[0-9]+", "", part)
            if (kind, path) not in seen:
                seen.add((kind, path))
                yield part, element, f"{kind} {path}"


def is_refused_with(data: bytes, part: str, element: etree._Element) -> bool:
    """Whether the extract is refused once a part is the tree that an element stands in."""
    root = element.getroottree()
    new = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    kind = next((kind for kind, one in KINDS.items() if one.name.fullmatch(part)), "")
    kind = kind or ("relationships" if part.endswith(".rels") else "types")
    looked = PERMITTED.look(part, kind, new)
    seen = looked if isinstance(looked, Seen) else looked.seen
    # What the part alone is refused for is among what the whole extract is.
    return bool(seen.findings) or is_refused({**entries(data), part: new})


HOLES = re.compile(
    # A text that is seen, or printed
    r"xl/sharedStrings.xml sst/si/(t|r/t) |xl/worksheets/sheet.xml .*/is/(t|r/t) |"
    r"xl/worksheets/sheet.xml worksheet/headerFooter/(odd|first)(Header|Footer) |"
    r"xl/drawings/drawing.xml .*/txBody/p/r/t |xl/workbook.xml workbook/sheets/sheet @name|"
    # Names that staff give: of fonts, styles, themes, tables
    r"xl/styles.xml .*/font/name @val|xl/sharedStrings.xml sst/si/r/rPr/rFont @val|"
    r"xl/worksheets/sheet.xml .*/is/r/rPr/rFont @val|"
    r"xl/styles.xml styleSheet/(cellStyles/cellStyle @name|tableStyles @default\w+Style)|"
    r"xl/styles.xml .*/(slicerStyles|timelineStyles) @default\w+|"
    r"xl/theme/theme.xml theme( |/themeElements/\w+ |/extLst/ext/themeFamily )@name|"
    r"xl/(theme/theme|drawings/drawing).xml .* @typeface|"
    r"xl/tables/table.xml table(/tableStyleInfo)? @(name|displayName)|"
    # Whose it is, which is compared with the member where it is made and mailed
    r"docProps/custom.xml Properties/property/lpwstr text"
)
"""Where a text may stand on purpose, told in the report of the tests that follow"""


@pytest.mark.slow
def test_a_value_of_any_attribute_and_any_text_is_refused_but_where_texts_belong() -> None:
    tried = passed = 0
    open_places = set()
    for data in rich():
        for part, element, place in places(data):
            for name, value in list(element.attrib.items()):
                for canary in (CANARY, CANARY.lower(), f"{value} {CANARY}"):
                    element.set(name, canary)
                    tried += 1
                    if not is_refused_with(data, part, element):
                        open_places.add(f"{place} @{etree.QName(name).localname}")
                        passed += 1
                element.set(name, value)
            for where in ("text", "tail"):
                before = getattr(element, where)
                if where == "tail" and element.getparent() is None:
                    continue
                setattr(element, where, CANARY)
                tried += 1
                if not is_refused_with(data, part, element):
                    open_places.add(f"{place} {where}")
                    passed += 1
                setattr(element, where, before)
    assert {place for place in open_places if not HOLES.match(place)} == set()
    print(f"{tried} values and texts, {passed} passed, in {len(open_places)} places")
    assert tried > 2000


NAMES = ("descr", "title", "name", "tooltip", "prompt", "comment", "userName", "uri", CANARY)


@pytest.mark.slow
def test_any_new_attribute_comment_instruction_or_element_is_refused() -> None:
    tried = 0
    for data in rich():
        for part, element, place in places(data):
            for name in NAMES:
                if name in element.attrib:
                    continue
                element.set(name, CANARY)
                assert is_refused_with(data, part, element) or HOLES.match(f"{place} @{name}"), (
                    place,
                    name,
                )
                del element.attrib[name]
                tried += 1
            uri = etree.QName(element).namespace
            for new in (
                etree.Comment(CANARY),
                etree.PI("x", CANARY),
                etree.Element(CANARY),
                etree.Element(f"{{{uri}}}{CANARY}"),
                etree.Element(f"{{{uri}}}ext", uri="{77}", nsmap={CANARY: "urn:x"}),
            ):
                element.insert(0, new)
                assert is_refused_with(data, part, element), (place, new)
                element.remove(new)
                tried += 1
    print(f"{tried} attributes and nodes")
    assert tried > 5000


def vocabulary() -> list[str]:
    """Every element that is permitted anywhere."""
    names: set[str] = set()

    def walk(node: Node, seen: set[int]) -> None:
        if id(node) not in seen:
            seen.add(id(node))
            for name, child in node.children.items():
                names.add(name)
                walk(child.node, seen)

    for kind in KINDS:
        if kind != "image":
            walk(table(kind), set())
    return sorted(names)


@given(
    which=st.integers(0, 2),
    place=st.integers(0, 10_000),
    name=st.sampled_from(vocabulary()),
    attribute=st.sampled_from(["", "name", "val", "ref", "id", "descr"]),
    at_end=st.booleans(),
)
@settings(max_examples=300, deadline=None)
@pytest.mark.slow
def test_a_known_element_with_a_text_in_any_place_is_refused(
    which: int, place: int, name: str, attribute: str, at_end: bool
) -> None:
    data = rich()[which]
    found = list(places(data))
    part, element, path = found[place % len(found)]
    new = etree.Element(name)
    new.text = CANARY
    if attribute:
        new.set(attribute, CANARY)
    element.insert(len(element) if at_end else 0, new)
    assert is_refused_with(data, part, element) or HOLES.match(
        f"{path}/{etree.QName(name).localname} "
    ), (path, name)


# Cells


SHEET = "xl/worksheets/sheet1.xml"
TEXT = f"<is><t>{CANARY}</t></is>"


@pytest.mark.parametrize(
    ("old", "new"),
    one_in(
        3,
        [
            ('<row r="3" ', '<row r="3" hidden="1" '),
            ('<row r="3" ht="18"', '<row r="3" ht="2"'),
            ('<row r="3" ', '<row r="4" '),
            ('<row r="3" ', '<row r="5" '),
            ('<col width="8" ', '<col width="0.1" '),
            ('<col width="8" ', '<col width="8" hidden="1" '),
            ('<c r="A3"', '<c r="A2"'),
            ('<c r="A3"', '<c r="A4"'),
            ('<c r="A3"', f'<c r="B3" t="n"><v>{CANARY}</v></c><c r="A3"'),
            ('<c r="A3"', f'<c r="B3" t="str"><v>{CANARY}</v></c><c r="A3"'),
            ('<c r="A3"', f'<c r="B3" t="str"><f>A1</f><v>{CANARY}</v></c><c r="A3"'),
            ('<c r="A3"', f'<c r="B3" t="n">{TEXT}<v>1</v></c><c r="A3"'),
            ('<c r="A3"', f'<c r="B3" t="s">{TEXT}<v>1</v></c><c r="A3"'),
            ('<c r="A3"', f'<c r="B3" t="inlineStr">{TEXT}<v>1</v></c><c r="A3"'),
            ('<c r="A3"', f'<c r="B3"><f>N("{CANARY}")</f><v>1</v></c><c r="A3"'),
            ('<c r="A3"', f'<c r="B3"><f>[1]{CANARY}!A1</f><v>1</v></c><c r="A3"'),
            ('<c r="A3"', f'<c r="B3"><f>{CANARY}</f><v>1</v></c><c r="A3"'),
            ('<c r="A3"', '<c r="B3" t="s"><v>9999</v></c><c r="A3"'),
            ('<mergeCells count="4">', '<mergeCells count="5"><mergeCell ref="A11:F12"/>'),
            ("<evenHeader/>", f"<evenHeader>{CANARY}</evenHeader>"),
            ("<firstFooter/>", f"<firstFooter>{CANARY}</firstFooter>"),
            ('defaultRowHeight="15"', 'defaultRowHeight="1"'),
            ('defaultRowHeight="15"', 'defaultRowHeight="15" zeroHeight="1"'),
        ],
    ),
)
def test_what_a_cell_does_not_show_is_refused(old: str, new: str, tmp_path: Path) -> None:
    data = entries(sorted(extracts(templates.shipped(), tmp_path / "t").items())[0][1])
    sheet = data[SHEET].decode()
    assert old in sheet
    assert told(zipped({**data, SHEET: sheet.replace(old, new, 1).encode()})) != []


def test_an_empty_column_may_be_hidden_and_an_empty_row_low(tmp_path: Path) -> None:
    (data, *_others) = extracts(templates.by_openpyxl(templates.columns), tmp_path / "t").values()
    sheet = entries(data)[SHEET]
    assert b'hidden="1"' in sheet
    assert re.search(rb' ht="[1-3](\.5)?"', sheet)
    assert told(data) == []


@pytest.mark.parametrize("text", [b"\xff", b"\x01", b"&nbsp;", b"<!-- x -->", b"<![CDATA[x]]>"])
def test_a_text_that_is_none_is_refused(text: bytes) -> None:
    parts = entries(rich()[2])
    strings = parts["xl/sharedStrings.xml"].replace(b"Alsace", text)
    assert strings != parts["xl/sharedStrings.xml"]
    assert told(zipped({**parts, "xl/sharedStrings.xml": strings})) != []


# Parts and their links


@pytest.mark.parametrize(
    "name",
    ["xl/media/image9.png", "docProps/thumbnail.jpeg", "customXml/item1.xml", "xl/metadata.xml",
     "xl/worksheets/sheet77.xml", "xl/worksheets/_rels/sheet77.xml.rels", f"{CANARY}/", CANARY,
     "xl/sharedStrings2.xml", "_rels/x.rels", "xl/theme/theme9.xml"],
)  # fmt: skip
def test_any_part_that_nothing_leads_to_is_refused(name: str) -> None:
    for data in rich():
        assert is_refused({**entries(data), name: CANARY.encode()})
        assert is_refused({**entries(data), name: b""})


def test_any_relationship_more_is_refused() -> None:
    kinds = [*KINDS, "hyperlink", "customXml", "printerSettings", "thumbnail", "image", CANARY]
    for data in rich():
        parts = entries(data)
        for rels in [name for name in parts if name.endswith(".rels")]:
            for kind in kinds:
                for target, mode in (("xl/x.xml", ""), (f"http://{CANARY}", "External")):
                    root = etree.fromstring(parts[rels])
                    new = etree.SubElement(root, RELATION + "Relationship")
                    new.attrib.update({"Id": "rId99", "Type": OFFICE + kind, "Target": target})
                    if mode:
                        new.set("TargetMode", mode)
                    assert is_refused({**parts, rels: etree.tostring(root)}), (rels, kind)


def test_a_picture_or_address_that_is_linked_and_not_shown_is_refused() -> None:
    parts = entries(rich()[0])
    for rels, kind, target, mode in (
        ("xl/drawings/_rels/drawing1.xml.rels", "image", "../media/image9.png", ""),
        ("xl/worksheets/_rels/sheet1.xml.rels", "hyperlink", f"https://{CANARY}/", "External"),
    ):
        root = etree.fromstring(parts[rels])
        new = etree.SubElement(root, RELATION + "Relationship")
        new.attrib.update({"Id": "rId99", "Type": OFFICE + kind, "Target": target})
        if mode:
            new.set("TargetMode", mode)
        more = {rels: etree.tostring(root), "xl/media/image9.png": templates.picture().getvalue()}
        if mode:
            del more["xl/media/image9.png"]
        found = told(zipped({**parts, **more}))
        assert any("a part or address that is not shown" in one for one in found)


@pytest.mark.parametrize("declared", [f'xmlns:{CANARY}="{{}}"', f'xmlns:x="urn:{CANARY}"'])
def test_a_namespace_that_is_only_declared_is_refused(declared: str) -> None:
    parts = entries(rich()[2])
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    for part in ("xl/workbook.xml", "xl/styles.xml", SHEET, "xl/sharedStrings.xml"):
        new = parts[part].replace(b'/main"', f'/main" {declared.format(main)}'.encode(), 1)
        assert new != parts[part]
        (one,) = told(zipped({**parts, part: new}))
        assert "an unknown namespace" in one


RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@pytest.mark.parametrize(
    "part", ["xl/media/image1.png", "xl/tables/table1.xml", "xl/theme/theme1.xml"]
)
def test_a_part_that_is_called_otherwise_is_refused(part: str) -> None:
    data = rich()[0]
    parts = entries(data)
    assert part in parts
    old, new = part.rpartition("/")[2], f"{CANARY}.{part.rpartition('.')[2]}"
    renamed = {
        name.replace(old, new): content.replace(old.encode(), new.encode())
        for name, content in parts.items()
    }
    assert is_refused(renamed)


# The archive


def local(data: bytes, number: int = 2) -> zipfile.ZipInfo:
    return zipfile.ZipFile(io.BytesIO(data)).infolist()[number]


def ending_moved(data: bytes, at: int, more: bytes) -> bytes:
    """Bytes put before the directory, which is told where it is now."""
    end = data.rfind(b"PK\x05\x06")
    start = struct.unpack_from("<I", data, end + 16)[0] + len(more)
    return (
        data[:at]
        + more
        + data[at:end]
        + data[end : end + 16]
        + struct.pack("<I", start)
        + data[end + 20 :]
    )


def with_comment(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = CANARY.encode()
    return out.getvalue()


def with_gap(data: bytes) -> bytes:
    end = data.rfind(b"PK\x05\x06")
    return ending_moved(data, struct.unpack_from("<I", data, end + 16)[0], CANARY.encode())


def again(data: bytes, change: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries(data).items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == "xl/styles.xml":
                change(info)  # type: ignore[operator]
            archive.writestr(info, content)
    return out.getvalue()


def with_extra(data: bytes) -> bytes:
    def change(info: zipfile.ZipInfo) -> None:
        info.extra = struct.pack("<2H", 0x7875, len(CANARY)) + CANARY.encode()

    return again(data, change)


def with_member_comment(data: bytes) -> bytes:
    def change(info: zipfile.ZipInfo) -> None:
        info.comment = CANARY.encode()

    return again(data, change)


def with_more_after_the_last_block(data: bytes) -> bytes:
    """Bytes in a member that no program inflates."""
    parts = entries(data)
    out = io.BytesIO()
    directory = io.BytesIO()
    for name, content in parts.items():
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush() + CANARY.encode()
        crc, raw = zlib.crc32(content), name.encode()
        fields = (20, 0, 8, 0, 0x21, crc, len(packed), len(content), len(raw), 0)
        directory.write(b"PK\x01\x02" + struct.pack("<H", 20) + struct.pack("<5H3I2H", *fields))
        directory.write(struct.pack("<3H2I", 0, 0, 0, 0, out.tell()) + raw)
        out.write(b"PK\x03\x04" + struct.pack("<5H3I2H", *fields) + raw + packed)
    size, start = len(directory.getvalue()), out.tell()
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(parts), len(parts), size, start, 0)
    return out.getvalue() + directory.getvalue() + end


@pytest.mark.parametrize(
    "change",
    [with_comment, with_gap, with_extra, with_member_comment, with_more_after_the_last_block],
)
def test_whatever_is_in_the_archive_besides_its_parts_is_refused(change: object) -> None:
    for data in rich():
        assert told(again(data, lambda info: None)) == []
        hidden = change(data)  # type: ignore[operator]
        assert CANARY.encode() in hidden
        (one,) = told(hidden)
        assert one.startswith("zip")


# Pictures


def test_a_picture_is_the_image_and_nothing_else() -> None:
    from PIL.PngImagePlugin import PngInfo

    from motxl.inspection.permitted.pictures import stranger

    remarks = PngInfo()
    remarks.add_text("Comment", CANARY)
    png, jpeg = templates.picture().getvalue(), templates.picture("JPEG").getvalue()
    assert [stranger(png), stranger(jpeg)] == ["", ""]
    assert stranger(templates.picture("JPEG", progressive=True).getvalue()) == ""
    told_of = {
        "tEXt": templates.picture(pnginfo=remarks).getvalue(),
        "eXIf": templates.picture(exif=b"Exif\0\0" + CANARY.encode()).getvalue(),
        "after IEND": png + CANARY.encode(),
        "APP1": templates.picture("JPEG", exif=b"Exif\0\0" + CANARY.encode()).getvalue(),
        "COM": templates.picture("JPEG", comment=CANARY.encode()).getvalue(),
        "after EOI": jpeg + CANARY.encode(),
        "no EOI": jpeg[:-2],
        "no IEND": png[:-12],
        "GIF8": templates.picture("GIF").getvalue(),
        "<svg": f"<svg>{CANARY}</svg>".encode(),
    }
    assert {name: stranger(data) for name, data in told_of.items()} == {n: n for n in told_of}


@pytest.mark.slow
@others.needed
def test_workbooks_of_others_are_judged_without_a_failure() -> None:
    clean = 0
    for path in others.WORKBOOKS:
        workbook = Workbook.open(path)
        remove(workbook)
        found = refusals(Workbook(workbook.to_bytes()))
        assert all(one.place and one.what for one in found)
        clean += not found
    assert clean > 40  # plain ones, styled by Excel itself


# Many


def test_what_extracts_have_in_common_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    whole = judging._look

    def counted(part: str, kind: str, data: bytes) -> object:
        looked.append(part)
        return whole(part, kind, data)

    monkeypatch.setattr(judging, "_look", counted)
    permitted, data = Permitted(), rich()[2]
    assert permitted.refusals(Workbook(data)) == []
    first = len(looked)
    changed_strings = entries(data)
    strings = changed_strings["xl/sharedStrings.xml"]
    changed_strings["xl/sharedStrings.xml"] = strings.replace(b"Alsace", b"Elsass")
    permitted.refusals(Workbook(zipped(changed_strings)))
    assert looked[first:] == ["xl/sharedStrings.xml"]


def test_a_refusal_names_the_part_and_what_to_do() -> None:
    sheet = "xl/worksheets/sheet1.xml"
    parts = entries(rich()[2])
    parts[sheet] = parts[sheet].replace(
        b"</sheetData>", b'</sheetData><scenarios><scenario name="x"/></scenarios>'
    )
    assert told(zipped(parts)) == [
        f"{sheet} worksheet/scenarios: a scenario: delete it under Data, What-If Analysis"
    ]
