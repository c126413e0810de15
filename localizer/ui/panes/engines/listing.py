"""The engines turned on, in the order they are asked; one of them tried with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtWidgets import QMessageBox, QStackedWidget, QWidget
from shiboken6 import isValid

from localizer.errors import LocalizerError
from localizer.i18n import _
from localizer.jobs import Progress
from localizer.pipeline.engines import Trial, make_engine
from localizer.settings import EngineSetting
from localizer.ui.actions import engine_asks
from localizer.ui.actions.engine_asks import EngineLine
from localizer.ui.actions.engine_edits import EngineEdits
from localizer.ui.actions.engine_words import KeyState, engine_name
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.engine_form import open_form
from localizer.ui.dialogs.engine_order import open_order
from localizer.ui.dialogs.engine_secrets import ask_secrets
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.models.engine_tables import engine_table
from localizer.ui.panes.engines.none_on import NoneOn
from localizer.ui.panes.engines.orders import OrdersCard
from localizer.ui.panes.engines.trial import TrialCard
from localizer.ui.panes.engines.view import Lines
from localizer.ui.widgets.parts import box, button, column, label, row

#: The right side's least and largest width.
SIDE: Final = (300, 380)
_WIDTHS: Final = (150, 160, 170, 120)
_FIRST_TARGETS: Final = ("en-US", "th-TH")
Ask = Callable[[str, Callable[[], object], Callable[..., object]], None]


class EnginesPage(QWidget):
    """``ask`` reads in the background and drops answers that come too late."""

    def __init__(self, session: Session, edits: EngineEdits, ask: Ask) -> None:
        """Build the list, the orders, the trial and the calm page."""
        super().__init__()
        self.session, self.edits, self._ask = session, edits, ask
        self._question = 0
        self._late = 0
        self._filling = False
        self.view = Lines(_("Engines turned on, first to last"))
        self.model = engine_table(self)
        self.view.setModel(self.model)
        self.orders, self.trial, self.none_on = OrdersCard(), TrialCard(), NoneOn()
        self.pages = QStackedWidget()
        self.pages.addWidget(self._list())
        self.pages.addWidget(self.none_on)
        self.setLayout(column(self.pages))
        self._connect()

    def _list(self) -> QWidget:
        self.add = button(_("Add …"), self._add, role="primary", tip=_("Ctrl+N"))
        self.change = button(_("Edit …"), self._edit, tip=_("Enter"))
        self.remove = button(_("Remove"), self._remove, tip=_("Del"))
        self.up = button(_("Up"), lambda: self._move(-1), tip=_("Alt+Up"))
        self.down = button(_("Down"), lambda: self._move(1), tip=_("Alt+Down"))
        self.problem = label("", "block", wrap=True)
        self.problem.hide()
        acts = row(self.add, self.change, self.remove, None, self.up, self.down)
        left = column(acts, self.view, self.problem, self.orders, spacing=SPACE_2)
        left.setStretch(1, 3)
        left.setStretch(3, 2)
        side = box(column(self.trial, None))
        side.setMinimumWidth(SIDE[0])
        side.setMaximumWidth(SIDE[1])
        body = row(box(left), side, spacing=SPACE_3)
        body.setStretch(0, 2)
        body.setStretch(1, 1)
        return box(body)

    def _connect(self) -> None:
        self.view.entered.connect(self._edit)
        self.view.deleted.connect(self._remove)
        self.view.shifted.connect(self._move)
        self.view.chosen.connect(lambda _line: self._show_chosen())
        self.none_on.wanted.connect(self._add)
        self.orders.wanted.connect(self._reorder)
        self.trial.wanted.connect(self._try)
        self.trial.stopped.connect(self._stop)
        actions = {"engines.new": self._add, "engines.try": self.trial.go.click}
        self.session.commands.bind(self, actions)

    def first_focus(self) -> QWidget:
        """Return where the keys go."""
        return self.none_on.go if self.pages.currentIndex() else self.view

    # -- what is shown ---------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the engines anew."""
        engines, keys = self.session.settings.engines, self.edits.keys
        self.pages.setCurrentIndex(0 if engines else 1)
        self._ask("engines", lambda: engine_asks.lines(engines, keys), self._show)
        store = self.session.store
        self._ask("sources", lambda: engine_asks.source_locales(store), self._offer)
        self._show_orders()

    def _show(self, lines: tuple[EngineLine, ...]) -> None:
        chosen = self.chosen
        if tuple(self.model.rows) != lines:
            self._filling = True
            self.model.show(lines)
            self.view.fit(*_WIDTHS)
            names = [one.setting.id for one in lines]
            self.view.choose(names.index(chosen.id) if chosen and chosen.id in names else 0)
            self._filling = False
        self._show_chosen()

    def _offer(self, sources: tuple[str, ...]) -> None:
        markets = self.session.tools.packs.markets.values()
        targets = [one.locale for one in self.session.targets] or list(_FIRST_TARGETS)
        every = sorted({tag for market in markets for tag in market.locales})
        self.trial.offer((*sources, "zh-Hans", "en-US"), (*targets, *every))

    def _show_orders(self) -> None:
        chosen = self.session.settings
        found = dict.fromkeys(one.locale for one in self.session.targets)
        locales = tuple(dict.fromkeys((*found, *sorted(chosen.engine_order))))
        self.orders.show_orders(chosen, locales)
        self.orders.setVisible(len(chosen.engines) > 1 and bool(locales))

    @property
    def line(self) -> EngineLine | None:
        """The engine in hand."""
        at = self.view.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    @property
    def chosen(self) -> EngineSetting | None:
        """The setting of the engine in hand."""
        return self.line.setting if self.line is not None else None

    def _show_chosen(self) -> None:
        if self._filling:
            return
        line, at = self.line, self.view.currentIndex().row()
        for one in (self.change, self.remove):
            one.setEnabled(line is not None)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < len(self.model.rows) - 1)
        self.problem.setText(line.problem if line is not None else "")
        self.problem.setVisible(bool(line is not None and line.problem))
        name = engine_name(line.setting) if line is not None else ""
        self.trial.set_engine(name, usable=line is not None and not line.problem)

    # -- what is changed -------------------------------------------------------------------------

    def _add(self) -> None:
        open_form(self.session.settings, self.edits.put, self)

    def _edit(self) -> None:
        setting, keys = self.chosen, self.edits.keys
        if setting is None:
            return

        def edit(held: dict[str, str]) -> None:
            open_form(self.session.settings, self.edits.put, self, setting, held)

        self._ask("held", lambda: keys.known(setting), edit)

    def _remove(self) -> None:
        line = self.line
        if line is None:
            return
        if line.keys not in (KeyState.KEPT, KeyState.TYPED):
            self.edits.remove(line.setting)
            return
        name = engine_name(line.setting)
        asked = QMessageBox(self)
        asked.setWindowTitle(_("Turn {engine} off").format(engine=name))
        asked.setText(_("Its key is forgotten and cannot be brought back."))
        yes = asked.addButton(_("Turn off"), QMessageBox.ButtonRole.AcceptRole)
        asked.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        yes.clicked.connect(lambda: self.edits.remove(line.setting))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _move(self, by: int) -> None:
        setting = self.chosen
        if setting is not None:
            self.edits.move(setting, by)

    def _reorder(self, locale: str) -> None:
        open_order(
            self.session.settings, locale, self, lambda order: self.edits.order(locale, order)
        )

    # -- the trial -------------------------------------------------------------------------------

    def _try(self) -> None:
        """Ask for the keys that are missing first."""
        setting, keys = self.chosen, self.edits.keys
        if setting is None or not self.trial.text() or self._late:
            return

        def go(missing: tuple[str, ...]) -> None:
            if not missing:
                self._send(setting)
                return
            ask_secrets(setting, missing, self, lambda typed: self._send(setting, typed))

        self._ask("missing", lambda: keys.missing(setting), go)

    def _send(self, setting: EngineSetting, typed: Mapping[str, str] | None = None) -> None:
        keys, store, text = self.edits.keys, self.session.store, self.trial.text()
        source, target = self.trial.languages()
        self._question += 1
        number = self._question

        def work(_progress: Progress) -> Trial:
            if typed:
                keys.keep(setting, typed)
            engine = make_engine(setting, keys.known(setting))
            return engine_asks.try_logged(store, engine, text, source, target)

        self._late += 1
        self.trial.show_busy()
        self.session.jobs.run(
            work,
            done=lambda trial: self._tried(number, trial),
            failed=lambda error: self._failed(number, error),
            ended=lambda: self._ended(number),
        )

    def _tried(self, number: int, trial: Trial) -> None:
        if number == self._question and isValid(self):
            self.trial.show_trial(trial)

    def _failed(self, number: int, error: LocalizerError) -> None:
        if number == self._question and isValid(self):
            self.trial.show_trial(Trial("", str(error)))

    def _ended(self, number: int) -> None:
        """The request is over, whoever still waited for it: another may be sent."""
        self._late -= 1
        if not isValid(self):
            return
        self.trial.set_blocked(blocked=False)
        if number == self._question:
            self.edits.changed.emit()

    def _stop(self) -> None:
        """Await the answer no longer; nothing more is sent before the request is over."""
        self._question += 1
        self.trial.show_stopped()
        self.trial.set_blocked(blocked=bool(self._late))
