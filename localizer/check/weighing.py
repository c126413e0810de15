"""How much a finding weighs in a launch: as its rule says, or as a person chose it there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from localizer.model.finding import OFF, Finding, Severity, SeverityChoice

Place = TypeVar("Place")


def weighed(
    found: Iterable[tuple[Place, Finding]], choices: Mapping[str, SeverityChoice]
) -> Iterator[tuple[Place, Finding]]:
    """Yield what was found with the severities of ``choices``, by rule or by its part before the colon.

    A finding whose rule is off is left out; one that stops an export stays as it is where no reason was
    given to lower it.
    """
    for place, finding in found:
        choice = choices.get(finding.rule) or choices.get(finding.rule.partition(":")[0])
        if choice is None or not choice.allowed(finding.severity):
            yield place, finding
        elif choice.weight == OFF:
            continue
        elif choice.weight == finding.severity:
            yield place, finding
        else:
            yield place, replace(finding, severity=Severity(choice.weight), own=finding.severity)
