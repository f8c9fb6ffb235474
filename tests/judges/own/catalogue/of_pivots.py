"""Pivot tables and their caches."""

from __future__ import annotations

from tests.judges.own.catalogue.cause import Cause, of_good
from tests.judges.own.example import BOOK, CACHE, PIVOT, RECORDS

_SYNTHESIS = "xl/worksheets/sheet3.xml"
_CURSOR = '<selection activeCell="A1" sqref="A1"/>'

CAUSES: list[Cause] = [
    of_good(
        "records counted by the columns",
        "protobi/exceljs#53 protobi/exceljs#74",
        "pivots.records",
        (CACHE, 'recordCount="2"', 'recordCount="4"'),
    ),
    of_good(
        "items counted and not there",
        "ClosedXML/ClosedXML.Report#82",
        "pivots.items",
        (CACHE, 'containsNumber="1"/>', 'containsNumber="1" count="3"/>'),
    ),
    of_good(
        "items that differ in case only",
        "ClosedXML/ClosedXML#123 JanMarvin/openxlsx2#713",
        "pivots.sources",
        (CACHE, '<s v="1"/><s v="2"/>', '<s v="Berlin"/><s v="BERLIN"/>'),
    ),
    of_good(
        "items of a blank that is not told",
        "EPPlusSoftware/EPPlus#1746",
        "pivots.items",
        (CACHE, 'containsBlank="1" count', "count"),
    ),
    of_good(
        "one value as two types",
        "EPPlusSoftware/EPPlus#1806",
        "pivots.items",
        (CACHE, '<s v="1"/><s v="2"/>', '<n v="1"/><s v="1"/>'),
    ),
    of_good(
        "a text over 255 characters that is not told",
        "EPPlusSoftware/EPPlus#456",
        "pivots.items",
        (CACHE, 'v="Anne"', f'v="{"A" * 256}"'),
    ),
    of_good(
        "items of the table whose field lost them in the cache",
        "EPPlusSoftware/EPPlus#715",
        "pivots.fields",
        (CACHE, 'count="2"><s v="1"/><s v="2"/>\n</sharedItems>', 'count="0"></sharedItems>'),
        (RECORDS, '<x v="0"/><x v="0"/>', '<s v="1"/><x v="0"/>'),
        (RECORDS, '<x v="1"/><x v="1"/>', '<s v="2"/><x v="1"/>'),
    ),
    of_good(
        "columns of the source that changed",
        "EPPlusSoftware/EPPlus#250",
        "pivots.sources",
        (CACHE, 'name="Pilote"', 'name="Référent"'),
    ),
    of_good(
        "a value of a field that is gone",
        "ClosedXML/ClosedXML#596",
        "pivots.fields",
        (PIVOT, 'fld="2"', 'fld="7"'),
    ),
    of_good(
        "a cache of another number",
        "EPPlusSoftware/EPPlus#615",
        "pivots.identity",
        (PIVOT, 'cacheId="7"', 'cacheId="1"'),
    ),
    of_good(
        "a pivot table without its cache",
        "ClosedXML/ClosedXML#123",
        "pivots.identity",
        (BOOK, 'cacheId="7" r:id="rId8"', 'cacheId="7" r:id="rId7"'),
    ),
    of_good(
        "references without a reference",
        "EPPlusSoftware/EPPlus#677",
        "schema.children",
        (
            PIVOT,
            "</dataFields>",
            '</dataFields><formats count="1"><format><pivotArea><references count="0"/>'
            "</pivotArea></format></formats>",
        ),
    ),
    of_good(
        "a selection past the pivot table",
        "EPPlusSoftware/EPPlus#1936 jet-global/EPPlus#230",
        "pivots.references",
        (
            _SYNTHESIS,
            _CURSOR,
            f'{_CURSOR}<pivotSelection axis="axisRow" start="13" max="14" activeRow="13"'
            ' click="1"><pivotArea/></pivotSelection>',
        ),
    ),
]
