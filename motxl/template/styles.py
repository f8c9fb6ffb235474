"""The look of the templates: named cell styles, and the fills of conditional formats.

Level fills are conditional formats, not part of the styles: a row whose Type changes looks right at
once, and what is typed by hand looks like what was imported. All fills behind references are light:
orange and blue text has a contrast of 4.5:1 on them, of 3:1 on that of an axis, where it is large
(14 points and bold). What a fill tells is told without it too: by size, weight, indent and lines,
or by a word.
"""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import (
    Alignment,
    Border,
    Color,
    Font,
    NamedStyle,
    PatternFill,
    Protection,
    Side,
)
from openpyxl.styles.differential import DifferentialStyle

from motxl.template.layout import LOOK_OF_TYPE, PROGRAMME, ProgrammeColumn, Style, style_of

NAVY = "1F3864"
GREY = "595959"
LINE = "D9D9D9"

CROSS_FILL = "D9E2F3"
"""As PivotStyleLight16 shows headers and totals: the theme's first accent, lightened"""

LEVEL_FILLS = {"Axe": "DDE7F3", "Objectif": "F5F8FC", "Sous-objectif": "FAFCFE"}
LEVEL_LINES = {"Axe": NAVY, "Objectif": "8EA9DB", "Sous-objectif": "BDCBE0"}

BAD_CODE, MISSING_CODE, DUPLICATE_REF, UNKNOWN_MEMBER = "FFC7CE", "FFDDB3", "FFF2A8", "E4D5F2"

_TEXT, _GENERAL, _DATE, _INTEGER = "@", "General", "dd/mm/yyyy", "0"


def font(
    size: float = 11,
    *,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    colour: str = "",
) -> Font:
    """Calibri, the theme's body font; without a colour, the theme's text colour."""
    return Font(
        name="Calibri",
        family=2,
        scheme="minor",
        sz=size,
        b=bold or None,
        i=italic or None,
        u="single" if underline else None,
        color="FF" + colour if colour else Color(theme=1),
    )


def solid(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor="FF" + colour)


def differential(
    fill: str, *, bold: bool = False, top_line: str | None = None
) -> DifferentialStyle:
    """A conditional format: a fill, never a font colour, which would hide coloured references."""
    line = Border(top=Side("thin", color="FF" + top_line)) if top_line else None
    return DifferentialStyle(
        font=Font(b=True) if bold else None,
        # In a differential format the background colour is the one that a solid fill shows.
        fill=PatternFill(bgColor="FF" + fill),
        border=line,
    )


def _style(
    name: str,
    text: Font,
    *,
    number_format: str = _GENERAL,
    fill: str | None = None,
    line: bool = False,
    horizontal: str | None = None,
    vertical: str = "top",
    wrap: bool = True,
    indent: int = 0,
) -> NamedStyle:
    if indent:
        horizontal = "left"  # an indent needs it
    return NamedStyle(
        name=name,
        font=text,
        fill=solid(fill) if fill else PatternFill(),
        border=Border(bottom=Side("hair", color="FF" + LINE)) if line else Border(),
        alignment=Alignment(horizontal, vertical, wrap_text=wrap or None, indent=indent),
        number_format=number_format,
        protection=Protection(),
    )


def _named_styles() -> list[NamedStyle]:
    styles = []
    for type_name, look in LOOK_OF_TYPE.items():
        label = style_of(PROGRAMME, ProgrammeColumn.LABEL, type_name)
        code = style_of(PROGRAMME, ProgrammeColumn.AXE, type_name)
        text, indent = font(look.size, bold=look.bold), look.indent
        # Labels are General: the text format shows ##### beyond 255 characters in old Excels.
        styles.append(_style(label, text, line=True, indent=indent))
        styles.append(_style(code, text, number_format=_TEXT, line=True, wrap=False))
    cell = font(10)
    return [
        *styles,
        *_crosstab_styles(),
        _style(Style.SUIVI, cell, line=True),
        _style(Style.TEXTE, cell, line=True, number_format=_TEXT),
        _style(Style.REGISTRE, cell, line=True, vertical="center"),
        _style(Style.REGISTRE_TEXTE, cell, line=True, number_format=_TEXT, vertical="center"),
        _style(
            *(Style.DATE, cell),
            line=True,
            number_format=_DATE,
            horizontal="left",
            vertical="center",
        ),
        _style(
            *(Style.NOMBRE, cell),
            line=True,
            number_format=_INTEGER,
            horizontal="center",
            vertical="center",
        ),
        _style(Style.EN_TETE, font(10.5, bold=True, colour="FFFFFF"), fill=NAVY, vertical="center"),
        _style(Style.TITRE, font(16, bold=True), vertical="center", wrap=False),
        _style(Style.SECTION, font(12, bold=True, colour=NAVY), vertical="center", wrap=False),
        _style(
            Style.EXPLICATION,
            font(10, italic=True, colour=GREY),
            vertical="center",
            wrap=False,
        ),
    ]


def _crosstab_styles() -> list[NamedStyle]:
    """As PivotStyleLight16 shows a pivot table, for those who see only the cells.

    Nothing wraps: a row is shared by all the pivot tables side by side.
    """

    def style(name: str, *, strong: bool, number: bool, line: bool = True) -> NamedStyle:
        return _style(
            *(name, font(10, bold=strong)),
            fill=CROSS_FILL if strong else None,
            line=line,
            number_format=_GENERAL,
            horizontal="right" if number else None,
            vertical="center",
            wrap=False,
        )

    return [
        style(Style.CROISE_EN_TETE, strong=True, number=False),
        style(Style.CROISE_EN_TETE_VALEUR, strong=True, number=True),
        style(Style.CROISE_LIBELLE, strong=False, number=False),
        style(Style.CROISE_NOMBRE, strong=False, number=True),
        style(Style.CROISE_LIBELLE_TOTAL, strong=True, number=False, line=False),
        style(Style.CROISE_TOTAL, strong=True, number=True, line=False),
    ]


def add_named_styles(workbook: Workbook) -> None:
    for style in _named_styles():
        workbook.add_named_style(style)
