"""Dovecot as a judge: a real IMAP server with one user, ``staff``, and an empty mailbox.

TLS comes with STARTTLS on ``port``, or from the start on ``tls_port``. Dovecot lets who has its own
address, 127.0.0.1, log in without; at ``OTHER_HOST``, which is the same server, nobody may.
The folder of drafts is called ``Brouillons``: who looks for ``Drafts`` by name finds nothing.
"""

from __future__ import annotations

import base64
import functools
import re
import shutil
import subprocess
from pathlib import Path

from tests.judges.certificates import Certificate
from tests.judges.servers import HOST, Server, ServerError, has_user, program

INSTALL = "Dovecot 2.3 is not installed: apt-get install dovecot-imapd"
OTHER_HOST = "127.0.0.2"
USER = "staff"
DRAFTS = "Brouillons"

CONFIGURATION = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
instance_name = {greeting}
login_greeting = {greeting}
protocols = imap
listen = {host}, {other_host}
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}

ssl = required
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem

auth_mechanisms = plain login
auth_failure_delay = 0
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
first_valid_uid = 1
first_valid_gid = 1

mail_location = maildir:~/Maildir:UTF-8
mail_save_crlf = yes
namespace inbox {{
  inbox = yes
  separator = /
  mailbox {drafts} {{
    auto = subscribe
    special_use = \\Drafts
  }}
}}

service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


@functools.cache
def missing() -> str | None:
    """A sentence that says what to install, or ``None`` when nothing is missing."""
    dovecot = program("dovecot")
    # The command is in dovecot-core, IMAP is not.
    if dovecot is None or not Path("/usr/lib/dovecot/imap").exists() or not has_user(Imap.user):
        return INSTALL
    said = subprocess.run([dovecot, "--version"], capture_output=True, text=True, check=False)
    # The configuration of 2.4 is another language.
    return None if said.stdout.startswith("2.3.") else INSTALL


class Imap(Server):
    """Dovecot on ``port`` and ``tls_port``, from ``with`` to its end."""

    user = "dovecot"

    def __init__(self, certificate: Certificate, password: str) -> None:
        super().__init__(ports=2)
        self.certificate = certificate
        self.password = password

    @property
    def port(self) -> int:
        """Without TLS until STARTTLS"""
        return self.ports[0]

    @property
    def tls_port(self) -> int:
        return self.ports[1]

    def messages(self, folder: str = "INBOX") -> list[bytes]:
        """The messages in a folder, as they were stored, in the order of their arrival."""
        maildir = self.folder / "home" / "Maildir"
        if folder != "INBOX":
            maildir /= "." + folder.replace("/", ".")
        found = [path for name in ("cur", "new") for path in (maildir / name).glob("*")]
        return [path.read_bytes() for path in sorted(found, key=_arrival)]

    def configure(self, greeting: str) -> list[str]:
        import grp
        import pwd

        dovecot = program("dovecot")
        if dovecot is None:
            raise ServerError(INSTALL)
        user = self.as_user()
        configuration = self.folder / "dovecot.conf"
        configuration.write_text(
            CONFIGURATION.format(
                drafts=DRAFTS,
                folder=self.folder,
                greeting=greeting,
                group=grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name,
                host=HOST,
                other_host=OTHER_HOST,
                port=self.port,
                tls_port=self.tls_port,
                user=user,
            ),
            "utf-8",
        )
        password = base64.b64encode(self.password.encode("utf-8")).decode("ascii")
        (self.folder / "users").write_text(f"{USER}:{{PLAIN.b64}}{password}\n", "utf-8")
        # Copies: its user may not look into the folder of the tests.
        shutil.copyfile(self.certificate.cert, self.folder / "cert.pem")
        shutil.copyfile(self.certificate.key, self.folder / "key.pem")
        for name in ("home", "run", "state"):
            (self.folder / name).mkdir()
        return [dovecot, "-F", "-c", str(configuration)]


def _arrival(path: Path) -> list[int]:
    """Dovecot names a message ``seconds.MmicrosecondsPprocess...``; its mtime is the sender's."""
    named = re.match(r"(\d+)\.M(\d+)P", path.name)
    return [int(number) for number in named.groups()] if named else []
