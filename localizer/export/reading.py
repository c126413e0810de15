"""Read what the files of many products are made from, a number of products at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from localizer.export.material import Material, Terms, Tokens, read
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
    """Yield what each of ``product_ids`` has for ``target``, as `localizer.export.material.read` does."""
    for number in product_ids:
        yield read(reader, target, number, tokens, terms)
