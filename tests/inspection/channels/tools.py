"""Ways to hide a word in a plain workbook: between two elements, in a part, in a drawing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from motxl.ooxml import Workbook
from tests.inspection.making import BOOK, CANARY, OFFICE, SHEET, again, plain, with_part

Channels = dict[str, tuple[str, Callable[[], Workbook]]]
STYLES = "xl/styles.xml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
XDR = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">%s</svg>'
DRAWING = "xl/drawings/drawing1.xml"
_MORE = "application/vnd.openxmlformats-officedocument."


def edited(*changes: tuple[str, str, str], base: Workbook | None = None) -> Workbook:
    """A workbook in whose parts a text was replaced by another, once each."""
    workbook = base or plain()
    for part, old, new in changes:
        data = workbook.part(part)
        assert data.count(old.encode()) >= 1, (part, old, data[:2000])
        workbook.replace_part(part, data.replace(old.encode(), new.encode(), 1))
    return again(workbook)


def beside_cells(xml: str, base: Workbook | None = None) -> Workbook:
    """A sheet with more elements after its cells."""
    return edited((SHEET, "</sheetData>", "</sheetData>" + xml), base=base)


def cell(xml: str, *styles: tuple[str, str]) -> Workbook:
    """One more row, with styles changed as told."""
    changes = [(STYLES, old, new) for old, new in styles]
    return edited((SHEET, "</sheetData>", f'<row r="4">{xml}</row></sheetData>'), *changes)


def text(style: int = 1, place: str = "A4", value: str = CANARY) -> str:
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>'


def styled(font: str = "", fill: str = "", number: str = "") -> tuple[tuple[str, str], ...]:
    """A second cell format: a font, a fill or a number format of its own."""
    changes = []
    if font:
        changes.append(("</fonts>", f'<font><name val="Calibri"/>{font}</font></fonts>'))
    if fill:
        changes.append(("</fills>", f"<fill>{fill}</fill></fills>"))
    if number:
        code = f'<numFmts count="1"><numFmt numFmtId="200" formatCode="{number}"/></numFmts>'
        changes.append(('<numFmts count="0"/>', code))
    xf = f'<xf numFmtId="{200 if number else 0}" fontId="{int(bool(font))}" '
    xf += f'fillId="{2 if fill else 0}" borderId="0" xfId="0"/></cellXfs>'
    return (*changes, ("</cellXfs>", xf))


def of_book(before: str, xml: str) -> Workbook:
    return edited((BOOK, before, xml + before))


def related(source: str, links: str, base: Workbook) -> Workbook:
    """Relationships of a part that has none yet."""
    folder, _slash, name = source.rpartition("/")
    rels = f"{XML}<Relationships xmlns={PACKAGE_LINKS}>{links}</Relationships>"
    base.package.add(f"{folder}/_rels/{name}.rels", rels.encode())
    return again(base)


PACKAGE_LINKS = '"http://schemas.openxmlformats.org/package/2006/relationships"'


def part(name: str, xml: str, kind: str, source: str = BOOK) -> Workbook:
    """A workbook with one more part; ``kind`` is a whole type or its last word."""
    kind = kind if "/" in kind else OFFICE + kind
    return with_part(name, (XML + xml).encode(), kind=kind, source=source)


# Drawings


def drawing(
    objects: str, *links: tuple[str, str], base: Workbook | None = None, at: str = ""
) -> Workbook:
    """A sheet with a drawing; ``links`` are kinds and targets, external where they hold a colon."""
    workbook = base or plain()
    if "<xdr:twoCellAnchor" not in objects and "<mc:" not in objects:
        objects = anchored(objects, at)
    xml = f"{XML}<xdr:wsDr {XDR} {A} {R} {C}>{objects}</xdr:wsDr>"
    workbook.add_part(
        *(DRAWING, xml.encode(), _MORE + "drawing+xml"), source=SHEET, kind=OFFICE + "drawing"
    )
    sheet = workbook.part(SHEET)
    workbook.replace_part(
        SHEET, sheet.replace(b"</worksheet>", f'<drawing {R} r:id="rId1"/></worksheet>'.encode())
    )
    if links:
        told = "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}{kind}" Target="{target}"'
            f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
            for n, (kind, target) in enumerate(links, 1)
        )
        return related(DRAWING, told, workbook)
    return again(workbook)


def anchored(xml: str, corners: str = "") -> str:
    """``corners``: first column and row, last column and row, 0-based; D6 to H12 by default."""
    left, top, right, bottom = (corners or "3 5 7 11").split()
    return (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{left}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{top}"
        f"</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>{right}</xdr:col><xdr:colOff>0"
        f"</xdr:colOff><xdr:row>{bottom}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>{xml}<xdr:clientData/>"
        "</xdr:twoCellAnchor>"
    )


def shape(
    said: str = CANARY, *, props: str = "", run: str = "", attributes: str = "", geometry: str = ""
) -> str:
    """A text box: ``props`` fill and line, ``run`` properties of its text."""
    size = geometry or '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="TextBox 1"{attributes}/>'
        f'<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr>{size}<a:prstGeom prst="rect"/>{props}'
        f"</xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r>{run}<a:t>{said}</a:t></a:r></a:p>"
        "</xdr:txBody></xdr:sp>"
    )


def image(
    data: bytes, name: str, *, crop: str = "", attributes: str = "", blip: str = ""
) -> Workbook:
    """A picture on the sheet."""
    workbook = drawing(
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Picture 1"{attributes}/><xdr:cNvPicPr/>'
        f'</xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/>{crop}</xdr:blipFill>'
        '<xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr></xdr:pic>',
        ("image", f"../media/{name}"),
    )
    workbook.package.add(f"xl/media/{name}", data, f"image/{name.rpartition('.')[2]}")
    return again(workbook)


def chart(xml: str, name: str = "xl/charts/chart1.xml", kind: str = "chart") -> Workbook:
    """A sheet with a chart whose part holds ``xml`` within ``c:chartSpace``."""
    workbook = drawing(
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1"/>'
        "<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm/><a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId1"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame>",
        (kind, "../charts/" + name.rpartition("/")[2]),
    )
    data = f"{XML}<c:chartSpace {C} {A} {R}>{xml}</c:chartSpace>"
    workbook.package.add(name, data.encode(), _MORE + "drawingml.chart+xml")
    return again(workbook)


def series(formula: str, values: str, *, kind: str = "cat", ref: str = "str") -> str:
    cache = f'<c:{ref}Cache><c:ptCount val="1"/>{values}</c:{ref}Cache>'
    inner = f"<c:{kind}><c:{ref}Ref><c:f>{formula}</c:f>{cache}</c:{ref}Ref></c:{kind}>"
    if kind != "val":
        inner += (
            '<c:val><c:numRef><c:f>Feuil1!$B$2</c:f><c:numCache><c:ptCount val="1"/>'
            '<c:pt idx="0"><c:v>3</c:v></c:pt></c:numCache></c:numRef></c:val>'
        )
    return (
        '<c:chart><c:plotArea><c:barChart><c:ser><c:idx val="0"/><c:order val="0"/>'
        f"{inner}</c:ser></c:barChart></c:plotArea></c:chart>"
    )


def point(value: str = CANARY) -> str:
    return f'<c:pt idx="0"><c:v>{value}</c:v></c:pt>'


# Archives


def rezipped(change: Callable[[zipfile.ZipFile, zipfile.ZipInfo, bytes], None]) -> bytes:
    """The plain workbook, each member written by ``change``."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain().to_bytes())) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            change(target, info, source.read(info))
    return written.getvalue()
