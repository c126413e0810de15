"""The tables of the Engines pane: engines, orders by language, estimates, offers, requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt

from localizer.i18n import _, pgettext
from localizer.pipeline.engine_words import cause_text
from localizer.pipeline.engines import kind_of
from localizer.pipeline.leverage import Amount, Band, Leverage
from localizer.translate.engines.base import Cause
from localizer.ui.actions import engine_words as words
from localizer.ui.actions.columns import count
from localizer.ui.actions.engine_asks import EngineLine, Offer, SentLine
from localizer.ui.actions.term_words import tongue
from localizer.ui.actions.words import day_and_time
from localizer.ui.models.listed import Listed


class OrderLine(NamedTuple):
    """The engines for one locale; ``own`` tells that their order is not that of the list."""

    locale: str
    engines: tuple[str, ...]
    own: bool


class BandLine(NamedTuple):
    """How much of one locale falls into each band; ``locale`` is empty for all together."""

    locale: str
    bands: dict[Band, Amount]


def engine_table(parent: QObject) -> Listed[EngineLine]:
    """Return the table of the engines turned on."""
    heads = (
        _("Engine"), pgettext("engine", "Key"), _("Texts go to"), _("A million characters"),
        pgettext("engine", "Kind"),
    )  # fmt: skip
    return Listed[EngineLine](heads, _engine, tips=_engine_tips, parent=parent)


def _engine(line: EngineLine) -> Sequence[str]:
    kind = kind_of(line.setting.kind)
    place = _("not set up") if line.problem else words.place_words(line.host)
    return (
        words.engine_name(line.setting),
        words.key_words(line.keys),
        place,
        words.price_words(line.price),
        _(kind.name),
    )


def _engine_tips(line: EngineLine) -> Sequence[str]:
    kind = kind_of(line.setting.kind)
    cells = list(_engine(line))
    cells[2] = line.problem or _(kind.privacy)
    return cells


def order_table(parent: QObject) -> Listed[OrderLine]:
    """Return the table of orders by language."""
    return Listed[OrderLine]((_("Language"), _("Asked in this order")), _order, parent=parent)


def _order(line: OrderLine) -> Sequence[str]:
    names = " → ".join(line.engines)
    return tongue(line.locale), names if line.own else _("as in the list: {names}").format(
        names=names
    )


class BandTable(Listed[BandLine]):
    """Texts by language and band; a cell tells words and characters where the pointer rests."""

    def __init__(self, parent: QObject) -> None:
        """Begin empty."""
        heads = (_("Language"), *(_(name) for name in words.BANDS.values()))
        numbers = range(1, len(heads))
        super().__init__(heads, _bands, tips=_band_tips, numbers=tuple(numbers), parent=parent)

    def show_leverage(self, found: Leverage) -> None:
        """Show a leverage, with the sum of all languages below where there are several."""
        lines = [BandLine(locale, dict(bands)) for locale, bands in found.locales.items()]
        if len(lines) > 1:
            total = {
                band: sum((one.bands.get(band, Amount()) for one in lines), Amount())
                for band in words.BANDS
            }
            lines.append(BandLine("", total))
        self.show(lines)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return names of columns, and what each means where the pointer rests."""
        is_band = orientation is Qt.Orientation.Horizontal and 0 < section <= len(words.BANDS)
        if role == Qt.ItemDataRole.ToolTipRole and is_band:
            return _(list(words.BAND_TIPS.values())[section - 1])
        return super().headerData(section, orientation, role)


def _bands(line: BandLine) -> Sequence[str]:
    amounts = (line.bands.get(band, Amount()).texts for band in words.BANDS)
    name = tongue(line.locale) if line.locale else _("All languages")
    return name, *(count(number) if number else "–" for number in amounts)


def _band_tips(line: BandLine) -> Sequence[str]:
    amounts = (line.bands.get(band, Amount()) for band in words.BANDS)
    told = (words.amount_words(one.texts, one.words, one.characters) for one in amounts)
    return _bands(line)[0], *told


def offer_table(parent: QObject) -> Listed[Offer]:
    """Return the table of what each engine would be asked for and cost."""
    heads = (
        _("Engine"), _("Costs about"), _("Texts"), _("Words"), _("Characters"), _("Texts go to"),
    )  # fmt: skip
    return Listed[Offer](heads, _offer, numbers=(2, 3, 4), parent=parent)


def _offer(one: Offer) -> Sequence[str]:
    return (
        words.engine_name(one.setting),
        words.cost_words(one.cost, one.currency),
        count(one.amount.texts),
        count(one.amount.words),
        count(one.amount.characters),
        words.place_words(one.info.host),
    )


def sent_table(parent: QObject) -> Listed[SentLine]:
    """Return the table of requests."""
    heads = (
        pgettext("engine", "When"), _("Engine"), _("Texts went to"), _("Languages"),
        _("Texts"), _("Characters"), _("Answered"), pgettext("engine", "Cost"),
    )  # fmt: skip
    return Listed[SentLine](heads, _sent, tips=_sent_tips, numbers=(4, 5, 6), parent=parent)


def _sent(line: SentLine) -> Sequence[str]:
    one = line.request
    return (
        day_and_time(one.at),
        one.engine,
        words.place_words(one.host),
        f"{tongue(one.source_locale)} → {tongue(one.target_locale)}",
        count(one.texts),
        count(one.chars),
        count(one.answered),
        words.exact_money(one.cost, line.currency) if one.cost else "–",
    )


def _sent_tips(line: SentLine) -> Sequence[str]:
    cells, cause = list(_sent(line)), line.request.cause
    if cause in Cause.__members__.values():
        cells[6] = cause_text(Cause(cause))
    return cells
