"""Questions from standard input, answers to standard output; the first argument is the pipe on
which LibreOffice listens, the second how many seconds to wait for it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import NamedValue
from com.sun.star.connection import NoConnectException
from com.sun.star.uno import Exception as UnoException

from .answering import answer
from .inside import NAME
from .office import Office

END = json.dumps(["end", []])


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


def answering(context: Any) -> Callable[[str], str]:
    """What answers a question: in LibreOffice itself where it runs Python, else from here."""
    folder = str(Path(__file__).resolve().parent)
    try:
        loader = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.loader.Python", context
        )
        here = uno.systemPathToFileUrl(str(Path(folder, "inside.py")))
        inside = loader.activate(NAME, "", here, None).createInstanceWithContext(context)
        where = NamedValue("folder", folder)
        inside.execute((where, NamedValue("asked", json.dumps(["books", []]))))
    except (AttributeError, UnoException):
        office = Office(context)
        return lambda line: answer(office, line)
    return lambda line: str(inside.execute((where, NamedValue("asked", line))))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    pipe, patience = sys.argv[1], float(sys.argv[2])
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    context = connect(pipe, patience)
    say(json.dumps({"result": context is not None}))
    if context is None:
        return
    try:
        ask = answering(context)
        try:
            for line in sys.stdin:
                say(ask(line))
        finally:
            ask(END)
    except UnoException:  # it ended in the middle of an answer
        say(json.dumps({"gone": True}))


if __name__ == "__main__":
    main()
