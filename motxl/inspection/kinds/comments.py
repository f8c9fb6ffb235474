"""Notes, threaded comments, and the persons who wrote them."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.xml import local, of_kind, tree
from motxl.package import Workbook


def find(workbook: Workbook) -> Iterator[Finding]:
    package = workbook.package
    for sheet in workbook.sheets:
        for part in package.related(sheet.part_name, "comments"):
            root = tree(workbook, part)
            for element in root.iter():
                if local(element) == "comment":
                    text = "".join(t.text or "" for t in element.iter() if local(t) == "t")
                    place = f"{sheet.name}!{element.get('ref', '')}"
                    yield Finding("comment", place, quoted(text))
        for part in package.related(sheet.part_name, "threadedComment"):
            for element in tree(workbook, part).iter():
                if local(element) == "threadedComment":
                    text = "".join(t.text or "" for t in element if local(t) == "text")
                    place = f"{sheet.name}!{element.get('ref', '')}"
                    yield Finding("comment", place, quoted(text))
    for part in of_kind(workbook, "person"):
        for element in tree(workbook, part).iter():
            if local(element) == "person":
                yield Finding("author", part, quoted(element.get("displayName", "")))
