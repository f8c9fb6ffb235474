"""A whole package: its parts, how they hang together, and what they say of each other."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from motxl.inspection.finding import IDENTITY, Finding
from motxl.inspection.permitted import archive, cells, formulas, parts, pictures
from motxl.inspection.permitted.cells import Sheet, Strings
from motxl.inspection.permitted.walking import Claim, Seen, below, look
from motxl.inspection.permitted.words import Refusal
from motxl.ooxml import Workbook
from motxl.ooxml.opc.opc import CONTENT_TYPES, relationships_part, resolve
from motxl.ooxml.xml.tree import TreeElement

"""The properties of an extract that say whose it is, and what it was made of"""
_MOST_KNOWN = 64
"""Parts: extracts of one template have some twenty in common"""
_LOOKED_CLOSER = ("relationships", "types", "officeDocument")
_LARGE_KINDS, _SMALL = ("worksheet", "sharedStrings"), 1 << 18
"""Parts that are not held on to beyond so many bytes: each extract has its own"""
_LEFT_EMPTY = ("xl/sharedStrings.xml",)
"""Parts that some programs write without a byte, and link to from nowhere"""
_DEFAULTS = {
    "rels": parts.RELATIONSHIPS,
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "bin": "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
    "vml": "application/vnd.openxmlformats-officedocument.vmlDrawing",
}
"""Content types by extension; the last two stay behind when such parts are taken out"""
_UNNAMED = re.compile("(?:Column|Colonne|Spalte|Columna|Colonna|Kolom|Coluna)[0-9]{1,4}")
"""The columns of a table without a header row"""
_ADDRESS = re.compile(r"(?:https?://|mailto:)(\S+?)/?")


class _Link(NamedTuple):
    id: str
    kind: str
    """Empty for one that is not permitted"""
    target: str
    external: bool


class Permitted:
    """Judges extracts. What many of them have in common is looked at once.

    ``words`` are texts that conditions and formulas may hold beside those that cells show, such as
    the states of an entry that staff colour.
    """

    def __init__(self, words: Collection[str] = ()) -> None:
        self.words = frozenset(words)
        # What is looked at again and again stays known; what one extract alone holds goes.
        self._known = lru_cache(maxsize=_MOST_KNOWN)(_look)
        self.links = lru_cache(maxsize=_MOST_KNOWN)(self._links)
        """Where a part leads to, and what else its part of relationships says"""

    def refusals(self, workbook: Workbook) -> list[Finding]:
        """All that is not permitted in an extract, of the kind ``not-permitted``."""
        return list(dict.fromkeys(_Package(self, workbook.to_bytes()).findings()))

    def look(self, part: str, kind: str, data: bytes) -> Seen | Sheet | Strings:
        """A part compared with the table of its kind."""
        held = kind not in _LARGE_KINDS or len(data) <= _SMALL
        return (self._known if held else _look)(part, kind, data)

    def _links(self, source: str, part: str, data: bytes) -> Sequence[_Link | Finding]:
        seen = self.look(part, "relationships", data)
        assert isinstance(seen, Seen)
        return [*seen.findings, *_links(source, part, seen.root)]


def _look(part: str, kind: str, data: bytes) -> Seen | Sheet | Strings:
    if kind == "image":
        stranger = pictures.stranger(data)
        return Seen((Refusal.picture(part, stranger),) if stranger else (), (), None)
    table = parts.table(kind)
    if kind == "worksheet":
        return cells.look_at_sheet(part, data, table)
    if kind == "sharedStrings":
        return cells.look_at_strings(part, data, table)
    seen = look(part, data, table)
    return seen if kind in _LOOKED_CLOSER else seen._replace(root=None)


class _Package:
    def __init__(self, permitted: Permitted, data: bytes) -> None:
        self._permitted = permitted
        self._refused, self._parts = archive.strangers(data)
        self._reached: dict[str, str] = {}
        """The parts that something leads to, with their kinds"""
        self._infrastructure: set[str] = {CONTENT_TYPES}
        self._claims: list[tuple[str, Claim]] = []
        """By the part that claims"""
        self._links: dict[str, list[_Link]] = {}
        self._sheets: list[Sheet] = []
        self._strings: list[Strings] = []

    def findings(self) -> Iterator[Finding]:
        if self._refused:
            yield from self._refused
            return
        yield from self._reach("", parts.PACKAGE)
        yield from self._strays()
        yield from self._content_types()
        yield from self._text_of_cells()
        yield from self._judge()

    # Parts

    def _reach(self, source: str, allowed: Collection[str]) -> Iterator[Finding]:
        """The parts that a part leads to, and those that these lead to."""
        once: set[str] = set()
        for link in self._links_of(source):
            if isinstance(link, Finding):
                yield link
                continue
            if not link.kind:  # refused where it was read
                self._reached.setdefault(link.target, "")
                continue
            kind = parts.KINDS.get(link.kind)
            if link.kind not in allowed or link.external != (link.kind in parts.EXTERNAL):
                yield Refusal.part(link.target, link.kind)
                self._reached.setdefault(link.target, "")
                continue
            if kind is None:
                continue
            if link.target not in self._parts or (link.kind in once and not kind.called):
                yield Refusal.part(link.target)
                continue
            once.add(link.kind)
            if not kind.name.fullmatch(link.target):
                yield Refusal.called(link.target, link.kind)
            known = self._reached.get(link.target)
            if known is None:
                self._reached[link.target] = link.kind
                yield from self._look(link.target, link.kind)
                yield from self._reach(link.target, kind.targets)
            elif known != link.kind:
                yield Refusal.part(link.target)

    def _links_of(self, source: str) -> Sequence[_Link | Finding]:
        part = relationships_part(source)
        if part not in self._parts:
            return ()
        self._infrastructure.add(part)
        found = self._permitted.links(source, part, self._parts[part])
        self._links[source] = [one for one in found if isinstance(one, _Link) and one.kind]
        return found

    def _look(self, part: str, kind: str) -> Iterator[Finding]:
        looked = self._permitted.look(part, kind, self._parts[part])
        if isinstance(looked, Sheet):
            self._sheets.append(looked)
        elif isinstance(looked, Strings):
            self._strings.append(looked)
        seen = looked if isinstance(looked, Seen) else looked.seen
        yield from seen.findings
        self._claims += [(part, claim) for claim in seen.claims]

    def _strays(self) -> Iterator[Finding]:
        for part in self._parts:
            empty = not self._parts[part] and part in _LEFT_EMPTY
            if not empty and part not in self._reached and part not in self._infrastructure:
                yield Refusal.part(part)

    def _content_types(self) -> Iterator[Finding]:
        """Each part is declared as what it is, and nothing else is (part 2, 6.2.3)."""
        data = self._parts.get(CONTENT_TYPES)
        if data is None:
            yield Refusal.part(CONTENT_TYPES)
            return
        seen = self._permitted.look(CONTENT_TYPES, "types", data)
        assert isinstance(seen, Seen)
        yield from seen.findings
        if seen.root is None:
            return
        defaults, overrides = dict[str, str](), dict[str, str]()
        for element in below(seen.root, "Default"):
            extension, type_ = element.get("Extension", ""), element.get("ContentType", "")
            if _DEFAULTS.get(extension) != type_ and not (
                extension == "xml" and type_ in parts.KINDS["officeDocument"].types
            ):
                yield Refusal.value(f"{CONTENT_TYPES} Default", "ContentType", type_)
            defaults[extension] = type_
        for element in below(seen.root, "Override"):
            name, type_ = element.get("PartName", ""), element.get("ContentType", "")
            if not name.startswith("/") or name[1:] not in self._parts or name[1:] in overrides:
                yield Refusal.value(f"{CONTENT_TYPES} Override", "PartName", name)
            overrides[name[1:]] = type_
        for part in self._parts:
            if part == CONTENT_TYPES:
                continue
            declared = overrides.get(part) or defaults.get(part.rpartition(".")[2], "")
            kind = self._reached.get(part)
            links = part in self._infrastructure
            expected = (parts.RELATIONSHIPS,) if links else parts.KINDS[kind].types if kind else ()
            if declared not in expected and (links or kind):
                yield Refusal.value(f"{CONTENT_TYPES} {part}", "ContentType", declared)

    # What parts say of each other

    def _text_of_cells(self) -> Iterator[Finding]:
        """Each shared string is in a cell that is seen, unless it says nothing."""
        texts = self._strings[0].texts if self._strings else ()
        used = frozenset[int]().union(*(sheet.used for sheet in self._sheets))
        for number, text in enumerate(texts):
            if number not in used and text:
                yield Refusal.unused(f"sharedStrings {number}", text)
        if used and max(used) >= len(texts):
            yield Refusal.unused(f"sharedStrings {max(used)}", "")
        for sheet in self._sheets:
            for number, place in sheet.unseen:
                if number < len(texts) and texts[number].strip():
                    yield Refusal.hidden(place, texts[number])

    def _judge(self) -> Iterator[Finding]:
        workbook = next((p for p, kind in self._reached.items() if kind == "officeDocument"), "")
        sheets = self._sheet_names(workbook)
        known = {_line(text) for one in self._strings for text in one.texts}
        known |= {_line(text) for sheet in self._sheets for text in sheet.inline}
        words = known | self._permitted.words
        identity = Counter[str]()
        called: dict[str, set[str]] = {}
        for part, (kind, value, place) in self._claims:
            fine = True
            if kind == "shown":
                fine = not value or _line(value) in known
            elif kind == "column":
                fine = _line(value) in known or bool(_UNNAMED.fullmatch(value))
            elif kind == "formula":
                fine = formulas.is_plain(value, sheets, words)
            elif kind == "literal":
                fine = formulas.is_plain_text(value, words)
            elif kind == "areas":
                fine = formulas.are_areas(value, sheets)
            elif kind == "title-of-part":
                fine = value in sheets or _sheet_of_range(value) in sheets
            elif kind == "identity":
                identity[value] += 1
                fine = value in IDENTITY and identity[value] == 1
            elif kind == "link":
                called.setdefault(part, set()).add(value)
                fine = value in {link.id for link in self._links.get(part, ())}
            if not fine:
                yield Refusal.claim(kind, place, value)
        for source, links in self._links.items():
            for link in links:
                kind_of = parts.KINDS.get(link.kind)
                if (kind_of is None or kind_of.called) and link.id not in called.get(source, ()):
                    yield Refusal.uncalled(source, link.target)
                if link.external and not _is_shown(link.target, known):
                    yield Refusal.address(source, link.target)

    def _sheet_names(self, workbook: str) -> frozenset[str]:
        if not workbook:
            return frozenset()
        seen = self._permitted.look(workbook, "officeDocument", self._parts[workbook])
        assert isinstance(seen, Seen)
        found = below(seen.root, "sheets", "sheet") if seen.root is not None else ()
        return frozenset(sheet.get("name", "") for sheet in found)


def _links(source: str, part: str, root: TreeElement | None) -> Iterator[_Link | Finding]:
    ids: set[str] = set()
    for element in below(root, "Relationship") if root is not None else ():
        target, external = element.get("Target", ""), element.get("TargetMode") == "External"
        if not external:
            whole = resolve(source, target)
            folder = posixpath.dirname("/" + source)
            if target not in ("/" + whole, posixpath.relpath("/" + whole, folder)):
                yield Refusal.value(f"{part} Relationship", "Target", target)
            target = whole
        type_ = element.get("Type", "")
        kind = parts.kind_of(type_)
        link = _Link(element.get("Id", ""), kind or type_.rpartition("/")[2], target, external)
        if link.id in ids:
            yield Refusal.value(f"{part} Relationship", "Id", link.id)
        if not kind:
            yield Refusal.part(target, link.kind)
            yield link._replace(kind="")
            continue
        ids.add(link.id)
        yield link


@lru_cache(maxsize=1 << 14)
def _line(text: str) -> str:
    """A text as it is compared: names of columns keep line breaks in a notation of their own."""
    return " ".join(text.replace("_x000a_", "\n").replace("_x000A_", "\n").split())


def _sheet_of_range(title: str) -> str:
    """The sheet of ``'A sheet'!Print_Area``, as the list of titles has it."""
    sheet, _sign, name = title.rpartition("!")
    if name not in ("Print_Area", "Print_Titles", "_FilterDatabase"):
        return ""
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet


def _is_shown(address: str, texts: Collection[str]) -> bool:
    """Whether a cell shows where a link leads to."""
    match = _ADDRESS.fullmatch(address)
    return match is not None and any(match[1] in text for text in texts)


def refusals(workbook: Workbook, words: Collection[str] = ()) -> list[Finding]:
    """As ``Permitted.refusals``, of one workbook."""
    return Permitted(words).refusals(workbook)
