"""The differences as a page of its own: it fetches nothing, is filtered in the browser, prints."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from motxl.comparison.others import OtherCells
from motxl.comparison.shown import ShownDifference, ShownKind, shown_kinds, titles_of
from motxl.comparison.words import counted, not_compared, notes, several, short
from motxl.controls import shown
from motxl.i18n import _, called, language
from motxl.programme.comparing import ComparedProgrammes, DifferenceKind
from motxl.text.comparing import Piece
from motxl.text.signs import SIGNS, with_signs

if TYPE_CHECKING:
    from jinja2 import Environment


class PageFilter(NamedTuple):
    """A kind or an axis that may be left out of what is shown."""

    key: str
    title: str
    number: int


def page(
    comparison: ComparedProgrammes,
    counts: Mapping[DifferenceKind, int],
    others: Sequence[OtherCells],
    names: tuple[str, str],
) -> str:
    """The whole page as HTML; ``names`` are what the old and the new workbook are called."""
    kinds = shown_kinds(comparison)
    axes = by_axis(comparison, kinds)
    style, script = _text("page.css"), _text("page.js")
    html = (
        _environment()
        .get_template("page.html.j2")
        .render(
            language=language(),
            policy=_policy(style, script),
            style=style,
            script=script,
            title=_("What changed"),
            names=names,
            counted=counted(counts),
            notes=[*notes(comparison)],
            kinds=kinds,
            by_kind=[PageFilter(one.kind, one.title, one.number) for one in kinds],
            by_axis=axes,
            total=sum(one.number for one in axes),
            not_compared=not_compared(comparison, others),
            signs=legend(kinds),
            words=_words(),
        )
    )
    return shown(html)


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("motxl.comparison", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "called": called,
        "old": _old,
        "new": _new,
        "place": place,
        "short": short,
        "several": several,
    }
    return environment


def _policy(style: str, script: str) -> str:
    """What the page may load and run: this style and this script, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _words() -> dict[str, str]:
    return {
        "filters": _("Show"),
        "kinds": _("Kinds"),
        "axes": _("Axes and sheets"),
        "all": _("Show everything"),
        # {n} and {total} are filled in by the page.
        "shown": _("{n} of {total} shown"),
        "removed": _("removed:"),
        "inserted": _("inserted:"),
        "end": _("end"),
        "empty": _("(empty)"),
        "footer": _("This page was made by motxl and loads nothing from elsewhere."),
    }


def _text(name: str) -> str:
    return files("motxl.comparison").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def by_axis(comparison: ComparedProgrammes, kinds: Sequence[ShownKind]) -> list[PageFilter]:
    """The axes and other sheets of what is shown, in their order, with the number of each."""
    numbers = Counter[str]()
    for kind in kinds:
        for part in kind.parts:
            numbers[part.key] += part.number
    titles = titles_of(comparison)
    return [
        PageFilter(key, titles.get(key) or _("No axis"), numbers[key])
        for key in dict.fromkeys((*titles, *numbers))
        if numbers[key]
    ]


def with_blanks(piece: Piece) -> tuple[str, str]:
    """Both sides of a piece, with signs for their blanks where these are all that differs."""
    if not _is_of_blanks(piece):
        return piece.old, piece.new
    return with_signs(piece.old), with_signs(piece.new)


def _old(piece: Piece) -> str:
    return with_blanks(piece)[0]


def _new(piece: Piece) -> str:
    return with_blanks(piece)[1]


def _is_of_blanks(piece: Piece) -> bool:
    """Whether both sides differ by what nobody sees."""
    return piece.changed and "".join(piece.old.split()) == "".join(piece.new.split())


def place(one: ShownDifference) -> str:
    """The cell before and now, where there are two."""
    return " → ".join(dict.fromkeys(filter(None, one.cells)))


def legend(kinds: Sequence[ShownKind]) -> str:
    """What the signs stand for that are shown; empty where there are none."""
    seen = "".join(
        piece.old + piece.new
        for kind in kinds
        for part in kind.parts
        for one in part.differences
        for piece in one.pieces
        if _is_of_blanks(piece)
    )
    named = [f"{sign} {_(name)}" for blank, (sign, name) in SIGNS.items() if blank in seen]
    return _("Signs: {signs}.").format(signs=", ".join(named)) if named else ""
