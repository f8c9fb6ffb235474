"""The records of a zip archive, field by field (PKWARE APPNOTE 4.3): sizes in bytes, offsets from
the start of the file."""

from __future__ import annotations

import struct
from typing import NamedTuple

ENCRYPTED, HAS_DESCRIPTOR, UTF8_NAME = 0x1, 0x8, 0x800  # 4.4.4
STORED, DEFLATED = 0, 8  # 4.4.5
FULL16, FULL32 = 0xFFFF, 0xFFFFFFFF
"""What stands in a field whose number is in a zip64 record (4.4.1.4)"""

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR64 = struct.Struct("<4sIQI")

LOCAL_SIGNATURE = b"PK\x03\x04"
CENTRAL_SIGNATURE = b"PK\x01\x02"
END_SIGNATURE = b"PK\x05\x06"
END64_SIGNATURE = b"PK\x06\x06"
LOCATOR64_SIGNATURE = b"PK\x06\x07"
DESCRIPTOR_SIGNATURE = b"PK\x07\x08"

LOCAL_SIZE, CENTRAL_SIZE, END_SIZE = _LOCAL.size, _CENTRAL.size, _END.size
END64_SIZE, LOCATOR64_SIZE = _END64.size, _LOCATOR64.size
"""Bytes of each record, without names, extra fields and comments"""


class LocalRecord(NamedTuple):
    """What stands before a member's data (4.3.7); its name and extra fields follow."""

    signature: bytes
    version: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    compressed_size: int
    size: int
    name_length: int
    extra_length: int

    @classmethod
    def read(cls, data: bytes, position: int) -> LocalRecord:
        """Raises ``struct.error`` where the data end before it does."""
        return cls._make(_LOCAL.unpack_from(data, position))

    def to_bytes(self) -> bytes:
        return _LOCAL.pack(*self)


class CentralRecord(NamedTuple):
    """What the directory says of a member (4.3.12); name, extra fields and comment follow."""

    signature: bytes
    made_by: int
    version: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    compressed_size: int
    size: int
    name_length: int
    extra_length: int
    comment_length: int
    disk: int
    internal_attributes: int
    external_attributes: int
    offset: int

    @classmethod
    def read(cls, data: bytes, position: int = 0) -> CentralRecord:
        """Raises ``struct.error`` where the data end before it does."""
        return cls._make(_CENTRAL.unpack_from(data, position))

    def to_bytes(self) -> bytes:
        return _CENTRAL.pack(*self)

    @property
    def name_end(self) -> int:
        """Where the name ends, counted from the start of the record, as the next two."""
        return CENTRAL_SIZE + self.name_length

    @property
    def extra_end(self) -> int:
        return self.name_end + self.extra_length

    @property
    def comment_end(self) -> int:
        return self.extra_end + self.comment_length


class EndRecord(NamedTuple):
    """The last record (4.3.16); the comment of the archive follows."""

    signature: bytes
    disk: int
    directory_disk: int
    members_on_disk: int
    members: int
    directory_size: int
    directory_start: int
    comment_length: int

    @classmethod
    def read(cls, data: bytes, position: int = 0) -> EndRecord:
        """Raises ``struct.error`` where the data end before it does."""
        return cls._make(_END.unpack_from(data, position))

    def to_bytes(self) -> bytes:
        return _END.pack(*self)


class End64Record(NamedTuple):
    """The numbers of the last record in 64 bits (4.3.14); an extension may follow."""

    signature: bytes
    record_size: int
    made_by: int
    version: int
    disk: int
    directory_disk: int
    members_on_disk: int
    members: int
    directory_size: int
    directory_start: int

    @classmethod
    def read(cls, data: bytes, position: int = 0) -> End64Record:
        """Raises ``struct.error`` where the data end before it does."""
        return cls._make(_END64.unpack_from(data, position))

    def to_bytes(self) -> bytes:
        return _END64.pack(*self)


class Locator64(NamedTuple):
    """Where the ``End64Record`` stands (4.3.15)."""

    signature: bytes
    disk: int
    end64_offset: int
    disks: int

    @classmethod
    def read(cls, data: bytes, position: int) -> Locator64:
        """Raises ``struct.error`` where the data end before it does."""
        return cls._make(_LOCATOR64.unpack_from(data, position))

    def to_bytes(self) -> bytes:
        return _LOCATOR64.pack(*self)
