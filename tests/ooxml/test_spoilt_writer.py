"""The judges can fail: the writer is spoilt in one place, and what it then writes is found wrong.

Each mutation takes the place of one piece of ``motxl.ooxml``. Without it the same job has no
finding, so that it is the mutation that is found.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from motxl.a1 import CellRange
from motxl.ooxml import Table, Workbook, editing
from motxl.ooxml.cells import computing, formulas, tail
from motxl.ooxml.cells.cells import RowBytes, cell_element
from motxl.ooxml.cells.formulas import Reference
from motxl.ooxml.cells.sheetpart import SheetPart
from motxl.ooxml.grafting import sheetimport, workbookpart
from motxl.ooxml.grafting.graft import Graft
from motxl.ooxml.grafting.styleimport import StyleImport
from motxl.ooxml.looks.strings import SharedStrings
from motxl.ooxml.opc import owned as grafted
from motxl.ooxml.opc.opc import Package
from motxl.ooxml.rows import places, sheetdata, shift
from motxl.ooxml.rows.following import Following
from motxl.ooxml.rows.sheetdata import SheetData
from motxl.ooxml.rows.sheetranges import _Changes
from tests.judges import own
from tests.judges.libreoffice import LibreOffice
from tests.judges.own import example, furnished
from tests.recalculation.comparing import compare
from tests.recalculation.known import known
from tests.recalculation.making import made

# Of a row that is gone, the strings stay, and are counted: harmless to Excel.
LEFT = re.compile(r"shared_strings: (no cell uses|count is)")

# What is done to the workbook


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table, merges, a shared formula, a calculation chain, a pivot table."""
    members = example.good()
    view = '<sheetView workbookViewId="0">'
    example.spoil(members, example.SHEET, view, view.replace(" ", ' tabSelected="1" ', 1))
    example.spoil(
        members,
        example.SHEET,
        '<mergeCells count="1"><mergeCell ref="H1:I1"/>',
        '<mergeCells count="3"><mergeCell ref="H1:I1"/><mergeCell ref="H2:I2"/>'
        '<mergeCell ref="H3:I3"/>',
    )
    example.spoil(
        members,
        example.SHEET,
        "<f>SUM(1,2)</f><v></v></c></row>",
        '<f>SUM(1,2)</f><v></v></c><c r="G2"><f t="shared" ref="G2:G3" si="0">LEN(A2)</f></c>'
        "</row>",
    )
    example.spoil(
        members,
        example.SHEET,
        '<c r="B3" t="s"><v>7</v></c>',
        '<c r="B3" t="s"><v>7</v></c><c r="G3"><f t="shared" si="0"/></c>',
    )
    chain = members["xl/calcChain.xml"]
    assert isinstance(chain, str)
    members["xl/calcChain.xml"] = chain.replace('<c r="F2"', '<c r="G2" i="1"/><c r="F2"')
    return example.write(members, tmp_path_factory.mktemp("small") / "small.xlsx")


def table_of(workbook: Workbook) -> Table:
    return workbook.table("tblProgramme")


def insert(workbook: Workbook) -> None:
    table_of(workbook).insert_rows(3, [["3", "Atelier", "Paul"]])


def insert_first(workbook: Workbook) -> None:
    table_of(workbook).insert_rows(2, [["3", "Atelier", "Paul"]])


def delete(workbook: Workbook) -> None:
    table_of(workbook).delete_rows(2)


def arrange(workbook: Workbook) -> None:
    table_of(workbook).arrange_rows([3, 2])


def link(workbook: Workbook) -> None:
    table_of(workbook).sheet.set_links(CellRange.parse("K1:K9"), {"K2": "Programme!A1"})


def write_text(workbook: Workbook) -> None:
    table_of(workbook).sheet.set_value("B3", "Un texte que rien ne dit encore")


def write_formula(workbook: Workbook) -> None:
    table_of(workbook).sheet.set_formula("K3", "=SUM(1,2)", 3)


def write_far_away(workbook: Workbook) -> None:
    table_of(workbook).sheet.set_value("Z99", 1)


def graft(workbook: Workbook, name: str) -> None:
    members = furnished.furnished()
    view = '<sheetView workbookViewId="0">'
    example.spoil(members, furnished.PLAN, view, view.replace(" ", ' tabSelected="1" ', 1))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, content in members.items():
            archive.writestr(part, content)
    workbook.add_sheet(Workbook(stream.getvalue()), name, before="Listes")


def graft_plan(workbook: Workbook) -> None:
    graft(workbook, "Plan d'action")


def graft_totals(workbook: Workbook) -> None:
    graft(workbook, "Totaux")


# What is spoilt in the writer


class Mutation(NamedTuple):
    name: str
    job: Callable[[Workbook], object]
    target: Any
    attribute: str
    spoilt: Any
    check: str
    """The check of ours that finds it"""


def rows_twice(part: SheetPart, rows: Iterable[bytes]) -> bytes:
    listed = list(rows)
    return with_rows(part, [*listed, *listed])


def rows_backwards(part: SheetPart, rows: Iterable[bytes]) -> bytes:
    return with_rows(part, list(rows)[::-1])


def cells_backwards(row: RowBytes, cells: bytes) -> bytes:
    return with_only(row, b"".join(re.findall(rb"<c .*?</c>", cells)[::-1]))


def value_before_formula(prefix: bytes, *rest: Any) -> bytes:
    return re.sub(rb"(<f>.*?</f>)(<v>.*?</v>)", rb"\2\1", cell_element(prefix, *rest))


def only_taken_out(package: Package, name: str, content_type: str | None) -> None:
    if content_type is None:
        set_content_type(package, name, None)


def one_row_higher(changes: _Changes, text: str) -> str:
    area = CellRange.parse(fixed_range(changes, text))
    return str(area._replace(first_row=max(area.first_row - 1, 1)))


def without(table: dict[bytes, str], name: bytes) -> dict[bytes, str]:
    return {key: value for key, value in table.items() if key != name}


with_rows, with_only = SheetPart.with_rows, RowBytes.with_only
set_content_type, fixed_range = Package.set_content_type, _Changes._fixed_range
replace_text, joined = SharedStrings.replace_text, SharedStrings._joined
enter_names = workbookpart.WorkbookPart.enter_names

MUTATIONS = (
    Mutation(
        "a stale calculation chain", delete, shift, "chain_followed", lambda d, *_: d, "calc_chain"
    ),
    Mutation(
        "a shared formula whose holder is gone",
        delete,
        SheetData,
        "_changes",
        lambda *_: False,
        "formulas",
    ),
    Mutation("merges that overlap", insert, _Changes, "_fixed_range", one_row_higher, "merges"),
    Mutation(
        "a count of what is gone", delete, _Changes, "_recount", lambda *_: None, "schema.children"
    ),
    Mutation(
        "a declared extent that is too small",
        write_far_away,
        SheetPart,
        "extend",
        lambda *_: None,
        "dimensions",
    ),
    Mutation(
        "a table that does not grow",
        insert,
        places,
        "GROWING",
        without(places.GROWING, b"table"),
        "tables.filter",
    ),
    Mutation(
        "the filter of a table that does not shrink",
        delete,
        places,
        "GROWING",
        without(places.GROWING, b"autoFilter"),
        "tables.filter",
    ),
    Mutation("a row twice", write_far_away, SheetPart, "with_rows", rows_twice, "cell_order"),
    Mutation("rows backwards", arrange, SheetPart, "with_rows", rows_backwards, "cell_order"),
    Mutation("cells backwards", insert, RowBytes, "with_only", cells_backwards, "cell_order"),
    Mutation(
        "a text too far",
        write_text,
        SharedStrings,
        "replace_text",
        lambda s, index, text: replace_text(s, index, text) + 9,
        "shared_strings",
    ),
    Mutation(
        "texts that are not counted",
        insert,
        SharedStrings,
        "_joined",
        lambda *given: re.sub(rb'uniqueCount="\d+"', b'uniqueCount="1"', joined(*given)),
        "shared_strings",
    ),
    Mutation(
        "a rule whose format is out of range",
        graft_plan,
        StyleImport,
        "differential",
        lambda *_: 99,
        "conditional_formats",
    ),
    Mutation(
        "a cell whose format is out of range",
        graft_plan,
        StyleImport,
        "format",
        lambda *_: 99,
        "styles",
    ),
    Mutation(
        "a part without its content type",
        graft_totals,
        Package,
        "set_content_type",
        only_taken_out,
        "types_of_parts",
    ),
    Mutation(
        "a relationship to a part that is gone",
        delete,
        Package,
        "remove_relationships",
        lambda *_: None,
        "parts",
    ),
    Mutation(
        "parts without their relationships",
        graft_plan,
        grafted,
        "relationships_part",
        lambda part: f"{part}.rels",
        "relationship_ids",
    ),
    Mutation(
        "two tables of one id",
        graft_totals,
        Graft,
        "_table_ids",
        lambda graft: dict.fromkeys(
            graft._source.package.related(graft._sheet.part_name, "table"), 1
        ),
        "tables.identity",
    ),
    Mutation(
        "two sheets selected", graft_plan, sheetimport, "_unselected", lambda head: head, "views"
    ),
    Mutation(
        "a name of a sheet that does not exist",
        graft_plan,
        workbookpart.WorkbookPart,
        "enter_names",
        lambda part, names, index: enter_names(part, names, index + 9),
        "defined_names",
    ),
    Mutation(
        "elements out of order",
        link,
        tail,
        "place_for",
        lambda *_: 0,
        "schema.children",
    ),
    Mutation(
        "a value before its formula",
        write_formula,
        editing,
        "cell_element",
        value_before_formula,
        "cell_order",
    ),
    Mutation(
        "a formula with its equals sign",
        write_formula,
        computing,
        "formula_element",
        lambda prefix, formula: b"<f>" + formula.encode() + b"</f>",
        "formulas",
    ),
    Mutation(
        "a range where a cell is due",
        insert_first,
        Following,
        "nearest",
        lambda *_: "A2:A5",
        "schema.attributes",
    ),
)


def problems_after(job: Callable[[Workbook], object], path: Path, out: Path) -> list[str]:
    workbook = Workbook.open(path)
    job(workbook)
    out.write_bytes(workbook.to_bytes())
    return [one for one in own.problems(out) if not LEFT.match(one)]


@pytest.mark.parametrize("one", MUTATIONS, ids=lambda one: one.name)
def test_a_mutation_is_found(
    one: Mutation, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "after.xlsx"
    assert problems_after(one.job, small, out) == []
    monkeypatch.setattr(one.target, one.attribute, one.spoilt)
    found = problems_after(one.job, small, out)
    assert any(problem.startswith(f"{one.check}: ") for problem in found), found


# What only a program that calculates finds


class Miscalculation(NamedTuple):
    name: str
    target: Any
    attribute: str
    spoilt: Any
    kind: str
    """The kind of difference that is found, or how it begins"""


def first_end_only(following: Following, reference: Reference) -> Reference:
    moved = absolute(following, reference)
    return moved if reference.single else moved._replace(last=reference.last)


def never_fixed(text: str) -> formulas.Corner:
    return corner(text)._replace(row_fixed=False)


absolute, corner = Following._absolute, formulas._corner

MISCALCULATIONS = (
    Miscalculation(
        "formulas that do not follow", Following, "formula", lambda _, text, own: text, "value"
    ),
    Miscalculation(
        "ranges of which one end follows", Following, "_absolute", first_end_only, "value"
    ),
    Miscalculation(
        "formulas of other sheets that do not follow",
        shift.RowShift,
        "_mentions",
        lambda *_: False,
        "value",
    ),
    Miscalculation(
        "a shared formula read without its dollars", formulas, "_corner", never_fixed, "value"
    ),
    Miscalculation(
        "a shared formula read one row too low",
        sheetdata,
        "translated",
        lambda text, rows, columns: formulas.translated(text, rows + 1, columns),
        "value",
    ),
    Miscalculation(
        "names that do not follow", Following, "name", lambda _, text, **__: text, "value"
    ),
    Miscalculation(
        "names that follow as if all were fixed",
        Following,
        "name",
        lambda following, text, **_: following.formula(text, following.sheet),
        "names",
    ),
    Miscalculation(
        "rules whose cells do not follow",
        Following,
        "cell_list",
        lambda _, text, **__: text,
        "rules of ",
    ),
    Miscalculation(
        "rules whose formulas do not follow",
        Following,
        "pattern",
        lambda _, text, *__: text,
        "rules of ",
    ),
    Miscalculation("charts that do not follow", shift, "drawn_parts", lambda *_: {}, "charts of "),
    Miscalculation(
        "notes that do not follow",
        shift,
        "_OF_SHEET",
        tuple(kind for kind in shift._OF_SHEET if kind != "comments"),
        "notes of ",
    ),
)


@pytest.mark.filterwarnings("ignore::UserWarning:xlsxwriter")
@pytest.mark.parametrize("one", MISCALCULATIONS, ids=lambda one: one.name)
def test_a_miscalculation_is_found(
    one: Miscalculation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, libreoffice: LibreOffice
) -> None:
    """Generated workbooks, of which none has a finding without the mutation, show it soon."""
    monkeypatch.setattr(one.target, one.attribute, one.spoilt)
    for seed in range(12):
        data, change = made(seed)
        path = tmp_path / f"{seed}.xlsx"
        path.write_bytes(data)
        found = compare(path, change, tmp_path / "after.xlsx", libreoffice)
        kinds = [d.kind for d in found.differences if known(d, change) is None]
        if any(kind.startswith(one.kind) for kind in kinds):
            return
    pytest.fail(f"no difference in twelve workbooks is told as {one.kind!r}")
