"""A launch weighs findings in its own way, but nothing that stops an export passes in silence."""

from __future__ import annotations

import pytest

from localizer.check.weighing import weighed
from localizer.model.finding import Finding, Severity, SeverityChoice, Weight

BLOCK, EVIDENCE = Severity.BLOCK, Severity.EVIDENCE
WARNING, INFO = Severity.WARNING, Severity.INFO


@pytest.mark.parametrize(
    ("severity", "weight", "reason", "expected"),
    [
        (WARNING, BLOCK, "", (BLOCK, WARNING)),
        (WARNING, INFO, "", (INFO, WARNING)),
        (INFO, EVIDENCE, "", (EVIDENCE, INFO)),
        (WARNING, "off", "", None),
        (INFO, "off", "", None),
        (WARNING, WARNING, "", (WARNING, None)),
        (BLOCK, WARNING, "agreed", (WARNING, BLOCK)),
        (BLOCK, WARNING, "", (BLOCK, None)),
        (EVIDENCE, INFO, "", (EVIDENCE, None)),
        (BLOCK, EVIDENCE, "", (BLOCK, None)),
        (EVIDENCE, BLOCK, "", (BLOCK, EVIDENCE)),
        (BLOCK, "off", "agreed", (BLOCK, None)),
        (EVIDENCE, "off", "", (EVIDENCE, None)),
    ],
)
def test_a_choice_is_followed_where_it_may_be(
    severity: Severity,
    weight: Weight,
    reason: str,
    expected: tuple[Severity, Severity | None] | None,
) -> None:
    choices = {"rule": SeverityChoice("rule", weight, reason=reason)}
    found = [finding for _, finding in weighed([(1, Finding("rule", severity, "Wrong."))], choices)]
    assert [(one.severity, one.own) for one in found] == ([] if expected is None else [expected])


def test_the_rule_itself_goes_before_its_check() -> None:
    choices = {
        "claim": SeverityChoice("claim", INFO),
        "claim:cheapest": SeverityChoice("claim:cheapest", BLOCK),
    }
    rules = ("claim:cheapest", "claim:organic", "claims", "length")
    found = weighed([(rule, Finding(rule, WARNING, "Wrong.")) for rule in rules], choices)
    assert [(place, finding.severity) for place, finding in found] == [
        ("claim:cheapest", BLOCK),
        ("claim:organic", INFO),
        ("claims", WARNING),
        ("length", WARNING),
    ]
