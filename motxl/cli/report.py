"""The findings of ``validate`` as people read them, in the width of their terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import click

from motxl.cli.common import as_typed, terminal_width, wrapped
from motxl.controls import on_one_line
from motxl.i18n import _, called, ngettext
from motxl.output import style
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.fixes import is_fixable, is_safe
from motxl.validation.outcome import Outcome, Result, Unreadable

STYLES: dict[Severity, dict[str, Any]] = {
    Severity.ERROR: {"fg": "red", "bold": True},
    Severity.WARNING: {"fg": "yellow"},
    Severity.INFO: {"fg": "cyan"},
}
_INDENT = "    "


def write(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The text of each workbook as it comes, then what concerns them all."""
    shown: list[Outcome] = []
    written = False
    for outcome in outcomes:
        shown.append(outcome)
        if isinstance(outcome, Result):
            gap = [""] if written else []
            written = True
            yield _text([*gap, *_workbook(outcome)])
    yield _text(closing(shown))


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _workbook(result: Result) -> Iterator[str]:
    """Title, what was corrected, findings by sheet, counts, and what can be done about them."""
    yield from _title(result)
    if result.fixed or result.refused or result.declined:
        from motxl.cli.corrections import corrections

        yield from corrections(result)
    for sheet, found in groupby(result.live, key=lambda diagnostic: diagnostic.sheet):
        yield ""
        yield style(_("Sheet {name}").format(name=called(sheet)), underline=True)
        for diagnostic in found:
            yield from _finding(diagnostic)
    yield ""
    if result.options.diff and result.fixed:
        yield _("With these corrections:")
    if result.is_numbering_unread and not result.live:
        text = _("Nothing wrong was found, but the numbering was not checked.")
        yield from _styled_lines(text, bold=True)
    else:
        yield from counted(result.diagnostics, _where(result), partly=bool(result.unchecked))
    yield from not_checked(result)
    yield from _next_steps(result)


def _where(result: Result) -> str:
    """All is well is said of what was looked at."""
    if not result.options.places:
        return ""
    places = ", ".join(place.text for place in result.options.places)
    return _("At {places} only:").format(places=places) + " "


def _title(result: Result) -> Iterator[str]:
    count = len(result.programme.entries)
    facts = [ngettext("{count} row", "{count} rows", count).format(count=count)]
    if result.programme.date:
        facts.append(_("version of {date}").format(date=f"{result.programme.date:%d/%m/%Y}"))
    path = on_one_line(result.path)
    whole = " · ".join((path, *facts))
    # A path is not broken: what follows it goes to a line of its own.
    lines = [whole] if len(whole) <= terminal_width() else [path, "  " + " · ".join(facts)]
    yield from (style(line, bold=True) for line in lines)


def _finding(diagnostic: Diagnostic) -> Iterator[str]:
    place = diagnostic.cell or _("(no cell)")
    label = style(diagnostic.severity.label, **STYLES[diagnostic.severity])
    details = on_one_line(" · ".join(filter(None, (diagnostic.rule, diagnostic.ref))))
    yield f"  {style(place.ljust(6), bold=True)} {label} · {details}"
    yield wrapped(diagnostic.message, _INDENT, _INDENT)
    if diagnostic.suggestion:
        yield wrapped(diagnostic.suggestion, _INDENT + "→ ", _INDENT + "  ")


def not_checked(result: Result) -> Iterator[str]:
    """What no rule looked at, each in a line or two."""
    for one in result.unchecked:
        yield wrapped(one.sentence, "", "  ")


def counted(
    diagnostics: Sequence[Diagnostic], before: str = "", *, partly: bool = False
) -> Iterator[str]:
    """How many findings of each severity, and how many were accepted; ``before`` what for.

    ``partly`` says that not everything was checked.
    """
    live = [diagnostic for diagnostic in diagnostics if not diagnostic.accepted]
    accepted = len(diagnostics) - len(live)
    if live:
        yield from _styled_lines(before + _counts(live), bold=True)
    else:
        yield from _styled_lines(_well(before, partly=partly), fg="green")
    if accepted:
        yield from _styled_lines(
            ngettext(
                "{n} finding was accepted in Contrôle.",
                "{n} findings were accepted in Contrôle.",
                accepted,
            ).format(n=accepted)
        )


def _well(before: str, *, partly: bool) -> str:
    """That nothing was found, in what was checked."""
    if before:
        return before + (_("in what was checked, all is well.") if partly else _("all is well."))
    return _("In what was checked, all is well.") if partly else _("All is well.")


def _counts(live: Sequence[Diagnostic]) -> str:
    errors, warnings, infos = (
        sum(d.severity is severity for d in live) for severity in sorted(Severity, reverse=True)
    )
    counts = (
        ngettext("{n} blocking finding", "{n} blocking findings", errors).format(n=errors),
        ngettext("{n} to check", "{n} to check", warnings).format(n=warnings),
        ngettext("{n} for information", "{n} for information", infos).format(n=infos),
    )
    return ", ".join(counts) + "."


def closing(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The sum over several workbooks, and where to read more."""
    results = [outcome for outcome in outcomes if isinstance(outcome, Result)]
    found = [diagnostic for result in results for diagnostic in result.diagnostics]
    unread = sum(isinstance(outcome, Unreadable) for outcome in outcomes)
    partly = sum(bool(result.unchecked) for result in results)
    if len(results) > 1:
        number = ngettext("{n} workbook", "{n} workbooks", len(results)).format(n=len(results))
        yield ""
        before = _("{workbooks}:").format(workbooks=number) + " "
        yield from counted(found, before, partly=bool(partly))
        if partly:
            yield from _styled_lines(
                ngettext(
                    "{n} of them was not fully checked: run motxl validate BOOK to see what "
                    "is missing.",
                    "{n} of them were not fully checked: run motxl validate BOOK to see what "
                    "is missing.",
                    partly,
                ).format(n=partly)
            )
    if unread and results:
        yield from _styled_lines(
            ngettext(
                "{n} workbook could not be read.", "{n} workbooks could not be read.", unread
            ).format(n=unread),
            fg="red",
            bold=True,
        )
    if not all(diagnostic.accepted for diagnostic in found):
        yield from _styled_lines(_("To learn more about a rule, run: motxl explain CODE"))


def _next_steps(result: Result) -> Iterator[str]:
    """What to type for the corrections that there are."""
    options, path = result.options, result.path
    if options.diff and result.fixed:
        option = "--unsafe-fixes" if options.unsafe else "--fix"
        yield from _step(_("To make these corrections, run:"), _command(path, option))
        return
    safe = sum(map(is_safe, result.live))
    others = sum(is_fixable(one, unsafe=True) for one in result.live) - safe
    if safe and not options.fixes:
        text = ngettext(
            "{n} finding can be corrected without risk:",
            "{n} findings can be corrected without risk:",
            safe,
        )
        yield from _step(text.format(n=safe), _command(path, "--fix"))
    if others and not options.unsafe:
        text = ngettext(
            "{n} finding has a correction to be read first:",
            "{n} findings have a correction to be read first:",
            others,
        )
        yield from _step(text.format(n=others), _command(path, "--unsafe-fixes", "--diff"))


def _step(text: str, command: str) -> Iterator[str]:
    yield from _styled_lines(text)
    # Never wrapped: it is there to be copied.
    yield f"  {command}"


def _command(path: str, *options: str) -> str:
    """What to type for a workbook, with the options that its findings were found with."""
    ctx = click.get_current_context(silent=True)
    live = ("--live",) if ctx and ctx.params.get("live") else ()
    words = ["motxl validate", as_typed(path), *live, *options]
    for name in ("sheet", "columns", "only", "select", "ignore"):
        value = (ctx.params.get(name) if ctx else None) or ()
        for one in (value,) if isinstance(value, str) else value:
            words += [f"--{name}", as_typed(one)]
    return " ".join(words)


def _styled_lines(text: str, **styles: Any) -> Iterator[str]:
    """The text in the width of the terminal, each line styled by itself."""
    lines = wrapped(text, "", "").splitlines()
    yield from (style(line, **styles) for line in lines) if styles else lines
