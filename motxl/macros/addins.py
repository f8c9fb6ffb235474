"""The add-in made from nothing, and the part of a workbook that holds its macros."""

from __future__ import annotations

from motxl.i18n import LANGUAGES, N_, catalogue
from motxl.macros import project, ribbonpart, sources
from motxl.ooxml import Workbook

ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
_NAME = "motxl"

# Excel shows the title and the description in its list of add-ins. No dates, and both languages,
# whoever builds it: built twice, the same.
_DESCRIPTION = N_("Work programme: check, correct, colour, sum up, prepare extracts.")
_PROPERTIES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties\
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>motxl</dc:title><dc:creator>motxl\
</dc:creator><dc:description>{description}</dc:description></cp:coreProperties>"""


def addin() -> bytes:
    """The add-in, from nothing."""
    project.require()
    book = Workbook(project.empty_addin(), label="motxl.xlam")
    properties = book.package.related("", "core-properties")[0]
    told = (catalogue(language).gettext(_DESCRIPTION) for language in LANGUAGES)
    text = _PROPERTIES.format(description=" / ".join(told))
    book.package.replace(properties, text.encode())
    part = project_part(book)
    assert part is not None
    data = project.with_modules(
        book.package.part(part), sources.modules(), book.label, without=("Module1",), name=_NAME
    )
    book.package.replace(part, data)
    ribbonpart.put(book.package)
    return book.to_bytes()


def project_part(book: Workbook) -> str | None:
    return next(iter(book.package.related(book.part_name, "vbaProject")), None)
