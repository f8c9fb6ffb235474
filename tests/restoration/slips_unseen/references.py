"""How colleagues write references to themes and to jetons, and what happens to written ones."""

from __future__ import annotations

import re

from tests.restoration.hands import Hands, Row
from tests.restoration.slips.making import (
    DEAL,
    JETON,
    TRANSVERSAL,
    Origin,
    at,
    recoloured,
)

here = Origin()


@here.words("another dash in Cross-border", DEAL)
def other_dash(hands: Hands, match: re.Match[str]) -> str | None:
    return match[0].replace("-", hands.chance.choice("\u2011\u2013\u2010"))


@here.words("a reference to a theme shortened to CBD", DEAL)
def shortened(hands: Hands, match: re.Match[str]) -> str | None:
    return f"cf. CBD thème {match['number']}"


@here.words("a reference that names the theme before the Deal", DEAL)
def other_order(hands: Hands, match: re.Match[str]) -> str | None:
    return f"cf. thème {match['number']} du Cross-border Deal"


@here.words("n° before the number of a theme", DEAL)
def number_sign(hands: Hands, match: re.Match[str]) -> str | None:
    sign = hands.chance.choice(["n°", "n° ", "no ", "N°"])
    return f"cf. Cross-border Deal thème {sign}{match['number']}"


@here.words("the number of a theme in Roman numerals", DEAL)
def roman(hands: Hands, match: re.Match[str]) -> str | None:
    sign = ["_", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][int(match["number"])]
    return f"cf. Cross-border Deal thème {sign}"


@here.words("the number of a theme in words", DEAL)
def in_words(hands: Hands, match: re.Match[str]) -> str | None:
    names = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
    return f"cf. Cross-border Deal thème {names[int(match['number'])]}"


@here.words("a theme that there is not", DEAL, lossy=True)
def unknown_number(hands: Hands, match: re.Match[str]) -> str | None:
    return f"cf. Cross-border Deal thème {hands.chance.choice(['0', '10', '12', '33', '99'])}"


@here.words("the number of another theme typed", DEAL, lossy=True)
def other_number(hands: Hands, match: re.Match[str]) -> str | None:
    other = hands.chance.choice([n for n in "123456789" if n != match["number"]])
    return f"{match[0][:-1]}{other}"


@here.words("the digit of a theme doubled", DEAL)
def digit_doubled(hands: Hands, match: re.Match[str]) -> str | None:
    return match[0] + match["number"]


@here.words("punctuation between the Deal and its theme", DEAL)
def punctuated(hands: Hands, match: re.Match[str]) -> str | None:
    between = hands.chance.choice([" - ", " : ", ", ", " / ", " ; "])
    return f"cf. Cross-border Deal{between}thème {match['number']}"


@here.words("the title of the theme written after its number", DEAL)
def with_title(hands: Hands, match: re.Match[str]) -> str | None:
    titles = {
        "1": "Participation citoyenne transfrontalière",
        "4": "Mobilité, transports public transfrontalier",
        "6": "Planification écologique",
        "7": "Santé transfrontalière",
        "8": "Services publics transfrontaliers",
        "9": "Solidarité financière transfrontalière",
    }
    title = titles.get(match["number"])
    return None if title is None else f"{match[0]} – {title}"


@here.words("voir or see in place of cf.", r"cf\. (?=Cross-border [Dd]eal thème|thème transversal)")
def see(hands: Hands, match: re.Match[str]) -> str | None:
    return hands.chance.choice(["voir ", "Voir ", "cf ", "c.f. ", "Cf. ", "v. ", "cf: "])


@here.words("cf. forgotten", r"cf\. (?=Cross|thème)")
def cf_forgotten(hands: Hands, match: re.Match[str]) -> str | None:
    return ""


@here.words("a letter lost in Cross-border Deal", r"Cross-border [Dd]eal(?= thème)")
def deal_letter_lost(hands: Hands, match: re.Match[str]) -> str | None:
    place = hands.chance.choice([1, 2, 3, 7, 8, 9])
    return at(match[0], place, "")


@here.words("a slip in the word thème", r"thème(?= \d| transversal)")
def theme_typo(hands: Hands, match: re.Match[str]) -> str | None:
    return hands.chance.choice(["thème.", "thèem", "thèmme", "thme", "thémes"])


@here.words("the brackets of a reference forgotten", r"\(cf\. [^()]+\)")
def no_brackets(hands: Hands, match: re.Match[str]) -> str | None:
    return hands.chance.choice(["", ", ", "- "]) + match[0][1:-1]


@here.words("no-break spaces in a reference", r"cf\. (?:Cross-border|thème)[^)]+")
def no_break(hands: Hands, match: re.Match[str]) -> str | None:
    return match[0].replace(" ", "\u00a0")


@here.words("a line break inside a reference", r"(?<=[Dd]eal) (?=thème)|(?<=thème) (?=transv)")
def broken(hands: Hands, match: re.Match[str]) -> str | None:
    return "\n"


@here.words("spaces doubled inside a reference", r"(?<=cf\.) (?=Cross|thème)|(?<=thème) (?=\d|tr)")
def doubled_space(hands: Hands, match: re.Match[str]) -> str | None:
    return "  "


@here.words("a reference written twice", r" \(cf\. (?:Cross-border|thème)[^()]+\)")
def twice(hands: Hands, match: re.Match[str]) -> str | None:
    return match[0] * 2


@here.words("the name of a transversal theme shortened", TRANSVERSAL)
def transversal_shortened(hands: Hands, match: re.Match[str]) -> str | None:
    name = match["name"]
    short = name[:4] + "." if " " not in name else name.split()[0]
    return f"cf. thème transversal {short}"


@here.words("a transversal theme named alone", TRANSVERSAL)
def transversal_alone(hands: Hands, match: re.Match[str]) -> str | None:
    return f"cf. {match['name']}"


@here.words("the name of a transversal theme forgotten", TRANSVERSAL)
def transversal_nameless(hands: Hands, match: re.Match[str]) -> str | None:
    return "cf. thème transversal"


@here.words("two transversal themes named in one reference", TRANSVERSAL, lossy=True)
def two_transversal(hands: Hands, match: re.Match[str]) -> str | None:
    other = "Bassins de vie transfrontaliers"
    if match["name"] == other:
        return None
    return f"cf. thèmes transversaux {match['name']} et {other}"


@here.words("transversal and Deal mixed up in a reference", TRANSVERSAL)
def mixed_up(hands: Hands, match: re.Match[str]) -> str | None:
    return f"cf. Cross-border Deal thème {match['name']}"


@here.words("the brackets of a clause about jetons forgotten", JETON)
def jeton_brackets(hands: Hands, match: re.Match[str]) -> str | None:
    return hands.chance.choice(["- ", ", ", ""]) + match["inner"]


@here.words("another word for jetons", r"jetons(?=\W)")
def jeton_word(hands: Hands, match: re.Match[str]) -> str | None:
    return hands.chance.choice(["tokens", "crédits", "tickets", "offre modulable"])


@here.at_rows("a reference given another colour", "reference")
def other_colour(hands: Hands, row: Row) -> str | None:
    return recoloured(hands, row, hands.chance.choice(["FF0000", "00B050", "7030A0"]))


@here.at_rows("only half of a reference left coloured", "reference")
def half_coloured(hands: Hands, row: Row) -> str | None:
    return recoloured(hands, row, None, half=True)


@here.at_rows("the colour of a reference running on over the text before it", "reference")
def colour_running(hands: Hands, row: Row) -> str | None:
    found = re.search(r"cf\. (?:Cross-border|thème)", row.label)
    if found is None or found.start() < 12:
        return None
    return hands.colour(row.number, found.start() - 10, found.start(), "ED7D31")
