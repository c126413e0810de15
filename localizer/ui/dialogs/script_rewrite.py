"""A script reworded by an engine: what would be sent, then line by line what came back, to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog, QProgressBar, QWidget
from shiboken6 import isValid

from localizer.errors import LocalizerError
from localizer.i18n import _, ngettext
from localizer.jobs import Progress
from localizer.model.changes import Changes
from localizer.pipeline import script_rewrite
from localizer.pipeline.engine_words import CAUSES
from localizer.pipeline.engines import kind_of, make_engine
from localizer.pipeline.script_rewrite import Kept, RewriteReport, Sending
from localizer.settings import EngineSetting
from localizer.translate.engines.base import Cause
from localizer.ui.actions.columns import count
from localizer.ui.actions.engine_keys import engine_keys
from localizer.ui.actions.engine_words import engine_name, exact_money, place_words
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.engine_secrets import ask_secrets
from localizer.ui.dialogs.script_rewrite_lines import RewrittenLines
from localizer.ui.look.motion import busy
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.parts import button, column, combo, label, row, scroll, set_role

if TYPE_CHECKING:
    from localizer.ui.jobs import Job

SIZE: Final = (820, 640)
SMALL: Final = (560, 240)


class RewriteDialog(QDialog):
    """First whom to ask and what is sent, then what came back. One request at a time."""

    def __init__(self, session: Session, script_id: int, parent: QWidget) -> None:
        """Offer the engines that are turned on and can reword."""
        super().__init__(parent)
        self.setWindowTitle(_("Reword the script"))
        self.session, self.script_id = session, script_id
        self._keys = engine_keys(session)
        self._engines = script_rewrite.rewriters(session.read_engines())
        self._job: Job | None = None
        self._round = 0
        self._key_refused = False
        self.report: RewriteReport | None = None
        self.engines = combo(_("Engine"), _("Who rewords the lines"))
        for one in self._engines:
            self.engines.addItem(engine_name(one), one.id)
        self.sends = label("", wrap=True)
        self.told = Banner()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Rewording"))
        self.bar.hide()
        self.lines = RewrittenLines()
        self.area = scroll(self.lines)
        self.lines.ticked.connect(self._count)
        self.ask = button(_("Ask"), self._ask, role="primary")
        self.stop = button(_("Stop"), self._stop)
        self.take = button("", self._take, role="primary")
        self.lead = button(_("Turn an engine on …"), self._lead, role="primary")
        self.leave = button(_("Cancel"), self.reject)
        self._build()
        self._show_state()
        if self._engines:
            self._weigh()

    def _build(self) -> None:
        layout = column(
            label(_("Reword the script"), "title"),
            row(self.engines, None),
            self.sends,
            self.told,
            self.bar,
            spacing=SPACE_3,
        )
        layout.addWidget(self.area, 1)
        layout.addStretch(0)
        layout.addLayout(
            row(None, self.leave, self.stop, self.lead, self.ask, self.take, spacing=SPACE_2)
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.engines.activated.connect(lambda _at: self._weigh())
        if not self._engines:
            self.engines.hide()
            self.sends.setText(
                _(
                    "No engine that can reword is turned on: nothing leaves this machine. An endpoint "
                    "like OpenAI's can, also a model of your own such as Ollama's."
                )
            )

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def _setting(self) -> EngineSetting:
        """The engine chosen."""
        return self._engines[self.engines.currentIndex()]

    def _show_state(self) -> None:
        """Show the buttons that make sense now."""
        busy, has_lines = self._job is not None, self.report is not None
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        self.engines.setEnabled(not busy)
        self.lead.setVisible(not self._engines)
        self.ask.setVisible(bool(self._engines) and not busy)
        self.ask.setText(_("Ask again") if has_lines else _("Ask"))
        set_role(self.ask, "" if has_lines else "primary")
        self.area.setVisible(has_lines)
        self.take.setVisible(has_lines and not busy)
        first = self.take if has_lines else self.ask if self._engines else self.lead
        first.setDefault(True)
        if not busy:
            first.setFocus()
        self.resize(*(SIZE if has_lines else SMALL))

    def _count(self) -> None:
        number = len(self.lines.taken())
        text = ngettext("Take {n} line", "Take {n} lines", number)
        self.take.setText(text.format(n=count(number)))
        self.take.setAccessibleName(self.take.text())
        self.take.setEnabled(bool(number))

    def _weigh(self) -> None:
        """Say what would be sent to the engine chosen."""
        setting, keys, session = self._setting, self._keys, self.session
        store, tools, number = session.store, session.tools, self.script_id
        self._round += 1
        asked = self._round
        self.ask.setEnabled(False)
        self.sends.setText(_("Counting what would be sent …"))

        def weigh(_progress: Progress) -> Sending:
            engine = make_engine(setting, keys.known(setting))
            return script_rewrite.sending(store.read(), tools, number, engine)

        def show(found: Sending) -> None:
            if isValid(self) and asked == self._round:
                self.told.say("")
                self.sends.setText(sending_words(found))
                self.ask.setEnabled(True)

        def failed(error: LocalizerError) -> None:
            if isValid(self) and asked == self._round:
                self.sends.setText("")
                self.told.say(str(error), "block")

        session.jobs.run(weigh, done=show, failed=failed)

    # -- asking ----------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Ask for a key nobody keeps, then reword."""
        setting, keys = self._setting, self._keys
        optional = kind_of(setting.kind).optional
        if self._key_refused:
            ask_secrets(setting, optional, self, self._start)
            return

        def go(missing: tuple[str, ...]) -> None:
            if not isValid(self):
                return
            if missing:
                ask_secrets(setting, missing, self, self._start)
            else:
                self._start({})

        self.ask.setEnabled(False)
        self.session.jobs.run(
            lambda _progress: (
                tuple(name for name in optional if not keys.known(setting).get(name))
                if setting.asks_key
                else ()
            ),
            done=go,
            ended=self._ready,
        )

    def _ready(self) -> None:
        if isValid(self):
            self.ask.setEnabled(True)

    def _start(self, typed: Mapping[str, str]) -> None:
        setting, keys, session = self._setting, self._keys, self.session
        store, tools, number = session.store, session.tools, self.script_id

        def reword(progress: Progress) -> RewriteReport:
            keys.keep(setting, typed)
            engine = make_engine(setting, keys.known(setting))
            return script_rewrite.rewrite_script(
                store, tools, number, engine, keep=False, progress=progress
            )

        self.told.say("")
        busy(self.bar, less_motion=session.settings.less_motion)
        self._job = session.jobs.run(
            reword,
            done=self._came,
            failed=self._failed,
            cancelled=self._stopped,
            ended=self._ended,
            progress=self._moved,
            label=_("Asking {engine}").format(engine=engine_name(setting)),
        )
        self._show_state()

    def _moved(self, done: int, total: int) -> None:
        if isValid(self) and done:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _came(self, report: RewriteReport) -> None:
        if not isValid(self):
            return
        self.report = report
        self.lines.show_lines(report.lines, report.locale)
        self._key_refused = any(
            one.message == CAUSES[Cause.KEY] for line in report.lines for one in line.refusals
        )
        self.told.say(*came_words(report))
        self._count()

    def _failed(self, error: LocalizerError) -> None:
        if isValid(self):
            self.told.say(str(error), "block")

    def _stopped(self) -> None:
        if isValid(self):
            self.told.say(_("Stopped. Nothing was changed."), "warn")

    def _ended(self) -> None:
        if isValid(self):
            self._job = None
            self._show_state()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # -- the end ---------------------------------------------------------------------------------

    def _take(self) -> None:
        """Save the ticked lines as one step, and close."""
        session, chosen, kept = self.session, self.lines.taken(), list[Kept]()
        store, tools, number = session.store, session.tools, self.script_id

        def save() -> Changes:
            kept.append(script_rewrite.keep_rewritten(store, tools, number, chosen))
            return kept[0].changes

        session.edit(save, lambda _changes: session.say(*kept_words(kept[0])))
        self.accept()

    def _lead(self) -> None:
        """Show where engines are turned on."""
        self.reject()
        self.session.go("engines")

    def done(self, result: int) -> None:
        """Wait for nothing any more."""
        self._round += 1
        self._stop()
        super().done(result)


def sending_words(found: Sending) -> str:
    """Say what would be sent, whereto and for how much."""
    lines = ngettext("{n} line", "{n} lines", found.lines).format(n=count(found.lines))
    text = _(
        "{lines} with the facts they rest on go to {place}: {chars} characters, rules for the engine "
        "included. Locked lines do not."
    )
    if not found.host:
        text = _(
            "{lines} with the facts they rest on are given to a model on {place}: {chars} characters, "
            "rules included. Locked lines are not."
        )
    said = text.format(lines=lines, place=place_words(found.host), chars=count(found.chars))
    if found.cost is None:
        return said
    cost = _("That costs about {cost}.").format(cost=exact_money(found.cost, found.currency))
    return f"{said} {cost}"


def came_words(report: RewriteReport) -> tuple[str, str]:
    """Say what came back, and how good that is."""
    fine = len(report.accepted)
    refused = sum(not line.accepted and not line.is_same for line in report.lines)
    if not fine and not refused:
        return _("Every line came back as it was."), "info"
    good = ngettext("{n} line may be taken.", "{n} lines may be taken.", fine)
    bad = ngettext(
        "{n} line stays as it was, with the reason below.",
        "{n} lines stay as they were, with the reasons below.",
        refused,
    )
    told = [good.format(n=count(fine))] + [bad.format(n=count(refused))] * bool(refused)
    return " ".join(told), "warn" if refused else "ok"


def kept_words(kept: Kept) -> tuple[str, str]:
    """Say what was saved, and what changed meanwhile."""
    done = ngettext("{n} line was reworded.", "{n} lines were reworded.", kept.taken)
    told = [done.format(n=count(kept.taken))]
    if kept.taken:
        told.append(_("Ctrl+Z takes it back."))
    told += sorted({one.sentence for line in kept.refused for one in line.refusals})
    return " ".join(told), "warn" if kept.refused else "ok"


def ask_rewrite(session: Session, parent: QWidget, script_id: int) -> None:
    """Show what rewording a script would send, and then the lines to choose from."""
    dialog = RewriteDialog(session, script_id, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
