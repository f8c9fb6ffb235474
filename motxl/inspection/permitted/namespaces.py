"""Namespaces that may be declared, and with which prefixes."""

from __future__ import annotations

_MS = "http://schemas.microsoft.com/office/"
_OOXML = "http://schemas.openxmlformats.org/"

URIS = {
    "main": _OOXML + "spreadsheetml/2006/main",
    "a": _OOXML + "drawingml/2006/main",
    "xdr": _OOXML + "drawingml/2006/spreadsheetDrawing",
    "r": _OOXML + "officeDocument/2006/relationships",
    "mc": _OOXML + "markup-compatibility/2006",
    "ct": _OOXML + "package/2006/content-types",
    "rel": _OOXML + "package/2006/relationships",
    "cp": _OOXML + "package/2006/metadata/core-properties",
    "ep": _OOXML + "officeDocument/2006/extended-properties",
    "op": _OOXML + "officeDocument/2006/custom-properties",
    "vt": _OOXML + "officeDocument/2006/docPropsVTypes",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dcmitype": "http://purl.org/dc/dcmitype/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "x14": _MS + "spreadsheetml/2009/9/main",
    "x14ac": _MS + "spreadsheetml/2009/9/ac",
    "xm": _MS + "excel/2006/main",
    "x15": _MS + "spreadsheetml/2010/11/main",
    "x15ac": _MS + "spreadsheetml/2010/11/ac",
    "x16r2": _MS + "spreadsheetml/2015/02/main",
    "xr": _MS + "spreadsheetml/2014/revision",
    "xr2": _MS + "spreadsheetml/2015/revision2",
    "xr3": _MS + "spreadsheetml/2016/revision3",
    "xr6": _MS + "spreadsheetml/2016/revision6",
    "xr9": _MS + "spreadsheetml/2016/revision9",
    "xr10": _MS + "spreadsheetml/2016/revision10",
    "xlrd2": _MS + "spreadsheetml/2017/richdata2",
    "xcalcf": _MS + "spreadsheetml/2018/calcfeatures",
    "a14": _MS + "drawing/2010/main",
    "a16": _MS + "drawing/2014/main",
    "adec": _MS + "drawing/2017/decorative",
    "thm15": _MS + "thememl/2012/main",
    "loext": "http://schemas.libreoffice.org/",
    "mx": _MS + "mac/excel/2008/main",
    "mv": "urn:schemas-microsoft-com:mac:vml",
    "xne": _MS + "excel/2006/main",
    "c": _OOXML + "drawingml/2006/chart",
    "cx": _MS + "drawing/2014/chartex",
    "cx1": _MS + "drawing/2015/9/8/chartex",
    "dgm": _OOXML + "drawingml/2006/diagram",
    "dsp": _MS + "drawing/2008/diagram",
}
"""By the prefixes that programs give them; some are declared wherever nothing of them stands"""

_OTHER_PREFIXES = {"main": ("x", "ssml"), "x14ac": ("ac",), "rel": ("r",), "ep": ("ap",)}


def is_known(prefix: str, uri: str) -> bool:
    """Whether a declaration is one that programs write: a name of one's own would be a text."""
    known = [name for name, value in URIS.items() if value == uri]
    others = [other for name in known for other in _OTHER_PREFIXES.get(name, ())]
    return bool(known) and (
        prefix in ("", *known, *others) or (prefix[:2] == "ns" and prefix[2:].isdecimal())
    )
