"""The service that misbehaves, for the tests of engines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.engine_server import EngineServer, engine_server


@pytest.fixture
def server() -> Iterator[EngineServer]:
    """Return a running service on this machine."""
    with engine_server() as running:
        yield running
