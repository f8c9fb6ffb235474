"""The names that modules had in 0.1.0, importable for one version more, with a warning; and names
in them that scripts may use.

Nothing of motxl loads this: the packages and modules of old names do, when a script names one.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import cast

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

NAMES = {
    "motxl.colour": {"colour": "motxl.programme.colouring.colour"},
    "motxl.demo": {"steps": "motxl.jobs.demo.steps"},
    "motxl.listing": {
        "ListedReference": "motxl.jobs.references.ListedReference",
        "list_references": "motxl.jobs.references.references",
    },
    "motxl.surfaces.file": {
        "Book": "motxl.book.file.filebook.FileBook",
        "history": "motxl.jobs.undo.history",
        "redo": "motxl.jobs.undo.redo",
        "undo": "motxl.jobs.undo.undo",
    },
    "motxl.surfaces.locate": {"Place": "motxl.book.reading.locate.Location"},
    "motxl.package.tables": {"read_tables": "motxl.ooxml.tablepart.read_tables"},
    "motxl.workbook.layout": {"Sheet": "motxl.template.layout.SheetName"},
}
"""By module of old name, what has another name or another place now"""


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
        for name, place in NAMES.get(spec.name, {}).items():
            vars(module).setdefault(name, _found(place))
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


def function_too(old: str) -> ModuleType:
    """What stands for a module whose name is a function of ``motxl`` now: the function, which has
    the names of the module, so that either use of the name goes on."""
    places = NAMES[old]
    _warn(old, ", ".join(places.values()), 4)
    function = _found(f"motxl.api.{old.rpartition('.')[2]}")
    for name, place in places.items():
        setattr(function, name, _found(place))
    return cast("ModuleType", function)


def names_of(old: str) -> Callable[[str], object]:
    """The ``__getattr__`` of a module of old name whose names are in several modules now."""

    def found(name: str) -> object:
        place = NAMES[old].get(name)
        if place is None:
            raise AttributeError(f"module {old!r} has no attribute {name!r}")
        _warn(f"{old}.{name}", place, 3)
        return _found(place)

    return found


def _found(place: str) -> object:
    module, _dot, name = place.rpartition(".")
    return getattr(import_module(module), name)


def _warn(old: str, new: str, stacklevel: int) -> None:
    """At the line that names it: Python shows such warnings for the script's own lines only."""
    warnings.warn(f"{old} is called {new} now", DeprecationWarning, stacklevel=stacklevel)
