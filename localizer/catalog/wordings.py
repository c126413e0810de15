"""How the workspace translates a source text that stands in it more than once. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from localizer.model.segment import Origin, Segment, State, normalize
from localizer.model.wording import Wording
from localizer.store.database import Reader

#: So many uses of a text show how it is said; with a text that stands in every product of a large catalog
#: (颜色) one edit would else read all of them again.
MOST_USES: Final = 200
#: So many products are named as places of a wording.
MOST_PLACES: Final = 3
_SHARED: Final = (
    "SELECT s.source_hash FROM segment s WHERE s.product_id = ? AND EXISTS("
    "SELECT 1 FROM segment o WHERE o.source_hash = s.source_hash AND o.id <> s.id)"
)
#: The joins keep this order: else the queue of a whole locale might be walked through.
_USES: Final = (
    "SELECT s.field, s.name, p.key, t.state, t.origin, b.text FROM (SELECT id, product_id, field, "
    "name, source_hash FROM segment WHERE source_hash = ? ORDER BY id LIMIT ?) s "
    "CROSS JOIN translation t ON t.segment_id = s.id AND t.locale = ? "
    "AND t.source_hash = s.source_hash AND t.state NOT IN (?, ?) "
    "CROSS JOIN translation_body b ON b.id = t.id CROSS JOIN product p ON p.id = s.product_id "
    "ORDER BY s.id"
)
_NOT_COUNTED: Final = (State.UNTRANSLATED.value, State.SENT_BACK.value)

_Place = tuple[str, str]
_Found = Mapping[_Place, tuple[Wording, ...]]
_NONE: Final[_Found] = MappingProxyType({})


class Wordings:
    """The wordings met in one run of the checks: a source text is asked for once in each locale."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[tuple[str, str], _Found] = {}

    def of_product(self, reader: Reader, product_id: int) -> ProductWordings:
        """Return what tells how the texts of a product are said elsewhere."""
        shared = reader.rows(_SHARED, (product_id,))
        return ProductWordings(self, reader, frozenset(row["source_hash"] for row in shared))

    def read(self, reader: Reader, source_hash: str, locale: str) -> _Found:
        """Return the wordings of a source in ``locale`` by the field and name it stands in."""
        mark = (source_hash, locale)
        found = self._known.get(mark)
        if found is None:
            found = self._known[mark] = _read(reader, source_hash, locale)
        return found


@dataclass(frozen=True, slots=True)
class ProductWordings:
    """How the texts of one product are said; ``shared`` are the hashes of those that stand elsewhere too."""

    run: Wordings
    reader: Reader
    shared: frozenset[str]

    def of(self, segment: Segment, locale: str) -> tuple[Wording, ...]:
        """Return how the source of ``segment`` is said in ``locale`` where it stands in the same field.

        Facts and options count as the same field only under the same name. Texts whose source changed, that
        were sent back or have no translation do not count. Empty where there is nothing to compare.
        """
        if segment.source_hash not in self.shared:
            return ()
        found = self.run.read(self.reader, segment.source_hash, locale)
        return found.get((segment.field.value, segment.name), ())


def _read(reader: Reader, source_hash: str, locale: str) -> _Found:
    """Return the wordings of a source by the field they stand in; nothing where there is only one."""
    query = (source_hash, MOST_USES, locale, *_NOT_COUNTED)
    found: dict[_Place, dict[str, Wording]] = {}
    for row in reader.rows(_USES, query):
        text = normalize(row["text"])
        if not text:
            continue
        of_place = found.setdefault((row["field"], row["name"]), {})
        old = of_place.get(text, Wording(text, 0))
        places = old.places
        if row["key"] not in places and len(places) < MOST_PLACES:
            places = (*places, row["key"])
        of_place[text] = replace(
            old,
            uses=old.uses + 1,
            approved=old.approved + (row["state"] == State.APPROVED.value),
            composed=old.composed + (row["origin"] == Origin.COMPOSED.value),
            places=places,
        )
    several = {place: tuple(texts.values()) for place, texts in found.items() if len(texts) > 1}
    return several or _NONE
