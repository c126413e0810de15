"""The form of a new promotion: name, per cent, place, times of each market's own clock, goods, rounding."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone, Signal
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QFormLayout, QLineEdit, QWidget

from localizer.catalog import products
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.promotion import EVERYWHERE, Promotion, Rounding, end_of
from localizer.pipeline.promotions import promotion_of
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import market_name
from localizer.ui.look.style_sheet import inset
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.widgets.parts import combo, label

_PERCENT: Final = re.compile(r"[−-]?([0-9]{1,2}(?:[.,][0-9]{1,4})?) ?%?")
_HUNDRED: Final = Decimal(100)
#: A promotion is proposed for the day of the launch and this many days after it.
PROPOSED: Final = dt.timedelta(days=2)
#: The last minute of a day, which stands for its end.
_LAST: Final = dt.time(23, 59)
_ALL: Final = "all"
_LAUNCH: Final = "launch"
_ONE: Final = "one"
_CATALOG: Final = "catalog:"


class PromotionForm(QWidget):
    """``changed`` is emitted whenever something is written or chosen."""

    changed = Signal()

    def __init__(self, session: Session, product_id: int | None) -> None:
        """Propose the launch's day for all of its products."""
        super().__init__()
        self._session = session
        self._product = product_id
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the promotion"))
        self.percent = QLineEdit()
        self.percent.setAccessibleName(_("Per cent off"))
        self.percent.setPlaceholderText("20")
        self.market = combo(_("Which markets"))
        self.channel = combo(_("Which channels"))
        self.goods = combo(_("Which products"))
        self.rounding = combo(_("How the sale price is rounded"))
        self.starts = _clock(_("Start of the promotion, in each market's own time"))
        self.ends = _clock(_("End of the promotion, in each market's own time"))
        self.allow = QCheckBox(_("May go below the floor margin or make a loss"))
        self._fill()
        self._lay_out()
        self.start_again()
        for field in (self.name, self.percent):
            field.textChanged.connect(self.changed)
        for choice in (self.market, self.channel, self.goods, self.rounding):
            choice.currentIndexChanged.connect(self.changed)
        for clock in (self.starts, self.ends):
            clock.dateTimeChanged.connect(self.changed)
        self.allow.toggled.connect(self.changed)

    def _fill(self) -> None:
        packs, session = self._session.tools.packs, self._session
        codes = dict.fromkeys(one.market for one in session.targets) or packs.markets
        self.market.addItem(_("All markets"), EVERYWHERE)
        for code in sorted(codes, key=market_name):
            self.market.addItem(market_name(code), code)
        channels = dict.fromkeys(one.channel for one in session.targets) or packs.channels
        self.channel.addItem(_("All channels"), EVERYWHERE)
        for code in channels:
            self.channel.addItem(packs.channels[code].name, code)
        if session.launch is not None:
            text = _("All of {launch}").format(launch=session.launch.name)
            self.goods.addItem(text, _LAUNCH)
        if self._product is not None:
            title = products.load(session.store.read(), self._product).title
            self.goods.addItem(_("Only {product}").format(product=title), _ONE)
        for info in products.catalogs(session.store.read()):
            text = _("Catalog {name}").format(name=info.name)
            self.goods.addItem(text, f"{_CATALOG}{info.id}")
        self.goods.addItem(_("All products"), _ALL)
        # A long title must not make the dialog wide.
        for choice in (self.market, self.channel, self.goods, self.rounding):
            choice.setSizeAdjustPolicy(
                choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.rounding.addItem(_("Exactly the percentage"), Rounding.EXACT.value)
        self.rounding.addItem(_("Down to the market's price ending"), Rounding.ENDING.value)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACE_3)
        form.setVerticalSpacing(SPACE_2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (_("Name"), self.name),
            (_("Per cent off"), self.percent),
            (_("Markets"), self.market),
            (_("Channels"), self.channel),
            (_("Starts"), self.starts),
            (_("Ends"), self.ends),
            (
                "",
                label(
                    _("In each market's own time; 23:59 is the end of the day."), "muted", wrap=True
                ),
            ),
            (_("Products"), self.goods),
            (_("Rounding"), self.rounding),
            ("", self.allow),
        ):
            form.addRow(label(text, "muted"), field)
        self.setLayout(form)

    def start_again(self) -> None:
        """Empty name and per cent and propose times; places and products stay."""
        launch = self._session.launch
        now = self._session.tools.now()
        day = now.date() if launch is None else max(launch.date, now.date())
        self.name.clear()
        self.percent.clear()
        self.allow.setChecked(False)
        self.starts.setDateTime(_shown(dt.datetime.combine(day, dt.time())))
        self.ends.setDateTime(_shown(dt.datetime.combine(day + PROPOSED, _LAST)))

    @property
    def is_touched(self) -> bool:
        """Tell whether somebody began to write a promotion."""
        return bool(self.name.text().strip() and self.percent.text().strip())

    def promotion(self) -> Promotion:
        """Return what is written. Raises `InputError` with what to change."""
        return self._read(self.name.text())

    def readable(self) -> Promotion | None:
        """Return what is written as far as prices depend on it, ``None`` where it cannot be read."""
        try:
            return self._read(self.name.text().strip() or "-")
        except InputError:
            return None

    def _read(self, name: str) -> Promotion:
        typed = self.percent.text().strip()
        found = _PERCENT.fullmatch(typed)
        if found is None:
            problem = _("“{text}” is no percentage. Write a number such as 20 or 12.5.")
            raise InputError(problem.format(text=typed))
        goods = self.goods.currentData()
        catalog = int(goods.removeprefix(_CATALOG)) if goods.startswith(_CATALOG) else None
        return promotion_of(
            self._session.tools,
            name,
            Decimal(found[1].replace(",", ".")) / _HUNDRED,
            _time(self.starts),
            end_of(_time(self.ends)),
            rounding=Rounding(self.rounding.currentData()),
            market=self.market.currentData(),
            channel=self.channel.currentData(),
            catalog_id=catalog,
            product_ids=self._chosen(goods),
            below_floor=self.allow.isChecked(),
        )

    def _chosen(self, goods: str) -> tuple[int, ...] | None:
        """Return the products listed one by one, ``None`` where it is about a catalog or about all.

        Those of a launch are listed even where there are no others: later imports must not join a sale.
        """
        if goods == _ONE and self._product is not None:
            return (self._product,)
        return self._session.products if goods == _LAUNCH else None


def _clock(name: str) -> QDateTimeEdit:
    """Return a field for a wall time; it is kept in UTC because no clock of this machine is meant."""
    made = QDateTimeEdit()
    made.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
    made.setDisplayFormat("yyyy-MM-dd HH:mm")
    made.setAccessibleName(name)
    inset(made)
    return made


def _shown(moment: dt.datetime) -> QDateTime:
    return QDateTime(
        QDate(moment.year, moment.month, moment.day),
        QTime(moment.hour, moment.minute),
        QTimeZone(QTimeZone.Initialization.UTC),
    )


def _time(field: QDateTimeEdit) -> dt.datetime:
    day, time = field.date(), field.time()
    return dt.datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())  # noqa: DTZ001
