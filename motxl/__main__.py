"""``python -m motxl`` and the console script: run a command, say errors in one sentence."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from motxl.errors import MotxlError, UsageError, system_reason, worded_by
from motxl.i18n import (
    LANGUAGES,
    _,
    call_things,
    set_language,
    speak_for_click,
    system_language,
)
from motxl.output import door, obey_on_windows

if TYPE_CHECKING:
    import click

_LIVE = "--live"
_LIVELY = frozenset({"validate", "colour", "color", "summary", "undo"})
"""Commands that write, and have ``--live``"""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Wrong usage and unreadable workbooks are 2."""
    args = list(sys.argv[1:] if arguments is None else arguments)
    obey_on_windows()
    with door(), worded_by(_with_remedy):
        return _run(args)


def _run(args: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show an accent shows a question mark: never a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    set_language(_language_asked_for(args) or system_language())
    call_things(None)  # until a workbook is opened that has words of its own
    speak_for_click()
    import click

    from motxl.cli import cli

    # The door decides what becomes of colours: click, left to itself, would take those out that a
    # hostile text holds, where they are to be seen.
    with click.Context(cli, color=True):
        return _said(args, cli)


def _with_remedy(error: MotxlError) -> str | None:
    from motxl.cli.remedies import with_remedy  # few commands are refused anything

    return with_remedy(error)


def _said(args: list[str], cli: click.Group) -> int:
    import click

    try:
        if any("\0" in argument for argument in args):
            raise UsageError(
                _("The command contains a NUL character: remove it, no name can contain one.")
            )
        _refuse_empty(args)
        answer = cli.main(args=args, prog_name="motxl", standalone_mode=False, color=True)
        return int(answer or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.ClickException as error:
        written = io.StringIO()
        error.show(written)
        for line in written.getvalue().splitlines():
            click.echo(_in_lines(line), err=True)
        _tell_who_clicked(args, error.format_message())
        return 2
    except MotxlError as error:
        text = _("motxl: {message}").format(message=error)
        if _may_be_live(args, error):
            text += " " + _(
                "If the workbook is open on this computer, run the same command with --live."
            )
        click.echo(_in_lines(text), err=True)
        _tell_who_clicked(args, str(error))
        return 2
    except (KeyboardInterrupt, click.Abort):
        click.echo(_("motxl: the command was interrupted; nothing more was written."), err=True)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (head, less): not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("MOTXL_DEBUG"):
            raise
        text, told = _of_unexpected(error, live=_LIVE in args)
        click.echo(_in_lines(text), err=True)
        _tell_who_clicked(args, told)
        return 2


def _of_unexpected(error: Exception, *, live: bool) -> tuple[str, str]:
    """What a terminal, and who clicked on a button, is told of an error that is none of motxl's."""
    if isinstance(error, OSError) and error.filename:
        # A name that is too long, a disk that goes: the system says what it is.
        sentence = _("{file} cannot be used: {reason}.").format(
            file=error.filename, reason=system_reason(error)
        )
        return _("motxl: {message}").format(message=sentence), sentence
    text = (
        _(
            "motxl: an unexpected error occurred ({error}). The previous state is kept: "
            "motxl undo BOOK --live restores it. Set MOTXL_DEBUG=1 and run the command "
            "again to see where the error occurred, then report it."
        )
        if live
        else _(
            "motxl: an unexpected error occurred ({error}). The workbook was not written. "
            "Set MOTXL_DEBUG=1 and run the command again to see where the error occurred, "
            "then report it."
        )
    ).format(error=f"{type(error).__name__}: {error}")
    return text, text


def _refuse_empty(args: Sequence[str]) -> None:
    """An empty word is a variable of the shell that holds nothing. As a path it would name the
    current folder with all that is in it, as a list of rules none of them."""
    options = args[: args.index("--")] if "--" in args else args
    before = ""
    for word in args:
        is_option = word.startswith("--") and word in options
        if not word or (is_option and word.endswith("=")):
            named = word.rstrip("=") or (before if before.startswith("-") else "")
            raise UsageError(
                _("The value of {option} is empty: give one, or leave out the option.").format(
                    option=named
                )
                if named
                else _("The command contains an empty name: give a file, a folder or a value.")
            )
        before = word


def _may_be_live(args: Sequence[str], error: MotxlError) -> bool:
    """Whether a workbook was refused because it is open, by a command that works in open ones."""
    if _LIVE in args or not _LIVELY.intersection(args):
        return False
    from motxl.ooxml.errors import InUseError

    return isinstance(error, InUseError)


def _in_lines(text: str) -> str:
    from motxl.cli.common import in_lines

    return in_lines(text)


def _tell_who_clicked(args: Sequence[str], text: str) -> None:
    """A button has no console: what went wrong would be seen nowhere."""
    if _LIVE in args:
        from motxl.cli.live import alert

        with suppress(Exception):
            alert(text)


def main() -> None:
    # A process that ends soon and makes few cycles: collecting them costs a tenth of its time, and
    # so does taking the interpreter down object by object. Files are closed where they are used.
    gc.disable()
    # For the processes that share the work of a batch: Python starts them with the current folder
    # first among the places of modules.
    os.environ.setdefault("PYTHONSAFEPATH", "motxl")
    with door():  # here too: a traceback, where one is asked for, passes it
        code = run()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _language_asked_for(args: Sequence[str]) -> str | None:
    """``--lang`` wherever it stands: help texts are translated while commands load."""
    for position, argument in enumerate(args):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            chosen = value if equals else next(iter(args[position + 1 :]), "")
            return chosen.lower() if chosen.lower() in LANGUAGES else None
    return None


if __name__ == "__main__":
    main()
