"""What is said where a text that was adopted would change."""

from __future__ import annotations

from motxl.i18n import _
from motxl.programme.adoption import KeptText, said_of


def in_words(kept: KeptText) -> str:
    """Why nothing is changed, in one sentence; which option helps is the door's to say."""
    return _(
        "The text was adopted on {when}, and this change would affect its codes, its labels "
        "or the Type of a row: the text was left as it is."
    ).format(when=said_of(kept.version))
