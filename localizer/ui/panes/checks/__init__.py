"""The checks dock: what checks have against the launch, on every screen."""

from localizer.ui.panes.checks.dock import ChecksDock

__all__ = ["ChecksDock"]
