"""Files that came back: from folders, and enclosed in messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.book.file.filebook import READABLE_SUFFIXES
from motxl.errors import MotxlError, system_reason
from motxl.i18n import _
from motxl.mail import incoming
from motxl.mail.incoming import Enclosed, enclosed_in
from motxl.ooxml.opc.opening import read_bytes

if TYPE_CHECKING:
    pass

_MESSAGE = ".eml"


class CameBack(NamedTuple):
    """A file that came back, or what keeps it from being read."""

    label: str
    data: bytes
    received: datetime
    address: str = ""
    problem: str = ""


def sources(places: Iterable[Path]) -> Iterator[CameBack]:
    """The workbooks of some folders, files and messages, in their order. Raises ``MotxlError`` for
    a place that is not there."""
    for place in places:
        if not place.exists():
            raise MotxlError(
                _("{file} does not exist: check its name and folder.").format(file=place)
            )
        try:
            files = sorted(filter(_is_meant, place.rglob("*"))) if place.is_dir() else [place]
        except OSError as error:
            raise MotxlError(
                _("{path} cannot be read: {reason}.").format(
                    path=place, reason=system_reason(error)
                )
            ) from None
        for file in files:
            yield from _in_file(file)


def _is_meant(path: Path) -> bool:
    return (
        path.suffix.lower() in (*READABLE_SUFFIXES, _MESSAGE)
        and not path.name.startswith(("~$", "."))
        and path.is_file()
    )


def _in_file(path: Path) -> Iterator[CameBack]:
    try:
        at = datetime.fromtimestamp(int(path.stat().st_mtime))
        if path.stat().st_size > incoming.MOST_BYTES:
            text = _("{file} is far larger than an extract: it was not read.")
            yield CameBack(str(path), b"", at, problem=text.format(file=path))
            return
        data = read_bytes(path)
        if path.suffix.lower() != _MESSAGE:
            yield CameBack(str(path), data, at)
            return
        yield from in_message(enclosed_in(data, str(path)), str(path), at)
    except (MotxlError, OSError) as error:
        yield CameBack(str(path), b"", datetime.min, problem=str(error))


def in_message(found: Iterable[Enclosed], label: str, at: datetime) -> Iterator[CameBack]:
    """The workbooks of a message that is called ``label`` and was kept ``at`` a moment."""
    for one in found:
        yield CameBack(f"{label}: {one.name}", one.data, one.received or at, one.address)
