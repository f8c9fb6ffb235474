"""The theme part: Office's colours since 2013 but one, and Calibri for headings too.

The palette of the paint bucket offers the orange of references as a theme colour: the last one, in
place of Office's own orange. The second is Office's green, as charts colour their series in this
order, and a series is no reference.
"""

from __future__ import annotations

import re

from openpyxl.writer.theme import theme_xml

from motxl.text.colours import ORANGE

_COLOURS = {
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "4472C4",
    "accent2": "70AD47",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": ORANGE,
    "hlink": "0563C1",
    "folHlink": "954F72",
}


def theme_part() -> bytes:
    """openpyxl's theme with these colours and fonts, as ``xl/theme/theme1.xml``."""
    text = theme_xml
    for name, colour in _COLOURS.items():
        text = re.sub(
            rf'(<a:{name}>\s*<a:srgbClr val=")[0-9A-F]{{6}}', rf"\g<1>{colour}", text, count=1
        )
    return text.replace('<a:latin typeface="Cambria"/>', '<a:latin typeface="Calibri"/>').encode()
