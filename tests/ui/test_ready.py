"""What would make a target ready is listed on the export pane and the board, and each entry leads there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.catalog import findings, translations
from localizer.catalog.findings import Place as Spot
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Target
from localizer.model.segment import State
from localizer.pipeline.readiness import ReadyKind
from localizer.store.database import Store
from localizer.ui.main_window import MainWindow
from localizer.ui.panes.board import BoardPane
from localizer.ui.panes.catalog import CatalogPane
from localizer.ui.panes.export import ExportPane
from localizer.ui.panes.review import ReviewPane

Rest = Callable[[], None]
popups = pytest.mark.qt_log_ignore(r"raise\(\)", "grabbing the keyboard", extend=True)
THAI = Target("TH", "shopee", "th-TH")


@pytest.fixture
def pane(window: MainWindow, rest: Rest) -> ExportPane:
    """Return the export pane in front."""
    window.show_pane("export")
    rest()
    found = window.panes["export"]
    assert isinstance(found, ExportPane)
    return found


def store_finding(store: Store, finding: Finding) -> int:
    """Store one finding of the bottle's first Thai text; return the text's id."""
    text = translations.pairs(store.read(), 2, "th-TH")[0].id
    place = Spot(Subject.TRANSLATION, text, 2, "TH", "shopee", "th-TH")
    with store.derive() as step:
        findings.replace_for_product(step, 2, [THAI], [(place, finding)])
    return text


def click(pane: ExportPane, kind: ReadyKind) -> None:
    """Click the entry of ``kind`` in the Thai list."""
    answer = next(one for one in pane.targets.answers if one.target == THAI)
    place = next(n for n, step in enumerate(answer.steps) if step.kind is kind)
    pane.targets.lists[THAI].buttons[place].click()


def test_the_list_opens_closes_and_stays_open_over_a_reload(pane: ExportPane, rest: Rest) -> None:
    shown = pane.targets.lists[THAI]
    answer = next(one for one in pane.targets.answers if one.target == THAI)
    assert len(shown.buttons) == len(answer.steps) > 1
    assert not shown.isVisible()
    pane.targets.toggle(THAI)
    assert shown.isVisible()
    assert shown.buttons[0].accessibleName()
    pane.reload()
    rest()
    assert pane.targets.lists[THAI] is not shown
    assert pane.targets.lists[THAI].isVisible()
    assert pane.targets.lists[THAI].parentWidget() is not None
    pane.targets.toggle(THAI)
    assert not pane.targets.lists[THAI].isVisible()


def test_an_entry_opens_the_desk_at_the_texts_it_is_about(
    pane: ExportPane, window: MainWindow, rest: Rest
) -> None:
    click(pane, ReadyKind.TRANSLATE)
    rest()
    desk = window.panes["review"]
    assert isinstance(desk, ReviewPane)
    assert window.current == "review"
    assert (desk.side.target, desk.side.states.currentData()) == (THAI, State.UNTRANSLATED)
    rows = [desk.side.model.row_at(line) for line in range(desk.side.model.rowCount())]
    assert rows
    assert {row.state for row in rows if row is not None} == {State.UNTRANSLATED}
    window.show_pane("board")
    board = window.panes["board"]
    rest()
    assert isinstance(board, BoardPane)
    board.table.opened.emit(board.model.index(0, 0))
    rest()
    assert desk.side.states.currentData() is None


def test_a_missing_fact_leads_to_the_products_card(
    pane: ExportPane, window: MainWindow, rest: Rest
) -> None:
    args = (("text", "ออร์แกนิก"), ("evidence", "certificate"))
    store_finding(
        window.session.store, Finding("claim:organic", Severity.EVIDENCE, "“{text}”", args)
    )
    pane.reload()
    rest()
    click(pane, ReadyKind.FILL_IN)
    rest()
    catalog = window.panes["catalog"]
    assert isinstance(catalog, CatalogPane)
    assert (window.current, catalog._product) == ("catalog", 2)


def test_a_finding_leads_to_its_text(pane: ExportPane, window: MainWindow, rest: Rest) -> None:
    finding = Finding("claim:best", Severity.BLOCK, "Never say so.")
    text = store_finding(window.session.store, finding)
    pane.reload()
    rest()
    answer = next(one for one in pane.targets.answers if one.target == THAI)
    step = next(one for one in answer.steps if one.finding and one.translation_id == text)
    pane.targets.lists[THAI].buttons[answer.steps.index(step)].click()
    rest()
    desk = window.panes["review"]
    assert isinstance(desk, ReviewPane)
    assert desk.pair is not None
    assert desk.pair.id == text


@popups
def test_the_head_of_a_target_on_the_board_lists_what_to_do(window: MainWindow, rest: Rest) -> None:
    window.show_pane("board")
    rest()
    board = window.panes["board"]
    assert isinstance(board, BoardPane)
    board.table.horizontalHeader().sectionClicked.emit(board.model.targets.index(THAI))
    rest()
    words = [action.text() for action in board.to_do.actions()]
    assert board.to_do.isVisible()
    board.to_do.close()
    assert words[0].startswith("1. ")
    (translate,) = [one for one in board.to_do.actions() if "Translate what is left" in one.text()]
    translate.trigger()
    rest()
    desk = window.panes["review"]
    assert isinstance(desk, ReviewPane)
    assert (window.current, desk.side.target) == ("review", THAI)
    assert desk.side.states.currentData() == State.UNTRANSLATED
