"""What click itself says to people who use motxl.

click looks them up in our catalogue (``motxl.i18n.speak_for_click``), but they are not in our
sources: this list keeps them in the catalogue. Some are of older or newer versions than the one
installed. What click passes to ``ngettext`` must stand among the plurals, or it is not found.
"""

from __future__ import annotations

WORDS = (
    "Usage:",
    "Options",
    "Commands",
    "Positional arguments",
    "Show this message and exit.",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "No such option: {name}",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "Option {name!r} does not take a value.",
    "default: {default}",
    "required",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
)
# gettext finds a plural by its singular, so a version with another plural is translated too.
PLURALS = (
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)
# click writes a colon after these itself: their translations end with the space before it.
HEADINGS = ("Options", "Commands", "Positional arguments")
