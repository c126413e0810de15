"""What the tests of the pipeline share: the program's own resources, and a workspace with prices."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.pipeline.tools import Tools
from localizer.store.database import Store, create, open_store


@pytest.fixture(scope="session")
def tools(loaded: Tools) -> Tools:
    """Return all packs, on a day of the bundled rates."""
    return replace(loaded, now=lambda: dt.datetime(2026, 11, 2, tzinfo=dt.UTC))


@pytest.fixture
def drafted(goods: str, store: Store, tools: Tools, tmp_path: Path) -> Store:
    """Return a workspace with the module's ``goods`` (CSV) drafted for Germany and Thailand."""
    path = tmp_path / "goods.csv"
    path.write_text(goods, encoding="utf-8")
    pipeline.import_catalog(store, path)
    targets = ["DE/amazon", "TH/shopee"]
    pipeline.create_launch(store, tools, "launch", targets, dt.date(2026, 11, 26))
    pipeline.draft(store, tools)
    return store


@pytest.fixture(scope="module")
def priced_file(goods: str, tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with prices of the module's ``goods`` (CSV) in two markets, to be copied."""
    folder = tmp_path_factory.mktemp("priced")
    file, path = folder / "goods.csv", folder / "priced.localizer"
    file.write_text(goods, encoding="utf-8")
    with create(path, person="tester") as store:
        pipeline.import_catalog(store, file)
        pipeline.create_launch(
            store, tools, "launch", ["US/amazon", "DE/amazon"], dt.date(2026, 11, 26)
        )
        pipeline.draft(store, tools)
    return path


@pytest.fixture
def priced(priced_file: Path, tmp_path: Path) -> Iterator[Store]:
    """Return a copy of the workspace with prices, which a test may change."""
    path = shutil.copyfile(priced_file, tmp_path / "priced.localizer")
    with open_store(path, person="tester") as store:
        yield store
