"""The list of formats."""

from __future__ import annotations

import pytest

from localizer.errors import InputError
from localizer.export.formats import DEFAULT_FORMATS, FORMATS, chosen


def test_chosen_keeps_the_order_and_each_once() -> None:
    assert list(chosen(["json", "csv", "json"])) == ["json", "csv"]


def test_the_defaults_exist() -> None:
    assert set(DEFAULT_FORMATS) <= set(FORMATS)


@pytest.mark.parametrize(
    ("names", "message"),
    [(["pdf"], "no format pdf"), ([], "at least one format")],
)
def test_refused(names: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        chosen(names)
