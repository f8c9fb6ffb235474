"""Does the adversary miss a safeguard? ``python -m tests.adversary.safeguards [NAME…]``.

Each safeguard of motxl is taken out in turn, in the processes only, and days are counted until the
adversary sees one of the promises broken that it kept. Exit code 1 where that takes too many days.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any


@dataclass(frozen=True)
class Safeguard:
    what: str
    breaks: str
    """A pattern of the kinds of violations that are to be found without it"""
    take_out: Callable[[], None] | None = None
    """Run once, before motxl's commands are imported; None where nobody has said how yet"""


def replace(place: str, new: object) -> None:
    """``place`` is ``module:name`` or ``module:Class.name``; wherever motxl holds the same, too."""
    module_name, path = place.split(":")
    module = importlib.import_module(module_name)
    *owners, name = path.split(".")
    owner: object = module
    for one in owners:
        owner = getattr(owner, one)
    old = getattr(owner, name)
    setattr(owner, name, new)
    for loaded in [one for key, one in sys.modules.items() if key.split(".")[0] == "motxl"]:
        for key, value in list(vars(loaded).items()):
            if value is old:
                setattr(loaded, key, new)


def rewrite(module: str, old: str, new: str) -> None:
    """The module is imported as if its source had ``new`` where it has ``old``, in one place."""
    if module in sys.modules:
        raise ValueError(f"{module} is imported already")
    sys.meta_path.insert(0, _Rewriting(module, old, new))


class _Rewriting(MetaPathFinder):
    def __init__(self, module: str, old: str, new: str) -> None:
        self._module, self._old, self._new = module, old, new

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._module:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(fullname)
        sys.meta_path.insert(0, self)
        if spec is None or spec.origin is None:
            return None
        source = Path(spec.origin).read_text(encoding="utf-8")
        if source.count(self._old) != 1:
            raise ValueError(f"{fullname} has this {source.count(self._old)} times: {self._old}")
        text = source.replace(self._old, self._new)
        return importlib.util.spec_from_file_location(
            fullname,
            spec.origin,
            loader=_Rewritten(fullname, spec.origin, text),
            submodule_search_locations=spec.submodule_search_locations,
        )


class _Rewritten(SourceFileLoader):
    """Compiles a text of its own; no bytecode is read or kept."""

    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self._text = text

    def get_code(self, fullname: str) -> object:  # type: ignore[override]
        return compile(self._text, self.get_filename(fullname), "exec", dont_inherit=True)


def _first_of_several() -> None:
    def first(self: Any) -> object:
        return self.members[0] if self.members else None

    replace("motxl.programme.registers:Called.member", property(first))
    replace("motxl.validation.doubts:about_whom", lambda _programme: [])


def _slips_unsaid() -> None:
    replace("motxl.validation.doubts:about_whom", lambda _programme: [])


def _no_identity() -> None:
    replace("motxl.mail.desk:Desk._not_its_own", lambda *_arguments: "")


def _manifest_read_again() -> None:
    from motxl.extract.manifest import HeldManifest
    from motxl.mail.desk import Desk

    held = Desk.message

    def message(self: Any, key: str, *, checked: bool = False) -> object:
        self.manifest = HeldManifest(self.folder)
        return held(self, key, checked=checked)

    replace("motxl.mail.desk:Desk.message", message)


def _no_lock() -> None:
    replace("motxl.extract.folder:try_lock", lambda _descriptor: True)
    replace("motxl.mail.elsewhere:try_lock", lambda _descriptor: True)


def _key_alone() -> None:
    def is_of(self: Any, key: str, _name: str) -> bool:
        return bool(self.key == key)

    replace("motxl.extract.manifest:Known.is_of", is_of)


def _sent_all_the_same() -> None:
    replace("motxl.validation.doubts:Doubts.about", lambda _self, _member: iter(()))
    replace("motxl.mail.desk:Desk._other_recipients", lambda *_arguments: iter(()))
    replace("motxl.mail.desk:Desk._wrong_programme", lambda _self: iter(()))


def _nothing_changes_places() -> None:
    replace("motxl.validation.doubts:changed_places", lambda *_arguments: [])


SAFEGUARDS = {
    "resolver": Safeguard(
        "A name that stands for several members stands for none",
        r"^1 (?!.*after ).*(another|surely nobody)|^4 .*ambiguous",
        _first_of_several,
    ),
    "identity": Safeguard(
        "Mail asks the file itself whose it is",
        r"^1 (?!.*after ).*another|^4 .*a file of another member",
        _no_identity,
    ),
    "held manifest": Safeguard(
        "What was confirmed is what is sent: the manifest is not read again",
        r"^[123] (?!.*after )",
        _manifest_read_again,
    ),
    "lock": Safeguard(
        "Extract and send exclude each other in a folder, and sends beside each other",
        r"^[23] ",
        _no_lock,
    ),
    "key and name": Safeguard(
        "Extracts are compared with former ones only where key and name agree",
        r"^1 (?!.*after ).*another member",
        _key_alone,
    ),
    "kept back": Safeguard(
        "A message that is doubtful as to who gets it is kept back",
        # Most of what leaves it in doubt is a slip.
        r"^1 |^4 send ",
        _sent_all_the_same,
    ),
    "changed places": Safeguard(
        "Values that changed places since they were extracted are said, and keep back",
        r"^1 .*after .*(sorted alone|exchanged)",
        _nothing_changes_places,
    ),
    "slips": Safeguard(
        "A slip that leaves in doubt whom a row or an event concerns is said, and keeps back",
        r"^[14] .*after ",
        _slips_unsaid,
    ),
}


def take_out(name: str) -> None:
    """In this process, for good."""
    safeguard = SAFEGUARDS[name]
    if safeguard.take_out is None:
        raise ValueError(f"nobody has said how {name} is taken out")
    safeguard.take_out()


def main() -> int:
    from tests.adversary.machine import Found, days

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SAFEGUARDS))
    parser.add_argument("--days", type=int, default=300)
    parser.add_argument("--steps", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    worst = 0
    for name in given.names or SAFEGUARDS:
        safeguard = SAFEGUARDS[name]
        if safeguard.take_out is None:
            print(f"{name}: nobody has said how it is taken out")
            worst = 1
            continue
        pattern = re.compile(safeguard.breaks)

        def seen(found: Found, pattern: re.Pattern[str] = pattern) -> bool:
            return any(pattern.search(kind) for kind in found.kinds)

        found = days(given.days, given.steps, given.seed, without=name, until=seen)
        kinds = [kind for kind in found.kinds if pattern.search(kind)]
        if kinds:
            print(f"{name}: found in day {found.days}: {'; '.join(kinds)}")
        else:
            print(f"{name}: not found in {found.days} days; others: {list(found.kinds)}")
            worst = 1
    return worst


if __name__ == "__main__":
    sys.exit(main())
