"""The catalogue that is looked into says what the standard one, read whole, says."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest

from motxl.catalogue import Catalogue
from tests.i18n.catalogue import MOTXL


@pytest.fixture
def both() -> Iterator[tuple[gettext.GNUTranslations, Catalogue]]:
    with MOTXL.mo.open("rb") as file:
        whole = gettext.GNUTranslations(file)
        file.seek(0)
        yield whole, Catalogue(file)


def test_each_message_and_each_plural_is_found(
    both: tuple[gettext.GNUTranslations, Catalogue],
) -> None:
    whole, looked_into = both
    keys = list(whole._catalog)  # type: ignore[attr-defined]
    assert len(keys) > 1000
    for key in keys:
        message, _form = key if isinstance(key, tuple) else (key, 0)
        assert looked_into.gettext(message) == whole.gettext(message)
        for number in (0, 1, 2, 5):
            assert looked_into.ngettext(message, "x", number) == whole.ngettext(
                message, "x", number
            )


@pytest.mark.parametrize("message", ["", "a", "ÿ", "zzz", "{columns}", "Options\0", "\0"])
def test_what_is_no_message_is_left_as_it_is(
    message: str, both: tuple[gettext.GNUTranslations, Catalogue]
) -> None:
    whole, looked_into = both
    assert looked_into.gettext(message) == whole.gettext(message)
    assert looked_into.ngettext(message, "more", 2) == whole.ngettext(message, "more", 2)
