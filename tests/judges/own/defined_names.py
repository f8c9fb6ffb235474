"""Defined names are valid, one per scope, in a scope that exists, and lead somewhere.

Excel repairs the workbook and removes the names ("Removed Records: Named range from
/xl/workbook.xml"). It opens a name that leads to ``#REF!``: something that was there is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.judges.own.areas import area
from tests.judges.own.names import complaint
from tests.judges.own.package import Package

_BUILT_IN = ("_xlnm.", "_xlfn.", "_xlpm.", "_xlws.")


def check(package: Package) -> Iterator[str]:
    seen: Counter[tuple[str, str | None]] = Counter()
    for element in package.defined_names:
        name = element.get("name", "")
        scope = element.get("localSheetId")
        text = "".join(element.itertext()).strip()
        # A print area is one name, whether told as Excel's own or as anybody's (EPPlus 869).
        seen[name.casefold().removeprefix("_xlnm."), scope] += 1
        if scope is not None and not (scope.isdecimal() and int(scope) < len(package.sheets)):
            yield f"{name!r} belongs to the sheet {scope}, and there are {len(package.sheets)}"
        if not name.lower().startswith(_BUILT_IN) and (why := complaint(name)):
            yield f"the name {name!r} {why}"
        if not text:
            yield f"{name!r} leads nowhere"
        elif text.startswith("="):
            yield f"{name!r} begins with an equals sign: {text}"
        elif area(text.replace("$", "")):
            yield f"{name!r} leads to {text}, on no sheet"
        elif "#REF!" in text:
            yield f"{name!r} leads to {text}"
    for (name, scope), times in seen.items():
        if times > 1:
            where = "the workbook" if scope is None else f"the sheet {scope}"
            yield f"{where} has {times} names {name!r}"
