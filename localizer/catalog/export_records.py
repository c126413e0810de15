"""What was exported when, and which products differ from what went out last.

An export happens outside the workspace: its record is written after the files are in place, in a transaction
of its own, and is no step of the history. Undoing it would bring no file back; it would only make the
program forget what is in the shop.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec

from localizer.catalog import rows, steps
from localizer.catalog.json_text import IDS, decode, encode, listed
from localizer.model.launch import Launch, Target
from localizer.store.database import Reader, Row, Step, Store


class Exported(StrEnum):
    """How a product stands to what was last exported of it for a target."""

    NEVER = "never"
    CHANGED = "changed"
    #: As it went out, but it went out as a draft.
    DRAFT = "draft"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class RunTarget:
    """What one export wrote for a target. ``state`` is the gate's; ``removed`` are keys of products.

    ``added``, ``changed`` and ``removed`` are against the export before it; ``products`` is how many went
    into its files.
    """

    target: str
    state: str
    files: tuple[str, ...]
    rows: int
    products: int
    added: int = 0
    changed: int = 0
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportRun:
    """One export. ``manifest`` is the name of its manifest in ``folder``, ``sha256`` that file's digest.

    ``at`` (ISO 8601, UTC) and ``by`` are given when it is recorded.
    """

    launch_id: int
    launch: str
    folder: str
    formats: tuple[str, ...]
    manifest: str
    sha256: str
    files: int
    rows: int
    targets: tuple[RunTarget, ...]
    preset: str = ""
    only_changed: bool = False
    id: int = 0
    at: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a target's products held when they were exported, in equal order.

    ``hashes`` and ``parts`` are signed numbers of 8 bytes (the whole and what it is made of), ``drafts`` tell
    whether each went out as a draft.
    """

    target: Target
    formats: tuple[str, ...]
    products: Sequence[int]
    hashes: Sequence[int]
    parts: Sequence[int]
    drafts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the history stood: what came after it may have changed what was read then."""

    step: int
    undone: int


#: Where the history of an empty workspace stands.
NOWHERE: Final = Mark(0, 0)


@dataclass(frozen=True, slots=True)
class Before:
    """What was last exported of a product in one format."""

    hash: int
    parts: int
    draft: bool


_PLACE: Final = (
    "p.launch_id = :launch AND p.market = :market AND p.channel = :channel AND p.locale = :locale"
)


def mark(reader: Reader) -> Mark:
    """Return where the history stands."""
    row = reader.one("SELECT coalesce(max(id), 0), coalesce(sum(undone), 0) FROM step")
    return NOWHERE if row is None else Mark(*row)


def record(store: Store, run: ExportRun, contents: Sequence[Contents], since: Mark) -> int:
    """Write down an export whose files are in place and return its id.

    ``contents`` were read when the history stood at ``since``; products that changed while the files were
    written count as changed.
    """
    with store.derive() as step:
        number = rows.insert(step, "export_run", _row(run, step))
        places = [place for one in contents for place in _put(step, run.launch_id, one, number)]
        _touch_since(step, places, since)
    return number


def _row(run: ExportRun, step: Step) -> dict[str, object]:
    return {
        "at": step.moment,
        "by": step.by,
        "launch_id": run.launch_id,
        "launch": run.launch,
        "folder": run.folder,
        "formats": encode(run.formats),
        "preset": run.preset,
        "only_changed": int(run.only_changed),
        "manifest": run.manifest,
        "sha256": run.sha256,
        "files": run.files,
        "rows": run.rows,
        "targets": encode(run.targets),
    }


def _put(step: Step, launch_id: int, one: Contents, run_id: int) -> list[int]:
    """Write what the formats of a target hold now; return the ids of their places."""
    places = []
    for name in one.formats:
        values = {**_values(launch_id, one.target), "format": name}
        step.write(
            "INSERT INTO export_place(launch_id, market, channel, locale, format) "
            "VALUES(:launch, :market, :channel, :locale, :format) ON CONFLICT DO NOTHING",
            values,
        )
        place = step.value(
            f"SELECT p.id FROM export_place p WHERE {_PLACE} AND p.format = :format",  # noqa: S608 - ours
            values,
        )
        places.append(place)
        step.write("DELETE FROM export_item WHERE place_id = ?", (place,))
        step.write_many(
            "INSERT INTO export_item(place_id, product_id, key, hash, parts, draft, run_id) "
            "SELECT ?, p.id, p.key, ?, ?, ?, ? FROM product p WHERE p.id = ?",
            (
                (place, digest, parts, draft, run_id, product)
                for product, digest, parts, draft in zip(
                    one.products, one.hashes, one.parts, one.drafts, strict=True
                )
            ),
        )
        # Other formats of the target that hold the very same are up to date again.
        step.write(
            "UPDATE export_item SET touched = 0 WHERE touched = 1 AND place_id IN "  # noqa: S608 - ours
            f"(SELECT p.id FROM export_place p WHERE {_PLACE} AND p.format <> :format) "
            "AND EXISTS (SELECT 1 FROM export_item o WHERE o.place_id = :place "
            "AND o.product_id = export_item.product_id AND o.hash = export_item.hash)",
            {**values, "place": place},
        )
    return places


def _touch_since(step: Step, places: Sequence[int], since: Mark) -> None:
    """Mark what somebody changed while the files were written."""
    now = mark(step)
    if now == since:
        return
    new = step.tuples("SELECT id FROM step WHERE id > ?", (since.step,))
    touched = [steps.touched_products(step, number) for (number,) in new]
    known = [one for one in touched if one is not None]
    if now.undone != since.undone or len(known) < len(touched):
        query = f"UPDATE export_item SET touched = 1 WHERE place_id {IDS}"  # noqa: S608 - ours
        step.write(query, listed(places))
        return
    step.write(
        f"UPDATE export_item SET touched = 1 WHERE place_id {IDS} "  # noqa: S608 - ours
        "AND product_id IN (SELECT value FROM json_each(:products))",
        {**listed(places), "products": encode(sorted({one for some in known for one in some}))},
    )


def recent(reader: Reader, limit: int = 50, launch: Launch | None = None) -> tuple[ExportRun, ...]:
    """Return the newest exports, newest first; of one launch where it is given."""
    found = reader.rows(
        "SELECT * FROM export_run WHERE :launch IS NULL OR (launch_id = :launch AND launch = :name) "
        "ORDER BY id DESC LIMIT :limit",
        {
            "launch": None if launch is None else launch.id,
            "name": "" if launch is None else launch.name,
            "limit": limit,
        },
    )
    return tuple(map(_run, found))


def _run(row: Row) -> ExportRun:
    return ExportRun(
        launch_id=row["launch_id"],
        launch=row["launch"],
        folder=row["folder"],
        formats=tuple(decode(row["formats"])),
        manifest=row["manifest"],
        sha256=row["sha256"],
        files=row["files"],
        rows=row["rows"],
        targets=msgspec.json.decode(row["targets"], type=tuple[RunTarget, ...]),
        preset=row["preset"],
        only_changed=bool(row["only_changed"]),
        id=row["id"],
        at=row["at"],
        by=row["by"],
    )


def states(
    reader: Reader, launch_id: int, target: Target, products: Sequence[int]
) -> dict[int, Exported]:
    """Return how ``products`` (one page) stand to their last export; those without one are missing."""
    # Beside max() the other columns are those of the row it stands in (SQLite, "Bare columns").
    query = (
        "SELECT i.product_id, i.touched, i.draft, max(i.run_id) FROM export_item i "  # noqa: S608 - ours
        f"JOIN export_place p ON p.id = i.place_id WHERE {_PLACE} AND i.product_id {IDS} "
        "GROUP BY i.product_id"
    )
    found = reader.tuples(query, {**_values(launch_id, target), **listed(products)})
    return {number: _state(touched, draft) for number, touched, draft, _run_id in found}


def _state(touched: int, draft: int) -> Exported:
    if touched:
        return Exported.CHANGED
    return Exported.DRAFT if draft else Exported.SAME


def formats_of(reader: Reader, launch_id: int, target: Target) -> tuple[str, ...]:
    """Return the formats a target was exported in."""
    query = f"SELECT p.format FROM export_place p WHERE {_PLACE} ORDER BY p.id"  # noqa: S608 - ours
    return tuple(row[0] for row in reader.tuples(query, _values(launch_id, target)))


def before(
    reader: Reader, launch_id: int, target: Target, name: str, products: Sequence[int]
) -> dict[int, Before]:
    """Return what was last exported of ``products`` in the format ``name``, by product."""
    query = (
        "SELECT i.product_id, i.hash, i.parts, i.draft FROM export_place p "  # noqa: S608 - ours
        f"JOIN export_item i ON i.place_id = p.id WHERE {_PLACE} AND p.format = :format "
        f"AND i.product_id {IDS}"
    )
    values = {**_values(launch_id, target), "format": name, **listed(products)}
    found = reader.tuples(query, values)
    return {number: Before(digest, parts, bool(draft)) for number, digest, parts, draft in found}


def removed(
    reader: Reader, launch_id: int, target: Target, formats: Sequence[str], products: Sequence[int]
) -> tuple[str, ...]:
    """Return the keys of what was exported in any of ``formats`` and is not among ``products`` any more."""
    query = (
        "SELECT DISTINCT i.key FROM export_place p "  # noqa: S608 - ours
        f"JOIN export_item i ON i.place_id = p.id WHERE {_PLACE} "
        f"AND p.format IN (SELECT value FROM json_each(:formats)) AND NOT i.product_id {IDS} "
        "ORDER BY i.key"
    )
    values = {**_values(launch_id, target), "formats": encode(formats), **listed(products)}
    return tuple(row[0] for row in reader.tuples(query, values))


@dataclass(frozen=True, slots=True)
class Quick:
    """What is known of a target's changes by the marks alone, without looking at any product.

    Only changes that time alone makes are overlooked; what was changed back may count as changed.
    """

    new: int
    changed: int
    removed: int


def quick(
    reader: Reader, launch_id: int, target: Target, formats: Sequence[str], products: Sequence[int]
) -> Quick:
    """Count what is to be exported anew in ``formats``, by the marks alone."""
    values = {**_values(launch_id, target), "formats": encode(formats), **listed(products)}
    wanted = f"{_PLACE} AND p.format IN (SELECT value FROM json_each(:formats))"  # noqa: S608 - ours
    (whole,) = reader.rows(
        "SELECT count(*) FROM (SELECT i.product_id FROM export_place p "  # noqa: S608 - ours
        f"JOIN export_item i ON i.place_id = p.id WHERE {wanted} AND i.product_id {IDS} "
        "GROUP BY i.product_id HAVING count(*) = :number)",
        {**values, "number": len(set(formats))},
    )
    (touched,) = reader.rows(
        "SELECT count(DISTINCT i.product_id) FROM export_place p "  # noqa: S608 - ours
        f"JOIN export_item i ON i.place_id = p.id AND i.touched = 1 WHERE {wanted} "
        f"AND i.product_id {IDS}",
        values,
    )
    gone = removed(reader, launch_id, target, formats, products)
    return Quick(len(products) - whole[0], touched[0], len(gone))


def settle(
    store: Store,
    launch_id: int,
    target: Target,
    current: Mapping[int, int],
    since: Mark,
) -> None:
    """Set the marks of a target to what its products hold, by product the hash of now.

    Nothing is written where the history went on since they were read.
    """
    with store.derive() as step:
        if mark(step) != since:
            return
        places = step.tuples(
            f"SELECT p.id FROM export_place p WHERE {_PLACE}",  # noqa: S608 - ours
            _values(launch_id, target),
        )
        step.write_many(
            "UPDATE export_item SET touched = (hash <> ?1) "
            "WHERE place_id = ?2 AND product_id = ?3 AND touched <> (hash <> ?1)",
            ((digest, place, number) for (place,) in places for number, digest in current.items()),
        )


def _values(launch_id: int, target: Target) -> dict[str, object]:
    return {
        "launch": launch_id,
        "market": target.market,
        "channel": target.channel,
        "locale": target.locale,
    }
