"""The part that holds the ribbon ([MS-CUSTOMUI2]), where staff may have tabs of their own."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.macros import sources
from motxl.package import scan

if TYPE_CHECKING:
    from motxl.package.opc import Package

NAMESPACE = b"http://schemas.microsoft.com/office/2009/07/customui"
RELATIONSHIP = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
OF_2007 = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
_TAB = "motxlTab"
_XML = "application/xml"
_DECLARED = re.compile(rb'\s+xmlns="[^"]*"')


def is_current(package: Package) -> bool:
    """Whether our tab is there as it is shipped."""
    part = _part(package, RELATIONSHIP)
    found = _tab_in(package.xml(part)) if part else None
    return found is not None and _compared(found) == _compared(_own_tab())


def put(package: Package) -> None:
    """Put our tab in, or in the place of an older one; tabs of others stay."""
    part = _part(package, RELATIONSHIP)
    if part is None:
        if _part(package, OF_2007):
            raise _refused(package)
        names = (f"customUI/customUI{n}.xml" for n in count(14))
        name = next(name for name in names if not package.has(name))
        package.add(name, sources.ribbon())
        if package.content_type(name) != _XML:
            package.set_content_type(name, _XML)
        package.add_relationship("", RELATIONSHIP, name)
        return
    working = package.xml(part)
    tabs = _tabs(working)
    if tabs is None or tabs.tag.empty:
        raise _refused(package)
    old = _own_in(working, tabs)
    start, end = (old.start, old.end) if old else (tabs.inner_end, tabs.inner_end)
    declared = b'<tab xmlns="%b"' % NAMESPACE
    tab = _own_tab().replace(b"<tab", declared, 1)
    package.replace_xml(part, working[:start] + tab + working[end:])


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
    return re.sub(rb">\s+<", b"><", _DECLARED.sub(b"", tab, count=1))
