"""Making fixes until nothing changes: ``validate --fix``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from motxl.book.protocol import Book
from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.jobs.adopted import in_words
from motxl.programme.adoption import KeptText, kept_text
from motxl.programme.cellvalue import CellValue
from motxl.programme.edits import Edit, RowEdit
from motxl.programme.upkeep import upkeep
from motxl.validation.diagnostics import Diagnostic
from motxl.validation.engine import validate
from motxl.validation.fixes import is_fixable, together
from motxl.validation.outcome import Ask, Fixed, Refused

if TYPE_CHECKING:
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
    force: bool = False,
) -> Corrections:
    """Make the safe fixes of the rules ``codes``, the others too if ``unsafe``, again and again:
    those that are ``chosen``, and wanted by whoever is asked. What would change a text that was
    adopted is refused, unless ``force``.

    The edits are made on the book, in memory where it is a file: nothing is saved here.
    """
    kept = None if force else kept_text(book.programme)
    rounds = _Rounds(book, unsafe=unsafe, chosen=chosen, ask=ask, kept=kept)
    found = validate(book.programme, codes)
    for _round in range(MOST_ROUNDS):
        wanted = rounds.wanted(found)
        proposed = [_fixed(book, diagnostic) for diagnostic in together(wanted)]
        if not proposed or rounds.stopped:
            break
        made = rounds.asked(proposed, wanted)
        if made and rounds.apply(made):
            book.reread()
            found = validate(book.programme, codes)
    if rounds.fixed and (due := upkeep(book.programme)):
        book.apply(due)
        book.reread()
        found = validate(book.programme, codes)
    refused = list(rounds.refused.values())
    return Corrections(rounds.fixed, refused, found, rounds.declined, rounds.moved)


class _Rounds:
    """What the rounds of one ``fix`` have made, refused and left so far."""

    def __init__(
        self,
        book: Book,
        *,
        unsafe: bool,
        chosen: Chosen | None,
        ask: Ask | None,
        kept: KeptText | None,
    ) -> None:
        self._book = book
        self._kept = kept
        self._unsafe = unsafe
        self._chosen = chosen
        self._ask = ask
        self.fixed: list[Fixed] = []
        self.refused: dict[str, Refused] = {}
        """By fingerprint"""
        self.declined: list[Diagnostic] = []
        self.moved = False
        self.stopped = False
        """Whether somebody who was asked wants no more"""
        self._told: set[tuple[str, str | None]] = set()
        self._times: Counter[_Made] = Counter()

    def wanted(self, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        """The findings whose fix is to be made. One that would overwrite a formula is refused."""
        wanted = []
        for diagnostic in found:
            if not self._is_open(diagnostic):
                continue
            computed = _computed(self._book, _edits(diagnostic))
            if computed is not None:
                why = _("{cell} contains a formula and was left unchanged.").format(cell=computed)
                self.refused[diagnostic.fingerprint] = Refused(diagnostic, why)
            elif self._kept and self._kept.would_change(self._book.programme, _edits(diagnostic)):
                why = in_words(self._kept)
                self.refused[diagnostic.fingerprint] = Refused(diagnostic, why, is_adopted=True)
            elif self._times[_made(_fixed(self._book, diagnostic))] < _MOST_TIMES:
                wanted.append(diagnostic)
        return wanted

    def _is_open(self, diagnostic: Diagnostic) -> bool:
        """Whether a fix may be made, is chosen, and was neither refused nor declined."""
        fingerprint = diagnostic.fingerprint
        if not is_fixable(diagnostic, unsafe=self._unsafe) or fingerprint in self.refused:
            return False
        if self._chosen is not None and not self._chosen.holds(diagnostic, moved=self.moved):
            return False
        return (fingerprint, None if self.moved else diagnostic.cell) not in self._told

    def asked(self, proposed: Sequence[Fixed], wanted: Sequence[Diagnostic]) -> Sequence[Fixed]:
        """The proposed fixes that the person who is asked wants; all of them where nobody
        is asked."""
        if self._ask is None:
            return proposed
        made, self.stopped = self._ask(proposed, len(wanted) - len(proposed))
        wants = {id(one) for one in made}
        no = [one.diagnostic for one in proposed if id(one) not in wants]
        if self.stopped:
            shown = {id(one.diagnostic) for one in proposed}
            no += [waiting for waiting in wanted if id(waiting) not in shown]
        self.declined += no
        for left in no:
            # After rows have moved, a finding is known by its fingerprint alone.
            self._told.update({(left.fingerprint, left.cell), (left.fingerprint, None)})
        return made

    def apply(self, made: Sequence[Fixed]) -> bool:
        """Make these fixes; ``False``, and all of them are refused, where rows cannot move."""
        edits = [edit for one in made for edit in _edits(one.diagnostic)]
        try:
            self._book.apply(edits)
        except MotxlError as error:
            for one in made:
                self.refused[one.diagnostic.fingerprint] = Refused(one.diagnostic, str(error))
            return False
        self.moved = self.moved or any(isinstance(edit, RowEdit) for edit in edits)
        self._times.update(map(_made, made))
        self.fixed += made
        return True


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
