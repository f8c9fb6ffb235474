"""``motxl doctor``: which of Excel, LibreOffice, mail and files motxl can use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motxl.cli.common import epilog, format_option, lang_option, wrapped
from motxl.controls import on_one_line
from motxl.i18n import N_, _, ngettext
from motxl.output import style

if TYPE_CHECKING:
    from motxl.doctor.checks import Check, State
    from motxl.doctor.examining import Group

_OK, _TO_DO, _TO_KNOW = "ok", N_("to do"), N_("for information")
_MARKS: dict[State, str] = {
    "ok": _OK,
    "warning": _TO_DO,
    "note": _TO_KNOW,
    "missing": _TO_KNOW,
    "not-here": _TO_KNOW,
}
_STYLES: dict[str, dict[str, Any]] = {
    _OK: {"fg": "green"},
    _TO_DO: {"fg": "yellow", "bold": True},
    _TO_KNOW: {"fg": "cyan"},
}


@click.command(
    "doctor",
    short_help=_("Check whether Excel, LibreOffice and mail can be used here."),
    epilog=epilog(
        "motxl doctor",
        "motxl doctor programme-2025.xlsx",
        "motxl doctor --connect --format json",
    ),
    help=_(
        "Check what motxl needs on this computer: each line is “ok”, or tells what to do.\n"
        "\n"
        "The command looks at Python and its packages, Excel, xlwings, LibreOffice, macros "
        "and their trust\n"
        "settings, files that are blocked because they were downloaded, and the mail server. "
        "With BOOK, it\n"
        "also looks at whether that workbook is read-only, open elsewhere, blocked, in a "
        "synchronised folder\n"
        "or on a network share.\n"
        "\n"
        "No application is started, nothing is written, no password is asked for or shown: "
        "the output may be\n"
        "sent to whoever helps you. The exit code is 1 when something is to be done; what is "
        "only missing (a\n"
        "mail server, the add-in) does not count."
    ),
)
@click.argument("books", metavar=f"[{_('BOOK')}]…", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--connect", is_flag=True, help=_("Also connect to the mail server, without logging in.")
)
@format_option
@lang_option
@click.pass_context
def command(ctx: click.Context, books: Sequence[Path], connect: bool, output_format: str) -> None:
    from motxl.cli.outputs import say
    from motxl.jobs.doctor import examine

    groups: list[Group] = []
    for group in examine(books, connect=connect):
        if output_format == "text":
            # Each as soon as it is known: some of them wait for a server or another program.
            text = [*([""] if groups else []), *_lines(group)]
            say("".join(f"{line}\n" for line in text), output_format)
        groups.append(group)
    if output_format == "json":
        from motxl.doctor.as_json import write

        say(write(groups), output_format)
    else:
        say("\n" + _counted(groups) + "\n", output_format)
    ctx.exit(1 if _number(groups, _TO_DO) else 0)


def _lines(group: Group) -> Iterator[str]:
    yield style(on_one_line(group.title), underline=True)
    width = max(len(_shown(mark)) for mark in _STYLES)
    for one in group.checks:
        yield from _check(one, width)


def _check(one: Check, width: int) -> Iterator[str]:
    """The mark and what was found, in the width of the terminal; what to do under it."""
    mark = _MARKS[one.state]
    label = _shown(mark).ljust(width)
    indent = " " * (width + 4)
    text = wrapped(one.found, f"  {label}  ", indent)
    yield "  " + style(label, **_STYLES[mark]) + text[width + 2 :]
    if one.advice:
        yield wrapped(one.advice, indent + "→ ", indent + "  ")


def _shown(mark: str) -> str:
    return mark if mark == _OK else _(mark)


def _number(groups: Sequence[Group], mark: str) -> int:
    return sum(_MARKS[one.state] == mark for group in groups for one in group.checks)


def _counted(groups: Sequence[Group]) -> str:
    to_do, to_know = _number(groups, _TO_DO), _number(groups, _TO_KNOW)
    if not to_do:
        text = (
            ngettext(
                "Nothing needs to be done; {n} line above is for information.",
                "Nothing needs to be done; {n} lines above are for information.",
                to_know,
            ).format(n=to_know)
            if to_know
            else _("All is well.")
        )
        return style(text, fg="green")
    known = ngettext("{n} for information", "{n} for information", to_know).format(n=to_know)
    due = ngettext("{n} item to do", "{n} items to do", to_do).format(n=to_do)
    return style(", ".join([due, known] if to_know else [due]) + ".", bold=True)
