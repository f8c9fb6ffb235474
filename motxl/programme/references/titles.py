"""References to themes by their names, written otherwise than usual: a list of them, a name with a
slip, a theme of the Deal by its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from motxl.programme.families import DEAL
from motxl.programme.references.otherwise import CF, NAME, usual_cf, usual_name, usual_theme
from motxl.programme.references.reference import Reference, rewritten
from motxl.programme.references.tokens import Tokens, value_of
from motxl.programme.themes import Theme, Themes
from motxl.text.closest import is_slip, written_like
from motxl.text.normalise import normalise

# Over the letters of tokens: what comes before a name, and says of which family it is.
_LEAD = re.compile(
    rf"(?=[ckvqxX]|[tT]\.?[sS])(?P<cf>(?:{CF}|v)u{{0,2}})?(?:"
    rf"(?P<deal>{NAME}|(?(cf)d|(?!)))[-h:,(\[]{{0,2}}(?:[tT]\.?)?"
    r"|(?P<transversal>(?:[tT]\.?[sS]|(?(cf)w?s|(?!)))u?)"
    r"|(?(cf)(?P<theme>[tT])\.?(?P<number>o?[nr])?|(?!)))?[-h:,.q']{0,2}"
)
# The whole of a parenthesis, with the same groups: perhaps only a word like another.
_BARE = re.compile(
    r"(?<=[(\[])(?P<cf>)(?P<deal>)(?P<transversal>)(?P<theme>[tT])\.?(?P<number>(?!))?[-:]?"
)
# Over folded text: what stands between two names, and after the last one.
_BETWEEN = re.compile(
    r"(?: *+[,;&+/]| ++(?:et|and|und|y)(?= ))(?> *+(?:(?:et|and|und) ++)?)"
    r"(?>(?:(?:le|la|les) ++)?)(?>(?:themes? ++)?)(?>[«\"“' ]*)"
)
_NAME_ENDS = re.compile(r"[^()\[\]{},;:.&+/«»\"“”…]{0,120}")
_TITLE_ENDS = re.compile(r"[^()\[\]{};:.&+/«»\"“”…]{0,120}")
_CONJUNCTION = re.compile(r" (?:et|and|und|y) ")
_AFTER = re.compile(
    r"(?P<quote> *+[»\"”'])?(?P<family> *+,? *+(?P<open>\()?(?:(?:du|of the|del|des) ++)?"
    r"(?:cross *-? *border deal|transversal)(?(open)\)))? *+(?P<more>(?:…|\.\.\.|etc\b\.?)?)"
)
_DONE = re.compile(r" *+(?:[]()\[{},;:.!?]|- |(?:et|and|und) ++themes? ++transvers|\Z)")
# A prefix of a name, or a common word, is none.
_TELLING = 5


class FoundTitle(NamedTuple):
    theme: Theme
    start: int
    end: int
    """In the folded text"""
    is_sure: bool
    """Written in full, with one slip at most"""


class Titles:
    """Some themes by their normalised names."""

    def __init__(self, known: Mapping[str, Theme | None]) -> None:
        self._known = known
        self.any = bool(known)
        """Whether there is any"""
        either = "|".join(
            re.escape(name).replace(r"\ ", " +")
            for name in sorted(known, key=lambda name: (-len(name), name))
        )
        self._longest = re.compile(rf"(?:{either})(?!\w)") if known else None
        self._has_commas = any("," in name for name in known)
        self._meant: dict[str, tuple[Theme, bool] | None] = {}

    def at(self, text: str, start: int) -> FoundTitle | None:
        """The name that stands at a place of a folded text: a known one, or what is meant by the
        words up to the next sign."""
        match = self._longest.match(text, start) if self._longest else None
        if match:
            theme = self._known[normalise(match[0])]
            if theme is not None and not _GOES_ON.match(text, match.end()):
                return FoundTitle(theme, start, match.end(), True)
        if self._has_commas:
            # A title may hold commas itself, and go on after the first of them.
            longer = _TITLE_ENDS.match(text, start)
            assert longer is not None  # it matches the empty text too
            whole = longer[0].rstrip(" -,")
            meant = self._meant_by(normalise(whole)) if "," in whole else None
            if meant is not None:
                return FoundTitle(meant[0], start, start + len(whole), meant[1])
        words = _NAME_ENDS.match(text, start)
        assert words is not None  # it matches the empty text too
        whole = words[0].rstrip(" -")
        parts = _CONJUNCTION.split(whole, maxsplit=1)
        for written in dict.fromkeys((whole, parts[0])):
            meant = self._meant_by(normalise(written))
            if meant is not None:
                return FoundTitle(meant[0], start, start + len(written.rstrip(" ")), meant[1])
        return None

    def _meant_by(self, written: str) -> tuple[Theme, bool] | None:
        if written not in self._meant:
            self._meant[written] = self._closest(written)
        return self._meant[written]

    def _closest(self, written: str) -> tuple[Theme, bool] | None:
        known = self._known
        if written in known:
            theme = known[written]
            return (theme, True) if theme else None
        if len(written) < _TELLING:
            return None
        for is_sure, fits in ((True, is_slip), (True, _is_plural), (False, _begins)):
            found = {
                t for name, t in known.items() if len(name) >= _TELLING and fits(written, name)
            }
            if found:
                theme = found.pop()
                return (theme, is_sure) if theme and not found else None
        return None


_PLURAL = re.compile(r"[sx]\b")


def _is_plural(written: str, name: str) -> bool:
    """Whether both are the same but for plurals."""
    return _PLURAL.sub("", written) == _PLURAL.sub("", name)


def _begins(written: str, name: str) -> bool:
    one, other = _PLURAL.sub("", written), _PLURAL.sub("", name)
    return other.startswith((f"{one} ", f"{one},"))


_GOES_ON = re.compile(r" +(?!et |and |und |y |- |du cross|of the cross|transversal)[^\W\d_]")


class _Families:
    """The names that each kind of lead looks for."""

    def __init__(self, themes: Themes) -> None:
        self.deal = Titles(themes.names_of(themes.deal))
        self.transversal = Titles(themes.names_of(themes.transversal))
        self.any = Titles(themes.names_of(themes.deal, themes.transversal))


_families = lru_cache(maxsize=4)(_Families)


def find_titles(tokens: Tokens, themes: Themes) -> Iterator[Reference]:
    """References with one reading, and words that may be such a reference, in the order of the
    text.

    They may be usual ones, or hold such.
    """
    families = _families(themes)
    for lead in _LEAD.finditer(tokens.letters):
        if not (lead["cf"] or lead["deal"] or lead["transversal"]):
            continue
        if (lead["deal"] and not themes.deal) or (lead["transversal"] and not themes.transversal):
            continue
        is_seen = tokens.letters[lead.start()] == "v"
        if is_seen and not lead["theme"]:
            continue  # usual after "voir" too, or words
        names = families.any
        if lead["deal"] or lead["transversal"]:
            names = families.deal if lead["deal"] else families.transversal
        listed: list[FoundTitle] = []
        if lead.end() < len(tokens.starts):
            listed = listed_titles(names, tokens.folded.text, tokens.starts[lead.end()])
        if listed:
            found = _titled(tokens, lead, listed, themes.deal)
            if found is not None:
                yield found._replace(kind="unread") if is_seen else found
        elif lead["cf"] and (lead["transversal"] or "w")[0] in "tT":
            start, end = tokens.span(lead)
            yield Reference("unread", start, end, tokens.text[start:end])


def find_bare_titles(tokens: Tokens, themes: Themes) -> Iterator[Reference]:
    """Parentheses that hold nothing but the word theme and names of themes. Without a word that
    sends there, and without the family, each may be meant as words: they are told, and not read."""
    families = _families(themes)
    for lead in _BARE.finditer(tokens.letters):
        if lead.end() >= len(tokens.starts):
            continue
        listed = listed_titles(families.any, tokens.folded.text, tokens.starts[lead.end()])
        after = tokens.folded.text[listed[-1].end :].lstrip() if listed else ""
        if after.startswith((")", "]")) and all(name.is_sure for name in listed):
            found = _titled(tokens, lead, listed, themes.deal)
            if found is not None:
                yield found._replace(kind="unread")


def listed_titles(names: Titles, text: str, place: int) -> list[FoundTitle]:
    """The names that begin at a place, one after the other."""
    found: list[FoundTitle] = []
    name = names.at(text, place)
    while name is not None:
        found.append(name)
        between = _BETWEEN.match(text, name.end)
        name = names.at(text, between.end()) if between else None
    return found


def _titled(
    tokens: Tokens, lead: re.Match[str], names: list[FoundTitle], deal: str | None
) -> Reference | None:
    """The reference that begins with ``lead`` and holds some names; ``None`` for words that only
    begin like one."""
    folded, text = tokens.folded, tokens.text
    after = _AFTER.match(folded.text, names[-1].end)
    assert after is not None  # it matches the empty text too
    is_done = bool(after["more"] or _DONE.match(folded.text, after.end()))
    is_bare = not (lead["deal"] or lead["transversal"] or lead["theme"])
    if is_bare and not is_done:
        return None
    end = max(names[-1].end, after.end("quote"), after.end("family"))
    if after["more"] and not names[-1].is_sure:
        end = after.end("more")
    start, stop = folded.origin(tokens.starts[lead.start()], end)
    written = Reference("unread", start, stop, text[start:stop])
    number = value_of(tokens.words[lead.end("number") - 1]) if lead["number"] else None
    families = {name.theme.family for name in names}
    has_numbers = all(name.theme.number for name in names if name.theme.family == deal)
    if not is_done or not has_numbers or (number and names[0].theme.number != number):
        return written
    usual = _usual(tokens, lead, names, deal)
    edits = rewritten(text, start, stop, usual)
    found = written._replace(readings=(usual,), edits=edits, in_other_words=True)
    keys = tuple(name.theme.key for name in names)
    found = found._replace(keys=keys)
    is_said = not is_bare or all(" " in folded.text[name.start : name.end] for name in names)
    is_sure = bool(lead["transversal"]) or (is_said and all(name.is_sure for name in names))
    if len(families) > 1 or not is_sure or (number and len(names) > 1):
        return found
    if families == {deal}:
        numbers = tuple(name.theme.number or 0 for name in names)
        return found._replace(kind="deal", keys=keys, numbers=numbers)
    label = text[slice(*folded.origin(names[0].start, names[0].end))]
    return found._replace(kind="transversal", keys=keys, label=label)


def _usual(tokens: Tokens, lead: re.Match[str], names: list[FoundTitle], family: str | None) -> str:
    """The usual form: a list of numbers of the Deal, each transversal theme by its name."""
    folded, text = tokens.folded, tokens.text
    deal = usual_name(tokens, lead.span("deal")) if lead["deal"] else DEAL
    place = lead.start("transversal") if lead["transversal"] else None
    if place is not None and tokens.letters[place] not in "tT":
        place = None
    pieces = [usual_cf(tokens, lead)]
    for index, name in enumerate(names):
        between = folded.text[names[index - 1].end : name.start] if index else ""
        separator = " et " if _CONJUNCTION.search(between) else ", "
        if index:
            pieces.append(separator)
        if name.theme.family == family:
            follows = index > 0 and names[index - 1].theme.family == family
            goes_on = [n.theme.family == family for n in names[index : index + 2]] == [True, True]
            word = "thèmes" if goes_on else "thème"
            pieces.append(
                f"{name.theme.number}" if follows else f"{deal} {word} {name.theme.number}"
            )
            continue
        written = text[slice(*folded.origin(name.start, name.end))]
        is_known = normalise(written) in map(normalise, name.theme.names)
        label = written if is_known else written_like(name.theme.label, written)
        theme = usual_theme(tokens, None if index else place, "thème")
        pieces.append(f"{theme} transversal {label}")
    return "".join(pieces)
