"""The state machine: random days of staff. ``Day`` is one; ``days`` runs many and collects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.adversary import edits
from tests.adversary.folders import TAMPERING, Folder
from tests.adversary.processes import Accident, Processes
from tests.adversary.slips import SLIPS
from tests.adversary.world import Deed, Doing, Violation, World
from tests.mail.server import Server

NUMBER = st.integers(0, 11)
FOLDER = st.integers(0, 6)
MEMBER = st.none() | st.integers(0, 4)
ANSWERS = st.sampled_from([("y",), ("y",), ("y", "n"), ("n",)])
_COMMANDS = ("extract all", "extract one", "send")
_LATE = (
    *_COMMANDS, *_COMMANDS, *TAMPERING, *edits.CONTACTS, "swap keys", "reuse key", "share alias",
    "version", "year", "relabel", "add row", "portee",
)  # fmt: skip
MEANWHILE = st.lists(st.tuples(st.sampled_from(_LATE), NUMBER, NUMBER), min_size=1, max_size=3)
AT_ONCE = st.lists(st.tuples(st.sampled_from(_COMMANDS), NUMBER, NUMBER), min_size=1, max_size=2)
INSTANT = st.integers(1, 150)
OFTEN = st.sampled_from([True, True, False])
FAULTS = st.sampled_from(
    [
        {"RCPT": ["550 no such mailbox"]}, {"DATA": ["drop"]}, {"END": ["drop"]},
        {"TAKEN": ["drop"]}, {"END": ["450 busy"]}, {"MAIL": ["421 closing"]},
        {"END": ["552 too big"]}, {"CONNECT": ["drop"]},
    ]
)  # fmt: skip


KIND_OF_TAMPERING = st.sampled_from(sorted(TAMPERING))
CHANGE = st.one_of(
    [
        st.tuples(st.sampled_from(sorted(table)), NUMBER, NUMBER)
        for table in (edits.MEMBERS, edits.MEMBERS, edits.CONTACTS, edits.ROWS, edits.PARAMETERS)
    ]
)
SLIP = st.sampled_from(sorted(SLIPS))
CHANGES = st.lists(CHANGE, min_size=1, max_size=3)


class Day(RuleBasedStateMachine):
    """One sequence. Server and processes are shared by all."""

    server: Server
    processes: Processes
    broken: Callable[[str, str, World], None]
    on_end: Callable[[World], None] = staticmethod(lambda _world: None)

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.server, self.processes, type(self).broken)

    def teardown(self) -> None:
        type(self).on_end(self.world)
        self.world.close()

    @initialize(made=st.booleans(), sent=st.booleans())
    def begins(self, made: bool, sent: bool) -> None:
        if made:
            self.world.extract(self.world.folder(0))
        if made and sent:
            self.world.send(self.world.folder(0))

    # The workbook

    @rule(changes=CHANGES)
    def workbook_changes(self, changes: list[Doing]) -> None:
        for change in changes:
            self.world.change(*change)

    @rule()
    def repair(self) -> None:
        self.world.repair()

    # Slips

    @rule(slip=SLIP, i=NUMBER, j=NUMBER, folder=FOLDER, known=OFTEN)
    def a_slip(self, slip: str, i: int, j: int, folder: int, known: bool) -> None:
        slip_on_a_good_day(self.world, slip, i, j, folder, known)

    @rule(slip=SLIP, i=NUMBER, j=NUMBER)
    def slip_unnoticed(self, slip: str, i: int, j: int) -> None:
        self.world.change(slip, i, j)

    @rule(folder=FOLDER, changes=CHANGES)
    def put_back(self, folder: int, changes: list[Doing]) -> None:
        """The programme is put back as it was, after a later version was sent."""
        world = self.world
        self._fresh(folder)
        world.send(world.folder(folder))
        world.change("reword all", 0, 0)
        for change in changes:
            world.change(*change)
        for ago in (0, 1):
            if ago:
                world.put_back(ago)
            world.extract(world.folder(folder))
            world.send(world.folder(folder))

    # The commands

    @rule(into=FOLDER, who=MEMBER, since=st.none() | FOLDER, force=st.booleans())
    def extract(self, into: int, who: int | None, since: int | None, force: bool) -> None:
        self.world.extract(self.world.folder(into), who, self._since(since), force)

    def _since(self, number: int | None) -> Folder | None:
        return None if number is None else self.world.folder(number)

    @rule(folder=FOLDER, only=st.none() | st.none() | MEMBER, resend=st.none() | st.none() | MEMBER)
    def send(self, folder: int, only: int | None, resend: int | None) -> None:
        self.world.send(self.world.folder(folder), (), only, resend)

    @rule(changes=CHANGES, folder=FOLDER, since=st.none() | FOLDER, tidy=st.booleans())
    def a_usual_day(self, changes: list[Doing], folder: int, since: int | None, tidy: bool) -> None:
        """The workbook changes, the extracts are made anew, and sent."""
        world = self.world
        if tidy:
            world.repair()
        for change in changes:
            world.change(*change)
        world.extract(world.folder(folder), None, self._since(since))
        world.send(world.folder(folder))

    @rule(changes=CHANGES, folder=FOLDER)
    def changes_after_the_extracts(self, changes: list[Doing], folder: int) -> None:
        world = self.world
        world.extract(world.folder(folder))
        for change in changes:
            world.change(*change)
        world.send(world.folder(folder))

    @rule(changes=CHANGES, since=FOLDER, into=FOLDER)
    def since_the_last_time(self, changes: list[Doing], since: int, into: int) -> None:
        """What was removed and reworded since is told to each member."""
        world = self.world
        world.repair()
        world.extract(world.folder(since))
        for change in changes:
            world.change(*change)
        world.extract(world.folder(into), None, world.folder(since))

    @rule(folder=FOLDER, answers=ANSWERS, meanwhile=MEANWHILE, fresh=OFTEN)
    def send_confirmed_late(
        self, folder: int, answers: tuple[str, ...], meanwhile: list[Doing], fresh: bool
    ) -> None:
        self._fresh(folder, fresh)
        # What befalls a folder at such a moment befalls the one that is sent from.
        here: list[Doing] = [
            (name, folder if name in TAMPERING else i, j) for name, i, j in meanwhile
        ]
        self.world.send(self.world.folder(folder), answers, meanwhile=here)

    @rule(kind=KIND_OF_TAMPERING, folder=FOLDER, i=NUMBER)
    def tamper_between_question_and_answer(self, kind: str, folder: int, i: int) -> None:
        self._fresh(folder)
        self.world.send(self.world.folder(folder), ("y",), meanwhile=[(kind, folder, i)])

    def _fresh(self, folder: int, wanted: bool = True) -> None:
        """Something is there to be sent, and nothing is doubtful but what befell the folder."""
        if wanted:
            self.world.repair()
            self.world.change("reword all", 0, 0)
            self.world.extract(self.world.folder(folder), confirm=True)

    # Accidents

    @rule(kind=KIND_OF_TAMPERING, folder=FOLDER, i=NUMBER)
    def tamper(self, kind: str, folder: int, i: int) -> None:
        self.world.tamper(kind, self.world.folder(folder), i)

    @rule(kind=KIND_OF_TAMPERING, folder=FOLDER, i=NUMBER, fresh=OFTEN)
    def tamper_and_send(self, kind: str, folder: int, i: int, fresh: bool) -> None:
        self._fresh(folder, fresh)
        self.world.tamper(kind, self.world.folder(folder), i)
        self.world.send(self.world.folder(folder))

    @rule(folder=FOLDER, instant=INSTANT, sends=st.booleans(), fresh=OFTEN)
    def kill(self, folder: int, instant: int, sends: bool, fresh: bool) -> None:
        world, accident = self.world, Accident(kill_at=instant)
        self._fresh(folder, fresh and sends)
        if sends:
            world.send(world.folder(folder), accident=accident)
        else:
            world.extract(world.folder(folder), accident=accident)

    @rule(folder=FOLDER, disk=st.sampled_from([1, 500, 2000, 4000, 7000, 8000, 12000]), who=MEMBER)
    def disk_full(self, folder: int, disk: int, who: int | None) -> None:
        self.world.change("reword all", 0, 0)
        self.world.extract(self.world.folder(folder), who, accident=Accident(disk=disk))

    @rule(folder=FOLDER, disk=st.sampled_from([1, 500, 5000]), fresh=OFTEN)
    def disk_full_at_sending(self, folder: int, disk: int, fresh: bool) -> None:
        self._fresh(folder, fresh)
        self.world.send(self.world.folder(folder), accident=Accident(disk=disk))

    @rule(folder=FOLDER, i=NUMBER, who=MEMBER)
    def open_elsewhere(self, folder: int, i: int, who: int | None) -> None:
        """An extract is open in Excel while it is to be made again."""
        world = self.world
        into = world.folder(folder)
        names = [
            str(file["name"])
            for line in into.manifest()
            for file in line.get("files") or ()
            if "name" in file
        ] or ["manifest.json"]
        world.change("reword all", 0, 0)
        world.extract(into, who, accident=Accident(open_elsewhere=edits.at(names, i)))

    @rule(folder=FOLDER, faults=FAULTS)
    def server_fails(self, folder: int, faults: dict[str, list[str]]) -> None:
        self._fresh(folder)
        self.world.send(self.world.folder(folder), faults=faults)

    @rule(folder=FOLDER, instant=INSTANT, others=AT_ONCE, fresh=OFTEN)
    def two_at_once(self, folder: int, instant: int, others: list[Doing], fresh: bool) -> None:
        accident = Accident(stop_at=instant)
        self._fresh(folder, fresh)
        self.world.send(self.world.folder(folder), accident=accident, meanwhile=others)

    @rule(folder=FOLDER, other=FOLDER, instant=INSTANT)
    def send_from_two(self, folder: int, other: int, instant: int) -> None:
        """From one folder, or from two beside each other, at one moment."""
        world = self.world
        self._fresh(folder)
        if world.folder(other) is not world.folder(folder):
            world.extract(world.folder(other))
        steps: list[Doing] = [("send", other, 0)]
        world.send(world.folder(folder), accident=Accident(stop_at=instant), meanwhile=steps)


def slip_on_a_good_day(
    world: World, slip: str, i: int, j: int, number: int = 0, known: bool = True
) -> None:
    """All was well before; ``known``: and a record and a manifest know what was sent."""
    folder = world.folder(number)
    world.repair()
    world.change("reword all", 0, 0)
    if known:
        world.extract(folder)
        world.send(folder)
        world.change("reword all", 0, 0)
    world.change(slip, i, j)
    world.extract(folder)
    world.send(folder)


@dataclass
class Found:
    """What many days found."""

    days: int = 0
    kinds: dict[str, list[int]] = field(default_factory=dict)
    """The numbers of the days that broke each promise, from 1"""
    examples: dict[str, list[Deed]] = field(default_factory=dict)
    """What was done on one day of each: the shortest"""
    exits: dict[tuple[str, int | None], int] = field(default_factory=dict)
    steps: int = 0


def days(
    count: int,
    steps: int,
    seed: int,
    *,
    without: str = "",
    first: Callable[[str, int], None] = lambda _kind, _day: None,
    until: Callable[[Found], bool] = lambda _found: False,
) -> Found:
    """Runs ``count`` days and collects every violation, without stopping or shrinking.

    ``first`` is told each kind when it is first seen, and in which day; it ends ``until`` says so.
    """
    found = Found()

    class Stop(Exception):  # noqa: N818 - no error
        pass

    def broken(kind: str, _told: str, world: World) -> None:
        if kind not in found.kinds:
            first(kind, found.days + 1)
        numbers = found.kinds.setdefault(kind, [])
        if not numbers or numbers[-1] != found.days + 1:
            numbers.append(found.days + 1)
        if kind not in found.examples or len(world.deeds) < len(found.examples[kind]):
            found.examples[kind] = list(world.deeds)

    def on_end(world: World) -> None:
        found.days += 1
        found.steps += len(world.log)
        for one in world.exits:
            found.exits[one] = found.exits.get(one, 0) + 1
        if until(found):
            raise Stop

    with Server() as server, Processes(without) as processes:
        kind = type(
            "Day",
            (Day,),
            {
                "server": server, "processes": processes,
                "broken": staticmethod(broken), "on_end": staticmethod(on_end),
            },
        )  # fmt: skip
        with suppress(Stop):
            run_as_test(kind, count, steps, seed, phases=(Phase.generate,))
    return found


def each_slip(numbers: int, *, without: str = "") -> Iterator[tuple[str, str, str]]:
    """Each slip, to each row and in each way that ``numbers`` numbers give, on a day of its own.

    Gives slip, what was broken, and what was done on the day."""
    with Server() as server, Processes(without) as processes:
        for slip in SLIPS:
            for i in range(numbers):
                for j in range(numbers):
                    for known in (True, False):
                        yield from _slip(server, processes, slip, i, j, known)


def _slip(
    server: Server, processes: Processes, slip: str, i: int, j: int, known: bool
) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []

    def broken(kind: str, told: str, world: World) -> None:
        found.append((slip, kind, "\n".join([*world.log, told])))

    world = World(server, processes, broken)
    try:
        for change in ("tokens", "event", "place"):
            world.change(change, i, 2 * j)
        slip_on_a_good_day(world, slip, i, j, 0, known)
        if not world.book.slips:
            world.log.append("nothing could be done")
        return found or [(slip, "", "\n".join(world.log))]
    finally:
        world.close()


def run_as_test(
    machine: type[Day],
    count: int,
    steps: int,
    seed: int,
    *,
    phases: tuple[Phase, ...] = tuple(Phase),
) -> None:
    machine._hypothesis_internal_use_seed = seed  # what hypothesis.seed() sets
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=count,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=phases,
            print_blob=True,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def shorter(deeds: list[Deed], kind: str) -> str:
    """What was done, without what is not needed to break the same promise, as a list for people."""
    with Server() as server, Processes() as processes:
        best = deeds
        log = _again(best, kind, server, processes)
        tried = True
        while tried:
            tried = False
            for candidate in _smaller(best):
                if found := _again(candidate, kind, server, processes):
                    best, log, tried = candidate, found, True
                    break
    return log


def _smaller(deeds: list[Deed]) -> Iterator[list[Deed]]:
    half = len(deeds) // 2
    if half > 2:
        yield deeds[half:]
    for number in reversed(range(len(deeds))):
        yield deeds[:number] + deeds[number + 1 :]
    for number, (name, given, options) in enumerate(deeds):
        for key, value in options.items():
            for less in (None, *(value[:n] + value[n + 1 :] for n in range(len(value or ())))):
                if key == "meanwhile" and less is not None:
                    changed = (name, given, {**options, key: less})
                    yield [*deeds[:number], changed, *deeds[number + 1 :]]


def _again(deeds: list[Deed], kind: str, server: Server, processes: Processes) -> str:
    """The list where these deeds break the promise, else nothing."""
    told = ""

    def broken(found: str, what: str, world: World) -> None:
        nonlocal told
        if found == kind and not told:
            told = "\n".join([*world.log, f"✗ {found}", what])

    world = World(server, processes, broken)
    try:
        for deed in deeds:
            world.redo(deed)
            if told:
                break
    finally:
        world.close()
    return told


def raising(kind: str, told: str, world: World) -> None:
    raise Violation(kind, "\n".join([*world.log, told]))
