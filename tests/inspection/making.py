"""A plain workbook, and one with each kind of hidden data, made by hand."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName

from motxl.ooxml import Workbook

CANARY = "Kanarienvogel"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MS = "http://schemas.microsoft.com/office/"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[openpyxl.Workbook], None]


def plain(change: Change = lambda book: None) -> Workbook:
    """What openpyxl writes, without its name among the authors."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Feuil1"
    for row in (["Ville", "Nombre"], ["Nancy", 3], ["Metz", 4]):
        sheet.append(row)
    change(book)
    written = io.BytesIO()
    book.save(written)
    workbook = Workbook(written.getvalue())
    core = workbook.part("docProps/core.xml")
    workbook.replace_part("docProps/core.xml", core.replace(b"openpyxl", b""))
    return Workbook(workbook.to_bytes())


def again(workbook: Workbook) -> Workbook:
    return Workbook(workbook.to_bytes())


def hidden_sheet(state: str) -> Workbook:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet(CANARY)
        sheet.sheet_state = state
        sheet["A1"] = CANARY

    return plain(change)


def hidden_row(book: openpyxl.Workbook) -> None:
    book["Feuil1"]["A5"] = CANARY
    book["Feuil1"].row_dimensions[5].hidden = True


def hidden_column(book: openpyxl.Workbook) -> None:
    book["Feuil1"]["D2"] = CANARY
    book["Feuil1"].column_dimensions["D"].hidden = True


def white_on_white(book: openpyxl.Workbook) -> None:
    cell = book["Feuil1"]["D2"]
    cell.value, cell.font = CANARY, Font(color="FFFFFFFF")


def blue_on_blue(book: openpyxl.Workbook) -> None:
    cell = book["Feuil1"]["D2"]
    cell.value, cell.font = CANARY, Font(color="FF0070C0")
    cell.fill = PatternFill("solid", fgColor="FF0070C0")


def formatted_away(book: openpyxl.Workbook) -> None:
    cell = book["Feuil1"]["D2"]
    cell.value, cell.number_format = CANARY, ";;;"


def comment(book: openpyxl.Workbook) -> None:
    book["Feuil1"]["A2"].comment = Comment(CANARY, "x")


def defined_name(book: openpyxl.Workbook) -> None:
    book.defined_names["secret"] = DefinedName("secret", attr_text=f'"{CANARY}"')


def with_part(
    name: str, data: bytes, *, kind: str, source: str = BOOK, content: str = "application/xml"
) -> Workbook:
    workbook = plain()
    workbook.add_part(name, data, content, source=source, kind=kind)
    return again(workbook)


def orphan_string() -> Workbook:
    strings = b'<sst %b count="0" uniqueCount="1"><si><t>%b</t></si></sst>'
    return with_part(
        *("xl/sharedStrings.xml", strings % (MAIN, CANARY.encode())),
        kind=OFFICE + "sharedStrings",
        content="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
    )


def pivot() -> Workbook:
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    workbook = plain()
    workbook.add_part(
        *(cache, b'<pivotCacheDefinition %b recordCount="1"><cacheFields count="1"><cacheField '
          b'name="%b"/></cacheFields></pivotCacheDefinition>' % (MAIN, CANARY.encode())),
        "application/xml", source=BOOK, kind=OFFICE + "pivotCacheDefinition",
    )  # fmt: skip
    records = b'<pivotCacheRecords %b count="1"><r><s v="x"/></r></pivotCacheRecords>' % MAIN
    workbook.add_part(
        *("xl/pivotCache/pivotCacheRecords1.xml", records, "application/xml"),
        source=cache,
        kind=OFFICE + "pivotCacheRecords",
    )
    return again(workbook)


def external_link() -> Workbook:
    data = (
        b"<externalLink %b><externalBook><sheetDataSet><sheetData sheetId='0'><row r='1'><cell "
        b"r='A1'><v>%b</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>"
    ) % (MAIN, CANARY.encode())
    part = "xl/externalLinks/externalLink1.xml"
    workbook = with_part(part, data, kind=OFFICE + "externalLink")
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}externalLinkPath" TargetMode="External" '
        f'Target="file:///C:/{CANARY}.xlsx"/></Relationships>'
    )
    workbook.package.add("xl/externalLinks/_rels/externalLink1.xml.rels", rels.encode())
    return again(workbook)


def author() -> Workbook:
    workbook = plain()
    core = workbook.part("docProps/core.xml")
    at = core.index(b"</cp:coreProperties>") if b"</cp:" in core else core.rindex(b"</")
    new = b'<lastModifiedBy xmlns="%b">%b</lastModifiedBy>' % (
        b"http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        CANARY.encode(),
    )
    workbook.replace_part("docProps/core.xml", core[:at] + new + core[at:])
    return again(workbook)


def company() -> Workbook:
    workbook = plain()
    app = workbook.part("docProps/app.xml")
    at = app.rindex(b"</")
    workbook.replace_part(
        "docProps/app.xml", app[:at] + f"<Company>{CANARY}</Company>".encode() + app[at:]
    )
    return again(workbook)


def sheet_that_was_renamed() -> Workbook:
    workbook = plain()
    app = workbook.part("docProps/app.xml")
    at = app.rindex(b"</")
    titles = f'<TitlesOfParts><v:lpstr xmlns:v="v">{CANARY}</v:lpstr></TitlesOfParts>'
    workbook.replace_part("docProps/app.xml", app[:at] + titles.encode() + app[at:])
    return again(workbook)


def absolute_path() -> Workbook:
    workbook = plain()
    data = workbook.part(BOOK)
    at = data.index(b"<sheets")
    element = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        '2006"><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/'
        f'office/spreadsheetml/2010/11/ac" url="C:\\Users\\{CANARY}\\"/></mc:Choice>'
        "</mc:AlternateContent>"
    )
    workbook.replace_part(BOOK, data[:at] + element.encode() + data[at:])
    return again(workbook)


def printer() -> Workbook:
    workbook = plain()
    link = workbook.add_part(
        *("xl/printerSettings/printerSettings1.bin", CANARY.encode("utf-16-le").ljust(64, b"\0")),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
        source=SHEET,
        kind=OFFICE + "printerSettings",
    )
    sheet = workbook.part(SHEET)
    at = sheet.index(b"</worksheet>")
    setup = f'<pageSetup xmlns:r="{OFFICE[:-1]}" orientation="landscape" r:id="{link}"/>'
    workbook.replace_part(SHEET, sheet[:at] + setup.encode() + sheet[at:])
    return again(workbook)


def stray_part() -> Workbook:
    workbook = plain()
    workbook.package.add("xl/worksheets/sheet9.xml", f"<x>{CANARY}</x>".encode(), "application/xml")
    return again(workbook)


CONNECTIONS = b'<connections %b><connection id="1" name="%b"/></connections>'
REVISION = b'<revisions %b><rcc rId="1"><oc r="A1"><is><t>%b</t></is></oc></rcc></revisions>'
MADE: dict[str, tuple[str, Callable[[], Workbook]]] = {
    "a hidden sheet": ("hidden-sheet", lambda: hidden_sheet("hidden")),
    "a very hidden sheet": ("very-hidden-sheet", lambda: hidden_sheet("veryHidden")),
    "a hidden row": ("hidden-row", lambda: plain(hidden_row)),
    "a hidden column": ("hidden-column", lambda: plain(hidden_column)),
    "white on white": ("hidden-text", lambda: plain(white_on_white)),
    "blue on blue": ("hidden-text", lambda: plain(blue_on_blue)),
    "the format ;;;": ("hidden-text", lambda: plain(formatted_away)),
    "an orphan string": ("orphan-string", orphan_string),
    "a pivot cache": ("pivot-cache", pivot),
    "the records of a pivot cache": ("pivot-records", pivot),
    "a note": ("comment", lambda: plain(comment)),
    "a threaded comment": (
        "comment",
        lambda: with_part(
            "xl/threadedComments/threadedComment1.xml",
            f'<ThreadedComments><threadedComment ref="A1"><text>{CANARY}</text></threadedComment>'
            "</ThreadedComments>".encode(),
            kind=MS + "2017/10/relationships/threadedComment", source=SHEET,
        ),
    ),
    "a person": (
        "author",
        lambda: with_part(
            "xl/persons/person.xml",
            f'<personList><person displayName="{CANARY}"/></personList>'.encode(),
            kind=MS + "2017/10/relationships/person",
        ),
    ),
    "a defined name": ("defined-name", lambda: plain(defined_name)),
    "an external link": ("external-link", external_link),
    "values of an external link": ("external-values", external_link),
    "a connection": (
        "connection",
        lambda: with_part(
            "xl/connections.xml",
            CONNECTIONS % (MAIN, CANARY.encode()),
            kind=OFFICE + "connections",
        ),
    ),
    "a query": (
        "query",
        lambda: with_part(
            "xl/queryTables/queryTable1.xml",
            b'<queryTable %b name="%b"/>' % (MAIN, CANARY.encode()),
            kind=OFFICE + "queryTable", source=SHEET,
        ),
    ),
    "a data model": (
        "data-model",
        lambda: with_part(
            "xl/model/item.data", CANARY.encode(), kind=MS + "2007/relationships/powerPivotData"
        ),
    ),
    "custom XML": (
        "custom-xml",
        lambda: with_part(
            "customXml/item1.xml", f"<x>{CANARY}</x>".encode(), kind=OFFICE + "customXml"
        ),
    ),
    "an author": ("author", author),
    "a company": ("property", company),
    "a sheet that was renamed": ("property", sheet_that_was_renamed),
    "a custom property": (
        "property",
        lambda: with_part(
            "docProps/custom.xml",
            f'<Properties><property name="Client"><v>{CANARY}</v></property></Properties>'.encode(),
            kind=OFFICE + "custom-properties", source="",
        ),
    ),
    "an absolute path": ("path", absolute_path),
    "a printer": ("printer", printer),
    "macros": (
        "macro",
        lambda: with_part(
            "xl/vbaProject.bin", CANARY.encode(), kind=MS + "2006/relationships/vbaProject"
        ),
    ),
    "an embedded file": (
        "embedded-file",
        lambda: with_part(
            "xl/embeddings/x.docx", CANARY.encode(), kind=OFFICE + "package", source=SHEET
        ),
    ),
    "a former value": (
        "revision",
        lambda: with_part(
            "xl/revisions/revisionLog1.xml", REVISION % (MAIN, CANARY.encode()),
            kind=OFFICE + "revisionLog",
        ),
    ),
    "a stray part": ("stray-part", stray_part),
}  # fmt: skip
