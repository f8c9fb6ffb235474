"""Where a new part of a workbook goes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motxl.ooxml.opc.opc import Package


def add(
    package: Package, source: str, kind: str, names: Iterable[str], data: bytes, content_type: str
) -> None:
    """Add a part, and a link of that kind to it.

    It gets the first of the names that is free. Where a link of that kind leads to a part that is
    missing, the part is put there: a second link would make two projects, or two ribbons.
    """
    free = next(name for name in names if not package.has(name))
    suffix = PurePosixPath(free).suffix
    missing = (
        link.target
        for link in package.relationships(source)
        if link.type == kind and not link.external and not package.has(link.target)
    )
    waiting = next((name for name in missing if PurePosixPath(name).suffix == suffix), None)
    name = waiting or free
    package.add(name, data)
    if package.content_type(name) != content_type:
        package.set_content_type(name, content_type)
    if waiting is None:
        package.add_relationship(source, kind, name)
