"""``motxl validate``: what is to be corrected, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motxl.cli.common import (
    epilog,
    force_option,
    lang_option,
    say_found,
    say_how_to_go_back,
    say_left_alone,
    say_refused,
    sheet_options,
    wrapped,
)
from motxl.cli.live import Live, alert, live_option, opened_by
from motxl.cli.live import told as bar_given_back
from motxl.cli.outputs import FORMATS, TEXT, exit_code, say, writer_of
from motxl.cli.whom import say_of_others
from motxl.controls import on_one_line
from motxl.errors import UsageError
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.validation.outcome import CheckOptions, Outcome, Result


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

BOOK is a workbook or a folder of workbooks. Nothing is written unless --fix, --unsafe-fixes, --ask,
--write or --accept asks for it; the previous state is kept: motxl undo BOOK restores it. The exit
code is 0 when all is well, 1 when something blocking or to check remains, 2 when a workbook cannot
be read or written."""
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
    help=_(
        "Make the other corrections too: rows move, texts change. Look at them first with --diff."
    ),
)
@click.option(
    "--only",
    multiple=True,
    metavar=_("CELLS"),
    help=_("Limit the command to these cells: B22, or B22,A30:A34; 22 stands for the whole row."),
)
@click.option(
    "--ask",
    is_flag=True,
    help=_(
        "Show each correction, before and after, and ask whether to make it; the workbook "
        "is written at the end, or not at all."
    ),
)
@click.option("--diff", is_flag=True, help=_("Show the corrections; write nothing."))
@click.option("--write", is_flag=True, help=_("Write the findings to the sheet Contrôle."))
@click.option(
    "--accept",
    metavar=_("REASON"),
    help=_(
        "Accept every finding, with this reason, in Contrôle. Accepted findings are not "
        "reported again."
    ),
)
@sheet_options
@click.option(
    "--select",
    multiple=True,
    metavar=_("CODES"),
    help=_("Apply only these rules or families: REF, or NUM001,BRD402."),
)
@click.option(
    "--ignore", multiple=True, metavar=_("CODES"), help=_("Apply all rules except these.")
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default=TEXT,
    show_default=True,
    help=_(
        "Output format: text for people, csv for Excel, json for scripts, sarif for code "
        "scanning, github for GitHub Actions."
    ),
)
@click.option("--statistics", is_flag=True, help=_("Count the findings of each rule."))
@click.option("--watch", is_flag=True, help=_("Check again after each save, until Ctrl-C."))
@live_option
@force_option(_("Write even if the workbook seems to be open elsewhere, or is signed."))
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    books: tuple[Path, ...],
    output_format: str,
    statistics: bool,
    watch: bool,
    live: bool,
    **given: Any,
) -> None:
    options = _options(books, output_format, **given)
    writer = writer_of(output_format, statistics=statistics)
    lively = Live() if live else None
    if watch:
        from motxl.cli.watch import watch_books

        if options.fixes or options.controls or options.places:
            raise UsageError(
                _("--watch only checks: leave out --fix, --diff, --write, --accept and --only.")
            )
        ctx.exit(watch_books(books, options, writer, output_format, lively))
    if live and any(book.is_dir() for book in books):
        raise UsageError(
            _("--live accepts workbooks, not folders: give the workbooks that are open.")
        )
    told: list[Outcome] = []
    with bar_given_back(lively):
        for text in writer(_each_into(told, _checked(books, options, lively))):
            say(text, output_format)
    for outcome in told:
        if getattr(outcome, "saved", False):
            say_how_to_go_back(outcome.path, live=live)
    ctx.exit(max(map(exit_code, told), default=0))


def _each_into(told: list[Outcome], outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Each outcome as it comes, kept for what is said at the end."""
    for outcome in outcomes:
        told.append(outcome)
        yield outcome


def _options(
    books: Sequence[Path],
    output_format: str,
    *,
    fix: bool,
    unsafe: bool,
    only: Sequence[str],
    ask: bool,
    diff: bool,
    write: bool,
    accept: str | None,
    sheet: str | None,
    columns: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    force: bool,
) -> CheckOptions:
    """What was asked for on the command line. Raises ``UsageError`` for what makes no sense
    together."""
    from motxl.book.reading.locate import parse_columns
    from motxl.jobs.control import check_reason
    from motxl.validation.engine import chosen_codes
    from motxl.validation.outcome import CheckOptions

    if columns is not None:
        parse_columns(columns)  # what is wrong for every workbook is said once
    if diff and (write or accept is not None):
        raise UsageError(_("--diff writes nothing: leave out --write and --accept."))
    reason = None if accept is None else check_reason(accept)
    codes = chosen_codes(select, ignore)
    options = CheckOptions(sheet, columns, codes, fix, unsafe, diff, write, force, accept=reason)
    if only:
        options = _only(options, only, books)
    return _asking(options, books, output_format) if ask else options


def _only(options: CheckOptions, only: Sequence[str], books: Sequence[Path]) -> CheckOptions:
    from motxl.validation.places import places_of

    _refuse_several("--only", books)
    return options._replace(places=places_of(only))


def _asking(options: CheckOptions, books: Sequence[Path], output_format: str) -> CheckOptions:
    """All corrections are asked about where neither --fix nor --unsafe-fixes says which."""
    from motxl.cli.asking import Asking, refuse_without_terminal

    if options.diff:
        raise UsageError(_("--ask shows each correction before it is made: leave out --diff."))
    if output_format != TEXT:
        raise UsageError(_("--ask puts its questions to a person: leave out --format."))
    _refuse_several("--ask", books)
    refuse_without_terminal()
    either = options.fix or options.unsafe
    return options._replace(fix=True, unsafe=options.unsafe or not either, ask=Asking())


def _refuse_several(option: str, books: Sequence[Path]) -> None:
    if len(books) > 1 or books[0].is_dir():
        raise UsageError(
            _(
                "{option} accepts only one workbook, neither several nor a folder: give a "
                "single workbook."
            ).format(option=option)
        )


def _checked(books: Sequence[Path], options: CheckOptions, live: Live | None) -> Iterator[Outcome]:
    """Each workbook as soon as it was checked; one that cannot be read is told on stderr."""
    from motxl.cli.progress import ProgressLine
    from motxl.jobs.check import check
    from motxl.jobs.workbooks import workbooks
    from motxl.validation.outcome import Unreadable

    found = list(books) if live else workbooks(books)
    progress = ProgressLine(len(found))
    for number, one in enumerate(found, 1):
        if isinstance(one, Unreadable):
            outcome: Outcome = one
        else:
            # A line that says how far it is would be in the way of a question.
            with nullcontext() if options.ask else progress.at(number, str(one)):
                outcome = check(one, options, opened_by(live))
        if isinstance(outcome, Unreadable):
            say_refused(outcome.message)
        else:
            say_found(outcome.found, outcome.searched)
            say_left_alone(outcome.left_alone)
            say_of_others(outcome.others)
            _say_of_acceptance(outcome)
        if live:
            _tell(live, outcome)
        yield outcome


def _say_of_acceptance(outcome: Result) -> None:
    """What was accepted now, and what was accepted before and is no longer found."""
    if outcome.accepted is not None:
        n, reason = outcome.accepted, outcome.options.accept
        text = (
            ngettext(
                "{n} finding was accepted in Contrôle: {reason}",
                "{n} findings were accepted in Contrôle: {reason}",
                n,
            )
            if n
            else _("There is nothing to accept: the findings are already accepted, or all is well.")
        )
        click.echo(wrapped(text.format(n=n, reason=reason), "", ""), err=True)
    if not outcome.unmatched:
        return
    n = len(outcome.unmatched)
    text = (
        ngettext(
            "{n} accepted finding no longer occurs, and is taken out of Contrôle:",
            "{n} accepted findings no longer occur, and are taken out of Contrôle:",
            n,
        )
        if outcome.options.controls
        else ngettext(
            "{n} finding accepted in Contrôle no longer occurs; --write takes it out of this "
            "sheet:",
            "{n} findings accepted in Contrôle no longer occur; --write takes them out of "
            "this sheet:",
            n,
        )
    )
    click.echo(wrapped(text.format(n=n), "", ""), err=True)
    for one in outcome.unmatched:
        line = f"{one.rule} {one.cell} · {one.message} ({one.reason})"
        click.echo(wrapped(on_one_line(line), "  ", "    "), err=True)


def _tell(live: Live, outcome: Outcome) -> None:
    """The outcome in one sentence, in the application."""
    from motxl.validation.outcome import Result

    if not isinstance(outcome, Result):
        live.say(outcome.message)
        alert(outcome.message)
        return
    severities = Counter(diagnostic.severity for diagnostic in outcome.live)
    parts = [
        _("{what}: {n}").format(what=severity.label, n=severities[severity])
        for severity in sorted(severities)[::-1]
    ]
    if outcome.fixed:
        n = len(outcome.fixed)
        text = ngettext("{n} correction made", "{n} corrections made", n)
        parts.insert(0, text.format(n=n))
    parts += dict.fromkeys(refused.why.rstrip(".") for refused in outcome.refused)
    if any(refused.is_adopted for refused in outcome.refused):
        parts.append(
            _("to change the adopted text all the same, run motxl validate BOOK --fix --force")
        )
    if outcome.options.controls and outcome.diagnostics:
        parts.append(_("see the sheet Contrôle"))
    parts += outcome.left_alone
    n = len(outcome.unchecked)
    if not parts and outcome.is_numbering_unread:
        parts.append(_("Nothing wrong was found, but the numbering was not checked.").rstrip("."))
    elif not parts:
        parts.append(_("In what was checked, all is well.") if n else _("All is well."))
    if n == 1:
        parts.append(outcome.unchecked[0].sentence)
    elif n:
        text = ngettext("{n} item was not checked", "{n} items were not checked", n)
        parts.append(text.format(n=n))
    live.say(" · ".join(parts))
