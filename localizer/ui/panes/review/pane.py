"""The review desk put together: queue left, one text in the middle, help right, and the keys."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from localizer import pipeline
from localizer.catalog import findings, queue, translations, views
from localizer.catalog.findings import StoredFinding
from localizer.catalog.products import source_locale
from localizer.catalog.translations import Pair
from localizer.i18n import _, ngettext
from localizer.model.changes import Changes
from localizer.model.finding import Subject
from localizer.model.launch import Target
from localizer.model.segment import Field, State
from localizer.pipeline.composing import channel_limit
from localizer.pipeline.reports import ApproveReport
from localizer.pipeline.views import Suggestion, each_once
from localizer.store.database import Store
from localizer.ui.actions import asks
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.reason import ask_reason
from localizer.ui.look.tokens import SPACE_3
from localizer.ui.panes.review.cards import PreviewCard, SourceCard
from localizer.ui.panes.review.queue_side import QueueSide
from localizer.ui.panes.review.side_cards import HistoryCard, SuggestionsCard, TermsCard
from localizer.ui.panes.review.target_card import TargetCard
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import box, column, label, row, scroll

RIGHT: Final = 320
#: More products than this are found by the search instead of a list.
MOST_CHOICES: Final = 2_000
#: Width of the pane from which there are three columns.
WIDE: Final = 1000


@dataclass(frozen=True, slots=True)
class _Queue:
    ids: array[int]
    counts: dict[State, int]
    clean: int


@dataclass(frozen=True, slots=True)
class _Help:
    suggestions: tuple[Suggestion, ...]
    history: tuple[views.Past, ...]
    values: dict[str, str]
    title: str


class ReviewPane(Pane):
    """One translation at a time; the queue keeps its order while one works."""

    code: ClassVar[str] = "review"
    picture: ClassVar[str] = "review"

    def __init__(self, session: Session) -> None:
        """Build the three columns and the keys."""
        super().__init__(session)
        self.pair: Pair | None = None
        self._wanted: int | None = None
        self._title = ""
        self._alike: tuple[Suggestion, ...] = ()
        self._own = 0
        #: Texts on their way into the workspace, by translation.
        self._sent: dict[int, str] = {}
        self._loaded: Store | None = None
        self._below = False
        self._flagged = False
        self.side = QueueSide(session, self.approve_clean)
        self.source = SourceCard(self.copy_source)
        self.target = TargetCard(self._ask_overrule)
        self.preview = PreviewCard()
        self.suggestions = SuggestionsCard(self._take_suggestion)
        self.terms = TermsCard(self._write_term)
        self.history = HistoryCard()
        self.nothing = label(_("Nothing here. Choose another target or filter."), "muted")
        self.middle = box(column(self.source, self.target, self.preview, None, spacing=SPACE_3))
        self.right = box(column(self.suggestions, self.terms, self.history, None, spacing=SPACE_3))
        self._add_buttons()
        self.beside = scroll(self.right)
        self.beside.setFixedWidth(RIGHT)
        middle = column(self.nothing, scroll(self.middle), spacing=0)
        layout = row(self.side, middle, self.beside, spacing=SPACE_3)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.middle.hide()
        self.right.hide()
        self.nothing.hide()
        self._connect()
        self._make_keys()

    def _add_buttons(self) -> None:
        self.target.add_buttons(
            [
                (_("Approve and next") + "   Ctrl+Enter", self.approve_and_next, "primary", ""),
                (_("Send back"), self.send_back, "", _("Send back with a comment (Ctrl+Shift+B)")),
                (_("Undo"), self.session.undo, "", _("Undo the last step (Ctrl+Z)")),
            ]
        )

    def _connect(self) -> None:
        self.side.filtered.connect(self._load_queue)
        self.side.chosen.connect(self._open)
        self.target.typed.connect(self._preview_typed)
        self.target.rested.connect(self._save)
        self.target.editor.suggestion_wanted.connect(self.suggestions.take)
        self.target.editor.term_wanted.connect(self.terms.write)

    def _make_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+Return": self.approve_and_next,
            "Ctrl+Enter": self.approve_and_next,
            "Ctrl+Shift+B": self.send_back,
            "Ctrl+D": self.copy_source,
            "Alt+Down": partial(self._move, 1),
            "Alt+Up": partial(self._move, -1),
            "F5": self.reload,
            "Ctrl+F": self.side.search.setFocus,
            "Ctrl+Shift+A": self.approve_clean,
            "Escape": self.side.list.setFocus,
        }
        for name, action in keys.items():
            shortcut = QShortcut(QKeySequence(name), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        enter = QShortcut(QKeySequence("Return"), self.side.list)
        enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(self.target.editor.setFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the help below the editor where there is no room beside it."""
        super().resizeEvent(event)
        below = self.width() < WIDE
        if below != self._below:
            self._below = below
            self.right = self.beside.takeWidget() if below else self.right
            layout = self.middle.layout()
            if below and isinstance(layout, QVBoxLayout):
                layout.insertWidget(layout.count() - 1, self.right)
                self.right.show()
            else:
                self.beside.setWidget(self.right)
            self.beside.setVisible(not below)

    # What is shown

    def open_at(self, place: Place) -> None:
        """Show a product, a target or one translation; a flagged place selects flagged work."""
        self.flush()
        self._fill()
        if place.target is not None or place.product_id is not None:
            self.side.clear_filters()
            self.side.choose(place.target, None if place.flagged else place.product_id)
            self.side.choose_state(place.state)
        self._wanted = place.translation_id
        self._flagged = place.flagged
        self._stale = False
        self._load_queue()

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        return self.target.editor

    def reload(self) -> None:
        """Read filters and queue anew, keeping the text in hand."""
        self.flush()
        self._fill()
        self._load_queue()

    def take(self, changes: Changes) -> None:
        """Refresh rows after an own edit, the whole queue after anything else."""
        del changes
        if self._own:
            self._own -= 1
            self.side.model.refresh()
            self._load_counts()
            self._reopen()
        else:
            self._load_queue()

    def _on_changed(self, changes: Changes) -> None:
        if not self.isVisible():
            self._own = max(0, self._own - 1)
        super()._on_changed(changes)

    def _fill(self) -> None:
        session = self.session
        few = session.products if len(session.products) <= MOST_CHOICES else ()
        self.side.fill(session.targets, views.titles(session.store.read(), few))

    def _load_queue(self) -> None:
        wanted = self.side.wanted()
        if wanted is None or not self.session.is_open:
            return
        self.flush()
        store, products = self.session.store, self.session.products

        def read() -> _Queue:
            reader = store.read()
            return _Queue(
                queue.queue_ids(reader, wanted),
                views.state_counts(reader, wanted.target, products),
                views.clean_count(reader, wanted.target, products),
            )

        self.ask("queue", read, self._show_queue)

    def _load_counts(self) -> None:
        target, store, products = self.side.target, self.session.store, self.session.products
        if target is None:
            return

        def read() -> tuple[dict[State, int], int]:
            reader = store.read()
            return (
                views.state_counts(reader, target, products),
                views.clean_count(reader, target, products),
            )

        self.ask("counts", read, lambda found: self.side.show_counts(*found))

    def _show_queue(self, found: _Queue) -> None:
        keep = self._wanted or (self.pair.id if self.pair is not None else None)
        self._wanted = None
        number = self.side.show_ids(found.ids, keep)
        self.side.show_counts(found.counts, found.clean)
        if number is None:
            self.pair = None
            self._show_desk(shown=False)
        elif self.pair is not None and self.pair.id == number:
            self._reopen()
        else:
            self._open(number)

    def _show_desk(self, *, shown: bool) -> None:
        self.middle.setVisible(shown)
        self.right.setVisible(shown)
        self.nothing.setVisible(not shown)

    def _open(self, number: int) -> None:
        """Show translation ``number``; what was typed in the one before is saved first."""
        if self.pair is not None and self.pair.id == number:
            return
        self.flush()
        self._show(number, keep_text=False)

    def _reopen(self) -> None:
        """Show the same translation with what is stored now, but never over what is being typed."""
        if self.pair is None:
            return
        typing = self.target.editor.dirty or self._own > 0
        self._show(self.pair.id, keep_text=typing)

    def _show(self, number: int, *, keep_text: bool) -> None:
        target = self.side.target
        if target is None:
            return
        if not self._own:
            self._sent.clear()
        self._loaded = self.session.store
        reader = self._loaded.read()
        try:
            pair = translations.pair(reader, number)
        except LookupError:
            self.pair = None
            self._show_desk(shown=False)
            return
        same = self.pair is not None and self.pair.id == pair.id
        equal = same and self.target.text() == pair.translation.text
        self.pair = pair
        self.looks()
        self._show_desk(shown=True)
        title = views.titles(reader, [pair.segment.product_id]).get(pair.segment.product_id, "")
        before = views.previous_source(reader, pair.segment.id)
        self.source.show_source(pair, source_locale(reader, pair.segment.product_id), title, before)
        limit = channel_limit(self.session.tools, target, pair.segment.field)
        self.target.show_pair(pair, self.session.label(target), limit, keep_text=keep_text or equal)
        found = findings.of_subject(reader, Subject.TRANSLATION, pair.id)
        self.target.show_findings([one for one in found if _concerns(one, target)])
        self._ask_help(pair, target)

    def _ask_help(self, pair: Pair, target: Target) -> None:
        session, launch = self.session, self.session.launch
        if launch is None:
            return
        store, tools, product = session.store, session.tools, pair.segment.product_id
        locale = target.locale

        def read() -> _Help:
            reader = store.read()
            titles = (
                one.translation.text
                for one in translations.pairs(reader, product, locale)
                if one.segment.field is Field.TITLE
            )
            return _Help(
                pipeline.suggestions(store, tools, pair),
                views.history_of(reader, "translation", pair.id),
                pipeline.price_today(reader, tools, launch, product, target),
                next(titles, ""),
            )

        self.terms.show_terms(asks.terms_in(tools, pair.segment.source, locale), locale)
        self._alike = ()
        self.ask("help", read, self._show_help)
        matches = session.matches
        self.ask("alike", lambda: pipeline.alike(store, pair, matches), self._show_alike)

    def _show_help(self, found: _Help) -> None:
        if self.pair is None:
            return
        self._offer((*found.suggestions, *self._alike))
        self.history.show_history(found.history)
        self.preview.show_price(found.values)
        self._title = found.title
        self._preview_typed(self.target.editor.toPlainText())

    def _show_alike(self, found: tuple[Suggestion, ...]) -> None:
        self._alike = found
        self._offer((*self.suggestions.found, *found))

    def _offer(self, offered: Sequence[Suggestion]) -> None:
        if self.pair is not None:
            self.suggestions.show_suggestions(each_once(offered), self.pair.translation.locale)

    def _preview_typed(self, text: str) -> None:
        pair, target = self.pair, self.side.target
        if pair is None or target is None:
            return
        is_title = pair.segment.field is Field.TITLE
        channel = self.session.tools.packs.channels.get(target.channel)
        self.preview.show_preview(
            channel.name if channel is not None else target.channel,
            target.locale,
            text.strip() if is_title else self._title,
            "" if is_title else text.strip(),
        )

    # What a person does

    def flush(self) -> None:
        """Save what is being typed."""
        self.target.editor.rest()

    def _act(self, action: Callable[[], Changes]) -> None:
        """Save an own decision; the queue keeps its order."""
        self._own += 1
        job = self.session.edit(action)
        job.failed.connect(self._not_done)
        job.crashed.connect(self._not_done)

    def _not_done(self, _error: object) -> None:
        self._own = max(0, self._own - 1)
        self._sent.clear()

    def _save(self) -> None:
        pair, store, text = self.pair, self._loaded, self.target.text()
        if pair is None or store is None or self._closed:
            return
        if text == self._sent.get(pair.id, pair.translation.text):
            return
        tools, number = self.session.tools, pair.id
        self._sent[number] = text
        self._act(lambda: pipeline.edit_translation(store, tools, number, text))

    def approve_and_next(self) -> None:
        """Approve the text in hand and show the next one that is not approved."""
        pair = self.pair
        if pair is None:
            return
        if not self.target.text():
            self.session.say(_("There is no text to approve yet. Write one first."), "warn")
            self.target.editor.setFocus()
            return
        self.flush()
        store, tools, number = self.session.store, self.session.tools, pair.id
        following = self.side.model.next_open(self.side.line)
        self._act(lambda: pipeline.approve_translations(store, tools, [number]))
        self._go_to(following)

    def _go_to(self, line: int) -> None:
        number = self.side.select(line) if line >= 0 else None
        if number is None:
            return
        self._open(number)
        self.target.editor.setFocus()

    def _move(self, by: int) -> None:
        line = self.side.line + by
        if 0 <= line < self.side.model.rowCount():
            self._go_to(line)

    def next_flagged(self, by: int) -> bool:
        """Go to the next flagged text of the queue, or the one before."""
        line = self.side.model.find_flagged(self.side.line, by)
        if line < 0:
            self.session.say(_("Nothing is flagged here."), "ok")
        else:
            self._go_to(line)
        return True

    def here(self) -> Place:
        """Return the target and the text in hand."""
        if self.pair is None:
            return Place(target=self.side.target)
        return Place(self.pair.segment.product_id, self.side.target, self.pair.id)

    def send_back(self) -> None:
        """Ask for a comment and send the text back."""
        pair = self.pair
        if pair is None:
            return
        self.flush()
        store, tools, number = self.session.store, self.session.tools, pair.id

        def send(comment: str) -> None:
            self._act(lambda: pipeline.send_back(store, tools, number, comment))
            self._move(1)

        question = _("What is to be changed?")
        ask_reason(self, _("Send back"), question, _("Send back"), send)

    def copy_source(self) -> None:
        """Put the source into the editor."""
        if self.pair is not None:
            self.target.editor.replace_all(self.pair.segment.source)
            self.target.editor.setFocus()

    def _take_suggestion(self, text: str) -> None:
        self.target.editor.replace_all(text)
        self.target.editor.setFocus()

    def _write_term(self, text: str) -> None:
        self.target.editor.insertPlainText(text)
        self.target.editor.setFocus()

    def _ask_overrule(self, stored: StoredFinding) -> None:
        store = self.session.store

        def let_pass(reason: str) -> None:
            self._act(lambda: pipeline.overrule(store, stored.id, reason))

        question = _("Why may it pass? The reason is kept and shown in the export.")
        ask_reason(self, _("Overrule"), question, _("Let it pass"), let_pass)

    def approve_clean(self) -> None:
        """Approve everything of the target no check has anything against, as one undoable step."""
        target, launch = self.side.target, self.session.launch
        if target is None or launch is None:
            return
        self.flush()
        store, tools = self.session.store, self.session.tools
        self.session.work(
            _("Approving what is clean"),
            lambda _progress: pipeline.approve_clean(
                store, tools, launch=launch.name, target=target
            ),
            self._approved_clean,
        )

    def _approved_clean(self, report: ApproveReport) -> None:
        number = report.translations
        text = ngettext(
            "{n} text approved, {scripts} scripts; {left} left to look at.",
            "{n} texts approved, {scripts} scripts; {left} left to look at.",
            number,
        )
        self.session.say(text.format(n=number, scripts=report.scripts, left=report.left), "ok")


def _concerns(stored: StoredFinding, target: Target) -> bool:
    place = stored.place
    return place.market in ("", target.market) and place.channel in ("", target.channel)
