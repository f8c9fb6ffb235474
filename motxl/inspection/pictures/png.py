"""PNG (W3C, third edition): chunks that pixels are worked out from stay, as the bytes they are."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from motxl.inspection.pictures import exif, icc
from motxl.inspection.pictures.stripped import NotReadableError, Stripped, words

_SIGNATURE_LENGTH = 8
_CRITICAL = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
_ANIMATION = {b"acTL", b"fcTL", b"fdAT"}
_REPEATED = {b"IDAT", b"fcTL", b"fdAT"}
# 11.3: the bytes of chunks that have the same length in each picture
_LENGTHS = {
    **{b"cHRM": 32, b"gAMA": 4, b"sRGB": 1, b"cICP": 4, b"mDCV": 24, b"cLLI": 8, b"pHYs": 9},
    **{b"acTL": 8, b"fcTL": 26},
}
_GREY, _COLOURED, _PALETTE, _GREY_ALPHA, _COLOURED_ALPHA = 0, 2, 3, 4, 6  # table 11.1
_SAMPLES = {_GREY: 1, _COLOURED: 3, _PALETTE: 1, _GREY_ALPHA: 2, _COLOURED_ALPHA: 4}
# 8.1: of each pass its first column and row, and how many columns and rows lie between two pixels
_PASSES = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)
_INFLATED_AT_ONCE = 1 << 22
"""Bytes"""


class _Chunk(NamedTuple):
    name: bytes
    body: bytes
    written: bytes
    """All of it: length, name, body and check sum"""

    @property
    def is_intact(self) -> bool:
        return zlib.crc32(self.name + self.body) == int.from_bytes(self.written[-4:], "big")


class _Header(NamedTuple):
    """What IHDR says (11.2.1): a size in pixels, the bits of a sample, how pixels are written."""

    width: int
    height: int
    depth: int
    colour: int
    compression: int
    filtering: int
    interlaced: int

    @property
    def is_understood(self) -> bool:
        return (
            min(self.width, self.height) > 0
            and self.depth in (1, 2, 4, 8, 16)
            and self.colour in _SAMPLES
            and (self.compression, self.filtering) == (0, 0)
            and self.interlaced in (0, 1)
        )

    def most_inflated(self, width: int, height: int) -> int:
        """The bytes of all rows of an image of this size, each with its filter byte."""
        bits = _SAMPLES[self.colour] * self.depth
        passes = _PASSES if self.interlaced else ((0, 0, 1, 1),)
        total = 0
        for column, row, columns_apart, rows_apart in passes:
            columns = -((column - width) // columns_apart)
            if columns > 0:
                rows = max(-((row - height) // rows_apart), 0)
                total += rows * (1 + (columns * bits + 7) // 8)
        return total


def stripped(data: bytes) -> Stripped:
    """The picture without what does not change how it shows.

    Raises ``NotReadableError`` for a picture that is cut off, breaks the rules of its critical
    chunks, or holds more than pixels among them.
    """
    chunks = list(_chunks(data))
    header = _header(chunks)
    palette_length = len(next((chunk.body for chunk in chunks if chunk.name == b"PLTE"), b""))
    is_animated = _is_animated(chunks)
    kept, remains, taken = [], [data[:_SIGNATURE_LENGTH]], []
    seen: set[bytes] = set()
    for chunk in chunks:
        if chunk.name in _ANIMATION and not is_animated:
            remaining = b""
        elif chunk.name in seen and chunk.name not in _REPEATED:
            remaining = b""  # readers look at the first one
        elif _is_kept(chunk, header, palette_length):
            remaining = chunk.written
            kept.append(chunk)
        else:
            remaining = _remaining(chunk)
        if remaining:
            seen.add(chunk.name)
        if remaining != chunk.written:
            if chunk.name in _CRITICAL and not _is_suggestion(chunk, header):
                raise NotReadableError
            taken.append(words(chunk.name.decode("latin-1"), _readable(chunk)))
        remains.append(remaining)
    behind = data[_SIGNATURE_LENGTH + sum(len(chunk.written) for chunk in chunks) :]
    if behind:
        taken.append(words("PNG", behind))
    _refuse_more_than_pixels(kept, header)
    return Stripped(b"".join(remains), taken)


def _chunks(data: bytes) -> Iterator[_Chunk]:
    """The chunks as far as IEND. Raises ``NotReadableError`` where there is none."""
    position, name = _SIGNATURE_LENGTH, b""
    while name != b"IEND":
        if position + 12 > len(data):
            raise NotReadableError
        size, name = struct.unpack_from(">I4s", data, position)
        end = position + 12 + size
        if end > len(data):
            raise NotReadableError
        yield _Chunk(name, data[position + 8 : end - 4], data[position:end])
        position = end


def _header(chunks: Sequence[_Chunk]) -> _Header:
    first = chunks[0]
    if first.name != b"IHDR" or len(first.body) != 13:
        raise NotReadableError
    header = _Header(*struct.unpack(">2I5B", first.body))
    if not header.is_understood:
        raise NotReadableError
    return header


def _is_animated(chunks: Iterable[_Chunk]) -> bool:
    """Whether an ``acTL`` announces frames before the pixels; others are no animation (11.3.6)."""
    for chunk in chunks:
        if chunk.name == b"IDAT":
            return False
        if chunk.name == b"acTL":
            return chunk.is_intact and len(chunk.body) == _LENGTHS[b"acTL"]
    return False


def _is_kept(chunk: _Chunk, header: _Header, palette_length: int) -> bool:
    """Whether a chunk may change how the picture shows, and has no room for anything else."""
    if not chunk.is_intact:
        return False
    if chunk.name in (b"IDAT", b"fdAT"):  # they are inflated later
        return chunk.name == b"IDAT" or len(chunk.body) >= 4
    return len(chunk.body) in _allowed_lengths(chunk.name, header, palette_length)


def _is_suggestion(chunk: _Chunk, header: _Header) -> bool:
    """Whether a chunk is a palette for screens of few colours, of a picture that needs none."""
    return chunk.name == b"PLTE" and header.colour in (_COLOURED, _COLOURED_ALPHA)


def _allowed_lengths(name: bytes, header: _Header, palette_length: int) -> Collection[int]:
    """The lengths that the body of a chunk may have; none for one that is not kept."""
    if name in _LENGTHS:
        return (_LENGTHS[name],)
    colour = header.colour
    samples = 3 if colour & _COLOURED else 1
    match name:
        case b"IHDR":
            return (13,)
        case b"IEND":
            return (0,)
        case b"PLTE" if colour == _PALETTE:
            return range(3, 3 * (1 << min(header.depth, 8)) + 1, 3)
        case b"tRNS" if colour == _PALETTE:
            return range(1, palette_length // 3 + 1)
        case b"tRNS":
            return (2 * samples,) if colour in (_GREY, _COLOURED) else ()
        case b"bKGD":
            return (1 if colour == _PALETTE else 2 * samples,)
        case b"sBIT":
            return (samples + (1 if colour in (_GREY_ALPHA, _COLOURED_ALPHA) else 0),)
    return ()


def _refuse_more_than_pixels(chunks: Sequence[_Chunk], header: _Header) -> None:
    """Raises ``NotReadableError`` where compressed pixels hold more than the rows of their image,
    or bytes behind them."""
    pixels = b"".join(chunk.body for chunk in chunks if chunk.name == b"IDAT")
    _refuse_more_than(header.most_inflated(header.width, header.height), pixels)
    for width, height, packed in _frames(chunks):
        if width > header.width or height > header.height:
            raise NotReadableError
        _refuse_more_than(header.most_inflated(width, height), packed)


def _frames(chunks: Iterable[_Chunk]) -> Iterator[tuple[int, int, bytes]]:
    """Width, height and compressed pixels of the frames in ``fdAT``.

    Raises ``NotReadableError`` when chunks are not numbered one after the other, or when there are
    not as many frames as ``acTL`` announces (11.3.6).
    """
    expected_number, count, announced = 0, 0, 0
    width, height, packed = 0, 0, b""
    for chunk in chunks:
        if chunk.name == b"acTL":
            (announced,) = struct.unpack_from(">I", chunk.body)
        if chunk.name not in (b"fcTL", b"fdAT"):
            continue
        (number,) = struct.unpack_from(">I", chunk.body)
        if number != expected_number:
            raise NotReadableError
        expected_number += 1
        if chunk.name == b"fcTL":
            yield width, height, packed
            count += 1
            width, height = struct.unpack_from(">2I", chunk.body, 4)
            packed = b""
        else:
            packed += chunk.body[4:]
    yield width, height, packed
    if count != announced:
        raise NotReadableError


def _refuse_more_than(most: int, packed: bytes) -> None:
    """Raises ``NotReadableError`` unless ``packed`` inflates to at most so many bytes, and ends
    with them."""
    inflater = zlib.decompressobj()
    inflated = 0
    try:
        while packed and inflated <= most:
            inflated += len(inflater.decompress(packed, _INFLATED_AT_ONCE))
            packed = inflater.unconsumed_tail
    except zlib.error:
        raise NotReadableError from None
    if inflated > most or inflater.unused_data:
        raise NotReadableError


def _remaining(chunk: _Chunk) -> bytes:
    """What remains of a chunk that may tell something: of a colour profile the numbers, under the
    name ``icc``; of Exif which side is up; nothing of others."""
    if chunk.name == b"eXIf":
        orientation = exif.stripped(chunk.body)
        return _written(chunk.name, orientation) if orientation else b""
    if chunk.name == b"iCCP":
        try:
            profile = icc.stripped(_readable(chunk))
        except ValueError:
            raise NotReadableError from None
        # 11.3.2.3: a name, and how it is compressed
        return _written(chunk.name, b"icc\0\0" + zlib.compress(profile)) if profile else b""
    return b""


def _readable(chunk: _Chunk) -> bytes:
    """What a chunk says, inflated where it is packed."""
    if chunk.name in (b"iCCP", b"zTXt"):
        try:
            packed = chunk.body[chunk.body.index(b"\0") + 2 :]
            return zlib.decompressobj().decompress(packed, _INFLATED_AT_ONCE)
        except (ValueError, zlib.error):
            return chunk.body
    return chunk.body


def _written(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
