"""The texts of an HTML page as they are drawn: a cascade of the few selectors that ours use.

Later rules win over earlier ones, ``style`` over all; what is for print alone is left out. A
selector of another kind than names, classes and descendants is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree, html

from tests.looks.contrast import ShownText

_PIXELS = 0.75
"""Points"""
_NAMED = {"#fff": "FFFFFF", "#000": "000000"}
_SIMPLE = re.compile(r"(\*|[a-z][a-z0-9]*)?((?:\.[a-z-]+)*)")
_UNSEEN = frozenset({"head", "title", "style", "meta", "script"})
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3"})
Look = Mapping[str, str]
Rules = list[tuple[list[str], dict[str, str]]]


def texts(page: str) -> Iterator[ShownText]:
    """Every text that is not blank; of a frame, those of the page inside."""
    root = html.document_fromstring(page)
    rules, variables = _rules("".join(one.text or "" for one in root.iter("style")))
    yield from _below(root, rules, variables, {"color": "#000", "background": "#fff"}, 16.0)


def _below(
    node: etree._Element, rules: Rules, variables: Look, above: Look, pixels: float
) -> Iterator[ShownText]:
    if not isinstance(node.tag, str) or node.tag in _UNSEEN:
        return
    look = dict(above)
    if node.tag in _BOLD:
        look["font-weight"] = "bold"
    declared: dict[str, str] = {}
    for selectors, found in rules:
        if any(_matches(node, one) for one in selectors):
            declared |= found
    declared |= _declarations(node.get("style", ""))
    if size := re.search(
        r"([0-9.]+)(px|rem|em)", declared.get("font-size", declared.get("font", ""))
    ):
        unit = {"px": 1.0, "rem": 16.0, "em": pixels}[size[2]]
        pixels = float(size[1]) * unit
    for name in ("color", "background", "font-weight"):
        if name in declared:
            look[name] = re.sub(r"var\((.+)\)", lambda m: variables[m[1]], declared[name])
    bold = look.get("font-weight") == "bold"
    for text in (node.text, *(child.tail for child in node)):
        if text and text.strip():
            colour, behind = _rgb(look["color"]), _rgb(look["background"])
            place = f"{node.tag}.{node.get('class', '')}"
            yield ShownText(place, text.strip(), colour, behind, pixels * _PIXELS, bold)
    if node.tag == "iframe":
        yield from texts(node.get("srcdoc", ""))
    for child in node:
        yield from _below(child, rules, variables, look, pixels)


def _rules(sheet: str) -> tuple[Rules, dict[str, str]]:
    rules: Rules = []
    sheet = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet)
    variables: dict[str, str] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        if selectors.strip() == ":root":
            variables = _declarations(body)
        else:
            rules.append(([one.strip() for one in selectors.split(",")], _declarations(body)))
    return rules, variables


def _declarations(body: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in body.split(";") if ":" in one)
    return {name.strip(): value.strip() for name, _colon, value in pairs}


def _matches(node: etree._Element, selector: str) -> bool:
    *outer, last = selector.split()
    if not _is(node, last):
        return False
    ancestors = node.iterancestors()
    return all(any(_is(one, name) for one in ancestors) for name in reversed(outer))


def _is(node: etree._Element, simple: str) -> bool:
    found = _SIMPLE.fullmatch(simple)
    assert found, f"a selector that is not read here: {simple}"
    classes = set(filter(None, found[2].split(".")))
    return found[1] in (None, "*", node.tag) and classes <= set(node.get("class", "").split())


def _rgb(value: str) -> str:
    """A colour; one that lets what is behind through stands on white."""
    if value in _NAMED:
        return _NAMED[value]
    if seen := re.fullmatch(r"rgba\(([0-9]+),([0-9]+),([0-9]+),([0-9.]+)\)", value):
        share = float(seen[4])
        return "".join(f"{round(255 + (int(seen[i]) - 255) * share):02X}" for i in (1, 2, 3))
    assert re.fullmatch("#[0-9a-fA-F]{6}", value), value
    return value[1:].upper()
