"""The user's own market, channel and size packs beside the program's.

They lie in ``markets/``, ``channels/`` and ``sizes/`` of one folder, in the form of the program's files. A
pack with the code of one of ours takes its place. A faulty one is refused with file, line and fault, and
everything else goes on: nobody must lose the program to a typing error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from localizer.errors import PackError
from localizer.i18n import _
from localizer.model.channel import Channel
from localizer.model.market import Market
from localizer.packs.channels import load_channel
from localizer.packs.markets import load_market

Pack = TypeVar("Pack")


@dataclass(frozen=True, slots=True)
class OwnPacks:
    """Markets and channels with the user's among them; ``refused`` says what was wrong with the others."""

    markets: Mapping[str, Market]
    channels: Mapping[str, Channel]
    refused: tuple[str, ...] = ()


def with_own(
    folder: Path | None, markets: Mapping[str, Market], channels: Mapping[str, Channel]
) -> OwnPacks:
    """Return ``markets`` and ``channels`` with the packs of ``folder``, which need not exist.

    What an own pack says of where it sells holds for the program's packs as well.
    """
    if folder is None or not folder.is_dir():
        return OwnPacks(markets, channels)
    refused: list[str] = []
    sells = _read(folder / "markets", load_market, refused)
    sold_by = _read(folder / "channels", load_channel, refused)
    own_markets = _known(sells, {*channels, *sold_by}, _channels_of, refused)
    own_channels = _known(sold_by, {*markets, *own_markets}, _markets_of, refused)
    own_markets = _known(own_markets, {*channels, *own_channels}, _channels_of, refused)
    all_markets = {
        code: market if code in own_markets else _selling(market, own_channels)
        for code, market in sorted({**markets, **own_markets}.items())
    }
    all_channels = {
        code: channel if code in own_channels else _sold_in(channel, own_markets)
        for code, channel in sorted({**channels, **own_channels}.items())
    }
    return OwnPacks(_agreed(all_markets, all_channels), all_channels, tuple(refused))


def _read(folder: Path, load: Callable[[Path], Pack], refused: list[str]) -> dict[str, Pack]:
    """Return the packs of ``folder`` by file name; what is wrong with a file goes to ``refused``."""
    found: dict[str, Pack] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path.stem] = load(path)
        except PackError as error:
            refused.append(str(error))
    return found


def _known(
    own: Mapping[str, Pack],
    known: Iterable[str],
    named: Callable[[Pack], tuple[str, ...]],
    refused: list[str],
) -> dict[str, Pack]:
    """Return the packs that name nothing unknown."""
    codes, kept = frozenset(known), {}
    for code, pack in own.items():
        strangers = [name for name in named(pack) if name not in codes]
        if strangers:
            problem = _("{file}.toml names {names}, and there is no such pack. It was left out.")
            refused.append(problem.format(file=code, names=", ".join(strangers)))
        else:
            kept[code] = pack
    return kept


def _channels_of(market: Market) -> tuple[str, ...]:
    return market.channels


def _markets_of(channel: Channel) -> tuple[str, ...]:
    return channel.markets


def _selling(market: Market, own: Mapping[str, Channel]) -> Market:
    """Return a market of the program's with exactly those own channels that name it."""
    kept = [code for code in market.channels if code not in own]
    new = [code for code, channel in own.items() if market.code in channel.markets]
    return replace(market, channels=tuple(dict.fromkeys((*kept, *new))))


def _sold_in(channel: Channel, own: Mapping[str, Market]) -> Channel:
    """Return a channel of the program's with exactly those own markets that name it."""
    kept = [code for code in channel.markets if code not in own]
    new = [code for code, market in own.items() if channel.code in market.channels]
    return replace(channel, markets=tuple(dict.fromkeys((*kept, *new))))


def _agreed(markets: Mapping[str, Market], channels: Mapping[str, Channel]) -> dict[str, Market]:
    """Return the markets with the channels that name them: of two own packs the channel decides."""
    return {
        code: replace(
            market,
            channels=tuple(
                name
                for name in market.channels
                if name in channels and code in channels[name].markets
            ),
        )
        for code, market in markets.items()
    }
