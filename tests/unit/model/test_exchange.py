"""Ids of texts that travel."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.exchange import UnitPlace, unit_id, unit_place
from localizer.model.segment import Field

WORDS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("._-瓶"), max_size=12)


@given(WORDS, st.sampled_from(Field), WORDS, st.integers(0, 10**6), WORDS)
def test_an_id_is_a_name_token_and_tells_the_place_again(
    key: str, field: Field, name: str, position: int, catalog: str
) -> None:
    made = unit_id(key, field, name, position, catalog)
    assert re.fullmatch(r"[A-Za-z0-9._-]+", made)
    assert unit_place(made) == UnitPlace(key, field, name, position, catalog)


@given(st.text(st.sampled_from("aP1._-x2etitle09瓶 "), max_size=30))
def test_any_other_text_is_no_id_or_names_what_it_says(text: str) -> None:
    found = unit_place(text)
    if found is not None:
        assert unit_place(unit_id(found.product_key, found.field, found.name, found.position)) in (
            found,
            UnitPlace(found.product_key, found.field, found.name, found.position),
        )


@pytest.mark.parametrize(
    "text",
    ["", "1", "P1.title..x", "P1.heading..0", "P1.title..0.a.b", "P 1.title..0", "_ffffff_.title..0",
     "P1.title..99999999999999999999", "P_.title..0"],
)  # fmt: skip
def test_a_strangers_id_names_nothing(text: str) -> None:
    assert unit_place(text) is None
