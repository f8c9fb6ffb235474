"""How colleagues write references to themes and to jetons, and what happens to written ones."""

from __future__ import annotations

import re

from tests.restoration.hands import Hands, Row
from tests.restoration.slips.making import (
    AZERTY,
    DEAL,
    JETON,
    TRANSVERSAL,
    Origin,
    recoloured,
    swapped_letters,
)

here = Origin()


@here.words("Cross-border without its hyphen in a reference", DEAL)
def no_hyphen(hands: Hands, match: re.Match[str]) -> str | None:
    return match[0].replace("-", hands.chance.choice([" ", ""]))


@here.words("the Deal named without Cross-border in a reference", DEAL)
def deal_only(hands: Hands, match: re.Match[str]) -> str | None:
    return f"cf. Deal thème {match['number']}"


@here.words("two themes named in one reference", DEAL, lossy=True)
def two_themes(hands: Hands, match: re.Match[str]) -> str | None:
    other = hands.chance.choice([n for n in "123456789" if n != match["number"]])
    ways = ["thèmes {} et {}", "thèmes {}, {}", "thème {}/{}", "thème {} & {}"]
    joined = hands.chance.choice(ways)
    return "cf. Cross-border Deal " + joined.format(match["number"], other)


@here.words("a range of themes named in one reference", DEAL, lossy=True)
def range_of_themes(hands: Hands, match: re.Match[str]) -> str | None:
    first = int(match["number"])
    last = min(first + 2, 9)
    return f"cf. Cross-border Deal thèmes {first} à {last}" if last > first else None


@here.words("the number of a theme forgotten", DEAL)
def no_number(hands: Hands, match: re.Match[str]) -> str | None:
    return "cf. Cross-border Deal thème"


@here.words("the digit of a theme typed without Shift", DEAL)
def theme_without_shift(hands: Hands, match: re.Match[str]) -> str | None:
    return match[0][:-1] + AZERTY[match["number"]]


@here.words("the title of the theme written in place of its number", DEAL)
def title_only(hands: Hands, match: re.Match[str]) -> str | None:
    titles = {"4": "mobilité", "6": "planification écologique", "7": "santé"}
    title = titles.get(match["number"])
    return None if title is None else f"cf. Cross-border Deal thème {title}"


@here.words("cf. run together with what follows", r"cf\. (?=Cross|thème)")
def run_together(hands: Hands, match: re.Match[str]) -> str | None:
    return "cf."


@here.words("two letters swapped in Cross-border Deal", r"Cross-border [Dd]eal(?= thème)")
def deal_typo(hands: Hands, match: re.Match[str]) -> str | None:
    return swapped_letters(hands, match[0])


@here.words("theme in English or without its accent", r"thème(?= \d| transversal)")
def theme_word(hands: Hands, match: re.Match[str]) -> str | None:
    return hands.chance.choice(["theme", "Theme", "Thème", "THEME"])


@here.words("the closing bracket of a reference forgotten", r"\(cf\. [^()]+\)")
def unclosed(hands: Hands, match: re.Match[str]) -> str | None:
    return match[0][:-1]


@here.words("the brackets of a reference doubled or square", r"\(cf\. [^()]+\)")
def other_brackets(hands: Hands, match: re.Match[str]) -> str | None:
    inner = match[0][1:-1]
    return hands.chance.choice([f"(({inner}))", f"[{inner}]", f"({inner}))"])


@here.words("the space before a theme's number forgotten", r"(?<=thème) (?=\d)")
def no_space(hands: Hands, match: re.Match[str]) -> str | None:
    return ""


@here.words("a reference deleted", r" \(cf\. (?:Cross-border|thème)[^()]+\)", lossy=True)
def deleted(hands: Hands, match: re.Match[str]) -> str | None:
    return ""


@here.words("a transversal theme called thématique or transverse", TRANSVERSAL)
def transverse(hands: Hands, match: re.Match[str]) -> str | None:
    said = hands.chance.choice(["thème transverse", "thématique transversale", "axe transversal"])
    return f"cf. {said} {match['name']}"


@here.words("a transversal theme in quotation marks or after a colon", TRANSVERSAL)
def quoted(hands: Hands, match: re.Match[str]) -> str | None:
    said = hands.chance.choice([" : {}", " « {} »", ' "{}"', " - {}"]).format(match["name"])
    return f"cf. thème transversal{said}"


@here.words("a slip in the name of a transversal theme", TRANSVERSAL)
def transversal_typo(hands: Hands, match: re.Match[str]) -> str | None:
    name = swapped_letters(hands, match["name"])
    return None if name is None else f"cf. thème transversal {name}"


@here.words("a transversal theme in the plural or singular", TRANSVERSAL)
def other_number_of_name(hands: Hands, match: re.Match[str]) -> str | None:
    name = match["name"]
    if name.casefold() == "montagne":
        return "cf. thème transversal " + hands.chance.choice(["montagnes", "la montagne"])
    return "cf. thème transversal " + name.replace("s ", " ").removesuffix("s")


@here.words("a transversal theme that there is not", TRANSVERSAL, lossy=True)
def transversal_unknown(hands: Hands, match: re.Match[str]) -> str | None:
    name = hands.chance.choice(["Numérique", "Jeunesse", "Climat", "Ruralité"])
    return f"cf. thème transversal {name}"


@here.words("transversal written with a slip", r"transversal(?= \w)")
def transversal_word(hands: Hands, match: re.Match[str]) -> str | None:
    return hands.chance.choice(["tranversal", "transveral", "transversale", "transvsersal"])


@here.words("a clause about jetons left unclosed", JETON)
def jeton_unclosed(hands: Hands, match: re.Match[str]) -> str | None:
    return match[0][:-1]


@here.words("square brackets around a clause about jetons", JETON)
def jeton_square(hands: Hands, match: re.Match[str]) -> str | None:
    return f"[{match['inner']}]"


@here.words("a slip in the word jetons", r"jetons")
def jeton_typo(hands: Hands, match: re.Match[str]) -> str | None:
    return hands.chance.choice(["jetosn", "jeotns", "jeton", "jettons", "getons", "JETONS"])


@here.words("a clause about jetons shortened", JETON, lossy=True)
def jeton_shortened(hands: Hands, match: re.Match[str]) -> str | None:
    return hands.chance.choice(["(jetons)", "(jeton)", "(J)", "(cf. jetons)", "(via jetons)"])


@here.words("a number of jetons put into their clause", JETON, lossy=True)
def jeton_number(hands: Hands, match: re.Match[str]) -> str | None:
    return f"({hands.chance.randint(1, 5)} jetons)"


@here.words("a clause about jetons deleted", r" ?\([^()]*jetons[^()]*\)", lossy=True)
def jeton_deleted(hands: Hands, match: re.Match[str]) -> str | None:
    return ""


@here.at_rows("a theme named in a colleague's own words", "reference", "actions", lossy=True)
def added(hands: Hands, row: Row) -> str | None:
    if not row.label or "cf." in row.label:
        return None
    ways = [" (cf. CBD 4)", " - Deal 6", " (thème Deal n°3)", " [CB Deal th. 7]"]
    text = hands.chance.choice(ways)
    return hands.retype(row.number, len(row.label), len(row.label), text)


@here.at_rows("a mention of jetons added without brackets", "reference", "actions", lossy=True)
def jetons_added(hands: Hands, row: Row) -> str | None:
    if not row.label or "jeton" in row.label:
        return None
    text = hands.chance.choice([", possible avec des jetons", " - sur jetons", " => jetons"])
    return hands.retype(row.number, len(row.label), len(row.label), text)


@here.at_rows("a label with a reference typed again, its colours lost", "reference")
def colours_lost(hands: Hands, row: Row) -> str | None:
    return recoloured(hands, row, None)


@here.at_rows("the colours of themes and of jetons mixed up", "reference")
def colours_mixed(hands: Hands, row: Row) -> str | None:
    jeton = "jetons" in row.label and "(cf. " not in row.label
    return recoloured(hands, row, "C04F00" if jeton else "0070C0")


@here.at_rows("ordinary words coloured as a reference is", "reference", "actions")
def words_coloured(hands: Hands, row: Row) -> str | None:
    if len(row.label) < 20 or "cf." in row.label or "jeton" in row.label:
        return None
    rgb = hands.chance.choice(["ED7D31", "0070C0", "C04F00"])
    end = row.label.find(" ", 8)
    return hands.colour(row.number, 0, end, rgb) if end > 0 else None
