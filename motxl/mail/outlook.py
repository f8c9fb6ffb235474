"""Drafts in classic Outlook on Windows, late bound through pywin32.

Object model: https://learn.microsoft.com/office/vba/api/overview/outlook. It has not been tried
with Outlook itself, only with a stand-in that records the calls.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.mail.outgoing import Outgoing
from motxl.mail.sender import Sender
from motxl.programme.addresses import parse_address

VIA = "outlook"
# OlItemType, OlDefaultFolders, OlBodyFormat, OlAttachmentType
_MAIL_ITEM, _DRAFTS_FOLDER, _HTML, _BY_VALUE = 0, 16, 2, 1


class Outlook:
    """A running Outlook, or one that is started."""

    def __init__(self, mailbox: str = "", application: Any = None) -> None:
        """``mailbox`` is the address of a shared mailbox, whose drafts are used.

        Raises ``MotxlError`` where there is no Outlook, or no such mailbox.
        """
        self._application = application or _dispatch()
        self._mailbox = mailbox
        self._folder = self._find_folder() if mailbox else None

    def _find_folder(self) -> Any:
        """The drafts of a shared mailbox: its owner must have given the right to it."""
        session = self._application.GetNamespace("MAPI")
        owner = session.CreateRecipient(self._mailbox)
        if not owner.Resolve():
            raise MotxlError(
                _("Outlook does not know the mailbox {mailbox}.").format(mailbox=self._mailbox)
            )
        try:
            return session.GetSharedDefaultFolder(owner, _DRAFTS_FOLDER)
        except Exception as error:
            raise MotxlError(
                _("Outlook does not open the drafts of {mailbox}: {reason}.").format(
                    mailbox=self._mailbox, reason=_reason(error)
                )
            ) from None

    def add(self, outgoing: Outgoing, sender: Sender) -> None:
        """Save a message among the drafts. Raises ``MotxlError`` when Outlook does not take it."""
        assert outgoing.text is not None  # what has problems is not sent
        try:
            if self._folder is not None:
                item = self._folder.Items.Add(_MAIL_ITEM)
                item.SentOnBehalfOfName = self._mailbox
            else:
                item = self._application.CreateItem(_MAIL_ITEM)
            item.To = "; ".join(outgoing.to)
            item.CC = "; ".join(outgoing.cc)
            item.Subject = outgoing.text.subject
            item.BodyFormat = _HTML
            item.HTMLBody = outgoing.text.html
            if sender.reply_to:
                item.ReplyRecipients.Add(parse_address(sender.reply_to)[1])
            with tempfile.TemporaryDirectory(prefix="motxl-") as folder:
                # Outlook takes files, not bytes: those that were checked, not those that lie there.
                for attachment in outgoing.attachments():
                    path = Path(folder) / attachment.name
                    path.write_bytes(attachment.data)
                    item.Attachments.Add(str(path), _BY_VALUE, 1, attachment.name)
                item.Save()
        except MotxlError:
            raise
        except Exception as error:
            raise MotxlError(
                _("Outlook does not accept the draft for {name}: {reason}.").format(
                    name=outgoing.letter.name, reason=_reason(error)
                )
            ) from None


def _dispatch() -> Any:
    if sys.platform != "win32":
        raise MotxlError(
            _(
                "Drafts in Outlook are possible on Windows only: without --outlook, motxl makes "
                ".eml files."
            )
        )
    try:
        dynamic = import_module("win32com.client.dynamic")
    except ImportError:
        raise MotxlError(
            _("Drafts in Outlook need pywin32: run pip install pywin32, then try again.")
        ) from None
    try:
        return dynamic.Dispatch("Outlook.Application")
    except Exception as error:
        raise MotxlError(
            _(
                "Outlook does not start ({reason}). The new Outlook does not accept such "
                "drafts: without --outlook, motxl makes .eml files."
            ).format(reason=_reason(error))
        ) from None


def _reason(error: Exception) -> str:
    """What a ``com_error`` says: its excepinfo holds the sentence."""
    details = error.args[2] if len(error.args) > 2 else None
    text = details[2] if isinstance(details, tuple) and len(details) > 2 and details[2] else error
    return " ".join(str(text).split()).rstrip(".")
