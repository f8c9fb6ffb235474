"""A workbook: where it lies, who has it open, and whether motxl and Excel can work with it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from motxl.book.live.places import local_path
from motxl.doctor.checks import Check, Checks
from motxl.doctor.computer import Computer
from motxl.doctor.downloaded import checked
from motxl.doctor.synchronised import service_of
from motxl.doctor.windows import NETWORK
from motxl.errors import MotxlError
from motxl.files.errors import shown_moment
from motxl.files.locks import owner_of
from motxl.i18n import _, ngettext

if TYPE_CHECKING:
    from motxl.programme.model import Programme

_EXCEL_TAKES = 218
"""Characters of a workbook's path, its name included"""
_NETWORKS = frozenset(
    {NETWORK, "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "afpfs", "webdav", "davfs", "ncpfs"}
    | {"9p", "afs", "ceph", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse"}
)


def look(computer: Computer, path: Path) -> Checks:
    path = local_path(path)
    if not path.is_file():
        said = (
            _("It is a folder: give the names of the workbooks in it.")
            if path.is_dir()
            else _("It does not exist: check its name and folder.")
        )
        yield Check("readable", "warning", said)
        return
    yield from _contents(path)
    yield may_be_written(path)
    yield _opened(path)
    yield from checked(computer, path)
    yield _synchronised(computer, path)
    yield _network(computer, path)
    yield _length(computer, path)


def _contents(path: Path) -> Checks:
    from motxl.book.file.filebook import open_book

    try:
        programme = open_book(path).programme
    except MotxlError as error:
        yield Check("readable", "warning", str(error))
        return
    n = len(programme.entries)
    text = ngettext(
        "motxl can read the workbook ({n} row)", "motxl can read the workbook ({n} rows)", n
    )
    yield Check("readable", "ok", text.format(n=n))
    if programme.parameters:
        yield _sender(programme)


def _sender(programme: Programme) -> Check:
    """From whom ``motxl mail`` would write."""
    from motxl.mail.sender import sender_of
    from motxl.programme.addresses import parse_address

    try:
        address = sender_of(programme).address
    except MotxlError as error:
        return Check("sender", "note", str(error))
    said = _("Messages are sent from {address}").format(address=address)
    if parse_address(address)[1].lower().endswith(("@example.org", ".example.org")):
        advice = _(
            "This is the example address: write your own in the row “expéditeur” of the sheet "
            "Paramètres."
        )
        return Check("sender", "note", said, advice)
    return Check("sender", "ok", said)


def may_be_written(path: Path) -> Check:
    """The file, and its folder: a save puts a new file there."""
    if not os.access(path, os.W_OK):
        return Check(
            "writable",
            "warning",
            _("The workbook is read-only: motxl can check it but change nothing in it."),
            _("Ask for the right to change the workbook, or work on a copy."),
        )
    if not os.access(path.resolve().parent, os.W_OK):
        return Check(
            "writable",
            "warning",
            _(
                "The folder of the workbook is read-only, and motxl saves by putting a new file "
                "into it."
            ),
            _("Ask for the right to write to this folder, or work on a copy elsewhere."),
        )
    return Check("writable", "ok", _("motxl can change the workbook"))


def _opened(path: Path) -> Check:
    owner = owner_of(path)
    if owner is None:
        return Check("open", "ok", _("The workbook is not open anywhere"))
    since = shown_moment(owner.since)
    if owner.stale:
        return Check(
            "open",
            "warning",
            _(
                "According to the lock file {lock}, the workbook has been open since {since}, "
                "but that file looks like a leftover."
            ).format(lock=owner.file.name, since=since),
            _("If nobody has the workbook open, delete that lock file."),
        )
    said = (
        _("{user} has had the workbook open since {since}.").format(user=owner.user, since=since)
        if owner.user
        else _("The workbook has been open in another program since {since}.").format(since=since)
    )
    return Check("open", "note", said, _what_to_do(path))


def _what_to_do(path: Path) -> str:
    """``--live`` works where the workbook is open on this computer, and nowhere else."""
    from motxl.book.live.finding import find

    try:
        here = find(path)
    except (MotxlError, ImportError):
        return _(
            "Before motxl changes the workbook, close it or have it closed; if it is open on "
            "this computer, you can also use --live."
        )
    if here is None:
        return _(
            "While the workbook is open there, nobody else can change it, not even with "
            "--live: ask for it to be closed."
        )
    if here.is_read_only:
        return _("The workbook is open here as read-only: ask whoever is editing it to close it.")
    return _(
        "The workbook is open here in {application}: use --live, or close the workbook first."
    ).format(application=here.application)


def _synchronised(computer: Computer, path: Path) -> Check:
    service = service_of(path, computer)
    if not service:
        return Check(
            "synchronised",
            "ok",
            _("As far as motxl knows, the folder of the workbook is not synchronised"),
        )
    return Check(
        "synchronised",
        "note",
        _("The workbook is in a folder that {service} synchronises.").format(service=service),
        _(
            "Let the synchronisation finish before you run motxl, and let it finish again "
            "afterwards."
        ),
    )


def _network(computer: Computer, path: Path) -> Check:
    if network_of(path, computer):
        return Check(
            "network",
            "note",
            _("The workbook is on a network share."),
            _("motxl saves there as it does elsewhere, but --watch may notice changes late."),
        )
    return Check("network", "ok", _("The workbook is on a disk of this computer"))


def network_of(path: Path, computer: Computer) -> bool:
    """Whether a file lies on another computer: by its name, or by what is mounted there."""
    place = os.path.realpath(path)
    if computer.system == "windows" and place.startswith(("\\\\", "//")):
        # \\?\C:\… is a long name of a disk of this computer, \\?\UNC\server\… is not.
        return not place.startswith("\\\\?\\") or place[4:8].upper() == "UNC\\"
    found, kind = "", ""
    for mount in computer.mounts:
        top = mount.place.rstrip("/\\")
        inside = place == top or place.startswith((top + "/", top + "\\"))
        # What is mounted later on the same place hides what was there.
        if inside and len(top) >= len(found):
            found, kind = top, mount.kind
    return kind in _NETWORKS


def _length(computer: Computer, path: Path) -> Check:
    length = len(os.path.abspath(path))  # noqa: PTH100 (links stay: Excel counts what it is given)
    text = _("The path of the workbook has {n} characters; Excel accepts {most}").format(
        n=length, most=_EXCEL_TAKES
    )
    if length <= _EXCEL_TAKES:
        return Check("path-length", "ok", text)
    advice = _("Shorten the names of the folders, or move the workbook to a folder higher up.")
    # No Excel opens it here; colleagues' paths are others.
    return Check("path-length", "note" if computer.system == "linux" else "warning", text, advice)
