"""Whether a message was dealt with before, by the record of its folder."""

from __future__ import annotations

from collections.abc import Iterable

from motxl.i18n import _
from motxl.mail.ledger import DONE, Ledger, Letter, Record


def why_not(ledger: Ledger | None, letter: Letter, elsewhere: str = "") -> str:
    """Why a message is not to be sent by itself; empty when it is. ``None``: there is no ledger.

    ``elsewhere`` is what became of the same message in another folder, if anything did.
    """
    known = ledger.last(letter) if ledger is not None else None
    if known is not None and known.state in DONE:
        return {
            "envoyé": _("sent already, on {date}"),
            "confirmé": _("sent already, on {date}"),
            "incertain": _(
                "uncertain since {date}: ask the recipient whether the message arrived; if it "
                "did, run motxl mail status --confirm MEMBER, otherwise run motxl mail send "
                "--resend MEMBER"
            ),
            "brouillon": _(
                "a draft was made on {date}: once it is sent, run motxl mail status --confirm "
                "MEMBER"
            ),
        }[known.state].format(date=known.updated[:10])
    draft = ledger.draft_of(letter.member) if ledger is not None else None
    if draft is not None:
        return _(
            "a draft of an earlier extract was made on {date} and may still be sent: once it "
            "is sent, run motxl mail status --confirm {member}; to make a new draft, run "
            "motxl mail drafts --again {member}"
        ).format(date=draft.updated[:10], member=letter.member)
    return elsewhere


def has_older_draft(ledger: Ledger | None, letter: Letter) -> bool:
    """Whether what a member has is a draft of another extract than this one, which nobody has dealt
    with: neither of them has left, as far as anybody knows."""
    known = ledger.last(letter) if ledger is not None else None
    if ledger is None or (known is not None and known.state in DONE):
        return False
    return ledger.draft_of(letter.member) is not None


def other_addresses(ledger: Ledger | None, known: Record | None, letter: Letter) -> str:
    """What to do where a message that was begun went, or a draft is, to other addresses than the
    letter has now; empty where they are the same, or where it was told before and nothing can be
    done about it but to send it once more."""
    if ledger is None or known is None or known.state not in DONE:
        return ""
    if known.state != "brouillon" and ledger.has_told(known, letter.recipients):
        return ""
    before = {one.casefold() for one in known.recipients}
    if before == {one.casefold() for one in letter.recipients}:
        return ""
    option = "drafts --again" if known.state == "brouillon" else "send --resend"
    return _(
        "– to {addresses}; the addresses have changed since, so run motxl mail {option} {member}"
    ).format(addresses=", ".join(known.recipients), option=option, member=letter.member)


def take_as_told(ledger: Ledger, letters: Iterable[Letter]) -> None:
    """From now on nothing is said of the addresses that messages, which were begun, did not go to:
    somebody has seen it."""
    for letter in letters:
        known = ledger.last(letter)
        if known is not None and other_addresses(ledger, known, letter):
            ledger.tell(known, letter.recipients)
