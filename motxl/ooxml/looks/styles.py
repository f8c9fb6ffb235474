"""The styles part (ECMA-376 part 1, 18.8): fonts, fills and cell formats of a workbook."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import NamedTuple

from motxl.ooxml.dates import BUILT_IN_DATES, BUILT_IN_ELAPSED, is_date_format, is_elapsed_format
from motxl.ooxml.errors import DamagedError
from motxl.ooxml.looks.palette import DEFAULT_INDEXED, Palette
from motxl.ooxml.xml import scan
from motxl.ooxml.xml.damage import names_its_part

# The order in which Excel writes both a font (18.8.22) and a run's properties (18.4.7).
PROPERTY_ORDER = [
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "rFont", "family", "charset", "scheme"),
]


class Format(NamedTuple):
    """A cell format (18.8.45 ``xf``): indices into the other lists, and its raw bytes."""

    number_format: int
    font: int
    fill: int
    named_style: int
    raw: bytes


class Font(NamedTuple):
    """A font, as what a run's properties say (18.4.7), in Excel's order."""

    properties: tuple[tuple[str, bytes], ...]
    """Element names and their raw attributes"""
    colour: str | None
    """``RRGGBB``; ``None`` when automatic"""

    def run_properties(self, prefix: bytes) -> bytes:
        """An ``<rPr>`` that says all that the font says."""
        return _run_properties(self.properties, prefix)

    def colour_element(self, prefix: bytes) -> bytes:
        """The font's ``<color>``; empty when it has none."""
        return b"".join(
            _property(name, raw, prefix) for name, raw in self.properties if name == "color"
        )


@lru_cache(maxsize=256)
def _run_properties(properties: tuple[tuple[str, bytes], ...], prefix: bytes) -> bytes:
    children = [_property(name, raw, prefix) for name, raw in properties]
    return b"<%brPr>%b</%brPr>" % (prefix, b"".join(children), prefix)


def _property(name: str, attributes: bytes, prefix: bytes) -> bytes:
    return b"<%b%b%b/>" % (prefix, name.encode(), attributes)


class Styles:
    """Lists are read when first asked for; new formats are appended to ``cellXfs``."""

    def __init__(
        self, working: bytes, theme: tuple[str, ...], damaged: Callable[[], DamagedError]
    ) -> None:
        """``damaged`` makes the sentence for what cannot be understood in the part."""
        self.damaged = damaged
        self._working = working
        self._theme = theme
        self._masked = scan.mask(working)
        self._root = scan.root(self._masked)
        self._appended: list[bytes] = []
        self._appended_fills: list[bytes] = []

    @cached_property
    @names_its_part
    def palette(self) -> Palette:
        indexed = list(DEFAULT_INDEXED)
        own = self._list("indexedColors", "rgbColor")
        for index, element in enumerate(own[: len(indexed)]):
            value = element.tag.get("rgb") or ""
            indexed[index] = value[-6:].upper() if len(value) >= 6 else indexed[index]
        return Palette(self._theme, indexed)

    def _list(self, parent: str, child: str) -> list[scan.Element]:
        prefixes = self._root.prefixes
        outer = scan.element(self._masked, prefixes, parent)
        if outer is None:
            return []
        return list(
            scan.elements(self._masked, prefixes, child, outer.inner_start, outer.inner_end)
        )

    # Fonts and fills

    @cached_property
    def _font_elements(self) -> list[scan.Element]:
        return self._list("fonts", "font")

    def font_size(self, style: int) -> float:
        """Points; 11 where the font does not say."""
        found = dict(self.font(style).properties).get("sz", b"")
        try:
            return float(scan.attribute(found, "val") or 11)
        except ValueError:
            return 11

    def is_bold(self, style: int) -> bool:
        found = dict(self.font(style).properties).get("b")
        return found is not None and scan.attribute(found, "val") not in ("0", "false")

    @cached_property
    def _fonts(self) -> dict[int, Font]:
        return {}

    @names_its_part
    def font(self, style: int) -> Font:
        """The font of a cell format, by its index in ``cellXfs``."""
        index = self.format(style).font
        font = self._fonts.get(index)
        if font is None:
            font = self._fonts[index] = self._read_font(index)
        return font

    def _read_font(self, index: int) -> Font:
        if not 0 <= index < len(self._font_elements):
            return Font((), None)
        element = self._font_elements[index]
        found: dict[str, scan.Tag] = {}
        for child in scan.children(self._masked, element.inner_start, element.inner_end):
            name = child.tag.name.rpartition(b":")[2].decode()
            found.setdefault("rFont" if name == "name" else name, child.tag)
        properties = tuple(
            (name, found[name].attributes.rstrip()) for name in PROPERTY_ORDER if name in found
        )
        return Font(properties, self.palette.resolve(found.get("color")))

    @names_its_part
    def fill_colour(self, style: int) -> str | None:
        """``RRGGBB`` of a solid fill; ``None`` for none, patterns and gradients."""
        fills = self._fill_elements
        index = self.format(style).fill
        if not 0 <= index < len(fills):
            return None
        element = fills[index]
        prefixes = self._root.prefixes
        span = (element.inner_start, element.inner_end)
        pattern = scan.element(self._masked, prefixes, "patternFill", *span)
        if pattern is None or pattern.tag.get("patternType") != "solid":
            return None
        colour = scan.element(self._masked, prefixes, "fgColor", *span)
        return self.palette.resolve(colour.tag if colour else None)

    @cached_property
    def _fill_elements(self) -> list[scan.Element]:
        return self._list("fills", "fill")

    # Cell formats

    @cached_property
    def _formats(self) -> list[Format]:
        return [
            _format(element.tag, self._working[element.start : element.end])
            for element in self._list("cellXfs", "xf")
        ]

    @names_its_part
    def shows_date(self, style: int) -> bool:
        """Whether numbers in this format show as dates (18.8.30 ``numFmt``)."""
        number = self.format(style).number_format
        code = self._format_codes.get(number)
        return is_date_format(code) if code is not None else number in BUILT_IN_DATES

    @names_its_part
    def shows_elapsed(self, style: int) -> bool:
        """Whether such numbers show as time that went by: ``[h]:mm``."""
        number = self.format(style).number_format
        code = self._format_codes.get(number)
        return is_elapsed_format(code) if code is not None else number == BUILT_IN_ELAPSED

    def shows_nothing(self, style: int) -> bool:
        """Whether the format leaves cells blank whatever they hold: ``;;;`` (18.8.31)."""
        code = self._format_codes.get(self.format(style).number_format, "")
        return code.count(";") >= 3 and not code.replace(";", "").strip()

    @cached_property
    def _format_codes(self) -> dict[int, str]:
        tags = (element.tag for element in self._list("numFmts", "numFmt"))
        codes = ((scan.whole(tag.get("numFmtId")), tag.get("formatCode") or "") for tag in tags)
        return {number: code for number, code in codes if number is not None}

    @names_its_part
    def format(self, style: int) -> Format:
        """A cell format by its index in ``cellXfs``; the first one for an index beyond."""
        formats = self._formats
        if 0 <= style < len(formats):
            return formats[style]
        return formats[0] if formats else Format(0, 0, 0, 0, b"")

    @cached_property
    @names_its_part
    def named_styles(self) -> dict[str, int]:
        """``xfId`` (index in ``cellStyleXfs``) by the name of the style."""
        return {
            element.tag.get("name") or "": scan.whole(element.tag.get("xfId")) or 0
            for element in self._list("cellStyles", "cellStyle")
        }

    @names_its_part
    def format_of_named(self, xf_id: int) -> int:
        """The index of a cell format that looks as the named style; appended when missing."""
        bases = self._list("cellStyleXfs", "xf")
        if not 0 <= xf_id < len(bases):
            raise scan.XmlError("xfId")
        base = bases[xf_id]
        raw = self._working[base.start : base.end]
        return self._append(scan.element_with(raw, "xfId", str(xf_id)))

    @names_its_part
    def with_number_format(self, style: int, number_format: int) -> int:
        """The index of a format like ``style`` with another ``numFmtId`` (49 is text)."""
        current = self.format(style)
        if current.number_format == number_format:
            return style
        if not current.raw:
            raise scan.XmlError("cellXfs")
        raw = scan.element_with(current.raw, "numFmtId", str(number_format))
        return self._append(scan.element_with(raw, "applyNumberFormat", "1"))

    @names_its_part
    def with_fill(self, style: int, rgb: str) -> int:
        """The index of a format like ``style`` whose cells are filled with ``RRGGBB``."""
        current = self.format(style)
        if not current.raw:
            raise scan.XmlError("cellXfs")
        if self.fill_colour(style) == rgb:
            return style
        prefix = self._root.prefixes[0]
        fill = (
            b'<%bfill><%bpatternFill patternType="solid"><%bfgColor rgb="FF%b"/>'
            b'<%bbgColor indexed="64"/></%bpatternFill></%bfill>'
        ) % (*(prefix,) * 3, rgb.encode(), *(prefix,) * 3)
        if fill not in self._appended_fills:
            self._appended_fills.append(fill)
        number = len(self._fill_elements) + self._appended_fills.index(fill)
        raw = scan.element_with(current.raw, "fillId", str(number))
        return self._append(scan.element_with(raw, "applyFill", "1"))

    @names_its_part
    def wraps(self, style: int) -> bool:
        """Whether texts in this format go on on further lines (18.8.1 ``alignment``)."""
        found = _alignment(self.format(style).raw)
        return found is not None and found.get("wrapText") in ("1", "true")

    @names_its_part
    def with_wrap(self, style: int) -> int:
        """The index of a format like ``style`` in which texts go on on further lines."""
        raw = self.format(style).raw
        if not raw or self.wraps(style):
            return style
        found, outer = _alignment(raw), next(scan.tags(raw))
        if found is not None:
            attributes = scan.with_attribute(found.attributes, "wrapText", "1")
            element = b"<" + found.name + attributes + (b"/>" if found.empty else b">")
            raw = raw[: found.start] + element + raw[found.end :]
        else:
            prefix = outer.name.removesuffix(b"xf")
            element = b"<" + prefix + b'alignment wrapText="1"/>'
            opening = b"<" + outer.name + outer.attributes.rstrip() + b">"
            rest = raw[outer.end :] if not outer.empty else b"</" + outer.name + b">"
            raw = opening + element + rest
        return self._append(scan.element_with(raw, "applyAlignment", "1"))

    def _append(self, raw: bytes) -> int:
        for index, known in enumerate(self._formats):
            if known.raw == raw:
                return index
        self._formats.append(_format(next(scan.tags(raw)), raw))
        self._appended.append(raw)
        return len(self._formats) - 1

    def to_bytes(self) -> bytes:
        """The part with the appended formats and fills."""
        pieces: list[bytes] = []
        position = 0
        for name, known, appended in (
            ("fills", len(self._fill_elements), self._appended_fills),
            ("cellXfs", len(self._formats) - len(self._appended), self._appended),
        ):
            if not appended:
                continue
            outer = scan.element(self._masked, self._root.prefixes, name)
            if outer is None or outer.tag.empty:
                raise scan.XmlError(name)
            attributes = outer.tag.attributes
            if scan.attribute(attributes, "count") is not None:
                count = str(known + len(appended))
                attributes = scan.with_attribute(attributes, "count", count)
            pieces += (
                self._working[position : outer.start],
                b"<" + outer.tag.name + attributes + b">",
                self._working[outer.inner_start : outer.inner_end],
                *appended,
            )
            position = outer.inner_end
        return b"".join((*pieces, self._working[position:])) if pieces else self._working


def _alignment(raw: bytes) -> scan.Tag | None:
    return next((tag for tag in scan.tags(raw) if tag.name.endswith(b"alignment")), None)


def _format(tag: scan.Tag, raw: bytes) -> Format:
    values = scan.attributes_of(tag)
    number_format, font, fill, named = (
        scan.whole(values.get(name)) or 0 for name in ("numFmtId", "fontId", "fillId", "xfId")
    )
    return Format(number_format, font, fill, named, raw)
