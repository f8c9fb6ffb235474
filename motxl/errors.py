"""The one family of errors that reaches a person: a sentence, without a traceback."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from motxl.i18n import N_, _

# What the system answers in English whatever the user's language is.
_REASONS = {
    errno.EACCES: N_("you have no access to it"),
    errno.EPERM: N_("you have no access to it"),
    errno.ENOENT: N_("it does not exist"),
    errno.EEXIST: N_("a file with that name already exists"),
    errno.ENOTDIR: N_("a file stands where a folder is expected"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the disk is read-only"),
    errno.EIO: N_("the disk or the network fails"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("the links lead to one another without end"),
}


def system_reason(error: OSError) -> str:
    """Why the system refused, in the user's language where it is a common reason."""
    reason = _REASONS.get(error.errno or 0)
    return _(reason) if reason else error.strerror or str(error) or type(error).__name__


class MotxlError(Exception):
    """What went wrong, in one translated sentence: the file, the cell, what to do next."""

    def __str__(self) -> str:
        # Not super().__str__(): a KeyError, which some are as well, shows quotation marks.
        return _worded(self) or Exception.__str__(self)


_worded: Callable[[MotxlError], str | None] = lambda _error: None  # noqa: E731


@contextmanager
def worded_by(worded: Callable[[MotxlError], str | None]) -> Iterator[None]:
    """While a door (the command line, a page) is open, it words the errors for which it knows a
    remedy, from the facts that they carry; ``None`` from it leaves an error's own sentence."""
    global _worded  # noqa: PLW0603 - one door for the whole process, as one language
    before, _worded = _worded, worded
    try:
        yield
    finally:
        _worded = before


class UsageError(MotxlError):
    """The command was asked for something that makes no sense."""
