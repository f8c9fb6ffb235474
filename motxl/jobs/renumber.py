"""Codes of a workbook that follow the structure of its rows, and texts that follow the codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from motxl.errors import MotxlError
from motxl.files.note import Note
from motxl.i18n import _, called, ngettext
from motxl.jobs.adopted import in_words as in_words_of_kept
from motxl.jobs.obstacles import in_words
from motxl.programme import renumbering
from motxl.programme.adoption import kept_text
from motxl.programme.audience import AudienceChange, audiences, changes
from motxl.programme.codeplace import CodePlace
from motxl.programme.levels import NumberingObstacle
from motxl.programme.model import AXE, Programme
from motxl.programme.outline import Outline
from motxl.programme.renumbering import Renumbering
from motxl.programme.upkeep import upkeep
from motxl.template.layout import Parametre

if TYPE_CHECKING:
    from pandas import DataFrame

    from motxl.book.protocol import Book


class NotRenumberedError(MotxlError):
    """It is not sure how the rows are numbered: nothing was changed."""

    def __init__(
        self,
        text: str,
        reason: Literal["codes", "sorted", "structure", "stable", "adopted"],
        obstacles: Sequence[NumberingObstacle] = (),
    ) -> None:
        """``reason``: there is no column of codes, the rows are sorted by something else, or the
        structure has ``obstacles``, the programme's codes are never given anew, or its text was
        adopted."""
        super().__init__(text)
        self.reason = reason
        self.obstacles = obstacles


class Renumbered(NamedTuple):
    """What was, or would be, numbered anew in a workbook."""

    programme: Programme
    """As it was read, before anything changed"""
    found: Renumbering
    saved: bool = False
    others: Sequence[AudienceChange] = ()
    """The rows that concern others than before"""

    def __repr__(self) -> str:
        codes, texts = self.counts
        return f"Renumbered({codes} codes, {texts} mentions{', saved' if self.saved else ''})"

    def to_frame(self) -> DataFrame:
        """A line per row whose code changes: row of the sheet, Réf., old and new code, text."""
        import pandas

        lines = [
            (one.entry.row, one.entry.ref, one.old, one.written, one.entry.label)
            for one in self.found.changed
        ]
        return pandas.DataFrame(lines, columns=["row", "ref", "old", "new", "label"])

    @property
    def counts(self) -> tuple[int, int]:
        """How many codes change, and how many mentions in texts."""
        return len(self.found.changed), len(self.found.followed)

    @property
    def change(self) -> str:
        """In words, as ``motxl undo --list`` says it."""
        codes, texts = self.counts
        parts = []
        if codes:
            parts.append(ngettext("{n} code", "{n} codes", codes).format(n=codes))
        if texts:
            text = ngettext("{n} mention in a text", "{n} mentions in texts", texts)
            parts.append(text.format(n=texts))
        return ", ".join(parts) + "."


def plan(book: Book) -> Renumbered:
    """Work out what would change. Raises ``NotRenumberedError`` where the structure is not
    whole."""
    programme, path = book.programme, book.label
    if not programme.has(AXE):
        text = _("{path} has no column of codes to number.").format(path=path)
        raise NotRenumberedError(text, "codes")
    if programme.scheme.is_stable:
        text = _(
            "The numbering of {path} is stable (“{key}” in the sheet Paramètres): no code is given "
            "to another row, and nothing was changed."
        )
        raise NotRenumberedError(text.format(path=path, key=called(Parametre.STABLE)), "stable")
    if programme.scheme_faults:
        text = _(
            "It is not known how {path} is numbered, because its table of levels cannot "
            "be read: run motxl validate to see what to correct."
        )
        raise NotRenumberedError(text.format(path=path), "structure")
    if programme.code_place is not CodePlace.COLUMN:
        text = _(
            "The codes of {path} stand inside the labels: motxl checks these codes, but "
            "does not change them."
        )
        raise NotRenumberedError(text.format(path=path), "codes")
    if programme.is_part:
        text = _(
            "The numbering of the sheet “{sheet}” continues that of other sheets of {path}: "
            "motxl does not renumber one of these sheets alone."
        )
        raise NotRenumberedError(text.format(sheet=programme.sheet, path=path), "codes")
    if programme.misfit is not None:
        text = _(
            "It is not certain how the rows of {path} are numbered: run motxl validate to see why."
        )
        raise NotRenumberedError(text.format(path=path), "codes")
    if not programme.is_counted:
        text = _(
            "It is not certain how the rows of {path} are numbered: run motxl find to see why."
        )
        raise NotRenumberedError(text.format(path=path), "codes")
    faults = _faults(programme) if programme.is_guessed else None
    if faults is not None and not faults:
        return Renumbered(programme, renumbering.Renumbering())
    if faults is not None and faults.keys() <= _LEFT_OUT and faults["NUM005"] >= _FEWEST_GAPS:
        text = _(
            "Numbers are left out in several places of {path}, perhaps on purpose, and nobody has "
            "said how its rows are numbered: motxl checks the codes, but does not change them."
        )
        raise NotRenumberedError(text.format(path=path), "codes")
    if programme.is_guessed and any(one.is_optional for one in programme.scheme.headings):
        text = _(
            "The headings of {path} are not all on the same levels, and nobody has said how its "
            "rows are numbered: motxl checks the codes, but does not change them. To have them "
            "changed, make a workbook of it with motxl import."
        )
        raise NotRenumberedError(text.format(path=path), "codes")
    if Outline(programme).is_sorted_otherwise:
        text = _("The rows of {path} were sorted by another column.").format(path=path)
        raise NotRenumberedError(text, "sorted")
    found = renumbering.renumber(programme)
    if found.obstacles:
        text = _("{path} cannot be renumbered yet, and was not written.").format(path=path)
        told = in_words(programme, found.obstacles)
        raise NotRenumberedError(" ".join([text, *told]), "structure", found.obstacles)
    return Renumbered(programme, found.without_computed(book.holds_formula))


_LEFT_OUT = frozenset({"NUM004", "NUM005"})
"""The rules that tell of numbers that no row has"""
# One row or two may have been deleted; more are numbers that were kept as they are.
_FEWEST_GAPS = 3


def _faults(programme: Programme) -> Counter[str]:
    """How often each rule finds fault with the numbering. Where it was read from the codes alone,
    codes that nobody finds fault with are right."""
    from motxl.validation.diagnostics import Severity
    from motxl.validation.engine import validate
    from motxl.validation.rules import CODES

    numbering = [code for code in CODES if code.startswith("NUM")]
    found = validate(programme, numbering)
    return Counter(one.rule for one in found if one.severity is not Severity.INFO)


def carry_out(book: Book, planned: Renumbered, *, force: bool = False) -> Renumbered:
    """Make what was planned for this book and save it. Raises ``MotxlError`` when it cannot be
    written, and ``NotRenumberedError`` where it would change a text that was adopted, unless
    ``force``."""
    kept = None if force else kept_text(planned.programme)
    if kept is not None and kept.would_change(planned.programme, planned.found.edits):
        raise NotRenumberedError(in_words_of_kept(kept), "adopted")
    concerned = audiences(planned.programme)
    book.apply(planned.found.edits)
    book.apply(upkeep(planned.programme))
    if not book.save(force=force, note=Note("renumber", planned.change)):
        return planned
    book.reread()
    return planned._replace(saved=True, others=changes(concerned, book.programme))


def renumber(book: Book, *, write: bool = True, force: bool = False) -> Renumbered:
    """Number the rows of a workbook anew and save it; with ``write`` false, say only what would
    change."""
    planned = plan(book)
    return carry_out(book, planned, force=force) if write else planned
