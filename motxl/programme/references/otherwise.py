"""References to themes of the Deal by their numbers, written otherwise than usual: another order,
a name with a slip, a Roman number, a dash or a parenthesis between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motxl.programme.families import DEAL
from motxl.programme.references.reference import Reference, rewritten
from motxl.programme.references.tokens import Tokens, value_of
from motxl.programme.references.usual import keys_of, numbers_of
from motxl.programme.themes import Themes
from motxl.text.closest import written_like

# All of these look at the letters of tokens.
CF = r"(?:c[.:]{0,2}|k\.f[.:]{0,2})"
NAME = r"q?[xX][-h]{0,2}[bB][-h]{0,2}[dD]q?"
_THEME = r"[tT]\.?"
_NUMBER_WORD = r"(?:o[.:]?)?"
_ITEM = rf"(?:(?:[,;&+/][eaO]?|[eaO]|[-h])(?:{_THEME}o?)?|{_THEME}o?)[nr](?![wvl])"
_LIST = rf"[nr](?>(?:{_ITEM})*)"
_NUMBERS = rf"[-:h]?{_NUMBER_WORD}(?:(?P<list>{_LIST})|\((?P<inner>{_LIST})\))"
# A Deal without its name: nothing before or after it may say which one it is.
_PLAIN_BEFORE = r"(?<![a-bdf-pr-tv-zA-Z'?~])(?P<plain>q?dq?)"
_PLAIN_AFTER = r"(?P<plain>q?dq?)(?![a-df-zA-Z?])"
# Part of the name, or its initials.
_PART = r"(?P<part>g[-h]?d?|[xX][-h]?(?:[bB](?![wdDh])|[dD])|[bB][-h]?d)"
_IN_BRACKETS = r"(?:(?P<open>[(\[])|u{0,2})"
_CLOSED = r"(?(open)[)\]]?)"
# Its beginning would be looked at anew from each of its items.
_NOT_IN_A_LIST = r"(?<![nr])(?<![nr][-h,;&+/eaO])(?<![nr][,;&+/][eaO])"
_READ = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?P<cf>{CF})u{{0,2}})?(?:(?P<name>{NAME})|{_PLAIN_BEFORE}|{_PART})"
        rf"[-h:,./;]{{0,2}}{_IN_BRACKETS}{_THEME}{_NUMBERS}{_CLOSED}",
        rf"{_NOT_IN_A_LIST}(?:(?P<cf>{CF})u{{0,2}})?(?:{_THEME}{_NUMBERS}|(?P<ordinal>m){_THEME})"
        rf"q?[-h:,/]{{0,2}}{_IN_BRACKETS}(?:(?P<name>{NAME})|{_PLAIN_AFTER}|{_PART}){_CLOSED}",
    )
)
# Words before a reference that stand outside of it.
_LED = r"(?:(?<=[vl])|(?<=[vl][uw])|(?<=[vl][uw]u))"
# Without the word theme, or the name of what has themes, or a number.
_UNSURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<cf>{CF})u{{0,2}}(?:(?P<name>{NAME})|(?P<plain>d)|{_PART})[-h:,]?{_NUMBER_WORD}"
        rf"(?P<list>{_LIST})(?![\w?])",
        rf"(?<=[(\[])(?P<cf>)(?:{_THEME}u{{0,2}})?(?:(?P<name>{NAME})|(?P<plain>d)|{_PART})"
        rf"[-h:,]?{_NUMBER_WORD}(?P<list>{_LIST})(?=[)\]])",
        rf"(?<=[-,:;/])(?P<cf>)(?P<plain>d){_NUMBER_WORD}(?P<list>{_LIST})(?=[)\];,.]|\Z)",
        rf"(?P<cf>)(?P<name>{NAME})[-h:,]?o[.:]?(?P<list>{_LIST})(?![\w?])",
        rf"(?P<cf>{CF})u{{0,2}}{_THEME}{_NUMBERS}(?=[]),;.]|\Z)",
        rf"(?<=[(\[])(?P<cf>){_THEME}{_NUMBERS}(?=[)\]])",
        rf"{_LED}(?P<cf>)(?:{_THEME}u{{0,2}})?(?:(?P<plain>d)|{_PART})[-h:,]?{_NUMBER_WORD}"
        rf"(?P<list>{_LIST})(?![\w?])",
        rf"{_LED}(?P<cf>){_THEME}{_NUMBERS}(?=[]),;.]|\Z)",
        rf"(?P<cf>{CF})u{{0,2}}(?P<misspelt>{NAME})(?=[]),;.]|\Z)",
    )
)
# The keys of the digits 1 to 9 on a French keyboard, without Shift.
_UNSHIFTED = re.compile(rf"(?:(?P<cf>{CF})u{{0,2}})?(?P<name>{NAME}){_THEME}(?P<key>.)(?=[)\]]|\Z)")
_KEYS = "&é\"'(-è_ç"


def find_otherwise(tokens: Tokens, themes: Themes) -> Iterator[Reference]:
    """References that name what has themes, the word theme and a number: with one reading, or
    unread. They may be usual ones, or hold such."""
    for pattern in _READ:
        for match in pattern.finditer(tokens.letters):
            found = _found(tokens, match, themes)
            is_said = bool(match["cf"]) or tokens.letters.endswith(("(", "["), 0, match.start())
            is_alone = pattern is _READ[0] and match["plain"] and not is_said
            if "O" in match[0] or is_alone or (match["part"] and is_said):
                yield _unread(found)
            elif not match["part"]:
                yield found


def find_unsure(tokens: Tokens, themes: Themes) -> Iterator[Reference]:
    """Words that lack one of these, and may be such a reference all the same."""
    for match in _UNSHIFTED.finditer(tokens.letters):
        if tokens.written(match.start("key")) in _KEYS:
            yield _unshifted(tokens, match, themes)
    for pattern in _UNSURE:
        for match in pattern.finditer(tokens.letters):
            if "misspelt" not in pattern.groupindex:
                found = _found(tokens, match, themes)
                is_key = "plain" in pattern.groupindex and _is_key(tokens, match, themes)
                yield found if is_key else _unread(found)
            elif not match["misspelt"].islower():
                start, end = tokens.span(match)
                yield Reference("unread", start, end, tokens.text[start:end])


def _unshifted(tokens: Tokens, match: re.Match[str], themes: Themes) -> Reference:
    """A number that was typed without Shift."""
    start, end = tokens.span(match)
    key = tokens.written(match.start("key"))
    number = _KEYS.index(key) + 1
    found = Reference("unread", start, end, tokens.text[start:end])
    keys = keys_of((number,), themes)
    if None in keys:
        return found
    usual = f"{found.text[: -len(key)]}{number}"
    edits = rewritten(tokens.text, start, end, usual)
    return found._replace(keys=keys, readings=(usual,), edits=edits)


def _is_key(tokens: Tokens, match: re.Match[str], themes: Themes) -> bool:
    """Whether the Deal and its number are just what the theme is called in the sheet Thèmes."""
    is_said = match["cf"] or tokens.letters.endswith(("(", "["), 0, match.start())
    if not match["plain"] or not is_said:
        return False
    start, end = match.start("plain"), match.end("list")
    return (
        themes.called(tokens.folded.text[tokens.starts[start] : tokens.ends[end - 1]]) is not None
    )


def _unread(found: Reference) -> Reference:
    """A reference whose reading is not sure. It has no reading where a theme is unknown, or where
    only one of several is meant."""
    is_one = None not in found.keys and " ou " not in found.readings[0]
    return Reference(
        *("unread", found.start, found.end, found.text, found.keys if is_one else ()),
        readings=found.readings if is_one else (),
        edits=found.edits if is_one else (),
        in_other_words=is_one and found.in_other_words,
    )


def _found(tokens: Tokens, match: re.Match[str], themes: Themes) -> Reference:
    groups = match.groupdict()
    listed = next(g for g in ("list", "inner", "ordinal") if groups.get(g))
    written = _written_list(tokens, range(*match.span(listed)))
    numbers = numbers_of(written.replace("à", "a"))
    start, end = tokens.span(match)
    named = next((g for g in ("name", "plain", "part") if groups.get(g)), None)
    theme = next((p for p in range(*match.span()) if tokens.letters[p] in "tT"), None)
    usual = (
        f"{usual_cf(tokens, match)}{usual_name(tokens, match.span(named)) if named else DEAL}"
        f" {usual_theme(tokens, theme, 'thème' if len(numbers) == 1 else 'thèmes')} {written}"
    )
    return Reference(
        *("deal", start, end, tokens.text[start:end], keys_of(numbers, themes), numbers),
        readings=(usual,),
        edits=rewritten(tokens.text, start, end, usual),
        in_other_words=named != "name" or (theme is not None and theme < match.start(named)),
    )


def _written_list(tokens: Tokens, places: range) -> str:
    """A list of numbers as it is usually written."""
    pieces: list[str] = []
    between = ""
    for place in places:
        letter = tokens.letters[place]
        if letter in "nrm":
            pieces += [_separator(between) if pieces else "", str(value_of(tokens.words[place]))]
            between = ""
        elif letter not in "tTo.":
            between += letter
    return "".join(pieces)


_SEPARATORS = {"&": " & ", "+": " + ", "/": "/", "-": " - ", "h": "-", "a": " à "}


def _separator(letters: str) -> str:
    if letters in _SEPARATORS:
        return _SEPARATORS[letters]
    if letters.endswith("O"):
        return " ou "
    return " et " if letters.endswith("e") else ", "


def usual_cf(tokens: Tokens, match: re.Match[str]) -> str:
    """``cf.`` and a space, with the capitals that are written; nothing where nothing is."""
    return f"{written_like('cf', tokens.written(match.start()))}. " if match["cf"] else ""


def usual_theme(tokens: Tokens, place: int | None, word: str) -> str:
    """``thème`` or ``thèmes``, with the capitals of the word that stands for it."""
    if place is None:
        return word
    written = tokens.written(place)
    is_french = tokens.letters[place] == "T" or tokens.words[place].startswith("theme")
    return written_like(word, written) if is_french or written.isupper() else word


def usual_name(tokens: Tokens, span: tuple[int, int]) -> str:
    """``Cross-border Deal`` with the capitals of the tokens that stand for it."""
    written = {tokens.letters[place].lower(): tokens.written(place) for place in range(*span)}
    deal = written.get("d", "Deal")
    cross = written.get("x", "CROSS" if deal.isupper() else "Cross")
    border = written.get("b", "BORDER" if len(cross) > 1 and cross.isupper() else "border")
    return (
        f"{written_like('cross', cross)}-{written_like('border', border)}"
        f" {written_like('deal', deal)}"
    )
