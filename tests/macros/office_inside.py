"""Runs macros in LibreOffice, for ``office.py``: one JSON line asked, one answered.

Run by a Python that has ``uno``; it starts a LibreOffice of its own and ends it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "judges"))
from uno_bridge import connect  # type: ignore[import-not-found]

RUN_MACROS = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN


def opened(desktop, path: str):  # type: ignore[no-untyped-def]
    how = PropertyValue()
    how.Name, how.Value = "MacroExecutionMode", RUN_MACROS
    url = uno.systemPathToFileUrl(path)
    return desktop.loadComponentFromURL(url, "_blank", 0, (how,))


def the_open_one(desktop):  # type: ignore[no-untyped-def]
    """The workbook; motxl may have closed it and opened it again. None where there is none."""
    components = desktop.Components.createEnumeration()
    return components.nextElement() if components.hasMoreElements() else None


def run(document, macro: str, arguments: list[str]):  # type: ignore[no-untyped-def]
    url = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
    script = document.getScriptProvider().getScript(url)
    return script.invoke(tuple(arguments), (), ())[0]


def main() -> None:
    soffice, profile, pipe, patience = sys.argv[1:]
    office = subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nolockcheck",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        context = connect(pipe, float(patience))
        desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        print(json.dumps({"result": "ready"}), flush=True)
        for line in sys.stdin:
            asked = json.loads(line)
            try:
                document = the_open_one(desktop)
                if "open" in asked:
                    if document is not None:
                        document.close(True)
                    document = opened(desktop, asked["open"])
                    answer = {"result": list(document.BasicLibraries.ElementNames)}
                else:
                    answer = {"result": run(document, asked["run"], asked["arguments"])}
            except Exception as error:
                answer = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)
        document = the_open_one(desktop)
        if document is not None:
            document.close(True)
        desktop.terminate()
        office.wait(30)
    except Exception:
        traceback.print_exc()
    finally:
        office.kill()


if __name__ == "__main__":
    main()
