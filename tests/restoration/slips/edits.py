"""Right edits: what staff do all year round, in which there is nothing to find."""

from __future__ import annotations

from datetime import date, timedelta

from tests.restoration.hands import Entry, Hands, Row
from tests.restoration.slips.making import (
    CO,
    CONTACTS,
    EV,
    EVENTS,
    JE,
    REQUESTS,
    SERVICES,
    SU,
    TH,
    THEMES,
    C,
    Origin,
    day_of,
    whole_row,
)

here = Origin()


@here.at_rows("a new action typed in full between two others", "rows", "actions", meant=True)
def action_between(hands: Hands, row: Row) -> str | None:
    above = next((one for one in hands.actions if one.number == row.number - 1), None)
    if above is None or above.code != row.code:
        return None
    return whole_row(
        hands, row.number, row.code, "Action", "Atelier de travail avec les partenaires"
    )


@here.at_rows("a new sous-objectif with an action, numbered on", "rows", "headings", meant=True)
def new_heading(hands: Hands, row: Row) -> str | None:
    some = hands.under(row)
    inner = [one for one in some if one.heading and one.level == 3]
    if row.level != 2 or not inner or some[-1] == hands.rows[-1] or not row.type:
        return None
    code = ".".join([*inner[-1].parts[:-1], str(int(inner[-1].parts[-1]) + 1)])
    before = some[-1].number + 1
    first = whole_row(hands, before, code, "Sous-objectif", "Animation du réseau des élus")
    second = whole_row(hands, before + 1, code, "Action", "Deux rencontres par an", further=1)
    return first and second and f"{first}; {second}"


@here.at_rows(
    "an action without dates or jetons taken out of several", "rows", "actions", meant=True
)
def taken_out(hands: Hands, row: Row) -> str | None:
    several = [one for one in hands.actions if one.code == row.code]
    named = {
        hands.read(number, column, table)
        for table, column in ((EVENTS, EV.REF), (SERVICES, JE.REF), (REQUESTS, SU.REF))
        for number in hands.numbers(table)
    }
    if len(several) < 3 or row.ref in named or not hands.delete(row.number):
        return None
    return f"row {row.number} “{row.label}” deleted"


@here.at_rows("a word of a label made bold", "label", meant=True)
def bold(hands: Hands, row: Row) -> str | None:
    end = row.label.find(" ")
    return hands.restyle(row.number, 0, end, b"<b/>") if end > 2 else None


@here.at_rows("words added to a label", "label", "actions", meant=True)
def words_added(hands: Hands, row: Row) -> str | None:
    if not row.label or row.label[-1] in ").":
        return None
    return hands.retype(row.number, len(row.label), len(row.label), " avec les partenaires")


@here.at_rows("an accent put on a label's first capital", "label", meant=True)
def accent(hands: Hands, row: Row) -> str | None:
    if not row.label.startswith(("Echanges", "Etude", "Elargissement")):
        return None
    return hands.retype(row.number, 0, 1, "É")


@here.at_rows("a reference added as they are written", "reference", "actions", meant=True)
def reference_added(hands: Hands, row: Row) -> str | None:
    if not row.label or "cf." in row.label or "jeton" in row.label:
        return None
    number = hands.chance.randint(1, 9)
    text = f" (cf. Cross-border Deal thème {number})"
    done = hands.retype(row.number, len(row.label), len(row.label), text)
    if done is None:
        return None
    start = len(row.label) + 2
    hands.colour(row.number, start, start + len(text) - 3, "C04F00")
    hands.write(row.number, C.THEMES_DEAL, f"Deal {number}")
    return done


@here.cell("an état chosen from the list", C.ETAT, meant=True)
def state(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["En cours", "Réalisé", "Reporté", "À lancer"])


@here.cell("a calendar in words", C.CALENDRIER, meant=True)
def calendar(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(
        ["6 et 7 mars 2025", "10 à 11/an", "2e trimestre 2025", "en continu"]
    )


@here.cell("a note for the team", C.COMMENTAIRE, meant=True)
def comment(hands: Hands, text: str) -> Entry:
    return "À voir avec la direction avant l’été."


@here.cell("one more member concerned, by key", C.ADHERENTS, meant=True)
def member(hands: Hands, text: str) -> Entry:
    return f"{text}; ADH-10" if text and "ADH-10" not in text else None


@here.cell("an event moved by a week", EV.DEBUT, EVENTS, meant=True)
def event_moved(hands: Hands, text: str) -> Entry:
    day = day_of(text)
    return None if day is None else day + timedelta(days=7)


@here.cell("an event confirmed", EV.CONFIRME, EVENTS, meant=True)
def confirmed(hands: Hands, text: str) -> Entry:
    return "oui"


@here.cell("an alias for a theme", TH.ALIAS, THEMES, meant=True)
def alias(hands: Hands, text: str) -> Entry:
    return "Alias d’essai" if not text else None


@here.slip("an event added in full", "table", meant=True)
def event_added(hands: Hands) -> str | None:
    row = hands.pick([one for one in hands.actions if one.ref])
    numbers = hands.numbers(EVENTS)
    if row is None or not numbers:
        return None
    values: dict[str, Entry] = {
        EV.REF: row.ref,
        EV.DEBUT: date(2025, 10, hands.chance.randint(1, 28)),
        EV.PRECISION: "jour",
        EV.INTITULE: "Séminaire",
    }
    hands.insert(numbers[-1] + 1, values, EVENTS)
    return f"an event of {row.ref} added"


@here.slip("a contact added in full", "table", meant=True)
def contact_added(hands: Hands) -> str | None:
    numbers = hands.numbers(CONTACTS)
    if not numbers:
        return None
    values: dict[str, Entry] = {
        CO.ADHERENT: "Espace Mont-Blanc",
        CO.CIVILITE: "Mme",
        CO.PRENOM: "Ange",
        CO.NOM: "Perrin",
        CO.EMAIL: "ange.perrin@example.org",
        CO.ENVOI: "Cc",
        CO.LANGUE: "fr",
    }
    hands.insert(numbers[-1] + 1, values, CONTACTS)
    return "a contact added"


@here.slip("the colour of the themes changed with the paint bucket", "workbook", meant=True)
def paint(hands: Hands) -> str | None:
    found = hands.workbook.named_cell("couleur_themes")
    if found is None:
        return None
    return hands.fill_cell(found.sheet, (found.row, found.column), "7030A0")


@here.slip("a row of the programme made higher", "workbook", meant=True)
def higher(hands: Hands) -> str | None:
    row = hands.pick(hands.rows)
    if row is None or hands.sheet is None:
        return None
    return f"row {row.number} higher" if hands.make_higher(row.number, 60) else None
