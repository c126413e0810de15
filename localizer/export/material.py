"""Read what products' files are made from for one target, some products at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from localizer.catalog import findings, scripts, translations
from localizer.catalog.findings import StoredFinding
from localizer.catalog.prices import StoredPrice
from localizer.catalog.scripts import StoredScript
from localizer.catalog.sold import Sold, sold_products
from localizer.export.tokens import has_token
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.model.promotion import Asked
from localizer.model.segment import Field, Segment, State, Translation
from localizer.store.database import Reader

#: Gives the value of every token of a product for a target, as it is said today.
Tokens = Callable[[Sold, Target], Mapping[str, str]]
#: Gives what is asked for a product's variants on a target beside their regular price, by variant id.
Terms = Callable[[Sold, Target], Mapping[int, Asked]]


@dataclass(frozen=True, slots=True)
class Text:
    """A source text with its translation and that one's row id, ``None`` where nobody has drafted it."""

    segment: Segment
    translation: Translation | None
    translation_id: int | None = None

    @property
    def state(self) -> State:
        """Return how far the text is; one without words is untranslated whatever was stored."""
        if self.translation is None or not self.translation.text.strip():
            return State.UNTRANSLATED
        return self.translation.state

    @property
    def shown(self) -> str:
        """Return what a listing shows, empty where there is no translation."""
        if self.translation is None or self.state is State.UNTRANSLATED:
            return ""
        return self.translation.text.strip()

    @property
    def outdated(self) -> bool:
        """Tell whether the source changed after the text was written."""
        return (
            self.translation is not None
            and bool(self.shown)
            and self.translation.source_hash != self.segment.source_hash
        )


@dataclass(frozen=True, slots=True)
class Material:
    """One product for one target. ``prices`` are by variant key; ``values`` are the tokens' values.

    ``asked`` is what is asked beside the regular prices, by variant key; ``sold`` is what that was worked
    out from.
    """

    product_id: int
    target: Target
    source_locale: str
    product: Product
    texts: tuple[Text, ...]
    prices: Mapping[str, StoredPrice]
    scripts: tuple[StoredScript, ...]
    findings: tuple[StoredFinding, ...]
    values: Mapping[str, str]
    asked: Mapping[str, Asked] = field(default_factory=dict)
    sold: Sold | None = None

    def of_field(self, wanted: Field) -> tuple[Text, ...]:
        """Return the texts of one field in the seller's order."""
        found = (text for text in self.texts if text.segment.field is wanted)
        return tuple(sorted(found, key=lambda text: text.segment.position))


def read(
    reader: Reader,
    target: Target,
    product_id: int,
    tokens: Tokens | None,
    terms: Terms | None = None,
) -> Material:
    """Return what ``product_id`` has for ``target``. Raises `LookupError` when the product is gone.

    ``tokens`` is asked only where a text or a line holds a token; without it tokens have no value. Without
    ``terms`` nothing but the regular prices is known.
    """
    found = tuple(read_some(reader, target, [product_id], tokens, terms))
    if not found:
        raise LookupError(f"no product {product_id}")
    return found[0]


def read_some(
    reader: Reader,
    target: Target,
    product_ids: Sequence[int],
    tokens: Tokens | None,
    terms: Terms | None = None,
) -> Iterator[Material]:
    """Yield what those of ``product_ids`` that exist have for ``target``, in that order, as `read` does.

    Each query is asked once for all of them: give as many as may be held at once.
    """
    goods = sold_products(reader, product_ids, target.market, target.channel)
    texts = translations.texts_of_products(reader, product_ids, target.locale)
    pitches = scripts.of_products(reader, product_ids, target)
    noted: dict[int, list[StoredFinding]] = {}
    for item in findings.of_target(
        reader, target.market, target.channel, target.locale, product_ids
    ):
        noted.setdefault(item.place.product_id, []).append(item)
    for number in product_ids:
        if number in goods:
            said = tuple(Text(one, *_written(pair)) for one, pair in texts.get(number, ()))
            spoken, told = pitches.get(number, ()), tuple(noted.get(number, ()))
            yield _material(goods[number], target, said, spoken, told, tokens, terms)


def _material(
    sold: Sold,
    target: Target,
    texts: tuple[Text, ...],
    pitches: tuple[StoredScript, ...],
    told: tuple[StoredFinding, ...],
    tokens: Tokens | None,
    terms: Terms | None,
) -> Material:
    wanted = tokens is not None and (
        any(has_token(text.shown) for text in texts)
        or any(has_token(line.text) for pitch in pitches for line in pitch.script.lines)
    )
    keys = {number: key for key, number in sold.variant_ids.items()}
    asked = {} if terms is None else terms(sold, target)
    return Material(
        product_id=sold.product_id,
        target=target,
        source_locale=sold.source_locale,
        product=sold.product,
        texts=texts,
        prices={keys[number]: price for number, price in sold.prices.items() if number in keys},
        scripts=pitches,
        findings=told,
        values=tokens(sold, target) if tokens is not None and wanted else {},
        asked={keys[number]: one for number, one in asked.items() if number in keys},
        sold=sold,
    )


def _written(pair: translations.Pair | None) -> tuple[Translation | None, int | None]:
    return (None, None) if pair is None else (pair.translation, pair.id)
