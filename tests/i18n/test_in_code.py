"""What people read stands in the catalogues, and the code is English.

French stays in the code where the code looks for it: the few modules below, each for its reason.
"""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from motxl.programme.families import SLOTS_SHOWN, USUAL
from motxl.summary.texts import SummaryTexts
from motxl.template.builder import build_template
from motxl.template.extrait import build_extract_template
from motxl.template.frontieres import shipped_rows
from motxl.template.layout.synthese import BANDS
from tests.i18n.catalogue import ROOT
from tests.i18n.french import Text, french_in, french_words, of_page, texts_of

_GRAMMAR = "how a French programme writes references, codes, dates, places: looked for in its texts"
_DATA = "names of themes, territories and organisations"
_OFFICE = "what Office itself calls shapes, columns and sheets in French: looked for"
IN_CODE = {
    "motxl/book/file/choosing.py": "what people write into Choix: looked for",
    "motxl/importers/headers.py": "what people call their columns: looked for",
    "motxl/importers/legend.py": _GRAMMAR,
    "motxl/importers/lostcolours.py": _GRAMMAR,
    "motxl/importers/source.py": _GRAMMAR,
    "motxl/template/layout/mots.py": "headers of tblMots in a workbook in French",
    "motxl/template/mots/en.py": "our words, of which it says what they are in English",
    "motxl/template/mots/de.py": "our words, of which it says what they are in German",
    "motxl/page/wording.py": "texts of rules, by which others are found",
    "motxl/inspection/kinds/elements.py": _OFFICE,
    "motxl/inspection/permitted/forms.py": _OFFICE,
    "motxl/programme/calendar.py": _GRAMMAR,
    "motxl/programme/dates.py": _GRAMMAR,
    "motxl/programme/events.py": _GRAMMAR,
    "motxl/programme/sampled.py": "what totals are called: looked for",
    "motxl/programme/header_words.py": "what people call their columns: looked for",
    "motxl/programme/state_words.py": "what people call states: looked for",
    "motxl/programme/languages.py": "names of languages: looked for",
    "motxl/programme/mentions.py": _GRAMMAR,
    "motxl/programme/numberings.py": "how the first article of a law is numbered: looked for",
    "motxl/programme/mistyped.py": "the keys of a French keyboard",
    "motxl/programme/nextyear.py": _GRAMMAR,
    "motxl/programme/numbers.py": _GRAMMAR,
    "motxl/programme/of_some.py": _GRAMMAR,
    "motxl/book/reading/families.py": "what columns of staff's own tables are called: looked for",
    "motxl/programme/countries.py": "names of countries, and codes that are French words",
    "motxl/programme/families.py": _GRAMMAR,
    "motxl/programme/references/clauses.py": _GRAMMAR,
    "motxl/programme/references/finding.py": _GRAMMAR,
    "motxl/programme/references/otherwise.py": _GRAMMAR,
    "motxl/programme/references/repeats.py": _GRAMMAR,
    "motxl/programme/references/spelling.py": _GRAMMAR,
    "motxl/programme/references/titles.py": _GRAMMAR,
    "motxl/programme/references/written.py": _GRAMMAR,
    "motxl/programme/references/tokens.py": _GRAMMAR,
    "motxl/programme/references/usual.py": _GRAMMAR,
    "motxl/programme/rows.py": "the legend of a published programme: looked for",
    "motxl/programme/territories.py": _DATA,
    "motxl/programme/themes.py": _DATA,
    "motxl/template/examples.py": _DATA,
    "motxl/template/frontieres.py": "names of borders",
    "motxl/text/normalise.py": "letters",
    "motxl/text/typography.py": "letters",
    "motxl/jobs/states.py": "what people call a moment: looked for",
    "motxl/jobs/freeze.py": "what people write before who decided: looked for",
}
STRINGS = {
    "cf. Cross-border Deal thème 3": "Accueil's example of a reference, as the grammar reads it",
    "lien avec les jetons": "the other one",
    " thème ": "in a reference that is proposed, as the grammar reads it",
    "(cf. Cross-border deal thème 2)": "the slip that the demo types into the programme",
    "extraits": "the folder of the demo",
    "Données réponses": "a sheet, by its name",
    "template/extrait": "a module that the page leaves out",
    "extrait*.xltx": "the templates of extracts",
    "adresse e-mail": "a header that people use: looked for",
    r"\s*[,+/&]\s*|\s+et\s+": "between two names: looked for",
    "OUI": "a name of the code",
    "Réf. précédente": "the name of a column",
    "NON": "another",
    "Le nôtre": "the name of a column",
    "Le leur": "another",
}
"""Single strings that may be French, in whatever module"""
MARKED = {
    "motxl/cli/macros.py": "the names of the buttons",
}
"""Where an English text names French things without quotation marks"""

MODULES = sorted((ROOT / "motxl").rglob("*.py"))
PAGES = sorted((ROOT / "motxl").rglob("*.j2"))


def of_package() -> list[Text]:
    return [
        text
        for path in MODULES
        for text in texts_of(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
    ]


def places(texts: list[Text], *, marked: bool) -> dict[str, list[str]]:
    """By module, the strings that hold French."""
    found: dict[str, list[str]] = {}
    for one in texts:
        if one.marked == marked and one.text not in STRINGS and french_in(one):
            found.setdefault(one.path, []).append(f"line {one.line}: {one.text[:60]!r}")
    return found


@pytest.mark.slow
def test_no_text_is_french_outside_the_catalogues() -> None:
    found = places(of_package(), marked=False)
    assert {path: texts for path, texts in found.items() if path not in IN_CODE} == {}
    assert STRINGS.keys() - {one.text for one in of_package()} == set()
    assert IN_CODE.keys() - found.keys() == set(), "no French any more: take it out of IN_CODE"


@pytest.mark.slow
def test_what_is_translated_is_english() -> None:
    found = places(of_package(), marked=True)
    assert {path: texts for path, texts in found.items() if path not in MARKED} == {}
    assert MARKED.keys() - found.keys() == set(), "no French any more: take it out of MARKED"


def test_no_page_holds_french() -> None:
    assert len(PAGES) > 2
    assert {path.name: of_page(path.read_text("utf-8")) for path in PAGES} == {
        path.name: [] for path in PAGES
    }


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('title = "Adhérents concernés par cette ligne"', ["par", "cette", "ligne"]),
        ('raise Error("Rien n’a été trouvé")', ["été", "trouvé"]),
        ('print(f"{n} lignes")', ["lignes"]),
        ('cell.value = "Code mal écrit"', ["écrit"]),
        ('cell.value = "Page &P sur &N"', ["sur"]),
        ('x = _("Cochez la case")', ["la"]),
        ('x = N_("Write “la case”")', []),
        ('x = say("In the sheet Événements")', []),
        ('"""Une note."""', []),
        ('x = "Adhérents concernés"', []),
        ('x = "adherents concernes"', []),
        ('bad = "la ligne"', ["la", "ligne"]),
        ('x = "motxl extract -o extraits"', []),
    ],
)
def test_french_is_seen(source: str, words: list[str]) -> None:
    assert [word for text in texts_of(source, "motxl/x.py") for word in french_in(text)] == words


def test_examples_of_rules_quote_a_programme() -> None:
    (text,) = texts_of('bad = "la ligne"', "motxl/validation/rules/x.py")
    assert french_in(text) == []


def test_french_on_a_page_is_seen() -> None:
    source = (
        "<style>la</style><p>{{ la }}</p>{% if la %}<h1>Programme de la {{ year }}</h1>{% endif %}"
    )
    assert of_page(source) == ["la"]


def strings_of(template: bytes) -> list[str]:
    """What people read in a template: cells, helps of validations, what is printed on each page."""
    workbook = openpyxl.load_workbook(io.BytesIO(template))
    found: list[str] = []
    for sheet in workbook:
        words = sheet.tables.get(
            "tblMots"
        )  # says what words of ours are called, after their places
        apart = {cell for row in sheet[words.ref] for cell in row[:3]} if words else set()
        cells = (cell for row in sheet.iter_rows() for cell in row if cell not in apart)
        found += [str(cell.value) for cell in cells if cell.value]
        found += [sheet.oddHeader.center.text or "", sheet.oddFooter.center.text or ""]
        for one in sheet.data_validations.dataValidation:
            found += [
                text for text in (one.promptTitle, one.prompt, one.errorTitle, one.error) if text
            ]
    return found


def test_a_workbook_built_in_english_holds_names_and_examples_only() -> None:
    """The builder is given a language: what is French there all the same is in the code."""
    kept = {
        *("cf. Cross-border Deal thème 3", "lien avec les jetons"),
        "Date of the current version, as in the title (“au 29/01/2025”, for example).",
        "Country that comes first in borders (FR-DE): two letters; “aucun” if none does.",
        *(way.written for family in USUAL.all for way in family.writings),
        *("; ".join(family.exclusions) for family in USUAL.all),
        *(name for _code, name, _countries in shipped_rows() if name),
    }
    slots = "|".join(map(re.escape, SLOTS_SHOWN.values()))
    for built in (build_template("en"), build_extract_template("en")):
        texts = strings_of(built)
        left = {text for text in texts if french_words(re.sub(slots, "", text))} - kept
        assert {text for text in left if not text.startswith("{{")} == set()
    assert {text for text in strings_of(build_template("fr")) if french_words(text)} - kept != set()


def test_the_texts_of_a_summary_are_english_in_english() -> None:
    def french_of(language: str) -> list[str]:
        texts = SummaryTexts(language)
        said = [text for band in BANDS for text in (band.said(texts.say).title, band.note)]
        said += [text for text in vars(texts).values() if isinstance(text, str)]
        return [text for text in (*said, *texts.months, texts.axis(1)) if french_words(text)]

    assert french_of("en") == []
    assert len(french_of("fr")) > 20
