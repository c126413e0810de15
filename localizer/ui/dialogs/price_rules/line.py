"""One kind of rule as the list shows it: what counts, from whom, what else is set, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from localizer.i18n import _
from localizer.model.price_rule import PriceRule, RuleKind
from localizer.pipeline.price_rules import OF_ONE_MARKET, ScopeLine
from localizer.ui.actions import price_words as words
from localizer.ui.dialogs.price_rules.scope import Editing, Scope
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_3
from localizer.ui.widgets.parts import box, button, chip, column, label, row

NAME: Final = 150
#: The text of a button begins so many pixels below its top.
TEXT_TOP: Final = 6
_TOP: Final = Qt.AlignmentFlag.AlignTop
_RIGHT: Final = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Actions:
    """What a line can ask for."""

    change: Callable[[ScopeLine], object]
    withdraw: Callable[[PriceRule], object]
    history: Callable[[RuleKind], object]


class RuleLineView(QWidget):
    """``change`` is where the keys are; the other buttons are there when they can do something."""

    def __init__(self, scope: Scope, line: ScopeLine, actions: Actions, *, had: bool) -> None:
        """Show ``line``; ``had`` tells that something was ever set here."""
        super().__init__()
        self.kind = line.kind
        name = _(words.KINDS[line.kind])
        own = Editing(scope, line).own
        title = label(name, wrap=True)
        title.setFixedWidth(NAME)
        self.change = button(
            _("Change…"),
            lambda: actions.change(line),
            role="ghost",
            name=_("Change: {name}").format(name=name),
        )
        if line.kind in OF_ONE_MARKET and not scope.place.market:
            self.change.setEnabled(False)
            self.change.setToolTip(_("Choose a market: such a rule holds in one market only."))
        self.back = button(
            _("Back to default"),
            lambda: own is not None and actions.withdraw(own),
            role="ghost",
            name=_("Back to default: {name}").format(name=name),
        )
        self.past = button(
            _("History"),
            lambda: actions.history(line.kind),
            role="ghost",
            name=_("History: {name}").format(name=name),
        )
        buttons = column(spacing=0)
        for one, is_shown in ((self.change, True), (self.back, own is not None), (self.past, had)):
            if is_shown:
                buttons.addWidget(one, 0, _RIGHT)
        buttons.addStretch(1)
        told = column(self._value(scope, line), *self._notes(scope, line), None, spacing=SPACE_1)
        told.setContentsMargins(0, TEXT_TOP, 0, 0)
        title.setContentsMargins(0, TEXT_TOP, 0, 0)
        body = row(title, told, buttons, spacing=SPACE_3)
        body.setStretch(1, 1)
        body.setAlignment(title, _TOP)
        self.setLayout(body)

    def _value(self, scope: Scope, line: ScopeLine) -> QWidget:
        """Return the value: one text, or names beside texts; and the badges behind it."""
        rule = line.rule
        pairs: tuple[words.Pair, ...] = (("", words.no_value(line.kind, scope.place)),)
        if rule is not None:
            pairs = scope.pairs(rule)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_3)
        grid.setVerticalSpacing(0)
        for place, (name, text) in enumerate(pairs):
            shown = label(text, "" if rule is not None else "muted", wrap=not name)
            if name:
                grid.addWidget(label(name, "muted"), place, 0)
                grid.addWidget(shown, place, 1)
            else:
                grid.addWidget(shown, place, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        badges = []
        if rule is not None and rule.id:
            badges.append(chip(_("own")))
        if line.expired:
            badges.append(chip(_("past its date"), "warn"))
        made = row(box(grid), *badges, spacing=SPACE_2)
        made.setStretch(0, 1)
        for one in badges:
            made.setAlignment(one, _TOP)
        return box(made)

    def _notes(self, scope: Scope, line: ScopeLine) -> list[QWidget]:
        """Return the source, the default beside an own value, and what is set around it."""
        rule = line.rule
        texts = []
        if rule is not None:
            parts = [words.origin(rule)]
            if rule.id and rule.place != scope.place:
                parts.insert(0, _("set for {where}").format(where=scope.where(rule.place)))
            texts.append(" · ".join(parts))
        if rule is not None and rule.id and line.default is not None:
            text = _("Default: {value} · {origin}").format(
                value=scope.line(line.default), origin=words.origin(line.default)
            )
            texts.append(text)
        waiting, nearer = (
            _("Not in force: {value} · {when}"),
            _("Counts before it: {value} · {where}"),
        )
        texts += [
            waiting.format(value=scope.line(one), when=words.lasting(one)) for one in line.waiting
        ]
        texts += [
            nearer.format(value=scope.line(one), where=scope.where(one.place))
            for one in line.nearer
        ]
        return [label(text, "muted", wrap=True) for text in texts]
