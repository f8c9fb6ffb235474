"""Running the rules over a programme: ``validate(programme) -> [Diagnostic]``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from motxl.errors import UsageError
from motxl.i18n import _
from motxl.programme.codeplace import CodePlace
from motxl.programme.misfit import Misfit
from motxl.programme.model import Programme
from motxl.validation.diagnostics import Diagnostic, Severity
from motxl.validation.rule import Facts
from motxl.validation.rules import CODES, rule

_IN_OTHERS = {
    "NUM002": Severity.WARNING,
    "NUM003": Severity.WARNING,
    "NUM019": Severity.WARNING,
    "STR704": Severity.WARNING,
    "STR703": Severity.INFO,
}
"""How far what stands in the way of motxl, where a workbook is to be one of ours, counts in a list
of others, whose numbering was read from its codes alone: codes that are numbers, rows
without a code or a text and merged cells may be meant there, and are to check; blank rows part its
sections"""


# More rows than these, and than one in so many, are not wrong by slips.
_MOST_SLIPS, _ONE_IN = 12, 4
_OF_CELLS = frozenset(("NUM002", "NUM012"))
"""The rules that tell what a program made of a code, or how it is spelt, whatever it counts"""


def validate(
    programme: Programme,
    codes: Iterable[str] = CODES,
    told: Callable[[int, int], None] | None = None,
) -> list[Diagnostic]:
    """Everything that the rules find, sheet by sheet in the order of the rows, then what is on no
    cell.

    Diagnostics that staff accepted in Contrôle are there too, marked as accepted. ``told`` is told
    before each rule which one it is, from 1, and of how many.
    """
    if programme.spelt is not None:
        programme.spelt.extracted_to_some = programme.extracted_to_some
        programme = programme.spelt
    if programme.spread is not None:
        from motxl.validation.spread import validate_spread  # few programmes are

        return validate_spread(programme, codes, validate_one)
    return validate_one(programme, codes, told)


def validate_one(
    programme: Programme, codes: Iterable[str], told: Callable[[int, int], None] | None = None
) -> list[Diagnostic]:
    """Everything that the rules find, with the rows that the entries have."""
    facts = Facts(programme)
    writes_codes = programme.code_place is CodePlace.COLUMN
    found: list[Diagnostic] = []
    codes = list(codes)
    for number, code in enumerate(codes, 1):
        if told is not None:
            told(number, len(codes))
        one = rule(code)
        if not one.applies(programme):
            continue
        if one.reads_codes and not (facts.shape.is_understood and writes_codes):
            # Nothing is written into a numbering that is another one, or not wholly understood, nor
            # where the codes have no cells of their own.
            if facts.shape.is_readable or one.compares_texts:
                found += (diagnostic._replace(fix=None) for diagnostic in one.check(facts))
            continue
        found += one.check(facts)
    if programme.is_guessed:
        found = [
            one._replace(severity=min(one.severity, _IN_OTHERS.get(one.rule, one.severity)))
            for one in found
        ]
        if programme.is_counted:
            found = _as_far_as_read(programme, found)
    if programme.accepted:
        found = [
            diagnostic._replace(accepted=True)
            if diagnostic.fingerprint in programme.accepted
            else diagnostic
            for diagnostic in found
        ]
    first = programme.sheet
    found.sort(key=lambda d: (d.sheet != first, d.sheet, not d.row, d.row, -d.severity, d.rule))
    return found


def _as_far_as_read(programme: Programme, found: list[Diagnostic]) -> list[Diagnostic]:
    """What was found in a list whose numbering was read from its codes: where the rules of the
    numbering find fault with more rows than hands slip in, it is the reading that is wrong, which
    the programme then says (``misfit``), and none of it holds."""
    entries = {entry.row for entry in programme.entries}
    numbering = [one for one in found if one.rule.startswith("NUM") and one.rule not in _OF_CELLS]
    told = {one.row for one in numbering if one.severity > Severity.INFO}
    wrong = sorted(entries.intersection(told))
    if len(wrong) <= max(_MOST_SLIPS, len(entries) // _ONE_IN):
        return found
    programme.misfit = Misfit(len(wrong), wrong[0])
    programme.is_counted = False
    return [one for one in found if not one.rule.startswith("NUM")]


def chosen_codes(select: str | Sequence[str] = (), ignore: str | Sequence[str] = ()) -> list[str]:
    """The codes that ``--select`` and ``--ignore`` leave: rules or families, ``REF102`` or ``REF``,
    in a text or several.

    Ignoring is stronger than selecting. Raises ``UsageError`` for what names no rule, and where
    none is left: a check by no rule would find that all is well.
    """
    chosen = _matching(select) if select else set(CODES)
    if ignore:
        chosen -= _matching(ignore)
    if not chosen:
        raise UsageError(_("No rule is left to apply: all the selected rules are ignored."))
    return [code for code in CODES if code in chosen]


def _matching(patterns: str | Sequence[str]) -> set[str]:
    found: set[str] = set()
    for pattern in [patterns] if isinstance(patterns, str) else patterns:
        for one in pattern.replace(";", ",").split(","):
            prefix = one.strip().upper()
            if not prefix:
                continue
            codes = {code for code in CODES if code.startswith(prefix)}
            if not codes:
                raise UsageError(
                    _("No rule is called {code}; motxl rules lists all rules.").format(
                        code=one.strip()
                    )
                )
            found |= codes
    if not found:
        raise UsageError(
            _("No rule is given: give a rule or a family of rules, such as NUM004 or REF.")
        )
    return found
