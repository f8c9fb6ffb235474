"""The other tables: events, themes, territories, services, requests, members, contacts, settings."""

from __future__ import annotations

from tests.restoration.hands import Entry, Hands
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
    SU,
    TE,
    TERRITORIES,
    TH,
    THEMES,
    VE,
    VERSIONS,
    Origin,
    column_sorted,
    day_of,
    parameter,
    row_twice,
    swapped_letters,
)

here = Origin()


@here.cell("an event's date typed as text", EV.DEBUT, EVENTS)
def event_text(hands: Hands, text: str) -> Entry:
    day = day_of(text)
    form = hands.chance.choice(["{:%d/%m/%Y}", "{:%d.%m.%y}", "{:%Y-%m-%d}", "{:%d/%m/%y}"])
    return None if day is None else form.format(day)


@here.cell("an event's date emptied", EV.DEBUT, EVENTS, lossy=True)
def event_no_date(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("a précision that there is not", EV.PRECISION, EVENTS)
def precision_word(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["semaine", "semestre", "date exacte", "environ"])


@here.slip("an event copied, the copy left", "table")
def event_twice(hands: Hands) -> str | None:
    return row_twice(hands, EVENTS)


@here.cell("a number of another theme typed in the list of themes", TH.NUMERO, THEMES)
def theme_number(hands: Hands, text: str) -> Entry:
    return int(text) % 9 + 1 if text.isdigit() else None


@here.cell("the number of a theme emptied", TH.NUMERO, THEMES)
def theme_no_number(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("two letters swapped in a theme's key", TH.CLE, THEMES)
def theme_key(hands: Hands, text: str) -> Entry:
    return swapped_letters(hands, text)


@here.cell("the family of a theme in a colleague's words", TH.FAMILLE, THEMES)
def family(hands: Hands, text: str) -> Entry:
    if text.startswith("Cross"):
        return hands.chance.choice(["Cross border Deal", "CBD", "cross-border deal", "Deal"])
    return hands.chance.choice(["Thèmes transversaux", "transversal", "Theme transversal"])


@here.cell("the family of a theme emptied", TH.FAMILLE, THEMES)
def no_family(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("a territory's name emptied", TE.NOM, TERRITORIES, lossy=True)
def territory_no_name(hands: Hands, text: str) -> Entry:
    return EMPTIED if text else None


@here.cell("two letters swapped in a territory's name", TE.NOM, TERRITORIES, lossy=True)
def territory_typo(hands: Hands, text: str) -> Entry:
    return swapped_letters(hands, text)


@here.slip("a territory copied, the copy left", "table")
def territory_twice(hands: Hands) -> str | None:
    return row_twice(hands, TERRITORIES)


@here.cell("a service's Réf. of a row that there is not", JE.REF, SERVICES)
def service_ref(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["2025-999", "2024-049", "2.1.1"])


@here.cell("whom a service is open to, in a colleague's words", JE.OUVERTE_A, SERVICES)
def service_open(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["tous les adhérents", "régions", "adh-01 et adh-02"])


@here.cell("a request's date typed as text", SU.DATE, REQUESTS)
def request_date(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["01/02/2025", "1er février", "01.02.25", "févr.-25"])


@here.cell("a request's member with a slip", SU.ADHERENT, REQUESTS)
def request_member(hands: Hands, text: str) -> Entry:
    return swapped_letters(hands, text)


@here.cell("a request's member named by a short name", SU.ADHERENT, REQUESTS)
def request_short(hands: Hands, text: str) -> Entry:
    return text.rsplit(maxsplit=1)[-1] if " " in text else None


@here.cell("the title of the service in place of its key", SU.PRESTATION, REQUESTS)
def request_title(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["Analyse juridique", "note / plaidoyer", "Café transfrontalier"])


@here.cell("a service that there is not in a request", SU.PRESTATION, REQUESTS)
def request_unknown(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["J6", "J", "1", "J-1"])


@here.cell("far too many jetons in a request, or fewer than none", SU.JETONS, REQUESTS)
def request_many(hands: Hands, text: str) -> Entry:
    return hands.chance.choice([22, 200, -2])


@here.slip("a request copied, the copy left", "table")
def request_twice(hands: Hands) -> str | None:
    return row_twice(hands, REQUESTS)


@here.cell("spaces doubled in a member's name", AD.NOM, MEMBERS)
def member_spaces(hands: Hands, text: str) -> Entry:
    return text.replace(" ", "  ", 1) if " " in text else None


@here.cell("two letters swapped in a member's name", AD.NOM, MEMBERS)
def member_typo(hands: Hands, text: str) -> Entry:
    return swapped_letters(hands, text)


@here.cell("a member's country in words", AD.PAYS, MEMBERS)
def member_country(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["France", "fr", "F", "FRA", "Allemagne"])


@here.cell("a member's borders in a colleague's form", AD.FRONTIERES, MEMBERS)
def member_borders(hands: Hands, text: str) -> Entry:
    if not text.startswith("FR-"):
        return None
    return hands.chance.choice([text.replace("-", "/"), text[3:], "DE-FR", f"{text}, FR-CH"])


@here.cell("a member's language in words", AD.LANGUE, MEMBERS)
def member_language(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["français", "FR", "fra", "anglais", "uk"])


@here.cell("another word for oui of a member", AD.EN_COURS, MEMBERS)
def member_current(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["o", "Oui ", "x", "ok", "0", "sorti en 2024"])


@here.cell("the type of a member in a colleague's words", AD.TYPE, MEMBERS)
def member_type(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["CD", "interco", "Departement", "Asso", "EPCI"])


@here.slip("a member copied, the copy left", "table")
def member_twice(hands: Hands) -> str | None:
    return row_twice(hands, MEMBERS)


@here.slip("the names of the members sorted alone", "table", lossy=True)
def members_sorted(hands: Hands) -> str | None:
    return column_sorted(hands, AD.NOM, MEMBERS)


@here.cell("a space or a comma in an address", CO.EMAIL, CONTACTS)
def mail_space(hands: Hands, text: str) -> Entry:
    wrong = [
        text.replace(".", ",", 1),
        text.replace("@", " @"),
        text + " ",
        text.replace(".", " ", 1),
    ]
    return hands.chance.choice(wrong) if "@" in text else None


@here.cell("the end of an address lost", CO.EMAIL, CONTACTS)
def mail_end(hands: Hands, text: str) -> Entry:
    return text.removesuffix(".org") if text.endswith(".org") else None


@here.cell("another word in Envoi", CO.ENVOI, CONTACTS)
def envoi_word(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["oui", "x", "Cci", "copie", "destinataire"])


@here.cell("a contact's member with a slip", CO.ADHERENT, CONTACTS)
def contact_member(hands: Hands, text: str) -> Entry:
    return swapped_letters(hands, text)


@here.cell("a contact's title in a colleague's form", CO.CIVILITE, CONTACTS)
def contact_title(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["Mme.", "Madame", "Mr", "M", "Mlle"])


@here.cell("a contact's language in words or capitals", CO.LANGUE, CONTACTS)
def contact_language(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["Français", "FR", "french", "fr/en", "gb"])


@here.cell("a version's date typed as text", VE.DATE, VERSIONS)
def version_date(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["29/01/2025", "29 janvier", "janv.-25"])


@here.cell("a version's state in another form", VE.ETAT, VERSIONS)
def version_state(hands: Hands, text: str) -> Entry:
    return hands.chance.choice(["publie", "Publié", "validé", "adopte"])


@here.slip("the version's date typed as text", "table")
def version(hands: Hands) -> str | None:
    return parameter(hands, "version", hands.chance.choice(["29/01/25", "29 janvier 2025", "v2"]))


@here.slip("the highest Réf. given made lower", "table")
def highest(hands: Hands) -> str | None:
    return parameter(hands, "dernier numéro de Réf.", hands.chance.choice([13, 137, 0]))


@here.slip("the highest Réf. given emptied or turned into text", "table")
def highest_text(hands: Hands) -> str | None:
    return parameter(
        hands, "dernier numéro de Réf.", hands.chance.choice([EMPTIED, "2025-138", "138"])
    )


@here.slip("the sender's address with a slip", "table")
def sender(hands: Hands) -> str | None:
    wrong = ["programme@example,org", "programme@", "Programme MOT", "programme @example.org"]
    return parameter(hands, "expéditeur", hands.chance.choice(wrong))


@here.slip("a row of a register emptied in the middle", "table", lossy=True)
def register_emptied(hands: Hands) -> str | None:
    for name in hands.mixed([MEMBERS, CONTACTS, EVENTS, THEMES, TERRITORIES]):
        number = hands.pick(hands.numbers(name)[1:-1])
        sheet = hands.sheet_of(name)
        if number is not None and sheet is not None:
            for column in hands.width(name):
                sheet.set_value((number, column), None)
            return f"row {number} of {name} emptied"
    return None
