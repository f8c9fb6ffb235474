"""The language of what is shown, and what chose it."""

from __future__ import annotations

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.i18n import LANGUAGES, _, language, language_of_system


def look(computer: Computer, asked: Asked) -> Checks:
    del asked
    named = computer.environ.get("MOTXL_LANG", "").strip()
    if named and named.lower()[:2] not in LANGUAGES:
        yield Check(
            "language",
            "warning",
            _("MOTXL_LANG is “{text}”, which motxl does not speak.").format(text=named),
            _("Set it to fr or en, or remove it."),
        )
        return
    chosen, by = language_of_system()
    if chosen != language():
        said = _("In English, by --lang") if language() == "en" else _("In French, by --lang")
    elif by:
        text = _("In English, by {what}") if chosen == "en" else _("In French, by {what}")
        said = text.format(what=by)
    else:
        said = _("In English: this computer names no language")
    yield Check("language", "ok", said)
