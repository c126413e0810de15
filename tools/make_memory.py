"""Build the sample's translation memory: tools/sample/memory/*.json become resources/sample/memory.tmx.

Each JSON file holds one locale's texts by segment id (``DR-0217/title/0``), written by a native. The sources
come from tools/sample/catalog.json, as an import of the sample gives them.

Run:  python tools/make_memory.py
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from localizer.catalog.blocks import split_blocks
from localizer.model.segment import MemoryUnit, normalize
from localizer.translate.tmx import write_tmx

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tools" / "sample"
OUT = ROOT / "resources" / "sample" / "memory.tmx"
SOURCE_LOCALE = "zh-Hans"
#: When the memory was approved; a fixed moment keeps the file the same from run to run.
MADE_AT = "2026-11-22T00:00:00+00:00"


def sources(product: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (segment id, field, Chinese text) of one product."""
    key = product["key"]
    yield f"{key}/title/0", "title", product["title"]
    for position, text in enumerate(product["bullets"]):
        yield f"{key}/bullet/{position}", "bullet", text
    for position, text in enumerate(split_blocks(product["description"])):
        yield f"{key}/description/{position}", "description", text


def units() -> Iterator[MemoryUnit]:
    """Yield the units ordered by source, so that all languages of a text stand together."""
    catalog = json.loads((SAMPLE / "catalog.json").read_text("utf-8"))
    languages = {
        path.stem: json.loads(path.read_text("utf-8"))
        for path in sorted((SAMPLE / "memory").glob("*.json"))
    }
    seen: set[tuple[str, str, str]] = set()
    for product in catalog:
        for number, field, text in sources(product):
            for locale, texts in languages.items():
                target = texts.get(number)
                if not target or (text, field, locale) in seen:
                    continue
                seen.add((text, field, locale))
                yield MemoryUnit(
                    source=normalize(text),
                    source_locale=SOURCE_LOCALE,
                    target=unicodedata.normalize("NFC", target.strip()),
                    target_locale=locale,
                    context=field,
                    created_by="Localizer sample",
                    created_at=MADE_AT,
                )


def main() -> None:
    """Write the TMX file and say how much is in it."""
    count = write_tmx(OUT, units(), source_locale=SOURCE_LOCALE)
    print(f"{OUT.name}: {count} units, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
