"""The page of ``motxl diff --html`` in a browser: filtered, in both schemes, narrow and wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from motxl.jobs.diff import diff_files, write_page
from tests.cli.test_diff import SHIPPED, edited
from tests.conftest import need
from tests.page import browsers
from tests.page.browsers import Visit
from tests.page.seen import in_both_schemes

pytestmark = pytest.mark.judge


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    need(browsers.missing())
    folder = tmp_path_factory.mktemp("comparison")
    page = folder / "modifications.html"
    write_page(diff_files(SHIPPED, edited(folder / "new.xlsx")), page)
    with browsers.chromium(folder) as driver:
        driver.get(page.as_uri())
        yield Visit(driver, folder)


_SEEN = """
return [...document.querySelectorAll('.one')].filter((one) => one.checkVisibility()).length
"""


def told(visit: Visit) -> str:
    return str(visit.run("return document.getElementById('shown').textContent"))


def test_the_policy_lets_the_page_s_own_style_and_script_work(visit: Visit) -> None:
    assert visit.run(
        "return getComputedStyle(document.querySelector('del')).textDecorationLine"
    ) == ("line-through")
    log = visit.driver.get_log("browser")  # type: ignore[attr-defined]
    assert [one for one in log if "Content Security Policy" in one["message"]] == []


def test_a_kind_or_an_axis_that_is_unchecked_is_left_out(visit: Visit) -> None:
    everything = visit.run(_SEEN)
    before = told(visit)
    number = "document.querySelector('input[value=value]')"
    visit.run(f"{number}.click()")
    assert visit.run(_SEEN) == everything - 2
    assert (
        visit.run("return document.querySelector('[data-kind=value]').checkVisibility()") is False
    )
    assert told(visit) != before
    visit.run("document.querySelector('input[name=axis]').click()")
    assert visit.run(_SEEN) < everything - 2
    visit.run("document.querySelector('button[type=reset]').click()")
    visit.until(f"return document.getElementById('shown').textContent === {before!r}")
    assert visit.run(_SEEN) == everything


def test_everybody_can_read_it(visit: Visit) -> None:
    assert in_both_schemes(visit) == []


def test_nothing_is_wider_than_the_window(visit: Visit) -> None:
    tell = visit.driver.execute_cdp_cmd  # type: ignore[attr-defined]
    try:
        for width in (320, 390, 1280):
            size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
            tell("Emulation.setDeviceMetricsOverride", size)
            assert visit.run("return document.documentElement.scrollWidth") <= width
    finally:
        tell("Emulation.clearDeviceMetricsOverride", {})
