"""The stages in order, one short function each: what the command line and the panes both call.

import → launch → draft (translate, price, script) → check → review → export. This package wires stages to
each other, because they never import one another; it must not know Qt, SQL or who asked.

A module is imported when the first of its functions is asked for: a window that shows a board needs no
exports.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from localizer.pipeline.decide import (
        accept_rates,
        approve_clean,
        approve_scripts,
        approve_translations,
        edit_script_line,
        edit_translation,
        fix_price,
        overrule,
        redo,
        send_back,
        take_back_overrule,
        undo,
    )
    from localizer.pipeline.demo import DEFAULT_TARGETS, create_demo
    from localizer.pipeline.exports import compare, export
    from localizer.pipeline.incoming import (
        FilePreview,
        PastImport,
        past_import,
        past_imports,
        preview_file,
        save_report,
    )
    from localizer.pipeline.price_choices import choose_basis
    from localizer.pipeline.price_rules import scope_lines, set_rule, withdraw_rule
    from localizer.pipeline.rates import (
        clear_rate,
        fetch_rates,
        freeze_rates,
        keep_rates,
        refresh_rates,
        set_rate,
        set_spread,
    )
    from localizer.pipeline.readiness import ready
    from localizer.pipeline.report import status
    from localizer.pipeline.repricing import apply_prices, plan_prices
    from localizer.pipeline.run import check, create_launch, draft, import_catalog
    from localizer.pipeline.severities import set_severity
    from localizer.pipeline.tools import Tools, load_tools
    from localizer.pipeline.views import (
        alike,
        format_price,
        price_today,
        render_script,
        suggestions,
    )

#: Where each function is.
_WHERE = {
    name: module
    for module, names in {
        "decide": (
            "accept_rates",
            "approve_clean",
            "approve_scripts",
            "approve_translations",
            "edit_script_line",
            "edit_translation",
            "fix_price",
            "overrule",
            "redo",
            "send_back",
            "take_back_overrule",
            "undo",
        ),
        "demo": ("DEFAULT_TARGETS", "create_demo"),
        "exports": ("compare", "export"),
        "incoming": (
            "FilePreview",
            "PastImport",
            "past_import",
            "past_imports",
            "preview_file",
            "save_report",
        ),
        "price_choices": ("choose_basis",),
        "price_rules": ("scope_lines", "set_rule", "withdraw_rule"),
        "rates": (
            "clear_rate",
            "fetch_rates",
            "freeze_rates",
            "keep_rates",
            "refresh_rates",
            "set_rate",
            "set_spread",
        ),
        "readiness": ("ready",),
        "report": ("status",),
        "repricing": ("apply_prices", "plan_prices"),
        "run": ("check", "create_launch", "draft", "import_catalog"),
        "severities": ("set_severity",),
        "tools": ("Tools", "load_tools"),
        "views": ("alike", "format_price", "price_today", "render_script", "suggestions"),
    }.items()
    for name in names
}

__all__ = [
    "DEFAULT_TARGETS",
    "FilePreview",
    "PastImport",
    "Tools",
    "accept_rates",
    "alike",
    "apply_prices",
    "approve_clean",
    "approve_scripts",
    "approve_translations",
    "check",
    "choose_basis",
    "clear_rate",
    "compare",
    "create_demo",
    "create_launch",
    "draft",
    "edit_script_line",
    "edit_translation",
    "export",
    "fetch_rates",
    "fix_price",
    "format_price",
    "freeze_rates",
    "import_catalog",
    "keep_rates",
    "load_tools",
    "overrule",
    "past_import",
    "past_imports",
    "plan_prices",
    "preview_file",
    "price_today",
    "ready",
    "redo",
    "refresh_rates",
    "render_script",
    "save_report",
    "scope_lines",
    "send_back",
    "set_rate",
    "set_rule",
    "set_severity",
    "set_spread",
    "status",
    "suggestions",
    "take_back_overrule",
    "undo",
    "withdraw_rule",
]


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        problem = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(problem)
    found = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
