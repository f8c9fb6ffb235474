"""What the page knows of earlier extracts, in a folder beside the one of a job."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from motxl.errors import MotxlError
from motxl.extract.manifest import manifest_of
from motxl.programme.model import Programme
from motxl.text.normalise import normalise

EARLIER = "-avant"
"""What stands behind the name of the folder of a job, in the name of that of earlier extracts:
motxl/page/web/worker.js makes it"""


def leave_out_another(folder: Path, programme: Programme) -> None:
    """Remove the earlier extracts beside ``folder`` unless most of their members are those of the
    programme: two workbooks may have one name, and what another one's members got says nothing of
    these. Members are compared by their names, whichever row or key has them now."""
    earlier = folder.with_name(folder.name + EARLIER)
    if not earlier.is_dir():
        return
    names = {normalise(one.title) for one in programme.registers.members or ()}
    try:
        manifest = manifest_of(earlier)
        known = set()
        if manifest is not None:
            with closing(manifest):
                known = {normalise(one.name) for one in manifest.known.values()}
    except MotxlError:
        known = set()
    if 2 * len(known & names) <= len(known):
        shutil.rmtree(earlier)
