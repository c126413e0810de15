"""The catalog: what is sold, with facts, variants, certificates and offers."""

from localizer.ui.panes.catalog.pane import CatalogPane

__all__ = ["CatalogPane"]
