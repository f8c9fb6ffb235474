"""Heights of rows with wrapped text, for programs that do not work them out when they open a file.

Excel stores the height that it fitted to each row, and fits it again when the text changes. So do
we: LibreOffice, previews and phones show what is stored. The measure is Calibri's (and Carlito's,
which has the same widths); where staff chose another font, Excel fits the row at its first edit.
"""

from __future__ import annotations

import math
from functools import lru_cache

from motxl.template.layout import LOOK_OF_TYPE, PROGRAMME_LABEL_WIDTH, LevelLook
from motxl.text.normalise import fold_accents

# Advance widths of Calibri in 2048ths of the font's size, from the space (U+0020) to the tilde.
# fmt: off
_ASCII = (
    463, 667, 821, 1020, 1038, 1464, 1397, 452, 621, 621, 1020, 1020, 511, 627, 517, 791,
    1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 548, 548, 1020, 1020, 1020, 949,
    1831, 1185, 1114, 1092, 1260, 1000, 941, 1292, 1276, 516, 653, 1064, 861, 1751, 1322, 1356,
    1058, 1378, 1112, 941, 998, 1314, 1162, 1822, 1063, 998, 959, 628, 791, 628, 1020, 1020,
    596, 981, 1076, 866, 1076, 1019, 625, 964, 1076, 470, 490, 931, 470, 1636, 1076, 1080,
    1076, 1076, 714, 801, 686, 1076, 925, 1464, 887, 927, 809, 644, 943, 644, 1020,
)
# fmt: on
_WIDTHS = {chr(32 + offset): width for offset, width in enumerate(_ASCII)}
_OTHER = 1060
_BOLD = 1.03

_DIGIT = 7.0  # pixels: the widest digit of the default font, in which columns are counted
_PADDING, _INDENT = 5.0, 9.0  # pixels
_POINT = 96 / 72
# Programs break lines a little differently: rather a line too much than one that is cut.
_SAFETY = 0.97
# Points, as Excel fits them.
_LINE_HEIGHT = {10: 13.0, 10.5: 14.25, 11: 15.0, 12: 15.75, 13: 17.25, 14: 18.75}


def label_height(label: str, type_name: str | None) -> float:
    """Points that a label's row needs in the column Programme de travail, as wide as built."""
    look = LOOK_OF_TYPE.get(type_name or "", LOOK_OF_TYPE["Action"])
    return styled_height(label, PROGRAMME_LABEL_WIDTH, look)


@lru_cache(maxsize=20_000)
def styled_height(text: str, characters: float, look: LevelLook) -> float:
    """Points that a text of some look needs in a column so many characters wide."""
    width = (characters * _DIGIT - _PADDING - look.indent * _INDENT) * _SAFETY
    lines = sum(_lines(part, width, look) for part in text.split("\n"))
    return lines * _LINE_HEIGHT.get(look.size, math.ceil(look.size * 1.35))


def wrapped_height(text: str, characters: float) -> float:
    """Points that a text of ten points needs in a column so many characters wide."""
    return styled_height(text, characters, LevelLook(10, False, 0))


def _lines(text: str, width: float, look: LevelLook) -> int:
    lines, used = 1, 0.0
    space = _width(" ", look)
    for word in text.split(" "):
        length = _width(word, look)
        if used and used + space + length > width:
            lines, used = lines + 1, 0.0
        used += length + (space if used else 0.0)
        if used > width:  # a word longer than the line is cut
            lines += math.ceil(used / width) - 1
            used %= width
    return lines


def _width(text: str, look: LevelLook) -> float:
    """Pixels that a text takes."""
    units = sum(_WIDTHS.get(character, _OTHER) for character in fold_accents(text))
    return units / 2048 * look.size * _POINT * (_BOLD if look.bold else 1.0)
