"""F1: every command with its keys, to be read, searched and changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from localizer.i18n import _, pgettext
from localizer.ui.actions.command_list import BY_CODE, COMMANDS, GROUPS, Command
from localizer.ui.actions.commands import Commands
from localizer.ui.dialogs.palette import fold
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import button, column, hint, label

SIZE: Final = (720, 620)
#: What is around the words of a field.
AROUND: Final = 32
_CODE: Final = int(Qt.ItemDataRole.UserRole)


class KeysSheet(QDialog):
    """What is changed here counts at once and is kept."""

    def __init__(
        self, commands: Commands, shown: Callable[[Command], bool], parent: QWidget
    ) -> None:
        """List the commands that are ``shown``."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self.resize(*SIZE)
        self.commands = commands
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search commands and keys"))
        self.search.setAccessibleName(_("Search commands and keys"))
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(_("Commands and their keys"))
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([_("Command"), pgettext("keyboard", "Keys")])
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._fill(shown)
        self.field = QKeySequenceEdit()
        self.field.setMaximumSequenceLength(1)
        self.field.setAccessibleName(_("New keys"))
        self.change = button(_("Use these keys"), self._change)
        self.none = button(_("No keys"), self._take_away, role="ghost")
        self.usual = button(_("Usual keys"), self._reset, role="ghost")
        self.all_usual = button(_("All usual keys"), commands.choose_none, role="ghost")
        self.told = label("", "muted", wrap=True)
        # Qt's own words for it are not there in every language.
        for inner in self.field.findChildren(QLineEdit):
            hint(inner, _("Press the keys"))
            ink = inner.fontMetrics()
            self.field.setMinimumWidth(ink.horizontalAdvance(inner.placeholderText()) + AROUND)
        buttons = (self.change, self.none, self.usual, self.all_usual)
        line = Flow(self.field, *buttons, spacing=SPACE_2)
        layout = column(self.search, self.tree, self.told, line, spacing=SPACE_3)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.search.textChanged.connect(self._narrow)
        self.tree.currentItemChanged.connect(lambda _new, _old: self._chosen())
        self.field.keySequenceChanged.connect(lambda _keys: self._chosen())
        commands.changed.connect(self._show_keys)
        self._show_keys()
        self._chosen()

    def _fill(self, shown: Callable[[Command], bool]) -> None:
        for group, name in GROUPS.items():
            members = [one for one in COMMANDS if one.group == group and shown(one)]
            if not members:
                continue
            head = QTreeWidgetItem([_(name), ""])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(head)
            for one in members:
                item = QTreeWidgetItem([_(one.name), ""])
                item.setData(0, _CODE, one.code)
                head.addChild(item)
                self._rows[one.code] = item
            head.setExpanded(True)

    def _show_keys(self) -> None:
        for code, item in self._rows.items():
            item.setText(1, self.commands.all_keys_text(code))
        self.all_usual.setEnabled(bool(self.commands.chosen))
        self._chosen()

    def _narrow(self, text: str) -> None:
        wanted = fold(text).split()
        for place in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(place)
            if head is None:
                continue
            seen = False
            for at in range(head.childCount()):
                item = head.child(at)
                if item is None:
                    continue
                told = fold(f"{head.text(0)} {item.text(0)} {item.text(1)}")
                matches = all(word in told for word in wanted)
                item.setHidden(not matches)
                seen = seen or matches
            head.setHidden(not seen)

    @property
    def code(self) -> str:
        """The command in hand, empty for none."""
        item = self.tree.currentItem()
        return str(item.data(0, _CODE) or "") if item is not None else ""

    def _typed(self) -> str:
        portable = QKeySequence.SequenceFormat.PortableText
        return self.field.keySequence().toString(portable)

    def _chosen(self) -> None:
        code, keys = self.code, self._typed()
        clash = self.commands.clash(code, keys) if code and keys else None
        for one in (self.none, self.usual):
            one.setEnabled(bool(code))
        self.change.setEnabled(bool(code and keys) and clash is None)
        if not code:
            self.told.setText(_("Choose a command to give it other keys."))
        elif clash is not None:
            group = _(GROUPS[clash.group])
            text = _("{keys} already means “{name}” ({group}).")
            shown = self.field.keySequence().toString(QKeySequence.SequenceFormat.NativeText)
            self.told.setText(text.format(keys=shown, name=_(clash.name), group=group))
        else:
            name = _(BY_CODE[code].name)
            self.told.setText(_("Press the new keys for “{name}”.").format(name=name))

    def _change(self) -> None:
        if self.code and self._typed():
            self.commands.choose(self.code, [self._typed()])
            self.field.clear()

    def _take_away(self) -> None:
        if self.code:
            self.commands.choose(self.code, [])

    def _reset(self) -> None:
        if self.code:
            self.commands.choose(self.code, BY_CODE[self.code].keys)
