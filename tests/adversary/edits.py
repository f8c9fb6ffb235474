"""What staff do to the workbook, right and wrong: each a function of the workbook and two numbers.

A function says what it did, or None where it could do nothing. The words of a row stay its owner's:
where an edit makes a row another member's, the row gets new words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.adversary.workbook import (
    BORDERS,
    ENVOIS,
    EXAMPLE_SENDER,
    NO_ADDRESSES,
    NO_BORDERS,
    NO_ENVOIS,
    NO_PORTEES,
    ORGANISATIONS,
    PLACES,
    SENDER,
    Contact,
    Member,
    Row,
    Tokens,
    Workbook,
    normal,
    several,
)

Edit = Callable[[Workbook, int, int], str | None]
T = TypeVar("T")


def at(found: Sequence[T], number: int) -> T:
    return found[number % len(found)]


def _two(book: Workbook, i: int, j: int) -> tuple[Member, Member]:
    one = at(book.members, i)
    others = [other for other in book.members if other is not one]
    return one, at(others, j)


def _words(book: Workbook, row: Row, owner: Member | None) -> None:
    """New words in a row, which are their owner's alone."""
    row.owner = owner.organisation if owner else ""
    row.canary = book.canary(row.owner)
    row.label = f"Only for {owner.organisation}" if owner else "For nobody"
    if row.event:
        row.event = book.secret_day(row.owner)


def _rename(book: Workbook, old: str, new: str) -> None:
    """In every cell that says exactly this."""
    cells: list[Contact | Tokens] = [*book.contacts, *book.tokens]
    for one in cells:
        if normal(one.member) == normal(old):
            one.member = new
    for row in book.rows:
        row.named = "; ".join(
            new if normal(name) == normal(old) else name for name in several(row.named)
        )


def _settle(book: Workbook) -> None:
    """Rows that now point to somebody else get other words: it is what the workbook says."""
    for row in book.rows:
        if not row.canary:
            continue
        meant = {one.organisation for name in several(row.named) for one in book.meant(name)}
        meant |= {
            one.organisation
            for t in book.tokens
            if t.ref == row.ref
            for one in book.meant(t.member)
        }
        if meant and row.owner not in meant:
            sure = [one for one in book.members if one.organisation in meant]
            if len(sure) == 1:
                _words(book, row, sure[0])
            else:
                _words(book, row, None)


# Members


def add_member(book: Workbook, _i: int, j: int) -> str | None:
    if len(book.members) >= 5 or book._made["organisation"] >= len(ORGANISATIONS):
        return None
    organisation = ORGANISATIONS[book.next("organisation") - 1]
    member = Member(
        organisation,
        f"ADH-{book.next('key'):02}",
        f"{organisation} {book.canary(organisation)}",
        border=at(BORDERS, j),
    )
    book.members.append(member)
    book.contacts.append(Contact(member.name, _address(book)))
    return f"{organisation} becomes a member, {member.key}"


def _address(book: Workbook) -> str:
    return f"a{book.next('address')}@ville.test"


def _gone(book: Workbook, member: Member, tidily: bool) -> None:
    book.members.remove(member)
    if tidily:
        names = member.names()
        book.contacts = [one for one in book.contacts if normal(one.member) not in names]
        book.tokens = [one for one in book.tokens if normal(one.member) not in names]
        book.rows = [row for row in book.rows if row.owner != member.organisation]


def remove_member(book: Workbook, i: int, j: int) -> str | None:
    if len(book.members) < 3:
        return None
    member = at(book.members, i)
    _gone(book, member, tidily := j % 2 == 0)
    _settle(book)
    return f"{member.organisation} leaves" + ("" if tidily else ", and is still named everywhere")


def deactivate(book: Workbook, i: int, _j: int) -> str:
    member = at(book.members, i)
    member.active = not member.active
    return f"{member.organisation} is {'a member again' if member.active else 'no member now'}"


def swap_keys(book: Workbook, i: int, j: int) -> str:
    """Consistently: cells that used the keys still mean the same members."""
    one, other = _two(book, i, j)
    _rename(book, one.key, one.name)
    _rename(book, other.key, other.name)
    one.key, other.key = other.key, one.key
    _settle(book)
    return f"{one.organisation} and {other.organisation} exchange their keys"


def swap_names(book: Workbook, i: int, j: int) -> str:
    """Two names change places: who they name changes places with them."""
    one, other = _two(book, i, j)
    for member in (one, other):
        for name in (member.key, *member.aliases):
            _rename(book, name, member.name)
    one.key, other.key = other.key, one.key
    one.aliases, other.aliases = other.aliases, one.aliases
    one.border, other.border = other.border, one.border
    one.active, other.active = other.active, one.active
    a, b = book.members.index(one), book.members.index(other)
    book.members[a], book.members[b] = other, one
    _settle(book)
    return f"the names of {one.organisation} and {other.organisation} change places"


def reuse_key(book: Workbook, i: int, j: int) -> str | None:
    """The key of one who left goes to a new one; j says whether the traces are removed."""
    if book._made["organisation"] >= len(ORGANISATIONS):
        return None
    left = at(book.members, i)
    _gone(book, left, tidily=j % 2 == 0)
    organisation = ORGANISATIONS[book.next("organisation") - 1]
    new = Member(
        organisation, left.key, f"{organisation} {book.canary(organisation)}", border=left.border
    )
    book.members.append(new)
    book.contacts.append(Contact(new.name, _address(book)))
    _settle(book)
    return f"{left.organisation} leaves, {organisation} gets its key {new.key}"


def share_alias(book: Workbook, i: int, j: int) -> str:
    one, other = _two(book, i, j)
    for member in (one, other):
        if "Pays" not in member.aliases:
            member.aliases.append("Pays")
    _settle(book)
    return f"{one.organisation} and {other.organisation} both have the alias Pays"


def alias_of_another(book: Workbook, i: int, j: int) -> str:
    one, other = _two(book, i, j)
    what = at([other.name, other.key], i + j)
    one.aliases.append(what)
    return f"an alias of {one.organisation} is what {other.organisation} is called: {what}"


def rename(book: Workbook, i: int, j: int) -> str:
    member = at(book.members, i)
    old, member.name = member.name, f"{member.organisation} {book.canary(member.organisation)}"
    if everywhere := j % 2 == 0:
        _rename(book, old, member.name)
    _settle(book)
    return f"{member.organisation} has a new name" + ("" if everywhere else ", in Adhérents only")


def same_key(book: Workbook, i: int, j: int) -> str:
    one, other = _two(book, i, j)
    _rename(book, one.key, one.name)
    one.key = other.key
    _settle(book)
    return f"{one.organisation} is given the key that {other.organisation} has"


MEMBERS: dict[str, Edit] = {
    "add member": add_member, "remove member": remove_member, "deactivate": deactivate,
    "swap keys": swap_keys, "swap names": swap_names, "reuse key": reuse_key,
    "share alias": share_alias, "alias of another": alias_of_another, "rename": rename,
    "same key": same_key,
}  # fmt: skip

# Contacts


def change_address(book: Workbook, i: int, _j: int) -> str | None:
    if not book.contacts:
        return None
    one = at(book.contacts, i)
    old, one.email = one.email, _address(book)
    return f"{old} becomes {one.email}"


def contact_by_key(book: Workbook, i: int, _j: int) -> str | None:
    member = at(book.members, i)
    _rename(book, member.name, member.key)
    return f"cells say {member.key} for {member.organisation}"


def contact_by_alias(book: Workbook, i: int, j: int) -> str | None:
    member = at(book.members, i)
    if not member.aliases:
        member.aliases.append(f"Ville de {member.organisation}")
    one = _of(book, member, j)
    if one is None:
        return None
    one.member = member.aliases[0]
    _settle(book)
    return f"the contact of {member.organisation} says {one.member}"


def _of(book: Workbook, member: Member, number: int) -> Contact | None:
    found = [one for one in book.contacts if book.surely(one.member) is member]
    return at(found, number) if found else None


def contact_ambiguous(book: Workbook, i: int, j: int) -> str | None:
    one, other = _two(book, i, j)
    contact = _of(book, one, i)
    if contact is None:
        return None
    share_alias(book, book.members.index(one), j)
    contact.member = "Pays"
    if j % 3:  # nothing looks missing
        book.contacts.append(Contact(one.name, _address(book)))
    return f"{contact.email} is for Pays: {one.organisation} or {other.organisation}"


def contact_misspelt(book: Workbook, i: int, j: int) -> str | None:
    if not book.contacts:
        return None
    one = at(book.contacts, i)
    place = 1 + j % max(1, len(one.member) - 2)
    one.member = one.member[:place] + one.member[place + 1 :]
    return f"the member of {one.email} is misspelt: {one.member}"


def contact_of_another(book: Workbook, i: int, j: int) -> str | None:
    if not book.contacts:
        return None
    one, member = at(book.contacts, i), at(book.members, j)
    one.member = member.name
    return f"{one.email} is now {member.organisation}’s"


def envoi(book: Workbook, i: int, j: int) -> str | None:
    if not book.contacts:
        return None
    one = at(book.contacts, i)
    one.envoi = at((*ENVOIS[1:], *NO_ENVOIS), j)
    return f"Envoi of {one.email} is “{one.envoi}”"


def no_address(book: Workbook, i: int, j: int) -> str | None:
    if not book.contacts:
        return None
    one = at(book.contacts, i)
    old, one.email = one.email, at(NO_ADDRESSES, j)
    return f"{old} becomes “{one.email}”"


def same_address(book: Workbook, i: int, j: int) -> str | None:
    if len(book.contacts) < 2:
        return None
    one, other = at(book.contacts, i), at(book.contacts, j)
    one.email = other.email
    return f"{one.member.split()[0]} has the address of {other.member.split()[0]}, {one.email}"


def add_contact(book: Workbook, i: int, j: int) -> str:
    member = at(book.members, i)
    book.contacts.append(Contact(member.name, _address(book), at(("À", "Cc"), j)))
    return f"{member.organisation} has {book.contacts[-1].email} too, {book.contacts[-1].envoi}"


def remove_contact(book: Workbook, i: int, _j: int) -> str | None:
    if not book.contacts:
        return None
    one = book.contacts.pop(i % len(book.contacts))
    return f"the contact {one.email} is removed"


CONTACTS: dict[str, Edit] = {
    "change address": change_address, "by key": contact_by_key, "by alias": contact_by_alias,
    "ambiguous": contact_ambiguous, "misspelt": contact_misspelt,
    "of another": contact_of_another, "envoi": envoi, "no address": no_address,
    "same address": same_address, "add contact": add_contact, "remove contact": remove_contact,
}  # fmt: skip

# Rows


def add_row(book: Workbook, i: int, j: int) -> str | None:
    if len(book.rows) >= 10:
        return None
    member = at(book.members, i)
    row = Row(book.next("ref"), "", named=at([member.name, member.key], j))
    if book.surely(row.named) is not member:
        return None
    _words(book, row, member)
    book.rows.append(row)
    return f"row {row.ref} is for {member.organisation} alone: {row.canary}"


def add_common(book: Workbook, _i: int, j: int) -> str | None:
    if len(book.rows) >= 10:
        return None
    row = Row(book.next("ref"), f"Common {book._made['ref']}", portee="Tous", border=at(BORDERS, j))
    book.rows.append(row)
    return f"row {row.ref} is for everyone"


def add_for_nobody(book: Workbook, i: int, j: int) -> str | None:
    """What it says of whom it concerns cannot be read, or names nobody."""
    if len(book.rows) >= 10:
        return None
    row = Row(book.next("ref"), "", portee=at(("Ciblée", *NO_PORTEES), i))
    if j % 3 == 1:
        row.portee, row.border = "", at(NO_BORDERS, i)
    elif j % 3 == 2:
        row.portee, row.named = "", f"Nulle-Part {i}"
    _words(book, row, None)
    book.rows.append(row)
    return (
        f"row {row.ref} is for nobody: Portée “{row.portee}”, Frontière “{row.border}”, "
        f"Adhérents concernés “{row.named}”: {row.canary}"
    )


def delete_row(book: Workbook, i: int, _j: int) -> str | None:
    if len(book.rows) < 2:
        return None
    row = book.rows.pop(i % len(book.rows))
    book.tokens = [one for one in book.tokens if one.ref != row.ref]
    return f"row {row.ref} is deleted"


def relabel(book: Workbook, i: int, _j: int) -> str | None:
    row = at(book.rows, i)
    if row.canary:
        row.canary = book.canary(row.owner)
    else:
        row.label = f"Common {row.ref}, reworded {book.next('canary')}"
    return f"row {row.ref} is reworded"


def reword_all(book: Workbook, _i: int, _j: int) -> str:
    """Everybody has something new to read."""
    for row in book.rows:
        if not row.canary:
            row.label = f"Common {row.ref}, reworded {book.next('canary')}"
    return "what is for all is reworded"


def _targeted(book: Workbook, i: int) -> Row | None:
    found = [row for row in book.rows if row.canary]
    return at(found, i) if found else None


def portee(book: Workbook, i: int, j: int) -> str:
    """Never Tous where the words are one member's."""
    row = at(book.rows, i)
    if not row.canary:
        row.portee = at(("Tous", "", *NO_PORTEES), j)
    else:
        pointed = row.named or row.border not in BORDERS
        empty = [""] if pointed and row.place != "open" else []
        row.portee = at(("Ciblée", *empty, *NO_PORTEES), j)
    return f"Portée of row {row.ref} is “{row.portee}”"


def border(book: Workbook, i: int, j: int) -> str:
    row = at(book.rows, i)
    row.border = at(NO_BORDERS if row.canary else (*BORDERS, *NO_BORDERS), j)
    return f"Frontière of row {row.ref} is “{row.border}”"


def named(book: Workbook, i: int, j: int) -> str | None:
    """How a row names its member: well, by an alias that two have, or badly."""
    row = _targeted(book, i)
    owner = next((m for m in book.members if row and m.organisation == row.owner), None)
    if row is None or owner is None:
        return None
    way = j % 6
    if way == 0:
        row.named = owner.name
    elif way == 1:
        row.named = owner.key
    elif way in (2, 3):
        share_alias(book, book.members.index(owner), j)
        row.named = "Pays"
    elif way == 4:
        row.named = owner.name[1:]
    else:
        row.named = f"{owner.name}; Pays"
    _settle(book)
    return f"row {row.ref}, {row.owner or 'nobody'}’s, names “{row.named}”"


def retarget(book: Workbook, i: int, j: int) -> str | None:
    row, member = _targeted(book, i), at(book.members, j)
    if row is None or book.surely(member.name) is not member:
        return None
    book.tokens = [one for one in book.tokens if one.ref != row.ref]
    row.named = member.name
    _words(book, row, member)
    return f"row {row.ref} is now for {member.organisation} alone: {row.canary}"


def tokens(book: Workbook, i: int, j: int) -> str | None:
    """A member asks jetons for a row, under its name, its key or an alias that two have."""
    if len(book.rows) >= 10:
        return None
    member = at(book.members, i)
    names = [member.name, member.key, "Pays"]
    name = at(names, j)
    if name == "Pays":
        share_alias(book, book.members.index(member), j)
    elif book.surely(name) is not member:
        return None
    row = Row(book.next("ref"), "")
    _words(book, row, member)
    book.rows.append(row)
    book.tokens.append(Tokens(name, row.ref, f"note {book.canary('-')}"))
    return f"{member.organisation} asks jetons for row {row.ref} as {name}: {row.canary}"


def event(book: Workbook, i: int, _j: int) -> str | None:
    row = _targeted(book, i)
    if row is None:
        return None
    row.event = book.secret_day(row.owner)
    return f"row {row.ref} has an event on {row.event}"


def place(book: Workbook, i: int, j: int) -> str:
    """The row and its code, under another heading. What the heading says already, the row may
    leave empty; under one that is for all it says that it is not."""
    row = at(book.rows, i)
    row.place = at(PLACES if row.canary else ("", "open"), j)
    if row.canary and row.place == "open" and not row.portee:
        row.portee = "Ciblée"
    elif row.place == "closed" and row.portee == "Ciblée" and j % 2:
        row.portee = ""
    return f"row {row.ref} stands under the heading “{row.place}”"


ROWS: dict[str, Edit] = {
    "add row": add_row, "add common": add_common, "for nobody": add_for_nobody,
    "delete row": delete_row, "relabel": relabel, "reword all": reword_all, "portee": portee,
    "border": border, "named": named, "retarget": retarget, "tokens": tokens, "event": event,
    "place": place,
}  # fmt: skip

# Parameters


def year(book: Workbook, _i: int, _j: int) -> str:
    book.year = 2026 if book.year == 2025 else 2025
    return f"the workbook is of {book.year}"


def version(book: Workbook, _i: int, _j: int) -> str:
    book.day = book.day % 28 + 1
    return f"the version is of {book.day} January"


def sender(book: Workbook, _i: int, _j: int) -> str:
    book.sender = EXAMPLE_SENDER if book.sender == SENDER else SENDER
    return f"expéditeur is {book.sender}"


PARAMETERS: dict[str, Edit] = {"year": year, "version": version, "sender": sender}
ALL = MEMBERS | CONTACTS | ROWS | PARAMETERS


def repair(book: Workbook) -> str:
    """Everything doubtful is put right, as staff do who have read what motxl says."""
    book.year, book.sender, book.slips = 2025, SENDER, []
    used: set[str] = set()
    for member in book.members:
        member.aliases = [f"Ville de {member.organisation}"]
        if member.key in used:
            member.key = f"ADH-{book.next('key'):02}"
        used.add(member.key)
    for one in book.contacts:
        if book.surely(one.member) is None:
            one.member = ""
        one.envoi = one.envoi if one.envoi in ENVOIS else "À"
        if one.email in NO_ADDRESSES:
            one.email = _address(book)
    book.contacts = [one for one in book.contacts if one.member]
    for member in book.members:
        contact = _of(book, member, 0)
        if contact is None:
            book.contacts.append(Contact(member.name, _address(book)))
        else:
            contact.envoi = "À"
    for row in book.rows:
        owner = next((one for one in book.members if one.organisation == row.owner), None)
        row.border = row.border if row.border in BORDERS else ""
        if not row.canary:
            row.portee = "Tous"
        else:
            row.portee, row.border = "Ciblée", ""
            row.named = owner.name if owner else ""
        for token in book.tokens:
            if token.ref == row.ref and owner:
                token.member = owner.name
    known = {row.ref for row in book.rows if row.owner}
    book.tokens = [one for one in book.tokens if one.ref in known and book.surely(one.member)]
    return "everything doubtful is put right"
