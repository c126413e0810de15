"""A new launch: what was imported, eight of its products, the targets, a name and a date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from localizer.catalog import views
from localizer.i18n import _, ngettext
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import market_name
from localizer.ui.dialogs.import_report import ReportView
from localizer.ui.look.style_sheet import inset
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import Card, box, button, column, label, row, scroll

if TYPE_CHECKING:
    from localizer.intake.report import ImportReport

SHOWN: Final = 8
#: Ticked at first: the three markets most sellers of the research begin with (2026-11-21).
DEFAULTS: Final = frozenset({"TH/shopee", "VN/tiktok", "ID/shopee"})
#: Days from today a launch is proposed for.
AHEAD: Final = 7


@dataclass(frozen=True, slots=True)
class LaunchChoice:
    """What the person chose."""

    name: str
    date: dt.date
    targets: tuple[str, ...]


class LaunchDialog(QDialog):
    """The button works when there is a name and a target."""

    def __init__(self, session: Session, report: ImportReport | None, parent: QWidget) -> None:
        """Show ``report`` of the import that came before, if any."""
        super().__init__(parent)
        self.setWindowTitle(_("New launch"))
        self.resize(1180, 720)
        self.session = session
        self.boxes: dict[str, QCheckBox] = {}
        today = dt.datetime.now().astimezone().date()
        self.name = QLineEdit(_proposed(session, report))
        self.name.setAccessibleName(_("Name of the launch"))
        self.date = QDateEdit(QDate(today + dt.timedelta(days=AHEAD)))  # type: ignore[call-overload]
        self.date.setDisplayFormat("yyyy-MM-dd")
        inset(self.date)
        self.date.setAccessibleName(_("Date of the launch"))
        self.go = button(_("Create launch"), self.accept, role="primary")
        self.count = label("", "muted")
        left = [self._sample()]
        if report is not None:
            left.insert(0, Card(label(report.file, "title"), ReportView(report, session.jobs)))
        right = column(self._names(), self._targets(), spacing=SPACE_3)
        right.setStretch(1, 1)
        body = row(scroll(box(column(*left, None, spacing=SPACE_3))), box(right), spacing=SPACE_3)
        body.setStretch(0, 1)
        foot = row(self.count, None, button(_("Later"), self.reject), self.go)
        layout = column(body, foot, spacing=SPACE_3)
        layout.setStretch(0, 1)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.name.textChanged.connect(self._enable)
        self.go.setDefault(True)
        self.name.setFocus()
        self._enable()

    def _names(self) -> Card:
        return Card(
            row(label(_("Name"), "section"), self.name, label(_("Date"), "section"), self.date)
        )

    def _targets(self) -> Card:
        packs = self.session.tools.packs
        channels = list(packs.channels)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_2)
        grid.setVerticalSpacing(SPACE_1)
        for place, code in enumerate(channels, 1):
            grid.addWidget(label(packs.channels[code].name, "muted"), 0, place)
        markets = sorted(packs.markets.values(), key=lambda one: market_name(one.code))
        for line, market in enumerate(markets, 1):
            name = f"{market_name(market.code)} ({market.currency})"
            grid.addWidget(label(name), line, 0)
            for place, code in enumerate(channels, 1):
                if code in market.channels:
                    grid.addWidget(self._box(f"{market.code}/{code}", name), line, place)
        grid.setColumnStretch(len(channels) + 1, 1)
        grid.setRowStretch(len(markets) + 1, 1)
        return Card(label(_("Targets: market and channel"), "section"), scroll(box(grid)))

    def _box(self, target: str, market: str) -> QCheckBox:
        made = QCheckBox()
        made.setChecked(target in DEFAULTS)
        made.setAccessibleName(_("{target}, {market}").format(target=target, market=market))
        made.setToolTip(literal(target))
        made.toggled.connect(self._enable)
        self.boxes[target] = made
        return made

    def _sample(self) -> QWidget:
        reader = self.session.store.read()
        ids = views.product_line_ids(reader)[:SHOWN]
        lines = views.product_lines(reader, ids)
        view = QTreeWidget()
        view.setRootIsDecorated(False)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAccessibleName(_("The first products as they were understood"))
        view.setHeaderLabels([_("Product"), _("Key"), _("Category"), _("Variants"), _("Facts")])
        for number in ids:
            line = lines[number]
            cells = [line.title, line.key, line.category, str(line.variants), str(line.facts)]
            view.addTopLevelItem(QTreeWidgetItem(cells))
        view.header().setStretchLastSection(False)
        view.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        view.setFixedHeight(40 + 33 * max(len(ids), 1))
        return Card(label(_("The first products as they were understood"), "section"), view)

    def _enable(self) -> None:
        number = len(self.choice().targets)
        text = ngettext("{n} target", "{n} targets", number).format(n=number)
        self.count.setText(text)
        self.go.setEnabled(number > 0 and bool(self.name.text().strip()))

    def choice(self) -> LaunchChoice:
        """Return what was chosen."""
        date = self.date.date()
        return LaunchChoice(
            self.name.text().strip(),
            dt.date(date.year(), date.month(), date.day()),
            tuple(target for target, one in self.boxes.items() if one.isChecked()),
        )


def _proposed(session: Session, report: ImportReport | None) -> str:
    path = session.path
    base = report.catalog if report is not None else path.stem if path is not None else ""
    return _("Launch of {name}").format(name=base)
