"""Who sends: from Paramètres, or as it was asked for."""

from __future__ import annotations

from typing import NamedTuple

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.programme.addresses import parse_address
from motxl.programme.model import Programme
from motxl.template.layout import Parametre


class Sender(NamedTuple):
    """From Paramètres, or as it was asked for."""

    address: str
    """``programme@example.org`` or ``MOT <programme@example.org>``"""
    reply_to: str
    signature: str


def sender_of(programme: Programme, address: str | None = None) -> Sender:
    """Raises ``MotxlError`` when there is no address to send from."""
    parameters = programme.parameters
    chosen = " ".join((address or parameters.get(Parametre.EXPEDITEUR, "")).split())
    if not parse_address(chosen)[1]:
        raise MotxlError(
            _(
                "“{text}” is not an address to send from: correct the row expéditeur of the "
                "sheet Paramètres, or use --from ADDRESS."
            ).format(text=chosen)
        )
    reply = " ".join(parameters.get(Parametre.REPONSE, "").split())
    if reply and not parse_address(reply)[1]:
        raise MotxlError(
            _("“{text}” is not an address to reply to: correct it in the sheet Paramètres.").format(
                text=reply
            )
        )
    signature = (
        parameters.get(Parametre.SIGNATURE, "").strip()
        or (programme.organisation or "").strip()
        or parse_address(chosen)[0]
        or chosen
    )
    return Sender(chosen, reply, signature)
