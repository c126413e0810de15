"""What the desk reads of a queue in the background."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from localizer.catalog import assignments, queue, queue_views
from localizer.catalog.queue import QueueFacets, QueueFilter
from localizer.catalog.queue_views import QueueView
from localizer.model.segment import State
from localizer.store.database import Reader


@dataclass(frozen=True, slots=True)
class QueueRead:
    """The ids of a queue in order, the texts of its target by state, how many are clean, the kept views."""

    ids: array[int]
    counts: dict[State, int]
    clean: int
    saved: dict[str, QueueView]


def read_queue(reader: Reader, wanted: QueueFilter) -> QueueRead:
    """Return all that is shown of a queue."""
    ids = queue.queue_ids(reader, wanted)
    return QueueRead(ids, *read_counts(reader, wanted), queue_views.saved(reader))


def read_counts(reader: Reader, wanted: QueueFilter) -> tuple[dict[State, int], int]:
    """Return how many texts are in each state, and how many of the filter are clean."""
    return queue.state_counts(reader, wanted.base), queue.clean_count(reader, wanted)


def read_facets(reader: Reader, wanted: QueueFilter) -> tuple[QueueFacets, tuple[str, ...]]:
    """Return what one can filter by, and the people."""
    return queue.facets(reader, wanted), assignments.people(reader)
