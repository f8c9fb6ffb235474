"""The part that holds the ribbon ([MS-CUSTOMUI2]), where staff may have tabs of their own."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.macros import places, sources
from motxl.ooxml.xml import scan

if TYPE_CHECKING:
    from motxl.ooxml.opc.opc import Package

NAMESPACE = b"http://schemas.microsoft.com/office/2009/07/customui"
RELATIONSHIP = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
OF_2007 = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
_TAB = "motxlTab"
_XML = "application/xml"
_SPACES = re.compile(rb">\s+<")
_DECLARED = re.compile(rb'\s+xmlns="[^"]*"')


def is_current(package: Package) -> bool:
    """Whether our tab is there as it is shipped."""
    part = _part(package, RELATIONSHIP)
    if part is None or not _is_well_formed(package.xml(part)):
        return False
    found = _tab_in(package.xml(part))
    return found is not None and _compared(found) == _compared(_own_tab())


def is_shipped(package: Package) -> bool:
    """Whether there is no ribbon but ours, as a whole; none at all is no other one."""
    if any(link.type == OF_2007 for link in package.relationships("")):
        return False
    parts = [link.target for link in package.relationships("") if link.type == RELATIONSHIP]
    own = _SPACES.sub(b"><", sources.ribbon()).strip()
    return all(
        package.has(part) and _SPACES.sub(b"><", package.part(part)).strip() == own
        for part in parts
    )


def put(package: Package) -> None:
    """Put our tab in, or in the place of an older one; tabs of others stay."""
    part = _part(package, RELATIONSHIP)
    if part is None:
        if _part(package, OF_2007):
            raise _refused(package)
        names = (f"customUI/customUI{n}.xml" for n in count(14))
        places.add(package, "", RELATIONSHIP, names, sources.ribbon(), _XML)
        return
    working = package.xml(part)
    tabs = _tabs(working) if _is_well_formed(working) else None
    if tabs is None or tabs.tag.empty:
        raise _refused(package)
    old = _own_in(working, tabs)
    start, end = (old.start, old.end) if old else (tabs.inner_end, tabs.inner_end)
    declared = b'<tab xmlns="%b"' % NAMESPACE
    tab = _own_tab().replace(b"<tab", declared, 1)
    package.replace_xml(part, working[:start] + tab + working[end:])


def take_out(package: Package) -> bool:
    """Take our tab out, and the part when there is nothing else in it; ``False`` if not there."""
    part = _part(package, RELATIONSHIP)
    if part is None or not _is_well_formed(package.xml(part)):
        return False
    working = package.xml(part)
    tabs = _tabs(working)
    own = _own_in(working, tabs) if tabs and not tabs.tag.empty else None
    if own is None:
        return False
    if _is_alone(working, own):
        package.remove_with_links(part)
    else:
        package.replace_xml(part, working[: own.start] + working[own.end :])
    return True


def _is_alone(working: bytes, own: scan.Element) -> bool:
    """Whether the ribbon is the one that we put in; the tab itself may be an older one of ours."""
    current = working[: own.start] + _own_tab() + working[own.end :]
    shipped = sources.ribbon()
    return _SPACES.sub(b"><", current).strip() == _SPACES.sub(b"><", shipped).strip()


def _refused(package: Package) -> MotxlError:
    return MotxlError(
        _(
            "{file} has a ribbon of its own to which no tab can be added: nothing was written. "
            "Use the add-in (motxl macros --addin motxl.xlam)."
        ).format(file=package.label)
    )


def _part(package: Package, kind: str) -> str | None:
    links = (link for link in package.relationships("") if link.type == kind)
    within = (link.target for link in links if not link.external)
    return next((name for name in within if package.has(name)), None)


def _tabs(working: bytes) -> scan.Element | None:
    masked = scan.mask(working)
    top = scan.root(masked)
    if top.namespace != NAMESPACE:
        return None
    return scan.element(masked, top.prefixes, "tabs")


def _own_in(working: bytes, tabs: scan.Element) -> scan.Element | None:
    within = scan.children(scan.mask(working), tabs.inner_start, tabs.inner_end)
    return next((tab for tab in within if tab.tag.get("id") == _TAB), None)


def _tab_in(working: bytes) -> bytes | None:
    tabs = _tabs(working)
    tab = _own_in(working, tabs) if tabs and not tabs.tag.empty else None
    return working[tab.start : tab.end] if tab else None


def _own_tab() -> bytes:
    tab = _tab_in(sources.ribbon())
    assert tab is not None
    return tab


def _compared(tab: bytes) -> bytes:
    """Without the namespace that a merged tab declares, and without line breaks between tags."""
    return _SPACES.sub(b"><", _DECLARED.sub(b"", tab, count=1))


def _is_well_formed(working: bytes) -> bool:
    from xml.parsers import expat

    try:
        expat.ParserCreate("utf-8").Parse(working, True)
    except expat.ExpatError:
        return False
    return True
