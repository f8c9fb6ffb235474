"""What stands typed in a template, and is one member's, would go to all: it is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from motxl.__main__ import run
from motxl.ooxml import Workbook
from motxl.template.shipped import template_path
from tests.extract.making import CONTACTS, MEMBERS, extract, files, programme
from tests.inspection import templates
from tests.mail.making import with_parameter
from tests.summary.making import Rows, action

Told = pytest.CaptureFixture[str]
PEOPLE: Rows = [
    *CONTACTS,
    {"Adhérent": "SAV", "Civilité": "Monsieur", "Prénom": "Jean", "Nom": "Robert",
     "E-mail": "jean.robert@savoie.test", "Envoi": "Cc"},
]  # fmt: skip
KNOWN: Rows = [
    *MEMBERS,
    {"Clé": "ADH-08", "Nom": "Collectivité de Saint-Martin", "Alias": "COM Saint-Martin; EST"},
]
ENTRIES: Rows = [
    action("for all", Portée="Tous"),
    action("Le projet des canaris", **{"Adhérents concernés": "ADH-08"}),
]


def told(folder: Path, template: bytes, capsys: Told) -> tuple[int, str]:
    """What ``motxl extract`` says of such a template in ``modeles``, and its exit code."""
    book = programme(folder / "book.xlsx", ENTRIES, KNOWN, tblContacts=PEOPLE)
    (folder / "modeles").mkdir()
    (folder / "modeles/extrait.xlsx").write_bytes(template)
    code = run(["extract", str(book), "-o", str(folder / "out")])
    return code, " ".join(capsys.readouterr().err.split())


def with_text(text: str, place: tuple[int, int] = (2, 1)) -> bytes:
    workbook = Workbook(template_path("extrait").read_bytes())
    workbook.sheets[0].set_value(place, text)
    return workbook.to_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "Extrait pour Collectivité de Saint-Martin",
        "extrait pour collectivite de  saint–martin",
        "pour la COM Saint-Martin",
        "pour ADH-08",
        "Région EST",
        "à l’attention de Jean ROBERT",
        "Monsieur Robert,",
        "Bonjour Jean",
        "Cher Monsieur le Président Robert",
        "jean.robert@savoie.test",
        "Le projet des canaris",
        "Vos jetons : Attribués : 4 · Réservés : 2 · Consommés : 0 · Restants : 2",
        "Prochaine date : 03/02/2025 Réunion",
        "Actions de cet extrait, par axe : Axe 1 : 2",
    ],
)
def test_what_is_one_member_s_is_refused_with_its_cell(
    tmp_path: Path, capsys: Told, text: str
) -> None:
    code, said = told(tmp_path, with_text(text), capsys)
    assert code == 2
    assert "Extrait!A2: replace" in said
    assert not list((tmp_path / "out").glob("*.xlsx"))


@pytest.mark.parametrize(
    "text",
    [
        "Extrait pour {{adherent.nom}}",
        "Programme de travail à l’est",
        "Votre contact : Robert",
        "Réunion des adhérents, frontière, axe",
        "Vos jetons : demandez-les",
    ],
)
def test_what_is_everybody_s_is_not(tmp_path: Path, capsys: Told, text: str) -> None:
    code, said = told(tmp_path, with_text(text), capsys)
    assert "is not for everybody" not in said
    assert "is meant for one member only" not in said
    assert files(tmp_path / "out"), (code, said)


def a_header(_book: object, sheet: object) -> None:
    sheet.oddHeader.left.text = "pour Collectivité de Saint-Martin"  # type: ignore[attr-defined]


def a_sheet(_book: object, sheet: object) -> None:
    sheet.title = "COM Saint-Martin"  # type: ignore[attr-defined]


def a_formula(_book: object, sheet: object) -> None:
    sheet["A2"] = '="pour la COM "&"Saint-Martin"'


def a_text_box(_book: object, sheet: object) -> None:
    sheet.insert_textbox("H1", "pour la COM\nSaint-Martin")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("make", "change", "place"),
    [
        (templates.by_openpyxl, a_header, "A header or footer of Extrait"),
        (templates.by_openpyxl, a_sheet, "The name of the sheet COM Saint-Martin"),
        (templates.by_openpyxl, a_formula, "Extrait!A2"),
        (templates.as_excel, a_text_box, "A text box"),
    ],
)
def test_wherever_it_stands(
    tmp_path: Path,
    capsys: Told,
    make: Callable[..., bytes],
    change: Callable[[object, object], None],
    place: str,
) -> None:
    code, said = told(tmp_path, make(change), capsys)
    assert (code, place in said) == (2, True), said


def test_an_extract_that_lost_its_properties_is_no_template(tmp_path: Path, capsys: Told) -> None:
    (tmp_path / "first").mkdir()
    book = programme(tmp_path / "first/book.xlsx", ENTRIES, KNOWN, tblContacts=PEOPLE)
    extract(book, tmp_path / "first/out")
    (own,) = (tmp_path / "first/out").glob("Collectivit*.xlsx")
    workbook = Workbook(own.read_bytes())
    workbook.package.remove_with_links("docProps/custom.xml")
    code, said = told(tmp_path, workbook.to_bytes(), capsys)
    assert code == 2
    assert "contains “Collectivité de Saint-Martin”, which is not for everybody" in said
    assert "{{adherent.nom}}" in said


def test_what_the_parameters_say_is_the_organisation_s_own(tmp_path: Path, capsys: Told) -> None:
    book = programme(tmp_path / "book.xlsx", ENTRIES, KNOWN, tblContacts=PEOPLE)
    with_parameter(book, "signature", "MOT, avec la Collectivité de Saint-Martin")
    (tmp_path / "modeles").mkdir()
    template = with_text("avec la Collectivité de Saint-Martin")
    (tmp_path / "modeles/extrait.xlsx").write_bytes(template)
    run(["extract", str(book), "-o", str(tmp_path / "out")])
    assert "is not for everybody" not in capsys.readouterr().err
    assert files(tmp_path / "out")
