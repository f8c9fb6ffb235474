"""Cells as long as Excel lets them be (32,767 UTF-16 units), of every kind that may cost more than
its length.

``python -m tests.benchmarks.long_texts`` measures each command on each kind, against the same
workbook without it.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from motxl.package import Workbook
from motxl.package.text import is_too_long
from motxl.workbook.shipped import template_path

LONGEST = 32_767


class Kind(NamedTuple):
    """A text that begins, goes on for as long as there is room, and ends."""

    unit: str
    start: str = ""
    end: str = ""

    def text(self, length: int = LONGEST) -> str:
        room = length - len(self.start) - len(self.end)
        width = sum(2 if character > "\uffff" else 1 for character in self.unit)
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
        *("Bilan", "Commentaire", "Ordre"),
    ),
    "tblEvenements": ("Réf.", "Début", "Précision", "Intitulé", "Lieu", "Confirmé"),
    "tblThemes": ("Clé", "Famille", "N°", "Intitulé", "Alias", "Nouveau", "Référent"),
    "tblTerritoires": ("Nom", "Alias", "Frontières"),
    "tblJetons": ("Clé", "Prestation", "Réf.", "Nombre de jetons", "Ouverte à"),
    "tblSuiviJetons": ("Date", "Adhérent", "Prestation", "État", "Jetons", "Réf."),
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
CELLS_FILLED = 3
"""In how many cells of a column a long text is put"""

COMMANDS: dict[str, tuple[str, ...]] = {
    "validate": ("validate", "{book}"),
    "validate --diff": ("validate", "{book}", "--diff"),
    "validate --fix": ("validate", "{book}", "--fix", "--unsafe-fixes"),
    "colour --check": ("colour", "{book}", "--check"),
    "colour": ("colour", "{book}"),
    "references": ("references", "{book}"),
    "renumber": ("renumber", "{book}", "--diff"),
    "events": ("events", "{book}"),
    "summary": ("summary", "{book}"),
    "extract --explain": ("extract", "{book}", "--explain", "ADH-01"),
    "extract": ("extract", "{book}", "-o", "{folder}/made", "--force"),
    "who": ("who", "{book}", "12"),
    "jetons": ("jetons", "{book}"),
}


def write_book(path: Path, table: str, column: str, text: str) -> None:
    """The shipped workbook with a text in some cells of a column, below one another."""
    workbook = Workbook.open(template_path("programme-2025"))
    found = workbook.table(table)
    assert found is not None
    number = found.column(column)
    assert number is not None
    first = found.first_data_row + (3 if table == "tblProgramme" else 0)
    for row in range(first, min(first + CELLS_FILLED, found.last_data_row + 1)):
        found.sheet.set_value((row, number), text)
    path.write_bytes(workbook.to_bytes())
