"""Shared fixtures. The platform is set before any Qt import, so that no test needs a display."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from localizer import i18n
from localizer.store.database import Store, create, open_store
from tests.support.children import search_path

if TYPE_CHECKING:
    from localizer.pipeline.tools import Tools

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR_ROUNDING_POLICY", "PassThrough")

# Timings never fail a test: the machine may be busy. Every run looks at other examples: few of them add up.
settings.register_profile(
    "patient",
    deadline=None,
    max_examples=400 if os.environ.get("LOCALIZER_LONG") else 30,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("patient")

#: Names of this machine.
_HERE = frozenset({"127.0.0.1", "::1", "localhost", ""})
REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow tests: at the end no process waits for another's."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over the thousands of tests, which stay anyway.

    From here on it works between tests only: a thread that collected a window would end the process.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


def pytest_runtest_logfinish() -> None:
    """Collect what the test left, in the thread its windows belong to."""
    young, middle, old = gc.get_threshold()
    counts = gc.get_count()
    if counts[0] > young:
        gc.collect(2 if counts[2] > old else 1 if counts[1] > middle else 0)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the programs that tests start compile the sources once at most, and not into a clean checkout.

    Where this process keeps what it compiles, they find that, and all the libraries too.
    """
    if not sys.dont_write_bytecode:
        yield
        return
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPYCACHEPREFIX", str(folder / "bytecode"))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _children_offline() -> Iterator[None]:
    """Keep the programs that tests start off the network as well."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", search_path(os.environ.get("PYTHONPATH", "")))
        yield


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of the person who runs the tests out of them."""
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setenv("HOME", str(home))


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a machine without a network; servers that tests start on this one may be reached."""
    connect, find = socket.socket.connect, socket.getaddrinfo

    def connected(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - of any family
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _HERE:
            raise OSError(errno.ENETUNREACH, f"a test would reach {address[0]}")
        connect(self, address)

    def found(host: Any, *more: Any, **named: Any) -> Any:  # noqa: ANN401 - as the system's
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name not in _HERE:
            raise socket.gaierror(socket.EAI_NONAME, f"a test would look for {name}")
        return find(host, *more, **named)

    monkeypatch.setattr(socket.socket, "connect", connected)
    monkeypatch.setattr(socket, "getaddrinfo", found)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Speak English in every test, whatever the machine speaks."""
    _speak_english()
    yield
    _speak_english()


def _speak_english() -> None:
    if i18n.active_language() != "en":
        i18n.activate("en")


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Store]:
    """Return what opens an empty workspace at a path, without making all its tables each time."""
    blank = tmp_path_factory.mktemp("blank") / "blank.localizer"
    create(blank, person="tester").close()

    def opened(path: Path) -> Store:
        return open_store(shutil.copyfile(blank, path), person="tester")

    return opened


@pytest.fixture
def store(new_store: Callable[[Path], Store], tmp_path: Path) -> Iterator[Store]:
    """Return an empty workspace."""
    with new_store(tmp_path / "work.localizer") as opened:
        yield opened


@pytest.fixture(scope="session")
def loaded() -> Tools:
    """Return all packs, terms and banks, which no test may change: reading them takes half a second."""
    from localizer import pipeline

    return pipeline.load_tools()


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
