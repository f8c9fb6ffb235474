"""The names that modules had in 0.1.0, importable for one version more, with a warning.

Nothing of motxl loads this: the five packages of old names do, when a script names one of them.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

PACKAGES = {
    "motxl.package": "motxl.ooxml",
    "motxl.richtext": "motxl.text",
    "motxl.workbook": "motxl.template",
    "motxl.surfaces": "motxl.book",
    "motxl.live": "motxl.book.live",
}
"""Where a module of an old package is, if nothing else is said below"""
_FOLDERS = {
    ("motxl.package", "motxl.files"): "backups datafolder locks note regular saving within",
    ("motxl.package", "motxl.ooxml.xml"): "damage encoding scan text",
    ("motxl.package", "motxl.ooxml.opc"): "container inflating opc opening partnames zip64",
    ("motxl.package", "motxl.ooxml.looks"): (
        "colouring looks palette rich strings styles textcells usualstrings"
    ),
    ("motxl.package", "motxl.ooxml.cells"): (
        "areas cells colourscale colouringmany computing links partranges ranges reading rowindex "
        "rows sheetpart tail usualcells usualvalues"
    ),
    ("motxl.package", "motxl.ooxml.rows"): "arranging filling obstacles tablerows",
    ("motxl.package", "motxl.ooxml.stencil"): "marks stencil",
    ("motxl.surfaces", "motxl.book.reading"): (
        "contacts locate looks opendocument reader readonly registers surroundings texts "
        "unread unseen values"
    ),
    ("motxl.surfaces", "motxl.book.editing"): "coloured control events kept rearranging",
}
MODULES = {
    "motxl.package.grafting.ordered": "motxl.ooxml.xml.ordered",
    "motxl.package.structure": "motxl.ooxml.rows",
    "motxl.package.structure.formulas": "motxl.ooxml.cells.formulas",
    "motxl.package.tables": "motxl.ooxml.table",
    "motxl.package.sheetreading": "motxl.ooxml.cells.contents",
    "motxl.package.grafting.parts": "motxl.ooxml.opc.owned",
    "motxl.surfaces.file": "motxl.book.file.filebook",
    "motxl.surfaces.source": "motxl.book.reading.readable",
    "motxl.live.openbook": "motxl.book.live.appworkbook",
    "motxl.live.summary": "motxl.summary.live",
    "motxl.live.surface": "motxl.book.live.livebook",
    "motxl.workbook.tables": "motxl.template.laying",
} | {
    f"{old}.{module}": f"{new}.{module}"
    for (old, new), modules in _FOLDERS.items()
    for module in modules.split()
}


def new_name(old: str) -> str | None:
    """What a module of 0.1.0 is called now; ``None`` for a name that nothing had."""
    if old in PACKAGES or old in MODULES:
        return PACKAGES.get(old) or MODULES[old]
    parent, _, module = old.rpartition(".")
    new = new_name(parent) if parent else None
    return None if new is None else f"{new}.{module}"


class _Renamed(MetaPathFinder, Loader):
    """Finds a module of an old name: the module itself, under both names."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        of_old = any(fullname.startswith(f"{package}.") for package in PACKAGES)
        return ModuleSpec(fullname, self) if of_old else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        new = new_name(spec.name)
        assert new is not None  # it begins as one of the packages does
        _warn(spec.name, new, 3)
        module = import_module(new)
        self._spec = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """It was run under its own name, whose spec it keeps."""
        module.__spec__ = self._spec


def stands_for(old: str) -> ModuleType:
    """The package that one of the old ones is now; its modules are found from here on, too."""
    if not any(isinstance(finder, _Renamed) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Renamed())
    _warn(old, PACKAGES[old], 4)
    return import_module(PACKAGES[old])


def _warn(old: str, new: str, stacklevel: int) -> None:
    """At the line that names it: Python shows such warnings for the script's own lines only."""
    warnings.warn(f"{old} is called {new} now", DeprecationWarning, stacklevel=stacklevel)
