"""Cells as long as Excel lets them be (32,767 UTF-16 units), of every kind that may cost more than
its length.

``python -m tests.benchmarks.long_texts`` measures commands, as whole processes, on workbooks with
such a text against the same workbook without it, and lists what cost most: the processor's seconds
beyond it, for texts of 8,000 characters and of the longest, and how one grows to the other (4 is
linear). One text in each column of every table at once, unless ``--column`` names one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from motxl.ooxml import Workbook
from motxl.ooxml.xml.text import is_too_long
from motxl.template.shipped import template_path

LONGEST = 32_767
SHORTER = 8_000


class Kind(NamedTuple):
    """A text that begins, goes on for as long as there is room, and ends."""

    unit: str
    start: str = ""
    end: str = ""

    def text(self, length: int = LONGEST) -> str:
        room = length - len(self.start) - len(self.end)
        width = len(self.unit.encode("utf-16-le")) // 2
        text = self.start + self.unit * (room // width) + self.end
        assert not is_too_long(text)
        return text


KINDS = {
    # References
    "deal list": Kind(", 2", "cf. Cross-border deal thème 1"),
    "deal list, unknown": Kind(", 999", "(cf. Cross-border deal thèmes 3", ")"),
    "deal list, broken": Kind(", 2", "cf. Cross-border deal thème 1", "x"),
    "deal list, ranges": Kind(" à 50 et 2", "cf. Cross-border deal thème 1"),
    "deal ranges": Kind("cf. Cross-border deal thème 1 à 51 ; "),
    "deals": Kind("cf. Cross-border deal thème 1 "),
    "deals in parentheses": Kind("(cf. Cross-border deal thème 1), "),
    "deals misspelled": Kind("cf Cross border  deal theme1 "),
    "deal spaces": Kind(" ", "cf. Cross-border", "deal thème 1"),
    "deal, spaces before theme": Kind(" ", "cf. Cross-border deal", "thème 1"),
    "deal, spaces before number": Kind(" ", "cf. Cross-border deal thème", "1"),
    "deal no-break spaces": Kind("\u00a0", "cf. Cross-border deal thème 1", "et 2"),
    "deal, spaces in list": Kind(" ", "cf. Cross-border deal thèmes 1,", "x"),
    "deal, many spaced items": Kind(",                     2", "cf. Cross-border deal thème 1"),
    "deal without theme": Kind("cf. Cross-border Deal, "),
    "cross": Kind("cross-border "),
    "cross spaces": Kind("cross" + " " * 50),
    "cross - -": Kind(" -", "cross"),
    "cf": Kind("cf. "),
    "cf tight": Kind("cf."),
    "cf spaces": Kind("cf" + " " * 60),
    "cf one space run": Kind(" ", "cf"),
    "cf, ": Kind("cf. x, "),
    "voir": Kind("voir aussi "),
    "voir, ": Kind("voir x, "),
    "voir spaces": Kind(" ", "voir aussi"),
    "transversal": Kind("thème transversal "),
    "transversal in parentheses": Kind("(thème transversal : X), "),
    "transversal unknown": Kind("cf. thème transversal x, "),
    "transversal known": Kind("cf. thème transversal Montagne, "),
    "transversal spaces": Kind(" ", "thème", "transversal"),
    "transversal, spaces": Kind("thème transversal" + " " * 40),
    "transversal ---": Kind("-", "cf. thème transversal "),
    "transversal open": Kind("(thème transversal "),
    "transversal long name": Kind("Bassins de vie ", "cf. thème transversal "),
    "spaces then transversal": Kind("      thème transversal"),
    "theme": Kind("thème "),
    "jetons": Kind("jetons, "),
    "jetons in one clause": Kind("jetons, ", "(lien avec ", ")"),
    "jetons in unclosed clause": Kind("jetons, ", "(lien avec "),
    "jetons in clauses": Kind("(jetons) "),
    "jetons (unclosed": Kind("(jetons "),
    "jetons closed": Kind("jetons) "),
    "jetons nested": Kind("(jetons(x)"),
    "offre modulable": Kind("offre modulable "),
    "offre spaces": Kind(" ", "(offre", "modulable)"),
    # References in other words
    "deal, other order": Kind("thème 6 du Cross-border Deal, "),
    "deal, slips": Kind("cf. Corss-boarder dael théme VI "),
    "deal, themes listed": Kind(", thème 2", "Cross-border Deal - thème 1"),
    "deal, themes before": Kind(" et thème 2", "thème 1", " du Cross-border Deal"),
    "themes numbered": Kind("thème 1 "),
    "themes in Roman": Kind("thème VI, "),
    "deal alone": Kind("Deal, "),
    "deal as key": Kind("(Deal 5), "),
    "deal, unshifted": Kind("Cross-border Deal thème é "),
    "names listed": Kind(" et Montagne", "cf. thèmes transversaux Montagne"),
    "names listed, unknown": Kind(" et forêt", "cf. thèmes transversaux Montagne"),
    "titles": Kind("cf. Santé transfrontalière, "),
    "titles, shortened": Kind("cf. Benchmark des groupements, "),
    "titles, spaces": Kind(" ", "cf. thème", " Montagne"),
    "titles, quoted": Kind("« Montagne » ", "cf. "),
    "jetons misspelt": Kind("(jettons) "),
    "jetons misspelt in one clause": Kind("jettons ", "(", ")"),
    "jetons in square brackets": Kind("[jetons] "),
    "jetons, unclosed square brackets": Kind("[jetons "),
    "jetons promised": Kind("dans le cadre des jetons, "),
    "jetons promised, spaces": Kind(" ", "dans le cadre", "des jetons"),
    "jetons denied": Kind("hors jetons, ", "(", ")"),
    "jetons denied, words": Kind("sans de ", "(", "jetons)"),
    "offre modulable misspelt": Kind("offre modualble ", "("),
    # Parentheses
    "open": Kind("("),
    "close": Kind(")"),
    "nested": Kind("((((((((jeton))))))))"),
    "open, then jetons": Kind("(" * 20 + " jetons "),
    "alternating": Kind(")("),
    "open, then deal": Kind("(", "", " cf. Cross-border deal thème 1"),
    "deals, lone parentheses": Kind("cf. Cross-border deal thème 1) ("),
    "deals, spaces, close": Kind("cf. Cross-border deal thème 1" + " " * 40 + ")"),
    "open words": Kind("(mot "),
    "brackets": Kind("[[]]{{}}"),
    # Spaces, dashes, words
    "spaces": Kind(" ", "x", "x"),
    "tabs": Kind("\t", "x", "x"),
    "line breaks": Kind("\n", "x", "x"),
    "carriage returns": Kind("\r", "x", "x"),
    "no-break spaces": Kind("\u00a0", "x", "x"),
    "invisible": Kind("\u200b", "x", "x"),
    "soft hyphens": Kind("dé\u00adal "),
    "dashes": Kind("-"),
    "en dashes": Kind("– ", "x"),
    "spaced dashes": Kind(" - "),
    "dots": Kind(".", "x"),
    "commas": Kind(", "),
    "semicolons": Kind("; "),
    "slashes": Kind("/"),
    "underscores": Kind("_"),
    "giant word": Kind("a"),
    "giant capital word": Kind("A"),
    "words": Kind("mot "),
    "capital words": Kind("Mot "),
    "capitals and hyphens": Kind("Aa-"),
    "apostrophes": Kind("l’"),
    "combining": Kind("\u0301", "e"),
    "accents": Kind("é"),
    "decomposed": Kind("e\u0301"),
    "ligatures": Kind("œ"),
    "emoji": Kind("😀"),
    "family emoji": Kind("👨\u200d👩\u200d👧 "),
    "right to left": Kind("\u202eعربي "),
    "CJK": Kind("跨境"),
    "formula": Kind("+1", "=1"),
    "mixed": Kind("jetons (cf. Cross-border deal thème 1, 2) 6 mars 2025, FR-DE; "),
    # Dates and events
    "days": Kind("6 et ", "", "7 mars 2025"),
    "dates": Kind("6 et 7 mars 2025, "),
    "days alone": Kind("6, "),
    "days joined": Kind("1 et 2, 3-4/5 & 6 puis ", "", "7 mars"),
    "weekdays": Kind("lundi 6 et mardi "),
    "months": Kind("mars "),
    "months, ": Kind("mars, "),
    "dates figures": Kind("06/03/2025 "),
    "dates months": Kind("01/2025, "),
    "quarters": Kind("T1 2025 "),
    "edges": Kind("fin 2025; "),
    "from to": Kind("28 février au 2 mars 2025; "),
    "dates, quoted": Kind('"Forum" à Paris, le 6 mars 2025, '),
    "quotes": Kind('"'),
    "guillemets": Kind("« a » "),
    "quotes, then date": Kind('"a', "", "6 mars 2025"),
    "spaces, then date": Kind(" ", "Forum à Paris", "6 mars 2025"),
    "date, then spaces": Kind(" ", "Forum le 6 mars 2025", "x"),
    "place": Kind("Aa ", "Forum à ", "6 mars 2025"),
    "place of hyphens": Kind("Aa-", "Forum à ", " 6 mars 2025"),
    "place after": Kind(" Aa", "6 mars 2025, à ", "!"),
    "place letters": Kind("A", "Forum à ", " 6 mars 2025"),
    "ats": Kind("à Aa ", "", "6 mars 2025"),
    "clauses, then date": Kind("(a) ", "", "6 mars 2025"),
    "open, then date": Kind("(", "", "6 mars 2025"),
    "articles, then date": Kind(" le", "Forum", " 6 mars 2025"),
    "spaces and open, then date": Kind(" (", "Forum", " 6 mars 2025"),
    "sentences": Kind("Mot. "),
    "digits": Kind("1"),
    "numbers": Kind("1 "),
    # Codes
    "code chain": Kind("1."),
    "codes": Kind("1.1.1 "),
    "code, too long": Kind("9"),
    "announced codes": Kind("1.1.1, ", "cf. "),
    "announced, tight": Kind("1,", "cf. 1"),
    "announced codes, broken": Kind(",1.1", "voir 1.1", "x"),
    "announcing words": Kind(" la", "cf", " x"),
    "announcing, long spaces": Kind(" ", "action", "1.1"),
    "announcements": Kind("action 1.1 "),
    "codes, long spaces": Kind(" ", "action 1.1", "et 1.2"),
    "code, many list items": Kind(" , 1", "cf. 1"),
    "Roman": Kind("MMXXV."),
    "axes": Kind("AXE 1 "),
    # Borders and names
    "borders": Kind("FR-DE, "),
    "border chain": Kind("-DE", "FR"),
    "border chain, broken": Kind("-DE", "FR", "X"),
    "border chain, small": Kind("-de", "fr"),
    "border spaces": Kind(" DE", "FR"),
    "border, long spaces": Kind(" ", "FR", "DE"),
    "FR": Kind("FR "),
    "FR, long spaces": Kind("FR" + " " * 50),
    "FR slashes": Kind("FR/DE/"),
    "FR dashes": Kind("FR - "),
    "border prefix": Kind(" ", "FR-DE", "x"),
    "borders; ": Kind("FR-DE; "),
    "borders misspelled": Kind("fr/de; "),
    "unknown borders": Kind("XX-YY; "),
    "unknown, each another": Kind("\n", "a;b;c"),
    "members": Kind("Adhérent 01; "),
    "member keys": Kind("ADH-01; "),
    "unknown members": Kind("Adhérent 1x; "),
    "territories": Kind("Grand Genève, "),
    "territories misspelled": Kind("Grand Geneve"),
    "first words": Kind("Grand "),
    "themes": Kind("Montagne; "),
    "themes misspelled": Kind("Montagn; "),
    "deal keys": Kind("Deal 1; "),
    "Tous": Kind("Tous "),
    "services": Kind("JET-01; "),
    # Markup
    "tags": Kind("<b"),
    "tags spaced": Kind("<b "),
    "tags whole": Kind("<b>"),
    "tags empty": Kind("<br/>"),
    "paragraphs": Kind("<p>a</p>"),
    "tag of one attribute": Kind("a", "<b x=", ">"),
    "tag spaces": Kind(" ", "<b"),
    "less": Kind("<"),
    "ampersands": Kind("&"),
    "entities": Kind("&amp;"),
    "entities unclosed": Kind("&amp"),
    "numeric entities": Kind("&#233;"),
    "controls": Kind("\x07"),
    "controls apart": Kind("\x07a"),
    "replacement": Kind("\ufffd"),
    "escapes": Kind("_x0041_"),
    "backslashes": Kind("\\"),
    "backticks": Kind("`"),
    "stars": Kind("*"),
    "marks": Kind("{{adherent.nom}}"),
    "marks open": Kind("{{ "),
    # Addresses
    "address": Kind("a", "", "@example.org"),
    "address labels": Kind("a.", "x@", "org"),
    "address broken": Kind("a.", "x@", "!"),
    "addresses": Kind("a@example.org; "),
    "ats only": Kind("@"),
    "named": Kind("<a@b.fr>"),
    "address dots": Kind("a.", "", "@x"),
    "links": Kind("https://example.org/FR-DE "),
}

# The columns that people type text into, by table.
COLUMNS = {
    "tblProgramme": (
        *("Programme de travail", "Axe", "Type", "Réf.", "Portée", "Frontière"),
        *("Adhérents concernés", "Pilote", "Calendrier", "État d'avancement", "Autres thèmes"),
        *("Bilan", "Commentaire", "Ordre", "Thèmes Deal", "Thèmes transversaux", "Jetons"),
    ),
    "tblEvenements": ("Réf.", "Début", "Fin", "Précision", "Intitulé", "Lieu", "Confirmé"),
    "tblThemes": ("Clé", "Famille", "N°", "Intitulé", "Alias", "Nouveau", "Référent"),
    "tblTerritoires": ("Nom", "Alias", "Frontières"),
    "tblJetons": ("Clé", "Prestation", "Réf.", "Nombre de jetons", "Ouverte à"),
    "tblSuiviJetons": (
        "Date",
        "Adhérent",
        "Prestation",
        "État",
        "Jetons",
        "Réf.",
        "Pilote",
        "Note",
    ),
    "tblAdherents": (
        *("Clé", "Nom", "Alias", "Type", "Pays", "Frontières", "Thèmes", "Langue"),
        *("Jetons attribués", "Adhérent en cours"),
    ),
    "tblContacts": (
        *("Adhérent", "Civilité", "Prénom", "Nom", "Fonction", "E-mail", "Envoi", "Langue"),
    ),
    "tblVersions": ("Date", "État", "Instance"),
    "tblParametres": ("Valeur",),
}
COMMANDS: dict[str, tuple[str, ...]] = {
    "validate": ("validate", "{book}"),
    "validate --diff": ("validate", "{book}", "--diff", "--unsafe-fixes"),
    "validate --fix": ("validate", "{book}", "--fix", "--unsafe-fixes"),
    "colour --check": ("colour", "{book}", "--check"),
    "colour": ("colour", "{book}"),
    "references": ("references", "{book}"),
    "renumber": ("renumber", "{book}", "--diff"),
    "events": ("events", "{book}", "--check"),
    "summary": ("summary", "{book}"),
    "extract --explain": ("extract", "{book}", "--explain", "ADH-01"),
    "extract": ("extract", "{book}", "-o", "{folder}/made", "ADH-01"),
    "who": ("who", "{book}", "2025-030"),
    "jetons": ("jetons", "{book}"),
    "mail preview": ("mail", "preview", "{book}", "--extracts", "{folder}/made"),
}
# What would end a command before it has read the rest.
_SPARED = frozenset({("tblParametres", "Valeur"), ("tblVersions", "Date")})
_FIRST = {"tblProgramme": 3, "tblAdherents": 6}
"""The data row, from 0, of a table in which texts begin: the rows before are asked for"""

Columns = Iterable[tuple[str, str]]


def everywhere() -> list[tuple[str, str]]:
    """Each table's name with each of its columns, but those without which nothing works."""
    found = [(table, column) for table, columns in COLUMNS.items() for column in columns]
    return [one for one in found if one not in _SPARED]


def write_book(path: Path, columns: Columns, text: str, cells: int = 1) -> None:
    """The shipped workbook with a text in some cells of columns, each in rows of its own where
    there are enough."""
    workbook = Workbook.open(template_path("programme-2025"))
    used: dict[str, int] = {}
    for table, column in columns:
        found = workbook.table(table)
        assert found is not None
        number = found.column(column)
        assert number is not None
        for _cell in range(cells):
            place = used.setdefault(table, _FIRST.get(table, 0))
            rows = found.last_data_row + 1 - found.first_data_row
            found.sheet.set_value((found.first_data_row + place % rows, number), text)
            used[table] = place + 1
    path.write_bytes(workbook.to_bytes())


def seconds_of(name: str, columns: Columns, text: str, cells: int) -> float:
    """What a command costs the processor, its process from its start to its end."""
    with tempfile.TemporaryDirectory() as place:
        book = Path(place) / "programme.xlsx"
        write_book(book, columns, text, cells)
        if name == "mail preview":
            _seconds(COMMANDS["extract"], book)
        return _seconds(COMMANDS[name], book)


def _seconds(arguments: Iterable[str], book: Path) -> float:
    told = [one.format(book=book, folder=book.parent) for one in arguments]
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(
        [sys.executable, "-m", "motxl", *told], stdout=nothing, stderr=nothing
    )
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.benchmarks.long_texts")
    parser.add_argument("--kind", action="append", choices=KINDS, metavar="KIND")
    parser.add_argument("--column", metavar="COLUMN", help="tblProgramme.Bilan; each, for “each”")
    parser.add_argument("--command", action="append", choices=COMMANDS, metavar="COMMAND")
    parser.add_argument("--cells", type=int, default=1, help="how many of a column")
    parser.add_argument("--lines", type=int, default=20, help="how many are listed")
    asked = parser.parse_args()
    places = [everywhere()]
    if asked.column == "each":
        places = [[one] for one in everywhere()]
    elif asked.column:
        table, _dot, column = asked.column.partition(".")
        places = [[(table, column)]]
    measured = []
    for name in asked.command or COMMANDS:
        plain = seconds_of(name, (), "", 0)
        for kind in asked.kind or KINDS:
            for columns in places:
                short, long = (
                    seconds_of(name, columns, KINDS[kind].text(length), asked.cells) - plain
                    for length in (SHORTER, LONGEST)
                )
                where = ".".join(columns[0]) if len(columns) == 1 else f"{len(columns)} columns"
                measured.append((long, short, name, kind, where))
    print(f"{SHORTER:>7} {LONGEST:>7} growth")
    for long, short, name, kind, where in sorted(measured, reverse=True)[: asked.lines]:
        growth = f"{long / short:6.1f}" if short > 0.02 else "     –"
        print(f"{short:7.2f} {long:7.2f} {growth} {name} · {kind} · {where}")


if __name__ == "__main__":
    main()
