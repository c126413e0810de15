"""Packs: the files of ``resources/`` read into the frozen values of ``model``.

A pack is data a person may edit: a malformed one is refused with a sentence that names file and place.
This package must not know any stage, the catalog, SQLite, Qt or the network; it caches nothing and holds no
state: who calls `load_packs` keeps the answer.
"""

from __future__ import annotations

from localizer.packs.bundle import Packs, load_packs

__all__ = ["Packs", "load_packs"]
