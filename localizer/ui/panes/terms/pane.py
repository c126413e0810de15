"""The Terms pane: what is missing or found at the left, with what would change; the editor at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QSplitter, QStackedWidget, QTabBar, QWidget

from localizer.catalog.filters import facets
from localizer.i18n import _, ngettext
from localizer.model.own_term import EVERYWHERE, OwnConcept, Scope
from localizer.model.term import TermBase, term_tag
from localizer.pipeline.missing_terms import MissingTerm
from localizer.pipeline.term_proposals import OpenProposal, open_proposals
from localizer.pipeline.terms import TouchedText
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader
from localizer.ui.actions import term_asks
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session
from localizer.ui.actions.term_asks import Entry, Missing, TermQuery, TermRow
from localizer.ui.actions.term_words import domains_of, tags_of, tongue
from localizer.ui.dialogs.proposed_terms import ProposedTermsDialog, ask_proposed
from localizer.ui.dialogs.term_files import choose_export, choose_import, choose_missing_export
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.panes.terms.editor import TermEditor, Wanted
from localizer.ui.panes.terms.kept import Drafts, KeptDraft, read_drafts, write_drafts
from localizer.ui.panes.terms.preview import MOST, PreviewCard
from localizer.ui.panes.terms.queue import QueuePage
from localizer.ui.panes.terms.search import SearchPage
from localizer.ui.panes.terms.work import TermWork
from localizer.ui.widgets.filter_parts import MenuButton
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import box, button, column, label, row

#: The editor's least and largest width.
SIDE: Final = (400, 480)
QUEUE, SEARCH = range(2)
#: Makes the concept that is wanted in the editor.
Find = Callable[[Reader, Tools], OwnConcept]


class TermsPane(Pane):
    """A word leaves the queue once its listings are written; the next one is in hand then."""

    code: ClassVar[str] = "terms"
    picture: ClassVar[str] = "terms"

    def __init__(self, session: Session) -> None:
        """Build head, lists, preview and editor."""
        super().__init__(session)
        self._workspace = session.store.path if session.is_open else None
        self._drafts: Drafts = {} if self._workspace is None else read_drafts(self._workspace)
        self._written_drafts = dict(self._drafts)
        self._is_first = True
        self._find: Find | None = None
        self._word: MissingTerm | None = None
        self._next: MissingTerm | None = None
        self._is_advancing = False
        self._query: TermQuery | None = None
        #: The id of the concept in hand; empty for a missing word and for one that is being written down.
        self._in_hand = ""
        self._is_writing = False
        self._focus_editor = False
        self.tags: tuple[str, ...] = ()
        has_tools = session.has_tools
        base = session.tools.termbase if has_tools else TermBase.build((), {})
        self._written = frozenset(session.tools.patterns.by_locale if has_tools else ())
        self._domains = domains_of(base)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Which terms are shown"))
        self.tabs.setExpanding(False)
        self.tabs.addTab(_("Missing words"))
        self.tabs.addTab(_("All terms"))
        self.queue, self.search = QueuePage(base), SearchPage()
        self.lists = QStackedWidget()
        self.lists.addWidget(self.queue)
        self.lists.addWidget(self.search)
        self.preview = PreviewCard(self._close_preview)
        self.editor = TermEditor(self._domains)
        self.work = TermWork(session, self)
        self._lay_out()
        self._connect()
        self._make_keys()

    def _lay_out(self) -> None:
        self.add = button(_("New term"), self._new, tip=_("Write a new term down (Ctrl+N)"))
        self.take_in = button(_("Import …"), self._import, tip=_("Terms from a TBX or CSV file"))
        self.give_out = MenuButton(_("Export"), self._offer_export, _("Terms as TBX or CSV"))
        self.give_out.setProperty("role", "")
        self.proposals = button("", self.show_proposed, tip=_("Terms that translators propose"))
        self.proposals.hide()
        self._proposed: tuple[OpenProposal, ...] = ()
        head = row(
            label(_("Terms"), "title"), None, self.proposals, self.add, self.take_in, self.give_out
        )
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.lists)
        self.split.addWidget(self.preview)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        left = column(self.tabs, self.split, spacing=SPACE_2)
        left.setStretch(1, 1)
        self.editor.setMinimumWidth(SIDE[0])
        self.editor.setMaximumWidth(SIDE[1])
        body = row(box(left), self.editor, spacing=SPACE_3)
        body.setStretch(0, 5)
        body.setStretch(1, 4)
        layout = column(head, body, spacing=SPACE_2)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turned)
        self.queue.chosen.connect(self._show_word)
        self.queue.entered.connect(self._enter)
        self.search.chosen.connect(self._show_row)
        self.search.entered.connect(self._enter)
        self.search.wanted.connect(self._load_found)
        editor = self.editor
        editor.save_wanted.connect(self._save)
        editor.preview_wanted.connect(self._try)
        editor.discard_wanted.connect(self._discard)
        editor.remove_wanted.connect(self._remove)
        editor.back_wanted.connect(self._give_back)
        editor.scope_chosen.connect(self._rescope)
        editor.changed.connect(self.preview.set_stale)
        self.work.busy.connect(lambda busy: editor.set_busy(busy=busy))
        self.work.saved.connect(self._saved)
        self.work.tried.connect(self._tried)
        self.work.removed.connect(self._removed)

    def _make_keys(self) -> None:
        self.session.commands.bind(
            self,
            {
                "terms.find": self._go_search,
                "terms.new": self._new,
                "terms.save": self._save,
                "terms.preview": self._try,
            },
        )
        back = QShortcut(QKeySequence("Escape"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._escape)

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        if self.tabs.currentIndex() == SEARCH:
            return self.search.search
        return self.queue.empty.go if self.queue.pages.currentIndex() else self.queue.list

    def flush(self) -> None:
        """Keep what is typed, also for when the program is opened again."""
        self._keep_draft()

    def leave(self) -> None:
        """Remind of what is typed and not saved; it stays here."""
        super().leave()
        entry = self.editor.entry
        if entry is not None and self.editor.is_changed:
            self._remind(entry.name)

    def _remind(self, word: str) -> None:
        text = _("“{word}” is not saved yet. What you typed stays in Terms until you save it.")
        self.session.say(text.format(word=word or _("New term")), "warn")

    def end(self) -> None:
        """Stop what is being tried."""
        self.work.stop()
        super().end()

    # Reading

    def reload(self) -> None:
        """Read the lists and the term in hand anew."""
        session = self.session
        if not session.is_open:
            self._show_closed()
            return
        launch = tags_of(session.targets, self._written)
        self.tags = launch or tuple(tag for tag in self._written if tag != "zh-Hans")
        others = sorted(self._written - {*self.tags, "zh-Hans"}, key=tongue)
        self.search.offer((*self.tags, *others), self._domains)
        self.queue.empty.say(_("Every word has its term."), _("Show all terms"), self._go_search)
        store, tools = session.store, session.tools
        locales = tuple(dict.fromkeys(target.locale for target in session.targets))
        self.ask(
            "missing",
            lambda: term_asks.missing(store.read(), tools, locales),
            self._show_missing,
        )
        self.ask("proposals", lambda: open_proposals(store.read(), tools), self._show_proposals)
        self._load_found()
        if self._is_first:
            self._is_first = False
            for kept in list(self._drafts.values())[:1]:
                self._remind(kept.name)
        markets = dict.fromkeys(target.market for target in session.targets)
        every = (*markets, *(code for code in tools.packs.markets if code not in markets))
        self.ask(
            "brands",
            lambda: tuple(one.value for one in facets(store.read()).brands),
            lambda brands: self.editor.scope.offer(brands, every),
        )

    def _show_proposals(self, found: tuple[OpenProposal, ...]) -> None:
        self._proposed = found
        number = len(found)
        text = ngettext("{n} proposed term …", "{n} proposed terms …", number)
        self.proposals.setText(text.format(n=count(number)))
        self.proposals.setVisible(bool(found))

    def show_proposed(self) -> ProposedTermsDialog | None:
        """Show what translators propose, if anything."""
        if not self._proposed or not self.session.is_open:
            return None
        return ask_proposed(self.session, self._proposed, self.window())

    def _show_closed(self) -> None:
        text, name = _("No workspace is open."), _("Go to Start")
        self.queue.show_missing(Missing(), None)
        self.queue.empty.say(text, name, lambda: self.session.go("start"))
        for one in (self.add, self.take_in, self.give_out):
            one.setEnabled(False)

    def _show_missing(self, found: Missing) -> None:
        number = len(found.words)
        text = _("Missing words ({n})").format(n=count(number)) if number else _("Missing words")
        self.tabs.setTabText(QUEUE, text)
        is_advancing, wanted = self._is_advancing, self.queue.word
        if is_advancing:
            wanted, self._is_advancing, self._next = self._next, False, None
        self.queue.show_missing(found, wanted)
        if self.tabs.currentIndex() != QUEUE:
            return
        if self.queue.word is not None and (self._word is not None or self._find is None):
            self._show_word(self.queue.word)
            if is_advancing:
                self.queue.list.setFocus()
        elif self._word is not None:
            self._show_concept(None)
        else:
            self._load_entry()

    def _load_found(self) -> None:
        if not self.session.is_open:
            return
        store, tools, wanted = self.session.store, self.session.tools, self.search.query

        def find() -> tuple[TermRow, ...]:
            return term_asks.found_terms(store.read(), tools, wanted)

        self.ask("found", find, partial(self._show_found, wanted))

    def _show_found(self, query: TermQuery, rows: tuple[TermRow, ...]) -> None:
        before, in_hand = self.search.row, self._in_hand
        self.search.show_rows(rows, query.tag, in_hand or (before.concept.id if before else ""))
        is_same, self._query = query == self._query, query
        if not rows:
            self._say_empty()
        if self.tabs.currentIndex() != SEARCH or self._word is not None:
            return
        shown = self.search.row
        is_found = shown is not None and shown.concept.id == in_hand
        if self._is_writing:
            self._load_entry()
        elif shown is not None and (is_found or not is_same or not in_hand):
            self._show_row(shown)
        elif rows or is_same or self.editor.is_changed:
            self._load_entry()
        else:
            self._show_concept(None)

    def _say_empty(self) -> None:
        text = self.search.search.text().strip()
        if text:
            sentence = _("No term has “{text}”.").format(text=text)
            name = _("Write “{text}” down as a new term").format(text=text)
            self.search.empty.say(sentence, name, self._new)
        else:
            sentence = _("You have no terms of your own yet.")
            self.search.empty.say(sentence, _("New term"), self._new)

    # The term in hand

    def _turned(self, tab: int) -> None:
        self.lists.setCurrentIndex(tab)
        if tab == QUEUE:
            if self.queue.word is not None:
                self._show_word(self.queue.word)
        elif self.search.row is not None:
            self._show_row(self.search.row)
        else:
            self._show_concept(None)

    def _show_word(self, word: MissingTerm) -> None:
        self._word, self._in_hand, self._is_writing = word, "", False
        self._show_concept(lambda reader, tools: term_asks.wanted_concept(reader, tools, word))

    def _show_row(self, found: TermRow) -> None:
        self._word, self._in_hand, self._is_writing = None, found.concept.id, False
        self._show_concept(lambda reader, _tools: term_asks.kept_concept(reader, found.concept))

    def _new(self) -> None:
        """Write a new term down: of the words that were looked for, else of none yet."""
        if not self.session.is_open:
            return
        text = self.search.search.text().strip() if self.tabs.currentIndex() == SEARCH else ""
        if self.search.row is not None:
            text = ""
        domain = self.search.query.domain or "value"
        self._word, self._in_hand, self._is_writing = None, "", True
        self._focus_editor = True
        self._show_concept(lambda reader, tools: term_asks.new_concept(reader, tools, text, domain))

    def _show_concept(self, find: Find | None) -> None:
        self._keep_draft()
        self._find = find
        if find is None:
            self._word, self._in_hand, self._is_writing = None, "", False
            self.editor.show_entry(None)
            return
        self._load_entry()

    def _keep_draft(self) -> None:
        """Keep what is typed for when the term is in hand again."""
        entry, draft = self.editor.entry, self.editor.draft
        if entry is None:
            return
        if draft is None:
            self._forget(entry.concept.id)
        else:
            self._drafts[entry.concept.id] = KeptDraft(entry.scope, draft, entry.name)
            self._write_drafts()

    def _forget(self, concept: str) -> None:
        """Forget what is typed for ``concept``."""
        self._drafts.pop(concept, None)
        self._write_drafts()

    def _write_drafts(self) -> None:
        if self._workspace is not None and self._drafts != self._written_drafts:
            self._written_drafts = dict(self._drafts)
            write_drafts(self._workspace, self._drafts)

    def _load_entry(self, scope: Scope | None = None) -> None:
        """Read the term in hand, in the scope of what is typed for it unless ``scope`` is given."""
        find, word = self._find, self._word
        if find is None:
            return
        store, tools, drafts = self.session.store, self.session.tools, dict(self._drafts)
        shown = self.editor.entry
        tags = self._tags_for(word)

        def read() -> Entry:
            reader = store.read()
            concept = find(reader, tools)
            kept = drafts.get(concept.id)
            here = scope if scope is not None else EVERYWHERE
            if scope is None and kept is not None:
                here = kept.scope
            elif scope is None and shown is not None and shown.concept.id == concept.id:
                here = shown.scope
            spoken = term_asks.market_tags(tools, here, tags, self._written)
            return term_asks.entry_of(reader, tools, concept, spoken, here, word)

        self.ask("entry", read, self._show_entry)

    def _tags_for(self, word: MissingTerm | None) -> Sequence[str]:
        """Return the languages asked for: those of the launch, and those a word lacks."""
        lacks = (term_tag(locale, self._written) for locale in word.locales) if word else ()
        return tuple(dict.fromkeys((*self.tags, *lacks)))

    def _show_entry(self, entry: Entry) -> None:
        # What was typed since the question was asked counts as well.
        if self.editor.entry is not None and self.editor.entry.concept.id == entry.concept.id:
            self._keep_draft()
        kept = self._drafts.get(entry.concept.id)
        before = self.editor.entry
        self.editor.show_entry(entry, kept.draft if kept is not None else None)
        if before is None or before.concept.id != entry.concept.id:
            self._close_preview()
        if self._focus_editor:
            self._focus_editor = False
            self.editor.focus_first()

    def _rescope(self, scope: Scope) -> None:
        """Show the terms of another scope; what is typed goes with it."""
        self._load_entry(scope)

    def _enter(self) -> None:
        self.editor.focus_first()

    def _escape(self) -> None:
        """Go back to the list; what is typed stays."""
        at_queue = self.tabs.currentIndex() == QUEUE
        (self.queue.list if at_queue else self.search.view).setFocus()

    def _go_search(self) -> None:
        self.tabs.setCurrentIndex(SEARCH)
        self.search.search.setFocus()
        self.search.search.selectAll()

    def _discard(self) -> None:
        """Forget what is typed."""
        entry = self.editor.entry
        if entry is not None:
            self._forget(entry.concept.id)
            self.editor.show_entry(entry)
            self._close_preview()
            self.editor.focus_first()

    # Writing and trying

    def _wanted(self) -> Wanted | None:
        """Return what is to be saved or tried, ``None`` where that is nothing or cannot be now."""
        return self.editor.wanted() if self.editor.save.isEnabled() else None

    def _save(self) -> None:
        wanted, entry = self._wanted(), self.editor.entry
        if wanted is not None and entry is not None:
            self.work.save(entry, wanted)

    def _saved(self, entry: Entry, made: OwnConcept) -> None:
        """Go on to the next missing word, or stay at the term that is kept now."""
        self._forget(entry.concept.id)
        shown = self.editor.entry
        if shown is None or shown.key != entry.key:
            return
        self.editor.show_entry(entry)  # what was typed is kept now
        self._close_preview()
        if entry.word is not None and self.tabs.currentIndex() == QUEUE:
            self._is_advancing, self._next = True, self.queue.next_word
        else:
            self._in_hand, self._is_writing = made.id, False
            self._find = lambda reader, _tools: term_asks.kept(reader, made)

    def _give_back(self, tag: str) -> None:
        entry = self.editor.entry
        if entry is not None:
            self.editor.lines[tag].forget()
            self._keep_draft()
            self.work.give_back(entry, tag)

    def _remove(self) -> None:
        if self.editor.entry is not None:
            self.work.remove(self.editor.entry)

    def _removed(self, concept: str) -> None:
        self._show_concept(None)
        self._forget(concept)

    def _try(self) -> None:
        wanted = self._wanted()
        if wanted is not None:
            self.work.try_out(wanted, MOST)

    def _tried(self, wanted: Wanted, texts: tuple[TouchedText, ...]) -> None:
        now = self.editor.wanted()
        entry = self.editor.entry
        if not self.gone and entry is not None and entry.concept.id == wanted.concept.id:
            self.preview.show_found(texts)
            if now != wanted:
                self.preview.set_stale()

    def _close_preview(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.preview.isAncestorOf(focused):
            self._escape()
        self.preview.hide()

    # Files

    def _import(self) -> None:
        choose_import(self.session, self)

    def _offer_export(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, everything in ((_("My own terms …"), False), (_("All terms …"), True)):
            menu.addAction(name, partial(self._export, everything=everything))
        menu.addAction(_("Missing words, to fill in …"), self._export_missing)
        menu.popup(self.give_out.mapToGlobal(self.give_out.rect().bottomLeft()))

    def _export_missing(self) -> None:
        choose_missing_export(self.session, self)

    def _export(self, *, everything: bool) -> None:
        choose_export(self.session, self, everything=everything)
