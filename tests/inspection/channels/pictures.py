"""What a picture carries beside its pixels."""

from __future__ import annotations

import struct
import zlib

from motxl.ooxml import Workbook
from tests.inspection.channels.pixels import blocks, bmp, chunk, exif, gif, jpeg, png, segment, webp
from tests.inspection.channels.tools import SVG, Channels, edited, image, related
from tests.inspection.making import CANARY, OFFICE, SHEET, again, with_part

_C = CANARY.encode()
_XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r"><d>%b</d></rdf:RDF></x:xmpmeta>'
    % _C
)


def _png(more: bytes = b"", after: bytes = b"") -> Workbook:
    return image(png(more, after), "image1.png")


def _jpeg(more: bytes = b"", after: bytes = b"") -> Workbook:
    return image(jpeg(more, after), "image1.jpeg")


def _behind_rows() -> Workbook:
    rows = (b"\0" + b"\xff\0\0") * 2 + b"\0" + b"\xff\0\0" * 2
    header = chunk(b"IHDR", struct.pack(">2I5B", 2, 2, 8, 2, 0, 0, 1))
    pixels = chunk(b"IDAT", zlib.compress(rows + _C[:1]))
    return image(png()[:8] + header + pixels + chunk(b"IEND", b""), "image1.png")


def _svg(inner: str, before: str = "") -> Workbook:
    return image((before + SVG % inner).encode(), "image1.svg")


def _from_the_web() -> Workbook:
    workbook = image(png(), "image1.png")
    xml = workbook.part("xl/drawings/drawing1.xml").replace(b'r:embed="rId1"', b'r:link="rId1"')
    workbook.replace_part("xl/drawings/drawing1.xml", xml)
    rels = "xl/drawings/_rels/drawing1.xml.rels"
    links = workbook.part(rels).replace(
        b'Target="../media/image1.png"',
        b'Target="https://example.org/%b.png" TargetMode="External"' % _C,
    )
    workbook.package.replace(rels, links)
    workbook.package.remove("xl/media/image1.png")
    return again(workbook)


def _background() -> Workbook:
    # After the margins: Excel wants elements in their order.
    picture = (
        '<picture xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'r:id="rId1"/>'
    )
    workbook = edited((SHEET, "</worksheet>", f"{picture}</worksheet>"))
    workbook.package.add("xl/media/image1.png", png(chunk(b"tEXt", b"x\0" + _C)), "image/png")
    link = f'<Relationship Id="rId1" Type="{OFFICE}image" Target="../media/image1.png"/>'
    return related(SHEET, link, workbook)


def _thumbnail() -> Workbook:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    return with_part("docProps/thumbnail.jpeg", jpeg(), kind=kind, source="", content="image/jpeg")


CHANNELS: Channels = {
    "a text of a PNG": ("picture-data", lambda: _png(chunk(b"tEXt", b"Comment\0" + _C))),
    "a packed text of a PNG": (
        "picture-data",
        lambda: _png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(_C))),
    ),
    "an international text of a PNG": (
        "picture-data",
        lambda: _png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + _XMP)),
    ),
    "Exif of a PNG": ("picture-data", lambda: _png(chunk(b"eXIf", exif(_C)))),
    "the time of a PNG": ("picture-data", lambda: _png(chunk(b"tIME", b"\x07\xe9\1\1\1\1\1"))),
    "a profile of a PNG": (
        "picture-data",
        lambda: _png(chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 128 + b"desc" + _C))),
    ),
    "a palette's name in a PNG": (
        "picture-data",
        lambda: _png(chunk(b"sPLT", _C + b"\0\x08")),
    ),
    "an unknown chunk of a PNG": ("picture-data", lambda: _png(chunk(b"seCr", _C))),
    "a text behind a number of a PNG": (
        "picture-data",
        lambda: _png(chunk(b"gAMA", b"\0\0\xb1\x8f" + _C)),
    ),
    "a frame of no animation": (
        "picture-data",
        lambda: _png(chunk(b"fdAT", b"\0\0\0\0" + _C)),
    ),
    "bytes behind the rows of an interlaced PNG": ("opaque-picture", _behind_rows),
    "a text behind the tables of a JPEG": (
        "opaque-picture",
        lambda: _jpeg(segment(0xDD, b"\0\0" + _C)),
    ),
    "bytes behind the pixels of a GIF": (
        "opaque-picture",
        lambda: image(gif()[:-2] + blocks(_C) + b";", "image1.gif"),
    ),
    "bytes after a PNG": ("picture-data", lambda: _png(after=_C)),
    "Exif of a JPEG": (
        "picture-data",
        lambda: _jpeg(segment(0xE1, b"Exif\0\0" + exif(_C))),
    ),
    "Exif with an orientation": (
        "picture-data",
        lambda: _jpeg(segment(0xE1, b"Exif\0\0" + exif(_C, 6))),
    ),
    "XMP of a JPEG": (
        "picture-data",
        lambda: _jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _XMP)),
    ),
    "IPTC of a JPEG": (
        "picture-data",
        lambda: _jpeg(
            segment(0xED, b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x12\x1c\2x\0\x0d" + _C)
        ),
    ),
    "a profile of a JPEG": (
        "picture-data",
        lambda: _jpeg(segment(0xE2, b"ICC_PROFILE\0\1\1" + b"\0" * 128 + b"desc" + _C)),
    ),
    "a comment of a JPEG": ("picture-data", lambda: _jpeg(segment(0xFE, _C))),
    "an unknown segment of a JPEG": ("picture-data", lambda: _jpeg(segment(0xEA, _C))),
    "the thumbnail of JFIF": (
        "picture-data",
        lambda: _jpeg(segment(0xE0, b"JFXX\0\x10" + _C)),
    ),
    "bytes after a JPEG": ("picture-data", lambda: _jpeg(after=_C)),
    "a comment of a GIF": (
        "picture-data",
        lambda: image(gif(b"\x21\xfe" + blocks(_C)), "image1.gif"),
    ),
    "XMP of a GIF": (
        "picture-data",
        lambda: image(gif(b"\x21\xff\x0bXMP DataXMP" + blocks(_XMP)), "image1.gif"),
    ),
    "a plain text of a GIF": (
        "picture-data",
        lambda: image(gif(b"\x21\x01\x0c" + b"\0" * 12 + blocks(_C)), "image1.gif"),
    ),
    "bytes after a GIF": ("picture-data", lambda: image(gif(after=_C), "image1.gif")),
    "bytes after a BMP": ("picture-data", lambda: image(bmp(_C), "image1.bmp")),
    "a TIFF": (
        "opaque-picture",
        lambda: image(exif(_C), "image1.tiff"),
    ),
    "an EMF": (
        "opaque-picture",
        lambda: image(
            b"\1\0\0\0" + b"\0" * 36 + b" EMF" + CANARY.encode("utf-16-le"), "image1.emf"
        ),
    ),
    "a WMF": ("opaque-picture", lambda: image(b"\xd7\xcd\xc6\x9a" + _C, "image1.wmf")),
    "XMP of a WebP": (
        "opaque-picture",
        lambda: image(webp((b"XMP ", _XMP)), "image1.webp"),
    ),
    "no picture at all": ("opaque-picture", lambda: image(_C, "image1.png")),
    "a cropped picture": (
        "cropped-picture",
        lambda: image(png(), "image1.png", crop='<a:srcRect l="50000"/>'),
    ),
    "a picture from the web": ("external-link", _from_the_web),
    "a background": ("picture-data", _background),
    "a thumbnail": ("thumbnail", _thumbnail),
    "the title of an SVG": ("picture-data", lambda: _svg(f"<title>{CANARY}</title>")),
    "the description of an SVG": ("picture-data", lambda: _svg(f"<desc>{CANARY}</desc>")),
    "the metadata of an SVG": ("picture-data", lambda: _svg(f"<metadata>{CANARY}</metadata>")),
    "a comment in an SVG": ("picture-data", lambda: _svg(f"<!-- {CANARY} -->")),
    "an attribute in an SVG": (
        "picture-data",
        lambda: _svg(f'<g xmlns:i="urn:i" i:label="{CANARY}"/>'),
    ),
    "a program in an SVG": ("picture-data", lambda: _svg(f"<script>//{CANARY}</script>")),
}
