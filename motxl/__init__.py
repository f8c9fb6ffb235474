"""motxl checks and corrects a numbered work programme kept in Excel.

The floors, from the bottom: ``text`` and ``programme`` (pure), ``files`` and ``ooxml`` (a file on
a disk; lossless editing of any .xlsx), ``template`` (this workbook's sheets and tables), ``book``
(where it is read and edited), ``validation`` and the other rooms, ``jobs`` (what can be asked), and
their doors, ``api`` and ``cli``. A floor imports from below only.

For scripts::

    from motxl import open_programme, validate

    programme = open_programme("programme-2025.xlsx")
    for diagnostic in validate(programme):
        print(diagnostic.cell, diagnostic.rule, diagnostic.message)
    programme.to_frame().groupby("Type").size()
"""

# Before anything is imported: "python -m motxl" has put the current folder first among the places
# of modules, and a click.py or typing.py that lies there would be run. The path of a checkout
# that is not installed comes last.
import os
import sys

_is_module = sys.argv[:1] == ["-m"] and {"motxl", "-mmotxl"}.intersection(sys.orig_argv)
if _is_module and not sys.flags.safe_path:
    _here = sys.path.pop(0)
    _own = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - pathlib: 7 ms
    if _here == _own and _here not in sys.path:
        sys.path.append(_here)

from typing import TYPE_CHECKING, Any  # noqa: E402

from motxl.version import __version__  # noqa: E402

if TYPE_CHECKING:
    from motxl.api import (
        check,
        check_macros,
        collect,
        colour,
        demo,
        diff,
        examine,
        find,
        freeze,
        history,
        import_programme,
        inspect,
        jetons,
        mail_confirm,
        mail_drafts,
        mail_preview,
        mail_remind,
        mail_send,
        mail_status,
        make_addin,
        make_calendar,
        make_extracts,
        merge,
        new_programme,
        open_programme,
        propose_events,
        put_macros,
        redo,
        references,
        remove_macros,
        renumber,
        summarise,
        undo,
        validate,
        who,
    )

__all__ = [
    "__version__",
    "check",
    "check_macros",
    "collect",
    "colour",
    "demo",
    "diff",
    "examine",
    "find",
    "freeze",
    "history",
    "import_programme",
    "inspect",
    "jetons",
    "mail_confirm",
    "mail_drafts",
    "mail_preview",
    "mail_remind",
    "mail_send",
    "mail_status",
    "make_addin",
    "make_calendar",
    "make_extracts",
    "merge",
    "new_programme",
    "open_programme",
    "propose_events",
    "put_macros",
    "redo",
    "references",
    "remove_macros",
    "renumber",
    "summarise",
    "undo",
    "validate",
    "who",
]


def __getattr__(name: str) -> Any:
    """The functions for scripts load when they are asked for: commands need none of them."""
    if name in __all__:
        from motxl import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
