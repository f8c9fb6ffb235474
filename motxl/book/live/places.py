"""Where an open workbook lies on this computer: applications may say a URL instead.

Excel names a workbook of a synchronised folder (OneDrive, SharePoint) by its URL.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from motxl.errors import MotxlError
from motxl.i18n import _

_URL = re.compile(r"(https?):[/\\]+(.*)", re.IGNORECASE | re.DOTALL)


def as_url(text: str) -> str | None:
    """The URL that an argument is, also where it was taken for a path on the way."""
    found = _URL.match(text)
    return None if found is None else f"{found[1].lower()}://" + found[2].replace("\\", "/")


def is_same(told: str, path: Path) -> bool:
    """Whether ``told``, an application's name for a workbook, is the file ``path``."""
    url = as_url(told)
    if url is None:
        return os.path.realpath(told) == os.path.realpath(path) or _same_file(told, path)
    ours = as_url(str(path))
    if ours is not None:
        return unquote(url).casefold() == unquote(ours).casefold()
    # Another organisation may have a folder and a workbook of the same names.
    copies = _copies_of(url)
    return len(copies) == 1 and _same_file(str(copies[0]), path)


def _same_file(one: str, other: Path) -> bool:
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def local_path(path: Path) -> Path:
    """The file on this computer that a path, or a URL in its place, means.

    ``MotxlError`` with what to do where the synchronised file of a URL is not found.
    """
    url = as_url(str(path))
    if url is None:
        return path
    copies = _copies_of(url)
    if len(copies) == 1:
        return copies[0]
    if copies:
        raise MotxlError(
            _(
                "{url} is stored online (OneDrive, SharePoint), and several synchronised "
                "files may be its copy: {files}. Give the path of the one that you mean."
            ).format(url=url, files=", ".join(map(str, copies)))
        )
    raise MotxlError(
        _(
            "{url} is stored online (OneDrive, SharePoint), and no synchronised copy was found "
            "on this computer: in the browser, choose “Sync” (or “Add shortcut to OneDrive”) for "
            "its folder, open the workbook from there in Explorer, then try again."
        ).format(url=url)
    )


def _copies_of(url: str) -> list[Path]:
    """The files in synchronised folders whose place is most like that of a URL."""
    names = [unquote(part) for part in urlsplit(url).path.split("/") if part]
    roots = list(_synchronised_folders())
    # The first names of a URL are the site's and the library's; which ones are folders here
    # depends on what was synchronised.
    for start in range(len(names)):
        places = (root.joinpath(*names[start:]) for root in roots)
        found = {os.path.realpath(place): place for place in places if place.is_file()}
        if found:
            return list(found.values())
    return []


def _synchronised_folders() -> Iterator[Path]:
    """The folders of OneDrive: those that its variables name, and its folders beside them
    (SharePoint libraries stand in a folder of the organisation's name)."""
    seen = set()
    named = [
        os.environ.get(name) for name in ("OneDriveCommercial", "OneDriveConsumer", "OneDrive")
    ]
    home = Path.home()
    candidates = [Path(name) for name in named if name]
    candidates += [Path(name.replace("OneDrive - ", "")) for name in named if name]
    for folder in (home, home / "Library" / "CloudStorage"):
        try:
            candidates += sorted(one for one in folder.iterdir() if one.name.startswith("OneDrive"))
        except OSError:
            continue
    for root in candidates:
        if root in seen or not root.is_dir():
            continue
        seen.add(root)
        yield root
        try:
            yield from sorted(one for one in root.iterdir() if one.is_dir())
        except OSError:
            continue


def is_synchronised(path: Path) -> bool:
    """Whether a file lies in a folder that OneDrive synchronises."""
    place = os.path.realpath(path)
    return any(place.startswith(str(root) + os.sep) for root in _synchronised_folders())
