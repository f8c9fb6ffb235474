"""Headers, sheets, tables and the workbook as a whole."""

from __future__ import annotations

import re

from tests.restoration.hands import PROGRAMME, Hands, Typed
from tests.restoration.slips.making import (
    CONTACTS,
    EVENTS,
    MEMBERS,
    THEMES,
    C,
    Origin,
    run_of,
)
from tests.restoration.slips_unseen.making import (
    renamed_table,
    without_last_columns,
)

here = Origin()


@here.slip("the header of the labels typed over", "workbook")
def header_label(hands: Hands) -> str | None:
    new = hands.chance.choice(["Programme de travail 2025", "Intitulé", "Programme de  travail"])
    return hands.rename_header(C.LABEL, new)


@here.slip("the header Réf. without its dot or accent", "workbook")
def header_ref(hands: Hands) -> str | None:
    return hands.rename_header(C.REF, hands.chance.choice(["Réf", "Ref.", "Référence", "REF"]))


@here.slip("a line break typed in a header", "workbook")
def header_break(hands: Hands) -> str | None:
    old = hands.pick([C.LABEL, C.ADHERENTS, C.ETAT])
    return None if old is None else hands.rename_header(old, old.replace(" ", "\n", 1))


@here.slip("the tab of the programme renamed", "workbook")
def tab(hands: Hands) -> str | None:
    new = hands.chance.choice(["Programme 2025", "PT MOT", "Programme (2)", "Feuil1"])
    return hands.rename_sheet("Programme", new)


@here.slip("the tab of a register renamed", "workbook")
def tab_register(hands: Hands) -> str | None:
    old = hands.pick(["Adhérents", "Contacts", "Thèmes", "Événements"])
    return None if old is None else hands.rename_sheet(old, old + " à jour")


@here.slip("the programme's table made an ordinary range", "workbook")
def no_table(hands: Hands) -> str | None:
    return hands.forget_table(PROGRAMME)


@here.slip("the programme's table given another name", "workbook")
def table_renamed(hands: Hands) -> str | None:
    return renamed_table(hands, PROGRAMME, hands.chance.choice(["Tableau1", "tblProgramme_2"]))


@here.slip("a register's table given another name", "workbook")
def register_renamed(hands: Hands) -> str | None:
    name = hands.pick([MEMBERS, CONTACTS, THEMES, EVENTS])
    new = f"Tableau{hands.chance.randint(2, 9)}"
    return None if name is None else renamed_table(hands, name, new)


@here.slip("the tab of the programme hidden", "workbook")
def tab_hidden(hands: Hands) -> str | None:
    done = hands.rewrite(
        hands.workbook.part_name,
        rb'(<sheet )(?=[^>]*name="Programme")(?![^>]*state=)',
        rb'\1state="hidden" ',
    ) or hands.rewrite(
        hands.workbook.part_name,
        rb'(<sheet )(?=[^>]*name="Programme")([^>]*)state="visible"',
        rb'\1\2state="hidden"',
    )
    return "the sheet Programme hidden" if done else None


@here.slip("rows of the programme hidden and forgotten", "workbook")
def rows_hidden(hands: Hands) -> str | None:
    some = run_of(hands, hands.rows, 3, 12)
    done = hands.hide([row.number for row in some])
    return f"rows {some[0].number}-{some[-1].number} hidden" if done else None


@here.slip("the last columns of the programme deleted", "workbook", lossy=True)
def column_deleted(hands: Hands) -> str | None:
    return without_last_columns(hands, hands.chance.randint(1, 3))


@here.slip("the codes taken for numbers on a way through a text file", "workbook")
def through_text(hands: Hands) -> str | None:
    done = [
        hands.write(row.number, C.AXE, Typed(float(row.code), 0))
        for row in hands.rows
        if re.fullmatch(r"\d+(\.\d+)?", row.code)
    ]
    return f"{len(done)} codes became numbers" if done else None


@here.slip("every code with a space after it, as another database exports them", "workbook")
def padded_export(hands: Hands) -> str | None:
    done = [hands.write(row.number, C.AXE, f"{row.code:<8}") for row in hands.rows if row.code]
    return f"{len(done)} codes filled up with spaces" if done else None
