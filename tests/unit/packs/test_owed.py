"""What listings owe, as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.model.finding import Severity
from localizer.model.owed import Statement
from localizer.packs.owed import load_duties
from localizer.pipeline.tools import Tools

DUTIES = load_duties()


@pytest.mark.parametrize(
    ("market", "product_type", "owed"),
    [
        ("DE", "dress", {Statement.FIBRES}),
        ("GB", "bedding_set", {Statement.FIBRES}),
        ("US", "dress", {Statement.FIBRES, Statement.ORIGIN}),
        ("US", "mug", set()),
        ("VN", "", {Statement.ORIGIN}),
        ("TW", "mug", {Statement.ORIGIN}),
        ("FR", "serum", {Statement.CONTENT}),
        ("FR", "lipstick", set()),  # § 4 (3) PAngV
        ("DE", "sneakers", set()),
        ("TH", "dress", set()),
    ],
)
def test_who_owes_what(market: str, product_type: str, owed: set[Statement]) -> None:
    assert {duty.what for duty in DUTIES if duty.applies(market, product_type)} == owed


def test_every_product_type_is_known(loaded: Tools) -> None:
    named = {name for duty in DUTIES for name in duty.types}
    known = {one.id for one in loaded.termbase.concepts.values() if one.domain == "product_type"}
    assert named <= known
    assert {market for duty in DUTIES for market in duty.markets} <= set(loaded.packs.markets)


def test_only_what_was_read_in_a_law_warns() -> None:
    for duty in DUTIES:
        unconfirmed = "unconfirmed" in duty.source or "as reported" in duty.source
        assert (duty.severity is Severity.INFO) is unconfirmed


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "owed.toml"
    path.write_text('[[owed]]\nwhat = "origin"\nkind = "x"\n', "utf-8")
    with pytest.raises(PackError, match=r"line 3.*no such kind"):
        load_duties(path)
