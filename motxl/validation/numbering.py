"""Which rule speaks of a code that is not what it must be: one cause, one finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from motxl.i18n import _
from motxl.programme.codes import Code
from motxl.programme.codes_in_labels import code_in_label, named_axis
from motxl.programme.evidence import Reading
from motxl.programme.model import TYPE, Entry
from motxl.programme.outline import Outline
from motxl.programme.scheme import NO_HEADING


class CodeFault(NamedTuple):
    """A row whose code is not written as it must be."""

    rule: str
    entry: Entry
    reading: Reading
    is_safe: bool
    """Whether nothing else can be meant"""
    with_it: tuple[Entry, ...] = ()
    """Rows below that carry the same wrong code: its actions"""
    exchanged: CodeFault | None = None
    """The fault of the heading that has this one's code, where this one has that one's"""

    @property
    def code(self) -> Code | None:
        """What is to be written; ``None`` where several codes are as probable."""
        return self.reading.code if self.reading.is_likely else None


def code_faults(outline: Outline) -> dict[str, list[CodeFault]]:
    """The faults, by the rule that speaks of them, in the order of the rows."""
    found: dict[str, list[CodeFault]] = {}
    last: CodeFault | None = None
    for fault in _faults(outline):
        if last is not None and _goes_with(last, fault):
            last = last._replace(is_safe=False, with_it=(*last.with_it, fault.entry))
            found[last.rule][-1] = last
            continue
        found.setdefault(fault.rule, []).append(fault)
        last = fault if fault.entry.level else None
    if taken := found.get("NUM008"):
        found["NUM008"] = list(_paired(taken))
    return found


def _paired(faults: Sequence[CodeFault]) -> Iterator[CodeFault]:
    """The faults, two headings that have each other's code as one: that is one cause."""
    by_written = {fault.entry.written_code: fault for fault in faults}
    told: set[int] = set()
    for fault in faults:
        other = by_written.get(fault.code) if fault.code is not None else None
        if fault.entry.row in told:
            continue
        if other is not None and other.code == fault.entry.written_code is not None:
            told.add(other.entry.row)
            yield fault._replace(exchanged=other, is_safe=fault.is_safe and other.is_safe)
        else:
            yield fault


def _faults(outline: Outline) -> Iterator[CodeFault]:
    evidence, doubtful = outline.evidence, outline.evidence.doubtful
    for entry in outline.entries:
        code = entry.code
        if entry.row not in doubtful and outline.scheme.is_within(code):
            continue
        reading = evidence.of(entry)
        rule = _rule(outline, entry, reading)
        if rule is not None:
            if rule == "NUM018" and reading.code == entry.written_code:
                reading = reading._replace(is_likely=False)
            yield CodeFault(rule, entry, reading, _is_safe(outline, entry, reading))


def _goes_with(heading: CodeFault, action: CodeFault) -> bool:
    """Whether an action carries the wrong code of its heading, so that both are one cause."""
    return (
        action.rule == "NUM018"
        and heading.entry.written_code is not None
        and heading.entry.written_code == action.entry.written_code
        and heading.reading.code == action.reading.code
        and heading.code is not None
    )


def _rule(outline: Outline, entry: Entry, reading: Reading) -> str | None:
    value = entry.code_value
    if value is None or not str(value).strip():
        may_be_blank = outline.evidence.is_of_headings_only and not entry.level
        return None if may_be_blank and code_in_label(entry) is None else "NUM003"
    if not isinstance(value, str):
        return "NUM002"
    code = entry.written_code
    if code is None:
        return "NUM018" if entry.level == NO_HEADING and reading.code is not None else "NUM001"
    is_action = entry.level == NO_HEADING or (entry.level is None and not reading.is_heading)
    if not outline.scheme.is_within(code):
        return "NUM010"
    if reading.code == code:
        if _is_under_another(outline, entry, code, reading):
            return "NUM018"
        return None if entry.code is not None else "NUM012"
    if reading.code is None or is_action:
        return "NUM018"
    if named_axis(entry) == reading.code[0] and len(reading.code) == 1:
        return "NUM009"
    if _is_taken(outline, entry, code):
        return "NUM008"
    says_level = len(code) != len(reading.code) and outline.programme.has(TYPE)
    return "NUM016" if says_level else "NUM006"


def _is_under_another(outline: Outline, entry: Entry, code: Code, reading: Reading) -> bool:
    """Whether an action stands under one heading with the code of another, and nobody knows which
    is meant. Where that other heading is not there, NUM004 or NUM016 speaks of it."""
    if reading.is_certain or reading.was_moved or code not in outline.typed_headings:
        return False
    above = outline.evidence.written_above.get(entry.row)
    return above is not None and above != code


def _is_safe(outline: Outline, entry: Entry, reading: Reading) -> bool:
    """Whether nothing else can be meant. An action that carries the code of another heading may
    have been put into the wrong place."""
    code = entry.written_code
    is_blank = not str(entry.code_value or "").strip()
    if is_blank and not outline.programme.has(TYPE) and outline.evidence.has_many_blanks:
        return False
    if is_blank and not reading.is_heading and _is_after_gap(outline, reading.code):
        return False  # the heading's own code is in doubt: NUM005 asks
    if code is None or code == reading.code:
        readings = outline.evidence.readings_of(entry)
        return reading.is_certain and (
            reading.code in readings or not any(_is_taken(outline, entry, c) for c in readings)
        )
    if not reading.is_heading and _is_taken(outline, entry, code):
        return False
    if not outline.programme.has(TYPE) and (len(code) == 1 or code[:-1] in outline.nodes):
        return False  # nothing but the code says what the row is: it may stand in the wrong place
    most = outline.scheme.depth
    deeper = len(code) > most and code[:most] == reading.code
    return reading.is_certain and not deeper


def _is_after_gap(outline: Outline, code: Code | None) -> bool:
    return code is not None and code[-1] > 1 and (*code[:-1], code[-1] - 1) not in outline.nodes


def _is_taken(outline: Outline, entry: Entry, code: Code) -> bool:
    """Whether a code is another heading's."""
    heading = outline.first_blocks.get(code)
    return heading is not None and heading.entries[0] is not entry


def said_reading(fault: CodeFault) -> str | None:
    """What to write, and what else it may be; ``None`` where nothing is to be written for sure."""
    if fault.code is None:
        return None
    write = fault.entry.scheme.write
    code = write(fault.code)
    if (in_label := code_in_label(fault.entry)) is not None and in_label.code == fault.code:
        if in_label.end == len(fault.entry.label):
            return _("Exchange the code and the label: {code} is the code.").format(code=code)
        return _(
            "Write {code}, as text, in the cell for the code, and take it out of the label."
        ).format(code=code)
    if fault.is_safe:
        return _("Write {code}, as text.").format(code=code)
    others = [write(one) for one in fault.reading.others if one != fault.code]
    written = fault.entry.written_code
    if written is not None and written != fault.code:
        others = [one for one in others if one != write(written)]
        text = _("Write {code}, as text, unless {written} is right.")
        if others:
            text = _(
                "Write {code}, as text, unless {written} is right; the code meant may also be "
                "{others}."
            )
        return text.format(code=code, written=write(written), others=", ".join(others[:2]))
    if not others:
        return _("Write {code}, as text, if that was the code.").format(code=code)
    return _("Write {code}, as text; the code meant may also be {others}.").format(
        code=code, others=", ".join(others[:3])
    )
