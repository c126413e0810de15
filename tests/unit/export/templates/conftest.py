"""Fills a template in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from localizer.export.content import ProductContent
from localizer.export.writer import Part
from localizer.model.channel import Channel
from localizer.model.launch import Target
from localizer.packs.channels import load_channels
from tests.support.channel_content import written

Fill = Callable[..., tuple[Part, ...]]


@pytest.fixture(scope="session")
def packs() -> dict[str, Channel]:
    return dict(load_channels())


@pytest.fixture
def fill(tmp_path: Path, packs: dict[str, Channel]) -> Fill:
    """Return a function that fills a template for a target and returns the parts."""

    def run(
        template: Path, target: Target, contents: Iterable[ProductContent], **given: str
    ) -> tuple[Part, ...]:
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        asked = {"fill": str(template), **given}
        channel = packs[target.channel]
        return written("workbook", contents, target, folder, channel, **asked)[0]

    return run
