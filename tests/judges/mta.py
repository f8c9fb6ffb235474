"""Exim as a judge: a real mail transfer agent that takes what is sent to anyone @example.org.

It asks no name server, sends nothing on, and keeps each message as one file, whatever the number of
its recipients. To the message it adds ``Return-path``, ``Envelope-to`` (all the recipients of the
envelope, so those of Bcc too) and ``Received``; the lines it stores end with a line feed.
Given a certificate it offers STARTTLS, and asks for no password.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from tests.judges.certificates import Certificate
from tests.judges.servers import HOST, Server, ServerError, has_user, program

INSTALL = "Exim is not installed: apt-get install exim4-daemon-light"
NOT_ROOT = "Exim starts its daemon for root only: run the tests as root"
DOMAIN = "example.org"

CONFIGURATION = """\
primary_hostname = mail.{domain}
daemon_smtp_ports = {port}
local_interfaces = {host}
disable_ipv6
daemon_startup_retries = 0
spool_directory = {folder}/spool
log_file_path = {folder}/%s.log
pid_file_path = {folder}/exim.pid
notifier_socket =
smtp_banner = {greeting} ESMTP
keep_environment =
add_environment = PATH=/usr/bin
host_lookup =
dns_again_means_nonexist = *
deliver_drop_privilege
smtp_accept_max = 0
message_size_limit = 100M
check_spool_space = 0
check_spool_inodes = 0
tls_advertise_hosts = {tls_hosts}
tls_certificate = {folder}/cert.pem
tls_privatekey = {folder}/key.pem
acl_smtp_rcpt = recipient
acl_smtp_data = data

begin acl
recipient:
  accept domains = {domain}
  deny message = only for {domain}
data:
  accept

begin routers
everyone:
  driver = accept
  domains = {domain}
  transport = maildir

begin transports
maildir:
  driver = appendfile
  directory = {folder}/mail
  maildir_format
  batch_max = 1000
  envelope_to_add
  return_path_add
  user = {user}
"""


def missing() -> str | None:
    """A sentence that says what to install, or ``None`` when nothing is missing."""
    if program("exim4") is None or not has_user(Mta.user):
        return INSTALL
    return None if os.geteuid() == 0 else NOT_ROOT


class Mta(Server):
    """Exim on ``port``, from ``with`` to its end."""

    user = "Debian-exim"

    def __init__(self, certificate: Certificate | None = None) -> None:
        super().__init__(ports=1)
        self.certificate = certificate

    @property
    def port(self) -> int:
        return self.ports[0]

    def messages(self, count: int = 1, timeout: float = 20) -> list[bytes]:
        """All the messages delivered, in the order of their delivery.

        :param count: how many must have arrived; with 0 there is no waiting.
        :raises ServerError: fewer have arrived in time.
        """
        late = time.monotonic() + timeout
        while len(found := self._delivered()) < count:
            if time.monotonic() > late:
                raise ServerError(f"{len(found)} of {count} messages in {timeout} s: {self.log()}")
            time.sleep(0.02)
        return [path.read_bytes() for path in found]

    def _delivered(self) -> list[Path]:
        # A maildir: what is in "new" is complete.
        new = self.folder / "mail" / "new"
        return sorted(new.glob("*"), key=lambda path: path.stat().st_mtime_ns)

    def configure(self, greeting: str) -> list[str]:
        exim = program("exim4")
        if exim is None:
            raise ServerError(INSTALL)
        configuration = self.folder / "exim.conf"
        configuration.write_text(
            CONFIGURATION.format(
                domain=DOMAIN,
                folder=self.folder,
                greeting=greeting,
                host=HOST,
                port=self.port,
                tls_hosts="*" if self.certificate else "",
                user=self.as_user(),
            ),
            "utf-8",
        )
        if self.certificate is not None:
            # Copies: its user may not look into the folder of the tests.
            shutil.copyfile(self.certificate.cert, self.folder / "cert.pem")
            shutil.copyfile(self.certificate.key, self.folder / "key.pem")
        (self.folder / "spool").mkdir()
        return [exim, "-C", str(configuration), "-bdf"]
