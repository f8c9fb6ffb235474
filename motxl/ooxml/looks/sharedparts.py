"""What the cells of all sheets share: strings, formats, the date system."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from motxl.ooxml.looks.palette import DEFAULT_THEME, read_theme
from motxl.ooxml.looks.strings import SharedStrings
from motxl.ooxml.looks.styles import Styles
from motxl.ooxml.opc.opc import Package
from motxl.ooxml.xml import scan


class SharedParts:
    """The parts of a package to which all its sheets refer, read when they are asked for."""

    def __init__(
        self, package: Package, part_name: str, count_users: Callable[[], Counter[int]]
    ) -> None:
        """``part_name`` is the workbook part; ``count_users`` tells how many cells of all sheets
        refer to each shared string."""
        self._package = package
        self._part_name = part_name
        self._count_users = count_users
        self.date1904 = False
        """Whether days are counted from 1904 (18.2.28 ``date1904``)"""
        self._strings: SharedStrings | None = None
        self._strings_are_read = False
        self._styles: Styles | None = None

    @property
    def strings(self) -> SharedStrings | None:
        """The shared strings; ``None`` where the workbook has none."""
        if not self._strings_are_read:
            self._strings = self._read_strings()
            self._strings_are_read = True
        return self._strings

    def _read_strings(self) -> SharedStrings | None:
        found = self._package.related(self._part_name, "sharedStrings")
        if not found:
            return None
        try:
            return SharedStrings(self._package.xml(found[0]), self._count_users)
        except scan.XmlError:
            raise self._package.damaged(found[0]) from None

    @property
    def styles(self) -> Styles:
        """Fonts, fills and cell formats; an empty list where the workbook has none."""
        if self._styles is None:
            self._styles = self._read_styles()
        return self._styles

    def _read_styles(self) -> Styles:
        package = self._package
        themes = package.related(self._part_name, "theme")
        try:
            theme = read_theme(package.xml(themes[0])) if themes else DEFAULT_THEME
        except scan.XmlError:
            raise package.damaged(themes[0]) from None
        found = package.related(self._part_name, "styles")
        part = found[0] if found else "xl/styles.xml"
        empty = b'<styleSheet xmlns="' + scan.SPREADSHEET[0] + b'"/>'
        working = package.xml(part) if found else empty
        try:
            return Styles(working, theme, lambda: package.damaged(part))
        except scan.XmlError:
            raise package.damaged(part) from None

    def forget_strings(self) -> None:
        """Take note that the part of the strings was rewritten."""
        self._strings = None
        self._strings_are_read = False

    def forget_styles(self) -> None:
        """Take note that the part of the styles was rewritten."""
        self._styles = None

    def flush(self) -> None:
        """Put what was edited into the package."""
        for kind, content in (("sharedStrings", self._strings), ("styles", self._styles)):
            found = self._package.related(self._part_name, kind) if content is not None else []
            if content is not None and found:
                try:
                    self._package.replace_xml(found[0], content.to_bytes())
                except scan.XmlError:
                    raise self._package.damaged(found[0]) from None
