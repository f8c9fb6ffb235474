"""A line with a question in, a line with the answer out."""

from __future__ import annotations

import json
import traceback

from com.sun.star.beans import UnknownPropertyException
from com.sun.star.lang import DisposedException
from com.sun.star.uno import Exception as UnoException

from .documents import BusyError, RefusedError
from .office import Office

QUESTIONS = {name for name in dir(Office) if not name.startswith("_")}


def answer(office: Office, line: str) -> str:
    """``result``; or ``refused`` and why; ``busy``; ``gone`` where the workbook was closed;
    ``fault`` for an error of ours."""
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
        return json.dumps({"fault": traceback.format_exc()})
