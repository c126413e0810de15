"""The editor of one concept: its source words, domain and scope, and a line for each language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QWidget

from localizer.i18n import _
from localizer.model.own_term import OwnConcept, OwnTerm, Scope
from localizer.model.term_text import BETWEEN, clean, words
from localizer.ui.actions.term_asks import Entry, Standing
from localizer.ui.actions.term_words import (
    GROUPS,
    domain_name,
    kind_words,
    listings_words,
    scope_names,
)
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.panes.terms.language_line import LanguageLine, Typed
from localizer.ui.panes.terms.scope_row import ScopeRow
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import (
    Card,
    Elided,
    box,
    button,
    chip,
    clear,
    column,
    combo,
    label,
    row,
    scroll,
    speak,
)

TYPES: Final = "product_type"
#: Letters of the program's source words that are shown; the tooltip has all.
_FORMS: Final = 90


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be saved: the concept as it shall be kept, and the terms that changed."""

    concept: OwnConcept
    terms: tuple[OwnTerm, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and is not saved: the concept's own fields, and the languages by tag."""

    concept: OwnConcept
    lines: dict[str, Typed]


class TermEditor(Card):
    """Says what is wanted; who saves is not known here.

    ``scope_chosen`` carries a `Scope`, ``back_wanted`` the language whose own term is given back.
    """

    save_wanted = Signal()
    preview_wanted = Signal()
    discard_wanted = Signal()
    remove_wanted = Signal()
    scope_chosen = Signal(object)
    back_wanted = Signal(str)
    changed = Signal()

    def __init__(self, domains: Sequence[str]) -> None:
        """Begin with nothing; words may belong to ``domains``."""
        super().__init__()
        self.entry: Entry | None = None
        self.lines: dict[str, LanguageLine] = {}
        self._busy = False
        self._make_fields(domains)
        self._make_buttons()
        self.hint = label(_("Choose a word to see its terms."), "muted", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.hint)
        self.pages.addWidget(self._form())
        self.body.addWidget(self.pages)
        self._connect()

    def _make_fields(self, domains: Sequence[str]) -> None:
        self.title = Elided("", "title")
        self.whose = chip("", "info")
        self.about = label("", "muted", wrap=True)
        self.example = Elided("", "muted")
        self.known = label("", "muted", wrap=True)
        self.source = QLineEdit()
        self.source.setAccessibleName(_("Source words"))
        speak(self.source, "zh-Hans")
        self.domain = combo(_("Domain of the word"))
        for one in domains:
            self.domain.addItem(domain_name(one), one)
        self.group = combo(_("Titles are written as for"))
        for value, name in GROUPS.items():
            self.group.addItem(_(name), value)
        self.scope = ScopeRow()
        self.others = label("", "muted", wrap=True)
        self.note = QLineEdit()
        self.note.setAccessibleName(_("Note on the word"))
        self.note.setPlaceholderText(_("What exactly is meant"))
        for each in (self.domain, self.group):
            each.setSizeAdjustPolicy(each.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _make_buttons(self) -> None:
        self.save = button(
            _("Save"), self.save_wanted.emit, role="primary", tip=_("Ctrl+S or Ctrl+Enter")
        )
        self.preview = button(
            _("Preview"),
            self.preview_wanted.emit,
            tip=_("Show the texts that would change, without saving (Ctrl+P)"),
        )
        self.discard = button(
            _("Discard"), self.discard_wanted.emit, role="ghost", tip=_("Forget what was typed")
        )
        self.remove = button(_("Remove this word"), self.remove_wanted.emit, role="ghost")
        self.unsaved = chip(_("Not saved yet"), "warn")

    def _form(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_2)
        grid.setVerticalSpacing(SPACE_1)
        grid.setColumnStretch(1, 1)
        self.rows = {
            self.source: label(_("Sellers write"), "muted"),
            self.domain: label(_("Domain"), "muted"),
            self.group: label(_("Titles as for"), "muted"),
            self.scope: label(_("Holds for"), "muted"),
            self.note: label(_("Note"), "muted"),
        }
        for at, (field, name) in enumerate(self.rows.items()):
            grid.addWidget(name, at, 0)
            grid.addWidget(field, at, 1)
        head = row(self.title, self.whose)
        head.setStretch(0, 1)
        self.languages = column(spacing=SPACE_2)
        inside = column(
            self.about, self.example, self.known, grid, self.others, self.languages, None,
            spacing=SPACE_2,
        )  # fmt: skip
        inside.setContentsMargins(0, 0, SPACE_2, 0)
        foot = Flow(
            self.save, self.preview, self.discard, self.unsaved, self.remove, spacing=SPACE_2
        )
        layout = column(head, scroll(box(inside)), box(foot), spacing=SPACE_2)
        layout.setStretch(1, 1)
        return box(layout)

    def _connect(self) -> None:
        for one in (self.source, self.note):
            one.textEdited.connect(self._edited)
        self.domain.activated.connect(self._domain_chosen)
        self.group.activated.connect(self._edited)
        self.scope.chosen.connect(self.scope_chosen)

    def show_entry(self, entry: Entry | None, draft: Draft | None = None) -> None:
        """Show a concept, with what was typed and not saved; nothing for ``None``."""
        self.entry = entry
        self.pages.setCurrentIndex(0 if entry is None else 1)
        if entry is None:
            return
        concept = draft.concept if draft is not None else entry.concept
        self._show_head(entry)
        self._show_fields(entry, concept)
        self._show_lines(entry, concept.domain, draft.lines if draft is not None else {})
        self._show_state()

    def _show_head(self, entry: Entry) -> None:
        self.title.show_text(entry.name or _("New term"))
        whose = _("new") if entry.is_new else _("yours") if entry.is_own else _("program")
        self.whose.setText(whose)
        word = entry.word
        about = ""
        if word is not None:
            waits = _("{listings} waiting").format(listings=listings_words(word.listings))
            about = " · ".join((kind_words(word, entry.place), waits))
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.example.show_text(word.product if word is not None else "")
        self.example.setVisible(bool(word is not None and word.product))
        forms = BETWEEN.join(entry.forms)
        shown = forms if len(forms) <= _FORMS else forms[:_FORMS] + "…"
        self.known.setText(_("Known: {words}").format(words=shown.replace(BETWEEN, " | ")))
        self.known.setToolTip(literal(forms.replace(BETWEEN, "\n") if forms else ""))
        self.known.setVisible(bool(forms))
        other = scope_names(entry.others)
        self.others.setText(_("Your terms elsewhere: {places}").format(places=other))
        self.others.setVisible(bool(other))

    def _show_fields(self, entry: Entry, concept: OwnConcept) -> None:
        self.source.setText(BETWEEN.join(concept.forms).replace(BETWEEN, " | "))
        self.source.setCursorPosition(0)
        more = _("Further words, with | between") if entry.forms else _("Several with | between")
        self.source.setPlaceholderText(more)
        self.note.setText(concept.note)
        with QSignalBlocker(self.domain), QSignalBlocker(self.group):
            if self.domain.findData(concept.domain) < 0:
                self.domain.addItem(domain_name(concept.domain), concept.domain)
            self.domain.setCurrentIndex(self.domain.findData(concept.domain))
            self.group.setCurrentIndex(max(self.group.findData(concept.group), 0))
        self.domain.setEnabled(entry.is_own)
        self.scope.show_scope(entry.scope)
        self._show_group()

    def _show_group(self) -> None:
        is_type = self.entry is not None and self.entry.is_own and self._domain == TYPES
        self.group.setVisible(is_type)
        self.rows[self.group].setVisible(is_type)

    def _show_lines(self, entry: Entry, domain: str, typed: dict[str, Typed]) -> None:
        if [line.tag for line in entry.lines] != list(self.lines):
            clear(self.languages)
            self.lines = {line.tag: self._new_line(line.tag) for line in entry.lines}
            for made in self.lines.values():
                self.languages.addWidget(made)
        for line in entry.lines:
            made = self.lines[line.tag]
            made.show_line(line, domain, typed.get(line.tag))
            text = _("Remove this term") if entry.is_own else _("Use the program's again")
            made.show_back(text, folded=entry.is_own)

    def _new_line(self, tag: str) -> LanguageLine:
        made = LanguageLine(tag)
        made.changed.connect(self._edited)
        made.entered.connect(lambda: self._go_on(tag))
        made.back_wanted.connect(self.back_wanted)
        return made

    def _go_on(self, tag: str) -> None:
        """Go to the next language, from the last one to the saving."""
        tags = list(self.lines)
        at = tags.index(tag) + 1
        if at < len(tags):
            self.lines[tags[at]].field.setFocus()
            self.lines[tags[at]].field.selectAll()
        elif self.save.isEnabled():
            self.save.setFocus()

    def focus_first(self) -> None:
        """Put the cursor where a term is missing, else into the first one."""
        if self.entry is None:
            return
        if not self.entry.name and not self.source.text():
            self.source.setFocus()
            return
        lacking = [one.tag for one in self.entry.lines if one.standing is Standing.MISSING]
        tag = next(iter(lacking or self.lines), "")
        if tag:
            self.lines[tag].field.setFocus()
            self.lines[tag].field.selectAll()

    @property
    def _domain(self) -> str:
        found = self.domain.currentData()
        return found if isinstance(found, str) else ""

    def _domain_chosen(self) -> None:
        """Show what another domain asks of the languages."""
        typed = {tag: line.typed for tag, line in self.lines.items()}
        if self.entry is not None:
            for line in self.entry.lines:
                self.lines[line.tag].show_line(line, self._domain, typed[line.tag])
        self._show_group()
        self._edited()

    def _edited(self, *_of: object) -> None:
        self._show_state()
        self.changed.emit()

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing be saved or tried while that is being done."""
        self._busy = busy
        self._show_state()

    def _show_state(self) -> None:
        is_changed, wanted = self.is_changed, self.wanted()
        usable = is_changed and wanted is not None and not self._busy
        self.save.setEnabled(usable)
        self.preview.setEnabled(usable)
        self.discard.setVisible(is_changed)
        self.unsaved.setVisible(is_changed)
        entry = self.entry
        self.remove.setVisible(entry is not None and entry.is_kept and entry.is_own)

    @property
    def _concept(self) -> OwnConcept:
        """The concept as its fields say."""
        if self.entry is None:
            raise RuntimeError("no term is shown")
        return replace(
            self.entry.concept,
            domain=self._domain,
            forms=words([self.source.text()]),
            group=self._group(self.entry.concept),
            note=clean(self.note.text()),
        )

    def _group(self, kept: OwnConcept) -> str:
        if self._domain == TYPES and not self.group.isHidden():
            return self.group.currentData() or ""
        return kept.group if self._domain == kept.domain else ""

    @property
    def is_changed(self) -> bool:
        """Tell whether something is typed that is not saved."""
        if self.entry is None:
            return False
        if self._concept != self.entry.concept:
            return True
        return any(line.is_changed for line in self.lines.values())

    @property
    def draft(self) -> Draft | None:
        """What is typed and not saved, ``None`` where nothing is."""
        if not self.is_changed:
            return None
        typed = {tag: line.typed for tag, line in self.lines.items()}
        return Draft(self._concept, {tag: one for tag, one in typed.items() if one is not None})

    def wanted(self) -> Wanted | None:
        """Return what is to be saved, ``None`` while it cannot be."""
        entry = self.entry
        if entry is None or any(line.is_blank for line in self.lines.values()):
            return None
        scope: Scope = self.scope.scope
        terms = [line.term() for line in self.lines.values()]
        made = tuple(OwnTerm(term, scope) for term in terms if term is not None)
        if not self.scope.is_whole or (entry.is_new and not made):
            return None
        concept = self._concept
        if entry.is_own and not concept.forms:
            return None
        return Wanted(concept, made, entry.is_new)
