"""The one family of errors that reaches a person: a sentence, without a traceback."""

from __future__ import annotations

import errno

from motxl.i18n import N_, _

# What the system answers in English whatever the user's language is.
_REASONS = {
    errno.EACCES: N_("you have no right to it"),
    errno.EPERM: N_("you have no right to it"),
    errno.ENOENT: N_("it does not exist"),
    errno.EEXIST: N_("a file of that name is there"),
    errno.ENOTDIR: N_("a file stands where a folder is expected"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the disk is read-only"),
    errno.EIO: N_("the disk or the network fails"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("its links go round in a circle"),
}


def system_reason(error: OSError) -> str:
    """Why the system refused, in the user's language where it is a common reason."""
    reason = _REASONS.get(error.errno or 0)
    return _(reason) if reason else error.strerror or str(error) or type(error).__name__


class MotxlError(Exception):
    """What went wrong, in one translated sentence: the file, the cell, what to do next."""


class UsageError(MotxlError):
    """The command was asked for something that makes no sense."""
