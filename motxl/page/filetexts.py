"""What the page says by itself about the file of the workbook, and the states that are kept of it:
as ``texts`` has the others."""

from __future__ import annotations

from collections.abc import Mapping

from motxl.i18n import N_

OF_FILES: Mapping[str, str] = {
    "no-picker": N_(
        "This browser does not let the page ask for a file to write to ({reason}): press the "
        "button again and choose the workbook. The results are then downloaded under a new "
        "name."
    ),
    "too-large": N_(
        "{name} is too large for a browser: ask whoever looks after motxl to check it on a "
        "computer where motxl is installed."
    ),
    "gone": N_("{name} is no longer where it was, so nothing was written: open it again."),
    "gone-now": N_(
        "{name} is no longer where it was. The page shows what the file last contained; as "
        "soon as the file is back, it is checked again."
    ),
    "unreadable": N_("{name} could not be read ({reason}): open it again."),
    "unreadable-now": N_(
        "{name} cannot be read at the moment ({reason}). The page shows what the file last "
        "contained; as soon as the file can be read, it is checked again."
    ),
    "busy-now": N_(
        "{name} was not opened, because motxl is still working. Wait until motxl has "
        "finished, or choose “Stop”, then open the file again."
    ),
    "other-kind": N_(
        "{name} is not an Excel workbook of the kinds .xlsx and .xlsm: open a workbook of one "
        "of these kinds."
    ),
    "check-stopped": N_(
        "{name} was just changed, but was not checked afterwards: press “Check” to see the "
        "current findings."
    ),
    "not-emptied": N_("The kept states could not be deleted ({reason}). Try again."),
    "zip-large": N_("{name} is too large to be a zip of extracts: choose another file."),
    "changed-outside": N_("{name} was saved elsewhere, in Excel perhaps: it was checked again."),
    "changed-meanwhile": N_(
        "{name} was changed elsewhere after it was checked, so nothing was written: the file "
        "contains what was saved there. Look at the findings, then try again."
    ),
    "open-twice": N_(
        "A workbook called {name} is also open in another page of motxl. Work in only one of "
        "the two pages: the other notices what was written, and checks the workbook again."
    ),
    "open-twice-copy": N_(
        "A workbook called {name} is also open in another page of motxl. Work in only one of "
        "the two pages: each downloads results of its own, and what is changed in one page is "
        "not in the results of the other."
    ),
    "other-page": N_(
        "Another page of motxl kept a previous state at the same moment, so nothing was "
        "written: {name} is as it was. Try again."
    ),
    "states-deleted": N_(
        "The previous states kept in this browser were deleted while motxl worked, so nothing "
        "was written: {name} is as it was. Try again."
    ),
    "states-unread": N_(
        "The previous states kept in this browser cannot be read ({reason}): motxl works "
        "without them, and keeps no others."
    ),
    "waits": N_("Waiting until the file is free…"),
    "waiting": N_(
        "{name} is held by another program, perhaps Excel, or is write-protected. Nothing has "
        "been written yet: as soon as the file is free, motxl writes it. Close the file in "
        "that program, or choose “Stop” to give up waiting."
    ),
    "in-use": N_(
        "{name} is held by another program, perhaps Excel, or is write-protected: nothing was "
        "written, and it is as it was. Close the file in that program and try again, or "
        "download a copy."
    ),
    "not-given": N_(
        "The page was not allowed to write to {name}, so nothing was done. Try again and "
        "choose to save the changes when the browser asks, or have the results downloaded."
    ),
    "download-from-now": N_("Download the results from now on"),
    "not-allowed": N_(
        "The browser does not allow this page to write to {name}: the file is as it was, and "
        "the result is downloaded instead."
    ),
    "disk-full": N_(
        "There is not enough room for {name} on its disk: nothing was written, and the file "
        "is as it was. Free some space on that disk, or download a copy to another one."
    ),
    "not-written": N_(
        "{name} could not be written ({reason}): it is as it was. Download a copy, or try again."
    ),
    "not-as-written": N_(
        "{name} holds neither what it held before nor what motxl wrote: another program wrote "
        "to it at the same moment. Download a copy of the result and compare it with the "
        "file; the previous state is kept under “Undo”."
    ),
    "not-read-back": N_(
        "{name} was written, but cannot be read back ({reason}): open it in Excel to see what "
        "it contains, or download a copy. The previous state is kept under “Undo”."
    ),
    "not-known": N_(
        "{name} could not be written, and cannot be read at the moment ({reason}): it holds "
        "the old workbook or the new one. Download a copy; the previous state is kept under "
        "“Undo”."
    ),
    "asking": N_("Waiting for your answer…"),
    "no-copy": N_(
        "This browser cannot keep the state of {name} before the change ({reason}). Nothing "
        "has been written yet: what do you want to do?"
    ),
    "keeps-nothing": N_("it keeps nothing for this page"),
    "store-full": N_("it has no room left"),
    "store-closed": N_("it closed its store"),
    "copy-first": N_("Download the previous state, then write"),
    "download-instead": N_("Download the result, leave the file alone"),
    "leave-alone": N_("Do nothing"),
    "left-alone": N_("Nothing was written: {name} is as it was."),
    "copy-downloaded": N_("The previous state was downloaded as {name}."),
    "previous-suffix": N_("before"),
    "no-undo": N_(
        "This browser cannot keep the state before the change ({reason}): to go back, open the "
        "file that you have."
    ),
    "takes-long": N_(
        "This is taking a while: a large workbook may take several minutes in a browser. You "
        "can do something else meanwhile, or stop; nothing is written before the end."
    ),
    "leaving-writing": N_("{name} is not written yet: leave the page open until it is."),
    "leaving-unwritten": N_(
        "The result for {name} is not saved in any file yet: download a copy, or try again, "
        "before you close the page."
    ),
}
