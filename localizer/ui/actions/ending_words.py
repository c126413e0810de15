"""Price endings as people write them (…9,000, …99), and what prices become by them. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from babel.numbers import get_decimal_symbol, get_group_symbol

from localizer.i18n import _
from localizer.model.locale import to_babel
from localizer.model.money import selling_digits, selling_unit
from localizer.model.price import EndingBand, EndingMode
from localizer.price.endings import next_ending, previous_ending
from localizer.price.precision import ZERO

#: A band with more endings than this in a power of ten is told by its step.
_MOST: Final = 4
_DOTS: Final = "…"
#: Stands for digits that may be any, as in x.95.
_ANY: Final = "x"
_THOUSAND: Final = 3
_TEN: Final = Decimal(10)
#: Prices as they come out of the sum, in the size of a market's everyday goods.
_SAMPLES: Final = tuple(
    map(Decimal, ("1.12", "3.48", "7.31", "12.9", "21.6", "48.3", "87.4", "123.7", "468", "1290"))
)


def band_words(band: EndingBand, currency: str, locale: str) -> str:
    """Return the endings of a band as ``locale`` (BCP 47) writes prices: …500, …900."""
    babel = to_babel(locale)
    if band.step <= selling_unit(currency) and band.endings == (ZERO,):
        return _("every price")
    power = _power(band.step)
    times = power / band.step
    if times != times.to_integral_value() or times * len(band.endings) > _MOST:
        endings = ", ".join(_plain(one, babel) for one in band.endings)
        return _("every {step}, plus {endings}").format(
            step=_plain(band.step, babel), endings=endings
        )
    every = sorted(
        band.step * count + ending for count in range(int(times)) for ending in band.endings
    )
    return ", ".join(_ending(one, power, currency, babel) for one in every)


def _power(step: Decimal) -> Decimal:
    """Return the smallest power of ten that is not below ``step``."""
    found = _TEN ** step.adjusted()
    return found if found == step else found * _TEN


def _ending(value: Decimal, power: Decimal, currency: str, locale: str) -> str:
    """Return the digits below ``power``: 9000 below 10000 is …9,000, 0.09 below 0.1 is x.x9."""
    mark = get_decimal_symbol(locale)
    exponent = value.normalize().as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    if decimals:
        decimals = max(decimals, selling_digits(currency))
    whole, _point, tail = f"{value:.{decimals}f}".partition(".")
    if power < 1:
        hidden = -power.adjusted()
        return f"{_ANY}{mark}{_ANY * hidden}{tail[hidden:]}"
    if power == 1:
        return f"{_ANY}{mark}{tail}" if tail else _ANY
    digits = _grouped(whole.zfill(power.adjusted()), locale)
    return f"{_DOTS}{digits}{mark if tail else ''}{tail}"


def _grouped(digits: str, locale: str) -> str:
    """Put the locale's sign between thousands."""
    head = len(digits) % _THOUSAND
    parts = [digits[:head]] if head else []
    parts += [digits[at : at + _THOUSAND] for at in range(head, len(digits), _THOUSAND)]
    return get_group_symbol(locale).join(parts)


def _plain(value: Decimal, locale: str) -> str:
    return f"{value:f}".replace(".", get_decimal_symbol(locale))


def examples(
    bands: Sequence[EndingBand], mode: EndingMode, scale: Decimal
) -> tuple[tuple[Decimal, Decimal | None], ...]:
    """Return ten exact prices and what they become, ``None`` where no ending fits.

    ``scale`` is about what one yuan is worth in the market's currency, a power of ten. What the floor margin
    forbids is not known here.
    """
    found = []
    for sample in _SAMPLES:
        exact = sample * scale * 10
        found.append((exact, _ended(bands, mode, exact)))
    return tuple(found)


def _ended(bands: Sequence[EndingBand], mode: EndingMode, exact: Decimal) -> Decimal | None:
    above, below = next_ending(bands, exact), previous_ending(bands, exact)
    if below is None or mode is EndingMode.UP:
        return above
    if above is None or mode is EndingMode.DOWN:
        return below
    return below if exact - below < above - exact else above
