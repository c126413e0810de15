"""The filters of the desk's queue: each a choice with counts, kept by name when wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox

from localizer.catalog.queue import QueueFacets
from localizer.catalog.queue_views import ME, QueueView
from localizer.i18n import N_, _
from localizer.model.segment import Origin, State
from localizer.ui.actions.words import ORIGINS, STATES, rule_words
from localizer.ui.look.tokens import SPACE_1
from localizer.ui.widgets.parts import Card, button, combo, keep_wheel_off, row

#: Days back that can be chosen, with their names.
DAYS: Final = {
    0: N_("changed today"),
    1: N_("changed since yesterday"),
    7: N_("changed in 7 days"),
    30: N_("changed in 30 days"),
}
#: Rules offered at most: beyond those the checks themselves are the better list.
RULES: Final = 40


class FilterPanel(Card):
    """``changed`` asks for the queue anew; ``save_wanted`` and ``clear_wanted`` are its two buttons."""

    changed = Signal()
    save_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self) -> None:
        """Begin with everything wanted."""
        self.states = combo(_("State"))
        self.origins = combo(_("Where it comes from"))
        self.rules = combo(_("Finding"))
        self.days = combo(_("Last change"))
        self.people = combo(_("Whose work"))
        self.combos = (self.states, self.origins, self.rules, self.days, self.people)
        self.flagged = QCheckBox()
        self.source_changed = QCheckBox()
        self.noted = QCheckBox()
        self.locked = QCheckBox()
        self.suggested = QCheckBox()
        self.boxes: Mapping[str, QCheckBox] = {
            N_("Flagged only"): self.flagged,
            N_("Source changed"): self.source_changed,
            N_("With open comments"): self.noted,
            N_("Locked"): self.locked,
            N_("With a translator’s suggestion"): self.suggested,
        }
        self.save = button(_("Save …"), lambda: self.save_wanted.emit(), role="ghost")  # noqa: PLW0108 - not yet a QObject
        self.save.setToolTip(_("Keep this filter under a name"))
        self.none = button(_("Clear"), lambda: self.clear_wanted.emit(), role="ghost")  # noqa: PLW0108 - the same
        buttons = row(self.none, None, self.save)
        super().__init__(*self.combos, *self.boxes.values(), buttons, spacing=SPACE_1)
        self.body.setContentsMargins(8, 8, 8, 4)
        for one in self.combos:
            one.setSizeAdjustPolicy(one.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            one.activated.connect(self._on_changed)
        for box in self.boxes.values():
            box.clicked.connect(self._on_changed)
        keep_wheel_off(*self.combos)
        self._rules: dict[str, int] = {}
        self._people: dict[str, int] = {}
        self._fill(None)

    def _on_changed(self) -> None:
        self._enable()
        self.changed.emit()

    def view(self) -> QueueView:
        """Return what is chosen."""
        state, origin = self.states.currentData(), self.origins.currentData()
        days, person = self.days.currentData(), self.people.currentData()
        return QueueView(
            state=State(state) if state else None,
            origin=Origin(origin) if origin else None,
            rule=str(self.rules.currentData() or ""),
            days=days if isinstance(days, int) else None,
            assignee=person if isinstance(person, str) else None,
            flagged=self.flagged.isChecked(),
            source_changed=self.source_changed.isChecked(),
            noted=self.noted.isChecked(),
            locked=self.locked.isChecked(),
            suggested=self.suggested.isChecked(),
        )

    def show_view(self, view: QueueView) -> None:
        """Choose what ``view`` wants, without telling."""
        if view.rule:
            self._rules.setdefault(view.rule, 0)
        if view.assignee not in (None, "", ME):
            self._people.setdefault(str(view.assignee), 0)
        self._fill_rules()
        self._fill_people()
        for box, value in (
            (self.states, view.state.value if view.state else None),
            (self.origins, view.origin.value if view.origin else None),
            (self.rules, view.rule or None),
            (self.days, view.days),
            (self.people, view.assignee),
        ):
            _choose(box, value)
        self.flagged.setChecked(view.flagged)
        self.source_changed.setChecked(view.source_changed)
        self.noted.setChecked(view.noted)
        self.locked.setChecked(view.locked)
        self.suggested.setChecked(view.suggested)
        self._enable()

    def show_facets(self, found: QueueFacets, people: Iterable[str]) -> None:
        """Write the counts beside what can be chosen."""
        chosen = self.view()
        self._rules = dict(list(found.rules.items())[:RULES])
        self._people = {**dict.fromkeys(people, 0), **found.assignees}
        self._fill(found)
        self.show_view(chosen)

    def _fill(self, found: QueueFacets | None) -> None:
        states = {state.value: _(name) for state, name in STATES.items()}
        origins = {one.value: _(name) for one, name in ORIGINS.items() if name}
        counts = {} if found is None else {s.value: n for s, n in found.states.items()}
        _fill(self.states, _("All states"), states, None if found is None else counts)
        counts = {} if found is None else {o.value: n for o, n in found.origins.items()}
        _fill(self.origins, _("All origins"), origins, None if found is None else counts)
        _fill(self.days, _("Changed at any time"), {n: _(name) for n, name in DAYS.items()}, None)
        self._fill_rules()
        self._fill_people()
        numbers = (
            (found.flagged, found.source_changed, found.noted, found.locked, found.suggested)
            if found is not None
            else (None,) * len(self.boxes)
        )
        for (name, box), number in zip(self.boxes.items(), numbers, strict=True):
            box.setText(_(name) if number is None else f"{_(name)} ({number})")

    def _fill_rules(self) -> None:
        names = {rule: rule_words(rule) for rule in self._rules}
        _fill(self.rules, _("Any finding or none"), names, self._rules)

    def _fill_people(self) -> None:
        names: dict[str, str] = {ME: _("my work"), "": _("nobody’s work")}
        names |= {one: one for one in self._people if one}
        _fill(self.people, _("Anybody’s work"), names, None)

    def _enable(self) -> None:
        narrows = self.view() != QueueView()
        self.none.setEnabled(narrows)
        self.save.setEnabled(narrows)


def _fill(
    box: QComboBox,
    all_name: str,
    names: Mapping[str, str] | Mapping[int, str],
    counts: Mapping[str, int] | None,
) -> None:
    with QSignalBlocker(box):
        chosen = box.currentData()
        box.clear()
        box.addItem(all_name, None)
        for value, name in names.items():
            number = counts.get(str(value), 0) if counts is not None else 0
            box.addItem(f"{name} ({number})" if number else name, value)
        _choose(box, chosen)


def _choose(box: QComboBox, value: object) -> None:
    with QSignalBlocker(box):
        values = [box.itemData(place) for place in range(box.count())]
        box.setCurrentIndex(values.index(value) if value in values else 0)
