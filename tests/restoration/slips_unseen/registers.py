"""The other tables: events, themes, territories, services, members, contacts…"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from motxl.template import layout
from tests.restoration.hands import Entry, Hands, Typed
from tests.restoration.slips.making import (
    AD,
    CO,
    CONTACTS,
    EMPTIED,
    EV,
    EVENTS,
    JE,
    MEMBERS,
    REQUESTS,
    SERVICES,
    SETTINGS,
    SU,
    TE,
    TERRITORIES,
    TH,
    THEMES,
    Origin,
    column_sorted,
    day_of,
    parameter,
    swapped_letters,
)

here = Origin()


@here.cell("a Réf. that there is not in an event", EV.REF, EVENTS, lossy=True)
def event_ref(hands: Hands, text: str) -> Entry:
    return f"2025-{hands.chance.randint(300, 999)}"


@here.cell("an event's Réf. without its zeros", EV.REF, EVENTS)
def event_zeros(hands: Hands, text: str) -> Entry:
    return text.replace("-0", "-") if "-0" in text else None


@here.cell("a code typed for an event's Réf.", EV.REF, EVENTS)
def event_code(hands: Hands, text: str) -> Entry:
    return hands.pick([row.code for row in hands.rows if row.ref == text])


@here.cell("an event's Réf. emptied", EV.REF, EVENTS, lossy=True)
def event_no_ref(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("day and month of an event's date exchanged", EV.DEBUT, EVENTS)
def event_exchanged(hands: Hands, text: str) -> Entry:
    day = day_of(text)
    if day is None or day.day > 12 or day.day == day.month:
        return None
    return day.replace(day=day.month, month=day.day)


@here.cell("an event in another century or year", EV.DEBUT, EVENTS)
def event_year(hands: Hands, text: str) -> Entry:
    day = day_of(text)
    return None if day is None else day.replace(year=hands.chance.choice([2205, 2052, 1925, 2015]))


@here.cell("an event's date that there is not", EV.DEBUT, EVENTS)
def event_impossible(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["31/04/2025", "30/02/2025", "le 14"])


@here.cell("an event that ends before it begins", EV.FIN, EVENTS, lossy=True)
def event_end(hands: Hands, text: str) -> Entry:
    return Typed(date(2025, 1, 2), 14)


@here.cell("the end of an event typed as a number of days", EV.FIN, EVENTS, lossy=True)
def event_days(hands: Hands, text: str) -> Entry:
    days: tuple[Entry, ...] = (2, "2 jours")
    return hands.chance.choice(days) if text else None


@here.cell("a précision in other letters or in the plural", EV.PRECISION, EVENTS)
def precision_case(hands: Hands, text: str) -> Entry:
    wrong = [text.title(), text.upper(), text + "s", text + " "]
    return hands.chance.choice(wrong) if text else None


@here.cell("another word for oui in Confirmé", EV.CONFIRME, EVENTS)
def confirmed_word(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["OK", "x", "O", "Oui !", "1"]) if text == "oui" else None


@here.cell("the number of a theme turned into text", TH.NUMERO, THEMES)
def theme_text(hands: Hands, text: str) -> Entry:
    return hands.chance.choice([text, f"n°{text}", f"{text}."]) if text else None


@here.cell("a theme's key run together", TH.CLE, THEMES)
def theme_together(hands: Hands, text: str) -> Entry:
    sign = hands.chance.choice(["", "-", "  "])
    return text.replace(" ", sign) if text.startswith("Deal") else None


@here.cell("the key of another theme pasted", TH.CLE, THEMES, lossy=True)
def theme_pasted(hands: Hands, text: str) -> Entry:
    return hands.pick([key for key in ("Deal 1", "Deal 5", "Montagne") if key != text])


@here.cell("the title of a theme emptied", TH.INTITULE, THEMES, lossy=True)
def theme_no_title(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("aliases of a theme with commas between", TH.ALIAS, THEMES)
def theme_alias(hands: Hands, text: str) -> Entry:
    return text.replace("; ", hands.chance.choice([", ", " / "])) if "; " in text else None


@here.cell("a territory's borders in words or the other way round", TE.FRONTIERES, TERRITORIES)
def territory_border(hands: Hands, text: str) -> Entry:
    found = re.fullmatch(r"FR-([A-Z]{2})", text)
    if found is None:
        return None
    return hands.chance.choice(["{}-FR", "FR/{}", "FR{}", "FR {}", "{}"]).format(found[1])


@here.cell("a word after the number of jetons of a service", JE.NOMBRE, SERVICES)
def service_words(hands: Hands, text: str) -> Entry:
    return text + hands.chance.choice([" jetons", " j.", " (min.)"]) if text else None


@here.cell("a number of jetons that cannot be", JE.NOMBRE, SERVICES, lossy=True)
def service_number(hands: Hands, text: str) -> Entry:
    return hands.chance.choice([-int(text), int(text) + 0.5, int(text) * 1000]) if text else None


@here.cell("the key of another service pasted", JE.CLE, SERVICES, lossy=True)
def service_key(hands: Hands, text: str) -> Entry:
    return "J1" if text != "J1" else "J2"


@here.cell("a request's state without accents or in capitals", SU.ETAT, REQUESTS)
def request_state(hands: Hands, text: str) -> Entry:
    bare = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()
    return hands.chance.choice([bare, bare.upper(), text.title()]) if text else None


@here.cell("another word for a request's state", SU.ETAT, REQUESTS, lossy=True)
def request_word(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["ok", "validé", "en attente", "utilisé", "annulé"])


@here.cell("jetons of a request in words", SU.JETONS, REQUESTS)
def request_words(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["deux", "2 jetons", "2j", "1+1"]) if text == "2" else None


@here.cell("the jetons of a request emptied", SU.JETONS, REQUESTS, lossy=True)
def request_none(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("the key of another member pasted", AD.CLE, MEMBERS, lossy=True)
def member_key(hands: Hands, text: str) -> Entry:
    return "ADH-03" if text != "ADH-03" else "ADH-04"


@here.cell("a member's key in another form", AD.CLE, MEMBERS)
def member_form(hands: Hands, text: str) -> Entry:
    return hands.chance.choice([text.lower(), text.replace("-", ""), text.replace("-0", "-")])


@here.cell("a member's name emptied", AD.NOM, MEMBERS, lossy=True)
def member_no_name(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("a member's themes with commas or by number", AD.THEMES, MEMBERS)
def member_themes(hands: Hands, text: str) -> Entry:
    if ";" not in text:
        return None
    return hands.chance.choice([text.replace(";", ","), text.replace("Deal ", "")])


@here.cell("a member's theme with a slip", AD.THEMES, MEMBERS)
def member_theme_typo(hands: Hands, text: str) -> Entry:
    changed = text.replace("Montagne", "Montange").replace("Deal", "Dael")
    return changed if changed != text else None


@here.cell("a member's jetons with a word", AD.JETONS, MEMBERS)
def member_jetons(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["dix", "10 jetons", "10,0", "10 "]) if text == "10" else None


@here.slip("the addresses of the contacts sorted alone", "table", lossy=True)
def addresses_sorted(hands: Hands) -> str | None:
    return column_sorted(hands, CO.EMAIL, CONTACTS)


@here.cell("an address without its at sign", CO.EMAIL, CONTACTS)
def mail_at(hands: Hands, text: str) -> Entry:
    return text.replace("@", hands.chance.choice(["", "à", "(at)", "@@"])) if "@" in text else None


@here.cell("two addresses in one cell", CO.EMAIL, CONTACTS, lossy=True)
def mail_two(hands: Hands, text: str) -> Entry:
    return text + hands.chance.choice(["; ", ", ", " / ", "\n"]) + "accueil@example.org"


@here.cell("an address pasted with its name or its link", CO.EMAIL, CONTACTS)
def mail_name(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["mailto:{}", "Camille <{}>", "<{}>", "{};"]).format(text)


@here.cell("an accent in an address", CO.EMAIL, CONTACTS)
def mail_accent(hands: Hands, text: str) -> Entry:
    return text.replace("e", "é", 1) if "e" in text else None


@here.cell("an address emptied", CO.EMAIL, CONTACTS, lossy=True)
def mail_emptied(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("Envoi in other letters", CO.ENVOI, CONTACTS)
def envoi_case(hands: Hands, text: str) -> Entry:
    return hands.pick({"À": ["A", "à", "a"], "Cc": ["CC", "cc"]}.get(text, []))


@here.cell("a contact's member emptied", CO.ADHERENT, CONTACTS, lossy=True)
def contact_nobody(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("another member filled down over a contact's", CO.ADHERENT, CONTACTS, lossy=True)
def contact_filled(hands: Hands, text: str) -> Entry:
    names = ("Espace Mont-Blanc", "Université de Strasbourg")
    return hands.pick([name for name in names if name != text])


@here.slip("the year of the programme typed wrong", "table")
def year(hands: Hands) -> str | None:
    wrong: tuple[Entry, ...] = (2052, 202, "2025 ", "deux mille 25")
    return parameter(hands, "année", hands.chance.choice(wrong))


@here.slip("the language of the settings in words", "table")
def settings_language(hands: Hands) -> str | None:
    return parameter(hands, "langue", hands.chance.choice(["français", "FR", "fr "]))


@here.cell("the key of a setting typed over", "Clé", SETTINGS)
def setting_key(hands: Hands, text: str) -> Entry:
    return swapped_letters(hands, text)


@here.slip("a value of a drop-down's list typed over", "table", lossy=True)
def list_value(hands: Hands) -> str | None:
    lists = [
        *((one.table, one.column) for one in (layout.ETATS, layout.PORTEES)),
        (layout.FRONTIERES.name, layout.FrontiereColumn.CODE),
    ]
    for table, column in hands.mixed(lists):
        number = hands.pick(hands.numbers(table))
        if number is not None:
            old = hands.read(number, column, table) or ""
            new = hands.chance.choice([old.upper() + " ", old + "s", "Autre"])
            return hands.write(number, column, new, table)
    return None


@here.slip("a row of a register deleted that others name", "table", lossy=True)
def register_deleted(hands: Hands) -> str | None:
    for name in hands.mixed([MEMBERS, THEMES, SERVICES]):
        number = hands.pick(hands.numbers(name))
        if number is not None and hands.delete(number, 1, name):
            return f"row {number} of {name} deleted"
    return None
