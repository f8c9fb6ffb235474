"""Rule VER801, adopted-text-changed."""

from __future__ import annotations

from collections.abc import Iterator

from motxl.i18n import N_, _
from motxl.programme.adoption import (
    TEXT_COLUMNS,
    adopted_last,
    fingerprint_of,
    is_readable,
    said_of,
)
from motxl.programme.model import AXE, LABEL, Entry, Programme
from motxl.programme.outline import Outline
from motxl.programme.registers import Version
from motxl.template.layout import VersionColumn
from motxl.validation.rule import Diagnostic, Facts, Rule, Severity


class AdoptedTextChanged(Rule):
    code = "VER801"
    name = "adopted-text-changed"
    words = N_("adopted text that was changed")
    severity = Severity.WARNING
    summary = N_("A code, a label or a Type is not what was adopted.")
    explanation = N_(
        "“motxl freeze” keeps a fingerprint of the text as it was adopted: the codes, the "
        "labels and the Type of the rows, in their order. Typography, colours and the other "
        "columns do not count. If the frozen copy is beside the workbook, or the adopted "
        "state is still kept, each row that differs is reported; otherwise, the rule reports "
        "only that something differs. There is no correction: either the adopted text is "
        "restored, or the change is adopted in its turn and the workbook is frozen again."
    )
    bad = N_("“Deux séminaires” where “Un séminaire” was adopted")
    good = N_("The text as it was adopted, with Bilan and Commentaire kept up to date")
    columns = ()

    def check(self, facts: Facts) -> Iterator[Diagnostic]:
        programme = facts.programme
        version = adopted_last(programme.registers)
        if version is None or fingerprint_of(programme) == version.fingerprint:
            return
        if not is_readable(version.fingerprint):
            text = _("The fingerprint of the adopted text cannot be read: nothing was compared.")
            yield self._of_version(facts, version, text, "unread")
            return
        adopted = programme.adopted_text(version)
        found = list(self._by_row(facts, version, adopted)) if adopted is not None else []
        if not found:
            text = _(
                "The codes, the labels or the Types are not those that were adopted on "
                "{when}, but motxl cannot tell which of them differ."
            )
            found.append(
                self._of_version(facts, version, text.format(when=said_of(version)), "text")
            )
        yield from found

    def _by_row(self, facts: Facts, version: Version, adopted: Programme) -> Iterator[Diagnostic]:
        from motxl.programme.comparing import compare  # most texts are what was adopted

        when = said_of(version)
        is_sorted = Outline(facts.programme).is_sorted_otherwise
        for one in compare(adopted, facts.programme).differences:
            old, new = one.old_row, one.new_row
            if new is None:
                assert old is not None
                text = _("The row {row}, adopted on {when}, is no longer in the programme: {text}")
                said = text.format(row=old.name, when=when, text=_short(old.text))
                yield self._of_version(facts, version, said, f"gone {old.name} {old.text}")
                continue
            entry = new.record
            assert isinstance(entry, Entry)
            match one.kind:
                case "added":
                    said = _("This row is not in the text adopted on {when}.").format(when=when)
                    yield self._at(facts, entry, said, LABEL, "added")
                case "moved" if not is_sorted:
                    said = _("This row was elsewhere in the text adopted on {when}.")
                    yield self._at(facts, entry, said.format(when=when), LABEL, "moved")
                case "renumbered" | "reworded" | "value" if one.column in TEXT_COLUMNS:
                    said = _("On {when}, “{text}” was adopted here.")
                    said = said.format(when=when, text=_short(one.old or ""))
                    yield self._at(facts, entry, said, one.column, f"{one.column} {one.new}")

    def _at(
        self, facts: Facts, entry: Entry, message: str, column: str, subject: str
    ) -> Diagnostic:
        here = next(name for name in (column, LABEL, AXE) if facts.programme.has(name))
        return self.at(facts, entry, message, _way(), column=here, subject=subject)

    def _of_version(self, facts: Facts, version: Version, message: str, subject: str) -> Diagnostic:
        versions = facts.programme.registers.versions
        assert versions is not None  # a row of it was looked at
        return self.in_register(
            versions, version.row, VersionColumn.ETAT, message, _way(), subject=subject
        )


def _way() -> str:
    return _("Restore the adopted text, or have the change adopted and freeze the workbook.")


_MOST = 160


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST else line[:_MOST].rstrip() + "…"


RULE = AdoptedTextChanged
