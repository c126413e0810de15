"""``python -m localizer`` and the ``localizer`` command."""

from localizer.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
