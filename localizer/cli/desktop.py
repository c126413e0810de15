"""``localizer desktop``: a double click on workspaces and packages opens this program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from localizer.cli.options import as_json
from localizer.cli.output import emit, say
from localizer.errors import EnvironmentProblem
from localizer.i18n import _
from localizer.pipeline.file_types import (
    Registered,
    register,
    register_windows,
    unregister,
    unregister_windows,
)


@click.group()
def desktop() -> None:
    """Let a double click open workspaces and packages, or no longer."""


@desktop.command()
@as_json
def install(*, json_: bool) -> int:
    """Write what the system has to know, for you alone."""
    command = (sys.executable, "-m", "localizer")
    if sys.platform == "win32":
        from localizer.pipeline.windows_registry import PersonalRegistry, tell_shell  # noqa: PLC0415

        found = register_windows(PersonalRegistry(), command, tell_shell)
    else:
        found = register(_data_home(), command)
    _tell(found, json_=json_)
    if not json_:
        say(_("A double click on .localizer and .localizer-pkg opens Localizer from now on."))
    return 0


@desktop.command()
@as_json
def remove(*, json_: bool) -> int:
    """Take away what `install` wrote, and nothing else."""
    if sys.platform == "win32":
        from localizer.pipeline.windows_registry import PersonalRegistry, tell_shell  # noqa: PLC0415

        found = unregister_windows(PersonalRegistry(), tell_shell)
    else:
        found = unregister(_data_home())
    _tell(found, json_=json_)
    if not json_ and not found.places:
        say(_("There was nothing to take away."))
    return 0


def _data_home() -> Path:
    """Return the person's data folder (XDG Base Directory Specification). Raises on macOS."""
    if sys.platform == "darwin":
        problem = _(
            "On a Mac choose the program in the Finder: Get Info on a .localizer file, then “Open with” "
            "and “Change All”."
        )
        raise EnvironmentProblem(problem)
    given = os.environ.get("XDG_DATA_HOME", "")
    return Path(given) if Path(given).is_absolute() else Path.home() / ".local" / "share"


def _tell(found: Registered, *, json_: bool) -> None:
    if json_:
        emit({"places": list(found.places), "told": list(found.told)})
        return
    for place in found.places:
        click.echo(place)
