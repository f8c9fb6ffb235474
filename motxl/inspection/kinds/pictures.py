"""What pictures carry beside their pixels: texts, places, thumbnails, bytes behind their end.

Formats whose insides are not understood here are told as such. A picture is stripped without being
compressed again.
"""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts
from motxl.inspection.pictures import NotReadableError, stripped, svg
from motxl.inspection.pictures.stripped import Stripped
from motxl.ooxml import Workbook
from motxl.ooxml.xml.scan import XmlError
from motxl.ooxml.xml.tree import XmlTree, parse

_KINDS = ("image", "hdphoto", "media", "video", "audio", "model3d")
_PLACES = ("xl/media/", "docprops/thumbnail")


def find(parts: Parts) -> Iterator[Finding]:
    thumbnails = parts.of_kind("thumbnail")
    for part in thumbnails:
        yield Finding("thumbnail", part, part.rpartition("/")[2], removable=True)
    for part, data in _pictures(parts).items():
        if part in thumbnails:
            continue
        try:
            if svg.is_svg(data):
                drawing = _drawing(data)
                for text in svg.unseen_texts(drawing.root):
                    yield Finding("hidden-object", part, quoted(text))
                taken = svg.stripped(drawing).taken
            else:
                taken = stripped(data).taken
        except NotReadableError:
            yield Finding("opaque-picture", part, part.rpartition("/")[2])
            continue
        for what in taken:
            yield Finding("picture-data", part, quoted(what), removable=True)


def remove(workbook: Workbook) -> None:
    parts = Parts(workbook)
    for part in parts.of_kind("thumbnail"):
        workbook.remove_part(part)
    for part, data in _pictures(Parts(workbook)).items():
        try:
            found = _clean(data)
        except NotReadableError:
            continue
        if found.taken:
            workbook.replace_part(part, found.data)


def _clean(data: bytes) -> Stripped:
    return svg.stripped(_drawing(data)) if svg.is_svg(data) else stripped(data)


def _pictures(parts: Parts) -> dict[str, bytes]:
    linked = {part for kind in _KINDS for part in parts.of_kind(kind)}
    return {
        part: parts.package.part(part)
        for part in parts.names
        if part in linked or part.casefold().startswith(_PLACES)
    }


def _drawing(data: bytes) -> XmlTree:
    """Raises ``NotReadableError`` for what is no XML, or brings its own entities."""
    try:
        return parse(data, remarks=True, encoding=None)
    except XmlError:
        raise NotReadableError from None
