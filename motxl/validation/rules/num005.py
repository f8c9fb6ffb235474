"""Rule NUM005, code-gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from motxl.i18n import N_, _, ngettext
from motxl.programme.codes import Code
from motxl.programme.model import AXE
from motxl.programme.outline import Outline
from motxl.validation.rule import Diagnostic, Facts, Fix, Rule, Severity

# So many gaps in a list of another house, and one at every third code, are its way to count.
_HABIT = 4


class CodeGap(Rule):
    code = "NUM005"
    name = "code-gap"
    words = N_("gap in the codes")
    severity = Severity.WARNING
    fix = "unsafe"
    summary = N_("A number is skipped between two codes.")
    explanation = N_(
        "The codes under one heading follow one another: after 1.1.1 comes 1.1.2. A gap often "
        "means that a row was deleted or mistyped. If a level is numbered through the whole "
        "programme, its numbers continue from one heading to the next. If Paramètres "
        "indicates that the numbering is stable, gaps are intended and are not reported."
    )
    bad = N_("1.1.1 then 1.1.3")
    good = N_("1.1.1 then 1.1.2")

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        outline, scheme = facts.outline, facts.programme.scheme
        if scheme.is_stable:
            return
        gaps = [*self._gaps(facts)]
        if facts.is_foreign and len(gaps) >= _HABIT and 4 * len(gaps) >= len(outline.nodes):
            # A list of what is done, or of what is kept: nobody misses a row in each.
            code, first = gaps[0]
            yield first._replace(
                message=ngettext(
                    "Numbers are left out in {n} place, before {code}.",
                    "Numbers are left out in {n} places, the first of them before {code}.",
                    len(gaps),
                ).format(n=len(gaps), code=scheme.write(code)),
                suggestion=_(
                    "If these numbers are left out on purpose, there is nothing to do; "
                    "otherwise add the missing rows."
                ),
                severity=Severity.INFO,
            )
            return
        yield from (one for _code, one in gaps)

    def _gaps(self, facts: Facts) -> Iterator[tuple[Code, Diagnostic]]:
        outline, scheme = facts.outline, facts.programme.scheme
        for siblings, begins_anew in outline.counts:
            # An extract of the programme may begin with any axis; below, a count begins with 1.
            previous = (*siblings[0][:-1], 0) if begins_anew else siblings[0]
            for at, code in enumerate(siblings):
                is_gap = code[-1] > previous[-1] + 1 and not _is_told(outline, previous, code)
                if is_gap and (entry := outline.first_entry(code)) is not None:
                    expected = scheme.write((*code[:-1], previous[-1] + 1))
                    yield (
                        code,
                        self.at(
                            facts,
                            entry,
                            _("{code} comes after {previous}: {expected} is missing.").format(
                                code=scheme.write(code),
                                previous=scheme.write(previous),
                                expected=expected,
                            )
                            if previous[-1]
                            else _(
                                "{code} is the first under its heading: {expected} is missing."
                            ).format(code=scheme.write(code), expected=expected),
                            _("Number this row {expected}, or add the missing row.").format(
                                expected=expected
                            ),
                            subject=scheme.write(code),
                            fix=_closed(facts, siblings[at:], code[-1] - previous[-1] - 1),
                        ),
                    )
                previous = code


def _is_told(outline: Outline, previous: Code, code: Code) -> bool:
    """Whether the numbers that are missing between two codes are there in the wrong place, or
    others in their place: NUM006 and NUM008 speak of them. Where codes hold those of the headings
    above, the code of each row is what it must be, and nothing is in a wrong place."""
    missing = set(range(previous[-1] + 1, code[-1]))
    instead = len(outline.typed_headings.get(previous, ())[1:])
    if outline.scheme.is_nested:
        return instead >= len(missing)
    wrong = [one for one in outline.backwards if len(one) == len(code)]
    instead += sum(previous < one < code for one in wrong)
    return missing <= {one[-1] for one in wrong} or instead >= len(missing)


def _closed(facts: Facts, later: Sequence[Code], by: int) -> Fix | None:
    """Later siblings, and all that stands under them, count on without the gap."""
    outline, programme = facts.outline, facts.programme
    if facts.is_foreign:
        return None  # nothing but the codes says what stands where: the missing row may be meant
    if not programme.has(AXE) or any(code[-1] <= by for code in later):
        return None
    from motxl.programme.renumbering import recoded  # most programmes have no gap

    moved = {code: (*code[:-1], code[-1] - by) for code in later}
    depth = len(later[0])
    renamed = {
        code: (*new, *code[depth:])
        for code in outline.nodes
        if (new := moved.get(code[:depth])) is not None
    }
    codes = {row: renamed[code] for row, code in outline.codes.items() if code in renamed}
    is_in_order = not (outline.misplaced or outline.backwards)
    if outline.evidence.doubtful or not is_in_order or outline.has_headings_twice:
        return None  # what is wrong elsewhere comes first: it may be what is missing here
    return Fix(False, tuple(recoded(programme, codes, renamed)))


RULE = CodeGap
