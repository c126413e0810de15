"""Engines: which are turned on, what they would cost, drafting the rest by them, and what left this machine."""

from localizer.ui.panes.engines.pane import EnginesPane

__all__ = ["EnginesPane"]
