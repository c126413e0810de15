"""No writer keeps the products it was given, so that memory does not grow with the catalog."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from localizer.export.content import ProductContent
from localizer.export.formats import BY_CODE, REGISTRY, Need
from localizer.export.writer import Head
from localizer.model.channel import Channel
from localizer.model.launch import Target
from localizer.model.product import Variant
from tests.support.channel_content import NOW, made

CODES = [
    one.code for one in REGISTRY if one.needs is Need.NOTHING and one.code not in {"xlsx", "md"}
]


@pytest.mark.parametrize("code", CODES)
def test_products_are_let_go_of(code: str, tmp_path: Path, packs: dict[str, Channel]) -> None:
    form = BY_CODE[code]
    channel = next(one for name, one in sorted(packs.items()) if form.is_for(name))
    market = form.markets[0] if form.markets else "TH"
    head = Head(Target(market, channel.code, "en-US"), "x", "x", NOW, {}, channel)
    writer = form.make(head, tmp_path)
    for number in range(3):
        writer.add(made(f"let-go-{number}", variants=[Variant(key="a", sku=f"{number}")]))
    gc.collect()
    kept = [one for one in gc.get_objects() if isinstance(one, ProductContent)]
    assert not [one for one in kept if one.product.key.startswith("let-go-")]
    writer.abort()
