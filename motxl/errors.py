"""The one family of errors that reaches a person: a sentence, without a traceback."""

from __future__ import annotations


class MotxlError(Exception):
    """What went wrong, in one translated sentence: the file, the cell, what to do next."""


class UsageError(MotxlError):
    """The command was asked for something that makes no sense."""
