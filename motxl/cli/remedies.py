"""What to type when a file is refused: options and variables that the lower floors do not know."""

from __future__ import annotations

from motxl.errors import MotxlError
from motxl.extract.agenda import NotOurCalendarError
from motxl.files.errors import (
    ChangedSinceReadError,
    ChangedSinceWrittenError,
    DataFolderError,
    ExistsError,
    MarkedOpenError,
    NotKeptError,
    shown_moment,
)
from motxl.i18n import _
from motxl.ooxml.errors import SignatureWouldBreakError


def with_remedy(error: MotxlError) -> str | None:
    """An error's sentence with what can be typed about it; ``None`` where that is nothing."""
    match error:
        case ExistsError():
            sentence = _("{file} already exists: choose another name, or use --force.")
            return sentence.format(file=error.path)
        case NotOurCalendarError():
            return _(
                "{file} was not written, because it {why}: choose another name, or use --force."
            ).format(file=error.path, why=error.why)
        case SignatureWouldBreakError():
            return _(
                "{file} is digitally signed, and any change breaks the signature: "
                "use --force to write it all the same."
            ).format(file=error.path)
        case MarkedOpenError():
            return _marked_open(error)
        case ChangedSinceReadError():
            return _(
                "{file} has changed since it was read: nothing was written. Run the command again."
            ).format(file=error.path)
        case ChangedSinceWrittenError():
            return _changed_since_written(error)
        case DataFolderError() | NotKeptError():
            return _data_folder(error)
    return None


def _marked_open(error: MarkedOpenError) -> str:
    if error.stale:
        sentence = _(
            "According to {lock}, {file} has been open since {since}, but {lock} looks like a "
            "leftover: if nobody has the workbook open, use --force or delete {lock}."
        )
    elif error.user:
        sentence = _(
            "{user} has had {file} open since {since}: have it closed there, then try again "
            "(--force writes it all the same)."
        )
    else:
        sentence = _(
            "{file} has been open in another program since {since}: close it in that program, "
            "then try again (--force writes it all the same)."
        )
    since = shown_moment(error.since)
    return sentence.format(file=error.path, lock=error.lock.name, user=error.user, since=since)


def _changed_since_written(error: ChangedSinceWrittenError) -> str:
    if error.state is None:
        return _(
            "{file} has changed since motxl restored its previous state: nothing was done. "
            "Use --force to go on all the same; the current state is kept."
        ).format(file=error.path)
    return _(
        "{file} has changed since motxl wrote it: nothing was undone. Use --force to restore "
        "the state of {time}; the current state is kept."
    ).format(file=error.path, time=shown_moment(error.state))


def _data_folder(error: DataFolderError | NotKeptError) -> str:
    if isinstance(error, NotKeptError):
        return _(
            "The current state of {file} cannot be kept in {folder} ({reason}), so nothing "
            "was written: make room, or give another folder in MOTXL_DATA_DIR."
        ).format(file=error.path, folder=error.folder, reason=error.reason)
    if error.made:
        sentence = _(
            "The folder {folder}, where motxl keeps what it needs, cannot be used ({reason}): "
            "ask for access to this folder, or give another one in MOTXL_DATA_DIR."
        )
    else:
        sentence = _(
            "The folder {folder}, where previous states are kept, cannot be made ({reason}): "
            "give another folder in MOTXL_DATA_DIR."
        )
    return sentence.format(folder=error.folder, reason=error.reason)
