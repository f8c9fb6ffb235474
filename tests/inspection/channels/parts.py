"""Whole parts, properties, and the archive itself."""

from __future__ import annotations

import io
import struct
import zipfile

from motxl.ooxml import Workbook
from tests.inspection.channels.tools import Channels, X, edited, part, rezipped
from tests.inspection.making import BOOK, CANARY, MS, OFFICE, SHEET, again, plain, with_part

_APP = "docProps/app.xml"
_CORE = "docProps/core.xml"
_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
    'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="%s"><vt:lpwstr>%s</vt:lpwstr>'
    "</property></Properties>"
)


def _app(element: str) -> Workbook:
    return edited((_APP, "</Properties>", element + "</Properties>"))


def _label(site: str = CANARY, properties: bool = False) -> Workbook:
    workbook = with_part(
        "docMetadata/LabelInfo.xml",
        (
            '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata">'
            f'<clbl:label id="{{{site}}}" enabled="1"/></clbl:labelList>'
        ).encode(),
        kind=MS + "2020/02/relationships/classificationlabels",
        source="",
    )
    if properties:
        workbook.add_part(
            *("docProps/custom.xml", (_CUSTOM % ("MSIP_Label_1_Name", CANARY)).encode()),
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            source="",
            kind=OFFICE + "custom-properties",
        )
    return again(workbook)


def _commented(name: str) -> Workbook:
    data = plain().part(name).decode()
    end = data.rindex("</")
    return edited((name, data[end:], f"<!-- {CANARY} -->{data[end:]}"))


def _after(name: str, more: str) -> Workbook:
    workbook = plain()
    workbook.package.replace(name, workbook.part(name) + more.encode())
    return again(workbook)


# The archive


def _archive_comment() -> Workbook:
    written = io.BytesIO(plain().to_bytes())
    with zipfile.ZipFile(written, "a") as archive:
        archive.comment = CANARY.encode()
    return Workbook(written.getvalue())


def _comment_with_an_end() -> Workbook:
    """A comment that holds the signature of the record before it."""
    data = plain().to_bytes()
    comment = CANARY.encode() + b" PK\5\6 zip"
    return Workbook(data[:-2] + struct.pack("<H", len(comment)) + comment)


def _zip64_extension() -> Workbook:
    """Bytes between the record of the end in 64 bits and the record that says where it is."""
    data, secret = plain().to_bytes(), CANARY.encode()
    end = data.rindex(b"PK\x05\x06")
    *_numbers, count, size, start, _comment = struct.unpack("<4s4H2IH", data[end:])
    numbers = (44 + len(secret), 45, 45, 0, 0, count, count, size, start)
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", *numbers) + secret
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    return Workbook(data[:end] + record + locator + data[end:])


def _member_comment() -> Workbook:
    def change(target: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
        info.comment = CANARY.encode() if info.filename == SHEET else b""
        target.writestr(info, data)

    return Workbook(rezipped(change))


def _member_extra() -> Workbook:
    def change(target: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
        if info.filename == SHEET:
            info.extra = struct.pack("<HH", 0xCAFE, len(CANARY)) + CANARY.encode()
        target.writestr(info, data)

    return Workbook(rezipped(change))


def _gap(before: bool = False) -> Workbook:
    """Bytes that no member covers: before the first, or between the last and the directory."""
    data = plain().to_bytes()
    end = data.rindex(b"PK\x05\x06")
    fields = list(struct.unpack("<4s4H2IH", data[end : end + 22]))
    start, secret = fields[6], CANARY.encode()
    at = 0 if before else start
    directory = bytearray(data[start:end])
    if before:
        position = 0
        while position < len(directory):
            values = struct.unpack_from("<4s6H3I5H2I", directory, position)
            struct.pack_into("<I", directory, position + 42, values[16] + len(secret))
            position += 46 + sum(values[10:13])
    fields[6] += len(secret)
    return Workbook(
        data[:at] + secret + data[at:start] + bytes(directory) + struct.pack("<4s4H2IH", *fields)
    )


def _unlisted_member() -> Workbook:
    """A member that the directory does not list."""
    data = plain().to_bytes()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("secret.txt", CANARY)
    local = written.getvalue()[: written.getvalue().index(b"PK\x01\x02")]
    end = data.rindex(b"PK\x05\x06")
    fields = list(struct.unpack("<4s4H2IH", data[end : end + 22]))
    start = fields[6]
    fields[6] += len(local)
    return Workbook(data[:start] + local + data[start:end] + struct.pack("<4s4H2IH", *fields))


def _folder() -> Workbook:
    written = io.BytesIO(plain().to_bytes())
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(f"{CANARY}/", "")
    return Workbook(written.getvalue())


def _after_deflate() -> Workbook:
    """Bytes behind the end of a member's compressed stream, counted as compressed."""
    data = plain().to_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        last = max(archive.infolist(), key=lambda one: one.header_offset)
    secret = CANARY.encode()
    end = data.rindex(b"PK\x05\x06")
    fields = list(struct.unpack("<4s4H2IH", data[end : end + 22]))
    start = fields[6]
    local = bytearray(data[last.header_offset : start])
    directory = bytearray(data[start:end])
    at = directory.index(last.filename.encode()) - 46
    for buffer, place in ((local, 18), (directory, at + 20)):
        (size,) = struct.unpack_from("<I", buffer, place)
        struct.pack_into("<I", buffer, place, size + len(secret))
    fields[6] += len(secret)
    return Workbook(
        data[: last.header_offset]
        + bytes(local)
        + secret
        + bytes(directory)
        + struct.pack("<4s4H2IH", *fields)
    )


CHANNELS: Channels = {
    "the manager": ("author", lambda: _app(f"<Manager>{CANARY}</Manager>")),
    "the base of links": ("property", lambda: _app(f"<HyperlinkBase>{CANARY}</HyperlinkBase>")),
    "the template's name": ("property", lambda: _app(f"<Template>{CANARY}</Template>")),
    "links that properties remember": (
        "property",
        lambda: _app(
            '<HLinks><vt:vector xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'docPropsVTypes" size="1" baseType="variant"><vt:variant><vt:lpwstr>{CANARY}'
            "</vt:lpwstr></vt:variant></vt:vector></HLinks>"
        ),
    ),
    "the application": (
        "property",
        lambda: edited((_APP, "Microsoft Excel Compatible / Openpyxl 3.1.5", CANARY)),
    ),
    "a keyword": (
        "property",
        lambda: edited(
            (
                _CORE,
                "</cp:coreProperties>",
                f"<cp:keywords>{CANARY}</cp:keywords></cp:coreProperties>",
            )
        ),
    ),
    "a subject": (
        "property",
        lambda: edited(
            (
                _CORE,
                "</cp:coreProperties>",
                f'<dc:subject xmlns:dc="http://purl.org/dc/elements/1.1/">{CANARY}</dc:subject>'
                "</cp:coreProperties>",
            )
        ),
    ),
    "the name of a custom property": (
        "property",
        lambda: part("docProps/custom.xml", _CUSTOM % (CANARY, ""), "custom-properties", ""),
    ),
    "a sensitivity label": ("label", _label),
    "a sensitivity label and its properties": ("label", lambda: _label("label", properties=True)),
    "a comment in a sheet's part": ("xml-comment", lambda: _commented(SHEET)),
    "a comment in the styles": ("xml-comment", lambda: _commented("xl/styles.xml")),
    "a comment in the relationships": (
        "xml-comment",
        lambda: _commented("xl/_rels/workbook.xml.rels"),
    ),
    "a comment in the content types": ("xml-comment", lambda: _commented("[Content_Types].xml")),
    "an instruction in the workbook": (
        "xml-comment",
        lambda: edited((BOOK, "<workbookPr/>", f"<?secret {CANARY}?><workbookPr/>")),
    ),
    "a comment after the theme": (
        "xml-comment",
        lambda: _after("xl/theme/theme1.xml", f"<!-- {CANARY} -->"),
    ),
    "a comment on the archive": ("archive", _archive_comment),
    "a comment with the signature of an end": ("archive", _comment_with_an_end),
    "bytes between the records of a large archive": ("archive", _zip64_extension),
    "a comment on a member": ("archive", _member_comment),
    "an extra field of a member": ("archive", _member_extra),
    "bytes before the archive": ("archive", lambda: _gap(before=True)),
    "bytes before the directory": ("archive", _gap),
    "a member that is not listed": ("archive", _unlisted_member),
    "bytes behind a compressed stream": ("archive", _after_deflate),
    "a folder": ("stray-part", _folder),
    "a content type of no part": (
        "stray-part",
        lambda: edited(
            (
                "[Content_Types].xml",
                "</Types>",
                f'<Override PartName="/xl/{CANARY}.xml" ContentType="application/xml"/></Types>',
            )
        ),
    ),
    "a relationship of no part": (
        "stray-part",
        lambda: edited(
            (
                "xl/_rels/workbook.xml.rels",
                "</Relationships>",
                f'<Relationship Id="rId77" Type="urn:x" Target="{CANARY}.xml"/></Relationships>',
            )
        ),
    ),
    "an address that nothing uses": (
        "external-link",
        lambda: edited(
            (
                "xl/_rels/workbook.xml.rels",
                "</Relationships>",
                f'<Relationship Id="rId77" Type="urn:x" Target="https://x.org/{CANARY}" '
                'TargetMode="External"/></Relationships>',
            )
        ),
    ),
    "a part of an unknown kind": (
        "stray-part",
        lambda: with_part("xl/secret.bin", CANARY.encode(), kind="urn:secret"),
    ),
    "a web extension": (
        "web-extension",
        lambda: part(
            "xl/webextensions/webextension1.xml",
            '<we:webextension xmlns:we="http://schemas.microsoft.com/office/webextensions/'
            f'webextension/2010/11" id="x"><we:properties><we:property name="x" value="{CANARY}"/>'
            "</we:properties></we:webextension>",
            MS + "2011/relationships/webextension",
            "",
        ),
    ),
    "a task pane": (
        "web-extension",
        lambda: part(
            "xl/webextensions/taskpanes.xml",
            '<wetp:taskpanes xmlns:wetp="http://schemas.microsoft.com/office/webextensions/taskpanes'
            f'/2010/11"><wetp:taskpane dockstate="{CANARY}"/></wetp:taskpanes>',
            MS + "2011/relationships/webextensiontaskpanes",
            "",
        ),
    ),
    "the ribbon": (
        "macro",
        lambda: part(
            "customUI/customUI14.xml",
            '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon>'
            f'<tab label="{CANARY}"/></ribbon></customUI>',
            MS + "2007/relationships/ui/extensibility",
            "",
        ),
    ),
    "cell metadata": (
        "metadata",
        lambda: part(
            "xl/metadata.xml",
            f'<metadata {X}><metadataStrings count="1"><s v="{CANARY}"/></metadataStrings>'
            "</metadata>",
            "sheetMetadata",
        ),
    ),
    "rich values": (
        "metadata",
        lambda: part(
            "xl/richData/rdrichvalue.xml",
            '<rvData xmlns="http://schemas.microsoft.com/office/spreadsheetml/2017/richdata" '
            f'count="1"><rv s="0"><v>{CANARY}</v></rv></rvData>',
            MS + "2017/06/relationships/rdRichValue",
        ),
    ),
    "a slicer": (
        "slicer",
        lambda: part(
            "xl/slicers/slicer1.xml",
            '<slicers xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
            f'<slicer name="x" cache="x" showCaption="0" caption="{CANARY}"/></slicers>',
            MS + "2007/relationships/slicer",
            SHEET,
        ),
    ),
    "the items of a slicer": (
        "slicer",
        lambda: part(
            "xl/slicerCaches/slicerCache1.xml",
            '<slicerCacheDefinition xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/'
            f'main" name="x" sourceName="{CANARY}"/>',
            MS + "2007/relationships/slicerCache",
        ),
    ),
    "a timeline": (
        "slicer",
        lambda: part(
            "xl/timelineCaches/timelineCache1.xml",
            '<timelineCacheDefinition xmlns="http://schemas.microsoft.com/office/spreadsheetml/2010/'
            f'11/main" name="x" sourceName="{CANARY}"/>',
            MS + "2011/relationships/timelineCache",
        ),
    ),
    "a server's topics": (
        "external-values",
        lambda: part(
            "xl/volatileDependencies.xml",
            f'<volTypes {X}><volType type="realTimeData"><main first="x"><tp><v>1</v><stp>{CANARY}'
            "</stp></tp></main></volType></volTypes>",
            "volatileDependencies",
        ),
    ),
    "a map of XML": (
        "custom-xml",
        lambda: part(
            "xl/xmlMaps.xml",
            f'<MapInfo {X} SelectionNamespaces=""><Map ID="1" Name="{CANARY}" RootElement="x"/>'
            "</MapInfo>",
            "xmlMaps",
        ),
    ),
    "the theme's colours": (
        "theme-name",
        lambda: edited(
            (
                "xl/theme/theme1.xml",
                "</a:theme>",
                f'<a:custClrLst><a:custClr name="{CANARY}"><a:srgbClr val="000000"/></a:custClr>'
                "</a:custClrLst></a:theme>",
            )
        ),
    ),
    "the theme's name": (
        "theme-name",
        lambda: edited(
            (
                "xl/theme/theme1.xml",
                'name="Office Theme"',
                f'name="Le {CANARY} part en mars prochain"',
            )
        ),
    ),
    "a printer of a chart sheet": (
        "printer",
        lambda: with_part(
            "xl/printerSettings/printerSettings9.bin",
            CANARY.encode("utf-16-le").ljust(64, b"\0"),
            kind=OFFICE + "printerSettings",
            source=BOOK,
        ),
    ),
    "the digital signature": (
        "author",
        lambda: part(
            "_xmlsignatures/sig1.xml",
            '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Object><SignatureProperties><x>'
            f"{CANARY}</x></SignatureProperties></Object></Signature>",
            "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature",
            "",
        ),
    ),
    "what was attached": (
        "macro",
        lambda: with_part(
            "xl/attachedToolbars.bin",
            CANARY.encode(),
            kind=MS + "2006/relationships/attachedToolbars",
        ),
    ),
}
