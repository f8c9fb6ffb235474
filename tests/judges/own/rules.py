"""The rules of conditional formats and validations are whole: what their type needs is there.

Excel removes the conditional formats or the validations of the sheet ("Removed Records: Conditional
formatting from /xl/worksheets/sheet1.xml"): a scale with more colours than values, a comparison
without its value, an extension that no rule asks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.judges.own.package import MAIN, Package, Sheet, length

_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_ICONS = {"3": 3, "4": 4, "5": 5}
_TWO = {"between", "notBetween"}
_WITH_FORMULA = {
    "expression",
    "cellIs",
    "containsText",
    "notContainsText",
    "beginsWith",
    "endsWith",
}
_FORMULA = 255  # characters of a validation's formula, as the file holds it
_UNLIMITED = {"none", "list"}


def check(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        for rule in sheet.root.iter(f"{MAIN}cfRule"):
            holder = rule.getparent()
            where = "" if holder is None else holder.get("sqref", "")
            yield from (f"{sheet}, rule at {where}: {bad}" for bad in _rule(rule))
        for one in sheet.root.iter(f"{MAIN}dataValidation"):
            where = f"{sheet}, validation at {one.get('sqref')}"
            yield from (f"{where}: {bad}" for bad in _validation(one))
        yield from (f"{sheet}: {bad}" for bad in _extended(sheet))


def _rule(rule: etree._Element) -> Iterator[str]:
    kind = rule.get("type", "")
    formulas = rule.findall(f"{MAIN}formula")
    if not kind:
        yield "no type"
    if kind in _WITH_FORMULA and not any((one.text or "").strip() for one in formulas):
        yield f"a rule of the type {kind} without a formula"
    if len(formulas) > 3:
        yield f"{len(formulas)} formulas"
    if kind == "cellIs":
        needed = 2 if rule.get("operator") in _TWO else 1
        if len(formulas) != needed:
            yield f"{len(formulas)} formulas, and {rule.get('operator')} needs {needed}"
        if rule.get("operator") is None:
            yield "a comparison without an operator"
    if kind in {"colorScale", "dataBar", "iconSet"}:
        yield from _scale(rule, kind)


def _scale(rule: etree._Element, kind: str) -> Iterator[str]:
    scale = rule.find(MAIN + kind)
    if scale is None:
        if rule.find(f"{MAIN}extLst") is None:
            yield f"a rule of the type {kind} without its {kind}"
        return
    values, colours = (scale.findall(MAIN + name) for name in ("cfvo", "color"))
    if kind == "colorScale" and not 2 <= len(values) == len(colours) <= 3:
        yield f"a scale of {len(values)} values and {len(colours)} colours"
    if kind == "dataBar" and (len(values), len(colours)) != (2, 1):
        yield f"a bar of {len(values)} values and {len(colours)} colours"
    if kind == "iconSet":
        icons = _ICONS.get(scale.get("iconSet", "3TrafficLights1")[:1], 0)
        if len(values) != icons:
            yield f"{len(values)} values for {icons} icons"
    for value in values:
        if value.get("type") not in {"min", "max", "autoMin", "autoMax"} and not value.get("val"):
            yield f"a value of the type {value.get('type')} without a value"


def _validation(one: etree._Element) -> Iterator[str]:
    formulas = [(one.findtext(MAIN + name) or "").strip() for name in ("formula1", "formula2")]
    kind, operator = one.get("type", "none"), one.get("operator", "between")
    if kind not in {"none", "list", "custom"}:
        if not formulas[0]:
            yield f"a validation of the type {kind} without a value"
        if operator in _TWO and not formulas[1]:
            yield f"{operator} with one value"
    if kind == "custom" and not formulas[0]:
        yield "a validation by a formula without it"
    if kind not in _UNLIMITED:
        for formula in formulas:
            if (size := length(formula)) > _FORMULA:
                yield f"a formula of {size} characters, Excel takes {_FORMULA}"


def _extended(sheet: Sheet) -> Iterator[str]:
    """A rule of Excel 2007 and its extension know one another by a GUID ([MS-XLSX] 2.2.4.3)."""
    asked = Counter((one.text or "").strip().upper() for one in sheet.root.iter(f"{_X14}id"))
    told = Counter(one.get("id", "").upper() for one in sheet.root.iter(f"{_X14}cfRule"))
    for identifier in asked:
        if identifier not in told:
            yield f"a rule asks for the extension {identifier}, which there is not"
    for identifier, times in told.items():
        if times > 1:
            yield f"{times} extended rules have the id {identifier}"
    extensions = Counter(
        one.get("uri", "").upper() for one in sheet.root.iterfind(f"{MAIN}extLst/*")
    )
    for uri, times in extensions.items():
        if times > 1:
            yield f"{times} extensions {uri}"
    for holder in ("dataValidations", "conditionalFormattings", "sparklineGroups"):
        for one in sheet.root.iter(_X14 + holder):
            told_count = one.get("count", "")
            if told_count.isdecimal() and int(told_count) != len(one):
                yield f"x14:{holder} counts {told_count}, and there are {len(one)}"
            if not len(one):
                yield f"x14:{holder} is empty"
