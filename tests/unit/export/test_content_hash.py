"""A product's content has a hash, and one byte for each of its parts tells which part changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localizer.export.content import ProductContent
from localizer.export.content_hash import ContentPart, changed_parts, fingerprint
from localizer.export.gate import GateCounts, GateState
from localizer.export.listing import ListingRow, ListingTexts
from localizer.export.material import Text
from localizer.export.pitch import Pitch, PitchLine
from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.model.promotion import Asked
from localizer.model.script import Beat, Lane
from localizer.model.segment import Field, Origin, Segment, State, Translation

Change = Callable[[ProductContent], ProductContent]


def _text(number: int, field: Field, source: str, shown: str) -> Text:
    segment = Segment(number, 1, field, 0, "", source, "h")
    written = Translation(number, "de-DE", shown, State.APPROVED, Origin.COMPOSED, "h")
    return Text(segment, written, number)


def _row(key: str, texts: ListingTexts) -> ListingRow:
    return ListingRow(
        product_key="BOTTLE",
        variant_key=key,
        sku=key,
        gtin="6901234567892",
        texts=texts,
        options=(("Farbe", "rot"),),
        price=Decimal("19.99"),
        currency="EUR",
        price_text="19,99 €",
        stock=5,
        weight_g=Decimal("310.5"),
        images=("main.jpg",),
        state=GateState.APPROVED,
    )


TEXTS = ListingTexts("Becher", ("doppelwandig",), "Hält warm.")
LINES = (PitchLine(Beat.HOOK, Lane.HOST, "Hallo", "Hallo", 1.5, (), ()),)
BEATS = ((Beat.HOOK, 2.0),)
CONTENT = ProductContent(
    product=Product(
        key="BOTTLE",
        title="保温杯",
        brand="Lanju",
        bullets=("双层",),
        description_html="<p>保温</p>",
        images=("main.jpg",),
        facts=(Fact("material", FactKind.TERM, "不锈钢"),),
        variants=(Variant("B-1", "B-1", options=(("颜色", "红色"),)), Variant("B-2", "B-2")),
    ),
    source_locale="zh-Hans",
    state=GateState.APPROVED,
    counts=GateCounts(products=1),
    rows=(_row("B-1", TEXTS), _row("B-2", TEXTS)),
    prices={},
    pitches=(Pitch("BOTTLE", "Becher", "warm", "A", State.APPROVED, 1.5, 2.0, BEATS, LINES),),
    texts=(
        _text(1, Field.TITLE, "保温杯", "Becher"),
        _text(2, Field.BULLET, "双层", "doppelwandig"),
    ),
)


def _product(**values: object) -> Change:
    return lambda one: replace(one, product=replace(one.product, **values))  # type: ignore[arg-type]


def _rows(**values: object) -> Change:
    """Change the last variant only: a part looks at every row."""
    return lambda one: replace(
        one,
        rows=(*one.rows[:-1], replace(one.rows[-1], **values)),  # type: ignore[arg-type]
    )


def _shown(**values: object) -> Change:
    """Change what every variant shows."""
    return lambda one: replace(
        one,
        rows=tuple(
            replace(row, texts=replace(row.texts, **values))  # type: ignore[arg-type]
            for row in one.rows
        ),
    )


def _texts(place: int, **values: object) -> Change:
    def change(one: ProductContent) -> ProductContent:
        texts = list(one.texts)
        written = texts[place].translation
        assert written is not None
        texts[place] = replace(texts[place], translation=replace(written, **values))  # type: ignore[arg-type]
        return replace(one, texts=tuple(texts))

    return change


def _variant(**values: object) -> Change:
    def change(one: ProductContent) -> ProductContent:
        first, *others = one.product.variants
        changed = (replace(first, **values), *others)  # type: ignore[arg-type]
        return replace(one, product=replace(one.product, variants=changed))

    return change


def _pitch(text: str) -> Change:
    lines = (replace(LINES[0], text=text),)
    return lambda one: replace(one, pitches=(replace(one.pitches[0], lines=lines),))


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (ContentPart.TITLE, _product(title="杯")),
        (ContentPart.TITLE, _shown(title="Flasche")),
        (ContentPart.TITLE, _texts(0, text="Flasche")),
        (ContentPart.TITLE, _texts(0, origin=Origin.ENGINE)),
        (ContentPart.TEXTS, _product(bullets=("单层",))),
        (ContentPart.TEXTS, _product(description_html="<p>冷</p>")),
        (ContentPart.TEXTS, _shown(bullets=())),
        (ContentPart.TEXTS, _shown(description="Hält kalt.")),
        (ContentPart.TEXTS, _texts(1, text="einwandig")),
        (ContentPart.PRICE, _rows(price=Decimal("20.99"))),
        (ContentPart.PRICE, _rows(price=None)),
        (ContentPart.PRICE, _rows(price_text="19.99 EUR")),
        (ContentPart.PRICE, _rows(currency="USD")),
        (ContentPart.PRICE, _rows(asked=Asked(sale=Decimal("15.99")))),
        (ContentPart.STOCK, _rows(stock=4)),
        (ContentPart.STOCK, _rows(stock=None)),
        (ContentPart.PICTURES, _product(images=("other.jpg",))),
        (ContentPart.PICTURES, _rows(images=())),
        (ContentPart.FACTS, _product(brand="Sorvanne")),
        (ContentPart.FACTS, _product(category="家居")),
        (ContentPart.FACTS, _product(facts=())),
        (ContentPart.FACTS, _rows(options=(("Farbe", "blau"),))),
        (ContentPart.FACTS, _rows(gtin="")),
        (ContentPart.FACTS, _rows(weight_g=Decimal(300))),
        (ContentPart.FACTS, _rows(sku="B-9")),
        (ContentPart.SCRIPTS, _pitch("Guten Abend")),
        (ContentPart.SCRIPTS, lambda one: replace(one, pitches=())),
        (ContentPart.OTHER, lambda one: replace(one, state=GateState.DRAFT)),
        (ContentPart.OTHER, lambda one: replace(one, source_locale="en-GB")),
        (ContentPart.OTHER, _product(key="BOTTLE-2")),
        (ContentPart.OTHER, _variant(image="red.jpg")),
    ],
)  # fmt: skip
def test_a_change_in_one_part_changes_the_byte_of_that_part_alone(
    part: ContentPart, change: Change
) -> None:
    before, now = fingerprint(CONTENT), fingerprint(change(CONTENT))
    assert now.whole != before.whole
    assert changed_parts([before.parts], now.parts) == (part,)
    assert changed_parts([now.parts], before.parts) == (part,)
    place = list(ContentPart).index(part)
    differing = before.parts ^ now.parts
    assert differing & ~(0xFF << 8 * (7 - place)) in {0, -1 << 64}


def test_what_no_channel_sees_changes_nothing() -> None:
    before = fingerprint(CONTENT)
    seller = _variant(cost=None, list_price=None, stock=9, weight_g=Decimal(1))
    assert fingerprint(seller(CONTENT)) == before
    assert (
        fingerprint(replace(CONTENT, counts=GateCounts(), prices={}, values={"a": "b"})) == before
    )
    assert fingerprint(_texts(0, state=State.DRAFT, comment="?")(CONTENT)) == before


def test_two_changes_are_two_parts_and_several_exports_before_are_looked_at_together() -> None:
    before = fingerprint(CONTENT).parts
    stock = fingerprint(_rows(stock=4)(CONTENT)).parts
    both = fingerprint(_product(title="杯")(_rows(stock=4)(CONTENT))).parts
    assert changed_parts([before], both) == (ContentPart.TITLE, ContentPart.STOCK)
    assert changed_parts([stock], both) == (ContentPart.TITLE,)
    assert changed_parts([before, stock], both) == (ContentPart.TITLE, ContentPart.STOCK)
    assert changed_parts([], both) == changed_parts([both], both) == ()


def test_a_product_that_is_listed_nowhere_yet_has_a_hash_too() -> None:
    bare = replace(CONTENT, rows=(), texts=(), pitches=())
    found = fingerprint(bare)
    assert found == fingerprint(bare)
    assert found.whole != fingerprint(CONTENT).whole


@settings(max_examples=25)
@given(st.lists(st.integers(0, 255), min_size=8, max_size=8), st.integers(0, 7))
def test_any_byte_that_differs_names_its_part(content: list[int], place: int) -> None:
    """Numbers are signed: the highest bit of the first byte is one like the others."""
    other = [*content]
    other[place] ^= 0x80
    before, now = (int.from_bytes(bytes(one), "big", signed=True) for one in (content, other))
    assert changed_parts([before], now) == (list(ContentPart)[place],)
