"""The head of the Show pane: which show, when, how long and whose, whether it fits, the ways on air."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from localizer.catalog.shows import ShowInfo
from localizer.i18n import _, pgettext
from localizer.model.show import Host
from localizer.pipeline.shows import ShowView, after
from localizer.ui.actions.words import language_name, minutes
from localizer.ui.dialogs.new_show import date_time, moment_of, set_moment, whole_minutes
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.widgets.parts import (
    box,
    button,
    chip,
    column,
    combo,
    keep_wheel_off,
    label,
    row,
    set_role,
)


class ShowHead(QWidget):
    """Says by signals what a person wants; what it asks of the show in hand carries no id."""

    chosen = Signal(int)
    made = Signal()
    renamed = Signal()
    copied = Signal()
    removed = Signal()
    starts = Signal(object)
    lasts = Signal(int)
    hosted = Signal(object)
    host_wanted = Signal(object)
    frozen = Signal(bool)
    files = Signal()
    logged = Signal()
    rehearsed = Signal()
    aired = Signal()

    def __init__(self) -> None:
        """Build two lines."""
        super().__init__()
        self._hosts: tuple[Host, ...] = ()
        self.shows = combo(_("Show"))
        self.shows.activated.connect(lambda at: self.chosen.emit(self.shows.itemData(at)))
        self.new = button(_("New show …"), self.made.emit)
        self.more = QPushButton("⋯")
        self.more.setAccessibleName(_("More for this show"))
        self.more.setToolTip(_("More for this show"))
        menu = QMenu(self.more)
        menu.addAction(_("Rename …"), self.renamed.emit)
        menu.addAction(_("Make a copy …"), self.copied.emit)
        menu.addAction(_("Log …"), self.logged.emit)
        menu.addSeparator()
        menu.addAction(_("Remove the show"), self.removed.emit)
        self.more.setMenu(menu)
        self.go = button(_("Go live"), self.aired.emit, role="primary")
        self.rehearse = button(_("Rehearse"), self.rehearsed.emit)
        self.file = button(_("Files …"), self.files.emit)
        self.freeze = button("", lambda: self.frozen.emit(not self._is_frozen))
        self._is_frozen = False
        self.target = chip("", "chip")
        self.when = date_time(dt.datetime.now().astimezone())
        self.when.editingFinished.connect(self._take_start)
        self.length = whole_minutes(90)
        self.length.editingFinished.connect(self._take_length)
        #: What the fields showed, and of which show: only what a person changed of it is told.
        self._shown: tuple[int, dt.datetime, int] | None = None
        self.host = combo(pgettext("person", "Host"))
        self.host.activated.connect(lambda at: self.hosted.emit(self.host.itemData(at)))
        self.new_host = button(
            "", lambda: self.host_wanted.emit(None), role="ghost", picture="plus",
            name=_("New host …"), tip=_("New host …"),
        )  # fmt: skip
        keep_wheel_off(self.shows, self.host)
        self.edit_host = button(
            "", self._edit_host, role="ghost", picture="settings", name=_("Edit the host")
        )
        self.total = chip("", "ok")
        self.ends = label("", "muted")
        first = row(
            self.shows, self.new, self.more, None, self.freeze, self.file, self.rehearse, self.go
        )
        self.set_of_show = box(
            row(
                *(self.target, self.when, self.length, self.host, self.edit_host, self.new_host),
                *(None, self.ends, self.total),
            )
        )
        self.setLayout(column(first, self.set_of_show, spacing=SPACE_2))

    def show_now(self, infos: Sequence[ShowInfo], current: int | None) -> None:
        """Show the list of shows, ``current`` in front."""
        with QSignalBlocker(self.shows):
            self.shows.clear()
            for one in infos:
                self.shows.addItem(one.name, one.id)
            self.shows.setCurrentIndex(self.shows.findData(current))
        is_there = current is not None
        self.shows.setVisible(is_there)
        of_one = (self.more, self.freeze, self.file, self.rehearse, self.go, self.set_of_show)
        for made in of_one:
            made.setVisible(is_there)

    def show_view(
        self, view: ShowView, start: dt.datetime, label_of_target: str, hosts: Sequence[Host]
    ) -> None:
        """Show what is set of a show; ``start`` is in the zone of its market."""
        self.target.setText(label_of_target)
        self._show_fields(view, start)
        self._is_frozen = view.show.frozen is not None
        self.freeze.setText(_("Thaw") if self._is_frozen else _("Freeze for show"))
        self.freeze.setToolTip(
            _("Let the show follow the prices again")
            if self._is_frozen
            else _("Pin the prices as they are now, whatever rates and promotions do")
        )
        self._show_hosts(view, hosts)
        self._show_total(view, start)

    def _show_fields(self, view: ShowView, start: dt.datetime) -> None:
        """Show start and length; what is being typed of the same show stays."""
        now = (view.show.id, start.replace(tzinfo=None), round(view.show.seconds / 60))
        before = self._shown if self._shown is not None and self._shown[0] == now[0] else None
        typed = self.when.hasFocus() and before is not None and moment_of(self.when) != before[1]
        if not typed:
            set_moment(self.when, now[1])
        typed = self.length.hasFocus() and before is not None and self.length.value() != before[2]
        if not typed:
            self.length.setValue(now[2])
        self._shown = now

    def _take_start(self) -> None:
        if self._shown is not None and moment_of(self.when) != self._shown[1]:
            self._shown = (self._shown[0], moment_of(self.when), self._shown[2])
            self.starts.emit(self._shown[1])

    def _take_length(self) -> None:
        if self._shown is not None and self.length.value() != self._shown[2]:
            self._shown = (*self._shown[:2], self.length.value())
            self.lasts.emit(self.length.value() * 60)

    def _show_hosts(self, view: ShowView, hosts: Sequence[Host]) -> None:
        self._hosts = tuple(hosts)
        with QSignalBlocker(self.host):
            self.host.clear()
            self.host.addItem(_("no host"), None)
            for one in hosts:
                self.host.addItem(f"{one.name} · {language_name(one.locale)}", one.id)
            number = None if view.host is None else view.host.id
            self.host.setCurrentIndex(max(self.host.findData(number), 0))
        self.edit_host.setVisible(view.host is not None)

    def _show_total(self, view: ShowView, start: dt.datetime) -> None:
        over, lines = view.rundown.over, view.rundown.lines
        end = max((line.end for line in lines), default=0.0)
        ends = after(start, end)
        self.ends.setText(
            _("{start} – {end}").format(start=f"{start:%H:%M}", end=f"{ends:%H:%M:%S}")
        )
        words = _("{n} over") if over > 0 else _("{n} left")
        self.total.setText(words.format(n=minutes(abs(over))))
        set_role(self.total, "block" if over > 0 else "ok")

    def _edit_host(self) -> None:
        number = self.host.currentData()
        found = next((one for one in self._hosts if one.id == number), None)
        if found is not None:
            self.host_wanted.emit(found)
