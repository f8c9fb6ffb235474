"""How the macros of a workbook or an add-in differ from those that this motxl makes."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from motxl.i18n import _
from motxl.macros import addins, project, ribbonpart, sources
from motxl.macros.project import Project
from motxl.ooxml import Workbook
from motxl.ooxml.document import MACRO_TEMPLATE_TYPE, MACRO_WORKBOOK_TYPE

_WITH_MACROS = {MACRO_WORKBOOK_TYPE, MACRO_TEMPLATE_TYPE, addins.ADDIN_TYPE}
_KINDS = {
    ".xlsm": MACRO_WORKBOOK_TYPE,
    ".xltm": MACRO_TEMPLATE_TYPE,
    ".xlam": addins.ADDIN_TYPE,
}
# What Excel itself adds when it saves, or signs.
_HARMLESS = {
    *project.SIGNATURES,
    "extended-properties",
    "custom-properties",
    "classificationlabels",
    "thumbnail",
    "sharedStrings",
    "printerSettings",
}


class MacrosState(NamedTuple):
    """How the macros of a workbook differ from the shipped ones."""

    missing: tuple[str, ...]
    """Names of modules"""
    different: tuple[str, ...]
    ribbon: bool
    """Whether the tab is as it is shipped"""
    enabled: bool
    """Whether the file is one that may hold macros"""
    fitting: bool = True
    """Whether its kind is the one that its name says: Excel does not open it otherwise"""
    retired: tuple[str, ...] = ()
    """Modules of ours that are no longer shipped"""
    doubled: tuple[tuple[str, str], ...] = ()
    """Modules of the staff's, each with a procedure that is called as one of ours"""
    foreign: tuple[str, ...] = ()
    """In an add-in: what is not ours, each as a sentence"""

    @property
    def current(self) -> bool:
        whole = self.ribbon and self.enabled and self.fitting
        return whole and not any(
            (self.missing, self.different, self.retired, self.doubled, self.foreign)
        )


def state(book: Workbook, *, suffix: str | None = None) -> MacrosState:
    """What is missing or different. With the ``suffix`` of the file's name, its kind counts too;
    in an add-in, which is ours as a whole, everything that is not ours does."""
    project.require()
    part = addins.project_part(book)
    held = project.read(book.package.part(part), book.label) if part else None
    found = of(book, held)
    kind = book.content_type
    if suffix is not None and found.enabled:
        found = found._replace(fitting=fits(suffix, kind))
    if suffix == ".xlam" or kind == addins.ADDIN_TYPE:
        found = found._replace(foreign=tuple(_foreign(book, held)))
    return found


def fits(suffix: str, kind: str) -> bool:
    """Whether Excel opens a file of that kind under a name with that ending."""
    return _KINDS.get(suffix, kind) == kind


def of(book: Workbook, held: Project | None) -> MacrosState:
    present = held.modules if held else {}
    by_name = {name.casefold(): source for name, source in present.items()}
    ours = sources.modules()
    shipped = {name.casefold() for name in ours}
    missing = tuple(name for name in ours if name.casefold() not in by_name)
    different = tuple(
        name
        for name, source in ours.items()
        if name not in missing and not sources.same_code(by_name[name.casefold()], source)
    )
    others = {name: text for name, text in present.items() if name.casefold() not in shipped}
    retired = tuple(name for name, text in others.items() if _is_retired(name, text))
    doubled = tuple(
        (name, procedure)
        for name, text in others.items()
        if held and name in held.standard and name not in retired
        for procedure in sources.public(text)
        if procedure.casefold() in sources.macros()
    )
    return MacrosState(
        missing,
        different,
        ribbonpart.is_current(book.package),
        book.content_type in _WITH_MACROS,
        retired=retired,
        doubled=doubled,
    )


def _is_retired(name: str, source: str) -> bool:
    return sources.has_our_name(name) and sources.is_ours(source)


@cache
def _fresh() -> tuple[Project, frozenset[str]]:
    """The add-in as this motxl makes it: its project, and the kinds of its links."""
    book = Workbook(addins.addin(), label="motxl.xlam")
    part = addins.project_part(book)
    assert part is not None
    return project.read(book.package.part(part), book.label), frozenset(
        kind for kind, _target in _links(book)
    )


def _foreign(book: Workbook, held: Project | None) -> list[str]:
    """What an add-in holds beside what we put there; what Excel adds to sign it is let pass."""
    fresh, kinds = _fresh()
    found: list[str] = []
    if held is not None:
        found += _foreign_code(held, fresh)
    for kind, target in _links(book):
        if kind not in kinds | _HARMLESS:
            found.append(_("{part} does not come from motxl").format(part=target))
    if not ribbonpart.is_shipped(book.package):
        found.append(_("The ribbon contains more than the tab Programme de travail"))
    return found


def _foreign_code(held: Project, fresh: Project) -> list[str]:
    found = []
    known = {name.casefold(): source for name, source in fresh.modules.items()}
    ours = {name.casefold() for name in sources.modules()}
    for name, source in held.modules.items():
        own = known.get(name.casefold())
        if own is None:
            found.append(_("{module} does not come from motxl").format(module=name))
        elif name.casefold() not in ours and not sources.same_code(source, own):
            found.append(
                _("{module} contains code that does not come from motxl").format(module=name)
            )
    return found + [
        _("A reference to {library} does not come from motxl").format(library=library)
        for library in sorted(held.references - fresh.references)
    ]


def _links(book: Workbook) -> list[tuple[str, str]]:
    """The links of all parts, each with the last word of its kind."""
    return [
        (link.type.rpartition("/")[2], link.target)
        for source in book.package.sources()
        for link in book.package.relationships(source)
    ]
