"""What the empty template promises: read back with openpyxl, and looked at as a package."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator
from itertools import pairwise

import openpyxl
import pytest
from lxml import etree
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from motxl.i18n import catalogue
from motxl.template import layout
from motxl.template.builder import build_template
from motxl.template.finish import _FONT_ORDER
from motxl.validation.diagnostics import _LABELS

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ALL_TABLES = (*layout.TABLES, *(source.layout for source in layout.DROP_DOWNS))


@pytest.fixture(scope="module")
def template() -> bytes:
    return build_template()


@pytest.fixture(scope="module")
def parts(template: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


@pytest.fixture(scope="module")
def workbook(template: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # openpyxl warns of what it cannot read
        return openpyxl.load_workbook(io.BytesIO(template))


def validations(workbook: Workbook) -> Iterator[tuple[Worksheet, DataValidation]]:
    for sheet in workbook.worksheets:
        for validation in sheet.data_validations.dataValidation:
            yield sheet, validation


def header_at(sheet: Worksheet, validation: DataValidation) -> str:
    """The header of the column that a validation stands in."""
    first = str(validation.sqref).split(":")[0]
    column, row = re.fullmatch(r"([A-Z]+)([0-9]+)", first).groups()
    return str(sheet[f"{column}{int(row) - 1}"].value)


def named_cell(workbook: Workbook, name: str) -> openpyxl.cell.Cell:
    sheet, cells = next(iter(workbook.defined_names[name].destinations))
    return workbook[sheet][cells.replace("$", "")]


def test_built_twice_it_has_the_same_bytes(template: bytes) -> None:
    assert build_template() == template


@pytest.mark.parametrize("seed", ["1", "2025"])
def test_another_process_builds_the_same_bytes(template: bytes, seed: str) -> None:
    code = (
        "import sys, hashlib; from motxl.template.builder import build_template;"
        "sys.stdout.write(hashlib.sha256(build_template()).hexdigest())"
    )
    made = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout == hashlib.sha256(template).hexdigest()


def test_it_is_a_template_by_its_content_type(parts: dict[str, etree._Element]) -> None:
    types = {part.get("PartName"): part.get("ContentType") for part in parts["[Content_Types].xml"]}
    assert types["/xl/workbook.xml"] == (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
    )
    assert all("sheet.main+xml" not in value for value in types.values() if value)


def test_it_names_no_person_and_no_day_of_its_making(template: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
        assert "<dc:creator>motxl</dc:creator>" in archive.read("docProps/core.xml").decode()
        assert b"openpyxl" not in b"".join(map(archive.read, archive.namelist())).lower()


def test_it_has_the_sheets_of_the_design_in_their_order(workbook: Workbook) -> None:
    assert tuple(workbook.sheetnames) == (
        *("Accueil", "Programme", "Événements", "Thèmes", "Territoires", "Jetons"),
        *("Suivi jetons", "Adhérents", "Contacts", "Versions", "Synthèse", "Données"),
        *("Contrôle", "Paramètres"),
    )
    assert all(sheet.sheet_properties.tabColor is not None for sheet in workbook.worksheets)


@pytest.mark.parametrize(
    ("sheet", "table", "columns"),
    [
        (
            *("Programme", "tblProgramme"),
            "Axe · Programme de travail · Type · Réf. · Portée · Frontière · Adhérents concernés · "
            "Pilote · Calendrier · État d'avancement · Thèmes Deal · Thèmes transversaux · "
            "Autres thèmes · Jetons · Bilan · Commentaire · Ordre",
        ),
        (
            *("Événements", "tblEvenements"),
            "Réf. · Début · Fin · Précision · Intitulé · Lieu · Confirmé",
        ),
        ("Thèmes", "tblThemes", "Clé · Famille · N° · Intitulé · Alias · Nouveau · Référent"),
        ("Territoires", "tblTerritoires", "Nom · Alias · Frontières"),
        ("Jetons", "tblJetons", "Clé · Prestation · Réf. · Nombre de jetons · Ouverte à"),
        (
            *("Suivi jetons", "tblSuiviJetons"),
            "Date · Adhérent · Prestation · État · Jetons · Réf. · Pilote · Note",
        ),
        (
            *("Adhérents", "tblAdherents"),
            "Clé · Nom · Alias · Type · Pays · Frontières · Thèmes · Langue · Jetons attribués · "
            "Adhérent en cours",
        ),
        (
            *("Contacts", "tblContacts"),
            "Adhérent · Civilité · Prénom · Nom · Fonction · E-mail · Envoi · Langue",
        ),
        ("Versions", "tblVersions", "Date · État · Instance · Fichier · Empreinte"),
        (
            *("Contrôle", "tblControle"),
            "Gravité · Règle · Cellule · Constat · Proposition · Ignorer · Empreinte",
        ),
        ("Paramètres", "tblParametres", "Clé · Valeur"),
    ],
)
def test_tables_have_the_columns_of_the_design(
    workbook: Workbook, sheet: str, table: str, columns: str
) -> None:
    """Those that are not among them came later: workbooks that staff have do without."""
    found = workbook[sheet].tables[table]
    design = next(one for one in ALL_TABLES if one.name == table)
    assert [name for name in found.column_names if name not in design.later] == columns.split(" · ")


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)
def test_tables_are_whole(workbook: Workbook, table: layout.TableLayout) -> None:
    """Their headers are in their cells, a data row is below, filters are on, nothing is merged."""
    sheet = workbook[table.sheet]
    found = sheet.tables[table.name]
    header, *data = sheet[found.ref]
    assert tuple(cell.value for cell in header) == table.columns == tuple(found.column_names)
    assert data
    assert found.displayName == found.name
    assert found.autoFilter is not None
    assert found.autoFilter.ref == found.ref
    assert not sheet.merged_cells.ranges
    if table.name not in {"tblParametres"}:
        for cell, column in zip(data[0], table.columns, strict=True):
            assert cell.style == layout.style_of(table, column)


def test_there_is_no_table_that_the_layout_does_not_know(workbook: Workbook) -> None:
    found = {(sheet.title, name) for sheet in workbook.worksheets for name in sheet.tables}
    assert found == {(table.sheet, table.name) for table in ALL_TABLES}


def test_source_tables_of_pivots_have_a_free_column_between_them(workbook: Workbook) -> None:
    sheet = workbook["Données"]
    ranges = [
        openpyxl.utils.range_boundaries(sheet.tables[table.name].ref)
        for table in layout.TABLES
        if table.sheet == "Données"
    ]
    assert len(ranges) == 6
    assert all(right[0] == left[2] + 2 for left, right in pairwise(ranges))


def test_named_cells_are_there(workbook: Workbook) -> None:
    for name in layout.NAMES:
        assert named_cell(workbook, name) is not None
    assert named_cell(workbook, "titre").value == "PROGRAMME DE TRAVAIL"
    assert named_cell(workbook, "titre").coordinate == "B1"
    assert named_cell(workbook, "note_adherents").value is None
    assert named_cell(workbook, "legende_2").alignment.wrap_text


def test_colours_of_references_are_fills_and_shown_on_accueil(workbook: Workbook) -> None:
    for kind, colour in (("themes", "FFC04F00"), ("jetons", "FF0070C0")):
        fill = named_cell(workbook, f"couleur_{kind}").fill
        assert (fill.patternType, fill.fgColor.rgb) == ("solid", colour)
        assert named_cell(workbook, f"exemple_{kind}").font.color.rgb == colour


def test_parametres_hold_their_keys(workbook: Workbook) -> None:
    sheet = workbook["Paramètres"]
    rows = sheet[sheet.tables["tblParametres"].ref][1:]
    values = {key.value: value.value for key, value in rows}
    others = {layout.Parametre.ORGANISATION, layout.Parametre.ETAT_TERMINE}
    assert tuple(values) == tuple(one for one in layout.PARAMETRE_KEYS if one not in others)
    assert values["expéditeur"] == "programme@example.org"


def test_lists_are_names_over_columns_that_hold_their_values(workbook: Workbook) -> None:
    sheet = workbook["Paramètres"]
    for source in layout.DROP_DOWNS:
        assert workbook.defined_names[source.name].attr_text == f"{source.table}[{source.column}]"
        values = [row[0].value for row in sheet[sheet.tables[source.table].ref][1:]]
        assert values == (list(source.values) or [None])
    for names in layout.COLUMN_LISTS:
        assert workbook.defined_names[names.name].attr_text == f"{names.table}[{names.column}]"


def test_names_of_columns_in_structured_references_need_no_escape(workbook: Workbook) -> None:
    """``'``, ``#`` and brackets would have to be escaped (ECMA-376 part 1, 18.17.6.2)."""
    for name in workbook.defined_names.values():
        assert re.fullmatch(r"tbl\w+\[[^'#\[\]]+\]|'[^']+'!\$[A-Z]+\$[0-9]+", name.attr_text)


def test_validations_name_their_lists(workbook: Workbook) -> None:
    names = set(workbook.defined_names)
    for _, validation in validations(workbook):
        if validation.type == "list":
            assert validation.formula1 in names
        else:
            assert validation.type is None
        for formula in (validation.formula1, validation.formula2):
            assert formula is None or (len(formula) <= 255 and "[" not in formula)
        # Excel's own limits: 32 characters of title, 255 of text.
        assert len(validation.prompt or "") <= 255
        assert len(validation.promptTitle or "") <= 32
        assert len(validation.error or "") <= 225


def test_only_type_state_pilot_and_scope_block_other_values(workbook: Workbook) -> None:
    blocking = {
        (sheet.title, header_at(sheet, validation))
        for sheet, validation in validations(workbook)
        if validation.showErrorMessage
    }
    programme = {header for sheet, header in blocking if sheet == "Programme"}
    assert programme == {"Type", "Portée", "Pilote", "État d'avancement"}
    assert {header for _, header in blocking} - programme <= {"État"}
    assert all(
        validation.errorStyle in {None, "stop"} and validation.allowBlank
        for _, validation in validations(workbook)
        if validation.showErrorMessage
    )


def test_conditional_formats_fill_and_never_colour_text(workbook: Workbook) -> None:
    formats = workbook["Programme"].conditional_formatting
    rules = [rule for found in formats for rule in found.rules]
    assert len(rules) == 4 + 6 * 3
    for rule in rules:
        assert rule.dxf.fill is not None
        assert rule.dxf.font is None or rule.dxf.font.color is None
        assert "[" not in rule.formula[0]
    severities = [
        rule for found in workbook["Contrôle"].conditional_formatting for rule in found.rules
    ]
    assert all(rule.dxf.font is None or rule.dxf.font.color is None for rule in severities)
    others = [sheet.title for sheet in workbook.worksheets if sheet.conditional_formatting]
    assert others == ["Programme", "Contrôle"]


def test_the_severities_of_controle_are_filled_in_both_languages(workbook: Workbook) -> None:
    """Each rule names the word as it is written, in the order of how much it matters."""
    rules = [rule for found in workbook["Contrôle"].conditional_formatting for rule in found.rules]
    words = [re.findall(r'="([^"]+)"', rule.formula[0]) for rule in rules]
    for severity, written in zip(sorted(_LABELS, reverse=True), words, strict=True):
        assert written == [catalogue(one).gettext(_LABELS[severity]) for one in ("fr", "en")]


def test_what_only_motxl_reads_is_hidden(workbook: Workbook) -> None:
    for name, letter in (("Versions", "E"), ("Contrôle", "G")):
        assert workbook[name][f"{letter}4"].value == "Empreinte"
        assert workbook[name].column_dimensions[letter].hidden
    sheet = workbook["Paramètres"]
    keys = sheet[sheet.tables["tblParametres"].ref][1:]
    hidden = [key.value for key, _ in keys if sheet.row_dimensions[key.row].hidden]
    assert hidden == ["dernier numéro de Réf.", "couleurs employées", "événements proposés"]


def test_no_list_stands_in_a_hidden_row(workbook: Workbook) -> None:
    sheet = workbook["Paramètres"]
    first = min(
        int(re.sub("[^0-9]", "", sheet.tables[s.table].ref.split(":")[0]))
        for s in layout.DROP_DOWNS
    )
    assert max(row for row, look in sheet.row_dimensions.items() if look.hidden) < first


def test_of_the_sources_of_the_pivots_nothing_is_printed(workbook: Workbook) -> None:
    """A link to a sheet that is not printed, and LibreOffice makes no PDF of this template."""
    sheet = workbook["Données"]
    area = sheet.print_area.rpartition("!")[2].replace("$", "")
    assert sheet[area].value is None
    links = [c.hyperlink for row in workbook["Accueil"].iter_rows() for c in row if c.hyperlink]
    assert len(links) >= 10
    assert not [one.location for one in links if "Données" in (one.location or "")]


def test_each_cell_of_a_row_stands_in_one_conditional_format(workbook: Workbook) -> None:
    cells = [
        cell
        for found in workbook["Programme"].conditional_formatting
        for area in found.sqref.ranges
        for row in area.rows
        for cell in row
    ]
    assert len(cells) == len(set(cells)) == len(layout.PROGRAMME.columns)


def test_fills_of_checks_are_explained_on_accueil(workbook: Workbook) -> None:
    shown = {cell.fill.fgColor.rgb for row in workbook["Accueil"]["B1:B40"] for cell in row}
    rules = (rule for f in workbook["Programme"].conditional_formatting for rule in f.rules)
    checks = {rule.dxf.fill.bgColor.rgb for rule in rules if "LEN(" in rule.formula[0]}
    assert len(checks) == 4
    assert checks <= shown


def test_programme_prints_as_the_publication(workbook: Workbook) -> None:
    sheet = workbook["Programme"]
    assert sheet.print_area == "'Programme'!$A$1:$B$1048576"
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.freeze_panes == "C3"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "Page &P sur &N"
    assert sheet.column_dimensions["Q"].hidden
    assert sheet["Q2"].value == "Ordre"


def test_rows_where_text_grows_have_no_stored_height(workbook: Workbook) -> None:
    for table in ALL_TABLES:
        first, last = workbook[table.sheet].tables[table.name].ref.split(":")
        for row in range(int(first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) + 1, _row(last) + 1):
            assert workbook[table.sheet].row_dimensions[row].height is None
    for name in layout.LEGENDES:
        row = named_cell(workbook, name).row
        assert workbook["Accueil"].row_dimensions[row].height is None


def _row(reference: str) -> int:
    return int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def test_codes_are_text_without_green_triangles(
    workbook: Workbook, parts: dict[str, etree._Element]
) -> None:
    assert workbook["Programme"]["A3"].number_format == "@"
    assert workbook["Programme"]["B3"].number_format == "General"
    root = parts["xl/worksheets/sheet2.xml"]
    (error,) = root.iter(f"{MAIN}ignoredError")
    assert dict(error.attrib) == {"sqref": "A3", "numberStoredAsText": "1"}
    order = [etree.QName(part).localname for part in root]
    assert order.index("headerFooter") < order.index("ignoredErrors") < order.index("tableParts")


def test_named_styles_are_complete(workbook: Workbook, parts: dict[str, etree._Element]) -> None:
    assert set(layout.STYLES) <= set(workbook.named_styles)
    styles = parts["xl/styles.xml"]
    xfs = styles.find(f"{MAIN}cellStyleXfs")
    assert xfs is not None
    for style in styles.iter(f"{MAIN}cellStyle"):
        xf = xfs[int(style.get("xfId", "-1"))]
        assert {"numFmtId", "fontId", "fillId", "borderId"} <= set(xf.attrib)
        if str(style.get("name")).startswith("MOT"):
            assert xf.find(f"{MAIN}alignment") is not None
    for name in layout.STYLES:
        assert workbook._named_styles[name].font.name == "Calibri"


def test_labels_and_codes_have_styles_by_level() -> None:
    for column, kind, style in (
        ("Axe", "Objectif", "motxl Objectif code"),
        ("Axe", None, "motxl Action code"),
        ("Programme de travail", "Axe", "motxl Axe"),
        ("Programme de travail", "Action", "motxl Action"),
        ("Calendrier", "Axe", "motxl Texte"),
        ("Jetons", "Axe", "motxl Suivi"),
        ("Ordre", "Axe", "motxl Nombre"),
    ):
        assert layout.style_of(layout.PROGRAMME, column, kind) == style


def test_fonts_have_the_order_of_the_schema(parts: dict[str, etree._Element]) -> None:
    fonts = list(parts["xl/styles.xml"].iter(f"{MAIN}font"))
    assert fonts
    for font in fonts:
        order = [_FONT_ORDER.index(etree.QName(part).localname) for part in font]
        assert order == sorted(order)


def test_only_one_sheet_is_selected(parts: dict[str, etree._Element]) -> None:
    selected = [
        name
        for name, part in parts.items()
        if name.startswith("xl/worksheets/sheet")
        for view in part.iter(f"{MAIN}sheetView")
        if view.get("tabSelected") in {"1", "true"}
    ]
    assert selected == ["xl/worksheets/sheet1.xml"]


def test_links_of_accueil_lead_to_the_other_sheets(workbook: Workbook) -> None:
    links = {
        cell.hyperlink.location
        for row in workbook["Accueil"].iter_rows()
        for cell in row
        if cell.hyperlink
    }
    others = (name for name in layout.SHEETS if name not in {"Accueil", "Données"})
    assert links == {f"'{name}'!A1" for name in others}


def test_french_punctuation_has_no_break_spaces(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    assert not re.search(r" [:;?!»]|« ", cell.value), cell.coordinate
    for _, validation in validations(workbook):
        text = f"{validation.prompt or ''}{validation.error or ''}"
        assert not re.search(r" [:;?!»]|« ", text)


def test_the_layout_loads_nothing_heavy() -> None:
    code = (
        "import sys; import motxl.template.layout, motxl.template.shipped, motxl.template.examples;"
        "sys.exit(bool({'openpyxl', 'lxml', 'pandas'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
