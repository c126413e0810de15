"""The People pane: who is at work, what was done, and how much of it."""

from localizer.ui.panes.people.pane import PeoplePane

__all__ = ["PeoplePane"]
