"""A judge of our own: what Excel repairs or refuses, and the Open XML SDK does not see.

One check per module; its docstring says what Excel does with such a workbook.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.judges.own import (
    calc_chain,
    cell_order,
    cell_values,
    code_names,
    columns,
    conditional_formats,
    content_type,
    defined_names,
    dimensions,
    empty_cells,
    extras,
    filters,
    formats,
    formula_grammar,
    formulas,
    headers,
    hyperlinks,
    merges,
    panes,
    parts,
    properties,
    relationship_ids,
    relationships,
    ribbon,
    rich_texts,
    rules,
    shared_strings,
    sheet_names,
    sheet_parts,
    styles,
    text_length,
    types_of_parts,
    validations,
    views,
)
from tests.judges.own.drawings import anchors, charts, notes
from tests.judges.own.package import Package, UnreadableError
from tests.judges.own.pivots import (
    captions,
    extent,
    fields,
    identity,
    items,
    looks,
    records,
    references,
    sources,
)
from tests.judges.own.schema import attributes, children
from tests.judges.own.tables import column_names, header_only, overlap
from tests.judges.own.tables import columns as table_columns
from tests.judges.own.tables import filter as table_filter
from tests.judges.own.tables import identity as table_identity
from tests.judges.own.tables import merges as table_merges

Check = Callable[[Package], Iterator[str]]

CHECKS: dict[str, Check] = {
    module.__name__.partition("judges.own.")[2]: module.check
    for module in (
        parts,
        relationships,
        relationship_ids,
        types_of_parts,
        content_type,
        properties,
        ribbon,
        attributes,
        children,
        code_names,
        sheet_parts,
        sheet_names,
        views,
        panes,
        defined_names,
        cell_order,
        dimensions,
        cell_values,
        columns,
        merges,
        empty_cells,
        shared_strings,
        rich_texts,
        text_length,
        formulas,
        formula_grammar,
        calc_chain,
        styles,
        formats,
        conditional_formats,
        rules,
        validations,
        filters,
        hyperlinks,
        extras,
        headers,
        anchors,
        charts,
        notes,
        header_only,
        column_names,
        table_columns,
        table_identity,
        overlap,
        table_merges,
        table_filter,
        identity,
        fields,
        items,
        records,
        captions,
        extent,
        looks,
        references,
        sources,
    )
}


@dataclass(frozen=True)
class Finding:
    """``what`` names the part, the place and what is wrong there; ``why`` what Excel does then."""

    check: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.check}: {self.what}"


def findings(path: Path | str, data: bytes | None = None) -> Iterator[Finding]:
    """What is wrong with a workbook, or with these bytes under its name; none for a good one."""
    try:
        package = Package(path, data)
    except UnreadableError as bad:
        yield Finding("package", str(bad), "Excel cannot open it.")
        return
    for name, check in CHECKS.items():
        doc = sys.modules[check.__module__].__doc__ or ""
        try:
            for problem in check(package):
                yield Finding(name, problem, doc.partition("\n\n")[2].strip())
        except UnreadableError as bad:
            yield Finding("package", str(bad), "Excel cannot read the part.")


def problems(path: Path | str) -> list[str]:
    """Each problem once, as ``check: what is wrong and where``; an empty list for a good one."""
    return list(dict.fromkeys(str(one) for one in findings(path)))
