"""The steps of ``motxl demo`` in words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from motxl.i18n import _, ngettext
from motxl.jobs.demo import (
    CheckedStep,
    ColouredStep,
    ListedStep,
    MadeStep,
    Step,
    SummedUpStep,
    TypedStep,
)
from motxl.validation.diagnostics import Diagnostic, Severity


class StepWords(NamedTuple):
    """What is said of a step."""

    title: str
    command: str
    """What someone would type for it; empty where Excel does it"""
    lines: list[str]


def words_of(step: Step, book: Path) -> StepWords:
    match step:
        case MadeStep():
            return _made(step, book)
        case ListedStep():
            return _listed(step, book)
        case CheckedStep():
            return _checked(step, book)
        case TypedStep():
            return _typed(step)
        case ColouredStep():
            return _coloured(step, book)
        case SummedUpStep():
            return _summed_up(step, book)


def _made(step: MadeStep, book: Path) -> StepWords:
    made = step.imported
    counted = _("{rows}, {themes}, {services} of the members' offer.").format(
        rows=ngettext("{n} row", "{n} rows", made.rows).format(n=made.rows),
        themes=ngettext("{n} theme", "{n} themes", made.themes).format(n=made.themes),
        services=ngettext("{n} service", "{n} services", made.services).format(n=made.services),
    )
    return StepWords(
        _("The published programme becomes a workbook"),
        f"motxl import {step.source} -o {book}",
        [
            counted,
            _("Every code is text, every row has its Type and its Réf.; references are coloured."),
        ],
    )


def _listed(step: ListedStep, book: Path) -> StepWords:
    kinds = Counter(reference.kind for reference in step.references)
    first = step.references[0]
    return StepWords(
        _("Its references"),
        f"motxl references {book}",
        [
            _(
                "{deal} to the Cross-border Deal, {transversal} to transversal themes, in orange;"
            ).format(deal=kinds["deal"], transversal=kinds["transversal"]),
            _("{jeton} to jetons, in blue.").format(jeton=kinds["jeton"]),
            _("The first of all, in {cell}: “{text}”.").format(cell=first.cell, text=first.text),
        ],
    )


def _checked(step: CheckedStep, book: Path) -> StepWords:
    shown = [
        one
        for one in step.diagnostics
        if (one.rule == "COL301" if step.again else one.severity > Severity.INFO)
    ]
    counts = Counter(one.severity for one in step.diagnostics)
    counted = ", ".join(
        _("{what}: {n}").format(what=severity.label, n=counts[severity])
        for severity in sorted(Severity, reverse=True)
    )
    title = _("The check sees it") if step.again else _("The workbook is checked")
    return StepWords(title, f"motxl validate {book}", [*map(_line, shown), f"{counted}."])


def _line(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.cell or '':<5} {diagnostic.rule}  {diagnostic.message}"


def _typed(step: TypedStep) -> StepWords:
    text = _("In Excel, in the cell {cell}: “(cf. Cross-border deal thème 2)”, in black.")
    return StepWords(
        _("A colleague types a reference to a theme that nobody had served"),
        "",
        [text.format(cell=step.cell)],
    )


def _coloured(step: ColouredStep, book: Path) -> StepWords:
    pieces, _cells = step.recoloured.counts
    text = ngettext(
        "{n} piece of text coloured; its theme stands in the column Thèmes Deal.",
        "{n} pieces of text coloured; their themes stand in the column Thèmes Deal.",
        pieces,
    ).format(n=pieces)
    if not step.again:
        title = _("It is coloured, and nothing else is touched")
        return StepWords(title, f"motxl colour {book}", [text])
    return StepWords(
        _("And back again, as often as you like"),
        f"motxl undo {book} && motxl colour {book}",
        [_("The colours went and came back; ten states are kept."), text],
    )


def _summed_up(step: SummedUpStep, book: Path) -> StepWords:
    n = step.pivots
    return StepWords(
        _("The year in figures"),
        f"motxl summary {book} --html {step.page}",
        [
            ngettext(
                "{n} native pivot table in the sheet Synthèse, with charts;",
                "{n} native pivot tables in the sheet Synthèse, with charts;",
                n,
            ).format(n=n),
            _("the same as a page for a browser: {file}.").format(file=step.page),
        ],
    )
