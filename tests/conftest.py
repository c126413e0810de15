"""Shared fixtures. The platform is set before any Qt import, so that no test needs a display."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from localizer import i18n
from localizer.store.database import Store, create

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR_ROUNDING_POLICY", "PassThrough")

# Timings never fail a test: the machine may be busy.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of the person who runs the tests out of them."""
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("HOME", str(home))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Speak English in every test, whatever the machine speaks."""
    i18n.activate("en")
    yield
    i18n.activate("en")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty workspace."""
    with create(tmp_path / "work.localizer", person="tester") as opened:
        yield opened


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real input files, which lies beside a developer's checkout."""
    folder = REPOSITORY.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the corpus of real files is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def sample() -> Path:
    """Return the folder of the sample launch."""
    return REPOSITORY / "resources" / "sample"
