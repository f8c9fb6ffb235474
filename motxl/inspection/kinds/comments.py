"""Notes, threaded comments, and the persons who wrote them."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts, local
from motxl.ooxml.xml.tree import TreeElement


def find(parts: Parts) -> Iterator[Finding]:
    package = parts.package
    for sheet in parts.workbook.sheets:
        for part in package.related(sheet.part_name, "comments"):
            root = parts.tree(part)
            yield from _idle_authors(root, part)
            for element in root.iter():
                if local(element) == "comment":
                    text = "".join(t.text or "" for t in element.iter() if local(t) == "t")
                    place = f"{sheet.name}!{element.get('ref', '')}"
                    yield Finding("comment", place, quoted(text))
        for part in package.related(sheet.part_name, "threadedComment"):
            for element in parts.tree(part).iter():
                if local(element) == "threadedComment":
                    text = "".join(t.text or "" for t in element if local(t) == "text")
                    place = f"{sheet.name}!{element.get('ref', '')}"
                    yield Finding("comment", place, quoted(text))
    for part in parts.of_kind("person"):
        for element in parts.tree(part).iter():
            if local(element) == "person":
                yield Finding("author", part, quoted(element.get("displayName", "")))


def _idle_authors(root: TreeElement, part: str) -> Iterator[Finding]:
    """The authors who are listed and wrote none of the notes that are there (18.7.2)."""
    writing = {e.get("authorId", "") for e in root.iter() if local(e) == "comment"}
    authors = [e for e in root.iter() if local(e) == "author"]
    for number, author in enumerate(authors):
        if str(number) not in writing and (author.text or "").strip():
            yield Finding("author", part, quoted(author.text or ""))
