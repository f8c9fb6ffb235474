"""The codes that a text names: the one grammar of them, for what follows a new numbering and for
what names nothing (rule REF109)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Literal, NamedTuple

from motxl.programme.codes import Code
from motxl.programme.scheme import MOT, CodeReading, Scheme
from motxl.text.holding import holding

Certainty = Literal["sure", "likely", "doubtful"]
"""``sure``: a code of this programme, whether it exists or not. ``likely``: one if the programme
has it. ``doubtful``: it may as well be another document's; nobody but a reader can tell."""


class Mention(NamedTuple):
    """A place in a text that names a code; offsets are 0-based, end exclusive."""

    start: int
    end: int
    code: Code
    certainty: Certainty


# What is repeated is taken as a whole (``++``): a text may be as long as Excel lets it be.
_UNITS = (
    r"(?:[kKmM]?€|%|°|million|millier|milliard|euro|m²"
    r"|(?:km|ha|h|an|ans|jours?|mois|etp|ETP)\b)"
)
_END = rf"(?![\w%€°]|\.[0-9]|,[0-9]|/[0-9]|\s?{_UNITS})"
# French, then English, German, Spanish, Italian and Dutch.
_REFERRING = ("cf", "voir", "see", "siehe", "vgl", "véase", "vedi", "zie")
_WORD = (
    r"(?:(?P<word>(?:%s)s?|actions?|points?|lignes?|codes?|cf\.?|voir|see|siehe|vgl\.?|véase|vedi"
    r"|zie)"
    r"(?:\s++(?:le|la|les|aussi|n[°o]|also|auch|maßnahmen?|measures?|tasks?|acci[oó]n|medida"
    r"|azione|misura|maatregel|actie))*"
    # What relates one row to another, and not to a day.
    r"|(?:doublon|lien|suite|idem|identique|complément|fusionn|regroup|rattach|remplac)\w*+"
    r"(?:\s++(?:avec|de|à|par))?)(?:\s++|(?<=[fl]\.))"
)
_LIST = r"%s%s(?:\s*+(?:,|;|et|ou|à|-)\s*+%s%s)*"
_WORDS = (
    *("action", "point", "ligne", "code", *_REFERRING),
    *("doublon", "lien", "suite", "idem", "identique", "complément", "fusionn", "regroup"),
    *("rattach", "remplac"),
)
# Three numbers are taken for a code wherever they stand; 1.2 may be a version or an amount, and 2
# anything: they count only after a word that announces them. Several may follow one such word.
_PLAIN_ENOUGH = 3
_DIGIT = re.compile("[0-9]")
_NEAR = 40
# What may stand between such a word and its code.
_BETWEEN = frozenset(
    (
        *("le", "la", "les", "aussi", "n°", "no", "avec", "de", "à", "par", "also", "auch"),
        *("maßnahme", "maßnahmen", "measure", "measures", "task", "tasks", "accion", "acción"),
        *("medida", "azione", "misura", "maatregel", "actie"),
    )
)
# Between the codes of a list.
_JOINS = frozenset((",", ";", "et", "ou", "à", "-"))
_FIGURES = frozenset("0123456789.")
_WITHIN_A_WORD, _WITHIN_A_NUMBER = re.compile(r"\w"), re.compile(r"[\w.,/-]")

# Words that announce other things' numbers as well: what they name counts if the programme has it.
_WEAK = ("point", "ligne", "code")
_NOT_OURS_BEFORE = (
    r"(?<!\w)(?:versions?|v|articles?|art|chapitres?|annexes?|normes?|pages?|p|tableaux?|figures?"
    r"|sections?|paragraphes?|alinéas?)\.?\s*+\Z|§\s*+\Z"
)
_NUMBERED_BEFORE = r"(?<!\w)n[°o]\s*+\Z"
# Documents with axes and objectives of their own, named in the same clause.
_OTHERS = (
    r"(?<!\w)(?:programmes?(?!\s+de\s+travail)|interreg|feder|fse|horizon|erasmus|plans?|schémas?"
    r"|stratégies?|sraddet|cper|contrats?|traités?|agenda|odd|accords?|chartes?|règlements?"
    r"|directives?|conventions?|pactes?|lois?|articles?|art|marchés?|commandes?)(?!\w)"
)
_CLAUSE = r"[;\n]|\.\s|(?<!\w)(?:cf|voir)(?!\w)"
_CLAUSE_LENGTH = 160
_OF = (
    r"[ \t\u00a0\u202f]++(?:du|des|de\s++la|de\s++l['’]|d['’])"
    r"(?!\s*+(?:présent\s++)?programme\s++de\s++travail)"
)
_NAME_AFTER = r"[ \t\u00a0\u202f]++\(?(?P<letter>[^\W\d_])"
_NAME_BEFORE = r"(?P<word>[^\W\d_][\w'’-]{2,})[ \t\u00a0\u202f]*+[,(:–-]?[ \t]*+\Z"
# After a code of one or two numbers: nothing that they could count.
_CLOSED = r"\s*+(?:\Z|[)\].:;!?»\"”]|,|(?:et|ou|à)(?!\w)|[-–—/])|[ \t]*+\n"


@cache
def _late(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Most texts name no code that is unknown: what only those need is compiled for the first."""
    return re.compile(pattern, flags)


class Grammar:
    """How the texts of a programme name its codes."""

    def __init__(self, scheme: Scheme, codes: Iterable[Code] = ()) -> None:
        """``codes`` are those of the programme, which say whose a code is that does not repeat its
        heading's: what may be several is ``doubtful``, what is none's is no mention."""
        self.scheme = scheme
        self.is_figures = scheme.is_figures
        names = [level.name.lower() for level in scheme.headings]
        level_of = {name: depth for depth, name in reversed(list(enumerate(names, 1))) if name}
        self._level_of = dict(sorted(level_of.items(), key=lambda item: -len(item[0])))
        self.words = (*self._level_of, *_WORDS)
        self._full: dict[CodeReading, list[Code]] = {}
        for code in codes if not scheme.has_whole_codes else ():
            for one in scheme.readings(scheme.write(code)):
                self._full.setdefault(one, []).append(code)

    @cached_property
    def word(self) -> re.Pattern[str]:
        """What announces codes, in small letters."""
        return re.compile(_WORD % "|".join(map(re.escape, self._level_of)))

    @cached_property
    def codes(self) -> re.Pattern[str]:
        """Codes that follow such a word."""
        code = self.code.pattern
        return re.compile(_LIST % (code, _END, code, _END))

    @cached_property
    def code(self) -> re.Pattern[str]:
        return re.compile(self.scheme.pattern(range(self.scheme.depth, 0, -1)))

    @cached_property
    def bare(self) -> re.Pattern[str] | None:
        """Codes that are known as such wherever they stand."""
        plain = [
            depth
            for depth in range(self.scheme.depth, 0, -1)
            if depth >= _PLAIN_ENOUGH or self.scheme.headings[depth - 1].prefix.strip()
        ]
        return re.compile(self.scheme.pattern(plain) + _END) if plain else None

    @cached_property
    def title(self) -> re.Pattern[str]:
        names = "|".join(map(re.escape, self._level_of))
        if self.is_figures:
            return re.compile(rf"\s*+(?:{names})\s++(?=[0-9])", re.IGNORECASE)
        return re.compile(rf"\s*+(?i:{names})\s++(?={self.code.pattern}{_END})")

    def shallowest(self, word: str) -> int:
        """How many parts a code has at least that stands after a word."""
        for name, depth in self._level_of.items():
            if word.startswith(name):
                return min(depth, 2)
        return min(2 if word else _PLAIN_ENOUGH, self.scheme.depth)

    def is_plain(self, code: Code) -> bool:
        """Whether a code looks like nothing else."""
        if len(code) >= _PLAIN_ENOUGH:
            return True
        return bool(self.scheme.headings[len(code) - 1].prefix.strip())

    def read(self, written: str) -> tuple[Code, bool] | None:
        """The code that is written so, and whether it can be no other."""
        found = [
            code
            for one in self.scheme.readings(written)
            for code in ([one.numbers] if one.is_whole else self._full.get(one, ()))
            if self.scheme.is_within(code)
        ]
        return (found[0], len(found) == 1) if found else None


@cache
def _grammar(scheme: Scheme) -> Grammar:
    return Grammar(scheme)


_USUAL = _grammar(MOT)


class _Announced(NamedTuple):
    """Codes after a word that announces them."""

    word: str
    start: int
    codes_start: int
    end: int


def grammar_of(scheme: Scheme, codes: Iterable[Code] = ()) -> Grammar:
    """How texts name the codes of a programme that are numbered so."""
    return _grammar(scheme) if scheme.has_whole_codes else Grammar(scheme, codes)


def mentions(text: str, grammar: Grammar = _USUAL) -> tuple[Mention, ...]:
    """The codes that a text names, in its order."""
    if grammar.is_figures and _DIGIT.search(text) is None:
        return ()
    found = {
        start: Mention(start, end, code, _certainty(text, one, code, grammar, is_one))
        for one in _announcing(text, grammar)
        for start, end, code, is_one in _listed(text, one, grammar)
    }
    least = _PLAIN_ENOUGH - 1 if grammar.is_figures else 0
    bare = grammar.bare if text.count(".") >= least else None
    before = _WITHIN_A_NUMBER if grammar.is_figures else _WITHIN_A_WORD
    for match in bare.finditer(text) if bare is not None else ():
        start = match.start()
        if start not in found and not before.match(text, max(start - 1, 0), start):
            found.update((mention.start, mention) for mention in _bare(text, match, grammar))
    return tuple(found[start] for start in sorted(found))


def may_mention(texts: Sequence[str], grammar: Grammar = _USUAL) -> frozenset[int]:
    """The places, from 0, of the texts that ``unknown_mentions`` may find any in: the others hold
    none of the words that announce a code, which is told of many at once."""
    return holding(grammar.words, texts)


def unknown_mentions(
    text: str, known: Container[Code], grammar: Grammar = _USUAL
) -> tuple[Mention, ...]:
    """The codes that a text surely names, and that are not known; in its order."""
    if grammar.is_figures and _DIGIT.search(text) is None:
        return ()
    found = [
        Mention(start, end, code, "sure")
        for one in _announcing(text, grammar, known)
        for start, end, code, is_one in _listed(text, one, grammar)
        if code not in known and _certainty(text, one, code, grammar, is_one) == "sure"
    ]
    return tuple(sorted(set(found)))


def unknown_in_list(
    text: str, known: Container[Code], grammar: Grammar = _USUAL
) -> tuple[Mention, ...]:
    """The codes of a cell that names rows, and nothing else, and that are not known; a number
    alone may be anything."""
    found: list[Mention] = []
    for one in _IN_A_LIST.finditer(text):
        read = grammar.read(one[0].rstrip("."))
        if read is None or not read[1] or read[0] in known:
            continue
        if len(read[0]) > 1 or grammar.is_plain(read[0]):
            found.append(Mention(one.start(), one.end(), read[0], "sure"))
    return tuple(found)


_IN_A_LIST = re.compile(r"[^\s,;/&()]+")


def _announcing(text: str, grammar: Grammar, known: Container[Code] = ()) -> Iterator[_Announced]:
    """Words that announce codes, with these; not those that announce one code alone that is
    ``known``."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals are two characters when they are small
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    # Figures are followed by words in whatever case; letters of a code are as they are written.
    held = lowered if grammar.is_figures else text
    for word in grammar.words:
        at = lowered.find(word)
        while at >= 0:
            if not grammar.is_figures or _is_near(lowered, at, known):
                match = grammar.word.match(lowered, at)
                codes = grammar.codes.match(held, match.end()) if match else None
                if match and codes and not _WITHIN_A_WORD.match(lowered, max(at - 1, 0), at):
                    yield _Announced(match["word"] or "", at, codes.start(), codes.end())
            at = lowered.find(word, at + 1)


def _is_near(lowered: str, at: int, known: Container[Code]) -> bool:
    """Whether figures may follow the word at a place: most of these words announce nothing, as no
    number is near, or it is another word's."""
    digit = _DIGIT.search(lowered, at, at + _NEAR)
    if not digit or not _BETWEEN.issuperset(lowered[at : digit.start()].split()[1:]):
        return False
    return not _is_one_of(known, lowered, digit.start())  # as most headings: "AXE 1 - …"


def _is_one_of(known: Container[Code], text: str, start: int) -> bool:
    """Whether the figures from ``start`` on are a known code, and no other may go on from it."""
    end, most = start, min(start + _NEAR, len(text))
    while end < most and text[end] in _FIGURES:
        end += 1
    if end == most < len(text) or not text[start - 1].isspace():
        return False
    written = text[start:end].rstrip(".")
    if ".." in written or tuple(map(int, written.split("."))) not in known:
        return False
    after = _DIGIT.search(text, end)
    return after is None or text[end : after.start()].strip() not in _JOINS


def title_number(label: str, grammar: Grammar = _USUAL) -> int | None:
    """Where the number of a heading's title begins: ``AXE 3 - …``, ``Objectif 2.1 : …``."""
    title = grammar.title.match(label)
    return title.end() if title else None


def code_in_cell(text: str, grammar: Grammar = _USUAL) -> tuple[Code, bool] | None:
    """The code that a cell of a column of codes holds, and nothing else, and whether it can be no
    other."""
    return grammar.read(text.strip())


def _listed(
    text: str, found: _Announced, grammar: Grammar
) -> Iterator[tuple[int, int, Code, bool]]:
    """Start, end and code of each that a word announces, and whether it can be no other code."""
    shallowest = grammar.shallowest(found.word)
    matches = grammar.code.finditer(text, found.codes_start, found.end)
    for place, one in enumerate(matches):
        read = grammar.read(one[0])
        if read is None:
            continue
        code, is_one = read
        is_short = len(code) < shallowest or (place and len(code) == 1)
        goes_on = place and found.word.endswith("s") and shallowest == 1
        if is_short and not goes_on and not grammar.is_plain(code):
            continue  # "axe 2, 12 actions"
        yield one.start(), one.end(), code, is_one


def _certainty(
    text: str, found: _Announced, code: Code, grammar: Grammar, is_one: bool
) -> Certainty:
    word = found.word
    refers = word.startswith(_REFERRING)
    if not is_one or _is_of_another(text, found.end):
        return "doubtful"
    if not refers:
        clause = _clause_before(text, found.start)
        if _late(_OTHERS).search(clause):
            return "doubtful"
        name = _late(_NAME_BEFORE).search(clause) if len(code) == 1 else None
        if name and name["word"][0].isupper() and not _begins(clause, name):
            return "doubtful"
    if word.startswith(_WEAK):
        return "likely"
    if grammar.is_plain(code) or _late(_CLOSED).match(text, found.end):
        return "sure"
    return "likely"


def _bare(text: str, match: re.Match[str], grammar: Grammar) -> Iterator[Mention]:
    before = text[max(match.start() - 40, 0) : match.start()]
    if _late(_NOT_OURS_BEFORE).search(before):
        return
    read = grammar.read(match[0])
    if read is None:
        return
    code, is_one = read
    certainty: Certainty = "likely"
    if (
        not is_one
        or _late(_NUMBERED_BEFORE).search(before)
        or _is_of_another(text, match.end())
        or _late(_OTHERS).search(_clause_before(text, match.start()))
    ):
        certainty = "doubtful"
    yield Mention(match.start(), match.end(), code, certainty)


def _is_of_another(text: str, end: int) -> bool:
    """Whether what follows says whose it is: “axe 2 du programme Interreg”, “axe 2 FEDER”."""
    if _late(_OF).match(text, end):
        return True
    name = _late(_NAME_AFTER).match(text, end)
    return name is not None and name["letter"].isupper()


def _clause_before(text: str, start: int) -> str:
    before = text[max(start - _CLAUSE_LENGTH, 0) : start]
    return before[max((end.end() for end in _late(_CLAUSE).finditer(before)), default=0) :]


def _begins(clause: str, name: re.Match[str]) -> bool:
    """Whether a word has its capital only because it begins the text."""
    return not clause[: name.start()].strip() and not name["word"].isupper()
