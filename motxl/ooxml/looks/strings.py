"""The shared strings part (ECMA-376 part 1, 18.4): entries kept as the bytes they are.

An entry with one user is replaced in place; one with several is never changed under them. An entry
that lost its last user is used again or left empty, so that no text stays behind unseen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from motxl.ooxml.looks.rich import RichText, plain_pattern
from motxl.ooxml.looks.usualstrings import usual_texts
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.text import decode_element, text_element

_TAGS_OF_PLAIN = 4
_PROPERTIES = re.compile(rb"<(?:[\w.-]+:)?rPr\b.*?</(?:[\w.-]+:)?rPr\s*>", re.DOTALL)


class SharedStrings:
    """Entries by index. Users are counted over all sheets when something is first edited."""

    def __init__(self, working: bytes, count_users: Callable[[], Counter[int]]) -> None:
        """Raises ``XmlError`` when the part is no shared string table."""
        self._working = working
        masked = scan.mask(working)
        top = scan.root(masked)
        self._root = top
        self.prefix = top.prefix
        self._count_users = count_users
        self._head, self._entries, self._tail = _split(working, masked, top)
        self._plain: dict[bytes, int] | None = None
        self._users: Counter[int] | None = None
        self._freed: set[int] = set()
        self._reusable: list[int] = []
        self._plain_entry = plain_pattern(top.prefix)
        self._texts: list[str | None] = [None] * len(self._entries)
        """Those that were read so far"""
        self._were_read = False
        self._changed = False

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def announced(self) -> int:
        """How many entries the part says that it has: readers make room for as many."""
        return scan.whole(self._root.tag.get("uniqueCount")) or 0

    def fit(self, indices: Iterable[int], most: int, users: int) -> bool:
        """Whether the entries take no more than so many bytes when each is copied for each user.

        ``users`` is how many indices there are at most.
        """
        sizes = list(map(len, self._entries))
        if users * max(sizes, default=0) <= most:
            return True
        try:
            return sum(map(sizes.__getitem__, indices)) <= most
        except IndexError:
            return False

    def entry(self, index: int) -> bytes:
        """An ``<si>`` element with the blanks before it. Raises ``IndexError`` when there
        is none."""
        if index < 0:
            raise IndexError(index)
        return self._entries[index]

    def rich(self, index: int) -> RichText:
        return RichText.parse(self.entry(index), self._root.prefixes)

    def count_users(self) -> None:
        """Count them, if nobody did: to be called before cells go of which one is to know."""
        if self._users is None:
            self._users = self._count_users()

    @property
    def users(self) -> Counter[int]:
        """How many cells refer to each entry."""
        if self._users is None:
            self._users = self._count_users()
        return self._users

    def replace(self, index: int, entry: bytes) -> int:
        """Give one user of ``index`` another entry; the index that it must refer to now."""
        if self.users[index] == 1:
            if self._plain is not None:
                self._plain.pop(self._entries[index].strip(), None)
                self._plain.setdefault(entry, index)
            self._entries[index] = entry
            self._texts[index] = None
            self._changed = True
            return index
        self.release(index)
        return self._acquire(entry, plain=False)

    def plain(self, index: int) -> str | None:
        """The text of an entry that is one plain ``<t>``; ``None`` when it is anything else."""
        entry = self.entry(index)
        known = self._texts[index]
        if known and entry.count(b"<") == _TAGS_OF_PLAIN:
            return known
        match = self._plain_entry.fullmatch(entry)
        return None if match is None else decode_element(match[3], match[2])

    def text(self, index: int) -> str:
        """The text of an entry, without its phonetic guide."""
        known = self._texts[index] if index >= 0 else None
        if known is None:
            known = self.plain(index)
            known = self._texts[index] = self.rich(index).text if known is None else known
        return known

    def read_all(self) -> None:
        """Read all entries that are plain at once, where many will be asked for."""
        if not self._changed and not self._were_read:
            self._were_read = True
            usual = usual_texts(self._working, self._root.tag.end, self.prefix)
            if len(usual) == len(self._entries):
                self._texts = usual

    def replace_text(self, index: int, text: str) -> int:
        """Give one user of ``index`` plain text; the index that it must refer to now."""
        if self.users[index] == 1:
            return self.replace(index, self._entry_of(text))
        self.release(index)
        return self.acquire_text(text)

    def _entry_of(self, text: str) -> bytes:
        return b"<%bsi>%b</%bsi>" % (self.prefix, text_element(text, self.prefix), self.prefix)

    def acquire_text(self, text: str) -> int:
        """The index of plain ``text`` for one more user."""
        return self._acquire(self._entry_of(text), plain=True)

    def acquire(self, entry: bytes) -> int:
        """The index of an ``<si>`` element for one more user."""
        return self._acquire(entry, plain=True)

    def forget(self, index: int) -> None:
        """Leave nothing of a string that no cell uses; its index stays."""
        if self.users[index] > 0:
            raise ValueError(f"string {index} is in use")
        self._changed = True
        self._freed.add(index)
        self._reusable.append(index)

    def release(self, index: int) -> None:
        """One user less."""
        self.users[index] -= 1
        self._changed = True
        if self._users is not None and self._users[index] <= 0 and index < len(self._entries):
            self._freed.add(index)
            self._reusable.append(index)

    def _acquire(self, entry: bytes, *, plain: bool) -> int:
        self._changed = True
        users = self.users
        if self._plain is None:
            self._plain = {}
            for position, known in enumerate(self._entries):
                self._plain.setdefault(known.strip(), position)
        index = self._plain.get(entry) if plain else None
        if index is None:
            index = self._slot()
            self._plain.pop(self._entries[index].strip(), None)
            self._entries[index] = entry
            self._texts[index] = None
            self._plain.setdefault(entry, index)
        users[index] += 1
        self._freed.discard(index)
        return index

    def _slot(self) -> int:
        """A freed index, or a new one at the end."""
        while self._reusable:
            index = self._reusable.pop()
            if index in self._freed:
                return index
        self._entries.append(b"")
        self._texts.append(None)
        return len(self._entries) - 1

    def to_bytes(self) -> bytes:
        """The part; counts are put right, what has no user any more is emptied."""
        if not self._changed:
            return self._working
        empty = b"<%bsi><%bt/></%bsi>" % (self.prefix, self.prefix, self.prefix)
        entries = self._entries
        for index in self._freed:
            # Whoever needs the text again after this gets another entry.
            if self._plain is not None and self._plain.get(entries[index].strip()) == index:
                del self._plain[entries[index].strip()]
            entries[index] = empty
            self._texts[index] = None
        # At the end nothing is renumbered by leaving them out.
        length = len(entries)
        while length - 1 in self._freed:
            length -= 1
        entries = entries[:length]
        return self._joined(entries, self.users.total())

    def unused(self) -> list[int]:
        """The entries to which no cell refers."""
        return [index for index in range(len(self._entries)) if self.users[index] <= 0]

    def extended(
        self, more: Mapping[bytes, int], references: int, change: Callable[[bytes], bytes]
    ) -> bytes:
        """The part as it was read, its entries changed, and more entries: unused places first.

        ``more`` gives each its index, those beyond the end in their order; ``references`` is how
        many more cells there are that refer to entries.
        """
        entries = [change(entry) for entry in self._entries]
        for entry, index in more.items():
            if index < len(entries):
                entries[index] = entry
            else:
                entries.append(entry)
        return self._joined(entries, self.users.total() + references)

    def _joined(self, entries: Sequence[bytes], references: int) -> bytes:
        """The whole part, with its counts."""
        attributes = self._root.tag.attributes
        for name, number in (("count", references), ("uniqueCount", len(entries))):
            if scan.attribute(attributes, name) is not None:
                attributes = scan.with_attribute(attributes, name, str(number))
        start = self._root.tag.start
        opening = self._working[:start] + b"<" + self._root.tag.name + attributes + b">"
        closing = b"</" + self._root.tag.name + b">" if self._root.tag.empty else b""
        return b"".join((opening, self._head, *entries, self._tail, closing))


def properties_in(working: bytes) -> set[bytes]:
    """The raw ``<rPr>`` elements of entries, each once."""
    return set(_PROPERTIES.findall(working))


def _split(working: bytes, masked: bytes, top: scan.Root) -> tuple[bytes, list[bytes], bytes]:
    """What stands before the entries (after the root's tag), the entries, what follows."""
    start = top.tag.end
    opening, closing = b"<%bsi>" % top.prefix, b"</%bsi>" % top.prefix
    count = masked.count(closing, start)
    regular = masked.count(opening, start) == count == masked.count(opening[:-1], start)
    if regular and len(top.prefixes) == 1 and masked.find(b"<", start) == masked.find(opening):
        pieces = working[start:].split(closing)
        if len(pieces) == count + 1:  # a comment or CDATA section may hold the closing tag too
            tail = pieces.pop()
            return b"", [piece + closing for piece in pieces], tail
    entries: list[bytes] = []
    first: int | None = None
    position = start
    for element in scan.elements(masked, top.prefixes, "si", start):
        if first is None:
            first = position = element.start
        entries.append(working[position : element.end])
        position = element.end
    if first is None:
        return b"", [], working[start:]
    return working[start:first], entries, working[position:]
