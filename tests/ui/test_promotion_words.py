"""How far a promotion reaches, and what a card says of one that another variant holds back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pytest

from localizer.model.launch import Target
from localizer.model.price import Flag
from localizer.model.promotion import Asked
from localizer.pipeline.asked import Explained
from localizer.pipeline.promotion_reach import Reach
from localizer.price.promotion import Reduction, Sale, Stays
from localizer.ui.actions.promotion_words import (
    end_time,
    reach_sentence,
    reach_text,
    remark,
    span,
    told,
)


def reached(
    market: str = "TH",
    on_sale: int = 20,
    stays: Mapping[Stays, int] | None = None,
    *,
    low: int = 0,
    unknown: int = 0,
    total: int | None = None,
) -> Reach:
    found = stays or {}
    number = on_sale + sum(found.values()) if total is None else total
    return Reach(Target(market, "shopee", "th-TH"), on_sale, found, low, unknown, number)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (reached(), "20 of 20 products"),
        (reached(on_sale=1), "1 of 1 product"),
        (
            reached(stays={Stays.BELOW_FLOOR: 6}),
            "20 of 26 products; 6 would fall below the floor",
        ),
        (
            reached(stays={Stays.NO_PRICE: 1, Stays.NOT_LOWER: 2, Stays.LOSS: 3}),
            "20 of 26 products; 3 would make a loss, 2 would not become cheaper, 1 has no price",
        ),
        (
            reached(low=2, unknown=1),
            (
                "20 of 20 products; 2 on sale go below the floor or make a loss, "
                "1 on sale may make a loss: its cost is unknown"
            ),
        ),
        (reached(total=100_000), "20 of 20 products looked at, of 100,000 in all"),
    ],
)
def test_one_target(found: Reach, text: str) -> None:
    assert reach_text(found) == text


def test_all_targets() -> None:
    def say(*found: Reach) -> str:
        return reach_sentence(found, lambda one: one.market)

    assert say().startswith("No launch sells where the promotion holds")
    assert say(reached(), reached("ID")) == "On 2 targets all products are on sale."
    some = [reached(market, 5 - n, {Stays.LOSS: n}) for n, market in enumerate("ABCDE", 1)]
    assert say(reached(), *some) == (
        "On 1 target all products are on sale. E: 0 of 5 products; 5 would make a loss. "
        "D: 1 of 5 products; 4 would make a loss. C: 2 of 5 products; 3 would make a loss. "
        "2 more targets need a look."
    )


@pytest.mark.parametrize("name", ["Sale", ""])
@pytest.mark.parametrize("why", [Stays.LOSS, Stays.BELOW_FLOOR, Stays.NOT_LOWER])
def test_one_held_back_by_another_variant(why: Stays, name: str) -> None:
    reduction = Reduction(Decimal("0.1"), None, None, name)
    held = Sale(reduction, Decimal(9), refused=True, stays=why)
    assert remark(held)[0].startswith("another variant would")
    found = Explained(Asked(), None, None, (held,), one_price=True, zone="UTC")
    ((sentence, role),) = told(found, "USD", "en-US")
    called = name or "offer of the catalog file"
    assert sentence.startswith(f"The promotion {called} leaves this product alone: another variant")
    assert role == "warn"
    own = Sale(reduction, Decimal(9), flags=(Flag.LOSS,), refused=True, stays=why)
    assert remark(own)[0] == "a loss"


def test_an_end_at_midnight_is_the_end_of_the_day_before() -> None:
    assert end_time(dt.datetime.fromisoformat("2026-12-01T00:00+01:00")) == "Nov 30, 2026, 24:00"
    assert end_time(dt.datetime.fromisoformat("2026-12-01T00:30+01:00")) == "Dec 1, 2026, 00:30"
    both = (dt.datetime.fromisoformat(f"2026-12-0{day}T00:00+01:00") for day in (1, 3))
    assert span(*both) == "from Dec 1, 2026, 00:00 to Dec 2, 2026, 24:00"
