"""Read what one product's files are made from for one target; held for one product at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from localizer.catalog import findings, prices, products, scripts, segments, translations
from localizer.catalog.findings import StoredFinding
from localizer.catalog.prices import StoredPrice
from localizer.catalog.scripts import StoredScript
from localizer.export.tokens import has_token
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.model.promotion import Asked
from localizer.model.segment import Field, Segment, State, Translation
from localizer.store.database import Reader

#: Gives the value of every token of a product for a target, as it is said today.
Tokens = Callable[[Reader, int, Target], Mapping[str, str]]
#: Gives what is asked for a product's variants on a target beside their regular price, by variant id.
Terms = Callable[[Reader, int, Target], Mapping[int, Asked]]


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

    ``asked`` is what is asked beside the regular prices, by variant key.
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
    drafted = {
        pair.segment.id: pair for pair in translations.pairs(reader, product_id, target.locale)
    }
    texts = tuple(
        _text(segment, drafted.get(segment.id))
        for segment in segments.of_product(reader, product_id)
    )
    pitches = scripts.of_product(reader, product_id, target)
    said = [line.text for pitch in pitches for line in pitch.script.lines]
    wanted = any(map(has_token, [*(text.shown for text in texts), *said]))
    keys = {number: key for key, number in products.variant_ids(reader, product_id).items()}
    stored = prices.of_product(reader, product_id, target.market, target.channel)
    asked = {} if terms is None else terms(reader, product_id, target)
    return Material(
        product_id=product_id,
        target=target,
        source_locale=products.source_locale(reader, product_id),
        product=products.load(reader, product_id),
        texts=texts,
        prices={keys[number]: price for number, price in stored.items() if number in keys},
        scripts=pitches,
        findings=findings.of_target(
            reader, target.market, target.channel, target.locale, [product_id]
        ),
        values=tokens(reader, product_id, target) if tokens is not None and wanted else {},
        asked={keys[number]: one for number, one in asked.items() if number in keys},
    )


def _text(segment: Segment, pair: translations.Pair | None) -> Text:
    return Text(segment, None) if pair is None else Text(segment, pair.translation, pair.id)
