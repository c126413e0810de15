"""The catalog's table over any number of products: pages, placeholders, unfolded variants, choosing."""

from __future__ import annotations

import random
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from localizer.catalog.views import ProductLine
from localizer.model.money import Money
from localizer.model.product import Variant
from localizer.ui.jobs import Jobs
from localizer.ui.models import thumbnails
from localizer.ui.models.folds import Folds
from localizer.ui.models.product_cells import COST, STOCK, TITLE
from localizer.ui.models.product_table import PAGE, PAGES_KEPT, WANTED, ProductTable, Rows
from localizer.ui.models.thumbnails import Thumbnails
from localizer.ui.panes.catalog.table import ProductView

MILLION = 1_000_000


def line(number: int, variants: int = 2) -> ProductLine:
    money = Money.of("42.50", "CNY")
    return ProductLine(
        number, f"K-{number}", f"连衣裙 {number}", "Nova", "女装", "", variants, 3, 7, (money, money), None
    )  # fmt: skip


class Reading:
    """Answers when the test says so, as a thread would."""

    def __init__(self) -> None:
        self.asked: list[Sequence[int]] = []
        self.waiting: list[Callable[[], None]] = []

    def __call__(
        self, ids: Sequence[int], take: Callable[[Rows], object], end: Callable[[], object]
    ) -> None:
        self.asked.append(ids)

        def answer() -> None:
            take({number: line(number) for number in ids})
            end()

        self.waiting.append(answer)

    def answer(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@pytest.fixture
def reading() -> Reading:
    return Reading()


@pytest.fixture
def million(qapp: QObject, reading: Reading) -> ProductTable:
    del qapp
    model = ProductTable(reading, lambda money: f"{money.amount} {money.currency}")
    model.swap(array("q", range(1, MILLION + 1)))
    return model


VARIANTS = tuple(
    Variant(f"v{n}", f"SKU-{n}", (("颜色", "米色"),), gtin="2002170000376", stock=n)
    for n in range(3)
)


@pytest.mark.parametrize("seed", range(8))
def test_folds_agree_with_a_written_out_list(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test rolls dice
    folds, counts = Folds(), [0] * 30
    for _turn in range(40):
        place = chance.randrange(30)
        if counts[place]:
            folds.close(place)
            counts[place] = 0
        else:
            counts[place] = chance.randint(1, 4)
            folds.open(place, counts[place])
        rows = [(one, below) for one in range(30) for below in range(counts[one] + 1)]
        assert folds.extra == len(rows) - 30
        assert [folds.place(row) for row in range(len(rows))] == rows
        assert [folds.row_of(one) for one in range(30)] == [
            rows.index((one, 0)) for one in range(30)
        ]
        assert [folds.count_of(one) for one in range(30)] == counts


def test_a_million_products_read_only_the_pages_that_are_seen(
    million: ProductTable, reading: Reading
) -> None:
    assert million.rowCount() == MILLION
    assert million.index(500_000, TITLE).data() is None
    assert len(reading.asked) == 1
    reading.answer()
    assert million.index(500_000, TITLE).data() == "连衣裙 500001"
    assert million.index(500_000, COST).data() == "42.50 CNY"
    assert million.index(500_000, STOCK).data() == "7"
    assert reading.asked[0][0] == 500_000 // PAGE * PAGE + 1


def test_scrolling_fast_gives_up_the_pages_that_went_by(
    million: ProductTable, reading: Reading
) -> None:
    for row in range(0, 200 * PAGE, PAGE):
        million.row_at(row + PAGE // 2)
    reading.answer()
    assert len(reading.asked) <= 1 + WANTED
    assert million.row_at(199 * PAGE + PAGE // 2) is not None


def test_the_next_page_is_read_before_it_is_seen(million: ProductTable, reading: Reading) -> None:
    million.row_at(PAGE - 2)
    reading.answer()
    million.row_at(PAGE - 2)
    reading.answer()
    asked = len(reading.asked)
    assert million.row_at(PAGE + 1) is not None
    assert len(reading.asked) == asked


def test_only_some_pages_are_kept(million: ProductTable, reading: Reading) -> None:
    for page in range(2 * PAGES_KEPT):
        million.row_at(page * PAGE + PAGE // 2)
        reading.answer()
    assert len(million._pages) == PAGES_KEPT


def test_an_answer_for_what_was_shown_before_is_dropped(
    million: ProductTable, reading: Reading
) -> None:
    million.row_at(0)
    million.swap(array("q", [7, 9]))
    reading.answer()
    assert million.row_at(0) is None
    reading.answer()
    found = million.row_at(0)
    assert found is not None
    assert found.id == 7


def test_equal_ids_keep_rows_until_the_new_ones_are_there(
    million: ProductTable, reading: Reading
) -> None:
    million.row_at(5)
    reading.answer()
    assert not million.swap(array("q", range(1, MILLION + 1)))
    assert million.row_at(5) is not None
    assert len(reading.waiting) == 1


def test_everything_chosen_is_never_listed(
    million: ProductTable, reading: Reading, qtbot: QtBot
) -> None:
    view = ProductView(million, Thumbnails(Jobs(million), (), 36, million))
    qtbot.addWidget(view)
    view.selectAll()
    assert view.ranges() == [(0, MILLION - 1)]
    assert million.ids_of(view.ranges()) is million.ids
    # a header that shared the selection would look at a million rows each time it is painted
    assert view.horizontalHeader().selectionModel() is not view.selectionModel()
    assert view.verticalHeader().selectionModel() is not view.selectionModel()
    assert not reading.waiting or len(reading.asked) <= 1 + WANTED
    flags = QItemSelectionModel.SelectionFlag
    # not selectRow: it asks which keys are held, and a test before may have held Ctrl
    view.selectionModel().select(million.index(4, 0), flags.ClearAndSelect | flags.Rows)
    view.selectionModel().select(million.index(900_000, 0), flags.Select | flags.Rows)
    assert list(million.ids_of(view.ranges())) == [5, 900_001]


def test_letters_typed_into_the_table_read_nothing(
    million: ProductTable, reading: Reading, qtbot: QtBot
) -> None:
    view = ProductView(million, Thumbnails(Jobs(million), (), 36, million))
    qtbot.addWidget(view)
    view.keyboardSearch("x")
    assert not reading.asked


def test_variants_unfold_below_their_product(million: ProductTable, reading: Reading) -> None:
    million.row_at(10)
    reading.answer()
    million.unfold(5, VARIANTS)
    assert million.rowCount() == MILLION + 3
    assert [million.is_variant(row) for row in range(3, 10)] == [
        False, False, True, True, True, False, False,
    ]  # fmt: skip
    assert million.index(5, TITLE).data() == "米色"
    assert million.index(6, STOCK).data() == "1"
    assert million.id_at(7) == 5
    assert million.id_at(8) == 6
    assert million.row_of(6) == 8
    assert million.index(8, TITLE).data() == "连衣裙 6"
    spoken = million.index(4, TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "连衣裙 5, K-5 · Nova, 2 variants, unfolded"
    million.fold(5)
    assert million.rowCount() == MILLION
    assert million.index(5, TITLE).data() == "连衣裙 6"


def test_choosing_variants_chooses_their_product_once(million: ProductTable) -> None:
    million.unfold(5, VARIANTS)
    assert list(million.ids_of([(5, 6)])) == [5]
    assert list(million.ids_of([(3, 5), (7, 8)])) == [4, 5, 6]


def test_what_is_unfolded_stays_so_in_a_new_order(million: ProductTable, reading: Reading) -> None:
    million.unfold(5, VARIANTS)
    million.unfold(6, VARIANTS)
    changed = million.swap(array("q", [9, 5, 2]), None, {5: VARIANTS, 6: VARIANTS})
    assert changed
    assert million.open_ids == (5,)
    assert million.rowCount() == 6
    assert million.is_variant(3)
    reading.answer()


def test_the_table_keeps_the_rules_of_qt(qapp: QObject, reading: Reading) -> None:
    model = ProductTable(reading, lambda money: str(money.amount), qapp)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    model.swap(array("q", range(1, 600)))
    reading.answer()
    model.unfold(3, VARIANTS)
    model.unfold(599, VARIANTS)
    model.fold(3)
    model.swap(array("q", range(5, 600)), None, {599: VARIANTS})
    reading.answer()
    assert tester.model() is model
    assert model.rowCount() == 598


def picture(path: Path, side: int) -> Path:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("#2457d6"))
    chance = random.Random(1)  # noqa: S311 - noise does not compress
    for place in range(side):
        for other in range(side):
            image.setPixel(place, other, chance.randrange(0xFFFFFF))
    assert image.save(str(path))
    return path


@pytest.fixture
def jobs(qapp: QObject) -> Jobs:
    del qapp
    return Jobs()


@pytest.fixture
def small(jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Thumbnails:
    monkeypatch.setattr(thumbnails, "cache_folder", lambda: tmp_path / "cache")
    return Thumbnails(jobs, (tmp_path,), 36, jobs)


def test_a_picture_arrives_and_a_large_one_is_kept_small(
    small: Thumbnails, qtbot: QtBot, tmp_path: Path
) -> None:
    picture(tmp_path / "large.png", 300)
    assert small.find("large.png") is None
    qtbot.waitUntil(lambda: small.find("large.png") is not None)
    found = small.find("large.png")
    assert found is not None
    assert max(found.width(), found.height()) <= 36 * found.devicePixelRatio()
    kept = list((tmp_path / "cache").iterdir())
    assert [one.suffix for one in kept] == [".png"]
    assert kept[0].stat().st_size < (tmp_path / "large.png").stat().st_size


@pytest.mark.parametrize(
    "name", ["", "missing.png", "https://example.com/a.png", "../outside.png", "a\0b", "text.png"]
)
def test_no_picture_is_no_failure(
    small: Thumbnails, jobs: Jobs, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    (tmp_path.parent / "outside.png").write_bytes(b"x")
    (tmp_path / "text.png").write_text("no picture")
    assert small.find(name) is None
    qtbot.waitUntil(lambda: not jobs.live)
    assert small.find(name) is None


def test_pictures_that_scrolled_away_are_not_read(
    small: Thumbnails, jobs: Jobs, qtbot: QtBot
) -> None:
    for number in range(5_000):
        small.find(f"{number}.png")
    assert len(small._wanted) <= thumbnails.WAITING
    qtbot.waitUntil(lambda: not jobs.live and not small._wanted)
    assert len(small._known) <= thumbnails.WAITING + thumbnails.TOGETHER
