"""Holds a server of ``servers.py``: when the tests end, even killed, the server ends too.

Its standard input is a pipe that only the tests hold. When that closes, the server and all it
started are killed and its folder is removed: there is nothing to save. Nothing of the project is
imported here.

Run as ``leash.py FOLDER USER COMMAND...``; only root changes to the user.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

TIME_TO_END = 5.0  # seconds


def main(folder: str, user: str, *command: str) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    root = os.geteuid() == 0
    server: subprocess.Popen[bytes] | None = None
    try:
        with Path(folder, "output.log").open("wb") as log:
            server = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=folder,
                start_new_session=True,
                user=user if root else None,
                group=pwd.getpwnam(user).pw_gid if root else None,
                extra_groups=[] if root else None,
            )
        while not select.select([sys.stdin], [], [], 0.05)[0]:
            if server.poll() is not None:
                # The tests look for this, read why, and only then let go.
                Path(folder, "ended").touch()
                sys.stdin.read()
    finally:
        if server is not None:
            with contextlib.suppress(ProcessLookupError):  # the group outlives its leader
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        late = time.monotonic() + TIME_TO_END
        while Path(folder).exists() and time.monotonic() < late:
            shutil.rmtree(folder, ignore_errors=True)  # what was killed may still hold a file


if __name__ == "__main__":
    main(*sys.argv[1:])
