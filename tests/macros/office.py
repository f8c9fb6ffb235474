"""A LibreOffice that runs macros: its own profile, macros allowed, VBA supported."""

from __future__ import annotations

import json
import queue
import secrets
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.judges import libreoffice as judge

TIME_TO_ANSWER = 30.0
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Filter/Import/VBA">
<prop oor:name="Executable" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


class MacroOffice:
    """From ``with`` to its end; what it starts has the variables given here."""

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        self._folder = folder
        self._name = f"macros{secrets.token_hex(4)}"
        self.profile = folder / self._name
        # What a button starts finds this LibreOffice, and no other one.
        self.variables = {**variables, "MOTXL_LIBREOFFICE_PROFILE": str(self.profile)}

    def __enter__(self) -> MacroOffice:
        office, python = judge.soffice(), judge.uno_python()
        assert office is not None
        assert python is not None
        name, profile = self._name, self.profile
        settings = profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, "utf-8")
        # With a new profile it starts, ends and starts again, which only confuses here.
        subprocess.run(
            [office, f"-env:UserInstallation={profile.as_uri()}", "--headless",
             "--terminate_after_init"],
            check=False, capture_output=True, timeout=judge.TIME_TO_START,
        )  # fmt: skip
        self._log = self._folder / f"{name}.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [
                    python,
                    str(Path(__file__).with_name("office_inside.py")),
                    office,
                    profile.as_uri(),
                    name,
                    str(judge.TIME_TO_START),
                ],
                env={**judge._environment(python), **self.variables},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
            )
        self._answers: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._hear(judge.TIME_TO_START + 10)
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def open(self, path: Path) -> list[str]:
        """Open a workbook in the place of the one before; the names of its macro libraries."""
        found: list[str] = self._ask({"open": str(path)})
        return found

    def run(self, macro: str, *arguments: str) -> Any:
        """What ``Module.Procedure`` of the workbook returns."""
        return self._ask({"run": macro, "arguments": list(arguments)})

    def shown(self) -> tuple[str, str, str]:
        """The last sentence, the command offered with it, the last text of the status bar."""
        said, command, bar = str(self.run("MotxlScreen.LastShown")).rsplit("\n", 2)
        return said, command, bar

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._answers.put(line)
        self._answers.put(None)

    def _ask(self, asked: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return self._hear(TIME_TO_ANSWER)

    def _hear(self, seconds: float) -> Any:
        line = self._answers.get(timeout=seconds)
        if line is None:
            raise AssertionError(f"LibreOffice ended. {self._log.read_text('utf-8', 'replace')}")
        answer = json.loads(line)
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer["result"]
