"""Who gets an extract, and what of: members, or the referent of a theme, or the pilot of rows, who
is a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.content import Content, Contents
from motxl.extract.labels import labels_in
from motxl.extract.naming import distinct_names
from motxl.extract.words import words_in
from motxl.i18n import _
from motxl.programme.borders import split_values
from motxl.programme.common_part import CommonPart
from motxl.programme.registers import Called, Member
from motxl.programme.relevance import PILOT, Relevance
from motxl.programme.themes import Theme
from motxl.template.layout import Parametre
from motxl.text.closest import closest_of
from motxl.text.normalise import normalise

ReaderKind = Literal["member", "theme", "pilot"]


class Reader(NamedTuple):
    """Who gets an extract."""

    kind: ReaderKind
    row: int
    """A member's row in ``tblAdherents``; 0 for others"""
    key: str
    """What identifies the reader in the manifest"""
    name: str
    language: str
    stem: str
    """What the files are called, without a suffix"""


def members_of(relevance: Relevance) -> list[Reader]:
    """All active members, in the order of the directory.

    Raises ``MotxlError`` when there is none, or when two cannot be told apart: nobody would know
    whose a file is.
    """
    programme = relevance.programme
    members = [
        member for member in programme.registers.members or () if member.active and member.title
    ]
    if not members:
        raise MotxlError(
            _("There is no active member in the directory: fill in the sheet Adhérents.")
        )
    seen: dict[str, Member] = {}
    for member in members:
        other = seen.setdefault(normalise(key_of(member)), member)
        if other is not member:
            raise MotxlError(
                _(
                    "Two members have the key or the name {key}, in rows {first} and {second} "
                    "of the sheet Adhérents: give each member a different key."
                ).format(key=key_of(member), first=other.row, second=member.row)
            )
    languages = {member.row: language_of(member, relevance) for member in members}
    stems = distinct_names((key_of(member), member.title) for member in members)
    return [
        Reader(
            "member",
            member.row,
            key_of(member),
            member.title,
            languages[member.row],
            _file_stem(stems[key_of(member)], languages[member.row], programme.year),
        )
        for member in members
    ]


def key_of(member: Member) -> str:
    """What identifies a member: its key, else its name."""
    return member.key or member.name


def language_of(member: Member, relevance: Relevance) -> str:
    """The language of a member's extract: the member's, else that of the sheet Paramètres."""
    return words_in(member.language or _usual_language(relevance)).language


def members_named(
    readers: Sequence[Reader], names: Sequence[str], relevance: Relevance
) -> list[Reader]:
    """Of the readers, who are members, those with these keys, names or aliases, in the order of
    the readers. Raises ``MotxlError`` for a name that nobody bears, that several bear, and for that
    of a former member."""
    registers = relevance.programme.registers
    rows = {reader.row for reader in readers}
    wanted: set[int] = set()
    for name in names:
        called = surely(registers.called(name))
        if called.member is None or called.member.row not in rows:
            known = [of_member for of_member, _member in registers.unique_names()]
            raise MotxlError(_no_active_member(called, known))
        wanted.add(called.member.row)
    return [reader for reader in readers if reader.row in wanted]


def surely(called: Called) -> Called:
    """``called`` itself. Raises ``MotxlError`` when several members bear the name that was asked
    for."""
    if called.is_ambiguous:
        raise MotxlError(
            _("Several members are called {name}: use one of their keys ({members}).").format(
                name=called.name, members=", ".join(map(key_of, called.members))
            )
        )
    return called


def _no_active_member(called: Called, known: Sequence[str]) -> str:
    name = called.name
    if called.member is not None:
        return _(
            "{name} is not an active member: see the column Adhérent en cours in the sheet "
            "Adhérents."
        ).format(name=name)
    closest = closest_of(name, known)
    if closest is None:
        within = [one for one in known if normalise(name) in normalise(one)]
        closest = within[0] if len(within) == 1 else None
    if closest:
        return _("There is no active member called {name}. Did you mean {closest}?").format(
            name=name, closest=closest
        )
    return _(
        "There is no active member called {name}: the sheet Adhérents lists the members."
    ).format(name=name)


def theme_reader(relevance: Relevance, name: str) -> Reader:
    """The reader for the referent of a theme. Raises ``MotxlError`` when no theme is so called, or
    several are."""
    theme = theme_called(relevance, name)
    theme_called(relevance, theme.key)  # by which it is found again
    return _non_member_reader(relevance, "theme", theme.key, theme.label)


def theme_called(relevance: Relevance, name: str) -> Theme:
    """The theme with this key, label or alias. Raises ``MotxlError`` when no theme is so called,
    or several are."""
    themes = relevance.programme.themes
    theme = themes.called(name)
    if theme is not None:
        return theme
    if not themes.is_ambiguous(name):
        closest = closest_of(name, [label for one in themes for label in one.names])
        if closest:
            text = _("There is no theme called {name}. Did you mean {closest}?")
            raise MotxlError(text.format(name=name, closest=closest))
        raise MotxlError(_("There is no theme called {name}.").format(name=name))
    keys = [one.key for one in themes.bearing(name) if themes.called(one.key) is one]
    if keys:
        text = _("Several themes are called {name}: use one of their keys ({keys}).")
        raise MotxlError(text.format(name=name, keys=", ".join(keys)))
    raise MotxlError(
        _(
            "Several themes are called {name}, and they have no keys of their own: give each of "
            "them a different key."
        ).format(name=name)
    )


def pilot_reader(relevance: Relevance, name: str) -> Reader:
    """The reader for a pilot, called as the first row spells it. Raises ``MotxlError`` when no row
    has it as its Pilote."""
    pilots: dict[str, str] = {}
    for entry in relevance.work:
        for value in split_values(entry.text(PILOT)):
            pilots.setdefault(normalise(value), value)
    found = pilots.get(normalise(name))
    if found is None:
        closest = closest_of(name, list(pilots.values()))
        if closest:
            text = _("No row has {name} as its Pilote. Did you mean {closest}?")
            raise MotxlError(text.format(name=name, closest=closest))
        raise MotxlError(_("No row has {name} as its Pilote.").format(name=name))
    return _non_member_reader(relevance, "pilot", found, found)


def _non_member_reader(relevance: Relevance, kind: ReaderKind, key: str, name: str) -> Reader:
    language = words_in(_usual_language(relevance)).language
    stem = distinct_names([(key, name)])[key]
    file_stem = _file_stem(stem, language, relevance.programme.year)
    return Reader(kind, 0, key, name, language, file_stem)


def _usual_language(relevance: Relevance) -> str:
    """The language of the sheet Paramètres, as it is written there."""
    return relevance.programme.parameters.get(Parametre.LANGUE, "")


def _file_stem(name: str, language: str, year: int | None) -> str:
    """A name and the title of extracts in a language, with the year where it is known."""
    title = labels_in(language).title.format(year or "").strip()
    return f"{name} - {title}"


def content_of(reader: Reader, contents: Contents, part: CommonPart = "all") -> Content:
    """What a reader gets; ``part`` says how much of the actions for everyone goes along, where it
    is a member. Raises ``MotxlError`` for the reader of a theme that is not there."""
    relevance = contents.relevance
    if reader.kind == "theme":
        concerns = relevance.of_theme(theme_called(relevance, reader.key))
        return contents.of_others(reader.key, reader.name, concerns, reader.language)
    if reader.kind == "pilot":
        concerns = relevance.of_pilot(reader.key)
        return contents.of_others(reader.key, reader.name, concerns, reader.language)
    member = contents.members[reader.row]
    return contents.of_member(member._replace(language=reader.language, key=reader.key), part)
