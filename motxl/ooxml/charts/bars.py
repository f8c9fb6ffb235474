"""The part of a bar chart (21.2.2.27 ``chartSpace``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from motxl.ooxml.xml.text import encode_text

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_DRAWING = b"http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = b"http://schemas.openxmlformats.org/drawingml/2006/chart"
_TEXT = b"404040"
_LINE = b"D9D9D9"


class Series(NamedTuple):
    """One series. References are formulas such as ``'Sheet 1'!$B$2:$B$9``."""

    name: str
    name_at: str
    values: Sequence[float | None]
    values_at: str
    colour: str
    """``RRGGBB`` of the bars"""
    light: bool = False
    """Whether the colour is light, so that numbers on it are written dark"""


@dataclass(frozen=True)
class BarChart:
    """Stacked bars, with the values that the cells hold now, for whoever cannot read the cells."""

    title: str
    categories: Sequence[str]
    categories_at: str
    series: Sequence[Series]
    value_title: str
    """What the values count"""
    horizontal: bool = False
    """Bars from left to right, the first category at the top"""
    pivot: tuple[str, str] | None = None
    """Sheet and name of the pivot table that the chart belongs to (21.2.2.149 ``pivotSource``)"""

    def part(self) -> bytes:
        pivot = b""
        if self.pivot:
            # Excel writes the workbook's name between the brackets; without it, it is this one,
            # and stays right when the file is renamed by others than Excel.
            name = encode_text("[]{}!{}".format(*self.pivot))
            pivot = b'<c:pivotSource><c:name>%b</c:name><c:fmtId val="0"/></c:pivotSource>' % name
        legend = b""
        if len(self.series) > 1:
            legend = b'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>%b</c:legend>' % (
                _text_properties(900)
            )
        return b"".join(
            (
                *(_HEAD, b'<c:chartSpace xmlns:c="%b" xmlns:a="%b">' % (_CHART, _DRAWING)),
                b'<c:date1904 val="0"/><c:roundedCorners val="0"/>',
                *(pivot, b"<c:chart>", _title(self.title, 1200, bold=True)),
                *(b'<c:autoTitleDeleted val="0"/>', self._looks()),
                b"<c:plotArea><c:layout/>",
                *(self._bars(), self._category_axis(), self._value_axis()),
                *(b"</c:plotArea>", legend),
                b'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
                b'<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="9525">',
                b'<a:solidFill><a:srgbClr val="%b"/></a:solidFill></a:ln></c:spPr>' % _LINE,
                b"</c:chartSpace>",
            )
        )

    def _bars(self) -> bytes:
        direction = b"bar" if self.horizontal else b"col"
        series = b"".join(self._series(n, one) for n, one in enumerate(self.series))
        return (
            b'<c:barChart><c:barDir val="%b"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
            b'%b<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="100"/><c:axId val="200"/>'
            b"</c:barChart>"
        ) % (direction, series)

    def _looks(self) -> bytes:
        """``pivotFmt`` (21.2.2.144): what Excel gives to the series that it builds anew at each
        refresh, as the pivot table's ``chartFormat`` says."""
        if not self.pivot:
            return b""
        looks = b"".join(
            b'<c:pivotFmt><c:idx val="%d"/>%b<c:marker><c:symbol val="none"/></c:marker>'
            b'<c:dLbl><c:idx val="0"/>%b</c:dLbl></c:pivotFmt>'
            % (number, _look(one.colour), _labels(light=one.light))
            for number, one in enumerate(self.series)
        )
        return b"<c:pivotFmts>%b</c:pivotFmts>" % looks

    def _series(self, number: int, one: Series) -> bytes:
        look = _look(one.colour) + b'<c:invertIfNegative val="0"/>'
        labels = b"<c:dLbls>%b</c:dLbls>" % _labels(light=one.light)
        return (
            b'<c:ser><c:idx val="%d"/><c:order val="%d"/><c:tx><c:strRef><c:f>%b</c:f>%b</c:strRef>'
            b"</c:tx>%b%b<c:cat><c:strRef><c:f>%b</c:f>%b</c:strRef></c:cat><c:val><c:numRef>"
            b"<c:f>%b</c:f>%b</c:numRef></c:val></c:ser>"
        ) % (
            *(number, number, encode_text(one.name_at), _strings([one.name]), look, labels),
            *(encode_text(self.categories_at), _strings(self.categories)),
            *(encode_text(one.values_at), _numbers(one.values)),
        )

    def _category_axis(self) -> bytes:
        # From left to right LibreOffice and Excel draw the first category at the bottom.
        order = b"maxMin" if self.horizontal else b"minMax"
        return (
            b'<c:catAx><c:axId val="100"/><c:scaling><c:orientation val="%b"/></c:scaling>'
            b'<c:delete val="0"/><c:axPos val="%b"/><c:numFmt formatCode="General" '
            b'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            b'<c:tickLblPos val="low"/>%b%b<c:crossAx val="200"/><c:crosses val="autoZero"/>'
            b'<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
            b'<c:noMultiLvlLbl val="0"/></c:catAx>'
        ) % (order, b"l" if self.horizontal else b"b", _line(b"A6A6A6"), _text_properties(900))

    def _value_axis(self) -> bytes:
        return (
            b'<c:valAx><c:axId val="200"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/>'
            b'</c:scaling><c:delete val="0"/><c:axPos val="%b"/><c:majorGridlines>%b'
            b'</c:majorGridlines>%b<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark '
            b'val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>%b%b<c:crossAx '
            b'val="100"/><c:crosses val="%b"/><c:crossBetween val="between"/>%b</c:valAx>'
        ) % (
            *(b"b" if self.horizontal else b"l", _line(_LINE)),
            *(_title(self.value_title, 900, turned=not self.horizontal), _line(None)),
            # With the first category at the top, the values would else be written there too.
            *(_text_properties(900), b"max" if self.horizontal else b"autoZero", self._unit()),
        )

    def _unit(self) -> bytes:
        """Whole numbers only on the axis of small counts."""
        totals = [
            sum(series.values[n] or 0 for series in self.series)
            for n in range(len(self.categories))
        ]
        return b'<c:majorUnit val="1"/>' if max(totals, default=0) <= 8 else b""


def _look(colour: str) -> bytes:
    """A white edge keeps neighbours apart in a black and white print."""
    return (
        b'<c:spPr><a:solidFill><a:srgbClr val="%b"/></a:solidFill><a:ln w="9525"><a:solidFill>'
        b'<a:srgbClr val="FFFFFF"/></a:solidFill></a:ln></c:spPr>'
    ) % colour.encode()


def _labels(*, light: bool) -> bytes:
    """The number on each bar, none where there is nothing."""
    return (
        b'<c:numFmt formatCode="0;-0;;" sourceLinked="0"/><c:spPr><a:noFill/><a:ln>'
        b'<a:noFill/></a:ln></c:spPr>%b<c:showLegendKey val="0"/><c:showVal val="1"/>'
        b'<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        b'<c:showBubbleSize val="0"/>'
    ) % _text_properties(900, b"000000" if light else b"FFFFFF", bold=True)


def _title(text: str, size: int, *, bold: bool = False, turned: bool = False) -> bytes:
    turn = b' rot="-5400000" vert="horz"' if turned else b""
    look = b' sz="%d" b="%d"' % (size, bold)
    return (
        b"<c:title><c:tx><c:rich><a:bodyPr%b/><a:p><a:pPr><a:defRPr%b>%b</a:defRPr></a:pPr><a:r>"
        b'<a:rPr lang="fr-FR"%b>%b</a:rPr><a:t>%b</a:t></a:r></a:p></c:rich></c:tx><c:overlay '
        b'val="0"/></c:title>'
    ) % (turn, look, _fill(_TEXT), look, _fill(_TEXT), encode_text(text))


def _text_properties(size: int, colour: bytes = _TEXT, *, bold: bool = False) -> bytes:
    return (
        b'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="%d" b="%d">%b</a:defRPr></a:pPr>'
        b'<a:endParaRPr lang="fr-FR"/></a:p></c:txPr>'
    ) % (size, bold, _fill(colour))


def _fill(colour: bytes) -> bytes:
    return b'<a:solidFill><a:srgbClr val="%b"/></a:solidFill>' % colour


def _line(colour: bytes | None) -> bytes:
    inside = _fill(colour) if colour else b"<a:noFill/>"
    return b'<c:spPr><a:ln w="9525">%b</a:ln></c:spPr>' % inside


def _strings(texts: Sequence[str]) -> bytes:
    points = b"".join(
        b'<c:pt idx="%d"><c:v>%b</c:v></c:pt>' % (n, encode_text(text))
        for n, text in enumerate(texts)
    )
    return b'<c:strCache><c:ptCount val="%d"/>%b</c:strCache>' % (len(texts), points)


def _numbers(numbers: Sequence[float | None]) -> bytes:
    points = b"".join(
        b'<c:pt idx="%d"><c:v>%b</c:v></c:pt>' % (n, repr(number).encode())
        for n, number in enumerate(numbers)
        if number is not None
    )
    return (
        b'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="%d"/>%b</c:numCache>'
        % (len(numbers), points)
    )


def sheet_reference(sheet: str) -> str:
    """A sheet's name as it stands in a formula."""
    return "'" + sheet.replace("'", "''") + "'"
