"""Each rule's cases, from its YAML file: what it passes, what it finds and where, what it fixes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from motxl.a1 import from_a1
from motxl.book.editing.rearranging import new_order
from motxl.programme.adoption import fingerprint_of
from motxl.programme.borders import USUAL, Borders, ListedBorder
from motxl.programme.edits import DeleteRow, ExtendTable, MoveRow, ReplaceText, SetValue
from motxl.programme.headers import Header
from motxl.programme.model import AXE, LABEL, LabelFormat, Programme, Structure
from motxl.programme.registers import (
    Contact,
    Event,
    Member,
    Move,
    Parameter,
    Register,
    Registers,
    Service,
    Territory,
    Version,
)
from motxl.programme.rows import sort_rows
from motxl.template import layout
from motxl.text.runs import Run
from motxl.validation.engine import validate
from motxl.validation.rules import CODES, rule

HERE = Path(__file__).parent
# The loader in C, which is ten times as fast: each worker reads all of them first.
CASES = {code: yaml.load((HERE / f"{code}.yaml").read_bytes(), yaml.CSafeLoader) for code in CODES}


def cases(part: str) -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}: {name}")
        for code, parts in CASES.items()
        for name, case in parts.get(part, {}).items()
    ]


REGISTERS = {
    "members": (Member, layout.ADHERENTS),
    "contacts": (Contact, layout.CONTACTS),
    "events": (Event, layout.EVENEMENTS),
    "services": (Service, layout.JETONS),
    "moves": (Move, layout.SUIVI_JETONS),
    "versions": (Version, layout.VERSIONS),
    "territories": (Territory, layout.TERRITOIRES),
    "parameters": (Parameter, layout.PARAMETRES),
}


def registers_of(case: dict[str, Any]) -> Registers:
    """The other tables of a case: their header is row 4, their columns begin at A."""
    found = {}
    for name, (kind, table) in REGISTERS.items():
        if name in case and not isinstance(case[name], dict):
            headers = case.get("headers", {}).get(name, table.columns)
            columns = {column: number for number, column in enumerate(headers, 1)}
            rows = [
                kind(
                    **{
                        "row": row,  # where the case gives none
                        **{k: tuple(v) if isinstance(v, list) else v for k, v in one.items()},
                    }
                )
                for row, one in enumerate(case[name], 5)
            ]
            found[name] = Register(table.sheet, columns, rows, header_row=4)
    return Registers(**found)


def _short(territories: dict[str, str] | list[Any]) -> dict[str, str]:
    """Territories by their names, each with its borders; none where a case gives whole rows."""
    return territories if isinstance(territories, dict) else {}


def headers_of(case: dict[str, Any]) -> Iterator[Header]:
    """The headers that lack columns: the programme's in row 1, where ``header`` may hold more than
    the columns of the rows, and those of ``headers``. ``held`` is what other columns hold."""
    names = case.get("headers", {}) | {"": case.get("header", case.get("columns", [AXE, LABEL]))}
    for name, columns in names.items():
        table = REGISTERS[name][1] if name else layout.PROGRAMME
        held = {column: tuple(case.get("held", {}).get(column, ())) for column in columns}
        header = Header(
            *(table.name, table.sheet, 4 if name else 1, 1, tuple(columns)),
            *(table.expected(columns), held),
            written=tuple(case.get("written", {}).get(name, columns)),
        )
        if header.lacking or header.respelt:
            yield header


def borders_of(case: dict[str, Any]) -> Borders:
    """The borders of a case: codes, or codes with names, as its ``first`` country has them."""
    if "borders" not in case:
        return USUAL
    rows = [one if isinstance(one, dict) else {"code": one} for one in case["borders"]]
    return Borders(
        [
            ListedBorder(
                tuple(one["code"].split("-")), tuple(one.get("names", ())), row, one["code"]
            )
            for row, one in enumerate(rows, 5)
        ],
        case.get("first", "FR"),
    )


def programme_of(case: dict[str, Any]) -> Programme:
    """The programme of a case. ``adopted`` are its rows as they were frozen: a fingerprint ``of
    it`` is theirs, and they are to be had unless ``at_hand`` is false."""
    if "adopted" not in case:
        return plain_programme_of(case)
    adopted = plain_programme_of({**case, "rows": case["adopted"], "versions": []})
    prints = {"of it": fingerprint_of(adopted)}
    versions = [
        {**one, "fingerprint": prints.get(one.get("fingerprint"), "")} for one in case["versions"]
    ]
    programme = plain_programme_of({**case, "versions": versions})
    if case.get("at_hand", True):
        programme.adopted_text = lambda _version: adopted
    return programme


def plain_programme_of(case: dict[str, Any]) -> Programme:
    """A programme whose header is row 1; in a label, ``‹ED7D31|words›`` are coloured words."""
    names = case.get("columns", [AXE, LABEL])
    columns = {name: number for number, name in enumerate(names, 1)}
    rows, formats = [], {}
    for number, values in enumerate(case["rows"], 2):
        cells = list(values)
        label = cells[columns[LABEL] - 1]
        if isinstance(label, str) and "‹" in label:
            parts = re.split(r"‹(\w{6})\|([^›]*)›", label)
            runs = [Run(parts[0], None)]
            for colour, words, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
                runs += [Run(words, colour), Run(rest, None)]
            formats[number] = LabelFormat(tuple(run for run in runs if run.text), None)
            cells[columns[LABEL] - 1] = "".join(run.text for run in runs)
        rows.append((number, cells))
    found = sort_rows(rows, columns, formats.get)
    structure = Structure(
        header_row=1,
        repeated_headers=tuple((row, case.get("same", True)) for row, _, _ in found.headers),
        blank_rows=tuple(row for row in found.blank if row not in case.get("bare", ())),
        bare_rows=tuple(case.get("bare", ())),
        unnamed_rows=tuple(tuple(one) for one in case.get("unnamed", ())),
        hidden_rows=tuple(case.get("hidden", ())),
        formulas=tuple(tuple(pair) for pair in case.get("formulas", ())),
        unread=frozenset((row, column) for row, column in case.get("unread", ())),
        below=tuple(tuple(pair) for pair in case.get("below", ())),
        may_extend=case.get("may_extend", True),
        merged=tuple(case.get("merged", ())),
        rows=(2, len(rows) + 1),
    )
    territories = tuple(
        Territory(name, (), tuple(filter(None, map(USUAL.read, borders.split()))))
        for name, borders in _short(case.get("territories", {})).items()
    )
    return Programme(
        "Programme",
        columns,
        found.entries,
        year=2025,
        structure=structure,
        territories=territories,
        highest_ref=case.get("highest_ref", 0),
        registers=registers_of(case),
        lists={table: tuple(values) for table, values in case.get("lists", {}).items()},
        headers=tuple(headers_of(case)),
        borders=borders_of(case),
    )


@pytest.mark.parametrize(("code", "case"), cases("pass"))
def test_passes(code: str, case: dict[str, Any]) -> None:
    assert [d.cell for d in validate(programme_of(case), [code])] == []


@pytest.mark.parametrize(("code", "case"), cases("fail"))
def test_finds(code: str, case: dict[str, Any]) -> None:
    found = validate(programme_of(case), [code])
    assert [d.cell for d in found] == case["found"]
    for diagnostic in found:
        said = f"{diagnostic.message} {diagnostic.suggestion}"
        assert "{" not in said
        expected = case.get("says", {}).get(diagnostic.cell)
        assert expected is None or str(expected) in said
    assert len({d.fingerprint for d in found}) == len(found)
    silent = case.get("silent", [])
    assert [d.rule for d in validate(programme_of(case), silent)] == []


@pytest.mark.parametrize(("code", "case"), cases("fix"))
def test_fixes(code: str, case: dict[str, Any]) -> None:
    """``gives`` has the edited cells, ``order`` the rows that stay, ``extends`` the last row of the
    table; ``unsafe`` says that the fix is not a safe one."""
    programme = programme_of(case)
    found = validate(programme, [code])
    fixes = [d.fix for d in found if d.fix is not None]
    assert fixes
    if "severity" in case:
        assert {d.severity.name for d in found} == {case["severity"]}
    assert {fix.safe for fix in fixes} == {not case.get("unsafe", False)}
    edits = [edit for fix in fixes for edit in fix.edits]
    cells: dict[str, object] = {}
    for edit in sorted(edits, key=lambda e: -getattr(e, "start", 0)):
        row, column = from_a1(edit.cell)
        if isinstance(edit, ReplaceText):
            text = str(cells.get(edit.cell, programme.entry_of_row[row].values[column - 1]))
            cells[edit.cell] = text[: edit.start] + edit.text + text[edit.end :]
        elif isinstance(edit, SetValue):
            cells[edit.cell] = edit.value
    assert cells == case.get("gives", {})
    moves = [edit for edit in edits if isinstance(edit, DeleteRow | MoveRow)]
    rows = range(2, len(case["rows"]) + 2)
    assert new_order(rows, moves) == case.get("order", list(rows))
    extended = [edit.cell for edit in edits if isinstance(edit, ExtendTable)]
    assert extended == case.get("extends", [])


@pytest.mark.parametrize(("code", "case"), cases("no fix"))
def test_leaves_to_people(code: str, case: dict[str, Any]) -> None:
    found = validate(programme_of(case), [code])
    assert found
    assert [d.fix for d in found] == [None] * len(found)


@pytest.mark.parametrize("code", CODES)
def test_a_rule_that_announces_a_fix_has_a_case_for_it(code: str) -> None:
    assert bool(rule(code).fix) == bool(CASES[code].get("fix")) or code.startswith("COL")


@pytest.mark.parametrize("code", CODES)
def test_is_documented_and_has_cases(code: str) -> None:
    one = rule(code)
    assert one.code == code
    assert all((one.name, one.summary, one.explanation, one.bad, one.good))
    assert CASES[code]["pass"]
    assert CASES[code]["fail"]
    assert one.fix in {None, "safe", "unsafe"}


def test_names_are_unique() -> None:
    assert len({rule(code).name for code in CODES}) == len(CODES)
