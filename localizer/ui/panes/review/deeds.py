"""What a person does at the desk beside writing and approving: talk, share out, lock, decide in bulk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from localizer import pipeline
from localizer.catalog import assignments, queue_views, versions
from localizer.catalog.findings import StoredFinding
from localizer.catalog.products import source_locale
from localizer.catalog.queue import QueueFilter, state_counts
from localizer.catalog.queue_views import QueueView
from localizer.catalog.translations import Pair
from localizer.i18n import N_, _
from localizer.jobs import Progress
from localizer.model.changes import Changes
from localizer.model.launch import Launch, Target
from localizer.model.segment import State
from localizer.pipeline import desk
from localizer.pipeline.reports import ApproveReport
from localizer.review import sharing
from localizer.store.database import Reader
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import approved_words
from localizer.ui.dialogs.assign import ask_assignee
from localizer.ui.dialogs.keep_filter import ask_name
from localizer.ui.dialogs.meaning import ask_meaning
from localizer.ui.dialogs.reason import ask_reason


class Hand(Protocol):
    """What the deeds are done to, and how a decision is written."""

    pair: Pair | None

    def flush(self) -> None:
        """Save what is being typed."""

    def act(self, action: Callable[[], Changes]) -> None:
        """Write an own decision; the queue keeps its order."""

    def listed(self) -> Sequence[int]:
        """Return the texts of the list, in its order."""


class Deeds:
    """Each works on the text in hand, and on nothing where there is none."""

    def __init__(self, session: Session, hand: Hand, window: QWidget) -> None:
        """Ask in dialogs of ``window``."""
        self.session, self._hand, self._window = session, hand, window

    # -- one text --------------------------------------------------------------------------------

    def send_back(self, then: Callable[[], object]) -> None:
        """Ask for a comment and send the text back; ``then`` follows."""
        pair = self._hand.pair
        if pair is None:
            return
        self._hand.flush()
        store, tools, number = self.session.store, self.session.tools, pair.id

        def send(comment: str) -> None:
            self._hand.act(lambda: pipeline.send_back(store, tools, number, comment))
            then()

        question = _("What is to be changed?")
        ask_reason(self._window, _("Send back"), question, _("Send back"), send)

    def overrule(self, stored: StoredFinding) -> None:
        """Ask why a finding may pass and let it."""
        store = self.session.store

        def let_pass(reason: str) -> None:
            self._hand.act(lambda: pipeline.overrule(store, stored.id, reason))

        question = _("Why may it pass? The reason is kept and shown in the export.")
        ask_reason(self._window, _("Overrule"), question, _("Let it pass"), let_pass)

    def say(self, text: str, to_all: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Comment on the text, or on its source for all languages."""
        pair = self._hand.pair
        if pair is not None:
            store, segment = self.session.store, pair.segment.id
            locale = "" if to_all else pair.translation.locale
            self._hand.act(lambda: sharing.add_note(store, segment, locale, text))

    def resolve(self, note: int, resolved: bool) -> None:  # noqa: FBT001 - a button's answer
        """Settle a comment, or open it again."""
        store = self.session.store
        self._hand.act(lambda: sharing.resolve_note(store, note, resolved=resolved))

    def toggle_lock(self) -> None:
        """Lock the text, or unlock it."""
        pair = self._hand.pair
        if pair is None:
            return
        self._hand.flush()
        store, number = self.session.store, pair.id
        locked = not assignments.of(store.read(), number).locked
        self._hand.act(lambda: sharing.lock(store, [number], locked=locked))

    def assign(self) -> None:
        """Ask whose work the text is, or all that are listed."""
        pair = self._hand.pair
        if pair is None:
            return
        store, number = self.session.store, pair.id
        reader = store.read()
        ids = list(self._hand.listed())

        def give(person: str, to_all: bool) -> None:  # noqa: FBT001 - a dialog's answer
            chosen = ids if to_all else [number]
            self._hand.act(lambda: sharing.assign(store, chosen, person))

        now = assignments.of(reader, number).assignee
        ask_assignee(self._window, assignments.people(reader), now, len(ids), give)

    def go_on(self, target: Target | None) -> None:
        """Nothing of ``target`` is left: open the next target with texts to look at, or the board."""
        session, launch = self.session, self.session.launch
        if launch is None or target is None:
            return
        store, here = session.store, launch.targets.index(target)
        order = (*launch.targets[here + 1 :], *launch.targets[:here])

        def find(_progress: Progress) -> Target | None:
            reader = store.read()
            return next((one for one in order if _is_open(reader, one, launch)), None)

        session.jobs.run(find, done=self._go_on)

    def _go_on(self, target: Target | None) -> None:
        if target is None:
            self.session.say(_("Every text of this launch is approved."), "ok")
            self.session.go("board")
            return
        label = self.session.label(target)
        self.session.say(_("This target is done. Next: {target}.").format(target=label), "ok")
        self.session.go("review", Place(target=target, flagged=True))

    # -- many texts ------------------------------------------------------------------------------

    def approve_clean(self, wanted: QueueFilter | None) -> None:
        """Approve what no check has anything against, of the filter or of the whole target, as one step."""
        launch = self.session.launch
        if wanted is None or launch is None:
            return
        self._hand.flush()
        store, tools = self.session.store, self.session.tools

        def approve(progress: Progress) -> ApproveReport:
            if wanted.narrows:
                return desk.approve_listed(
                    store, tools, launch=launch.name, wanted=wanted, progress=progress
                )
            return pipeline.approve_clean(store, tools, launch=launch.name, target=wanted.target)

        self.session.work(_("Approving what is clean"), approve, self._approved_clean)

    def _approved_clean(self, report: ApproveReport) -> None:
        self.session.say(approved_words(report), "ok")

    def ask_meaning(self) -> None:
        """Ask of all changed sources of the launch whether they still mean the same."""
        launch, store, tools = self.session.launch, self.session.store, self.session.tools
        if launch is None:
            return
        self._hand.flush()
        reader = store.read()
        locales = list(dict.fromkeys(target.locale for target in launch.targets))
        found = versions.source_changes(reader, locales, launch.id)
        if not found:
            self.session.say(_("No source has changed under a translation."), "ok")
            return

        def decide(same: Sequence[int], other: Sequence[int]) -> None:
            self._hand.act(lambda: desk.decide_meaning(store, tools, same, other))

        locale = source_locale(reader, self.session.products[0])
        ask_meaning(self._window, found, locale, decide)

    # -- views -----------------------------------------------------------------------------------

    def keep_view(self, view: QueueView, names: Sequence[str]) -> None:
        """Ask for a name and keep the filter under it."""
        store = self.session.store

        def save(name: str) -> None:
            def write() -> Changes:
                with store.step(N_("Keep the filter “{name}”"), name=name) as step:
                    queue_views.save(step, name, view)
                return step.changes

            self.session.edit(write)

        told = _("The filter is kept in this workspace.")
        ask_name(self._window, told, names, save)

    def drop_view(self, name: str) -> None:
        """Forget a kept filter."""
        store = self.session.store

        def write() -> Changes:
            with store.step(N_("Forget the filter “{name}”"), name=name) as step:
                queue_views.drop(step, name)
            return step.changes

        self.session.edit(write)


def _is_open(reader: Reader, target: Target, launch: Launch) -> bool:
    """Tell whether a target has texts that are not approved."""
    counts = state_counts(reader, QueueFilter(target, launch_id=launch.id))
    return any(number for state, number in counts.items() if state is not State.APPROVED)
