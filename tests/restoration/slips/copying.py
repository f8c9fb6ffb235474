"""Copy, paste, drag, fill down, find and replace, undo: in the column of the codes."""

from __future__ import annotations

from tests.restoration.hands import Entry, Formula, Hands, Row
from tests.restoration.slips.making import (
    EMPTIED,
    C,
    Origin,
    each,
    run_of,
)

here = Origin()


@here.codes("another code of the rows just above or below typed for {}")
def neighbour(hands: Hands, row: Row) -> Entry:
    near = [o.code for o in hands.rows if 0 < abs(o.number - row.number) < 4 and o.code]
    return hands.pick([code for code in near if code != row.code])


@here.codes("a code from anywhere in the programme pasted over {}")
def pasted(hands: Hands, row: Row) -> Entry:
    return hands.pick([other.code for other in hands.rows if other.code not in ("", row.code)])


@here.codes("the last number of {} jumped far ahead")
def far_ahead(hands: Hands, row: Row) -> Entry:
    last = int(row.parts[-1]) + hands.chance.randint(4, 9)
    return ".".join([*row.parts[:-1], str(last)])


@here.codes("{} emptied with the Delete key")
def emptied(hands: Hands, row: Row) -> Entry:
    return EMPTIED


@here.codes("the Réf. of the row pasted over {}")
def ref_over(hands: Hands, row: Row) -> Entry:
    return row.ref or None


@here.slip("codes of several actions emptied at once", "action code")
def block_emptied(hands: Hands) -> str | None:
    return each(hands, run_of(hands, hands.actions, 2, 5), lambda row: EMPTIED)


@here.slip("the codes of all headings of an objective emptied", "heading code")
def headings_emptied(hands: Hands) -> str | None:
    heading = hands.pick([row for row in hands.headings if row.level == 2])
    if heading is None:
        return None
    return each(hands, [row for row in hands.under(heading) if row.heading], lambda row: EMPTIED)


@here.slip("the fill handle dragged over actions counts on", "action code")
def dragged(hands: Hands) -> str | None:
    some = run_of(hands, hands.actions, 2, 6)
    first = some[0] if some else None
    if first is None:
        return None
    last = int(first.parts[-1])
    made = {row.number: ".".join([*first.parts[:-1], str(last + n)]) for n, row in enumerate(some)}
    return each(hands, some[1:], lambda row: made[row.number])


@here.slip("the fill handle dragged on from a heading into its actions", "action code")
def dragged_from_heading(hands: Hands) -> str | None:
    heading = hands.pick([row for row in hands.headings if row.level == 3])
    if heading is None:
        return None
    some = [row for row in hands.under(heading)[1:] if not row.heading]
    last = int(heading.parts[-1])
    made = {
        row.number: ".".join([*heading.parts[:-1], str(last + n)]) for n, row in enumerate(some, 1)
    }
    return each(hands, some, lambda row: made[row.number])


@here.slip("Ctrl-D on an action's code under another heading's", "action code")
def control_d(hands: Hands) -> str | None:
    places = [n for n, row in enumerate(hands.rows) if n > 2 and not row.heading]
    for place in hands.mixed(places):
        row, source = hands.rows[place], hands.rows[place - 3]
        if source.code != row.code and not source.heading:
            return each(hands, hands.rows[place : place + 1], lambda one: source.code)
    return None


@here.slip("find and replace of one code's beginning, everywhere", "heading code")
def replaced_everywhere(hands: Hands) -> str | None:
    first = hands.pick(sorted({row.code for row in hands.headings if row.level == 2}))
    second = hands.pick(sorted({r.code for r in hands.headings if r.level == 2} - {first}))
    if first is None or second is None:
        return None
    return each(hands, hands.rows, lambda row: row.code.replace(first, second))


@here.slip("find and replace of dots by commas in the whole column", "heading code")
def dots_to_commas(hands: Hands) -> str | None:
    return each(hands, hands.rows, lambda row: row.code.replace(".", ","))


@here.slip("find and replace of the axis' number alone, in some rows", "action code")
def axis_replaced(hands: Hands) -> str | None:
    some = run_of(hands, hands.actions, 3, 8)
    axis = hands.pick("123")
    return each(hands, some, lambda row: f"{axis}{row.code[1:]}")


@here.slip("a digit replaced everywhere in the column", "heading code")
def digit_replaced(hands: Hands) -> str | None:
    first, second = hands.chance.sample("1234", 2)
    return each(hands, hands.rows, lambda row: row.code.replace(first, second))


@here.slip("a cell of the codes deleted, those below moved up", "heading code")
def moved_up(hands: Hands) -> str | None:
    sheet, column = hands.sheet, hands.column(C.AXE)
    row = hands.pick(hands.rows[:-1])
    if sheet is None or column is None or row is None:
        return None
    last = hands.rows[-1].number
    places = [(n + 1, n) for n in range(row.number, last)]
    hands.shift(sheet, column, [*places, (0, last)])
    return f"{C.AXE} from row {row.number} on moved up by one"


@here.slip("two actions of different headings exchange their codes", "action code")
def actions_exchanged(hands: Hands) -> str | None:
    row = hands.pick(hands.actions)
    other = hands.pick([o for o in hands.actions if row and o.code != row.code])
    if row is None or other is None:
        return None
    codes = {row.number: other.code, other.number: row.code}
    return each(hands, [row, other], lambda one: codes[one.number])


@here.slip("a heading renumbered, its actions not", "heading code")
def heading_renumbered(hands: Hands) -> str | None:
    some = [row for row in hands.headings if row.level == 3 and len(hands.under(row)) > 1]
    row = hands.pick(some)
    if row is None:
        return None
    same = [int(r.parts[-1]) for r in hands.headings if r.parts[:-1] == row.parts[:-1]]
    return each(hands, [row], lambda one: ".".join([*one.parts[:-1], str(max(same) + 1)]))


@here.slip("a heading given the code of the heading before it", "heading code")
def heading_repeated(hands: Hands) -> str | None:
    level = hands.chance.randint(1, 3)
    some = [row for row in hands.headings if row.level == level]
    place = hands.chance.randrange(1, len(some)) if len(some) > 1 else 0
    return each(hands, some[place : place + 1], lambda row: some[place - 1].code) if place else None


@here.slip("a heading of the middle taken a level up in its code", "heading code")
def level_up(hands: Hands) -> str | None:
    row = hands.pick([row for row in hands.headings if row.level == 3])
    if row is None:
        return None
    twos = [int(r.parts[1]) for r in hands.headings if r.level == 2 and r.parts[0] == row.parts[0]]
    return each(hands, [row], lambda one: f"{one.parts[0]}.{max(twos, default=0) + 1}")


@here.slip("a drag over codes undone by half", "action code")
def half_undone(hands: Hands) -> str | None:
    some = run_of(hands, hands.actions, 4, 8)
    if not some:
        return None
    last = int(some[0].parts[-1])
    made = {
        row.number: ".".join([*some[0].parts[:-1], str(last + n)])
        for n, row in enumerate(some)
        if n >= len(some) // 2
    }
    return each(hands, some, lambda row: made.get(row.number))


@here.slip("codes filled down as formulas", "action code")
def formulas_down(hands: Hands) -> str | None:
    some = run_of(hands, hands.actions, 2, 6)
    letters = hands.letters(C.AXE)
    return each(hands, some[1:], lambda row: Formula(f"{letters}{row.number - 1}", row.code))


@here.labels("the label of another row pasted over one", lossy=True)
def label_pasted(hands: Hands, label: str) -> Entry:
    return hands.pick([row.label for row in hands.rows if row.label and row.label != label])


@here.at_rows("a label pasted one column too far to the right", "label", lossy=True)
def label_right(hands: Hands, row: Row) -> str | None:
    if hands.column(C.TYPE) is None or not row.label:
        return None
    hands.write(row.number, C.TYPE, row.label)
    return hands.write(row.number, C.LABEL, EMPTIED)
