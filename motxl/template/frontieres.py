"""The borders that the template's ``tblFrontieres`` is shipped with: Europe's."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.programme.countries import NAMES

_OF_FRANCE = (
    ("FR-BE", "franco-belge"),
    ("FR-LU", "franco-luxembourgeoise; franco-luxembourgeois"),
    ("FR-DE", "franco-allemande; franco-allemand"),
    ("FR-CH", "franco-suisse"),
    ("FR-IT", "franco-italienne; franco-italien"),
    ("FR-MC", "franco-monégasque"),
    ("FR-ES", "franco-espagnole; franco-espagnol"),
    ("FR-AD", "franco-andorrane; franco-andorran"),
    *(("FR-BE-LU", ""), ("FR-DE-LU", ""), ("FR-DE-LU-BE", ""), ("FR-DE-CH", "")),
    *(("FR-IT-CH", ""), ("FR-IT-MC", ""), ("FR-ES-AD", ""), ("FR-BR-SR", "")),
    *(("FR-GB", "franco-britannique"), ("FR-IE", "franco-irlandaise; franco-irlandais")),
    ("FR-NL", "franco-néerlandaise; franco-néerlandais"),
    *(("FR-SX", ""), ("Outre-mer", ""), ("Maritime", "")),
)
"""With those overseas and across the Channel. The names are adjectives, as extracts say them"""
_ELSEWHERE = (
    "AD-ES AL-GR AL-ME AL-MK AL-XK AT-CH AT-CZ AT-DE AT-HU AT-IT AT-LI AT-SI AT-SK BA-HR BA-ME "
    "BA-RS BE-DE BE-LU BE-NL BG-GR BG-MK BG-RO BG-RS BG-TR BY-LT BY-LV BY-PL BY-RU BY-UA CH-DE "
    "CH-IT CH-LI CZ-DE CZ-PL CZ-SK DE-DK DE-LU DE-NL DE-PL DK-SE EE-LV EE-RU ES-GI ES-MA ES-PT "
    "FI-NO FI-RU FI-SE GB-IE GR-MK GR-TR HR-HU HR-ME HR-RS HR-SI HU-RO HU-RS HU-SI HU-SK HU-UA "
    "IT-SI IT-SM IT-VA LT-LV LT-PL LT-RU LV-RU MD-RO MD-UA ME-RS ME-XK MK-RS MK-XK NO-RU NO-SE "
    "PL-RU PL-SK PL-UA RO-RS RO-UA RS-XK RU-UA SK-UA"
)
"""By land, over the Öresund bridge, and around Ceuta and Melilla"""


def shipped_rows() -> Iterator[tuple[str, str | None, str | None]]:
    """Code, Nom and Pays of each row."""
    for code, name in _OF_FRANCE:
        yield code, name or None, _countries(code)
    for code in _ELSEWHERE.split():
        yield code, " – ".join(NAMES[country] for country in code.split("-")), _countries(code)


def _countries(code: str) -> str | None:
    countries = code.split("-")
    return "; ".join(countries) if all(one in NAMES for one in countries) else None
