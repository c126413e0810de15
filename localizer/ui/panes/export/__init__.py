"""Export: targets with their gate, formats and presets, the first rows, what changed, what went out."""

from localizer.ui.panes.export.pane import ExportPane

__all__ = ["ExportPane"]
