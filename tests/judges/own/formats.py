"""Number formats are defined before they are asked for, once; styles are no more than Excel holds,
each with a name of its own.

Excel repairs the styles ("Removed Records: Format from /xl/styles.xml") and all formats are lost:
with an empty or doubled number format, with more than 250 of them, or over 65,490 cell formats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import MAIN, Package, number

_FIRST_CUSTOM = 164  # ECMA-376 part 1, 18.8.30: those below are built in
_MOST = {"cellXfs": 65_490, "numFmts": 250, "fonts": 32_767, "fills": 65_430}
_ASKED = {"xf", "dataField", "pivotField", "cacheField"}


def check(package: Package) -> Iterator[str]:
    styles = package.of_workbook("styles")
    if styles is None:
        return
    for name, most in _MOST.items():
        there = len(styles.findall(f"{MAIN}{name}/*"))
        if there > most:
            yield f"{there} {name}, Excel takes {most}"
    defined = [number(one, "numFmtId", -1) for one in styles.iterfind(f"{MAIN}numFmts/*")]
    for identifier, times in Counter(defined).items():
        if times > 1:
            yield f"{times} number formats have the id {identifier}"
    yield from _codes(styles)
    yield from _cell_styles(styles)
    yield from _table_styles(styles)
    parts = [("styles", styles)]
    parts += [(p.part, p.root) for sheet in package.sheets for p in sheet.pivots]
    for where, root in parts:
        for element in root.iter(*(MAIN + name for name in _ASKED)):
            identifier = number(element, "numFmtId", 0)
            if identifier >= _FIRST_CUSTOM and identifier not in defined:
                name = etree.QName(element).localname
                yield f"{where}: {name} asks for the number format {identifier}, not defined"


def _codes(styles: etree._Element) -> Iterator[str]:
    for one in styles.iter(f"{MAIN}numFmt"):
        code = one.get("formatCode")
        if not code:
            yield f"the number format {one.get('numFmtId')} is empty"
            continue
        bare = code.replace('\\"', "").replace("\\\\", "")
        if bare.count('"') % 2:
            yield f"the number format {code!r} leaves a quote open"
        if code.count("[") != code.count("]") and '"' not in code and "\\" not in code:
            yield f"the number format {code!r} leaves a bracket open"
        if len(_sections(bare)) > 4:
            yield f"the number format {code!r} has more than four sections"


def _sections(code: str) -> list[str]:
    outside = code.split('"')[::2]
    return "".join(outside).replace("\\;", "").split(";")


def _cell_styles(styles: etree._Element) -> Iterator[str]:
    found = styles.findall(f"{MAIN}cellStyles/{MAIN}cellStyle")
    for name, times in Counter(one.get("name", "").casefold() for one in found).items():
        if times > 1:
            yield f"{times} cell styles are called {name!r}"
    built_in = Counter(
        (one.get("builtinId"), one.get("iLevel")) for one in found if one.get("builtinId")
    )
    for (identifier, _), times in built_in.items():
        if times > 1:
            yield f"{times} cell styles are the built-in one {identifier}"
    if found and not any(one.get("builtinId") == "0" for one in found):
        yield "no cell style is the built-in Normal"


def _table_styles(styles: etree._Element) -> Iterator[str]:
    found = styles.findall(f"{MAIN}tableStyles/{MAIN}tableStyle")
    for name, times in Counter(one.get("name", "").casefold() for one in found).items():
        if times > 1:
            yield f"{times} table styles are called {name!r}"
    for style in found:
        kinds = Counter(one.get("type") for one in style)
        for kind, times in kinds.items():
            if times > 1:
                yield f"the table style {style.get('name')!r} tells {kind} {times} times"
