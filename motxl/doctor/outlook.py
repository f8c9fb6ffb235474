"""Outlook, for drafts in it: the classic one on Windows, which other programs can drive."""

from __future__ import annotations

from importlib.util import find_spec

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.i18n import _

_PREFERENCES = r"HKCU\Software\Microsoft\Office\16.0\Outlook\Preferences"


def look(computer: Computer, asked: Asked) -> Checks:
    del asked
    if computer.system != "windows":
        said = _(
            "Drafts in Outlook (--outlook) are possible on Windows only; .eml files work "
            "on every system."
        )
        yield Check("outlook", "not-here", said)
        return
    read = computer.registry.value
    instead = _(
        "Nothing needs to be done: motxl mail drafts makes .eml files, which your "
        "mail program opens ready to send."
    )
    if not read(r"HKCR\Outlook.Application\CurVer"):
        yield Check("outlook", "missing", _("Classic Outlook was not found."), instead)
    elif read(_PREFERENCES, "UseNewOutlook") == 1:
        said = _(
            "The new Outlook is in use, and lets no other program make drafts in it (--outlook)."
        )
        yield Check("outlook", "note", said, _("Use --imap, or switch back to classic Outlook."))
    elif find_spec("win32com") is None:
        said = _("Outlook is installed; to put drafts into it (--outlook), motxl needs pywin32.")
        yield Check("outlook", "missing", said, "pip install pywin32")
    else:
        yield Check(
            "outlook", "ok", _("Outlook is installed: motxl can put drafts into it (--outlook)")
        )
