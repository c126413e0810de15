"""What a person can do, and the session all panes share. Must not know any pane, dialog or widget."""
