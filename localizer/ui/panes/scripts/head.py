"""Above a script: the product, its variants as tabs, what kind of script this one is, its state and time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QTabBar, QWidget

from localizer.catalog.scripts import StoredScript
from localizer.catalog.views import ScriptHead
from localizer.i18n import _
from localizer.model.segment import State
from localizer.script.stage import options_of
from localizer.ui.actions.script_asks import ShownScript
from localizer.ui.actions.script_words import length_words, variant_words
from localizer.ui.actions.words import STATES, minutes
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import (
    Elided,
    box,
    button,
    chip,
    column,
    keep_wheel_off,
    row,
    set_role,
)
from localizer.ui.widgets.pitch_form import PitchForm

#: Share of the planned time a script may be over or under.
TOLERANCE: Final = 0.15


class ScriptTop(QWidget):
    """Tells what is wanted; the pane does it."""

    approve_wanted = Signal()
    #: The id of the script whose tab was chosen.
    chosen = Signal(int)
    #: What the choosers say now; its length is 0 where a person wants to type one.
    rewritten = Signal(object)
    variant_wanted = Signal()
    compare_wanted = Signal()
    remove_wanted = Signal()
    model_wanted = Signal()

    def __init__(self, *, in_words: bool) -> None:
        """Begin without a script; ``in_words`` tells whether prices are shown in words."""
        super().__init__()
        self.title = Elided("", "title")
        self.approve = button(
            _("Approve script") + "   Ctrl+Enter", self.approve_wanted.emit, role="primary"
        )
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Scripts of this product"))
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.currentChanged.connect(self._on_tab)
        self.add = button(
            "",
            self.variant_wanted.emit,
            role="ghost",
            picture="plus",
            tip=_("Add a variant: another style, length, voice or pacing"),
            name=_("Add a variant"),
        )
        self.compare = button(_("Compare …"), self.compare_wanted.emit, role="ghost")
        self.remove = button(
            "",
            self.remove_wanted.emit,
            role="ghost",
            picture="trash",
            tip=_("Remove this script; it can be taken back"),
            name=_("Remove this script"),
        )
        self.model = button(
            _("Rewrite with a language model …"), self.model_wanted.emit, role="ghost"
        )
        self.form = PitchForm()
        for made in self.form.lists:
            made.activated.connect(self._on_choice)
            keep_wheel_off(made)
        self.state = chip("", "info")
        self.time = chip("", "ok")
        self.words = QCheckBox(_("Prices in words"))
        self.words.setToolTip(_("Show under each line with a price how it is said aloud"))
        self.words.setChecked(in_words)
        first = row(self.title, self.approve)
        first.setStretch(0, 1)
        second = row(
            self.tabs, self.add, None, self.compare, self.model, self.remove, spacing=SPACE_1
        )
        choosers = box(Flow(*self.form.lists, spacing=SPACE_2))
        last = row(self.state, self.time, None, self.words)
        self.setLayout(column(first, second, choosers, last, spacing=SPACE_2))

    def show_variants(self, heads: Sequence[ScriptHead], current: int) -> None:
        """Show a tab for each of a product's scripts; the one with the id ``current`` is chosen."""
        with QSignalBlocker(self.tabs):
            while self.tabs.count() > len(heads):
                self.tabs.removeTab(self.tabs.count() - 1)
            for place, head in enumerate(heads):
                if place == self.tabs.count():
                    self.tabs.addTab("")
                words = variant_words(head.style, head.label)
                state = _(STATES[head.state])
                self.tabs.setTabText(place, f"✓ {words}" if head.state is State.APPROVED else words)
                self.tabs.setTabToolTip(
                    place, f"{words}, {length_words(round(head.planned))}, {state}"
                )
                self.tabs.setTabData(place, head.id)
                if head.id == current:
                    self.tabs.setCurrentIndex(place)
        self.compare.setEnabled(len(heads) > 1)

    def step(self, by: int) -> None:
        """Go to the next tab or the one before, round and round."""
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def show_script(self, shown: ShownScript) -> None:
        """Show what kind of script this is, its state and its time."""
        stored = shown.stored
        self.title.show_text(shown.title)
        self.form.show_options(options_of(stored), shown.voices, other=True)
        self.state.setText(_(STATES[stored.state]))
        set_role(self.state, "ok" if stored.state is State.APPROVED else "info")
        self._show_total(stored)

    def _show_total(self, stored: StoredScript) -> None:
        spoken, planned = stored.spoken_seconds, stored.planned_seconds
        off = spoken - planned
        words = _("{n} over") if off > 0 else _("{n} under")
        if not round(off):
            words = _("on time")
        self.time.setText(
            _("{spoken} of {planned} · {off}").format(
                spoken=minutes(spoken),
                planned=minutes(planned),
                off=words.format(n=minutes(abs(off))),
            )
        )
        set_role(self.time, "ok" if abs(off) <= planned * TOLERANCE else "warn")

    def _on_tab(self, place: int) -> None:
        number = self.tabs.tabData(place)
        if number is not None:
            self.chosen.emit(number)

    def _on_choice(self) -> None:
        self.rewritten.emit(self.form.options())
