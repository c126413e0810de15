"""What an export of only what changed would write, product by product."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from localizer.catalog import export_records, launches, products
from localizer.catalog.export_records import ExportRun
from localizer.export import difference as module
from localizer.export.content_hash import ContentPart
from localizer.export.difference import difference
from localizer.export.record import ChangedProduct, Changes
from localizer.export.rules import ExportRules, Wish
from localizer.export.stage import export_wish
from localizer.export.stream import Job
from localizer.jobs import SILENT, Cancelled, Progress
from localizer.model.launch import Launch, Target
from localizer.model.segment import State
from localizer.store.database import Store

Compare = Callable[..., Changes]


@pytest.fixture
def compare(store: Store, launch: Launch, rules: ExportRules, shopee: Target) -> Compare:
    """Return what compares with the last export in some formats."""

    def run(*formats: str, progress: Progress = SILENT) -> Changes:
        order = launches.launch_products(store.read(), launch)
        job = Job(store.read(), rules, launch, order, Wish(), progress, len(order))
        return difference(job, shopee, formats or ("csv",))

    return run


@pytest.fixture
def export(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> Callable[[str], None]:
    """Return what exports in one format and records it."""

    def run(name: str) -> None:
        order = launches.launch_products(store.read(), launch)
        wish = Wish((shopee,), (name,))
        result = export_wish(store, rules, launch, tmp_path / name, wish, product_ids=order)
        contents = [one.contents for one in result.exported if one.contents is not None]
        about = ExportRun(launch.id, launch.name, "", (name,), "m", "", 1, 1, ())
        export_records.record(store, about, contents, result.mark)

    return run


def test_what_never_went_out_is_new_and_has_no_parts(compare: Compare) -> None:
    found = compare()
    assert (found.added, found.changed, found.same, found.removed) == (2, 0, 0, ())
    assert found.named == (
        ChangedProduct(1, "BOTTLE", "保温杯", new=True),
        ChangedProduct(2, "MAT", "垫子", new=True),
    )


def test_a_changed_product_is_named_with_the_parts_that_differ(
    store: Store, compare: Compare, export: Callable[[str], None], edit: Callable[..., None]
) -> None:
    export("csv")
    assert compare() == Changes(same=2)
    with store.step("Stock") as step:
        step.write("UPDATE variant SET stock = 77 WHERE product_id = 1")
    edit("双层", text="สองชั้น", state=State.APPROVED)
    assert compare().named == (
        ChangedProduct(
            1, "BOTTLE", "保温杯", new=False, parts=(ContentPart.TEXTS, ContentPart.STOCK)
        ),
    )
    assert (compare().changed, compare().same) == (1, 1)


def test_what_is_missing_in_one_format_differs_without_a_part(
    compare: Compare, export: Callable[[str], None]
) -> None:
    export("csv")
    found = compare("csv", "json")
    assert (found.added, found.changed) == (0, 2)
    assert [(one.new, one.parts) for one in found.named] == [(False, ())] * 2


def test_parts_that_differ_from_any_of_the_formats_are_named(
    compare: Compare, export: Callable[[str], None], edit: Callable[..., None]
) -> None:
    export("csv")
    edit("垫子", text="เสื่อใหม่", state=State.APPROVED)
    export("json")
    (named,) = compare("csv", "json").named
    assert (named.key, named.parts) == ("MAT", (ContentPart.TITLE,))
    assert compare("json") == Changes(same=2)


def test_what_is_gone_is_told_by_its_key(
    store: Store, compare: Compare, export: Callable[[str], None]
) -> None:
    export("csv")
    number = products.product_ids(store.read())[1]
    with store.step("Remove") as step:
        step.write("DELETE FROM product WHERE id = ?", (number,))
    assert compare() == Changes(same=1, removed=("MAT",))


def test_only_the_first_are_named_and_all_are_counted(
    compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "NAMED", 1)
    found = compare()
    assert (found.added, [one.key for one in found.named]) == (2, ["BOTTLE"])


def test_a_comparison_can_be_stopped(compare: Compare) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        compare(progress=progress)
