"""The findings of ``validate`` as people read them, in the width of their terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from motxl.cli.common import wrapped
from motxl.i18n import _, ngettext
from motxl.programme.model import Programme
from motxl.validate.diagnostics import Diagnostic, Severity

_STYLES = {
    Severity.ERROR: {"fg": "red", "bold": True},
    Severity.WARNING: {"fg": "yellow"},
    Severity.INFO: {"fg": "cyan"},
}
_INDENT = "    "


def report(path: str, programme: Programme, diagnostics: Sequence[Diagnostic]) -> str:
    """The whole text for one workbook: title, findings by sheet, closing lines."""
    lines = [click.style(_title(path, programme), bold=True)]
    shown = [diagnostic for diagnostic in diagnostics if not diagnostic.accepted]
    for sheet, found in groupby(shown, key=lambda diagnostic: diagnostic.sheet):
        lines += ["", click.style(_("Sheet {name}").format(name=sheet), underline=True)]
        for diagnostic in found:
            lines += _finding(diagnostic)
    lines += ["", *_closing(diagnostics)]
    if not programme.shows_colours:
        lines.append(
            wrapped(
                _("The colours were not checked: for that, save the workbook as .xlsx."), "", ""
            )
        )
    return "\n".join(lines)


def _title(path: str, programme: Programme) -> str:
    count = len(programme.entries)
    parts = [path, ngettext("{count} row", "{count} rows", count).format(count=count)]
    if programme.date:
        parts.append(_("version of {date}").format(date=f"{programme.date:%d/%m/%Y}"))
    return " · ".join(parts)


def _finding(diagnostic: Diagnostic) -> Iterator[str]:
    place = diagnostic.cell or _("(no cell)")
    label = click.style(diagnostic.severity.label, **_STYLES[diagnostic.severity])  # type: ignore[arg-type]
    details = " · ".join(filter(None, (diagnostic.rule, diagnostic.ref)))
    yield f"  {click.style(place.ljust(6), bold=True)} {label} · {details}"
    yield wrapped(diagnostic.message, _INDENT, _INDENT)
    if diagnostic.suggestion:
        yield wrapped(diagnostic.suggestion, _INDENT + "→ ", _INDENT + "  ")


def _closing(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    live = [diagnostic for diagnostic in diagnostics if not diagnostic.accepted]
    accepted = len(diagnostics) - len(live)
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
    if live:
        yield wrapped(_("motxl explain CODE says more about a rule."), "", "")
