"""Paints the lists of the checks dock: a mark by severity, what it is, where, and how many or which rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from localizer.catalog.finding_groups import FindingLine, Group
from localizer.model.finding import Severity
from localizer.ui.actions.check_words import Names, counts_in_words, stands_in
from localizer.ui.actions.columns import count
from localizer.ui.actions.words import finding_text, rule_words
from localizer.ui.widgets.marks import Mark
from localizer.ui.widgets.row_delegate import RowDelegate, RowWords

MARKS: Final[Mapping[Severity, Mark]] = {
    Severity.BLOCK: Mark.BLOCK,
    Severity.EVIDENCE: Mark.BLOCK,
    Severity.WARNING: Mark.WARN,
    Severity.INFO: Mark.OPEN,
}


class GroupDelegate(RowDelegate):
    """Paints `Group` values; ``name`` says what a group is called."""

    def __init__(self, view: QWidget, row_role: int, name: Callable[[Group], str]) -> None:
        """Paint in the colours of ``view``."""
        super().__init__(view, row_role)
        self._name = name

    def words(self, value: object) -> RowWords | None:
        """Return the group's name and how many findings it has."""
        if not isinstance(value, Group):
            return None
        return RowWords(
            mark=MARKS[value.worst],
            head=" ".join(self._name(value).split()),
            place=counts_in_words(value.counts),
            end=count(len(value.ids)),
        )


class FindingDelegate(RowDelegate):
    """Paints `FindingLine` values."""

    def __init__(self, view: QWidget, row_role: int, names: Callable[[], Names]) -> None:
        """Paint in the colours of ``view``; ``names`` are the written forms of targets."""
        super().__init__(view, row_role)
        self._names = names

    def words(self, value: object) -> RowWords | None:
        """Return the message, where it stands, and what the rule is about."""
        if not isinstance(value, FindingLine):
            return None
        finding = value.stored.finding
        return RowWords(
            mark=MARKS[finding.severity],
            head=" ".join(finding_text(finding).split()),
            place=stands_in(value, self._names()),
            end=rule_words(finding.rule),
        )
