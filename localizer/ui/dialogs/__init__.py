"""Windows that ask one thing and go away. Must not know any pane."""
