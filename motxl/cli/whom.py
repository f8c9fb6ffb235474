"""Whom rows concern, where somebody should look at it: in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from motxl.cli.common import wrapped
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.programme.audience import Audience, AudienceChange
    from motxl.programme.model import Entry


def say_of_others(found: Sequence[AudienceChange]) -> None:
    """On stderr, the rows that concern others than before."""
    from motxl.jobs.beforehand import rows_in_words

    if not found:
        return
    text = ngettext(
        "{n} row no longer concerns the same members as before. Check that this is meant, "
        "before anything is sent:",
        "{n} rows no longer concern the same members as before. Check that this is meant, "
        "before anything is sent:",
        len(found),
    )
    click.echo(wrapped(text.format(n=len(found)), "", ""), err=True)
    alike: dict[tuple[Audience, Audience], list[Entry]] = {}
    for one in found:
        alike.setdefault((one.before, one.after), []).append(one.entry)
    for (before, after), entries in alike.items():
        line = _("{row}: before {before}, now {after}").format(
            row=rows_in_words(entries), before=_who(before), after=_who(after)
        )
        click.echo(wrapped(line, "  ", "    "), err=True)


def _who(members: Audience) -> str:
    from motxl.jobs.beforehand import first_of

    if members is None:
        return _("everyone")
    if not members:
        return _("nobody")
    return first_of([one.key or one.name for one in members])
