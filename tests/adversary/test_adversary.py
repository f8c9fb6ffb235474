"""Whatever staff, disks and servers do: the right member gets it, once, or nobody, and it is said.

``MOTXL_TEST_ADVERSARY=1500`` runs so many days instead of 20, in parts of 100 that may run beside
each other (``-n``); ``MOTXL_TEST_ADVERSARY_SEED`` gives other ones. What fails is printed as a list
of what was done, made as short as can be in the short run. A day takes three seconds, and is in
the whole run what a hundred other tests are: hence so few there.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import Phase

from tests.adversary.machine import Day, raising, run_as_test
from tests.adversary.processes import Processes
from tests.adversary.world import World
from tests.mail.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.long]

LONG = int(os.environ.get("MOTXL_TEST_ADVERSARY", "0"))
SEED = int(os.environ.get("MOTXL_TEST_ADVERSARY_SEED", "1"))
DAYS = LONG or 20
PART = 100 if LONG else 10
STEPS = 15


@pytest.fixture(scope="module")
def world() -> Iterator[tuple[Server, Processes]]:
    with Server() as server, Processes() as processes:
        yield server, processes


@pytest.mark.parametrize("part", range(-(-DAYS // PART)))
def test_the_promises_hold_on_random_days(part: int, world: tuple[Server, Processes]) -> None:
    exits: Counter[tuple[str, int | None]] = Counter()

    def on_end(lived: World) -> None:
        exits.update(lived.exits)

    class Adversary(Day):
        pass

    Adversary.server, Adversary.processes = world
    Adversary.broken, Adversary.on_end = staticmethod(raising), staticmethod(on_end)
    phases = (Phase.generate,) if LONG else (Phase.generate, Phase.shrink)
    run_as_test(Adversary, PART, STEPS, SEED + part, phases=phases)
    # A product that refuses everything keeps every promise.
    for command in ("extract", "send"):
        assert exits[command, 0] > sum(n for (one, _), n in exits.items() if one == command) / 10
