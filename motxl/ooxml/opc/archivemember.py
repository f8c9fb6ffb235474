"""One member of a zip archive, and its records in the directory and before its data."""

from __future__ import annotations

import struct

from motxl.ooxml.opc.zip64 import zip64_field
from motxl.ooxml.opc.ziprecords import (
    CENTRAL_SIGNATURE,
    CENTRAL_SIZE,
    DEFLATED,
    FULL32,
    LOCAL_SIGNATURE,
    UTF8_NAME,
    CentralRecord,
    LocalRecord,
)


class ArchiveMember:
    """One entry of the archive; sizes in bytes, offsets from the start of the file."""

    __slots__ = (
        *("name", "flags", "method", "crc", "compressed_size", "size", "offset", "record"),
        *("data_start", "end"),
    )

    def __init__(self, name: str, flags: int, method: int, record: bytes = b"") -> None:
        self.name = name
        self.flags = flags
        self.method = method
        self.crc = self.compressed_size = self.size = self.offset = 0
        self.record = record
        """The entry of the central directory; empty for a member added here"""
        self.data_start = 0
        self.end = 0
        """Where the next member's local record begins: a data descriptor lies before it"""

    @property
    def central(self) -> CentralRecord:
        """What the directory of the archive that was read says of it."""
        return CentralRecord.read(self.record)

    @property
    def central_name(self) -> bytes:
        return self.record[CENTRAL_SIZE : self.central.name_end]

    @property
    def central_extra(self) -> bytes:
        """Its extra fields in the directory (4.5)."""
        central = self.central
        return self.record[central.name_end : central.extra_end]

    @property
    def comment(self) -> bytes:
        return self.record[self.central.extra_end :]


def bare(member: ArchiveMember) -> ArchiveMember:
    """A member of the same name that no archive holds yet."""
    name = member.name
    return ArchiveMember(name, 0 if name.isascii() else UTF8_NAME, DEFLATED)


def new_records(
    member: ArchiveMember, method: int, name_length: int
) -> tuple[LocalRecord, CentralRecord]:
    """The records of a member that no archive holds yet, without its sizes and its place."""
    # 1 January 1980, the date that Excel itself gives to members
    version, time, date = 20, 0, 0x21
    local = LocalRecord(
        *(LOCAL_SIGNATURE, version, member.flags, method, time, date),
        *(0, 0, 0, name_length, 0),
    )
    central = CentralRecord(
        *(CENTRAL_SIGNATURE, version, version, member.flags, method, time, date),
        *(0, 0, 0, name_length, 0, 0, 0, 0, 0, 0),
    )
    return local, central


def moved(member: ArchiveMember, position: int) -> bytes:
    """The directory entry of a member that was copied to another offset."""
    central = member.central
    if central.offset != FULL32:
        return central._replace(offset=position).to_bytes() + member.record[CENTRAL_SIZE:]
    record = bytearray(member.record)
    found = zip64_field(member.central_extra)
    assert found is not None  # it was read when the archive was opened
    earlier = sum(value == FULL32 for value in (central.compressed_size, central.size))
    struct.pack_into("<Q", record, central.name_end + found[0] + 8 * earlier, position)
    return bytes(record)
