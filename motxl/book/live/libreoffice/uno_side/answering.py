"""A line with a question in, a line with the answer out."""

from __future__ import annotations

import json
import traceback
from typing import Any

from com.sun.star.beans import UnknownPropertyException
from com.sun.star.lang import DisposedException
from com.sun.star.uno import Exception as UnoException

from .documents import BusyError, RefusedError
from .office import Office

QUESTIONS = {name for name in dir(Office) if not name.startswith("_")}


def answer(office: Office, line: str) -> str:
    """``result``; or ``refused`` and why; ``busy``; ``gone`` where the workbook was closed;
    ``fault`` for an error of ours."""
    arguments: list[Any] = []
    try:
        name, arguments = json.loads(line)
        if name not in QUESTIONS:
            raise ValueError(name)
        return json.dumps({"result": getattr(office, name)(*arguments)})
    except BusyError:
        return json.dumps({"busy": True})
    except RefusedError as error:
        return json.dumps({"refused": str(error)})
    except DisposedException:
        return json.dumps({"gone": True})
    except UnknownPropertyException:
        return json.dumps({"gone": True})  # what every workbook has: it is being closed
    except UnoException as error:
        if "disposed" in str(error.Message).lower():
            return json.dumps({"gone": True})
        return json.dumps({"refused": f"{type(error).__name__} {error.Message}".strip()})
    except Exception:
        if _was_closed(office, arguments):
            return json.dumps({"gone": True})
        return json.dumps({"fault": traceback.format_exc()})


def _was_closed(office: Office, arguments: list[Any]) -> bool:
    """Whether a question was about a workbook that is there no more: half closed, it has lost one
    thing or another, and fails in as many ways."""
    try:
        return bool(arguments) and arguments[0] not in [one["key"] for one in office.books()]
    except Exception:
        return False
