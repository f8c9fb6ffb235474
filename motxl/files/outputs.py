"""The name of a workbook that is made of others, which stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from motxl.errors import MotxlError
from motxl.files.present import is_there
from motxl.i18n import _


def check_suffix(output: Path, source: Path) -> None:
    """Raises ``MotxlError`` where a copy of ``source`` would be called another kind of file."""
    if output.suffix.lower() != source.suffix.lower():
        raise MotxlError(
            _("The name {path} must end with {suffix}, like {source}.").format(
                path=output, suffix=source.suffix, source=source.name
            )
        )


def check_not_among(output: Path, inputs: Sequence[Path], refusal: str) -> None:
    """Raises ``MotxlError`` with the sentence ``refusal``, which has a place ``{path}``, where the
    output is one of the inputs, by whatever name."""
    if is_there(output) and any(is_there(one) and output.samefile(one) for one in inputs):
        raise MotxlError(refusal.format(path=output))
