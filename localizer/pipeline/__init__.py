"""The stages in order, one short function each: what the command line and the panes both call.

import → launch → draft (translate, price, script) → check → review → export. This package wires stages to
each other, because they never import one another; it must not know Qt, SQL or who asked.
"""

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
from localizer.pipeline.readiness import readiness, ready
from localizer.pipeline.report import status
from localizer.pipeline.repricing import apply_prices, plan_prices
from localizer.pipeline.run import check, create_launch, draft, import_catalog
from localizer.pipeline.severities import set_severity, severities
from localizer.pipeline.tools import Tools, load_tools
from localizer.pipeline.views import alike, format_price, price_today, render_script, suggestions

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
    "readiness",
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
    "severities",
    "status",
    "suggestions",
    "take_back_overrule",
    "undo",
    "withdraw_rule",
]
