"""Rows inserted, copied, moved, deleted, sorted."""

from __future__ import annotations

from tests.restoration.hands import Entry, Hands, Row
from tests.restoration.slips.making import (
    C,
    Origin,
    inserted,
    run_of,
    sorted_alone,
)

here = Origin()


@here.at_rows("a row inserted, and no code typed", "rows", lossy=True)
def without_code(hands: Hands, row: Row) -> str | None:
    label = "Réunion de suivi avec les partenaires"
    return inserted(hands, row, {C.LABEL: label, C.TYPE: "Action"})


@here.at_rows("a row inserted with nothing but its label", "rows", lossy=True)
def only_label(hands: Hands, row: Row) -> str | None:
    return inserted(hands, row, {C.LABEL: "Rencontre avec les élus frontaliers"})


@here.at_rows("a row inserted with its code, and no label typed", "rows", lossy=True)
def without_label(hands: Hands, row: Row) -> str | None:
    return inserted(hands, row, {C.AXE: row.code, C.TYPE: "Action"})


@here.at_rows("a blank row inserted", "rows")
def blank(hands: Hands, row: Row) -> str | None:
    return inserted(hands, row, {})


@here.at_rows("a row inserted with code and label, but no Type", "rows", "actions", lossy=True)
def without_type(hands: Hands, row: Row) -> str | None:
    if hands.column(C.TYPE) is None:
        return None
    return inserted(hands, row, {C.AXE: row.code, C.LABEL: "Webinaire sur la santé"})


@here.at_rows("an action copied under another heading, whole", "rows", "actions")
def copied_elsewhere(hands: Hands, row: Row) -> str | None:
    other = hands.pick([one for one in hands.actions if one.code != row.code])
    done = hands.copy_row(row.number, other.number) if other else False
    return f"row {row.number} copied before row {other.number}" if done and other else None


@here.at_rows("a heading moved without its actions", "rows", "headings")
def heading_moved(hands: Hands, row: Row) -> str | None:
    other = hands.pick([one for one in hands.headings if one.number > row.number + 1])
    if other is None or not hands.move(row.number, 1, other.number):
        return None
    return f"the heading in row {row.number} moved before row {other.number}"


@here.at_rows("an objective and all under it moved to another axis, codes left", "rows", "headings")
def block_moved(hands: Hands, row: Row) -> str | None:
    some = hands.under(row)
    same = [one for one in hands.headings if one.level == row.level]
    others = [one for one in same if one.parts[0] != row.parts[0]]
    other = hands.pick(others) if row.level > 1 else None
    if other is None or not hands.move(row.number, len(some), other.number):
        return None
    return f"rows {row.number}-{some[-1].number} moved before row {other.number}"


@here.at_rows("a heading and all under it copied below, whole", "rows", "headings")
def block_copied(hands: Hands, row: Row) -> str | None:
    some = hands.under(row)
    if not 1 < len(some) < 8 or some[-1] == hands.rows[-1]:
        return None
    below = some[-1].number + 1
    for n, one in enumerate(some):
        hands.copy_row(one.number, below + n)
    return f"rows {row.number}-{some[-1].number} copied below themselves"


@here.slip("all rows sorted by their label", "rows")
def by_label(hands: Hands) -> str | None:
    return "all rows sorted by label" if hands.sort(lambda row: row.label.casefold()) else None


@here.slip("the column of the codes sorted alone, upside down", "rows")
def codes_alone(hands: Hands) -> str | None:
    return sorted_alone(hands, C.AXE, backwards=True)


@here.slip("the column Réf. sorted alone, upside down", "rows", lossy=True)
def refs_alone(hands: Hands) -> str | None:
    return sorted_alone(hands, C.REF, backwards=True)


@here.at_rows("two neighbouring rows exchanged", "rows")
def neighbours(hands: Hands, row: Row) -> str | None:
    later = [one for one in hands.rows if one.number == row.number + 1 and one.code != row.code]
    if not later or not hands.move(row.number + 1, 1, row.number):
        return None
    return f"rows {row.number} and {row.number + 1} exchanged"


@here.at_rows("a row split in two, the second half without a code", "rows", "actions")
def split(hands: Hands, row: Row) -> str | None:
    place = row.label.find(" ", len(row.label) // 2)
    if place < 0 or row == hands.rows[-1]:
        return None
    hands.insert(row.number + 1, {C.LABEL: row.label[place + 1 :]})
    hands.write(row.number, C.LABEL, row.label[:place])
    return f"row {row.number} split in two"


@here.slip("a row typed below the last one, outside the table", "rows", lossy=True)
def below_the_end(hands: Hands) -> str | None:
    last = hands.rows[-1] if hands.rows else None
    if last is None or hands.sheet is None:
        return None
    for column, value in ((C.AXE, last.code), (C.LABEL, "Point d'étape avec les adhérents")):
        at_column = hands.column(column)
        if at_column is not None:
            hands.put(hands.sheet, (last.number + 1, at_column), value)
    return f"row {last.number + 1} typed below the end"


@here.at_rows("a title row inserted between objectives", "rows", "headings", lossy=True)
def title(hands: Hands, row: Row) -> str | None:
    return inserted(hands, row, {C.LABEL: "ACTIONS PRIORITAIRES DU SEMESTRE"})


@here.at_rows("an action inserted before its own heading", "rows", "headings", lossy=True)
def before_heading(hands: Hands, row: Row) -> str | None:
    values: dict[str, Entry] = {C.AXE: row.code, C.LABEL: "Appui aux adhérents", C.TYPE: "Action"}
    return inserted(hands, row, values)


@here.slip("a value filled into hidden rows while a filter was on", "rows", lossy=True)
def filtered(hands: Hands) -> str | None:
    column = C.PILOTE if hands.column(C.PILOTE) else None
    some = run_of(hands, hands.actions, 5, 9)
    if column is None or not some:
        return None
    value = hands.read(some[0].number, column) or "Jean"
    hands.hide([row.number for row in some[1:-1:2]])
    done = [hands.write(row.number, column, value) for row in some[1:]]
    return "; ".join(text for text in done if text) or None


@here.at_rows("an action deleted by a hand that meant its neighbour", "rows", "actions", lossy=True)
def deleted(hands: Hands, row: Row) -> str | None:
    return f"row {row.number} “{row.label}” deleted" if hands.delete(row.number) else None


@here.at_rows("the contents of a whole row emptied", "rows", lossy=True)
def row_emptied(hands: Hands, row: Row) -> str | None:
    if hands.sheet is None:
        return None
    for column in hands.width():
        hands.sheet.set_value((row.number, column), None)
    return f"row {row.number} emptied"


@here.at_rows("an axis moved with all under it, codes left", "rows", "headings")
def axis_moved(hands: Hands, row: Row) -> str | None:
    some = hands.under(row)
    first = hands.rows[0]
    if row.level > 1 or row == first or not hands.move(row.number, len(some), first.number):
        return None
    return f"rows {row.number}-{some[-1].number} moved to the beginning"


@here.at_rows("a row of last year's programme pasted in", "rows", "actions", lossy=True)
def last_year(hands: Hands, row: Row) -> str | None:
    values: dict[str, Entry] = {
        C.AXE: row.code,
        C.LABEL: "Suivi de la loi 3DS",
        C.TYPE: "Action",
        C.REF: f"2024-{hands.chance.randint(1, 120):03}",
    }
    return inserted(hands, row, values)
