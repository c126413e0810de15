"""How quick the window is over a million texts, products, prices and pairs of a memory.

Run: ``python tests/bench/desk.py [--workspace FOLDER] [--only NAME] [--json FILE]``. The workspaces are made
once and kept in FOLDER. Timings never fail; what the lines are is said in the column ``line``.

Parts: ``approve`` (key to commit and the next text painted), ``scroll`` (one row further, a random jump),
``input`` (the longest time the window did not answer while a filter or an order is awaited), ``board``
(5,000 products and 15 targets), ``start`` (our window's first paint against a bare one's).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from localizer import pipeline
from localizer.catalog import launches
from localizer.catalog.search import WORDS_VERSION
from localizer.model.launch import Target
from localizer.settings import Settings
from localizer.store.database import create, open_store
from localizer.ui.actions.session import Session
from localizer.ui.jobs import Jobs
from localizer.ui.look.theme import Scheme, Theme
from localizer.ui.main_window import SIZE, MainWindow
from localizer.ui.panes.board import BoardPane
from localizer.ui.panes.catalog import CatalogPane
from localizer.ui.panes.prices import PricesPane
from localizer.ui.panes.review import ReviewPane
from localizer.ui.widgets.pane import Pane

MILLION: Final = 1_000_000
TEXTS_EACH: Final = 10
APPROVALS, ROWS, JUMPS, STARTS = 200, 500, 200, 9
#: A person who approves without reading rests about so long between two keys.
REST_S: Final = 0.15
TICK_MS: Final = 5
WAIT_S: Final = 60
_NUMBERS: Final = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
Fill = tuple[str, int, str]


# -- workspaces ----------------------------------------------------------------------------------


def _products(number: int) -> list[Fill]:
    return [
        ("product(id, catalog_id, key, position, title, brand, category)", number,
         "i, 1, 'K' || i, i, '夏季新款碎花连衣裙女 ' || i, 'Sorvanne', '女装/连衣裙'"),
        ("product_body(id, description_html, bullets, images, extra)", number,
         "i, '', '[]', '[]', '[]'"),
        ("variant(id, product_id, key, position, sku, options, gtin, cost, cost_currency, stock, image)",
         number, "i, i, 'K' || i, 0, 'K' || i, '[]', '', '42.50', 'CNY', 10, ''"),
    ]  # fmt: skip


def _texts(products: int, each: int, locales: Sequence[str]) -> list[Fill]:
    number = products * each
    made: list[Fill] = [
        ("segment(id, product_id, field, position, name, source_hash)", number,
         f"i, 1 + (i - 1) / {each}, iif(i % {each} = 1, 'title', 'bullet'), i % {each}, '', 'h' || i"),
        ("segment_body(id, source, previous)", number,
         "i, '夏季新款碎花连衣裙女 V领收腰显瘦 ' || i, ''"),
    ]  # fmt: skip
    for place, locale in enumerate(locales):
        made += [
            (("translation(id, segment_id, locale, state, origin, score, source_hash, reason, updated_at, "
             "updated_by)"), number,
             (f"i + {place * number}, i, '{locale}', iif(i % 10 = 0, 'approved', 'draft'), 'memory', 100, "
             "'h' || i, '', '2026-11-01T08:00:00.000+00:00', 'Mei'")),
            ("translation_body(id, text, comment)", number,
             f"i + {place * number}, 'ชุดเดรสลายดอกไม้ คอวี ' || i, ''"),
            (("finding(subject, subject_id, product_id, market, channel, locale, rule, severity, start, "
             '"end", message, args, source)'), number // 100,
             (f"'translation', i * 100 - 1 + {place * number}, 1 + (i * 100 - 2) / {each}, '', '', "
             f"'{locale}', 'numbers', 'warning', 0, 1, 'A number differs.', '{{}}', ''")),
        ]  # fmt: skip
    return made


def _prices(number: int, places: Sequence[Target]) -> list[Fill]:
    return [
        (
            (
                "price(variant_id, market, channel, status, code, basis, amount, currency, margin, warnings, "
                "input_hash)"
            ),
            number,
            f"i, '{one.market}', '{one.channel}', 'ok', '', 'cost', '29.90', 'EUR', '0.3', '[]', 'x'",
        )
        for one in places
    ]


_MEMORY: Final[Fill] = (
    "memory(source_hash, source_locale, target_locale, context, source, target, created_by, created_at)",
    MILLION,
    "'h' || i, 'zh-Hans', 'th', 'bullet', '连衣裙 ' || i, 'ชุดเดรส ' || i, 'Mei', '2026-11-01T08:00:00Z'",
)
DESK: Final = (Target("TH", "shopee", "th-TH"),)
TABLES: Final = (
    *DESK,
    Target("DE", "amazon", "de-DE"),
    Target("US", "amazon", "en-US"),
)


def fifteen(tools: pipeline.Tools) -> tuple[Target, ...]:
    """Return fifteen targets of the program's own packs."""
    found = [
        Target(market.code, channel, market.default_locale)
        for market in tools.packs.markets.values()
        for channel in tools.packs.channels
        if tools.packs.has(Target(market.code, channel, market.default_locale))
    ]
    return tuple(found[:15])


def make(path: Path, targets: Sequence[Target], fills: Sequence[Fill]) -> Path:
    """Make a workspace with one launch of all its products, unless it is there."""
    if path.exists():
        return path
    rough = path.with_suffix(".part")
    for old in path.parent.glob(f"{rough.name}*"):
        old.unlink()
    with create(rough, person="Mei") as store, store.step("Import") as step:
        step.write(
            "INSERT INTO catalog(id, name, locale, created_at) VALUES(1, 'a', 'zh-Hans', '')"
        )
        launches.create(step, "11.11", targets, dt.date(2026, 12, 11))
    # The recording triggers belong to the store's connection: here nothing is to be undone.
    with sqlite3.connect(rough) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for table, number, values in fills:
            query = f"INSERT INTO {table} {_NUMBERS.format(number)} SELECT {values} FROM n"  # noqa: S608
            connection.execute(query)
        connection.execute("UPDATE product SET segmented = 1")
        # Typing must not find an index still being made.
        connection.execute(
            "UPDATE search_state SET words_version = ?, indexed = (SELECT max(id) FROM product)",
            (WORDS_VERSION,),
        )
    connection.close()
    rough.rename(path)
    return path


# -- the window ----------------------------------------------------------------------------------


@contextmanager
def opened(path: Path, tools: pipeline.Tools) -> Iterator[MainWindow]:
    """Show the window over a workspace."""
    session = Session(Jobs(), Settings())
    session.jobs.crashed.connect(_tell_crash)
    session.attach(tools=tools, store=open_store(path, person="Mei"))
    window = MainWindow(session)
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    _settle(session)
    try:
        yield window
    finally:
        window.close()
        session.close()
        window.deleteLater()
        QApplication.processEvents()


def _tell_crash(error: BaseException) -> None:
    print(f"crashed: {error!r}", file=sys.stderr)


def _until(true: Callable[[], bool], seconds: float = WAIT_S) -> None:
    end = time.perf_counter() + seconds
    while not true() and time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.0005)  # let the workers have the interpreter


def _settle(session: Session) -> None:
    """Wait until nothing is under way, delayed counting included."""
    for _turn in range(2):
        _rest(0.5)
        _until(lambda: not session.jobs.live)


def _rest(seconds: float) -> None:
    _until(lambda: False, seconds)


class Gaps(QObject):
    """The longest time between two ticks of a timer in the window's thread."""

    def __init__(self) -> None:
        """Begin to measure."""
        super().__init__()
        self.longest = 0.0
        self._before = time.perf_counter()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._before) * 1000 - TICK_MS)
        self._before = now

    def end(self) -> float:
        """Return the longest gap in milliseconds."""
        self._tick()
        self._timer.stop()
        return self.longest


# -- the parts -----------------------------------------------------------------------------------

Result = dict[str, float | str]


def _told(what: str, times: Sequence[float], line: str) -> Result:
    ordered = sorted(times)
    high = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    found: Result = {"what": what, "median": statistics.median(ordered), "p95": high, "line": line}
    print(f"{what:44} {statistics.median(ordered):8.1f} {high:8.1f}   {line}", flush=True)
    return found


def approve(folder: Path, tools: pipeline.Tools, approvals: int = APPROVALS) -> list[Result]:
    """Approve by key."""
    path = make(folder / "desk.localizer", DESK, [*_products(MILLION // TEXTS_EACH),
                *_texts(MILLION // TEXTS_EACH, TEXTS_EACH, ["th-TH"])])  # fmt: skip
    found = []
    with opened(path, tools) as window:
        window.show_pane("review")
        pane, session = window.panes["review"], window.session
        assert isinstance(pane, ReviewPane)
        _settle(session)
        times, longest = [], []
        for _turn in range(approvals):
            _rest(REST_S)
            before, gaps = pane.here().translation_id, Gaps()
            begun = time.perf_counter()
            QTest.keyClick(
                pane.target.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
            )
            _until(partial(_approved, pane, session, before))
            QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)
            times.append((time.perf_counter() - begun) * 1000)
            longest.append(gaps.end())
        found.append(_told("approve and next", times, "p95 < 50"))
        found.append(_told("  longest gap of the window", longest, ""))
        found += _inputs(
            "queue",
            session,
            [
                ("text", lambda: pane.side.search.setText("999")),
                ("no text", lambda: pane.side.search.setText("")),
                ("flagged", lambda: _choose(pane, 1)),
                ("all", lambda: _choose(pane, 0)),
            ],
        )
        found += _scroll("review queue", pane.side.list)
    return found


def _approved(pane: ReviewPane, session: Session, before: int | None) -> bool:
    return pane.here().translation_id != before and not session._unsaved


def _choose(pane: ReviewPane, place: int) -> None:
    pane.side.views.setCurrentIndex(place)
    pane.side.views.activated.emit(place)


def _inputs(
    name: str, session: Session, acts: Sequence[tuple[str, Callable[[], object]]]
) -> list[Result]:
    found = []
    for what, act in acts:
        longest = []
        for _turn in range(1):
            gaps = Gaps()
            act()
            _rest(0.3)
            _until(lambda: not session.jobs.live)
            _rest(0.1)
            longest.append(gaps.end())
        found.append(_told(f"input during {name}: {what}", longest, "< 30"))
    return found


def _scroll(name: str, view: QAbstractItemView) -> list[Result]:
    bar, painted = view.verticalScrollBar(), view.viewport()
    most, chance = bar.maximum(), random.Random(1)  # noqa: S311 - the same places in every run
    step = max(bar.singleStep(), 1)

    def frame(value: int) -> float:
        start = time.perf_counter()
        bar.setValue(value)
        painted.repaint()
        took = (time.perf_counter() - start) * 1000
        QApplication.processEvents()
        return took

    frame(0)
    rows = [frame(number * step) for number in range(1, ROWS + 1)]
    jumps = [frame(chance.randrange(max(most, 1))) for _ in range(JUMPS)]
    number = view.model().rowCount()
    return [
        _told(f"{name}, {number:,}: one row", rows, "p95 < 16"),
        _told(f"{name}, {number:,}: a jump", jumps, "median < 16"),
    ]


def scroll(folder: Path, tools: pipeline.Tools) -> list[Result]:
    """Scroll the catalog, the prices and the memory; filter and order them."""
    path = make(
        folder / "tables.localizer",
        TABLES,
        [*_products(MILLION), *_prices(MILLION, TABLES), _MEMORY],
    )
    found = []
    with opened(path, tools) as window:
        session = window.session
        for code in ("catalog", "prices", "memory", "terms"):
            window.show_pane(code)
            pane = window.panes[code]
            _settle(session)
            view = max(pane.findChildren(QAbstractItemView), key=_lines)
            found += _scroll(code, view)
            found += _inputs(code, session, list(_asking(pane)))
    return found


def _asking(pane: Pane) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what makes a pane read its rows anew."""
    if isinstance(pane, CatalogPane | PricesPane):
        yield "text", partial(pane.search.setText, "K99")
        yield "no text", partial(pane.search.setText, "")
    if isinstance(pane, CatalogPane):
        across = pane.table.horizontalHeader()
        for place in (0, 3):
            yield f"order {place}", partial(across.sectionClicked.emit, place)


def _lines(view: QAbstractItemView) -> int:
    return view.model().rowCount() if view.isVisible() else -1


def board(folder: Path, tools: pipeline.Tools) -> list[Result]:
    """Read and scroll the board of 5,000 products and 15 targets."""
    targets = fifteen(tools)
    locales = list(dict.fromkeys(one.locale for one in targets))
    path = make(folder / "board.localizer", targets, [*_products(5_000), *_texts(5_000, 6, locales),
                *_prices(5_000, list({(t.market, t.channel): t for t in targets}.values()))])  # fmt: skip
    found = []
    with opened(path, tools) as window:
        window.show_pane("board")
        pane, session = window.panes["board"], window.session
        assert isinstance(pane, BoardPane)
        _settle(session)
        times, longest = [], []
        for _turn in range(3):
            gaps, begun = Gaps(), time.perf_counter()
            pane.reload()
            _until(lambda: not session.jobs.live)
            times.append((time.perf_counter() - begun) * 1000)
            longest.append(gaps.end())
        found.append(_told(f"board of {len(targets)} targets: read", times, ""))
        found.append(_told("input during board: read", longest, "< 30"))
        found += _scroll("board", pane.table)
    return found


_BARE: Final = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication(sys.argv)
class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, application.quit)
        return False
window, eye = QMainWindow(), Eye()
window.setCentralWidget(QLabel("Localizer"))
window.resize(1280, 800)
window.installEventFilter(eye)
window.show()
application.exec()
"""


def start(_folder: Path, _tools: pipeline.Tools) -> list[Result]:
    """Start both windows in turn and wait for their first paint."""
    gui = [sys.executable, "-m", "localizer", "gui"]
    commands = {
        "bare": [sys.executable, "-c", _BARE],
        "ours": [*gui, "--quit-after-paint"],
        "ours, ready to work": [*gui, "--quit-when-ready"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(STARTS + 1):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if turn:  # the first ones compile
                times[name].append((time.perf_counter() - begun) * 1000)
    found = [_told(f"process start, {name}", times[name], "") for name in times]
    ratio = statistics.median(times["ours"]) / statistics.median(times["bare"])
    print(f"{'ours to bare':44} {ratio:8.2f}            < 1.5")
    return [*found, {"what": "ours to bare", "median": ratio, "p95": ratio, "line": "< 1.5"}]


Part = Callable[[Path, pipeline.Tools], list[Result]]
PARTS: Final[dict[str, Part]] = {
    "approve": approve,
    "scroll": scroll,
    "board": board,
    "start": start,
}


def main() -> int:
    """Print a table of milliseconds, and write it as JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--workspace", type=Path, default=Path(tempfile.gettempdir()) / "desk-bench"
    )
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--approvals", type=int, default=APPROVALS)
    chosen = parser.parse_args()
    chosen.workspace.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    theme = Theme(application, scheme=Scheme.LIGHT)
    tools = pipeline.load_tools()
    load = os.getloadavg()[0]
    print(f"{f'load {load:.1f}':44} {'median':>8} {'p95':>8}   line (ms)")
    parts: dict[str, Part] = {**PARTS, "approve": partial(approve, approvals=chosen.approvals)}
    found = [one for name in chosen.only or PARTS for one in parts[name](chosen.workspace, tools)]
    if chosen.json is not None:
        chosen.json.write_text(json.dumps({"load": load, "figures": found}, indent=1))
    del theme
    return 0


if __name__ == "__main__":
    sys.exit(main())
