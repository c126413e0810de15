"""Memory: what was translated before, found by a word in either language, mended, and passed on."""

from localizer.ui.panes.memory.pane import MemoryPane

__all__ = ["MemoryPane"]
