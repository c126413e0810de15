"""The review desk put together: queue left, one text in the middle, help right, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from localizer import pipeline
from localizer.catalog import assignments, translations, views
from localizer.catalog.findings import StoredFinding
from localizer.catalog.products import source_locale
from localizer.catalog.translations import Pair
from localizer.i18n import _
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.paths import resource
from localizer.pipeline.composing import channel_limit
from localizer.settings import changed
from localizer.store.database import Store
from localizer.ui.actions import asks
from localizer.ui.actions.asks import FoundTerm
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.look.tokens import SPACE_3
from localizer.ui.models.thumbnails import Thumbnails
from localizer.ui.panes.review import help_side
from localizer.ui.panes.review.cards import SourceCard
from localizer.ui.panes.review.deeds import Deeds
from localizer.ui.panes.review.help_side import Help, HelpSide
from localizer.ui.panes.review.more import MoreButton
from localizer.ui.panes.review.preview import PICTURE, Listing, PreviewCard
from localizer.ui.panes.review.queue_read import QueueRead, read_counts, read_facets, read_queue
from localizer.ui.panes.review.queue_side import QueueSide
from localizer.ui.panes.review.standing import found_in, stands
from localizer.ui.panes.review.target_card import TargetCard
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import box, column, label, row, scroll

RIGHT: Final = 320
#: More products than this are found by the search instead of a list.
MOST_CHOICES: Final = 2_000
#: Width of the pane from which there are three columns.
WIDE: Final = 1000
#: Counting a million texts takes its time: it waits until the person rests.
COUNT_MS: Final = 400


class ReviewPane(Pane):
    """One translation at a time; the queue keeps its order while one works."""

    code: ClassVar[str] = "review"
    picture: ClassVar[str] = "review"

    def __init__(self, session: Session) -> None:
        """Build the three columns and the keys."""
        super().__init__(session)
        self.pair: Pair | None = None
        self._wanted: int | None = None
        #: The text decided on last, and what is found in the one in hand.
        self._decided: int | None = None
        self._found: list[StoredFinding] = []
        self._help_waits = False
        self._listing, self._place = Listing(), -1
        self._own = 0
        #: Texts on their way into the workspace, by translation.
        self._sent: dict[int, str] = {}
        self._loaded: Store | None = None
        self._below = False
        #: The keys are to go to the editor, which is not there before the first text is.
        self._keys_due = False
        self.deeds = Deeds(session, self, self)
        self.side = QueueSide(session, self.approve_clean)
        self.source = SourceCard(self.copy_source, self._write_numbered)
        self.target = TargetCard(self.deeds.overrule)
        folders = (session.store.path.parent, resource("sample"))
        self.pictures = Thumbnails(session.jobs, folders, PICTURE, self)
        self.preview = PreviewCard(self.pictures.find, on_desk=session.settings.preview_desk)
        self.help = self._make_help()
        self.suggestions, self.terms = self.help.suggestions, self.help.terms
        self.nothing = label(_("Nothing here. Choose another target or filter."), "muted")
        self.middle = box(column(self.source, self.target, self.preview, None, spacing=SPACE_3))
        self.right: QWidget = box(column(self.help, None, spacing=SPACE_3))
        self._add_buttons()
        self.beside = scroll(self.right)
        self.beside.setFixedWidth(RIGHT)
        middle = column(self.nothing, scroll(self.middle), spacing=0)
        layout = row(self.side, middle, self.beside, spacing=SPACE_3)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._counting = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._counting.timeout.connect(self._load_counts)
        for part in (self.middle, self.right, self.nothing):
            part.hide()
        self._connect()
        self._make_keys()

    def _make_help(self) -> HelpSide:
        deeds = help_side.Deeds(
            take=self.target.put,
            write=self.target.write,
            resolve=self.deeds.resolve,
            restore=self.target.put,
            go=self._go_to_locale,
        )
        return HelpSide(self.session, self.ask, deeds)

    def _add_buttons(self) -> None:
        keys = self.session.commands.keys_text
        self.target.add_buttons(
            [
                (
                    f"{_('Approve and next')}   {keys('review.approve')}",
                    self.approve_and_next,
                    "primary",
                    "",
                ),
                (_("Send back"), self.send_back, "", _("Send back with a comment (Ctrl+Shift+B)")),
                (_("Undo"), self.session.undo, "", _("Undo the last step (Ctrl+Z)")),
            ],
            MoreButton(self.session.commands),
        )

    def _connect(self) -> None:
        side = self.side
        side.filtered.connect(self._load_queue)
        side.chosen.connect(self._open)
        side.save_wanted.connect(self._keep_view)
        side.drop_wanted.connect(self.deeds.drop_view)
        self.target.typed.connect(self._preview_typed)
        self.target.rested.connect(self._save)
        self.target.editor.suggestion_wanted.connect(self.suggestions.take)
        self.target.editor.term_wanted.connect(self.terms.write)
        self.help.found.connect(self._show_help)
        self.help.comments.said.connect(self.deeds.say)
        self.pictures.arrived.connect(self.preview.show_picture)

    def _make_keys(self) -> None:
        pages = ("suggestions", "comments", "history", "languages", "back")
        self.session.commands.bind(
            self,
            {
                "review.approve": self.approve_and_next,
                "review.later": self.next_open,
                "review.next": partial(self._move, 1),
                "review.previous": partial(self._move, -1),
                "review.approve_clean": self.approve_clean,
                "review.send_back": self.send_back,
                "review.copy_source": self.copy_source,
                "review.clear": self.clear_text,
                "review.find": self.side.search.setFocus,
                "review.filters": self.side.toggle_filters,
                "review.queue": self.side.list.setFocus,
                "review.comment": self.help.begin_comment,
                "review.lock": self.deeds.toggle_lock,
                "review.assign": self.deeds.assign,
                "review.meaning": self.deeds.ask_meaning,
                "review.preview": self._turn_preview,
                "review.lookup": self._look_up,
                "review.reload": self.reload,
                **{
                    f"review.{page}": partial(self.help.show_page, f"review.{page}")
                    for page in pages
                },
            },
        )
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
        self._stale = False
        self._load_queue()

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front, or once there is a text."""
        self._keys_due = not self.target.editor.isVisible()
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
            self._counting.start()
            if self._stands():
                self._read_waiting_help()
            else:
                self._reopen()
        else:
            self._load_queue()

    def _stands(self) -> bool:
        """Tell whether a decision about another text has left the one in hand as it is shown."""
        pair, target = self.pair, self.side.target
        if pair is None or target is None or pair.id == self._decided:
            return False
        return stands(self.session.store.read(), pair, self._found, target)

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
        store = self.session.store
        self.ask("queue", lambda: read_queue(store.read(), wanted), self._show_queue)
        if self.session.settings.filters_open:
            self._load_facets()

    def _load_facets(self) -> None:
        wanted, store = self.side.wanted(), self.session.store
        if wanted is None:
            return
        show = self.side.show_facets
        self.ask("facets", lambda: read_facets(store.read(), wanted), lambda found: show(*found))

    def _load_counts(self) -> None:
        wanted = self.side.wanted()
        if wanted is None or not self.session.is_open or self.gone:
            return  # the timer may come after the end
        store, show = self.session.store, self.side.show_counts
        self.ask("counts", lambda: read_counts(store.read(), wanted), lambda found: show(*found))
        if self.session.settings.filters_open:
            self._load_facets()

    def _show_queue(self, found: QueueRead) -> None:
        keep = self._wanted or (self.pair.id if self.pair is not None else None)
        self._wanted = None
        self.side.show_saved(found.saved)
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
        if shown and self._keys_due:
            self._keys_due = False
            if self.isVisible() and self.window().focusWidget() not in self.findChildren(QWidget):
                self.target.editor.setFocus()

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
        terms = asks.terms_in(self.session.tools, pair.segment.source, target.locale)
        written_in = source_locale(reader, pair.segment.product_id)
        self.source.show_source(pair, written_in, title, before, terms)
        limit = channel_limit(self.session.tools, target, pair.segment.field)
        self.target.show_pair(pair, self.session.label(target), limit, keep_text=keep_text or equal)
        self.target.show_assignment(assignments.of(reader, pair.id))
        self._found = found_in(reader, pair.id, target)
        self.target.show_findings(self._found)
        self._read_help(pair, target, terms)

    def _read_help(self, pair: Pair, target: Target, terms: Sequence[FoundTerm]) -> None:
        """Read what helps; while one types or a decision is being written it waits."""
        self.terms.show_terms(terms, target.locale)
        self._help_waits = self._own > 0
        if not self.target.editor.dirty and not self._own:
            self.help.read(pair, target)

    def _read_waiting_help(self) -> None:
        target = self.side.target
        if self._help_waits and not self._own and self.pair is not None and target is not None:
            self._help_waits = False
            self.help.read(self.pair, target)

    def _show_help(self, found: Help) -> None:
        if self.pair is None:
            return
        self.preview.show_price(found.values)
        self.target.editor.show_values(found.values, frozenset())
        self._listing, self._place = found.listing, found.place
        self._preview_typed(self.target.editor.text())

    def _preview_typed(self, text: str) -> None:
        pair, target = self.pair, self.side.target
        if pair is None or target is None:
            return
        shown = self._listing.typed(pair.segment.field, self._place, text.strip())
        channel = self.session.tools.packs.channels.get(target.channel)
        name = channel.name if channel is not None else target.channel
        self.preview.show_preview(name, target.locale, shown)

    def _turn_preview(self) -> None:
        self.preview.switch()
        settings = self.session.settings
        self.session.remember(changed(settings, preview_desk=self.preview.on_desk))

    # What a person does

    def flush(self) -> None:
        """Save what is being typed."""
        self.target.editor.rest()

    def listed(self) -> Sequence[int]:
        """Return the texts of the list, in its order."""
        return self.side.model.ids

    def act(self, action: Callable[[], Changes]) -> None:
        """Write an own decision; the queue keeps its order."""
        self._own += 1
        self._decided = self.pair.id if self.pair is not None else None
        job = self.session.edit(action)
        job.failed.connect(self._not_done)
        job.crashed.connect(self._not_done)

    def _not_done(self, _error: object) -> None:
        self._own = max(0, self._own - 1)
        self._sent.clear()
        self._read_waiting_help()

    def _save(self) -> None:
        pair, store, text = self.pair, self._loaded, self.target.text()
        if pair is None or store is None or self._closed:
            return
        if text == self._sent.get(pair.id, pair.translation.text):
            return
        tools, number = self.session.tools, pair.id
        self._sent[number] = text
        self.act(lambda: pipeline.edit_translation(store, tools, number, text))

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
        self.act(lambda: pipeline.approve_translations(store, tools, [number]))
        if following == self.side.line:  # it was the last one
            self.deeds.go_on(self.side.target)
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

    def next_open(self) -> None:
        """Show the next text that is not approved; the one in hand stays as it is."""
        self.flush()
        self._go_to(self.side.model.next_open(self.side.line))

    def send_back(self) -> None:
        """Ask for a comment and send the text back."""
        self.deeds.send_back(partial(self._move, 1))

    def _write_numbered(self, number: int) -> None:
        self.help.terms.write(number)

    def clear_text(self) -> None:
        """Empty the editor."""
        if self.pair is not None:
            self.target.put("")

    def _look_up(self) -> None:
        """Look up what is selected in source or translation."""
        chosen = self.source.text.selectedText() or self.target.editor.textCursor().selectedText()
        self.help.look_up(chosen)

    def _go_to_locale(self, locale: str) -> None:
        """Show the same segment in another locale of the launch."""
        pair = self.pair
        wanted = [one for one in self.session.targets if one.locale == locale]
        if pair is None or not wanted:
            return
        reader = self.session.store.read()
        found = translations.of_product(reader, pair.segment.product_id, locale)
        number = found.get(pair.segment.id)
        if number is not None:
            self.open_at(Place(target=wanted[0], translation_id=number[0]))

    def _keep_view(self) -> None:
        self.deeds.keep_view(self.side.panel.view(), self.side.saved_names)

    def copy_source(self) -> None:
        """Put the source into the editor."""
        if self.pair is not None:
            self.target.put(self.pair.segment.source)

    def approve_clean(self) -> None:
        """Approve everything listed that no check has anything against, as one undoable step."""
        self.deeds.approve_clean(self.side.wanted())
