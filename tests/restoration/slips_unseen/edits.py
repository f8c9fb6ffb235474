"""Right edits: what staff do all year round, in which there is nothing to find."""

from __future__ import annotations

from datetime import date

from tests.restoration.hands import Entry, Hands, Row
from tests.restoration.slips.making import (
    AD,
    CO,
    CONTACTS,
    EV,
    EVENTS,
    MEMBERS,
    REQUESTS,
    SU,
    TH,
    THEMES,
    C,
    Origin,
    renumbered_order,
    whole_row,
)

here = Origin()


@here.at_rows("a new action typed in full below the last one", "rows", "actions", meant=True)
def new_action(hands: Hands, row: Row) -> str | None:
    following = next((one for one in hands.rows if one.number == row.number + 1), None)
    if following is None or following.code == row.code:
        return None
    label = "Webinaire de restitution aux adhérents"
    return whole_row(hands, following.number, row.code, "Action", label)


@here.at_rows("an action moved among those of its own heading", "rows", "actions", meant=True)
def moved_within(hands: Hands, row: Row) -> str | None:
    others = [one for one in hands.actions if one.code == row.code and one.number > row.number + 1]
    other = hands.pick(others)
    if other is None or not hands.move(row.number, 1, other.number):
        return None
    renumbered_order(hands)
    return f"row {row.number} moved before row {other.number}, within {row.code}"


@here.at_rows("a word of a label made italic or underlined", "label", meant=True)
def italic(hands: Hands, row: Row) -> str | None:
    start = row.label.rfind(" ", 0, max(len(row.label) // 2, 1)) + 1
    end = row.label.find(" ", start)
    if end <= start:
        return None
    return hands.restyle(row.number, start, end, hands.chance.choice([b"<i/>", b"<u/>"]))


@here.at_rows("a label filled with yellow", "label", meant=True)
def yellow(hands: Hands, row: Row) -> str | None:
    return hands.fill(row.number, C.LABEL, "FFFF00")


@here.at_rows("an action put another way", "label", "actions", meant=True)
def another_way(hands: Hands, row: Row) -> str | None:
    named = any(hands.read(row.number, name) for name in (C.FRONTIERE, C.ADHERENTS, C.JETONS))
    if named or "cf." in row.label:
        return None
    return hands.write(row.number, C.LABEL, "Suivi et animation des travaux du réseau")


@here.cell("another Pilote of the team", C.PILOTE, meant=True)
def pilote(hands: Hands, text: str) -> Entry:
    return hands.pick([name for name in ("Aurélie", "Jean", "Olivier", "Petia") if name != text])


@here.cell("a report of what was done", C.BILAN, meant=True)
def report(hands: Hands, text: str) -> Entry:
    return "Deux réunions tenues, 35 participants ; compte rendu sur l’espace membres."


@here.cell("a theme of the list among the others", C.AUTRES_THEMES, meant=True)
def other_theme(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["Deal 5", "Montagne", "Deal 1; Deal 2"])


@here.cell("the place of an event", EV.LIEU, EVENTS, meant=True)
def place(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["Strasbourg", "Bastia", "Paris, siège de la MOT"])


@here.cell("another office for a contact", CO.FONCTION, CONTACTS, meant=True)
def office(hands: Hands, text: str) -> Entry:
    return "Directrice des relations européennes"


@here.cell("a member given more jetons", AD.JETONS, MEMBERS, meant=True)
def more_jetons(hands: Hands, text: str) -> Entry:
    return hands.chance.choice([12, 15, 20])


@here.cell("who answers for a theme", TH.REFERENT, THEMES, meant=True)
def referent(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["Jean", "Petia"])


@here.slip("a request for jetons added in full", "table", meant=True)
def request_added(hands: Hands) -> str | None:
    numbers = hands.numbers(REQUESTS)
    if not numbers:
        return None
    values: dict[str, Entry] = {
        SU.DATE: date(2025, 3, hands.chance.randint(1, 28)),
        SU.ADHERENT: "Université de Strasbourg",
        SU.PRESTATION: "J2",
        SU.ETAT: "demandé",
        SU.JETONS: 1,
    }
    hands.insert(numbers[-1] + 1, values, REQUESTS)
    return "a request added"


@here.slip("notes typed in cells beside the table", "workbook", meant=True)
def beside(hands: Hands) -> str | None:
    found = hands.table()
    row = hands.pick(hands.rows)
    if found is None or row is None:
        return None
    return hands.put(found.sheet, (row.number, found.ref.last_column + 3), "à relire")
