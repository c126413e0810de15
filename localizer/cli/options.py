"""Arguments and options several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from localizer import settings
from localizer.store.database import Store, open_or_create, open_store

Command = TypeVar("Command", bound=Callable[..., Any])


def as_json(command: Command) -> Command:
    """Add ``--json``."""
    return click.option("--json", "json_", is_flag=True, help="Write the result as JSON.")(command)


def workspace(command: Command) -> Command:
    """Add the argument WS, the workspace file."""
    return click.argument("ws", type=click.Path(path_type=Path))(command)


def launch_name(command: Command) -> Command:
    """Add ``--launch``."""
    return click.option(
        "--launch", metavar="NAME", default=None, help="Which launch; the newest one by default."
    )(command)


@contextmanager
def opened(path: Path, *, new: bool = False) -> Iterator[Store]:
    """Open the workspace ``path`` in the person's name; with ``new`` make it where there is none."""
    person = settings.person_name(settings.load())
    store = open_or_create(path, person=person) if new else open_store(path, person=person)
    with store:
        yield store
