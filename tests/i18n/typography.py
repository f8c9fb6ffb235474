"""French as it is typeset and said in this house: what is wrong with a text, in words."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"

# Placeholders, options, web addresses, times, cells and ranges of cells are no French text.
_CODE = re.compile(
    r"\{[^{}]*\}|%\(\w+\)s|(?<![\w-])--?[a-z][\w-]*|\w+://\S+"
    r"|\b[0-9]{1,2}:[0-9]{2}\b|\b[A-Z]{1,3}[0-9]+:[A-Z]{1,3}[0-9]+\b|\b\w+![A-Z]{1,3}[0-9]+\b"
)
_FAULTS = {
    r"(?<!\u00a0)[:;?!]": "no no-break space before : ; ? or !",
    r"«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»|«\u00a0\s": "not one no-break space inside «\u00a0»",
    r"\u202f|\u2009": "a narrow space, where the others are wide",
    r"'": "a straight apostrophe",
    r"[\"“”]": "quotation marks that are no guillemets",
    r"\.\.\.": "three dots for an ellipsis",
    r"(?<=\S) {2,}(?=[^\s\u00a0])": "two spaces",
    r"\b(?:the|th(?:is|at|ese)|with(?:out)?|workbook|sheet|rows?|cells?|file|folder|is|are|w(?:as|ere)"
    r"|not|of|and|to|it|by|from|column|heading|must|cannot|requires?|missing|invalid|error)\b": (
        "English left over"
    ),
    # To "valider" is to vote here; a row is a "ligne", a sheet a "feuille", a finding a "constat".
    # The tab of the ribbon keeps Excel's own word.
    r"(?i)valid(?!ate\b)|diagnosti[cq]|\bonglets?\b(?! Programme de travail)|\bentrées?\b": (
        "a word of another house"
    ),
    # One word for one thing: the table in CONTRIBUTING.md.
    r"adresses? e-mail|[Cc]odes? de retour|adhérents? en cours|\b[Ll]a trace\b|\b[Rr]egistre\b"
    r"|[Rr]éessayez|[Ee]mployez|par quelqu’un|\b[Mm]anifeste\b|\blibellés?\b|\bmembres?\b": (
        "another word than the glossary's"
    ),
}


def faults(text: str) -> list[str]:
    """What is wrong with one French text, nothing when it is well."""
    # An example under \b is a block of code: only its words are looked at, not its columns.
    blocks = text.split("\n\n")
    prose = [re.sub(" {2,}", " ", b) if b.startswith("\b") else b for b in blocks]
    bare = _CODE.sub("0", "\n\n".join(prose))
    found = [what for pattern, what in _FAULTS.items() if re.search(pattern, bare)]
    return found + ["a guillemet alone"] * (bare.count("«") != bare.count("»"))
