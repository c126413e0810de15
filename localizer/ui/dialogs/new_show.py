"""A new show: its name, for which target, when it starts there, and how long it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone
from PySide6.QtWidgets import QDateTimeEdit, QDialog, QFormLayout, QLineEdit, QSpinBox, QWidget

from localizer.catalog.shows import MOST_SECONDS
from localizer.i18n import _, pgettext
from localizer.model.launch import Target
from localizer.ui.actions.session import Session
from localizer.ui.look.style_sheet import inset
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, combo, label, row

#: What is proposed: a show of an evening, and how long most of them are.
HOUR: Final = 20
MINUTES: Final = 90
MOST_MINUTES: Final = MOST_SECONDS // 60
FORMAT: Final = "yyyy-MM-dd HH:mm"
#: Frame, margins and arrow beside the text of a field, in pixels.
_AROUND: Final = 56


@dataclass(frozen=True, slots=True)
class NewShow:
    """What was chosen; ``starts_at`` is the time of the market."""

    name: str
    target: Target
    starts_at: dt.datetime
    seconds: int


class NewShowDialog(QDialog):
    """The button works when there is a name."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Propose an evening on the day of the launch."""
        super().__init__(parent)
        self.setWindowTitle(_("New show"))
        self.setMinimumWidth(460)
        launch = session.launch
        day = dt.datetime.now().astimezone().date() if launch is None else launch.date
        self.name = QLineEdit("" if launch is None else launch.name)
        self.target = combo(_("Target"))
        for one in session.targets:
            self.target.addItem(session.label(one), one)
        self.starts = date_time(dt.datetime.combine(day, dt.time(HOUR)))
        self.minutes = whole_minutes(MINUTES)
        form = QFormLayout()
        form.setSpacing(SPACE_3)
        form.addRow(_("Name"), self.name)
        form.addRow(_("Target"), self.target)
        form.addRow(pgettext("show", "Starts"), self.starts)
        form.addRow(pgettext("show", "Length"), self.minutes)
        note = label(
            _("It starts with the products of the launch; the time is that of the market."),
            "muted",
            wrap=True,
        )
        self.go = button(_("Create show"), self.accept, role="primary")
        self.go.setDefault(True)
        foot = row(None, button(_("Cancel"), self.reject), self.go)
        layout = column(form, note, foot, spacing=SPACE_3)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.name.textChanged.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        ready = bool(self.name.text().strip()) and self.target.count() > 0
        self.go.setEnabled(ready)

    def choice(self) -> NewShow:
        """Return what was chosen."""
        return NewShow(
            self.name.text().strip(),
            self.target.currentData(),
            moment_of(self.starts),
            self.minutes.value() * 60,
        )


def date_time(moment: dt.datetime) -> QDateTimeEdit:
    """Return a field for a day and a time, which have no zone of their own here."""
    made = QDateTimeEdit()
    # a clock that never changes: that of the market is what counts, not this machine's
    made.setTimeZone(QTimeZone.utc())
    made.setDisplayFormat(FORMAT)
    made.setCalendarPopup(True)
    made.setAccessibleName(pgettext("show", "Starts"))
    made.setMinimumWidth(made.fontMetrics().horizontalAdvance(FORMAT) + _AROUND)
    inset(made)
    set_moment(made, moment)
    return made


def set_moment(field: QDateTimeEdit, moment: dt.datetime) -> None:
    """Show a moment as the clock of its market reads."""
    day = QDate(moment.year, moment.month, moment.day)
    clock = QTime(moment.hour, moment.minute)
    field.setDateTime(QDateTime(day, clock, QTimeZone.utc()))


def moment_of(field: QDateTimeEdit) -> dt.datetime:
    """Return the moment of a field as a clock reads it, without a zone."""
    return dt.datetime.fromisoformat(field.dateTime().toString(FORMAT))


def whole_minutes(minutes: int) -> QSpinBox:
    """Return a field for the length of a show."""
    made = QSpinBox()
    made.setRange(1, MOST_MINUTES)
    made.setSuffix(" " + _("min"))
    made.setAccessibleName(pgettext("show", "Length"))
    inset(made)
    made.setValue(minutes)
    return made


def ask_show(session: Session, parent: QWidget, then: Callable[[NewShow], object]) -> NewShowDialog:
    """Show the dialog without blocking; ``then`` gets what was chosen."""
    dialog = NewShowDialog(session, parent)
    dialog.accepted.connect(lambda: then(dialog.choice()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
