"""Macros and ribbon put into a workbook."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.macros import codenames, places, project, ribbonpart, sources, states
from motxl.macros.addins import ADDIN_TYPE, project_part
from motxl.ooxml.document import (
    MACRO_TEMPLATE_TYPE,
    MACRO_WORKBOOK_TYPE,
    TEMPLATE_TYPE,
    WORKBOOK_TYPE,
)
from motxl.ooxml.errors import OtherFormatError, SignedError
from motxl.ooxml.opc.opc import relationships_part

if TYPE_CHECKING:
    from motxl.macros.project import Project
    from motxl.ooxml import Workbook

_MADE = {TEMPLATE_TYPE: MACRO_TEMPLATE_TYPE, WORKBOOK_TYPE: MACRO_WORKBOOK_TYPE}
_PROJECT_TYPE = "application/vnd.ms-office.vbaProject"
_PROJECT_LINK = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"


def put(book: Workbook, *, force: bool = False) -> bool:
    """Put macros and ribbon into a workbook; ``False`` when they are there and current.

    Only our own modules are replaced; those that are no longer shipped are taken out. Refused when
    the macros are protected by a password, or have a module or a procedure of the staff's that is
    called as one of ours; unless ``force``, when they are signed.
    """
    project.require()
    if book.content_type == ADDIN_TYPE:
        raise MotxlError(
            _(
                "{file} is an add-in: to make motxl's add-in, run motxl macros --addin motxl.xlam."
            ).format(file=book.label)
        )
    if book.is_strict:
        raise OtherFormatError(
            _(
                "{file} is a Strict Open XML workbook, which cannot hold macros: save it in "
                "Excel as an ordinary workbook (.xlsx) first."
            ).format(file=book.label)
        )
    part = project_part(book)
    held = project.read(book.package.part(part), book.label) if part else None
    now = states.of(book, held)
    if now.current:
        return False
    for module, procedure in now.doubled:
        raise MotxlError(
            _(
                "{file} has a procedure {procedure} in its module {module}, and motxl has one "
                "with the same name: rename the procedure of {file} in Excel (Alt+F11), then "
                "try again."
            ).format(file=book.label, procedure=procedure, module=module)
        )
    changed = {name: sources.modules()[name] for name in (*now.missing, *now.different)}
    if part is None:
        _add_project(book, changed)
    elif changed or now.retired:
        assert held is not None
        refuse_locked(book, held, part, force=force)
        _refuse_clashing(book, held, changed)
        without_signature(book, part)
        data = project.with_modules(
            book.package.part(part), changed, book.label, without=now.retired
        )
        book.package.replace(part, data)
    if not now.ribbon:
        ribbonpart.put(book.package)
    book.package.set_content_type(book.part_name, kind_with_macros(book))
    return True


def kind_with_macros(book: Workbook) -> str:
    """What a workbook becomes once it holds macros: a template stays one."""
    kind = book.content_type
    return _MADE.get(kind, kind)


def refuse_locked(book: Workbook, held: Project, part: str, *, force: bool) -> None:
    """Raises ``MotxlError`` for macros under a password, and, unless ``force``, for signed ones."""
    if held.protected:
        raise MotxlError(
            _(
                "The macros of {file} are protected by a password: remove it in Excel (Alt+F11, "
                "Tools > VBAProject Properties > Protection), or use the add-in "
                "(motxl macros --addin motxl.xlam)."
            ).format(file=book.label)
        )
    if _signatures(book, part) and not force:
        raise SignedError(
            _(
                "The macros of {file} are digitally signed, and any change breaks the "
                "signature: use --force to write the file all the same, then sign the macros "
                "again; or use the add-in."
            ).format(file=book.label)
        )


def _refuse_clashing(book: Workbook, held: Project, changed: dict[str, str]) -> None:
    ours = {name.casefold() for name in changed}
    for name, source in held.modules.items():
        if name.casefold() in ours and not sources.is_ours(source):
            raise MotxlError(
                _(
                    "{file} has a module {module} that does not come from motxl, which has "
                    "one with the same name: rename this module of {file} in Excel (Alt+F11), "
                    "then try again."
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


def _add_project(book: Workbook, modules: dict[str, str]) -> None:
    workbook, documents = codenames.given(book, modules)
    data = project.new(workbook, documents, modules, book.label)
    folder = book.part_name.rpartition("/")[0]
    names = (f"{folder}/vbaProject{n or ''}.bin".lstrip("/") for n in count())
    places.add(book.package, book.part_name, _PROJECT_LINK, names, data, _PROJECT_TYPE)


def _signatures(book: Workbook, part: str) -> list[str]:
    return [name for kind in project.SIGNATURES for name in book.package.related(part, kind)]


def without_signature(book: Workbook, part: str) -> None:
    """Take a signature out that no longer holds, as Excel does."""
    for name in _signatures(book, part):
        book.package.remove_with_links(name)
    links = relationships_part(part)
    if book.package.has(links) and not book.package.relationships(part):
        book.package.remove(links)
