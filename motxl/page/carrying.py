"""Jobs for the page: asked for as JSON, and what became of them as JSON.

A request is an object with ``job`` (a name of ``JOBS``), ``language`` (``fr`` or ``en``),
``file`` (the workbook, as a path, by which its states are kept), ``name`` (the name that it has
for whoever has it open, where that is another one) and what that job takes:

- ``propose``, ``correct`` and ``accept``: ``chosen``, the keys of findings; ``accept`` also
  ``reason``, a text;
- ``renumber``: ``write``, whether to do it or to show what it would do;
- ``make-room``: ``size``, in bytes;
- ``extracts``, ``messages`` and ``compare``: ``folder``, a path, and what their modules say;
- those that write: ``force``, to pass an error that is passable.

The answer has either ``result``, and ``saved``, whether the workbook is another one now, from jobs
that may write it; or ``error``, one sentence, ``passable``, whether the same request with ``force``
passes it, and ``unreadable``, whether the file is no workbook that can be read here. Any other
exception is a fault of motxl, and goes through to whoever asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motxl.a1 import from_a1, to_a1
from motxl.errors import MotxlError
from motxl.i18n import _, call_things, named, ngettext, set_language, worded
from motxl.page.findings import Wanted, corrections, findings, key, others
from motxl.page.wording import WORDING

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook
    from motxl.jobs.undo import Restored
    from motxl.page.stage import Stage
    from motxl.programme.model import Programme
    from motxl.programme.renumbering import Renumbering
    from motxl.validation.outcome import Result

Answer = dict[str, Any]

_INTO_CONTROLE = {"control", "accept"}
"""Jobs that write findings into the workbook"""
_MOST_NAMED = 20
"""Cells that are named one by one"""


def answered(request: str, stage: Stage) -> str:
    """Do what is asked for. Request and answer are JSON."""
    asked = json.loads(request)
    set_language(asked["language"])
    call_things(None)
    job = asked["job"]
    # What goes into the sheet Contrôle is read where there is no page.
    with worded({} if job in _INTO_CONTROLE else WORDING):
        try:
            answer = JOBS[job](asked, stage)
        except MotxlError as error:
            answer = {
                "error": str(error),
                "passable": _is_passable(error),
                "unreadable": _is_unreadable(error),
            }
    return json.dumps(named(answer), ensure_ascii=False)


def _is_passable(error: MotxlError) -> bool:
    from motxl.files.errors import ChangedSinceWrittenError
    from motxl.jobs.renumber import NotRenumberedError
    from motxl.ooxml.errors import SignatureWouldBreakError

    if isinstance(error, NotRenumberedError):
        return error.reason == "adopted"
    return isinstance(error, ChangedSinceWrittenError | SignatureWouldBreakError)


def _is_unreadable(error: MotxlError) -> bool:
    from motxl.ooxml.errors import DamagedError, NotAWorkbookError, TooLargeError

    return isinstance(error, NotAWorkbookError | DamagedError | TooLargeError)


def _check(asked: Mapping[str, Any], stage: Stage) -> Answer:
    return {"result": findings(*_check_book(asked, stage))}


def _propose(asked: Mapping[str, Any], stage: Stage) -> Answer:
    """The chosen corrections, before and after; nothing is written."""
    wanted = Wanted(asked["chosen"])
    done, _book = _check_book(asked, stage, fix=True, unsafe=True, diff=True, ask=wanted)
    return {"result": corrections(done, wanted)}


def _correct(asked: Mapping[str, Any], stage: Stage) -> Answer:
    """The chosen corrections are made; what is found after them is told too."""
    wanted = Wanted(asked["chosen"])
    done, book = _check_book(asked, stage, fix=True, unsafe=True, ask=wanted)
    return {
        "result": {**corrections(done, wanted), "findings": findings(done, book)},
        "saved": done.saved,
    }


def _accept(asked: Mapping[str, Any], stage: Stage) -> Answer:
    """The chosen findings are accepted in Contrôle, for the reason that is given."""
    from motxl.jobs.control import check_reason

    with worded(WORDING):  # an error of the reason is for the page, not for the sheet
        wanted, reason = set(asked["chosen"]), check_reason(asked["reason"])
    done, _book = _check_book(asked, stage, accept=reason, accepts=lambda one: key(one) in wanted)
    n = done.accepted or 0
    text = ngettext(
        "{n} finding was accepted in Contrôle: {reason}",
        "{n} findings were accepted in Contrôle: {reason}",
        n,
    )
    result = {"sentence": text.format(n=n, reason=reason), "remarks": _no_longer_found(done)}
    return {"result": result, "saved": done.saved}


def _control(asked: Mapping[str, Any], stage: Stage) -> Answer:
    """The findings are written to Contrôle."""
    done, _book = _check_book(asked, stage, write=True)
    sentence = (
        _("The findings are in the sheet Contrôle.")
        if done.saved
        else _("The sheet Contrôle is up to date.")
    )
    return {
        "result": {"sentence": sentence, "remarks": _no_longer_found(done)},
        "saved": done.saved,
    }


def _no_longer_found(done: Result) -> list[str]:
    """What was accepted before, is no longer found, and has left Contrôle."""
    if not done.unmatched:
        return []
    n = len(done.unmatched)
    text = ngettext(
        "{n} accepted finding no longer occurs, and is taken out of Contrôle:",
        "{n} accepted findings no longer occur, and are taken out of Contrôle:",
        n,
    )
    listed = (f"{one.rule} {one.cell} · {one.message} ({one.reason})" for one in done.unmatched)
    return [text.format(n=n), *listed]


def _colour(asked: Mapping[str, Any], stage: Stage) -> Answer:
    from motxl.jobs.colour import colour

    book = _open(asked, stage)
    done = colour(book, force=_force(asked))
    sentence = f"{done.change}." if done.saved else _("The colours are up to date.")
    left = [
        _("{cell} contains a formula and was left unchanged.").format(cell=edit.cell)
        for edit in done.skipped
    ]
    made = [(one.sheet, one.cell) for one in done.edits if one not in done.skipped]
    where = [_cells_sentence(made)] if done.saved else []
    remarks = [*where, *_not_read(book), *left]
    return {"result": {"sentence": sentence, "remarks": remarks}, "saved": done.saved}


def _cells_sentence(places: Sequence[tuple[str, str]]) -> str:
    """Cells by their names, in their order; of many the first ones."""
    cells = sorted(dict.fromkeys(places), key=lambda one: (one[0], from_a1(one[1])))
    sheets = {sheet for sheet, _cell in cells}
    names = [cell if len(sheets) == 1 else f"{sheet}!{cell}" for sheet, cell in cells]
    shown, more = ", ".join(names[:_MOST_NAMED]), len(names) - _MOST_NAMED
    if more > 0:
        text = ngettext("Cells: {cells} and {n} more.", "Cells: {cells} and {n} more.", more)
        return text.format(cells=shown, n=more)
    return _("Cells: {cells}.").format(cells=shown)


def _summary(asked: Mapping[str, Any], stage: Stage) -> Answer:
    from motxl.jobs.summary import summarise

    book = _open(asked, stage)
    done = summarise(book, force=_force(asked))
    assert done.written is not None  # it was opened to be edited
    remarks = [*_not_read(book), *done.written.remarks]
    if not done.saved:
        result = {"sentence": _("Synthèse is up to date."), "remarks": remarks}
        return {"result": result, "saved": False}
    n = len(done.written.placed)
    text = ngettext(
        "{n} pivot table is up to date in the sheet Synthèse.",
        "{n} pivot tables are up to date in the sheet Synthèse.",
        n,
    )
    where = _(
        "Open the workbook in Excel to see the pivot tables, with their charts, in the "
        "sheet Synthèse."
    )
    return {"result": {"sentence": text.format(n=n), "remarks": [where, *remarks]}, "saved": True}


def _renumber(asked: Mapping[str, Any], stage: Stage) -> Answer:
    """With ``write``, the rows are numbered anew; without, which codes would change."""
    from motxl.jobs.renumber import carry_out, plan

    book = _open(asked, stage)
    done = plan(book)
    programme = done.programme
    if asked["write"]:
        done = carry_out(book, done, force=_force(asked))
    sentence = (
        _renumbering_sentence(*done.counts, made=asked["write"])
        if done.found.edits
        else _("Nothing to change.")
    )
    result = {
        "sentence": sentence,
        "changes": _changes(programme, done.found),
        "remarks": [
            *_not_read(book),
            *_places_left(programme, done.found),
            *others(done.others),
        ],
    }
    return {"result": result, "saved": done.saved}


def _changes(programme: Programme, found: Renumbering) -> list[dict[str, Any]]:
    """The codes that change, each with its cell and label, and the texts that follow, with their
    columns."""
    from itertools import groupby

    from motxl.jobs.followed import texts_compared
    from motxl.page.rows import RowTexts

    codes = [
        {
            "cell": _axe_cell(programme, one.entry.row),
            "label": one.entry.label,
            "column": "",
            "pieces": [[one.old, one.written]],
        }
        for one in found.changed
    ]
    rows = RowTexts(programme)
    of = (naming.text for naming, _several in groupby(found.followed, lambda one: one.naming))
    texts = [
        {
            "cell": cell,
            "label": rows.of(text.sheet, text.row),
            "column": text.header,
            "pieces": [[piece.old, piece.new] for piece in pieces],
        }
        for text, (cell, pieces) in zip(of, texts_compared(programme, found.followed), strict=True)
    ]
    return [*codes, *texts]


def _places_left(programme: Programme, found: Renumbering) -> list[str]:
    """A sentence for each code and each mention that stays as it is, and why."""
    from motxl.jobs.followed import left_in_words

    formula = _("{cell} contains a formula and was left unchanged.")
    cells = (_axe_cell(programme, one.entry.row) for one in found.computed)
    return [*(formula.format(cell=cell) for cell in cells), *left_in_words(programme, found.left)]


def _renumbering_sentence(codes: int, texts: int, *, made: bool) -> str:
    """How many codes changed, or would, and how many mentions in texts follow."""
    text = (
        ngettext("{n} row has been given a new code.", "{n} rows have been given new codes.", codes)
        if made
        else ngettext("{n} row would get a new code.", "{n} rows would get new codes.", codes)
    )
    sentences = [text.format(n=codes)] if codes else []
    if texts:
        text = ngettext(
            "{n} mention of a code in a text changes accordingly.",
            "{n} mentions of codes in texts change accordingly.",
            texts,
        )
        sentences.append(text.format(n=texts))
    return " ".join(sentences)


def _axe_cell(programme: Programme, row: int) -> str:
    from motxl.programme.model import AXE

    return to_a1(row, programme.columns[AXE])


def _states(asked: Mapping[str, Any], _stage: Stage) -> Answer:
    """The states that are kept of the workbook, the last one first, and how much room all take."""
    from motxl.page.history import kept_states

    return {"result": kept_states(Path(asked["file"]))}


def _make_room(asked: Mapping[str, Any], _stage: Stage) -> Answer:
    """Delete the oldest kept states until so many bytes (``size``) are free. Tells how many went,
    of which workbooks, and the time of the last."""
    from motxl.files.room import make_room
    from motxl.jobs.undo import local

    dropped = make_room(asked["size"], Path(asked["file"]))
    names = sorted({one.workbook.name for one in dropped})
    last = local(dropped[-1].time).isoformat() if dropped else None
    return {"result": {"count": len(dropped), "names": names, "last": last}}


def _undo(asked: Mapping[str, Any], stage: Stage) -> Answer:
    from motxl.jobs.undo import undo

    return _restored(undo, asked, stage)


def _redo(asked: Mapping[str, Any], stage: Stage) -> Answer:
    from motxl.jobs.undo import redo

    return _restored(redo, asked, stage)


def _restored(restore: Callable[..., Restored], asked: Mapping[str, Any], stage: Stage) -> Answer:
    """The workbook as it was, with the time of that state and the change that came after it."""
    stage("working")
    done = restore(Path(asked["file"]), force=_force(asked))
    return {"result": {"time": done.when.isoformat(), "change": done.state.change}, "saved": True}


def _extracts(asked: Mapping[str, Any], stage: Stage) -> Answer:
    from motxl.page.extracts import extracts

    return {"result": extracts(_open(asked, stage), asked, stage)}


def _messages(asked: Mapping[str, Any], stage: Stage) -> Answer:
    from motxl.page.messages import messages

    return {"result": messages(_open(asked, stage), asked, stage)}


def _compare(asked: Mapping[str, Any], stage: Stage) -> Answer:
    from motxl.page.comparing import compared

    return {"result": compared(_open(asked, stage, spread=True), asked, stage)}


JOBS: Mapping[str, Callable[[Mapping[str, Any], Stage], Answer]] = {
    "check": _check,
    "propose": _propose,
    "correct": _correct,
    "accept": _accept,
    "control": _control,
    "colour": _colour,
    "summary": _summary,
    "renumber": _renumber,
    "compare": _compare,
    "states": _states,
    "undo": _undo,
    "redo": _redo,
    "extracts": _extracts,
    "messages": _messages,
    "make-room": _make_room,
}


def _force(asked: Mapping[str, Any]) -> bool:
    return bool(asked.get("force"))


def _open(asked: Mapping[str, Any], stage: Stage, *, spread: bool = False) -> FileBook:
    from motxl.book.file.filebook import FileBook
    from motxl.page.opening import called, opened

    stage("reading")
    # Other formats are read by a library that the page does not have: they are refused.
    path = Path(asked["file"])
    book = FileBook.read(opened(path.read_bytes(), str(called(asked)), path), spread=spread)
    stage("working")
    return book


def _check_book(asked: Mapping[str, Any], stage: Stage, **options: Any) -> tuple[Result, FileBook]:
    """What was found, and the workbook in which it was; ``options`` are those of ``CheckOptions``
    but for ``force``."""
    from motxl.jobs.check import checked
    from motxl.validation.outcome import CheckOptions

    books: list[FileBook] = []

    def opened(path: Path, *, sheet: str | None, columns: str | None, editing: bool) -> FileBook:
        del path, sheet, columns, editing  # those of the request
        books.append(_open(asked, stage))
        return books[-1]

    def told(number: int, rules: int) -> None:
        stage("checking", number, rules)

    checking = CheckOptions(force=_force(asked), **options)
    result = checked(Path(asked["file"]), checking, opened, told)
    stage("handing")
    return result, books[-1]


def _not_read(book: FileBook) -> list[str]:
    from motxl.validation.unchecked import unchecked

    return [
        _("motxl did not read {what}.").format(what=one.what)
        for one in unchecked(book.programme, book.surroundings())
        if one.kind in {"sheet", "rows", "cells"}
    ]
