"""References of the families that a workbook describes itself (``motxl.programme.families``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from motxl.programme.families import Family, Writing, excluded_in, words_in
from motxl.programme.references.clauses import clauses_of, find_clauses
from motxl.programme.references.reference import Misspelling, Reference, rewritten
from motxl.programme.references.titles import FoundTitle, Titles, listed_titles
from motxl.programme.references.tokens import written_number
from motxl.programme.references.usual import CF, NUMBERS, numbers_of
from motxl.programme.themes import Theme, Themes
from motxl.text.closest import is_slip
from motxl.text.normalise import Folded, normalise
from motxl.text.spans import Spans

# All of these look at folded text.
_NUMBER_SIGN = r"(?>(?:n[o°] *+)?)"
_OF = r"(?>(?:(?:de la|des|du|de|of the|of) ++|de l'|d'|l')?)"
_DONE = re.compile(r" *+(?:[]()\[{},;:.!?]|- |\Z)")
_UNKNOWN_LABEL = re.compile(r"[^(),;]*+")
_WORDS = re.compile(r"[\w'-]+")
_LOOK_BACK = 120
# Of fewer letters one slip makes another word.
_LEAST_OF_A_SLIP = 5


class _Patterns(NamedTuple):
    """What a writing is looked for by."""

    read: re.Pattern[str]
    odd: re.Pattern[str] | None
    """Its words, and a number that is written otherwise"""
    turned: re.Pattern[str] | None
    """The last word and the number before the others"""
    short: re.Pattern[str] | None
    """Without the last word, after ``cf.`` or a parenthesis"""
    bare: re.Pattern[str]
    """``cf.`` and its words, without anything that they point to"""


@lru_cache(maxsize=64)
def _patterns(writing: Writing) -> _Patterns:
    lead, tail = words_in(writing.lead), words_in(writing.tail)
    cf = f"(?P<cf>{CF})" if writing.needs_cf else f"(?P<cf>{CF})?"
    after = f" *+{tail}" if tail else ""
    of_bare = lead
    turned = short = odd = None
    if writing.slot == "number":
        listed = rf"(?:(?P<list>{NUMBERS})|\( *+(?P<inner>{NUMBERS}) *+\))(?!\w)"
        read = rf"{cf}(?P<lead>{lead}) *+{_NUMBER_SIGN}{listed}{after}"
        glued = lead.removesuffix(r"(?!\w)")
        what = r"(?P<what>[0-9][\w.]*+|[a-z]{1,9}(?!\w))"
        odd = None if tail else rf"{cf}(?P<lead>{glued}) *+{_NUMBER_SIGN}{what}"
        rest = words_in(writing.lead[:-1]) if len(writing.lead) > 1 and not tail else ""
        if rest:
            last = words_in(writing.lead[-1:])
            turned = rf"{cf}{last} *+{_NUMBER_SIGN}(?P<list>{NUMBERS})(?!\w) *+,? *+{_OF}{rest}"
            short = rf"(?:(?P<cf>{CF})|(?<=\()){rest} *+{_NUMBER_SIGN}(?P<list>{NUMBERS})(?!\w)"
            of_bare = f"(?:{lead}|{rest})"
    elif writing.slot == "title":
        read = rf"{cf}(?P<lead>{lead}) *+(?>(?:[-:] *+)?)(?>[«\"“' ]*)"
    else:
        read = f"{cf}(?P<lead>{lead})"
    return _Patterns(
        re.compile(read),
        re.compile(odd) if odd else None,
        re.compile(turned) if turned else None,
        re.compile(short) if short else None,
        re.compile(rf"(?P<cf>{CF}){of_bare}(?= *+(?:[),;.\]]|\Z))"),
    )


def find_written(text: str, folded: Folded, themes: Themes) -> list[Reference]:
    """The references of a text that are written as the workbook says, and what looks like them.

    Of those that meet, the longest one stays, then that of the first row; a clause may hold others.
    What looks like one is left out where it meets one that is read.
    """
    read: list[Reference] = []
    clauses: list[Reference] = []
    doubtful: list[Reference] = []
    for family, writing in themes.families.written:
        excluded = excluded_in(folded.text, family)
        out = Spans(folded.origin(*span) for span in excluded)
        if writing.slot == "clause":
            words = clauses_of(family, writing)
            for one in find_clauses(text, folded, words, excluded):
                (clauses if one.is_clause else doubtful).append(one)
            continue
        finder = _Finder(text, folded, themes, family, writing)
        for one in (*finder.usual(), *finder.by_title(), *finder.doubtful()):
            if not out.meets(one.start, one.end):
                (read if one.is_read else doubtful).append(one)
    kept = _longest(read)
    spans = Spans((one.start, one.end) for one in kept)
    kept += [one for one in _longest(doubtful) if not spans.meets(one.start, one.end)]
    return [*kept, *_longest(clauses)]


def _longest(found: list[Reference]) -> list[Reference]:
    """Without those that meet a longer one, or one as long of an earlier row."""
    taken = Spans()
    kept: list[Reference] = []
    for one in sorted(found, key=lambda one: one.start - one.end):
        if not taken.meets(one.start, one.end):
            taken.add(one.start, one.end)
            kept.append(one)
    return kept


class _Finder:
    """Looks for one writing of a family in a text."""

    def __init__(
        self, text: str, folded: Folded, themes: Themes, family: Family, writing: Writing
    ) -> None:
        self.text = text
        self.folded = folded
        self.themes = themes
        self.family = family
        self.writing = writing
        self.patterns = _patterns(writing)
        self.titles = _titles(themes, family.name)
        self.ends: set[int] = set()
        """Where the words of those that were found begin, in the folded text"""

    def usual(self) -> Iterator[Reference]:
        """As the Écriture says, or with a title in the place of a number."""
        place, folded = 0, self.folded.text
        for match in self.patterns.read.finditer(folded):
            if match.start() < place:
                continue
            found = None
            if self.writing.slot == "number":
                found = self._numbered(match, (match["list"] or match["inner"]), match.end())
            elif self.writing.slot == "title":
                found = self._titled(match)
            else:
                found = self._reference(match.start(), match.end(), (), ())
            if found is not None:
                self.ends.add(match.start("lead"))
                place = match.end()
                yield found

    def by_title(self) -> Iterator[Reference]:
        """Where a number is due: the words, or only ``cf.``, and a title."""
        if self.writing.slot != "number" or not self.titles.any:
            return
        lead = words_in(self.writing.lead)
        for pattern in (rf"(?:{CF})?(?P<lead>{lead}) *+(?>[-:«\"“'( ]*)", rf"(?P<lead>{CF})"):
            for match in re.finditer(pattern, self.folded.text):
                if match.start("lead") in self.ends:
                    continue
                listed = listed_titles(self.titles, self.folded.text, match.end())
                if not listed or not _DONE.match(self.folded.text, listed[-1].end):
                    continue
                found = self._of_titles(match, listed)
                if found is not None:
                    self.ends.add(match.start("lead"))
                    yield found

    def doubtful(self) -> Iterator[Reference]:
        """What looks like a reference of the family, and is read as none."""
        folded, patterns = self.folded.text, self.patterns
        if patterns.odd is not None:
            for match in patterns.odd.finditer(folded):
                if match.start("lead") not in self.ends:
                    yield from self._odd(match)
        for pattern in (patterns.turned, patterns.short):
            for match in pattern.finditer(folded) if pattern is not None else ():
                yield self._doubted(match.start(), match.end(), match["list"], bool(match["cf"]))
        if self.writing.slot == "number" and not self.writing.tail:
            yield from self._slipped()
            for match in patterns.bare.finditer(folded):
                found = self._reference(match.start(), match.end(), (), ())
                yield found._replace(kind="autre")

    def _numbered(self, match: re.Match[str], listed: str, end: int) -> Reference:
        numbers = numbers_of(listed)
        found = self._reference(match.start(), end, self._keys(numbers), numbers)
        if match["inner"] is None:
            return found
        # In parentheses of its own.
        return self._respelt(found, self._usual(match["cf"], listed))

    def _titled(self, match: re.Match[str]) -> Reference | None:
        folded = self.folded.text
        listed = listed_titles(self.titles, folded, match.end())
        if listed:
            keys = tuple(title.theme.key for title in listed)
            label = self._written(listed[0].start, listed[0].end) if len(listed) == 1 else ""
            found = self._reference(match.start(), listed[-1].end, keys, (), label)
            return self._as_called(match, found, listed)
        said = match["cf"] or folded[: match.start()].rstrip(" ").endswith("(")
        if not said and not self.writing.needs_cf:
            return None  # words
        rest = _UNKNOWN_LABEL.match(folded, match.end())
        assert rest is not None  # it matches the empty text too
        end = match.end() + len(rest[0].rstrip(" "))
        if not rest[0].strip(" "):
            end = match.end("lead")
        label = self._written(min(match.end(), end), end)
        found = self._reference(match.start(), end, (None,), (), label)
        return found if self.family.items else found._replace(keys=(self._own_key(label),))

    def _as_called(
        self, match: re.Match[str], found: Reference, listed: list[FoundTitle]
    ) -> Reference:
        """A reference to titles; where one is written with a slip, what writes it right."""
        edits: list[Misspelling] = []
        for title in listed:
            written = self._written(title.start, title.end)
            if normalise(written) not in map(normalise, (title.theme.key, *title.theme.names)):
                start, end = self.folded.origin(title.start, title.end)
                edits += rewritten(self.text, start, end, title.theme.label)
        if not edits:
            return found
        text, offset = found.text, 0
        for edit in edits:
            start, end = edit.start - found.start + offset, edit.end - found.start + offset
            text = f"{text[:start]}{edit.replacement}{text[end:]}"
            offset += len(edit.replacement) - (end - start)
        found = found._replace(readings=(text,), edits=tuple(edits))
        return found if all(title.is_sure for title in listed) else found._replace(kind="unread")

    def _of_titles(self, match: re.Match[str], listed: list[FoundTitle]) -> Reference | None:
        """A reference to the titles of what goes by numbers; its usual form has these."""
        folded = self.folded.text
        numbers = tuple(title.theme.number for title in listed if title.theme.number is not None)
        is_said = match["lead"][:1] != "c" or match["lead"].startswith(self.writing.lead[0])
        # After cf. alone, a word may be any word.
        is_telling = is_said or all(" " in folded[one.start : one.end] for one in listed)
        if len(numbers) != len(listed) or not is_telling:
            return None
        end = listed[-1].end
        closes = re.compile(r" *+[»\"”')]").match(folded, end)
        if closes and re.search(r"[«\"“'(]", folded[match.end("lead") : listed[0].start]):
            end = closes.end()
        keys = tuple(title.theme.key for title in listed)
        found = self._reference(match.start(), end, keys, numbers)
        has_cf = folded.startswith("cf", match.start()) and match.start() < match.start("lead")
        cf = folded[match.start() : match.start("lead")] if has_cf else ""
        if not is_said:
            cf = match["lead"]
        found = self._respelt(found, self._usual(cf, _listed(numbers)))
        return found if all(title.is_sure for title in listed) else found._replace(kind="unread")

    def _odd(self, match: re.Match[str]) -> Iterator[Reference]:
        """A number that is glued to the words, Roman, a word, or part of another number."""
        what = match["what"]
        written = self._written(*match.span("what"))
        value = int(what) if what.isdecimal() and len(what) <= 3 else written_number(what)
        if not what[0].isdigit() and not _is_number(what, written):
            return
        if match.end("lead") == match.start("what") and not what[0].isdigit():
            return  # part of a longer word
        if value is None:
            found = self._reference(match.start(), match.end(), (), ())
            yield found._replace(kind="unread")
        else:
            yield self._doubted(match.start(), match.end(), str(value), bool(match["cf"]))

    def _slipped(self) -> Iterator[Reference]:
        """The words with one slip among them, and a number."""
        lead, folded = self.writing.lead, self.folded.text
        for number in re.finditer(rf"(?<![\w.]){NUMBERS}(?!\w)", folded):
            first = max(number.start() - _LOOK_BACK, 0)
            words = list(_WORDS.finditer(folded, first, number.start()))
            if words and words[-1][0] in {"n", "no"} and len(words) > len(lead):
                words.pop()
            words = words[-len(lead) :]
            between = folded[words[-1].end() : number.start()] if words else "-"
            if len(words) < len(lead) or between.strip(" n°o") or not between:
                continue
            odd = [
                (word[0], meant)
                for word, meant in zip(words, lead, strict=True)
                if not re.fullmatch(words_in([meant]), word[0])
            ]
            if len(odd) == 1 and len(odd[0][1]) >= _LEAST_OF_A_SLIP and is_slip(*odd[0]):
                cf = re.compile(CF).match(folded, max(words[0].start() - 4, 0), words[0].start())
                has_cf = cf is not None and cf.end() == words[0].start()
                start = cf.start() if cf is not None and has_cf else words[0].start()
                yield self._doubted(start, number.end(), number[0], has_cf)

    def _doubted(self, start: int, end: int, listed: str, has_cf: bool) -> Reference:
        """What has one reading, if it names what the list has."""
        numbers = numbers_of(listed)
        keys = self._keys(numbers)
        found = self._reference(start, end, (), ())._replace(kind="unread")
        if None in keys:
            return found
        cf = self.folded.text[start:end] if has_cf else None
        usual = self._usual(cf, listed)
        edits = rewritten(self.text, found.start, found.end, usual)
        return found._replace(keys=keys, readings=(usual,), edits=edits)

    def _usual(self, cf: str | None, listed: str) -> str:
        writing = self.writing
        tail = writing.written.partition("}")[2].strip()
        listed = listed.strip().replace(" a ", " à ")
        return " ".join(filter(None, ("cf." if cf else "", writing.shown_lead, listed, tail)))

    def _respelt(self, found: Reference, usual: str) -> Reference:
        edits = rewritten(self.text, found.start, found.end, usual)
        return found._replace(readings=(usual,), edits=edits)

    def _keys(self, numbers: tuple[int, ...]) -> tuple[str | None, ...]:
        if not self.family.items:
            return tuple(self._own_key(str(number)) for number in numbers)
        known = self.themes.numbered(self.family.name)
        return tuple(theme.key if (theme := known.get(n)) else None for n in numbers)

    def _own_key(self, what: str) -> str:
        """What an item is called that stands in no list."""
        return f"{self.family.name} {what}"

    def _reference(
        self,
        start: int,
        end: int,
        keys: tuple[str | None, ...],
        numbers: tuple[int, ...],
        label: str = "",
    ) -> Reference:
        first, last = self.folded.origin(start, end)
        text = self.text[first:last]
        return Reference(
            *("family", first, last, text, keys, numbers, label), family=self.family.name
        )

    def _written(self, start: int, end: int) -> str:
        return self.text[slice(*self.folded.origin(start, end))]


def _is_number(what: str, written: str) -> bool:
    """Whether letters are surely a number: Roman ones in capitals, or a word but for *un*."""
    if set(what) <= set("ivxlc"):
        return written.isupper()
    return what not in {"un", "one"} and written_number(what) is not None


def _listed(numbers: tuple[int, ...]) -> str:
    written = [str(number) for number in numbers]
    return " et ".join(filter(None, (", ".join(written[:-1]), written[-1])))


@lru_cache(maxsize=64)
def _titles(themes: Themes, family: str) -> Titles:
    known: dict[str, Theme | None] = themes.names_of(family)
    return Titles(known)
