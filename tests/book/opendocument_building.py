"""Small OpenDocument spreadsheets, written by hand for what no program would write."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = " ".join(f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "table", "text"))
_START = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES}>'
_MANIFEST = f'<m:manifest xmlns:m="{_OASIS}manifest:1.0">%s</m:manifest>'


def text_cell(text: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {attributes}>'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )


def row(*cells: str, attributes: str = "") -> str:
    made = (one if one.startswith("<") else text_cell(one) for one in cells)
    return f"<table:table-row {attributes}>{''.join(made)}</table:table-row>"


def sheet(name: str, *rows: str) -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def write(
    path: Path,
    *sheets: str,
    prolog: str = "",
    mimetype: str = SPREADSHEET,
    manifest: str = "",
    content: bytes | None = None,
) -> Path:
    """``content`` takes the place of ``content.xml`` as it would be made."""
    body = f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
    start = _START.replace("?>", f"?>{prolog}", 1)
    made = f"{start}{body}</office:document-content>".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        archive.writestr("content.xml", made if content is None else content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST % manifest)
    return path
