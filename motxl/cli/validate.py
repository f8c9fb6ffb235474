"""``motxl validate``: what is to be corrected, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motxl.cli.common import (
    epilog,
    force_option,
    lang_option,
    say_how_to_go_back,
    say_left_alone,
    sheet_options,
    wrapped,
)
from motxl.cli.live import Live, alert, live_option
from motxl.cli.outputs import FORMATS, TEXT, say, writer_of
from motxl.cli.whom import say_of_others
from motxl.controls import on_one_line
from motxl.errors import UsageError
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.validation.checking import Asked, Outcome, Result


@click.command(
    "validate",
    short_help=_("Check the numbering, references and colours."),
    epilog=epilog(
        "motxl validate programme-2025.xlsx",
        "motxl validate programme-2025.xlsx --fix",
        "motxl validate programme-2025.xlsx --unsafe-fixes --diff",
        "motxl validate programme-2025.xlsx --unsafe-fixes --only F35,B123",
        "motxl validate programme-2025.xlsx --ask",
        "motxl validate programme-2025.xlsx --write",
        "motxl validate programme-2025.xlsx --accept voté --select NUM",
        "motxl validate programme-2025.xlsx --select NUM,REF102",
        "motxl validate programme-2025.xlsx --watch",
        "motxl validate programme-2025.xlsx --live --write",
        "motxl validate suivi.xlsx --sheet Feuil1 --columns A,B",
        "motxl validate programmes/ --statistics",
        "motxl validate programmes/ --format json",
    ),
    help=_(
        """Check workbooks: numbering, references, colours, borders, members, structure.

BOOK is a workbook or a folder of workbooks. Nothing is written unless --fix, --unsafe-fixes,
--ask, --write or --accept asks for it; the state before is kept: motxl undo BOOK gives it back.
The exit code is 0 when all is well, 1 when something blocking or to check remains, 2 when a
workbook cannot be read or written."""
    ),
)
@click.argument(
    "books", metavar=_("BOOK") + "…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--fix", is_flag=True, help=_("Correct what can be corrected without risk."))
@click.option(
    "--unsafe-fixes",
    "unsafe",
    is_flag=True,
    help=_("Make the other corrections too: rows move, texts change. Look at --diff first."),
)
@click.option(
    "--only",
    multiple=True,
    metavar=_("CELLS"),
    help=_("Only what stands there: B22, or B22,A30:A34; 22 is a whole row."),
)
@click.option(
    "--ask",
    is_flag=True,
    help=_("Show each correction before and after, and ask; written at the end, or not at all."),
)
@click.option("--diff", is_flag=True, help=_("Show the corrections; write nothing."))
@click.option("--write", is_flag=True, help=_("Write the findings to the sheet Contrôle."))
@click.option(
    "--accept",
    metavar=_("REASON"),
    help=_("Accept in Contrôle all that is found, for this reason: it is not found again."),
)
@sheet_options
@click.option(
    "--select",
    multiple=True,
    metavar=_("CODES"),
    help=_("Only these rules or families: REF, or NUM001,BRD402."),
)
@click.option("--ignore", multiple=True, metavar=_("CODES"), help=_("All rules but these."))
@click.option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default=TEXT,
    show_default=True,
    help=_("For people (csv: for Excel), for scripts, for code scanning, for GitHub Actions."),
)
@click.option("--statistics", is_flag=True, help=_("Count the findings of each rule."))
@click.option("--watch", is_flag=True, help=_("Check again after each save, until Ctrl-C."))
@live_option
@force_option(_("Write also when the workbook seems to be open elsewhere, or is signed."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    books: tuple[Path, ...],
    fix: bool,
    unsafe: bool,
    only: tuple[str, ...],
    ask: bool,
    diff: bool,
    write: bool,
    accept: str | None,
    sheet: str | None,
    columns: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    statistics: bool,
    watch: bool,
    live: bool,
    force: bool,
) -> None:
    from motxl.book.reading.locate import parse_columns
    from motxl.validation.checking import Asked, exit_code
    from motxl.validation.engine import chosen_codes
    from motxl.validation.writing import check_reason

    if columns is not None:
        parse_columns(columns)  # what is wrong for every workbook is said once
    if diff and (write or accept is not None):
        raise UsageError(_("--diff writes nothing: leave out --write and --accept."))
    asked = Asked(
        sheet,
        columns,
        chosen_codes(select, ignore),
        fix,
        unsafe,
        diff,
        write,
        force,
        accept=None if accept is None else check_reason(accept),
    )
    if only:
        asked = _only(asked, only, books)
    if ask:
        asked = _asking(asked, books, output_format)
    writer = writer_of(output_format, statistics=statistics)
    lively = Live() if live else None
    if watch:
        from motxl.cli.watch import watch_books

        if asked.fixes or asked.controls or only:
            raise UsageError(
                _("--watch only looks: leave out --fix, --diff, --write, --accept and --only.")
            )
        ctx.exit(watch_books(books, asked, writer, output_format, lively))
    if live and any(book.is_dir() for book in books):
        raise UsageError(_("--live takes workbooks, not folders: name the ones that are open."))
    ends = [0]
    saved: list[str] = []

    def outcomes() -> Iterator[Outcome]:
        for outcome in _checked(books, asked, lively):
            ends.append(exit_code(outcome))
            if getattr(outcome, "saved", False):
                saved.append(outcome.path)
            yield outcome

    for text in writer(outcomes()):
        say(text, output_format)
    for path in saved:
        say_how_to_go_back(path, live=live)
    ctx.exit(max(ends))


def _only(asked: Asked, only: Sequence[str], books: Sequence[Path]) -> Asked:
    from motxl.validation.places import places_of

    _refuse_several("--only", books)
    return asked._replace(places=places_of(only))


def _asking(asked: Asked, books: Sequence[Path], output_format: str) -> Asked:
    """All corrections are asked about where neither --fix nor --unsafe-fixes says which."""
    from motxl.cli.asking import Asking, refuse_without_terminal

    if asked.diff:
        raise UsageError(_("--ask shows each correction before it is made: leave out --diff."))
    if output_format != TEXT:
        raise UsageError(_("--ask talks with a person: leave out --format."))
    _refuse_several("--ask", books)
    refuse_without_terminal()
    either = asked.fix or asked.unsafe
    return asked._replace(fix=True, unsafe=asked.unsafe or not either, ask=Asking())


def _refuse_several(option: str, books: Sequence[Path]) -> None:
    if len(books) > 1 or books[0].is_dir():
        raise UsageError(
            _("{option} takes one workbook, not several and no folder: name it.").format(
                option=option
            )
        )


def _checked(books: Sequence[Path], asked: Asked, live: Live | None) -> Iterator[Outcome]:
    """Each workbook as soon as it was checked; one that cannot be read is told on stderr."""
    from motxl.book.file.filebook import open_book
    from motxl.cli.progress import Progress
    from motxl.validation.checking import Unreadable, check, workbooks

    found = list(books) if live else workbooks(books)
    opened_by = live.open if live else open_book
    progress = Progress(len(found))
    for number, one in enumerate(found, 1):
        if isinstance(one, Unreadable):
            outcome: Outcome = one
        else:
            # A line that says how far it is would be in the way of a question.
            with nullcontext() if asked.ask else progress.at(number, str(one)):
                outcome = check(one, asked, opened_by)
        if isinstance(outcome, Unreadable):
            click.echo(_("motxl: {message}").format(message=outcome.message), err=True)
        else:
            say_left_alone(outcome.left_alone)
            say_of_others(outcome.others)
            _say_of_acceptance(outcome)
        if live:
            _tell(live, outcome)
        yield outcome


def _say_of_acceptance(outcome: Result) -> None:
    """What was accepted now, and what was accepted before and is no longer found."""
    if outcome.accepted is not None:
        n, reason = outcome.accepted, outcome.asked.accept
        text = (
            ngettext(
                "{n} finding accepted in Contrôle: {reason}",
                "{n} findings accepted in Contrôle: {reason}",
                n,
            )
            if n
            else _("Nothing to accept: what is found is accepted already, or all is well.")
        )
        click.echo(wrapped(text.format(n=n, reason=reason), "", ""), err=True)
    if not outcome.unmatched:
        return
    n = len(outcome.unmatched)
    text = (
        ngettext(
            "{n} finding that was accepted is no longer found, and leaves Contrôle:",
            "{n} findings that were accepted are no longer found, and leave Contrôle:",
            n,
        )
        if outcome.asked.controls
        else ngettext(
            "{n} finding that was accepted in Contrôle is no longer found; --write takes it out:",
            "{n} findings that were accepted in Contrôle are no longer found; --write takes them "
            "out:",
            n,
        )
    )
    click.echo(wrapped(text.format(n=n), "", ""), err=True)
    for one in outcome.unmatched:
        line = f"{one.rule} {one.cell} · {one.message} ({one.reason})"
        click.echo(wrapped(on_one_line(line), "  ", "    "), err=True)


def _tell(live: Live, outcome: Outcome) -> None:
    """The outcome in one sentence, in the application."""
    from motxl.validation.checking import Result

    if not isinstance(outcome, Result):
        live.say(outcome.message)
        alert(outcome.message)
        return
    severities = Counter(diagnostic.severity for diagnostic in outcome.live)
    parts = [f"{severity.label} : {severities[severity]}" for severity in sorted(severities)[::-1]]
    if outcome.fixed:
        n = len(outcome.fixed)
        text = ngettext("{n} correction made", "{n} corrections made", n)
        parts.insert(0, text.format(n=n))
    parts += dict.fromkeys(refused.why.rstrip(".") for refused in outcome.refused)
    if outcome.asked.controls and outcome.diagnostics:
        parts.append(_("see the sheet Contrôle"))
    parts += outcome.left_alone
    n = len(outcome.unchecked)
    if not parts:
        parts.append(_("In what was checked, all is well.") if n else _("All is well."))
    if n == 1:
        parts.append(outcome.unchecked[0].sentence)
    elif n:
        text = ngettext("{n} thing was not checked", "{n} things were not checked", n)
        parts.append(text.format(n=n))
    live.say(" · ".join(parts))
