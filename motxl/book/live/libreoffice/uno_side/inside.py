"""What LibreOffice loads to answer from the inside: each call from outside takes some 0.5 ms, and
a question is a dozen of them.

LibreOffice keeps this file as it was when it first read it, until it ends. The rest is loaded
under a name made of its content: another version of motxl is another module.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import sys
from pathlib import Path
from typing import Any

import unohelper
from com.sun.star.task import XJob

NAME = "motxl.book.live.Inside"
PACKAGE = "motxl_uno_side_"


class Inside(unohelper.Base, XJob):  # type: ignore[misc]
    """``execute`` takes the folder of this file and a question, and gives the answer."""

    def __init__(self, context: Any) -> None:
        self.context = context
        self.answer: Any = None
        self.office: Any = None

    def execute(self, arguments: Any) -> str:
        folder, line = (one.Value for one in arguments)
        if self.answer is None:
            package = load(Path(folder))
            self.answer = importlib.import_module(package + ".answering").answer
            office = importlib.import_module(package + ".office").Office
            self.office = office(self.context)
        return str(self.answer(self.office, line))


def load(folder: Path) -> str:
    """The name of the package in a folder, which is imported."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.py")):
        digest.update(file.read_bytes())
    package = PACKAGE + digest.hexdigest()[:16]
    if package not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            package, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[package] = module
        spec.loader.exec_module(module)
    return package


# The name under which LibreOffice's loader looks for what a file offers.
g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816
g_ImplementationHelper.addImplementation(Inside, NAME, ("com.sun.star.task.Job",))
