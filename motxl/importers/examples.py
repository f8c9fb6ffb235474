"""The members and contacts that the 2025 workbook has as examples, as rows of its tables."""

from __future__ import annotations

from collections.abc import Sequence

from motxl.importers.tables import NewWorkbook
from motxl.template import examples, layout
from motxl.template.texts import LANGUAGE, texts_in


def add_examples(new: NewWorkbook, language: str = LANGUAGE) -> None:
    """Add the example members, their contacts, and the notes that say that they are examples."""
    say = texts_in(language)
    rows_of: Sequence[tuple[layout.TableLayout, Sequence[tuple[str | int | None, ...]]]] = (
        (layout.ADHERENTS, examples.MEMBERS),
        (
            layout.CONTACTS,
            [
                one._replace(function=texts_in(one.language)(one.function))
                for one in examples.CONTACTS
            ],
        ),
    )
    for table, rows in rows_of:
        new.tables[table.name] = [
            {
                name: value if value != "" else None
                for name, value in zip(table.columns, row, strict=True)
            }
            for row in rows
        ]
    new.cells[layout.Name.NOTE_ADHERENTS] = say(examples.NOTE_MEMBERS)
    new.cells[layout.Name.NOTE_CONTACTS] = say(examples.NOTE_CONTACTS)
