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
from motxl.ooxml.opc.archivemember import ArchiveMember, bare, moved, new_records
from motxl.ooxml.opc.inflating import inflate
from motxl.ooxml.opc.partnames import spelling_of
from motxl.ooxml.opc.zip64 import without_zip64, zip64_field
from motxl.ooxml.opc.ziprecords import (
    CENTRAL_SIGNATURE,
    CENTRAL_SIZE,
    DEFLATED,
    DESCRIPTOR_SIGNATURE,
    ENCRYPTED,
    END64_SIGNATURE,
    END64_SIZE,
    END_SIGNATURE,
    END_SIZE,
    FULL16,
    FULL32,
    HAS_DESCRIPTOR,
    LOCAL_SIGNATURE,
    LOCAL_SIZE,
    LOCATOR64_SIGNATURE,
    LOCATOR64_SIZE,
    STORED,
    UTF8_NAME,
    CentralRecord,
    End64Record,
    EndRecord,
    LocalRecord,
    Locator64,
)

# Bounds against zip bombs. A sheet of a million rows and 17 columns inflates to about 900 MB; what
USUAL_LEVEL = 6
"""Of compression, as Excel has it"""
# Excel writes seldom compresses beyond 30 to 1, a column of equal values to about 150 to 1.
MAX_PART_SIZE = 1 << 30
MAX_TOTAL_SIZE = 1 << 31
MAX_RATIO = 250
RATIO_COUNTS_FROM = 8 << 20
MAX_MEMBERS = 50_000


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

    def read_members(self) -> list[ArchiveMember]:
        """The members of the archive as it was read, in the order of their offsets."""
        members = (member for member in self._members.values() if member.record)
        return sorted(members, key=lambda member: member.offset)

    @property
    def directory_start(self) -> int:
        """Where the directory of the archive begins that was read."""
        return self._directory_start

    @property
    def comment(self) -> bytes:
        """The comment of the archive that was read."""
        return self._end[END_SIZE:]

    @property
    def zip64_extension(self) -> bytes:
        """What lies between the zip64 record of the end and its locator."""
        return self._zip64_end[END64_SIZE:-LOCATOR64_SIZE]

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
            flags = 0 if name.isascii() else UTF8_NAME
            self._members[name] = ArchiveMember(name, flags, DEFLATED)
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

    def to_bytes(self, level: int = USUAL_LEVEL) -> bytes:
        """The archive with its edits, compressed from 1 (fast) to 9; without any, as it was."""
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
                local, central = self._compress(bare(member), data, position, level)
                pieces.append(local)
                directory.append(central)
            elif replacement is None:
                pieces.append(bytes(view[member.offset : member.end]))
                directory.append(moved(member, position))
            else:
                local, central = self._compress(member, replacement, position, level)
                pieces.append(local)
                directory.append(central)
            position += len(pieces[-1])
        if position >= FULL32:
            raise self._too_large(self._label)
        pieces.extend(directory)
        size = sum(map(len, directory))
        if self._anew:
            count = len(directory)
            end = EndRecord(END_SIGNATURE, 0, 0, count, count, size, position, 0)
            pieces.append(end.to_bytes())
        else:
            pieces.append(self._ending(len(directory), position, size))
        return b"".join(pieces)

    def _compress(
        self, member: ArchiveMember, data: bytes, position: int, level: int
    ) -> tuple[bytes, bytes]:
        """The local record and the directory entry of an edited or added member."""
        if member.method == STORED and member.record:
            method, packed = STORED, data
        else:
            packer = zlib.compressobj(level, zlib.DEFLATED, -15)
            method, packed = DEFLATED, packer.compress(data) + packer.flush()
        crc, sizes = zlib.crc32(data), (len(packed), len(data))
        if member.record:
            local, central = LocalRecord.read(self._data, member.offset), member.central
            name_start = member.offset + LOCAL_SIZE
            name_end = name_start + local.name_length
            name, central_name = self._data[name_start:name_end], member.central_name
            extra = without_zip64(self._data[name_end : member.data_start])
            central_extra, comment = without_zip64(member.central_extra), member.comment
        else:
            central_name = name = member.name.encode()
            extra, central_extra, comment = b"", b"", b""
            local, central = new_records(member, method, len(name))
        descriptor = b""
        if local.flags & HAS_DESCRIPTOR:
            local = local._replace(crc=0, compressed_size=0, size=0)
            descriptor = struct.pack("<4s3I", DESCRIPTOR_SIGNATURE, crc, *sizes)
        else:
            local = local._replace(crc=crc, compressed_size=sizes[0], size=sizes[1])
        local = local._replace(extra_length=len(extra))
        central = central._replace(
            crc=crc,
            compressed_size=sizes[0],
            size=sizes[1],
            extra_length=len(central_extra),
            offset=position,
        )
        record = local.to_bytes() + name + extra + packed + descriptor
        return record, central.to_bytes() + central_name + central_extra + comment

    def _ending(self, count: int, start: int, size: int) -> bytes:
        """The end records: zip64 ones stay where they were, the comment too."""
        ending = b""
        if self._zip64_end:
            end64 = End64Record.read(self._zip64_end)._replace(
                members_on_disk=count, members=count, directory_size=size, directory_start=start
            )
            locator = Locator64(LOCATOR64_SIGNATURE, 0, start + size, 1)
            ending = end64.to_bytes() + self.zip64_extension + locator.to_bytes()
        end = EndRecord.read(self._end)
        if end.members != FULL16 or not self._zip64_end:
            end = end._replace(members_on_disk=count, members=count)
        if end.directory_size != FULL32 or not self._zip64_end:
            end = end._replace(directory_size=size)
        if end.directory_start != FULL32 or not self._zip64_end:
            end = end._replace(directory_start=start)
        return ending + end.to_bytes() + self.comment

    # The directory

    def _find_end(self) -> tuple[int, int, int, int]:
        """Offset of the end record; number of members, start and size of the directory."""
        data = self._data
        end = data.rfind(END_SIGNATURE, max(0, len(data) - END_SIZE - FULL16))
        while end >= 0:
            if end + END_SIZE <= len(data):
                record = EndRecord.read(data, end)
                if end + END_SIZE + record.comment_length == len(data):
                    break
            end = data.rfind(END_SIGNATURE, 0, end)
        if end < 0:
            raise DamagedError(
                _(
                    "{file} is cut off or damaged: its end is missing. Fetch it again, or go "
                    "back to a backup."
                ).format(file=self._label)
            )
        count, size, start = record.members, record.directory_size, record.directory_start
        before_end = end
        locator = end - LOCATOR64_SIZE
        if locator >= 0 and data.startswith(LOCATOR64_SIGNATURE, locator):
            end64 = Locator64.read(data, locator).end64_offset
            if not data.startswith(END64_SIGNATURE, end64) or end64 + END64_SIZE > locator:
                raise self._damaged()
            record64 = End64Record.read(data, end64)
            count, size, start = record64.members, record64.directory_size, record64.directory_start
            before_end = end64
        elif count == FULL16 or FULL32 in (size, start):
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
            if position + CENTRAL_SIZE > limit:
                raise self._damaged()
            central = CentralRecord.read(data, position)
            length = central.comment_end
            record = data[position : position + length]
            if central.signature != CENTRAL_SIGNATURE or position + length > limit:
                raise self._damaged()
            member = self._member(central, record)
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

    def _member(self, central: CentralRecord, record: bytes) -> ArchiveMember:
        raw_name = record[CENTRAL_SIZE : central.name_end]
        try:
            is_utf8 = central.flags & UTF8_NAME or raw_name.isascii()  # most are, in either
            name = raw_name.decode("utf-8" if is_utf8 else "cp437")
        except UnicodeDecodeError:
            raise self._damaged() from None
        if central.flags & ENCRYPTED:
            raise NotAWorkbookError(
                _(
                    "{file} is protected by a zip password: remove the password, then try again."
                ).format(file=self._label)
            )
        if central.method not in (STORED, DEFLATED):
            raise DamagedError(
                _(
                    "{file} is compressed in a way that workbooks do not use ({part}): "
                    "open it in Excel and save it again."
                ).format(file=self._label, part=name)
            )
        compressed, size, offset = central.compressed_size, central.size, central.offset
        if FULL32 in (compressed, size, offset):
            size, compressed, offset = self._zip64_values(central, record)
        member = ArchiveMember(name, central.flags, central.method, record)
        member.crc, member.compressed_size = central.crc, compressed
        member.size, member.offset = size, offset
        return member

    def _zip64_values(self, central: CentralRecord, record: bytes) -> tuple[int, int, int]:
        """Size, compressed size and offset where the 32-bit fields are full (4.5.3)."""
        values = [central.size, central.compressed_size, central.offset]
        start = central.name_end
        found = zip64_field(record[start : central.extra_end])
        if found is None:
            raise self._damaged()
        place, length = found[0] + start, found[1]
        for index, value in enumerate(values):
            if value == FULL32:
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
            if start + LOCAL_SIZE > end or not self._data.startswith(LOCAL_SIGNATURE, start):
                raise self._damaged()
            local = LocalRecord.read(self._data, start)
            name_end = start + LOCAL_SIZE + local.name_length
            member.data_start = name_end + local.extra_length
            raw_name = self._data[start + LOCAL_SIZE : name_end]
            is_named_alike = raw_name == member.central_name
            if not is_named_alike and not self._says_the_same(raw_name, local.flags, member):
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
        for codec in ("utf-8", "cp437") if flags & UTF8_NAME else ("cp437", "utf-8"):
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
        if member.method == STORED:
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
