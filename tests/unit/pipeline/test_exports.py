"""Exports are recorded after their files, told apart by target, and refuse what the launch has not."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import export_records, launches, products, translations
from localizer.catalog.export_presets import Preset
from localizer.errors import InputError, OutputError
from localizer.model.product import Product, Variant
from localizer.pipeline import exports
from localizer.store.database import Store


@pytest.fixture
def tools(loaded: pipeline.Tools) -> pipeline.Tools:
    return replace(loaded, now=lambda: dt.datetime(2026, 11, 2, 8, tzinfo=dt.UTC))


@pytest.fixture
def drafted(store: Store, tools: pipeline.Tools) -> Store:
    """Return a workspace with a launch of two products on two targets, nothing of it approved."""
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "shop", "zh-Hans")
        made = [Product(key, "保温杯", (Variant(key, key),)) for key in ("A", "B")]
        products.save_products(step, number, made)
    pipeline.create_launch(store, tools, "11.11", ["TH/shopee", "DE/amazon"], dt.date(2026, 11, 11))
    return store


def test_the_record_tells_what_the_folder_has(
    drafted: Store, tools: pipeline.Tools, tmp_path: Path
) -> None:
    steps = drafted.read().value("SELECT count(*) FROM step WHERE label LIKE '%xport%'")
    result = pipeline.export(
        drafted, tools, tmp_path, targets=["TH/shopee"], formats=["csv"], preset="Weekly"
    )
    (run,) = export_records.recent(drafted.read())
    digest = hashlib.sha256((tmp_path / run.manifest).read_bytes()).hexdigest()
    assert (run.launch, run.by, run.preset) == ("11.11", drafted.person, "Weekly")
    assert (run.folder, run.sha256) == (str(tmp_path), digest)
    (one,) = run.targets
    assert (one.target, one.state, one.products, one.added) == ("TH/shopee", "draft", 2, 2)
    assert sorted(one.files) == sorted(path.name for path in result.files[:-1])
    # The record is no step: what is in the shop is not forgotten by undo.
    again = drafted.read().value("SELECT count(*) FROM step WHERE label LIKE '%xport%'")
    assert again == steps
    while drafted.undo() is not None:
        pass
    assert export_records.recent(drafted.read()) == (run,)


def test_files_that_cannot_be_put_in_place_leave_no_record(
    drafted: Store, tools: pipeline.Tools, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError):
        pipeline.export(drafted, tools, tmp_path / "out", formats=["csv"])
    assert export_records.recent(drafted.read()) == ()


def test_stopped_between_files_and_record_everything_goes_out_once_more(
    drafted: Store, tools: pipeline.Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(exports, "record", stop)
        with pytest.raises(KeyboardInterrupt):
            pipeline.export(drafted, tools, tmp_path, targets=["TH/shopee"], formats=["csv"])
    assert (tmp_path / "manifest.json").is_file()
    assert export_records.recent(drafted.read()) == ()
    result = pipeline.export(
        drafted, tools, tmp_path, targets=["TH/shopee"], formats=["csv"], only_changed=True
    )
    assert result.exported[0].changes.added == 2


def test_what_would_be_written_is_what_is_written(
    drafted: Store, tools: pipeline.Tools, tmp_path: Path
) -> None:
    pipeline.export(drafted, tools, tmp_path, formats=["csv"])
    pipeline.draft(drafted, tools)
    pipeline.export(drafted, tools, tmp_path, formats=["csv"])
    locale = launches.find(drafted.read()).targets[0].locale
    with drafted.step("Edit") as step:
        pair = translations.pairs(step, products.product_ids(step)[0], locale)[0]
        new = replace(pair.translation, text="ใหม่")
        translations.save(step, (pair.id, pair.translation), new)
    found = exports.compare(drafted, tools, formats=["csv"])
    assert [(one.changes.added, one.changes.changed) for one in found] == [(0, 1), (0, 0)]
    result = pipeline.export(drafted, tools, tmp_path, formats=["csv"], only_changed=True)
    assert [(one.label, one.changes.changed) for one in result.exported] == [("TH/shopee", 1)]
    assert [one.label for one in result.unchanged] == ["DE/amazon"]


def test_formats_may_be_others_for_one_target(
    drafted: Store, tools: pipeline.Tools, tmp_path: Path
) -> None:
    by_target = {"DE/amazon": ["json"]}
    result = pipeline.export(drafted, tools, tmp_path, formats=["csv"], by_target=by_target)
    written = {one.label: {file.format for file in one.files} for one in result.exported}
    assert written == {"TH/shopee": {"csv"}, "DE/amazon": {"json"}}


def test_a_target_the_launch_does_not_have_is_refused_before_anything_is_made(
    drafted: Store, tools: pipeline.Tools, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=r"has no target VN/shopee.*TH/shopee, DE/amazon"):
        pipeline.export(drafted, tools, tmp_path / "out", targets=["VN/shopee"])
    assert not (tmp_path / "out").exists()


def test_a_preset_asks_for_those_of_its_targets_that_the_launch_has(
    drafted: Store, tools: pipeline.Tools
) -> None:
    launch = launches.find(drafted.read())
    preset = Preset("Weekly", ("csv",), ("TH/shopee", "VN/shopee"), approved_only=False)
    wish = exports.wish_of(tools, launch, preset)
    assert (wish.targets, wish.formats, wish.approved_only) == (("TH/shopee",), ("csv",), False)
    with pytest.raises(InputError, match="none of the targets"):
        exports.wish_of(tools, launch, Preset("Asia", ("csv",), ("VN/shopee",)))
