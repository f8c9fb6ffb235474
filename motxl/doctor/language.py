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
            _("MOTXL_LANG is “{text}”, a language that motxl does not know.").format(text=named),
            _("Set MOTXL_LANG to fr or en, or remove this variable."),
        )
        return
    chosen, by = language_of_system()
    if chosen != language():
        said = (
            _("Messages are in English, as --lang asks")
            if language() == "en"
            else _("Messages are in French, as --lang asks")
        )
    elif by:
        text = (
            _("Messages are in English, according to {what}")
            if chosen == "en"
            else _("Messages are in French, according to {what}")
        )
        said = text.format(what=by)
    else:
        said = _("Messages are in English, because no language is set on this computer")
    yield Check("language", "ok", said)
