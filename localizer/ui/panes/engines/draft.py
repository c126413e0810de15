"""Draft the rest of a launch: what is there already, what each engine would cost, one of them started."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedWidget, QWidget
from shiboken6 import isValid

from localizer.i18n import _, pgettext
from localizer.pipeline.engines import kind_of, make_engine, turns
from localizer.pipeline.leverage import Amount, Band
from localizer.settings import EngineSetting
from localizer.translate.engines.base import Cause, Engine
from localizer.ui.actions import engine_asks
from localizer.ui.actions import engine_words as words
from localizer.ui.actions.engine_asks import Estimate, Offer, OpenRun
from localizer.ui.actions.engine_keys import EngineKeys
from localizer.ui.actions.engine_work import Order, engine_runner
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.engine_ceiling import ask_ceiling
from localizer.ui.dialogs.engine_secrets import ask_secrets
from localizer.ui.dialogs.rates_numbers import parse_number
from localizer.ui.look.style_sheet import restyle
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.models.engine_tables import BandTable, offer_table
from localizer.ui.panes.engines.running import RunCard
from localizer.ui.panes.engines.view import Lines
from localizer.ui.panes.engines.waiting import WaitingCard
from localizer.ui.widgets.parts import Card, Elided, box, button, column, label, row, scroll
from localizer.ui.widgets.parts import set_role as give_role

#: The right side's least and largest width.
SIDE: Final = (300, 380)
_BANDS: Final = (200,)
_OFFERS: Final = (150, 160, 70, 80, 90)
#: Bands that are shown only where there are texts in them.
_RARE: Final = frozenset({Band.SAME_LANGUAGE, Band.DONE})
_NUMBER: Final = 120
_LEAST: Final = 110
Ask = Callable[[str, Callable[[], object], Callable[..., object]], None]


class DraftPage(QWidget):
    """``engines_wanted`` asks for the page where engines are turned on."""

    engines_wanted = Signal()

    def __init__(self, session: Session, keys: EngineKeys, ask: Ask) -> None:
        """Build the tables, the start and the run."""
        super().__init__()
        self.session, self.keys, self._ask = session, keys, ask
        self.runner = engine_runner(session)
        self.estimate: Estimate | None = None
        self._banded: Estimate | None = None
        self._counting = self._was_busy = False
        self._of: tuple[str, str] = ("", "")
        self.launch = Elided("", "title")
        self.count = button(_("Count what is there"), self._count, role="primary")
        self.told = label("", "muted", wrap=True)
        self.bands, self.band_view = BandTable(self), Lines(_("Texts by language and origin"))
        self.band_view.setModel(self.bands)
        self.band_view.horizontalHeader().setStretchLastSection(False)
        self.offers, self.offer_view = offer_table(self), Lines(_("What each engine would cost"))
        self.offer_view.setModel(self.offers)
        self.ceiling = QLineEdit()
        self.ceiling.setAccessibleName(_("May cost at most"))
        self.ceiling.setPlaceholderText(_("any amount"))
        self.ceiling.setMaximumWidth(_NUMBER)
        self.currency = label("", "muted")
        self.others = QCheckBox(_("Then the others, in the order of each language"))
        self.others.setToolTip(_("What is left is asked of the other engines; not with a ceiling."))
        self.start = button(
            pgettext("engine", "Start"), self._start, role="primary", picture="play"
        )
        self.privacy = label("", "muted", wrap=True)
        self.no_engine = button(_("Turn an engine on …"), self.engines_wanted.emit)
        self.run, self.waiting = RunCard(), WaitingCard()
        self._lay_out()
        self._connect()
        self._enable()

    def _lay_out(self) -> None:
        head = row(self.launch, self.count)
        head.setStretch(0, 1)
        for view in (self.band_view, self.offer_view):
            view.setMinimumHeight(_LEAST)
        self.offered = Card(
            row(label(_("Engines"), "section"), None, self.no_engine),
            self.offer_view,
            self.privacy,
            row(
                label(_("May cost at most"), "muted"),
                self.ceiling, self.currency, self.others, None, self.start,
            ),
        )  # fmt: skip
        self.hint = label(
            _(
                "See first what memory, facts and repeats give, and what an engine would be asked for "
                "and cost. Nothing is sent by that."
            ),
            "", wrap=True,
        )  # fmt: skip
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(box(column(self.hint)))
        self.pages.addWidget(self.band_view)
        self.side = scroll(box(column(self.run, self.waiting, None, spacing=SPACE_3)))
        self.side.setMinimumWidth(SIDE[0])
        self.side.setMaximumWidth(SIDE[1])
        foot = row(box(column(self.offered)), self.side, spacing=SPACE_3)
        foot.setStretch(0, 2)
        foot.setStretch(1, 1)
        layout = column(head, self.told, self.pages, foot, spacing=SPACE_2)
        for part in (2, 3):
            layout.setStretch(part, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.offer_view.chosen.connect(lambda _line: self._enable())
        self.ceiling.textChanged.connect(lambda _text: self._enable())
        self.ceiling.returnPressed.connect(self._start)
        self.runner.changed.connect(self._show_run)
        self.run.pause_wanted.connect(self.runner.pause)
        self.run.cancel_wanted.connect(self.runner.cancel)
        self.run.resume_wanted.connect(self._resume)
        self.waiting.resumed.connect(self._go_on)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._start)

    def first_focus(self) -> QWidget:
        """Return where the keys go."""
        return self.offer_view if self.pages.currentIndex() else self.count

    # -- what is shown ---------------------------------------------------------------------------

    def reload(self) -> None:
        """Follow the launch, the engines and the runs."""
        session = self.session
        launch = session.launch
        of = (str(session.path), launch.name if launch is not None else "")
        if of != self._of:
            self._of, self.estimate = of, None
        self.launch.show_text(launch.name if launch is not None else _("No launch"))
        self.hint.setVisible(launch is not None)
        self._show_counted()
        self._show_run()
        self._enable()

    def _show_counted(self) -> None:
        """Show what was counted, or what is to be done first."""
        found = self.estimate
        self.pages.setCurrentIndex(0 if found is None else 1)
        self.offered.setVisible(found is not None)
        self.told.setText(
            _("Engines draft the texts of a launch. Make one on the start screen.")
            if self.session.launch is None
            else _left(found)
        )
        self.told.setVisible(bool(self.told.text()))
        if found is not None:
            self._show_bands(found)
            self._offer(found)

    def _show_bands(self, found: Estimate) -> None:
        if found is self._banded:
            return
        self._banded = found
        self.bands.show_leverage(found.leverage)
        self.band_view.fit(*_BANDS)
        for at, band in enumerate(words.BANDS, 1):
            amounts = (bands.get(band) for bands in found.leverage.locales.values())
            self.band_view.setColumnHidden(at, band in _RARE and not any(amounts))

    def _show_run(self) -> None:
        if not self.session.is_open:
            return
        self.run.show_run(self.runner, less_motion=self.session.settings.less_motion)
        self.side.setVisible(self.runner.order is not None or bool(self.waiting.buttons))
        was_busy, self._was_busy = self._was_busy, self.runner.is_busy
        report = self.runner.report
        if was_busy and not self._was_busy and report is not None and report.answered:
            self._count_anew()
        if not self.runner.is_asking or self.runner.report is None:
            store = self.session.store
            self._ask("runs", lambda: engine_asks.open_runs(store), self._show_waiting)
        self._enable()

    def _count_anew(self) -> None:
        """What was counted is not so any more: count again where it is looked at."""
        if self.estimate is None:
            return
        if self.isVisible():
            self._count()
        else:
            self.estimate = None
            self._show_counted()

    def _show_waiting(self, found: tuple[OpenRun, ...]) -> None:
        report = self.runner.report
        shown = report.run_id if report is not None else 0
        busy = self.runner.is_busy
        runs = [] if busy else [one for one in found if one.run.id != shown]
        turned_on = {one.id for one in self.session.settings.engines}
        self.waiting.show_runs(runs, turned_on, busy=busy)
        self.side.setVisible(self.runner.order is not None or bool(runs))

    @property
    def offer(self) -> Offer | None:
        """The engine in hand with what it would cost."""
        at = self.offer_view.currentIndex().row()
        return self.offers.rows[at] if 0 <= at < len(self.offers.rows) else None

    def _enable(self) -> None:
        launch, offer, busy = self.session.launch, self.offer, self.runner.is_busy
        self.count.setEnabled(launch is not None and not self._counting and not busy)
        give_role(self.count, "" if self.estimate is not None else "primary")
        self.count.setText(
            _("Count again") if self.estimate is not None else _("Count what is there")
        )
        self.no_engine.setVisible(not self.session.settings.engines)
        self.currency.setText(offer.currency if offer is not None else "")
        self.ceiling.setEnabled(offer is not None and offer.cost is not None)
        is_wrong = bool(self.ceiling.text().strip()) and self._amount() is None
        if bool(self.ceiling.property("invalid")) != is_wrong:
            self.ceiling.setProperty("invalid", is_wrong)
            restyle(self.ceiling)
        several = len(self.session.settings.engines) > 1
        self.others.setVisible(several)
        self.others.setEnabled(not self.ceiling.text().strip())
        privacy = _(kind_of(offer.setting.kind).privacy) if offer is not None else ""
        self.privacy.setText(privacy)
        self.privacy.setVisible(bool(privacy))
        can = offer is not None and offer.amount.texts > 0 and not is_wrong
        self.start.setEnabled(can and launch is not None and not busy and not self._counting)

    def _amount(self) -> Decimal | None:
        return parse_number(self.ceiling.text())

    # -- counting --------------------------------------------------------------------------------

    def _count(self) -> None:
        session, launch = self.session, self.session.launch
        if launch is None:
            return
        store, tools, of = session.store, session.tools, self._of
        self._counting = True
        self._enable()
        session.jobs.run(
            lambda progress: engine_asks.estimate(store, tools, launch.name, progress),
            done=lambda found: self._counted(of, found),
            cancelled=lambda: session.say(_("Stopped. Nothing was counted."), "warn"),
            ended=self._count_ended,
            label=_("Counting what is there"),
        )

    def _counted(self, of: tuple[str, str], found: Estimate) -> None:
        if not isValid(self) or of != self._of:
            return
        self.estimate = found
        self._show_counted()

    def _count_ended(self) -> None:
        self._counting = False
        if isValid(self):
            self._enable()
            if self.pages.currentIndex():
                self.offer_view.setFocus()

    def _offer(self, found: Estimate) -> None:
        engines, keys = self.session.settings.engines, self.keys
        self._ask("offers", lambda: engine_asks.offers(engines, keys, found), self._show_offers)

    def _show_offers(self, found: tuple[Offer, ...]) -> None:
        line = self.offer_view.currentIndex().row()
        if found != tuple(self.offers.rows):
            self.offers.show(found)
            self.offer_view.fit(*_OFFERS)
            self.offer_view.choose(line if line >= 0 else self._first(found))
        self._enable()

    def _first(self, found: tuple[Offer, ...]) -> int:
        """Return the line of the engine that is asked first for the first language of the launch."""
        locales = [one.locale for one in self.session.targets]
        order = self.session.settings.engines_for(locales[0] if locales else "")
        return next((at for at, one in enumerate(found) if one.setting == order[0]), 0)

    # -- running ---------------------------------------------------------------------------------

    def _start(self) -> None:
        offer, launch, targets = self.offer, self.session.launch, self.session.targets
        if offer is None or launch is None or not self.start.isEnabled():
            return
        setting = offer.setting
        ceiling = self._amount() if offer.cost is not None else None

        asks_others = (
            self.others.isVisible() and self.others.isEnabled() and self.others.isChecked()
        )
        later = (
            turns(self.session.settings, targets, but=setting.id)
            if asks_others and ceiling is None
            else ()
        )

        def go(engines: Mapping[str, Engine]) -> None:
            then = tuple(Order(one, engines[one.id], launch.name, some) for one, some in later)
            first = engines[setting.id]
            self.runner.start(Order(setting, first, launch.name, targets, ceiling, then=then))

        wanted = {one.id: one for one in (setting, *(one for one, _some in later))}
        self._prepare_all(tuple(wanted.values()), {}, go)

    def _prepare_all(
        self,
        wanted: tuple[EngineSetting, ...],
        made: Mapping[str, Engine],
        go: Callable[[Mapping[str, Engine]], object],
    ) -> None:
        """Make engines one after another, each with its keys, before the first is asked."""
        if not wanted:
            go(made)
            return
        first, *rest = wanted
        self._prepare(
            first, lambda engine: self._prepare_all(tuple(rest), {**made, first.id: engine}, go)
        )

    def _resume(self) -> None:
        """Go on with the run that ended last."""
        order, report = self.runner.order, self.runner.report
        if order is None or report is None:
            return
        self._go_on_with(order.setting, report.run_id, report.cause)

    def _go_on(self, one: OpenRun) -> None:
        """Go on with a run of before, where its engine is turned on."""
        engines = self.session.settings.engines
        setting = next((each for each in engines if each.id == one.run.engine), None)
        if setting is not None:
            cause = Cause(one.run.cause) if one.run.cause else None
            self._go_on_with(setting, one.run.id, cause)

    def _go_on_with(self, setting: EngineSetting, run_id: int, cause: Cause | None) -> None:
        launch = self.session.launch
        if launch is None or self.runner.is_busy:
            return

        def go(ceiling: Decimal | None = None) -> None:
            self._prepare(
                setting,
                lambda engine: self.runner.start(
                    Order(setting, engine, launch.name, ceiling=ceiling, run_id=run_id)
                ),
                again=cause is Cause.KEY,
            )

        if cause is not Cause.STOPPED:
            go()
            return
        store = self.session.store

        def ask(found: tuple[OpenRun, ...]) -> None:
            one = next((each for each in found if each.run.id == run_id), None)
            if one is None or not one.run.ceiling:
                go()
                return
            ask_ceiling(one.spent, Decimal(one.run.ceiling), one.run.currency, self, go)

        self._ask("ceiling", lambda: engine_asks.open_runs(store), ask)

    def _prepare(
        self, setting: EngineSetting, go: Callable[[Engine], object], *, again: bool = False
    ) -> None:
        """Make an engine, asking for keys that are missing, or ``again`` for those it refused."""
        keys = self.keys
        secrets = kind_of(setting.kind).secrets or kind_of(setting.kind).optional

        def asked(missing: tuple[str, ...]) -> None:
            names = secrets if again else missing
            if not names:
                self._make(setting, {}, go)
            else:
                ask_secrets(setting, names, self, lambda typed: self._make(setting, typed, go))

        self._ask("missing", lambda: keys.missing(setting), asked)

    def _make(
        self, setting: EngineSetting, typed: Mapping[str, str], go: Callable[[Engine], object]
    ) -> None:
        keys = self.keys

        def made() -> Engine:
            keys.keep(setting, typed)
            return make_engine(setting, keys.known(setting))

        self._ask("engine", made, go)


def _left(found: Estimate | None) -> str:
    """Return what is left for an engine, nothing before it was counted."""
    if found is None:
        return ""
    total = sum(found.leverage.asked().values(), Amount())
    if not total.texts:
        return _("Nothing is left for an engine: memory, facts and repeats give all.")
    asked = words.amount_words(total.texts, total.words, total.characters)
    return _("Left for an engine: {amount}.").format(amount=asked)
