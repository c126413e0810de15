"""Prices: every variant on every target, each taken apart from cost to list price."""

from localizer.ui.panes.prices.pane import PricesPane

__all__ = ["PricesPane"]
