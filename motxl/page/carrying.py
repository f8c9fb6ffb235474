"""Jobs for the page: asked for as JSON, and what became of them as JSON.

A request is an object with ``job`` (a name of ``JOBS``), ``language`` (``fr`` or ``en``),
``file`` (the workbook, as a path) and the options of that job; ``extracts`` and ``messages`` work
in ``folder`` too. The answer has either ``result``, and ``saved`` where the workbook is another one
now, or ``error``, one sentence, with ``passable`` where the same request with ``force`` passes it.
Any other exception is a fault of motxl, and goes through to whoever asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motxl.a1 import to_a1
from motxl.errors import MotxlError
from motxl.i18n import _, ngettext, set_language

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook
    from motxl.page.stage import Stage
    from motxl.programme.audience import AudienceChange
    from motxl.programme.model import Programme
    from motxl.validation.diagnostics import Diagnostic
    from motxl.validation.outcome import Decision, Fixed, Refused, Result

Answer = dict[str, Any]


def answered(request: str, stage: Stage) -> str:
    """Do what is asked for. Request and answer are JSON."""
    asked = json.loads(request)
    set_language(asked["language"])
    try:
        answer = JOBS[asked["job"]](asked, stage)
    except MotxlError as error:
        answer = {"error": str(error), "passable": _is_passable(error)}
    return json.dumps(answer, ensure_ascii=False)


def _is_passable(error: MotxlError) -> bool:
    from motxl.files.errors import ChangedSinceWrittenError
    from motxl.jobs.renumber import NotRenumberedError
    from motxl.ooxml.errors import SignatureWouldBreakError

    if isinstance(error, NotRenumberedError):
        return error.reason == "adopted"
    return isinstance(error, ChangedSinceWrittenError | SignatureWouldBreakError)


def _check(asked: Mapping[str, Any], stage: Stage) -> Answer:
    return {"result": _findings(_checked(asked, stage))}


def _propose(asked: Mapping[str, Any], stage: Stage) -> Answer:
    """The chosen corrections, before and after; nothing is written."""
    wanted = _Wanted(asked["chosen"])
    done = _checked(asked, stage, fix=True, unsafe=True, diff=True, ask=wanted)
    return {"result": _corrections(done, wanted)}


def _correct(asked: Mapping[str, Any], stage: Stage) -> Answer:
    """The chosen corrections are made; what is found after them is told too."""
    wanted = _Wanted(asked["chosen"])
    done = _checked(asked, stage, fix=True, unsafe=True, ask=wanted)
    return {
        "result": {**_corrections(done, wanted), "findings": _findings(done)},
        "saved": done.saved,
    }


def _accept(asked: Mapping[str, Any], stage: Stage) -> Answer:
    """The chosen findings are accepted in Contrôle, for the reason that is given."""
    from motxl.jobs.control import check_reason

    wanted, reason = set(asked["chosen"]), check_reason(asked["reason"])
    done = _checked(asked, stage, accept=reason, accepts=lambda one: _key(one) in wanted)
    n = done.accepted or 0
    text = ngettext(
        "{n} finding was accepted in Contrôle: {reason}",
        "{n} findings were accepted in Contrôle: {reason}",
        n,
    )
    result = {"sentence": text.format(n=n, reason=reason), "remarks": _gone(done)}
    return {"result": result, "saved": done.saved}


def _control(asked: Mapping[str, Any], stage: Stage) -> Answer:
    """The findings are written to Contrôle."""
    done = _checked(asked, stage, write=True)
    sentence = _("The findings are in the sheet Contrôle.")
    if not done.saved:
        sentence = _("The sheet Contrôle is up to date.")
    return {"result": {"sentence": sentence, "remarks": _gone(done)}, "saved": done.saved}


def _gone(done: Result) -> list[str]:
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

    book = _opened(asked, stage)
    done = colour(book, force=_force(asked))
    sentence = f"{done.change}." if done.saved else _("The colours are up to date.")
    left = [
        _("{cell} contains a formula and was left unchanged.").format(cell=edit.cell)
        for edit in done.skipped
    ]
    remarks = [*_not_read(book), *left]
    return {"result": {"sentence": sentence, "remarks": remarks}, "saved": done.saved}


def _summary(asked: Mapping[str, Any], stage: Stage) -> Answer:
    from motxl.jobs.summary import summarise

    book = _opened(asked, stage)
    done = summarise(book, force=_force(asked))
    assert done.written is not None  # it was opened to be edited
    n = len(done.written.placed)
    sentence = _("Synthèse is up to date.")
    if done.saved:
        text = ngettext(
            "{n} pivot table is up to date in the sheet Synthèse.",
            "{n} pivot tables are up to date in the sheet Synthèse.",
            n,
        )
        sentence = text.format(n=n)
    remarks = [*_not_read(book), *done.written.remarks]
    return {"result": {"sentence": sentence, "remarks": remarks}, "saved": done.saved}


def _renumber(asked: Mapping[str, Any], stage: Stage) -> Answer:
    """With ``write``, the rows are numbered anew; without, which codes would change."""
    from motxl.jobs.followed import left_in_words, texts_compared
    from motxl.jobs.renumber import carry_out, plan

    book = _opened(asked, stage)
    done = plan(book)
    programme = done.programme
    if asked["write"]:
        done = carry_out(book, done, force=_force(asked))
    changes = [
        {
            "cell": _axe_cell(programme, one.entry.row),
            "label": one.entry.label,
            "pieces": [[one.old, one.written]],
        }
        for one in done.found.changed
    ]
    changes += [
        {"cell": cell, "label": "", "pieces": [[piece.old, piece.new] for piece in pieces]}
        for cell, pieces in texts_compared(programme, done.found.followed)
    ]
    formula = _("{cell} contains a formula and was left unchanged.")
    remarks = [
        *_not_read(book),
        *(formula.format(cell=_axe_cell(programme, one.entry.row)) for one in done.found.computed),
        *left_in_words(programme, done.found.left),
        *_others(done.others),
    ]
    sentence = done.change if done.found.edits else _("Nothing to change.")
    result = {"sentence": sentence, "changes": changes, "remarks": remarks}
    return {"result": result, "saved": done.saved}


def _axe_cell(programme: Programme, row: int) -> str:
    from motxl.programme.model import AXE

    return to_a1(row, programme.columns[AXE])


def _states(asked: Mapping[str, Any], _stage: Stage) -> Answer:
    """The states that are kept of the workbook, the last one first, and how much room all take."""
    from motxl.files.datafolder import data_folder
    from motxl.files.room import kept_size
    from motxl.jobs.undo import can_redo, history, local

    known = history(Path(asked["file"]))
    kept = data_folder() / "backups"
    sizes = {file.stem: file.stat().st_size for file in kept.rglob("*.xlsx")}
    states = [
        {
            "time": local(one.time).isoformat(),
            "change": one.change,
            "undone": one.undone,
            "size": sizes.get(one.before, 0),
        }
        for one in reversed(known.states)
    ]
    result = {"states": states, "changed": known.changed, "size": kept_size()}
    return {"result": {**result, "redo": can_redo(Path(asked["file"]))}}


def _make_room(asked: Mapping[str, Any], _stage: Stage) -> Answer:
    """The oldest kept states go, until so many bytes (``size``) are free; which ones is told."""
    from motxl.files.room import make_room
    from motxl.jobs.undo import local

    dropped = make_room(asked["size"], Path(asked["file"]))
    names = sorted({one.workbook.name for one in dropped})
    last = local(dropped[-1].time).isoformat() if dropped else None
    return {"result": {"count": len(dropped), "names": names, "last": last}}


def _undo(asked: Mapping[str, Any], stage: Stage) -> Answer:
    from motxl.jobs.undo import undo

    stage("working")
    done = undo(Path(asked["file"]), force=_force(asked))
    return {"result": {"time": done.when.isoformat(), "change": done.state.change}, "saved": True}


def _redo(asked: Mapping[str, Any], stage: Stage) -> Answer:
    from motxl.jobs.undo import redo

    stage("working")
    done = redo(Path(asked["file"]), force=_force(asked))
    return {"result": {"time": done.when.isoformat(), "change": done.state.change}, "saved": True}


def _extracts(asked: Mapping[str, Any], stage: Stage) -> Answer:
    from motxl.page.extracts import extracts

    return {"result": extracts(_opened(asked, stage), asked, stage)}


def _messages(asked: Mapping[str, Any], stage: Stage) -> Answer:
    from motxl.page.messages import messages

    return {"result": messages(_opened(asked, stage), asked, stage)}


JOBS: Mapping[str, Callable[[Mapping[str, Any], Stage], Answer]] = {
    "check": _check,
    "propose": _propose,
    "correct": _correct,
    "accept": _accept,
    "control": _control,
    "colour": _colour,
    "summary": _summary,
    "renumber": _renumber,
    "states": _states,
    "undo": _undo,
    "redo": _redo,
    "extracts": _extracts,
    "messages": _messages,
    "make-room": _make_room,
}


def _force(asked: Mapping[str, Any]) -> bool:
    return bool(asked.get("force"))


def _opened(asked: Mapping[str, Any], stage: Stage) -> FileBook:
    from motxl.book.file.filebook import FileBook
    from motxl.ooxml import Workbook

    stage("reading")
    # Other formats are read by a library that the page does not have: they are refused.
    book = FileBook.read(Workbook.open(Path(asked["file"])))
    stage("working")
    return book


def _checked(asked: Mapping[str, Any], stage: Stage, **options: Any) -> Result:
    from motxl.jobs.check import checked
    from motxl.validation.outcome import CheckOptions

    def opened(path: Path, *, sheet: str | None, columns: str | None, editing: bool) -> FileBook:
        del path, sheet, columns, editing  # those of the request
        return _opened(asked, stage)

    def told(number: int, rules: int) -> None:
        stage("checking", number, rules)

    checking = CheckOptions(force=_force(asked), **options)
    result = checked(Path(asked["file"]), checking, opened, told)
    stage("handing")
    return result


def _not_read(book: FileBook) -> list[str]:
    from motxl.validation.unchecked import unchecked

    return [
        _("motxl did not read {what}.").format(what=one.what)
        for one in unchecked(book.programme, book.surroundings())
        if one.kind in {"sheet", "rows", "cells"}
    ]


class _Wanted:
    """Makes the corrections that were chosen, and no other: an ``Ask``."""

    def __init__(self, chosen: Collection[str]) -> None:
        self._chosen = set(chosen)
        self._moved = False

    def __call__(self, proposed: Sequence[Fixed], waiting: int) -> Decision:
        from motxl.programme.edits import RowEdit
        from motxl.validation.outcome import Decision

        del waiting
        made = [one for one in proposed if self.holds(one.diagnostic)]
        edits = (edit for one in made if (fix := one.diagnostic.fix) for edit in fix.edits)
        self._moved = self._moved or any(isinstance(edit, RowEdit) for edit in edits)
        return Decision(made)

    def holds(self, diagnostic: Diagnostic) -> bool:
        """Whether a correction was chosen."""
        if _key(diagnostic) in self._chosen:
            return True
        # After rows have moved, a finding is known by its fingerprint alone.
        known = {key.partition(" ")[0] for key in self._chosen} if self._moved else set()
        return diagnostic.fingerprint in known


def _key(diagnostic: Diagnostic) -> str:
    """By which the page chooses a finding: two of one fingerprint stand in two cells."""
    return f"{diagnostic.fingerprint} {diagnostic.sheet}!{diagnostic.cell}"


def _findings(result: Result) -> dict[str, Any]:
    """A workbook that was checked: what it is, what was found, and what was not looked at."""
    from motxl.validation.diagnostics import Severity

    programme, found = result.programme, result.live
    return {
        "rows": len(programme.entries),
        "date": programme.date.isoformat() if programme.date else None,
        "severities": [
            {
                "word": one.word,
                "label": one.label,
                "count": sum(diagnostic.severity is one for diagnostic in found),
            }
            for one in sorted(Severity, reverse=True)
        ],
        "findings": [_finding(one) for one in found],
        "rules": {code: _rule(code) for code in sorted({one.rule for one in found})},
        "accepted": len(result.diagnostics) - len(found),
        "unchecked": [one.sentence for one in result.unchecked],
    }


def _finding(diagnostic: Diagnostic) -> dict[str, Any]:
    from motxl.validation.fixes import is_fixable, is_safe

    return {
        "key": _key(diagnostic),
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.word,
        "sheet": diagnostic.sheet,
        "cell": diagnostic.cell,
        "ref": diagnostic.ref,
        "message": diagnostic.message,
        "suggestion": diagnostic.suggestion,
        "correctable": is_fixable(diagnostic, unsafe=True),
        "safe": is_safe(diagnostic),
    }


def _rule(code: str) -> dict[str, str]:
    from motxl.validation.rules import rule

    found = rule(code)
    return {
        "title": found.title,
        "summary": _(found.summary),
        "explanation": _(found.explanation),
        "bad": _(found.bad),
        "good": _(found.good),
    }


def _corrections(result: Result, wanted: _Wanted) -> dict[str, Any]:
    """What was, or would be, corrected, cell by cell; and what could not be: of an adopted text,
    what was wanted."""
    return {
        "corrections": [_correction(one) for one in result.fixed],
        "refused": [
            {"rule": one.diagnostic.rule, "cell": one.diagnostic.cell, "why": _why(one)}
            for one in result.refused
            if not one.is_adopted or wanted.holds(one.diagnostic)
        ],
        "remarks": [*result.left_alone, *_others(result.others)],
    }


def _why(one: Refused) -> str:
    """Why a correction was not made, and what makes it all the same."""
    if not one.is_adopted:
        return one.why
    way = _("To change the adopted text all the same, use motxl validate --fix --force.")
    return f"{one.why} {way}"


def _correction(one: Fixed) -> dict[str, Any]:
    from motxl.validation.before_after import shown_correction
    from motxl.validation.rules import rule

    shown, found = shown_correction(one), one.diagnostic
    return {
        "rule": found.rule,
        "title": rule(found.rule).title,
        "sheet": found.sheet,
        "cell": found.cell,
        "ref": found.ref,
        "message": found.message,
        "lines": list(shown.lines),
        "cells": [
            {
                "sheet": cell.sheet,
                "cell": cell.cell,
                "column": cell.column,
                "pieces": [[piece.old, piece.new] for piece in cell.pieces],
            }
            for cell in shown.cells
        ],
    }


def _others(changes: Sequence[AudienceChange]) -> list[str]:
    """The rows that concern others than before."""
    if not changes:
        return []
    n = len(changes)
    text = ngettext(
        "{n} row no longer concerns the same members as before. Check that this is meant, "
        "before anything is sent:",
        "{n} rows no longer concern the same members as before. Check that this is meant, "
        "before anything is sent:",
        n,
    )
    rows = ", ".join(one.entry.ref or str(one.entry.row) for one in changes)
    return [f"{text.format(n=n)} {rows}."]
