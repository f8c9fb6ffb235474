"""Passwords and tokens: from the environment, a command or the system's keyring, and nowhere else.

Never from the command line (other users of the machine see it) nor from the workbook; whatever is
shown or kept goes through ``Secret.hide`` first.
"""

from __future__ import annotations

import base64
import os
from typing import Literal, NamedTuple

from motxl.errors import MotxlError
from motxl.i18n import _
from motxl.programs import said_by_command

SERVICE = "motxl"
"""Under which name the keyring keeps passwords; the user is that of the address of the server"""
_HIDDEN = "•••"
_SECONDS = 60

Kind = Literal["password", "token"]


class Secret:
    """A password, or an access token for XOAUTH2."""

    def __init__(self, text: str, kind: Kind, user: str = "") -> None:
        self._text = text
        self.kind = kind
        self._forms = _forms(text, user)

    def __repr__(self) -> str:
        return f"<Secret {self.kind}>"

    def reveal(self) -> str:
        """For the server alone."""
        return self._text

    def hide(self, text: str) -> str:
        """A text in which the secret, in any form in which it travels, is not to be read."""
        for form in self._forms:
            text = text.replace(form, _HIDDEN)
        return text


def _forms(text: str, user: str) -> list[str]:
    """As it is, and as SMTP and IMAP send it: LOGIN, PLAIN and XOAUTH2 in Base64."""
    forms = {text}
    told = (text, f"\0{user}\0{text}", f"{user}\0{user}\0{text}", _xoauth2(user, text))
    for one in told:
        encoded = base64.b64encode(one.encode()).decode()
        forms |= {encoded, encoded.rstrip("=")}
    return sorted((form for form in forms if form), key=len, reverse=True)


def _xoauth2(user: str, token: str) -> str:
    """https://developers.google.com/workspace/gmail/imap/xoauth2-protocol; Microsoft 365 too."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01"


def xoauth2(user: str, secret: Secret) -> str:
    """The initial response of XOAUTH2, before Base64."""
    return _xoauth2(user, secret.reveal())


class Commands(NamedTuple):
    """Commands that print a secret on their first line."""

    password: str | None = None
    token: str | None = None


def find_secret(user: str, variable: str, commands: Commands) -> Secret | None:
    """The secret of ``user``: a token's command, a password's command, the environment's
    ``variable``, the keyring. ``None`` where there is none. Raises ``MotxlError`` when a command
    fails."""
    if commands.token:
        return Secret(_printed(commands.token), "token", user)
    if commands.password:
        return Secret(_printed(commands.password), "password", user)
    if os.environ.get(variable):
        return Secret(os.environ[variable], "password", user)
    kept = _kept(user)
    return Secret(kept, "password", user) if kept else None


class NoSecretError(MotxlError):
    """There is no password or token for somebody who has to log in."""

    def __init__(self, user: str, variable: str) -> None:
        text = _(
            "There is no password for {user}: put it into {variable} or into the keyring, or "
            "use --password-command or --token-command."
        )
        super().__init__(text.format(user=user, variable=variable))


Source = Literal["token-command", "password-command", "environment", "keyring", "none"]


def source_of(variable: str, commands: Commands) -> Source:
    """Where ``find_secret`` would look, in its order, without looking: ``keyring`` says that there
    is one, not what is in it."""
    if commands.token:
        return "token-command"
    if commands.password:
        return "password-command"
    if os.environ.get(variable):
        return "environment"
    try:
        import keyring

        usable = float(keyring.get_keyring().priority) > 0  # 0 and less: those that keep nothing
    except Exception:
        usable = False
    return "keyring" if usable else "none"


def _printed(command: str) -> str:
    printed = said_by_command(command, seconds=_SECONDS) or ""
    text = printed.partition("\n")[0].strip("\r")
    if not text:
        # Neither the command's output nor what it complains about: either may hold the secret.
        raise MotxlError(
            _("The command for the password or token printed nothing: run it by hand to see why.")
        )
    return text


def _kept(user: str) -> str | None:
    try:
        import keyring

        found: str | None = keyring.get_password(SERVICE, user)
    except Exception:
        return None
    return found
