"""Checks of promises against facts: shipping, offers, stock, warranty, delivery and what the shop does.

Each promise is known by the wordings of its language (``resources/promises``). One that no fact supports
needs evidence, one that a fact contradicts blocks; the finding names the fact that would satisfy it. Phrase
rules of markets (`localizer.check.claims`) say what nobody may say, these say what must be true.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import ClassVar, Final

from localizer.check.promise_check import PromiseCheck, Verdict
from localizer.check.said import Checked, Saying
from localizer.i18n import N_
from localizer.model.grounds import LOW_STOCK, Ground, Grounds
from localizer.model.promise import Promise


class FreeShipping(PromiseCheck):
    """Free shipping is said only while it is offered."""

    id: ClassVar[str] = "promise:free_shipping"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.FREE_SHIPPING})

    def judge(self, _said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Ask for the offer of free shipping."""
        if grounds.denies(Ground.FREE_SHIPPING):
            return Verdict.wrong(N_("“{text}”: shipping is not free here."))
        if grounds.value(Ground.FREE_SHIPPING):
            return None
        message = N_("“{text}”: no offer of free shipping runs. Add one, or leave this out.")
        return Verdict.unproven(message, Ground.FREE_SHIPPING)


class LimitedOffer(PromiseCheck):
    """An offer is said to be short only while one runs, and to end only where its end is known."""

    id: ClassVar[str] = "promise:limited_offer"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.LIMITED_OFFER, Promise.OFFER_END})

    def judge(self, said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Ask for a running offer, and for its end where the words name one."""
        ends = said.kind is Promise.OFFER_END
        wanted = (Ground.OFFER_END,) if ends else (Ground.OFFER, Ground.OFFER_END)
        if grounds.first(wanted):
            return None
        if over := grounds.value(Ground.OFFER_OVER):
            message = N_("“{text}”: the offer ended on {date}. Leave this out.")
            return Verdict.wrong(message, ("date", over))
        if ends:
            message = N_(
                "“{text}”: no offer is known that ends so soon. Give the offer its end, or leave this out."
            )
            return Verdict.unproven(message, Ground.OFFER_END)
        message = N_("“{text}”: no offer runs. Add it with its dates, or leave this out.")
        return Verdict.unproven(message, Ground.OFFER)


class StockLeft(PromiseCheck):
    """Few pieces are said to be left only where few are, and never fewer than there are."""

    id: ClassVar[str] = "promise:stock_left"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.STOCK_LEFT, Promise.LOW_STOCK})

    def judge(self, said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Compare with the stock: at most the number said, or few enough to be called few."""
        stock = grounds.number(Ground.STOCK)
        if stock is None:
            message = N_("“{text}”: the stock is not known. Fill it in, or leave this out.")
            return Verdict.unproven(message, Ground.STOCK)
        args = ("stock", f"{stock:f}")
        if stock <= 0:
            return Verdict.wrong(N_("“{text}”: the stock is {stock}, nothing is left."), args)
        most = Decimal(LOW_STOCK) if said.number is None else said.number
        if stock <= most:
            return None
        fix = None
        if stock <= LOW_STOCK and said.figure != (0, 0):
            start, end = said.figure[0] - said.start, said.figure[1] - said.start
            fix = f"{said.text[:start]}{{stock}}{said.text[end:]}"
        return replace(Verdict.wrong(N_("“{text}”: the stock is {stock}."), args), fix=fix)


class LowestPrice(PromiseCheck):
    """A price is called the lowest only where a comparison can be looked up."""

    id: ClassVar[str] = "promise:lowest_price"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.LOWEST_PRICE})

    def judge(self, _said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Ask for the source of the comparison."""
        if grounds.value(Ground.SOURCE):
            return None
        message = N_(
            "“{text}” compares with every other price. Name where that can be looked up, or leave it out."
        )
        return Verdict.unproven(message, Ground.SOURCE)


class BundleOrGift(PromiseCheck):
    """More for the same money, or a gift, is said only while it is offered."""

    id: ClassVar[str] = "promise:bundle"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.BUNDLE, Promise.GIFT})

    def judge(self, said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Ask for the offer of several pieces or the gift."""
        if grounds.first((Ground.BUNDLE, Ground.GIFT)):
            return None
        if said.kind is Promise.GIFT:
            message = N_("“{text}”: no gift is offered with it. Add the offer, or leave this out.")
            return Verdict.unproven(message, Ground.GIFT)
        message = N_(
            "“{text}”: no offer for several pieces runs. Add the offer, or leave this out."
        )
        return Verdict.unproven(message, Ground.BUNDLE)


class Voucher(PromiseCheck):
    """A voucher is named only while there is one."""

    id: ClassVar[str] = "promise:voucher"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.VOUCHER})

    def judge(self, _said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Ask for the voucher."""
        if grounds.value(Ground.VOUCHER):
            return None
        message = N_("“{text}”: no voucher is offered. Add it, or leave this out.")
        return Verdict.unproven(message, Ground.VOUCHER)


class Warranty(PromiseCheck):
    """A warranty is the one of the product's facts, and not longer."""

    id: ClassVar[str] = "promise:warranty"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.WARRANTY})

    def judge(self, said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Compare the months."""
        if grounds.denies(Ground.WARRANTY):
            return Verdict.wrong(N_("“{text}”: the product has no warranty."))
        if not grounds.value(Ground.WARRANTY):
            message = N_("“{text}”: no warranty is among the facts. Add it, or leave this out.")
            return Verdict.unproven(message, Ground.WARRANTY)
        months = grounds.number(Ground.WARRANTY)
        if months is None or said.number is None or said.number == months:
            return None
        message = N_("“{text}”: the warranty is {months} months.")
        return Verdict.wrong(message, ("months", f"{months:f}"))


class Delivery(PromiseCheck):
    """A parcel is not promised sooner than the shop delivers or sends it."""

    id: ClassVar[str] = "promise:delivery"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.DELIVERY, Promise.DISPATCH})

    def judge(self, said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Compare the days, those till the parcel is there or till it is sent."""
        sends = said.kind is Promise.DISPATCH
        name = Ground.DISPATCH_DAYS if sends else Ground.DELIVERY_DAYS
        days = grounds.number(name)
        if days is None and sends:
            message = N_(
                "“{text}”: the days until a parcel is sent are not known. Fill them in, or leave this out."
            )
            return Verdict.unproven(message, name)
        if days is None:
            message = N_(
                "“{text}”: the days of delivery are not known. Fill them in, or leave this out."
            )
            return Verdict.unproven(message, name)
        if said.number is None or said.number >= days:
            return None
        args = ("days", f"{days:f}")
        if sends:
            return Verdict.wrong(N_("“{text}”: a parcel is sent after up to {days} days."), args)
        return Verdict.wrong(N_("“{text}”: delivery takes up to {days} days."), args)


class CashOnDelivery(PromiseCheck):
    """Payment at the door is said only where the shop takes it."""

    id: ClassVar[str] = "promise:cash_on_delivery"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.CASH_ON_DELIVERY})

    def judge(self, _said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Ask whether the shop takes it."""
        if grounds.denies(Ground.CASH_ON_DELIVERY):
            return Verdict.wrong(N_("“{text}”: the shop takes no cash on delivery here."))
        if grounds.value(Ground.CASH_ON_DELIVERY):
            return None
        message = N_(
            "“{text}”: it is not known whether the shop takes cash on delivery. Fill it in, or leave "
            "this out."
        )
        return Verdict.unproven(message, Ground.CASH_ON_DELIVERY)


class Returns(PromiseCheck):
    """Goods may be sent back for as long as the shop or the law lets them."""

    id: ClassVar[str] = "promise:returns"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.RETURNS})

    def lawful(self, said: Saying, context: Checked, /) -> bool:
        """Tell whether the market's law lets every buyer send goods back for that long."""
        right = context.promises and context.promises.returns.get(context.target.market)
        return bool(right and said.number is not None and said.number <= right.days)

    def judge(self, said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Compare the days with the shop's."""
        if grounds.denies(Ground.RETURNS_DAYS):
            return Verdict.wrong(N_("“{text}”: the shop takes nothing back here."))
        if not grounds.value(Ground.RETURNS_DAYS):
            message = N_(
                "“{text}”: it is not known how long the shop takes goods back. Fill it in, or leave this "
                "out."
            )
            return Verdict.unproven(message, Ground.RETURNS_DAYS)
        days = grounds.number(Ground.RETURNS_DAYS)
        if days is None or said.number is None or said.number <= days:
            return None
        message = N_("“{text}”: the shop takes goods back for {days} days.")
        return Verdict.wrong(message, ("days", f"{days:f}"))


class OfficialStore(PromiseCheck):
    """A shop calls itself official only where it is."""

    id: ClassVar[str] = "promise:official_store"
    kinds: ClassVar[frozenset[Promise]] = frozenset({Promise.OFFICIAL_STORE})

    def judge(self, _said: Saying, grounds: Grounds, /) -> Verdict | None:
        """Ask whether it is."""
        if grounds.denies(Ground.OFFICIAL_STORE):
            return Verdict.wrong(N_("“{text}”: this is no official shop."))
        if grounds.value(Ground.OFFICIAL_STORE):
            return None
        message = N_(
            "“{text}”: it is not known that this is the brand's official shop. Fill it in, or leave this out."
        )
        return Verdict.unproven(message, Ground.OFFICIAL_STORE)


#: Every check of a promise; texts, scripts and answers are all checked by them.
PROMISE_CHECKS: Final[tuple[PromiseCheck, ...]] = (
    FreeShipping(),
    LimitedOffer(),
    StockLeft(),
    LowestPrice(),
    BundleOrGift(),
    Voucher(),
    Warranty(),
    Delivery(),
    CashOnDelivery(),
    Returns(),
    OfficialStore(),
)
