"""Questions from standard input, answers to standard output; the first argument is the pipe on
which LibreOffice listens, the second how many seconds to wait for it."""

from __future__ import annotations

import json
import sys
import time
import traceback
from typing import Any

import uno
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from com.sun.star.uno import Exception as UnoException

from .documents import RefusedError
from .office import Office

QUESTIONS = {name for name in dir(Office) if not name.startswith("_")}


def answer(office: Office, line: str) -> dict[str, Any]:
    try:
        name, arguments = json.loads(line)
        if name not in QUESTIONS:
            raise ValueError(name)
        return {"result": getattr(office, name)(*arguments)}
    except RefusedError as error:
        return {"refused": str(error)}
    except DisposedException:
        return {"gone": True}
    except UnoException as error:
        return {"refused": f"{type(error).__name__} {error.Message}".strip()}
    except Exception:
        return {"fault": traceback.format_exc()}


def connect(pipe: str, patience: float) -> Any:
    """The context of the LibreOffice that listens on the pipe, once it does; ``None`` when it does
    not in time (seconds)."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    late = time.monotonic() + patience
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() >= late:
                return None
            time.sleep(0.05)


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main() -> None:
    pipe, patience = sys.argv[1], float(sys.argv[2])
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    context = connect(pipe, patience)
    _say({"result": context is not None})
    if context is None:
        return
    office = Office(context)
    try:
        for line in sys.stdin:
            _say(answer(office, line))
    finally:
        office.end()


if __name__ == "__main__":
    main()
