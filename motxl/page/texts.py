"""What the page says by itself, beside what jobs say: English here, French in the catalogue.

The scripts of the page have no words of their own. They know each text by a name, and get those of
both languages when the page is built.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motxl.i18n import LANGUAGES, N_, _, language, ngettext, set_language

TEXTS: Mapping[str, str] = {
    "tagline": N_("the work programme, kept right"),
    "language": N_("Language"),
    "privacy": N_("Nothing leaves this computer: the page works alone, without the Internet."),
    "start-title": N_("Open your work programme"),
    "start-text": N_(
        "motxl checks the numbering, the references and the colours of the workbook, and proposes "
        "corrections. You decide on each, and any of them can be undone."
    ),
    "open": N_("Open a workbook…"),
    "drop": N_("or drop it anywhere on this page"),
    "drop-here": N_("Drop the workbook here"),
    "in-place": N_("This browser can write to the file itself: Excel finds the result in it."),
    "by-download": N_(
        "This browser cannot write to your file: the result is downloaded under a new name. "
        "In Edge and Chrome, the result is written to the file itself."
    ),
    "one-file": N_("One workbook at a time: several files were dropped."),
    "other": N_("Open another workbook…"),
    "writes-here": N_("Results are written to the file itself"),
    "writes-copy": N_("Results are downloaded as {name}"),
    "version-of": N_("version of {date}"),
    "check": N_("Check"),
    "colour": N_("Colour"),
    "summary": N_("Summary"),
    "renumber": N_("Renumber"),
    "undo": N_("Undo"),
    "control": N_("Contrôle"),
    "extracts": N_("Extracts"),
    "messages": N_("Messages"),
    "actions": N_("What to do with the workbook"),
    "stop": N_("Stop"),
    "stopped": N_("Stopped: nothing was changed."),
    "starting": N_("motxl is starting…"),
    "reading": N_("Reading the workbook…"),
    "working": N_("Working…"),
    "checking": N_("Checking… rule {done} of {of}"),
    "handing": N_("Listing what was found…"),
    "writing": N_("Writing the workbook…"),
    "well": N_("All is well."),
    "well-partly": N_("In what was checked, all is well."),
    "show": N_("Show"),
    "rule": N_("Rule"),
    "all-rules": N_("All rules"),
    "only-correctable": N_("Only what can be corrected here"),
    "choose-safe": N_("Choose the corrections without risk"),
    "choose-none": N_("Choose none"),
    "none-shown": N_("No finding is shown with this choice."),
    "why": N_("Why, with an example"),
    "not-so": N_("Wrong"),
    "but-so": N_("Right"),
    "without-risk": N_("without risk"),
    "to-be-read": N_("to be read first"),
    "by-hand": N_("by hand, in Excel"),
    "choose": N_("Correct {cell}"),
    "no-cell": N_("(no cell)"),
    "proposal": N_("Proposal:"),
    "before-and-after": N_("See before and after"),
    "preview-title": N_("Before and after"),
    "preview-text": N_("Nothing is written yet."),
    "before": N_("Before"),
    "after": N_("After"),
    "empty": N_("(empty)"),
    "back": N_("Back to the findings"),
    "not-corrected": N_("Not corrected"),
    "nothing-to-correct": N_("None of the chosen corrections can be made now."),
    "written": N_("Written in {name}."),
    "downloaded": N_("Downloaded as {name}: go on with that file."),
    "download-again": N_("Download again"),
    "save-copy": N_("Download a copy"),
    "all-the-same": N_("Do it all the same"),
    "close": N_("Close"),
    "renumber-title": N_("New numbering"),
    "do-renumber": N_("Renumber"),
    "states-title": N_("Go back to a previous state"),
    "states-text": N_(
        "Before each change, the state of the workbook is kept in this browser. The last "
        "change is undone first."
    ),
    "no-states": N_("No state of this workbook is kept: motxl has not changed it yet."),
    "give-back": N_("Undo the last change"),
    "given-back": N_("The workbook is again as it was before {time}."),
    "undone": N_("undone"),
    "kept-size": N_("Kept in this browser, for all workbooks: {size}."),
    "not-kept": N_(
        "This browser keeps nothing for this page: previous states last until the page is closed."
    ),
    "empty-store": N_("Delete all kept states"),
    "empty-sure": N_("Delete the kept states of all workbooks? Nothing can be undone after that."),
    "yes-delete": N_("Yes, delete them"),
    "no-keep": N_("No, keep them"),
    "emptied": N_("The kept states have been deleted."),
    "fault": N_(
        "motxl had an internal error and started afresh. Your workbook is as it was. If this "
        "happens again, send the lines below to whoever looks after motxl."
    ),
    "no-start": N_(
        "motxl cannot start in this browser: use an up-to-date Edge, Chrome, Firefox or Safari."
    ),
    "redo": N_("Restore what was undone"),
    "redone": N_("What was undone is restored: the workbook is again as it was before {time}."),
    # The sheet Contrôle
    "control-title": N_("The sheet Contrôle"),
    "control-text": N_(
        "The findings can be written to the sheet Contrôle of the workbook, for those who work in "
        "Excel. What is no longer found leaves it; what was accepted stays, with its reason."
    ),
    "write-control": N_("Write the findings to Contrôle"),
    "accept-title": N_("Accept findings"),
    "accept-text": N_(
        "A finding that is right as it is can be accepted: it is not reported again, and Contrôle "
        "says why. Choose the findings, and write who decided it, and why."
    ),
    "accept-none": N_("There is no finding to accept."),
    "reason": N_("Reason"),
    # Extracts
    "extracts-title": N_("Extracts for members"),
    "extracts-text": N_(
        "Each member gets a workbook with what concerns it. Each extract is inspected: one that "
        "would show more than it should is not made."
    ),
    "before-extracts": N_("To know before they are sent"),
    "after-extracts": N_("To look at"),
    "for-whom": N_("For whom"),
    "some-members": N_("Only for some members"),
    "common": N_("Actions for everyone (lignes communes)"),
    "common-as-said": N_("As in Paramètres ({said})"),
    "common-all": N_("all of them"),
    "common-headings": N_("only their headings"),
    "common-none": N_("none"),
    "nobody": N_("Who gets none"),
    "own-templates": N_(
        "Extracts and messages are made from the templates that come with motxl: this page does "
        "not see a folder modeles beside the workbook. If you have templates of your own, make "
        "the extracts with motxl installed on a computer."
    ),
    "make-zip": N_("Make the extracts, as one zip"),
    "make-folder": N_("Make the extracts in a folder…"),
    "making": N_("Extracts: {done} of {of}…"),
    "extract-made": N_("made"),
    "extract-kept": N_("up to date"),
    "extract-failed": N_("not made"),
    "downloaded-zip": N_("Downloaded as {name}."),
    "written-folder": N_("The extracts are in the folder {name}, with their list, manifest.json."),
    "folder-large": N_("This folder holds too much to be one of extracts: choose another one."),
    "folder-unreadable": N_("The folder could not be read ({reason})."),
    "folder-changed": N_(
        "Another program has changed {reason} in the folder meanwhile: nothing was written. Do it "
        "again."
    ),
    "folder-not-written": N_(
        "Not all could be written into the folder ({reason}). Make the extracts as a zip, or do it "
        "again."
    ),
    "prepare-messages": N_("Prepare the messages"),
    # Messages
    "messages-title": N_("Messages to members"),
    "sources-text": N_("From which extracts?"),
    "sources-none": N_(
        "Messages go with extracts. Make the extracts first, or choose those made before."
    ),
    "from-last": N_("The extracts just made"),
    "from-zip": N_("A zip of extracts…"),
    "from-folder": N_("A folder of extracts…"),
    "in-doubt": N_("What is in doubt in the workbook"),
    "lacking": N_("Active members without an extract here"),
    "to-draft": N_("Drafts can be made for"),
    "first-message": N_("The first message in full"),
    "no-record": N_(
        "This page makes drafts and sends nothing. It keeps no record of what was sent: it does "
        "not know which drafts you send, nor what was sent before. If drafts are made again, or "
        "motxl mail send is used on a computer, the same members may be written to twice."
    ),
    "drafting": N_("Drafts: {done} of {of}…"),
    "details": N_("Details"),
    "licences": N_("What this page is made of"),
    "licences-text": N_(
        "motxl runs here in Python, and Python in Pyodide, whose source is at github.com/pyodide. "
        "Each part is free, under the licence that can be read in full below."
    ),
}

_OF_FILES: Mapping[str, str] = {
    "no-picker": N_(
        "This browser does not let the page ask for a file that it may write ({reason}): press the "
        "button again and choose the workbook. Results are downloaded under a new name."
    ),
    "too-large": N_(
        "{name} is larger than a browser can work with: check it with motxl in a terminal."
    ),
    "gone": N_("{name} is no longer where it was, so nothing was written: open it again."),
    "gone-now": N_(
        "{name} is no longer where it was. What is shown is what it held last; when it is back, it "
        "is checked again."
    ),
    "unreadable": N_("{name} could not be read ({reason}): open it again."),
    "unreadable-now": N_(
        "{name} cannot be read now ({reason}). What is shown is what it held last; when it can be "
        "read, it is checked again."
    ),
    "changed-outside": N_("{name} was saved elsewhere, in Excel perhaps: it was checked again."),
    "changed-meanwhile": N_(
        "{name} was changed elsewhere after it was checked, so nothing was written: it holds what "
        "was saved there. Look at the findings, then do it again."
    ),
    "open-twice": N_(
        "A workbook called {name} is open in another page of motxl too. Work in one of them: the "
        "other sees what was written, and checks it again."
    ),
    "other-page": N_(
        "Another page of motxl kept a state at the same moment, so nothing was written: {name} is "
        "as it was. Do it again."
    ),
    "waits": N_("Waiting until the file is free…"),
    "waiting": N_(
        "{name} is held by another program, Excel perhaps, or is write-protected. Nothing is "
        "written yet: close it there, and it is written at once. Stop ends the waiting."
    ),
    "in-use": N_(
        "{name} is held by another program, Excel perhaps, or is write-protected: nothing was "
        "written, and it is as it was. Close it there, then do it again, or download a copy."
    ),
    "not-given": N_(
        "The page was not allowed to write in {name}, so nothing was done. Do it again and choose "
        "to save the changes, or let the results be downloaded."
    ),
    "download-from-now": N_("Download the results from now on"),
    "not-allowed": N_(
        "The browser does not allow this page to write in {name}: the file is as it was, and the "
        "result is downloaded instead."
    ),
    "disk-full": N_(
        "There is no room for {name} on its disk: nothing was written, and it is as it was. Make "
        "room there, or download a copy elsewhere."
    ),
    "not-written": N_(
        "{name} could not be written ({reason}): it is as it was. Download a copy, or do it again."
    ),
    "not-as-written": N_(
        "{name} holds neither what it held before nor what motxl wrote: another program wrote it "
        "at the same moment. Download a copy of the result and compare; the previous state is "
        "kept under Undo."
    ),
    "not-read-back": N_(
        "{name} was written but cannot be read back ({reason}): see in Excel what it holds, or "
        "download a copy. The previous state is kept under Undo."
    ),
    "not-known": N_(
        "{name} could not be written, and cannot be read now ({reason}): it holds the old workbook "
        "or the new one. Download a copy; the previous state is kept under Undo."
    ),
    "asking": N_("Waiting for your answer…"),
    "no-copy": N_(
        "This browser cannot keep the state of {name} before the change ({reason}). Nothing is "
        "written yet: how shall it be done?"
    ),
    "keeps-nothing": N_("it keeps nothing for this page"),
    "store-full": N_("it has no room left"),
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
        "This takes long: a large workbook may take minutes in a browser. You can go on elsewhere, "
        "or stop; nothing is written before it is done."
    ),
    "leaving-writing": N_("{name} is not written yet: leave the page open until it is."),
    "leaving-unwritten": N_(
        "The result for {name} is in no file yet: download a copy, or do it again, before you "
        "close the page."
    ),
}
"""About the file of the workbook, and the states that are kept of it"""


def texts_for_scripts() -> dict[str, dict[str, Any]]:
    """By language, all texts by their names; a text with a number is a list of two forms."""
    before = language()
    found, texts = {}, {**TEXTS, **_OF_FILES}
    for one in LANGUAGES:
        set_language(one)
        found[one] = {**{name: _(text) for name, text in texts.items()}, **_with_numbers()}
    set_language(before)
    return found


def _with_numbers() -> dict[str, list[str]]:
    return {
        "rows": [ngettext("{n} row", "{n} rows", n) for n in (1, 2)],
        "found": [ngettext("{n} finding", "{n} findings", n) for n in (1, 2)],
        "accepted": [
            ngettext(
                "{n} finding was accepted in Contrôle.",
                "{n} findings were accepted in Contrôle.",
                n,
            )
            for n in (1, 2)
        ],
        "chosen": [ngettext("{n} correction chosen", "{n} corrections chosen", n) for n in (1, 2)],
        "more": [ngettext("Show {n} more", "Show {n} more", n) for n in (1, 2)],
        "make": [ngettext("Make this correction", "Make these {n} corrections", n) for n in (1, 2)],
        "made": [ngettext("{n} correction made", "{n} corrections made", n) for n in (1, 2)],
        "choose-group": [
            ngettext("Choose this correction", "Choose these {n} corrections", n) for n in (1, 2)
        ],
        "accept": [ngettext("Accept this finding", "Accept these {n} findings", n) for n in (1, 2)],
        "all-members": [ngettext("The active member", "All {n} active members", n) for n in (1, 2)],
        "kept-back": [
            ngettext("{n} message kept back", "{n} messages kept back", n) for n in (1, 2)
        ],
        "drafts": [ngettext("{n} draft to make", "{n} drafts to make", n) for n in (1, 2)],
        "make-drafts": [
            ngettext("Make this draft, as a zip", "Make these {n} drafts, as one zip", n)
            for n in (1, 2)
        ],
        "drafted": [
            ngettext("{n} draft, downloaded as {name}", "{n} drafts, downloaded as {name}", n)
            for n in (1, 2)
        ],
        "dropped": [
            ngettext(
                "To make room in this browser, {n} kept state of {names} was deleted, the oldest: "
                "that of {time}.",
                "To make room in this browser, the {n} oldest kept states (of {names}) were "
                "deleted, up to that of {time}.",
                n,
            )
            for n in (1, 2)
        ],
        "no-longer-chosen": [
            ngettext(
                "{n} finding that you had chosen is no longer found, or cannot be told from "
                "others.",
                "{n} findings that you had chosen are no longer found, or cannot be told from "
                "others.",
                n,
            )
            for n in (1, 2)
        ],
        "leaving-chosen": [
            ngettext(
                "{n} correction is chosen and not made: it is lost when the page is closed.",
                "{n} corrections are chosen and not made: they are lost when the page is closed.",
                n,
            )
            for n in (1, 2)
        ],
    }
