"""Finding like units among hundreds of thousands: an index of character n-grams beside the workspace.

The index is a cache: the caller's store is the truth, and what is missing, damaged, of another format or of
another content is built anew. A text's rarer n-grams pick `CANDIDATES` units, which are then scored by edit
distance. What was added since the last commit is compared one by one.

Every method may be called from any thread, and look-ups run beside each other and beside a commit. One
program writes to a folder at a time; a second one that has the same folder open still finds, and its
commits fail until it opens the folder again.
"""

from __future__ import annotations

import mmap
import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from localizer.jobs import SILENT, Progress
from localizer.translate.fuzzy import cache_folder
from localizer.translate.fuzzy.cache_folder import Manifest
from localizer.translate.fuzzy.grams import (
    add_unit,
    gram_size,
    made_by,
    new_writer,
    open_index,
    query_of,
    text_at,
    write_index,
)
from localizer.translate.fuzzy.index import Hit, nfc, ranked, scored
from localizer.translate.fuzzy.score import EQUAL

if TYPE_CHECKING:
    import tantivy

#: So many units are scored for a look-up.
CANDIDATES: Final = 200
#: So many changes wait at most; the next one commits them all.
MOST_PENDING: Final = 5_000
#: Texts of a batch that a thread takes at once.
_SHARE: Final = 16
_THREADS: Final = 4


@dataclass(frozen=True, slots=True)
class _View:
    """The index as of a commit: it does not change under a look-up."""

    searcher: tantivy.Searcher
    texts: mmap.mmap | bytes


class OnDisk:
    """An index in a folder. Make one with `open`, `build` or `open_or_build`."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        """Read the generation ``manifest`` names. Raises `OSError` or `ValueError` when it cannot be read."""
        self._folder = folder
        self._manifest = manifest
        self._place = folder / manifest.generation
        self._index = open_index(self._place, manifest.grams)
        self._view = self._viewed()
        #: What changed since the last commit: a text, or ``None`` for a unit that was removed.
        self._changed: dict[int, str | None] = {}
        self._lock = threading.Lock()
        self._commits = threading.Lock()

    @classmethod
    def open(cls, folder: Path, *, locale: str, stamp: str) -> OnDisk | None:
        """Open the index in ``folder``, or return ``None`` when it has to be built.

        ``locale`` is that of the texts; ``stamp`` says which content the caller has (how many units, which
        the last, when it changed): the index must have been built or committed with the same.
        """
        manifest = cache_folder.read_manifest(folder)
        wanted = (made_by(), gram_size(locale), stamp)
        if (
            manifest is None
            or not stamp
            or (manifest.made_by, manifest.grams, manifest.stamp) != wanted
            or not cache_folder.is_whole(folder, manifest)
        ):
            return None
        try:
            return cls(folder, manifest)
        except (OSError, ValueError):
            return None

    @classmethod
    def build(
        cls,
        folder: Path,
        units: Iterable[tuple[int, str]],
        *,
        locale: str,
        stamp: str,
        total: int = 0,
        progress: Progress = SILENT,
    ) -> OnDisk:
        """Build the index of ``units`` (id, source text; each id once) and put it in place of what is there.

        ``total`` units are expected, for ``progress``. Raises `OSError` when it cannot be written, and
        `Cancelled`; then what was there before stays as it was.
        """
        grams = gram_size(locale)
        with ExitStack() as undo:
            place = cache_folder.new_generation(folder)
            undo.callback(cache_folder.discard, place)
            write_index(place, units, grams, total=total, progress=progress)
            manifest = cache_folder.publish(
                folder, Manifest(place.name, made_by(), grams, stamp), known={}
            )
            undo.pop_all()
        cache_folder.discard_others(folder, place.name)
        return cls(folder, manifest)

    @classmethod
    def open_or_build(
        cls,
        folder: Path,
        units: Callable[[], Iterable[tuple[int, str]]],
        *,
        locale: str,
        stamp: str,
        total: int = 0,
        progress: Progress = SILENT,
    ) -> OnDisk:
        """Open the index, or build it from ``units()``; see `open` and `build`."""
        found = cls.open(folder, locale=locale, stamp=stamp)
        if found is not None:
            return found
        return cls.build(
            folder, units(), locale=locale, stamp=stamp, total=total, progress=progress
        )

    @property
    def pending(self) -> int:
        """Return how many changes wait for a commit."""
        return len(self._changed)

    def add(self, unit: int, text: str) -> None:
        """See `Candidates.add`. Takes effect at once; every `MOST_PENDING` changes are committed."""
        self._change(unit, nfc(text))

    def remove(self, unit: int) -> None:
        """See `Candidates.remove`."""
        self._change(unit, None)

    def _change(self, unit: int, text: str | None) -> None:
        with self._lock:
            self._changed[unit] = text
            # Counted in steps: where a commit fails, not every change may try again.
            full = len(self._changed) % MOST_PENDING == 0
        if full:
            self.commit()

    def commit(self, stamp: str = "") -> bool:
        """Write what changed to the disk; ``stamp`` says the content from now on (see `open`).

        Takes a tenth of a second and more: call it from a worker, after a batch and before closing. Without
        a stamp the index is built anew when it is next opened. Ask the store for the stamp in the thread that
        writes to it: nothing may lie between its last write and this call. Returns whether it could be
        written: if not, nothing is lost, the changes stay pending.
        """
        with self._commits:
            with self._lock:
                changed = dict(self._changed)
            try:
                if changed:
                    self._store(changed)
                manifest = replace(self._manifest, stamp=stamp)
                self._manifest = cache_folder.publish(
                    self._folder, manifest, known=self._manifest.files
                )
                view = self._viewed() if changed else self._view
            except (OSError, ValueError):
                return False
            with self._lock:
                self._view = view
                for unit, text in changed.items():
                    if self._changed[unit] == text:
                        del self._changed[unit]
        return True

    def find(self, text: str, minimum: int, limit: int) -> list[Hit]:
        """See `Candidates.find`."""
        wanted = nfc(text)
        with self._lock:
            view, changed = self._view, dict(self._changed)
        near = {unit: one for unit, one in changed.items() if one is not None}
        found = self._candidates(view, wanted, minimum)
        near |= {unit: other for unit, other in found if unit not in changed}
        return ranked(scored(wanted, near, minimum), limit)

    def find_many(
        self, texts: Sequence[str], minimum: int, limit: int, progress: Progress = SILENT
    ) -> list[list[Hit]]:
        """See `Candidates.find_many`; on as many cores as there are, up to four."""
        unique = list(dict.fromkeys(texts))
        shares = [unique[at : at + _SHARE] for at in range(0, len(unique), _SHARE)]
        found: dict[str, list[Hit]] = {}

        def look_up(share: list[str]) -> list[list[Hit]]:
            return [self.find(text, minimum, limit) for text in share]

        with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
            try:
                for share, hits in zip(shares, pool.map(look_up, shares), strict=True):
                    progress.step(len(found), len(unique))
                    found.update(zip(share, hits, strict=True))
            finally:
                pool.shutdown(cancel_futures=True)
        progress.step(len(unique), len(unique))
        return [found[text] for text in texts]

    def _candidates(self, view: _View, text: str, minimum: int) -> list[tuple[int, str]]:
        """Return id and text of the units that share the most of the text's rarer n-grams."""
        query = query_of(text, self._manifest.grams, self._index, view.searcher)
        if query is None:
            return []
        near = [
            place for _score, place in view.searcher.search(query, CANDIDATES, count=False).hits
        ]
        units, lengths, offsets = (
            [int(value or 0) for value in view.searcher.fast_field_values(name, near)]
            for name in ("id", "length", "offset")
        )
        own = len(text)
        return [
            (unit, text_at(view.texts, offset))
            for unit, length, offset in zip(units, lengths, offsets, strict=True)
            # A text whose length alone makes the score too low is not read.
            if EQUAL * min(length, own) >= minimum * max(length, own)
        ]

    def _store(self, changed: Mapping[int, str | None]) -> None:
        """Write ``changed`` into the index. Raises `OSError` or `ValueError`."""
        with (self._place / cache_folder.TEXTS).open("ab") as file:
            writer = new_writer(self._index)
            try:
                for unit, text in changed.items():
                    writer.delete_documents_by_term("id", unit)
                    if text is not None:
                        add_unit(writer, file, unit, text)
                file.flush()
                writer.commit()
            finally:
                writer.wait_merging_threads()
        self._index.reload()

    def _viewed(self) -> _View:
        path = self._place / cache_folder.TEXTS
        with path.open("rb") as file:
            # An empty file cannot be mapped.
            empty = path.stat().st_size == 0
            texts = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return _View(self._index.searcher(), texts)
