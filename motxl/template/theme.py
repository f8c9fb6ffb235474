"""The theme part: Office's own colours since 2013, and Calibri for headings too.

The palette of the paint bucket then offers the orange of references as a theme colour.
"""

from __future__ import annotations

import re

from openpyxl.writer.theme import theme_xml

_COLOURS = {
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "4472C4",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
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
