"""What the editor's buttons do: save, try, give back, remove; each beside the window and as one step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from localizer.i18n import _
from localizer.jobs import Progress
from localizer.model.own_term import OwnConcept
from localizer.pipeline.terms import (
    TermReport,
    TouchedText,
    preview,
    remove_concept,
    remove_term,
    save_terms,
)
from localizer.ui.actions import term_asks
from localizer.ui.actions.session import Session
from localizer.ui.actions.term_asks import Entry
from localizer.ui.actions.term_words import saved_words
from localizer.ui.actions.whole_work import run_whole
from localizer.ui.actions.words import in_a_row
from localizer.ui.panes.terms.editor import Wanted


class TermWork(QObject):
    """``busy`` tells when something begins and ends.

    ``saved`` carries the `Entry` and the concept it is kept as, ``tried`` what was `Wanted` and the texts it
    would change, ``removed`` the id of a concept that is gone.
    """

    busy = Signal(bool)
    saved = Signal(object, object)
    tried = Signal(object, object)
    removed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        """Work in ``session``."""
        super().__init__(parent)
        self.session = session
        self._cancel: Callable[[], None] | None = None

    def save(self, entry: Entry, wanted: Wanted) -> None:
        """Keep what is ``wanted`` and write the listings it touches anew."""
        store, tools = self.session.store, self.session.tools

        def keep(progress: Progress) -> tuple[OwnConcept, TermReport]:
            made = term_asks.built(store.read(), tools, wanted.concept, is_new=wanted.is_new)
            terms = term_asks.with_concept(wanted.terms, made.id)
            return made, save_terms(store, tools, [made], terms, progress=progress)

        def kept(result: tuple[OwnConcept, TermReport]) -> None:
            if isValid(self):
                self.saved.emit(entry, result[0])
            lacks = term_asks.still_lacking(entry, {own.term.locale for own in wanted.terms})
            self._tell(result[1], lacks)

        self._run(_("Writing listings with the new term"), keep, kept)

    def give_back(self, entry: Entry, tag: str) -> None:
        """Forget a person's term: the program's, or one of a wider scope, counts again."""
        store, tools, concept = self.session.store, self.session.tools, entry.concept.id
        self._run(
            _("Writing listings without your term"),
            lambda progress: remove_term(
                store, tools, concept, tag, entry.scope, progress=progress
            ),
            self._tell,
        )

    def remove(self, entry: Entry) -> None:
        """Forget a concept of the person's own with all its terms."""
        store, tools, concept = self.session.store, self.session.tools, entry.concept.id

        def gone(report: TermReport) -> None:
            if isValid(self):
                self.removed.emit(concept)
            self._tell(report)

        self._run(
            _("Writing listings without your term"),
            lambda progress: remove_concept(store, tools, concept, progress=progress),
            gone,
        )

    def try_out(self, wanted: Wanted, most: int) -> None:
        """Find up to ``most`` texts that saving would change; nothing is kept."""
        store, tools = self.session.store, self.session.tools

        def look(progress: Progress) -> tuple[TouchedText, ...]:
            made = term_asks.built(store.read(), tools, wanted.concept, is_new=wanted.is_new)
            terms = term_asks.with_concept(wanted.terms, made.id)
            return preview(store, tools, [made], terms, most, progress=progress)

        def found(texts: tuple[TouchedText, ...]) -> None:
            if isValid(self):
                self.tried.emit(wanted, texts)

        self.stop()
        self.busy.emit(True)
        job = self.session.jobs.run(
            look, done=found, ended=self._ended, writes=True, label=_("Trying the term")
        )
        self._cancel = job.cancel

    def stop(self) -> None:
        """Give up what is being tried."""
        cancel, self._cancel = self._cancel, None
        if cancel is not None:
            cancel()

    def _run(
        self, name: str, action: Callable[[Progress], object], done: Callable[..., object]
    ) -> None:
        self.stop()
        self.busy.emit(True)
        run_whole(self.session, name, action, done, self._ended)

    def _ended(self) -> None:
        self._cancel = None
        if isValid(self):
            self.busy.emit(False)

    def _tell(self, report: TermReport, lacks: tuple[str, ...] = ()) -> None:
        self.session.refresh()
        text = saved_words(report)
        if lacks and report.changes:
            still = _("The word still lacks {languages}.").format(languages=in_a_row(lacks))
            text = f"{text} {still}"
        self.session.say(text, "ok" if report.changes else "info")
