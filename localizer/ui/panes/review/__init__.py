"""The review desk: flagged work first, one text at a time, everything by keys."""

from localizer.ui.panes.review.pane import ReviewPane

__all__ = ["ReviewPane"]
