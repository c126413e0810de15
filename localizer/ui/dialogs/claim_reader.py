"""Texts of a target read by an engine for doubtful claims: first what would be sent and whereto."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from localizer.i18n import _, ngettext
from localizer.jobs import Progress
from localizer.model.launch import Launch, Target
from localizer.pipeline.claim_reader import Plan, ReadReport, plan_reading, read_claims
from localizer.pipeline.engine_words import CAUSES
from localizer.pipeline.engines import make_engine
from localizer.pipeline.script_rewrite import rewriters
from localizer.settings import EngineSetting
from localizer.ui.actions.columns import count
from localizer.ui.actions.engine_keys import engine_keys
from localizer.ui.actions.engine_words import engine_name, exact_money, place_words
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.engine_secrets import ask_secrets
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, combo, label, row

if TYPE_CHECKING:
    from localizer.ui.jobs import Job

WIDTH: Final = 520


class ClaimReaderDialog(QDialog):
    """Whom to ask about which target. Nothing is sent before Ask is pressed."""

    def __init__(self, session: Session, launch: Launch, parent: QWidget) -> None:
        """Offer the engines that are turned on and can read, and the targets of ``launch``."""
        super().__init__(parent)
        self.setWindowTitle(_("Have a model read the texts"))
        self.setMinimumWidth(WIDTH)
        self.session, self.launch = session, launch
        self._keys = engine_keys(session)
        self._engines = rewriters(session.read_engines())
        self._job: Job | None = None
        self._round = 0
        self.engines = combo(_("Engine"))
        for one in self._engines:
            self.engines.addItem(engine_name(one), one.id)
        self.targets = combo(_("Target"))
        for target in launch.targets:
            self.targets.addItem(session.label(target), target)
        about = label(
            _(
                "It looks for claims the rules may have missed. What it doubts is a warning for you to "
                "decide; it takes nothing away."
            ),
            "muted",
            wrap=True,
        )
        self.sends = label("", wrap=True)
        self.ask = button(_("Ask"), self._ask, role="primary")
        self.ask.setEnabled(False)
        self.lead = button(_("Turn an engine on …"), self._lead, role="primary")
        pick = row(self.targets, self.engines, None)
        foot = row(None, button(_("Cancel"), self.reject), self.lead, self.ask)
        layout = column(about, pick, self.sends, foot, spacing=SPACE_3)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.lead.setVisible(not self._engines)
        self.ask.setVisible(bool(self._engines))
        self.engines.setVisible(bool(self._engines))
        self.engines.currentIndexChanged.connect(self._weigh)
        self.targets.currentIndexChanged.connect(self._weigh)
        self._weigh()

    @property
    def _setting(self) -> EngineSetting | None:
        wanted = self.engines.currentData()
        return next((one for one in self._engines if one.id == wanted), None)

    def _weigh(self) -> None:
        """Say what would be sent; nothing is."""
        setting = self._setting
        self.ask.setEnabled(False)
        if setting is None:
            self.sends.setText(_("No engine that can read texts is turned on; nothing is sent."))
            return
        session, launch, target = self.session, self.launch, self.targets.currentData()
        store, tools, keys = session.store, session.tools, self._keys
        self.sends.setText(_("Counting …"))
        self._round += 1
        asked = self._round

        def plan(_progress: Progress) -> Plan:
            engine = make_engine(setting, keys.known(setting))
            return plan_reading(store.read(), tools, launch, target, engine)

        def show(found: Plan) -> None:
            if asked == self._round and isValid(self):
                self.sends.setText(_sends(found))
                self.ask.setEnabled(found.texts > 0)

        self._job = session.jobs.run(plan, done=show)

    def _ask(self) -> None:
        """Ask for a key nobody keeps, then read."""
        setting = self._setting
        if setting is None:
            return
        missing = self._keys.missing(setting)
        if missing:
            ask_secrets(setting, missing, self, self._start)
        else:
            self._start({})

    def _start(self, typed: Mapping[str, str]) -> None:
        setting = self._setting
        if setting is not None:
            self._keys.keep(setting, typed)
            target = self.targets.currentData()
            self.accept()
            start_reading(self.session, self.launch, target, setting)

    def _lead(self) -> None:
        self.reject()
        self.session.go("engines")

    def done(self, result: int) -> None:
        """Stop counting."""
        self._round += 1
        if self._job is not None and isValid(self._job):
            self._job.cancel()
        super().done(result)


def start_reading(session: Session, launch: Launch, target: Target, setting: EngineSetting) -> None:
    """Read in the background; it can be stopped, and what came before is kept."""
    store, tools, known = session.store, session.tools, engine_keys(session).known(setting)

    def told(report: ReadReport) -> None:
        read = ngettext("{n} text was read.", "{n} texts were read.", report.read)
        doubted = ngettext("{n} passage is doubted.", "{n} passages are doubted.", report.doubts)
        parts = [read.format(n=count(report.read)), doubted.format(n=count(report.doubts))]
        if report.unread and report.cause is not None:
            unread = ngettext(
                "{n} text was not read: {why}", "{n} texts were not read: {why}", report.unread
            )
            why = _(CAUSES[report.cause])
            parts.append(unread.format(n=count(report.unread), why=why))
        session.say(" ".join(parts), "warn" if report.unread else "ok")

    session.work(
        _("A model reads {target}").format(target=session.label(target)),
        lambda progress: read_claims(
            store, tools, launch, target, make_engine(setting, known), progress=progress
        ),
        told,
    )


def _sends(plan: Plan) -> str:
    if not plan.texts:
        return _("Every text has been read as it is.")
    text = ngettext(
        "{n} text ({chars} characters) goes to {place}.",
        "{n} texts ({chars} characters) go to {place}.",
        plan.texts,
    ).format(n=count(plan.texts), chars=count(plan.chars), place=place_words(plan.host))
    if plan.cost is not None:
        text += " " + _("That costs about {cost}.").format(
            cost=exact_money(plan.cost, plan.currency)
        )
    return text


def ask_claim_reader(session: Session, parent: QWidget) -> ClaimReaderDialog | None:
    """Show the dialog without blocking; without a launch there is nothing to read."""
    if session.launch is None:
        return None
    dialog = ClaimReaderDialog(session, session.launch, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
