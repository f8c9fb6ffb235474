"""Which of borders, themes and jetons a source has: its workbook gets a place for these."""

from __future__ import annotations

from motxl.importers.source import SourceProgramme
from motxl.importers.tables import all_families
from motxl.programme.borders import USUAL
from motxl.programme.cellvalue import CellValue
from motxl.programme.families import OF_SERVICES
from motxl.programme.features import Features
from motxl.programme.references import find_references
from motxl.programme.territories import territories_named
from motxl.programme.themes import Themes
from motxl.template.layout import ProgrammeColumn

_C = ProgrammeColumn


def features_of(source: SourceProgramme) -> Features:
    """Those that the labels, the legend or the columns of a source speak of."""
    labels = [line.label for line in source.lines]
    families = all_families(source)
    themes = Themes(tuple(source.themes), families=families)
    found = [one for label in labels for one in find_references(label, themes)]
    kinds = {one.kind for one in found}
    named = {theme.family for theme in source.themes}
    deal, transversal, jeton = families.deal, families.transversal, families.jeton

    def is_filled(column: str) -> bool:
        values: list[CellValue] = [line.columns.get(column) for line in source.lines]
        return any(value not in {None, ""} for value in values)

    has_deal = "deal" in kinds or (deal is not None and deal.name in named)
    has_transversal = "transversal" in kinds or (
        transversal is not None and transversal.name in named
    )
    has_deal |= is_filled(_C.THEMES_DEAL)
    has_transversal |= is_filled(_C.THEMES_TRANSVERSAUX)
    own = any(one.items != OF_SERVICES for one in source.families)
    return Features(
        borders=is_filled(_C.FRONTIERE)
        or any(USUAL.in_text(label) for label in labels)
        or next(iter(territories_named(labels)), None) is not None,
        themes=bool(source.themes or own or has_deal or has_transversal)
        or is_filled(_C.AUTRES_THEMES),
        deal=has_deal,
        transversal=has_transversal,
        jetons=(jeton is not None and "jeton" in kinds) or is_filled(_C.JETONS),
    )
