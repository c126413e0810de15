"""The list of formats."""

from __future__ import annotations

import pytest

from localizer.errors import InputError
from localizer.export.formats import DEFAULT_FORMATS, FILES, FORMATS, REGISTRY, chosen, first_of


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


def test_every_format_is_told_apart_and_says_what_it_is_for() -> None:
    codes = [one.code for one in REGISTRY]
    assert len(set(codes)) == len(codes) == len(FORMATS)
    assert all(one.name and one.what and one.files for one in REGISTRY)
    assert len(set(FILES)) == len(FILES)


def test_settings_are_the_same_wherever_they_have_the_same_code() -> None:
    seen: dict[str, tuple[str, bool]] = {}
    for one in REGISTRY:
        for setting in one.settings:
            told = (setting.example, setting.path)
            assert seen.setdefault(setting.code, told) == told


@pytest.mark.parametrize(
    ("kind", "suffix", "first"),
    [
        ("listings", ".csv", ""),
        ("listings-2", ".csv", ""),
        ("ebay", ".csv", ""),
        ("ebay-2", ".csv", "ebay"),
        ("ebay-draft-13", ".csv", "ebay-draft"),
        ("ebay-2", ".json", ""),
        ("amazon-x", ".json", ""),
    ],
)
def test_a_numbered_file_goes_on_from_a_first_one(kind: str, suffix: str, first: str) -> None:
    assert first_of(kind, suffix) == first
