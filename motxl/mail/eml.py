"""Drafts as ``.eml`` files that a mail program opens ready to send."""

from __future__ import annotations

from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.making import put
from motxl.extract.naming import safe_name
from motxl.i18n import _
from motxl.mail.message import compose
from motxl.mail.outgoing import Outgoing, Sender
from motxl.package.opening import read_bytes

FOLDER = "brouillons"
VIA = "eml"


def write_draft(outgoing: Outgoing, sender: Sender, folder: Path, *, force: bool) -> Path:
    """Write a message's draft; its path. ``MotxlError`` when another file is there already."""
    data = compose(outgoing, sender, unsent=True).as_bytes()
    stem = Path(outgoing.letter.files[0].rpartition(":")[0]).stem
    target = folder / f"{safe_name(stem)}.eml"
    if target.exists() and read_bytes(target) != data and not force:
        raise MotxlError(
            _("{file} exists already: move it away, or use --force.").format(file=target)
        )
    put(target, data)
    return target
