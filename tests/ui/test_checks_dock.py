"""The checks dock: groups, jumps, fixes with a preview, decisions, severities; it follows what changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from localizer.catalog import findings, severities, steps, translations
from localizer.catalog.finding_groups import By
from localizer.catalog.findings import Place as Spot
from localizer.model.finding import OFF, Finding, Severity, Subject
from localizer.model.launch import Target
from localizer.review import decisions
from localizer.store.database import Store
from localizer.ui.dialogs.fixes import FixesDialog
from localizer.ui.dialogs.reason import ReasonDialog
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.catalog import CatalogPane
from localizer.ui.panes.checks.dock import ChecksDock
from localizer.ui.panes.checks.filters import SCOPES, Scope
from localizer.ui.panes.review import ReviewPane

Rest = Callable[[], None]
popups = pytest.mark.qt_log_ignore(r"raise\(\)", "grabbing the keyboard", extend=True)
THAI = Target("TH", "shopee", "th-TH")
GERMAN = Target("DE", "amazon", "de-DE")
TEXT = "ดี ๆ ,สวย !"


@pytest.fixture
def texts(window: MainWindow) -> list[int]:
    """Return two Thai texts of the bottle, with findings of three rules stored and no others."""
    store = window.session.store
    pairs = translations.pairs(store.read(), 2, "th-TH")[:2]
    for one in pairs:
        decisions.edit_text(store, one.id, TEXT)
    found = [
        (pairs[0].id, finding("claim:best", "สวย", None, Severity.BLOCK, source="coupe")),
        (pairs[0].id, finding("space_at_marks", " ,", ", ")),
        (pairs[0].id, finding("space_at_marks", " !", "!")),
        (pairs[1].id, finding("space_at_marks", " !", "!")),
        (pairs[1].id, finding("length", "ดี", None, Severity.INFO)),
    ]
    put(store, found)
    window.session.refresh()
    return [one.id for one in pairs]


def finding(
    rule: str, words: str, fix: str | None, severity: Severity = Severity.WARNING, source: str = ""
) -> Finding:
    start = TEXT.index(words)
    args = (("text", words),)
    return Finding(rule, severity, "“{text}”", args, start, start + len(words), fix, source)


def put(store: Store, found: list[tuple[int, Finding]]) -> None:
    with store.derive() as step:
        step.write("DELETE FROM finding")
        places = [
            (Spot(Subject.TRANSLATION, text, 2, "TH", "shopee", "th-TH"), one)
            for text, one in found
        ]
        findings.replace_for_product(step, 2, [THAI], places)


@pytest.fixture
def dock(window: MainWindow, texts: list[int], rest: Rest) -> ChecksDock:
    """Return the dock, opened under the board."""
    del texts
    window.show_pane("board")
    window.toggle_checks()
    settle(rest)
    assert window.checks is not None
    assert window.checks.isVisible()
    return window.checks


def settle(rest: Rest) -> None:
    """Wait for what is told a moment later, and for what it asks."""
    for _turn in range(3):
        rest()


def groups(dock: ChecksDock) -> list[tuple[str, int]]:
    return [(one.key, len(one.ids)) for one in dock.groups.groups]


def is_open(window: MainWindow) -> bool:
    return window.checks is not None and window.checks.isVisible()


def choose(dock: ChecksDock, key: str, rest: Rest) -> None:
    line = dock.groups.line_of(key)
    assert line >= 0
    dock.group_list.setCurrentIndex(dock.groups.index(line))
    rest()


def dialog_of(kind: type[ReasonDialog | FixesDialog]) -> ReasonDialog | FixesDialog:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    shown = [one for one in found if one.isVisible()]
    assert shown
    return shown[0]


def test_the_counter_counts_and_opens_the_dock(
    window: MainWindow, texts: list[int], rest: Rest, qtbot: QtBot
) -> None:
    del texts
    qtbot.waitUntil(lambda: window.counter.counts.get(Severity.BLOCK) == 1)
    assert window.counter.counts == {Severity.BLOCK: 1, Severity.WARNING: 3, Severity.INFO: 1}
    assert "■ 1" in window.counter.button.text()
    assert "● 3" in window.counter.button.text()
    assert not is_open(window)
    window.counter.button.click()
    rest()
    assert window.checks is not None
    assert window.checks.isVisible()
    assert window.session.settings.checks_open
    for pane in ("catalog", "prices", "export"):
        window.show_pane(pane)
        assert window.checks.isVisible()
    window.checks.filters.shut.click()
    assert not window.checks.isVisible()
    assert not window.session.settings.checks_open


def test_it_groups_by_rule_product_and_target(dock: ChecksDock, rest: Rest) -> None:
    assert groups(dock) == [("claim:best", 1), ("space_at_marks", 3)]
    dock.filters.ways[By.PRODUCT].click()
    rest()
    assert groups(dock) == [("2", 4)]
    dock.filters.ways[By.TARGET].click()
    rest()
    assert groups(dock) == [("TH/shopee/th-TH", 4)]
    assert dock.group_list.model().index(0, 0).data() == (
        "TH/shopee: 1 must be mended · 3 look at it"
    )
    dock.filters.kinds["info"].click()
    rest()
    assert groups(dock) == [("TH/shopee/th-TH", 5)]
    dock.filters.kinds["block"].click()
    dock.filters.kinds["warn"].click()
    rest()
    assert groups(dock) == [("TH/shopee/th-TH", 1)]
    dock.filters.kinds["info"].click()
    rest()
    assert not groups(dock)
    assert dock.empty.text() == "Nothing with these filters."


def test_a_finding_is_shown_with_its_words_and_who_says_so(dock: ChecksDock, rest: Rest) -> None:
    rest()
    details = dock.details
    assert details.message.text() == "“สวย”"
    assert "<b><u>สวย</u></b>" in details.text.text()
    assert 'href="https://www.gwern.net' in details.source.text()
    assert "read Nov" in details.source.text()
    assert details.fix.isHidden()
    assert details.where.text().endswith("title · TH/shopee")


def test_enter_shows_it_in_its_place(
    dock: ChecksDock, window: MainWindow, texts: list[int], rest: Rest
) -> None:
    choose(dock, "space_at_marks", rest)
    dock.list.setCurrentIndex(dock.findings.index(2, 0))
    dock.list.setFocus()
    QTest.keyClick(dock.list, Qt.Key.Key_Return)
    settle(rest)
    desk = window.panes["review"]
    assert isinstance(desk, ReviewPane)
    assert window.current == "review"
    assert desk.pair is not None
    assert (desk.pair.id, desk.side.target) == (texts[1], THAI)
    assert dock.isVisible()


def test_keys_walk_over_the_ends_of_groups(
    dock: ChecksDock, window: MainWindow, texts: list[int], rest: Rest
) -> None:
    seen = []
    for _turn in range(5):
        window._next_finding(1)
        settle(rest)
        line = dock.details.line
        assert line is not None
        desk = window.panes["review"]
        assert isinstance(desk, ReviewPane)
        assert desk.pair is not None
        assert desk.pair.id == line.stored.place.subject_id
        seen.append((line.stored.finding.rule, line.stored.place.subject_id))
    first, second = texts
    space = [("space_at_marks", first), ("space_at_marks", first), ("space_at_marks", second)]
    assert seen == [*space, ("claim:best", first), ("space_at_marks", first)]
    window._next_finding(-1)
    settle(rest)
    assert dock.details.line is not None
    assert dock.details.line.stored.finding.rule == "claim:best"


def test_without_the_dock_the_key_goes_through_the_queue(
    window: MainWindow, texts: list[int], rest: Rest
) -> None:
    del texts
    window.show_pane("review")
    settle(rest)
    desk = window.panes["review"]
    assert isinstance(desk, ReviewPane)
    window._next_finding(1)
    assert not is_open(window)
    window.show_pane("board")
    window._next_finding(1)
    settle(rest)
    assert is_open(window)


def test_one_is_fixed(
    dock: ChecksDock, window: MainWindow, texts: list[int], rest: Rest, qtbot: QtBot
) -> None:
    choose(dock, "space_at_marks", rest)
    assert dock.details.offer.text() == "Replace it with “, ”"
    dock.details.fix.click()
    settle(rest)
    store = window.session.store
    assert translations.pair(store.read(), texts[0]).translation.text == "ดี ๆ, สวย !"
    qtbot.waitUntil(
        lambda: all(
            line.stored.finding.fix != ", "
            for line in dock._fetch(dock.findings.ids).values()
            if line.stored.place.subject_id == texts[0]
        )
    )
    window.session.undo()
    settle(rest)
    assert translations.pair(store.read(), texts[0]).translation.text == TEXT


def test_all_of_a_kind_are_shown_first_and_fixed_as_one_step(
    dock: ChecksDock, window: MainWindow, texts: list[int], rest: Rest
) -> None:
    choose(dock, "space_at_marks", rest)
    rest()
    dock.details.fix_all.click()
    settle(rest)
    asked = dialog_of(FixesDialog)
    assert isinstance(asked, FixesDialog)
    cells = [
        [asked.table.index(line, place).data() for place in (2, 3)]
        for line in range(asked.table.rowCount())
    ]
    assert ["ดี ๆ[ ,]สวย !", "ดี ๆ[, ]สวย !"] in cells
    assert asked.go.text() == "Fix 3"
    tick = asked.table.index(2, 0)
    assert asked.table.setData(tick, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert asked.go.text() == "Fix 2"
    asked.none.click()
    assert not asked.go.isEnabled()
    asked.all.click()
    asked.go.click()
    settle(rest)
    store = window.session.store
    assert [translations.pair(store.read(), one).translation.text for one in texts] == [
        "ดี ๆ, สวย!",
        "ดี ๆ ,สวย!",
    ]
    assert window.messages.isVisible()
    assert steps.recent(store.read(), 1)[0].label == "Fix 3 findings"
    window.session.undo()
    settle(rest)
    assert translations.pair(store.read(), texts[1]).translation.text == TEXT


def test_cancel_fixes_nothing(
    dock: ChecksDock, window: MainWindow, texts: list[int], rest: Rest
) -> None:
    choose(dock, "space_at_marks", rest)
    rest()
    dock.details.fix_all.click()
    settle(rest)
    dialog_of(FixesDialog).reject()
    settle(rest)
    store = window.session.store
    assert translations.pair(store.read(), texts[0]).translation.text == TEXT


@pytest.mark.parametrize(("deed", "left"), [("one", 2), ("all", 0)])
def test_what_may_pass_needs_a_reason_and_goes(
    dock: ChecksDock, window: MainWindow, rest: Rest, deed: str, left: int
) -> None:
    choose(dock, "space_at_marks", rest)
    rest()
    {"one": dock.details.overrule.click, "all": dock.details.overrule_all.trigger}[deed]()
    rest()
    asked = dialog_of(ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    assert not asked.go.isEnabled()
    asked.text.setPlainText("the brand writes so")
    asked.go.click()
    settle(rest)
    dock._load()
    settle(rest)
    assert dict(groups(dock)).get("space_at_marks", 0) == left
    assert dict(groups(dock))["claim:best"] == 1
    reader = window.session.store.read()
    assert reader.value("SELECT count(*) FROM overrule") == 3 - left
    window.session.undo()
    settle(rest)
    assert reader.value("SELECT count(*) FROM overrule") == 0


@popups
def test_a_rule_is_weighed_for_this_launch(
    dock: ChecksDock, window: MainWindow, rest: Rest
) -> None:
    choose(dock, "space_at_marks", rest)
    rest()
    dock.details.more.click()
    words = {one.text(): one for one in dock.details.weights.actions()}
    assert words["As the rule has it"].isChecked()
    dock.details.menu.close()
    words["not shown"].trigger()
    settle(rest)
    launch = window.session.launch
    assert launch is not None
    chosen = severities.of_launch(window.session.store.read(), launch.id)
    assert chosen["space_at_marks"].weight == OFF


@popups
def test_what_stops_an_export_counts_for_less_only_with_a_reason(
    dock: ChecksDock, window: MainWindow, rest: Rest
) -> None:
    choose(dock, "claim:best", rest)
    rest()
    dock.details.severity_wanted.emit(Severity.WARNING)
    rest()
    asked = dialog_of(ReasonDialog)
    launch = window.session.launch
    assert launch is not None
    assert not severities.of_launch(window.session.store.read(), launch.id)
    asked.reject()
    dock.details.severity_wanted.emit(OFF)
    settle(rest)
    assert not severities.of_launch(window.session.store.read(), launch.id)


def test_only_what_the_screen_shows(
    dock: ChecksDock, window: MainWindow, texts: list[int], rest: Rest, qtbot: QtBot
) -> None:
    del texts
    dock.filters.scope.setCurrentIndex(list(SCOPES).index(Scope.PRODUCT))
    window.show_pane("catalog")
    settle(rest)
    catalog = window.panes["catalog"]
    assert isinstance(catalog, CatalogPane)
    catalog._go_to(catalog.model.line_of(2))
    qtbot.waitUntil(lambda: dict(groups(dock)) == {"claim:best": 1, "space_at_marks": 3})
    catalog._go_to(catalog.model.line_of(1))
    qtbot.waitUntil(lambda: not groups(dock))
    dock.filters.scope.setCurrentIndex(list(SCOPES).index(Scope.TARGET))
    window.show_pane("review")
    desk = window.panes["review"]
    assert isinstance(desk, ReviewPane)
    settle(rest)
    desk.side.choose(GERMAN, None)
    desk._load_queue()
    qtbot.waitUntil(lambda: not groups(dock))


def test_it_opens_again_as_it_was_left(dock: ChecksDock, window: MainWindow, rest: Rest) -> None:
    window.split.setSizes([400, 333])
    rest()
    height = dock.height()
    window.toggle_checks()
    assert window.session.settings.checks_height == height
    window.toggle_checks()
    assert window.checks is dock
    assert dock.isVisible()


def test_every_part_has_a_name_and_a_key(dock: ChecksDock, window: MainWindow) -> None:
    del window
    for part in (dock.group_list, dock.list, dock.filters.scope, dock.filters.shut):
        assert part.accessibleName()
    for made in dock.filters.kinds.values():
        assert any(letter.isalpha() for letter in made.accessibleName())
    assert dock.findings.index(0, 0).data().startswith("must be mended: “สวย”")
