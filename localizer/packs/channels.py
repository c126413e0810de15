"""Read ``resources/channels/*.toml`` into `Channel` values."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from localizer.i18n import _
from localizer.model.channel import (
    Channel,
    Fee,
    FieldLimit,
    ImageFileLimit,
    LengthUnit,
    PriceLimit,
)
from localizer.model.price import FeeRule, Tier
from localizer.model.rule import PlatformRule
from localizer.packs.folder import pack_files
from localizer.packs.toml_source import Table, open_pack, share
from localizer.paths import resource

GRADES = ("O", "C", "S", "U")
CONFIDENCES = ("source", "range", "low", "unconfirmed", "partial")
_BASES = ("gross", "net")
_MODES = ("flat", "slab", "marginal")


def load_channels(folder: Path | None = None) -> dict[str, Channel]:
    """Return every channel pack of ``folder`` (ours by default) by its code, in order of the codes.

    Raises `PackError` naming file and place of the first fault.
    """
    files = pack_files(folder or resource("channels"))
    channels = (load_channel(path) for path in files)
    return {channel.code: channel for channel in channels}


def load_channel(path: Path) -> Channel:
    """Return the channel of one pack file. Raises `PackError`."""
    with open_pack(path) as root:
        code = root.text("code")
        if code != path.stem:
            raise root.error("code", _("The code names the file."))
        images = root.table_or_none("images")
        return Channel(
            code=code,
            name=root.text("name"),
            markets=root.texts("markets"),
            limits=_limits(root),
            fees=tuple(fee for table in root.tables("fees") for fee in _fees(table)),
            max_images=None if images is None else images.whole_or_none("maximum"),
            forbidden_characters=root.text("forbidden_characters", ""),
            forbid_han=root.flag("forbid_han", default=False),
            min_images=None if images is None else images.whole_or_none("minimum"),
            image_file=None if images is None else _image_file(images),
            prices=tuple(_price(table) for table in root.tables("prices")),
            live_rules=tuple(_live_rule(table) for table in root.tables("live_rules")),
            notes=root.texts("notes"),
        )


def _limits(root: Table) -> tuple[FieldLimit, ...]:
    """Read the limits; ``title@TW`` states only what differs from ``title``."""
    tables = root.named_tables("limits")
    limits: list[FieldLimit] = []
    for name, table in tables.items():
        field, at, _market = name.partition("@")
        if at and field not in tables:
            raise table.error("", _("A market's own limit needs the general one beside it."))
        limits.append(_limit(name, table.based_on(tables[field]) if at else table))
    return tuple(limits)


def _limit(name: str, table: Table) -> FieldLimit:
    """Read one limit."""
    return FieldLimit(
        field=name,
        required=table.flag("required"),
        maximum=table.whole_or_none("maximum"),
        unit=table.choice("unit", LengthUnit, LengthUnit.CHARS),
        hard=table.flag("hard"),
        source=table.text("source"),
        checked_on=table.day("checked_on").isoformat(),
        grade=_one_of(table, "grade", GRADES),
        minimum=table.whole_or_none("minimum"),
        max_bytes=table.whole_or_none("max_bytes"),
        max_items=table.whole_or_none("max_items"),
        html=table.flag("html", default=False),
        advised_minimum=table.whole_or_none("advised_minimum"),
        advised_maximum=table.whole_or_none("advised_maximum"),
        forbidden=table.text("forbidden", ""),
        note=table.text("note", ""),
        max_total=table.whole_or_none("max_total"),
        max_repeats=table.whole_or_none("max_repeats"),
        brand=table.flag("brand", default=False),
    )


def _image_file(table: Table) -> ImageFileLimit:
    """Read what an image file must be."""
    return ImageFileLimit(
        source=table.text("source"),
        checked_on=table.day("checked_on").isoformat(),
        grade=_one_of(table, "grade", GRADES),
        min_px=table.whole_or_none("min_px"),
        max_px=table.whole_or_none("max_px"),
        max_bytes=table.whole_or_none("max_bytes"),
        formats=table.texts("formats"),
    )


def _price(table: Table) -> PriceLimit:
    """Read what is accepted as a price in one market."""
    return PriceLimit(
        market=table.text("market"),
        decimals=table.whole_or_none("decimals"),
        source=table.text("source"),
        checked_on=table.day("checked_on").isoformat(),
        grade=_one_of(table, "grade", GRADES),
        minimum=table.decimal_or_none("minimum"),
        maximum=table.decimal_or_none("maximum"),
    )


def _fees(table: Table) -> tuple[Fee, ...]:
    """Read one fee, which may hold for several markets."""
    markets = table.texts("markets")
    rules = tuple(_rule(one) for one in table.tables("rules"))
    if not markets or not rules:
        raise table.error("", _("A fee names its markets and has at least one rule."))
    category = table.text("category", "") or None
    source, as_of = table.text("source"), table.text("as_of", "")
    confidence = _one_of(table, "confidence", CONFIDENCES)
    checked_on, note = table.day("checked_on").isoformat(), table.text("note", "")
    return tuple(
        Fee(market, category, rules, source, as_of, confidence, checked_on, note)
        for market in markets
    )


def _rule(table: Table) -> FeeRule:
    """Read one fee rule."""
    tiers = tuple(_tier(one) for one in table.tables("tiers"))
    mode = _one_of(table, "mode", _MODES, "flat")
    if (mode == "flat") == bool(tiers):
        raise table.error("mode", _("Tiers belong to the modes slab and marginal, and only there."))
    if tiers and not _follow(tiers):
        raise table.error("tiers", _("Tiers begin at 0, leave no gap and the last has no end."))
    minimum, cap = table.decimal_or_none("minimum"), table.decimal_or_none("cap")
    if minimum is not None and cap is not None and minimum > cap:
        raise table.error("minimum", _("The minimum lies above the cap."))
    return FeeRule(
        name=table.text("name"),
        pct=share(table, "pct", Decimal(0)),
        fixed=table.decimal("fixed", Decimal(0)),
        minimum=minimum,
        cap=cap,
        basis=_one_of(table, "basis", _BASES, "gross"),
        mode=mode,
        tiers=tiers,
    )


def _tier(table: Table) -> Tier:
    """Read one step of a tiered fee."""
    return Tier(
        table.decimal("start"),
        table.decimal_or_none("end"),
        share(table, "pct"),
        table.decimal("fixed", Decimal(0)),
    )


def _follow(tiers: tuple[Tier, ...]) -> bool:
    """Tell whether the tiers cover every price once."""
    starts = [tier.start for tier in tiers]
    ends = [tier.end for tier in tiers]
    rising = all(tier.end is None or tier.end > tier.start for tier in tiers)
    return rising and starts == [Decimal(0), *ends[:-1]] and ends[-1] is None


def _live_rule(table: Table) -> PlatformRule:
    """Read one rule of the live rooms."""
    return PlatformRule(table.text("rule"), table.texts("sources"), table.flag("confirmed"))


def _one_of(table: Table, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
    """Read a text that is one of ``allowed``."""
    value = table.text(key, default)
    if value not in allowed:
        problem = _("Wanted is one of {choices}; found is {found}.")
        raise table.error(key, problem.format(choices=", ".join(allowed), found=value))
    return value
