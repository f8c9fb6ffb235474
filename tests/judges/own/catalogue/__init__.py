"""What Excel repairs or refuses, each with the public issue that tells of it.

The words of the issues are not here, only what is wrong with the workbooks they are about.
"""

from __future__ import annotations

from tests.judges.own.catalogue import of_packages, of_pivots, of_sheets, of_tables, of_workbooks
from tests.judges.own.catalogue.cause import BASES, Cause

__all__ = ["BASES", "CAUSES", "Cause"]

CAUSES: list[Cause] = [
    *of_sheets.CAUSES,
    *of_workbooks.CAUSES,
    *of_tables.CAUSES,
    *of_pivots.CAUSES,
    *of_packages.CAUSES,
]
