"""Every code has its sentence."""

from __future__ import annotations

from localizer.model.price import Flag, Refusal
from localizer.price.words import FLAGS, REFUSALS


def test_every_code_has_a_sentence() -> None:
    assert set(REFUSALS) == set(Refusal)
    assert set(FLAGS) == set(Flag)
    assert all(text.endswith(".") for text in [*REFUSALS.values(), *FLAGS.values()])
