"""The page as it was built: written where somebody wants it."""

from __future__ import annotations

from pathlib import Path

from motxl.errors import MotxlError
from motxl.files.saving import write_new
from motxl.i18n import _

BUILT = Path(__file__).parent / "built" / "motxl.html"
"""Where ``python -m motxl.page.build`` puts it, and the wheel carries it"""


class PageNotBuiltError(MotxlError):
    """The page was not built, or cannot be: a part is missing, or one of the programs failed."""


def copy_page(path: Path, *, force: bool = False) -> None:
    """Write the page to ``path``; ``force`` replaces a file that is there. Raises
    ``PageNotBuiltError`` where this motxl came without it."""
    if not BUILT.is_file():
        raise PageNotBuiltError(
            _(
                "This version of motxl came without its page. To make the page in a copy of "
                "the source code, run npm ci in {folder}, then python -m motxl.page.build."
            ).format(folder="motxl/page")
        )
    write_new(path, BUILT.read_bytes(), overwrite=force)
