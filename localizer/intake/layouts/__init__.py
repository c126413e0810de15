"""The layouts of shop systems, one module each; a new module is found by itself.

A layout knows its own headers and nothing of products: what the columns it names become is decided once,
for all layouts, in `localizer.intake`.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from localizer.intake.layout import Layout


@cache
def layouts() -> tuple[Layout, ...]:
    """Return every layout, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [importlib.import_module(f"{__name__}.{name}").LAYOUT for name in names]
    return tuple(layout for layout in found if isinstance(layout, Layout))
