"""What an export of only what changed would write, found out by looking at every product."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from localizer.catalog import export_records
from localizer.export.content_hash import content_hash
from localizer.export.reading import CHUNK
from localizer.export.record import Changes
from localizer.export.stream import Job, contents
from localizer.model.launch import Target

#: Is told the hash of each product of some, by id.
Seen = Callable[[Target, Mapping[int, int]], None]


def difference(
    job: Job, target: Target, formats: Sequence[str], *, done: int = 0, seen: Seen | None = None
) -> Changes:
    """Count the products of a target that differ from their last export in any of ``formats``.

    ``done`` is how many the job has looked at before.
    """
    added = changed = 0
    for start in range(0, len(job.products), CHUNK):
        ids = job.products[start : start + CHUNK]
        before = [
            export_records.before(job.reader, job.launch.id, target, name, ids) for name in formats
        ]
        hashes: dict[int, int] = {}
        for number, (material, content) in enumerate(contents(job, target, ids), done + start):
            job.progress.step(number, job.total)
            product = material.product_id
            digest = hashes[product] = content_hash(content)
            known = [one[product].hash for one in before if product in one]
            added += not known
            changed += bool(known) and (len(known) < len(before) or set(known) != {digest})
        if seen is not None:
            seen(target, hashes)
    removed = export_records.removed(job.reader, job.launch.id, target, formats, job.products)
    return Changes(added, changed, len(job.products) - added - changed, removed)
