"""Elements put into a part in the order that its schema asks for, as bytes."""

from __future__ import annotations

from motxl.ooxml.xml import scan

# ECMA-376 part 1, A.2: CT_Workbook and CT_Stylesheet are sequences.
WORKBOOK = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize"),
    *("customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing"),
    *("fileRecoveryPr", "webPublishObjects", "extLst"),
)
STYLES = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"),
    *("tableStyles", "colors", "extLst"),
)


def appended(working: bytes, order: tuple[str, ...], parent: str, new: bytes) -> bytes:
    """``new`` as the last children of the root's child ``parent``, which is made if need be.

    A ``count`` attribute is put right.
    """
    masked = scan.mask(working)
    top = scan.root(masked)
    outer = scan.element(masked, top.prefixes, parent)
    if outer is None:
        name = top.prefix + parent.encode()
        whole = b"<%b>%b</%b>" % (name, new, name)
        return _placed(working, masked, top, order, parent, whole)
    attributes = outer.tag.attributes
    if scan.attribute(attributes, "count") is not None:
        inside = working[outer.inner_start : outer.inner_end] + new
        children = scan.children(scan.mask(inside), 0, len(inside))
        attributes = scan.with_attribute(attributes, "count", str(sum(1 for _ in children)))
    opening = b"<" + outer.tag.name + attributes.rstrip() + b">"
    body = working[outer.inner_start : outer.inner_end]
    closing = b"</" + outer.tag.name + b">"
    return working[: outer.start] + opening + body + new + closing + working[outer.end :]


def _placed(
    working: bytes, masked: bytes, top: scan.Root, order: tuple[str, ...], name: str, new: bytes
) -> bytes:
    """``new`` before the first element that must come after it, else at the root's end."""
    later = set(order[order.index(name) + 1 :])
    end = masked.rfind(b"</" + top.tag.name)
    if top.tag.empty or end < 0:
        start = top.tag.start + 1 + len(top.tag.name)
        tag = working[:start] + top.tag.attributes.rstrip() + b">"
        return tag + new + b"</" + top.tag.name + b">" + working[top.tag.end :]
    for child in scan.children(masked, top.tag.end, end):
        if child.tag.name.rpartition(b":")[2].decode() in later:
            return working[: child.start] + new + working[child.start :]
    return working[:end] + new + working[end:]


def with_prefix(raw: bytes, old: bytes, new: bytes) -> bytes:
    """Elements of the main namespace under another prefix."""
    if old == new:
        return raw
    pieces: list[bytes] = []
    position = 0
    for tag in scan.tags(scan.mask(raw)):
        own = tag.name.startswith(old) if old else b":" not in tag.name
        if own:
            start = tag.start + (2 if tag.closing else 1)
            pieces += [raw[position:start], new + tag.name[len(old) :]]
            position = start + len(tag.name)
    return b"".join((*pieces, raw[position:]))


def without(raw: bytes, name: str) -> bytes:
    """Raw bytes without the elements of a name, whatever their prefix."""
    masked = scan.mask(raw)
    wanted = name.encode()
    names = {t.name for t in scan.tags(masked) if t.name.rpartition(b":")[2] == wanted}
    for full in names:
        for element in reversed(list(scan.elements(masked, (full,), ""))):
            raw = raw[: element.start] + raw[element.end :]
        masked = scan.mask(raw)
    return raw
