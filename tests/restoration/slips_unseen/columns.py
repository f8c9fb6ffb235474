"""The other columns of the programme's table."""

from __future__ import annotations

import re
from datetime import date

from motxl.ooxml.dates import to_serial
from tests.restoration.hands import Entry, Fault, Hands, Typed
from tests.restoration.slips.making import (
    EMPTIED,
    C,
    Origin,
    filled,
)
from tests.restoration.slips_unseen.making import (
    shifted,
)

here = Origin()


@here.cell("a Type in the plural", C.TYPE)
def type_plural(hands: Hands, text: str) -> Entry:
    return text + "s" if text else None


@here.cell("Sous-objectif without its hyphen", C.TYPE)
def type_hyphen(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["Sous objectif", "Sousobjectif"]) if "-" in text else None


@here.cell("another word for the Type", C.TYPE)
def type_word(hands: Hands, text: str) -> Entry:
    words = {"Action": ["Tâche", "Activité", "Projet"], "Objectif": ["But"], "Axe": ["Chapitre"]}
    return hands.pick(words.get(text, []))


@here.cell("Action chosen for a heading", C.TYPE)
def type_action(hands: Hands, text: str) -> Entry:
    return "Action" if text and text != "Action" else None


@here.cell("a heading's Type chosen for an action", C.TYPE)
def type_heading(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["Objectif", "Sous-objectif"]) if text == "Action" else None


@here.cell("the zeros of a Réf. left out", C.REF)
def ref_zeros(hands: Hands, text: str) -> Entry:
    return text.replace("-0", "-") if "-0" in text else None


@here.cell("the year of a Réf. typed wrong", C.REF)
def ref_year(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["2052", "2024", "2026", "25", "202"]) + text[4:] if text else None


@here.cell("a Réf. taken for a month", C.REF)
def ref_month(hands: Hands, text: str) -> Entry:
    number = text[5:]
    if not number.isdigit() or not 1 <= int(number) <= 12:
        return None
    return Typed(date(2025, int(number), 1), 17)


@here.cell("the number of a Réf. far too high", C.REF, lossy=True)
def ref_high(hands: Hands, text: str) -> Entry:
    return text[:5] + str(hands.chance.randint(500, 999)) if text else None


@here.cell("a Portée in other letters", C.PORTEE)
def scope_case(hands: Hands, text: str) -> Entry:
    return hands.chance.choice([text.upper(), text.lower(), text + " "]) if text else None


@here.cell("a Portée in another gender or without its accent", C.PORTEE)
def scope_form(hands: Hands, text: str) -> Entry:
    forms = {"Tous": ["Toutes", "Tout"], "Ciblée": ["Ciblé", "Ciblee", "Ciblées"]}
    return hands.pick(forms.get(text, []))


@here.cell("another word for the Portée", C.PORTEE)
def scope_word(hands: Hands, text: str) -> Entry:
    words = {"Tous": ["Tous les adhérents", "Général", "x"], "Ciblée": ["FR-DE", "Locale", "oui"]}
    return hands.pick(words.get(text, []))


@here.cell("the other Portée chosen", C.PORTEE, lossy=True)
def scope_other(hands: Hands, text: str) -> Entry:
    return {"Tous": "Ciblée", "Ciblée": "Tous"}.get(text)


@here.cell("the countries of a border the other way round", C.FRONTIERE)
def border_round(hands: Hands, text: str) -> Entry:
    return "-".join(reversed(text.split("-"))) if text.count("-") == 1 and ";" not in text else None


@here.cell("a border with another sign between its countries", C.FRONTIERE)
def border_sign(hands: Hands, text: str) -> Entry:
    if not text.startswith("FR-"):
        return None
    return text.replace("-", hands.chance.choice(["/", " ", "–", " - ", ""]))


@here.cell("a border in words", C.FRONTIERE)
def border_words(hands: Hands, text: str) -> Entry:
    words = {
        "FR-DE": ["France-Allemagne", "franco-allemande", "Allemagne"],
        "FR-IT": ["Italie", "France-Italie"],
        "FR-BE": ["Belgique", "franco-belge"],
        "FR-ES": ["Espagne", "franco-espagnole"],
        "FR-CH": ["Suisse", "franco-suisse"],
        "FR-LU": ["Luxembourg", "France-Luxembourg"],
    }
    return hands.pick(words.get(text, []))


@here.cell("a country's code of another kind in a border", C.FRONTIERE)
def border_code(hands: Hands, text: str) -> Entry:
    codes = {"DE": "D", "IT": "ITA", "ES": "ESP", "CH": "SUI", "BE": "BEL", "LU": "L"}
    return f"FR-{codes[text[3:]]}" if text[:3] == "FR-" and text[3:] in codes else None


@here.cell("a border that France does not have", C.FRONTIERE, lossy=True)
def border_unknown(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["FR-UK", "FR-AT", "FR-PL", "FR-XX"])


@here.cell("two letters of a border swapped", C.FRONTIERE)
def border_typo(hands: Hands, text: str) -> Entry:
    return text[:-2] + text[-1] + text[-2] if re.match(r"FR-..\Z", text) else None


@here.cell("a border emptied", C.FRONTIERE)
def border_emptied(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("Outre-mer with a slip", C.FRONTIERE)
def border_overseas(hands: Hands, text: str) -> Entry:
    wrong = hands.chance.choice(["Outre mer", "Outremer", "DOM", "OUTRE-MER"])
    return text.replace("Outre-mer", wrong) if "Outre-mer" in text else None


@here.cell("members with commas or slashes between", C.ADHERENTS)
def member_comma(hands: Hands, text: str) -> Entry:
    return text.replace("; ", hands.chance.choice([", ", " / ", " et "])) if ";" in text else None


@here.cell("a member's short name in place of the key", C.ADHERENTS)
def member_short(hands: Hands, text: str) -> Entry:
    short = {"ADH-01": "Savoie", "ADH-02": "Maurienne", "ADH-03": "EMS", "ADH-10": "Unistra"}
    some = {"ADH-07": "Mont Blanc", "ADH-11": "l'ANEM", "ADH-12": "la FNAU", "ADH-13": "Cesci"}
    return {**short, **some}.get(text)


@here.cell("all members written as a word", C.ADHERENTS, lossy=True)
def member_all(hands: Hands, text: str) -> Entry:
    return None if text else hands.chance.choice(["Tous", "tous", "tous les adhérents", "néant"])


@here.cell("members with a semicolon too many", C.ADHERENTS)
def member_semicolon(hands: Hands, text: str) -> Entry:
    return hands.chance.choice([f"{text};", f";{text}", f"{text} ;; "]) if text else None


@here.cell("a member taken out by the Delete key", C.ADHERENTS, lossy=True)
def member_emptied(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("a Pilote without accent or with a letter lost", C.PILOTE)
def pilote_typo(hands: Hands, text: str) -> Entry:
    slips = {"Aurélie": "Aurelie", "Raffaella": "Rafaella", "Olivier": "Oliver", "Petia": "Pétia"}
    return slips.get(text)


@here.cell("a Pilote emptied", C.PILOTE, lossy=True)
def pilote_emptied(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.slip("one Pilote replaced by another everywhere", "column", lossy=True)
def pilote_replaced(hands: Hands) -> str | None:
    done = [
        hands.write(row.number, C.PILOTE, "Jean-Marc")
        for row in hands.rows
        if hands.read(row.number, C.PILOTE) == "Jean"
    ]
    return "; ".join(text for text in done if text) or None


@here.cell("a date typed into Calendrier, which becomes a number", C.CALENDRIER)
def calendar_serial(hands: Hands, text: str) -> Entry:
    days = {"12 mars 2025": date(2025, 3, 12), "3 juin 2025": date(2025, 6, 3)}
    day = days.get(text)
    return None if day is None else Typed(to_serial(day, date1904=False), 0)


@here.cell("another word for the état", C.ETAT)
def state_word(hands: Hands, text: str) -> Entry:
    words = {
        "Réalisé": ["Fait", "OK", "Terminé"],
        "Abandonné": ["Annulé"],
        "En cours": ["Démarré", "En marche"],
        "À lancer": ["À faire", "Pas commencé"],
        "Reporté": ["Décalé", "Repoussé"],
    }
    return hands.pick(words.get(text, []))


@here.cell("a percentage typed for the état", C.ETAT, lossy=True)
def state_percent(hands: Hands, text: str) -> Entry:
    shares = {"À lancer": 0.0, "En cours": 0.5, "Réalisé": 1.0}
    return Typed(shares[text], 9) if text in shares else None


@here.cell("an état with a remark after it", C.ETAT)
def state_remark(hands: Hands, text: str) -> Entry:
    return text + hands.chance.choice([" (voir Petia)", " ?", " – à revoir"]) if text else None


@here.cell("the key of a theme run together or in words", C.THEMES_DEAL)
def deal_key(hands: Hands, text: str) -> Entry:
    if not re.fullmatch(r"Deal \d", text):
        return None
    return hands.chance.choice(["Deal{}", "deal {}", "Deal n°{}", "thème {}"]).format(text[5:])


@here.cell("a second theme of the Deal typed after a comma", C.THEMES_DEAL, lossy=True)
def deal_comma(hands: Hands, text: str) -> Entry:
    return text + hands.chance.choice([", Deal 2", " et Deal 2", "/2"]) if text else None


@here.cell("a theme that is not in the list among the others", C.AUTRES_THEMES, lossy=True)
def other_unknown(hands: Hands, text: str) -> Entry:
    unknown = hands.chance.choice(["Eau", "Numérique", "Deal 12", "jeunesse"])
    return f"{text}; {unknown}" if text else unknown


@here.cell("a service that there is not in Jetons", C.JETONS)
def jeton_unknown(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["J9", "J0", "J12"]) if text else None


@here.cell("an error pasted in Bilan", C.BILAN, lossy=True)
def report_error(hands: Hands, text: str) -> Entry:
    return Fault(hands.chance.choice(["#REF!", "#N/A"]))


@here.cell("an Ordre turned into text", C.ORDRE)
def order_text(hands: Hands, text: str) -> Entry:
    return text + hands.chance.choice(["", " "]) if text else None


@here.slip("one Ordre filled down over the rows below", "column")
def order_filled(hands: Hands) -> str | None:
    return filled(hands, C.ORDRE)


@here.slip("the cells of a column moved down by one row", "column")
def column_down(hands: Hands) -> str | None:
    name = hands.pick([C.TYPE, C.REF, C.PORTEE, C.PILOTE])
    return shifted(hands, name, hands.chance.randint(6, 15)) if name else None


@here.slip("a whole column copied over another one", "column", lossy=True)
def column_copied(hands: Hands) -> str | None:
    if hands.column(C.PORTEE) is None:
        return None
    for row in hands.rows:
        value = hands.read(row.number, C.PILOTE)
        hands.write(row.number, C.PORTEE, EMPTIED if value is None else value)
    return f"{C.PILOTE} copied over {C.PORTEE}"


@here.slip("the values of a whole column emptied", "column", lossy=True)
def column_emptied(hands: Hands) -> str | None:
    name = hands.pick([C.TYPE, C.REF, C.PORTEE, C.PILOTE, C.FRONTIERE])
    if name is None or hands.column(name) is None:
        return None
    for row in hands.rows:
        hands.write(row.number, name, EMPTIED)
    return f"{name} emptied"
