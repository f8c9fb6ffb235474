"""Whether everybody can see and use what the page shows."""

from __future__ import annotations

from pathlib import Path

from tests.page.browsers import Visit

AXE = Path(__file__).parents[1] / "judges" / "node_modules" / "axe-core" / "axe.min.js"


def violations(visit: Visit) -> list[str]:
    """What axe finds, in what is shown now."""
    # By its source, as a developer's tool: the policy lets no element run it.
    visit.run(AXE.read_text("utf-8"))
    found = visit.driver.execute_async_script(  # type: ignore[attr-defined]
        "axe.run().then((found) => arguments[0](found.violations))"
    )
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def in_both_schemes(visit: Visit) -> list[str]:
    """What axe finds in what is shown now, in light and in dark."""
    tell = visit.driver.execute_cdp_cmd  # type: ignore[attr-defined]
    found = []
    try:
        for scheme in ("light", "dark"):
            media = [{"name": "prefers-color-scheme", "value": scheme}]
            tell("Emulation.setEmulatedMedia", {"features": media})
            found += [f"{scheme}: {one}" for one in violations(visit)]
    finally:
        tell("Emulation.setEmulatedMedia", {"features": []})
    return found
