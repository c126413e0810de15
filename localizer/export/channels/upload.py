"""What every file for a channel has in common: what the channel would refuse stays out, and is told.

No text is cut and nothing is made up. A product a channel would refuse is left out whole, is counted in the
remarks, and makes the target a draft.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar, Final

from localizer.export.channels.words import Form, body, is_html, would_calculate
from localizer.export.content import ProductContent
from localizer.export.listing import ListingRow, ListingTexts
from localizer.export.remarks import Kind, Remarks
from localizer.export.writer import Head
from localizer.i18n import N_
from localizer.model.channel import FieldLimit, LengthUnit
from localizer.model.locale import language

NO_VARIANT: Final = Kind(
    "left_out",
    "variant",
    N_("Products without a variant, left out: {n}."),
    N_("Give them at least one variant."),
)
UNTRANSLATED: Final = Kind(
    "left_out",
    "title",
    N_("Products whose title is not translated, left out: {n}."),
    N_("Translate the title."),
)
UNPRICED: Final = Kind(
    "left_out",
    "price",
    N_("Products with a variant that has no price, left out: {n}."),
    N_("Give every variant a price."),
)
OPTIONS_MISSING: Final = Kind(
    "left_out",
    "options",
    N_("Products with an option that is not translated, left out: {n}."),
    N_("Translate the names and values of the options."),
)
OPTIONS_ALIKE: Final = Kind(
    "left_out",
    "options",
    N_("Products with two variants that nobody could tell apart, left out: {n}."),
    N_("Give each variant values of its own, in the translation too."),
    stops=True,
)
TOO_BIG: Final = Kind(
    "left_out",
    "",
    N_("Products that are more than one file takes, left out: {n}."),
    N_("Shorten the description or sell fewer variants together."),
    stops=True,
)
NOT_WEB: Final = Kind(
    "missing",
    "image",
    N_("Products with a picture that has no web address, which is left out: {n}."),
    N_("Upload the pictures where the channel can fetch them and import their addresses."),
)
NO_IMAGE: Final = Kind(
    "missing",
    "image",
    N_("Products without a picture that has a web address: {n}."),
    N_("Add a picture with a web address."),
)
TOO_MANY_IMAGES: Final = Kind(
    "left_out",
    "image",
    N_("Products with more pictures than the channel takes; the first ones were written: {n}."),
)


def missing(field: str, advice: str) -> Kind:
    """Return the remark on products that lack ``field``; ``advice`` is a msgid."""
    return Kind("missing", field, N_("Products without {field}: {n}."), advice)


def too_long(field: str) -> Kind:
    """Return the remark on products with a text that is too long for ``field``."""
    return Kind(
        "too_long",
        field,
        N_("Products with a {field} longer than the channel takes, left out: {n}."),
        N_("Shorten the text; nothing is cut."),
        stops=True,
    )


def too_many(field: str) -> Kind:
    """Return the remark on products with too many of ``field``."""
    return Kind(
        "left_out",
        field,
        N_("Products with more of {field} than the channel takes, left out: {n}."),
        N_("Split the product."),
        stops=True,
    )


def formula(field: str) -> Kind:
    """Return the remark on products with a ``field`` that a spreadsheet would calculate.

    The importer of the channel would show a protecting apostrophe to buyers, so there is no safe way.
    """
    return Kind(
        "left_out",
        field,
        N_(
            "Products whose {field} begins like a formula, left out because a spreadsheet would "
            "calculate it: {n}."
        ),
        N_("Begin the text with another character."),
        stops=True,
    )


def own_limit(field: str, maximum: int, source: str, grade: str = "O") -> FieldLimit:
    """Return a hard limit in characters that a format has whatever the channel of the target says."""
    return FieldLimit(
        field=field,
        required=False,
        maximum=maximum,
        unit=LengthUnit.CHARS,
        hard=True,
        source=source,
        checked_on="2026-11-23",
        grade=grade,
    )


class Upload(ABC):
    """A writer of channel files. ``LIMITS`` are the format's own; those of the channel hold as well.

    Formats that name their channels keep its hard limits, the others their own only.
    """

    LIMITS: ClassVar[tuple[FieldLimit, ...]] = ()
    #: How the description is written.
    FORM: ClassVar[Form] = body
    #: Whether the limits of the target's channel are those of the format.
    KEEPS_CHANNEL: ClassVar[bool] = False
    #: Whether a cell may be opened in a spreadsheet, and no apostrophe may stand before it.
    GUARDS_CELLS: ClassVar[bool] = False
    NEEDS_PRICE: ClassVar[bool] = True
    NEEDS_OPTIONS: ClassVar[bool] = True

    def __init__(self, head: Head) -> None:
        """Take the limits that hold for the target."""
        self.head = head
        self.is_html = is_html(head)
        self.remarks = Remarks()
        #: Products left out that the channel would have refused.
        self.refused = 0
        self._described: tuple[ListingTexts, str] | None = None
        self.limits = _limits(head, self.LIMITS, keeps_channel=self.KEEPS_CHANNEL)

    def add(self, content: ProductContent) -> None:
        """Write one product, or leave it out and note why."""
        problem = self._problem(content)
        if problem is None and not self.write(content):
            problem = TOO_BIG
        if problem is not None:
            self.remarks.note(problem, content.product.key)
            self.refused += problem.stops

    @abstractmethod
    def write(self, content: ProductContent) -> bool:
        """Write one product that is complete; ``False`` where no file takes so much."""

    @abstractmethod
    def texts(self, content: ProductContent) -> Iterable[tuple[str, str]]:
        """Yield (limited field, text) of everything that is written of the product."""

    def description(self, content: ProductContent) -> str:
        """Return the description as it is written; made once for each product."""
        texts = content.rows[0].texts
        if self._described is None or self._described[0] is not texts:
            self._described = texts, type(self).FORM(texts, self.is_html)
        return self._described[1]

    def category(self, content: ProductContent) -> str:
        """Return the seller's category where it is in the language of the target, else nothing."""
        own, wanted = language(content.source_locale), language(self.head.target.locale)
        return content.product.category if own == wanted else ""

    def own_problem(self, content: ProductContent) -> Kind | None:
        """Return what else keeps the product out of this format."""
        del content
        return None

    def given(self, code: str) -> str:
        """Return what a person filled in for the setting, without blanks around it."""
        return self.head.given.get(code, "").strip()

    @property
    def bom(self) -> bool:
        """Tell whether a byte-order mark is wanted."""
        return self.given("bom").casefold() in {"yes", "true", "1"}

    def _problem(self, content: ProductContent) -> Kind | None:
        rows = content.rows
        if not rows:
            return NO_VARIANT
        if not rows[0].texts.title:
            return UNTRANSLATED
        if self.NEEDS_PRICE and any(row.price is None for row in rows):
            return UNPRICED
        choice = options_problem(rows) if self.NEEDS_OPTIONS else None
        return (
            choice
            or self._too_many(rows)
            or self.own_problem(content)
            or self._text_problem(content)
        )

    def _text_problem(self, content: ProductContent) -> Kind | None:
        """Return what is wrong with a text: its length, or that a spreadsheet would calculate it."""
        for field, text in self.texts(content):
            limit = self.limits.get(field)
            if limit is not None and not limit.fits(text):
                return too_long(field)
            if self.GUARDS_CELLS and would_calculate(text):
                return formula(field)
        return None

    def _too_many(self, rows: tuple[ListingRow, ...]) -> Kind | None:
        names, variants = self.limits.get("option_name"), self.limits.get("variant")
        if _exceeds(names, max(len(row.options) for row in rows)):
            return too_many("option_name")
        return too_many("variant") if _exceeds(variants, len(rows)) else None


def _exceeds(limit: FieldLimit | None, number: int) -> bool:
    return limit is not None and limit.max_items is not None and number > limit.max_items


def _limits(
    head: Head, own: tuple[FieldLimit, ...], *, keeps_channel: bool
) -> Mapping[str, FieldLimit]:
    found: dict[str, FieldLimit] = {}
    if keeps_channel and head.channel is not None:
        for limit in head.channel.limits:
            field, _at, market = limit.field.partition("@")
            if limit.hard and market in ("", head.target.market) and (market or field not in found):
                found[field] = replace(limit, field=field)
    return {**found, **{limit.field: limit for limit in own}}


def options_problem(rows: tuple[ListingRow, ...]) -> Kind | None:
    """Return what keeps buyers from choosing among the variants, ``None`` where nothing does."""
    if any(not name or not value for row in rows for name, value in row.options):
        return OPTIONS_MISSING
    chosen = {row.options for row in rows}
    names = {tuple(name for name, _value in row.options) for row in rows}
    if len(chosen) < len(rows) or len(names) > 1:
        return OPTIONS_ALIKE
    (only,) = names
    return OPTIONS_ALIKE if len(set(only)) < len(only) else None


def cell_texts(rows: tuple[ListingRow, ...]) -> Iterator[tuple[str, str]]:
    """Yield what stands in cells of its own for each variant: options, SKU, GTIN."""
    for row in rows:
        yield "sku", row.sku
        yield "gtin", row.gtin
        for name, value in row.options:
            yield "option_name", name
            yield "option_value", value
