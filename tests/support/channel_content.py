"""Products as the writers of channel files get them, and a way to write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from localizer.export.content import ProductContent
from localizer.export.formats import BY_CODE
from localizer.export.gate import GateCounts, GateState, judge
from localizer.export.listing import ListingRow, ListingTexts
from localizer.export.material import Text
from localizer.export.writer import Head, Part, Refusing
from localizer.model.channel import Channel
from localizer.model.launch import Target
from localizer.model.product import Product, Variant
from localizer.model.promotion import Asked
from localizer.model.segment import Field, Origin, Segment, State, Translation

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
VERDICT = judge(GateCounts(products=1))
NO_SALE = Asked()


def made(
    key: str = "linen-shirt",
    *,
    title: str = "เสื้อลินิน",
    description: str = "<p>นุ่ม & เบา</p>",
    bullets: Sequence[str] = (),
    brand: str = "Harbour",
    taxonomy: str = "",
    images: Sequence[str] = (),
    variants: Sequence[Variant] = (),
    shown: Sequence[Sequence[tuple[str, str]]] | None = None,
    prices: Sequence[Decimal | None] | None = None,
    currency: str = "THB",
    asked: Asked = NO_SALE,
    origins: Mapping[Field, Origin] | None = None,
    category: str = "",
) -> ProductContent:
    """Return one product; options are shown as in the variants unless ``shown`` says how."""
    own = tuple(variants) or (Variant(key=f"{key}-1", sku=f"{key}-1"),)
    product = Product(
        key=key,
        title="亚麻衬衫",
        variants=own,
        brand=brand,
        taxonomy=taxonomy,
        category=category,
        images=tuple(images),
    )
    texts = ListingTexts(title, tuple(bullets), description)
    amounts = [Decimal("199.00")] * len(own) if prices is None else prices
    options = [one.options for one in own] if shown is None else shown
    rows = tuple(
        ListingRow(
            product_key=key,
            variant_key=one.key,
            sku=one.sku,
            gtin=one.gtin,
            texts=texts,
            options=tuple(pairs),
            price=amount,
            currency=currency,
            price_text="",
            stock=one.stock,
            weight_g=one.weight_g,
            images=tuple(dict.fromkeys(filter(None, (one.image, *images)))),
            state=GateState.APPROVED,
            asked=asked,
        )
        for one, pairs, amount in zip(own, options, amounts, strict=True)
    )
    drafted = tuple(_text(field, origin) for field, origin in (origins or {}).items())
    return ProductContent(
        product, "zh-Hans-CN", GateState.APPROVED, GateCounts(), rows, {}, (), drafted
    )


def _text(field: Field, origin: Origin) -> Text:
    segment = Segment(1, 1, field, 0, "", "源", "0" * 16)
    return Text(segment, Translation(1, "th-TH", "ข้อความ", State.APPROVED, origin, "0" * 16))


def written(
    code: str,
    contents: Iterable[ProductContent],
    target: Target,
    folder: Path,
    channel: Channel,
    **given: str,
) -> tuple[tuple[Part, ...], int]:
    """Write products in a format; return the parts and how many the channel would have refused."""
    label = f"{target.market}/{target.channel}"
    head = Head(target, label, "11.11 <sale>", NOW, given, channel)
    writer = BY_CODE[code].make(head, folder)
    for content in contents:
        writer.add(content)
    return writer.close(VERDICT), writer.refused if isinstance(writer, Refusing) else 0
