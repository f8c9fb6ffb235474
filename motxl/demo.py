"""The chain of jobs on the shipped programme, for someone who wants to see what motxl does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from motxl.a1 import to_a1
from motxl.book.file.filebook import open_book
from motxl.colour import colour
from motxl.errors import MotxlError, system_reason
from motxl.files import backups
from motxl.files.note import Note
from motxl.files.saving import write_new
from motxl.i18n import _, ngettext
from motxl.importers.job import import_source
from motxl.listing import list_references
from motxl.programme.edits import ReplaceText, SetColour
from motxl.programme.model import LABEL
from motxl.template.shipped import source_path
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.engine import validate

SOURCE, BOOK, MARK = "programme-2025.txt", "programme-2025.xlsx", "LISEZMOI-demo.txt"
PAGE = "synthese.html"


class Step(NamedTuple):
    """One step of the chain, after it was done."""

    title: str
    command: str
    """What someone would type for it; empty where Excel does it"""
    lines: list[str]


def steps(folder: Path, *, force: bool = False) -> Iterator[Step]:
    """Do the chain in ``folder``, a step at a time. ``MotxlError`` when the folder holds a
    workbook of that name which no demo made."""
    book = folder / BOOK
    _claim(folder, force)
    source = folder / SOURCE
    write_new(source, source_path(SOURCE).read_bytes(), overwrite=True)
    made = import_source(source, book, overwrite=True)
    yield Step(
        _("The published programme becomes a workbook"),
        f"motxl import {source} -o {book}",
        [
            _("{rows}, {themes}, {services} of the members' offer.").format(
                rows=ngettext("{n} row", "{n} rows", made.rows).format(n=made.rows),
                themes=ngettext("{n} theme", "{n} themes", made.themes).format(n=made.themes),
                services=ngettext("{n} service", "{n} services", made.services).format(
                    n=made.services
                ),
            ),
            _("Every code is text, every row has its Type and its Réf.; references are coloured."),
        ],
    )
    yield _references(book)
    yield _validation(book, _("The workbook is checked"))
    cell = _as_a_colleague_would(book)
    yield Step(
        _("A colleague types a reference to a theme that nobody had served"),
        "",
        [
            _("In Excel, in the cell {cell}: “(cf. Cross-border deal thème 2)”, in black.").format(
                cell=cell
            )
        ],
    )
    yield _validation(book, _("The check sees it"), only="COL301")
    yield _colouring(book)
    backups.restore(book)
    coloured = _colouring(book)
    yield Step(
        _("And back again, as often as you like"),
        f"motxl undo {book} && motxl colour {book}",
        [_("The colours went and came back; ten states are kept."), *coloured.lines],
    )
    yield _summary(book)


def _claim(folder: Path, force: bool) -> None:
    """Make the folder ours; one that holds somebody's workbook of the same name is refused."""
    if folder.exists() and not folder.is_dir():
        raise MotxlError(_("{path} is a file, not a folder.").format(path=folder))
    mark = folder / MARK
    if (folder / BOOK).exists() and not mark.exists() and not force:
        raise MotxlError(
            _("{path} is there and no demo made it: choose another folder.").format(
                path=folder / BOOK
            )
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MotxlError(
            _("{path} cannot be made: {reason}.").format(path=folder, reason=system_reason(error))
        ) from None
    text = _("This folder was made by motxl demo, which overwrites its files.")
    write_new(mark, f"{text}\n".encode(), overwrite=True)


def _references(book: Path) -> Step:
    found = list_references(open_book(book).programme)
    kinds = Counter(reference.kind for reference in found)
    first = found[0]
    return Step(
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


def _validation(book: Path, title: str, only: str | None = None) -> Step:
    diagnostics = validate(open_book(book).programme)
    shown = [
        d for d in diagnostics if (d.severity > Severity.INFO if only is None else d.rule == only)
    ]
    lines = [_line(diagnostic) for diagnostic in shown]
    counts = Counter(d.severity for d in diagnostics)
    lines.append(
        ", ".join(
            _("{what}: {n}").format(what=severity.label, n=counts[severity])
            for severity in sorted(Severity, reverse=True)
        )
        + "."
    )
    return Step(title, f"motxl validate {book}", lines)


def _line(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.cell or '':<5} {diagnostic.rule}  {diagnostic.message}"


def _summary(book: Path) -> Step:
    from motxl.summary.page import page
    from motxl.summary.summary import summarise
    from motxl.summary.writing import write_summary

    opened = open_book(book)
    summary = summarise(opened.programme)
    written = write_summary(opened, summary)
    opened.save(note=Note("demo", _("pivot tables and their sources")))
    html = book.with_name(PAGE)
    write_new(html, page(summary).encode(), overwrite=True)
    n = len(written.placed)
    return Step(
        _("The year in figures"),
        f"motxl summary {book} --html {html}",
        [
            ngettext(
                "{n} native pivot table in the sheet Synthèse, with charts;",
                "{n} native pivot tables in the sheet Synthèse, with charts;",
                n,
            ).format(n=n),
            _("the same as a page for a browser: {file}.").format(file=html),
        ],
    )


def _as_a_colleague_would(book: Path) -> str:
    """Add a reference to the last action's label, uncoloured; returns its cell."""
    opened = open_book(book)
    programme = opened.programme
    entry = programme.entries[-1]
    cell = to_a1(entry.row, programme.columns[LABEL])
    end = len(entry.label)
    words = " (cf. Cross-border deal thème 2)"
    opened.apply([ReplaceText(programme.sheet, cell, end, end, words)])
    opened.save(note=Note("demo", _("a reference typed, as a colleague would")))
    return cell


def _colouring(book: Path) -> Step:
    opened = open_book(book)
    edits = colour(opened.programme)
    opened.apply(edits)
    opened.save(note=Note("demo", _("references coloured")))
    pieces = sum(isinstance(edit, SetColour) for edit in edits)
    return Step(
        _("It is coloured, and nothing else is touched"),
        f"motxl colour {book}",
        [
            ngettext(
                "{n} piece of text coloured; its theme stands in the column Thèmes Deal.",
                "{n} pieces of text coloured; their themes stand in the column Thèmes Deal.",
                pieces,
            ).format(n=pieces)
        ],
    )
