"""Named styles of one workbook for the cells of another (ECMA-376 part 1, 18.8.8)."""

from __future__ import annotations

from motxl.ooxml.document import Document
from motxl.ooxml.grafting.styleimport import StyleImport


def style_of_named(document: Document, name: str) -> int | None:
    """The index in ``cellXfs`` of a format that looks as a named style, added if needed; ``None``
    where there is none of that name."""
    index = document.styles.named_styles.get(name)
    return None if index is None else document.styles.format_of_named(index)


def bring_style(target: Document, source: Document, name: str) -> int | None:
    """The index in ``cellXfs`` of a format that looks as a named style, brought in from another
    workbook where the target lacks it; ``None`` when neither has it."""
    own = style_of_named(target, name)
    if own is not None:
        return own
    index = style_of_named(source, name)
    found = target.package.related(target.part_name, "styles")
    if index is None or not found:
        return None
    target.flush()
    source.flush()
    styles = source.package.related(source.part_name, "styles")[0]
    brought = StyleImport(target.package.xml(found[0]), source.package.xml(styles))
    number = brought.format(index)
    target.package.replace_xml(found[0], brought.to_bytes())
    target.shared.forget_styles()
    return number
