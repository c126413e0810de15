"""Which pairs are wanted: words in source or translation, languages, whose, and since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from localizer.catalog.memory_browse import MemoryFilter
from localizer.i18n import _
from localizer.ui.actions.memory_asks import Choices, Shelf
from localizer.ui.actions.memory_words import AGES, ORIGINS, since
from localizer.ui.actions.term_words import tongue
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import box, button, column, combo, label

TYPING_MS: Final = 150
#: Letters of a search that are taken.
LONGEST: Final = 200
#: The widest a list of names may be, in letters of the font.
_WIDEST: Final = 24
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SearchField(QLineEdit):
    """Down and Enter go from the words typed to what was found."""

    left = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setPlaceholderText(_("Search in source and translation (Ctrl+F)"))
        self.setAccessibleName(_("Search in source and translation"))
        self.setToolTip(_("Every word must be found; words in quotes stand together"))
        self.setMaxLength(LONGEST)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave downwards."""
        if event.key() in {*_ENTER, Qt.Key.Key_Down}:
            self.left.emit()
            return
        super().keyPressEvent(event)


class Filters(QWidget):
    """``wanted`` asks for other pairs, ``shelf_chosen`` for another memory; ``left`` goes down to the table.

    What is offered follows the memory that is shown; what was chosen stays as long as it is offered.
    """

    wanted = Signal()
    shelf_chosen = Signal()
    left = Signal()

    def __init__(self) -> None:
        """Begin with everything wanted."""
        super().__init__()
        self.search = SearchField()
        self.shelf = combo(_("Which memory is shown"))
        self.source = combo(_("Language of the source"))
        self.target = combo(_("Language of the translation"))
        self.origin = combo(_("How it came into the memory"))
        self.person = combo(_("Who wrote it"))
        self.age = combo(_("Since when"))
        self.clear_all = button(_("Clear all"), self.clear, role="ghost")
        self.counted = label("", "muted")
        for value, name in ORIGINS.items():
            self.origin.addItem(_(name), value)
        for days, name in AGES.items():
            self.age.addItem(_(name), days)
        chosen = (self.shelf, self.target, self.source, self.origin, self.person, self.age)
        flow = box(Flow(*chosen, self.clear_all, self.counted, spacing=SPACE_2))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        flow.setSizePolicy(policy)
        self.setLayout(column(self.search, flow, spacing=SPACE_2))
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._connect()
        self._show_state()

    def _connect(self) -> None:
        self._timer.timeout.connect(self._ask)
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self.search.left.connect(self._down)
        self.shelf.activated.connect(self._turn)
        for one in (self.source, self.target, self.origin, self.person, self.age):
            one.activated.connect(self._ask)

    def _ask(self) -> None:
        self._timer.stop()
        self._show_state()
        self.wanted.emit()

    def _down(self) -> None:
        if self._timer.isActive():
            self._ask()
        self.left.emit()

    def _turn(self) -> None:
        self._show_state()
        self.shelf_chosen.emit()

    def clear(self) -> None:
        """Want everything again; the memory that is shown stays."""
        with QSignalBlocker(self.search):
            self.search.clear()
        for one in (self.source, self.target, self.origin, self.person, self.age):
            one.setCurrentIndex(0)
        self._ask()
        self.search.setFocus()

    def _show_state(self) -> None:
        """Show the lists that have something to choose, and the way back where something is chosen."""
        self.shelf.setVisible(self.shelf.count() > 1)
        self.source.setVisible(self.source.count() > 2)  # noqa: PLR2004 - all, and the only one
        self.person.setVisible(self.person.count() > 1)
        self.clear_all.setVisible(self.filter().narrows)

    def filter(self, now: dt.datetime | None = None) -> MemoryFilter:
        """Return what is wanted, ``since`` counted back from ``now``."""
        return MemoryFilter(
            text=" ".join(self.search.text().split()),
            source_locale=_chosen(self.source),
            target_locale=_chosen(self.target),
            origin=_chosen(self.origin),
            created_by=_chosen(self.person),
            since=since(int(self.age.currentData() or 0), now or dt.datetime.now(dt.UTC)),
        )

    @property
    def path(self) -> Path | None:
        """The file of the memory that is chosen, ``None`` for the workspace's own."""
        chosen = self.shelf.currentData()
        return Path(chosen) if chosen else None

    def choose(self, path: Path | None) -> None:
        """Show the memory of ``path``, as if chosen."""
        place = self.shelf.findData("" if path is None else str(path))
        if place >= 0 and place != self.shelf.currentIndex():
            self.shelf.setCurrentIndex(place)
            self._turn()

    def offer_shelves(self, found: Iterable[Shelf]) -> None:
        """Offer the memories; where the one that is shown is gone, the workspace's own comes back."""
        before = self.path
        names = {str(one.attached.path): one.attached.path.name for one in found}
        _offer(self.shelf, {"": _("This workspace"), **names}, keep=False)
        self._show_state()
        if self.path != before:
            self.shelf_chosen.emit()

    def offer(self, found: Choices) -> None:
        """Offer the languages and people of a memory."""
        sources = sorted({source for source, _target in found.locales}, key=tongue)
        targets = sorted({target for _source, target in found.locales}, key=tongue)
        _offer(self.source, {"": _("From all languages"), **{tag: tongue(tag) for tag in sources}})
        _offer(self.target, {"": _("Into all languages"), **{tag: tongue(tag) for tag in targets}})
        people = {name: name for name in found.people}
        _offer(self.person, {"": _("By anybody"), **people} if people else {})
        self._show_state()


def _chosen(one: QComboBox) -> str:
    found = one.currentData()
    return found if isinstance(found, str) else ""


def _offer(one: QComboBox, names: Mapping[str, str], *, keep: bool = True) -> None:
    """Offer other values; what was chosen stays, with ``keep`` also where it is not among them any more."""
    chosen, name = _chosen(one), one.currentText()
    wanted = dict(names)
    if keep and chosen and chosen not in wanted and wanted:
        wanted[chosen] = name
    if [one.itemData(place) for place in range(one.count())] == list(wanted):
        return
    with QSignalBlocker(one):
        one.clear()
        for value, words in wanted.items():
            one.addItem(words, value)
        one.setCurrentIndex(max(one.findData(chosen), 0))
    widest = max((len(words) for words in wanted.values()), default=0)
    fit = one.SizeAdjustPolicy.AdjustToContents
    if widest > _WIDEST:
        one.setMinimumContentsLength(_WIDEST)
        fit = one.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    one.setSizeAdjustPolicy(fit)
