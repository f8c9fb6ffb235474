"""A cell holds 32,767 characters at most.

Excel repairs the workbook and cuts the text ("Repaired Records: String properties from
/xl/sharedStrings.xml").
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.package import Package, length

_MOST = 32_767


def check(package: Package) -> Iterator[str]:
    for index, text in enumerate(package.strings):
        if length(text) > _MOST:
            yield f"shared string {index} has {length(text)} characters, Excel takes {_MOST}"
    for sheet in package.worksheets:
        for cell in sheet.cells:
            kind = cell.element.get("t")
            if kind in {"str", "inlineStr"} and length(package.text(cell)) > _MOST:
                yield f"{sheet}, {cell.name}: over {_MOST} characters"
