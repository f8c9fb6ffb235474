"""Rule REF109, code-unknown."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from motxl.i18n import N_, _
from motxl.programme.codes import Code, format_code
from motxl.programme.mentions import Mention, may_mention, title_number, unknown_mentions
from motxl.programme.model import AXE, LABEL, Entry, PlacedText, Programme
from motxl.programme.texts import FREE_COLUMNS, texts
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
        if not known:
            return
        # A part of a programme may begin with any axis: what comes before it may be elsewhere.
        first = min(code[0] for code in known)
        for text, entry, mentioned in _mentioning(facts.programme, known):
            unknown = [
                mention
                for mention in mentioned
                if mention.code[0] >= first and not _is_title(facts, text, entry, mention)
            ]
            if unknown:
                yield self._found(facts, text, entry, unknown)

    def _found(
        self, facts: Facts, text: PlacedText, entry: Entry | None, unknown: Sequence[Mention]
    ) -> Diagnostic:
        codes = list(dict.fromkeys(mention.code for mention in unknown))
        named = ", ".join(map(_said, codes))
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
    programme: Programme, known: Container[Code]
) -> Iterator[tuple[PlacedText, Entry | None, Sequence[Mention]]]:
    """The texts that name codes which are not known, those in labels first."""
    column = programme.columns[LABEL]
    labels = list(programme.by_label)
    for place in sorted(may_mention(labels)):
        label = labels[place]
        mentioned = unknown_mentions(label, known)
        for entry in programme.by_label[label] if mentioned else ():
            yield PlacedText(programme.sheet, entry.row, column, LABEL, label), entry, mentioned
    for text, one in texts(programme, FREE_COLUMNS):
        if mentioned := unknown_mentions(text.text, known):
            yield text, one, mentioned


def _said(code: Code) -> str:
    return format_code(code) if len(code) > 1 else _("axis {axis}").format(axis=code[0])


def _is_title(facts: Facts, text: PlacedText, entry: Entry | None, mention: Mention) -> bool:
    """Whether it is the number in a heading's own title: NUM009 compares it with the code."""
    if entry is None or text.header != LABEL:
        return False
    return mention.start == title_number(text.text) and facts.outline.is_heading(entry)


RULE = CodeUnknown
