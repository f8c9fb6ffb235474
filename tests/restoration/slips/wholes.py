"""Headers, sheets, tables and the workbook as a whole."""

from __future__ import annotations

from tests.restoration.hands import Hands
from tests.restoration.slips.making import (
    AD,
    CO,
    CONTACTS,
    EV,
    EVENTS,
    MEMBERS,
    REQUESTS,
    SU,
    TERRITORIES,
    TH,
    THEMES,
    C,
    Origin,
    rows_above,
)

here = Origin()


@here.slip("the header Axe typed over", "workbook")
def header_axe(hands: Hands) -> str | None:
    return hands.rename_header(C.AXE, hands.chance.choice(["Axes", "Code", "AXE", "N°", "Axe "]))


@here.slip("the header Type translated or made longer", "workbook")
def header_type(hands: Hands) -> str | None:
    return hands.rename_header(C.TYPE, hands.chance.choice(["Type de ligne", "Types", "Nature"]))


@here.slip("another header in the plural or singular", "workbook")
def header_plural(hands: Hands) -> str | None:
    names = {
        C.FRONTIERE: "Frontières",
        C.ADHERENTS: "Adhérent concerné",
        C.PILOTE: "Pilotes",
        C.ETAT: "État d’avancement",
        C.PORTEE: "Portee",
    }
    old = hands.pick(list(names))
    return None if old is None else hands.rename_header(old, names[old])


@here.slip("two headers exchanged, the columns below left", "workbook", lossy=True)
def headers_exchanged(hands: Hands) -> str | None:
    first, second = hands.chance.choice([(C.PORTEE, C.FRONTIERE), (C.TYPE, C.PILOTE)])
    if hands.column(first) is None or hands.column(second) is None:
        return None
    sheet, place, found = hands.sheet, hands.column(first), hands.table()
    if sheet is None or place is None or found is None:
        return None
    hands.rename_header(first, "_")
    hands.rename_header(second, first)
    hands.rewrite(found.part_name, b' name="_"', f' name="{second}"'.encode())
    hands.refresh()
    hands.type_header(sheet, (found.ref.first_row, place), second)
    return f"the headers {first} and {second} exchanged"


@here.slip("a header of a register typed over", "workbook")
def header_register(hands: Hands) -> str | None:
    new = {
        MEMBERS: (AD.NOM, "Nom de l'adhérent"),
        CONTACTS: (CO.EMAIL, "Mail"),
        EVENTS: (EV.DEBUT, "Date de début"),
        THEMES: (TH.NUMERO, "No"),
        REQUESTS: (SU.JETONS, "Nb jetons"),
    }
    table = hands.pick(list(new))
    return None if table is None else hands.rename_header(*new[table], table)


@here.slip("a register's table made an ordinary range", "workbook")
def no_register(hands: Hands) -> str | None:
    name = hands.pick([MEMBERS, CONTACTS, THEMES, EVENTS, TERRITORIES])
    return None if name is None else hands.forget_table(name)


@here.slip("the workbook switched to the dates of old Macs", "workbook", lossy=True)
def old_mac(hands: Hands) -> str | None:
    part = hands.workbook.part_name
    done = hands.rewrite(part, rb"<workbookPr(?![^>]*date1904)", b'<workbookPr date1904="1"')
    if not done:
        done = hands.rewrite(part, rb'date1904="(?:0|false)"', b'date1904="1"')
    return "the date system 1904" if done else None


@here.slip("the title of the programme left at another year", "workbook")
def title_year(hands: Hands) -> str | None:
    place = hands.workbook.named_cell("titre")
    if place is None:
        return None
    old = place.sheet.cell((place.row, place.column))
    if old is None or not old.text:
        return None
    return hands.put(place.sheet, (place.row, place.column), old.text.replace("2025", "2024"))


@here.slip("a named cell that the workbook counts on deleted", "workbook")
def name_deleted(hands: Hands) -> str | None:
    name = hands.chance.choice(["titre", "couleur_themes", "couleur_jetons", "annee", "version"])
    done = hands.rewrite(
        hands.workbook.part_name,
        rb'<definedName name="%b"[^>]*>.*?</definedName>' % name.encode(),
        b"",
    )
    return f"the name {name} deleted" if done else None


@here.slip("two title rows inserted above the headers", "workbook")
def titles_above(hands: Hands) -> str | None:
    found, sheet = hands.table(), hands.sheet
    if found is None or sheet is None:
        return None
    return rows_above(hands, 2, "Document de travail – ne pas diffuser")


@here.slip("the whole programme typed with a Mac's no-break spaces for spaces", "workbook")
def all_no_break(hands: Hands) -> str | None:
    some = [row for row in hands.rows if " " in row.label]
    done = [hands.write(row.number, C.LABEL, row.label.replace(" ", "\u00a0")) for row in some]
    return f"{len(done)} labels with no-break spaces" if done else None


@here.slip("the colour of the themes changed to that of the jetons", "workbook")
def colours_alike(hands: Hands) -> str | None:
    first = hands.workbook.named_cell("couleur_themes")
    second = hands.workbook.named_cell("couleur_jetons")
    if first is None or second is None:
        return None
    style = second.sheet.style_of((second.row, second.column))
    first.sheet.set_style((first.row, first.column), style)
    return "couleur_themes filled as couleur_jetons"
