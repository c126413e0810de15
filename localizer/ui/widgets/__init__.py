"""Small parts of screens: cards, chips, delegates, editors, bars. Must not know any pane or dialog."""
