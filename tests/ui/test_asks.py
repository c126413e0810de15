"""Small answers screens show: parts of a price, sentences, marks, names of places."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.catalog.board import BoardCounts, CellState, TargetCounts
from localizer.catalog.prices import StoredPrice
from localizer.catalog.queue import QueueRow
from localizer.model.launch import Target
from localizer.model.segment import Field, Origin, State
from localizer.translate.fuzzy.diff import word_diff
from localizer.ui.actions import asks, words
from localizer.ui.models.do_next import do_next
from localizer.ui.panes.review.cards import emphasized
from localizer.ui.widgets.marks import Mark
from localizer.ui.widgets.queue_delegate import mark_of, reason_of

TH = Target("TH", "shopee", "th-TH")


def stored_price(**parts: str) -> StoredPrice:
    return StoredPrice(
        variant_id=1,
        market="TH",
        channel="shopee",
        status="ok",
        code="",
        basis="cost-plus",
        amount=Decimal(409),
        currency="THB",
        margin=Decimal("0.21"),
        warnings=(),
        input_hash="",
        request={
            "currency": "THB",
            "cost": {"amount": "42.50", "currency": "CNY"},
            "fx": {"rate": "5.07", "date": "2026-10-30", "source": "ECB"},
        },
        answer={"exact": "399.48", "breakdown": {"price": "409", **parts}},
    )


def test_a_price_is_taken_apart_in_the_order_it_is_paid() -> None:
    found = asks.price_sum(
        stored_price(
            profit="100",
            tax_inside="20",
            fee_payment="9",
            cost="270",
            local_cost="0",
            shipping="10",
        )
    )
    assert [name for name, _amount in found.parts] == [
        "cost", "shipping", "fee_payment", "tax_inside", "profit",
    ], "what costs nothing is no part"  # fmt: skip
    assert sum(amount for _name, amount in found.parts) == found.price
    assert found.rate == "1 CNY = 5.07000 THB"
    assert found.exact == Decimal("399.48")


def test_codes_and_flags_become_sentences_and_unknown_ones_are_left_out() -> None:
    assert len(asks.price_sentences("MISSING_COST", ("LOSS", "UNKNOWN"))) == 2
    assert asks.price_sentences("", ()) == ()


@pytest.mark.parametrize(
    ("state", "worst", "changed", "mark", "reason"),
    [
        (State.APPROVED, 9, False, Mark.OK, "approved"),
        (State.APPROVED, 9, True, Mark.WARN, "source changed"),
        (State.APPROVED, 0, False, Mark.BLOCK, "length"),
        (State.DRAFT, 1, False, Mark.BLOCK, "length"),
        (State.DRAFT, 2, False, Mark.WARN, "length"),
        (State.DRAFT, 3, False, Mark.OPEN, "from memory"),
        (State.SENT_BACK, 9, False, Mark.WARN, "sent back"),
        (State.TRANSLATED, 9, False, Mark.OPEN, "translated"),
    ],
)
def test_a_row_has_one_mark_and_one_reason(
    state: State,
    worst: int,
    changed: bool,  # noqa: FBT001 - a table
    mark: Mark,
    reason: str,
) -> None:
    row = QueueRow(
        id=1,
        product_id=1,
        product_key="A",
        field=Field.BULLET,
        position=1,
        name="",
        source="s",
        text="t",
        state=state,
        origin=Origin.MEMORY,
        score=100,
        reason="",
        worst=worst,
        rule="length" if worst < 9 else "",
        source_changed=changed,
    )
    assert (mark_of(row), reason_of(row)) == (mark, reason)


def test_new_words_of_a_source_are_bold_and_markup_is_escaped() -> None:
    parts = word_diff("cup", "cup <b>", "en")
    assert emphasized(parts) == "cup<b> &lt;b&gt;</b>"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (59.6, "1:00"), (125, "2:05"), (-5, "-0:05")]
)
def test_seconds_as_minutes(seconds: float, text: str) -> None:
    assert words.minutes(seconds) == text


def test_places_are_named() -> None:
    assert words.field_name(Field.BULLET, 1, "") == "bullet 2"
    assert words.field_name(Field.FACT, 0, "material") == "fact material"
    assert words.language_name("zh-Hant-TW") == "Chinese (Traditional)"


def test_what_to_do_next_is_at_most_five_lines_the_worst_first() -> None:
    states = dict.fromkeys(CellState, 1) | {CellState.READY: 0}
    counts = BoardCounts(3, 1, (TargetCounts(states, to_review=5, unpriced=1),))
    steps = do_next(counts, [TH], ["TH/shopee"], [], "Rates are old.")
    assert [step.role for step in steps] == ["block", "block", "warn", "warn"]
    assert [step.pane for step in steps] == ["draft", "prices", "prices", "review"]


def test_nothing_left_to_do_leads_to_the_export() -> None:
    ready = dict.fromkeys(CellState, 0) | {CellState.READY: 1}
    counts = BoardCounts(1, 0, (TargetCounts(ready, to_review=0, unpriced=0),))
    (step,) = do_next(counts, [TH], ["TH/shopee"], [], "")
    assert (step.role, step.pane) == ("ok", "export")
