"""The other columns of the programme's table."""

from __future__ import annotations

from tests.restoration.hands import Entry, Hands, Typed
from tests.restoration.slips.making import (
    EMPTIED,
    C,
    Origin,
    filled,
    run_of,
    swapped_letters,
)

here = Origin()


@here.cell("a Type in capitals or small letters", C.TYPE)
def type_case(hands: Hands, text: str) -> Entry:
    return hands.chance.choice([text.upper(), text.lower()]) if text else None


@here.cell("a Type shortened", C.TYPE)
def type_short(hands: Hands, text: str) -> Entry:
    short = {"Action": "Act.", "Objectif": "Obj.", "Sous-objectif": "SO", "Axe": "A"}
    return short.get(text)


@here.cell("two letters swapped in a Type", C.TYPE)
def type_typo(hands: Hands, text: str) -> Entry:
    return swapped_letters(hands, text)


@here.cell("a space after a Type", C.TYPE)
def type_space(hands: Hands, text: str) -> Entry:
    return text + hands.chance.choice([" ", "\u00a0"]) if text else None


@here.cell("a Type emptied", C.TYPE)
def type_emptied(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("the Type one level too high or too low", C.TYPE)
def type_level(hands: Hands, text: str) -> Entry:
    levels = {"Axe": "Objectif", "Objectif": "Sous-objectif", "Sous-objectif": "Objectif"}
    return levels.get(text)


@here.slip("a Type filled down over the rows below", "column", lossy=True)
def type_filled(hands: Hands) -> str | None:
    return filled(hands, C.TYPE)


@here.cell("the Réf. of another row pasted", C.REF, lossy=True)
def ref_pasted(hands: Hands, text: str) -> Entry:
    return hands.pick([row.ref for row in hands.rows if row.ref and row.ref != text])


@here.cell("a Réf. emptied", C.REF, lossy=True)
def ref_emptied(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("another sign in place of the hyphen of a Réf.", C.REF)
def ref_sign(hands: Hands, text: str) -> Entry:
    return text.replace("-", hands.chance.choice(["–", "_", "/", " ", ".", ""])) if text else None


@here.cell("the letter O in a Réf.", C.REF)
def ref_letter(hands: Hands, text: str) -> Entry:
    return text.replace("0", "O") if text else None


@here.cell("a Réf. counted down by Excel", C.REF)
def ref_sum(hands: Hands, text: str) -> Entry:
    year, _, number = text.partition("-")
    return Typed(int(year) - int(number), 0) if number.isdigit() else None


@here.slip("the fill handle dragged over Réf. repeats one or counts on", "column", lossy=True)
def ref_dragged(hands: Hands) -> str | None:
    if hands.column(C.REF) is None:
        return None
    some = run_of(hands, hands.rows, 3, 6)
    if not some or not some[0].ref[5:].isdigit():
        return None
    step = hands.chance.choice([0, 5])
    first = int(some[0].ref[5:])
    for n, row in enumerate(some):
        hands.write(row.number, C.REF, f"{some[0].ref[:5]}{first + n * step:03}")
    return f"Réf. of rows {some[0].number}-{some[-1].number} dragged from {some[0].ref}"


@here.cell("a Portée emptied", C.PORTEE)
def scope_emptied(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("a border in small letters", C.FRONTIERE)
def border_case(hands: Hands, text: str) -> Entry:
    return hands.chance.choice([text.lower(), text.title()]) if text else None


@here.cell("two borders with a comma or an and between", C.FRONTIERE)
def border_two(hands: Hands, text: str) -> Entry:
    if not text.startswith("FR-") or ";" in text:
        return None
    return text + hands.chance.choice([", ", " et ", " + ", "/"]) + "FR-MC"


@here.cell("France left out of a border", C.FRONTIERE)
def border_country(hands: Hands, text: str) -> Entry:
    return text.removeprefix("FR-") if text.startswith("FR-") and ";" not in text else None


@here.cell("a member's key without its zero or hyphen", C.ADHERENTS)
def member_key(hands: Hands, text: str) -> Entry:
    if "ADH-" not in text:
        return None
    return hands.chance.choice([text.replace("ADH-0", "ADH-"), text.replace("ADH-", "ADH")])


@here.cell("a member's key that there is not", C.ADHERENTS)
def member_unknown(hands: Hands, text: str) -> Entry:
    return f"ADH-{hands.chance.randint(20, 99)}"


@here.cell("a member's name with a slip", C.ADHERENTS)
def member_typo(hands: Hands, text: str) -> Entry:
    names = ["Eurometropole de Strasbourg", "Départment de la Savoie", "Eurodistrict Saarmosel"]
    return hands.chance.choice(names)


@here.cell("a member named twice in a row", C.ADHERENTS)
def member_twice(hands: Hands, text: str) -> Entry:
    return f"{text}; {text}" if text else None


@here.cell("a Pilote in small letters or with a space", C.PILOTE)
def pilote_case(hands: Hands, text: str) -> Entry:
    return hands.chance.choice([text.lower(), text.upper(), text + " "]) if text else None


@here.cell("two people named as Pilote", C.PILOTE)
def pilote_two(hands: Hands, text: str) -> Entry:
    return (
        hands.chance.choice(["{}/Jean", "{} + Petia", "{} et Olivier"]).format(text)
        if text
        else None
    )


@here.cell("the initials of the Pilote", C.PILOTE)
def pilote_initials(hands: Hands, text: str) -> Entry:
    return text[0] + hands.chance.choice(["", ".", "L", "M."]) if text else None


@here.cell("a date that there is not in Calendrier", C.CALENDRIER)
def calendar_no_date(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["31/02/2025", "31 juin 2025", "30 février 2025", "12/13/2025"])


@here.cell("a date of the wrong century in Calendrier", C.CALENDRIER)
def calendar_year(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["12/03/2205", "mars 0225", "15/06/1925"])


@here.cell("a month with a slip in Calendrier", C.CALENDRIER)
def calendar_month(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["6 et 7 mras 2025", "juillett 2025", "fevrier 2025", "sept 25"])


@here.cell("the end before the beginning in Calendrier", C.CALENDRIER)
def calendar_backwards(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["du 14 au 12 mars 2025", "juin - avril 2025"])


@here.cell("an état in other letters", C.ETAT)
def state_case(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["en cours", "RÉALISÉ", "reporté", "à lancer "])


@here.cell("an état without its accents", C.ETAT)
def state_accent(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["A lancer", "Realisé", "Réalise", "Abandonne", "Reporte"])


@here.cell("an état with a slip", C.ETAT)
def state_typo(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["En cour", "En coours", "Permanant", "Rélaisé", "Encours"])


@here.cell("the number of a theme typed by hand", C.THEMES_DEAL)
def deal_number(hands: Hands, text: str) -> Entry:
    return Typed(hands.chance.randint(1, 9), 0)


@here.cell("a theme of the Deal emptied", C.THEMES_DEAL)
def deal_emptied(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("another theme of the Deal chosen than the label says", C.THEMES_DEAL)
def deal_other(hands: Hands, text: str) -> Entry:
    return "Deal 2" if text and text != "Deal 2" else None


@here.cell("a transversal theme with a slip", C.THEMES_TRANSVERSAUX)
def transversal_typo(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["Montange", "montagnes", "Bassins de vies", "Benchmark"])


@here.cell("a transversal theme emptied", C.THEMES_TRANSVERSAUX)
def transversal_emptied(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("other themes with a comma between", C.AUTRES_THEMES)
def other_comma(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["Deal 5, Deal 6", "Montagne / Deal 7", "Deal 1 et Deal 2"])


@here.cell("a service's key with a space or in small letters", C.JETONS)
def jeton_key(hands: Hands, text: str) -> Entry:
    return hands.chance.choice([f"{text[0]} {text[1:]}", text.lower()]) if text else None


@here.cell("yes typed in Jetons", C.JETONS)
def jeton_yes(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["oui", "x", "X"])


@here.cell("a number typed in Jetons", C.JETONS)
def jeton_number(hands: Hands, text: str) -> Entry:
    return Typed(hands.chance.randint(1, 5), 0)


@here.cell("a code typed in Commentaire", C.COMMENTAIRE)
def comment_code(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["cf. 1.2.9", "voir 4.1.1", "doublon avec 2.1.8"])


@here.cell("an Ordre emptied", C.ORDRE)
def order_emptied(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("an Ordre of another row", C.ORDRE)
def order_other(hands: Hands, text: str) -> Entry:
    return hands.chance.choice([0, -1, 3, 999, 12.5])
