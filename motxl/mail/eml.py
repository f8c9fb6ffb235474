"""Drafts as ``.eml`` files that a mail program opens ready to send."""

from __future__ import annotations

from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.making import put
from motxl.extract.naming import safe_name
from motxl.i18n import _
from motxl.mail.message import compose
from motxl.mail.outgoing import Outgoing
from motxl.mail.sender import Sender
from motxl.package.opening import MAX_FILE_SIZE
from motxl.package.saving import refused
from motxl.package.within import read_inside

FOLDER = "brouillons"
VIA = "eml"


def write_draft(outgoing: Outgoing, sender: Sender, folder: Path, *, force: bool) -> Path:
    """Write a message's draft, which its owner alone reads; its path. ``MotxlError`` when another
    file is there already."""
    data = compose(outgoing, sender, unsent=True).as_bytes()
    stem = Path(outgoing.letter.files[0].rpartition(":")[0]).stem
    target = folder / f"{safe_name(stem)}.eml"
    if not force and _present(folder, target) not in {None, data}:
        raise MotxlError(
            _("{file} exists already: move it away, or use --force.").format(file=target)
        )
    put(target, data, private=True)
    return target


def _present(folder: Path, target: Path) -> bytes | None:
    """What is there already; ``None`` where there is nothing."""
    try:
        return read_inside(folder, target, MAX_FILE_SIZE)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refused(target, error) from None
