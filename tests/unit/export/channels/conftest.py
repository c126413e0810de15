"""Products as the writers get them, and a way to write them and look at the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from localizer.export.content import ProductContent
from localizer.export.formats import BY_CODE
from localizer.export.writer import Head, Part
from localizer.model.channel import Channel
from localizer.model.launch import Target
from localizer.packs.channels import load_channels
from tests.unit.export.channels.made import NOW, VERDICT

Write = Callable[..., tuple[Part, ...]]


@pytest.fixture(scope="session")
def channels() -> dict[str, Channel]:
    return dict(load_channels())


@pytest.fixture
def write(tmp_path: Path, channels: dict[str, Channel]) -> Write:
    """Return a function that writes products in a format for a target and returns the parts."""

    def run(
        code: str, contents: Iterable[ProductContent], target: Target, **given: str
    ) -> tuple[Part, ...]:
        channel = channels[target.channel]
        head = Head(target, f"{target.market}/{target.channel}", "11.11 <sale>", NOW, given, channel)
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        writer = BY_CODE[code].make(head, folder)
        for content in contents:
            writer.add(content)
        return writer.close(VERDICT)

    return run
