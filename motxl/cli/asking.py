"""``validate --ask``: corrections one by one, before and after, as ``git add -p`` asks."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from motxl.cli.common import wrapped
from motxl.cli.comparison import legend
from motxl.cli.corrections import correction
from motxl.errors import UsageError
from motxl.i18n import _
from motxl.output import style
from motxl.validation.outcome import Decision, Fixed

_INDENT = "    "
_LETTERS = {
    **dict.fromkeys(("y", "yes", "o", "oui"), "y"),
    **dict.fromkeys(("n", "no", "non"), "n"),
    **dict.fromkeys(("a", "all", "t", "tout", "toutes"), "a"),
    **dict.fromkeys(("q", "quit", "quitter"), "q"),
}
"""What may be typed, in both languages: the letters do not contradict each other"""


def refuse_without_terminal() -> None:
    """Raises ``UsageError`` where there is nobody to ask."""
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            _(
                "--ask needs a terminal for its questions: run the command in a terminal, or "
                "choose the corrections with --only CELL."
            )
        )


class Asking:
    """Asks on the terminal, on stderr; nothing is written while it does."""

    def __init__(self) -> None:
        self._asked = 0
        self._all = False

    def __call__(self, proposed: Sequence[Fixed], waiting: int) -> Decision:
        """``click.Abort`` when the terminal is closed, ``KeyboardInterrupt`` for Ctrl-C: then
        nothing is made."""
        made: list[Fixed] = []
        total = self._asked + len(proposed) + waiting
        for one in proposed:
            self._asked += 1
            answer = "a" if self._all else self._answer(one, total)
            if answer == "q":
                return Decision(made, stop=True)
            self._all = answer == "a"
            if answer != "n":
                made.append(one)
        return Decision(made)

    def _answer(self, one: Fixed, total: int) -> str:
        number = _("Correction {which} of {total}").format(which=self._asked, total=total)
        lines = ["", style(number, underline=True), *correction(one, sys.stderr)]
        lines.append(wrapped(one.diagnostic.message, _INDENT, _INDENT))
        if one.diagnostic.suggestion:
            lines.append(wrapped(one.diagnostic.suggestion, _INDENT + "→ ", _INDENT + "  "))
        if signs := legend(lines):
            lines.append(wrapped(signs, _INDENT, _INDENT))
        for line in lines:
            click.echo(line, err=True)
        while True:
            click.echo(
                style(_("Make this correction? [y,n,a,q, or h for help]") + " ", bold=True),
                nl=False,
                err=True,
            )
            sys.stderr.flush()
            line = sys.stdin.readline()
            if not line:  # the terminal was closed
                raise click.Abort
            answer = _LETTERS.get(line.strip().lower())
            if answer:
                return answer
            click.echo(
                _(
                    "y: make this correction\n"
                    "n: do not make this correction\n"
                    "a: make this one and all that follow\n"
                    "q: make neither this one nor those that follow, and write those already "
                    "chosen\n"
                    "Ctrl-C: write nothing at all"
                ),
                err=True,
            )
