"""Macros and ribbon taken out of a workbook; what is the staff's stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from motxl.macros import building, project, ribbonpart, sources
from motxl.macros.addins import project_part

if TYPE_CHECKING:
    from motxl.macros.project import Project
    from motxl.ooxml import Workbook


class Removed(NamedTuple):
    changed: bool
    """Whether there was anything of ours"""
    empty: bool
    """Whether the project that stays holds no code"""


def remove(book: Workbook, *, force: bool = False) -> Removed:
    """Take our modules and our tab out. The project stays, with the documents of the sheets.

    Refused when the macros are protected by a password; unless ``force``, when they are signed.
    """
    project.require()
    part = project_part(book)
    held = project.read(book.package.part(part), book.label) if part else None
    ours = _ours(held) if held else []
    if part and held and ours:
        building.refuse_locked(book, held, part, force=force)
        building.without_signature(book, part)
        data = project.with_modules(book.package.part(part), {}, book.label, without=ours)
        book.package.replace(part, data)
    tab = ribbonpart.take_out(book.package)
    staffs = [text for name, text in held.modules.items() if name not in ours] if held else []
    return Removed(bool(ours) or tab, held is not None and not any(map(sources.has_code, staffs)))


def _ours(held: Project) -> list[str]:
    return [
        name
        for name, source in held.modules.items()
        if sources.has_our_name(name) and sources.is_ours(source)
    ]
