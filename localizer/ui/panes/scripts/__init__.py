"""The script studio: beats with their seconds, lines by lane, today's prices in their places."""

from localizer.ui.panes.scripts.pane import ScriptsPane

__all__ = ["ScriptsPane"]
