"""The manifest: what was exported, in which state and why, from which rates and decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import msgspec

from localizer.export.gate import GateCounts, in_words, stamp
from localizer.export.record import Changes, FileRecord, Lowered, Overruled, RateUsed, TargetExport
from localizer.export.remarks import Remark, told
from localizer.model.finding import Severity
from localizer.model.launch import Launch, Target
from localizer.model.segment import State

NAME: Final = "manifest.json"
#: The layout of the file; a reader refuses a number it does not know.
VERSION: Final = 1
#: An earlier manifest is not read when it is larger: ours have about 1 kB a target.
MAX_BYTES: Final = 10_000_000
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Head:
    """What holds for the whole of an export: ``made_at`` is the zoned moment, ``by`` who made it."""

    launch: Launch
    made_at: dt.datetime
    by: str = ""
    only_changed: bool = False


def manifest(
    head: Head,
    exported: Sequence[TargetExport],
    left_out: Sequence[TargetExport],
    carried: Sequence[Json] = (),
    *,
    rules: Callable[[Target], Mapping[str, str]] = lambda _target: {},
) -> bytes:
    """Return the manifest as indented JSON; sentences are in the program's language.

    ``carried`` are the entries of an earlier manifest that still hold (see `earlier`). ``rules`` gives the
    days (ISO 8601) on which the rules a target goes by were looked up.
    """
    content: Json = {
        "format": "localizer.manifest",
        "version": VERSION,
        "made_at": head.made_at.isoformat(timespec="seconds"),
        "by": head.by,
        "launch": {"name": head.launch.name, "date": head.launch.date.isoformat()},
        "only_changed": head.only_changed,
        "targets": [*(_target(one, rules(one.target)) for one in exported), *carried],
        "left_out": [_target(one, rules(one.target)) for one in left_out],
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def earlier(
    folder: Path, exported_now: Collection[Target], replaced: Collection[str]
) -> tuple[Json, ...]:
    """Return the entries of the manifest in ``folder`` for other targets whose files are still there.

    Files named in ``replaced`` do not count. None where the manifest cannot be read.
    """
    path = folder / NAME
    try:
        if path.stat().st_size > MAX_BYTES:
            return ()
        written = msgspec.json.decode(path.read_bytes(), type=_Written)
        entries = [
            (msgspec.json.decode(raw, type=_WrittenTarget), msgspec.json.decode(raw, type=Json))
            for raw in written.targets
        ]
    except (OSError, RecursionError, msgspec.DecodeError):
        return ()
    return tuple(
        content
        for one, content in entries
        if Target(one.market, one.channel, one.locale) not in exported_now
        and one.files
        and all(_is_there(folder, file.name, replaced) for file in one.files)
    )


def _is_there(folder: Path, name: str, replaced: Collection[str]) -> bool:
    """Tell whether ``name`` is a plain name of a file in ``folder`` that this export leaves alone."""
    plain = name == Path(name).name and "\0" not in name
    return plain and name not in replaced and (folder / name).is_file()


class _WrittenFile(msgspec.Struct):
    name: str


class _WrittenTarget(msgspec.Struct):
    market: str
    channel: str
    locale: str
    files: list[_WrittenFile] = []


class _Written(msgspec.Struct):
    version: Literal[1]
    targets: list[msgspec.Raw] = []


def _target(one: TargetExport, rules: Mapping[str, str]) -> Json:
    counts = one.verdict.counts
    return {
        "target": one.label,
        "market": one.target.market,
        "channel": one.target.channel,
        "locale": one.target.locale,
        "state": one.verdict.state.value,
        "reasons": in_words(one.verdict),
        "stamp": stamp(one.verdict),
        "files": [_file(record) for record in one.files],
        "rates": [_rate(rate) for rate in one.rates],
        "rules_checked_on": dict(rules),
        "counts": _counts(counts),
        "changes": _changes(one.changes),
        "findings_open": {severity.value: getattr(counts, severity.value) for severity in Severity},
        "findings_overruled": [_overruled(item) for item in one.overruled],
        "rules_lowered": [_lowered(item) for item in one.lowered],
    }


def _changes(changes: Changes) -> Json:
    return {
        "new": changes.added,
        "changed": changes.changed,
        "unchanged": changes.same,
        "removed": changes.removed,
    }


def _overruled(item: Overruled) -> Json:
    return {
        "product": item.product_key,
        "subject": item.subject.value,
        "where": item.where,
        "rule": item.rule,
        "severity": item.severity.value,
        "text": item.text,
        "message": item.message,
        "reason": item.reason,
        "by": item.by,
        "at": item.at,
    }


def _lowered(item: Lowered) -> Json:
    return {
        "rule": item.rule,
        "own": item.own.value,
        "severity": item.severity.value,
        "findings": item.findings,
        "reason": item.reason,
        "by": item.by,
        "at": item.at,
    }


def _file(record: FileRecord) -> Json:
    return {
        "name": record.name,
        "format": record.format,
        "bytes": record.size,
        "sha256": record.sha256,
        "rows": record.rows,
        "cut": record.cut,
        "remarks": [_remark(one) for one in record.remarks],
    }


def _remark(one: Remark) -> Json:
    return {
        "kind": one.kind,
        "field": one.field,
        "count": one.count,
        "text": told(one),
        "products": one.examples,
        "stops": one.stops,
    }


def _rate(rate: RateUsed) -> Json:
    return {
        "pair": f"{rate.base}/{rate.quote}",
        "value": f"{rate.value:f}",
        "date": rate.date.isoformat(),
        "source": rate.source,
    }


def _counts(counts: GateCounts) -> Json:
    return {
        "products": counts.products,
        "variants": counts.variants,
        "variants_without_price": counts.unpriced,
        "texts": {state.value: getattr(counts, state.value) for state in State},
        "texts_left_out": counts.untranslated,
        "texts_of_older_source": counts.outdated,
        "scripts": counts.scripts,
        "scripts_not_approved": counts.scripts_open,
        "tokens_without_value": counts.without_value,
    }
