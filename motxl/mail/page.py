"""All messages on one page, for a browser: who gets what, and each message as it will be read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from motxl.i18n import _, language
from motxl.mail.outgoing import Outgoing

if TYPE_CHECKING:
    from jinja2 import Template

_WIDTH = 75
"""Characters of a line of the messages as they are shipped, 640 pixels wide"""


def page(messages: Iterable[tuple[Outgoing, str]], folder: str) -> str:
    """``messages`` come with why they are not sent, or nothing."""
    return _template().render(
        messages=list(messages),
        folder=folder,
        language=language(),
        title=_("Messages with the extracts in {folder}").format(folder=folder),
        kept_back=_("kept back"),
        to=_("To"),
        cc=_("Cc"),
        subject=_("Subject"),
        files=_("Files"),
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("motxl.mail", "."), autoescape=True, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["height"] = _height
    return environment.get_template("page.html.j2")


def _height(plain: str) -> float:
    """In rem: what a message takes in a frame, which cannot know it (it may run no script)."""
    return 6 + sum(1.4 * (1 + len(one) // _WIDTH) if one else 0.8 for one in plain.splitlines())
