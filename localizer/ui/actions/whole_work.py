"""Work that writes all or nothing, run beside the window."""

from __future__ import annotations

from collections.abc import Callable

from localizer.i18n import _
from localizer.jobs import Progress
from localizer.ui.actions.session import Session


def run_whole(
    session: Session,
    label: str,
    action: Callable[[Progress], object],
    done: Callable[..., object],
    ended: Callable[[], object] | None = None,
) -> None:
    """Run work that writes all or nothing; it shows ``label`` and can be stopped."""
    session.jobs.run(
        action,
        done=done,
        cancelled=lambda: session.say(_("Stopped. Nothing was changed."), "warn"),
        ended=ended if ended is not None else _nothing,
        writes=True,
        label=label,
    )


def _nothing() -> None:
    """Do nothing at the end."""
