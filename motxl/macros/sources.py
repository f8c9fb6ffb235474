"""The shipped VBA modules and ribbon, and whether a project holds them as they are."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from motxl.errors import MotxlError
from motxl.i18n import _

MARK = "' motxl macros:"
"""How the first line of each of our modules begins: it tells ours from a staff module's"""
_MARKED = 10
_PREFIX = "motxl"

_PACKAGE = Path(__file__).resolve().parents[1]
# In an installed wheel; then in a clone, where the folder stands beside the package.
_FOLDERS = (_PACKAGE / "_shipped" / "macros", _PACKAGE.parent / "macros")

_HEADER = re.compile(r"(?:Attribute VB_[^\n]*\n)+")
_PUBLIC = re.compile(
    r"^[ \t]*(?:Public[ \t]+)?(?:Static[ \t]+)?(?:Sub|Function|Property[ \t]+\w+)[ \t]+(\w+)",
    re.MULTILINE | re.IGNORECASE,
)
_STRING = re.compile(r'("(?:[^"\n]|"")*")')


@cache
def modules() -> dict[str, str]:
    """The code of each module by its name, without its attributes; lines end with CRLF."""
    return {path.stem: _code(path) for path in sorted(_folder().glob("*.bas"))}


@cache
def ribbon() -> bytes:
    """The ribbon's XML, with our tab in it."""
    return (_folder() / "ribbon.xml").read_bytes()


def is_ours(source: str) -> bool:
    """Whether a module was put there by motxl; staff may have written a remark above the mark."""
    first = _without_header(source).lstrip().splitlines()[:_MARKED]
    return any(line.lstrip().startswith(MARK) for line in first)


def has_our_name(name: str) -> bool:
    """Whether a module is called as ours are, those of older versions of motxl too."""
    return name.casefold().startswith(_PREFIX)


@cache
def macros() -> frozenset[str]:
    """What Excel calls by its bare name, in small letters: one module of a project may have it."""
    return frozenset(name.casefold() for name in public(modules()["MotxlButtons"]))


def public(source: str) -> list[str]:
    """The procedures of a module that others may call."""
    return _PUBLIC.findall(source.replace("\r\n", "\n"))


def has_code(source: str) -> bool:
    """Whether a module holds more than its attributes and its options."""
    lines = (line.strip().casefold() for line in _without_header(source).splitlines())
    return any(line and not line.startswith(("attribute ", "option ")) for line in lines)


def same_code(one: str, other: str) -> bool:
    """Whether two sources are one to VBA's editor, which changes case and spaces of names."""
    return _compared(one) == _compared(other)


def _folder() -> Path:
    for folder in _FOLDERS:
        if (folder / "ribbon.xml").is_file():
            return folder
    raise MotxlError(
        _(
            "The file {name}, which is installed with motxl, is missing: install motxl again."
        ).format(name="ribbon.xml")
    )


def _code(path: Path) -> str:
    return _without_header(path.read_text("utf-8")).replace("\n", "\r\n")


def _without_header(source: str) -> str:
    return _HEADER.sub("", source.replace("\r\n", "\n"), count=1)


def _compared(source: str) -> list[str]:
    lines = (line.rstrip() for line in _without_header(source).splitlines())
    return [_line(line) for line in lines if line]


def _line(line: str) -> str:
    pieces = _STRING.split(line)
    return "".join(
        piece if index % 2 else re.sub(r"\s+", " ", piece).casefold()
        for index, piece in enumerate(pieces)
    ).strip()
