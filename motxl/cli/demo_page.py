"""The index page of ``motxl demo``: its steps, with links to what each of them made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from motxl.cli.demo_steps import StepWords
from motxl.controls import shown
from motxl.files.saving import write_new
from motxl.i18n import _, language

INDEX = "index.html"


def write_index(path: Path, steps: Sequence[StepWords]) -> None:
    """Write the page, in the language of the command. It fetches nothing from anywhere, and its
    links are relative: the folder may be moved. Raises ``MotxlError`` where it cannot be written.
    """
    write_new(path, shown(_page(steps)).encode(), overwrite=True)


def _page(steps: Sequence[StepWords]) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("motxl.cli", "."), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("demo.html.j2").render(
        language=language(),
        title=_("motxl: a year's work on the 2025 programme"),
        introduction=_(
            "Everything in this folder was made by “motxl demo”, which overwrites its own "
            "files each time. Members and contacts are examples, and nothing was sent."
        ),
        steps=steps,
        next_title=_("What to try next"),
        next_steps=[
            _("Open the workbook in Excel, change a code or a reference, save, and check again."),
            _("Undo motxl's last change: “motxl undo” restores the state before that change."),
            _("Check a copy of your own workbook: “motxl validate” only reads it."),
        ],
    )  # fmt: skip
