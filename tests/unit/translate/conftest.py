"""Terms and patterns as shipped, read once."""

from __future__ import annotations

import pytest

from localizer.model.term import PatternBook, TermBase
from localizer.packs.patterns import load_patterns
from localizer.packs.terms import load_termbase


@pytest.fixture(scope="session")
def termbase() -> TermBase:
    return load_termbase()


@pytest.fixture(scope="session")
def patterns() -> PatternBook:
    return load_patterns()
