"""Whether the text in hand is still as the desk shows it."""

from __future__ import annotations

from collections.abc import Sequence

from localizer.catalog import findings, translations
from localizer.catalog.findings import StoredFinding
from localizer.catalog.translations import Pair
from localizer.model.finding import Subject
from localizer.model.launch import Target
from localizer.store.database import Reader


def found_in(reader: Reader, number: int, target: Target) -> list[StoredFinding]:
    """Return what checks have found in a translation for ``target``."""
    found = findings.of_subject(reader, Subject.TRANSLATION, number)
    return [one for one in found if _concerns(one, target)]


def stands(reader: Reader, pair: Pair, found: Sequence[StoredFinding], target: Target) -> bool:
    """Tell whether a text and what is found in it are still ``pair`` and ``found``."""
    try:
        now = translations.pair(reader, pair.id)
    except LookupError:
        return False
    return now == pair and found_in(reader, pair.id, target) == list(found)


def _concerns(stored: StoredFinding, target: Target) -> bool:
    place = stored.place
    return place.market in ("", target.market) and place.channel in ("", target.channel)
