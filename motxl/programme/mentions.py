"""The codes that a text names: the one grammar of them, for what follows a new numbering and for
what names nothing (rule REF109)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from motxl.programme.codes import MAX_DEPTH, Code
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
_NUMBER = r"(?:0|[1-9][0-9]{0,3})"
_CODE = rf"{_NUMBER}(?:\.{_NUMBER}){{0,{MAX_DEPTH - 1}}}"
_UNITS = (
    r"(?:[kKmM]?€|%|°|million|millier|milliard|euro|m²"
    r"|(?:km|ha|h|an|ans|jours?|mois|etp|ETP)\b)"
)
_END = rf"(?![\w%€°]|\.[0-9]|,[0-9]|/[0-9]|\s?{_UNITS})"
# Three numbers are taken for a code wherever they stand; 1.2 may be a version or an amount, and 2
# anything: they count only after a word that announces them. Several may follow one such word.
# What must not stand before is looked at afterwards: most characters begin neither.
_BARE = rf"{_NUMBER}(?:\.{_NUMBER}){{{MAX_DEPTH - 1}}}{_END}"
_ANNOUNCED = (
    r"(?:(?P<word>axes?|objectifs?|actions?|points?|lignes?|codes?|cf\.?|voir)"
    r"(?:\s++(?:le|la|les|aussi|n[°o]))*"
    # What relates one row to another, and not to a day.
    r"|(?:doublon|lien|suite|idem|identique|complément|fusionn|regroup|rattach|remplac)\w*+"
    r"(?:\s++(?:avec|de|à|par))?)(?:\s++|(?<=f\.))"
    rf"(?P<list>{_CODE}{_END}(?:\s*+(?:,|;|et|ou|à|-)\s*+{_CODE}{_END})*)"
)
_WORDS = (
    *("axe", "objectif", "action", "point", "ligne", "code", "cf", "voir"),
    *("doublon", "lien", "suite", "idem", "identique", "complément", "fusionn", "regroup"),
    *("rattach", "remplac"),
)
_DIGIT = re.compile("[0-9]")
_NEAR = 40
# What may stand between such a word and its code.
_BETWEEN = frozenset(("le", "la", "les", "aussi", "n°", "no", "avec", "de", "à", "par"))
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


_TITLE = r"\s*+(?:axe|(?:sous-)?objectif)\s++(?=[0-9])"


@cache
def _late(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Most texts name no code that is unknown: what only those need is compiled for the first."""
    return re.compile(pattern, flags)


def mentions(text: str) -> tuple[Mention, ...]:
    """The codes that a text names, in its order."""
    if _DIGIT.search(text) is None:
        return ()
    found = {
        start: Mention(start, end, code, _certainty(text, match, code))
        for match in _announcing(text)
        for start, end, code in _listed(match)
    }
    for match in _late(_BARE, 0).finditer(text) if text.count(".") >= MAX_DEPTH - 1 else ():
        start = match.start()
        if start not in found and not _WITHIN_A_NUMBER.match(text, max(start - 1, 0), start):
            found.update((mention.start, mention) for mention in _bare(text, match))
    return tuple(found[start] for start in sorted(found))


def may_mention(texts: Sequence[str]) -> frozenset[int]:
    """The places, from 0, of the texts that ``unknown_mentions`` may find any in: the others hold
    none of the words that announce a code, which is told of many at once."""
    return holding(_WORDS, texts)


def unknown_mentions(text: str, known: Container[Code]) -> tuple[Mention, ...]:
    """The codes that a text surely names, and that are not known; in its order."""
    if _DIGIT.search(text) is None:
        return ()
    found = [
        Mention(start, end, code, "sure")
        for match in _announcing(text, known)
        for start, end, code in _listed(match)
        if code not in known and _certainty(text, match, code) == "sure"
    ]
    return tuple(sorted(found))


def _announcing(text: str, known: Container[Code] = ()) -> Iterator[re.Match[str]]:
    """Words that announce codes, with these: in the text in small letters, at the same places;
    not those that announce one code alone that is ``known``."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals are two characters when they are small
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    for word in _WORDS:
        at = lowered.find(word)
        while at >= 0:
            # Most of these words announce nothing: no number is near, or it is another word's.
            digit = _DIGIT.search(text, at, at + _NEAR)
            near = digit and _BETWEEN.issuperset(lowered[at : digit.start()].split()[1:])
            if digit and near and _is_one_of(known, lowered, digit.start()):
                near = False  # as most headings: "AXE 1 - …"
            match = _late(_ANNOUNCED, 0).match(lowered, at) if near else None
            if match and not _WITHIN_A_WORD.match(lowered, max(at - 1, 0), at):
                yield match
            at = lowered.find(word, at + 1)


def _is_one_of(known: Container[Code], text: str, start: int) -> bool:
    """Whether the figures from ``start`` on are a known code, and no other may go on from it."""
    end, most = start, min(start + _NEAR, len(text))
    while end < most and text[end] in _FIGURES:
        end += 1
    if end == most < len(text) or not text[start - 1].isspace():
        return False
    written = text[start:end].rstrip(".")
    if ".." in written or _parts(written) not in known:
        return False
    after = _DIGIT.search(text, end)
    return after is None or text[end : after.start()].strip() not in _JOINS


def title_number(label: str) -> int | None:
    """Where the number of a heading's title begins: ``AXE 3 - …``, ``Objectif 2.1 : …``."""
    title = _late(_TITLE).match(label)
    return title.end() if title else None


def code_in_cell(text: str) -> Code | None:
    """The code that a cell of a column of codes holds, and nothing else."""
    written = text.strip()
    return _parts(written) if _late(_CODE, 0).fullmatch(written) else None


def _parts(written: str) -> Code:
    return tuple(map(int, written.split(".")))


def _listed(match: re.Match[str]) -> Iterator[tuple[int, int, Code]]:
    """Start, end and code of each that a word announces."""
    word = match["word"] or ""
    shallowest = 1 if word.startswith("axe") else 2 if word else MAX_DEPTH
    at = match.start("list")
    for place, one in enumerate(_late(_CODE, 0).finditer(match["list"])):
        code = _parts(one[0])
        if len(code) < shallowest or (place and len(code) == 1 and not word.endswith("s")):
            continue  # "axe 2, 12 actions"
        yield at + one.start(), at + one.end(), code


def _certainty(text: str, match: re.Match[str], code: Code) -> Certainty:
    word = match["word"] or ""
    refers = word.startswith(("cf", "voir"))
    if _is_of_another(text, match.end()):
        return "doubtful"
    if not refers:
        clause = _clause_before(text, match.start())
        if _late(_OTHERS).search(clause):
            return "doubtful"
        name = _late(_NAME_BEFORE).search(clause) if len(code) == 1 else None
        if name and name["word"][0].isupper() and not _begins(clause, name):
            return "doubtful"
    if word.startswith(_WEAK):
        return "likely"
    if len(code) == MAX_DEPTH or _late(_CLOSED).match(text, match.end()):
        return "sure"
    return "likely"


def _bare(text: str, match: re.Match[str]) -> Iterator[Mention]:
    before = text[max(match.start() - 40, 0) : match.start()]
    if _late(_NOT_OURS_BEFORE).search(before):
        return
    certainty: Certainty = "likely"
    if (
        _late(_NUMBERED_BEFORE).search(before)
        or _is_of_another(text, match.end())
        or _late(_OTHERS).search(_clause_before(text, match.start()))
    ):
        certainty = "doubtful"
    yield Mention(match.start(), match.end(), _parts(match[0]), certainty)


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
