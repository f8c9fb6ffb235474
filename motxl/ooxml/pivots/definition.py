"""The part of a pivot table (18.10.1.73 ``pivotTableDefinition``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from motxl.a1 import CellRange
from motxl.ooxml.pivots.cache import HEAD, VERSION, attribute_text
from motxl.ooxml.pivots.crosstab import Place
from motxl.ooxml.pivots.formats import DATA, formats
from motxl.ooxml.pivots.shown import Grid, Role, repeated

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml"
_DATA = -2  # the place of several values among the column fields (18.10.1.29)


def definition(
    grid: Grid, area: CellRange, cache_id: int, namespaces: bytes, looks: Mapping[Role, int]
) -> bytes:
    """The table as Excel writes it, its cells in the differential formats ``looks``, but for these:

    - no revision ids and no ``x14`` or ``xpdl`` extensions: they only say again what is default;
    - ``useAutoFormatting`` is left out: a refresh would else undo the widths of the columns;
    - ``grandTotalCaption`` is given, so that totals bear one name in every language;
    - new items of a field that hides some are shown, where Excel hides them by default: a new
      border or theme is to be counted;
    - the tabular form, as ``PivotLayout`` explains.
    """
    layout, crosstab = grid.layout, grid.crosstab
    source = crosstab.source
    fields = b"".join(_field(grid, index) for index in range(len(source.fields)))
    pages = len(layout.filters)
    body = [
        b'<location ref="%b" firstHeaderRow="%d" firstDataRow="%d" firstDataCol="%d"%b/>'
        % (
            *(str(area).encode(), grid.first_header_row, grid.first_data_row, grid.label_columns),
            b' rowPageCount="%d" colPageCount="1"' % pages if pages else b"",
        ),
        _counted("pivotFields", [fields], len(source.fields)),
        _field_list("rowFields", [source.index(name) for name in layout.rows]),
        _items("rowItems", list(_axis_items(grid.rows, 1, total=grid.total_row))),
        _field_list("colFields", _column_fields(grid)),
        _items("colItems", list(_axis_items(grid.columns, grid.values, total=grid.total_column))),
        _page_fields(grid),
        _data_fields(grid),
        formats(grid, looks),
        _chart_formats(grid),
        b'<pivotTableStyleInfo name="%b" showRowHeaders="1" showColHeaders="1" showRowStripes="0" '
        b'showColStripes="0" showLastColumn="1"/>' % attribute_text(layout.style),
    ]
    return b'%b<pivotTableDefinition %b name="%b" cacheId="%d"%b>%b</pivotTableDefinition>' % (
        *(HEAD, namespaces, attribute_text(layout.name), cache_id, _attributes(grid)),
        b"".join(body),
    )


def _attributes(grid: Grid) -> bytes:
    layout = grid.layout
    flags = "".join(f' apply{one}Formats="0"' for one in ("Number", "Border", "Font", "Pattern"))
    flags += ' applyAlignmentFormats="0" applyWidthHeightFormats="0"'
    # Excel means by these the total row (below) and the total column, as its own workbooks show;
    # the standard's words (18.10.1.73) may be read the other way round.
    totals = "" if layout.total_row else ' rowGrandTotals="0"'
    totals += "" if layout.total_column else ' colGrandTotals="0"'
    return (
        flags.encode()
        + b' dataCaption="%b" grandTotalCaption="%b"'
        % (attribute_text(layout.values_caption), attribute_text(layout.total_caption))
        + b' updatedVersion="%b" minRefreshableVersion="3"' % VERSION
        + totals.encode()
        + (b' chartFormat="1"' if layout.charted else b"")
        + b' itemPrintTitles="1" createdVersion="%b" indent="0" compact="0" compactData="0" '
        b'multipleFieldFilters="0"' % VERSION
    )


def _field(grid: Grid, index: int) -> bytes:
    """``pivotField`` (18.10.1.69): its axis, and its items in the order shown."""
    layout, source = grid.layout, grid.crosstab.source
    one = source.fields[index]
    data = b' dataField="1"' if any(value.field == one.name for value in layout.values) else b""
    axes = {**dict.fromkeys(layout.rows, b"axisRow"), **dict.fromkeys(layout.columns, b"axisCol")}
    axes |= dict.fromkeys(layout.filters, b"axisPage")
    axis = axes.get(one.name)
    tail = b' compact="0" outline="0" showAll="0"'
    if axis is None:
        return b"<pivotField%b%b/>" % (data, tail)
    hidden = grid.crosstab.hidden.get(one.name, set())
    if layout.hidden.get(one.name):
        tail += b' includeNewItemsInFilter="1"'
    items = [
        b'<item%b x="%d"/>' % (b' h="1"' if number in hidden else b"", number)
        for number in layout.ordered(one)
    ]
    return b'<pivotField axis="%b"%b%b defaultSubtotal="0">%b</pivotField>' % (
        *(axis, data, tail),
        _counted("items", items, len(items)),
    )


def _column_fields(grid: Grid) -> list[int]:
    source = grid.crosstab.source
    fields = [source.index(name) for name in grid.layout.columns]
    return [*fields, _DATA] if grid.several else fields


def _axis_items(places: Sequence[Place], values: int, *, total: bool) -> Iterator[bytes]:
    """``i`` (18.10.1.40) of each row or column: what it does not share with the one before."""
    before: Place | None = None
    for place in places:
        for value in range(values):
            # The values of one column differ in nothing but their own place among them.
            shared = len(place) if value else repeated(before, place)
            own = [*place, *([value] if values > 1 else [])][shared:]
            yield b"<i%b%b>%b</i>" % (
                b' r="%d"' % shared if shared else b"",
                b' i="%d"' % value if value else b"",
                b"".join(map(_x, own)),
            )
        before = place
    if total:
        for value in range(values):
            yield b'<i t="grand"%b><x/></i>' % (b' i="%d"' % value if value else b"")


def _x(place: int) -> bytes:
    return b'<x v="%d"/>' % place if place else b"<x/>"


def _items(name: str, items: list[bytes]) -> bytes:
    # One unlabelled row or column is written as one empty item.
    items = [item.replace(b"<i></i>", b"<i/>") for item in items]
    return _counted(name, items, len(items))


def _field_list(name: str, fields: list[int]) -> bytes:
    made = [b'<field x="%d"/>' % one for one in fields]
    return _counted(name, made, len(made)) if made else b""


def _page_fields(grid: Grid) -> bytes:
    source = grid.crosstab.source
    names = grid.layout.filters
    made = [b'<pageField fld="%d" hier="-1"/>' % source.index(name) for name in names]
    return _counted("pageFields", made, len(made)) if made else b""


def _data_fields(grid: Grid) -> bytes:
    source = grid.crosstab.source
    made = []
    for value in grid.layout.values:
        form = b' numFmtId="%d"' % value.number_format if value.number_format else b""
        made.append(
            b'<dataField name="%b" fld="%d" baseField="0" baseItem="0"%b/>'
            % (attribute_text(value.caption), source.index(value.field), form)
        )
    return _counted("dataFields", made, len(made))


def _chart_formats(grid: Grid) -> bytes:
    """``chartFormat`` (18.10.1.13) of each series: which look of the chart (21.2.2.144
    ``pivotFmt``) it has when Excel builds the series anew."""
    layout = grid.layout
    if not layout.charted:
        return b""
    made = []
    for number, column in enumerate(grid.columns):
        references = [(DATA, 0)]
        for name, place in zip(layout.columns, column, strict=True):
            references.append((grid.crosstab.source.index(name), place))
        listed = [
            b'<reference field="%d" count="1" selected="0">%b</reference>'
            % (field, b'<x v="%d"/>' % item)
            for field, item in references
        ]
        made.append(
            b'<chartFormat chart="0" format="%d" series="1"><pivotArea type="data" outline="0" '
            b'fieldPosition="0">%b</pivotArea></chartFormat>'
            % (number, _counted("references", listed, len(listed)))
        )
    return _counted("chartFormats", made, len(made))


def _counted(name: str, children: list[bytes], count: int) -> bytes:
    tag = name.encode()
    return b'<%b count="%d">%b</%b>' % (tag, count, b"".join(children), tag)
