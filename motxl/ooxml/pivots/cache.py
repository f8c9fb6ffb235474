"""The parts of a pivot cache: what its fields hold, and the rows themselves.

What Excel writes was read in workbooks that Excel saved; where the standard allows several forms,
its form is taken, as Excel repairs workbooks in which the flags of a field contradict its items.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from motxl.ooxml.dates import to_serial
from motxl.ooxml.pivots.source import Item, PivotSource, SourceField, moment
from motxl.ooxml.xml.scan import escape_attribute
from motxl.ooxml.xml.text import encode_escapes

DEFINITION = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"
RECORDS = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheRecords+xml"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
VERSION = b"6"
"""Of the pivot engine (18.10.1.67): Excel 2016's, which later ones read as theirs"""
_LONG = 255


def definition(
    source: PivotSource, axes: Collection[str], records: str, moment_: datetime, namespaces: bytes
) -> bytes:
    """``pivotCacheDefinition`` (18.10.1.67). ``axes`` are the fields whose items tables list.

    ``records`` is the relationship to the records; ``moment_`` is said to be the last refresh.
    """
    fields = b"".join(_field(one, one.name in axes) for one in source.fields)
    return (
        b'%b<pivotCacheDefinition %b r:id="%b" refreshedBy="motxl" refreshedDate="%b" '
        b'createdVersion="%b" refreshedVersion="%b" minRefreshableVersion="3" recordCount="%d">'
        b'<cacheSource type="worksheet"><worksheetSource name="%b"/></cacheSource>'
        b'<cacheFields count="%d">%b</cacheFields></pivotCacheDefinition>'
    ) % (
        *(HEAD, namespaces, escape_attribute(records)),
        *(_number(to_serial(moment_, date1904=False)), VERSION, VERSION, len(source)),
        *(attribute_text(source.table), len(source.fields), fields),
    )


def records(source: PivotSource, axes: Collection[str], namespaces: bytes) -> bytes:
    """``pivotCacheRecords`` (18.10.1.69)."""
    columns = [_recorded(one, one.name in axes) for one in source.fields]
    rows = b"</r><r>".join(map(b"".join, zip(*columns, strict=True)))
    body = b"<r>" + rows + b"</r>" if len(source) else b""
    return b'%b<pivotCacheRecords %b count="%d">%b</pivotCacheRecords>' % (
        *(HEAD, namespaces, len(source), body),
    )


def _field(one: SourceField, listed: bool) -> bytes:
    """``cacheField`` (18.10.1.3), its items listed where a table has the field on an axis."""
    items = b"".join(map(_element, one.items)) if listed else b""
    count = b' count="%d"' % len(one.items) if listed else b""
    flags, long = _flags(one)
    tail = b">%b</sharedItems>" % items if items else b"/>"
    shared = b"<sharedItems" + flags + count + long + tail
    return b'<cacheField name="%b" numFmtId="%d">%b</cacheField>' % (
        *(attribute_text(one.name), 14 if _is_dates(one) else 0, shared),
    )


def _is_dates(one: SourceField) -> bool:
    return {type(item) for item in one.items} <= {date, datetime, type(None)} and any(
        item is not None for item in one.items
    )


def _flags(one: SourceField) -> tuple[bytes, bytes]:
    """The attributes of ``sharedItems`` (18.10.1.90), as Excel combines them."""
    items = one.items
    blank = any(item is None for item in items)
    texts = [item for item in items if isinstance(item, (str, bool))]
    numbers = [i for i in items if isinstance(i, (int, float)) and not isinstance(i, bool)]
    dates = [moment(item) for item in items if isinstance(item, date)]
    flags: list[tuple[str, bytes]] = []
    if (numbers or dates) and not texts and not blank and not (numbers and dates):
        flags.append(("containsSemiMixedTypes", b"0"))
    if not texts and not numbers and (dates or blank):
        flags.append(("containsNonDate", b"0"))
    if dates:
        flags.append(("containsDate", b"1"))
    if not texts and items:
        flags.append(("containsString", b"0"))
    if blank:
        flags.append(("containsBlank", b"1"))
    if (texts and (numbers or dates)) or (numbers and dates):
        flags.append(("containsMixedTypes", b"1"))
    if numbers and not dates:
        # Among dates Excel counts a number as one more date.
        flags.append(("containsNumber", b"1"))
        if all(number == int(number) for number in numbers):
            flags.append(("containsInteger", b"1"))
        flags += [("minValue", _number(min(numbers))), ("maxValue", _number(max(numbers)))]
    if dates:
        last = max(dates)
        if last == last.replace(hour=0, minute=0, second=0, microsecond=0):
            last += timedelta(days=1)  # Excel gives the end of the last day
        flags += [("minDate", _moment(min(dates))), ("maxDate", _moment(last))]
    long = any(isinstance(text, str) and _length(text) > _LONG for text in texts)
    body = b"".join(b' %b="%b"' % (name.encode(), value) for name, value in flags)
    return body, b' longText="1"' if long else b""


def _recorded(one: SourceField, listed: bool) -> list[bytes]:
    """The element of each row: the number of its item, or the value itself."""
    if listed:
        made = [b'<x v="%d"/>' % number for number in range(len(one.items))]
    else:
        made = [_element(item) for item in one.items]
    return [made[number] for number in one.numbers]


def _element(item: Item) -> bytes:
    if item is None:
        return b"<m/>"
    if isinstance(item, bool):
        return b'<b v="%d"/>' % item
    if isinstance(item, str):
        return b'<s v="%b"/>' % attribute_text(item)
    if isinstance(item, date):
        return b'<d v="%b"/>' % _moment(moment(item))
    return b'<n v="%b"/>' % _number(item)


def attribute_text(text: str) -> bytes:
    """An attribute of the type ST_Xstring: what XML would change in it is escaped."""
    escaped = encode_escapes(text).replace("\t", "_x0009_").replace("\n", "_x000a_")
    return escape_attribute(escaped)


def _number(value: float) -> bytes:
    return repr(int(value) if value == int(value) else value).encode()


def _moment(value: datetime) -> bytes:
    return value.isoformat(timespec="seconds").encode()


def _length(text: str) -> int:
    """In UTF-16 units, as Excel counts."""
    return len(text) + sum(character > "\uffff" for character in text)
