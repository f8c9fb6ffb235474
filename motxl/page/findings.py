"""What a check found and what corrections become, as the page shows them: values for JSON."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.book.file.filebook import FileBook
    from motxl.page.rows import RowTexts
    from motxl.programme.audience import AudienceChange
    from motxl.programme.model import Programme
    from motxl.validation.diagnostics import Diagnostic
    from motxl.validation.outcome import Decision, Fixed, Refused, Result


class Wanted:
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
        if key(diagnostic) in self._chosen:
            return True
        # After rows have moved, a finding is known by its fingerprint alone.
        known = {key.partition(" ")[0] for key in self._chosen} if self._moved else set()
        return diagnostic.fingerprint in known


def key(diagnostic: Diagnostic) -> str:
    """By which the page chooses a finding: two of one fingerprint stand in two cells."""
    return f"{diagnostic.fingerprint} {diagnostic.sheet}!{diagnostic.cell}"


def findings(result: Result, book: FileBook) -> dict[str, Any]:
    """A workbook that was checked: what it is, what was found, and what was not looked at."""
    from motxl.extract.identity import member_in
    from motxl.page.rows import RowTexts
    from motxl.validation.diagnostics import Severity

    programme, found = result.programme, result.live
    texts, coloured = RowTexts(programme), _coloured(programme, found)
    return {
        "extract_of": member_in(book.workbook),
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
        "findings": [
            {
                **_finding(one),
                "text": texts.of(one.sheet, one.row),
                "by_colour": (one.sheet, one.cell) in coloured,
            }
            for one in found
        ],
        "rules": {code: _rule(code) for code in sorted({one.rule for one in found})},
        "accepted": _accepted(result, book, texts),
        "unchecked": [one.sentence for one in result.unchecked],
    }


def _finding(diagnostic: Diagnostic) -> dict[str, Any]:
    from motxl.validation.fixes import is_fixable, is_safe

    return {
        "key": key(diagnostic),
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


def _coloured(programme: Programme, found: Sequence[Diagnostic]) -> set[tuple[str, str | None]]:
    """The cells of findings that *Colour* puts right, and no correction does."""
    from motxl.programme.colouring import colour

    places = {
        (one.sheet, one.cell) for one in found if one.rule.startswith("COL") and one.fix is None
    }
    if not places:
        return places
    return places.intersection((one.sheet, one.cell) for one in colour(programme))


def _accepted(result: Result, book: FileBook, texts: RowTexts) -> list[dict[str, Any]]:
    """The findings that staff accepted, each with its reason."""
    from motxl.template.layout import ControleColumn

    ones = [one for one in result.diagnostics if one.accepted]
    rows = book.accepted() if ones else {}
    return [
        {
            "rule": one.rule,
            "sheet": one.sheet,
            "cell": one.cell,
            "ref": one.ref,
            "message": one.message,
            "text": texts.of(one.sheet, one.row),
            "reason": str(rows.get(one.fingerprint, {}).get(ControleColumn.IGNORER) or ""),
        }
        for one in ones
    ]


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


def corrections(result: Result, wanted: Wanted) -> dict[str, Any]:
    """What was, or would be, corrected, cell by cell; and what could not be: of an adopted text,
    what was wanted."""
    from motxl.page.rows import RowTexts

    texts: dict[int, RowTexts] = {}
    for one in result.fixed:  # after rows have moved, others are where they were
        if id(one.before) not in texts:
            texts[id(one.before)] = RowTexts(one.before)
    return {
        "corrections": [_correction(one, texts[id(one.before)]) for one in result.fixed],
        "refused": [
            {"rule": one.diagnostic.rule, "cell": one.diagnostic.cell, "why": _why(one)}
            for one in result.refused
            if not one.is_adopted or wanted.holds(one.diagnostic)
        ],
        "remarks": [*result.left_alone, *others(result.others)],
    }


def _why(one: Refused) -> str:
    """Why a correction was not made, and where it can be made all the same."""
    if not one.is_adopted:
        return one.why
    way = _("The adopted text can still be changed in Excel.")
    return f"{one.why} {way}"


def _correction(one: Fixed, texts: RowTexts) -> dict[str, Any]:
    from motxl.validation.before_after import shown_correction
    from motxl.validation.rules import rule

    shown, found = shown_correction(one), one.diagnostic
    return {
        "key": key(found),
        "text": texts.of(found.sheet, found.row),
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


def others(changes: Sequence[AudienceChange]) -> list[str]:
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
