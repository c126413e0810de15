"""What a channel calls our fields."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.context import TextContext, channel_field
from localizer.model.segment import Field


@pytest.mark.parametrize("field", list(Field))
def test_a_fact_is_shown_as_a_bullet(field: Field) -> None:
    assert channel_field(field) == ("bullet" if field is Field.FACT else field.value)


def test_shortcuts(context: Callable[..., TextContext]) -> None:
    made = context("Becher", field=Field.FACT)
    assert (made.field, made.text, made.channel_field) == (Field.FACT, "Becher", "bullet")
