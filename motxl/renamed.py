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
        "contacts locate looks opendocument reader readonly registers source surroundings texts "
        "unread unseen values"
    ),
    ("motxl.surfaces", "motxl.book.file"): "coloured control events file kept rearranging",
}
MODULES = {
    "motxl.package.grafting.parts": "motxl.ooxml.opc.owned",
    "motxl.package.grafting.ordered": "motxl.ooxml.xml.ordered",
    "motxl.package.structure": "motxl.ooxml.rows",
    "motxl.package.structure.formulas": "motxl.ooxml.cells.formulas",
    "motxl.package.tables": "motxl.ooxml.table",
    "motxl.package.sheetreading": "motxl.ooxml.cells.contents",
    "motxl.live.summary": "motxl.summary.live",
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
        _warn(spec.name, new)
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
    _warn(old, PACKAGES[old])
    return import_module(PACKAGES[old])


def _warn(old: str, new: str) -> None:
    warnings.warn(f"{old} is called {new} now", DeprecationWarning, stacklevel=2)
