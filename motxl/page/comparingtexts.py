"""What the page says by itself where it compares: as ``texts`` has the others."""

from __future__ import annotations

from collections.abc import Mapping

from motxl.i18n import N_

OF_COMPARING: Mapping[str, str] = {
    "comparing": N_("Comparing…"),
    "compare-title": N_("Compare this workbook"),
    "compare-text": N_(
        "What changed is shown row by row and word by word: rows, codes, labels, colours, members, "
        "events… Nothing is written."
    ),
    "which-is-older": N_("Which one is older"),
    "other-is-old": N_("The other workbook is the older one"),
    "this-is-old": N_("{name}, which is open, is the older one"),
    "compare-file": N_("With another workbook…"),
    "compare-states": N_("Or with a state before a change, which is kept in this browser:"),
    "compare-no-states": N_("No earlier state of this workbook is kept in this browser."),
    "compare-this": N_("Compare"),
    "compare-again": N_("Compare with something else"),
    "save-page": N_("Download as a web page"),
    "save-sheet": N_("Download as an Excel workbook"),
    "save-text": N_(
        "Either can be sent, printed and filtered without motxl. The workbook has the sheet "
        "Modifications."
    ),
    "kinds": N_("Kinds"),
    "axes": N_("Axes and sheets"),
    "show-all": N_("Show everything"),
    "zip-unreadable": N_("{name} could not be read ({reason}): choose it again."),
    "other-unreadable": N_("{name} could not be read ({reason}): choose it again."),
    "shown": N_("{n} of {total} shown"),
    "nothing-shown": N_("No change is shown with this choice."),
    "removed-text": N_("removed:"),
    "inserted-text": N_("inserted:"),
    "end-text": N_("end"),
}
