"""Making fixes until nothing changes: ``validate --fix``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from motxl.book.protocol import Book
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.programme.cellvalue import CellValue
from motxl.programme.edits import Edit, RowEdit
from motxl.programme.upkeep import upkeep
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.engine import validate
from motxl.validation.fixes import is_fixable, together
from motxl.validation.outcome import Ask, Fixed, Refused

if TYPE_CHECKING:
    from motxl.book.protocol import Book
    from motxl.validation.places import Chosen

# One defect may hide another, which hides a third. A programme that still changes after so many
# rounds changes for ever.
MOST_ROUNDS = 50
# A fix that is made again and again, while another one undoes it, is given up.
_MOST_TIMES = 3


class Corrections(NamedTuple):
    """What was corrected, what could not be or was not wanted, and what is found now."""

    fixed: list[Fixed]
    refused: list[Refused]
    left: list[Diagnostic]
    """What is found in the programme now"""
    declined: Sequence[Diagnostic] = ()
    """Whose fix somebody did not want who was asked"""
    moved: bool = False
    """Whether rows are elsewhere now"""


def fix(
    book: Book,
    codes: Sequence[str],
    *,
    unsafe: bool = False,
    chosen: Chosen | None = None,
    ask: Ask | None = None,
) -> Corrections:
    """Make the safe fixes of the rules ``codes``, the others too if ``unsafe``, again and again:
    those that are ``chosen``, and wanted by whoever is asked.

    The edits are made on the book, in memory where it is a file: nothing is saved here.
    """
    fixed: list[Fixed] = []
    refused: dict[str, Refused] = {}
    declined: list[Diagnostic] = []
    told: set[tuple[str, str | None]] = set()
    times: Counter[_Made] = Counter()
    moved = stopped = False
    found = validate(book.programme, codes)
    for _round in range(MOST_ROUNDS):
        wanted: list[Diagnostic] = []
        for diagnostic in found:
            if not is_fixable(diagnostic, unsafe=unsafe) or diagnostic.fingerprint in refused:
                continue
            if chosen is not None and not chosen.holds(diagnostic, moved=moved):
                continue
            if (diagnostic.fingerprint, None if moved else diagnostic.cell) in told:
                continue
            assert diagnostic.fix is not None
            computed = _computed(book, diagnostic.fix.edits)
            if computed is not None:
                why = _("{cell} holds a formula and was left as it is.").format(cell=computed)
                refused[diagnostic.fingerprint] = Refused(diagnostic, why)
            elif times[_made(_fixed(book, diagnostic))] < _MOST_TIMES:
                wanted.append(diagnostic)
        proposed = [_fixed(book, diagnostic) for diagnostic in together(wanted)]
        if not proposed or stopped:
            break
        made: Sequence[Fixed] = proposed
        if ask is not None:
            made, stopped = ask(proposed, len(wanted) - len(proposed))
            wants = {id(one) for one in made}
            no = [one.diagnostic for one in proposed if id(one) not in wants]
            if stopped:
                shown = {id(one.diagnostic) for one in proposed}
                no += [waiting for waiting in wanted if id(waiting) not in shown]
            declined += no
            for left in no:
                # After rows have moved, a finding is known by its fingerprint alone.
                told.update({(left.fingerprint, left.cell), (left.fingerprint, None)})
            if not made:
                continue
        edits = [edit for one in made for edit in _edits(one.diagnostic)]
        try:
            book.apply(edits)
        except MotxlError as error:
            # Rows that could not move: nothing of this round was done.
            for one in made:
                refused[one.diagnostic.fingerprint] = Refused(one.diagnostic, str(error))
            continue
        moved = moved or any(isinstance(edit, RowEdit) for edit in edits)
        for one in made:
            times[_made(one)] += 1
            fixed.append(one)
        book.reread()
        found = validate(book.programme, codes)
    if fixed and (due := upkeep(book.programme)):
        book.apply(due)
        book.reread()
        found = validate(book.programme, codes)
    return Corrections(fixed, list(refused.values()), found, declined, moved)


_Made = tuple[str, tuple[Edit, ...], tuple[CellValue, ...]]


def _made(one: Fixed) -> _Made:
    """What is the same when a fix is made again: what the cells held counts, since the second of
    many repeated words is taken out at one place, time after time."""
    return one.diagnostic.rule, tuple(_edits(one.diagnostic)), tuple(one.values.values())


def _fixed(book: Book, diagnostic: Diagnostic) -> Fixed:
    cells = [edit for edit in _edits(diagnostic) if not isinstance(edit, RowEdit)]
    values = {(edit.sheet, edit.cell): book.value(edit.sheet, edit.cell) for edit in cells}
    return Fixed(diagnostic, book.programme, values)


def _edits(diagnostic: Diagnostic) -> Sequence[Edit]:
    assert diagnostic.fix is not None
    return diagnostic.fix.edits


def _computed(book: Book, edits: Iterable[Edit]) -> str | None:
    """The first cell among those to be edited that holds a formula."""
    for edit in edits:
        if not isinstance(edit, RowEdit) and book.holds_formula(edit.sheet, edit.cell):
            return edit.cell
    return None
