"""Findings in the reader's language."""

from __future__ import annotations

from localizer.i18n import _
from localizer.model.finding import Finding


def finding_text(finding: Finding) -> str:
    """Return the sentence of a finding with its arguments filled."""
    return _(finding.message).format(**dict(finding.args))
