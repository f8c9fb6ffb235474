"""Rich text (ECMA-376 part 1, 18.4.12 ``is``, 18.4.8 ``si``): the runs of one string.

A run's properties are kept as the raw bytes of its ``<rPr>``; ``None`` stands for a run without,
which shows in the cell's own font.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from motxl.ooxml.xml import scan
from motxl.ooxml.xml.text import decode_element, text_element
from motxl.text.runs import Run

RawRun = Run[bytes | None]


class RichText(NamedTuple):
    """The runs of an ``<si>`` or ``<is>`` element and what else stands in it."""

    opening: bytes
    """What precedes the first run, the element's own tag included"""
    runs: tuple[RawRun, ...]
    phonetic: bytes
    """Raw ``<rPh>`` and ``<phoneticPr>`` elements, which follow the runs"""
    closing: bytes
    prefix: bytes

    @property
    def text(self) -> str:
        if len(self.runs) == 1:
            return self.runs[0].text
        return "".join(run.text for run in self.runs)

    @classmethod
    def parse(cls, raw: bytes, prefixes: tuple[bytes, ...]) -> RichText:
        """Read one element; raises ``XmlError`` when it is not well-formed."""
        prefix = prefixes[0]
        if len(prefixes) == 1:
            plain = plain_pattern(prefix).fullmatch(raw)
            if plain is not None:
                text = decode_element(plain[3], plain[2])
                return cls(plain[1], (Run(text, None),), b"", plain[4], prefix)
            runs_only = _runs_only(raw, prefix)
            if runs_only is not None:
                return runs_only
        masked = scan.mask(raw)
        outer = next(iter(scan.children(masked, 0, len(masked))), None)
        if outer is None:
            raise scan.XmlError("no string")
        prefix = outer.tag.name[: -len(outer.tag.name.rpartition(b":")[2])]
        if outer.tag.empty:
            start = outer.tag.start + 1 + len(outer.tag.name)
            opening = raw[:start] + outer.tag.attributes.rstrip() + b">"
            return cls(opening, (), b"", b"</%b>" % outer.tag.name, prefix)
        runs: list[RawRun] = []
        phonetic: list[bytes] = []
        for child in scan.children(masked, outer.inner_start, outer.inner_end):
            name = child.tag.name.rpartition(b":")[2]
            if name == b"t":
                runs.append(Run(_text(raw, child), None))
            elif name == b"r":
                runs.append(_run(raw, masked, child))
            else:
                phonetic.append(raw[child.start : child.end])
        opening, closing = raw[: outer.inner_start], raw[outer.inner_end :]
        return cls(opening, tuple(runs), b"".join(phonetic), closing, prefix)

    def phonetic_before(self, offset: int) -> bytes:
        """The phonetic guide of the characters before ``offset``; what follows has moved."""
        if not self.phonetic:
            return b""
        kept: list[bytes] = []
        units = len("".join(run.text for run in self.runs)[:offset].encode("utf-16-le")) // 2
        for child in scan.children(self.phonetic, 0, len(self.phonetic)):
            end = scan.whole(child.tag.get("eb") or "0")  # 18.4.6 rPh
            name = child.tag.name.rpartition(b":")[2]
            if name != b"rPh" or (end is not None and end <= units):
                kept.append(self.phonetic[child.start : child.end])
        return b"".join(kept)

    def with_runs(self, runs: Sequence[RawRun], phonetic: bytes | None = None) -> bytes:
        """The element with other runs; ``phonetic`` replaces the phonetic guide."""
        if len(runs) == 1 and runs[0].properties is None:
            body = text_element(runs[0].text, self.prefix)
        else:
            body = b"".join(run_element(run, self.prefix) for run in runs)
        if not body:
            body = text_element("", self.prefix)
        guide = self.phonetic if phonetic is None else phonetic
        return self.opening + body + guide + self.closing


@lru_cache(maxsize=256)  # an editor that does not share rich strings writes each again and again
def _runs_only(raw: bytes, prefix: bytes) -> RichText | None:
    """A string of runs as Excel writes them, read fast; ``None`` when it holds anything else."""
    opening = raw.find(b">") + 1
    if raw[:opening].strip() not in {b"<%bsi>" % prefix, b"<%bis>" % prefix}:
        return None
    pattern = _run_pattern(prefix)
    position = opening
    runs: list[RawRun] = []
    while match := pattern.match(raw, position):
        runs.append(Run(decode_element(match[3], match[2]), match[1]))
        position = match.end()
    closing = raw[position:]
    if not runs or closing.strip() not in {b"</%bsi>" % prefix, b"</%bis>" % prefix}:
        return None
    return RichText(raw[:opening], tuple(runs), b"", closing, prefix)


@lru_cache(maxsize=16)
def _run_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """One run: its properties, of which none has content, and its text."""
    p = re.escape(prefix)
    return re.compile(
        rb"<%br>(<%brPr>(?:<[^!?/<>][^<>]*/>)*</%brPr>)?" % (p, p, p)
        + rb"<%bt(?: xml:space=\"([a-z]+)\")?>([^<]*)</%bt></%br>" % (p, p, p)
    )


def replaced(runs: Sequence[RawRun], texts: Sequence[tuple[int, int, str]]) -> list[RawRun]:
    """The runs with each text in the place of some characters; runs left without any go.

    ``texts`` are from left to right, and no two begin at one place; offsets are those before. A
    text takes the properties of the first character in whose place it comes, of the one before
    where it comes in the place of none.
    """
    made: list[RawRun] = []
    position = at = placed = 0
    for run in runs:
        first, position = position, position + len(run.text)
        kept: list[str] = []
        done = 0
        while at < len(texts):
            start, end, text = texts[at]
            # An insertion between two runs belongs to the first of them.
            if position <= start and not start == end == position:
                break
            kept.append(run.text[done : max(start - first, 0)])
            if placed == at:
                kept.append(text)
                placed += 1
            done = min(end, position) - first
            if end > position:
                break  # it goes on in the next run
            at += 1
        new = "".join(kept) + run.text[done:]
        if new or not run.text:
            made.append(Run(new, run.properties))
    if placed < len(texts):
        rest = "".join(text for _start, _end, text in texts[placed:])
        made.append(Run(rest, runs[-1].properties if runs else None))
    return made or [Run("", None)]


def run_element(run: RawRun, prefix: bytes) -> bytes:
    """An ``<r>`` element (18.4.4)."""
    text = text_element(run.text, prefix)
    return b"<%br>%b%b</%br>" % (prefix, run.properties or b"", text, prefix)


def _run(raw: bytes, masked: bytes, element: scan.Element) -> RawRun:
    properties: bytes | None = None
    text = ""
    for child in scan.children(masked, element.inner_start, element.inner_end):
        name = child.tag.name.rpartition(b":")[2]
        if name == b"rPr":
            properties = raw[child.start : child.end]
        elif name == b"t":
            text += _text(raw, child)
    return Run(text, properties)


def _text(raw: bytes, element: scan.Element) -> str:
    content = raw[element.inner_start : element.inner_end]
    return decode_element(content, element.tag.get("xml:space"))


@lru_cache(maxsize=16)
def plain_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """A string that is one ``<t>``: what precedes it, its ``xml:space``, its text, what follows."""
    p = re.escape(prefix)
    return re.compile(
        rb"(\s*<%b(?:si|is)>)<%bt(?: xml:space=\"([a-z]+)\")?>([^<]*)</%bt>(</%b(?:si|is)>)"
        % (p, p, p, p)
    )
