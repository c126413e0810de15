"""What a text said before, the same segment in other languages, sources that changed under texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from localizer.catalog.json_text import decode, encode
from localizer.catalog.views import HISTORY_REACH
from localizer.i18n import _
from localizer.model.segment import Origin, State
from localizer.store.database import Reader

#: Versions of one text that are looked for.
VERSIONS: Final = 30


@dataclass(frozen=True, slots=True)
class Version:
    """What a text said from the moment ``at`` (ISO 8601, UTC), who wrote it, and the step that did."""

    at: str
    by: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Sibling:
    """The same segment in another locale."""

    id: int
    locale: str
    text: str
    state: State
    origin: Origin
    source_changed: bool


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source that changed under its texts, wherever it stands: ``ids`` are the texts that are behind."""

    before: str
    now: str
    ids: tuple[int, ...]
    locales: tuple[str, ...]


#: The changes of a text: of its own row, and those by which it came among many.
_WRITTEN: Final = """
SELECT s.at, s.by, s.label, s.args, c.before FROM (
  SELECT seq, step, before FROM change WHERE seq > :since AND tbl = 'translation_body' AND row = :row
    AND (op = 'I' OR json_type(before, '$.text') IS NOT NULL)
  UNION ALL SELECT seq, step, NULL FROM change WHERE op = 'R' AND seq > :since
    AND tbl = 'translation_body' AND row <= :row AND json_extract(before, '$.last') >= :row) c
JOIN step s ON s.id = c.step WHERE s.undone = 0 ORDER BY c.seq DESC LIMIT :most
"""


def versions(reader: Reader, translation_id: int) -> tuple[Version, ...]:
    """Return the texts a translation has had, newest first; the first is what it says now.

    As far back as the history is looked through; steps that were undone changed nothing.
    """
    now = reader.value("SELECT text FROM translation_body WHERE id = ?", (translation_id,))
    if now is None:
        return ()
    newest = reader.value("SELECT max(seq) FROM change") or 0
    found = reader.rows(
        _WRITTEN, {"since": newest - HISTORY_REACH, "row": translation_id, "most": VERSIONS}
    )
    made: list[Version] = []
    text = str(now)
    for row in found:
        label = _(row["label"]).format(**decode(row["args"]))
        made.append(Version(row["at"], row["by"], label, text))
        text = decode(row["before"])["text"] if row["before"] else ""
    if text and (not made or made[-1].text != text):
        made.append(Version("", "", "", text))
    return tuple(made)


def siblings(reader: Reader, segment_id: int, locales: Sequence[str]) -> tuple[Sibling, ...]:
    """Return the texts of a segment in ``locales``, in their order."""
    found = {
        row["locale"]: Sibling(
            row["id"],
            row["locale"],
            row["text"],
            State(row["state"]),
            Origin(row["origin"]),
            bool(row["changed"]),
        )
        for row in reader.rows(
            "SELECT t.*, b.text, t.source_hash <> s.source_hash AS changed FROM translation t "
            "JOIN translation_body b ON b.id = t.id JOIN segment s ON s.id = t.segment_id "
            "WHERE t.segment_id = ? AND t.locale IN (SELECT value FROM json_each(?))",
            (segment_id, encode(list(locales))),
        )
    }
    return tuple(found[locale] for locale in dict.fromkeys(locales) if locale in found)


def source_changes(
    reader: Reader, locales: Sequence[str], launch_id: int
) -> tuple[SourceChange, ...]:
    """Return the sources of a launch that changed under texts people wrote or approved in ``locales``.

    Equal changes are one: the same words may stand in many products.
    """
    rows = reader.rows(
        "SELECT sb.previous, sb.source, t.id, t.locale FROM translation t "
        "JOIN segment s ON s.id = t.segment_id JOIN segment_body sb ON sb.id = s.id "
        "JOIN translation_body b ON b.id = t.id JOIN product p ON p.id = s.product_id "
        "WHERE t.locale IN (SELECT value FROM json_each(:locales)) "
        "AND t.source_hash <> s.source_hash AND b.text <> '' AND sb.previous <> '' "
        "AND (NOT EXISTS (SELECT 1 FROM launch_product WHERE launch_id = :launch) OR s.product_id IN "
        "(SELECT product_id FROM launch_product WHERE launch_id = :launch)) "
        "ORDER BY p.catalog_id, p.position, s.id, t.id",
        {"locales": encode(list(locales)), "launch": launch_id},
    )
    grouped: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for row in rows:
        key = (row["previous"], row["source"])
        grouped.setdefault(key, []).append((row["id"], row["locale"]))
    return tuple(
        SourceChange(
            before,
            now,
            tuple(number for number, _locale in texts),
            tuple(dict.fromkeys(locale for _number, locale in texts)),
        )
        for (before, now), texts in grouped.items()
    )
