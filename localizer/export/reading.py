"""Read what the files of many products are made from, a number of products at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from localizer.export.material import Material, Terms, Tokens, read_some
from localizer.model.launch import Target
from localizer.store.database import Reader

#: Products read together: each query is asked once for all of them.
CHUNK: Final = 200


def read_many(
    reader: Reader,
    target: Target,
    product_ids: Sequence[int],
    tokens: Tokens | None,
    terms: Terms | None = None,
) -> Iterator[Material]:
    """Yield what those of ``product_ids`` that exist have for ``target``, as `material.read_some` does."""
    for start in range(0, len(product_ids), CHUNK):
        yield from read_some(reader, target, product_ids[start : start + CHUNK], tokens, terms)
