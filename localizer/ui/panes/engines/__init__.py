"""Engines: those turned on, what they would cost, the rest drafted by one, and what left this machine."""

from localizer.ui.panes.engines.pane import EnginesPane

__all__ = ["EnginesPane"]
