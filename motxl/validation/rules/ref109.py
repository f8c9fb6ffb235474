"""Rule REF109, code-unknown."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from motxl.i18n import N_, _
from motxl.programme.codes import Code
from motxl.programme.header_words import names_other_rows
from motxl.programme.mentions import (
    Grammar,
    Mention,
    may_mention,
    title_number,
    unknown_in_list,
    unknown_mentions,
)
from motxl.programme.model import AXE, LABEL, Entry, PlacedText, Programme
from motxl.programme.scheme import Scheme
from motxl.programme.texts import FREE_COLUMNS, grammar_of_programme, texts
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class CodeUnknown(Rule):
    code = "REF109"
    name = "code-unknown"
    words = N_("unknown code")
    severity = Severity.WARNING
    summary = N_("A text names a code that no row has.")
    explanation = N_(
        "“cf. 2.1.3”, “objectif 2.1” or “axe 2”, in a label, another column or another table, "
        "names a row of the programme by its code. Anything that may be an axis or an article "
        "of another document is left alone. When codes change, motxl renumber updates the "
        "texts that name them."
    )
    bad = N_("cf. 9.9.9, in a programme of three axes")
    good = "cf. 2.1.3"
    columns = (AXE, LABEL)

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        known = facts.outline.nodes
        if not known or facts.programme.scheme_faults:
            return
        # A part of a programme may begin with any axis: what comes before it may be elsewhere.
        first = min(code[0] for code in known)
        grammar = grammar_of_programme(facts.programme)
        for text, entry, mentioned in _mentioning(facts.programme, known, grammar):
            unknown = [
                mention
                for mention in mentioned
                if mention.code[0] >= first
                and not _is_retired(facts, mention.code)
                and not _is_title(facts, text, entry, mention, grammar)
            ]
            if unknown:
                yield self._found(facts, text, entry, unknown)

    def _found(
        self, facts: Facts, text: PlacedText, entry: Entry | None, unknown: Sequence[Mention]
    ) -> Diagnostic:
        codes = list(dict.fromkeys(mention.code for mention in unknown))
        named = ", ".join(_said(facts.programme.scheme, code) for code in codes)
        message = _("The text names {codes}, which no row of the programme has.")
        message = message.format(codes=named)
        advice = _("Write the code of the row that is meant, or remove these words.")
        if entry is not None:
            return self.at(facts, entry, message, advice, column=text.header, subject=named)
        return self.on_sheet(
            text.sheet,
            message,
            advice,
            row=text.row,
            column=text.column,
            subject=f"{text.text} {named}",
        )


def _mentioning(
    programme: Programme, known: Container[Code], grammar: Grammar
) -> Iterator[tuple[PlacedText, Entry | None, Sequence[Mention]]]:
    """The texts that name codes which are not known, those in labels first."""
    column = programme.columns[LABEL]
    labels = list(programme.by_label)
    for place in sorted(may_mention(labels, grammar)):
        label = labels[place]
        mentioned = unknown_mentions(label, known, grammar)
        for entry in programme.by_label[label] if mentioned else ():
            yield PlacedText(programme.sheet, entry.row, column, LABEL, label), entry, mentioned
    for text, one in texts(programme, FREE_COLUMNS):
        found = [*unknown_mentions(text.text, known, grammar)]
        if programme.is_guessed and names_other_rows(text.header):
            found += unknown_in_list(text.text, known, grammar)
        if found:
            yield text, one, found


def _said(scheme: Scheme, code: Code) -> str:
    if len(code) == 1 and scheme.is_usual:
        return _("axis {axis}").format(axis=code[0])
    return scheme.write(code) if len(code) > 1 else scheme.title(code)


def _is_retired(facts: Facts, code: Code) -> bool:
    """Whether a code may be one that the programme had, where such codes are never given again."""
    if not facts.programme.scheme.is_stable:
        return False
    children = facts.outline.children
    for depth in range(1, len(code) + 1):
        if code[:depth] not in facts.outline.nodes:
            siblings = children.get(code[: depth - 1], ())
            return any(one[-1] > code[depth - 1] for one in siblings)
    return False


def _is_title(
    facts: Facts, text: PlacedText, entry: Entry | None, mention: Mention, grammar: Grammar
) -> bool:
    """Whether it is the number in a heading's own title: NUM009 compares it with the code."""
    if entry is None or text.header != LABEL:
        return False
    return mention.start == title_number(text.text, grammar) and facts.outline.is_heading(entry)


RULE = CodeUnknown
