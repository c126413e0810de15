"""All packs in one value, and what needs several of them at once: the targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from localizer.errors import InputError, PackError
from localizer.i18n import _
from localizer.model.channel import Channel
from localizer.model.launch import Target, split_target
from localizer.model.locale import language, language_script
from localizer.model.market import Market
from localizer.model.owed import ListingDuty
from localizer.model.pacing import BeatBook
from localizer.model.promise import PromiseBook
from localizer.model.rule import ClaimRule, RequiredText
from localizer.model.size import SizeTables
from localizer.model.speech import SpeechRate
from localizer.packs.beats import load_beats
from localizer.packs.channels import load_channels
from localizer.packs.markets import load_markets
from localizer.packs.owed import load_duties
from localizer.packs.own import with_own
from localizer.packs.promises import load_promises
from localizer.packs.rules import load_claim_rules, load_required_texts, with_own_rules
from localizer.packs.sizes import load_sizes
from localizer.packs.speech import load_speech_rates
from localizer.paths import data_dir


@dataclass(frozen=True, slots=True)
class Packs:
    """Everything read from ``resources/`` and the user's own packs. Who loads it keeps it; it never changes.

    ``refused`` are sentences about own packs that have a fault and were left out.
    """

    markets: Mapping[str, Market]
    channels: Mapping[str, Channel]
    claims: tuple[ClaimRule, ...]
    required: tuple[RequiredText, ...]
    speech: Mapping[str, SpeechRate]
    beats: BeatBook
    sizes: SizeTables
    promises: PromiseBook
    refused: tuple[str, ...] = ()
    owed: tuple[ListingDuty, ...] = ()

    def resolve_target(self, text: str) -> Target:
        """Return the target written ``TH/shopee`` or ``MY/lazada@en-MY``.

        Raises `InputError` with what exists where market, channel or locale is unknown.
        """
        parts = split_target(text)
        if parts is None:
            problem = _("“{text}” is no target. Write TH/shopee or MY/lazada@en-MY.")
            raise InputError(problem.format(text=text))
        code, channel, locale = parts
        market = self.markets.get(code)
        if market is None:
            problem = _("There is no market {market}. There are: {known}.")
            raise InputError(problem.format(market=code, known=", ".join(self.markets)))
        if channel not in market.channels:
            problem = _("{market} has no channel {channel}. It has: {known}.")
            known = ", ".join(market.channels)
            raise InputError(problem.format(market=code, channel=channel, known=known))
        return Target(code, channel, _own_locale(market, locale))

    def has(self, target: Target) -> bool:
        """Tell whether market and channel of ``target`` are there: packs of one's own may go."""
        return target.market in self.markets and target.channel in self.channels

    def require(self, targets: Iterable[Target]) -> None:
        """Raise `PackError` with what to do when a pack of one of ``targets`` is not there."""
        for target in targets:
            if not self.has(target):
                problem = _(
                    "The launch sells on {target}, and there is no pack for it any more. Mend it or "
                    "put it back: {what}"
                )
                where = "; ".join(self.refused) or f"{target.market}.toml, {target.channel}.toml"
                raise PackError(problem.format(target=self.label(target), what=where))

    def label(self, target: Target) -> str:
        """Return the written form of ``target``; the locale is shown when it is not the market's own."""
        market = self.markets.get(target.market)
        return target.label("" if market is None else market.default_locale)

    def targets(self) -> tuple[Target, ...]:
        """Return every target there can be, market by market."""
        return tuple(
            Target(market.code, channel, locale)
            for market in self.markets.values()
            for channel in market.channels
            for locale in market.locales
        )

    def speech_rate(self, locale: str) -> SpeechRate | None:
        """Return the speaking rate of ``locale``: its own, its script's or its language's."""
        wanted = (locale, language_script(locale), language(locale))
        return next((self.speech[name] for name in wanted if name in self.speech), None)


def _own_locale(market: Market, locale: str | None) -> str:
    """Return the market's spelling of ``locale``, or its default. Raises `InputError`."""
    if locale is None:
        return market.default_locale
    for own in market.locales:
        if own.lower() == locale.lower():
            return own
    problem = _("{market} has no locale {locale}. It has: {known}.")
    known = ", ".join(market.locales)
    raise InputError(problem.format(market=market.code, locale=locale, known=known))


def load_packs(root: Path | None = None, *, own: Path | None = None) -> Packs:
    """Read all packs of the folder ``root`` (``resources`` by default), with the user's ``own`` beside them.

    Raises `PackError` naming file and place of the first fault in ``root``; own packs with a fault are left
    out, see `Packs.refused`.
    """
    folder = root or data_dir("resources")
    markets = load_markets(folder / "markets")
    channels = load_channels(folder / "channels")
    _check_channels(markets, channels)
    found = with_own(own, markets, channels)
    sizes, refused = _sizes(folder / "sizes", None if own is None else own / "sizes")
    claims, rules_refused = with_own_rules(
        load_claim_rules(folder / "rules"), None if own is None else own / "rules"
    )
    beats, beats_refused = _beats(folder / "scripts", None if own is None else own / "scripts")
    return Packs(
        markets=found.markets,
        channels=found.channels,
        claims=claims,
        required=load_required_texts(folder / "rules" / "required.toml"),
        speech=load_speech_rates(folder / "scripts" / "speech.toml"),
        beats=beats,
        sizes=sizes,
        refused=(*found.refused, *refused, *beats_refused, *rules_refused),
        promises=load_promises(folder / "promises"),
        owed=load_duties(folder / "listing" / "owed.toml"),
    )


def _sizes(folder: Path, own: Path | None) -> tuple[SizeTables, tuple[str, ...]]:
    """Return the size tables; without the user's own, and why, where those have a fault."""
    ours = load_sizes(folder)
    if own is None or not own.is_dir():
        return ours, ()
    try:
        return load_sizes(folder, own), ()
    except PackError as error:
        return ours, (str(error),)


def _check_channels(markets: Mapping[str, Market], channels: Mapping[str, Channel]) -> None:
    """Refuse packs that disagree about which channel sells in which market."""
    by_market = {(market.code, code) for market in markets.values() for code in market.channels}
    by_channel = {(code, channel.code) for channel in channels.values() for code in channel.markets}
    for market, channel in sorted(by_market ^ by_channel):
        if (market, channel) in by_market:
            problem = _(
                "{market}.toml names the channel {channel}, but {channel}.toml does not "
                "name the market {market}. Make them agree."
            )
        else:
            problem = _(
                "{channel}.toml names the market {market}, but {market}.toml does not "
                "name the channel {channel}. Make them agree."
            )
        raise PackError(problem.format(market=market, channel=channel))


def _beats(folder: Path, own: Path | None) -> tuple[BeatBook, tuple[str, ...]]:
    """Return the user's pacing where there is one without a fault, else the program's."""
    refused: tuple[str, ...] = ()
    if own is not None and (own / "beats.toml").is_file():
        try:
            return load_beats(own / "beats.toml"), ()
        except PackError as error:
            refused = (str(error),)
    return load_beats(folder / "beats.toml"), refused
