"""What the scripts of a target are written from, whoever asks for one of them."""

from __future__ import annotations

from collections.abc import Callable

from localizer.catalog import launches
from localizer.model.launch import Launch, Target
from localizer.pipeline.stage_rules import script_rules
from localizer.pipeline.tools import Tools
from localizer.script.stage import ScriptRules
from localizer.store.database import Reader


def rules_by_target(tools: Tools) -> Callable[[Reader, Target], ScriptRules]:
    """Return what gives the rules of each target: those of the launch that sells there.

    Where none does they are those of a launch of today that nobody keeps. Rules remember what they composed:
    one piece of work asks one of these, and the next one another.
    """
    known: dict[Target, ScriptRules] = {}

    def rules(reader: Reader, target: Target) -> ScriptRules:
        if target not in known:
            found = launches.selling_on(reader, target)
            launch = found or Launch(0, "", tools.now().date(), (target,))
            known[target] = script_rules(tools, launch, launches.launch_products(reader, launch))
        return known[target]

    return rules
