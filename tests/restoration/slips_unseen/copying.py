"""Copy, paste, drag, fill down, find and replace, undo: in the column of the codes."""

from __future__ import annotations

from tests.restoration.hands import Entry, Hands, Row, Typed
from tests.restoration.slips.making import (
    EMPTIED,
    C,
    Origin,
    each,
)
from tests.restoration.slips_unseen.making import (
    changed_round,
    shifted,
)

here = Origin()


@here.codes("the same code of another axis typed for {}")
def other_axis(hands: Hands, row: Row) -> Entry:
    axes = {other.parts[0] for other in hands.headings} - {row.parts[0]}
    axis = hands.pick(sorted(axes))
    return None if axis is None else ".".join([axis, *row.parts[1:]])


@here.codes("the last number of {} one too high or too low")
def last_off(hands: Hands, row: Row) -> Entry:
    last = int(row.parts[-1]) + hands.chance.choice([1, -1])
    return ".".join([*row.parts[:-1], str(last)]) if last > 0 else None


@here.codes("the middle number of {} one too high or too low")
def middle_off(hands: Hands, row: Row) -> Entry:
    if row.level < 3:
        return None
    middle = int(row.parts[1]) + hands.chance.choice([1, -1])
    return ".".join([row.parts[0], str(middle), *row.parts[2:]]) if middle > 0 else None


@here.codes("the label pasted over {}")
def label_over(hands: Hands, row: Row) -> Entry:
    return row.label or None


@here.codes("the Type of the row typed over {}")
def type_over(hands: Hands, row: Row) -> Entry:
    return row.type or None


@here.slip("one code filled down over the rows below, past the next heading", "heading code")
def filled_down(hands: Hands) -> str | None:
    place = hands.pick([n for n, row in enumerate(hands.rows) if row.heading and n > 1])
    if place is None:
        return None
    first = hands.rows[place - 1]
    some = hands.rows[place : place + hands.chance.randint(1, 4)]
    return each(hands, some, lambda row: first.code if row.code != first.code else None)


@here.slip("the codes of some rows pasted one row too low", "action code")
def one_row_low(hands: Hands) -> str | None:
    return shifted(hands, C.AXE, hands.chance.randint(6, 15))


@here.slip("a cell inserted among the codes, those below moved down", "heading code")
def moved_down(hands: Hands) -> str | None:
    sheet, column = hands.sheet, hands.column(C.AXE)
    row = hands.pick(hands.rows[1:])
    if sheet is None or column is None or row is None:
        return None
    last = hands.rows[-1].number
    places = [(n, n + 1) for n in range(row.number, last)]
    hands.shift(sheet, column, [(0, row.number), *places])
    return f"{C.AXE} from row {row.number} on moved down by one, the last one lost"


@here.slip("two headings exchange their codes", "heading code")
def exchanged(hands: Hands) -> str | None:
    for row in hands.mixed(hands.headings):
        same = [o for o in hands.headings if o.level == row.level and o.code != row.code]
        other = hands.pick([o for o in same if o.parts[:-1] == row.parts[:-1]])
        if other is not None:
            first = hands.write(row.number, C.AXE, other.code)
            return f"{first}; {hands.write(other.number, C.AXE, row.code)}"
    return None


@here.slip("the actions of a heading renumbered, the heading not", "action code")
def actions_renumbered(hands: Hands) -> str | None:
    threes = [row for row in hands.headings if row.level == 3]
    row = hands.pick([row for row in threes if len(hands.under(row)) > 1])
    if row is None:
        return None
    new = ".".join([*row.parts[:-1], str(int(row.parts[-1]) + 1)])
    return each(hands, hands.under(row)[1:], lambda one: new)


@here.slip("the last codes of an axis sorted the wrong way round", "action code")
def reversed_codes(hands: Hands) -> str | None:
    axis = hands.pick([row for row in hands.headings if row.level == 2])
    if axis is None:
        return None
    some = hands.under(axis)
    codes = dict(zip([r.number for r in some], [r.code for r in reversed(some)], strict=True))
    return each(hands, some, lambda row: codes[row.number])


@here.slip("code and label of an action pasted the wrong way round", "action code")
def wrong_way_round(hands: Hands) -> str | None:
    return changed_round(hands, hands.pick(hands.actions))


@here.slip("code and label of a heading pasted the wrong way round", "heading code")
def heading_wrong_way_round(hands: Hands) -> str | None:
    return changed_round(hands, hands.pick(hands.headings))


@here.labels("a label emptied with the Delete key", lossy=True)
def label_emptied(hands: Hands, label: str) -> Entry:
    return EMPTIED


@here.labels("a label cut off while it was edited", lossy=True)
def label_cut(hands: Hands, label: str) -> Entry:
    return label[: len(label) * 2 // 3] if len(label) > 20 else None


@here.labels("a number typed over a label", lossy=True)
def label_number(hands: Hands, label: str) -> Entry:
    return Typed(hands.chance.randint(1, 90), 0)
