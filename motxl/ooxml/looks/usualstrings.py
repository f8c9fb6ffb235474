"""The plain texts of a shared string table, all at once."""

from __future__ import annotations

import re

from motxl.ooxml.xml.text import decode_element


def usual_texts(working: bytes, start: int, prefix: bytes) -> list[str | None]:
    """The text of each ``<si>`` that is one ``<t>`` with something in it, ``None`` for the others;
    an empty list where not all that looks like the beginning of one is."""
    p = re.escape(prefix)
    plain = rb'<%bt(?: xml:space="([a-z]+)")?>([^<]+)</%bt></%bsi>' % (p, p, p)
    found = re.compile(rb"<%bsi>(?:%b)?" % (p, plain)).findall(working, start)
    if len(found) != working.count(b"<%bsi" % prefix, start) or working.find(b"<!", start) >= 0:
        return []
    return [decode_element(raw, space) if raw else None for space, raw in found]
