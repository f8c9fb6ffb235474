"""What every test may use: the judges, the workbooks shared beside the repository, isolation."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Generator, Iterator
from itertools import count
from pathlib import Path

import hypothesis
import pytest

from motxl.i18n import call_things, set_language
from tests import others
from tests.judges import certificates as certificates_made
from tests.judges import imap as imap_judge
from tests.judges import libreoffice as libreoffice_judge
from tests.judges import mailparser as mailparser_judge
from tests.judges import mta as mta_judge
from tests.judges import open_xml_sdk
from tests.judges import openxml_audit as openxml_audit_judge

# How long one example takes says how busy the machine is.
hypothesis.settings.register_profile("motxl", deadline=None)
hypothesis.settings.register_profile("quick", deadline=None, max_examples=30)


def pytest_configure(config: pytest.Config) -> None:
    is_quick = "not slow" in config.option.markexpr
    hypothesis.settings.load_profile("quick" if is_quick else "motxl")


JUDGES = {"sdk", "audit", "libreoffice", "mta", "imap", "mailparser", "one_desk"}
"""The fixtures that start a program of others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if JUDGES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.judge)
        if item.get_closest_marker("installs"):
            item.add_marker(pytest.mark.slow)
    # One that begins last would run on while the other workers have nothing left.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Fifteen thousand tests stay in memory: to look for garbage among them again and again, and
    after each few objects that a test makes, takes a tenth of all time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """A whole suite takes all cores, where pytest-xdist is there and nothing else is asked for."""
    # A worker of pytest-xdist comes here too, and would start workers of its own.
    if hasattr(config, "workerinput"):
        return
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    if whole and getattr(config.option, "numprocesses", 0) is None and not config.option.usepdb:
        config.option.numprocesses = "auto"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if others.MISSING:
        terminalreporter.write_line(f"{'error: ' * others.REQUIRED}{others.MISSING}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if others.MISSING and others.REQUIRED and not hasattr(session.config, "workerinput"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _absent(sentence: str) -> None:
    """In CI no judge may be missing in silence: there, a test without its judge fails."""
    if others.REQUIRED:
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def need(missing: str | None) -> None:
    """Goes on where ``missing``, what a judge lacks here, is nothing."""
    if missing is not None:
        _absent(missing)


@pytest.fixture(scope="session")
def _data_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new empty folder each time. They stand apart, and have their numbers from here: to give
    one, pytest reads the names of all that it gave before, and has thousands of tests to give."""
    above = tmp_path_factory.mktemp("motxl-data")
    return (above / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_data_and_language(_data_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the backups of whoever runs it, nor depends on their language."""
    folder = next(_data_folders)
    folder.mkdir(0o700)
    monkeypatch.setenv("MOTXL_DATA_DIR", str(folder))
    monkeypatch.setenv("MOTXL_LANG", "en")
    set_language("en")  # a test before may have spoken French
    call_things(None)  # or of a workbook with words of its own


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of workbooks that others wrote, which is no part of the repository."""
    need(others.MISSING)
    return others.SHARED


@pytest.fixture(scope="session")
def sdk() -> Callable[[Path | str], list[str]]:
    """The Open XML SDK's errors in a workbook, each as ``description | part | xpath``."""
    if open_xml_sdk.binary() is None:
        _absent(open_xml_sdk.INSTALL)
    return open_xml_sdk.errors


@pytest.fixture(scope="session")
def audit() -> Callable[[Path | str], list[str]]:
    """openxml-audit's errors in a workbook, each as ``description | part``."""
    need(openxml_audit_judge.missing())
    return openxml_audit_judge.errors


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[libreoffice_judge.LibreOffice]:
    missing = libreoffice_judge.missing()
    if missing is None and shutil.which("pdftoppm") is None:
        missing = libreoffice_judge.INSTALL_PDFTOPPM
    need(missing)
    with libreoffice_judge.LibreOffice() as judge:
        yield judge


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> certificates_made.Certificates:
    """A good one for localhost, an expired one and one of another host."""
    missing = certificates_made.missing()
    need(missing)
    return certificates_made.make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def mta() -> Iterator[mta_judge.Mta]:
    """Started for each test, which takes no time: no message of another test is there."""
    missing = mta_judge.missing()
    need(missing)
    with mta_judge.Mta() as judge:
        yield judge


@pytest.fixture
def imap(certificates: certificates_made.Certificates) -> Iterator[imap_judge.Imap]:
    """With the good certificate; the password of its user is ``imap.password``."""
    missing = imap_judge.missing()
    need(missing)
    with imap_judge.Imap(certificates.good, password="pâsse: wörd") as judge:
        yield judge


@pytest.fixture(scope="session")
def mailparser() -> Callable[[bytes], mailparser_judge.Parsed]:
    """What a parser that is not Python's reads in a message."""
    missing = mailparser_judge.missing()
    need(missing)
    return mailparser_judge.parse
