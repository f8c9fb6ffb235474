"""Text in objects (21.1.2) that is not seen: in the colour of its ground, tiny, without a fill.

The ground is the object's own fill; without one it is the sheet, which is white where no cell's
fill, picture or other object lies beneath. Where the ground is not known, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from motxl.inspection.colours import TINY, near
from motxl.inspection.parts import Parts, local
from motxl.ooxml.looks.palette import DEFAULT_THEME
from motxl.ooxml.xml.tree import TreeElement
from motxl.text.colours import apply_tint

_WHITE = "FFFFFF"
_FILLS = {"solidFill", "gradFill", "blipFill", "pattFill", "grpFill", "noFill"}
_SCHEME = {
    **{"bg1": 0, "lt1": 0, "tx1": 1, "dk1": 1, "bg2": 2, "lt2": 2, "tx2": 3, "dk2": 3},
    **{f"accent{n}": 3 + n for n in range(1, 7)},
    **{"hlink": 10, "folHlink": 11},
}
_PRESET = {"white": "FFFFFF", "black": "000000", "ghostWhite": "F8F8FF", "snow": "FFFAFA"}


def unseen_runs(root: TreeElement, parts: Parts) -> Iterator[str]:
    """The runs of text within ``root`` that cannot be seen."""
    theme = _theme(parts)
    for run in root.iter():
        if local(run) not in ("r", "fld"):
            continue
        text = "".join(e.text or "" for e in run if local(e) == "t")
        properties = next((e for e in run if local(e) == "rPr"), None)
        if text.strip() and properties is not None and _is_unseen(run, properties, theme):
            yield text


def _is_unseen(run: TreeElement, properties: TreeElement, theme: tuple[str, ...]) -> bool:
    size = properties.get("sz", "")
    if size.lstrip("-").isdigit() and int(size) / 100 <= TINY:
        return True
    fill = next((e for e in properties if local(e) in _FILLS), None)
    if fill is None:
        return False
    if local(fill) == "noFill":
        return not any(local(e) == "ln" for e in properties)
    if any(local(e) == "alpha" and e.get("val", "").rstrip("%") in ("0", "") for e in fill.iter()):
        return True
    colour = _colour(fill, theme)
    ground = _ground(run, theme)
    return colour is not None and ground is not None and near(colour, ground)


def _ground(run: TreeElement, theme: tuple[str, ...]) -> str | None:
    """``RRGGBB`` under a run; ``None`` where it is not known."""
    for one in run.ancestors():
        name = local(one)
        own = next((e for e in one if local(e) == "spPr"), None)
        if own is not None:
            fill = next((e for e in own if local(e) in _FILLS), None)
            if fill is not None and local(fill) != "noFill":
                return _colour(fill, theme) if local(fill) == "solidFill" else None
            if fill is None and any(local(e) == "style" for e in one):
                return None  # the theme's fill
        if name in ("grpSp", "chart", "plotArea") and own is None:
            continue
        if name.endswith("Anchor"):
            return None if _lies_over_others(one) else _WHITE
        if name == "chartSpace":
            return None if own is not None and any(local(e) in _FILLS for e in own) else _WHITE
    return _WHITE


def _lies_over_others(anchor: TreeElement) -> bool:
    """Whether an object was drawn before this one: it may lie beneath."""
    return any(local(one).endswith("Anchor") for one in anchor.preceding())


def _colour(fill: TreeElement, theme: tuple[str, ...]) -> str | None:
    for element in fill:
        name, value = local(element), element.get("val", "")
        colour: str | None = None
        if name == "srgbClr" and len(value) == 6:
            colour = value.upper()
        elif name == "sysClr":
            colour = element.get("lastClr", "").upper() or _PRESET.get(value)
        elif name == "prstClr":
            colour = _PRESET.get(value)
        elif name == "schemeClr" and value in _SCHEME:
            colour = theme[_SCHEME[value]]
        if colour is None or len(colour) != 6:
            return None
        changes = {local(e): e.get("val", "") for e in element}
        if changes.keys() - {"lumMod", "lumOff", "alpha"}:
            return None
        by = float(changes.get("lumMod", "100000")) / 100_000
        more = float(changes.get("lumOff", "0")) / 100_000
        return apply_tint(colour, more if more else by - 1)
    return None


def _theme(parts: Parts) -> tuple[str, ...]:
    from motxl.ooxml.looks.palette import read_theme

    found = parts.package.related(parts.workbook.part_name, "theme")
    return read_theme(parts.xml(found[0])) if found else DEFAULT_THEME
