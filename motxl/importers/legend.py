"""The legend of a source: the themes, families and colours that it says. Pure.

Lines such as ``Cross-border Deal thème 1 : Mobilité``, ``Thèmes transversaux : Montagne ; Eau``, or
``ODD 4 – Éducation`` below ``Légende``. A family that a workbook does not know is taken only where
the line says how it is written: below a title of a legend, or in the words of the programme itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from motxl.programme.families import (
    DEAL,
    JETON,
    OF_THEMES,
    TRANSVERSAL,
    USUAL,
    Families,
    Family,
    UnreadWritingError,
    Writing,
    read_writings,
)
from motxl.programme.references import find_references
from motxl.programme.themes import Theme, Themes, deal_key
from motxl.text.normalise import normalise


class LegendLine(NamedTuple):
    """A line that may be one of a legend."""

    number: int
    """By which whoever asks knows it"""
    text: str
    is_new: bool = False
    """Whether it is marked as new"""
    is_known: bool = False
    """Whether it is one of a legend, though it may name no theme"""
    colour: str | None = None
    """``RRGGBB`` of its words, where they have a colour"""


class Legend(NamedTuple):
    """What the lines say."""

    themes: list[Theme]
    families: list[Family]
    """Those that are not the usual ones"""
    colours: dict[str, str]
    """``RRGGBB`` by the names of families"""
    placed: list[int]
    """The numbers of the lines that were understood"""
    in_doubt: list[int]
    """Those of them whose last two titles may be one"""
    unread: list[int]
    """Those of the others that seem to be of a legend"""
    worded: dict[str, str]
    """Colours that a line names in words and does not show, by the names of families"""


_TITLE = re.compile(r"(?:legende?|legends?|key|legende der farben|themes?|themen)(?: *:)?")
_SEPARATOR = r"(?:\s*[:–—]\s*|\s+-\s+|\s*\.\s+)"
_NUMBERED = re.compile(
    rf"(?P<lead>[^\W\d_][^\d:;]{{1,60}}?)\s*(?:n[°º]\s*)?(?P<number>\d{{1,3}}){_SEPARATOR}(?P<title>\S.*)",
    re.DOTALL,
)
_LISTED = re.compile(r"(?P<lead>[^\W\d_][^:;]{1,60}?)\s*:\s*(?P<titles>\S.*)?", re.DOTALL)
_ONE_TRANSVERSAL = re.compile(rf"th[eè]me\s+transversal{_SEPARATOR}(?P<title>\S.*)", re.I | re.S)
_TRANSVERSAL = re.compile(
    r"(?:les )?themes? transversa(?:l|ux)(?: (?:de|du|pour|en) .+| 20\d\d| ?\(.*\))?"
)
_DEAL = re.compile(
    rf"(?:(?:les |the )?[a-z]+ (?:du|of|of the) )?{re.escape(normalise(DEAL))}\b(?! theme \d)"
)
_IN_DEAL = re.compile(
    rf"(?:th[eè]me\s+)?(?P<number>\d{{1,3}})(?:{_SEPARATOR}|\s+)(?P<title>\D.*)", re.I
)
_IN_COLOUR = re.compile(
    r"\b(?:en|in) (?:orange|bleue?s?|verte?s?|rouges?|violet(?:te)?s?|mauves?|marron|jaunes?|roses?"
    r"|blue|green|red|purple|brown|blau|grun|rot|violett|braun)\b"
)
_THEMES = re.compile(r"\bthemes?\b")
_NAMES_DEAL = normalise(DEAL)
_SEEMS = re.compile(rf"\blegende?\b|\bthemes? (?:transversa|\d)|{re.escape(normalise(DEAL))}")
_AND = re.compile(r"\s(?:et|and|und)\s")
_JETONS = re.compile(r"jetons?\b|offre modulable")


def read_legend(lines: Iterable[LegendLine], labels: Sequence[str]) -> Legend:
    """What the lines of a legend say; ``labels`` are those of the programme, which show how it
    writes its references."""
    return _Reader(labels).read(lines)


class _Reader:
    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = labels
        self.themes: list[Theme] = []
        self.families: dict[str, Family] = {}
        self.shown: dict[str, Counter[str]] = {}
        self.of_themes: Counter[str] = Counter()
        """The colours of lines about themes of whatever family"""
        self.worded: dict[str, str] = {}
        self.themes_worded = ""
        """What a line about themes of whatever family says of their colour"""
        self.placed: list[int] = []
        self.unread: list[int] = []
        self.in_doubt: list[int] = []
        self.is_inside = False
        """Whether a title of a legend stands above"""
        self.heading = ""
        """The words of the title above, where it names a family"""
        self.used: dict[Writing, bool] = {}
        self.awaited: int | None = None
        """The number of a title of the Deal, with words of its own, below which no theme stands"""
        self.of_titles: Family | None = None
        """The family to which titles alone belong"""

    def read(self, lines: Iterable[LegendLine]) -> Legend:
        for line in lines:
            text = " ".join(line.text.split())
            if text and (self._line(line, text) or line.is_known):
                self.placed.append(line.number)
            elif line.is_new or _SEEMS.search(normalise(text)):
                self.unread.append(line.number)
        if self.awaited in self.placed:
            self.placed.remove(self.awaited)
            self.unread.append(self.awaited)
        usual = {DEAL, TRANSVERSAL} & {theme.family for theme in self.themes}
        for name in usual if self.of_themes else ():
            self.shown.setdefault(name, self.of_themes)
        if self.themes_worded and usual and not usual & set(self.shown):
            self.worded[min(usual)] = self.themes_worded
        colours = {name: one.most_common(1)[0][0] for name, one in self.shown.items()}
        families = [one for one in self.families.values() if one not in USUAL.all]
        worded = {name: words for name, words in self.worded.items() if name not in colours}
        found = self.placed, self.in_doubt, self.unread
        return Legend(self.themes, families, colours, *found, worded)

    def _line(self, line: LegendLine, text: str) -> bool:
        key = normalise(text)
        if _TITLE.fullmatch(key):
            self.is_inside, self.heading, self.of_titles = True, "", None
            return True
        if one := _ONE_TRANSVERSAL.fullmatch(text):
            return self._take(line, _usual(TRANSVERSAL), None, one["title"])
        if numbered := _NUMBERED.fullmatch(text):
            family = self._numbered_family(numbered["lead"])
            number = int(numbered["number"])
            return family is not None and self._take(line, family, number, numbered["title"])
        listed = _LISTED.fullmatch(text)
        says_colour = _IN_COLOUR.search(key)
        of_themes = says_colour is not None and _THEMES.search(key) is not None
        is_colour_first = of_themes and _IN_COLOUR.match(key) is not None
        if listed is not None and not _JETONS.search(key) and not is_colour_first:
            return self._listed(line, listed["lead"], listed["titles"] or "")
        if _DEAL.match(key):
            self._head_deal(line)
            return True
        if _JETONS.search(key) and (line.is_known or self.is_inside or says_colour):
            self._show(_usual(JETON), line)
            if says_colour:
                self.worded[JETON] = says_colour[0]
            return True
        if of_themes and says_colour:
            self.themes_worded = says_colour[0]
            if line.colour is not None:
                self.of_themes[line.colour] += 1
            self.is_inside, self.of_titles = True, None
            self.heading = DEAL if _NAMES_DEAL in key else ""
            return True
        if self.of_titles is not None and self.is_inside:
            return self._take(line, self.of_titles, None, text)
        return False

    def _head_deal(self, line: LegendLine) -> None:
        self.heading, self.of_titles = DEAL, None
        self._show(_usual(DEAL), line)

    # Families

    def _numbered_family(self, lead: str) -> Family | None:
        """The family whose items are numbered behind some words."""
        key = normalise(lead)
        if key == "theme":
            return self._of_bare_number()
        writing = f"{lead.strip()} {{n}}"
        if key == "cross-border deal theme":
            return _usual(DEAL)
        return self._family(_name_of(lead), writing)

    def _of_bare_number(self) -> Family | None:
        """That of ``Thème 1 : …``, of which the title above or the programme's words say more."""
        if self.heading == DEAL:
            return _usual(DEAL)
        if self.heading:
            return self._family(self.heading, f"{self.heading} thème {{n}}", sure=False)
        bare = self._made("Thème", "thème {n}")
        candidates = [one for one in (_usual(DEAL), bare) if one and self._is_used(one)]
        if not candidates:
            return None
        found = candidates[0]
        self.families.setdefault(found.name, found)
        return self.families[found.name]

    def _family(
        self, name: str, writing: str, titles: Sequence[str] = (), *, sure: bool = True
    ) -> Family | None:
        """A family by its name, made where it is not known yet; ``None`` where nothing says that it
        is written so. It is ``sure`` where the line itself says the writing in full."""
        known = self.families.get(name)
        if known is not None:
            return known
        made = self._made(name, writing)
        if made is None or not (self._is_used(made, titles) or (sure and self.is_inside)):
            return None
        self.families[name] = made
        return made

    def _made(self, name: str, writing: str) -> Family | None:
        try:
            return Family(name, read_writings(writing), items=OF_THEMES, column=name)
        except UnreadWritingError:
            return None

    def _is_used(self, family: Family, titles: Sequence[str] = ()) -> bool:
        """Whether the programme refers to it, or to one of its titles, as it is written."""
        if not titles and family.usual in self.used:
            return self.used[family.usual]
        items = [Theme(title, family.name, None, title) for title in titles]
        themes = Themes(items, families=Families((family,)))
        found = (one for label in self.labels for one in find_references(label, themes))
        self.used[family.usual] = any(one.is_read for one in found)
        return self.used[family.usual]

    # Titles

    def _listed(self, line: LegendLine, lead: str, titles: str) -> bool:
        key = normalise(lead)
        if _DEAL.match(key):
            parts = _parts(titles)
            numbered = [one for one in map(_IN_DEAL.fullmatch, parts) if one is not None]
            self._head_deal(line)
            if len(numbered) < len(parts):
                # Words that are no list say more of the title: what it lists must stand below.
                self.awaited = line.number
                return not numbered and ";" not in titles
            for one in numbered:
                self._take(line, _usual(DEAL), int(one["number"]), one["title"])
            return True
        if _TRANSVERSAL.fullmatch(key):
            family: Family | None = _usual(TRANSVERSAL)
        else:
            named = _parts(titles)
            family = self._family(lead, f"{lead} {{intitulé}}", named, sure=False)
        if not titles:
            if family is None and not self.is_inside:
                return False
            self.heading, self.of_titles = lead, family
            if family is not None:
                self._show(family, line)
                self.is_inside = True
            return True
        if family is None:
            return False
        parts = _parts(titles)
        if len(parts) > 1 and ";" not in titles and _AND.search(parts[-1]):
            self.in_doubt.append(line.number)
        for part in parts:
            self._take(line, family, None, part)
        return True

    def _take(self, line: LegendLine, family: Family, number: int | None, title: str) -> bool:
        title = title.strip()
        if number is None:
            key = title
        elif family.name == DEAL:
            key, self.awaited = deal_key(number), None
        else:
            key = f"{family.name} {number}"
        theme = Theme(key, family.name, number, title, new=line.is_new)
        if theme not in self.themes:
            self.themes.append(theme)
        self.families.setdefault(family.name, family)
        self._show(family, line)
        return True

    def _show(self, family: Family, line: LegendLine) -> None:
        if line.colour is not None:
            self.shown.setdefault(family.name, Counter())[line.colour] += 1


def _usual(name: str) -> Family:
    family = USUAL.named(name)
    assert family is not None
    return family


def _name_of(lead: str) -> str:
    """What a family is called: ``Pacte lorrain`` of ``Pacte lorrain thème``."""
    words = lead.split()
    if len(words) > 1 and normalise(words[-1]) in {"theme", "themes"}:
        words = words[:-1]
    return " ".join(words)


def _parts(titles: str) -> list[str]:
    pattern = r"\s*;\s*" if ";" in titles else r"\s*,\s+"
    return [part.rstrip(".").strip() for part in re.split(pattern, titles) if part.strip(" .")]


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "br", "li", "div"}:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        self.found[-1] += data


def paragraphs(text: str) -> list[str]:
    """The lines of a text of the published legend, which may be HTML; none for an empty one."""
    if "<" not in text:
        return [text] if text else []
    parser = _Paragraphs()
    parser.feed(text)
    parser.close()
    return [line for part in parser.found if (line := part.strip())]
