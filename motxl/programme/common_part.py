"""How much of the actions for everyone goes along in the extract of each member.

Said once for all in Paramètres (``lignes communes``), or of one run (``--common``).
"""

from __future__ import annotations

from typing import Literal

from motxl.a1 import to_a1
from motxl.errors import MotxlError
from motxl.i18n import _, called
from motxl.programme.cellvalue import as_text
from motxl.programme.model import Entry, Programme
from motxl.programme.outline import Outline
from motxl.programme.registers import Parameter
from motxl.text.closest import respelt_of
from motxl.text.normalise import normalise

CommonPart = Literal["all", "headings", "none"]
"""All of the actions, the headings above them, or nothing of them"""

KEY, _VALUE = "lignes communes", "Valeur"
IN_ENGLISH: tuple[CommonPart, ...] = ("all", "headings", "none")
IN_FRENCH = ("toutes", "titres seulement", "aucune")
"""As staff write it, in the order of the English names"""
_CALLED: dict[str, CommonPart] = {
    normalise(name): part
    for names in (IN_ENGLISH, IN_FRENCH)
    for name, part in zip(names, IN_ENGLISH, strict=True)
}


def part_called(name: str) -> CommonPart | None:
    """What a name says, in English or in French; ``None`` for one that says nothing of the kind."""
    return _CALLED.get(normalise(name))


def goes_along(entry: Entry, part: CommonPart, outline: Outline) -> bool:
    """Whether an action for everyone stands in the extracts of those whom it does not concern
    directly: of titles alone, one that is a title and the work itself is all there is."""
    return part == "all" or (part == "headings" and outline.is_heading(entry))


def common_part_of(programme: Programme) -> CommonPart:
    """What Paramètres says; all where nothing is written, as it was before anybody could say it.

    Raises ``MotxlError`` for what cannot be read: members would get more than is meant, or less.
    """
    register = programme.registers.parameters
    said = [one for one in register or () if _is_meant(one.key)]
    parts = {_part(one) for one in said}
    below = said_below(programme)
    if (
        parts == {None}
        or len(parts) > 1
        or any(normalise(one.key) != KEY for one in said)
        or below is not None
    ):
        wrong = next((one for one in said if _part(one) is None), below or said[-1])
        place = ""
        if register is not None and register.has(_VALUE):
            column = register.columns[_VALUE]
            place = f"{register.sheet}!{to_a1(wrong.row, column)} · "
        raise MotxlError(
            _(
                "{place}“{key}” is “{value}”, and motxl cannot tell how much of the actions "
                "for everyone goes into the extracts. Keep a single row {name}, with one of "
                "these values: {known}."
            ).format(
                place=place,
                key=called(wrong.key),
                value=as_text(wrong.value),
                name=called(KEY),
                known=", ".join(IN_FRENCH),
            )
        )
    return parts.pop() or "all" if parts else "all"


def said_below(programme: Programme) -> Parameter | None:
    """A row right below the table of parameters that says otherwise than the table: somebody means
    it, and nothing reads it."""
    registers = programme.registers
    said = {_part(one) for one in registers.parameters or () if _is_meant(one.key)} or {"all"}
    below = (one for one in registers.parameters_below if _is_meant(one.key))
    return next((one for one in below if {_part(one)} != said), None)


def _is_meant(key: str) -> bool:
    return respelt_of(key, (KEY,)) is not None


def _part(one: Parameter) -> CommonPart | None:
    """``None`` for what says nothing of the kind; nothing written is all."""
    written = as_text(one.value)
    return part_called(written) if written else "all"
