"""The tables of a new workbook, from what a source held. Pure: values by table and column name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from motxl.importers.text import SourceText
from motxl.programme.borders import border_prefix, format_border
from motxl.programme.cellvalue import CellValue
from motxl.programme.model import AXE, BORDER, LABEL, ORDRE, REF, SCOPE, TYPE
from motxl.programme.references import find_references
from motxl.programme.scheme import MOT
from motxl.programme.territories import territories_named
from motxl.programme.themes import SHIPPED, Theme, Themes
from motxl.template import layout
from motxl.template.layout import (
    OUI,
    JetonColumn,
    Name,
    Parametre,
    TerritoireColumn,
    ThemeColumn,
    VersionColumn,
)

EVERYONE, TARGETED = "Tous", "Ciblée"
PUBLISHED = "publié"

Row = Mapping[str, CellValue]


@dataclass
class NewWorkbook:
    """What is written into the template: rows by table, texts by named cell."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    cells: dict[str, CellValue] = field(default_factory=dict)
    parameters: dict[str, CellValue] = field(default_factory=dict)


def new_workbook(source: SourceText, *, year: int, file_name: str) -> NewWorkbook:
    """Rows and texts for a source. ``year`` begins every Réf. (``2025-037``)."""
    themes = Themes(tuple(source.themes) or SHIPPED.all)
    programme = programme_rows(source, year)
    new = NewWorkbook()
    new.tables[layout.PROGRAMME.name] = list(programme)
    new.tables[layout.THEMES.name] = [_theme_row(theme) for theme in themes]
    new.tables[layout.JETONS.name] = service_rows(programme, themes)
    new.tables[layout.TERRITOIRES.name] = [
        {
            TerritoireColumn.NOM: territory.name,
            TerritoireColumn.ALIAS: "; ".join(territory.aliases) or None,
            TerritoireColumn.FRONTIERES: "; ".join(
                format_border(border) for border in territory.borders
            ),
        }
        for territory in territories_named(line.label for line in source.lines)
    ]
    new.tables[layout.VERSIONS.name] = [
        {
            VersionColumn.DATE: source.date,
            VersionColumn.ETAT: PUBLISHED,
            VersionColumn.FICHIER: file_name,
        },
    ]
    new.cells = {
        Name.TITRE: source.title or None,
        Name.TITRE_ACCUEIL: source.title or None,
        Name.ANNEE: year,
        Name.VERSION: source.date,
    }
    new.cells |= _legend_cells(source.legend)
    new.parameters = {
        Parametre.ANNEE: year,
        Parametre.VERSION: source.date,
        Parametre.DERNIERE_REF: len(programme),
    }
    return new


def _legend_cells(legend: Sequence[str]) -> dict[str, CellValue]:
    """The legend's lines in their cells, without the mark of what is new, which the themes' column
    Nouveau says; more lines than cells share the last one."""
    names = layout.LEGENDES
    legend = [re.sub(r"^NEW\n", "", text) for text in legend]
    lines = [*legend[: len(names) - 1], "\n".join(legend[len(names) - 1 :])]
    return {name: text for name, text in zip(names, lines, strict=False) if text}


def programme_rows(source: SourceText, year: int) -> list[Row]:
    """The rows of ``tblProgramme``, headings and actions, in the order of the source."""
    seen: set[str] = set()
    rows: list[Row] = []
    for number, line in enumerate(source.lines, 1):
        tidy = MOT.tidy(line.code)
        code = MOT.read(tidy)
        is_heading = MOT.is_within(code) and tidy not in seen
        seen.add(tidy)
        border = border_prefix(line.label)
        rows.append(
            {
                AXE: line.code or None,
                LABEL: line.label or None,
                TYPE: MOT.names[len(code) - 1 if is_heading and code else -1],
                REF: f"{year}-{number:03}",
                SCOPE: TARGETED if border else EVERYONE,
                BORDER: border,
                ORDRE: number,
            }
        )
    return rows


def _theme_row(theme: Theme) -> Row:
    return {
        ThemeColumn.CLE: theme.key,
        ThemeColumn.FAMILLE: theme.family,
        ThemeColumn.NUMERO: theme.number,
        ThemeColumn.INTITULE: theme.label,
        ThemeColumn.ALIAS: "; ".join(theme.aliases) or None,
        ThemeColumn.NOUVEAU: OUI if theme.new else None,
        ThemeColumn.REFERENT: None,
    }


def service_rows(programme: Sequence[Row], themes: Themes) -> list[Row]:
    """One service per entry with a clause about jetons, called by the words before that clause."""
    rows: list[Row] = []
    for entry in programme:
        label = str(entry[LABEL] or "")
        clause = next((r for r in find_references(label, themes) if r.kind == "jeton"), None)
        if clause is None:
            continue
        name = label[: clause.start].rstrip(" (\u00a0").split(" : ")[0]
        rows.append(
            {
                JetonColumn.CLE: f"J{len(rows) + 1}",
                JetonColumn.PRESTATION: name or label,
                JetonColumn.REF: entry[REF],
                JetonColumn.NOMBRE: None,
                JetonColumn.OUVERTE_A: None,
            }
        )
    return rows
