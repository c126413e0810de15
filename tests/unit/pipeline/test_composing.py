"""The sample composed in every language of the markets: nothing missing, nothing Chinese, numbers kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import products
from localizer.check.numbers import number_values
from localizer.errors import InputError
from localizer.model.locale import HAN_LANGUAGES, language
from localizer.model.product import Product
from localizer.pipeline.composing import bullet_style, composed_listing
from localizer.pipeline.tools import Tools
from localizer.pipeline.wording import composers_of
from localizer.store.database import Store, create
from localizer.translate.composed import Composed
from localizer.translate.composer import Composer, Composers
from localizer.translate.listing import Listing, compose_listing

#: The default languages of the markets, and those of the second ones that have patterns.
LOCALES = (
    "de-DE", "en-GB", "en-SG", "en-US", "es-ES", "es-MX", "es-US", "fil-PH", "fr-FR", "id-ID", "it-IT",
    "ms-MY", "pt-BR", "th-TH", "vi-VN", "zh-Hans-MY", "zh-Hant-TW",
)  # fmt: skip
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


@pytest.fixture(scope="module")
def stored(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a workspace with the sample catalog, which no test changes."""
    with create(tmp_path_factory.mktemp("sample") / "s.localizer", person="tester") as store:
        pipeline.import_catalog(store, sample / "catalog.csv")
        yield store


@pytest.fixture(scope="module")
def goods(stored: Store) -> tuple[Product, ...]:
    """Return the products of the sample."""
    reader = stored.read()
    return tuple(products.load(reader, number) for number in products.product_ids(reader))


@pytest.fixture(scope="module")
def composers(stored: Store, loaded: Tools) -> Composers:
    """Return the composers of the workspace."""
    return composers_of(stored.read(), loaded)


def composer(composers: Composers, locale: str) -> Composer:
    found = composers.find(locale)
    assert found is not None
    return found


def listing(composers: Composers, tools: Tools, product: Product, locale: str) -> Listing:
    market = locale.rsplit("-", 1)[-1]
    target = tools.packs.resolve_target(f"{market}/generic@{locale}")
    return compose_listing(composer(composers, locale), product, bullet_style(tools, target))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_of_the_sample_is_composed_without_a_missing_word(
    composers: Composers, loaded: Tools, goods: tuple[Product, ...], locale: str
) -> None:
    for product in goods:
        made = listing(composers, loaded, product, locale)
        assert made.missing == (), (product.key, made.missing)
        assert isinstance(made.title, Composed)
        assert made.title.lacking == (), (product.key, made.title.lacking)
        assert len(made.bullets) >= min(5, len(product.facts))
        assert made.title.text.startswith(product.brand) or product.brand in made.title.text


@pytest.mark.parametrize("locale", [one for one in LOCALES if language(one) not in HAN_LANGUAGES])
def test_no_chinese_character_reaches_another_language(
    composers: Composers, loaded: Tools, goods: tuple[Product, ...], locale: str
) -> None:
    for product in goods:
        made = listing(composers, loaded, product, locale)
        for text in texts_of(made):
            assert not HAN.search(text), (product.key, text)


def texts_of(made: Listing) -> Iterator[str]:
    answers = [made.title, *made.bullets, *made.description, *made.search_terms]
    answers += [answer for one in made.options for answer in (one.name, one.value)]
    yield from (one.text for one in answers if isinstance(one, Composed))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_line_has_the_numbers_of_its_fact(
    composers: Composers, goods: tuple[Product, ...], locale: str
) -> None:
    american = locale.endswith("-US")
    for product in goods:
        for fact in product.facts:
            line = composer(composers, locale).fact(fact)
            assert isinstance(line, Composed)
            said, wanted = numbers(line.text, locale), numbers(fact.value, "zh-Hans")
            assert not wanted - said, (fact.value, line.text)
            assert american or said == wanted, (fact.value, line.text)


def numbers(text: str, locale: str) -> Counter[Decimal]:
    return Counter(value.normalize() for value, _start, _end in number_values(text, locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_title_says_no_number_that_is_in_no_fact(
    composers: Composers, goods: tuple[Product, ...], locale: str
) -> None:
    if locale.endswith("-US"):
        pytest.skip("titles for the US say what the facts are converted to")
    for product in goods:
        title = composer(composers, locale).title(product)
        assert isinstance(title, Composed)
        known = numbers(
            " ".join((product.title, *(fact.value for fact in product.facts))), "zh-Hans"
        )
        pieces = [piece.text for piece in title.pieces if piece.fact]
        for piece in pieces:
            assert set(numbers(piece, locale)) <= set(known) | {Decimal(304)}, (title.text, piece)


def test_composing_needs_a_product_and_patterns(stored: Store, loaded: Tools) -> None:
    target = loaded.packs.resolve_target("TH/shopee")
    with pytest.raises(InputError, match="no product with the SKU or number “X-9”"):
        composed_listing(stored.read(), loaded, target, "X-9")
    by_sku = composed_listing(stored.read(), loaded, target, "DR-0217-BE-S")
    by_key = composed_listing(stored.read(), loaded, target, "DR-0217")
    assert by_sku == by_key


def test_the_same_facts_give_the_same_listing(
    stored: Store, loaded: Tools, goods: tuple[Product, ...]
) -> None:
    made = [
        listing(composers_of(stored.read(), loaded), loaded, goods[0], "de-DE")
        for _time in range(2)
    ]
    assert made[0] == made[1]
