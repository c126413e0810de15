"""The columns of a file as lines: header, what it is taken for, how sure that is, its first cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from localizer.i18n import N_, _
from localizer.intake.guessing import ColumnGuess
from localizer.intake.headers import TITLE
from localizer.intake.mapping import FACT, IGNORE, OPTION, column_keys
from localizer.intake.preview import Preview
from localizer.ui.actions.columns import MANY, confidence_name, role_name, sentence_case
from localizer.ui.look.tips import tip
from localizer.ui.models.import_lists import BETWEEN
from localizer.ui.models.listed import Index

COLUMNS: Final = (
    N_("No."), N_("Column in the file"), N_("Taken for"), N_("How sure"), N_("First cells"),
)  # fmt: skip
PLACE, HEADER, TAKEN, SURE, CELLS = range(5)
#: The role of a line (what Qt's `EditRole` gives), its confidence, and what was proposed for it.
CONFIDENCE_ROLE: Final = int(Qt.ItemDataRole.UserRole)
PROPOSED_ROLE: Final = CONFIDENCE_ROLE + 1
CHOSEN: Final = "chosen"


class ColumnTable(QAbstractTableModel):
    """One line for each column of the file. ``moved`` names the column that gave up a role to another.

    What is unsure is proposed and not taken, unless the file cannot be read without a person's word; the
    title is never taken unless it is likely at least.
    """

    changed = Signal()
    moved = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._guesses: tuple[ColumnGuess, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._roles: list[str] = []
        self._first: list[str] = []
        self._chosen: set[int] = set()

    def show(self, preview: Preview, suggested: Mapping[str, str]) -> None:
        """Show the columns of ``preview``; ``suggested`` (column map) fills what is not known."""
        self.beginResetModel()
        self._guesses = preview.own_guesses
        self._keys = column_keys(preview.headers)
        wanted = {**(_proposed(preview) if preview.problem else {}), **suggested}
        self._roles = [self._begin(guess, wanted) for guess in self._guesses]
        self._first = list(self._roles)
        self._chosen = set()
        self.endResetModel()
        self.changed.emit()

    def _begin(self, guess: ColumnGuess, wanted: Mapping[str, str]) -> str:
        if guess.confidence != "unsure":
            return guess.role
        return wanted.get(self._keys[guess.index], IGNORE)

    @property
    def guesses(self) -> tuple[ColumnGuess, ...]:
        """What was told about each column."""
        return self._guesses

    @property
    def roles(self) -> tuple[str, ...]:
        """What each column is taken for now."""
        return tuple(self._roles)

    @property
    def has_title(self) -> bool:
        """Tell whether a column is taken for the title."""
        return TITLE in self._roles

    @property
    def used(self) -> int:
        """Return how many columns are used."""
        return sum(
            bool(guess.label) or role != IGNORE
            for guess, role in zip(self._guesses, self._roles, strict=True)
        )

    @property
    def kept(self) -> int:
        """Return how many columns nobody knows are kept as facts under their own names."""
        return sum(self._is_kept(line) for line in range(len(self._guesses)))

    def _is_kept(self, line: int) -> bool:
        return self._guesses[line].is_own_fact and self._roles[line] == FACT

    @property
    def is_changed(self) -> bool:
        """Tell whether a person said something else than what was shown first."""
        return self._roles != self._first

    @property
    def is_sure(self) -> bool:
        """Tell whether nothing is open: every column is sure, or most likely of no use."""
        return not any(self.is_open(line) for line in range(len(self._guesses)))

    def is_open(self, line: int) -> bool:
        """Tell whether a person should look at the column in ``line``."""
        guess = self._guesses[line]
        of_no_use = guess.confidence == "likely" and guess.role == IGNORE
        return guess.confidence != "sure" and not of_no_use

    def column_map(self) -> dict[str, str]:
        """Return what every column is taken for, as an import is told it."""
        return {
            self._keys[guess.index]: _mapped(role)
            for guess, role in zip(self._guesses, self._roles, strict=True)
            if guess.header or role != IGNORE
        }

    def take(self, line: int, role: str) -> None:
        """Take the column in ``line`` for ``role``; what only one column can be, another gives up."""
        if self._roles[line] == role:
            return
        if role not in MANY:
            for other, had in enumerate(self._roles):
                if had == role:
                    self._set(other, IGNORE)
                    self.moved.emit(self.name(other), role)
        self._set(line, role)
        self.changed.emit()

    def _set(self, line: int, role: str) -> None:
        self._roles[line] = role
        self._chosen.add(line)
        self.dataChanged.emit(self.index(line, TAKEN), self.index(line, SURE))

    def name(self, line: int) -> str:
        """Return the header in ``line``, its number where it is blank."""
        return self._guesses[line].header or self._keys[line]

    def confidence(self, line: int) -> str:
        """Return ``sure``, ``likely``, ``unsure`` or ``chosen``."""
        return CHOSEN if line in self._chosen else self._guesses[line].confidence

    def why(self, line: int) -> str:
        """Return why a column is taken for what it is."""
        return _("You chose it.") if line in self._chosen else _(self._guesses[line].why)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns of the file."""
        return 0 if parent.isValid() else len(self._guesses)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return what is told about each."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what Qt and the painter ask about one cell."""
        if not index.isValid():
            return None
        line, column = index.row(), index.column()
        asked: dict[int, Callable[[], str]] = {
            CONFIDENCE_ROLE: lambda: self.confidence(line),
            PROPOSED_ROLE: lambda: self._guesses[line].role,
            Qt.ItemDataRole.EditRole: lambda: self._roles[line],
            Qt.ItemDataRole.DisplayRole: lambda: self._words(line, column),
            Qt.ItemDataRole.ToolTipRole: lambda: tip(self._tip(line, column)),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._spoken(line),
        }
        answer = asked.get(role)
        return None if answer is None else answer()

    def _words(self, line: int, column: int) -> str:
        if column == PLACE:
            return str(self._guesses[line].index + 1)
        if column == HEADER:
            return " ".join(self._guesses[line].header.split()) or _("(no header)")
        if column == TAKEN:
            return self._taken(line)
        if column == SURE:
            return self._how_sure(line)
        return BETWEEN.join(" ".join(cell.split()) for cell in self._guesses[line].samples)

    def _taken(self, line: int) -> str:
        """Return what a column is taken for; a fact by the name it is kept under."""
        label, role = self._guesses[line].label, self._roles[line]
        if label:
            return sentence_case(_(label))
        if role == FACT:
            return _("Fact “{name}”").format(name=" ".join(self.name(line).split()))
        return role_name(role)

    def _how_sure(self, line: int) -> str:
        if self._is_kept(line) and line not in self._chosen:
            return _("kept as a fact")
        proposed, confidence = self._guesses[line].role, self.confidence(line)
        word = confidence_name(confidence)
        if confidence == "unsure" and proposed != IGNORE and self._roles[line] == IGNORE:
            return _("{how}: {role}?").format(how=word, role=role_name(proposed))
        return word

    def _tip(self, line: int, column: int) -> str:
        if column in (TAKEN, SURE):
            return self.why(line)
        if column == CELLS:
            return "\n".join(self._guesses[line].samples)
        return self._guesses[line].header

    def _spoken(self, line: int) -> str:
        return _("Column {column}, taken for: {role}, {how}").format(
            column=self.name(line), role=self._taken(line), how=self._how_sure(line)
        )

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a column for what was chosen."""
        if role != Qt.ItemDataRole.EditRole or index.column() != TAKEN or self._is_fixed(index):
            return False
        self.take(index.row(), str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let it be chosen what a column is taken for."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_open = index.column() == TAKEN and not self._is_fixed(index)
        return shown | Qt.ItemFlag.ItemIsEditable if is_open else shown

    def _is_fixed(self, index: Index) -> bool:
        """Tell whether nothing can be chosen: the file's layout makes the products itself."""
        return bool(self._guesses[index.row()].label)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what is told about each column."""
        if orientation is Qt.Orientation.Vertical or section >= len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return None


def _proposed(preview: Preview) -> dict[str, str]:
    """Return what is unsure and may be shown as taken, each meaning once, never the title."""
    keys = column_keys(preview.headers)
    taken = {guess.role for guess in preview.guesses if guess.confidence != "unsure"} | {TITLE}
    found: dict[str, str] = {}
    for guess in preview.guesses:
        if guess.confidence == "unsure" and guess.role not in taken:
            found[keys[guess.index]] = guess.role
            if guess.role not in MANY:
                taken.add(guess.role)
    return found


def _mapped(role: str) -> str:
    """Return ``role`` as a column map may say it: facts and options go by their own header."""
    family = role.partition(":")[0]
    return family if family in (FACT, OPTION) else role
