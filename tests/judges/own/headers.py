"""A header or footer has 255 characters at most, codes included.

Excel repairs the workbook and removes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.judges.own.package import MAIN, Package, length


def check(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        for text in sheet.root.iterfind(f"{MAIN}headerFooter/{MAIN}*"):
            if (size := length(text.text or "")) > 255:
                yield f"{sheet}: {text.tag.rpartition('}')[2]} has {size} characters"
