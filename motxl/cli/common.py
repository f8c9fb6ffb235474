"""Options and sentences that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from motxl.controls import on_one_line
from motxl.i18n import LANGUAGES, _, named

if TYPE_CHECKING:
    from motxl.book.protocol import Book
    from motxl.errors import MotxlError
    from motxl.programme.found import FoundProgramme, Searched

F = TypeVar("F", bound=Callable[..., Any])
Made = TypeVar("Made")


def lang_option(command: F) -> F:
    """``--lang`` after the command's name too. It was read before the command was loaded."""
    return click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, hidden=True)(
        command
    )


def sheet_options(command: F) -> F:
    """Where the programme stands in a workbook that was not made from the template."""
    command = click.option(
        "--columns",
        metavar="A,B",
        help=_("Columns of the code and the label, or of the label alone: A,B or B."),
    )(command)
    return click.option(
        "--sheet", metavar=_("NAME"), help=_("The sheet that holds the programme.")
    )(command)


def format_option(command: F) -> F:
    """``--format text|json``."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help=_("Output format: text for people, json for scripts."),
    )(command)


def json_of(data: object) -> str:
    """What ``--format json`` shows, with the names of the workbook that is spoken of."""
    import json  # most commands show a text

    return json.dumps(named(data), ensure_ascii=False, indent=2)


def force_option(text: str) -> Callable[[F], F]:
    return click.option("--force", is_flag=True, help=text)


def book_argument(**options: Any) -> Callable[[F], F]:
    return click.argument("book", metavar=_("BOOK"), type=click.Path(path_type=Path), **options)


def as_typed(path: str | Path) -> str:
    """A path as it is typed after a command: quoted where the shell would split or change it."""
    text = on_one_line(str(path))
    if all(character.isalnum() or character in "-_./\\:+,=@%~" for character in text):
        return text
    if os.name != "nt" and set(text) & set('"$`\\!'):
        import shlex

        return shlex.quote(text)
    return f'"{text}"'


@contextmanager
def as_usage() -> Iterator[None]:
    """What a job takes for wrong usage is shown with the command's own."""
    from motxl.errors import UsageError

    try:
        yield
    except UsageError as error:
        raise click.UsageError(str(error)) from None


def say_how_to_go_back(path: str | Path, *, live: bool = False) -> None:
    """The command that undoes what was just written."""
    command = f"motxl undo {as_typed(path)}" + (" --live" if live else "")
    click.echo(_("To go back, run: {command}").format(command=command), err=True)


def say_left_alone(sentences: Iterable[str]) -> None:
    """The cells that were not written, and why."""
    for sentence in sentences:
        click.echo(
            _("{sentence}; the cell was left as it was.").format(sentence=sentence), err=True
        )


def say_found(found: FoundProgramme | None, searched: Searched | None) -> None:
    """Where a programme was found that nothing names, and what was left aside, in two lines."""
    if found is None or searched is None:
        return
    from motxl.book.reading.told import aside_in_words, found_in_words

    text = _("Programme found: {found}.").format(found=found_in_words(found))
    click.echo(wrapped(text, "", "  "), err=True)
    aside = aside_in_words(found, searched)
    text = _("Left out: {what}.").format(what=aside) if aside else _("Nothing was left out.")
    click.echo(wrapped(text, "", "  "), err=True)


def say_not_read(book: Book) -> list[str]:
    """The sheets, rows and cells of a programme that a command left aside, a sentence each."""
    from motxl.validation.unchecked import unchecked

    say_found(book.found, book.searched)
    told = [
        _("motxl did not read {what}.").format(what=one.what)
        for one in unchecked(book.programme, book.surroundings())
        if one.kind in {"sheet", "rows", "cells"}
    ]
    for sentence in told:
        click.echo(sentence, err=True)
    return told


def terminal_width() -> int:
    """Columns of the terminal; 80 where there is none (shutil's function costs 3 ms to import)."""
    with suppress(ValueError):
        if (columns := int(os.environ.get("COLUMNS", "0"))) > 0:
            return columns
    for stream in (sys.__stdout__, sys.__stderr__):
        with suppress(OSError, ValueError, AttributeError):
            assert stream is not None
            return os.get_terminal_size(stream.fileno()).columns or 80
    return 80


_TO_BE_WRAPPED = frozenset("\t\n\v\f\r")


def asked_about_jetons(
    job: Callable[[Literal["carry", "close"] | None], Made],
    carry: bool | None,
    refusal: type[MotxlError],
) -> Made:
    """What a job makes that has to be told what becomes of members' jetons: as an option says, else
    as is answered where somebody can. ``refusal`` has a ``reason``, which is then ``jetons``."""
    try:
        return job(None if carry is None else "carry" if carry else "close")
    except refusal as error:
        can_answer = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
        if getattr(error, "reason", None) != "jetons" or not can_answer:
            raise
    question = _(
        "Carry over what is left of the members' jetons? Otherwise the column Jetons attribués is "
        "emptied."
    )
    return job("carry" if click.confirm(question, err=True) else "close")


def jetons_in_words(jetons: Literal["carry", "close"]) -> str:
    """What became of the members' jetons."""
    if jetons == "carry":
        return _("What was left of the members' jetons is carried over.")
    return _("The members' accounts of jetons are closed: no jetons are attributed.")


def wrapped(text: str, first: str, others: str, most: int = 100) -> str:
    """``text`` in the terminal's width, after an indent for its first and its other lines."""
    width = min(max(terminal_width(), 30), most)
    if len(first) + len(text) <= width and not _TO_BE_WRAPPED.intersection(text):
        return (first + text).rstrip(" ")  # most texts, and faster
    import textwrap

    return textwrap.fill(
        text,
        width,
        initial_indent=on_one_line(first),  # it may hold the key of a member
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def in_lines(text: str) -> str:
    """What went wrong, cut between words where someone looks at it; a script gets one line."""
    return wrapped(text, "", "") if sys.stderr.isatty() else text


def say_refused(message: object) -> None:
    """Say on standard error why something was not done."""
    click.echo(in_lines(_("motxl: {message}").format(message=message)), err=True)


def after_keys(lines: Sequence[tuple[str, str, str]]) -> list[str]:
    """Lines about members, each with its key, its name and what is said, after a column of the
    keys. Who is known by the name alone has no key there: it would be the name again."""
    shown = ["" if key == name else key for key, name, _text in lines]
    width = max(map(len, shown), default=0)
    gap = "  " if width else ""
    return [
        wrapped(text, f"{key:<{width}}{gap}", " " * (width + len(gap)))
        for key, (_key, _name, text) in zip(shown, lines, strict=True)
    ]


def epilog(*lines: str) -> str:
    """Examples under a command's help, one per line."""
    return "\b\n" + "\n".join([_("Examples:"), *(f"  {line}" for line in lines)])
