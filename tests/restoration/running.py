"""Making slips, one or two at a time, and asking validate to put them right."""

from __future__ import annotations

import importlib
import random
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from motxl.book.file.filebook import FileBook
from motxl.errors import MotxlError
from motxl.jobs.fix import Corrections, fix
from motxl.ooxml import Workbook
from motxl.programme.model import LABEL
from motxl.template import layout
from motxl.validation.engine import validate
from motxl.validation.fixes import is_fixable
from motxl.validation.rules import CODES
from tests.restoration.books import BOOKS, Right, not_checked, right_book
from tests.restoration.findings import About, Found, as_found, is_alarm, new_findings
from tests.restoration.hands import Hands
from tests.restoration.judging import Touched, Verdict, carried, judge, touched
from tests.restoration.state import State

CODE_PARTS = ("action code", "heading code")
PARTS = (*CODE_PARTS, "rows", "label", "reference", "column", "table", "workbook")


# What people write as they like, by table; the prose of labels has a part of slips of its own.
_FREE = {
    layout.PROGRAMME.name: {"Calendrier"},
    layout.EVENEMENTS.name: {"Intitulé", "Lieu"},
    layout.JETONS.name: {"Prestation"},
    layout.SUIVI_JETONS.name: {"Note"},
    layout.CONTACTS.name: {"Civilité", "Prénom", "Nom", "Fonction"},
    layout.VERSIONS.name: {"Instance", "Fichier"},
}


class Slip(Protocol):
    """What hands do wrong: see ``tests.restoration.slips``."""

    @property
    def name(self) -> str: ...
    @property
    def part(self) -> str: ...
    @property
    def lossy(self) -> bool: ...
    @property
    def meant(self) -> bool: ...

    def make(self, hands: Hands, /) -> str | None: ...


@lru_cache(maxsize=2)
def kinds(*, unseen: bool = False) -> dict[str, Slip]:
    """The slips by their names. The unseen ones are a module of their own, which comes last."""
    module = "tests.restoration.slips_unseen" if unseen else "tests.restoration.slips"
    found: Sequence[Slip] = getattr(importlib.import_module(module), "UNSEEN" if unseen else "SEEN")
    return {slip.name: slip for slip in found}


@lru_cache(maxsize=2)
def plausible(*, unseen: bool = False) -> Mapping[str, str]:
    """The slips that leave what may as well be right, by their names, with the reason."""
    module = "tests.restoration.slips_unseen" if unseen else "tests.restoration.slips"
    found: Mapping[str, str] = importlib.import_module(f"{module}.plausible").PLAUSIBLE
    return found


class Trial(NamedTuple):
    """Slips, by their names, into a book; ``seed`` decides where."""

    book: str
    slips: tuple[str, ...]
    seed: int
    unseen: bool = False

    def __str__(self) -> str:
        return f"{' + '.join(self.slips)} [{self.book}, seed {self.seed}]"


class Made(NamedTuple):
    """A workbook with its slips, and what they touched."""

    right: Right
    data: bytes
    slipped: State
    done: tuple[str, ...]
    touched: tuple[Touched, ...]
    """One for each slip"""
    states: tuple[State, ...]
    """Before the first slip, and after each"""


class Outcome(NamedTuple):
    """What became of a trial. A finding counts where it is new and was not accepted before."""

    trial: Trial
    part: str
    lossy: bool
    meant: bool
    done: tuple[str, ...]
    told: bool
    free: bool = False
    """Whether nobody can tell: only words were changed that people write as they like, or what is
    there now may as well be right (``slips.plausible``)"""
    partly_free: bool = False
    """The same of one slip of a pair"""
    found: tuple[Found, ...] = ()
    alarms: tuple[Found, ...] = ()
    safe: Verdict = Verdict(restored=False)
    all: Verdict = Verdict(restored=False)
    safe_left: tuple[Found, ...] = ()
    """What is still said after the safe corrections"""
    all_left: tuple[Found, ...] = ()
    refusal: str | None = None
    """The sentence with which the workbook is refused"""
    crash: str | None = None
    broken: str | None = None
    """How the slip itself failed: no trial, and a fault of its own"""


def chance_of(trial: Trial, number: int) -> random.Random:
    """Where the slip ``number`` of a trial is made: the same in every run, on every machine."""
    text = f"{trial.book} {trial.slips[number]} {number} {trial.seed}"
    return random.Random(zlib.crc32(text.encode()))


def make(trial: Trial) -> Made | None:
    """The workbook with the slips of a trial; ``None`` where one has no place in it, changes
    nothing that people see, or meets the other in one cell."""
    right = right_book(trial.book, trial.seed)
    data, states = right.data, [right.state]
    done: list[str] = []
    changes: list[Touched] = []
    for number, name in enumerate(trial.slips):
        workbook = Workbook(data)
        try:
            said = kinds(unseen=trial.unseen)[name].make(Hands(workbook, chance_of(trial, number)))
        except MotxlError:  # the package refuses what Excel would: there is no such place
            return None
        if said is None:
            return None
        data = workbook.to_bytes()
        state = right.look(data)
        if state == states[-1]:
            return None
        change = touched(states[-1], state)
        if any(not change.places.isdisjoint(other.places) for other in changes):
            return None
        states.append(state)
        changes.append(change)
        done.append(said)
    return Made(right, data, states[-1], tuple(done), tuple(changes), tuple(states))


def run(trial: Trial) -> Outcome | None:
    """Slip, ask, correct, compare. ``None`` where the slips made no trial."""
    try:
        made = make(trial)
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        return Outcome(trial, "", lossy=True, meant=True, done=(), told=False, broken=said)
    if made is None:
        return None
    slips = [kinds(unseen=trial.unseen)[name] for name in trial.slips]
    meant = all(slip.meant for slip in slips)
    steps = zip(made.touched, slips, made.states[:-1], made.states[1:], strict=True)
    free = [is_free(*step, unseen=trial.unseen) for step in steps]
    outcome = Outcome(
        trial, slips[0].part if len(slips) == 1 else "pairs",
        any(slip.lossy for slip in slips), meant, made.done, told=False,
        free=all(free), partly_free=any(free),
    )  # fmt: skip
    try:
        return _asked(outcome, made)
    except MotxlError as error:
        as_it_was = judge(made.right.state, made.slipped, made.slipped, meant=meant)
        return outcome._replace(told=True, refusal=str(error), safe=as_it_was, all=as_it_was)
    except Exception as error:  # a crash is an outcome, and the worst one
        return outcome._replace(crash=f"{type(error).__name__}: {error}")


def is_free(
    change: Touched, slip: Slip, before: State, after: State, *, unseen: bool = False
) -> bool:
    """Whether nobody can be expected to tell a slip: see the docstring of the package."""
    if slip.name in plausible(unseen=unseen):
        return True
    columns = {column for _table, _row, column in change.places}
    tables = {table for table, _row, _column in change.places}
    if columns <= {LABEL} and _texts(before, LABEL) == _texts(after, LABEL):
        # In other capitals, which is no error; but colours that went with them are.
        return _colours(before) == _colours(after)
    if columns == {_PILOTE} and tables == {layout.PROGRAMME.name}:
        # Who leads a row is decided day by day: another name of the column says nothing. That of a
        # column that is called otherwise, or has lost or changed many of its values, does.
        others = set(_texts(after, _PILOTE)) - {"", *_texts(before, _PILOTE)}
        return not change.sheets and not others
    if slip.part == "label":
        return columns <= {LABEL}
    return all(column in _FREE.get(table, ()) for table, _row, column in change.places)


_PILOTE = layout.ProgrammeColumn.PILOTE


def _texts(state: State, column: str) -> list[str]:
    return [row.text(column).casefold() for row in state.programme]


def _colours(state: State) -> list[object]:
    return [row.colours for row in state.programme]


def _asked(outcome: Outcome, made: Made) -> Outcome:
    right = made.right
    workbook = Workbook(made.data)
    book = FileBook.read(workbook, columns=right.columns)
    found = validate(book.programme)
    new = new_findings(right.found, found)
    about = [
        About(carried(change, after, made.slipped), before, made.slipped)
        for change, before, after in zip(
            made.touched, made.states[:-1], made.states[1:], strict=True
        )
    ]
    lines = not_checked(book, found) - right.unchecked
    alarms = [d for d in new if is_alarm(d, about, meant=outcome.meant)]
    outcome = outcome._replace(
        told=all(any(map(one, new)) or any(map(one.is_named_in, lines)) for one in about),
        found=tuple(map(as_found, new)),
        alarms=tuple(map(as_found, alarms)),
    )
    corrections = fix(book, CODES)
    verdict, left = _judged(outcome, made, workbook, corrections)
    outcome = outcome._replace(safe=verdict, safe_left=left)
    if any(
        is_fixable(d, unsafe=True) and not d.fix.safe for d in (*found, *corrections.left) if d.fix
    ):
        workbook = Workbook(made.data)
        book = FileBook.read(workbook, columns=right.columns)
        verdict, left = _judged(outcome, made, workbook, fix(book, CODES, unsafe=True))
    # Where no correction is unsafe, all are the safe ones.
    return outcome._replace(all=verdict, all_left=left)


def _judged(
    outcome: Outcome, made: Made, workbook: Workbook, corrections: Corrections
) -> tuple[Verdict, tuple[Found, ...]]:
    """The state after the corrections, judged, and what is still said in it."""
    right = made.right
    left = tuple(map(as_found, new_findings(right.found, corrections.left)))
    end = right.look(workbook.to_bytes()) if corrections.fixed else made.slipped
    verdict = judge(
        right.state, made.slipped, end, right.allowed,
        meant=outcome.meant, several=len(made.done) > 1,
    )  # fmt: skip
    heard = outcome.meant or outcome.partly_free
    if not verdict.third and verdict.mixed and not left and not heard:
        # Half of it is as it should be, half is as it was, and nobody hears of it any more.
        half = f"half put right, and silent: {verdict.left[0]}"
        verdict = verdict._replace(third=(half,))
    return verdict, left


def singles(
    books: Sequence[str], places: int, *, unseen: bool = False, seed: int = 0
) -> Iterator[Trial]:
    """``places`` trials of every kind of slip in every book."""
    for name, slip in kinds(unseen=unseen).items():
        for book in books:
            if slip.meant and book != BOOKS[0]:
                continue  # they name members and themes of the 2025 programme
            for place in range(places):
                yield Trial(book, (name,), seed * 1000 + place, unseen)


def pairs(
    books: Sequence[str], count: int, *, unseen: bool = False, seed: int = 0
) -> Iterator[Trial]:
    """Pairs of slips that were not meant, at random; at least one of them in a code or in rows."""
    known = kinds(unseen=unseen)
    names = [name for name, slip in known.items() if not slip.meant]
    structure = [name for name in names if known[name].part in (*CODE_PARTS, "rows")]
    chance = random.Random(2026 + seed)
    for number in range(count):
        two = [chance.choice(structure or names), chance.choice(names)]
        chance.shuffle(two)
        yield Trial(books[number % len(books)], tuple(two), seed * 1000 + number, unseen)
