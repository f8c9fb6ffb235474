"""What hands do to the workbook's cells in Excel without meaning it.

A function makes the slip (``i`` says to whom, ``j`` how), and puts the workbook right beforehand
where the slip needs a row to be so. What was meant stays in the workbook: a slip must give nobody
words that are not its own. The promise lets these out all the same, and nothing else:

- *What a member asked jetons for (Suivi jetons: its Réf. …) | that member* (docs/extracts.md): a
  Réf. of another row that stands in Suivi jetons, alone of its kind, opens that row to the member.
- *The line has Portée Tous … of everyone* (docs/extracts.md): Tous that stands in a row's own cell,
  readable and alone, is for all; so is *an empty Portée … that of the heading above* (there too),
  for a row that itself points to nobody, and for one that names somebody where no former extract
  in the folder can say that its own cell was Ciblée.
- *Members are the same from one run to the next only when key and name agree* (DESIGN 9), and
  *that somebody had an extract … is said, as far as this computer knows* (docs/mail.md): whose an
  address, a name or a Réf. was before is known only to a record or a manifest that has it. Without
  one the workbook is all that there is, and is believed. So are values that changed places in
  cells that were others when they were last extracted in that folder (docs/extracts.md).
- *An address that stands for several members is shown too, and the exit code is 1*
  (docs/mail.md): that is sent, as long as the run ends with 1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.adversary import edits
from tests.adversary.cells import ERRORS, Sheets, Unread
from tests.adversary.workbook import ALL, BORDERS, Contact, Member, Row, Slip, Workbook, normal

Slipping = Callable[[Workbook, int, int], Slip | None]
Cells = dict[str, Any]
_EMPTY = (None, " ", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}")


def _unread(number: int) -> Unread:
    return Unread(edits.at(ERRORS, number))


def _confidential(book: Workbook, i: int, place: str = "", portee: str = "Ciblée") -> Row | None:
    """A row that names its member, and nobody else, under such a heading."""
    names = {one.organisation: one for one in book.members if one.active}
    rows = [one for one in book.rows if one.canary and one.owner in names]
    if not rows:
        return None
    row = edits.at(rows, i)
    row.named, row.place, row.portee, row.border = names[row.owner].name, place, portee, ""
    return row if book.surely(row.named) else None


def _common(book: Workbook, i: int) -> Row | None:
    rows = [one for one in book.rows if not one.canary]
    if not rows:
        edits.add_common(book, 0, i)
        rows = [one for one in book.rows if not one.canary]
    if not rows:
        return None
    row = edits.at(rows, i)
    row.place, row.portee, row.border = "open", "Tous", ""
    return row


def _pair(book: Workbook, i: int, j: int) -> tuple[Member, Member] | None:
    """Two members whom the directory knows."""
    found = [one for one in book.members if one.active and edits._of(book, one, 0)]
    if len(found) < 2:
        return None
    one = edits.at(found, i)
    return one, edits.at([other for other in found if other is not one], j)


def _cell(table: str, which: Callable[[Cells], bool], column: str, value: Any) -> Any:
    def hand(sheets: Sheets) -> None:
        for row in sheets.tables[table]:
            if which(row):
                row[column] = value

    return hand


def _of_row(ref: str) -> Callable[[Cells], bool]:
    return lambda row: row["Réf."] == ref


# 1. Cells that cannot be read


def unread_portee(book: Workbook, i: int, j: int) -> Slip | None:
    row = _confidential(book, i, edits.at(("open", "", "closed"), j))
    if row is None:
        return None
    value = _unread(i + j)
    hand = _cell("tblProgramme", _of_row(row.code), "Portée", value)
    return Slip("Portée that cannot be read", f"Portée of row {row.ref} is {value}", hand, True)


def unread_heading(book: Workbook, i: int, j: int) -> Slip | None:
    row = _confidential(book, i, "own")
    if row is None:
        return None
    value = _unread(j)
    hand = _cell("tblProgramme", _of_row(f"2025-{600 + row.ref}"), "Portée", value)
    told = f"Portée of the heading of row {row.ref} is {value}"
    return Slip("a heading’s Portée that cannot be read", told, hand, True)


def unread_border(book: Workbook, i: int, j: int) -> Slip | None:
    """The row is targeted by its border alone; nobody else has that."""
    row = _confidential(book, i, portee="")
    if row is None or any(one.canary and one.border in BORDERS[1:] for one in book.rows):
        return None
    for one in book.members:
        if one.organisation == row.owner:
            one.border = "FR-DE"
        elif one.border == "FR-DE":
            one.border = "FR-IT"
    row.named, row.border, value = "", "FR-DE", _unread(j)
    book.tokens = [one for one in book.tokens if one.ref != row.ref]
    hand = _cell("tblProgramme", _of_row(row.code), "Frontière", value)
    return Slip("Frontière that cannot be read", f"that of row {row.ref} is {value}", hand, True)


def unread_named(book: Workbook, i: int, j: int) -> Slip | None:
    row = _confidential(book, i, portee="")
    if row is None:
        return None
    value = _unread(j)
    hand = _cell("tblProgramme", _of_row(row.code), "Adhérents concernés", value)
    told = f"those of row {row.ref} are {value}"
    return Slip("Adhérents concernés that cannot be read", told, hand, True)


def unread_member(book: Workbook, i: int, j: int) -> Slip | None:
    member, value = edits.at(book.members, i), _unread(i // 3)
    column = edits.at(("Clé", "Nom", "Adhérent en cours", "Adhérent en cours"), j)
    if column == "Adhérent en cours":
        member.active = False
    hand = _cell("tblAdherents", lambda row: row["Clé"] == member.key, column, value)
    told = f"{column} of {member.organisation} is {value}"
    return Slip(f"{column} in Adhérents that cannot be read", told, hand, True)


def unread_contact(book: Workbook, i: int, j: int) -> Slip | None:
    if not book.contacts:
        return None
    one, value = edits.at(book.contacts, i), _unread(i // 3)
    column = edits.at(("Adhérent", "E-mail", "Envoi"), j)
    email = one.email
    hand = _cell("tblContacts", lambda row: row["E-mail"] == email, column, value)
    told = f"{column} of {email} is {value}"
    return Slip(f"{column} in Contacts that cannot be read", told, hand, True)


# 2. and 3. Rows and headings that are elsewhere, or lost


def moved(book: Workbook, i: int, j: int) -> Slip | None:
    """Cut and pasted under another heading, its code left as it was."""
    row = _confidential(book, i, edits.at(("own", "closed"), j), "")
    if row is None or _common(book, j) is None:
        return None
    below, order = edits.at(("2025-813", "2025-810", ""), i + j // 2), j % 3

    def hand(sheets: Sheets) -> None:
        found, target = sheets.row(row.code), sheets.row(below)
        if found is None:
            return
        rows = sheets.programme
        del rows[next(number for number, one in enumerate(rows) if one is found)]
        after = [number for number, one in enumerate(rows, 1) if one is target]
        rows.insert(after[0] if after else len(rows), found)
        for number, one in enumerate(rows, 1):
            one["Ordre"] = (one["Ordre"], number, None)[order]

    where = {"2025-813": "under a heading for all", "": "at the end"}.get(below, "under another")
    ordre = ("kept", "renumbered", "emptied")[order]
    return Slip("a row that was moved", f"row {row.ref} {where}, Ordre {ordre}", hand)


def heading_lost(book: Workbook, i: int, j: int) -> Slip | None:
    row = _confidential(book, i, edits.at(("own", "own", "closed"), i), "")
    if row is None or _common(book, j) is None:
        return None
    way = edits.at(
        ("has Type Action", "is deleted", "is pasted over", "has no code", "has another’s code"), j
    )

    def hand(sheets: Sheets) -> None:
        found = sheets.row(row.code)
        head = sheets.heading(found) if found else None
        other = sheets.row("2025-813")
        if head is None or other is None:
            return
        if way == "has Type Action":
            head["Type"] = "Action"
        elif way == "is deleted":
            sheets.programme[:] = [one for one in sheets.programme if one is not head]
        elif way == "is pasted over":
            head.update(other | {"Ordre": head["Ordre"]})
        else:
            head["Axe"] = None if way == "has no code" else other["Axe"]

    return Slip(f"a heading that {way}", f"that of row {row.ref} {way}", hand)


# 4. Portée emptied under a heading that is for all


def emptied(book: Workbook, i: int, j: int) -> Slip | None:
    row = _confidential(book, i, "open")
    if row is None:
        return None
    value = edits.at(_EMPTY, j)
    hand = _cell("tblProgramme", _of_row(row.code), "Portée", value)
    name = "Portée emptied" if value is None else "Portée that is white space"
    told = f"that of row {row.ref}, under a heading for all, is {value!r}"
    return Slip(name, told, hand, known="manifest")


def merged(book: Workbook, i: int, _j: int) -> Slip | None:
    """Excel keeps what the upper cell said."""
    row = _confidential(book, i, "open")
    if row is None:
        return None

    def hand(sheets: Sheets) -> None:
        found = sheets.row(row.code)
        if found is not None:
            place = next(n for n, one in enumerate(sheets.programme) if one is found)
            found["Portée"] = None
            sheets.merged = [(sheets.programme[max(0, place - 1)], "Portée")]

    return Slip("Portée merged downward", f"onto row {row.ref}", hand)


# 5. Sorted by something else, or one column alone


def sorted_rows(book: Workbook, i: int, j: int) -> Slip | None:
    own, closed = _confidential(book, i, "own"), _confidential(book, i + 1, "closed", "")
    if own is None or closed is None or _common(book, j) is None:
        return None
    column, ordered = edits.at(("Programme de travail", "Frontière", "Portée"), j), i % 2 == 0

    def hand(sheets: Sheets) -> None:
        # As Excel sorts: empty cells are the last.
        sheets.programme.sort(key=lambda row: (not row.get(column), str(row.get(column) or "")))
        for row in sheets.programme:
            row["Ordre"] = row["Ordre"] if ordered else None

    told = f"by {column}, {'with' if ordered else 'without'} Ordre"
    return Slip("the programme sorted", told, hand)


def _alone(rows: list[Cells], column: str) -> None:
    values = sorted((row.get(column) for row in rows), key=lambda one: (not one, str(one or "")))
    for row, value in zip(rows, values, strict=True):
        row[column] = value


def sorted_portee(book: Workbook, i: int, j: int) -> Slip | None:
    if _confidential(book, i, "open") is None or _confidential(book, i + 1, "own") is None:
        return None
    if _common(book, j) is None:
        return None
    book_rows = {one.code: one for one in book.rows}
    opened = book.opened

    def hand(sheets: Sheets) -> None:
        _alone(sheets.programme, "Portée")
        for row in sheets.programme:
            meant = book_rows.get(row["Réf."])
            head = sheets.heading(row) or {}
            points = row.get("Adhérents concernés") or row.get("Frontière")
            inherited = row["Portée"] or (None if points else head.get("Portée") or "Tous")
            if meant is not None and inherited == "Tous":
                for one in filter(None, (meant.canary, meant.event)):
                    opened.setdefault(one, set()).add(ALL)

    return Slip("Portée sorted alone", "", hand, known="manifest")


def sorted_named(book: Workbook, _i: int, _j: int) -> Slip | None:
    def hand(sheets: Sheets) -> None:
        _alone(sheets.programme, "Adhérents concernés")

    return Slip("Adhérents concernés sorted alone", "", hand, known="memory")


def exchanged_named(book: Workbook, i: int, j: int) -> Slip | None:
    """Two rows have one another’s members."""
    rows = [one for one in book.rows if one.named and one.place != "own"]
    if len({normal(one.named) for one in rows}) < 2:
        return None
    one = edits.at(rows, i)
    other = edits.at([row for row in rows if normal(row.named) != normal(one.named)], j)

    def hand(sheets: Sheets) -> None:
        a, b = sheets.row(one.code), sheets.row(other.code)
        if a and b:
            column = "Adhérents concernés"
            a[column], b[column] = b[column], a[column]

    told = f"those of row {one.ref} and of row {other.ref}"
    return Slip("Adhérents concernés exchanged", told, hand, known="memory")


def sorted_aliases(book: Workbook, _i: int, _j: int) -> Slip | None:
    if not any(one.aliases for one in book.members):
        return None

    def hand(sheets: Sheets) -> None:
        _alone(sheets.tables["tblAdherents"], "Alias")

    return Slip("Alias in Adhérents sorted alone", "", hand, known="memory")


def sorted_events(book: Workbook, _i: int, _j: int) -> Slip | None:
    if len([one for one in book.rows if one.event]) < 2:
        return None

    def hand(sheets: Sheets) -> None:
        _alone(sheets.tables["tblEvenements"], "Réf.")

    return Slip("Réf. in Événements sorted alone", "", hand, known="memory")


def sorted_addresses(book: Workbook, _i: int, _j: int) -> Slip | None:
    book.contacts.reverse()

    def hand(sheets: Sheets) -> None:
        _alone(sheets.tables["tblContacts"], "E-mail")

    return Slip("E-mail in Contacts sorted alone", "", hand, known="record")


def sorted_names(book: Workbook, i: int, j: int) -> Slip | None:
    _by_other_names(book, i, j)
    book.members.reverse()

    def hand(sheets: Sheets) -> None:
        _alone(sheets.tables["tblAdherents"], "Nom")

    return Slip("Nom in Adhérents sorted alone", "", hand, known="record")


# 6. Réf.


def copied_ref(book: Workbook, i: int, j: int) -> Slip | None:
    """A row is copied and becomes another one, for all or for another member; its Réf. stays."""
    row = _confidential(book, i, edits.at(("", "own"), j))
    others = [one for one in book.members if row and one.active and one.organisation != row.owner]
    if row is None or not others:
        return None
    row.event = book.secret_day(row.owner)
    other = edits.at(others, j) if j % 3 else None
    canary = book.canary(other.organisation) if other else ""
    name, above = other.name if other else None, i % 2

    def hand(sheets: Sheets) -> None:
        found = sheets.row(row.code)
        if found is not None:
            label = f"A copy {canary}".strip()
            portee = "Ciblée" if other else "Tous"
            made = {"Programme de travail": label, "Portée": portee, "Adhérents concernés": name}
            place = next(n for n, one in enumerate(sheets.programme) if one is found)
            sheets.programme.insert(place + 1 - above * (row.place == ""), found | made)

    whom = f"for {other.organisation}" if other else "for all"
    told = f"row {row.ref} is copied, and the copy is {whom}: {canary}"
    return Slip("two rows with one Réf.", told, hand)


def exchanged_refs(book: Workbook, i: int, j: int) -> Slip | None:
    row, other = _confidential(book, i), _common(book, j)
    if row is None or other is None:
        return None
    row.event = book.secret_day(row.owner)

    def hand(sheets: Sheets) -> None:
        one, two = sheets.row(row.code), sheets.row(other.code)
        if one and two:
            one["Réf."], two["Réf."] = two["Réf."], one["Réf."]

    told = f"those of row {row.ref} and of row {other.ref}"
    return Slip("Réf. of two rows exchanged", told, hand, known="manifest")


def mistyped_ref(book: Workbook, i: int, j: int) -> Slip | None:
    """Documented: the Réf. in Suivi jetons opens the row to the member that asked."""
    row, found = _confidential(book, i), [one for one in book.tokens if book.surely(one.member)]
    if row is None or not found:
        return None
    token = edits.at(found, j)
    member = book.surely(token.member)
    if member:
        for one in filter(None, (row.canary, row.event)):
            book.opened.setdefault(one, set()).add(member.organisation)
    note = token.note
    hand = _cell("tblSuiviJetons", lambda one: one["Note"] == note, "Réf.", row.code)
    return Slip("a mistyped Réf. in Suivi jetons", f"{row.code} instead of {token.ref}", hand)


# 7. Tables


def made_a_range(book: Workbook, i: int, j: int) -> Slip | None:
    table = edits.at(("tblEvenements", "tblSuiviJetons"), j)
    if table == "tblEvenements":
        edits.event(book, i, j)
    if not any(row.event for row in book.rows) if table == "tblEvenements" else not book.tokens:
        return None

    def hand(sheets: Sheets) -> None:
        sheets.ranges.add(table)

    return Slip(f"{table} made a range", "", hand, True)


# 8. Members and contacts


def _by_other_names(book: Workbook, i: int, j: int) -> None:
    """Cells say a name, a key or an alias: what stays where it is when names change places."""
    for member in book.members:
        if j % 3 == 1:
            edits._rename(book, member.name, member.key)
        elif j % 3 == 2:
            member.aliases = member.aliases or [f"Ville de {member.organisation}"]
            for one in book.contacts:
                if normal(one.member) == normal(member.name):
                    one.member = member.aliases[0]
        if i % 2:
            edits._rename(book, member.key, member.name)


def exchanged_names(book: Workbook, i: int, j: int) -> Slip | None:
    pair = _pair(book, i, j)
    if pair is None:
        return None
    _by_other_names(book, i, j)
    names = {pair[0].key: pair[1].name, pair[1].key: pair[0].name}

    def hand(sheets: Sheets) -> None:
        for row in sheets.tables["tblAdherents"]:
            row["Nom"] = names.get(row["Clé"], row["Nom"])

    told = f"{pair[0].organisation}’s and {pair[1].organisation}’s"
    return Slip("names of two members exchanged", told, hand, known="record")


def _contacts(book: Workbook, i: int, j: int) -> tuple[Contact, Contact] | None:
    pair = _pair(book, i, j)
    found = [edits._of(book, one, i) for one in pair] if pair else []
    return (found[0], found[1]) if len(found) == 2 and found[0] and found[1] else None


def moved_address(book: Workbook, i: int, j: int) -> Slip | None:
    pair = _contacts(book, i, j)
    if pair is None:
        return None
    one, other = pair
    emails, back = (one.email, other.email), j % 2

    def hand(sheets: Sheets) -> None:
        for row in sheets.tables["tblContacts"]:
            if row["E-mail"] in emails:
                own = emails.index(row["E-mail"])
                row["E-mail"] = emails[1 - own] if back else emails[0]

    if back:
        told = f"{emails[0]} and {emails[1]} change places"
        return Slip("addresses of two contacts exchanged", told, hand, known="record")
    told = f"{emails[0]} stands for {other.member} too"
    return Slip("an address moved to another contact", told, hand, known="shown")


def attached(book: Workbook, i: int, j: int) -> Slip | None:
    pair = _contacts(book, i, j)
    if pair is None:
        return None
    email, name = pair[0].email, pair[1].member
    hand = _cell("tblContacts", lambda row: row["E-mail"] == email, "Adhérent", name)
    told = f"{email} is {name}’s"
    return Slip("a contact attached to another member", told, hand, known="record")


SLIPS: dict[str, Slipping] = {
    "unread portee": unread_portee, "unread heading": unread_heading,
    "unread border": unread_border, "unread named": unread_named,
    "unread member": unread_member, "unread contact": unread_contact,
    "moved": moved, "heading lost": heading_lost, "emptied": emptied, "merged": merged,
    "sorted named": sorted_named, "exchanged named": exchanged_named,
    "sorted aliases": sorted_aliases, "sorted events": sorted_events,
    "sorted rows": sorted_rows, "sorted portee": sorted_portee,
    "sorted addresses": sorted_addresses, "sorted names": sorted_names,
    "copied ref": copied_ref, "exchanged refs": exchanged_refs, "mistyped ref": mistyped_ref,
    "made a range": made_a_range, "exchanged names": exchanged_names,
    "moved address": moved_address, "attached": attached,
}  # fmt: skip
