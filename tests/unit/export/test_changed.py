"""Only what changed: which products, in which files, and what the record and the marks say of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from localizer.catalog import export_records, launches, prices, products, scripts
from localizer.catalog.export_records import Contents, Exported, ExportRun
from localizer.export.difference import difference
from localizer.export.rules import ExportRules, Wish
from localizer.export.stage import ExportResult, export_wish
from localizer.export.stream import Job
from localizer.jobs import SILENT, Cancelled, Progress
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Launch, Target
from localizer.model.promotion import Promotion
from localizer.model.segment import State
from localizer.store.database import Store

Edit = Callable[..., None]
Export = Callable[..., ExportResult]


@pytest.fixture
def export(store: Store, launch: Launch, rules: ExportRules, tmp_path: Path) -> Export:
    """Return what exports and records it, as the pipeline does; ``then`` is done before the record."""

    def run(
        *names: str,
        targets: tuple[Target, ...] | None = None,
        changed: bool = False,
        approved_only: bool = False,
        then: Callable[[], object] = lambda: None,
        **values: object,
    ) -> ExportResult:
        wish = Wish(targets, names or ("csv",), only_changed=changed, approved_only=approved_only)
        changed_rules = replace(rules, **values)  # type: ignore[arg-type]
        order = launches.launch_products(store.read(), launch)
        out = tmp_path / "out"
        result = export_wish(store, changed_rules, launch, out, wish, product_ids=order)
        then()
        if result.placed:
            contents = [one.contents for one in result.exported if one.contents is not None]
            run = ExportRun(launch.id, launch.name, str(out), names, "m", result.sha256, 1, 1, ())
            export_records.record(store, run, contents, result.mark)
        return result

    return run


def keys(result: ExportResult) -> list[str]:
    """Return the products in the table of the one target."""
    (one,) = result.exported
    path = result.folder / next(file.name for file in one.files if "listings" in file.name)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(dict.fromkeys(row["product_key"] for row in csv.DictReader(stream)))


def marks(store: Store, launch: Launch, target: Target) -> list[str]:
    """Return how the products stand to their last export, in catalog order."""
    ids = launches.launch_products(store.read(), launch)
    found = export_records.states(store.read(), launch.id, target, ids)
    return [found.get(number, Exported.NEVER).value for number in ids]


def test_only_the_product_that_differs_is_written_under_a_name_of_its_own(
    store: Store, launch: Launch, shopee: Target, lazada: Target, export: Export, edit: Edit
) -> None:
    assert marks(store, launch, shopee) == ["never", "never"]
    first = export()
    assert (first.exported[0].changes.added, first.exported[0].changes.changed) == (2, 0)
    assert marks(store, launch, shopee) == ["same", "same"] == marks(store, launch, lazada)
    edit("垫子", text="เสื่อใหม่", state=State.APPROVED)
    assert marks(store, launch, shopee) == ["same", "changed"]
    second = export(targets=(shopee,), changed=True)
    assert keys(second) == ["MAT"]
    (one,) = second.exported
    assert [file.name for file in one.files] == [
        "TH-shopee.listings.changed.csv",
        "TH-shopee.scripts.changed.csv",
    ]
    assert second.folder == first.folder / "changed-2026-11-22-093000"
    told = json.loads((second.folder / "manifest.json").read_bytes())
    assert told["only_changed"] is True
    assert told["targets"][0]["changes"] == {
        "new": 0, "changed": 1, "unchanged": 1, "removed": [],
    }  # fmt: skip
    assert marks(store, launch, shopee) == ["same", "same"]
    assert marks(store, launch, lazada) == ["same", "changed"]
    # What was written before and not used yet stays: the next ones have a folder of their own.
    edit("垫子", text="อีก", state=State.APPROVED)
    third = export(targets=(shopee,), changed=True)
    assert third.folder.name == "changed-2026-11-22-093000-2"
    assert (second.folder / "TH-shopee.listings.changed.csv").is_file()


def test_nothing_changed_writes_no_file_and_no_folder(
    export: Export, shopee: Target, tmp_path: Path
) -> None:
    export(targets=(shopee,))
    before = sorted(path.name for path in (tmp_path / "out").iterdir())
    result = export(targets=(shopee,), changed=True)
    assert (result.files, result.placed, result.exported) == ((), False, ())
    assert [one.label for one in result.unchanged] == ["TH/shopee"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == before


def test_each_format_has_an_export_before_of_its_own(
    export: Export, shopee: Target, edit: Edit
) -> None:
    export("csv", targets=(shopee,))
    edit("垫子", text="เสื่อใหม่", state=State.APPROVED)
    export("json", targets=(shopee,))
    result = export("csv", "json", targets=(shopee,), changed=True)
    (one,) = result.exported
    assert [file.format for file in one.files] == ["csv", "csv"]
    assert keys(result) == ["MAT"]


def test_a_format_never_written_gets_everything(export: Export, shopee: Target) -> None:
    export("json", targets=(shopee,))
    result = export("csv", targets=(shopee,), changed=True)
    assert keys(result) == ["BOTTLE", "MAT"]


def test_a_product_that_is_gone_is_told_once(
    store: Store, launch: Launch, export: Export, shopee: Target
) -> None:
    export(targets=(shopee,))
    number = products.product_ids(store.read())[1]
    with store.step("Remove") as step:
        step.write("DELETE FROM product WHERE id = ?", (number,))
    result = export(targets=(shopee,), changed=True)
    (one,) = result.exported
    assert (one.files, one.changes.removed) == ((), ("MAT",))
    told = json.loads((result.folder / "manifest.json").read_bytes())
    assert told["targets"][0]["changes"]["removed"] == ["MAT"]
    assert export(targets=(shopee,), changed=True).exported == ()
    store.undo()
    assert marks(store, launch, shopee) == ["same", "never"]


def test_a_product_that_comes_back_is_no_new_one_and_another_with_its_id_is(
    store: Store, launch: Launch, export: Export, shopee: Target
) -> None:
    export(targets=(shopee,))
    number = products.product_ids(store.read())[1]
    with store.step("Remove") as step:
        step.write("DELETE FROM product WHERE id = ?", (number,))
    store.undo()
    assert marks(store, launch, shopee) == ["same", "changed"]
    assert export(targets=(shopee,), changed=True).exported == ()
    store.redo()
    with store.step("Add") as step:
        catalog = products.ensure_catalog(step, "shop", "zh-Hans-CN")
        products.save_products(step, catalog, [replace(products.load(step, 1), key="NEW")])
    assert products.product_ids(store.read())[1] == number
    assert marks(store, launch, shopee) == ["same", "never"]
    removed = export_records.removed(store.read(), launch.id, shopee, ["csv"], [1, number])
    assert removed == ("MAT",)


def test_an_approval_taken_back_goes_out_again_as_a_draft(
    store: Store, launch: Launch, export: Export, shopee: Target, edit: Edit
) -> None:
    export(targets=(shopee,))
    edit("垫子", state=State.DRAFT)
    strict = export(targets=(shopee,), changed=True, approved_only=True)
    assert ([one.label for one in strict.left_out], strict.files) == (["TH/shopee"], ())
    assert marks(store, launch, shopee) == ["same", "changed"]
    result = export(targets=(shopee,), changed=True)
    assert result.exported[0].files[0].name == "TH-shopee.listings.changed.draft.csv"
    assert marks(store, launch, shopee) == ["same", "draft"]


def test_what_changed_while_the_files_were_written_counts_as_changed(
    store: Store, launch: Launch, export: Export, shopee: Target, edit: Edit
) -> None:
    def meanwhile() -> None:
        edit("垫子", text="อื่น", state=State.APPROVED)

    export(targets=(shopee,), then=meanwhile)
    assert marks(store, launch, shopee) == ["same", "changed"]
    assert keys(export(targets=(shopee,), changed=True)) == ["MAT"]


def test_what_was_undone_while_the_files_were_written_makes_all_doubtful(
    store: Store, launch: Launch, export: Export, shopee: Target, edit: Edit
) -> None:
    edit("垫子", text="อื่น", state=State.APPROVED)
    export(targets=(shopee,), then=store.undo)
    assert marks(store, launch, shopee) == ["changed", "changed"]
    assert keys(export(targets=(shopee,), changed=True)) == ["MAT"]


def test_a_cancelled_export_of_changes_leaves_nothing_behind(
    store: Store, launch: Launch, rules: ExportRules, tmp_path: Path
) -> None:
    progress = Progress()

    def cancel(*_given: object) -> dict[str, str]:
        progress.cancel()
        return {}

    stopping = replace(rules, tokens=cancel)
    wish = Wish(formats=("csv",), only_changed=True)
    with pytest.raises(Cancelled):
        export_wish(store, stopping, launch, tmp_path / "out", wish, progress=progress)
    assert list((tmp_path / "out").iterdir()) == []


def test_the_difference_counts_what_would_be_written_and_settles_the_marks(
    store: Store, launch: Launch, rules: ExportRules, export: Export, shopee: Target, edit: Edit
) -> None:
    export(targets=(shopee,))
    edit("垫子", text="อื่น", state=State.APPROVED)
    store.undo()
    assert marks(store, launch, shopee) == ["same", "changed"]
    order = launches.launch_products(store.read(), launch)

    def count() -> tuple[int, int, int]:
        reader = store.read()
        job = Job(reader, rules, launch, order, Wish(), SILENT, 2)
        mark = export_records.mark(reader)
        found = difference(
            job,
            shopee,
            ["csv"],
            seen=lambda target, now: export_records.settle(store, launch.id, target, now, mark),
        )
        return found.added, found.changed, found.same

    assert count() == (0, 0, 2)
    assert marks(store, launch, shopee) == ["same", "same"]
    quick = export_records.quick(store.read(), launch.id, shopee, ["csv", "json"], order)
    assert (quick.new, quick.changed, quick.removed) == (2, 0, 0)
    edit("垫子", text="อื่น", state=State.APPROVED)
    assert count() == (0, 1, 1)
    quick = export_records.quick(store.read(), launch.id, shopee, ["csv"], order)
    assert (quick.new, quick.changed) == (0, 1)
    assert marks(store, launch, shopee) == ["same", "changed"]


def _other_price(store: Store, target: Target) -> None:
    variant = next(iter(products.variant_ids(store.read(), 2).values()))
    (old,) = prices.of_product(store.read(), 2, target.market, target.channel).values()
    assert old.amount is not None
    with store.step("Price") as step:
        new = replace(old, amount=old.amount + 1, variant_id=variant, input_hash="1" * 16)
        assert prices.save(step, new)


def _sql(query: str) -> Callable[[Store, Target], None]:
    def run(store: Store, target: Target) -> None:
        del target
        with store.step("Change") as step:
            step.write(query)

    return run


def _block(store: Store, target: Target) -> None:
    from localizer.catalog import findings
    from localizer.catalog.findings import Place

    place = Place(Subject.LISTING, 2, 2, target.market, target.channel, target.locale)
    with store.derive() as step:
        found = [(place, Finding("x", Severity.BLOCK, "No."))]
        findings.replace_for_product(step, 2, [target], found)


def _promotion(store: Store, target: Target) -> None:
    import datetime as dt
    from decimal import Decimal

    from localizer.catalog import promotions

    start = dt.datetime(2026, 11, 11)  # noqa: DTZ001 - wall time
    with store.step("Plan") as step:
        plan = Promotion("11.11", Decimal("0.1"), start, start + dt.timedelta(1), market="TH")
        promotions.add(step, replace(plan, channel=target.channel))


@pytest.mark.parametrize(
    ("change", "of_shopee", "of_lazada"),
    [
        (_other_price, "changed", "same"),
        (_block, "changed", "same"),
        (_promotion, "changed", "same"),
        (_sql("UPDATE variant SET stock = 7 WHERE product_id = 2"), "changed", "changed"),
        (_sql("UPDATE variant SET cost = '7' WHERE product_id = 2"), "same", "same"),
        (_sql("UPDATE product SET brand = 'x' WHERE id = 2"), "changed", "changed"),
        (_sql("UPDATE product_body SET images = '[\"a\"]' WHERE id = 2"), "changed", "changed"),
        (_sql("UPDATE product_body SET edited = '[\"a\"]' WHERE id = 2"), "same", "same"),
        (_sql("DELETE FROM segment WHERE product_id = 2"), "changed", "changed"),
        (_sql("DELETE FROM translation WHERE segment_id IN "
              "(SELECT id FROM segment WHERE product_id = 2)"), "changed", "changed"),
        (_sql("UPDATE translation SET updated_by = 'x'"), "same", "same"),
        (_sql("INSERT INTO translation(segment_id, locale, state, origin, score, source_hash, reason, "
              "updated_at, updated_by) SELECT id, 'de-DE', 'draft', 'person', 0, '', '', '', '' "
              "FROM segment WHERE product_id = 2"), "same", "same"),
    ],
)  # fmt: skip
def test_a_change_marks_the_targets_it_is_about(
    change: Callable[[Store, Target], None],
    of_shopee: str,
    of_lazada: str,
    store: Store,
    launch: Launch,
    shopee: Target,
    lazada: Target,
    export: Export,
) -> None:
    export()
    change(store, shopee)
    assert marks(store, launch, shopee)[1] == of_shopee
    assert marks(store, launch, lazada)[1] == of_lazada


def test_a_script_marks_its_target_and_undo_of_its_approval_too(
    store: Store, launch: Launch, shopee: Target, lazada: Target, export: Export
) -> None:
    export()
    (stored,) = scripts.of_product(store.read(), 1, shopee)
    with store.step("Send back") as step:
        scripts.save(step, replace(stored, state=State.DRAFT))
    assert marks(store, launch, shopee) == ["changed", "same"]
    assert marks(store, launch, lazada) == ["same", "same"]
    export()
    assert marks(store, launch, shopee) == ["draft", "same"]
    store.undo()
    assert marks(store, launch, shopee) == ["changed", "same"]


def test_another_launch_with_the_id_of_one_that_is_gone_was_never_exported(
    store: Store, launch: Launch, shopee: Target
) -> None:
    run = ExportRun(launch.id, launch.name, "/out", ("csv",), "m", "", 1, 1, ())
    contents = [Contents(shopee, ("csv",), [1, 2], [5, 6], [7, 8], [0, 0])]
    export_records.record(store, run, contents, export_records.mark(store.read()))
    assert marks(store, launch, shopee) == ["same", "same"]
    with store.step("Remove") as step:
        step.write("DELETE FROM launch")
        launches.create(step, "12.12", [shopee], launch.date)
    new = launches.find(store.read())
    assert new.id == launch.id
    assert marks(store, new, shopee) == ["never", "never"]
    assert [one.launch for one in export_records.recent(store.read())] == [launch.name]
    assert export_records.recent(store.read(), launch=new) == ()
