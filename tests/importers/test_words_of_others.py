"""A workbook of somebody else's, without borders, themes or jetons: no output speaks of any."""

from __future__ import annotations

import email
import email.policy
import html
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from motxl.__main__ import run
from motxl.book.file.filebook import open_book
from motxl.jobs.import_ import import_source
from motxl.ooxml import Workbook
from motxl.programme.features import EVERY, NONE, Features
from motxl.template.builder import build_template
from motxl.template.layout.synthese import BANDS

_WORDS = re.compile(
    r"\b(?-i:MOT)\b|mission op|transfronti?er|cross-border|\bdeal\b|jetons?\b|frontière|"
    r"transversa|thèmes?\b|\bthemes?\b|\bborders?\b|territoire|territor|offre modulable|"
    r"modular offer|tbl(?:Themes|Jetons|SuiviJetons|Territoires|Frontieres|EtatsJeton)|"
    r"tblDonnees(?:Themes|Frontieres|Jetons|Comptes)|(?:couleur|exemple)_(?:themes|jetons)|"
    r"liste_(?:themes|frontieres|prestations|etats_jeton)|motxl_(?:themes|frontieres|jetons)",
    re.IGNORECASE,
)
_ROWS = (
    ("N°", "Plan d’action 2026", "Pilote"),
    ("1", "Restaurer la rivière", None),
    ("1.1", "Replanter les rives", None),
    ("1.1.1", "Commander les plants", "Anne"),
    ("1.1.2", "Chantier avec l’école du Pont le 5 mai 2026", "Luc"),
    ("1.2", "Suivre la qualité de l’eau", None),
    ("1.2.2", "Relevés du printemps", "Anne"),
    ("2", "Faire connaître la rivière", None),
    ("2.1", "Sentier", None),
    ("2.1.1", "Panneaux du sentier", "Luc"),
)
_ASKED: tuple[tuple[str, ...], ...] = (
    ("validate", "b.xlsx", "--write"),
    ("validate", "b.xlsx", "--statistics"),
    ("validate", "b.xlsx", "--fix", "--unsafe-fixes", "--diff"),
    ("colour", "b.xlsx"),
    ("references", "b.xlsx"),
    ("events", "b.xlsx"),
    ("summary", "b.xlsx", "--html", "s.html", "--force"),
    ("who", "b.xlsx", "2026-004"),
    ("find", "b.xlsx", "-v"),
    ("renumber", "b.xlsx", "--diff"),
    ("freeze", "b.xlsx", "--state", "soumis", "--date", "2026-02-01", "--no-pdf"),
    ("calendar", "b.xlsx", "-o", "b.ics", "--force"),
    ("extract", "b.xlsx", "-o", "ext", "--explain"),
    ("extract", "b.xlsx", "-o", "ext"),
    ("mail", "preview", "b.xlsx", "--extracts", "ext", "--html", "p.html"),
    ("mail", "drafts", "b.xlsx", "--extracts", "ext"),
    ("mail", "status", "b.xlsx", "--extracts", "ext"),
    ("collect", "b.xlsx", "ext", "--extracts", "ext", "--check"),
    ("new", "--from", "b.xlsx", "--year", "2027", "-o", "n.xlsx"),
    ("inspect", "b.xlsx"),
    ("diff", "b.xlsx", "n.xlsx", "--html", "d.html", "--xlsx", "d.xlsx"),
)


def source(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in _ROWS:
        sheet.append(row)
    path = folder / "plan.xlsx"
    book.save(path)
    return path


def with_members(path: Path, language: str, **settings: str) -> None:
    """Two members in a workbook, each with somebody to write to; and what Paramètres says."""
    workbook = Workbook.open(path)
    rows: dict[str, list[dict[str, str]]] = {
        "tblAdherents": [
            {"Clé": "MOULIN", "Nom": "Moulin de la Vanne", "Langue": language},
            {"Clé": "ECOLE", "Nom": "École du Pont", "Langue": language},
        ],
        "tblContacts": [
            {"Adhérent": "MOULIN", "Nom": "Martin", "E-mail": "z@riviere.fr", "Envoi": "À"},
            {"Adhérent": "ECOLE", "Nom": "Ben", "E-mail": "a@riviere.fr", "Envoi": "À"},
        ],
    }
    for name, wanted in rows.items():
        table = workbook.find_table(name)
        assert table is not None
        table.replace_rows([[one.get(c) for c in table.columns] for one in wanted], None)
    table = workbook.find_table("tblParametres")
    assert table is not None
    held = [[settings.get(str(row["Clé"]), row["Valeur"]) for row in table.rows]]
    for number, value in enumerate(held[0], table.first_data_row):
        table.sheet.set_value((number, table.column("Valeur")), value)
    path.write_bytes(workbook.to_bytes())


def texts_in(path: Path) -> Iterator[tuple[str, str]]:
    """All that a file shows somebody, or names: where, and what."""
    data = path.read_bytes()
    if path.suffix == ".eml":
        message = email.message_from_bytes(data, policy=email.policy.default)
        yield f"{path.name} headers", "\n".join(map(str, message.values()))
        for part in message.walk():
            if part.get_content_maintype() == "text":
                yield path.name, _without_markup(part.get_content())
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                is_format = name == "[Content_Types].xml" or "/theme/" in name
                if name.endswith(".xml") and not is_format:
                    yield f"{path.name}!{name}", _values(package.read(name).decode())
    elif path.suffix == ".json":
        yield path.name, "\n".join(_strings(json.loads(data)))
    else:
        yield path.name, _without_markup(data.decode("utf-8", "replace"))


def _strings(value: object) -> Iterator[str]:
    """Those that are told; the names of fields are those of the format."""
    if isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, str):
        yield value


def _without_markup(text: str) -> str:
    text = html.unescape(re.sub(r"(?s)<style.*?</style>|style=\"[^\"]*\"", "", text))
    # Pages hold others, escaped.
    return re.sub(r"(?s)<style.*?</style>|style=\"[^\"]*\"|border[-a-z]*:", "", text)


def _values(xml: str) -> str:
    """Texts and values of attributes; the names that the format gives are no words of ours."""
    held = re.findall(r">([^<>]+)<|=\"([^\"]*)\"", xml)
    return html.unescape("\n".join(text or value for text, value in held))


def words_in(texts: Iterator[tuple[str, str]]) -> list[str]:
    return [
        f"{where}: {line.strip()[:120]}"
        for where, text in texts
        for line in text.splitlines()
        if _WORDS.search(line)
    ]


def outputs(
    folder: Path, language: str, capsys: pytest.CaptureFixture[str], *options: str
) -> Iterator[tuple[str, str]]:
    """Everything that is made of the workbook, and said of it."""
    assert run(["--lang", language, "import", str(source(folder)), "-o", "b.xlsx", *options]) == 0
    imported = capsys.readouterr()
    # What the workbook has no place for is said once, by the import.
    yield "import", re.sub(r"(?s)(Not in the source|Absents de la source).*?--with\.", "",
                           imported.out + imported.err)  # fmt: skip
    with_members(folder / "b.xlsx", language, **{"expéditeur": "plan@riviere.fr"})
    for words in _ASKED:
        code = run(["--lang", language, *words])
        told = capsys.readouterr()
        assert code in {0, 1}, (words, told.err)
        yield " ".join(words), told.out + told.err
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "plan.xlsx":
            yield from texts_in(path)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.slow
def test_nothing_speaks_of_borders_themes_or_jetons(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert words_in(outputs(tmp_path, language, capsys)) == []


@pytest.mark.parametrize(
    "features",
    [NONE._replace(borders=True), NONE._replace(themes=True), NONE._replace(jetons=True)],
    ids=["borders", "themes", "jetons"],
)
def test_one_that_is_put_back_is_found(features: Features, tmp_path: Path) -> None:
    """The search itself: each of them alone is seen in a workbook that has it."""
    from motxl.template.texts import Making

    path = tmp_path / "t.xltx"
    path.write_bytes(build_template(making=Making(features, "")))
    assert words_in(texts_in(path))
    path.write_bytes(build_template(making=Making(NONE, "")))
    assert words_in(texts_in(path)) == []


@pytest.mark.slow
def test_the_organisation_stands_where_the_usual_one_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "Syndicat de la Vanne & amis"
    for _where, _text in outputs(tmp_path, "fr", capsys, "--organisation", name):
        pass
    assert open_book(tmp_path / "b.xlsx").programme.organisation == name
    of_extract = next((tmp_path / "ext").glob("Moulin*.xlsx"))
    with zipfile.ZipFile(of_extract) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert f"&C&9 {name.replace('&', '&&')}" in html.unescape(sheet)
    letter = next((tmp_path / "ext").rglob("Moulin*.eml"))
    assert any(name in text for _where, text in texts_in(letter))


def test_what_is_not_there_is_not_missing(tmp_path: Path) -> None:
    """A column of what the workbook does not have is no fault; one of what it has is."""
    made = import_source(source(tmp_path), tmp_path / "b.xlsx")
    with_members(made.path, "fr")
    programme = open_book(made.path).programme
    assert programme.features == NONE
    assert not programme.borders.are_there
    from motxl.validation.engine import validate

    assert [one.about for one in validate(programme) if one.rule == "STR701"] == []
    whole = import_source(
        tmp_path / "plan.xlsx", tmp_path / "c.xlsx", wanted=("borders", "themes", "jetons")
    )
    read = open_book(whole.path).programme
    assert read.features == EVERY._replace(deal=False)


def test_synthese_has_no_gap_where_a_band_is_left_out(tmp_path: Path) -> None:
    made = import_source(source(tmp_path), tmp_path / "b.xlsx")
    assert run(["summary", str(made.path)]) == 0
    sheet = openpyxl.load_workbook(made.path)["Synthèse"]
    titles = [cell.value for cell in sheet[4] if cell.value]
    assert len(titles) == 4
    last = max(cell.column for cell in sheet[4] if cell.value)
    left = [one for one in BANDS if "jeton" not in one.key and "front" not in one.key]
    left = [one for one in left if "theme" not in one.key]
    assert last == 1 + sum(one.columns + 1 for one in left[:-1])
    for title in (cell for cell in sheet[4] if cell.value):
        below = [sheet.cell(row, title.column).value for row in range(8, 32)]
        assert any(below), title.value


def test_a_source_with_themes_alone_is_told_no_number_of_services(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows = (*_ROWS, (), ("Légende",), ("ODD 6 : Eau propre",))
    for row in rows:
        sheet.append(row)
    sheet["B4"] = "Replanter les rives (ODD 6)"
    book.save(tmp_path / "a.xlsx")
    run(["import", str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "b.xlsx"), "--lang", "en"])
    said = capsys.readouterr().err
    assert "1 theme" in said
    assert "service" not in said
