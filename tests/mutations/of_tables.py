"""Defects of the other tables, and of the table itself."""

from __future__ import annotations

from datetime import date

from motxl.a1 import to_a1
from motxl.ooxml.values import Value
from motxl.programme.adoption import fingerprint_of
from motxl.programme.model import AXE, LABEL
from motxl.template import layout
from tests.mutations.defects import Scene, defect
from tests.mutations.editing import compute, hide_rows, merge, rename_column, set_value, table_of

_EVENTS, _MEMBERS, _CONTACTS = layout.EVENEMENTS.name, layout.ADHERENTS.name, layout.CONTACTS.name
_SERVICES, _MOVES = layout.JETONS.name, layout.SUIVI_JETONS.name


def _row(scene: Scene, table: str) -> int:
    found = table_of(scene.workbook, table)
    return scene.chance.randint(found.first_data_row, found.last_data_row)


def _append(scene: Scene, table: str, values: dict[str, Value]) -> None:
    found = table_of(scene.workbook, table)
    found.insert_rows(found.last_data_row + 1, [[values.get(name) for name in found.columns]])


def _misspelled(name: str) -> str:
    at = len(name) // 2
    return name[:at] + name[at + 1 :]


@defect("JET201")
def a_service_that_lost_its_ref(scene: Scene) -> int:
    set_value(scene.workbook, _row(scene, _SERVICES), "Réf.", None, _SERVICES)
    return 0


@defect("JET201")
def a_new_reference_to_jetons(scene: Scene) -> int:
    entry = scene.entry(lambda e: not e.references(scene.programme.themes))
    sheet = table_of(scene.workbook).sheet
    end = len(entry.label)
    words = " (lien avec les jetons)"
    sheet.replace_text((entry.row, 2), end, end, words)
    sheet.set_colour((entry.row, 2), end, end + len(words), None)
    sheet.set_colour((entry.row, 2), end + 2, end + len(words) - 1, "0070C0")
    return entry.row


@defect("JET202")
def more_jetons_than_there_are(scene: Scene) -> int:
    set_value(
        scene.workbook, _row(scene, _MOVES), "Jetons", scene.chance.choice([11, 15, 100]), _MOVES
    )
    return 0


@defect("JET203")
def a_member_misspelled_in_a_request(scene: Scene) -> int:
    row = _row(scene, _MOVES)
    assert scene.programme.registers.moves is not None
    move = next(m for m in scene.programme.registers.moves if m.row == row)
    set_value(scene.workbook, row, "Adhérent", _misspelled(move.member), _MOVES)
    return 0


@defect("JET203")
def a_service_that_does_not_exist(scene: Scene) -> int:
    set_value(scene.workbook, _row(scene, _MOVES), "Prestation", "J99", _MOVES)
    return 0


@defect("MEM501")
def a_member_misspelled_in_the_contacts(scene: Scene) -> int:
    row = _row(scene, _CONTACTS)
    assert scene.programme.registers.contacts is not None
    contact = next(c for c in scene.programme.registers.contacts if c.row == row)
    set_value(scene.workbook, row, "Adhérent", _misspelled(contact.member), _CONTACTS)
    return 0


@defect("MEM502")
def a_member_copied(scene: Scene) -> int:
    assert scene.programme.registers.members is not None
    member = scene.chance.choice(scene.programme.registers.members.rows)
    _append(scene, _MEMBERS, {"Clé": member.key, "Nom": member.name, "Langue": "fr"})
    return 0


@defect("MEM502")
def a_key_given_twice(scene: Scene) -> int:
    assert scene.programme.registers.members is not None
    one, other = scene.chance.sample(list(scene.programme.registers.members.rows), 2)
    named = {k for e in scene.programme.entries for k in e.text("Adhérents concernés").split("; ")}
    if one.key in named:
        for entry in scene.programme.entries:  # they name it by its name then
            if one.key in entry.text("Adhérents concernés").split("; "):
                text = entry.text("Adhérents concernés").replace(one.key, one.name)
                set_value(scene.workbook, entry.row, "Adhérents concernés", text)
    set_value(scene.workbook, one.row, "Clé", other.key, _MEMBERS)
    return 0


@defect("MEM503")
def an_address_that_is_none(scene: Scene) -> int:
    row = _row(scene, _CONTACTS)
    assert scene.programme.registers.contacts is not None
    email = next(c for c in scene.programme.registers.contacts if c.row == row).email
    wrong = scene.chance.choice(
        [
            email.replace("@", ""),
            email.replace(".org", ""),
            f"{email}; x@example.org",
            email.replace("@", " @"),
            "é" + email,
        ]
    )
    set_value(scene.workbook, row, "E-mail", wrong, _CONTACTS)
    return 0


@defect("MEM504")
def a_contact_that_gets_nothing(scene: Scene) -> int:
    row = _row(scene, _CONTACTS)
    column, value = scene.chance.choice([("Envoi", None), ("Envoi", "Cc"), ("E-mail", None)])
    set_value(scene.workbook, row, column, value, _CONTACTS)
    return 0


@defect("MEM506")
def a_member_that_nothing_concerns(scene: Scene) -> int:
    _append(
        scene,
        _MEMBERS,
        {"Clé": "ADH-99", "Nom": "Conseil départemental des Ardennes", "Langue": "fr"},
    )
    _append(
        scene, _CONTACTS,
        {"Adhérent": "ADH-99", "Nom": "Durand", "E-mail": "durand@example.org", "Envoi": "À"},
    )  # fmt: skip
    return 0


@defect("MEM507")
def an_answer_that_is_none(scene: Scene) -> int:
    word = scene.chance.choice(["nno", "oui ?", "peut-être", "sorti"])
    row = _row(scene, _MEMBERS)
    set_value(scene.workbook, row, "Adhérent en cours", word, _MEMBERS)
    return 0


@defect("MEM507")
def a_border_of_a_member_that_is_none(scene: Scene) -> int:
    assert scene.programme.registers.members is not None
    member = scene.chance.choice(scene.programme.registers.members.rows)
    wrong = scene.chance.choice(["FR-XX", "Alpes", "FR"])
    borders = "; ".join((*member.borders, wrong))
    set_value(scene.workbook, member.row, "Frontières", borders, _MEMBERS)
    return 0


@defect("MEM507")
def a_language_or_number_that_is_none(scene: Scene) -> int:
    column, value = scene.chance.choice(
        [("Langue", "franglais"), ("Langue", "xx"), ("Jetons attribués", "dix")]
    )
    set_value(scene.workbook, _row(scene, _MEMBERS), column, value, _MEMBERS)
    return 0


@defect("MEM508")
def an_alias_of_two_that_is_used(scene: Scene) -> int:
    assert scene.programme.registers.members is not None
    for member in scene.chance.sample(list(scene.programme.registers.members.rows), 2):
        aliases = "; ".join((*member.aliases, "Conseil"))
        set_value(scene.workbook, member.row, "Alias", aliases, _MEMBERS)
    _append(
        scene, _CONTACTS,
        {"Adhérent": "Conseil", "Nom": "Durand", "E-mail": "durand@example.org", "Envoi": "Cc"},
    )  # fmt: skip
    return 0


@defect("STR709")
def a_scope_that_is_none(scene: Scene) -> int:
    row = scene.entry().row
    word = scene.chance.choice(["Ciblé", "Cibles", "certains", "Tout", "Tous ?"])
    set_value(scene.workbook, row, "Portée", word)
    return row


@defect("STR709")
def a_state_that_is_none(scene: Scene) -> int:
    row = scene.entry().row
    word = scene.chance.choice(["Terminé", "En cour", "fait", "À lancer ?"])
    set_value(scene.workbook, row, "État d'avancement", word)
    return row


@defect("STR709")
def a_type_of_members_that_is_none(scene: Scene) -> int:
    word = scene.chance.choice(["Départements", "Canton", "Regoin"])
    set_value(scene.workbook, _row(scene, _MEMBERS), "Type", word, _MEMBERS)
    return 0


@defect("JET204")
def a_state_of_a_request_that_is_none(scene: Scene) -> int:
    word = scene.chance.choice(["promis", "réservée", "consomé", None])
    set_value(scene.workbook, _row(scene, _MOVES), "État", word, _MOVES)
    return 0


@defect("JET204")
def a_cell_of_a_request_that_is_none(scene: Scene) -> int:
    column, value = scene.chance.choice(
        [("Jetons", "deux"), ("Jetons", -3), ("Date", "au printemps"), ("Réf.", "2025-999")]
    )
    set_value(scene.workbook, _row(scene, _MOVES), column, value, _MOVES)
    return 0


@defect("JET205")
def a_service_of_no_row(scene: Scene) -> int:
    _append(
        scene, _SERVICES,
        {"Clé": "J9", "Prestation": "Traduction", "Réf.": scene.chance.choice(["2025-999", "abc"])},
    )  # fmt: skip
    return 0


@defect("REF110")
def a_theme_of_a_member_that_is_none(scene: Scene) -> int:
    row = _row(scene, _MEMBERS)
    assert scene.programme.registers.members is not None
    member = next(m for m in scene.programme.registers.members if m.row == row)
    wrong = scene.chance.choice(["Deal 44", "Montagn", "Forêt"])
    set_value(scene.workbook, row, "Thèmes", "; ".join((*member.themes, wrong)), _MEMBERS)
    return 0


@defect("REF110")
def another_theme_that_is_none(scene: Scene) -> int:
    row = scene.entry().row
    wrong = scene.chance.choice(["Deal 14", "Montagn", "Forêt"])
    set_value(scene.workbook, row, "Autres thèmes", f"Montagne; {wrong}")
    return row


@defect("DAT601")
def an_event_of_another_year(scene: Scene) -> int:
    year = scene.chance.choice([2015, 2024, 2026])
    set_value(scene.workbook, _row(scene, _EVENTS), "Début", date(year, 5, 6), _EVENTS)
    return 0


@defect("DAT602")
def a_date_as_text(scene: Scene) -> int:
    text = scene.chance.choice(
        ["6 mars 2025", "06/03/2025", "au printemps", "mars", "6 et 7 mars 2025"]
    )
    column = scene.chance.choice(["Début", "Fin"])
    set_value(scene.workbook, _row(scene, _EVENTS), column, text, _EVENTS)
    return 0


@defect("DAT603")
def an_event_of_no_row(scene: Scene) -> int:
    ref = scene.chance.choice(["2025-999", "2024-001", None, "Forum"])
    set_value(scene.workbook, _row(scene, _EVENTS), "Réf.", ref, _EVENTS)
    return 0


@defect("DAT604")
def an_event_that_ends_before_it_begins(scene: Scene) -> int:
    set_value(scene.workbook, _row(scene, _EVENTS), "Fin", date(2025, 1, 2), _EVENTS)
    return 0


@defect("STR701")
def a_column_renamed(scene: Scene) -> int:
    name = scene.chance.choice(["Frontière", "Pilote", "Portée", "Bilan", "Calendrier"])
    rename_column(scene.workbook, name, scene.chance.choice([name + "s", name[:-1]]))
    return 0


@defect("STR702", moves_rows=True)
def page_headers_pasted_along(scene: Scene) -> int:
    table = table_of(scene.workbook)
    header: list[Value] = [
        "Axe",
        "PROGRAMME DE TRAVAIL DE LA MOT 2025",
        *[None] * (len(table.columns) - 2),
    ]
    rows = sorted({scene.entry().row for _ in range(3)}, reverse=True)
    for row in rows:
        table.insert_rows(row, [header])
    return rows[0]


@defect("STR703", moves_rows=True)
def a_blank_row(scene: Scene) -> int:
    table = table_of(scene.workbook)
    row = scene.entry().row
    table.insert_rows(row, [[None] * len(table.columns)] * scene.chance.choice([1, 2]))
    return row


@defect("STR704")
def merged_cells(scene: Scene) -> int:
    row = scene.entry(lambda e: e.row < 130).row
    merge(scene.workbook, row, 9, scene.chance.choice([2, 3]))
    return row


@defect("STR705")
def a_text_that_is_computed(scene: Scene) -> int:
    entry = scene.entry(lambda e: not e.references(scene.programme.themes))
    compute(scene.workbook, entry.row, scene.programme.columns[LABEL], entry.label)
    return entry.row


@defect("STR705")
def a_code_that_is_computed(scene: Scene) -> int:
    entry = scene.entry()
    compute(scene.workbook, entry.row, scene.programme.columns[AXE], entry.code_text)
    return entry.row


@defect("STR706")
def hidden_rows(scene: Scene) -> int:
    rows = sorted({scene.entry().row for _ in range(4)})
    hide_rows(scene.workbook, rows)
    return rows[0]


@defect("STR708")
def a_row_typed_below_the_table(scene: Scene) -> int:
    table = table_of(scene.workbook)
    row = table.last_data_row + scene.chance.choice([1, 2])
    table.sheet.set_value(to_a1(row, 1), "3.4.2")
    table.sheet.set_value(to_a1(row, 2), "Une action de plus")
    return table.last_data_row


def _adopt(scene: Scene) -> None:
    """Freeze the clean text, as ``motxl freeze`` does, without a copy."""
    text = fingerprint_of(scene.programme)
    row: dict[str, Value] = {"Date": date(2025, 3, 12), "État": "adopté", "Empreinte": text}
    _append(scene, layout.VERSIONS.name, row)


@defect("VER801")
def a_word_more_in_an_adopted_text(scene: Scene) -> int:
    _adopt(scene)
    entry = scene.action(scene.is_plain)
    end = len(entry.label)
    table_of(scene.workbook).sheet.replace_text((entry.row, 2), end, end, " bis")
    return entry.row


@defect("VER801")
def an_adopted_text_without_an_accent(scene: Scene) -> int:
    _adopt(scene)
    entry = scene.action(lambda one: scene.is_plain(one) and "é" in one.label)
    at = entry.label.index("é")
    table_of(scene.workbook).sheet.replace_text((entry.row, 2), at, at + 1, "e")
    return entry.row
