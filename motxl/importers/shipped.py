"""Builds what the package ships in ``workbooks/``: ``python -m motxl.importers.shipped workbooks``.

Always the same bytes: the templates are built by code, the 2025 programme is an import of its
published text, to which members are added that the programme itself names, as examples.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

from motxl.importers.examples import add_examples
from motxl.importers.filling import TEMPLATE, fill, read_source
from motxl.importers.tables import new_workbook
from motxl.programme.features import EVERY
from motxl.template.builder import build_template
from motxl.template.extrait import build_extract_template
from motxl.template.layout.extrait import template_names
from motxl.template.sheets.modifications import build_modifications_sheet
from motxl.template.sheets.reponses import build_answers_sheet
from motxl.template.shipped import template_in
from motxl.template.texts import LANGUAGES

SOURCE = "programme-2025.txt"


def build_programme_2025(template: bytes, source: Path) -> bytes:
    """The shipped workbook: the real programme, coloured, with members as examples."""
    new = new_workbook(read_source(source), year=2025, file_name=source.name)
    add_examples(new)
    return fill(new, template, Path(f"{TEMPLATE}.xltx"))[0]


def _extract_templates() -> dict[str, bytes]:
    """By their file names, those for workbooks with and without borders and jetons."""
    made = {}
    for asks, borders, jetons in product((False, True), (True, False), (True, False)):
        features = EVERY._replace(borders=borders, jetons=jetons)
        name = f"{template_names(features, asks=asks)[0]}.xltx"
        if name not in made:
            made[name] = build_extract_template(asks=asks, features=features)
    return made


def build(folder: Path) -> list[Path]:
    """Write all that is shipped into ``folder``, which holds the programme's published text."""
    template = build_template()
    made = {
        f"{TEMPLATE}.xltx": template,
        **{f"{template_in(one)}.xltx": build_template(one) for one in LANGUAGES[1:]},
        **{
            f"{template_in(one, 'reponses')}.xltx": build_answers_sheet(one)
            for one in LANGUAGES[1:]
        },
        **_extract_templates(),
        "reponses.xltx": build_answers_sheet(),
        **{
            f"{template_in(one, 'modifications')}.xltx": build_modifications_sheet(one)
            for one in LANGUAGES
        },
        "programme-2025.xlsx": build_programme_2025(template, folder / SOURCE),
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]


if __name__ == "__main__":
    for path in build(Path(sys.argv[1])):
        sys.stdout.write(f"{path}\n")
