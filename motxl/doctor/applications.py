"""Running applications, and how many workbooks are open in them."""

from __future__ import annotations

from collections import Counter

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.doctor.packages import version_of
from motxl.doctor.xlwings_here import NAME
from motxl.errors import MotxlError
from motxl.i18n import _, ngettext


def look(computer: Computer, asked: Asked) -> Checks:
    """Check the running applications; gives no line without xlwings, of which another line
    speaks."""
    del asked
    if version_of(NAME) is None:
        return
    try:
        opened = _opened()
    except (MotxlError, ImportError) as error:
        said = _("The running applications cannot be queried: {reason}.")
        yield Check("applications", "note", said.format(reason=str(error).rstrip(".")))
        return
    if not opened and not has_screen(computer):
        said = _(
            "There is no screen here, and neither Excel nor LibreOffice is running: "
            "--live cannot be used."
        )
        advice = _("Leave out --live: motxl works on the file itself.")
        yield Check("applications", "not-here", said, advice)
    elif not opened:
        said = _("No workbook is open in Excel or LibreOffice; with --live, motxl opens yours")
        yield Check("applications", "ok", said)
    for name, n in opened.items():
        text = ngettext(
            "{application} is running; {n} workbook is open.",
            "{application} is running; {n} workbooks are open.",
            n,
        )
        yield Check("applications", "ok", text.format(application=name, n=n))


def has_screen(computer: Computer) -> bool:
    """Whether a program can show a window here."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    return computer.system != "linux" or any(computer.environ.get(name) for name in screens)


def _opened() -> Counter[str]:
    """How many workbooks each application has open: their names are nobody's business."""
    from motxl.book.live.finding import running

    found = Counter[str]()
    for name, app in running():
        found[name] += len(app.books)
    return found
