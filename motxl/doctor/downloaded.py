"""Files that the system blocks because they were downloaded.

Windows writes where a file came from into a second stream of it ([MS-FSCC] 5.6.1, Zone.Identifier);
zones from 3 on are the Internet. Office then opens it in Protected View and runs none of its
macros. macOS puts the attribute com.apple.quarantine. Linux blocks nothing.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.i18n import _, ngettext

_ZONE = re.compile(r"^ZoneId\s*=\s*(?P<zone>\d+)", re.MULTILINE)
_INTERNET = 3
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".xltm", ".xlam", ".ods"})
_MOST_FILES, _SHOWN = 100, 5


def look(computer: Computer, asked: Asked) -> Checks:
    """Check the workbooks of the current folder, where no workbook was named."""
    if asked.books:
        return
    if computer.system == "linux":
        yield Check(
            "downloaded",
            "not-here",
            _("Linux does not block downloaded files; Windows and macOS do."),
        )
        return
    here = (one for one in Path().iterdir() if one.suffix.lower() in _SUFFIXES)
    files = sorted(islice(here, _MOST_FILES))
    blocked = [one for one in files if is_blocked(one, computer)]
    if not blocked:
        text = ngettext(
            "{n} workbook in this folder; none is blocked as a downloaded file",
            "{n} workbooks in this folder; none is blocked as a downloaded file",
            len(files),
        )
        yield Check("downloaded", "ok", text.format(n=len(files)))
        return
    names = ", ".join(str(one) for one in blocked[:_SHOWN])
    if len(blocked) > _SHOWN:
        names += ", …"
    said = _("These files are blocked because they were downloaded: {files}").format(files=names)
    yield Check("downloaded", "warning", said, advice(computer))


def checked(computer: Computer, path: Path, name: str = "downloaded") -> Checks:
    """The line for one file; none on systems that block nothing."""
    if computer.system == "linux":
        return
    if is_blocked(path, computer):
        said = _("This file is blocked because it was downloaded: {file}").format(file=path)
        yield Check(name, "warning", said, advice(computer))
    else:
        yield Check(name, "ok", _("The file is not blocked as a downloaded file"))


def is_blocked(path: Path, computer: Computer) -> bool:
    if computer.system == "mac":
        from motxl.doctor.mac import quarantine

        return bool(quarantine(path))
    return computer.system == "windows" and zone_of(path) >= _INTERNET


def zone_of(path: Path) -> int:
    """The zone of Windows that a file came from; 0, this computer, where none is noted."""
    try:
        text = Path(f"{path}:Zone.Identifier").read_text("utf-8", "replace")
    except OSError:
        return 0
    found = _ZONE.search(text)
    return int(found["zone"]) if found else 0


def advice(computer: Computer) -> str:
    if computer.system == "mac":
        return _("If you trust the sender, open the file once from Finder with Ctrl-click → Open.")
    return _(
        "If you trust the sender, unblock the file in Explorer: right-click → Properties → Unblock."
    )
