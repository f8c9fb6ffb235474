"""The published programme as tab-separated text: what each line is.

The format is what a copy of the published document gives: a code, a tab, a label; the page header
(``Axe``, ``PROGRAMME DE TRAVAIL DE LA MOT 2025 (au 29/01/2025)``) again on each page; at the end a
legend, of which the lines marked ``NEW``, or so in French, hold HTML paragraphs with the themes.
"""

from __future__ import annotations

import re

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.importers.legend import LegendLine, paragraphs, read_legend
from motxl.importers.source import NotAProgrammeError, SourceLine, SourceProgramme, read_title
from motxl.programme.cellvalue import as_text
from motxl.programme.rows import NEW, is_header, is_legend
from motxl.programme.scheme import MOT
from motxl.text.normalise import normalise

MAX_CELL_TEXT = 32_767  # Excel specifications and limits: characters in a cell
# XML 1.0, 2.2: these cannot stand in a workbook.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ALMOST_CODE = re.compile(r"\s*[0-9]")


def read_text(text: str) -> SourceProgramme:
    """Read the source. Raises ``NotAProgrammeError`` when no line of it is a programme's."""
    source, legend = SourceProgramme(), _Legend()
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if raw.strip():
            _read_line(source, legend, number, _without_control_characters(source, number, raw))
    _read_legend(source, legend)
    if not _is_programme(source):
        raise NotAProgrammeError(
            _(
                "This is not a work programme: no line holds a code, a tab and a label (for "
                "instance “1.1.1 ⇥ Revue de presse”)."
            )
        )
    return source


def _is_programme(source: SourceProgramme) -> bool:
    """A list that merely begins with numbers is none: a programme has a title, or two levels."""
    codes = [MOT.read(MOT.tidy(as_text(line.code))) for line in source.lines]
    if not any(codes) or len(source.notes) > len(source.lines):
        return False
    return bool(source.title) or any(code and len(code) > 1 for code in codes)


def _read_line(source: SourceProgramme, legend: _Legend, number: int, raw: str) -> None:
    code, tab, label = raw.partition("\t")
    if "\t" in label.rstrip("\t"):
        source.notes.append(
            (number, _("more than one tab; everything after the first was taken as the label"))
        )
    label = label.rstrip("\t")
    if is_header(code.strip(), label.strip()):
        _read_header(source, number, label.strip())
    elif is_legend(code.strip() or None, label.strip() or None):
        is_known = normalise(code) not in NEW - {"new"}
        _read_paragraphs(legend, number, code.strip(), label.strip(), is_known=is_known)
    elif tab and _ALMOST_CODE.match(code):
        if not label.strip():
            source.notes.append((number, _("the code {code} has no label").format(code=code)))
        if MOT.read(code) is None:
            source.notes.append((number, _("“{code}” is not a code").format(code=code)))
        source.lines.append(SourceLine(number, code, label))
    elif tab and not code.strip() and label.strip() and source.lines:
        source.notes.append((number, _("no code; taken as an action without one")))
        source.lines.append(SourceLine(number, "", label))
    elif tab and (normalise(code) in NEW or "<p>" in label.lower()):
        _read_paragraphs(legend, number, code.strip(), label.strip(), is_known=False)
    else:
        legend.lines += (LegendLine(number, one) for one in paragraphs(" ".join(raw.split())))


def _without_control_characters(source: SourceProgramme, number: int, raw: str) -> str:
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


def _read_header(source: SourceProgramme, number: int, title: str) -> None:
    if source.title and title != source.title:
        source.notes.append((number, _("another title: “{text}”").format(text=title)))
        return
    read_title(source, title, number)


class _Legend:
    """What was found of a legend: the lines that it may hold, and the texts that show it."""

    def __init__(self) -> None:
        self.lines: list[LegendLine] = []
        self.texts: list[tuple[int, str]] = []
        """With the lines of the source"""


def _read_paragraphs(
    legend: _Legend, number: int, code: str, label: str, *, is_known: bool
) -> None:
    """Take a line of the published legend over, as one text and as the lines that it holds."""
    is_new = normalise(code) in NEW
    if code and (is_known or is_new) and code != "NEW":
        legend.lines.append(LegendLine(number, code, is_known=True))
    elif code and not is_new:
        legend.lines.append(LegendLine(number, code))
    lines = paragraphs(label)
    legend.texts.append((number, "\n".join([code, *lines] if code else lines)))
    for paragraph in lines:
        # What stands between tags is a title, or a theme each.
        is_title = "<" not in label or paragraph is lines[0]
        one = LegendLine(number, paragraph, is_new=is_new, is_known=is_known and is_title)
        legend.lines.append(one)


def _read_legend(source: SourceProgramme, found: _Legend) -> None:
    lines = found.lines
    labels = [line.label for line in source.lines]
    # One line of the source may hold several of the legend: they are counted here.
    legend = read_legend((line._replace(number=n) for n, line in enumerate(lines)), labels)
    source.themes, source.families = legend.themes, legend.families
    source.worded_colours = legend.worded
    source.unread_legend = [lines[n].text for n in legend.unread]
    placed = {*legend.placed}
    for number, line in enumerate(lines):
        stands = any(line.text in text for _number, text in found.texts)
        if not stands and (number in placed or number in legend.unread):
            # What seems to be of a legend stands on Accueil with it, understood or not.
            found.texts.append((line.number, line.text))
            stands = True
        if number not in placed:
            text = _not_understood(is_new=line.is_new, stands=stands)
            source.notes.append((line.number, text.format(text=line.text)))
        elif number in legend.in_doubt:
            source.notes.append((line.number, two_or_one(line.text)))
    source.legend = [text for _number, text in sorted(found.texts, key=lambda one: one[0])]
    source.notes.sort(key=lambda note: note[0])


def _not_understood(*, is_new: bool, stands: bool) -> str:
    """What is said of a line that may be one of a legend; whether it ``stands`` in the workbook."""
    if not stands:
        return _("not placed: “{text}”")
    if is_new:
        return _("not a theme: “{text}”; it stands in the sheet Accueil")
    return _("not understood: “{text}”; it stands in the sheet Accueil")


def two_or_one(text: str) -> str:
    """What is said of a line whose last words may name one theme, or two."""
    return _(
        "the last theme of “{text}” may be two themes; separate themes with semicolons"
    ).format(text=text[:60])
