"""How white space is shown where it is what differs."""

from __future__ import annotations

from motxl.i18n import N_

SIGNS = {
    "\n": ("⏎", N_("line break")),
    "\t": ("⇥", N_("tab")),
    " ": ("␣", N_("space")),
    "\xa0": ("⍽", N_("no-break space")),
    "\u202f": ("⍽⍽", N_("narrow no-break space")),
}
"""White space, the sign that stands for it, and its name"""


def with_signs(text: str) -> str:
    """A text with a sign for each of its blanks; a character that shows nothing as its code."""
    return "".join(
        SIGNS[one][0] if one in SIGNS else one if one.isprintable() else f"<U+{ord(one):04X}>"
        for one in text
    )
