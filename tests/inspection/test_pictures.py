"""A picture is stripped of what it tells, and shows what it showed: its pixels are untouched."""

from __future__ import annotations

import io
import re
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from motxl.inspection.pictures import NotReadableError, stripped
from tests.inspection.channels.pixels import (
    blocks,
    bmp,
    chunk,
    exif,
    gif,
    jpeg,
    png,
    segment,
)
from tests.inspection.making import CANARY

SECRET = CANARY.encode()
PHOTO = Image.effect_noise((64, 48), 60).convert("RGB")


def saved(form: str, **options: object) -> bytes:
    written = io.BytesIO()
    PHOTO.save(written, form, **options)
    return written.getvalue()


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).convert("RGBA").tobytes()


def idat(data: bytes) -> list[bytes]:
    """The compressed pixels of a PNG."""
    found, position = [], 8
    while position < len(data):
        size, name = struct.unpack_from(">I4s", data, position)
        if name == b"IDAT":
            found.append(data[position : position + size + 12])
        position += size + 12
    return found


def scans(data: bytes) -> bytes:
    """A JPEG from its first scan to its end."""
    return data[data.index(b"\xff\xda") : data.rindex(b"\xff\xd9") + 2]


PICTURES = {
    "PNG": saved("PNG"),
    "interlaced or paletted PNG": saved("PNG", bits=8),
    "JPEG": saved("JPEG", quality=70),
    "progressive JPEG": saved("JPEG", progressive=True, quality=70),
    "JPEG with restarts": saved("JPEG", restart_marker_blocks=2),
    "GIF": saved("GIF"),
    "BMP": saved("BMP"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_tells_nothing_stays_as_it_is(name: str) -> None:
    once = stripped(PICTURES[name])
    assert once.taken == []
    assert once.data == PICTURES[name]


@pytest.mark.parametrize("data", [png(), jpeg(), gif(), bmp()], ids=["PNG", "JPEG", "GIF", "BMP"])
def test_what_lies_behind_the_end_goes(data: bytes) -> None:
    assert stripped(data).data == data
    found = stripped(data + SECRET)
    assert found.data == data
    assert CANARY in found.taken[0]


TELLING = {
    "PNG": [
        png(chunk(name, body))
        for name, body in (
            (b"tEXt", b"Comment\0" + SECRET),
            (b"zTXt", b"Comment\0\0" + zlib.compress(SECRET)),
            (b"iTXt", b"Comment\0\0\0\0\0" + SECRET),
            (b"eXIf", exif(SECRET)),
            (b"seCr", SECRET),
        )
    ],
    "JPEG": [
        jpeg(segment(marker, body))
        for marker, body in (
            (0xFE, SECRET),
            (0xE1, b"Exif\0\0" + exif(SECRET)),
            (0xED, b"Photoshop 3.0\0" + SECRET),
            (0xEF, SECRET),
        )
    ],
    "GIF": [gif(b"\x21\xfe" + blocks(SECRET)), gif(b"\x21\xff\x0bXMP DataXMP" + blocks(SECRET))],
}


@pytest.mark.parametrize("form", TELLING)
def test_the_compressed_pixels_stay_byte_for_byte(form: str) -> None:
    for data in TELLING[form]:
        found = stripped(data)
        assert found.taken
        assert SECRET not in found.data
        assert pixels(found.data) == pixels(data)
        assert stripped(found.data) == (found.data, [])
        if form == "PNG":
            assert idat(found.data) == idat(data)
        if form == "JPEG":
            assert scans(found.data) == scans(data)


def test_a_photograph_keeps_its_scans_and_which_side_is_up() -> None:
    told = Image.Exif()
    told[0x010E], told[0x0112] = CANARY, 6
    data = saved("JPEG", exif=told, comment=SECRET, progressive=True)
    found = stripped(data)
    assert scans(found.data) == scans(data)
    assert SECRET not in found.data
    kept = Image.open(io.BytesIO(found.data)).getexif()
    assert dict(kept) == {0x0112: 6}
    assert stripped(found.data).taken == []


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_colour_profile_works_the_same_without_its_words(form: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(form, icc_profile=profile)
    found = stripped(data)
    assert len(found.taken) == 1
    assert stripped(found.data).taken == []
    kept = Image.open(io.BytesIO(found.data)).info["icc_profile"]
    assert len(kept) < len(profile)
    for one in (b"desc", b"cprt"):
        assert one not in kept
    lab = ImageCms.createProfile("LAB")
    shown = [
        ImageCms.profileToProfile(
            PHOTO, ImageCms.ImageCmsProfile(io.BytesIO(p)), lab, outputMode="LAB"
        )
        for p in (profile, kept)
    ]
    assert shown[0].tobytes() == shown[1].tobytes()


def test_more_rows_than_the_picture_has_are_not_looked_over() -> None:
    rows = zlib.compress((b"\0" + b"\xff\0\0" * 2) * 2 + SECRET)
    data = png()
    longer = re.sub(
        rb"....IDAT.*?(?=....IEND)", lambda _m: chunk(b"IDAT", rows), data, flags=re.DOTALL
    )
    with pytest.raises(NotReadableError):
        stripped(longer)


@given(st.sampled_from(sorted(PICTURES)), st.data())
def test_a_picture_cut_or_changed_anywhere_is_read_or_refused(
    name: str, draw: st.DataObject
) -> None:
    data = bytearray(PICTURES[name])
    at = draw.draw(st.integers(0, len(data) - 1))
    data[at] = draw.draw(st.integers(0, 255))
    cut = bytes(data[: draw.draw(st.integers(1, len(data)))])
    try:
        found = stripped(cut)
    except NotReadableError:
        return
    assert stripped(found.data) == (found.data, [])
