"""What ``extract`` says of what is in doubt in the workbook, before anything is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from motxl.cli.common import wrapped
from motxl.i18n import _

if TYPE_CHECKING:
    from motxl.programme.model import Programme
    from motxl.programme.remembered import Comparison
    from motxl.validation.doubts import Doubts
    from motxl.validation.shown import ShownOtherwise

_MOST_CELLS = 3


def sentences(doubts: Doubts | None) -> list[str]:
    """All that is in doubt, a sentence each."""
    if doubts is None:
        return []
    return [*doubts.sentences(), *doubts.of_unseen(), *doubts.not_read()]


def sentences_of_another(found: Sequence[ShownOtherwise]) -> list[str]:
    """What the extract of a theme's referent or a colleague would show although it is struck out
    or not seen, a sentence each."""
    return [f"{one.place} · {one.sentence}" for one in found]


def lines_of_another(sentences: Sequence[str]) -> Iterator[str]:
    """The sentences under a heading; no lines where all is seen."""
    if sentences:
        heading = _("The extract shows what is struck out or invisible in the workbook:")
        yield wrapped(heading, "", "")
    for sentence in sentences:
        yield wrapped(sentence, "  ", "    ")


def as_lines(doubts: Doubts | None) -> Iterator[str]:
    """What is in doubt, under headings; no lines where all is sure."""
    if doubts is None:
        return
    whom = _(
        "The workbook leaves it in doubt who gets what. The messages concerned are kept back "
        "by motxl mail until these points are corrected, confirmed, or accepted in Contrôle:"
    )
    what = _(
        "Members would read what is struck out or invisible in the workbook. Messages to "
        "these members are kept back by motxl mail until it is shown or deleted:"
    )
    below = _(
        "Rows below the end of a table are not read, so what they contain is missing "
        "from the extracts:"
    )
    for heading, found in (
        (whom, doubts.sentences()),
        (what, doubts.of_unseen()),
        (below, doubts.not_read()),
    ):
        told = list(found)
        if told:
            yield wrapped(heading, "", "")
        for sentence in told:
            yield wrapped(sentence, "  ", "    ")


def of_the_confirmed(compared: Comparison | None) -> Iterator[str]:
    """Which cells count as right from now on, for all members: nobody is asked again."""
    from motxl.validation.words import listed_rows

    if compared is None:
        return
    for column, keys in compared.confirmed.items():
        rows = sorted(compared.cells[column][key].row for key in keys)
        text = _("The values of the column {column} are confirmed for all members (rows {rows}).")
        yield wrapped(text.format(column=column, rows=listed_rows(rows)), "", "  ")


def of_the_order(doubts: Doubts | None) -> Iterator[str]:
    """That the rows are in another order than that of their codes, as a table that was sorted and
    left so: extracts have them as they stand, and are others than those that were sent."""
    found = doubts.out_of_order if doubts is not None else ()
    if found:
        text = _(
            "The rows are not in the order of their codes ({cells}): extracts show them as "
            "they stand, and members who had an extract before get a different one. If the "
            "table was sorted, put it back into its order first: show the hidden column Ordre "
            "and sort the table by that column."
        )
        cells = [f"{one.cell} {one.rule}" for one in found[:_MOST_CELLS]]
        cells += ["…"] if len(found) > _MOST_CELLS else []
        yield wrapped(text.format(cells=", ".join(cells)), "", "  ")


def of_values_alone(programme: Programme) -> Iterator[str]:
    """That nobody looked at what is struck out or not seen, where the format does not tell."""
    if not programme.shows_colours:
        what = _(
            "what is struck out, or invisible because of its colour (to have it read, "
            "save the workbook as .xlsx)"
        )
        yield wrapped(_("motxl did not read {what}.").format(what=what), "", "  ")
