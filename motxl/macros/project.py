"""The VBA project of a workbook: its modules read, ours put in, everything else left.

pyOpenVBA opens files: it is given a package that holds the project and nothing else, so that the
workbook's own parts never pass through it.
"""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motxl.errors import MotxlError, system_reason
from motxl.i18n import _
from motxl.macros.compiled import without_compiled
from motxl.ooxml.errors import WriteError

if TYPE_CHECKING:
    from pyopenvba import ExcelFile

SIGNATURES = ("vbaProjectSignature", "vbaProjectSignatureAgile", "vbaProjectSignatureV3")
"""The kinds of links from a project to its signatures"""

_PART = "xl/vbaProject.bin"
_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


class DocumentModule(NamedTuple):
    """A sheet as the project knows it: the kind is ``worksheet`` or ``chartsheet``."""

    code_name: str
    kind: str


class Project(NamedTuple):
    """What a project holds."""

    modules: dict[str, str]
    """Sources by name"""
    protected: bool
    """By a password"""
    encoding: str
    """Of its sources"""
    standard: frozenset[str] = frozenset()
    """Names of the modules whose public procedures the whole project sees"""
    references: frozenset[str] = frozenset()
    """What it refers to: a library by its identifier, whatever its version, a project by its
    file"""
    name: str = ""


def require() -> None:
    """Raises ``MotxlError`` where pyOpenVBA is not installed."""
    try:
        import pyopenvba  # noqa: F401
    except ImportError:
        raise MotxlError(
            _("motxl macros needs pyOpenVBA: run {command}, then try again.").format(
                # The command prompt of Windows would hand single quotes on to pip.
                command="pip install " + ("motxl[excel]" if os.name == "nt" else "'motxl[excel]'")
            )
        ) from None


def read(data: bytes, label: str) -> Project:
    """The modules of a project; ``label`` names the workbook in messages."""
    with _opened({_PART: data}, label) as file:
        from pyopenvba.vba import VBAModuleKind, encoding_for_codepage

        project = file.vba_project()
        return Project(
            {module.name: module.source for module in project.modules},
            project.protection is not None and project.protection.has_password,
            encoding_for_codepage(project.code_page),
            frozenset(m.name for m in project.modules if m.kind is VBAModuleKind.standard),
            frozenset((one.guid or one.libid).upper() for one in project.references),
            project.name,
        )


def with_modules(
    data: bytes,
    modules: Mapping[str, str],
    label: str,
    *,
    without: Iterable[str] = (),
    name: str | None = None,
) -> bytes:
    """A project with modules replaced or added, and some taken out; the others keep their text.

    ``name`` is a new name for the project.
    """
    with _opened({_PART: data}, label) as file:
        _put(file, modules)
        for gone in without:
            file.vba_project().delete_module(gone)
        return without_compiled(_saved(file), name=name)


def new(
    workbook: str, sheets: Iterable[DocumentModule], modules: Mapping[str, str], label: str
) -> bytes:
    """A project for a workbook that has none: its documents, by their code names, and modules."""
    with _opened(_skeleton(workbook, list(sheets)), label) as file:
        file.add_vba_project()
        _put(file, modules)
        return without_compiled(_saved(file))


def empty_addin() -> bytes:
    """The add-in that Excel itself writes when there is nothing in it."""
    from pyopenvba import ExcelFile

    with _temporary("motxl.xlam") as folder:
        path = folder / "empty.xlam"
        ExcelFile.create_new(path).close()
        return path.read_bytes()


def _put(file: ExcelFile, modules: Mapping[str, str]) -> None:
    project = file.vba_project()
    present = {name.casefold() for name in project.module_names()}
    for name, source in modules.items():
        if name.casefold() in present:
            file.set_module(name, source)
        else:
            project.add_module(name, source)


def _saved(file: ExcelFile) -> bytes:
    with tempfile.TemporaryDirectory(prefix="motxl-") as folder:
        path = Path(folder) / "saved.xlsm"
        file.save(path, allow_invalidate_signature=True)
        with zipfile.ZipFile(path) as package:
            return package.read(_PART)


@contextmanager
def _opened(parts: Mapping[str, bytes | str], label: str) -> Iterator[ExcelFile]:
    from pyopenvba import ExcelFile

    with _temporary(label) as folder:
        path = folder / "project.xlsm"
        with zipfile.ZipFile(path, "w") as package:
            for name, data in parts.items():
                package.writestr(zipfile.ZipInfo(name), data)
        try:
            with ExcelFile(path) as file:
                yield file
        except OSError:
            raise
        # A damaged project fails anywhere in the parser, in any way.
        except Exception as error:
            raise MotxlError(
                _(
                    "The macros of {file} cannot be read ({reason}): open the file in Excel "
                    "and save it again, or use the add-in (motxl macros --addin motxl.xlam)."
                ).format(file=label, reason=str(error) or type(error).__name__)
            ) from error


@contextmanager
def _temporary(label: str) -> Iterator[Path]:
    """A folder for as long as the file that goes by ``label`` is worked on."""
    try:
        with tempfile.TemporaryDirectory(prefix="motxl-") as folder:
            yield Path(folder)
    except OSError as error:
        raise WriteError(
            _("{file} was not read: a temporary file cannot be written ({reason}).").format(
                file=label, reason=system_reason(error)
            )
        ) from None


def _skeleton(workbook: str, sheets: list[DocumentModule]) -> dict[str, str]:
    """The least package that tells pyOpenVBA the code names of a workbook and its sheets."""
    listed = "".join(
        f'<sheet name="{number}" sheetId="{number}" r:id="rId{number}"/>'
        for number in range(1, len(sheets) + 1)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{sheet.kind}" Target="{number}.xml"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "xl/workbook.xml": f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}">'
        f'<workbookPr codeName="{workbook}"/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{links}</Relationships>",
        **{
            f"xl/{number}.xml": f'<{sheet.kind} xmlns="{_SPREADSHEET}">'
            f'<sheetPr codeName="{sheet.code_name}"/></{sheet.kind}>'
            for number, sheet in enumerate(sheets, 1)
        },
    }
