"""Workbooks that hide a word, one per channel, each with the kind that it is to be found as."""

from __future__ import annotations

from tests.inspection.channels import cells, characters, objects, parts, pictures, sheets
from tests.inspection.making import MADE

CHANNELS = {
    **MADE,
    **cells.CHANNELS,
    **characters.CHANNELS,
    **sheets.CHANNELS,
    **objects.CHANNELS,
    **pictures.CHANNELS,
    **parts.CHANNELS,
}
