"""Rows inserted, copied, moved, deleted, sorted."""

from __future__ import annotations

from motxl.template import layout
from tests.restoration.hands import Hands, Row
from tests.restoration.slips.making import (
    EMPTIED,
    C,
    Origin,
    inserted,
    run_of,
    sorted_alone,
)

here = Origin()


@here.at_rows("a row copied and inserted just below itself, whole", "rows")
def copied_below(hands: Hands, row: Row) -> str | None:
    done = hands.copy_row(row.number, row.number + 1) if row != hands.rows[-1] else False
    return f"row {row.number} copied below itself" if done else None


@here.at_rows("a row pasted over another one", "rows", lossy=True)
def pasted_over(hands: Hands, row: Row) -> str | None:
    other = hands.pick([one for one in hands.rows if one.number != row.number])
    done = hands.paste_row(row.number, other.number) if other else False
    return f"row {row.number} pasted over row {other.number}" if done and other else None


@here.at_rows("an action moved under another heading, its code left", "rows", "actions")
def moved(hands: Hands, row: Row) -> str | None:
    other = hands.pick([one for one in hands.actions if one.code != row.code])
    if other is None or not hands.move(row.number, 1, other.number):
        return None
    return f"row {row.number} moved before row {other.number}"


@here.at_rows("a heading moved below its first action", "rows", "headings")
def below_first(hands: Hands, row: Row) -> str | None:
    under = hands.under(row)
    if len(under) < 3 or under[1].heading:
        return None
    done = hands.move(row.number, 1, under[2].number)
    return f"the heading in row {row.number} moved below row {under[1].number}" if done else None


@here.at_rows("a heading deleted, its actions left", "rows", "headings", lossy=True)
def heading_deleted(hands: Hands, row: Row) -> str | None:
    if len(hands.under(row)) < 2 or not hands.delete(row.number):
        return None
    return f"row {row.number} “{row.code} {row.label}” deleted"


@here.slip("all rows sorted by code as text, upside down", "rows")
def upside_down(hands: Hands) -> str | None:
    places = sorted(hands.rows, key=lambda row: (row.code, row.number), reverse=True)
    done = hands.sort(places.index)
    return "all rows sorted by code, from last to first" if done else None


@here.slip("all rows sorted by Type", "rows")
def by_type(hands: Hands) -> str | None:
    if hands.column(C.TYPE) is None:
        return None
    return "all rows sorted by Type" if hands.sort(lambda row: row.type) else None


@here.slip("all rows sorted by Pilote", "rows")
def by_pilote(hands: Hands) -> str | None:
    if hands.column(C.PILOTE) is None:
        return None
    names = {row.number: hands.read(row.number, C.PILOTE) or "" for row in hands.rows}
    return "all rows sorted by Pilote" if hands.sort(lambda row: names[row.number]) else None


@here.slip("some rows selected and sorted by label", "rows")
def part_sorted(hands: Hands) -> str | None:
    start = hands.chance.randrange(max(len(hands.rows) - 12, 1))
    some = hands.rows[start : start + hands.chance.randint(5, 12)]
    if not some or not hands.sort(lambda row: row.label.casefold(), some):
        return None
    return f"rows {some[0].number}-{some[-1].number} sorted by label"


@here.slip("the column of the labels sorted alone", "rows", lossy=True)
def labels_alone(hands: Hands) -> str | None:
    return sorted_alone(hands, C.LABEL)


@here.at_rows("an action joined to the one above, its row deleted", "rows", "actions", lossy=True)
def joined(hands: Hands, row: Row) -> str | None:
    above = next((one for one in hands.actions if one.number == row.number - 1), None)
    if above is None or not hands.delete(row.number):
        return None
    hands.write(above.number, C.LABEL, f"{above.label}\n{row.label}")
    return f"row {row.number} joined to row {above.number}"


@here.at_rows("the header row pasted into the middle", "rows")
def header_again(hands: Hands, row: Row) -> str | None:
    names = [name for name in layout.PROGRAMME.columns if hands.column(name)]
    return inserted(hands, row, {name: name for name in names})


@here.at_rows("a row for a total inserted", "rows", "headings", lossy=True)
def total(hands: Hands, row: Row) -> str | None:
    return inserted(hands, row, {C.LABEL: f"TOTAL : {hands.chance.randint(4, 40)} actions"})


@here.at_rows("a note of a meeting typed in a row of its own", "rows", lossy=True)
def note(hands: Hands, row: Row) -> str | None:
    return inserted(hands, row, {C.LABEL: "-> à revoir en réunion d'équipe du 12/03"})


@here.at_rows("a row with a note in the column of the codes", "rows", lossy=True)
def note_in_code(hands: Hands, row: Row) -> str | None:
    return inserted(hands, row, {C.AXE: "vu en CA"})


@here.at_rows("a heading inserted with a code that is taken", "rows", "headings", lossy=True)
def heading_taken(hands: Hands, row: Row) -> str | None:
    label = "Nouvel objectif à préciser"
    return inserted(hands, row, {C.AXE: row.code, C.LABEL: label, C.TYPE: row.type})


@here.slip("a new action typed in the last row of another section", "rows", lossy=True)
def last_of_another(hands: Hands) -> str | None:
    row, other = hands.pick(hands.actions), hands.pick(hands.actions)
    if row is None or other is None or row.code == other.code:
        return None
    label = "Étude de faisabilité"
    return inserted(hands, row, {C.AXE: other.code, C.LABEL: label, C.TYPE: "Action"})


@here.at_rows("the cells of a row moved one column to the right", "rows")
def moved_right(hands: Hands, row: Row) -> str | None:
    width = hands.width()
    sheet = hands.sheet
    if sheet is None or len(width) < 4:
        return None
    taken = [hands.copy(sheet, (row.number, column)) for column in width[:-1]]
    for column, copied in zip(width[1:], taken, strict=True):
        hands.paste(sheet, (row.number, column), copied, look=False)
    sheet.set_value((row.number, width[0]), None)
    return f"the cells of row {row.number} moved to the right"


@here.slip("rows copied from a filtered list pasted over those below", "rows", lossy=True)
def filtered_copy(hands: Hands) -> str | None:
    some = run_of(hands, hands.rows, 6, 9)
    if len({row.code for row in some}) < 2:
        return None
    for source, over in zip(some[::2], some[1:], strict=False):
        hands.paste_row(source.number, over.number)
    return f"every other row of {some[0].number}-{some[-1].number} pasted over the rows below"


@here.slip("the last rows of the programme deleted", "rows", lossy=True)
def end_lost(hands: Hands) -> str | None:
    count = hands.chance.randint(2, 5)
    if len(hands.rows) <= count + 3:
        return None
    first = hands.rows[-count].number
    return f"{count} rows from {first} on deleted" if hands.delete(first, count) else None


@here.at_rows("a move undone by half: the row stands in both places", "rows", "actions")
def half_undone(hands: Hands, row: Row) -> str | None:
    other = hands.pick([one for one in hands.actions if one.number > row.number + 2])
    if other is None or not hands.copy_row(row.number, other.number):
        return None
    hands.write(row.number, C.AXE, EMPTIED)
    return f"row {row.number} copied before row {other.number}, its code emptied"
