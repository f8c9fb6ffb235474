"""What the page says by itself, beside what jobs say: English here, French in the catalogue.

The scripts of the page have no words of their own. They know each text by a name, and get those of
both languages when the page is built.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motxl.i18n import LANGUAGES, N_, _, language, ngettext, set_language
from motxl.page.comparingtexts import OF_COMPARING
from motxl.page.filetexts import OF_FILES

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
    "compare": N_("Compare"),
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
    "by-colour": N_("with the button “Colour”"),
    "accept-this": N_("Accept…"),
    "choose": N_("Correct {cell}"),
    "no-cell": N_("(no cell)"),
    "proposal": N_("Proposal:"),
    "before-and-after": N_("See before and after"),
    "preview-title": N_("Before and after"),
    "preview-text": N_("Nothing has been written yet."),
    "before": N_("Before"),
    "after": N_("After"),
    "empty": N_("(empty)"),
    "back": N_("Back to the findings"),
    "not-corrected": N_("Not corrected"),
    "nothing-to-correct": N_("None of the chosen corrections can be made now."),
    "written": N_("Written in {name}."),
    "downloaded": N_("Downloaded as {name}: go on with this file, which is the newest."),
    "downloaded-undone": N_("Downloaded as {name}: in this file, the last change is undone."),
    "downloaded-undone-before": N_("What was undone is still in {name}."),
    "downloaded-first": N_("{name} has stayed as it was."),
    "downloaded-before": N_("To go on, you no longer need {name}: you can delete it."),
    "newer-download": N_(
        "This browser has already downloaded a newer file of this workbook, {newer}: to go on "
        "with the work done in it, open that file."
    ),
    "newer-undone": N_(
        "This browser has already downloaded a newer file of this workbook, {newer}, in which a "
        "change that {name} has was undone: to go on without that change, open that file."
    ),
    "made-elsewhere": N_(
        "Another page of motxl has just downloaded {file}: {name}, which is open here, does not "
        "have what was changed there. Work in only one of the two pages."
    ),
    "copy-read": N_("copy read at {time}"),
    "copy-made": N_("copy made at {time}"),
    "checked-copy": N_(
        "What was checked is {name} as you opened it at {time}. In this browser, the page does "
        "not see what has been saved since: if you have worked on the file in Excel, open it "
        "again."
    ),
    "checked-made": N_(
        "What was checked is {name} as it was downloaded at {time}. In this browser, the page "
        "does not see what has been saved since: if you have worked on that file in Excel, open "
        "it."
    ),
    "still-open": N_("{name} is still open, as it was."),
    "reopen": N_("Open the file again…"),
    "download-again": N_("Download again"),
    "save-copy": N_("Download a copy"),
    "all-the-same": N_("Do it anyway"),
    "close": N_("Close"),
    "renumber-title": N_("New numbering"),
    "do-renumber": N_("Renumber"),
    "states-title": N_("Go back to a previous state"),
    "states-text": N_(
        "Before each change, the state of the workbook is kept in this browser. The last "
        "change is undone first."
    ),
    "no-states": N_("No earlier state of this workbook is kept in this browser."),
    "states-before": N_(
        "{name} is as it was before the change of {time}. What motxl changed then and later is in "
        "other files, and is not listed here."
    ),
    "states-changed": N_(
        "motxl has changed a workbook called {name}, but did not write what this file now "
        "contains: somebody has worked on it since, or it is another file with the same name. "
        "Before a previous state replaces it, you are asked to confirm."
    ),
    "states-several": N_(
        "motxl came to what {name} contains in several ways, from files that differed before, "
        "and cannot tell which of them this one was. To go back, open the file that you had "
        "before the change."
    ),
    "states-related": N_(
        "motxl has changed {names} in this browser, and cannot tell whether this file is one "
        "of the results that was then saved in Excel under this name: to go back, open the "
        "file as motxl wrote it."
    ),
    "is-extract": N_(
        "This workbook is the extract for {name}, and not the programme: it has only part of the "
        "rows and sheets, so many findings are due to that alone. Open the programme itself to "
        "check or change it."
    ),
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
        "The findings can be written to the sheet Contrôle of the workbook, for those who "
        "work in Excel. Findings that no longer occur are taken out of that sheet; accepted "
        "findings stay there, with their reason."
    ),
    "write-control": N_("Write the findings to Contrôle"),
    "accept-title": N_("Accept findings"),
    "accept-text": N_(
        "A finding that calls for no correction can be accepted: it is not reported again, "
        "and the sheet Contrôle gives the reason. Choose the findings, then write who decided "
        "to accept them, and why."
    ),
    "accept-who": N_("Who decided"),
    "accept-why": N_("Why"),
    "decided-by": N_("{why} (decided by {who})"),
    "take-back": N_(
        "To take back an acceptance, open the workbook in Excel, empty the cell of the "
        "finding in the column Ignorer of the sheet Contrôle, and save: the finding is then "
        "reported again."
    ),
    "accept-none": N_("There is no finding to accept."),
    "reason": N_("Reason:"),
    # Extracts
    "extracts-title": N_("Extracts for members"),
    "extracts-text": N_(
        "Each member gets a workbook with what concerns that member. Each extract is "
        "inspected: an extract that would show more than it should is not made."
    ),
    "before-extracts": N_("What to know before the extracts are sent"),
    "after-extracts": N_("What to look at"),
    "for-whom": N_("For whom"),
    "some-members": N_("Only for some members"),
    "common": N_("Actions for everyone (lignes communes)"),
    "common-as-said": N_("As in Paramètres ({said})"),
    "common-all": N_("all of them"),
    "common-headings": N_("only their headings"),
    "common-none": N_("none"),
    "nobody": N_("Who gets no extract"),
    "own-templates": N_(
        "Extracts and messages are made from the templates that come with motxl. If your "
        "organisation has templates of its own, this page cannot use them: ask whoever looks "
        "after motxl for the extracts."
    ),
    "make-zip": N_("Make the extracts, as one zip"),
    "make-folder": N_("Make the extracts in a folder…"),
    "making": N_("Extracts: {done} of {of}…"),
    "extract-made": N_("made"),
    "extract-kept": N_("up to date"),
    "extract-failed": N_("not made"),
    "downloaded-zip": N_("Downloaded as {name}."),
    "written-folder": N_("The extracts are in the folder {name}, with their list, manifest.json."),
    "folder-large": N_("This folder is too large to be a folder of extracts: choose another one."),
    "folder-unreadable": N_("The folder could not be read ({reason})."),
    "folder-changed": N_(
        "Another program has meanwhile changed {reason} in the folder: nothing was written. "
        "Try again."
    ),
    "folder-not-written": N_(
        "Not everything could be written into the folder ({reason}). Make the extracts as one "
        "zip, or try again."
    ),
    "list-in-zip": N_(
        "The zip also holds manifest.json, the list of these extracts. It is for preparing the "
        "messages, and not for the members: leave it with the extracts, and send it to nobody."
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
    "lacking": N_("Active members missing from these extracts"),
    "to-draft": N_("Recipients of these drafts"),
    "read-message": N_("Read this message"),
    "letter-from": N_("From: {sender}"),
    "letter-attached": N_("Attached: {files}"),
    "no-record": N_(
        "This page makes drafts and sends nothing. It keeps no record of what was sent: it "
        "does not know which drafts you send, nor what was sent before. If drafts are made "
        "again, or somebody sends the messages with motxl installed on a computer, the same "
        "members may get two messages."
    ),
    "drafting": N_("Drafts: {done} of {of}…"),
    "details": N_("Details"),
    "licences": N_("What this page is made of"),
    "licences-text": N_(
        "On this page, motxl runs in Python, and Python runs in Pyodide, whose source code is "
        "at github.com/pyodide. Each part is free software, under the licence that you can "
        "read in full below."
    ),
}


def texts_for_scripts() -> dict[str, dict[str, Any]]:
    """By language, all texts by their names; a text with a number is a list of two forms."""
    before = language()
    found, texts = {}, {**TEXTS, **OF_FILES, **OF_COMPARING}
    for one in LANGUAGES:
        set_language(one)
        found[one] = {**{name: _(text) for name, text in texts.items()}, **_with_numbers()}
    set_language(before)
    return found


def _with_numbers() -> dict[str, list[str]]:
    return {
        "downloaded-apart": [
            ngettext(
                "Downloaded as {name}. It was made from {from}, and may lack what was changed in "
                "{names}: go on with only one of these files; “Compare” shows what differs.",
                "Downloaded as {name}. It was made from {from}, and may lack what was changed in "
                "other files ({names}): go on with only one of them; “Compare” shows what differs.",
                n,
            )
            for n in (1, 2)
        ],
        "newer-apart": [
            ngettext(
                "This browser has later downloaded {names}, which was not made from {name}: what "
                "was changed in one of the two may be missing from the other. Go on with only one "
                "of them; “Compare” shows what differs.",
                "This browser has later downloaded {names}, which were not made one from the "
                "other: what was changed in one of them may be missing from the others. Go on "
                "with only one of them; “Compare” shows what differs.",
                n,
            )
            for n in (1, 2)
        ],
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
        "tick-all": [ngettext("Tick this finding", "Tick all {n} findings", n) for n in (1, 2)],
        "accept": [ngettext("Accept this finding", "Accept these {n} findings", n) for n in (1, 2)],
        "all-members": [ngettext("The active member", "All {n} active members", n) for n in (1, 2)],
        "kept-back": [
            ngettext("{n} message not prepared", "{n} messages not prepared", n) for n in (1, 2)
        ],
        "drafts": [ngettext("{n} draft to make", "{n} drafts to make", n) for n in (1, 2)],
        "drafts-made": [ngettext("{n} draft made", "{n} drafts made", n) for n in (1, 2)],
        "make-drafts": [
            ngettext("Make this draft, as a zip", "Make these {n} drafts, as one zip", n)
            for n in (1, 2)
        ],
        "drafted": [
            ngettext(
                "{n} draft was made and downloaded as {name}.",
                "{n} drafts were made and downloaded as {name}.",
                n,
            )
            for n in (1, 2)
        ],
        "dropped": [
            ngettext(
                "To make room in this browser, {n} kept state of {names}, the oldest one, was "
                "deleted: the state of {time}.",
                "To make room in this browser, the {n} oldest states kept of {names} were "
                "deleted, up to the state of {time}.",
                n,
            )
            for n in (1, 2)
        ],
        "no-longer-chosen": [
            ngettext(
                "{n} finding that you had chosen is no longer found, or cannot be told apart "
                "from other findings.",
                "{n} findings that you had chosen are no longer found, or cannot be told "
                "apart from other findings.",
                n,
            )
            for n in (1, 2)
        ],
        "leaving-chosen": [
            ngettext(
                "{n} correction is chosen, but not made: it will be lost when the page is closed.",
                "{n} corrections are chosen, but not made: they will be lost when the page is "
                "closed.",
                n,
            )
            for n in (1, 2)
        ],
    }
