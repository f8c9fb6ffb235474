"""The package: types, relationships, properties, drawings, notes, charts, macros, the ribbon."""

from __future__ import annotations

from tests.judges.own.catalogue.cause import Cause, of_furnished, of_good
from tests.judges.own.example import BOOK, SHEET, TYPES, Members, relate
from tests.judges.own.furnished import (
    CHART,
    CUSTOM,
    DRAWING,
    PLAN,
    RIBBON,
    SECOND,
    SHAPES,
)

_RELATED = "xl/worksheets/_rels/sheet1.xml.rels"
_PACKAGE = "_rels/.rels"
_CORE = "docProps/core.xml"
_OTHER_SHAPES = "xl/drawings/commentsDrawing2.vml"
_DRAWN = "application/vnd.openxmlformats-officedocument.drawing+xml"
_VBA_TYPE = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'


def _twice(members: Members) -> None:
    members["xl/Styles.xml"] = members["xl/styles.xml"]


def _without_people(members: Members) -> None:
    """A thread whose author is in no list of people."""
    part = "xl/threadedComments/threadedComment1.xml"
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    person = "{11111111-1111-1111-1111-111111111111}"
    members[part] = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="A2" personId="{person}"'
        ' id="{22222222-2222-2222-2222-222222222222}"><text>À relire</text></threadedComment>'
        "</ThreadedComments>"
    )
    relate(members, PLAN, "threadedComment", f"/{part}")
    content_type = "application/vnd.ms-excel.threadedcomments+xml"
    override = f'<Override PartName="/{part}" ContentType="{content_type}"/>'
    members[TYPES] = str(members[TYPES]).replace("</Types>", f"{override}</Types>")


def _macros(members: Members) -> None:
    members["xl/vbaProject.bin"] = b"no project"
    relate(members, BOOK, "vbaProject", "vbaProject.bin")
    members[TYPES] = str(members[TYPES]).replace("</Types>", _VBA_TYPE)


CAUSES: list[Cause] = [
    # Content types
    of_furnished(
        "the extension of pictures told twice",
        "foglcz/xsl-excel-engine#3",
        "types_of_parts",
        (TYPES, "</Types>", '<Default Extension="png" ContentType="image/png"/></Types>'),
    ),
    of_furnished(
        "the extension of pictures not told",
        "Ziv-Barber/officegen#315 mk-j/PHP_XLSXWriter#88",
        "parts",
        (TYPES, '<Default Extension="png" ContentType="image/png"/>', ""),
    ),
    of_good(
        "a workbook with macros that says it has none",
        "weshatheleopard/rubyXL#162",
        "content_type",
        _macros,
    ),
    of_furnished(
        "the shapes of a chart typed as a drawing",
        "fundamental-research-labs/mog#353",
        "types_of_parts",
        (TYPES, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", _DRAWN),
    ),
    of_good(
        "a content type for a part that there is not",
        "ycphs/openxlsx#285",
        "parts",
        (
            TYPES,
            "</Types>",
            f'<Override PartName="/xl/drawings/drawing1.xml" ContentType="{_DRAWN}"/></Types>',
        ),
    ),
    of_good(
        "two parts of one name but for its case",
        "productdevbook/hucre#460",
        "parts",
        _twice,
    ),
    # Relationships
    of_good(
        "an id that is no XML name",
        "abap2xlsx/abap2xlsx#433",
        "relationships",
        ("xl/_rels/workbook.xml.rels", 'Id="rId5"', 'Id="rId*0"'),
    ),
    of_good(
        "drawings that a sheet is related to and that there are not",
        "JanMarvin/openxlsx2#92 JanMarvin/openxlsx2#535 vba-blocks/vba-blocks#13",
        "parts",
        lambda members: relate(members, SHEET, "drawing", "../drawings/drawing1.xml") and None,
    ),
    of_furnished(
        "a drawing asked for by another id than its own",
        "mini-software/MiniExcel#1011",
        "relationship_ids",
        (PLAN, 'r:id="rId3"', 'r:id="drawing1"'),
    ),
    of_furnished(
        "custom properties that are related and not there",
        "JanKallman/EPPlus#181",
        "parts",
        lambda members: members.pop(CUSTOM) and None,
    ),
    # Properties
    of_furnished(
        "a property of the document twice",
        "dtjohnson/xlsx-populate#215 python-openxml/python-docx#1037",
        "properties",
        (
            _CORE,
            "</cp:coreProperties>",
            "<cp:lastModifiedBy>A</cp:lastModifiedBy><cp:lastModifiedBy>B</cp:lastModifiedBy>"
            "</cp:coreProperties>",
        ),
    ),
    of_furnished(
        "core properties in the namespace of custom ones",
        "4teamwork/docxcompose#101 python-openxml/python-docx#1037",
        "properties",
        (
            _CORE,
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        ),
    ),
    # Drawings
    of_furnished(
        "a frame of a chart without its chart",
        "office-kit/xlsx#110 office-kit/xlsx#125",
        "drawings.anchors",
        (DRAWING, 'r:id="rId1"', 'r:id=""'),
    ),
    of_furnished(
        "a frame of an unknown kind",
        "dotnet/Open-XML-SDK#1716",
        "drawings.anchors",
        (DRAWING, 'graphicData uri="http:', 'graphicData uri="https:'),
    ),
    of_furnished(
        "how to move an anchor of one cell",
        "exceljs/exceljs#1083 qax-os/excelize#2128",
        "drawings.anchors",
        (DRAWING, "<oneCellAnchor>", '<oneCellAnchor editAs="oneCell">'),
    ),
    of_furnished(
        "the corner of an anchor out of order",
        "EPPlusSoftware/EPPlus#671",
        "drawings.anchors",
        (DRAWING, "<colOff>0</colOff><row>1</row>", "<row>1</row><colOff>0</colOff>"),
    ),
    of_furnished(
        "an axis that a plot asks for and that there is not",
        "lofcz/pptxgenjs-plus#12",
        "drawings.charts",
        (CHART, '<axId val="100"/></barChart>', '<axId val="100"/><axId val="9"/></barChart>'),
    ),
    # Notes
    of_furnished(
        "shapes of two sheets in one block of ids",
        "exceljs/exceljs#3070",
        "drawings.notes",
        (_OTHER_SHAPES, 'data="2"', 'data="1"'),
    ),
    of_furnished(
        "notes of a sheet that has no shapes",
        "qax-os/excelize#228",
        "drawings.notes",
        (
            SECOND,
            '<legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships" r:id="anysvml"/>',
            "",
        ),
    ),
    of_furnished(
        "shapes that are no XML",
        "nissl-lab/npoi#1550",
        "drawings.notes",
        (SHAPES, "</xml>", "<div></xml>"),
    ),
    of_furnished(
        "a thread of nobody",
        "JanMarvin/openxlsx2#766",
        "drawings.notes",
        _without_people,
    ),
    # Macros and the ribbon
    of_good(
        "macros that are no project",
        "AndyGlx/FullControl-GCode-Designer#4 EPPlusSoftware/EPPlus#955",
        "code_names",
        _macros,
    ),
    of_furnished(
        "a ribbon under addresses with https",
        "MicrosoftDocs/VBA-Docs#263",
        "ribbon",
        (RIBBON, 'xmlns="http:', 'xmlns="https:'),
    ),
    of_furnished(
        "a relationship of the ribbon with https",
        "MicrosoftDocs/VBA-Docs#263",
        "relationships",
        (_PACKAGE, 'Type="http://schemas.microsoft.com', 'Type="https://schemas.microsoft.com'),
    ),
]
