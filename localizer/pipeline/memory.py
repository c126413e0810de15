"""The translation memory of a workspace and files of memories: TMX in and out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from localizer.catalog import memory
from localizer.catalog.memory import Remembered
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.segment import MemoryUnit
from localizer.store.database import Reader, Store
from localizer.translate.engines.language_check import (
    foreign_script,
    latin_written,
    own_letters,
)
from localizer.translate.tmx import read_tmx, write_tmx

#: Pairs of one transaction: a memory of any size is taken in without being held.
CHUNK: Final = 10_000
#: Units passed over that are told one by one; the rest are counted.
TOLD: Final = 500
#: Codes and brands are Latin everywhere; so many words in small letters are a sentence.
_LATIN_WORDS: Final = re.compile(r"\b[a-zà-öø-ÿ]{2,}\b")
_SENTENCE: Final = 3
_DEFAULT_SOURCE: Final = "zh-Hans"


@dataclass(frozen=True, slots=True)
class MemoryImport:
    """What a file of memories brought.

    ``read`` pairs were in it; ``new`` ones were not known, ``changed`` had another target before; ``known``
    ones stayed, among them what a person approved here later. ``skipped`` are the first units that were
    passed over, by number and why; ``passed`` counts all of them.
    """

    read: int
    new: int
    changed: int
    known: int
    skipped: tuple[tuple[int, str], ...] = ()
    passed: int = 0


def import_memory(
    store: Store, path: Path, *, source_locale: str | None = None, progress: Progress = SILENT
) -> MemoryImport:
    """Take over the pairs of a TMX file in one undoable step; of two for one place the last stays.

    ``source_locale`` is the source where the file does not say it. Cancelled, nothing is kept. Raises
    `InputError` for a file that is no memory.
    """
    skipped: list[tuple[int, str]] = []
    passed = read = 0

    def skip(number: int, reason: str) -> None:
        nonlocal passed
        passed += 1
        if len(skipped) < TOLD:
            skipped.append((number, reason))

    def in_its_language(unit: MemoryUnit) -> bool:
        wrong = _is_foreign(unit)
        if wrong:
            reason = _("the text is not written in the language {locale}")
            skip(0, f"{unit.source[:40]}: {reason.format(locale=unit.target_locale)}")
        return not wrong

    done = Remembered()
    size = max(path.stat().st_size, 1) if path.exists() else 1
    units = read_tmx(path, source_locale=source_locale, on_skip=skip)
    writes = store.batch(N_("Import the memory {file}"), file=path.name)
    with writes.whole():
        while some := list(islice(units, CHUNK)):
            read += len(some)
            progress.step(min(_bytes(some) * read // len(some), size - 1), size)
            with writes.step() as step:
                sound = filter(in_its_language, some)
                done += memory.remember(step, sound, keep_newer=True)
    progress.step(size, size)
    return MemoryImport(read, done.new, done.changed, done.known, tuple(skipped), passed)


def _is_foreign(unit: MemoryUnit) -> bool:
    """Tell whether a text is written in letters its language is not: German among the Thai."""
    text, locale = unit.target, unit.target_locale
    if foreign_script(text, locale, unit.source):
        return True
    alone = not latin_written(locale) and not own_letters(text, locale)
    return alone and len(_LATIN_WORDS.findall(text)) >= _SENTENCE


def _bytes(units: Iterable[MemoryUnit]) -> int:
    """Return about how many bytes of a file ``units`` take, for the progress bar."""
    return sum(250 + 2 * len(one.source) + 2 * len(one.target) for one in units)


def export_memory(
    reader: Reader, path: Path, ids: Iterable[int] | None = None, progress: Progress = SILENT
) -> int:
    """Write the memory, or the pairs with ``ids``, as TMX 1.4 and return their number.

    Raises `OutputError`.
    """
    total = memory.size(reader)
    return write_tmx(
        path, _told(memory.each(reader, ids), total, progress), source_locale=main_source(reader)
    )


def _told(units: Iterator[MemoryUnit], total: int, progress: Progress) -> Iterator[MemoryUnit]:
    for number, unit in enumerate(units):
        progress.step(min(number, total), total)
        yield unit


def main_source(reader: Reader) -> str:
    """Return the locale most pairs are translated from."""
    counted = Counter(memory.source_locales(reader))
    return max(counted, key=lambda tag: counted[tag], default=_DEFAULT_SOURCE)
