"""The values an export goes by, and what a person wishes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from localizer.export.formats import DEFAULT_FORMATS
from localizer.export.listing import FormatPrice
from localizer.export.material import Terms, Tokens
from localizer.model.bullets import BulletStyle
from localizer.model.channel import Channel
from localizer.model.launch import Target
from localizer.model.market import Market


@dataclass(frozen=True, slots=True)
class ExportRules:
    """The values an export goes by.

    ``tokens`` gives the value of every token of a product (by id) for a target as it is said today,
    ``spoken`` the same with prices in words, for the host,
    ``format_price`` writes an amount in a currency for a locale; ``now`` is the zoned moment that counts.
    ``style`` says how the facts of a listing are put in order on a target; without it as the seller has them.
    ``terms`` says what is asked for a variant beside its regular price; without it no sale is written.
    ``given`` is what a person filled in for the formats, by the code of the setting.
    """

    markets: Mapping[str, Market]
    channels: Mapping[str, Channel]
    tokens: Tokens
    format_price: FormatPrice
    now: dt.datetime
    terms: Terms | None = None
    spoken: Tokens | None = None
    style: Callable[[Target], BulletStyle] | None = None
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written: ``targets`` (``None``: all of the launch), ``formats`` for each of them.

    ``by_target`` names the formats of single targets where they are others. With ``approved_only`` a target
    that is a draft is left out; with ``only_changed`` the files hold what differs from the last export of
    their format. ``by`` is who exports, for the manifest.
    """

    targets: Sequence[Target] | None = None
    formats: Iterable[str] = DEFAULT_FORMATS
    by_target: Mapping[Target, Sequence[str]] = field(default_factory=dict)
    approved_only: bool = False
    only_changed: bool = False
    by: str = ""
