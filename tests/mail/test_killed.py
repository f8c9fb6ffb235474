"""200 members, a server that fails now and then, and a client that is killed at random instants
and started again until it is done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.mail.making import address, command, in_a_process, mailed, states
from tests.mail.server import Faults, Server

pytestmark = [pytest.mark.slow, pytest.mark.long]

MEMBERS = 200


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_nobody_gets_two_and_who_got_none_is_known(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    chance = random.Random(seed)
    book, folder = mailed(tmp_path, MEMBERS)
    kinds = ["", "", "", "", "", "", "", "450 later", "drop", "421 busy"]
    faults = Faults(
        **{step: chance.choices(kinds, k=300) for step in ("MAIL", "RCPT", "DATA")},
        END=chance.choices([*kinds * 3, "552 too large"], k=300),
        TAKEN=chance.choices([""] * 30 + ["drop"], k=300),
    )
    kills = 0
    with Server(faults=faults) as server:
        for _run in range(14):
            running = subprocess.Popen(
                command(book, folder, server.url),
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_impatient(),
            )  # fmt: skip
            try:
                running.wait(chance.uniform(0.9, 3.0))
                if len(states(folder)) == MEMBERS:
                    break
            except subprocess.TimeoutExpired:
                running.send_signal(signal.SIGKILL)
                running.wait()
                kills += 1
        # Then to its end: whoever failed is tried again, nobody else.
        for _run in range(3):
            in_a_process(book, folder, server.url, **_impatient())
        time.sleep(0.2)
    received, last = server.received(), states(folder)
    assert max(received.values()) == 1, seed
    for number in range(MEMBERS):
        state = last.get(f"M{number}")
        if received[address(number)]:
            assert state in {"envoyé", "incertain"}, (number, state, seed)
        else:
            assert state in {"échec", "incertain"}, (number, state, seed)
    counts = {state: list(last.values()).count(state) for state in sorted(set(last.values()))}
    assert kills > 3
    print(f"{kills} kills, {len(server.taken)} messages taken, {counts}")


def _impatient() -> dict[str, str]:
    return {**os.environ, "MOTXL_MAIL_WAIT": "0.01", "MOTXL_MAIL_TIMEOUT": "5"}
