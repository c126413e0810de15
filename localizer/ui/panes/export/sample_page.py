"""The first rows of a target's files, as the export would write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QStackedWidget, QWidget

from localizer.export.sample import SampleFile, SampleTable
from localizer.i18n import _
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import Elided, column, combo, label, row

#: Most pixels of a column; long texts are shown whole where the pointer rests.
WIDEST: Final = 240
_ROLE: Final = Qt.ItemDataRole.UserRole


class SamplePage(QWidget):
    """``wanted`` asks for the sample of the target and the format that are chosen."""

    wanted = Signal()

    def __init__(self) -> None:
        """Begin with nothing to choose."""
        super().__init__()
        self.target = combo(_("Target"))
        self.format = combo(_("Format"))
        self.file = combo(_("File and sheet"))
        self.note = Elided("", "muted")
        self.view = ListTable(_("First rows of the file"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(_("Beginning of the file"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.text)
        self.remarks = label("", "muted", wrap=True)
        for one in (self.target, self.format, self.file):
            one.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        head = row(self.target, self.format, self.file, self.note, spacing=SPACE_2)
        head.setStretch(3, 1)
        layout = column(head, self.stack, self.remarks, spacing=SPACE_2)
        layout.setContentsMargins(0, SPACE_2, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.target.currentIndexChanged.connect(lambda _place: self.wanted.emit())
        self.format.currentIndexChanged.connect(lambda _place: self.wanted.emit())
        self.file.currentIndexChanged.connect(lambda _place: self._show_part())

    def offer(self, targets: Sequence[str], formats: Mapping[str, str]) -> None:
        """Offer ``targets`` and ``formats`` (names by code); what was chosen stays chosen."""
        for box, items in (
            (self.target, {name: name for name in targets}),
            (self.format, dict(formats)),
        ):
            if [box.itemData(place) for place in range(box.count())] == list(items):
                continue
            before = box.currentData()
            box.blockSignals(True)
            box.clear()
            for code, name in items.items():
                box.addItem(name, code)
            box.setCurrentIndex(max(box.findData(before), 0) if items else -1)
            box.blockSignals(False)

    def choice(self) -> tuple[str, str] | None:
        """Return the target and the format that are chosen."""
        target, code = self.target.currentData(), self.format.currentData()
        return (str(target), str(code)) if target and code else None

    def wait(self) -> None:
        """Say that the rows are being made."""
        self.note.show_text(_("Making the first rows …"))

    def show_files(self, files: Sequence[SampleFile], rows: str) -> None:
        """Show ``files``; ``rows`` says which products they are made of."""
        self.note.show_text(rows)
        self.file.blockSignals(True)
        self.file.clear()
        for one in files:
            for table in one.tables or (None,):
                sheet = table.name if table is not None else ""
                name = f"{one.name} · {sheet}" if sheet else one.name
                self.file.addItem(name, None)
                self.file.setItemData(self.file.count() - 1, (one, table), _ROLE)
        self.file.blockSignals(False)
        self._show_part()

    def say(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        self.show_files((), sentence)

    def _show_part(self) -> None:
        found = self.file.currentData(_ROLE)
        file, table = found if isinstance(found, tuple) else (SampleFile(""), None)
        self.remarks.setText("\n".join(file.remarks))
        self.remarks.setVisible(bool(file.remarks))
        if table is None:
            self.text.setPlainText(file.text)
            self.stack.setCurrentWidget(self.text)
        else:
            self._show_table(table)
            self.stack.setCurrentWidget(self.view)

    def _show_table(self, table: SampleTable) -> None:
        """Show a table; its own headings are the headings on the screen."""
        head, *lines = table.rows or ((),)
        width = table.columns
        names = (*head, *("",) * (width - len(head)))
        model: Listed[tuple[str, ...]] = Listed(
            names, lambda line: (*line, *("",) * (width - len(line))), parent=self
        )
        before = self.view.model()
        self.view.setModel(model)
        model.show(lines)
        if before is not None:
            before.deleteLater()
        self.view.fit(*(WIDEST,) * width)
