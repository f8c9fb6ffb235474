"""Mail from a script: the same jobs as the commands, with the same safeguards."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from motxl import api
from motxl.errors import MotxlError, UsageError
from motxl.jobs.mail.planning import Planned
from motxl.jobs.progress import StoppedError
from motxl.mail.ledger import LEDGER
from tests.mail.making import address, fresh, mailed, states
from tests.mail.server import Server


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return mailed(tmp_path_factory.mktemp("mailed"))


@pytest.fixture
def extracts(made: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    book, folder = made
    return book, fresh(folder, tmp_path / "out")


def test_what_is_confirmed_is_sent_once(extracts: tuple[Path, Path]) -> None:
    book, folder = extracts
    shown: list[Planned] = []

    def confirm(planned: Planned) -> bool:
        shown.append(planned)
        return True

    with Server() as server:
        first = api.mail_send(book, folder, smtp=server.url, confirm=confirm, insecure=True, rate=0)
        again = api.mail_send(book, folder, smtp=server.url, confirm=confirm, insecure=True, rate=0)
    assert server.received() == Counter(address(n) for n in range(3))
    assert repr(first) == "Sent(3 sent of 3 begun, 0 not begun, 0 kept back)"
    assert again.reports == ()
    assert [repr(one) for one in shown] == [
        "Planned(3 to send, 0 kept back, of 3)",
        "Planned(0 to send, 0 kept back, of 3)",
    ]
    assert list(api.mail_status(folder).to_frame()["state"]) == ["envoyé"] * 3


def test_a_name_is_one_and_a_list_that_names_nobody_is_not_all(
    extracts: tuple[Path, Path],
) -> None:
    book, folder = extracts
    key = api.mail_preview(book, folder).planned.plans[0].outgoing.letter.member
    for job in (api.mail_preview, api.mail_drafts):
        with pytest.raises(UsageError, match="list of members is empty"):
            job(book, folder, only=[])
    assert not api.mail_status(folder).records
    drafted = api.mail_drafts(book, folder, only=key)
    assert repr(drafted) == "Drafting(1 made, 0 failed, Planned(1 to send, 0 kept back, of 1))"
    assert api.mail_drafts(book, folder, again=key).made == 1
    confirmed = api.mail_confirm(book, folder, key)
    assert {(one.member, one.state) for one in confirmed.records} == {(key, "confirmé")}


@pytest.mark.parametrize("odd", [{"limit": -1}, {"limit": 0}, {"rate": -1}])
def test_numbers_that_mean_nothing_are_refused(
    odd: dict[str, Any], extracts: tuple[Path, Path]
) -> None:
    """A limit of -1 was all but the last, which nobody means."""
    book, folder = extracts
    with pytest.raises(UsageError, match="The number of messages must be at least 1"):
        api.mail_send(book, folder, smtp="smtp://localhost", confirm=lambda _planned: True, **odd)


def test_what_is_not_confirmed_is_not_sent(extracts: tuple[Path, Path]) -> None:
    book, folder = extracts
    with Server() as server:
        sent = api.mail_send(
            book, folder, smtp=server.url, confirm=lambda _planned: False, insecure=True, rate=0
        )
    assert not server.received()
    assert len(sent.left) == 3
    assert not sent.is_complete
    assert not api.mail_status(folder).records


def test_what_is_kept_back_is_in_the_result(extracts: tuple[Path, Path]) -> None:
    book, folder = extracts
    first = next(folder.glob("*.xlsx"))
    first.write_bytes(first.read_bytes() + b" ")
    with Server() as server:
        sent = api.mail_send(book, folder, smtp=server.url, confirm=bool, insecure=True, rate=0)
    assert (sent.count("sent"), len(sent.kept_back), sent.is_complete) == (2, 1, False)
    assert sent.kept_back[0].outgoing.problems
    assert len(server.received()) == 2


def test_a_run_that_is_stopped_goes_on_where_it_stopped(extracts: tuple[Path, Path]) -> None:
    book, folder = extracts

    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise StoppedError

    with Server() as server:
        for progress in (stop, None):
            sent = api.mail_send(
                book, folder, smtp=server.url, confirm=bool, insecure=True, rate=0,
                progress=progress,
            )  # fmt: skip
            assert isinstance(sent.stopped, StoppedError) is (progress is stop)
            assert len(sent.reports) == (1 if progress is stop else 2)
    assert server.received() == Counter(address(n) for n in range(3))


def test_a_record_that_is_gone_keeps_a_script_from_sending(extracts: tuple[Path, Path]) -> None:
    book, folder = extracts
    with Server() as server:
        api.mail_send(book, folder, smtp=server.url, confirm=bool, insecure=True, rate=0)
        (folder / LEDGER).unlink()
        preview = api.mail_preview(book, folder)
        assert preview.record_in_doubt
        assert preview.is_doubtful
        with pytest.raises(MotxlError, match="is gone"):
            api.mail_send(book, folder, smtp=server.url, confirm=bool, insecure=True, rate=0)
        with pytest.raises(MotxlError, match="is gone"):
            api.mail_drafts(book, folder)
    assert server.received() == Counter(address(n) for n in range(3))


def test_drafts_are_made_and_confirmed(extracts: tuple[Path, Path]) -> None:
    book, folder = extracts
    frame = api.mail_preview(book, folder, only=["M1"]).planned.to_frame()
    assert frame.to_dict("records") == [
        {"key": "M1", "name": "Membre 1", "to": (address(1),), "cc": (), "problems": (),
         "doubts": (), "skipped": ""}
    ]  # fmt: skip
    done = api.mail_drafts(book, folder, only=["M1", "M2"])
    assert (done.made, done.failed) == (2, [])
    assert len(list(Path(done.where).iterdir())) == 2
    assert repr(api.mail_confirm(book, folder, ["M1"])) == "Status(1 confirmé, 1 brouillon)"
    assert states(folder) == {"M1": "confirmé", "M2": "brouillon"}
