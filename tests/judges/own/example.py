"""A small good workbook, as the members of its zip file, for the tests of the checks to spoil.

openpyxl writes most of it; what it does not (shared strings, calculation chain, pivot table) is
added as XML.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

Members = dict[str, str | bytes]

BOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"
LISTS = "xl/worksheets/sheet2.xml"
TABLE = "xl/tables/table1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
CACHE = "xl/pivotCache/pivotCacheDefinition1.xml"
RECORDS = "xl/pivotCache/pivotCacheRecords1.xml"
PIVOT = "xl/pivotTables/pivotTable1.xml"
TYPES = "[Content_Types].xml"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_CALC_CHAIN = f'{_XML}<calcChain xmlns="{_MAIN}"><c r="F2" i="1"/></calcChain>'

_CACHE = f"""{_XML}<pivotCacheDefinition xmlns="{_MAIN}" xmlns:r="{_RELATIONSHIPS}" r:id="rId1"
 recordCount="2"><cacheSource type="worksheet"><worksheetSource name="tblProgramme"/></cacheSource>
<cacheFields count="3"><cacheField name="Axe"><sharedItems count="2"><s v="1"/><s v="2"/>
</sharedItems></cacheField><cacheField name="Programme de_x000a_travail"><sharedItems
 containsBlank="1" count="2">
<s v="Anne"/><m/></sharedItems></cacheField><cacheField name="Pilote"><sharedItems
 containsSemiMixedTypes="0" containsString="0" containsNumber="1"/></cacheField></cacheFields>
</pivotCacheDefinition>"""

_RECORDS = f"""{_XML}<pivotCacheRecords xmlns="{_MAIN}" count="2"><r><x v="0"/><x v="0"/><n v="3"/>
</r><r><x v="1"/><x v="1"/><n v="4"/></r></pivotCacheRecords>"""

_PIVOT = f"""{_XML}<pivotTableDefinition xmlns="{_MAIN}" name="Par axe" cacheId="7"
 dataCaption="Valeurs"><location ref="A3:B6" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>
<pivotFields count="3"><pivotField axis="axisRow" showAll="0"><items count="3"><item x="0"/>
<item x="1"/><item t="default"/></items></pivotField><pivotField showAll="0"/><pivotField
 dataField="1" showAll="0"/></pivotFields><rowFields count="1"><field x="0"/></rowFields>
<rowItems count="3"><i><x/></i><i><x v="1"/></i><i t="grand"><x/></i></rowItems><colItems count="1">
<i/></colItems><dataFields count="1"><dataField name="Somme" fld="2"/></dataFields>
</pivotTableDefinition>"""

_ADDED = {
    "xl/calcChain.xml": (_CALC_CHAIN, "calcChain"),
    "xl/pivotCache/pivotCacheDefinition1.xml": (_CACHE, "pivotCacheDefinition"),
    "xl/pivotCache/pivotCacheRecords1.xml": (_RECORDS, "pivotCacheRecords"),
    "xl/pivotTables/pivotTable1.xml": (_PIVOT, "pivotTable"),
}


def good() -> Members:
    """The members by name, text where they are XML."""
    made = io.BytesIO()
    _workbook().save(made)
    with zipfile.ZipFile(made) as archive:
        members: Members = {name: archive.read(name).decode() for name in archive.namelist()}
    strings = _share(members)
    for name, (text, kind) in {
        **_ADDED,
        "xl/sharedStrings.xml": (strings, "sharedStrings"),
    }.items():
        members[name] = text
        override = f'<Override PartName="/{name}" ContentType="{_SPREADSHEET}.{kind}+xml"/></Types>'
        spoil(members, "[Content_Types].xml", "</Types>", override)
    relate(members, "xl/workbook.xml", "calcChain", "/xl/calcChain.xml")
    relate(members, "xl/workbook.xml", "sharedStrings", "/xl/sharedStrings.xml")
    cache = "/xl/pivotCache/pivotCacheDefinition1.xml"
    listed = relate(members, "xl/workbook.xml", "pivotCacheDefinition", cache)
    caches = f'<pivotCache xmlns:r="{_RELATIONSHIPS}" cacheId="7" r:id="{listed}"/>'
    spoil(
        members, "xl/workbook.xml", "</workbook>", f"<pivotCaches>{caches}</pivotCaches></workbook>"
    )
    relate(members, cache[1:], "pivotCacheRecords", "/xl/pivotCache/pivotCacheRecords1.xml")
    relate(members, "xl/worksheets/sheet3.xml", "pivotTable", "/xl/pivotTables/pivotTable1.xml")
    relate(members, "xl/pivotTables/pivotTable1.xml", "pivotCacheDefinition", cache)
    return members


def _share(members: Members) -> str:
    """Makes the inline strings of all sheets shared ones; returns their part."""
    strings: dict[str, int] = {}

    def shared(found: re.Match[str]) -> str:
        return f't="s"><v>{strings.setdefault(found[1], len(strings))}</v>'

    for name in members:
        if name.startswith("xl/worksheets/sheet"):
            inline = r't="inlineStr"><is>(.*?)</is>'
            members[name] = re.sub(inline, shared, str(members[name]), flags=re.DOTALL)
    items = "".join(f"<si>{string}</si>" for string in strings)
    return f'{_XML}<sst xmlns="{_MAIN}" uniqueCount="{len(strings)}">{items}</sst>'


def _workbook() -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    programme = workbook.active
    programme.title = "Programme"
    themed = CellRichText("Observatoire ", TextBlock(InlineFont(color="FF2E75B6"), "(T1)"))
    programme.append(["Axe", "Programme de\ntravail", "Pilote"])
    programme.append(["1", themed, "Anne"])
    programme.append(["2", "Formation", None])
    programme["F2"] = "=SUM(1,2)"
    programme.merge_cells("H1:I1")
    programme.column_dimensions["A"].width = 8
    programme.column_dimensions["B"].width = 60
    programme.oddHeader.center.text = "Programme de travail"
    programme.add_table(Table(displayName="tblProgramme", ref="A1:C3"))
    pilots = DataValidation(type="list", formula1="pilotes", sqref="C2:C3", prompt="Qui ?")
    programme.add_data_validation(pilots)
    fill = PatternFill(bgColor="FFFFC7CE")
    programme.conditional_formatting.add("A2:A3", FormulaRule(formula=['A2=""'], fill=fill))
    programme.conditional_formatting.add("C2:C3", FormulaRule(formula=['C2=""'], fill=fill))
    lists = workbook.create_sheet("Listes")
    for row in (["Nom"], ["Anne"], ["Paul"]):
        lists.append(row)
    lists.add_table(Table(displayName="tblPilotes", ref="A1:A3"))
    workbook.create_sheet("Synthèse")
    workbook.defined_names["pilotes"] = DefinedName("pilotes", attr_text="Listes!$A$2:$A$3")
    return workbook


def spoil(members: Members, name: str, old: str, new: str) -> None:
    """Replaces the first ``old``, which must be there: spoiling nothing proves nothing."""
    text = members[name]
    assert isinstance(text, str)
    assert old in text, f"{old!r} is not in {name}:\n{text}"
    members[name] = text.replace(old, new, 1)


def relate(members: Members, source: str, kind: str, target: str) -> str:
    """The id of a new relationship of a part."""
    folder, _, part = source.rpartition("/")
    rels = f"{folder}/_rels/{part}.rels"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    members.setdefault(rels, f'{_XML}<Relationships xmlns="{package}"></Relationships>')
    text = str(members[rels])
    identifier = f"rId{text.count('<Relationship ') + 1}"
    one = f'<Relationship Id="{identifier}" Type="{_RELATIONSHIPS}/{kind}" Target="{target}"/>'
    spoil(members, rels, "</Relationships>", f"{one}</Relationships>")
    return identifier


def write(members: Members, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
