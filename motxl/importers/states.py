"""The words of a source's column of states, as the list of the new workbook takes them.

They stay as they stand in the cells. What another word means is known of those in
``motxl.programme.state_words`` alone, and each is told once. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from motxl.controls import on_one_line
from motxl.i18n import _, called, ngettext
from motxl.importers.source import SourceProgramme
from motxl.programme import state_words
from motxl.programme.cellvalue import as_text
from motxl.programme.state_words import meaning_of
from motxl.template.layout import ETATS, Parametre, ProgrammeColumn
from motxl.text.closest import slip_of
from motxl.text.normalise import normalise

_STATE = ProgrammeColumn.ETAT
_USUAL = dict(
    zip(
        (
            *(state_words.TO_START, state_words.UNDER_WAY, state_words.DONE),
            *(state_words.POSTPONED, state_words.GIVEN_UP, state_words.STANDING),
        ),
        ETATS.values,
        strict=True,
    )
)
"""The state of the usual list by what it means"""
_LONGEST, _MOST_WORDS, _MOST = 30, 4, 12
"""Characters and words of what may be a state and no remark; as many such words a list takes in
without knowing them or finding them twice"""


class KnownStates(NamedTuple):
    """The list of states that a workbook begins with."""

    listed: Sequence[str] = ETATS.values
    finished: Sequence[str] = ()
    """Those that count as finished, beside the usual ones"""
    is_usual: bool = True
    """Whether nobody has chosen them: a word of the source takes the place of the one that means
    the same"""


class _Word(NamedTuple):
    """What cells of the source hold that differ by case, accents and blanks alone."""

    text: str
    """As most of them write it"""
    cells: int
    first: int
    """The number of the row, from 1"""


class States(NamedTuple):
    """The list of the new workbook."""

    listed: list[str]
    finished: list[str]
    """Those that count as finished, beside the usual ones"""
    own: list[_Word]
    """Words of the source that are new in it"""
    left: list[_Word]
    """Texts that are none of it"""


def take_states(
    source: SourceProgramme, known: KnownStates, words: Mapping[str, str] | None = None
) -> States:
    """The list with the words of the source. ``words`` are those of the workbook's language by
    ours, where it has another one than French: a cell that holds one of them, or one of ours, gets
    ours, which is written as theirs."""
    listed = list(known.listed)
    if words is not None:
        meant = {normalise(one): one for one in listed}
        meant |= {normalise(here): ours for ours, here in words.items()}
        for number, line in enumerate(source.lines):
            ours = meant.get(normalise(as_text(line.columns.get(_STATE))))
            if ours is not None:
                source.lines[number] = replace(line, columns={**line.columns, _STATE: ours})
    places = {normalise(one): number for number, one in enumerate(listed)}
    found, others = _words_of(source), []
    for key, one in found.items():
        if key in places:
            listed[places[key]] = one.text
        else:
            others.append(one)
    own = list(_own(others, listed))
    for one in own:
        _put(one.text, listed, found, known)
    finished = [one for one in listed if normalise(one) in set(map(normalise, known.finished))]
    finished += [one.text for one in own if meaning_of(one.text) in state_words.FINISHED]
    return States(listed, finished, own, [one for one in others if one not in own])


def _words_of(source: SourceProgramme) -> dict[str, _Word]:
    """By their normalised texts, in the order of the rows."""
    writings: dict[str, Counter[str]] = {}
    first: dict[str, int] = {}
    for number, line in enumerate(source.lines, 1):
        text = as_text(line.columns.get(_STATE)).strip()
        if key := normalise(text):
            writings.setdefault(key, Counter())[text] += 1
            first.setdefault(key, number)
    return {
        key: _Word(counts.most_common(1)[0][0], counts.total(), first[key])
        for key, counts in writings.items()
    }


def _own(others: Sequence[_Word], listed: Sequence[str]) -> Iterator[_Word]:
    """Those that are states: known ones, and short ones that are no slip of another's."""
    known = [one for one in others if meaning_of(one.text) is not None]
    short = [one for one in others if one in known or _may_be_state(one.text)]
    for one in others:
        if one in known:
            yield one
        elif one in short:
            rest = [*listed, *(other.text for other in short if other != one)]
            is_slip = one.cells == 1 and slip_of(one.text, rest) is not None
            if not is_slip and (one.cells > 1 or len(short) <= _MOST):
                yield one


def _may_be_state(text: str) -> bool:
    is_short = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS
    return is_short and not any(sign.isdecimal() or sign in "%:;\n" for sign in text)


def _put(word: str, listed: list[str], found: Mapping[str, _Word], known: KnownStates) -> None:
    """Put a word into the list: in the place of the usual one that means the same, behind those
    that do, else at the end."""
    meaning = meaning_of(word)
    same = [one for one in listed if meaning is not None and meaning_of(one) == meaning]
    usual = _USUAL.get(meaning or "", "")
    if known.is_usual and same == [usual] and normalise(usual) not in found:
        listed[listed.index(usual)] = word
    elif same and meaning != state_words.OPEN:
        listed.insert(listed.index(same[-1]) + 1, word)
    else:
        listed.append(word)


def told_of_states(states: States, year: int) -> Iterator[str]:
    """A sentence on each word of the source that the list has now, and one on what it has not."""
    for one in states.own:
        text = ngettext(
            "The state “{word}” ({n} cell: {ref}) is in the list of states now.",
            "The state “{word}” ({n} cells, the first in {ref}) is in the list of states now.",
            one.cells,
        ).format(word=on_one_line(one.text), n=one.cells, ref=_ref(one, year))
        yield f"{text} {_told_meaning(one)}"
    if states.left:
        first, n = states.left[0], sum(one.cells for one in states.left)
        yield ngettext(
            "{n} cell under {column} holds no state of this list, and stays as it is: “{text}” "
            "({ref}).",
            "{n} cells under {column} hold no state of this list, and stay as they are. The first "
            "one: “{text}” ({ref}).",
            n,
        ).format(n=n, column=_STATE, text=on_one_line(first.text), ref=_ref(first, year))


def _told_meaning(one: _Word) -> str:
    meaning = meaning_of(one.text)
    if meaning in state_words.FINISHED:
        return _("It counts as finished: motxl new will not take these actions over.")
    if meaning is not None:
        return _("It does not count as finished.")
    return _(
        "Whether it means that an action is finished is not known: it does not count as finished "
        "until you write it beside a key “{key}” in the sheet Paramètres."
    ).format(key=called(Parametre.ETAT_TERMINE))


def _ref(one: _Word, year: int) -> str:
    return f"{year}-{one.first:03}"
