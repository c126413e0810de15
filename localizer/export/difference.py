"""What an export of only what changed would write, found out by looking at every product."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from localizer.catalog import export_records
from localizer.catalog.export_records import Before
from localizer.export.content import ProductContent
from localizer.export.content_hash import changed_parts, fingerprint
from localizer.export.reading import CHUNK
from localizer.export.record import ChangedProduct, Changes
from localizer.export.stream import Job, contents
from localizer.model.launch import Target

#: So many new and changed products of a target are named one by one.
NAMED: Final = 500
#: Is told the hash of each product of some, by id.
Seen = Callable[[Target, Mapping[int, int]], None]


def difference(
    job: Job, target: Target, formats: Sequence[str], *, done: int = 0, seen: Seen | None = None
) -> Changes:
    """Count and name the products of a target that differ from their last export in any of ``formats``.

    ``done`` is how many the job has looked at before.
    """
    added = changed = 0
    named: list[ChangedProduct] = []
    for start in range(0, len(job.products), CHUNK):
        ids = job.products[start : start + CHUNK]
        before = [
            export_records.before(job.reader, job.launch.id, target, name, ids) for name in formats
        ]
        hashes: dict[int, int] = {}
        for number, (material, content) in enumerate(contents(job, target, ids), done + start):
            job.progress.step(number, job.total)
            product, now = material.product_id, fingerprint(content)
            hashes[product] = now.whole
            known = [one[product] for one in before if product in one]
            whole = len(known) == len(before) and {one.hash for one in known} == {now.whole}
            added += not known
            changed += bool(known) and not whole
            if not whole and len(named) < NAMED:
                named.append(_named(product, content, known, now.parts))
        if seen is not None:
            seen(target, hashes)
    removed = export_records.removed(job.reader, job.launch.id, target, formats, job.products)
    same = len(job.products) - added - changed
    return Changes(added, changed, same, removed, tuple(named))


def _named(
    product_id: int, content: ProductContent, known: Sequence[Before], parts: int
) -> ChangedProduct:
    differing = changed_parts((one.parts for one in known), parts)
    product = content.product
    return ChangedProduct(product_id, product.key, product.title, not known, differing)
