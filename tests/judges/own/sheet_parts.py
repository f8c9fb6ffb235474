"""Every sheet of the workbook has its part, of its own, and what it points to is of the right kind.

Excel refuses a workbook with a sheet that has no part ("Removed Records: Worksheet properties from
/xl/workbook.xml"), and removes what a sheet points to under a wrong kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.judges.own.package import MAIN, RELATIONSHIPS, Package

_SHEETS = {"worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}
_KINDS = {
    "drawing": {"drawing"},
    "legacyDrawing": {"vmlDrawing"},
    "legacyDrawingHF": {"vmlDrawing"},
    "picture": {"image"},
    "tablePart": {"table"},
    "pageSetup": {"printerSettings"},
    "control": {"control", "ctrlProp"},
}
_ROOTS = {
    "worksheet": "worksheet",
    "chartsheet": "chartsheet",
    "table": "table",
    "styles": "styleSheet",
    "sharedStrings": "sst",
    "comments": "comments",
    "calcChain": "calcChain",
    "pivotTable": "pivotTableDefinition",
    "pivotCacheDefinition": "pivotCacheDefinition",
    "pivotCacheRecords": "pivotCacheRecords",
    "officeDocument": "workbook",
    "sheetMetadata": "metadata",
}


def check(package: Package) -> Iterator[str]:
    listed = package.workbook.findall(f"{MAIN}sheets/{MAIN}sheet")
    if not listed:
        yield "the workbook has no sheet"
    kinds = {one.id: one.kind for one in package.relationships(package.workbook_part)}
    identifiers = Counter(one.get(f"{RELATIONSHIPS}id", "") for one in listed)
    for identifier, times in identifiers.items():
        if times > 1:
            yield f"{times} sheets have the relationship {identifier}"
        if kinds.get(identifier) not in _SHEETS:
            yield f"the relationship {identifier!r} of a sheet is {kinds.get(identifier)}"
    for part, times in Counter(sheet.part for sheet in package.sheets if sheet.part).items():
        if times > 1:
            yield f"{part} is {times} sheets"
    for sheet in package.sheets:
        known = {one.id: one.kind for one in package.relationships(sheet.part)}
        for name, wanted in _KINDS.items():
            for element in sheet.root.iter(MAIN + name):
                found = known.get(element.get(f"{RELATIONSHIPS}id", ""))
                if found is not None and found not in wanted:
                    yield f"{sheet}: its {name} is a {found}"
    for source in ["/", *package.parts]:
        for one in package.relationships(source):
            root = _ROOTS.get(one.kind)
            if root and package.find(one.target) and package.xml(one.target).tag != MAIN + root:
                yield f"{one.target}, a {one.kind}, is a {package.xml(one.target).tag}"
