"""The command that opens the window. It must import next to nothing: the window shall be there at once."""

from __future__ import annotations

from pathlib import Path

import click

from localizer.ui.actions.machine import require_display


def open_window(
    workspace: Path | None,
    *,
    quit_after_paint: bool = False,
    quit_when_ready: bool = False,
    shot: Path | None = None,
    pane: str = "",
) -> int:
    """Show the window and return its exit code. Raises `EnvironmentProblem` where none can be shown."""
    require_display()
    from localizer.ui import first_window  # noqa: PLC0415 - Qt is loaded only when a window is wanted

    return first_window.run(
        workspace,
        quit_after_paint=quit_after_paint,
        quit_when_ready=quit_when_ready,
        shot=shot,
        pane=pane,
    )


@click.command()
@click.argument("ws", required=False, type=click.Path(path_type=Path))
@click.option("--quit-after-paint", is_flag=True, help="Close after the first paint (to measure).")
@click.option("--quit-when-ready", is_flag=True, help="Close once one could work (to measure).")
@click.option("--shot", metavar="FILE", type=click.Path(path_type=Path), help="Save a picture.")
@click.option("--pane", default="", help="Pane to show: board, catalog, review, prices, …")
def gui(
    ws: Path | None,
    *,
    quit_after_paint: bool,
    quit_when_ready: bool,
    shot: Path | None,
    pane: str,
) -> int:
    """Open the window, on the workspace or translator's package WS where one is named."""
    return open_window(
        ws,
        quit_after_paint=quit_after_paint,
        quit_when_ready=quit_when_ready,
        shot=shot,
        pane=pane,
    )
