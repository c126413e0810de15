"""Paper: pages laid out as PDF in the program's own letters; works without a window or a display."""

from localizer.ui.printing.pages import Pages, pdf_of, require_application

__all__ = ["Pages", "pdf_of", "require_application"]
