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
    "PNG of 8 bits": saved("PNG", bits=8),
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


def made(size: int, rows: bytes, *, colour: int = 2, interlaced: bool = False) -> bytes:
    """A square picture of 8 bits a sample whose compressed pixels hold ``rows``."""
    return (
        png()[:8]
        + chunk(b"IHDR", struct.pack(">2I5B", size, size, 8, colour, 0, 0, interlaced))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


# W3C, 8.1: in a picture of eight pixels by eight, the rows and columns of each pass
SEVEN_PASSES = ((1, 1), (1, 1), (1, 2), (2, 2), (2, 4), (4, 4), (4, 8))


@pytest.mark.parametrize(
    ("size", "passes"), [(8, SEVEN_PASSES), (1, ((1, 1),)), (2, ((1, 1), (1, 1), (1, 2)))]
)
def test_an_interlaced_picture_has_no_room_behind_its_seven_passes(
    size: int, passes: tuple[tuple[int, int], ...]
) -> None:
    rows = b"".join((b"\0" + b"\xff\0\0" * columns) * count for count, columns in passes)
    data = made(size, rows, interlaced=True)
    assert pixels(data) == b"\xff\0\0\xff" * size * size
    assert stripped(data) == (data, [])
    with pytest.raises(NotReadableError):
        stripped(made(size, rows + b"!", interlaced=True))


@pytest.mark.parametrize(
    ("name", "length"),
    [
        *((b"gAMA", 4), (b"cHRM", 32), (b"sRGB", 1), (b"pHYs", 9), (b"sBIT", 3), (b"bKGD", 6)),
        *((b"tRNS", 6), (b"cICP", 4), (b"mDCV", 24), (b"cLLI", 8)),
    ],
)
def test_a_chunk_of_numbers_holds_them_and_nothing_else(name: bytes, length: int) -> None:
    plain = png(chunk(name, b"\1" * length))
    assert stripped(plain) == (plain, [])
    longer = stripped(png(chunk(name, b"\1" * length + SECRET)))
    assert longer.data == png()
    assert CANARY in longer.taken[0]
    twice = stripped(png(chunk(name, b"\1" * length) + chunk(name, SECRET[:length])))
    assert twice.data == plain
    assert len(twice.taken) == 1


@pytest.mark.parametrize("name", [b"PLTE", b"hIST", b"sPLT"])
def test_palettes_of_a_picture_that_needs_none_are_taken_out(name: bytes) -> None:
    found = stripped(png(chunk(name, SECRET[:12])))
    assert found.data == png()
    assert len(found.taken) == 1


def test_a_palette_has_no_more_entries_than_pixels_can_name() -> None:
    written = io.BytesIO()
    PHOTO.quantize(16).save(written, "PNG")
    data = written.getvalue()
    assert stripped(data) == (data, [])
    entries = re.sub(
        rb"....PLTE.*?(?=....IDAT)",
        lambda _m: chunk(b"PLTE", (SECRET * 9)[:51]),
        data,
        flags=re.DOTALL,
    )
    with pytest.raises(NotReadableError):
        stripped(entries)


@pytest.mark.parametrize("name", [b"IHDR", b"IDAT", b"IEND"])
def test_a_check_sum_says_nothing(name: bytes) -> None:
    """Four bytes that are no check sum are a text."""
    data = bytearray(png(chunk(b"gAMA", b"\0\0\xb1\x8f")))
    at = data.index(b"gAMA") + 8
    data[at : at + 4] = b"word"
    assert stripped(bytes(data)).data == png()
    critical = bytearray(png())
    at = critical.index(name)
    (size,) = struct.unpack_from(">I", critical, at - 4)
    critical[at + 4 + size : at + 8 + size] = b"word"
    with pytest.raises(NotReadableError):
        stripped(bytes(critical))


@pytest.mark.parametrize("size", [0, 12, 14])
def test_a_header_of_another_length_or_colour_is_not_read(size: int) -> None:
    with pytest.raises(NotReadableError):
        stripped(png()[:8] + chunk(b"IHDR", bytes(size)) + png()[33:])
    with pytest.raises(NotReadableError):
        stripped(made(2, b"\0", colour=5))


def segments(data: bytes) -> list[tuple[int, int, int]]:
    """Marker, start and end of the segments of a JPEG before its first scan, and of the scan's
    own."""
    found: list[tuple[int, int, int]] = []
    position = 2
    while not found or found[-1][0] != 0xDA:
        (size,) = struct.unpack_from(">H", data, position + 2)
        found.append((data[position + 1], position, position + 2 + size))
        position += 2 + size
    return found


@pytest.mark.parametrize("name", ["JPEG", "progressive JPEG", "JPEG with restarts"])
def test_segments_of_a_jpeg_hold_their_numbers_and_nothing_else(name: str) -> None:
    data = PICTURES[name]
    markers = {marker for marker, _start, _end in segments(data)}
    assert {0xDB, 0xC4, 0xDA} < markers
    for marker, start, end in segments(data):
        if marker != 0xE0:
            longer = segment(marker, data[start + 4 : end] + SECRET)
            with pytest.raises(NotReadableError):
                stripped(data[:start] + longer + data[end:])
        if marker not in (0xE0, 0xDD, 0xDA):  # a table, or a frame, that another one replaces
            with pytest.raises(NotReadableError):
                stripped(data[:end] + data[start:end] + data[end:])
    for marker in (0xDC, 0xDD, 0xDE, 0xDF, 0xCC):
        with pytest.raises(NotReadableError):
            stripped(jpeg(segment(marker, SECRET[:15])))


@pytest.mark.parametrize("colours", [2, 5, 256])
@pytest.mark.parametrize("interlaced", [False, True])
def test_an_image_of_a_gif_ends_with_its_pixels(colours: int, interlaced: bool) -> None:
    written = io.BytesIO()
    other = PHOTO.rotate(90).quantize(colours)
    PHOTO.quantize(colours).save(
        written, "GIF", interlace=interlaced, save_all=True, append_images=[other]
    )
    data = written.getvalue()
    assert stripped(data) == (data, [])
    assert data.endswith(b"\0;")
    assert stripped(data[:-2] + b"\1\0\0;").taken == []  # padding
    with pytest.raises(NotReadableError):
        stripped(data[:-2] + blocks(SECRET) + b";")


def test_an_image_of_a_gif_holds_no_more_pixels_than_it_shows() -> None:
    written = io.BytesIO()
    PHOTO.quantize(16).save(written, "GIF")
    data = written.getvalue()
    size = struct.pack("<2H", *PHOTO.size)
    at = data.rindex(b"," + bytes(4) + size) + 5
    lower = data[:at] + struct.pack("<2H", PHOTO.width, PHOTO.height - 1) + data[at + 4 :]
    with pytest.raises(NotReadableError):
        stripped(lower)


def animation() -> bytes:
    written = io.BytesIO()
    PHOTO.save(written, "PNG", save_all=True, append_images=[PHOTO.rotate(90), PHOTO.rotate(180)])
    return written.getvalue()


def test_frames_are_looked_into_as_pixels_are() -> None:
    data = animation()
    assert data.count(b"fcTL") == 3
    assert stripped(data) == (data, [])
    end = data.rindex(b"IEND") - 4
    hidden = chunk(b"fdAT", struct.pack(">I", 5) + SECRET)
    with pytest.raises(NotReadableError):
        stripped(data[:end] + hidden + data[end:])
    fewer = data.replace(
        chunk(b"acTL", struct.pack(">2I", 3, 0)), chunk(b"acTL", struct.pack(">2I", 2, 0))
    )
    assert fewer != data
    with pytest.raises(NotReadableError):
        stripped(fewer)


def test_a_picture_that_is_no_animation_keeps_no_frames() -> None:
    data, end = png(), png().rindex(b"IEND") - 4
    found = stripped(data[:end] + chunk(b"fdAT", b"\0\0\0\0" + SECRET) + data[end:])
    assert found.data == data
    assert CANARY in found.taken[0]


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
