"""The published programme as tab-separated text: what each line is.

The format is what a copy of the published document gives: a code, a tab, a label; the page header
(``Axe``, ``PROGRAMME DE TRAVAIL DE LA MOT 2025 (au 29/01/2025)``) again on each page; at the end a
legend, of which the lines marked ``NEW`` hold HTML paragraphs with the themes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.programme.families import DEAL, TRANSVERSAL
from motxl.programme.rows import is_header, is_legend
from motxl.programme.scheme import MOT
from motxl.programme.themes import Theme, deal_key
from motxl.text.normalise import normalise


class NotAProgrammeError(MotxlError):
    """The source holds no programme of work."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A row of the programme as the source has it. ``number`` is the source's line, from 1."""

    number: int
    code: str
    label: str


@dataclass
class SourceText:
    """What was found in a source."""

    title: str = ""
    year: int | None = None
    date: date | None = None
    lines: list[SourceLine] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    legend: list[str] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    """Lines that could not be placed, or only with a doubt: number and sentence"""


_VERSION = re.compile(r"\bau ([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\b")
_YEAR = re.compile(r"\b(20[0-9]{2})\b")
_DEAL_THEME = re.compile(r"\s*th[eè]me\s+([0-9]{1,3})\s*[-–—:]\s*(.+?)\s*\Z", re.IGNORECASE)
_TRANSVERSAL_THEME = re.compile(r"\s*th[eè]me\s+transversal\s*[-–—:]\s*(.+?)\s*\Z", re.IGNORECASE)
MAX_CELL_TEXT = 32_767  # Excel specifications and limits: characters in a cell
# XML 1.0, 2.2: these cannot stand in a workbook.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ALMOST_CODE = re.compile(r"\s*[0-9]")


def read_text(text: str) -> SourceText:
    """Read the source. Raises ``NotAProgrammeError`` when no line of it is a programme's."""
    source = SourceText()
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if raw.strip():
            _read_line(source, number, _without_control_characters(source, number, raw))
    if not _is_programme(source):
        raise NotAProgrammeError(
            _(
                "This is not a work programme: no line holds a code, a tab and a label (for "
                "instance “1.1.1 ⇥ Revue de presse”)."
            )
        )
    return source


def _is_programme(source: SourceText) -> bool:
    """A list that merely begins with numbers is none: a programme has a title, or two levels."""
    codes = [MOT.read(MOT.tidy(line.code)) for line in source.lines]
    if not any(codes) or len(source.notes) > len(source.lines):
        return False
    return bool(source.title) or any(code and len(code) > 1 for code in codes)


def _read_line(source: SourceText, number: int, raw: str) -> None:
    code, tab, label = raw.partition("\t")
    if "\t" in label.rstrip("\t"):
        source.notes.append(
            (number, _("more than one tab; everything after the first was taken as the label"))
        )
    label = label.rstrip("\t")
    if is_header(code.strip(), label.strip()):
        _read_header(source, number, label.strip())
    elif is_legend(code.strip() or None, label.strip() or None):
        _read_legend(source, number, code.strip(), label.strip())
    elif tab and _ALMOST_CODE.match(code):
        if not label.strip():
            source.notes.append((number, _("the code {code} has no label").format(code=code)))
        if MOT.read(code) is None:
            source.notes.append((number, _("“{code}” is not a code").format(code=code)))
        source.lines.append(SourceLine(number, code, label))
    elif tab and not code.strip() and label.strip() and source.lines:
        source.notes.append((number, _("no code; taken as an action without one")))
        source.lines.append(SourceLine(number, "", label))
    else:
        source.notes.append((number, _("not placed: “{text}”").format(text=raw.strip()[:60])))


def _without_control_characters(source: SourceText, number: int, raw: str) -> str:
    text = _NOT_IN_XML.sub("", raw)
    if text != raw:
        source.notes.append((number, _("control characters were left out")))
    if len(text) > MAX_CELL_TEXT:
        raise MotxlError(
            _("Line {number} has {count} characters; an Excel cell holds at most {most}.").format(
                number=number, count=len(text), most=MAX_CELL_TEXT
            )
        )
    return text


def _read_header(source: SourceText, number: int, title: str) -> None:
    if source.title and title != source.title:
        source.notes.append((number, _("another title: “{text}”").format(text=title)))
        return
    source.title = title
    version = _VERSION.search(normalise(title))
    if version:
        day, month, year = map(int, version.groups())
        try:
            source.date = date(year, month, day)
        except ValueError:
            source.notes.append((number, _("“{text}” is not a date").format(text=version[0])))
    named = _YEAR.search(title)
    source.year = int(named[1]) if named else None


def _read_legend(source: SourceText, number: int, code: str, label: str) -> None:
    paragraphs = _paragraphs(label) if "<" in label else [label] if label else []
    source.legend.append("\n".join([code, *paragraphs]) if code else "\n".join(paragraphs))
    for paragraph in paragraphs:
        if deal := _DEAL_THEME.match(paragraph):
            theme = int(deal[1])
            source.themes.append(Theme(deal_key(theme), DEAL, theme, deal[2], new=True))
        elif transversal := _TRANSVERSAL_THEME.match(paragraph):
            name = transversal[1]
            source.themes.append(Theme(name, TRANSVERSAL, None, name, new=True))
        elif "<" in label and paragraph is not paragraphs[0]:
            source.notes.append((number, _("not a theme: “{text}”").format(text=paragraph[:60])))


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "br", "li", "div"}:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        self.found[-1] += data


def _paragraphs(html: str) -> list[str]:
    parser = _Paragraphs()
    parser.feed(html)
    parser.close()
    return [text for part in parser.found if (text := part.strip())]


_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes) -> str:
    """The text of a source: UTF-8 or UTF-16 with a mark, UTF-8, else Windows' Western encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\x00" in data[:4096]:
        raise NotAProgrammeError(_("This is not text: it holds binary data."))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
