"""A text before and after a correction, as people compare the two: what differs is marked."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence

from motxl.cli.common import wrapped
from motxl.i18n import _
from motxl.output import coloured, style
from motxl.text.comparing import Piece
from motxl.text.signs import SIGNS

# Noncharacters stand for the marks while lines are broken: they are one column wide, as brackets.
_OPEN, _CLOSE = "\ufdd4", "\ufdd5"
_BRACKETS = ("[]", "{}", "<>")
"""For output without colours: the first pair that the text does not hold"""
_LINE_BREAKS = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")


def before_and_after(pieces: Sequence[Piece], indent: str, stream: object = None) -> Iterator[str]:
    """A line or more for what was there, and for what comes; for ``stream``, or for standard
    output."""
    old = "".join(_marked(one.old, one) for one in pieces)
    new = "".join(_marked(one.new, one) for one in pieces)
    heads = (_("before:"), _("after:"))
    width = max(map(len, heads)) + 1
    pair = next((p for p in _BRACKETS if not set(p) & set(old + new)), _BRACKETS[-1])
    for head, text in zip(heads, (old, new), strict=True):
        shown = text or _("(empty)")
        lines = wrapped(shown, indent + head.ljust(width), indent + " " * width)
        yield _with_marks(lines, pair, coloured(stream or sys.stdout))


def legend(texts: Iterable[str]) -> str:
    """What the signs stand for that are in the lines; empty where there are none."""
    joined = "".join(texts)
    named = [f"{sign} {_(name)}" for sign, name in map(_sign_of, SIGNS) if sign in joined]
    if "⍽⍽" in joined and "⍽" not in joined.replace("⍽⍽", ""):
        named = [one for one in named if not one.startswith("⍽ ")]
    return _("Signs: {signs}.").format(signs=", ".join(named)) if named else ""


def _marked(text: str, piece: Piece) -> str:
    text = _LINE_BREAKS.sub("\n", text)
    if not piece.changed:
        return text.replace("\n", _sign_of("\n")[0])
    if not text:
        return ""
    # Blanks are shown where they are what differs, and where nothing else would be seen.
    blank = "".join(piece.old.split()) == "".join(piece.new.split())
    seen = "".join(_shown(one) if blank or one in "\n\t" else one for one in text)
    return f"{_OPEN}{seen}{_CLOSE}"


def _shown(character: str) -> str:
    if character in SIGNS:
        return _sign_of(character)[0]
    return character if character.isprintable() and not character.isspace() else _code(character)


def _code(character: str) -> str:
    return f"<U+{ord(character):04X}>"


def _sign_of(character: str) -> tuple[str, str]:
    """The sign, or a code where the output has no such character."""
    sign, name = SIGNS[character]
    try:
        sign.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return _code(character), name
    return sign, name


def _with_marks(lines: str, pair: str, on_terminal: bool) -> str:
    """The marks as they are seen: bold and underlined on a terminal, brackets elsewhere."""
    if not on_terminal:
        return lines.replace(_OPEN, pair[0]).replace(_CLOSE, pair[1])
    done: list[str] = []
    marking = False
    for line in lines.split("\n"):
        body = line.lstrip(" ") if done else line
        parts = re.split(f"([{_OPEN}{_CLOSE}])", body)
        shown = line[: len(line) - len(body)]
        for part in parts:
            if part in {_OPEN, _CLOSE}:
                marking = part == _OPEN
            elif part:
                shown += style(part, bold=True, underline=True) if marking else part
        done.append(shown)
    return "\n".join(done)
