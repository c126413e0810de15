"""Texts that go to translators."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import queue
from localizer.catalog.queue import QueueFilter
from localizer.errors import InputError
from localizer.model.exchange import unit_place
from localizer.model.launch import Target
from localizer.model.segment import Field, State, text_hash
from localizer.pipeline.exchange import units_of
from localizer.pipeline.tools import Tools
from localizer.review import decisions
from localizer.store.database import Store, create, open_store

THAI = Target("TH", "shopee", "th-TH")
GOODS = """handle,title,option1 name,option1 value,cost price,price,currency,material,image
P1,不锈钢保温杯 500ml,颜色,黑色,12.34,59,CNY,不锈钢,cup.png
P2,棉袜 3双,颜色,白色,3.21,29,CNY,棉,https://x.example/sock.png
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """Return a drafted workspace for Thailand and Germany with one approved text."""
    folder = tmp_path_factory.mktemp("sender")
    (folder / "goods.csv").write_text(GOODS, encoding="utf-8")
    with create(folder / "w.localizer", person="Mei") as store:
        pipeline.import_catalog(store, folder / "goods.csv")
        day = dt.date(2026, 11, 26)
        pipeline.create_launch(store, tools, "Winter", ["TH/shopee", "DE/amazon"], day)
        pipeline.draft(store, tools)
        ids = queue.queue_ids(store.read(), QueueFilter(THAI))
        decisions.edit_text(store, ids[0], "กระติก")
        decisions.approve(store, [ids[0]])
    return folder / "w.localizer"


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Store:
    """Return a copy that a test may change, open."""
    copy = tmp_path / "w.localizer"
    copy.write_bytes(made.read_bytes())
    return open_store(copy, person="Mei")


def test_units_tell_all_there_is_in_the_order_of_the_listings(store: Store, tools: Tools) -> None:
    head, units = units_of(store, tools, "th-TH")
    found = list(units)
    assert (head.source_locale, head.target_locale, head.launch) == ("zh-Hans", "th-TH", "Winter")
    assert head.made_at.endswith("+00:00")
    assert head.package_id
    assert head.workspace_id == units_of(store, tools, "de-DE")[0].workspace_id
    assert head.package_id != units_of(store, tools, "th-TH")[0].package_id
    count = store.read().value("SELECT count(*) FROM translation WHERE locale = 'th-TH'")
    assert len({one.id for one in found}) == len(found) == count
    assert [one.product_key for one in found] == sorted(one.product_key for one in found)
    title = found[0]
    assert (title.field, title.product, title.picture) == (
        Field.TITLE,
        "不锈钢保温杯 500ml",
        "cup.png",
    )
    assert title.limit is not None
    assert all(one.source_hash == text_hash(one.source) for one in found)
    assert all(one.base_hash == text_hash(one.target or "") for one in found if one.target)
    assert all(not one.base_hash for one in found if not one.target)


def test_units_can_be_narrowed_to_products_and_states(store: Store, tools: Tools) -> None:
    _head, units = units_of(store, tools, THAI, states={State.APPROVED})
    assert [one.target for one in units] == ["กระติก"]
    second = store.read().value("SELECT id FROM product WHERE key = 'P2'")
    _head, units = units_of(store, tools, "th-TH", product_ids=[second])
    assert {one.product_key for one in units} == {"P2"}


def test_a_text_never_drafted_in_a_language_goes_out_untranslated(
    store: Store, tools: Tools
) -> None:
    with store.step("Forget") as step:
        step.write("DELETE FROM translation WHERE locale = 'th-TH'")
    found = list(units_of(store, tools, "th-TH")[1])
    assert len(found) == store.read().value("SELECT count(*) FROM segment")
    assert {(one.state, one.target) for one in found} == {(State.UNTRANSLATED, None)}


def test_matches_come_where_they_are_asked_for(store: Store, tools: Tools) -> None:
    _head, units = units_of(store, tools, "th-TH", matches=True)
    best = [one.matches[0] for one in units if one.matches]
    assert ("กระติก", 100) in [(one.target, one.score) for one in best]


def test_the_same_key_in_two_catalogs_makes_two_ids(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("handle,title,price,currency\nP1,棉袜,9,CNY\n", encoding="utf-8")
    pipeline.import_catalog(store, other, catalog="Other")
    pipeline.draft(store, tools)
    ids = [one.id for one in units_of(store, tools, "th-TH")[1]]
    assert len(set(ids)) == len(ids)
    places = [unit_place(one) for one in ids]
    assert "Other" in {one.catalog for one in places if one is not None}


def test_a_language_nobody_sells_in_is_refused(store: Store, tools: Tools) -> None:
    with pytest.raises(InputError, match="fr-FR"):
        units_of(store, tools, "fr-FR")
    with pytest.raises(InputError, match="th-TH"):
        units_of(store, tools, Target("TH", "lazada", "th-TH"))
