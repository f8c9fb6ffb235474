"""The record of what was sent to whom: SQLite beside the extracts, one writer at a time.

It is written before and after each step that may be the last one: whatever happens, it never says
that a message did not leave which may have left. A rollback journal, not a write-ahead log: the
folder may lie on a network share.
"""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from motxl.errors import MotxlError
from motxl.extract.folder import only_here
from motxl.files.saving import refused
from motxl.files.within import open_inside
from motxl.i18n import _
from motxl.mail.moments import never_back

LEDGER = "envois.sqlite"
_FORMAT = 1

State = Literal["brouillon", "en cours", "envoyé", "échec", "incertain", "confirmé"]
DONE: frozenset[State] = frozenset({"envoyé", "confirmé", "incertain", "brouillon"})
"""States in which a message is not sent again by itself"""

_TABLES = """
CREATE TABLE IF NOT EXISTS messages (
  id INTEGER PRIMARY KEY,
  member TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  state TEXT NOT NULL,
  handed_over INTEGER NOT NULL DEFAULT 0,
  via TEXT NOT NULL,
  message_id TEXT NOT NULL,
  recipients TEXT NOT NULL,
  files TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  updated TEXT NOT NULL,
  UNIQUE (member, version, digest, attempt)
);
CREATE TABLE IF NOT EXISTS addresses (
  address TEXT NOT NULL,
  member TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS record (
  id TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS told (
  message INTEGER NOT NULL REFERENCES messages (id),
  recipients TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS history (
  message INTEGER NOT NULL REFERENCES messages (id),
  at TEXT NOT NULL,
  state TEXT NOT NULL,
  detail TEXT NOT NULL
);
"""


class Record(NamedTuple):
    """What the ledger says of one message."""

    id: int
    member: str
    name: str
    version: str
    digest: str
    attempt: int
    """1; one more for each time that it was sent again on purpose"""
    state: State
    handed_over: bool
    """Whether its last byte may have left"""
    via: str
    message_id: str
    recipients: tuple[str, ...]
    files: tuple[str, ...]
    detail: str
    updated: str
    """ISO, local time"""


_COLUMNS = ", ".join(Record._fields)


class Owner(NamedTuple):
    """Whose an address was, by the directory of the day on which a message to it was begun."""

    address: str
    member: str
    """Its key"""
    name: str
    at: str
    """ISO, local time; the owners of an address of one moment belong together"""


class Letter(NamedTuple):
    """What identifies a message, before it is sent."""

    member: str
    name: str
    version: str
    digest: str
    recipients: tuple[str, ...]
    files: tuple[str, ...]
    owners: tuple[tuple[str, str, str], ...] = ()
    """All whose its addresses are: address, key and name of a member"""


class Ledger:
    """The ledger of a folder. Opened for writing by ``writing``, for reading by ``reading``."""

    def __init__(self, connection: sqlite3.Connection | None, path: Path) -> None:
        """``None``: there is no file yet; it is made when something is written."""
        self._open = connection
        self.path = path

    @property
    def _connection(self) -> sqlite3.Connection:
        assert self._open is not None  # looked at before, or made
        return self._open

    def close(self) -> None:
        if self._open is not None:
            self._open.close()

    # What it says

    @property
    def is_blank(self) -> bool:
        """Whether nothing was ever written: no file, or an empty one."""
        with _told(self.path):
            return self._open is None or not _tables(self._open)

    @property
    def id(self) -> str:
        """What tells it from every other record; empty where it is blank, or has none yet."""
        with _told(self.path):
            if self._open is None or "record" not in _tables(self._open):
                return ""
            row = self._connection.execute("SELECT id FROM record").fetchone()
        return str(row[0]) if row else ""

    def __len__(self) -> int:
        """How many messages were begun."""
        if self.is_blank:
            return 0
        with _told(self.path):
            (number,) = self._connection.execute("SELECT count(*) FROM messages").fetchone()
        return int(number)

    def records(self) -> list[Record]:
        """All messages, in the order in which they were begun."""
        if self.is_blank:
            return []
        with _told(self.path):
            rows = self._connection.execute(f"SELECT {_COLUMNS} FROM messages ORDER BY id")
            return [_record(row) for row in rows]

    def owners(self) -> list[Owner]:
        """Whose the addresses were that were written to; a record that an earlier motxl has made
        says it by its messages only."""
        if self.is_blank:
            return []
        with _told(self.path):
            rows = (
                self._connection.execute("SELECT * FROM addresses ORDER BY rowid").fetchall()
                if "addresses" in _tables(self._connection)
                else ()
            )
        moments = never_back(row[3] for row in rows)
        known = [Owner(*row)._replace(at=at) for row, at in zip(rows, moments, strict=True)]
        noted = {one.address for one in known}
        messages: dict[str, list[Record]] = {}
        for one in self.records():
            for address in {recipient.casefold() for recipient in one.recipients} - noted:
                messages.setdefault(address, []).append(one)
        for address, to in messages.items():
            at = max(one.updated for one in to)
            known += [Owner(address, one.member, one.name, at) for one in to]
        return known

    def order(self) -> dict[int, int]:
        """Which message left when: by its id, a number that grows. That somebody confirms that an
        uncertain one arrived makes it none the later."""
        if self.is_blank:
            return {}
        with _told(self.path):
            return dict(
                self._connection.execute(
                    "SELECT message, max(rowid) FROM history WHERE NOT (state = 'confirmé' AND "
                    "message IN (SELECT message FROM history WHERE state = 'incertain')) "
                    "GROUP BY message"
                ).fetchall()
            )

    def last(self, letter: Letter) -> Record | None:
        """What became of a letter the last time; ``None`` when it was never begun."""
        if self.is_blank:
            return None
        with _told(self.path):
            row = self._connection.execute(
                f"SELECT {_COLUMNS} FROM messages WHERE member = ? AND version = ? AND digest = ? "
                "ORDER BY attempt DESC LIMIT 1",
                (letter.member, letter.version, letter.digest),
            ).fetchone()
        return None if row is None else _record(row)

    def draft_of(self, member: str) -> Record | None:
        """A draft of a member's extract that nobody has said to be sent."""
        if self.is_blank:
            return None
        with _told(self.path):
            row = self._connection.execute(
                f"SELECT {_COLUMNS} FROM messages WHERE member = ? AND state = 'brouillon' "
                "AND digest NOT LIKE 'relance %' ORDER BY id DESC LIMIT 1",
                (member,),
            ).fetchone()
        return None if row is None else _record(row)

    def has_told(self, record: Record, recipients: Sequence[str]) -> bool:
        """Whether somebody was told that a message went to other addresses than these."""
        with _told(self.path):
            if self._open is None or "told" not in _tables(self._open):
                return False
            row = self._open.execute(
                "SELECT 1 FROM told WHERE message = ? AND recipients = ?",
                (record.id, _as_set(recipients)),
            ).fetchone()
        return row is not None

    @property
    def steps(self) -> int:
        """How often anything was noted: it only grows, also when a message is tried again."""
        if self.is_blank:
            return 0
        with _told(self.path):
            (number,) = self._connection.execute("SELECT count(*) FROM history").fetchone()
        return int(number)

    # What is written

    def make(self) -> None:
        """Make what is missing: the file, which its owner alone may read, its tables, its id."""
        if self._open is None:
            os.close(open_inside(self.path.parent, self.path, os.O_RDWR | os.O_CREAT))
            self._open = _connected(self.path)
        connection = self._connection
        with _told(self.path), connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = FULL")
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            if connection.execute("SELECT count(*) FROM record").fetchone() == (0,):
                connection.execute("INSERT INTO record (id) VALUES (?)", (uuid.uuid4().hex,))
            connection.execute(f"PRAGMA user_version = {_FORMAT}")

    def begin(self, letter: Letter, via: str, message_id: str, *, again: bool = False) -> Record:
        """Take note that a letter is about to be sent; ``again`` begins another attempt."""
        self.make()
        known = self.last(letter)
        attempt = 1 if known is None else known.attempt + again
        values = (
            *(letter.member, letter.name, letter.version, letter.digest, attempt, "en cours", 0),
            *(via, message_id, json.dumps(letter.recipients), json.dumps(letter.files), ""),
            _now(),
        )
        with _told(self.path), self._connection:
            self._connection.execute(
                "INSERT INTO messages (member, name, version, digest, attempt, state, handed_over,"
                " via, message_id, recipients, files, detail, updated)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (member, version, digest, attempt) DO UPDATE SET"
                " state = excluded.state, handed_over = 0, via = excluded.via,"
                " message_id = excluded.message_id, recipients = excluded.recipients,"
                " files = excluded.files, detail = '', updated = excluded.updated",
                values,
            )
            found = self.last(letter)
            assert found is not None  # it was just written
            self._note(found.id, "en cours", via)
            at = datetime.now().astimezone().isoformat(timespec="microseconds")
            self._connection.executemany(
                "INSERT INTO addresses (address, member, name, at) VALUES (?, ?, ?, ?)",
                [(address.casefold(), key, name, at) for address, key, name in letter.owners],
            )
        return found

    def tell(self, record: Record, recipients: Sequence[str]) -> None:
        """Take note that somebody was told so: said once, it is a person's to decide."""
        self.make()
        with _told(self.path), self._connection:
            self._connection.execute(
                "INSERT INTO told (message, recipients) VALUES (?, ?)",
                (record.id, _as_set(recipients)),
            )

    def hand_over(self, record: Record, *, really: bool = True) -> None:
        """Take note that the last byte is about to leave: from here on nobody knows.

        Or, with ``really=False``, that the server has not taken it.
        """
        with _told(self.path), self._connection:
            self._connection.execute(
                "UPDATE messages SET handed_over = ?, updated = ? WHERE id = ?",
                (int(really), _now(), record.id),
            )

    def end(self, record: Record, state: State, detail: str = "") -> None:
        # It left when it did, not when somebody said that it had arrived.
        kept = record.state == "incertain" and state == "confirmé"
        with _told(self.path), self._connection:
            self._connection.execute(
                "UPDATE messages SET state = ?, detail = ?, updated = ? WHERE id = ?",
                (state, detail, record.updated if kept else _now(), record.id),
            )
            self._note(record.id, state, detail)

    def settle(self) -> list[Record]:
        """What a run that was killed left in the air: uncertain once its last byte may have left,
        else a failure that is tried again. Returns those that are uncertain."""
        uncertain = []
        for one in self.records():
            if one.state == "en cours" and one.handed_over:
                why = _("the run was interrupted while the message was being handed over")
                self.end(one, "incertain", why)
                uncertain.append(one._replace(state="incertain"))
            elif one.state == "en cours":
                why = _("the run was interrupted before the message was handed over")
                self.end(one, "échec", why)
        return uncertain

    def _note(self, message: int, state: str, detail: str) -> None:
        self._connection.execute(
            "INSERT INTO history (message, at, state, detail) VALUES (?, ?, ?, ?)",
            (message, _now(), state, detail),
        )


def _as_set(recipients: Sequence[str]) -> str:
    return json.dumps(sorted({one.casefold() for one in recipients}))


def _record(row: Sequence[object]) -> Record:
    known = Record(*row)  # type: ignore[arg-type]
    return known._replace(
        handed_over=bool(known.handed_over),
        recipients=tuple(json.loads(str(known.recipients))),
        files=tuple(json.loads(str(known.files))),
    )


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


@contextmanager
def writing(folder: Path) -> Iterator[Ledger]:
    """The ledger of a folder; it is made once something is written. Raises ``InUseError`` while
    another motxl works in the folder."""
    path = folder / LEDGER
    with only_here(folder), _told(path):
        ledger = Ledger(None, path)
        _check_companions(folder)
        if os.path.lexists(path):
            os.close(open_inside(folder, path, os.O_RDWR))
            ledger = Ledger(_connected(path), path)
        try:
            if not ledger.is_blank:
                ledger.make()
            yield ledger
        finally:
            ledger.close()


@contextmanager
def reading(folder: Path) -> Iterator[Ledger | None]:
    """The ledger of a folder, as it stands; ``None`` where nothing was sent yet."""
    path = folder / LEDGER
    if not os.path.lexists(path):
        yield None
        return
    _check_companions(folder)
    with _told(path):
        # Not mode=ro: a journal that a killed run left must be rolled back by whoever reads first.
        os.close(open_inside(folder, path, os.O_RDONLY))
        connection = _connected(path)
        try:
            yield Ledger(connection, path)
        finally:
            connection.close()


def _check_companions(folder: Path) -> None:
    """Refuse companion files of the record for which SQLite would follow a link or wait for a pipe.
    Raises ``MotxlError`` for them."""
    for suffix in ("-journal", "-wal", "-shm"):
        path = folder / f"{LEDGER}{suffix}"
        if os.path.lexists(path):
            try:
                os.close(open_inside(folder, path, os.O_RDONLY))
            except OSError as error:
                raise refused(path, error) from None


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30)
    try:
        _check(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _tables(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {str(name) for (name,) in rows}


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] > _FORMAT:
        text = _("{file} was written by a newer version of motxl: use that version.")
        raise MotxlError(text.format(file=path))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Errors of the database as sentences."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise MotxlError(
            _("The record of what was sent, {file}, cannot be used: {reason}.").format(
                file=path, reason=error
            )
        ) from None
