"""What a colleague does that motxl never does, so that its own way to LibreOffice has no word for
it: run by a Python that has ``uno``, on the pipe of a ``Desk``."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from motxl.libreoffice import find_libreoffice, find_uno_python

_BEGIN = """
import sys, uno
from com.sun.star.awt import Point, Size
from com.sun.star.beans import PropertyValue
from com.sun.star.table import CellAddress
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
context = resolver.resolve(f"uno:pipe,name={sys.argv[1]};urp;StarOffice.ComponentContext")
desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
url = uno.systemPathToFileUrl(sys.argv[2])
(book,) = [one for one in desktop.Components if one.getURL() == url]
sheets = book.Sheets
"""
# What uno's threads do while Python ends can crash it, after all is done.
_END = """
import os
sys.stdout.flush()
os._exit(0)
"""
NOTE = "sheets['Accueil'].Annotations.insertNew(CellAddress(0, 2, 2), 'à revoir')"
BOX = """
box = book.createInstance("com.sun.star.drawing.TextShape")
box.Position, box.Size = Point(1000, 1000), Size(3000, 1000)
sheets["Accueil"].DrawPage.add(box)
box.Name, box.String = "Ma boîte", "à ne pas oublier"
"""
SHEET = "sheets.insertNewByName('Brouillon', 0)"
SAVE = "book.store()"
PROGRESS = "book.CurrentController.StatusIndicator.start('summing up', 100)"


def do(path: Path, action: str) -> str:
    """Do one of the above, or other lines of the kind, in an open workbook; what it prints."""
    soffice = find_libreoffice()
    assert soffice is not None
    python = find_uno_python(soffice)
    assert python is not None
    command = [str(python), "-c", _BEGIN + action + _END, f"desk-{os.getpid()}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, (done.returncode, done.stderr)
    return done.stdout
