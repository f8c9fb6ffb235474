"""Bring the catalogues up to date with the sources: ``python tests/i18n/update.py``.

Extracts the messages, keeps their translations, drops those that are no longer used, compiles the
.mo files, and prints what is not translated yet (exit code 1).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.i18n import catalogue


def main() -> int:
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from tests.i18n import catalogue

    return max(map(update, catalogue.KEPT))


def update(kept: catalogue.Kept) -> int:
    from tests.i18n import catalogue

    messages = catalogue.up_to_date(kept)
    po = catalogue.as_po(messages, kept)
    kept.folder.mkdir(parents=True, exist_ok=True)
    kept.po.write_bytes(po)
    kept.mo.write_bytes(catalogue.as_mo(po, kept))
    named = [message for message in messages if message.id]
    missing = [message for message in named if not (message.string and all(message.string))]
    for message in missing:
        print(f"not translated: {message.id!r}")
    print(f"{len(named) - len(missing)} of {len(named)} messages translated: {kept.po}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
