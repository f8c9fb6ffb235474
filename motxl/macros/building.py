"""Macros and ribbon put into a workbook, the add-in made, and whether they are current."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.macros import codenames, project, ribbonpart, sources
from motxl.package import Workbook
from motxl.package.errors import OtherFormatError, SignedError
from motxl.package.opc import relationships_part
from motxl.package.workbook import (
    MACRO_TEMPLATE_TYPE,
    MACRO_WORKBOOK_TYPE,
    TEMPLATE_TYPE,
    WORKBOOK_TYPE,
)

if TYPE_CHECKING:
    from motxl.macros.project import Project

ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
_WITH_MACROS = {MACRO_WORKBOOK_TYPE, MACRO_TEMPLATE_TYPE, ADDIN_TYPE}
_MADE = {TEMPLATE_TYPE: MACRO_TEMPLATE_TYPE, WORKBOOK_TYPE: MACRO_WORKBOOK_TYPE}
_PROJECT_TYPE = "application/vnd.ms-office.vbaProject"
_PROJECT_LINK = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_SIGNATURES = ("vbaProjectSignature", "vbaProjectSignatureAgile", "vbaProjectSignatureV3")

# Excel shows the title and the description in its list of add-ins. No dates: built twice, the same.
_PROPERTIES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties\
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>motxl</dc:title><dc:creator>motxl\
</dc:creator><dc:description>Programme MOT : vérifier, corriger, mettre en couleur, résumer,\
 préparer les extraits. / MOT programme: check, correct, colour, sum up, prepare extracts.\
</dc:description></cp:coreProperties>"""


class State(NamedTuple):
    """How the macros of a workbook differ from the shipped ones."""

    missing: tuple[str, ...]
    """Names of modules"""
    different: tuple[str, ...]
    ribbon: bool
    """Whether the tab is as it is shipped"""
    enabled: bool
    """Whether the file is one that may hold macros"""

    @property
    def current(self) -> bool:
        return not self.missing and not self.different and self.ribbon and self.enabled


def addin() -> bytes:
    """The add-in, from nothing."""
    project.require()
    book = Workbook(project.empty_addin(), label="motxl.xlam")
    properties = book.package.related("", "core-properties")[0]
    book.package.replace(properties, _PROPERTIES.encode())
    part = _project_part(book)
    assert part is not None
    data = project.with_modules(
        book.package.part(part), sources.modules(), book.label, without=("Module1",)
    )
    book.package.replace(part, data)
    ribbonpart.put(book.package)
    return book.to_bytes()


def state(book: Workbook) -> State:
    """What is missing or different in a workbook or an add-in."""
    project.require()
    part = _project_part(book)
    held = project.read(book.package.part(part), book.label).modules if part else {}
    return _state(book, held)


def put(book: Workbook, *, force: bool = False) -> bool:
    """Put macros and ribbon into a workbook; ``False`` when they are there and current.

    Only our own modules are replaced. Refused when the macros are protected by a password, or have
    a module of the staff's that is called as one of ours; unless ``force``, when they are signed.
    """
    project.require()
    if book.content_type == ADDIN_TYPE:
        raise MotxlError(
            _(
                "{file} is an add-in: motxl makes its own with motxl macros --addin motxl.xlam."
            ).format(file=book.label)
        )
    if book.is_strict:
        raise OtherFormatError(
            _(
                "{file} is a Strict Open XML workbook, which holds no macros: "
                "save it in Excel as an ordinary workbook (.xlsx) first."
            ).format(file=book.label)
        )
    part = _project_part(book)
    held = project.read(book.package.part(part), book.label) if part else None
    now = _state(book, held.modules if held else {})
    if now.current:
        return False
    changed = {name: sources.modules()[name] for name in (*now.missing, *now.different)}
    if part is None:
        _add_project(book, changed)
    elif changed:
        assert held is not None
        _refuse(book, held, part, changed, force=force)
        _without_signature(book, part)
        data = project.with_modules(book.package.part(part), changed, book.label)
        book.package.replace(part, data)
    if not now.ribbon:
        ribbonpart.put(book.package)
    kind = book.content_type
    book.package.set_content_type(book.part_name, _MADE.get(kind, kind))
    return True


def _state(book: Workbook, held: dict[str, str]) -> State:
    by_name = {name.casefold(): source for name, source in held.items()}
    missing, different = [], []
    for name, source in sources.modules().items():
        present = by_name.get(name.casefold())
        if present is None:
            missing.append(name)
        elif not sources.same_code(present, source):
            different.append(name)
    return State(
        tuple(missing),
        tuple(different),
        ribbonpart.is_current(book.package),
        book.content_type in _WITH_MACROS,
    )


def _refuse(
    book: Workbook, held: Project, part: str, changed: dict[str, str], *, force: bool
) -> None:
    if held.protected:
        raise MotxlError(
            _(
                "The macros of {file} are protected by a password: remove it in Excel (Alt+F11, "
                "Tools > VBAProject Properties > Protection), or use the add-in "
                "(motxl macros --addin motxl.xlam)."
            ).format(file=book.label)
        )
    ours = {name.casefold() for name in changed}
    for name, source in held.modules.items():
        if name.casefold() in ours and not sources.is_ours(source):
            raise MotxlError(
                _(
                    "{file} has a module {module} that is not motxl's: "
                    "give it another name in Excel (Alt+F11), then try again."
                ).format(file=book.label, module=name)
            )
    for source in changed.values():
        try:
            source.encode(held.encoding)
        except UnicodeEncodeError:
            raise MotxlError(
                _(
                    "The macros of {file} are written in a code page ({encoding}) without French "
                    "accents: use the add-in (motxl macros --addin motxl.xlam)."
                ).format(file=book.label, encoding=held.encoding)
            ) from None
    if _signatures(book, part) and not force:
        raise SignedError(
            _(
                "The macros of {file} are digitally signed, and any change breaks the signature: "
                "use --force to write all the same, then sign again; or use the add-in."
            ).format(file=book.label)
        )


def _add_project(book: Workbook, modules: dict[str, str]) -> None:
    workbook, documents = codenames.given(book)
    data = project.new(workbook, documents, modules, book.label)
    folder = book.part_name.rpartition("/")[0]
    name = f"{folder}/vbaProject.bin".lstrip("/")
    book.package.add(name, data)
    if book.package.content_type(name) != _PROJECT_TYPE:
        book.package.set_content_type(name, _PROJECT_TYPE)
    book.package.add_relationship(book.part_name, _PROJECT_LINK, name)


def _project_part(book: Workbook) -> str | None:
    return next(iter(book.package.related(book.part_name, "vbaProject")), None)


def _signatures(book: Workbook, part: str) -> list[str]:
    return [name for kind in _SIGNATURES for name in book.package.related(part, kind)]


def _without_signature(book: Workbook, part: str) -> None:
    """Take a signature out that no longer holds, as Excel does."""
    for name in _signatures(book, part):
        book.package.remove_with_links(name)
    links = relationships_part(part)
    if book.package.has(links) and not book.package.relationships(part):
        book.package.remove(links)
