"""What motxl makes outside of a browser, of the same request."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from motxl.page import carrying


def done(job: str, file: Path, **options: Any) -> Any:
    """The result of a job, in English."""
    request = {"job": job, "language": "en", "file": str(file), **options}
    answer = json.loads(carrying.answered(json.dumps(request), lambda *_stage: None))
    return answer["result"]
