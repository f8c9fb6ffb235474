"""BMP ([MS-WMF] 2.2.2.9 after a file header): the plain form, whose end can be worked out."""

from __future__ import annotations

import struct

from motxl.inspection.pictures.stripped import NotReadableError, Stripped, words

_HEADER = 14
_PLAIN, _MASKS = 0, 3


def stripped(data: bytes) -> Stripped:
    try:
        _size, reserved, start, header, width, height, _planes, bits, packing = struct.unpack_from(
            "<IIIIiiHHI", data, 2
        )
        (colours,) = struct.unpack_from("<I", data, 46)
    except struct.error:
        raise NotReadableError from None
    if header != 40 or packing not in (_PLAIN, _MASKS) or width <= 0:
        raise NotReadableError
    table = 4 * (colours or (1 << bits if bits <= 8 else 0)) + (12 if packing == _MASKS else 0)
    end = start + (width * bits + 31) // 32 * 4 * abs(height)
    if end > len(data) or start != _HEADER + header + table or reserved:
        raise NotReadableError
    # Two bytes more than the pixels are the padding that Windows itself writes.
    rest = data[end:]
    taken = [words("BMP", rest)] if rest.strip(b"\0") else []
    return Stripped(data[:end] if taken else data, taken)
