"""A run of an engine beside the window: memory and facts first, then the engine; paused, resumed, cancelled.

The engine is waited for in the readers' lane: what comes back is written a little at a time under the store's
own lock, so that hand edits and other work go on meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from localizer import pipeline
from localizer.catalog.engine_runs import RunState
from localizer.errors import LocalizerError
from localizer.i18n import _
from localizer.jobs import Progress
from localizer.model.launch import Target
from localizer.pipeline import engine_run
from localizer.pipeline.engine_queue import plan
from localizer.pipeline.engine_run import Control, RunReport
from localizer.pipeline.engine_session import Ways
from localizer.pipeline.engines import hints_for
from localizer.pipeline.matching import matches_of
from localizer.pipeline.tools import Tools
from localizer.settings import EngineSetting
from localizer.store.database import Store
from localizer.translate.engines.base import Engine
from localizer.ui.actions import engine_asks
from localizer.ui.actions.engine_words import drafted_words, engine_name
from localizer.ui.actions.session import Session

if TYPE_CHECKING:
    from localizer.ui.jobs import Job

#: How often what is shown of a run is read anew.
LOOK_MS: Final = 500


@dataclass(frozen=True, slots=True)
class Order:
    """What to ask: ``engine``, made of ``setting``, for ``targets`` of a launch, or what waits in ``run_id``.

    ``ceiling`` is what it may cost in all, ``None`` for anything. ``then`` are asked afterwards for what is
    left.
    """

    setting: EngineSetting
    engine: Engine
    launch: str
    targets: tuple[Target, ...] = ()
    ceiling: Decimal | None = None
    run_id: int | None = None
    then: tuple[Order, ...] = ()

    @property
    def name(self) -> str:
        """Return what the engine is called."""
        return engine_name(self.setting)


def carry_out(
    store: Store, tools: Tools, order: Order, control: Control, progress: Progress
) -> RunReport | None:
    """Ask what an order says; ``None`` where nothing is left to ask."""
    reader = store.read()
    with matches_of(reader) as matches:
        ways = Ways(hints=hints_for(reader, matches))
        if order.run_id is not None:
            return engine_run.resume(
                store,
                tools,
                order.engine,
                order.run_id,
                ceiling=order.ceiling,
                progress=progress,
                control=control,
                ways=ways,
            )
        wanted = engine_asks.launch_order(store, order.launch)
        asked = plan(store, tools, order.targets, order.engine.info, only=wanted)
        if not asked.texts:
            return None
        return engine_run.start(
            store,
            tools,
            order.engine,
            asked,
            ceiling=order.ceiling,
            progress=progress,
            control=control,
            ways=ways,
        )


class EngineRunner(QObject):
    """One run at a time, whichever window shows it. ``changed`` tells that something is to be shown anew.

    ``report`` is what is known of the run under way or of the last one, ``is_asking`` that it is under way,
    ``wish`` how it is to end.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        """Do nothing yet."""
        super().__init__(session)
        self._session = session
        self.order: Order | None = None
        self.report: RunReport | None = None
        self.is_drafting = False
        self.is_asking = False
        self.nothing_left = False
        self._control = Control()
        self._draft: Job | None = None
        self._asking: Job | None = None
        self._store: Store | None = None
        self._after = 0
        self._next: Order | None = None
        self._is_looking = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        session.opened.connect(self._forget)

    @property
    def is_busy(self) -> bool:
        """Tell whether a run is under way or being prepared."""
        return self.is_drafting or self.is_asking

    @property
    def wish(self) -> RunState | None:
        """Return how the run under way shall end, ``None`` to let it go on."""
        return self._control.wish

    @property
    def _is_here(self) -> bool:
        """Tell whether the workspace that was asked for is still the one that is open."""
        return self._session.is_open and self._session.store is self._store

    def _forget(self) -> None:
        """What ran before belongs to a workspace that is closed."""
        if not self.is_busy and not self._is_here:
            self.order = self.report = None
            self.nothing_left = False
            self.changed.emit()

    def start(self, order: Order) -> None:
        """Draft from memory and facts, then ask for the rest; a run that waits is gone on with at once."""
        if self.is_busy:
            return
        self.order, self.report, self.nothing_left = order, None, False
        self._control = Control()
        self._store = self._session.store
        if order.run_id is not None:
            self._ask()
            return
        self.is_drafting = True
        self.changed.emit()
        session, store, tools = self._session, self._session.store, self._session.tools
        drafted: list[object] = []
        job = session.work(
            _("Preparing drafts"),
            lambda progress: pipeline.draft(store, tools, launch=order.launch, progress=progress),
            drafted.append,
        )
        # The job may end in any way; only after a draft is it known what is left.
        job.ended.connect(lambda: self._drafted(done=bool(drafted)))
        self._draft = job

    def _drafted(self, *, done: bool) -> None:
        self.is_drafting, self._draft = False, None
        if done and self._is_here and self._control.wish is None:
            self._ask()
        else:
            self.changed.emit()
            self._forget()

    def _ask(self) -> None:
        order, session, control = self.order, self._session, self._control
        if order is None:
            return
        store, tools = session.store, session.tools
        self.is_asking = True
        self._after = engine_asks.newest_run(store)
        self._asking = session.jobs.run(
            lambda progress: carry_out(store, tools, order, control, progress),
            done=lambda report: self._done(order, report),
            failed=self._failed,
            ended=self._ended,
            label=_("Asking {engine}").format(engine=order.name),
        )
        self._timer.start()
        self.changed.emit()

    def _done(self, order: Order, report: RunReport | None) -> None:
        """Show what came of it; other screens read anew what was drafted."""
        self.is_asking = False
        self.report, self.nothing_left = report, report is None
        session = self._session
        if order.then and self.wish is None and (report is None or report.cause is None):
            self._next = replace(order.then[0], then=order.then[1:])
        if report is None or not self._is_here:
            return
        self.order = replace(order, run_id=report.run_id, ceiling=None, then=())
        session.refresh()
        if report.drafted:
            session.say(drafted_words(order.name, report.drafted), "ok")
            self._check(order.launch)

    def _check(self, launch: str) -> None:
        """Bring the findings up to date with the new drafts."""
        session, store, tools = self._session, self._session.store, self._session.tools
        session.work(
            _("Checking the drafts"),
            lambda progress: pipeline.check(store, tools, launch=launch, progress=progress),
        )

    def _failed(self, error: LocalizerError) -> None:
        self._session.say(str(error), "block")

    def _ended(self) -> None:
        self.is_asking, self._asking = False, None
        self._timer.stop()
        following, self._next = self._next, None
        if following is not None and self._is_here and self.wish is None:
            self.order, self.report, self.nothing_left = following, None, False
            self._ask()
            return
        self.changed.emit()
        self._forget()

    def pause(self) -> None:
        """Ask nothing more for now."""
        self._control.pause()
        self._wake()
        self.changed.emit()

    def cancel(self) -> None:
        """Ask nothing more; what was answered is kept."""
        self._control.cancel()
        if self._draft is not None:
            self._draft.cancel()
        self._wake()
        self.changed.emit()

    def _wake(self) -> None:
        """Let a run that was paused as a job hear how it is to end."""
        if self._asking is not None:
            self._session.jobs.resume(self._asking)

    @property
    def can_resume(self) -> bool:
        """Tell whether texts wait in the run that ended last."""
        report = self.report
        return not self.is_busy and report is not None and report.waiting > 0

    def _look(self) -> None:
        """Read how the run stands, unless the last reading is still under way."""
        session = self._session
        if self._is_looking or not self.is_asking or not self._is_here or self.order is None:
            return
        store, after = session.store, self._after
        number = self.order.run_id or (self.report.run_id if self.report else None)
        self._is_looking = True
        session.jobs.run(
            lambda _progress: engine_asks.look(store, number, after),
            done=self._looked,
            ended=self._seen,
        )

    def _looked(self, report: RunReport | None) -> None:
        if self.is_asking and report is not None:
            self.report = report
            self.changed.emit()

    def _seen(self) -> None:
        self._is_looking = False


def engine_runner(session: Session) -> EngineRunner:
    """Return the runner of a session: one and the same each time, also for a window built anew."""
    found = session.findChild(EngineRunner)
    return found if isinstance(found, EngineRunner) else EngineRunner(session)
