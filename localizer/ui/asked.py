"""What the main window shows when it is asked to: dialogs and the dock of checks, imported then."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from localizer.exchange.package_reading import is_package
    from localizer.ui.dialogs import crash, importing, package_open
    from localizer.ui.dialogs.keys_sheet import KeysSheet
    from localizer.ui.dialogs.launch_book import ask_launch_book
    from localizer.ui.dialogs.package_open import ask_return, choose_package
    from localizer.ui.dialogs.package_send import ask_send
    from localizer.ui.dialogs.package_take import choose_file
    from localizer.ui.dialogs.palette import Palette
    from localizer.ui.dialogs.privacy import PrivacyDialog
    from localizer.ui.panes.checks.dock import ChecksDock

__all__ = [
    "ChecksDock",
    "KeysSheet",
    "Palette",
    "PrivacyDialog",
    "ask_launch_book",
    "ask_return",
    "ask_send",
    "choose_file",
    "choose_package",
    "crash",
    "importing",
    "is_package",
    "package_open",
]
#: The module of each; a module stands for itself.
_WHERE = {
    "ChecksDock": "localizer.ui.panes.checks.dock",
    "KeysSheet": "localizer.ui.dialogs.keys_sheet",
    "Palette": "localizer.ui.dialogs.palette",
    "PrivacyDialog": "localizer.ui.dialogs.privacy",
    "ask_launch_book": "localizer.ui.dialogs.launch_book",
    "ask_return": "localizer.ui.dialogs.package_open",
    "ask_send": "localizer.ui.dialogs.package_send",
    "choose_file": "localizer.ui.dialogs.package_take",
    "choose_package": "localizer.ui.dialogs.package_open",
    "crash": "localizer.ui.dialogs.crash",
    "is_package": "localizer.exchange.package_reading",
    "importing": "localizer.ui.dialogs.importing",
    "package_open": "localizer.ui.dialogs.package_open",
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        problem = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(problem)
    module = import_module(_WHERE[name])
    return getattr(module, name, module)
