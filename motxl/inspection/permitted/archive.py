"""The zip archive (PKWARE APPNOTE 4.3): members one after the other, and not a byte besides."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from motxl.i18n import _
from motxl.inspection.finding import Finding
from motxl.inspection.permitted.words import Refusal
from motxl.ooxml.opc.inflating import inflate

_LOCAL = struct.Struct("<4s5H3I2H")  # 4.3.7
_END = struct.Struct("<4s4H2IH")  # 4.3.16
_DESCRIPTOR, _UTF8, _LEVEL = 0x8, 0x800, 0x6  # 4.4.4
# Office fills up the first records for later growth (ECMA-376 part 2, annex C).
_EXTRA = re.compile(rb"(?:\x20\xa2..\x28\xa0..\x00*)?", re.DOTALL)
_CENTRAL_SIZE = 46  # 4.3.12, without name and extra field


def strangers(data: bytes) -> tuple[list[Finding], dict[str, bytes]]:
    """What lies in an archive outside its members, and what the members hold."""
    parts: dict[str, bytes] = {}
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError):
        return [Refusal.of("zip", _("an archive that cannot be read"))], parts
    refused: list[Finding] = []
    if archive.comment:
        comment = archive.comment.decode("utf-8", "replace")
        refused.append(Refusal.of("zip", _("a comment of the archive"), comment))
    position = 0
    for member in sorted(archive.infolist(), key=lambda member: member.header_offset):
        name = member.orig_filename
        inflated = _inflated(data, member, position)
        if inflated is None:
            refused.append(Refusal.besides(name))
            return refused, parts
        if name in parts:
            refused.append(Refusal.of(f"zip {name}", _("a part that is there twice")))
        parts[name], position = inflated
    end = len(data) - _END.size - len(archive.comment)
    size, start = _END.unpack_from(data, end)[5:7] if end >= 0 else (0, 0)
    lengths = sum(
        _CENTRAL_SIZE + len(_name(member)) + len(member.extra) for member in archive.infolist()
    )
    if not (position == start == end - size and size == lengths):
        refused.append(Refusal.besides())
    return refused, parts


def _inflated(data: bytes, member: zipfile.ZipInfo, position: int) -> tuple[bytes, int] | None:
    """What a member holds, and where it ends; nothing where its record holds anything else."""
    if member.header_offset != position or position + _LOCAL.size > len(data):
        return None
    local = _LOCAL.unpack_from(data, position)
    name = _name(member)
    start = position + _LOCAL.size
    extra_start = start + len(name)
    extra_end = extra_start + local[10]
    packed = data[extra_end : extra_end + member.compress_size]
    if (
        local[0] != b"PK\x03\x04"
        or (local[2], local[3]) != (member.flag_bits, member.compress_type)
        or member.flag_bits & ~(_DESCRIPTOR | _UTF8 | _LEVEL)
        or data[start:extra_start] != name
        or not _EXTRA.fullmatch(data[extra_start:extra_end])
        or not _EXTRA.fullmatch(member.extra)
        or member.comment
    ):
        return None
    if member.compress_type == zipfile.ZIP_STORED:
        inflated, crc = packed, zlib.crc32(packed)
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        try:
            inflated, crc, complete, behind = inflate(packed, member.file_size)
        except zlib.error:
            return None
        if not complete or behind:
            return None
    else:
        return None
    if len(inflated) != member.file_size or crc != member.CRC:
        return None
    end = extra_end + member.compress_size
    sizes = (member.CRC, member.compress_size, member.file_size)
    if member.flag_bits & _DESCRIPTOR:
        signed = data[end : end + 4] == b"PK\x07\x08"
        end += 4 if signed else 0
        if data[end : end + 12] != struct.pack("<3I", *sizes):
            return None
        end += 12
    elif local[6:9] != sizes:
        return None
    return inflated, end


def _name(member: zipfile.ZipInfo) -> bytes:
    return member.orig_filename.encode("utf-8" if member.flag_bits & _UTF8 else "cp437")
