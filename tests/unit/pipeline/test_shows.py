"""A show as it would be said now, or as it was frozen."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from localizer import pipeline
from localizer.catalog import board, findings, hosts, products, scripts, shows
from localizer.errors import InputError
from localizer.model.finding import AMOUNT_MOVED, Subject
from localizer.model.money import Money
from localizer.model.phrase import Style
from localizer.model.product import Offer
from localizer.model.segment import State
from localizer.model.show import Host, ItemKind, Show, ShowItem
from localizer.pipeline.show_edits import (
    add_item,
    change_item,
    move_item,
    remove_item,
    set_item,
    set_show_host,
    set_show_start,
    step_item,
)
from localizer.pipeline.shows import (
    Moved,
    ShowView,
    freeze_show,
    moved,
    new_show,
    price_card,
    show_view,
    thaw_show,
)
from localizer.pipeline.studio import add_variant
from localizer.pipeline.tools import Tools
from localizer.script.stage import PitchOptions
from localizer.store.database import Store, open_store
from tests.support.show_stage import NAME, SECONDS, STARTS, THAI, build, launch

BANGKOK = ZoneInfo("Asia/Bangkok")


@pytest.fixture(scope="module")
def built(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shows") / "w.localizer"
    build(path, tools)
    return path


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(shutil.copyfile(built, tmp_path / "w.localizer"), person="tester") as store:
        yield store


def the_show(store: Store) -> Show:
    return shows.find(store.read(), NAME)


def view(store: Store, tools: Tools) -> ShowView:
    return show_view(store.read(), tools, the_show(store).id)


def names(found: ShowView) -> list[str]:
    return [one.product_key or one.title for one in found.items]


def fix(store: Store, tools: Tools, key: str, amount: str) -> None:
    """Ask another price of the one variant of a product."""
    product = products.find_by_sku(store.read(), key)
    assert product is not None
    (variant,) = products.variant_ids(store.read(), product).values()
    pipeline.fix_price(store, tools, variant, "TH", "shopee", Money.of(amount, "THB"))


def test_a_new_show_has_the_launch_in_its_order_at_the_markets_time(
    store: Store, tools: Tools
) -> None:
    found = view(store, tools)
    assert names(found) == ["BT-1", "PB-1", "DR-1"]
    assert found.show.starts_at == STARTS.replace(tzinfo=BANGKOK)
    assert [one.title for one in found.items] == ["กระบอกน้ำเก็บอุณหภูมิ", "พาวเวอร์แบงค์", "ชุดเดรส"]
    for one in found.items:
        assert one.script is not None
        assert (one.script.script.style, one.script.label) == ("warm", "A")
        assert not one.pinned
    assert found.rundown.over == pytest.approx(
        sum(one.script.spoken_seconds for one in found.items if one.script) - SECONDS
    )


def test_a_moment_with_another_zone_keeps_its_instant(store: Store, tools: Tools) -> None:
    starts = dt.datetime(2026, 11, 26, 13, tzinfo=dt.UTC)
    number = new_show(store, tools, launch(store), THAI, "B", starts, 60)
    found = shows.load(store.read(), number)
    assert found.starts_at == starts
    assert found.starts_at.utcoffset() == dt.timedelta(hours=7)


def test_an_approved_script_goes_before_the_first(store: Store, tools: Tools) -> None:
    first = view(store, tools).items[0].script
    assert first is not None
    number = add_variant(store, tools, first.id, PitchOptions(style=Style.PLAIN))
    pipeline.approve_scripts(store, tools, [number])
    made = new_show(store, tools, launch(store), THAI, "B", STARTS, 60)
    chosen = show_view(store.read(), tools, made).items[0]
    assert (chosen.item.style, chosen.item.label) == ("plain", "B")
    assert chosen.script is not None
    assert chosen.script.state is State.APPROVED


def test_a_product_without_a_script_has_its_place(store: Store, tools: Tools) -> None:
    first = view(store, tools).items[0].script
    assert first is not None
    with store.step("Remove") as step:
        scripts.remove(step, first.id)
    made = new_show(store, tools, launch(store), THAI, "B", STARTS, 60)
    one = show_view(store.read(), tools, made).items[0]
    assert (one.script, one.findings, one.item.style) == (None, 0, "warm")
    assert one.card is not None
    assert one.card.price.startswith("฿")


def test_basket_numbers_and_the_next_product_follow_the_order(store: Store, tools: Tools) -> None:
    pause = ShowItem(0, ItemKind.BREAK, title="พัก", seconds=30)
    add_item(store, the_show(store).id, pause, 1)
    move_item(store, the_show(store).items[-1].id, 0)
    found = view(store, tools)
    assert names(found) == ["DR-1", "BT-1", "พัก", "PB-1"]
    assert [one.tokens.get("n") for one in found.items] == ["1", "2", None, "3"]
    first, second, _pause, last = found.items
    assert first.tokens["next"] == second.title
    assert second.tokens["next"] == last.title  # the pause is passed over
    assert second.spoken["next"] == last.title
    assert "next" not in last.tokens
    assert found.items[2].card is None
    assert found.rundown.lines[2].seconds == 30


def test_a_product_shown_twice_keeps_its_number_and_announces_another(
    store: Store, tools: Tools
) -> None:
    first = the_show(store).items[0]
    add_item(store, the_show(store).id, replace(first, id=0), 1)
    found = view(store, tools)
    assert [one.tokens["n"] for one in found.items] == ["1", "1", "2", "3"]
    assert found.items[0].tokens["next"] == found.items[2].title


def test_amounts_are_written_and_as_said_and_on_the_card(store: Store, tools: Tools) -> None:
    fix(store, tools, "BT-1", "189")
    one = view(store, tools).items[0]
    assert one.tokens["price"] == "฿189"
    assert one.spoken["price"] == "หนึ่งร้อยแปดสิบเก้าบาท"
    assert one.card == price_card(one.tokens)
    assert one.card is not None
    assert (one.card.price, one.card.was, one.card.n) == ("฿189", "", "1")


def test_the_rundown_goes_at_the_hosts_pace(store: Store, tools: Tools) -> None:
    usual = view(store, tools).rundown
    script = view(store, tools).items[0].script
    assert script is not None
    with store.step("Host") as step:
        pace = script.script.rate_per_min // 2
        number = hosts.save(step, Host(0, "Noi", "th-TH", per_minute=pace))
    set_show_host(store, the_show(store).id, number)
    found = view(store, tools)
    assert found.host is not None
    assert found.host.name == "Noi"
    slow = found.rundown.lines[0].seconds
    assert slow == found.rundown.durations[found.items[0].item.id]
    assert 1.8 * usual.lines[0].seconds < slow < 2.05 * usual.lines[0].seconds


def test_findings_are_counted_but_not_those_let_pass(store: Store, tools: Tools) -> None:
    script = view(store, tools).items[0].script
    assert script is not None
    pipeline.edit_script_line(store, tools, script.id, 0, "ราคา {bundle:9} เท่านั้น")
    assert view(store, tools).items[0].findings > 0
    from localizer.catalog import findings
    from localizer.model.finding import Subject

    for one in findings.of_subject(store.read(), Subject.SCRIPT, script.id):
        pipeline.overrule(store, one.id, "tonight only")
    assert view(store, tools).items[0].findings == 0


def test_a_frozen_show_stays_when_prices_move_and_tells_what_moved(
    store: Store, tools: Tools
) -> None:
    fix(store, tools, "BT-1", "189")
    frozen = freeze_show(store, tools, the_show(store).id)
    assert frozen.rates == {"CNY/THB": dt.date(2026, 10, 30)}
    assert frozen.at == tools.now()
    assert the_show(store).frozen == frozen
    assert moved(store.read(), tools, the_show(store).id) == ()
    fix(store, tools, "BT-1", "199")
    one = view(store, tools).items[0]
    assert (one.pinned, one.tokens["price"]) == (True, "฿189")
    assert one.spoken["price"] == "หนึ่งร้อยแปดสิบเก้าบาท"
    assert one.card is not None
    assert one.card.price == "฿189"
    assert one.script is not None
    lines = sum("{price}" in line.text for line in one.script.script.lines)
    assert lines >= 1
    number = one.item.product_id or 0
    assert moved(store.read(), tools, the_show(store).id) == (
        Moved(number, one.title, "price", "฿189", "฿199", lines),
    )
    thaw_show(store, the_show(store).id)
    assert view(store, tools).items[0].tokens["price"] == "฿199"
    assert moved(store.read(), tools, the_show(store).id) == ()
    store.undo()
    assert view(store, tools).items[0].tokens["price"] == "฿189"


def test_a_new_price_keeps_the_approval_and_marks_the_board(store: Store, tools: Tools) -> None:
    fix(store, tools, "BT-1", "189")
    script = view(store, tools).items[0].script
    assert script is not None
    pipeline.approve_scripts(store, tools, [script.id])

    def told() -> list[dict[str, str]]:
        found = findings.of_subject(store.read(), Subject.SCRIPT, script.id)
        return [dict(one.finding.args) for one in found if one.finding.rule == AMOUNT_MOVED]

    def on_board() -> int:
        (row,) = board.board(store.read(), [THAI], [script.product_id])
        (counts,) = board.board_counts(store.read(), [THAI], [script.product_id]).targets
        assert counts.states[row.cells[0].state] == 1
        return row.cells[0].moved

    assert (told(), on_board()) == ([], 0)
    fix(store, tools, "BT-1", "199")
    one = view(store, tools).items[0]
    assert one.script is not None
    assert (one.script.state, one.script.script.lines) == (
        State.APPROVED,
        scripts.load(store.read(), script.id).script.lines,
    )
    assert one.tokens["price"] == "฿199"
    assert told() == [{"token": "{price}", "then": "฿189", "now": "฿199"}]
    assert on_board() == 1
    pipeline.approve_scripts(store, tools, [script.id])
    assert (told(), on_board()) == ([], 0)


def test_moving_items_of_a_frozen_show_moves_no_amount(store: Store, tools: Tools) -> None:
    freeze_show(store, tools, the_show(store).id)
    move_item(store, the_show(store).items[0].id, 2)
    found = view(store, tools)
    assert [one.tokens["n"] for one in found.items] == ["2", "3", "1"]
    assert found.items[0].tokens["next"] == found.items[1].title
    assert moved(store.read(), tools, the_show(store).id) == ()


def test_a_product_added_after_the_freeze_has_the_amounts_of_now(
    store: Store, tools: Tools
) -> None:
    last = the_show(store).items[-1]
    remove_item(store, last.id)
    freeze_show(store, tools, the_show(store).id)
    add_item(store, the_show(store).id, replace(last, id=0), 0)
    assert [one.pinned for one in view(store, tools).items] == [False, True, True]
    fix(store, tools, "DR-1", "555")
    added = view(store, tools).items[0]
    assert added.tokens["price"] == "฿555"
    # the numbers of the others stand in the basket already
    assert [one.tokens["n"] for one in view(store, tools).items] == ["3", "1", "2"]
    assert added.spoken["n"] == "3"
    assert moved(store.read(), tools, the_show(store).id) == ()


def test_a_hard_start_of_a_show_is_respected(store: Store, tools: Tools) -> None:
    item = the_show(store).items[1]
    set_item(store, replace(item, hard_start=300))
    line = view(store, tools).rundown.lines[1]
    assert (line.start, line.gap > 0) == (300, True)


def test_an_offer_counts_from_its_hour(store: Store, tools: Tools) -> None:
    product = products.find_by_sku(store.read(), "BT-1")
    assert product is not None
    offer = Offer(
        kind="discount",
        percent=Decimal("0.2"),
        starts_at=dt.datetime(2026, 11, 26, 15, tzinfo=BANGKOK),
        ends_at=dt.datetime(2026, 11, 26, 22, tzinfo=BANGKOK),
    )
    with store.step("Offer") as step:
        changed = replace(products.load(step, product), offers=(offer,))
        products.change_product(step, product, changed)
    fix(store, tools, "BT-1", "200")

    def price_at(hour: int) -> str:
        set_show_start(store, tools, the_show(store).id, STARTS.replace(hour=hour))
        return view(store, tools).items[0].tokens["price"]

    assert (price_at(14), price_at(16), price_at(20), price_at(22)) == (
        "฿200",
        "฿160",
        "฿160",
        "฿200",
    )


def test_steps_end_where_the_rundown_does(store: Store, tools: Tools) -> None:
    before = names(view(store, tools))
    first = the_show(store).items[0].id
    step_item(store, first, 1)
    step_item(store, first, 5)
    assert names(view(store, tools)) == [*before[1:], before[0]]
    step_item(store, first, -9)
    assert names(view(store, tools)) == before


def test_some_fields_of_an_item_change_and_others_stay(store: Store, tools: Tools) -> None:
    first = the_show(store).items[0].id
    change_item(store, first, {"note": "smile"})
    change_item(store, first, {"seconds": 90.0})
    one = view(store, tools).items[0].item
    assert (one.note, one.seconds) == ("smile", 90.0)


def test_a_name_that_is_taken_is_refused(store: Store, tools: Tools) -> None:
    with pytest.raises(InputError, match="already"):
        new_show(store, tools, launch(store), THAI, NAME, STARTS, 60)
