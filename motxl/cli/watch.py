"""``motxl validate --watch``: the findings after each save, until someone ends it."""

from __future__ import annotations

import gc
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from motxl.cli.common import say_refused, terminal_width, wrapped
from motxl.cli.live import Live
from motxl.cli.outputs import TEXT, Writer, exit_code, say
from motxl.cli.watching import Watching
from motxl.i18n import _
from motxl.jobs.check import check
from motxl.output import CLEAR
from motxl.validation.outcome import CheckOptions, Outcome, Unreadable

INTERVAL = 0.3
"""Seconds between two looks"""
LIVE_INTERVAL = 1.0
"""The same at a workbook that is open: the application answers while it does something else"""


def watch_books(
    books: Sequence[Path],
    options: CheckOptions,
    write: Writer,
    output_format: str,
    live: Live | None = None,
) -> int:
    """Show the findings now and after each save, or with ``live`` after each change in the
    application; returns the exit code of what was shown last.

    With ``live`` it ends, with 0, when all of them were closed. Ctrl-C and SIGTERM end it; before
    anything was shown, as they end any other command.
    """
    gc.enable()  # __main__ turns it off for commands that end soon
    if live is None:
        watching = Watching(books, lambda path: check(path, options))
    else:
        opened_by = live.look_again
        watching = Watching(books, lambda path: check(path, options, opened_by), live.stamp)
    code: int | None = None
    with suppress(ValueError, OSError):  # not in the main thread
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while True:
            if watching.look(time.monotonic()):
                outcomes, first = watching.outcomes, code is None
                # Before it is shown: whoever reads it may end the watch at once.
                code = max(map(exit_code, outcomes), default=0)
                if live is not None and live.closed.issuperset(books):
                    _say_closed(books)
                    return 0
                _show(outcomes, write, output_format, first=first, live=live is not None)
            time.sleep(INTERVAL if live is None else LIVE_INTERVAL)
    except KeyboardInterrupt:
        if code is None:
            raise
        if sys.stderr.isatty():
            click.echo(err=True)  # the terminal has written ^C
        return code


def _say_closed(books: Sequence[Path]) -> None:
    """Nothing is left to be looked at."""
    for book in books:
        text = _("{file} was closed: the watch has ended.").format(file=book)
        click.echo(wrapped(text, "", ""), err=True)


def _show(
    outcomes: Sequence[Outcome], write: Writer, output_format: str, *, first: bool, live: bool
) -> None:
    """Everything anew: on a terminal from its top, else under a line."""
    if sys.stdout.isatty():
        click.echo(CLEAR, nl=False)
    elif not first:
        click.echo("─" * min(terminal_width(), 80), err=output_format != TEXT)
    for outcome in outcomes:
        if isinstance(outcome, Unreadable):
            say_refused(outcome.message)
    for text in write(outcomes):
        say(text, output_format)
    said = (
        _("Checked at {time}. Waiting for the next change; press Ctrl-C to stop.")
        if live
        else _("Checked at {time}. Waiting for the next save; press Ctrl-C to stop.")
    ).format(time=f"{datetime.now():%H:%M:%S}")
    click.echo(f"\n{wrapped(said, '', '')}", err=True)
