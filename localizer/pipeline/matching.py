"""The memories a workspace looks into, opened for a piece of work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from localizer import settings
from localizer.catalog.memory_browse import Attached, attached
from localizer.pipeline.tools import Tools
from localizer.pipeline.wording import translate_rules
from localizer.store.database import Reader, Store
from localizer.translate.matches import Match, Matches, Wanted
from localizer.translate.stage import TranslateRules

#: Longer than a look-up takes, shorter than a person waits.
_PATIENCE_S: Final = 0.5


def matches_of(reader: Reader) -> Matches:
    """Return what looks texts up in the workspace's memory and in those attached to it. Close it after."""
    files = ((one.path, one.penalty) for one in attached(reader))
    return Matches(reader, files, folder=settings.cache_folder() / "memory")


class SharedMatches:
    """The memories of an open workspace, looked into again and again from any thread, one at a time."""

    def __init__(self, store: Store) -> None:
        """Look into nothing yet: indexes are made when first asked for."""
        self._store = store
        self._lock = threading.Lock()
        self._attached: tuple[Attached, ...] = ()
        self._matches: Matches | None = None

    def find(self, wanted: Wanted) -> tuple[Match, ...]:
        """Return what is like ``wanted``, best first; nothing while another asks for what takes long.

        Making the index of a million pairs takes half a minute: who waits for it would keep others waiting.
        """
        if not self._lock.acquire(timeout=_PATIENCE_S):
            return ()
        try:
            reader = self._store.read()
            now = attached(reader)
            if self._matches is None or now != self._attached:
                self._close()
                self._attached, self._matches = now, matches_of(reader)
            self._matches.read_through(reader)
            return self._matches.find(wanted)
        finally:
            self._lock.release()

    def close(self) -> None:
        """Close the attached files."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._matches is not None:
            self._matches.close()
            self._matches = None


@contextmanager
def drafting_rules(reader: Reader, tools: Tools) -> Iterator[TranslateRules]:
    """Give what drafts of a workspace are made by, with its memories open."""
    with matches_of(reader) as matches:
        yield replace(translate_rules(reader, tools), matches=matches)
