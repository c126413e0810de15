"""The table of a memory: pairs by page as they are painted, whatever their number."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from localizer.i18n import _, pgettext
from localizer.model.segment import MemoryUnit
from localizer.ui.actions.memory_words import day_words, origin_words, place_words, who_words
from localizer.ui.actions.term_words import tongue
from localizer.ui.actions.words import in_a_row
from localizer.ui.look.fonts import app_font
from localizer.ui.look.tips import tip
from localizer.ui.models.paged import Paged

SOURCE, TARGET, LANGUAGE, PLACE, WHO, WHEN = range(6)
#: Letters of a text that are put into a cell; none is wider.
_CELL: Final = 240


class MemoryTable(Paged[MemoryUnit]):
    """Source, target, language, where, who and when; ``fetch`` gives pairs by id."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Mapping[int, MemoryUnit]],
        parent: QObject | None = None,
    ) -> None:
        """Begin empty."""
        super().__init__(fetch, parent)
        self._heads = (
            _("Source"), _("Translation"), _("Language"),
            pgettext("memory", "Where"), pgettext("memory", "Who"), pgettext("memory", "When"),
        )  # fmt: skip
        self._fonts: dict[str, QFont] = {}

    def columns(self) -> int:
        """Return the number of columns."""
        return len(self._heads)

    def cell(self, row: MemoryUnit, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a cell: texts on one line, in the letter forms of their language."""
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(_whole(row, column))
        if role == Qt.ItemDataRole.FontRole and column in (SOURCE, TARGET):
            return self._font(row.source_locale if column == SOURCE else row.target_locale)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == SOURCE:
            return in_a_row((row.source, row.target, tongue(row.target_locale)))
        return None

    def _font(self, locale: str) -> QFont:
        found = self._fonts.get(locale)
        if found is None:
            found = self._fonts[locale] = app_font(locale)
        return found

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the names of the columns."""
        if orientation is Qt.Orientation.Vertical or section >= len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return None

    def line_of(self, wanted: int) -> int:
        """Return the line of an id, -1 when it is not shown: a million are looked through in 20 ms."""
        try:
            return self._ids.index(wanted)
        except ValueError:
            return -1

    def ids_between(self, ranges: Sequence[tuple[int, int]]) -> array[int]:
        """Return the ids of the lines from the first to the last of each range."""
        made: array[int] = array("q")
        for first, last in ranges:
            made.extend(self._ids[first : last + 1])
        return made


def _cell(one: MemoryUnit, column: int) -> str:
    if column == SOURCE:
        return " ".join(one.source[:_CELL].split())
    if column == TARGET:
        return " ".join(one.target[:_CELL].split())
    if column == LANGUAGE:
        return tongue(one.target_locale)
    if column == PLACE:
        return place_words(one)
    return who_words(one) if column == WHO else day_words(one)


def _whole(one: MemoryUnit, column: int) -> str:
    if column in (SOURCE, TARGET):
        return one.source if column == SOURCE else one.target
    if column == LANGUAGE:
        return f"{tongue(one.source_locale)} → {tongue(one.target_locale)}"
    return origin_words(one) if column == WHO else _cell(one, column)
