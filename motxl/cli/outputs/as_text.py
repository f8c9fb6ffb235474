"""The findings of ``validate`` as people read them, in the width of their terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from motxl.cli.checking import Checked, Request, statistics_of
from motxl.cli.common import quoted, terminal_width, wrapped
from motxl.i18n import _, ngettext
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.fixes import is_fixable

_STYLES = {
    Severity.ERROR: {"fg": "red", "bold": True},
    Severity.WARNING: {"fg": "yellow"},
    Severity.INFO: {"fg": "cyan"},
}
_INDENT = "    "
# A fix that moves many rows is told in one line.
_MOST_LINES = 3


def report(checked: Checked, request: Request) -> str:
    """The whole text for one workbook: title, what was corrected, findings, closing lines."""
    lines = [click.style(_title(checked), bold=True)]
    if checked.fixed:
        lines += ["", click.style(_title_of_fixes(checked, request), underline=True)]
        for one in checked.fixed:
            lines += _correction(one.diagnostic, one.before)
    if checked.refused:
        lines += ["", click.style(_("Not corrected"), underline=True)]
        for refusal in checked.refused:
            lines += _place(refusal.diagnostic)
            lines.append(wrapped(refusal.why, _INDENT, _INDENT))
    for sheet, found in groupby(checked.live, key=lambda diagnostic: diagnostic.sheet):
        lines += ["", click.style(_("Sheet {name}").format(name=sheet), underline=True)]
        for diagnostic in found:
            lines += _finding(diagnostic)
    lines.append("")
    if request.diff and checked.fixed:
        lines.append(_("With these corrections:"))
    lines += [*_counts(checked), *_next_steps(checked, request)]
    return "\n".join(lines)


def statistics(results: Sequence[Checked]) -> str:
    """How often each rule spoke, most frequent first."""
    found = statistics_of(results)
    if not found:
        return click.style(_("All is well."), fg="green")
    width = len(str(found[0].findings))
    lines = []
    for one in found:
        fixable = ngettext("{n} safe to correct", "{n} safe to correct", one.fixable)
        note = " · " + fixable.format(n=one.fixable) if one.fixable else ""
        label = click.style(one.severity.label, **_STYLES[one.severity])  # type: ignore[arg-type]
        lines.append(f"{one.findings:>{width}}  {one.rule}  {one.name} · {label}{note}")
    return "\n".join(lines)


def total(results: Sequence[Checked]) -> str:
    """The closing line over several workbooks."""
    bad = [result for result in results if result.remains]
    workbooks = ngettext("{n} workbook checked", "{n} workbooks checked", len(results))
    left = ngettext("{n} needs a look", "{n} need a look", len(bad)).format(n=len(bad))
    text = _("{checked}, {left}.") if bad else _("{checked}, all is well.")
    return click.style(text.format(checked=workbooks.format(n=len(results)), left=left), bold=True)


def _title(checked: Checked) -> str:
    programme = checked.programme
    count = len(programme.entries)
    parts = [str(checked.path), ngettext("{count} row", "{count} rows", count).format(count=count)]
    if programme.date:
        parts.append(_("version of {date}").format(date=f"{programme.date:%d/%m/%Y}"))
    return " · ".join(parts)


def _title_of_fixes(checked: Checked, request: Request) -> str:
    n = len(checked.fixed)
    if request.diff:
        return ngettext("{n} correction, not written", "{n} corrections, not written", n).format(
            n=n
        )
    return ngettext("{n} correction made", "{n} corrections made", n).format(n=n)


def _correction(diagnostic: Diagnostic, before: object) -> Iterator[str]:
    from motxl.cli.differences import difference, many
    from motxl.programme.model import Programme

    assert isinstance(before, Programme)
    assert diagnostic.fix is not None
    yield from _place(diagnostic)
    edits = diagnostic.fix.edits
    shown = (
        [many(edits)]
        if len(edits) > _MOST_LINES
        else [difference(before, e, diagnostic.cell) for e in edits]
    )
    for line in shown:
        yield wrapped(line, _INDENT, _INDENT + "  ")


def _place(diagnostic: Diagnostic) -> Iterator[str]:
    place = (diagnostic.cell or _("(no cell)")).ljust(6)
    details = " · ".join(filter(None, (diagnostic.rule, diagnostic.name, diagnostic.ref)))
    yield f"  {click.style(place, bold=True)} {details}"


def _finding(diagnostic: Diagnostic) -> Iterator[str]:
    place = diagnostic.cell or _("(no cell)")
    label = click.style(diagnostic.severity.label, **_STYLES[diagnostic.severity])  # type: ignore[arg-type]
    details = " · ".join(filter(None, (diagnostic.rule, diagnostic.ref)))
    yield f"  {click.style(place.ljust(6), bold=True)} {label} · {details}"
    yield wrapped(diagnostic.message, _INDENT, _INDENT)
    if diagnostic.suggestion:
        yield wrapped(diagnostic.suggestion, _INDENT + "→ ", _INDENT + "  ")


def _counts(checked: Checked) -> Iterator[str]:
    live = checked.live
    accepted = len(checked.diagnostics) - len(live)
    if not live:
        yield click.style(_("All is well."), fg="green")
    else:
        errors, warnings, infos = (
            sum(d.severity is severity for d in live) for severity in sorted(Severity, reverse=True)
        )
        yield click.style(
            ", ".join(
                (
                    ngettext("{n} blocking", "{n} blocking", errors).format(n=errors),
                    ngettext("{n} to check", "{n} to check", warnings).format(n=warnings),
                    ngettext("{n} for information", "{n} for information", infos).format(n=infos),
                )
            )
            + ".",
            bold=True,
        )
    if accepted:
        yield ngettext(
            "{n} finding was accepted in Contrôle.",
            "{n} findings were accepted in Contrôle.",
            accepted,
        ).format(n=accepted)


def _next_steps(checked: Checked, request: Request) -> Iterator[str]:
    """What to do now, a command per line that can be copied."""
    path = quoted(checked.path)
    safe = sum(is_fixable(d, unsafe=False) for d in checked.live)
    others = sum(is_fixable(d, unsafe=True) for d in checked.live) - safe
    if request.diff and checked.fixed:
        option = "--unsafe-fixes" if request.unsafe else "--fix"
        yield from _step(_("To make these corrections:"), f"motxl validate {path} {option}")
        return
    if safe and not request.fixes:
        text = ngettext(
            "{n} can be corrected without risk:", "{n} can be corrected without risk:", safe
        )
        yield from _step(text.format(n=safe), f"motxl validate {path} --fix")
    if others and not request.unsafe:
        text = (
            ngettext(
                "{n} other has a correction to be read first:",
                "{n} others have a correction to be read first:",
                others,
            )
            if safe and not request.fixes
            else ngettext(
                "{n} has a correction to be read first:",
                "{n} have a correction to be read first:",
                others,
            )
        )
        yield from _step(text.format(n=others), f"motxl validate {path} --unsafe-fixes --diff")
    if checked.live:
        example = checked.live[0].rule
        yield from _step(_("More about a rule:"), f"motxl explain {example}")


def _step(text: str, command: str) -> Iterator[str]:
    if len(text) + len(command) + 1 <= terminal_width():
        yield f"{text} {command}"
    else:
        yield wrapped(text, "", "")
        yield f"  {command}"
