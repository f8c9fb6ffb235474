"""The zip archive that holds a workbook's parts.

Members that are not edited are copied as the bytes they were: local header, name, extra field,
compressed data, data descriptor. Only edited ones are compressed again, under the same header.
Formats and field names are those of the ZIP specification (PKWARE APPNOTE 4.3).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress

from motxl.i18n import _
from motxl.ooxml.errors import DamagedError, NotAWorkbookError, TooLargeError
from motxl.ooxml.opc.inflating import inflate
from motxl.ooxml.opc.partnames import spelling_of
from motxl.ooxml.opc.zip64 import without_zip64, zip64_field

# Bounds against zip bombs. A sheet of a million rows and 17 columns inflates to about 900 MB; what
# Excel writes seldom compresses beyond 30 to 1, a column of equal values to about 150 to 1.
MAX_PART_SIZE = 1 << 30
MAX_TOTAL_SIZE = 1 << 31
MAX_RATIO = 250
RATIO_COUNTS_FROM = 8 << 20
MAX_MEMBERS = 50_000

_LOCAL = struct.Struct("<4s5H3I2H")  # 4.3.7
_CENTRAL = struct.Struct("<4s6H3I5H2I")  # 4.3.12
_END = struct.Struct("<4s4H2IH")  # 4.3.16
_END64 = struct.Struct("<4sQ2H2I4Q")  # 4.3.14
_LOCATOR64 = struct.Struct("<4sIQI")  # 4.3.15
_ENCRYPTED, _HAS_DESCRIPTOR, _UTF8_NAME = 0x1, 0x8, 0x800  # 4.4.4
_STORED, _DEFLATED = 0, 8  # 4.4.5
_FULL32 = 0xFFFFFFFF
_FULL16 = 0xFFFF


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


# The members at one moment, those with other bytes, and those taken out
ContainerState = tuple[dict[str, ArchiveMember], dict[str, bytes], set[str]]


class Container:
    """The members of an archive, in its order, with the edits made so far."""

    def __init__(self, data: bytes, label: str) -> None:
        """``label`` names the file in messages."""
        self._data = data
        self._label = label
        self._replaced: dict[str, bytes] = {}
        self._removed: set[str] = set()
        self._anew = False
        end, count, self._directory_start, size = self._find_end()
        self._zip64_end = data[self._directory_start + size : end]
        self._end = data[end:]
        self._members = self._read_directory(count, size)
        self._locate()

    # Reading

    def names(self) -> Iterator[str]:
        """Member names as the archive spells them, in its order."""
        return (name for name in self._members if name not in self._removed)

    def read(self, name: str) -> bytes:
        """The inflated bytes of a member, edited or not; raises ``KeyError`` when there is none."""
        if name in self._removed:
            raise KeyError(name)
        replaced = self._replaced.get(name)
        return replaced if replaced is not None else self._inflate(self._members[name])

    def was_given(self, name: str, data: bytes) -> bool:
        """Whether these are the bytes that a member was given last."""
        return self._replaced.get(name) == data

    def replace(self, name: str, data: bytes) -> bool:
        """Give a member other bytes; ``False`` when they are what it held."""
        member = self._members[name]
        if self.was_given(name, data):
            return False
        same = member.record and member.size == len(data) and member.crc == zlib.crc32(data)
        if same and self._inflate(member) == data:
            return self._replaced.pop(name, None) is not None
        self._replaced[name] = data
        return True

    def add(self, name: str, data: bytes) -> None:
        """A new member, last in the archive."""
        if name in self._members and name not in self._removed:
            raise KeyError(name)
        self._removed.discard(name)
        if name not in self._members:
            flags = 0 if name.isascii() else _UTF8_NAME
            self._members[name] = ArchiveMember(name, flags, _DEFLATED)
        self._replaced[name] = data

    def remove(self, name: str) -> None:
        self._replaced.pop(name, None)
        if self._members[name].record:
            self._removed.add(name)
        else:
            del self._members[name]

    def state(self) -> ContainerState:
        return dict(self._members), dict(self._replaced), set(self._removed)

    def restore(self, state: ContainerState) -> None:
        self._members, self._replaced = dict(state[0]), dict(state[1])
        self._removed = set(state[2])

    @property
    def changed(self) -> bool:
        return bool(self._replaced or self._removed or self._anew)

    def write_anew(self) -> None:
        """Write every member again: no comment, extra field or byte between members is kept."""
        self._anew = True

    def compressed(self, name: str) -> bytes:
        """The raw local record of a member that was not edited."""
        member = self._members[name]
        return self._data[member.offset : member.end]

    # Writing

    def to_bytes(self) -> bytes:
        """The archive with its edits; the very bytes that were read when there are none."""
        if not self.changed:
            return self._data
        first = min(
            (member.offset for member in self._members.values() if member.record), default=0
        )
        pieces = [] if self._anew else [self._data[:first]]
        directory: list[bytes] = []
        position = sum(map(len, pieces))
        view = memoryview(self._data)
        for name in self.names():
            member = self._members[name]
            replacement = self._replaced.get(name)
            if self._anew:
                data = self.read(name) if replacement is None else replacement
                local, central = self._compress(_bare(member), data, position)
                pieces.append(local)
                directory.append(central)
            elif replacement is None:
                pieces.append(bytes(view[member.offset : member.end]))
                directory.append(_moved(member, position))
            else:
                local, central = self._compress(member, replacement, position)
                pieces.append(local)
                directory.append(central)
            position += len(pieces[-1])
        if position >= _FULL32:
            raise self._too_large(self._label)
        pieces.extend(directory)
        size = sum(map(len, directory))
        if self._anew:
            count = len(directory)
            pieces.append(_END.pack(b"PK\x05\x06", 0, 0, count, count, size, position, 0))
        else:
            pieces.append(self._ending(len(directory), position, size))
        return b"".join(pieces)

    def _compress(self, member: ArchiveMember, data: bytes, position: int) -> tuple[bytes, bytes]:
        """The local record and the directory entry of an edited or added member."""
        if member.method == _STORED and member.record:
            method, packed = _STORED, data
        else:
            packer = zlib.compressobj(6, zlib.DEFLATED, -15)
            method, packed = _DEFLATED, packer.compress(data) + packer.flush()
        crc, sizes = zlib.crc32(data), (len(packed), len(data))
        if member.record:
            local = list(_LOCAL.unpack_from(self._data, member.offset))
            name_start = member.offset + _LOCAL.size
            name = self._data[name_start : name_start + local[9]]
            extra = without_zip64(self._data[name_start + local[9] : member.data_start])
            central = list(_CENTRAL.unpack_from(member.record))
            tail = member.record[_CENTRAL.size :]
            central_name, tail = tail[: central[10]], tail[central[10] :]
            central_extra, comment = without_zip64(tail[: central[11]]), tail[central[11] :]
        else:
            central_name = name = member.name.encode()
            extra, central_extra, comment = b"", b"", b""
            # 1 January 1980, the date that Excel itself gives to members
            local = [b"PK\x03\x04", 20, member.flags, method, 0, 0x21, 0, 0, 0, len(name), 0]
            central = [b"PK\x01\x02", 20, 20, member.flags, method, 0, 0x21, 0, 0, 0, len(name)]
            central += [0, 0, 0, 0, 0, 0]
        descriptor = b""
        if local[2] & _HAS_DESCRIPTOR:
            local[6:9] = [0, 0, 0]
            descriptor = struct.pack("<4s3I", b"PK\x07\x08", crc, *sizes)
        else:
            local[6:9] = [crc, *sizes]
        local[10] = len(extra)
        central[7:10] = [crc, *sizes]
        central[11] = len(central_extra)
        central[16] = position
        record = _LOCAL.pack(*local) + name + extra + packed + descriptor
        return record, _CENTRAL.pack(*central) + central_name + central_extra + comment

    def _ending(self, count: int, start: int, size: int) -> bytes:
        """The end records: zip64 ones stay where they were, the comment too."""
        ending = b""
        if self._zip64_end:
            fields = list(_END64.unpack_from(self._zip64_end))
            fields[6:10] = [count, count, size, start]
            rest = self._zip64_end[_END64.size : -_LOCATOR64.size]
            ending = _END64.pack(*fields) + rest
            ending += _LOCATOR64.pack(b"PK\x06\x07", 0, start + size, 1)
        fields = list(_END.unpack_from(self._end))
        if fields[4] != _FULL16 or not self._zip64_end:
            fields[3] = fields[4] = count
        if fields[5] != _FULL32 or not self._zip64_end:
            fields[5] = size
        if fields[6] != _FULL32 or not self._zip64_end:
            fields[6] = start
        return ending + _END.pack(*fields) + self._end[_END.size :]

    # The directory

    def _find_end(self) -> tuple[int, int, int, int]:
        """Offset of the end record; number of members, start and size of the directory."""
        data = self._data
        end = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - _FULL16))
        while end >= 0:
            if end + _END.size <= len(data):
                fields = _END.unpack_from(data, end)
                if end + _END.size + fields[7] == len(data):
                    break
            end = data.rfind(b"PK\x05\x06", 0, end)
        if end < 0:
            raise DamagedError(
                _(
                    "{file} is cut off or damaged: its end is missing. Fetch it again, or go "
                    "back to a backup."
                ).format(file=self._label)
            )
        count, size, start = fields[4], fields[5], fields[6]
        before_end = end
        locator = end - _LOCATOR64.size
        if locator >= 0 and data[locator : locator + 4] == b"PK\x06\x07":
            end64 = _LOCATOR64.unpack_from(data, locator)[2]
            if data[end64 : end64 + 4] != b"PK\x06\x06" or end64 + _END64.size > locator:
                raise self._damaged()
            fields64 = _END64.unpack_from(data, end64)
            count, size, start = fields64[7], fields64[8], fields64[9]
            before_end = end64
        elif count == _FULL16 or _FULL32 in (size, start):
            raise self._damaged()
        if start + size != before_end:
            raise self._damaged()
        if count > MAX_MEMBERS:
            raise self._too_large(self._label)
        return end, count, start, size

    def _read_directory(self, count: int, size: int) -> dict[str, ArchiveMember]:
        data, position = self._data, self._directory_start
        limit = position + size
        members: dict[str, ArchiveMember] = {}
        spellings: set[str] = set()
        total = 0
        for _index in range(count):
            if position + _CENTRAL.size > limit:
                raise self._damaged()
            fields = _CENTRAL.unpack_from(data, position)
            length = _CENTRAL.size + fields[10] + fields[11] + fields[12]
            record = data[position : position + length]
            if fields[0] != b"PK\x01\x02" or position + length > limit:
                raise self._damaged()
            member = self._member(fields, record)
            spelling = spelling_of(member.name)
            if spelling in spellings:
                raise DamagedError(
                    _(
                        "{file} holds the part {part} twice and cannot be edited safely: "
                        "open it in Excel and save it again."
                    ).format(file=self._label, part=member.name)
                )
            spellings.add(spelling)
            members[member.name] = member
            total += member.size
            position += length
        if position != limit:
            raise self._damaged()
        if total > MAX_TOTAL_SIZE:
            raise self._too_large(self._label)
        return members

    def _member(self, fields: tuple[int, ...], record: bytes) -> ArchiveMember:
        raw_name = record[_CENTRAL.size : _CENTRAL.size + fields[10]]
        try:
            is_utf8 = fields[3] & _UTF8_NAME or raw_name.isascii()  # most are, in either
            name = raw_name.decode("utf-8" if is_utf8 else "cp437")
        except UnicodeDecodeError:
            raise self._damaged() from None
        if fields[3] & _ENCRYPTED:
            raise NotAWorkbookError(
                _(
                    "{file} is protected by a zip password: remove the password, then try again."
                ).format(file=self._label)
            )
        if fields[4] not in (_STORED, _DEFLATED):
            raise DamagedError(
                _(
                    "{file} is compressed in a way that workbooks do not use ({part}): "
                    "open it in Excel and save it again."
                ).format(file=self._label, part=name)
            )
        compressed, size, offset = fields[8], fields[9], fields[16]
        if _FULL32 in (compressed, size, offset):
            size, compressed, offset = self._zip64_values(fields, record)
        member = ArchiveMember(name, fields[3], fields[4], record)
        member.crc, member.compressed_size = fields[7], compressed
        member.size, member.offset = size, offset
        return member

    def _zip64_values(self, fields: tuple[int, ...], record: bytes) -> tuple[int, int, int]:
        """Size, compressed size and offset where the 32-bit fields are full (4.5.3)."""
        values = [fields[9], fields[8], fields[16]]
        start = _CENTRAL.size + fields[10]
        found = zip64_field(record[start : start + fields[11]])
        if found is None:
            raise self._damaged()
        place, length = found[0] + start, found[1]
        for index, value in enumerate(values):
            if value == _FULL32:
                if length < 8:
                    raise self._damaged()
                values[index] = int.from_bytes(record[place : place + 8], "little")
                place, length = place + 8, length - 8
        return values[0], values[1], values[2]

    def _locate(self) -> None:
        """Check that local records lie one after the other, none over another."""
        ordered = sorted(self._members.values(), key=lambda member: member.offset)
        ends = [member.offset for member in ordered[1:]] + [self._directory_start]
        for member, end in zip(ordered, ends, strict=True):
            start = member.offset
            if start + _LOCAL.size > end or self._data[start : start + 4] != b"PK\x03\x04":
                raise self._damaged()
            fields = _LOCAL.unpack_from(self._data, start)
            member.data_start = start + _LOCAL.size + fields[9] + fields[10]
            raw_name = self._data[start + _LOCAL.size : start + _LOCAL.size + fields[9]]
            named = member.record[_CENTRAL.size : _CENTRAL.size + len(raw_name)]
            if raw_name != named and not self._says_the_same(raw_name, fields[2], member):
                raise DamagedError(
                    _(
                        "{file} lists its part {part} under another name, and is not read: "
                        "check where the file comes from."
                    ).format(file=self._label, part=member.name)
                )
            member.end = end
            if member.data_start + member.compressed_size > end:
                raise self._damaged()

    def _says_the_same(self, raw_name: bytes, flags: int, member: ArchiveMember) -> bool:
        """Whether the name before a member's data is that of the directory, though its bytes are
        others: some programs write slashes or code pages in two ways."""
        for codec in ("utf-8", "cp437") if flags & _UTF8_NAME else ("cp437", "utf-8"):
            with suppress(UnicodeDecodeError):
                if spelling_of(raw_name.decode(codec)) == spelling_of(member.name):
                    return True
        return False

    def _inflate(self, member: ArchiveMember) -> bytes:
        packed = member.compressed_size
        suspicious = member.size > RATIO_COUNTS_FROM and member.size > packed * MAX_RATIO
        if suspicious or member.size > MAX_PART_SIZE:
            raise self._too_large(member.name)
        raw = memoryview(self._data)[member.data_start : member.data_start + packed]
        if member.method == _STORED:
            data, crc = bytes(raw), zlib.crc32(raw)
        else:
            try:
                data, crc = inflate(raw, member.size)[:2]
            except zlib.error:
                raise self._damaged(member.name) from None
        if len(data) != member.size or crc != member.crc:
            raise self._damaged(member.name)
        return data

    def _damaged(self, part: str = "") -> DamagedError:
        if part:
            return DamagedError(
                _(
                    "{file} is damaged: its part {part} cannot be read. Open it in Excel to "
                    "repair it, or go back to a backup."
                ).format(file=self._label, part=part)
            )
        return DamagedError(
            _(
                "{file} is damaged: its list of parts cannot be read. Open it in Excel to repair "
                "it, or go back to a backup."
            ).format(file=self._label)
        )

    def _too_large(self, part: str) -> TooLargeError:
        return too_large(self._label, part)


def too_large(file: str, part: str) -> TooLargeError:
    """The sentence for what takes far more memory than disk."""
    return TooLargeError(
        _(
            "{file} would unpack to an absurd size ({part}) and is not read: "
            "check where it comes from."
        ).format(file=file, part=part)
    )


def _bare(member: ArchiveMember) -> ArchiveMember:
    """A member of the same name that no archive holds yet."""
    name = member.name
    return ArchiveMember(name, 0 if name.isascii() else _UTF8_NAME, _DEFLATED)


def _moved(member: ArchiveMember, position: int) -> bytes:
    """The directory entry of a member that was copied to another offset."""
    record = bytearray(member.record)
    fields = _CENTRAL.unpack_from(record)
    if fields[16] != _FULL32:
        struct.pack_into("<I", record, 42, position)
        return bytes(record)
    start = _CENTRAL.size + fields[10]
    found = zip64_field(bytes(record[start : start + fields[11]]))
    assert found is not None  # it was read when the archive was opened
    earlier = sum(value == _FULL32 for value in (fields[8], fields[9]))
    struct.pack_into("<Q", record, start + found[0] + 8 * earlier, position)
    return bytes(record)
