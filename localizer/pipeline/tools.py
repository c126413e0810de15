"""Everything the stages go by, loaded once: packs, terms, patterns, phrase banks, rates, the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from localizer import settings
from localizer.model.price import EndingBand
from localizer.model.term import PatternBook, TermBase
from localizer.packs.banks import Banks
from localizer.packs.bundle import Packs, load_packs
from localizer.packs.dictionaries import system_folders
from localizer.packs.endings import load_endings
from localizer.packs.patterns import load_patterns
from localizer.packs.terms import load_termbase
from localizer.price.rates import Rates


def utc_now() -> dt.datetime:
    """Return the present moment in UTC."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Tools:
    """Values only; whoever loads them keeps them. ``now`` is the clock, which tests replace.

    ``dictionaries`` are the folders in which dictionaries for spelling are looked for, ``root`` the folder
    all of it was read from, where that is not the program's own.
    """

    packs: Packs
    termbase: TermBase
    patterns: PatternBook
    banks: Banks
    rates: Rates
    endings: Mapping[str, tuple[EndingBand, ...]] = field(default_factory=dict)
    now: Callable[[], dt.datetime] = utc_now
    dictionaries: tuple[Path, ...] = ()
    root: Path | None = None


def load_tools(root: Path | None = None, *, now: Callable[[], dt.datetime] = utc_now) -> Tools:
    """Read all resources, with the user's own packs; or those of ``root`` alone. Raises `PackError`."""
    scripts = None if root is None else root / "scripts"
    terms = None if root is None else root / "terms"
    own = settings.packs_folder() if root is None else None
    packs = load_packs(root, own=own)
    banks = Banks(scripts, None if own is None else own / "scripts")
    tables = load_endings(None if root is None else root / "prices" / "endings.toml")
    return Tools(
        packs=replace(packs, refused=(*packs.refused, *banks.refused)),
        termbase=load_termbase(terms),
        patterns=load_patterns(None if terms is None else terms / "patterns"),
        banks=banks,
        rates=Rates.load(None if root is None else root / "rates" / "rates.json"),
        endings={**tables, **{code: market.bands for code, market in packs.markets.items()}},
        now=now,
        dictionaries=()
        if root is not None
        else (settings.dictionaries_folder(), *system_folders()),
        root=root,
    )
