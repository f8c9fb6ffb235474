"""Drafts as ``.eml`` files that a mail program opens ready to send."""

from __future__ import annotations

from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.making import put
from motxl.extract.naming import safe_name
from motxl.files.regular import MAX_FILE_SIZE
from motxl.files.saving import refused
from motxl.files.within import read_inside
from motxl.i18n import _
from motxl.mail.ledger import Letter, Record
from motxl.mail.message import compose
from motxl.mail.outgoing import Outgoing
from motxl.mail.reminders import number_of
from motxl.mail.sender import Sender

FOLDER = "brouillons"
VIA = "eml"


def write_draft(outgoing: Outgoing, sender: Sender, folder: Path, *, force: bool) -> Path:
    """Write a message's draft, which its owner alone reads; its path. Raises ``MotxlError`` when
    another file is there already."""
    data = compose(outgoing, sender, unsent=True).as_bytes()
    target = folder / _name_of(outgoing.letter)
    if not force and _present(folder, target) not in {None, data}:
        raise MotxlError(
            _("{file} already exists: move it to another folder, or use --force.").format(
                file=target
            )
        )
    put(target, data, private=True)
    return target


def is_gone(draft: Record, extracts: Path) -> bool:
    """Whether a draft that was written into the folder of some extracts is no longer there: it was
    deleted, or moved; before it was sent or after that, nobody can tell."""
    is_file = draft.state == "brouillon" and draft.via == VIA and draft.files
    return bool(is_file) and not (extracts / FOLDER / _name_of(draft)).is_file()


def _name_of(one: Letter | Record) -> str:
    """The first of the attachments, each with its digest behind a colon, names the draft."""
    number = number_of(one)
    name = safe_name(Path(one.files[0].rpartition(":")[0]).stem)
    return f"{name} - relance {number}.eml" if number else f"{name}.eml"


def _present(folder: Path, target: Path) -> bytes | None:
    """What is there already; ``None`` where there is nothing."""
    try:
        return read_inside(folder, target, MAX_FILE_SIZE)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refused(target, error) from None
