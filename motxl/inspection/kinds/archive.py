"""What lies in the zip archive beside the parts (PKWARE APPNOTE 4.3): any unzip shows it.

Comments, extra fields, bytes that no member covers, members that the directory does not list, names
that differ, bytes behind the end of a compressed stream. Times and the padding of [ECMA-376 part 2,
annex C] say nothing.
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
from motxl.ooxml.opc.inflating import inflate

_LOCAL = struct.Struct("<4s5H3I2H")  # 4.3.7
_CENTRAL = struct.Struct("<4s6H3I5H2I")  # 4.3.12
_END = struct.Struct("<4s4H2IH")  # 4.3.16
_FULL32 = 0xFFFFFFFF
_HAS_DESCRIPTOR, _DEFLATED = 0x8, 8
_GROWTH_HINT = 0xA220
# 4.5.2: 64-bit sizes, times of Windows and Unix, the numbers of a Unix user; and Java's mark
_SILENT = {0x0001: 28, 0x000A: 32, 0x5455: 13, 0x7875: 11, 0x5855: 12, 0xCAFE: 0}
_AT_ONCE = 1 << 20
_LETTERS = re.compile(rb"[\x20-\x7e\xc2-\xf4\x80-\xbf]{3,}")


class _Member(NamedTuple):
    fields: tuple[int, ...]
    name: bytes
    extra: bytes
    comment: bytes


def find(parts: Parts) -> Iterator[Finding]:
    for place, data in _found(parts.workbook.as_read):
        read = b" ".join(_LETTERS.findall(data[:2000])).decode("utf-8", "replace")
        yield Finding("archive", place, quoted(read or f"{len(data)} B"), removable=True)


def remove(workbook: Workbook) -> None:
    if any(True for _ in _found(workbook.as_read)):
        workbook.package.write_anew()


def _found(data: bytes) -> Iterator[tuple[str, bytes]]:
    end = data.rfind(b"PK\x05\x06")
    while end + _END.size + _END.unpack_from(data, end)[7] != len(data):
        end = data.rfind(b"PK\x05\x06", 0, end)
    members, start = _directory(data, end)
    comment = data[end + _END.size :]
    if comment:
        yield "zip", comment
    position = 0
    for member in sorted(members, key=lambda one: one.fields[16]):
        name = member.name.decode("utf-8", "replace")
        if member.comment:
            yield name, member.comment
        at = member.fields[16]
        if at > position:
            yield name, data[position:at]
        local = _LOCAL.unpack_from(data, at)
        begin = at + _LOCAL.size
        local_name = data[begin : begin + local[9]]
        if local_name != member.name:
            yield name, local_name
        begin += local[9]
        for extra in (member.extra, data[begin : begin + local[10]]):
            yield from ((name, told) for told in _telling(extra))
        begin += local[10]
        position = begin + member.fields[8]
        if member.fields[4] == _DEFLATED:
            behind = _behind(memoryview(data)[begin:position], member.fields[9])
            if behind:
                yield name, behind
        if member.fields[3] & _HAS_DESCRIPTOR:
            position = _after_descriptor(data, position, member.fields)
    if start > position:
        yield "zip", data[position:start]


def _directory(data: bytes, end: int) -> tuple[list[_Member], int]:
    """The members that the directory lists, their 64-bit fields resolved, and where it starts."""
    fields = _END.unpack_from(data, end)
    count, start = fields[4], fields[6]
    if data[end - 20 : end - 16] == b"PK\x06\x07":
        (at,) = struct.unpack_from("<Q", data, end - 12)
        count, start = struct.unpack_from("<Q", data, at + 32)[0], 0
        (start,) = struct.unpack_from("<Q", data, at + 48)
    members, position = [], start
    for _number in range(count):
        values = list(_CENTRAL.unpack_from(data, position))
        begin = position + _CENTRAL.size
        name_end = begin + values[10]
        extra_end = name_end + values[11]
        position = extra_end + values[12]
        extra = data[name_end:extra_end]
        _widen(values, extra)
        members.append(
            _Member(tuple(values), data[begin:name_end], extra, data[extra_end:position])
        )
    return members, start


def _widen(values: list[int], extra: bytes) -> None:
    """Sizes and offset of 64 bits where the fields are full (4.5.3)."""
    for kind, body in _fields(extra):
        if kind == 1:
            wide = [body[at : at + 8] for at in range(0, len(body) - 7, 8)]
            for index in (9, 8, 16):
                if values[index] == _FULL32 and wide:
                    values[index] = int.from_bytes(wide.pop(0), "little")


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """Extra fields (4.5.1); what is no field has the kind -1."""
    position = 0
    while position < len(extra):
        if position + 4 > len(extra):
            yield -1, extra[position:]
            return
        kind, size = struct.unpack_from("<2H", extra, position)
        body = extra[position + 4 : position + 4 + size]
        yield (kind if len(body) == size else -1), body
        position += 4 + size


def _telling(extra: bytes) -> Iterator[bytes]:
    for kind, body in _fields(extra):
        padding = kind == _GROWTH_HINT and not body[4:].strip(b"\0")
        silent = len(body) <= _SILENT.get(kind, -1)
        if not padding and not silent and body.strip(b"\0"):
            yield body


def _behind(packed: memoryview, size: int) -> bytes:
    inflater = zlib.decompressobj(-15)
    found: bytes | memoryview = packed
    try:
        if size <= _AT_ONCE:
            known = inflate(packed, size)
            if known.complete:
                return known.behind
        while found and not inflater.eof:
            inflater.decompress(found, _AT_ONCE)
            found = inflater.unconsumed_tail
    except zlib.error:
        return b""  # told as damaged when it is read
    return inflater.unused_data


def _after_descriptor(data: bytes, position: int, fields: tuple[int, ...]) -> int:
    """4.3.9: with or without a signature, sizes of 32 or of 64 bits."""
    crc = struct.pack("<I", fields[7])
    for signature in (b"PK\x07\x08", b""):
        for form in ("<2I", "<2Q"):
            try:
                told = signature + crc + struct.pack(form, fields[8], fields[9])
            except struct.error:
                continue
            if data.startswith(told, position):
                return position + len(told)
    return position
