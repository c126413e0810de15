"""What was read last of one product, kept until anything is written or another product is asked for.

A stage asks several times for the same product: once a target, and once for each of its texts, its prices,
its script.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from localizer.store.database import Reader

_Value = TypeVar("_Value")
_State = tuple[int, int]


class Lately:
    """Keeps values of the product asked about last, as they were read in this state of the workspace."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept: tuple[object, _State, int, dict[Hashable, Any]] = (None, (0, 0), 0, {})

    def of(
        self, reader: Reader, product_id: int, name: Hashable, make: Callable[[], _Value]
    ) -> _Value:
        """Return what is kept under ``name`` for a product, made with ``make`` where nothing is."""
        state = reader.state()
        connection, then, number, values = self._kept
        if connection is not reader.connection or then != state or number != product_id:
            values = {}
            self._kept = (reader.connection, state, product_id, values)
        if name not in values:
            values[name] = make()
        kept: _Value = values[name]
        return kept
