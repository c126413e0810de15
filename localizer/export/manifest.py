"""The manifest: what was exported, in which state and why, from which rates and decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from localizer.export.gate import GateCounts, in_words
from localizer.export.record import FileRecord, RateUsed, TargetExport
from localizer.model.finding import Severity
from localizer.model.launch import Launch
from localizer.model.segment import State

NAME: Final = "manifest.json"
#: The layout of the file; a reader refuses a number it does not know.
VERSION: Final = 1
#: An earlier manifest is not read when it is larger: ours have about 1 kB a target.
MAX_BYTES: Final = 10_000_000
Json = dict[str, object]


def manifest(
    launch: Launch,
    made_at: dt.datetime,
    exported: Sequence[TargetExport],
    left_out: Sequence[TargetExport],
) -> bytes:
    """Return the manifest as indented JSON; sentences are in the program's language."""
    content: Json = {
        "format": "localizer.manifest",
        "version": VERSION,
        "made_at": made_at.isoformat(timespec="seconds"),
        "launch": {"name": launch.name, "date": launch.date.isoformat()},
        "targets": [_target(one) for one in exported],
        "left_out": [_target(one) for one in left_out],
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def file_names(folder: Path) -> frozenset[str]:
    """Return the names an earlier manifest in ``folder`` gives, none where it cannot be read."""
    path = folder / NAME
    try:
        if path.stat().st_size > MAX_BYTES:
            return frozenset()
        content = msgspec.json.decode(path.read_bytes(), type=_Written)
    except (OSError, msgspec.DecodeError):
        return frozenset()
    return frozenset(file.name for target in content.targets for file in target.files)


class _WrittenFile(msgspec.Struct):
    name: str


class _WrittenTarget(msgspec.Struct):
    files: list[_WrittenFile] = []


class _Written(msgspec.Struct):
    targets: list[_WrittenTarget] = []


def _target(one: TargetExport) -> Json:
    counts = one.verdict.counts
    return {
        "target": one.label,
        "market": one.target.market,
        "channel": one.target.channel,
        "locale": one.target.locale,
        "state": one.verdict.state.value,
        "reasons": in_words(one.verdict),
        "files": [_file(record) for record in one.files],
        "rates": [_rate(rate) for rate in one.rates],
        "counts": _counts(counts),
        "findings_open": {severity.value: getattr(counts, severity.value) for severity in Severity},
        "findings_overruled": [
            {
                "product": item.product_key,
                "rule": item.rule,
                "reason": item.reason,
                "by": item.by,
                "at": item.at,
            }
            for item in one.overruled
        ],
    }


def _file(record: FileRecord) -> Json:
    return {
        "name": record.name,
        "format": record.format,
        "bytes": record.size,
        "sha256": record.sha256,
        "rows": record.rows,
        "cut": record.cut,
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
