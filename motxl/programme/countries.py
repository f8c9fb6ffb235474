"""Countries: their codes, and what they are called in French."""

from __future__ import annotations

from collections.abc import Mapping

from motxl.text.normalise import normalise

_ISO = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO "
    "BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ "
    "DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP "
    "GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG "
    "KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML "
    "MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE "
    "PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL "
    "SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM "
    "US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)
ISO = frozenset(_ISO.split())
"""ISO 3166-1 alpha-2, and the code in use for Kosovo"""
ALSO: Mapping[str, str] = {"UK": "GB", "EL": "GR"}
"""What institutions of the European Union write for a country"""
NAMES: Mapping[str, str] = {
    **{"AD": "Andorre", "AL": "Albanie", "AT": "Autriche", "BA": "Bosnie-Herzégovine"},
    **{"BE": "Belgique", "BG": "Bulgarie", "BR": "Brésil", "BY": "Biélorussie", "CH": "Suisse"},
    **{"CZ": "Tchéquie", "DE": "Allemagne", "DK": "Danemark", "EE": "Estonie", "ES": "Espagne"},
    **{"FI": "Finlande", "FR": "France", "GB": "Royaume-Uni", "GI": "Gibraltar", "GR": "Grèce"},
    **{"HR": "Croatie", "HU": "Hongrie", "IE": "Irlande", "IT": "Italie", "LI": "Liechtenstein"},
    **{"LT": "Lituanie", "LU": "Luxembourg", "LV": "Lettonie", "MA": "Maroc", "MC": "Monaco"},
    **{"MD": "Moldavie", "ME": "Monténégro", "MK": "Macédoine du Nord", "NL": "Pays-Bas"},
    **{"NO": "Norvège", "PL": "Pologne", "PT": "Portugal", "RO": "Roumanie", "RS": "Serbie"},
    **{"RU": "Russie", "SE": "Suède", "SI": "Slovénie", "SK": "Slovaquie", "SM": "Saint-Marin"},
    **{"SR": "Suriname", "SX": "Sint Maarten", "TR": "Turquie", "UA": "Ukraine"},
    **{"VA": "Vatican", "XK": "Kosovo"},
}
"""In French, by their codes: Europe, and those that border what is French or Spanish elsewhere"""
NO_COUNTRY = frozenset({"aucun", "aucune", "-", "non"})
"""Said in place of a country, where there is none; normalised"""
_WORDS = (
    "AD AI AM AN AS AT AU BE BY DE DO EN ES ET GO IN IS IT LA LU MA ME MI MU NA NE NO NU OM "
    "PA PU SA SE SI SO TO TU US VA VU"
)
ARE_WORDS = frozenset(_WORDS.split())
"""Codes that are words too, in French or English: beside them, another code may be a word"""
_CALLED = {normalise(name): code for code, name in NAMES.items()}


def country_of(text: str) -> str | None:
    """The code of the country that a text names, by its code or by its name in French; ``None``
    where it names none."""
    code = text.strip().upper()
    if code in ISO:
        return code
    return ALSO.get(code) or _CALLED.get(normalise(text))
