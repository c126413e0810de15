"""Show the first window before the command line is read: it then stands there while that and the rest load.

Where it cannot be shown nothing is said here: `localizer.ui.first_window` says it in words.
"""

from __future__ import annotations

from localizer.errors import LocalizerError


def show_early() -> bool:
    """Show the first window where that is possible; tell whether it was painted."""
    try:
        from localizer.ui.first_window import show_first  # noqa: PLC0415 - Qt may be missing

        return show_first().painted
    except LocalizerError:
        return False
