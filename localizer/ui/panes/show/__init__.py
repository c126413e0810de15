"""Shows: the rundown on the clock, answers to viewers, hosts, the freeze, and the ways on air."""

from localizer.ui.panes.show.pane import ShowPane

__all__ = ["ShowPane"]
