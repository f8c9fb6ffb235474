"""Mail: the server that ``motxl mail send`` would use, and where its password comes from.

No secret is fetched or shown. With ``--connect`` the server is reached, encryption begins, and
nobody logs in.
"""

from __future__ import annotations

from motxl.doctor.checks import Asked, Check, Checks
from motxl.doctor.computer import Computer
from motxl.errors import MotxlError
from motxl.i18n import N_, _
from motxl.mail.secrets import Commands, Source, source_of
from motxl.mail.server import Server, parse_server

_SECONDS = 10
_SOURCES: dict[Source, str] = {
    "token-command": N_("a token, printed by the command in MOTXL_TOKEN_COMMAND"),
    "password-command": N_("the password, printed by the command in MOTXL_PASSWORD_COMMAND"),
    "environment": N_("the password in the variable {variable}"),
    "keyring": N_("the password in the system's keyring, if it has one (motxl has not looked)"),
}


def look(computer: Computer, asked: Asked) -> Checks:
    environ = computer.environ
    commands = Commands(environ.get("MOTXL_PASSWORD_COMMAND"), environ.get("MOTXL_TOKEN_COMMAND"))
    text = environ.get("MOTXL_SMTP", "")
    if text:
        yield from _server(text, commands, asked)
    else:
        yield Check(
            "mail-server",
            "missing",
            _(
                "No mail server is set: motxl mail drafts needs none, but motxl mail send needs "
                "one."
            ),
            _(
                "To send from here, use --smtp smtp://name@host, or put this address into the "
                "variable MOTXL_SMTP."
            ),
        )
    source = source_of("MOTXL_IMAP_PASSWORD", commands)
    if source in ("token-command", "password-command", "environment"):
        said = _("To put drafts into a mailbox (--imap), motxl logs in with {secret}").format(
            secret=_told(source, "MOTXL_IMAP_PASSWORD")
        )
        yield Check("mail-imap", "ok", said)


def _server(text: str, commands: Commands, asked: Asked) -> Checks:
    try:
        server = parse_server(text, "smtp")
    except MotxlError as error:
        yield Check("mail-server", "warning", f"MOTXL_SMTP: {error}")
        return
    encryption = "TLS" if server.implicit_tls else "STARTTLS"
    said = _("The mail server is {server}, with {encryption}").format(
        server=server, encryption=encryption
    )
    yield Check("mail-server", "ok", said)
    yield _login(server, commands)
    if asked.connect:
        yield _reached(server)


def _login(server: Server, commands: Commands) -> Check:
    source = source_of("MOTXL_SMTP_PASSWORD", commands)
    user = server.user or _("the sender's address")
    if source != "none":
        said = _("motxl logs in with {user} and {secret}").format(
            user=user, secret=_told(source, "MOTXL_SMTP_PASSWORD")
        )
        return Check("mail-password", "ok", said)
    if not server.user:
        said = _("No password is set: motxl sends messages without logging in.")
        return Check("mail-password", "note", said, _password())
    said = _("No password is set for {user}.").format(user=user)
    return Check("mail-password", "warning", said, _password())


def _password() -> str:
    return _(
        "Put the password into MOTXL_SMTP_PASSWORD, or a command that prints it into "
        "MOTXL_PASSWORD_COMMAND."
    )


def _told(source: Source, variable: str) -> str:
    return _(_SOURCES[source]).format(variable=variable)


def _reached(server: Server) -> Check:
    from motxl.mail.smtp import Timeouts, connect

    try:
        connect(server, None, timeouts=Timeouts(_SECONDS, _SECONDS)).close()
    except MotxlError as error:
        advice = _(
            "Check the name and the port of the server, and your network; a firewall "
            "may block the connection."
        )
        return Check("mail-connection", "warning", str(error), advice)
    said = _("{server} answers and encrypts; motxl did not log in").format(server=server)
    return Check("mail-connection", "ok", said)
