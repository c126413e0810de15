"""What a command or a pane is told afterwards: counts, never silence. All values go to JSON as they are."""

from __future__ import annotations

from dataclasses import dataclass

from localizer.model.changes import Changes


@dataclass(frozen=True, slots=True)
class DraftReport:
    """Rows written by stage, and whether anything changed at all."""

    launch: str
    products: int
    targets: int
    translated: Changes
    priced: Changes
    scripted: Changes
    #: Sentences about attached memories that could not be read.
    unread: tuple[str, ...] = ()

    @property
    def rows_written(self) -> int:
        """Return the number of rows written; 0 when everything was up to date."""
        return self.translated.total + self.priced.total + self.scripted.total


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Findings that came and went, and what stands now by severity."""

    launch: str
    products: int
    added: int
    removed: int
    severities: dict[str, int]


@dataclass(frozen=True, slots=True)
class ApproveReport:
    """What was approved and what was left for a person."""

    launch: str
    translations: int
    scripts: int
    left: int


@dataclass(frozen=True, slots=True)
class TargetStatus:
    """One line of the launch's table. ``origins`` counts segments by where their text comes from."""

    target: str
    locale: str
    currency: str
    origins: dict[str, int]
    states: dict[str, int]
    variants: int
    prices: int
    scripts: int
    findings: dict[str, int]
    cells: dict[str, int]


@dataclass(frozen=True, slots=True)
class StatusReport:
    """How far a launch is."""

    launch: str
    date: str
    products: int
    variants: int
    memory: int
    targets: tuple[TargetStatus, ...]


@dataclass(frozen=True, slots=True)
class UndoReport:
    """The step that was taken back or made again."""

    label: str
    changes: Changes
