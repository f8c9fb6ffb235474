"""Elements that hold what somebody typed and that no page shows, wherever in the package they are.

The names are those of ECMA-376 part 1 (18, 20) and of [MS-XLSX], without their prefixes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local, text_of
from motxl.inspection.shown import ShownCells, folded
from motxl.ooxml.xml.tree import TreeElement


class _Telling(NamedTuple):
    kind: str
    attributes: tuple[str, ...] = ()
    text: bool = False
    """Whether the text in it tells something too"""


_TELLING = {
    "dataValidation": _Telling("validation", ("promptTitle", "prompt", "errorTitle", "error")),
    "scenario": _Telling("scenario", ("name", "user", "comment")),
    "inputCells": _Telling("scenario", ("val",)),
    "customWorkbookView": _Telling("view", ("name",)),
    "customSheetView": _Telling("view", (), text=True),
    "namedSheetView": _Telling("view", ("name",)),
    "fileSharing": _Telling("author", ("userName",)),
    "workbookProtection": _Telling("author", ("userName",)),
    "protectedRange": _Telling("author", ("name", "securityDescriptor"), text=True),
    "dataRef": _Telling("external-link", ("name", "sheet")),
    "webPublishItem": _Telling("publishing", ("destinationFile", "title", "sourceObject")),
    "webPublishObject": _Telling("publishing", ("destinationFile", "title", "sourceObject")),
    "functionGroup": _Telling("defined-name", ("name",)),
    "definedName": _Telling(
        "defined-name", ("comment", "description", "help", "statusBar", "customMenu")
    ),
    "smartTagType": _Telling("extension", ("name", "url")),
    "cellSmartTagPr": _Telling("extension", ("key", "val")),
    "controlPr": _Telling("alt-text", ("altText",)),
    "objectPr": _Telling("alt-text", ("altText",)),
    "pivotTableDefinition": _Telling("alt-text", ("altText", "altTextSummary")),
    "item": _Telling("control", ("val",)),
    "slicerCacheDefinition": _Telling("slicer", ("sourceName",)),
    "timelineCacheDefinition": _Telling("slicer", ("sourceName",)),
    "Map": _Telling("custom-xml", ("Name",)),
    "stp": _Telling("external-values", (), text=True),
    "ocxPr": _Telling("control", ("value",)),
    "taskpane": _Telling("web-extension", ("dockstate",)),
    "webextension": _Telling("web-extension", ("id",)),
    "property": _Telling("web-extension", ("value",)),
    "rPh": _Telling("phonetic", (), text=True),
    "custClr": _Telling("theme-name", ("name",)),
    "ListItem": _Telling("control", (), text=True),
    "SignatureProperties": _Telling("author", (), text=True),
    "userInfo": _Telling("author", ("name",)),
}
_ONLY_IN = {
    "item": "ctrlprop",
    "property": "webextension",
    "taskpane": "webextension",
    "Map": "xmlmaps",
}
"""What a part is called that has the element: elsewhere the name means something else"""
_SHOWN = {"table", "slicer", "sortCondition", "filter", "customFilter", "cfRule"}
"""Elements of which it depends on the cells, or on another attribute, whether they tell anything"""
_NAMES = "|".join(sorted({*_TELLING, *_SHOWN} - {"definedName", "rPh"}))
_ANY = re.compile(rf"<(?:[\w.-]+:)?(?:{_NAMES})[\s/>]".encode())
_MARKS = (b"codeName", b"altText", b"comment=", b"description=", b"help=", b"statusBar=", b"rPh")
_CODE_NAME = re.compile(
    r"(?i)(?:sheet|feuil|tabelle|hoja|foglio|planilha|folha|blad|ark|taul|list|arkusz|munka|chart|"
    r"graph|diagramm|gráfico|grafico|grafiek|plan|лист|worksheet|dialog|macro)\w{0,3}\d*\Z|"
    r"(?:this|dies|diese|ce|ez|deze|denne|ten|este|questa|esta)_?\w*(?:workbook|arbeitsmappe|"
    r"classeur|libro|cartella_?di_?lavoro|werkmap|skoroszyt|pasta_?de_?trabalho)\Z|"
    r"thisworkbook|workbook|эта_?книга|arbeitsmappe|feuille\d*"
)


def find(parts: Parts) -> Iterator[Finding]:
    shown = ShownCells(parts)
    for part in parts.of_xml:
        if _tells(parts.unusual(part)):
            yield from _of_part(parts, part, shown)


@lru_cache(maxsize=64)
def _tells(working: bytes) -> bool:
    """Most parts are the same from one extract to the next."""
    return any(mark in working for mark in _MARKS) or _ANY.search(working) is not None


def _of_part(parts: Parts, part: str, shown: ShownCells) -> Iterator[Finding]:
    lower = part.casefold()
    project = bool(parts.of_kind("vbaProject"))
    for element in parts.tree(part).iter():
        name = local(element)
        told = _TELLING.get(name)
        if told is not None and _ONLY_IN.get(name, "") in lower:
            yield from _texts_in(parts, part, element, told)
        elif name in _SHOWN:
            yield from _unless_shown(parts, part, element, shown)
        elif name in ("sheetPr", "workbookPr") and not project:
            code = element.get("codeName", "")
            if code and not _CODE_NAME.match(code):
                yield Finding("code-name", parts.place(part), quoted(code))
        if name not in _TELLING and (element.get("altText") or element.get("altTextSummary")):
            told = _Telling("alt-text", ("altText", "altTextSummary"))
            yield from _texts_in(parts, part, element, told)


def _texts_in(parts: Parts, part: str, element: TreeElement, told: _Telling) -> Iterator[Finding]:
    place = parts.place(part)
    ref = element.get("sqref") or element.get("r") or element.get("ref") or ""
    if part in parts.sheets and ref:
        place = f"{place}!{ref}"
    values = {str(name).rpartition("}")[2]: str(v) for name, v in element.attrib.items()}
    said = [values.get(name, "") for name in told.attributes]
    if told.text:
        said.append(text_of(element))
        if local(element) == "customSheetView":
            said += [e.get("val", "") for e in element.iter() if local(e).endswith("ilter")]
    what = "; ".join(filter(None, (text.strip() for text in said)))
    if what:
        yield Finding(told.kind, place, quoted(what))


def _unless_shown(
    parts: Parts, part: str, element: TreeElement, shown: ShownCells
) -> Iterator[Finding]:
    name, place = local(element), parts.place(part)
    if name == "table":
        if element.get("comment"):
            yield Finding("table-text", part, quoted(element.get("comment", "")))
        totals = element.get("totalsRowCount", "0") not in ("0", "")
        for column in element.iter():
            if local(column) == "tableColumn":
                yield from _of_column(column, part, shown, totals=totals)
    elif name == "slicer":
        caption = element.get("caption", "")
        if caption and element.get("showCaption") in ("0", "false"):
            yield Finding("slicer", part, quoted(caption))
    elif name == "sortCondition":
        listed = (element.get("customList") or "").split(",")
        hidden = [text for text in listed if not shown.within(text)]
        if hidden:
            yield Finding("filter", place, quoted(", ".join(hidden)))
    elif name == "cfRule":
        text = element.get("text", "")
        if text and text not in shown.words and not shown.within(text):
            yield Finding("formula-text", place, quoted(text))
    else:
        inside = (local(one) for one in element.ancestors())
        value = (element.get("val") or "").strip("*?")
        if _has_words(value) and "customSheetView" not in inside and not shown.within(value):
            yield Finding("filter", place, quoted(value))


def _of_column(
    column: TreeElement, part: str, shown: ShownCells, *, totals: bool
) -> Iterator[Finding]:
    label = column.get("totalsRowLabel", "")
    if label and not totals and not shown.has(label):
        yield Finding("table-text", part, quoted(label))
    name = column.get("name", "")
    usual = re.match(r"[^\W\d_]+ ?\d*\Z", name) and column.parent is not None
    if not shown.has(name) and not (usual and name[-1:].isdigit()):
        yield Finding("table-text", part, quoted(name))


def _has_words(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2}", folded(text)))
