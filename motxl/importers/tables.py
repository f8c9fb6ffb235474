"""The tables of a new workbook, from what a source held. Pure: values by table and column name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from motxl.importers.named_levels import types_of
from motxl.importers.source import SourceProgramme
from motxl.importers.states import States
from motxl.programme.borders import border_prefix, format_border, split_values
from motxl.programme.cellvalue import CellValue, as_text
from motxl.programme.families import USUAL, Families, Family
from motxl.programme.features import EVERY, Features
from motxl.programme.model import AXE, BORDER, LABEL, ORDRE, REF, SCOPE, TYPE
from motxl.programme.references import find_references
from motxl.programme.registers import Territory
from motxl.programme.rows import NEW
from motxl.programme.scheme import MOT
from motxl.programme.territories import territories_named
from motxl.programme.themes import Theme, Themes
from motxl.template import layout
from motxl.template.layout import (
    OUI,
    FamilleColumn,
    JetonColumn,
    Name,
    Parametre,
    ProgrammeColumn,
    TerritoireColumn,
    ThemeColumn,
    VersionColumn,
)
from motxl.template.niveaux import rows_of
from motxl.text.normalise import normalise

COLOUR_CELLS = {"orange": Name.COULEUR_THEMES, "blue": Name.COULEUR_JETONS}
"""The cells of Paramètres whose fill says a colour"""
EVERYONE, TARGETED = "Tous", "Ciblée"
PUBLISHED = "publié"

Row = Mapping[str, CellValue]


@dataclass
class NewWorkbook:
    """What is written into the template: rows by table, texts by named cell."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    """Values of the lists on Paramètres, by the names of their tables"""
    columns: dict[str, list[str]] = field(default_factory=dict)
    """Those that tables get beside those of the template"""
    colours: dict[str, str] = field(default_factory=dict)
    """``RRGGBB`` by the names of families, where the source shows them"""
    cells: dict[str, CellValue] = field(default_factory=dict)
    finished: list[str] = field(default_factory=list)
    """States that count as finished, beside the usual ones"""
    parameters: dict[str, CellValue] = field(default_factory=dict)


def new_workbook(
    source: SourceProgramme,
    *,
    year: int,
    file_name: str,
    features: Features = EVERY,
    states: States | None = None,
) -> NewWorkbook:
    """Rows and texts for a source. ``year`` begins every Réf. (``2025-037``); of the usual families
    the workbook has those among its ``features``; without ``states`` its list of them is the usual
    one."""
    themes = Themes(tuple(source.themes), families=all_families(source))
    programme = programme_rows(source, year)
    columns = [*source.own_columns, *_columns_of(source.families, source)]
    new = NewWorkbook(columns={layout.PROGRAMME.name: columns})
    new.tables[layout.PROGRAMME.name] = list(programme)
    new.tables[layout.THEMES.name] = [_theme_row(theme) for theme in themes]
    new.tables[layout.JETONS.name] = service_rows(programme, themes)
    new.tables[layout.TERRITOIRES.name] = [
        territory_row(one) for one in territories_named(line.label for line in source.lines)
    ]
    new.tables[layout.VERSIONS.name] = [
        {
            VersionColumn.DATE: source.date,
            VersionColumn.ETAT: PUBLISHED,
            VersionColumn.FICHIER: file_name,
        },
    ]
    if source.scheme.levels != MOT.levels:
        new.tables[layout.NIVEAUX.name] = [
            dict(zip(layout.NIVEAUX.columns, row, strict=True)) for row in rows_of(source.scheme)
        ]
    if source.families:
        new.tables[layout.FAMILLES.name] = [
            family_row(family, columns) for family in (*usual_families(features), *source.families)
        ]
    new.colours = dict(source.colours)
    if pilots := _pilots(programme):
        new.lists[layout.PILOTES.table] = pilots
    if states is not None:
        new.finished = states.finished
        if tuple(states.listed) != layout.ETATS.values:
            new.lists[layout.ETATS.table] = states.listed
    new.cells = {
        Name.TITRE: source.title or None,
        Name.TITRE_ACCUEIL: source.title or None,
        Name.ANNEE: year,
        Name.VERSION: source.date,
    }
    new.cells |= _legend_cells(source.legend)
    given = [int(str(row[REF]).rpartition("-")[2]) for row in programme]
    new.parameters = {
        Parametre.ANNEE: year,
        Parametre.VERSION: source.date,
        Parametre.DERNIERE_REF: max(given, default=0),
    }
    return new


def all_families(source: SourceProgramme) -> Families:
    """Those of the legend, and the usual ones where the source names any of them: a programme of
    somebody else's has none."""
    if not source.families:
        return USUAL
    usual = [one for one in USUAL.all if one not in source.families]
    themes = Themes((), families=Families(usual))
    named = {theme.family for theme in source.themes} & {one.name for one in usual}
    labels = [line.label for line in source.lines]
    if not named and not any(find_references(label, themes) for label in labels):
        usual = []
    return Families((*usual, *source.families))


def usual_families(features: Features) -> tuple[Family, ...]:
    """Those of the usual families that a workbook has."""
    usual = (USUAL.deal, USUAL.transversal, USUAL.jeton)
    are_there = (features.deal, features.transversal, features.jetons)
    return tuple(one for one, is_there in zip(usual, are_there, strict=True) if is_there and one)


def _columns_of(families: Sequence[Family], source: SourceProgramme) -> list[str]:
    """The columns that families fill, and that neither the template nor the source has."""
    taken = {normalise(name) for name in (*layout.PROGRAMME.columns, *source.own_columns)}
    names = dict.fromkeys(one.column for one in families if one.column)
    return [name for name in names if normalise(name) not in taken]


def family_row(family: Family, columns: Sequence[str]) -> Row:
    """A row of ``tblFamilles``; ``columns`` are those that ``tblProgramme`` gets."""
    is_there = family.column in {*columns, *layout.PROGRAMME.columns}
    return {
        FamilleColumn.FAMILLE: family.name,
        FamilleColumn.ECRITURE: "; ".join(way.written for way in family.writings),
        FamilleColumn.EXCLUSIONS: "; ".join(family.exclusions) or None,
        FamilleColumn.COULEUR: COLOUR_CELLS.get(family.colour or ""),
        FamilleColumn.LISTE: family.items or None,
        FamilleColumn.COLONNE: family.column if is_there else None,
    }


def _pilots(programme: Sequence[Row]) -> list[str]:
    """The names under Pilote, each once: the list from which staff choose."""
    texts = (as_text(row.get(ProgrammeColumn.PILOTE)) for row in programme)
    return list(dict.fromkeys(name for text in texts for name in split_values(text)))


def _legend_cells(legend: Sequence[str]) -> dict[str, CellValue]:
    """The legend's lines in their cells, without the mark of what is new, which the themes' column
    Nouveau says; more lines than cells share the last one."""
    names = layout.LEGENDES
    legend = [
        below if below and normalise(first) in NEW else text
        for text in legend
        for first, _break, below in (text.partition("\n"),)
    ]
    lines = [*legend[: len(names) - 1], "\n".join(legend[len(names) - 1 :])]
    return {name: text for name, text in zip(names, lines, strict=False) if text}


def programme_rows(source: SourceProgramme, year: int) -> list[Row]:
    """The rows of ``tblProgramme``, headings and actions, in the order of the source. A source with
    columns says itself whom a row concerns, where it does."""
    scheme = source.scheme
    has_columns = bool(source.columns)
    types = types_of(scheme, [line.code for line in source.lines])
    rows: list[Row] = []
    for number, (line, type_) in enumerate(zip(source.lines, types, strict=True), 1):
        border = border_prefix(line.label)
        row: dict[str, CellValue] = {
            AXE: line.code or None,
            LABEL: line.label or None,
            TYPE: type_,
            REF: f"{year}-{number:03}",
            SCOPE: TARGETED if border else None if has_columns else EVERYONE,
            BORDER: border,
            ORDRE: number,
        }
        row |= {name: value for name, value in line.columns.items() if value not in {None, ""}}
        rows.append(row)
    return rows


def territory_row(territory: Territory) -> Row:
    """A row of ``tblTerritoires``."""
    return {
        TerritoireColumn.NOM: territory.name,
        TerritoireColumn.ALIAS: "; ".join(territory.aliases) or None,
        TerritoireColumn.FRONTIERES: "; ".join(
            format_border(border) for border in territory.borders
        ),
    }


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
        label = as_text(entry[LABEL])
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
