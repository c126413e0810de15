"""Writes products in the format a test asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from localizer.export.content import ProductContent
from localizer.export.remarks import Remark
from localizer.export.writer import Part
from localizer.model.channel import Channel
from localizer.model.launch import Target
from localizer.packs.channels import load_channels
from tests.support.channel_content import written

Write = Callable[..., tuple[Part, ...]]


@pytest.fixture(scope="session")
def packs() -> dict[str, Channel]:
    return dict(load_channels())


@pytest.fixture
def write(tmp_path: Path, packs: dict[str, Channel]) -> Write:
    """Return a function that writes products in a format for a target and returns the parts."""

    def run(
        code: str, contents: Iterable[ProductContent], target: Target, **given: str
    ) -> tuple[Part, ...]:
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        return written(code, contents, target, folder, packs[target.channel], **given)[0]

    return run


@pytest.fixture
def told() -> Callable[[tuple[Part, ...]], dict[str, int]]:
    """Return a function that gives the count of each remark by kind and field."""

    def counts(parts: tuple[Part, ...]) -> dict[str, int]:
        remarks: tuple[Remark, ...] = parts[0].remarks
        return {f"{one.kind}:{one.field}": one.count for one in remarks}

    return counts
