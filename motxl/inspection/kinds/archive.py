"""What lies in the zip archive beside the parts (PKWARE APPNOTE 4.3): any unzip shows it.

Comments, extra fields, bytes that no member covers, members that the directory does not list, names
that differ, bytes behind the end of a compressed stream. Times and the padding of [ECMA-376 part 2,
annex C] are not reported.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from motxl.inspection.finding import Finding, quoted
from motxl.inspection.parts import Parts
from motxl.ooxml import Workbook
from motxl.ooxml.opc.archivemember import ArchiveMember
from motxl.ooxml.opc.container import Container
from motxl.ooxml.opc.inflating import inflate
from motxl.ooxml.opc.ziprecords import (
    DEFLATED,
    DESCRIPTOR_SIGNATURE,
    HAS_DESCRIPTOR,
    LOCAL_SIZE,
    LocalRecord,
)

_GROWTH_HINT = 0xA220
_LONGEST_NOT_REPORTED = {0x0001: 28, 0x000A: 32, 0x5455: 13, 0x7875: 11, 0x5855: 12, 0xCAFE: 0}
"""Bytes of extra fields that say nothing of a text (4.5.2): 64-bit sizes, times of Windows and
Unix, the numbers of a Unix user; and Java's mark"""
_INFLATED_AT_ONCE = 1 << 20
_LOOKED_INTO = 2000
"""Bytes of what was found, from its start, that are searched for words"""
_WORDS = re.compile(rb"[\x20-\x7e\xc2-\xf4\x80-\xbf]{3,}")
_NO_MEMBER = "zip"


class Leftover(NamedTuple):
    """Bytes of an archive that are no part, and the name of the member where they lie: ``zip``
    where they belong to the archive itself."""

    place: str
    data: bytes


def find(parts: Parts) -> Iterator[Finding]:
    for place, data in _leftovers(parts.workbook):
        text = b" ".join(_WORDS.findall(data[:_LOOKED_INTO])).decode("utf-8", "replace")
        yield Finding("archive", place, quoted(text or f"{len(data)} B"), removable=True)


def remove(workbook: Workbook) -> None:
    if next(_leftovers(workbook), None) is not None:
        workbook.package.write_anew()


def _leftovers(workbook: Workbook) -> Iterator[Leftover]:
    """All that lies in the archive beside its parts, from its start on."""
    data = workbook.as_read
    archive = Container(data, workbook.package.label)
    position = 0
    for member in archive.read_members():
        name = member.central_name.decode("utf-8", "replace")
        if member.offset > position:
            yield Leftover(name, data[position : member.offset])
        for leftover in _leftovers_of(member, data):
            yield Leftover(name, leftover)
        position = _end_of(member, data)
    if archive.directory_start > position:
        yield Leftover(_NO_MEMBER, data[position : archive.directory_start])
    for leftover in (archive.zip64_extension, archive.comment):
        if leftover:
            yield Leftover(_NO_MEMBER, leftover)


def _leftovers_of(member: ArchiveMember, data: bytes) -> Iterator[bytes]:
    """What the two records of a member and its stream hold beside the part."""
    if member.comment:
        yield member.comment
    name_start = member.offset + LOCAL_SIZE
    name_end = name_start + LocalRecord.read(data, member.offset).name_length
    if data[name_start:name_end] != member.central_name:
        yield data[name_start:name_end]
    for extra in (member.central_extra, data[name_end : member.data_start]):
        yield from _reported_fields(extra)
    if member.method == DEFLATED:
        packed = memoryview(data)[member.data_start : member.data_start + member.compressed_size]
        behind = _behind_stream(packed, member.size)
        if behind:
            yield behind


def _reported_fields(extra: bytes) -> Iterator[bytes]:
    """The extra fields that may say something."""
    for kind, body in _fields(extra):
        is_padding = kind == _GROWTH_HINT and not body[4:].strip(b"\0")
        is_usual = len(body) <= _LONGEST_NOT_REPORTED.get(kind, -1)
        if not is_padding and not is_usual and body.strip(b"\0"):
            yield body


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each extra field (4.5.1); what is no field has the kind -1."""
    position = 0
    while position < len(extra):
        if position + 4 > len(extra):
            yield -1, extra[position:]
            return
        kind, size = struct.unpack_from("<2H", extra, position)
        body = extra[position + 4 : position + 4 + size]
        yield (kind if len(body) == size else -1), body
        position += 4 + size


def _behind_stream(packed: memoryview, size: int) -> bytes:
    """What follows the end of a stream that inflates to ``size`` bytes."""
    inflater = zlib.decompressobj(-15)
    remaining: bytes | memoryview = packed
    try:
        if size <= _INFLATED_AT_ONCE:
            known = inflate(packed, size)
            if known.complete:
                return known.behind
        while remaining and not inflater.eof:
            inflater.decompress(remaining, _INFLATED_AT_ONCE)
            remaining = inflater.unconsumed_tail
    except zlib.error:
        return b""  # told as damaged when it is read
    return inflater.unused_data


def _end_of(member: ArchiveMember, data: bytes) -> int:
    """Where a member ends, its descriptor included: with or without a signature, with sizes of 32
    or of 64 bits (4.3.9)."""
    end = member.data_start + member.compressed_size
    if not member.flags & HAS_DESCRIPTOR:
        return end
    for signature in (DESCRIPTOR_SIGNATURE, b""):
        for form in ("<I2I", "<I2Q"):
            try:
                numbers = struct.pack(form, member.crc, member.compressed_size, member.size)
            except struct.error:
                continue  # sizes that need 64 bits
            if data.startswith(signature + numbers, end):
                return end + len(signature + numbers)
    return end
