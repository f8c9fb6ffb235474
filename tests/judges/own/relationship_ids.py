"""Every ``r:id`` in a part is one of its relationships, and every table of a sheet is named in it.

Excel repairs the workbook and removes what the id stood for (drawing, table, picture, link). A
table that the sheet is related to and does not list is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.package import MAIN, RELATIONSHIPS, Package


def check(package: Package) -> Iterator[str]:
    for part in package.parts:
        if not package.content_type(part).endswith("+xml"):
            continue
        known = {one.id for one in package.relationships(part)}
        for element in package.xml(part).iter("{*}*"):
            for attribute, value in element.items():
                # An empty id is a link that leads nowhere, which drawings may have.
                if attribute.startswith(RELATIONSHIPS) and value and value not in known:
                    yield f"{part}: no relationship {value}"
    for sheet in package.worksheets:
        listed = {one.get(f"{RELATIONSHIPS}id") for one in sheet.root.iter(f"{MAIN}tablePart")}
        for one in package.relationships(sheet.part):
            if one.kind == "table" and one.id not in listed:
                yield f"{sheet} is related to {one.target} and does not list it"
