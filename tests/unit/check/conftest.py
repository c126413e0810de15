"""Contexts for checks: a German text of a Chinese source for a channel without limits, unless said so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from localizer.check.context import ListingContext, PriceContext, ScriptContext, TextContext
from localizer.model.channel import Channel, FieldLimit, LengthUnit
from localizer.model.finding import Severity
from localizer.model.grounds import Grounds
from localizer.model.launch import Target
from localizer.model.market import Market, MeasureSystem, Pacing, SourcedDefault
from localizer.model.price import TaxMode
from localizer.model.product import Product
from localizer.model.promise import PromiseBook
from localizer.model.rule import ClaimRule, RequiredText, Trigger
from localizer.model.script import Beat, BeatPlan, Lane, Script, ScriptLine
from localizer.model.segment import Field, Origin, Segment, State, Translation

TARGET = Target("DE", "amazon", "de-DE")
CHANNEL = Channel("amazon", "Amazon", ("DE",), ())
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def target() -> Target:
    return TARGET


@pytest.fixture
def channel() -> Channel:
    return CHANNEL


@pytest.fixture
def market() -> Market:
    tax = SourcedDefault(Decimal("0.19"), None, None, "law", dt.date(2026, 11, 21), "high")
    return Market(
        code="DE",
        name="Germany",
        locales=("de-DE",),
        default_locale="de-DE",
        currency="EUR",
        time_zone="Europe/Berlin",
        tax=tax,
        effective_tax=tax.value,
        tax_mode=TaxMode.INCLUSIVE,
        bands=(),
        fx_buffer=Decimal("0.02"),
        target_margin=Decimal("0.2"),
        pacing=Pacing.SLOW_BUILD,
        channels=("amazon",),
        measure=MeasureSystem.METRIC,
    )


@pytest.fixture
def limit() -> Callable[..., FieldLimit]:
    def make(field: str = "title", **values: Any) -> FieldLimit:  # noqa: ANN401 - any field
        plain = FieldLimit(
            field=field,
            required=False,
            maximum=None,
            unit=LengthUnit.CHARS,
            hard=True,
            source="guide",
            checked_on="2026-11-21",
            grade="O",
        )
        return replace(plain, **values)

    return make


@pytest.fixture
def context() -> Callable[..., TextContext]:
    """Return a maker of text contexts from words, and whatever else differs."""

    def make(
        text: str,
        source: str = "保温杯",
        *,
        field: Field = Field.TITLE,
        locale: str = "de-DE",
        source_locale: str = "zh-Hans-CN",
        state: State = State.DRAFT,
        origin: Origin = Origin.PERSON,
        source_hash: str = "h",
        comment: str = "",
        limit: FieldLimit | None = None,
        channel: Channel = CHANNEL,
        claims: tuple[ClaimRule, ...] = (),
        measure: MeasureSystem = MeasureSystem.METRIC,
        grounds: Grounds | None = None,
        promises: PromiseBook | None = None,
        **more: Any,  # noqa: ANN401 - any other field
    ) -> TextContext:
        segment = Segment(1, 1, field, 0, "", source, "h")
        translation = Translation(1, locale, text, state, origin, source_hash, comment=comment)
        aim = replace(TARGET, locale=locale)
        made = TextContext(
            target=aim,
            source_locale=source_locale,
            segment=segment,
            translation=translation,
            limit=limit,
            channel=channel,
            claims=claims,
            measure=measure,
            grounds=grounds,
            promises=promises,
        )
        return replace(made, **more)

    return make


@pytest.fixture
def listing() -> Callable[..., ListingContext]:
    def make(product: Product, channel: Channel = CHANNEL) -> ListingContext:
        return ListingContext(TARGET, product, channel)

    return make


@pytest.fixture
def price(market: Market) -> Callable[..., PriceContext]:
    def make(**values: Any) -> PriceContext:  # noqa: ANN401 - any field
        fine = PriceContext(
            target=TARGET,
            market=market,
            sku="A-1",
            amount=Decimal("19.99"),
            code="",
            warnings=(),
            margin=Decimal("0.2"),
            rate_date=TODAY,
            today=TODAY,
            accepted=False,
        )
        return replace(fine, **values)

    return make


@pytest.fixture
def pitch() -> Callable[..., ScriptContext]:
    """Return a maker of script contexts from lines; the beats plan what the lines take."""

    def make(
        *lines: ScriptLine,
        beats: tuple[BeatPlan, ...] | None = None,
        tokens: Mapping[str, str] | None = None,
        claims: tuple[ClaimRule, ...] = (),
        required: tuple[RequiredText, ...] = (),
        grounds: Grounds | None = None,
        promises: PromiseBook | None = None,
        locale: str = "de-DE",
    ) -> ScriptContext:
        if beats is None:
            beats = tuple(BeatPlan(line.beat, line.seconds) for line in lines)
        script = Script(locale, "warm", 60.0, "word", 140, beats, lines)
        aim = replace(TARGET, locale=locale)
        return ScriptContext(aim, script, tokens or {}, claims, required, None, grounds, promises)

    return make


@pytest.fixture
def line() -> Callable[..., ScriptLine]:
    def make(
        text: str, beat: Beat = Beat.HOOK, lane: Lane = Lane.HOST, seconds: float = 2.0
    ) -> ScriptLine:
        return ScriptLine(beat, lane, text, seconds=seconds)

    return make


@pytest.fixture
def claim() -> Callable[..., ClaimRule]:
    def make(pattern: str, **values: Any) -> ClaimRule:  # noqa: ANN401 - any field
        plain = ClaimRule(
            id="best",
            languages=(),
            markets=(),
            category="superlative",
            severity=Severity.BLOCK,
            pattern=pattern,
            why="nobody can prove it",
            safer="good",
            example_hit="",
            example_ok="",
            sources=("law", "guide"),
            confirmed=True,
        )
        return replace(plain, **values)

    return make


@pytest.fixture
def owed() -> Callable[..., RequiredText]:
    def make(must_match: str, **values: Any) -> RequiredText:  # noqa: ANN401 - any field
        plain = RequiredText(
            id="ad",
            languages=(),
            markets=(),
            trigger=Trigger.PAID,
            when="paid host",
            must_match=must_match,
            text="the word for advertising",
            phrase="Werbung",
            sources=("law",),
            confirmed=True,
        )
        return replace(plain, **values)

    return make
