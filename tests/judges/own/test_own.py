"""The judge of our own: each check sees what it is for, and is silent on good workbooks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.judges.own import CHECKS, findings, problems
from tests.judges.own.catalogue import CAUSES
from tests.judges.own.example import (
    BOOK,
    CACHE,
    LISTS,
    PIVOT,
    RECORDS,
    SHEET,
    STRINGS,
    STYLES,
    TABLE,
    TYPES,
    Members,
    good,
    relate,
    spoil,
    write,
)

LONG_LIST = '"' + "x," * 128 + '"'
SECOND_RULE = '<cfRule type="expression" priority="2"'

# check: what spoils the good workbook, as part, what stands there, and what is put instead


REFERENCE = (
    '<references count="1"><reference field="{field}" count="1"><x v="{item}"/></reference>'
    "</references>"
)


def looks(references: str) -> str:
    """The look of a chart's series, which may lie over what is not there."""
    area = f'<pivotArea type="data" fieldPosition="0">{references}</pivotArea>'
    look = f'<chartFormat chart="0" format="0" series="1">{area}</chartFormat>'
    return f'</dataFields><chartFormats count="1">{look}</chartFormats>'


SPOILT: dict[str, list[tuple[str, str, str]]] = {
    "sheet_parts": [
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet2.xml", "worksheets/sheet1.xml"),
        (BOOK, 'state="visible" r:id="rId2"', 'state="visible" r:id="rId4"'),
        (BOOK, 'state="visible" r:id="rId2"', 'state="visible" r:id="rId1"'),
    ],
    "parts": [
        (BOOK.replace("xl/", "xl/_rels/") + ".rels", "theme/theme1.xml", "theme/theme2.xml"),
        (TYPES, 'PartName="/xl/tables/table1.xml"', 'PartName="/xl/tables/table3.xml"'),
        (TYPES, "</Types>", '<Override PartName="/xl/a.xml" ContentType="a"/></Types>'),
        (BOOK.replace("xl/", "xl/_rels/") + ".rels", 'Id="rId5"', 'Id="rId4"'),
    ],
    "relationship_ids": [
        (SHEET, 'r:id="rId1"', 'r:id="rId9"'),
        (LISTS, "<tablePart ", "<other "),
    ],
    "content_type": [
        (TYPES, "sheet.main+xml", "template.main+xml"),
        (
            TYPES,
            "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
            "vnd.ms-excel.sheet.macroEnabled.main",
        ),
    ],
    "sheet_names": [
        (BOOK, 'name="Listes"', f'name="{"L" * 32}"'),
        (BOOK, 'name="Listes"', 'name="2024/2025"'),
        (BOOK, 'name="Listes"', 'name="PROGRAMME"'),
        (BOOK, 'name="Listes"', "name=\"l'été'\""),
        (BOOK, 'name="Listes"', 'name=""'),
        (BOOK, 'name="Listes"', 'name="History"'),
        (BOOK, 'sheetId="2"', 'sheetId="1"'),
    ],
    "views": [
        (BOOK, 'activeTab="0"', 'activeTab="3"'),
        (BOOK, 'firstSheet="0"', 'firstSheet="3"'),
        (BOOK, 'state="visible"', 'state="hidden"'),
        (SHEET, 'workbookViewId="0"', 'workbookViewId="1"'),
    ],
    "defined_names": [
        (BOOK, 'name="pilotes"', 'name="pilotes" localSheetId="3"'),
        (BOOK, 'name="pilotes"', 'name="les pilotes"'),
        (BOOK, 'name="pilotes"', 'name="AB12"'),
        (BOOK, 'name="pilotes"', 'name="r1c1"'),
        (BOOK, "Listes!$A$2:$A$3", "Listes!#REF!"),
        (BOOK, "Listes!$A$2:$A$3", "=Listes!$A$2"),
        (BOOK, "Listes!$A$2:$A$3", ""),
        (BOOK, "</definedNames>", '<definedName name="Pilotes">1</definedName></definedNames>'),
    ],
    "cell_order": [
        (SHEET, '<row r="3">', '<row r="2">'),
        (SHEET, '<row r="3">', '<row r="1048577">'),
        (SHEET, 'r="B2"', 'r="A2"'),
        (SHEET, 'r="F2"', 'r="B2"'),
        (SHEET, 'r="F2"', 'r="F3"'),
        (SHEET, 'r="F2"', 'r="XFE2"'),
        (SHEET, 'r="F2"', 'r="2F"'),
        (SHEET, "<f>SUM(1,2)</f><v></v>", "<v>3</v><f>SUM(1,2)</f>"),
        (SHEET, "<f>SUM(1,2)</f><v></v>", "<f>SUM(1,2)</f><v>3</v><v>3</v>"),
    ],
    "dimensions": [(SHEET, '<dimension ref="A1:I3"/>', '<dimension ref="A1:C3"/>')],
    "columns": [
        (SHEET, 'min="2" max="2"', 'min="1" max="2"'),
        (SHEET, 'min="2" max="2"', 'min="3" max="2"'),
        (SHEET, 'min="2" max="2"', 'min="2" max="16385"'),
    ],
    "merges": [
        (SHEET, 'ref="H1:I1"/>', 'ref="H1:I1"/><mergeCell ref="I1:I2"/>'),
        (SHEET, 'ref="H1:I1"', 'ref="H1"'),
    ],
    "empty_cells": [(SHEET, "<v>0</v>", "<v></v>"), (SHEET, "<v>0</v>", "")],
    "shared_strings": [
        (SHEET, "<v>0</v>", "<v>99</v>"),
        (STRINGS, 'uniqueCount="10"', 'uniqueCount="9"'),
        (STRINGS, "</sst>", "<si><t>effacé</t></si></sst>"),
    ],
    "text_length": [
        (STRINGS, "Formation", "é" * 32_768),
        (STRINGS, "Formation", "\N{GRINNING FACE}" * 16_384),
        (SHEET, '"F2"><f>SUM(1,2)</f>', f'"F2" t="inlineStr"><is><t>{"x" * 32_768}</t></is>'),
    ],
    "formulas": [
        (SHEET, "<f>SUM(1,2)</f>", "<f>=SUM(1,2)</f>"),
        (SHEET, "<f>SUM(1,2)</f>", "<f>SUM(1;2)</f>"),
        (SHEET, "<f>SUM(1,2)</f>", "<f/>"),
        (SHEET, "<f>SUM(1,2)</f>", '<f t="shared" si="0"/>'),
        (SHEET, "<f>SUM(1,2)</f>", '<f t="array">SUM(1,2)</f>'),
        (SHEET, "<f>SUM(1,2)</f>", f"<f>{'1+' * 4096}1</f>"),
    ],
    "calc_chain": [
        (SHEET, "<f>SUM(1,2)</f>", ""),
        ("xl/calcChain.xml", 'i="1"', 'i="9"'),
        ("xl/calcChain.xml", '<c r="F2" i="1"/>', ""),
    ],
    "styles": [
        (SHEET, 'r="F2"', 'r="F2" s="1"'),
        (SHEET, '<row r="3">', '<row r="3" s="1" customFormat="1">'),
        (SHEET, '<col width="8"', '<col style="1" width="8"'),
        (STYLES, 'fontId="0"', 'fontId="1"'),
        (STYLES, 'fillId="0"', 'fillId="2"'),
        (STYLES, 'borderId="0"', 'borderId="1"'),
        (STYLES, 'quotePrefix="0" xfId="0"', 'quotePrefix="0" xfId="1"'),
        (STYLES, 'name="Normal" xfId="0"', 'name="Normal" xfId="1"'),
        (TABLE, 'name="Axe"', 'name="Axe" dataDxfId="1"'),
    ],
    "conditional_formats": [
        (SHEET, f'{SECOND_RULE} dxfId="0"', f'{SECOND_RULE} dxfId="1"'),
        (SHEET, SECOND_RULE, SECOND_RULE.replace("2", "1")),
        (SHEET, SECOND_RULE, SECOND_RULE.replace("2", "0")),
    ],
    "validations": [
        (SHEET, "<formula1>pilotes<", f"<formula1>{LONG_LIST}<"),
        (SHEET, "<formula1>pilotes<", "<formula1>tblPilotes[Nom]<"),
        (SHEET, "<formula1>pilotes<", "<formula1>tblPilotes<"),
        (SHEET, "<formula1>pilotes<", "<formula1>pilote<"),
        (SHEET, "<formula1>pilotes<", "<formula1><"),
        (SHEET, 'prompt="Qui ?"', f'prompt="{"?" * 256}"'),
    ],
    "headers": [(SHEET, "<oddHeader>", "<oddHeader>" + "x" * 255)],
    "tables.header_only": [
        (TABLE, 'ref="A1:C3"', 'ref="A1:C1"'),
        (TABLE, 'ref="A1:C3"', 'ref="A1:C2" totalsRowCount="1"'),
        (TABLE, 'ref="A1:C3"', 'ref=""'),
    ],
    "tables.column_names": [
        (TABLE, "Programme de_x000a_travail", "Programme de travail"),
        (TABLE, "Programme de_x000a_travail", "Programme de\ntravail"),
        (TABLE, 'name="Pilote"', 'name="AXE"'),
        (TABLE, 'id="3"', 'id="2"'),
        (TABLE, '<tableColumn id="3" name="Pilote"/>', ""),
        (TABLE, 'count="3"', 'count="4"'),
        (SHEET, '<c r="A1" t="s"', '<c r="A1"'),
        (SHEET, '<c r="A1" t="s"><v>0</v></c>', ""),
    ],
    "tables.identity": [
        (TABLE, 'id="1" name', 'id="2" name'),
        (TABLE, 'displayName="tblProgramme"', 'displayName="TBLPILOTES"'),
        (TABLE, 'displayName="tblProgramme"', 'displayName="Pilotes"'),
        (TABLE, 'displayName="tblProgramme"', 'displayName="le programme"'),
        (LISTS.replace("sheets/", "sheets/_rels/") + ".rels", "table2.xml", "table1.xml"),
    ],
    "tables.overlap": [
        (
            SHEET.replace("sheets/", "sheets/_rels/") + ".rels",
            "</Relationships>",
            '<Relationship Id="rId2" Type="t/table" Target="/xl/tables/table2.xml"/>'
            "</Relationships>",
        ),
    ],
    "tables.merges": [(SHEET, 'ref="H1:I1"', 'ref="C3:D3"')],
    "tables.filter": [
        (TABLE, '<autoFilter ref="A1:C3"', '<autoFilter ref="A1:C4"'),
        (TABLE, '<autoFilter ref="A1:C3"', '<autoFilter ref="A1:B3"'),
        (TABLE, '<autoFilter ref="A1:C3"', '<autoFilter ref="A2:C3"'),
        (TABLE, '<autoFilter ref="A1:C3"', "<autoFilter"),
        (TABLE, 'headerRowCount="1"', 'headerRowCount="1" totalsRowCount="1"'),
        (TABLE, 'headerRowCount="1"', 'headerRowCount="0"'),
        (TABLE, '"A1:C3"/>', '"A1:C3"><filterColumn colId="3"/></autoFilter>'),
    ],
    "pivots.identity": [
        (PIVOT, 'cacheId="7"', 'cacheId="8"'),
        (BOOK, 'cacheId="7" r:id="rId8"', 'cacheId="7" r:id="rId9"'),
        (BOOK, "<pivotCache ", '<pivotCache cacheId="7"/><pivotCache '),
        (
            PIVOT.replace("Tables/", "Tables/_rels/") + ".rels",
            "pivotCacheDefinition1.xml",
            "pivotCacheRecords1.xml",
        ),
    ],
    "pivots.fields": [
        (PIVOT, '<pivotField showAll="0"/>', ""),
        (PIVOT, '<item x="1"/>', '<item x="2"/>'),
        (PIVOT, 'items count="3"', 'items count="2"'),
        (PIVOT, '<field x="0"/>', '<field x="3"/>'),
        (PIVOT, 'fld="2"', 'fld="3"'),
    ],
    "pivots.items": [
        (CACHE, 'sharedItems count="2"', 'sharedItems count="3"'),
        (CACHE, 'cacheFields count="3"', 'cacheFields count="2"'),
        (CACHE, 'containsBlank="1"', ""),
        (CACHE, 'sharedItems count="2"', 'sharedItems containsBlank="1" count="2"'),
        (CACHE, '<s v="2"/>', '<n v="2"/>'),
        (CACHE, 'containsNumber="1"', ""),
        (CACHE, 'containsBlank="1"', 'containsBlank="1" containsString="0"'),
        (CACHE, '<s v="2"/>', '<d v="2025-03-06T00:00:00"/>'),
        (CACHE, 'v="Anne"', f'v="{"A" * 256}"'),
        (RECORDS, '<n v="3"/>', "<m/>"),
    ],
    "pivots.records": [
        (CACHE, 'recordCount="2"', 'recordCount="3"'),
        (RECORDS, 'count="2"', 'count="3"'),
        (RECORDS, '<n v="3"/>', ""),
        (RECORDS, '<x v="1"/>', '<x v="2"/>'),
    ],
    "pivots.captions": [
        (PIVOT, 'name="Somme"', 'name="PILOTE"'),
        (
            PIVOT,
            '<dataField name="Somme"',
            '<dataField name="somme" fld="2"/><dataField name="Somme"',
        ),
        (CACHE, 'name="Pilote"', 'name="axe"'),
    ],
    "pivots.extent": [
        (PIVOT, 'ref="A3:B6"', 'ref="A3:B7"'),
        (PIVOT, 'ref="A3:B6"', 'ref="A3:C6"'),
        (PIVOT, 'rowItems count="3"', 'rowItems count="4"'),
        (PIVOT, '<i><x v="1"/></i>', '<i><x v="3"/></i>'),
        (PIVOT, '<i><x v="1"/></i>', '<i><x/><x v="1"/></i>'),
    ],
    "pivots.looks": [
        (PIVOT, "</dataFields>", looks('<references count="0"/>')),
        (PIVOT, "</dataFields>", looks(REFERENCE.format(field=3, item=0))),
        (PIVOT, "</dataFields>", looks(REFERENCE.format(field=0, item=3))),
        (PIVOT, "</dataFields>", looks(REFERENCE.format(field=-2, item=1))),
    ],
    "pivots.sources": [
        (CACHE, 'name="Pilote"', 'name="Pilotes"'),
        (CACHE, '<s v="1"/><s v="2"/>', '<s v="a"/><s v="A"/>'),
    ],
}


@pytest.fixture(scope="module")
def whole() -> Members:
    return good()


@pytest.fixture
def members(whole: Members) -> Members:
    return dict(whole)


def named(check: str, found: list[str]) -> list[str]:
    return [problem for problem in found if problem.startswith(f"{check}: ")]


def test_a_good_workbook_has_no_problem(members: Members, tmp_path: Path) -> None:
    assert problems(write(members, tmp_path / "good.xlsx")) == []


@pytest.mark.parametrize(
    ("check", "part", "old", "new"),
    [(check, *spoilt) for check, ways in SPOILT.items() for spoilt in ways],
    ids=[f"{check}-{number}" for check, ways in SPOILT.items() for number in range(len(ways))],
)
def test_a_spoilt_workbook_is_reported_by_its_check(
    check: str, part: str, old: str, new: str, members: Members, tmp_path: Path
) -> None:
    spoil(members, part, old, new)
    found = problems(write(members, tmp_path / "spoilt.xlsx"))
    assert named(check, found), found


def test_every_check_has_a_workbook_that_violates_it() -> None:
    assert set(SPOILT) | {cause.check for cause in CAUSES} | {"code_names"} >= set(CHECKS)


@pytest.mark.parametrize(
    ("names", "spoilt"),
    [
        (["ThisWorkbook", "Sheet1", "Sheet2"], ""),
        (["ThisWorkbook", "Sheet1", ""], ""),
        (["ThisWorkbook", "Sheet1", "Sheet3"], "the project no such document"),
        (["ThisWorkbook", "Sheet1", "sheet1"], "which another one has"),
        (["ThisWorkbook", "Sheet1", "Ma feuille"], "which VBA does not take"),
        (["Classeur", "Sheet1", "Sheet2"], "the project no such document"),
    ],
)
def test_code_names_and_the_macros_agree(
    names: list[str], spoilt: str, members: Members, tmp_path: Path
) -> None:
    """Only a workbook with macros has a reason to have them."""
    pytest.importorskip("pyopenvba", reason="pip install 'motxl[excel]'")
    from motxl.macros.project import DocumentModule, new

    documents = [DocumentModule("Sheet1", "worksheet"), DocumentModule("Sheet2", "worksheet")]
    members["xl/vbaProject.bin"] = new("ThisWorkbook", documents, {"M": "Option Explicit\r\n"}, "x")
    relate(members, BOOK, "vbaProject", "vbaProject.bin")
    for part, element, name in zip(
        (BOOK, SHEET, LISTS), ("workbookPr", "sheetPr", "sheetPr"), names, strict=True
    ):
        spoil(members, part, f"<{element}", f'<{element} codeName="{name}"')
    found = named("code_names", problems(write(members, tmp_path / "book.xlsm")))
    assert len(found) in ((1, 2) if spoilt else (0,))
    assert not spoilt or any(spoilt in one for one in found), found


def test_every_check_says_what_excel_does() -> None:
    for check in CHECKS.values():
        module = __import__(check.__module__, fromlist=["check"])
        assert "Excel" in (module.__doc__ or ""), check.__module__


def test_bytes_are_judged_as_files_are(members: Members, tmp_path: Path) -> None:
    spoil(members, TABLE, 'ref="A1:C3"', 'ref="A1:C1"')
    path = write(members, tmp_path / "spoilt.xlsx")
    found = list(findings("book.xlsx", path.read_bytes()))
    assert [str(one) for one in found] == problems(path) != []
    assert all("Excel" in one.why for one in found)


def test_no_check_shares_code_with_what_it_judges() -> None:
    """A judge who shares the code of the accused shares its mistakes."""
    checks = {module for check in CHECKS.values() if (module := check.__module__)}
    for name in checks | {"tests.judges.own", "tests.judges.own.package"}:
        source = Path(str(sys.modules[name].__file__)).read_text("utf-8")
        assert "import motxl" not in source, name
        assert "from motxl" not in source, name


def test_two_selected_sheets_are_reported(members: Members, tmp_path: Path) -> None:
    for sheet in (SHEET, LISTS):
        spoil(members, sheet, "<sheetView ", '<sheetView tabSelected="1" ')
    found = problems(write(members, tmp_path / "grouped.xlsx"))
    assert found == ["views: 2 sheets are selected: Programme, Listes"]


def test_a_workbook_without_a_visible_sheet_is_reported(members: Members, tmp_path: Path) -> None:
    members[BOOK] = str(members[BOOK]).replace('"visible" r:id', '"veryHidden" r:id')
    found = problems(write(members, tmp_path / "hidden.xlsx"))
    assert "views: no sheet is visible" in found


def test_a_part_that_nobody_points_to_is_reported(members: Members, tmp_path: Path) -> None:
    members["xl/tables/table9.xml"] = "<table/>"
    found = problems(write(members, tmp_path / "orphan.xlsx"))
    assert found == ["parts: nothing points to /xl/tables/table9.xml"]


def test_a_part_without_content_type_is_reported(members: Members, tmp_path: Path) -> None:
    members["xl/media/image1.png"] = b"\x89PNG"
    relate(members, SHEET, "image", "../media/image1.png")
    found = problems(write(members, tmp_path / "picture.xlsx"))
    assert found == ["parts: /xl/media/image1.png has no content type"]


def test_relationships_of_a_missing_part_are_reported(members: Members, tmp_path: Path) -> None:
    relate(members, "xl/tables/table9.xml", "queryTable", f"/{TABLE}")
    found = problems(write(members, tmp_path / "rels.xlsx"))
    assert found == ["parts: /xl/tables/_rels/table9.xml.rels speaks for a part that is missing"]


def test_two_members_of_one_name_are_reported(members: Members, tmp_path: Path) -> None:
    members["xl/Styles.xml"] = members[STYLES]
    found = problems(write(members, tmp_path / "twice.xlsx"))
    assert named("parts", found) == ["parts: 2 members are named /xl/styles.xml"]


def test_macros_in_a_workbook_without_are_reported(members: Members, tmp_path: Path) -> None:
    members["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    relate(members, BOOK, "vbaProject", "vbaProject.bin")
    vba = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    spoil(members, TYPES, "</Types>", vba)
    found = problems(write(members, tmp_path / "macros.xlsx"))
    assert named("content_type", found) == [
        "content_type: a .xlsx file holds macros: /xl/vbaProject.bin"
    ]


def test_a_workbook_under_the_name_of_a_template_is_reported(
    members: Members, tmp_path: Path
) -> None:
    assert named("content_type", problems(write(members, tmp_path / "good.xltx")))


def test_a_template_is_good_under_its_own_name(members: Members, tmp_path: Path) -> None:
    spoil(members, TYPES, "sheet.main+xml", "template.main+xml")
    assert problems(write(members, tmp_path / "good.xltx")) == []


def test_a_pivot_table_over_a_table_is_reported(members: Members, tmp_path: Path) -> None:
    relate(members, SHEET, "pivotTable", f"/{PIVOT}")
    found = problems(write(members, tmp_path / "overlap.xlsx"))
    assert found == [
        "tables.overlap: sheet 'Programme': table tblProgramme and pivot table Par axe overlap"
    ]


def test_a_strict_workbook_is_read_too(members: Members, tmp_path: Path) -> None:
    for transitional, strict in (
        ("schemas.openxmlformats.org/spreadsheetml/2006/main", "spreadsheetml/main"),
        ("schemas.openxmlformats.org/officeDocument/2006/", "officeDocument/"),
    ):
        for name, text in members.items():
            members[name] = str(text).replace(transitional, f"purl.oclc.org/ooxml/{strict}")
    assert problems(write(members, tmp_path / "strict.xlsx")) == []
    spoil(members, TABLE, 'ref="A1:C3"', 'ref="A1:C1"')
    found = problems(write(members, tmp_path / "strict.xlsx"))
    assert named("tables.header_only", found)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, "<formula1>pilotes<", '<formula1>INDIRECT("tblPilotes[Nom]")<'),
        (SHEET, "<formula1>pilotes<", "<formula1>Listes!$A$2:$A$3<"),
        (SHEET, "<formula1>pilotes<", f'<formula1>{LONG_LIST[:255]}"<'),
        (SHEET, "<f>SUM(1,2)</f>", '<f>SUM({1;2})&amp;"a;b"</f>'),
        (SHEET, "<f>SUM(1,2)</f>", '<f t="array" ref="F2:G2">SUM(1,2)</f>'),
        (BOOK, 'name="pilotes"', 'name="_xlnm.Print_Titles" localSheetId="1"'),
        (BOOK, "Listes!$A$2:$A$3", "tblPilotes[Nom]"),
        (BOOK, 'name="Synthèse"', f'name="{"S" * 31}"'),
        (STRINGS, "Formation", "é" * 32_767),
        (TABLE, '<autoFilter ref="A1:C3"/>', ""),
    ],
)
def test_what_excel_takes_is_not_reported(
    part: str, old: str, new: str, members: Members, tmp_path: Path
) -> None:
    if "_xlnm" in new:  # the drop-down would miss its name
        spoil(members, SHEET, "<formula1>pilotes<", "<formula1>Listes!$A$2:$A$3<")
    spoil(members, part, old, new)
    assert problems(write(members, tmp_path / "good.xlsx")) == []


def test_what_is_no_workbook_is_one_problem(members: Members, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.xlsx"
    nothing.write_bytes(b"PK")
    assert [problem.partition(":")[0] for problem in problems(nothing)] == ["package"]
    spoil(members, SHEET, "<sheetData>", "<sheetData><")
    found = problems(write(members, tmp_path / "broken.xlsx"))
    assert len(found) == 1
    assert found[0].startswith("package: /xl/worksheets/sheet1.xml is not well-formed XML")
