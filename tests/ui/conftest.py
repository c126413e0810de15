"""A window over a small launch: three products, two targets, drafted and checked."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from localizer import pipeline
from localizer.catalog import products
from localizer.model.money import Money
from localizer.model.product import Evidence, Fact, FactKind, Offer, Product, Variant
from localizer.settings import Settings
from localizer.store.database import create, open_store
from localizer.ui.actions.session import Session
from localizer.ui.jobs import Jobs
from localizer.ui.look.theme import Scheme, Theme
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.catalog import indexing
from localizer.ui.panes.prices import PricesPane


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform say that it knows no size hints."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session", autouse=True)
def _application(qapp: QApplication) -> None:
    """Have an application whichever test comes first: without one Qt ends the process."""
    del qapp


TARGETS = ("TH/shopee", "DE/amazon")
#: No work of a test may take longer than this, in seconds.
PATIENCE_S = 20


def made_products() -> list[Product]:
    """Return a dress, a bottle and earphones."""
    dress = Product(
        key="DR-1",
        title="法式碎花连衣裙 女 春夏",
        bullets=("V领设计", "雪纺面料轻薄垂顺"),
        category="女装/连衣裙",
        brand="Sorvanne",
        facts=(
            Fact("material", FactKind.TEXT, "雪纺", label="材质"),
            Fact("season", FactKind.TEXT, "春夏", label="适用季节"),
        ),
        variants=tuple(
            Variant(
                key=f"DR-1-{size}",
                sku=f"DR-1-{size}",
                options=(("颜色", "米色"), ("尺码", size)),
                cost=Money.of("42.50", "CNY"),
                stock=10,
            )
            for size in ("S", "M")
        ),
        evidence=(Evidence("OEKO-TEX", "123", valid_to=dt.date(2027, 1, 1)),),
        offers=(Offer("discount", percent=Decimal("0.10")),),
    )
    bottle = Product(
        key="CU-2",
        title="304不锈钢保温杯 500毫升",
        bullets=("24小时保温",),
        category="家居/水杯",
        facts=(Fact("capacity", FactKind.QUANTITY, "500毫升", Decimal(500), unit="milliliter"),),
        variants=(Variant("CU-2", "CU-2", cost=Money.of("21.50", "CNY"), stock=3),),
    )
    phones = Product(
        key="EP-3",
        title="真无线蓝牙耳机",
        variants=(Variant("EP-3", "EP-3", cost=None),),
    )
    return [dress, bottle, phones]


@pytest.fixture(scope="session")
def tools(loaded: pipeline.Tools) -> pipeline.Tools:
    """Return the program's own resources, with a clock close to the rates."""
    return replace(loaded, now=lambda: dt.datetime(2026, 11, 2, 8, tzinfo=dt.UTC))


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory, tools: pipeline.Tools) -> Path:
    """Return a drafted workspace; tests work on copies of it."""
    path = tmp_path_factory.mktemp("drafted") / "drafted.localizer"
    with create(path, person="tester") as store:
        with store.step("Import") as step:
            number = products.ensure_catalog(step, "shop", "zh-Hans")
            products.save_products(step, number, made_products())
            products.ensure_segments(step, products.product_ids(step))
        pipeline.create_launch(store, tools, "11.11", TARGETS, dt.date(2026, 11, 11))
        pipeline.draft(store, tools)
        pipeline.check(store, tools)
    return path


@pytest.fixture(scope="session", autouse=True)
def _hasty() -> Iterator[None]:
    """Let the upkeep of the search index wait for less calm: nobody looks at the window."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indexing, "CALM_S", 0.05)
        patch.setattr(indexing, "LOOK_S", 0.005)
        yield


@pytest.fixture
def workspace(drafted: Path, tmp_path: Path) -> Path:
    """Return a copy of the drafted workspace."""
    copy = tmp_path / "work.localizer"
    copy.write_bytes(drafted.read_bytes())
    return copy


class Light:
    """The light look of the application: putting it on takes a fifth of a second, so it is kept."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._worn: object = None

    def wear(self) -> None:
        """Put the look on where a test has changed it."""
        if self._worn is None or self._worn != self._look():
            Theme(self._application, scheme=Scheme.LIGHT)
            self._worn = self._look()

    def _look(self) -> object:
        one = self._application
        return one.styleSheet(), one.palette(), one.font(), one.styleHints().colorScheme()


@pytest.fixture(scope="session")
def light(qapp: QApplication) -> Light:
    """Return what puts the light look on."""
    return Light(qapp)


@pytest.fixture
def session(
    qapp: QApplication, light: Light, workspace: Path, tools: pipeline.Tools
) -> Iterator[Session]:
    """Return a session on the workspace; afterwards no thread of it may be left."""
    light.wear()
    before = set(threading.enumerate())
    made = Session(Jobs(), Settings(hints=False))
    made.attach(tools=tools, store=open_store(workspace, person="tester"))
    yield made
    made.close()
    left = {one for one in threading.enumerate() if one not in before and not one.daemon}
    made.jobs.deleteLater()
    made.deleteLater()
    qapp.processEvents()
    assert not left


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> Iterator[MainWindow]:
    """Return the main window, shown; it is closed before its session."""
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


@pytest.fixture
def rest(qtbot: QtBot, session: Session) -> Callable[[], None]:
    """Return what waits until no job is left; a crash in one fails the test."""
    crashes: list[BaseException] = []
    session.jobs.crashed.connect(crashes.append)

    def settle() -> None:
        # `waitUntil` looks every 10 ms only, which adds up over thousands of waits
        end = time.monotonic() + PATIENCE_S
        while session.jobs.live:
            assert time.monotonic() < end, "work goes on and on"
            qtbot.wait(1)

    def wait() -> None:
        settle()
        QApplication.processEvents()
        settle()
        if crashes:
            raise crashes[0]

    return wait


@pytest.fixture
def prices_pane(window: MainWindow, rest: Callable[[], None]) -> PricesPane:
    """Return the prices pane in front, its first price chosen."""
    window.show_pane("prices")
    rest()
    found = window.panes["prices"]
    assert isinstance(found, PricesPane)
    return found
