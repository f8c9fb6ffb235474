"""In CI none of these may be missing in silence; elsewhere tests without them are skipped."""

from __future__ import annotations

import os

if os.environ.get("MOTXL_REQUIRE_JUDGES") == "1":
    import pyvbaanalysis  # noqa: F401
