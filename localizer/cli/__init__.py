"""The command line: every stage without a window, by the same functions the panes call.

Results go to stdout (``--json`` for machines), messages and progress to stderr. Exit 0 on success, 1 when the
person must act, 2 on misuse. This package must not know how a stage works, nor import Qt but for the window.
"""

from localizer.cli.main import cli, main

__all__ = ["cli", "main"]
