"""``python -m localizer`` and the ``localizer`` command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

__all__ = ["main"]
#: Endings of what the system opens with this program.
_FILES: Final = (".localizer", ".localizer-pkg")
#: With these there is nothing to show, or nothing yet.
_NO_WINDOW: Final = ("-h", "--help", "--shot")


def main() -> None:
    """Run the program; where the window is all that is wanted it is shown before anything else is read."""
    arguments = sys.argv[1:]
    if _wants_window(arguments):
        from localizer.ui.first_early import show_early  # noqa: PLC0415 - commands need no Qt

        if show_early() and "--quit-after-paint" in arguments:
            return
    from localizer.cli import main as run  # noqa: PLC0415 - reads the command line, which takes longer

    run()


def _wants_window(arguments: Sequence[str]) -> bool:
    if not arguments or any(one.startswith(_NO_WINDOW) for one in arguments):
        return False
    return arguments[0] == "gui" or arguments[0].lower().endswith(_FILES)


if __name__ == "__main__":
    main()
