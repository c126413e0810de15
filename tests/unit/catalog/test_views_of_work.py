"""Queue, board, memory, prices, findings, steps: what panes and commands ask the catalog."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from localizer.catalog import (
    board,
    export_records,
    findings,
    launches,
    memory,
    preferences,
    prices,
    products,
    queue,
    segments,
    steps,
    translations,
)
from localizer.catalog.board import CellState
from localizer.catalog.export_records import Contents, Exported, ExportRun
from localizer.catalog.findings import Place
from localizer.catalog.memory import Remembered
from localizer.errors import InputError
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Launch, Target
from localizer.model.money import Money
from localizer.model.segment import MemoryUnit, Origin, State, Translation, text_hash
from localizer.store.database import Store

THAI = Target("TH", "shopee", "th-TH")
GERMAN = Target("DE", "amazon", "de-DE")


def translate(store: Store, state: State = State.DRAFT) -> list[int]:
    """Give every segment of the dress a Thai text; return the rows' ids in listing order."""
    (number,) = products.product_ids(store.read())
    with store.step("Translate") as step:
        return [
            translations.save(
                step,
                None,
                Translation(
                    segment.id,
                    "th-TH",
                    f"ไทย {segment.id}",
                    state,
                    Origin.MEMORY,
                    segment.source_hash,
                    100,
                ),
            )
            for segment in segments.of_product(step, number)
        ]


def find(store: Store, translation_id: int, severity: Severity, rule: str = "rule") -> None:
    (number,) = products.product_ids(store.read())
    place = Place(Subject.TRANSLATION, translation_id, number, "TH", "shopee", "th-TH")
    with store.derive() as step:
        findings.replace_for_product(
            step, number, [THAI], [(place, Finding(rule, severity, "Message"))]
        )


def stored_price(store: Store, **changes: object) -> prices.StoredPrice:
    (number,) = products.product_ids(store.read())
    variant = next(iter(products.variant_ids(store.read(), number).values()))
    values: dict[str, object] = {
        "variant_id": variant,
        "market": "TH",
        "channel": "shopee",
        "status": "ok",
        "code": "",
        "basis": "cost-plus",
        "amount": Decimal("299.00"),
        "currency": "THB",
        "margin": Decimal("0.2"),
        "warnings": ("LOSS",),
        "input_hash": "h1",
        "request": {"id": "x"},
        "answer": {"status": "ok"},
    }
    return prices.StoredPrice(**{**values, **changes})  # type: ignore[arg-type]


def test_the_queue_shows_flagged_work_first_and_approved_last(store: Store, launch: Launch) -> None:
    assert launch.targets == (THAI, GERMAN)
    ids = translate(store)
    find(store, ids[5], Severity.BLOCK)
    with store.step("Approve") as step:
        pair = translations.pair(step, ids[0])
        done = Translation(pair.segment.id, "th-TH", "x", State.APPROVED, Origin.PERSON, "h")
        translations.save(step, (pair.id, pair.translation), done)
    order = list(queue.queue_ids(store.read(), queue.QueueFilter(THAI)))
    assert order[0] == ids[5]
    assert order[-1] == ids[0]
    assert sorted(order) == ids
    row = queue.queue_rows(store.read(), order[:1], THAI)[ids[5]]
    assert (row.worst, row.rule, row.source) == (0, "rule", "第一段")
    assert list(queue.queue_ids(store.read(), queue.QueueFilter(GERMAN))) == []


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"text": "裙"}, 1),
        ({"text": "100%"}, 0),
        ({"text": "95%"}, 1),
        ({"state": State.APPROVED}, 0),
        ({"product_id": 1}, 12),
        ({"product_id": 2}, 0),
    ],
)
def test_the_queue_can_be_narrowed(
    store: Store, launch: Launch, wanted: dict[str, object], count: int
) -> None:
    assert launch.id
    translate(store)
    chosen = queue.QueueFilter(THAI, **wanted)  # type: ignore[arg-type]
    assert len(queue.queue_ids(store.read(), chosen)) == count


def test_an_overruled_finding_no_longer_flags(store: Store, launch: Launch) -> None:
    assert launch.id
    ids = translate(store)
    find(store, ids[0], Severity.BLOCK)
    (stored,) = findings.of_subject(store.read(), Subject.TRANSLATION, ids[0])
    with store.step("Overrule") as step:
        findings.overrule(step, stored, "the client wants it so")
    (again,) = findings.of_target(store.read(), "TH", "shopee", "th-TH")
    assert (again.overruled, again.overruled_by) == ("the client wants it so", "tester")
    assert queue.queue_rows(store.read(), ids[:1], THAI)[ids[0]].worst == 9


def test_findings_of_other_targets_stay_when_one_is_checked(store: Store, launch: Launch) -> None:
    assert launch.id
    ids = translate(store)
    find(store, ids[0], Severity.INFO)
    (number,) = products.product_ids(store.read())
    place = Place(Subject.LISTING, number, number, "DE", "amazon", "de-DE")
    finding = Finding("pictures", Severity.WARNING, "No picture")
    with store.derive() as step:
        assert findings.replace_for_product(step, number, [GERMAN], [(place, finding)]) == (1, 0)
        assert findings.replace_for_product(step, number, [GERMAN], [(place, finding)]) == (0, 0)
    assert len(findings.of_target(store.read(), "TH", "shopee", "th-TH")) == 1
    with store.derive() as step:
        assert findings.replace_for_product(step, number, [GERMAN], []) == (0, 1)
    assert findings.any_for(store.read(), [THAI])
    assert not findings.any_for(store.read(), [GERMAN])


def test_the_board_gives_one_reason_a_cell(store: Store, launch: Launch) -> None:
    ids = translate(store)
    products_ = launches.launch_products(store.read(), launch)
    (row,) = board.board(store.read(), launch.targets, products_)
    thai, german = row.cells
    assert german.state is CellState.EMPTY
    assert german.reason[0] == "not drafted yet"
    assert (thai.state, thai.reason) == (CellState.BLOCKED, ("{n} without a price", {"n": "2"}))
    assert thai.to_review == len(ids)
    assert board.totals(row.cells)[CellState.BLOCKED] == 1


def test_the_board_in_numbers_is_what_its_cells_say(store: Store, launch: Launch) -> None:
    ids = translate(store)
    find(store, ids[0], Severity.BLOCK)
    reader, targets = store.read(), launch.targets
    products_ = launches.launch_products(reader, launch)
    rows_ = board.board(reader, targets, products_)
    counts = board.board_counts(reader, targets, products_)
    assert (counts.products, counts.undrafted) == (len(rows_), 1)
    assert counts.states == board.totals(cell for row in rows_ for cell in row.cells)
    for target, cells in zip(
        counts.targets, zip(*(row.cells for row in rows_), strict=True), strict=True
    ):
        assert target.states == board.totals(cells)
        assert target.to_review == sum(cell.to_review + cell.untranslated for cell in cells)
    assert [target.unpriced for target in counts.targets] == [2, 0]
    assert board.board_counts(reader, targets, ()).products == 0


def test_the_mark_of_the_export_follows_the_listing(store: Store, launch: Launch) -> None:
    ids = translate(store)
    (number,) = launches.launch_products(store.read(), launch)

    def mark(launch_id: int | None = launch.id, target: int = 0) -> Exported:
        rows_ = board.board_rows(store.read(), launch.targets, [number], launch_id)
        return rows_[number].cells[target].exported

    def export(*, draft: bool) -> None:
        run = ExportRun(launch.id, launch.name, "/out", ("csv",), "m", "", 1, 1, ())
        contents = [Contents(THAI, ("csv",), [number], [5], [7], [int(draft)])]
        export_records.record(store, run, contents, export_records.mark(store.read()))

    def edit(text: str) -> None:
        pair = translations.pair(store.read(), ids[0])
        with store.step("Edit") as step:
            translations.save(
                step, (pair.id, pair.translation), replace(pair.translation, text=text)
            )

    assert mark() is Exported.NEVER
    export(draft=True)
    assert mark() is Exported.DRAFT
    export(draft=False)
    assert mark() is Exported.SAME
    assert mark(target=1) is Exported.NEVER, "another target was not exported"
    assert mark(None) is Exported.NEVER, "without a launch nothing is said"
    edit("ใหม่")
    assert mark() is Exported.CHANGED
    export(draft=False)
    assert mark() is Exported.SAME
    store.undo()
    assert mark() is Exported.CHANGED


def test_a_page_asked_for_while_its_product_went_has_no_row_and_no_mark(
    store: Store, launch: Launch
) -> None:
    (number,) = launches.launch_products(store.read(), launch)
    run = ExportRun(launch.id, launch.name, "/out", ("csv",), "m", "", 1, 1, ())
    contents = [Contents(THAI, ("csv",), [number], [5], [7], [0])]
    export_records.record(store, run, contents, export_records.mark(store.read()))
    with store.step("Remove") as step:
        step.write("DELETE FROM product WHERE id = ?", (number,))
    assert board.board_rows(store.read(), launch.targets, [number], launch.id) == {}


def test_a_page_of_the_board_has_no_row_for_what_is_gone(store: Store, launch: Launch) -> None:
    reader = store.read()
    (number,) = launches.launch_products(reader, launch)
    assert list(board.board_ids(reader, (number + 1, number))) == [number]
    page = board.board_rows(reader, launch.targets, (number, number + 1))
    assert set(page) == {number}
    assert len(page[number].cells) == len(launch.targets)


def test_an_approved_text_of_an_older_source_is_to_be_reviewed(
    store: Store, launch: Launch
) -> None:
    ids = translate(store, State.APPROVED)
    products_ = launches.launch_products(store.read(), launch)
    with store.step("Age") as step:
        pair = translations.pair(step, ids[0])
        old = replace(pair.translation, source_hash="0" * 16)
        translations.save(step, (pair.id, pair.translation), old)
    (row,) = board.board(store.read(), [THAI], products_)
    assert (row.cells[0].to_review, row.cells[0].approved) == (1, len(ids) - 1)


def test_a_price_is_written_only_when_its_inputs_changed(store: Store, launch: Launch) -> None:
    assert launch.id
    with store.step("Price") as step:
        assert prices.save(step, stored_price(store))
        assert not prices.save(step, stored_price(store, amount=Decimal(1)))
        assert prices.save(
            step, stored_price(store, input_hash="h2", amount=None, status="error", code="X")
        )
    (number,) = products.product_ids(store.read())
    (got,) = prices.of_product(store.read(), number, "TH", "shopee").values()
    assert (got.amount, got.code, got.warnings, got.request) == (None, "X", ("LOSS",), {"id": "x"})
    assert prices.load(store.read(), got.id) == got
    assert got.input_hash == "h2"


def test_a_fixed_price_can_be_set_changed_and_freed(store: Store, launch: Launch) -> None:
    assert launch.id
    (number,) = products.product_ids(store.read())
    variant = next(iter(products.variant_ids(store.read(), number).values()))
    for amount in (Money.of("199", "THB"), Money.of("189", "THB"), None, None):
        with store.step("Fix") as step:
            prices.fix_price(step, variant, "TH", "shopee", amount)
        wanted = {} if amount is None else {variant: amount}
        assert prices.fixed_prices(store.read(), number, "TH", "shopee") == wanted


def test_memory_finds_by_normalized_source_and_nearest_locale(store: Store) -> None:
    units = [
        MemoryUnit("纯棉  T恤", "zh-Hans", "Cotton T-shirt", "en-GB", "title"),
        MemoryUnit("纯棉 T恤", "zh-Hans-CN", "Cotton tee", "en-US", "title"),
        MemoryUnit("纯棉 T恤", "en", "no", "en-US", "title"),
    ]
    with store.step("Remember") as step:
        assert memory.remember(step, units) == Remembered(new=3)
        assert memory.remember(step, units) == Remembered(known=3)
        better = [MemoryUnit("纯棉 T恤", "zh-Hans", "Cotton T-shirt!", "en-GB", "title")]
        assert memory.remember(step, better) == Remembered(changed=1)
    found = memory.find_exact(
        store.read(), text_hash("纯棉 T恤"), "zh-Hans", ("en-SG", "en-GB", "en-US")
    )
    assert [unit.target for unit in found] == ["Cotton T-shirt!", "Cotton tee"]
    assert memory.size(store.read()) == len(memory.every(store.read())) == 3


def test_a_launch_name_is_used_once(store: Store, launch: Launch) -> None:
    with pytest.raises(InputError, match="already a launch"), store.step("Launch") as step:
        launches.create(step, launch.name, [THAI], launch.date)
    with pytest.raises(InputError, match="no launch named"):
        launches.find(store.read(), "other")
    assert launches.all_launches(store.read()) == (launch,)


def test_no_launch_says_how_to_make_one(store: Store) -> None:
    with pytest.raises(InputError, match="localizer launch create"):
        launches.find(store.read())


def test_steps_tell_what_undo_and_redo_would_do(store: Store) -> None:
    with store.step("Import {file}", file="a.csv") as step:
        preferences.write(step, "k", "v")
    undo = steps.next_undo(store.read())
    assert undo is not None
    assert (undo.label, undo.by, steps.next_redo(store.read())) == ("Import a.csv", "tester", None)
    store.undo()
    redo = steps.next_redo(store.read())
    assert redo is not None
    assert redo.id == undo.id
    assert [item.undone for item in steps.recent(store.read())] == [True]
    assert preferences.read(store.read(), "k", "none") == "none"
    with pytest.raises(LookupError):
        steps.info(store.read(), 99)
