"""Families of references: how a text refers to the themes, services or goals of one kind, the
colour that this has, and where its items and its values stand.

A workbook says them in ``tblFamilles``, a row each; one that does not has the three of MOT. How
a family is written (Écriture) is said in a little language:

- words stand for themselves: ``ODD {n}``, ``Pacte frontalier priorité {n}``. Case, accents, spaces
  and an s or x of the plural make no difference, and ``cf.`` may always stand before them; where
  the Écriture begins with ``cf.`` it must;
- ``{n}`` is a number of the family's list, or several: ``3, 5 et 9``. Words may follow it;
- ``{intitulé}`` is a title, alias or key of the list, or several; it ends the Écriture;
- ``({… crédit …})`` is a clause in parentheses that holds the words between the dots;
- words alone (``hors budget``) are the reference themselves;
- several ways are parted by semicolons or line breaks: the first one is the usual one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from motxl.text.normalise import fold, normalise
from motxl.text.spans import Spans

ColourName = str
"""``orange``, ``blue``, or the ``RRGGBB`` of a family that has a colour of its own"""
Grammar = Literal["deal", "transversal", "jeton"]
"""The ways of writing of which more is known than an Écriture says"""
Slot = Literal["number", "title", "clause", "none"]
WhyUnread = Literal[
    "empty", "braces", "unknown", "several", "bare", "after", "clause",
    "name", "twice", "list", "columns", "column",
]  # fmt: skip
"""What is wrong with a row of ``tblFamilles``: with its Écriture, or with its other cells"""

OF_THEMES, OF_SERVICES = "tblThemes", "tblJetons"
DEAL, TRANSVERSAL, JETON = "Cross-border Deal", "Thème transversal", "Jetons"
_GRAMMARS: Mapping[str, Grammar] = {
    "cross-border deal theme {n}": "deal",
    "theme transversal {intitule}": "transversal",
    "({... jeton ...})": "jeton",
}
_CLAUSE = re.compile(r"\( ?\{\.\.\. ?(?P<words>[^{}]*?) ?\.\.\.\} ?\)")
_SLOT = re.compile(r"\{(?P<what>[^{}]*)\}")
_SLOTS: Mapping[str, Slot] = {"n": "number", "intitule": "title"}
SLOTS_SHOWN = {"figure": "{n}", "title": "{intitulé}", "clause": "({… mot …})"}
"""As people write them"""
_CF = re.compile(r"cf ?\.? ")


class UnreadWritingError(ValueError):
    """An Écriture that says nothing that can be looked for; ``why`` is what is wrong with it."""

    def __init__(self, why: WhyUnread) -> None:
        super().__init__(why)
        self.why: WhyUnread = why


class Writing(NamedTuple):
    """One way in which a family is written. Words are folded."""

    written: str
    """As the workbook has it"""
    slot: Slot
    lead: tuple[str, ...]
    """The words before the number or the title; those of a clause"""
    tail: tuple[str, ...] = ()
    """The words after the number"""
    needs_cf: bool = False
    grammar: Grammar | None = None

    @property
    def shown_lead(self) -> str:
        """The words before the number or the title, or of a clause, as they are written."""
        if self.slot == "clause":
            return self.written.strip("(){}… .")
        return " ".join(_without_cf(self.written).partition("{")[0].split())


def read_writings(written: str) -> tuple[Writing, ...]:
    """The ways that an Écriture says. Raises ``UnreadWritingError``."""
    ways = [way for way in re.split(r"[;\n]", written) if normalise(way)]
    if not ways:
        raise UnreadWritingError("empty")
    return tuple(map(_writing, ways))


def _writing(written: str) -> Writing:
    key = re.sub(r"(?<=\{) | (?=\})", "", normalise(written.replace("…", "...")))
    needs_cf = _CF.match(key) is not None
    key = _CF.sub("", key, count=1) if needs_cf else key
    grammar = None if needs_cf else _GRAMMARS.get(key)
    written = " ".join(written.split())
    clause = _CLAUSE.fullmatch(key)
    if clause is not None:
        words = tuple(clause["words"].replace(".", " ").split())
        if not _is_telling(words) or needs_cf:
            raise UnreadWritingError("clause")
        return Writing(written, "clause", words, grammar=grammar)
    slots = list(_SLOT.finditer(key))
    if key.count("{") != len(slots) or key.count("}") != len(slots):
        raise UnreadWritingError("braces")
    if len(slots) > 1:
        raise UnreadWritingError("several")
    if not slots:
        if not _is_telling(words := tuple(key.split())):
            raise UnreadWritingError("bare")
        return Writing(written, "none", words, needs_cf=needs_cf)
    slot = _SLOTS.get(slots[0]["what"])
    if slot is None:
        raise UnreadWritingError("clause" if "..." in slots[0]["what"] else "unknown")
    lead = tuple(key[: slots[0].start()].split())
    tail = tuple(key[slots[0].end() :].split())
    if not _is_telling(lead):
        raise UnreadWritingError("bare")
    if slot == "title" and tail:
        raise UnreadWritingError("after")
    return Writing(written, slot, lead, tail, needs_cf, grammar)


def _without_cf(written: str) -> str:
    return re.sub(r"\Acf\s*\.?\s+", "", written, flags=re.IGNORECASE)


def _is_telling(words: Sequence[str]) -> bool:
    """Whether words can be looked for: one at least has two letters."""
    return any(sum(map(str.isalpha, word)) > 1 for word in words)


class Family(NamedTuple):
    """A row of ``tblFamilles``."""

    name: str
    writings: tuple[Writing, ...]
    exclusions: tuple[str, ...] = ()
    """Words that look like one of its references and are none"""
    colour: ColourName | None = None
    """``None``: its references are read, and not coloured"""
    items: str = ""
    """The name of the table that holds its items; empty where none does"""
    column: str = ""
    """The column of the programme that says what a label refers to; empty for none"""
    row: int = 0
    """1-based Excel row; 0 for a family that is not from a workbook"""

    @property
    def usual(self) -> Writing:
        return self.writings[0]


class UnreadFamily(NamedTuple):
    """A row of ``tblFamilles`` of which something cannot be followed, and the cell that says it."""

    sheet: str
    row: int
    column: int
    header: str
    name: str
    written: str
    why: WhyUnread


class Families:
    """The families of a workbook, in the order of their rows."""

    def __init__(
        self,
        families: Iterable[Family],
        faults: Iterable[UnreadFamily] = (),
        sheet: str = "",
        columns: Mapping[str, int] | None = None,
        *,
        below: Sequence[int] = (),
        is_known: bool = True,
    ) -> None:
        """``faults`` are the rows that are not followed: their references are not looked for;
        ``sheet`` and ``columns`` are where the table stands, empty where there is none; ``below``
        are the rows typed right below it. It is not ``is_known`` what the families are where the
        table lacks a column by which they are read."""
        self.all = tuple(families)
        self.faults = tuple(faults)
        self.sheet = sheet
        self.columns = columns or {}
        self.below = below
        self.is_known = is_known and not self.faults
        self.deal = self._of_grammar("deal")
        self.transversal = self._of_grammar("transversal")
        self.jeton = self._of_grammar("jeton")
        self._of_kind = {
            "deal": self.deal,
            "transversal": self.transversal,
            "jeton": self.jeton,
        }
        self._named = {normalise(family.name): family for family in self.all}
        self._exactly = {family.name: family for family in self.all}
        self.written = tuple(
            (family, writing)
            for family in self.all
            for writing in family.writings
            if writing.grammar is None
        )
        """What has no grammar of its own"""

    def coloured(self, families: Iterable[Family]) -> Families:
        """The same with other colours."""
        place = (self.faults, self.sheet, self.columns)
        return Families(families, *place, below=self.below, is_known=self.is_known)

    def _of_grammar(self, grammar: Grammar) -> Family | None:
        for family in self.all:
            if any(writing.grammar == grammar for writing in family.writings):
                return family
        return None

    def named(self, name: str) -> Family | None:
        """A family by its name, whatever its case, accents and spaces."""
        return self._named.get(normalise(name))

    def of(self, kind: str, name: str) -> Family | None:
        """The family of a reference, or of what looks like one, by what it says of it."""
        return self._exactly.get(name) if name else self._of_kind.get(kind)

    def kept_in(self, table: str) -> tuple[str, ...]:
        """The names of the families whose items stand in a table."""
        return tuple(one.name for one in self.all if one.items == table)

    @cached_property
    def by_column(self) -> Mapping[str, tuple[Family, ...]]:
        """By the columns that say what a label refers to, the families that each speaks of."""
        found: dict[str, tuple[Family, ...]] = {}
        for family in self.all:
            if family.column:
                found[family.column] = (*found.get(family.column, ()), family)
        return found

    @cached_property
    def fragments(self) -> tuple[str, ...]:
        """Letters in lower case of which a text holds one at least where it refers to a family
        that has no grammar of its own, or seems to."""
        found: dict[str, None] = {}
        for _family, writing in self.written:
            for word in _fragments(writing):
                found[word] = None
        return tuple(found)


_NOWHERE = Spans()


def excluded_in(text: str, family: Family) -> Spans:
    """Where the exclusions of a family stand in a folded text."""
    pattern = _excluded(family.exclusions) if family.exclusions else None
    found = [match.span() for match in pattern.finditer(text)] if pattern else []
    return Spans(found) if found else _NOWHERE


@lru_cache(maxsize=64)
def _excluded(exclusions: tuple[str, ...]) -> re.Pattern[str] | None:
    either = [words_in(words) for one in exclusions if (words := tuple(normalise(one).split()))]
    return re.compile("|".join(either)) if either else None


_TELLING = 4
"""Letters of a word by which texts are sorted out"""


def _fragments(writing: Writing) -> list[str]:
    """Parts of its words without the letters that are written with an accent, or a ligature: a
    text may write them without."""
    original = _without_cf(writing.written).lower()
    runs = [run for word in re.findall(r"[^\W\d_]+", original) for run in _plain_runs(word)]
    fixed = fold(" ".join((*writing.lead, *writing.tail)))
    runs = [run for run in runs if run in fixed]
    telling = [run for run in runs if len(run) >= _TELLING] or sorted(runs, key=len)[-1:]
    if len(telling) == 1 and len(telling[0]) >= 2 * _TELLING - 2:
        half = len(telling[0]) // 2  # a slip leaves one of the halves alone
        return [telling[0][:half], telling[0][half:]]
    several = [run for run in runs if len(run) > 1]
    return several if len(telling) == 1 and len(several) > 1 else telling


def _plain_runs(word: str) -> list[str]:
    return re.findall(r"[a-z]+", word)


def words_in(words: Sequence[str]) -> str:
    """A pattern over folded text for some words that follow one another: in singular or plural,
    whatever spaces stand between them, and no part of longer words."""
    if not words:
        return ""
    return rf"(?<!\w){' ++'.join(map(_word, words))}(?!\w)"


def _word(word: str) -> str:
    pieces = [_part(part) for part in word.split("-")]
    return " *+-?+ *+".join(pieces) if all(pieces) else re.escape(word)


def _part(part: str) -> str:
    if not part.isalpha() or len(part) < 3:
        return re.escape(part)
    return f"{re.escape(part.removesuffix('s') if len(part) > 3 else part)}[sx]?+"


def _usual() -> Families:
    return Families(
        (
            Family(
                *(DEAL, read_writings("Cross-border Deal thème {n}")),
                colour="orange",
                items=OF_THEMES,
                column="Thèmes Deal",
            ),
            Family(
                *(TRANSVERSAL, read_writings("thème transversal {intitulé}")),
                colour="orange",
                items=OF_THEMES,
                column="Thèmes transversaux",
            ),
            Family(
                *(JETON, read_writings("({… jeton …})")),
                exclusions=("hors jetons", "sans jeton", "jetons de présence"),
                colour="blue",
                items=OF_SERVICES,
                column="Jetons",
            ),
        )
    )


USUAL = _usual()
"""The families of MOT: those of a workbook that does not say its own"""
