"""What is checked after a decision about a text finds what checking its whole product would."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localizer import pipeline
from localizer.catalog import launches, products, translations
from localizer.check.stage import check_products
from localizer.pipeline.stage_rules import check_rules
from localizer.pipeline.tools import Tools
from localizer.store.database import Store, open_store

GOODS = """商品编码,商品标题,颜色,尺码,面料成分,卖点1,卖点2,成本价(元)
A-1,女士连衣裙,红色,S,棉95% 氨纶5%,透气舒适,全网最低价,40
A-1,女士连衣裙,蓝色,M,棉95% 氨纶5%,透气舒适,全网最低价,40
B-2,保温杯 500毫升,黑色,,不锈钢,透气舒适,24小时保温,25
"""
#: Texts that many checks have something against, alone and beside each other.
TEXTS = (
    "",
    "Rot",
    "Kleid  aus Baumwolle ,rot !!",
    "Das beste Kleid der Welt",
    "只剩3件 Kleid",
    "Nur noch 3 Stück, kostenloser Versand",
    "95 % Baumwolle, 5 % Elasthan",
    "เดรสผู้หญิง สวย ๆ ดีที่สุด",
    "{price} statt 99,99 €",
)


@pytest.fixture(scope="module")
def drafted_file(
    new_store: Callable[[Path], Store], loaded: Tools, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("rechecks")
    file, path = folder / "goods.csv", folder / "w.localizer"
    file.write_text(GOODS, encoding="utf-8")
    with new_store(path) as store:
        pipeline.import_catalog(store, file)
        targets = ["DE/amazon", "DE/shopify", "TH/shopee"]
        pipeline.create_launch(store, loaded, "launch", targets, dt.date(2026, 11, 26))
        pipeline.draft(store, loaded)
        pipeline.check(store, loaded)
    return path


@pytest.fixture
def workspace(drafted_file: Path, tmp_path: Path) -> Iterator[Store]:
    path = shutil.copyfile(drafted_file, tmp_path / "w.localizer")
    with open_store(path, person="tester") as store:
        yield store


def found(store: Store, product: int) -> list[tuple[Any, ...]]:
    """Return the findings of a product, whatever their order and numbers."""
    rows = store.read().rows("SELECT * FROM finding WHERE product_id = ?", (product,))
    return sorted(tuple(row)[1:] for row in rows)


decisions = st.lists(
    st.tuples(
        st.sampled_from(["edit", "edit", "approve", "send back"]),
        st.integers(0, 60),
        st.sampled_from(TEXTS),
    ),
    min_size=1,
    max_size=6,
)


class Desk:
    """A workspace to copy and the tools, told in one word where an example fails."""

    def __init__(self, file: Path, folder: Path, tools: Tools) -> None:
        self.tools = tools
        self._file, self._folder = file, folder

    def __repr__(self) -> str:
        return "Desk"

    @contextmanager
    def workspace(self) -> Iterator[Store]:
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            path = shutil.copyfile(self._file, Path(folder) / "w.localizer")
            with open_store(path, person="tester") as store:
                yield store


@pytest.fixture
def desk(drafted_file: Path, tmp_path: Path, loaded: Tools) -> Desk:
    return Desk(drafted_file, tmp_path, loaded)


@settings(
    max_examples=60 if os.environ.get("LOCALIZER_LONG") else 8,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=decisions)
def test_a_recheck_finds_what_a_whole_check_finds(
    desk: Desk, moves: list[tuple[str, int, str]]
) -> None:
    with desk.workspace() as store:
        ids = products.product_ids(store.read())
        launch = launches.find(store.read())
        every = [
            pair.id
            for number in ids
            for locale in ("de-DE", "th-TH")
            for pair in translations.pairs(store.read(), number, locale)
        ]
        for kind, place, text in moves:
            number = every[place % len(every)]
            owner = translations.pair(store.read(), number).segment.product_id
            rules = check_rules(desk.tools, launch, ids)
            # What was decided in other products may have changed how this one's sources are said elsewhere
            check_products(store, rules, launch.targets, [owner])
            decide(store, desk.tools, kind, number, text)
            after = found(store, owner)
            check_products(store, rules, launch.targets, [owner])
            whole = found(store, owner)
            assert (set(after) - set(whole), set(whole) - set(after)) == (set(), set())
            assert after == whole


def decide(store: Store, tools: Tools, kind: str, number: int, text: str) -> None:
    if kind == "approve" and translations.pair(store.read(), number).translation.text:
        pipeline.approve_translations(store, tools, [number])
    elif kind == "send back":
        pipeline.send_back(store, tools, number, "again, please")
    else:
        pipeline.edit_translation(store, tools, number, text)


def test_a_text_that_reads_like_another_is_told_there_too(workspace: Store, loaded: Tools) -> None:
    product = products.product_ids(workspace.read())[0]
    pairs = translations.pairs(workspace.read(), product, "de-DE")
    colours = [one for one in pairs if one.segment.source in ("红色", "蓝色")]
    assert len(colours) == 2
    for one in colours:
        pipeline.edit_translation(workspace, loaded, one.id, "Rot")
    alike = {one.id for one in colours}

    def twins() -> set[int]:
        query = "SELECT DISTINCT subject_id FROM finding WHERE rule = 'same_translation'"
        return {row["subject_id"] for row in workspace.read().rows(query)}

    assert twins() == alike
    pipeline.edit_translation(workspace, loaded, colours[0].id, "Blau")
    assert not twins()


def test_what_was_not_touched_keeps_its_findings(workspace: Store, loaded: Tools) -> None:
    product = products.product_ids(workspace.read())[0]
    pair = translations.pairs(workspace.read(), product, "de-DE")[1]

    def others() -> list[int]:
        query = "SELECT id FROM finding WHERE subject = 'price' OR locale = 'th-TH' ORDER BY id"
        return [row["id"] for row in workspace.read().rows(query)]

    before = others()
    assert before
    pipeline.edit_translation(workspace, loaded, pair.id, TEXTS[2])
    assert others() == before
