"""What a format is: a writer that is given one product after another and makes one file or several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.remarks import Remark
from localizer.model.channel import Channel
from localizer.model.launch import Target


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a target before its products: its written form, the launch, the zoned moment.

    ``given`` is what a person filled in for the formats, by the code of the `Setting` (``link``, ``fill``);
    ``channel`` is the channel's pack, where its limits matter.
    """

    target: Target
    label: str
    launch: str
    made_at: dt.datetime
    given: Mapping[str, str] = field(default_factory=dict)
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One written file: ``kind`` and ``suffix`` become part of its name (``listings``, ``.csv``).

    ``rows`` counts records without headings; ``cut`` counts texts too long for a cell of the format. Where
    there is more than one file takes, the second has ``-2`` behind its kind, and so on. ``remarks`` say what
    the file lacks; of several files of one format the first carries them.
    """

    path: Path
    kind: str
    suffix: str
    rows: int
    cut: int = 0
    remarks: tuple[Remark, ...] = ()


class TargetWriter(Protocol):
    """Writes one target in one format."""

    def add(self, content: ProductContent) -> None:
        """Write one product."""

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the files and return them."""

    def abort(self) -> None:
        """Let go of everything; what was written is of no use."""


@runtime_checkable
class Refusing(Protocol):
    """A writer that leaves out what its channel would refuse; ``refused`` counts those products."""

    refused: int


#: Makes a writer for a target; its files go into the folder given.
WriterFactory = Callable[[Head, Path], TargetWriter]
