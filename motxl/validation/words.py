"""Words and groupings that several rules need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from motxl.i18n import _, called
from motxl.programme.borders import BorderFault, Borders
from motxl.programme.families import ColourName, Families
from motxl.programme.registers import Registers
from motxl.programme.scheme import SchemeFault
from motxl.template.layout import FrontiereColumn
from motxl.text.closest import closest_of, slip_of
from motxl.text.normalise import normalise

_MOST_STRETCHES = 3


def colour_word(colour: ColourName, families: Families) -> str:
    """What a colour of references is called: one that has no name, after its families."""
    if colour == "orange":
        return _("orange")
    if colour == "blue":
        return _("blue")
    return _("the colour of “{family}”").format(family=_names_of(colour, families))


def said_of_colour(colour: ColourName, families: Families) -> str:
    """What to do about a reference that has not its colour."""
    if colour in {"orange", "blue"}:
        return _("Colour this reference {colour}, or run motxl colour on the workbook.").format(
            colour=colour_word(colour, families)
        )
    return _(
        "Give this reference the colour of “{family}”, or run motxl colour on the workbook."
    ).format(family=_names_of(colour, families))


def said_of_other_colour(text: str, seen: ColourName, due: ColourName, families: Families) -> str:
    """That a reference has the colour of another family."""
    if {seen, due} <= {"orange", "blue"}:
        return _("“{text}” is in {seen}, but should be in {due}.").format(
            text=text, seen=colour_word(seen, families), due=colour_word(due, families)
        )
    return _("“{text}” has the colour of “{seen}”, but should have the colour of “{due}”.").format(
        text=text, seen=_names_of(seen, families), due=_names_of(due, families)
    )


def _names_of(colour: ColourName, families: Families) -> str:
    return ", ".join(one.name for one in families.all if one.colour == colour)


def did_you_mean(written: str, names: Iterable[str]) -> str | None:
    """A question with the closest of the names; ``None`` where none is close."""
    closest = closest_of(written, names) if written else None
    return _("Did you mean “{name}”?").format(name=closest) if closest else None


def said_of_name(registers: Registers, name: str) -> tuple[str, str | None]:
    """Why a name that is not surely one member's is none's, and what to write instead, where that
    is known."""
    called = registers.called(name)
    if called.is_unknown:
        return (
            _("“{name}” is not in the sheet Adhérents.").format(name=name),
            _closest_member(registers, name),
        )
    members = ", ".join(
        _("{member} (row {row})").format(
            member=" ".join(dict.fromkeys(filter(None, (one.key, one.name)))), row=one.row
        )
        for one in called.members
    )
    own = [registers.own_name_of(one) for one in called.members]
    return (
        _("“{name}” stands for several members: {members}.").format(name=name, members=members),
        _("Write the key or the name of the member that is meant: {names}.").format(
            names=", ".join(map(str, own))
        )
        if all(own)
        else _(
            "Give each of these members a key of its own in the sheet Adhérents, and write "
            "the key of the one that is meant here."
        ),
    )


def _closest_member(registers: Registers, name: str) -> str | None:
    """A question with the closest key, name or alias, and what to write where that is another."""
    closest = registers.closest_to(name)
    if closest is None:
        return None
    member = registers.called(closest).member
    own = registers.own_name_of(member) if member is not None else None
    if own is None or own == closest:
        return _("Did you mean “{name}”?").format(name=closest)
    return _("Did you mean “{name}”? Write {key}.").format(name=closest, key=own)


def said_of_level(fault: SchemeFault) -> tuple[str, str]:
    """What is wrong with a cell of the table of levels, and what to do."""
    known = ", ".join(fault.known)
    if fault.why == "choice":
        return (
            _(
                "“{value}” is not one of the values of the column {column} in the table of levels."
            ).format(value=fault.written, column=fault.header),
            _("Choose one of: {values}.").format(values=known),
        )
    if fault.why == "name":
        return _("This level has no name."), _(
            "Write the name that the rows of this level have in the column Type."
        )
    if fault.why == "twice":
        text = _("Two levels are called “{name}”.").format(name=called(fault.written))
        return text, _("Give each level a name of its own.")
    if fault.why == "first":
        return (
            _("The first level has no numbers of its own."),
            _("Choose one of: {values}.").format(values=known),
        )
    if fault.why == "many":
        return (
            _("There are more than {most} levels.").format(most=known),
            _("Delete the levels that no row uses."),
        )
    return (
        _("A code of the level “{name}” may also be read as a code of the level “{other}”.").format(
            name=called(fault.written), other=called(known)
        ),
        _(
            "Give one of the two levels a prefix, or a separator after the code of the heading "
            "above."
        ),
    )


def said_of_border(borders: Borders) -> str:
    """What to write where a border or a territory is due."""
    return _("Write a border such as {example}, or a name from the sheet Territoires.").format(
        example=borders.example
    )


def said_of_borders(fault: BorderFault) -> tuple[str, str]:
    """What is wrong with a cell of the table of borders, or of the country that comes first in
    them, and what to do."""
    written, known = fault.written, fault.known
    again = _("Correct the cell: until then no border is read from this row.")
    if fault.why == "first":
        return (
            _(
                "“{value}” is not a country: until this cell is corrected, borders begin with "
                "{country}."
            ).format(value=written, country=known),
            _(
                "Write the two letters of a country, such as FR, or “aucun” if no country comes "
                "first."
            ),
        )
    if fault.why == "alone":
        return (
            _(
                "No border in the sheet Paramètres includes {country}, the country that comes "
                "first in borders."
            ).format(country=written),
            _("Add the borders of this country, or correct the country."),
        )
    if fault.why == "twice":
        return (
            _("“{value}” is already the border in row {row}.").format(value=written, row=known),
            _("Delete one of the two rows."),
        )
    said = {
        "code": _("“{value}” is neither a list of country codes nor a name such as Outre-mer."),
        "country": _("“{code}” is not a country code (ISO 3166).")
        if fault.header == FrontiereColumn.CODE
        else _("“{value}” is not a country code (ISO 3166)."),
        "others": _("“{value}” is not one of the countries of “{code}”."),
        "empty": _("The border “{value}” has no code."),
    }[fault.why]
    return said.format(value=written, code=known), again


def said_of_choice(column: str, written: str, known: Sequence[str]) -> tuple[str, str, str | None]:
    """What is wrong with a value that is none of a list, what to write instead, and the value that
    is surely meant, where that is known: one that is written otherwise, or has a single slip."""
    key = normalise(written)
    alike = [value for value in known if normalise(value) == key] if key else []
    # Whoever mistypes a value means one that the workbook shows.
    here = {name: value for value in known for name in (value, called(value))}
    meant = alike[0] if len(alike) == 1 else here.get(slip_of(written, here) or "")
    return (
        _("“{value}” is not one of the values of “{column}”.").format(value=written, column=column)
        if written
        else _("“{column}” is empty.").format(column=column),
        _("Write {value}.").format(value=meant)
        if meant
        else _("Choose one of: {values}.").format(values=", ".join(known)),
        meant,
    )


def said_of_number(written: str) -> tuple[str, str, int | None]:
    """What is wrong with a number of jetons that is none, what to write instead, and the number
    that is surely meant, where that is known."""
    from motxl.programme.numbers import number_meant  # few cells hold none

    meant = number_meant(written)
    return (
        _("“{value}” is not a number of jetons.").format(value=written),
        _("Write the number alone, or leave the cell empty.")
        if meant is None
        else _("Write {value}.").format(value=meant),
        meant,
    )


def said_of_text_number(written: str) -> tuple[str, str, float | None]:
    """What is wrong with a number that a cell holds as text, what to write instead, and the number
    that is surely meant, where that is known. ``10.000`` may be ten or ten thousand."""
    is_ambiguous = _THOUSANDS.search(written) is not None
    meant = None if is_ambiguous else float(written.replace(",", "."))
    return (
        _("“{value}” is text for Excel, which does not count it as a number.").format(
            value=written
        ),
        _("Write the number again, in a cell that is not formatted as text.")
        if meant is None
        else _("Write the number {value}.").format(value=f"{meant:g}"),
        meant,
    )


_THOUSANDS = re.compile(r"[.,][0-9]{3}\Z|[^-0-9.,]")


def said_of_unread() -> tuple[str, str]:
    """That a cell shows an error, or was never computed: what it says is not known."""
    return (
        _("This cell shows an error, or contains a formula without a result."),
        _("Write the value that this cell should have."),
    )


def said_of_key(key: str, like: str) -> tuple[str, str]:
    """That a key is made otherwise than all the others of its table, and how these are."""
    return (
        _("The key “{value}” is not written like all the others.").format(value=key),
        _("Write it like {value}.").format(value=like),
    )


def parted(values: Sequence[str], is_known: Callable[[str], bool]) -> str | None:
    """The values of a cell parted by semicolons, where a comma stands for one and all that it
    parts is known; ``None`` otherwise."""
    parts: list[str] = []
    for value in values:
        several = [value] if is_known(value) else [p.strip() for p in value.split(",")]
        if not all(map(is_known, several)):
            return None
        parts += several
    return "; ".join(parts) if len(parts) > len(values) else None


def said_of_commas(written: str, meant: str) -> tuple[str, str]:
    """That commas stand for semicolons, and what to write instead."""
    return (
        _("“{value}” holds several values, separated by a comma.").format(value=written),
        _("Separate them with semicolons: {values}.").format(values=meant),
    )


def stretches(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of rows that follow one another."""
    first = last = 0
    for row in rows:
        if first and row == last + 1:
            last = row
            continue
        if first:
            yield first, last
        first = last = row
    if first:
        yield first, last


def listed_rows(rows: Iterable[int], most: int | None = _MOST_STRETCHES) -> str:
    """The first stretches of rows that follow one another: ``3, 7–12 …``; all where ``most`` is
    ``None``."""
    spans = [str(a) if a == b else f"{a}–{b}" for a, b in stretches(rows)]
    return ", ".join(spans[:most]) + (" …" if len(spans[:most]) < len(spans) else "")
