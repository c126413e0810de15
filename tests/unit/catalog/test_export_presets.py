"""Presets: kept, changed, taken back, and refused in words."""

from __future__ import annotations

import pytest

from localizer.catalog import export_presets
from localizer.catalog.export_presets import Preset
from localizer.errors import InputError
from localizer.store.database import Store

WEEKLY = Preset(
    "Weekly",
    ("csv",),
    targets=("TH/shopee",),
    folder="/out",
    by_target={"DE/amazon": ("amazon",)},
    only_changed=True,
    given={"bom": "yes"},
)


def test_a_preset_comes_back_whole_and_one_of_its_name_is_replaced(store: Store) -> None:
    with store.step("Keep") as step:
        export_presets.save(step, WEEKLY)
        export_presets.save(step, Preset("all", ("json",)))
    assert export_presets.find(store.read(), "Weekly") == WEEKLY
    assert [one.name for one in export_presets.all_presets(store.read())] == ["all", "Weekly"]
    with store.step("Keep") as step:
        export_presets.save(step, Preset("Weekly", ("xlsx",)))
    assert export_presets.find(store.read(), "Weekly").formats == ("xlsx",)
    store.undo()
    assert export_presets.find(store.read(), "Weekly") == WEEKLY


def test_a_preset_that_is_removed_comes_back_by_undo(store: Store) -> None:
    with store.step("Keep") as step:
        export_presets.save(step, WEEKLY)
    with store.step("Remove") as step:
        export_presets.remove(step, "Weekly")
    with pytest.raises(InputError, match="none is saved yet"):
        export_presets.find(store.read(), "Weekly")
    store.undo()
    assert export_presets.find(store.read(), "Weekly") == WEEKLY


@pytest.mark.parametrize(
    ("preset", "why"),
    [(Preset(" ", ("csv",)), "a name"), (Preset("Empty", ()), "at least one format")],
)
def test_a_preset_without_a_name_or_a_format_is_refused(
    preset: Preset, why: str, store: Store
) -> None:
    with pytest.raises(InputError, match=why), store.step("Keep") as step:
        export_presets.save(step, preset)


def test_an_unknown_name_tells_which_there_are(store: Store) -> None:
    with store.step("Keep") as step:
        export_presets.save(step, WEEKLY)
    with pytest.raises(InputError, match="There are: Weekly"), store.step("Remove") as step:
        export_presets.remove(step, "Monthly")
