"""The dialog of price rules: what counts where, from whom, and changing it. Knows no pane."""

from localizer.ui.dialogs.price_rules.window import PriceRulesDialog, show_rules

__all__ = ["PriceRulesDialog", "show_rules"]
