"""A workbook that is shown in other words than it is written in."""

from __future__ import annotations

from pathlib import Path

from motxl.ooxml.document import Document
from motxl.ooxml.opc.opc import Package
from motxl.ooxml.wording.cells import StringPlaces
from motxl.ooxml.wording.package import Rewording, WrittenHeaders
from motxl.ooxml.wording.words import Wording
from motxl.ooxml.workbook import Workbook
from motxl.ooxml.xml import scan


class WordedWorkbook(Workbook):
    """A package whose sheets, columns and values have our names while it is in memory. What is
    saved has its own: a part in which nothing changed keeps its bytes."""

    def __init__(
        self, data: bytes, words: Wording, path: Path | None = None, label: str | None = None
    ) -> None:
        """``data`` is a whole file. Raises ``MotxlError`` where it is damaged."""
        self.words = words
        self._headers, self._places = WrittenHeaders(), StringPlaces()
        label = label or (str(path) if path else "workbook.xlsx")
        document = Document(data, label)
        self._reword(document, writing=False)
        document.flush()
        shown = document.package.to_bytes(level=1)  # in memory, for us alone
        super().__init__(shown, path, label)
        self._as_opened = self.as_read = data
        self._written, self._written_of = data, shown

    def _reword(self, document: Document, *, writing: bool) -> None:
        _reword(document, self.words, self._headers, self._places, writing=writing)

    @property
    def changed(self) -> bool:
        """As ``Workbook.changed``."""
        return self.to_bytes() != self.as_read

    def to_bytes(self) -> bytes:
        """As ``Workbook.to_bytes``, in the workbook's own words."""
        shown = self.package_bytes()
        if shown != self._written_of:
            self._written = self._in_own_words(shown)
            self._written_of = shown
        return self._written

    def _in_own_words(self, shown: bytes) -> bytes:
        document = Document(shown, self.label)
        self._reword(document, writing=True)
        document.flush()
        return _onto(Package(self._as_opened, self.label), document.package)


def _onto(opened: Package, written: Package) -> bytes:
    """The file that was opened, with the parts that another package has."""
    for name in opened.names():
        if not written.has(name):
            opened.remove(name)
    for name in written.names():
        data = written.part(name)
        if not opened.has(name):
            opened.add(name, data)
        elif opened.part(name) != data:
            opened.replace(name, data)
    return opened.to_bytes()


def _reword(
    document: Document,
    words: Wording,
    headers: WrittenHeaders,
    places: StringPlaces,
    *,
    writing: bool,
) -> None:
    try:
        Rewording(document, words, headers, places, writing=writing).do()
    except (scan.XmlError, ValueError, IndexError):
        raise document.package.damaged(document.part_name) from None


def in_own_words(data: bytes, words: Wording) -> bytes:
    """A whole file that is written in our words, in those of the workbook. Raises ``MotxlError``
    where it is damaged."""
    document = Document(data, "workbook.xlsx")
    _reword(document, words, WrittenHeaders(), StringPlaces(), writing=True)
    return document.to_bytes()
