"""What texts that name commands say in the page, which has buttons, and no terminal beside it.

By what they say in a terminal: another place for a value may be left out, and none may be new.
"""

from __future__ import annotations

from collections.abc import Mapping

from motxl.i18n import N_

WORDING: Mapping[str, str] = {
    ("Colour this reference {colour}, or run motxl colour on the workbook."): N_(
        "Colour this reference {colour}, or press “Colour” on this page."
    ),
    ("Give this reference the colour of “{family}”, or run motxl colour on the workbook."): N_(
        "Give this reference the colour of “{family}”, or press “Colour” on this page."
    ),
    (
        "If the text is right, run motxl colour on the workbook: it fills the column from the text."
    ): N_(
        "If the text is right, press “Colour” on this page: the column is then filled from "
        "the text."
    ),
    ("Leave this column to motxl colour, which fills it from the text."): N_(
        "Leave this column to “Colour” on this page, which fills it from the text."
    ),
    (
        "References to themes are shown in orange, references to jetons in blue, and those "
        "of other families in the colour given in Paramètres. A reference in a similar shade "
        "counts as coloured; a reference in red does not, unless red is one of these "
        "colours. The columns Thèmes Deal, Thèmes transversaux and Jetons, and those of the "
        "other families, show what the text refers to, for filters and pivot tables; the "
        "command motxl colour fills them."
    ): N_(
        "References to themes are shown in orange, references to jetons in blue, and those "
        "of other families in the colour given in Paramètres. A reference in a similar shade "
        "counts as coloured; a reference in red does not, unless red is one of these "
        "colours. The columns Thèmes Deal, Thèmes transversaux and Jetons, and those of the "
        "other families, show what the text refers to, for filters and pivot tables; "
        "“Colour” on this page fills them."
    ),
    (
        "No code is free here for a new heading: write the code that the heading is to have, "
        "then run motxl renumber to renumber what follows."
    ): N_(
        "No code is free here for a new heading: write the code that the heading is to have, "
        "then press “Renumber” on this page to renumber what follows."
    ),
    (
        "Rows stand in the order of their codes. If the code of a heading fits neither the "
        "headings around it nor the rows under it, it was mistyped. Rows may have been moved "
        "on purpose: motxl reports as few of them as possible, and motxl renumber gives them "
        "the codes of their new place."
    ): N_(
        "Rows stand in the order of their codes. If the code of a heading fits neither the "
        "headings around it nor the rows under it, it was mistyped. Rows may have been moved "
        "on purpose: motxl reports as few of them as possible, and “Renumber” on this page "
        "gives them the codes of their new place."
    ),
    (
        "If this place is intended, run motxl renumber, which gives the rows the codes of "
        "this order; otherwise move the row before {following} (row {row}), or correct the "
        "code."
    ): N_(
        "If this place is intended, press “Renumber” on this page, which gives the rows the "
        "codes of this order; otherwise move the row before {following} (row {row}), or "
        "correct the code."
    ),
    (
        "If this place is intended, run motxl renumber, which gives the rows the codes of "
        "this order; otherwise move the row after {following} (row {row}), or correct the "
        "code."
    ): N_(
        "If this place is intended, press “Renumber” on this page, which gives the rows the "
        "codes of this order; otherwise move the row after {following} (row {row}), or "
        "correct the code."
    ),
    (
        "The numbers of this level go on through the whole programme: correct the code, or "
        "run motxl renumber."
    ): N_(
        "The numbers of this level go on through the whole programme: correct the code, or "
        "press “Renumber” on this page."
    ),
    (
        "Give one of the two headings another code, or turn it into an action; if a heading "
        "was inserted, run motxl renumber to renumber everything."
    ): N_(
        "Give one of the two headings another code, or turn it into an action; if a heading "
        "was inserted, press “Renumber” on this page to renumber everything."
    ),
    (
        "Show the hidden column Ordre and sort the table by it, or run motxl validate "
        "WORKBOOK --unsafe-fixes --select NUM017."
    ): N_(
        "Show the hidden column Ordre and sort the table by it, or choose the correction on "
        "this page."
    ),
    (
        "“cf. 2.1.3”, “objectif 2.1” or “axe 2”, in a label, another column or another "
        "table, names a row of the programme by its code. Anything that may be an axis or an "
        "article of another document is left alone. When codes change, motxl renumber "
        "updates the texts that name them."
    ): N_(
        "“cf. 2.1.3”, “objectif 2.1” or “axe 2”, in a label, another column or another "
        "table, names a row of the programme by its code. Anything that may be an axis or an "
        "article of another document is left alone. When codes change, “Renumber” on this "
        "page updates the texts that name them."
    ),
    (
        "It is not known how {path} is numbered, because its table of levels cannot be read: "
        "run motxl validate to see what to correct."
    ): N_(
        "It is not known how {path} is numbered, because its table of levels cannot be read: "
        "press “Check” to see what to correct."
    ),
    (
        "The headings of {path} are not all on the same levels, and nobody has said how its "
        "rows are numbered: motxl checks the codes, but does not change them. To have them "
        "changed, make a workbook of it with motxl import."
    ): N_(
        "The headings of {path} are not all on the same levels, and nobody has said how its "
        "rows are numbered: motxl checks the codes, but does not change them."
    ),
    ("It is not certain how the rows of {path} are numbered: run motxl validate to see why."): N_(
        "It is not certain how the rows of {path} are numbered, so nothing was changed. Press "
        "“Check” to see why."
    ),
    (
        "{file} is a text file, not an Excel workbook: make a workbook of it with “motxl "
        "import”, or open it in Excel and save it as .xlsx."
    ): N_("{file} is a text file, not an Excel workbook: open it in Excel and save it as .xlsx."),
    ("It is not certain how the rows of {path} are numbered: run motxl find to see why."): N_(
        "It is not certain how the rows of {path} are numbered, so nothing was changed."
    ),
    ("the programme has changed since: run motxl extract again"): N_(
        "the programme has changed since: make the extracts again"
    ),
    ("mentions dates that are over: run motxl extract again"): N_(
        "mentions dates that are over: make the extracts again"
    ),
    ("{file} does not indicate whom it is for: run motxl extract again"): N_(
        "{file} does not indicate whom it is for: make the extracts again"
    ),
    ("{file} was made by another run of motxl extract: run motxl extract again"): N_(
        "{file} was not made together with the other extracts: make the extracts again"
    ),
    ("the directory has changed since ({addresses}): run motxl extract again"): N_(
        "the directory has changed since ({addresses}): make the extracts again"
    ),
    ("{key} is the key of {other} now: run motxl extract again"): N_(
        "{key} is the key of {other} now: make the extracts again"
    ),
    ("{file} has been changed since it was made: run motxl extract again"): N_(
        "{file} has been changed since it was made: make the extracts again"
    ),
    (
        "{file} has been changed since motxl made it, or was not made by motxl: move it "
        "away, or use --force to replace it."
    ): N_(
        "{file} has been changed since motxl made it, or was not made by motxl: move it to "
        "another folder, then try again."
    ),
    (
        "The extracts in {folder} were made with the directory {file}: run the command again "
        "with --contacts and this file."
    ): N_(
        "These extracts were made with the directory {file}, which this page cannot see: "
        "ask whoever looks after motxl for their messages."
    ),
    (
        "No member has a contact with both an address and “À” in the column Envoi: fill in "
        "the sheet Contacts, or give your address directory with --contacts FILE."
    ): N_(
        "No member has a contact with both an address and “À” in the column Envoi: fill in "
        "the sheet Contacts."
    ),
    (
        "The record of what was sent does not agree with the workbook. Messages to these "
        "members are kept back by motxl mail until the workbook is corrected, or the address "
        "is confirmed:"
    ): N_(
        "The record of what was sent does not agree with the workbook. No messages are "
        "prepared for these members until the workbook is corrected:"
    ),
    (
        "The workbook leaves it in doubt who gets what. The messages concerned are kept back "
        "by motxl mail until these points are corrected, confirmed, or accepted in Contrôle:"
    ): N_(
        "The workbook leaves it in doubt who gets what. The messages concerned are not "
        "prepared until these points are corrected, or accepted in Contrôle:"
    ),
    (
        "Members would read what is struck out or invisible in the workbook. Messages to "
        "these members are kept back by motxl mail until it is shown or deleted:"
    ): N_(
        "Members would read what is struck out or invisible in the workbook. No messages are "
        "prepared for these members until these texts are shown or deleted:"
    ),
    ("--accept needs a reason, and “{text}” is not one: write who decided it, and why."): N_(
        "“{text}” is not a reason: write who decided to accept the findings, and why."
    ),
    ("The reason given after --accept has more than {most} characters: shorten it."): N_(
        "The reason has more than {most} characters: shorten it."
    ),
    (
        "“{text}” is not an address to send from: correct the row expéditeur of the sheet "
        "Paramètres, or use --from ADDRESS."
    ): N_(
        "“{text}” is not an address to send from: correct the row “expéditeur” of the sheet "
        "Paramètres."
    ),
    (
        "No programme was found in {path}: the workbook has neither a table tblProgramme nor "
        "a header row with “Axe” and “Programme de travail”. Indicate where the programme is "
        "with --sheet NAME --columns A,B."
    ): N_(
        "No programme was found in {path}: the workbook has neither a table tblProgramme nor "
        "a header row with “Axe” and “Programme de travail”. Is it the right workbook?"
    ),
    (
        "{path} contains no programme that motxl can find: no table tblProgramme, no header "
        "row with “Axe” and “Programme de travail”, and no column of codes in order beside "
        "their texts. If there is one, give its place with --sheet NAME --columns A,B."
    ): N_(
        "{path} contains no programme that motxl can find: no table tblProgramme, no header "
        "row with “Axe” and “Programme de travail”, and no column of codes in order beside "
        "their texts. Is it the right workbook?"
    ),
    (
        "{path} contains nothing that is certainly a programme. If it does contain one, add "
        "to the command: {options}"
    ): N_("{path} contains nothing that is certainly a programme. Is it the right workbook?"),
    (
        "The programme of {path} extends over several sheets ({names}): motxl checks them "
        "together, but changes one sheet at a time. Choose the sheet with --sheet."
    ): N_(
        "The programme of {path} extends over several sheets ({names}): this page checks "
        "them together, but cannot change them."
    ),
    ("the sheet {names}, which contains rows with codes too (choose it with --sheet)"): N_(
        "the following sheets, where rows with codes stand outside the programme: {names}"
    ),
    ("The rows of {path} were sorted by another column."): N_(
        "The rows of {path} were sorted by another column, so nothing was renumbered. Press "
        "“Check”: the correction of that finding puts the rows back into their order. Then "
        "press “Renumber” again."
    ),
    (
        "Messages were already made from these extracts. What became of these messages is "
        "recorded beside the extracts, where only an installed motxl can read it: on a "
        "computer where motxl is installed, run motxl mail drafts."
    ): N_(
        "Messages were already made from these extracts with motxl installed on a computer. "
        "What became of these messages is recorded beside the extracts, where this page "
        "cannot read it: go on with these messages on that computer."
    ),
    (
        "{columns}: row {rows} has the former value of another row, as if cells had been "
        "exchanged or a column sorted alone. Put the value back, or, if it is right, run "
        "motxl extract {options}"
    ): N_(
        "{columns}: values of rows {rows} have changed places, as if cells had been "
        "exchanged or a column sorted alone. Put them back. If they are right, ask whoever "
        "looks after motxl for the extracts: they have to be confirmed on a computer where "
        "motxl is installed, which this page cannot do."
    ),
    (
        "{columns}: row {rows} would now go to other members than before. Put the former "
        "value back, or, if the change is right, run motxl extract {options}"
    ): N_(
        "{columns}: rows {rows} would now go to other members than before. If this is a "
        "mistake, put the former values back. If it is right, ask whoever looks after motxl "
        "for the extracts: it has to be confirmed on a computer where motxl is installed, "
        "which this page cannot do."
    ),
}
