"""Runs of rich texts hold text, formatted in the order of the standard; nothing Excel cannot show.

Excel repairs the strings ("Repaired Records: String properties from /xl/sharedStrings.xml") when a
run is empty. Phonetic runs count characters that exist (ECMA-376 part 1, 18.4.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import MAIN, Package, length, number, text_of

_CONTROL = re.compile(r"[\ufffe\uffff]|[\ud800-\udfff]")


def check(package: Package) -> Iterator[str]:
    root = package.of_workbook("sharedStrings")
    if root is not None:
        for index, string in enumerate(root.iterfind(f"{MAIN}si")):
            yield from (f"shared string {index}: {bad}" for bad in _string(string))
    for sheet in package.worksheets:
        for cell in sheet.cells:
            inline = cell.element.find(f"{MAIN}is")
            if inline is not None:
                yield from (f"{sheet}, {cell.name}: {bad}" for bad in _string(inline))


def _string(string: etree._Element) -> Iterator[str]:
    runs = string.findall(f"{MAIN}r")
    if runs and string.find(f"{MAIN}t") is not None:
        yield "a text beside its runs"
    for run in runs:
        if not run.findtext(f"{MAIN}t"):
            yield "a run without a text"
    text = text_of(string)
    if _CONTROL.search(text):
        yield "a character that is none"
    for phonetic in string.iterfind(f"{MAIN}rPh"):
        if not number(phonetic, "sb", 0) < number(phonetic, "eb", 0) <= length(text):
            yield f"a phonetic run from {phonetic.get('sb')} to {phonetic.get('eb')}"
