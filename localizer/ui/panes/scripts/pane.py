"""The scripts of a target: products left, one product's scripts as tabs with their beats right."""

from __future__ import annotations

import importlib
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QWidget

from localizer import settings
from localizer.catalog import views
from localizer.catalog.findings import StoredFinding
from localizer.catalog.scripts import StoredScript
from localizer.catalog.views import ScriptHead
from localizer.i18n import _
from localizer.model.launch import Target
from localizer.model.script import Beat, Lane
from localizer.script.stage import PitchOptions, options_of
from localizer.ui.actions.place import Place
from localizer.ui.actions.script_asks import (
    ProductScripts,
    ShownScript,
    read_script,
    read_variants,
    written_by_hand,
)
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.compare_scripts import CompareDialog
from localizer.ui.dialogs.confirm import confirm
from localizer.ui.dialogs.pitch import ask_pitch
from localizer.ui.dialogs.reason import ask_reason
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.models.paged import ROW_ROLE
from localizer.ui.models.script_list import ScriptList
from localizer.ui.panes.scripts.edits import ScriptEdits
from localizer.ui.panes.scripts.head import ScriptTop
from localizer.ui.panes.scripts.sheet import ScriptSheet
from localizer.ui.widgets.empty import Empty
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import box, clear, column, combo, label, row, scroll
from localizer.ui.widgets.script_delegate import ScriptDelegate
from localizer.ui.widgets.tables import KeyList

LIST: Final = 300
#: As long as this after a change the lines in view are held where they are.
HOLD_MS: Final = 200
#: Where scripts are rewritten by a model; loaded at the click, for only some have such an engine.
_MODEL_DIALOG: Final = "localizer.ui.dialogs.script_rewrite"


class ScriptsPane(Pane):
    """A line is saved when typing rests; the time and the checks follow."""

    code: ClassVar[str] = "scripts"
    picture: ClassVar[str] = "scripts"

    def __init__(self, session: Session) -> None:
        """Build list and sheet."""
        super().__init__(session)
        self._place = Place()
        self.script: StoredScript | None = None
        self.shown: ShownScript | None = None
        self._current: tuple[int | None, int | None] = (None, None)
        #: The line the keys shall go to once the script is shown again, and whether its text is chosen.
        self._focus: tuple[int, bool] | None = None
        self.sheet: ScriptSheet | None = None
        self.edits = ScriptEdits(session, self.flush, self)
        self.edits.not_saved.connect(self._not_saved)
        self.edits.refused.connect(self._show_choice)
        self.edits.written.connect(self._show_written)
        self.targets = combo(_("Target"))
        self.targets.activated.connect(self._load)
        self.list = KeyList()
        self.list.setAccessibleName(_("Products with scripts for this target"))
        self.model = ScriptList(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(ScriptDelegate(self.list, ROW_ROLE))
        self.list.setMouseTracking(True)
        self.list.moved.connect(self._moved)
        self.top = ScriptTop(in_words=session.settings.prices_in_words)
        self.empty = Empty()
        self._sheets = column()
        self.area = scroll(box(self._sheets))
        #: The cards get their heights bit by bit, each after a turn of the event loop.
        self._holding = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._holding.timeout.connect(self._let_go)
        self._kept: tuple[int, int] | None = None
        later = QTimer(self, singleShot=True, interval=0)
        later.timeout.connect(self._keep_in_view)
        self.area.verticalScrollBar().rangeChanged.connect(lambda *_range: later.start())
        self.rests = label("", "muted", wrap=True)
        self.rests.setMinimumHeight(2 * self.rests.fontMetrics().lineSpacing())
        self.rests.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = box(column(self.targets, self.list, spacing=SPACE_2))
        left.setFixedWidth(LIST)
        right = column(self.top, self.empty, self.area, self.rests, spacing=SPACE_2)
        right.setStretch(1, 1)
        right.setStretch(2, 1)
        layout = row(left, right, spacing=SPACE_3)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        for part in (self.top, self.area, self.rests):
            part.hide()

    def _connect(self) -> None:
        top = self.top
        top.words.toggled.connect(self._want_words)
        top.approve_wanted.connect(self.approve_script)
        top.chosen.connect(self._choose)
        top.rewritten.connect(self._rewrite)
        top.variant_wanted.connect(self._ask_variant)
        top.compare_wanted.connect(self._ask_compare)
        top.remove_wanted.connect(self._remove)
        top.model_wanted.connect(self._ask_model)
        self.session.commands.bind(
            self,
            {
                "scripts.approve": self.approve_script,
                "scripts.next": partial(top.step, 1),
                "scripts.previous": partial(top.step, -1),
            },
        )

    @property
    def target(self) -> Target | None:
        """The target whose scripts are shown."""
        found = self.targets.currentData()
        return found if isinstance(found, Target) else None

    @property
    def product(self) -> ProductScripts | None:
        """The product whose scripts are shown."""
        index = self.list.currentIndex()
        return self.model.products[index.row()] if index.isValid() else None

    def open_at(self, place: Place) -> None:
        """Show the script of a product on a target."""
        self._place = place
        self.reload()

    def here(self) -> Place:
        """Return the target and the product whose script is shown."""
        return Place(self._current[1], self.target, script_id=self._current[0])

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        return self.list

    def reload(self) -> None:
        """Read targets and list anew."""
        self.flush()
        chosen = self._place.target or self.target
        with QSignalBlocker(self.targets):
            self.targets.clear()
            for one in self.session.targets:
                self.targets.addItem(self.session.label(one), one)
            if chosen in self.session.targets:
                self.targets.setCurrentIndex(self.session.targets.index(chosen))
        engines = self.session.settings.engines
        self.top.model.setVisible(any(one.kind == "chat" for one in engines))
        self._load()

    def _load(self) -> None:
        target = self.target
        if target is None:
            self._show(())
            return
        store, products = self.session.store, self.session.products
        self.ask("list", lambda: views.script_heads(store.read(), target, products), self._show)

    def _show(self, heads: tuple[ScriptHead, ...]) -> None:
        wanted, self._place = self._place, Place()
        before = max(self.list.currentIndex().row(), 0)
        with QSignalBlocker(self.list):
            self.model.show_heads(heads)
        for part in (self.top, self.area, self.rests):
            part.setVisible(bool(heads))
        self.empty.setVisible(not heads)
        if not heads:
            self.script = self.shown = self.sheet = None
            clear(self._sheets)
            self._say_empty()
            return
        line, head = self._head_for(wanted, before)
        with QSignalBlocker(self.list):
            self.list.setCurrentIndex(self.model.index(line))
        self._open(head)

    def _head_for(self, wanted: Place, before: int) -> tuple[int, ScriptHead]:
        """Return the line and the script to show: what is wanted, else what was shown, else what is near."""
        model = self.model
        script_id, product_id = self._current
        line = model.line_of(wanted.script_id, wanted.product_id)
        asked = wanted.script_id
        if line < 0:
            line, asked = model.line_of(script_id, product_id), script_id
        if line < 0 and product_id is not None:
            line = model.line_of(None, product_id)
        if line < 0:
            line = min(before, model.rowCount() - 1)
        product = model.products[line]
        found = next((head for head in product.heads if head.id == asked), None)
        if found is None:
            found = next((head for head in product.heads if head.id == script_id), product.heads[0])
        return line, found

    def _say_empty(self) -> None:
        if self.target is None:
            sentence = _("There is no launch yet. Its scripts are shown here.")
        else:
            sentence = _("No scripts for this target yet. Prepare drafts on the launch board.")
        self.empty.say(sentence, _("Go to the launch board"), lambda: self.session.go("board"))

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self.flush()
            self._open(self.model.products[index.row()].heads[0])

    def _choose(self, script_id: int) -> None:
        """Show another script of the same product."""
        self.flush()
        product = self.product
        found = product and next((one for one in product.heads if one.id == script_id), None)
        if found:
            self._open(found)

    def _open(self, head: ScriptHead) -> None:
        session, launch = self.session, self.session.launch
        self._current = (head.id, head.product_id)
        if launch is None:
            return
        product = self.product
        self.top.show_variants(product.heads if product else (head,), head.id)
        store, tools, settled = session.store, session.tools, self.edits.settled

        def show(found: ShownScript | None) -> None:
            if found is not None:
                self._show_script(found, settled=settled and self.edits.settled)

        self.ask("script", lambda: read_script(store, tools, launch, head.id), show)

    def _show_script(self, shown: ShownScript, *, settled: bool) -> None:
        stored = shown.stored
        sheet = self.sheet
        if sheet is None or sheet.script_id != stored.id or not sheet.same_plan(stored.script):
            sheet = self._new_sheet(stored)
        self.script, self.shown = stored, shown
        self.looks()
        self.edits.take(shown.store, stored.id)
        at = sheet.current()
        kept = self._in_view(sheet)
        sheet.want_words(wanted=self.top.words.isChecked())
        sheet.show_script(shown, settled=settled)
        self._put_in_area(sheet)
        self.top.show_script(shown)
        if kept is not None:
            self._kept = kept
            self._holding.start()
        if self._focus is not None:
            (number, choose), self._focus = self._focus, None
            self._kept = None
            sheet.focus_line(number, choose=choose)
        elif at is not None and at not in sheet.rows:
            sheet.focus_line(at.number, choose=False)

    def _new_sheet(self, stored: StoredScript) -> ScriptSheet:
        edits = self.edits
        sheet = ScriptSheet(stored.id, stored.script, edits.fix, self._ask_overrule)
        sheet.setObjectName("root")
        sheet.saved.connect(edits.save_line)
        sheet.anew.connect(edits.write_anew)
        sheet.locked.connect(edits.lock)
        sheet.added.connect(self._add_line)
        sheet.removed.connect(self._remove_line)
        sheet.moved.connect(self._move_line)
        sheet.rests.connect(self.rests.setText)
        self.sheet = sheet
        return sheet

    def _put_in_area(self, sheet: ScriptSheet) -> None:
        """Show ``sheet``; the one before goes later, for that takes its time."""
        if self._sheets.indexOf(sheet) < 0:
            clear(self._sheets)
            self._sheets.addWidget(sheet)
            self._kept = None
            self.area.verticalScrollBar().setValue(0)

    def _in_view(self, sheet: ScriptSheet) -> tuple[int, int] | None:
        """Return the first card in view and how far it is from the upper edge; ``None`` for a new sheet."""
        if self._sheets.indexOf(sheet) < 0:
            return None
        top = self.area.verticalScrollBar().value()
        for place, card in enumerate(sheet.cards):
            if card.geometry().bottom() > top:
                return place, card.y() - top
        return None

    def _keep_in_view(self) -> None:
        """Leave the card that was first in view where it was, though those above have grown."""
        if self.sheet is not None and self._kept is not None:
            place, offset = self._kept
            self._sheets.activate()
            self.area.verticalScrollBar().setValue(self.sheet.cards[place].y() - offset)

    def _let_go(self) -> None:
        self._keep_in_view()
        self._kept = None

    def _want_words(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self.sheet is not None:
            self.sheet.want_words(wanted=wanted)
        self.session.remember(settings.changed(self.session.settings, prices_in_words=wanted))

    def flush(self) -> None:
        """Save what is being typed."""
        if self.sheet is not None and not self._closed:
            self.sheet.flush()

    def end(self) -> None:
        """The pane is given up: what editors tell while they go is not heard."""
        super().end()
        self.edits.end()

    def _not_saved(self) -> None:
        if self.sheet is not None:
            self.sheet.forget_sent()

    # -- lines ---------------------------------------------------------------------------------------

    def _add_line(self, number: int, lane: Lane, beat: Beat) -> None:
        self._focus = (number, True)
        self.edits.add_line(number, lane, beat)

    def _remove_line(self, number: int) -> None:
        self._focus = (number, False)
        self.edits.remove_line(number)

    def _move_line(self, number: int, to: int) -> None:
        self._focus = (to, False)
        self.edits.move_line(number, to)

    # -- the whole script ----------------------------------------------------------------------------

    def approve_script(self) -> None:
        """Approve the script in hand and show the next one."""
        if self.script is None:
            return
        self.edits.approve()
        line = self.list.currentIndex().row() + 1
        if line < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(line))

    def _rewrite(self, options: PitchOptions) -> None:
        """Write the script as the choosers say; first ask where a person's words would be lost."""
        stored = self.script
        if stored is None or self.shown is None or options == options_of(stored):
            self._show_choice()
        elif not options.seconds:
            self._show_choice()
            title, do = _("Length of the script"), _("Write again")
            wanted = options_of(stored)
            ask_pitch(self, title, do, wanted, self.shown.voices, self._rewrite)
        elif written_by_hand(stored):
            question = _(
                "Lines of this script were written or approved by a person. They are written again, "
                "but for those that are locked. You can take it back."
            )
            write = partial(self.edits.rewrite, options)
            title, do = _("Write the script again"), _("Write again")
            confirm(self, title, question, do, write, self._show_choice)
        else:
            self.edits.rewrite(options)

    def _show_choice(self) -> None:
        """Let the choosers say again what the script is."""
        self._focus = None
        if self.shown is not None:
            self.top.show_script(self.shown)

    def _ask_variant(self) -> None:
        if self.script is None or self.shown is None:
            return
        options = options_of(self.script)
        ask_pitch(
            self,
            _("Add a variant"),
            _("Write variant"),
            options,
            self.shown.voices,
            self.edits.add_variant,
        )

    def _show_written(self, script_id: int) -> None:
        self._place = Place(script_id=script_id)
        self._load()

    def _remove(self) -> None:
        if self.script is not None:
            self.edits.remove()

    def _ask_compare(self) -> None:
        stored, launch = self.script, self.session.launch
        if stored is None or launch is None:
            return
        store, tools, title = self.session.store, self.session.tools, self.top.title.toolTip()

        def show(found: tuple[tuple[StoredScript, ...], dict[str, str]]) -> None:
            variants, values = found
            if len(variants) > 1 and any(one.id == stored.id for one in variants):
                dialog = CompareDialog(self, title, variants, values, stored.id)
                dialog.finished.connect(dialog.deleteLater)
                dialog.open()

        number, target = stored.product_id, stored.target
        self.ask("compare", lambda: read_variants(store, tools, launch, number, target), show)

    def _ask_model(self) -> None:
        """Let a language model write the script; the dialog is loaded now, for few have such an engine."""
        if self.script is not None:
            self.flush()
            dialog = importlib.import_module(_MODEL_DIALOG)
            dialog.ask_rewrite(self.session, self, self.script.id)

    def _ask_overrule(self, stored: StoredFinding) -> None:
        question = _("Why may it pass? The reason is kept and shown in the export.")
        let_pass = partial(self.edits.overrule, stored)
        ask_reason(self, _("Overrule"), question, _("Let it pass"), let_pass)
