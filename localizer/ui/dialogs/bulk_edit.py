"""Change one field of many products: first how many it touches and what follows, then one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, get_args

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from localizer.catalog import edits
from localizer.catalog.edit_values import ACTIONS, LONG, EditAction, EditField, checked
from localizer.catalog.edits import Edit, EditCount
from localizer.catalog.filters import Facets
from localizer.errors import InputError
from localizer.i18n import N_, _, ngettext
from localizer.jobs import Progress
from localizer.model.changes import Changes
from localizer.ui.actions.columns import count, sentence_case
from localizer.ui.actions.session import Session
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import Card, box, button, column, combo, label, row, set_role

if TYPE_CHECKING:
    from localizer.ui.jobs import Job

FIELDS: Final[Mapping[EditField, str]] = {
    "title": N_("title"),
    "brand": N_("brand"),
    "category": N_("category"),
    "taxonomy": N_("Google category"),
    "hs_code": N_("HS code"),
    "tags": N_("tags"),
    "bullets": N_("bullets"),
    "description_html": N_("description"),
    "cost": N_("cost"),
    "list_price": N_("list price"),
    "stock": N_("stock"),
    "gtin": N_("barcode (GTIN)"),
}
_NAMES: Final[Mapping[EditAction, str]] = {
    "set": N_("set to"),
    "clear": N_("clear"),
    "replace": N_("replace a part"),
    "prefix": N_("put in front"),
    "suffix": N_("put at the end"),
    "percent": N_("change by per cent"),
}
#: Fields with several values, where an action is called otherwise.
_OTHER_NAMES: Final[Mapping[EditField, Mapping[EditAction, str]]] = {
    "tags": {"prefix": N_("add"), "replace": N_("rename one")},
    "bullets": {"prefix": N_("add in front"), "suffix": N_("add at the end")},
    "description_html": {"replace": N_("replace a part of the text")},
}
_HINTS: Final[Mapping[EditField, str]] = {
    "hs_code": N_("6 to 12 digits, such as 6109.10"),
    "taxonomy": N_("Google's number, such as 2271"),
    "tags": N_("separated by commas"),
    "cost": N_("12.50 or 12.50 CNY"),
    "list_price": N_("12.50 or 12.50 CNY"),
    "stock": N_("pieces of each variant"),
    "bullets": N_("one in a line"),
    "description_html": N_("text or simple HTML; scripts, links and pictures are left out"),
    "gtin": N_("8, 12, 13 or 14 digits; the last one is checked"),
}
#: Lines of a long text that are seen at once.
_LINES: Final = 5
TYPING_MS: Final = 150
WIDTH: Final = 520


class BulkEditDialog(QDialog):
    """Counts in the background while the person chooses; the button works when something would change."""

    def __init__(
        self, session: Session, ids: Sequence[int], facets: Facets, parent: QWidget
    ) -> None:
        """Change the products ``ids``; brands and categories of ``facets`` are offered."""
        super().__init__(parent)
        number = len(ids)
        title = ngettext("Edit {n} product", "Edit {n} products", number)
        self.setWindowTitle(title.format(n=count(number)))
        self.setMinimumWidth(WIDTH)
        self.session, self.ids, self._facets = session, ids, facets
        self.found: EditCount | None = None
        self._job: Job | None = None
        self._asked = 0
        self.field, self.action = combo(_("Field")), combo(_("What to do"))
        self.part, self.value, self.long = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.part.setAccessibleName(_("Text to replace"))
        self.part.setPlaceholderText(_("Text to replace"))
        for one in (self.value, self.long):
            one.setAccessibleName(_("New value"))
        self.long.setTabChangesFocus(True)
        self.long.setFixedHeight(self.long.fontMetrics().lineSpacing() * _LINES + 2 * SPACE_3)
        self.told = label("", wrap=True)
        self.warned = label("", "warn", wrap=True)
        self.go = button(_("Change"), self.accept, role="primary")
        self.go.setDefault(True)
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self.ask)
        self._build(title.format(n=count(number)))
        self._choose_field()

    def _build(self, title: str) -> None:
        for one in get_args(EditField):
            self.field.addItem(sentence_case(_(FIELDS[one])), one)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_3)
        grid.setVerticalSpacing(SPACE_2)
        self._part_name = label(_("Text to replace"), "muted")
        self._value_name = label(_("New value"), "muted")
        lines: tuple[tuple[QWidget, QWidget], ...] = (
            (label(_("Field"), "muted"), self.field),
            (label(_("What to do"), "muted"), self.action),
            (self._part_name, self.part),
            (self._value_name, self.value),
        )
        for place, (name, control) in enumerate(lines):
            name.setContentsMargins(0, SPACE_2, 0, 0)
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(control, place, 1)
        grid.addWidget(self.long, len(lines) - 1, 1)  # one of the two is hidden
        grid.setColumnStretch(1, 1)
        for one in (self.told, self.warned):
            one.setMinimumHeight(one.fontMetrics().height() + SPACE_2)
        layout = column(
            label(title, "title"),
            Card(box(grid)),
            column(self.told, self.warned, spacing=SPACE_2),
            None,
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.field.currentIndexChanged.connect(self._choose_field)
        self.action.currentIndexChanged.connect(self._choose_action)
        self.part.textChanged.connect(self._typing)
        self.value.textChanged.connect(self._typing)
        self.long.textChanged.connect(self._typing)

    # -- what is chosen --------------------------------------------------------------------------

    def edit(self) -> Edit:
        """Return what the person has chosen so far."""
        field, action = self.field.currentData(), self.action.currentData()
        typed = self.long.toPlainText() if self._is_long() else self.value.text()
        return Edit(field, action, typed, self.part.text())

    def _is_long(self) -> bool:
        """Tell whether the new value may have several lines."""
        return self.field.currentData() in LONG and self.action.currentData() != "replace"

    def offer(self, facets: Facets) -> None:
        """Offer the brands and categories of ``facets`` from now on."""
        self._facets = facets
        self.value.setCompleter(
            self._completer(self.field.currentData(), self.action.currentData())  # type: ignore[arg-type]
        )

    def _choose_field(self) -> None:
        field: EditField = self.field.currentData()
        names = {**_NAMES, **_OTHER_NAMES.get(field, {})}
        with QSignalBlocker(self.action):
            self.action.clear()
            for one in ACTIONS[field]:
                self.action.addItem(sentence_case(_(names[one])), one)
        self._choose_action()

    def _choose_action(self) -> None:
        field, action = self.field.currentData(), self.action.currentData()
        for widget in (self._part_name, self.part):
            widget.setVisible(action == "replace")
        is_long = self._is_long()
        self._value_name.setVisible(action != "clear")
        self.value.setVisible(action != "clear" and not is_long)
        self.long.setVisible(action != "clear" and is_long)
        hint = N_("-5 or 2.5") if action == "percent" else _HINTS.get(field, "")
        for one in (self.value, self.long):
            one.setPlaceholderText(_(hint) if hint and action != "replace" else "")
        self.value.setCompleter(self._completer(field, action))  # type: ignore[arg-type]
        self._typing()

    def _completer(self, field: EditField, action: EditAction) -> QCompleter | None:
        lists = {"brand": self._facets.brands, "category": self._facets.categories}
        if action != "set" or field not in lists:
            return None
        made = QCompleter([facet.value for facet in lists[field]], self)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        return made

    # -- what it would do ------------------------------------------------------------------------

    def _typing(self) -> None:
        self._forget()
        self._timer.start()

    def _forget(self) -> None:
        """What was counted is no longer what is chosen."""
        self._asked += 1
        self.found = None
        self.go.setEnabled(False)
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def ask(self) -> None:
        """Count in the background what the chosen edit would do."""
        self._timer.stop()
        self._forget()
        try:
            edit = checked(self.edit())
        except InputError as problem:
            typed = self.long.toPlainText() if self._is_long() else self.value.text()
            self._say(str(problem), wrong=bool(typed or self.part.text()))
            return
        self._say(_("Counting …"))
        asked, store, ids = self._asked, self.session.store, self.ids

        def read(progress: Progress) -> EditCount | InputError:
            try:
                return edits.count_edit(store.read(), ids, edit, progress=progress)
            except InputError as problem:
                return problem

        def take(found: EditCount | InputError) -> None:
            if asked != self._asked:
                return
            self._job = None
            if isinstance(found, InputError):
                self._say(str(found), wrong=True)
            else:
                self._show(found)

        self._job = self.session.jobs.run(read, done=take)

    def _say(self, sentence: str, warning: str = "", *, wrong: bool = False) -> None:
        set_role(self.told, "warn" if wrong else "")
        self.told.setText(sentence)
        self.warned.setText(warning)
        self.warned.setVisible(bool(warning))
        self.setAccessibleDescription(f"{sentence} {warning}".strip())
        self._fit()

    def _fit(self) -> None:
        """Grow with what is said and asked, so that no line is squeezed."""
        lines = self.layout()
        if lines is not None:
            lines.activate()
            needed = max(lines.totalHeightForWidth(self.width()), lines.totalSizeHint().height())
            if needed > self.height():
                self.resize(self.width(), needed)

    def _show(self, found: EditCount) -> None:
        self.found = found
        self.go.setEnabled(found.changed > 0)
        words = ngettext("Change {n} product", "Change {n} products", found.changed)
        self.go.setText(words.format(n=count(found.changed)) if found.changed else _("Change"))
        self._say(touched(found), consequence(found))

    def done(self, result: int) -> None:
        """Stop counting when the dialog goes."""
        self._timer.stop()
        self._asked += 1
        if self._job is not None:
            self._job.cancel()
        super().done(result)


def touched(found: EditCount) -> str:
    """Say how many products an edit changes."""
    if not found.changed:
        return ngettext(
            "Nothing changes: the product is so already.",
            "Nothing changes: all {n} products are so already.",
            found.products,
        ).format(n=count(found.products))
    sentence = ngettext(
        "Changes {changed} of {n} product.", "Changes {changed} of {n} products.", found.products
    )
    return sentence.format(changed=count(found.changed), n=count(found.products))


def consequence(found: EditCount) -> str:
    """Say what of the products' translations, prices and scripts follows from an edit, a line for each."""
    told = []
    if found.texts:
        languages = ngettext("{n} language", "{n} languages", found.languages)
        sentence = ngettext(
            "The translations of {n} text into {languages} become out of date.",
            "The translations of {n} texts into {languages} become out of date.",
            found.texts,
        )
        told.append(
            sentence.format(
                n=count(found.texts), languages=languages.format(n=count(found.languages))
            )
        )
    for number, sentence in (
        (found.approved, _approved(found.approved)),
        (found.prices, _prices(found.prices)),
        (found.scripts, _scripts(found.scripts)),
    ):
        if number:
            told.append(sentence.format(n=count(number)))
    return "\n".join(told)


def _approved(number: int) -> str:
    return ngettext(
        "{n} approved translation is among them.",
        "{n} approved translations are among them.",
        number,
    )


def _prices(number: int) -> str:
    return ngettext(
        "{n} price rests on this and has to be made again.",
        "{n} prices rest on this and have to be made again.",
        number,
    )


def _scripts(number: int) -> str:
    return ngettext(
        "{n} script of these products may no longer be right.",
        "{n} scripts of these products may no longer be right.",
        number,
    )


def ask_bulk_edit(
    session: Session,
    parent: QWidget,
    ids: Sequence[int],
    facets: Facets,
    then: Callable[[], object],
) -> BulkEditDialog:
    """Show the dialog without blocking; what is confirmed is done as one step, then ``then`` is called."""
    dialog = BulkEditDialog(session, ids, facets, parent)
    dialog.accepted.connect(lambda: _change(session, ids, dialog.edit(), dialog.found, then))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _change(
    session: Session,
    ids: Sequence[int],
    edit: Edit,
    found: EditCount | None,
    then: Callable[[], object],
) -> None:
    if found is None:
        return
    store, number = session.store, found.changed
    label_ = ngettext("Changing {n} product", "Changing {n} products", number)

    def changed(changes: Changes) -> None:
        if changes:
            told = ngettext("{n} product changed.", "{n} products changed.", number)
            undo = _("Ctrl+Z takes it back.")
            session.say(f"{told.format(n=count(number))} {undo}", "ok")
        else:
            session.say(_("Nothing had to be changed."))
        then()

    session.work(
        label_.format(n=count(number)),
        lambda progress: edits.apply_edit(store, ids, edit, progress=progress),
        changed,
    )
