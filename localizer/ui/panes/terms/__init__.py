"""Terms: the words listings wait for, all words in every language, and setting one's own."""

from localizer.ui.panes.terms.pane import TermsPane

__all__ = ["TermsPane"]
