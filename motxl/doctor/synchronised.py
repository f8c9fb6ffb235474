"""Folders that a service sends to other computers: OneDrive, Dropbox, Google Drive, iCloud,
Nextcloud."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from motxl.book.live.places import is_synchronised
from motxl.doctor.computer import Computer

_MAC = {"GoogleDrive": "Google Drive", "iCloud": "iCloud Drive"}
_MY_DRIVE = {"my drive", "mon drive"}
"""Google Drive is a drive of its own on Windows, with this folder"""
# What the services leave at the top of their folder.
_FILES = {
    ".dropbox": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
_FOLDERS = {
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
}
_DATABASES = (".sync_*.db", "._sync_*.db")  # of Nextcloud and ownCloud


def service_of(path: Path, computer: Computer) -> str:
    """The service that synchronises a file's folder; empty where none is known to."""
    if is_synchronised(path):
        return "OneDrive"
    place = Path(os.path.realpath(path))
    return _by_place(place, computer) or next(filter(None, map(_marked, place.parents)), "")


def _by_place(place: Path, computer: Computer) -> str:
    home = Path(os.path.realpath(computer.home))
    inside = _below(place, home)
    if computer.system == "mac":
        if inside[:2] == ("Library", "Mobile Documents"):
            return "iCloud Drive"
        if inside[:2] == ("Library", "CloudStorage") and len(inside) > 2:
            # GoogleDrive-name@example.org, Dropbox, Box-Box
            name = inside[2].partition("-")[0]
            return _MAC.get(name, name)
    if computer.system == "windows":
        if inside[:1] == ("iCloudDrive",):
            return "iCloud Drive"
        if place.drive and place.parts[1:2] and place.parts[1].casefold() in _MY_DRIVE:
            return "Google Drive"
    return ""


def _below(place: PurePath, folder: PurePath) -> tuple[str, ...]:
    return place.relative_to(folder).parts if place.is_relative_to(folder) else ()


def _marked(folder: Path) -> str:
    try:
        for name, service in _FILES.items():
            # In the user's own folder, .dropbox is the folder of Dropbox's settings.
            if (folder / name).is_file():
                return service
        for name, service in _FOLDERS.items():
            if (folder / name).is_dir():
                return service
        if any(next(folder.glob(pattern), None) for pattern in _DATABASES):
            return "Nextcloud"
    except OSError:
        pass
    return ""
