"""PNG (W3C, third edition): chunks that pixels are worked out from stay, as the bytes they are."""

from __future__ import annotations

import struct
import zlib

from motxl.inspection.pictures import exif, icc
from motxl.inspection.pictures.stripped import NotReadableError, Stripped, words

_SIGNATURE = 8
# 11.2, 11.3 and the frames of an animation: what a picture shows depends on these.
_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP"),
    *(b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
}
_MOST_INFLATED = 1 << 22


def stripped(data: bytes) -> Stripped:
    kept, taken = [data[:_SIGNATURE]], []
    position, name = _SIGNATURE, b""
    while name != b"IEND":
        if position + 12 > len(data):
            raise NotReadableError
        size, name = struct.unpack_from(">I4s", data, position)
        end = position + 12 + size
        if end > len(data):
            raise NotReadableError
        chunk, body = data[position:end], data[position + 8 : end - 4]
        position = end
        if name in _KEPT:
            kept.append(chunk)
            continue
        new = _shortened(name, body)
        if new != chunk:
            taken.append(words(name.decode("latin-1"), _readable(name, body)))
        kept.append(new)
    if position < len(data):
        taken.append(words("PNG", data[position:]))
    if _has_more_than_pixels(kept[1:]):
        raise NotReadableError
    return Stripped(b"".join(kept), taken)


def _has_more_than_pixels(chunks: list[bytes]) -> bool:
    """Whether the compressed pixels hold more than the picture's rows, or bytes behind them."""
    width, height, depth, colour, _packing, _filter, interlaced = struct.unpack_from(
        ">2I5B", chunks[0], 8
    )
    bits = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] * depth
    rows = height * (1 + (width * bits + 7) // 8)
    most = rows * 2 if interlaced else rows  # seven passes (8.1): each row has its filter byte
    inflater = zlib.decompressobj()
    packed = b"".join(chunk[8:-4] for chunk in chunks if chunk[4:8] == b"IDAT")
    found = 0
    try:
        while packed and found <= most:
            found += len(inflater.decompress(packed, _MOST_INFLATED))
            packed = inflater.unconsumed_tail
    except zlib.error:
        raise NotReadableError from None
    return found > most or bool(inflater.unused_data)


def _shortened(name: bytes, body: bytes) -> bytes:
    """A colour profile and an orientation are kept, and nothing else of their chunks."""
    if name == b"eXIf":
        found = exif.stripped(body)
        return _chunk(name, found) if found else b""
    if name == b"iCCP":
        profile = icc.stripped(_readable(name, body))
        # 11.3.2.3: a name, and how it is compressed
        return _chunk(name, b"icc\0\0" + zlib.compress(profile)) if profile else b""
    return b""


def _readable(name: bytes, body: bytes) -> bytes:
    """What a chunk says, inflated where it is packed."""
    if name in (b"iCCP", b"zTXt"):
        try:
            packed = body[body.index(b"\0") + 2 :]
            return zlib.decompressobj().decompress(packed, _MOST_INFLATED)
        except (ValueError, zlib.error):
            return body
    return body


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
