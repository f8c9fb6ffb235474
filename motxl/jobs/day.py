"""The day on which a job runs."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from motxl.errors import UsageError
from motxl.i18n import _


def today() -> date:
    """The day on which a command runs; that of SOURCE_DATE_EPOCH where it is set
    (reproducible-builds.org), so that what is made can be made again, byte for byte."""
    moment = os.environ.get("SOURCE_DATE_EPOCH")
    if not moment:
        return date.today()
    try:
        return datetime.fromtimestamp(int(moment), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            _("SOURCE_DATE_EPOCH is “{text}”: it must be a number of seconds.").format(text=moment)
        ) from None
