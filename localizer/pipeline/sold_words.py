"""What the files of a launch say of a product's prices: its tokens, spoken too, and what is asked for it."""

from __future__ import annotations

from collections.abc import Sequence

from localizer.catalog.sold import Sold
from localizer.model.launch import Launch, Target
from localizer.model.promotion import Asked
from localizer.pipeline import sales, tokens
from localizer.pipeline.asked import asked_for
from localizer.pipeline.sales import Offered
from localizer.pipeline.tokens import Deal
from localizer.pipeline.tools import Tools


class SoldWords:
    """Works out what is asked, shown and spoken; the last product is remembered, as all are asked of it."""

    def __init__(self, tools: Tools, launch: Launch, order: Sequence[int]) -> None:
        """Speak for ``launch``, whose products stand in ``order``."""
        self._tools, self._launch = tools, launch
        self._basket = tokens.basket_numbers(order)
        self._last: tuple[Sold, Target, Offered] | None = None

    def tokens(self, sold: Sold, target: Target) -> dict[str, str]:
        """Return the value of every token of the product on ``target``, as it is shown."""
        deal = self._deal(sold, target)
        return tokens.written(deal, self._tools, self._basket, sold.product_id, target)

    def spoken(self, sold: Sold, target: Target) -> dict[str, str]:
        """Return the same as the host says it, prices in words."""
        deal = self._deal(sold, target)
        return tokens.spoken(deal, self._tools, self._basket, sold.product_id, target)

    def asked(self, sold: Sold, target: Target) -> dict[int, Asked]:
        """Return what is asked for the product's variants beside their regular price, by id."""
        return asked_for(self._tools, self._launch, target, sold, self._offered(sold, target))

    def _deal(self, sold: Sold, target: Target) -> Deal:
        offered = self._offered(sold, target)
        return tokens.deal_of(self._tools, self._launch, sold.product, target, offered)

    def _offered(self, sold: Sold, target: Target) -> Offered:
        if self._last is None or self._last[0] is not sold or self._last[1] != target:
            market = self._tools.packs.markets[target.market]
            found = sales.offered_of(
                market, sold.product, sold.prices, sold.promotions, target.channel
            )
            self._last = (sold, target, found)
        return self._last[2]
