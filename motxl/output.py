"""The door through which everything printed passes: it makes control characters visible, and calls
things as the workbook does that is spoken of.

It stands in the place of ``sys.stdout`` and ``sys.stderr`` while a command runs, so that no call
has to think of it. What motxl itself wants a terminal to do, colours and going back to the
beginning of a line, is marked with a word that is drawn anew in each process: no text that comes
from a workbook, a file name or a server can be taken for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from motxl.controls import shown
from motxl.i18n import printed

_BEGIN, _END = f"\ufdd0{os.urandom(8).hex()}", "\ufdd1"
_SIGNATURE = "\ufeff"


def _own(control: str) -> str:
    return f"{_BEGIN}{control}{_END}"


LINE_START = _own("\r")
"""For a line that is written over"""
CLEAR = _own("\x1b[2J\x1b[1;1H")
"""An empty screen, as ``click.clear`` makes it"""
_RESET = _own("\x1b[0m")


def style(text: str, **styles: Any) -> str:
    """As ``click.style``; the colours are seen where the output wants colours."""
    import click

    return f"{_own(click.style('', reset=False, **styles))}{text}{_RESET}"


def colour_wanted() -> bool | None:
    """What NO_COLOR and FORCE_COLOR ask for; ``None``: colours on a terminal only.

    Either counts when it is not empty (no-color.org, force-color.org); NO_COLOR is the stronger.
    """
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def coloured(stream: object) -> bool:
    """Whether colours, and what is bold or underlined, are seen in what is printed there."""
    return isinstance(stream, Door) and stream.is_coloured


class Door:
    """A text stream before another one. It has no ``buffer``: bytes would pass it by."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        wanted = colour_wanted()
        self.is_coloured = self._terminal if wanted is None else wanted

    def write(self, text: str) -> int:
        self._stream.write(self._shown(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def write_utf8(self, text: str) -> None:
        """In UTF-8 and with its own line ends, whatever the stream's are. A signature (byte order
        mark) at its beginning stays."""
        signature = _SIGNATURE if text.startswith(_SIGNATURE) else ""
        data = signature + self._shown(text.removeprefix(_SIGNATURE))
        self._stream.flush()
        binary = getattr(self._stream, "buffer", None)
        if binary is None:
            self._stream.write(data)
        else:
            binary.write(data.encode())
            binary.flush()

    def _shown(self, text: str) -> str:
        first, *others = printed(text).split(_BEGIN)
        pieces = [shown(first)]
        for other in others:
            control, _end, rest = other.partition(_END)
            is_style = control.endswith("m")
            if self.is_coloured if is_style else self._terminal:
                pieces.append(control)
            pieces.append(shown(rest))
        return "".join(pieces)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self._stream, name)


@contextmanager
def door() -> Iterator[None]:
    """While this lasts, what is printed passes the door. Once is enough."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (_behind(stream) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _behind(stream: TextIO) -> TextIO:
    if stream is None or isinstance(stream, Door):  # pythonw has no streams
        return stream
    return cast(TextIO, Door(stream))


def write_utf8(text: str) -> None:
    """For programs that read standard output: see ``Door.write_utf8``."""
    with door():
        cast(Door, sys.stdout).write_utf8(text)


def obey_on_windows() -> None:
    """Have the console of Windows understand colours, and click write to it through the door.

    By itself click lets colorama interpret whatever looks like a colour, before it gets here.
    """
    if sys.platform != "win32":
        return
    from importlib import import_module

    import click.utils

    import_module("colorama").just_fix_windows_console()
    click.utils.auto_wrap_for_ansi = None
