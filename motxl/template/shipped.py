"""Where the shipped files are: templates, which staff may have restyled, and the 2025 source."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.errors import MotxlError
from motxl.files.regular import not_a_file
from motxl.files.within import inside
from motxl.i18n import _
from motxl.template.texts import LANGUAGE

if TYPE_CHECKING:
    from motxl.ooxml import Workbook

TEMPLATES_FOLDER = "modeles"
"""Beside a workbook: copies of the templates, for staff to restyle"""

TEMPLATE_SUFFIXES = (".xltx", ".xlsx")

_PACKAGE = Path(__file__).resolve().parents[1]
# In an installed wheel; then in a clone, where the folder stands beside the package.
_SHIPPED_FOLDERS = (_PACKAGE / "_shipped" / "workbooks", _PACKAGE.parent / "workbooks")


def template_path(name: str, beside: Path | None = None) -> Path:
    """The template called ``name`` (without its suffix).

    ``beside`` is the workbook that the template is for: ``modeles`` in its folder comes first.
    Raises ``MotxlError`` when there is no such template.
    """
    names = [f"{name}{suffix}" for suffix in TEMPLATE_SUFFIXES]
    if beside is not None and (path := own_template(beside, *names)) is not None:
        return path
    if (shipped := shipped_template(name)) is not None:
        return shipped
    raise MotxlError(
        _(
            "The template {name} was found neither in a folder {folder} beside the workbook "
            "nor among the files installed with motxl: install motxl again."
        ).format(name=f"{name}.xltx", folder=TEMPLATES_FOLDER)
    )


def shipped_template(name: str) -> Path | None:
    """The template called ``name`` among those that are installed with motxl."""
    for folder in _SHIPPED_FOLDERS:
        for suffix in TEMPLATE_SUFFIXES:
            if (path := folder / f"{name}{suffix}").is_file():
                return path
    return None


def template_in(language: str, name: str = "programme") -> str:
    """What a template is called in a language, without its suffix."""
    return name if language == LANGUAGE else f"{name}-{language}"


def template_workbook(beside: Workbook) -> Workbook:
    """The empty workbook that motxl ships, for a sheet that another one lacks: in its language."""
    from motxl.template.words import language_of, open_own  # who asks for a template opens none

    return open_own(template_path(template_in(language_of(beside))))


def answers_workbook(beside: Workbook) -> Workbook:
    """The workbook with nothing but a sheet for answers, for another one that gets its first: with
    our names, and texts in its language."""
    from motxl.ooxml import Workbook
    from motxl.template.words import language_of

    return Workbook.open(template_path(template_in(language_of(beside), "reponses")))


def own_template(book: Path, *names: str) -> Path | None:
    """The first of some files that is in the folder ``modeles`` beside a workbook.

    Raises ``MotxlError`` where it is a link that leads out of the workbook's folder, or no file.
    """
    beside = book.resolve().parent
    for name in names:
        path = beside / TEMPLATES_FOLDER / name
        if os.path.lexists(path):
            place = inside(beside, path)
            if not place.is_file():
                raise not_a_file(path)
            return path
    return None


def source_path(name: str) -> Path:
    """A shipped file that is no template, such as ``programme-2025.txt``.

    Raises ``MotxlError`` when it is missing.
    """
    for folder in _SHIPPED_FOLDERS:
        path = folder / name
        if path.is_file():
            return path
    raise MotxlError(
        _(
            "The file {name}, which is installed with motxl, is missing: install motxl again."
        ).format(name=name)
    )
