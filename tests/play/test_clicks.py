"""The clean case and the update after it, through the real window: how many clicks they take.

Ten products, three markets: at most twelve clicks and a key for each flagged text; four clicks when the file
comes again with changes (user research, section 4.4, November 2026).
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from localizer.catalog import memory, queue
from localizer.model.segment import MemoryUnit, State
from localizer.store.database import create
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.column_map import MappingDialog
from localizer.ui.dialogs.import_changes import ChangesDialog
from localizer.ui.dialogs.new_launch import LaunchDialog
from localizer.ui.panes.board import BoardPane
from localizer.ui.panes.export import ExportPane
from localizer.ui.panes.review import ReviewPane
from tests.play.conftest import Hand

DialogT = TypeVar("DialogT", bound=QDialog)
PaneT = TypeVar("PaneT", bound=QWidget)
MOST, MOST_AGAIN = 12, 4
CTRL = Qt.KeyboardModifier.ControlModifier
#: Ten products of facts the termbase knows: there is nothing an engine would be needed for.
GARMENTS = ("连衣裙", "T恤", "衬衫", "半身裙", "卫衣", "毛衣", "外套", "牛仔裤", "短裤", "风衣")
HEAD = ("SKU", "标题", "类目", "品牌", "材质", "颜色", "成本", "币种", "库存", "重量", "卖点")
#: What was translated last season, and what this season's file says instead of it.
LAST, NOW = "柔软亲肤，透气舒适，四季可穿", "柔软亲肤，透气舒适，三季可穿"
KNOWN = {
    "th-TH": "เนื้อผ้านุ่ม สบายผิว ระบายอากาศดี ใส่ได้ทุกฤดู",
    "vi-VN": "Vải mềm, thân thiện với da, thoáng mát, mặc được bốn mùa",
    "id-ID": "Lembut di kulit, adem dan nyaman, bisa dipakai sepanjang tahun",
}


def catalog(file: Path, cost: str = "42.50", material: str = "棉") -> Path:
    """Write the seller's file."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEAD)
        for place, garment in enumerate(GARMENTS):
            changed = place < 2
            writer.writerow(
                [
                    f"CL-{place}",
                    f"Sorvanne {garment} 女 春夏",
                    "女装",
                    "Sorvanne",
                    material if changed else "棉",
                    "米色",
                    cost if changed else "42.50",
                    "CNY",
                    "20",
                    "0.3kg",
                    NOW if place == 5 else "",
                ]
            )
    return file


@pytest.fixture
def history(session: Session, tmp_path: Path) -> None:
    """Open a workspace in which last season was translated."""
    store = create(tmp_path / "shop.localizer", person="Mei")
    with store.step("Last season") as step:
        units = (
            MemoryUnit(LAST, "zh-Hans", text, locale, "bullet") for locale, text in KNOWN.items()
        )
        memory.remember(step, list(units))
    session.attach(store=store)


def dialog(hand: Hand, kind: type[DialogT]) -> DialogT:
    """Return the dialog that is open."""
    (found,) = [one for one in hand.window.findChildren(kind) if one.isVisible()]
    return found


def pane(hand: Hand, code: str, kind: type[PaneT]) -> PaneT:
    """Return the pane in front."""
    assert hand.window.current == code
    found = hand.window.panes[code]
    assert isinstance(found, kind)
    return found


def step(hand: Hand, words: str) -> QPushButton:
    """Return the line of what to do next that says ``words``."""
    board = pane(hand, "board", BoardPane)
    lines = [one for one in board.next.findChildren(QPushButton) if words in one.accessibleName()]
    assert lines, [one.accessibleName() for one in board.next.findChildren(QPushButton)]
    return lines[0]


def open_texts(hand: Hand) -> int:
    """Return how many texts of the launch are not approved."""
    session = hand.window.session
    reader = session.store.read()
    counts = (queue.state_counts(reader, queue.QueueFilter(one)) for one in session.targets)
    return sum(
        number for one in counts for state, number in one.items() if state is not State.APPROVED
    )


def approve_by_keys(hand: Hand) -> None:
    """Approve one text after another until the program says that nothing is left."""
    waiting = open_texts(hand)
    for _text in range(waiting):
        assert hand.window.current == "review"
        desk = pane(hand, "review", ReviewPane)
        assert QApplication.focusWidget() is desk.target.editor
        hand.press(Qt.Key.Key_Return, CTRL)
    assert hand.keys == waiting, "a key for each flagged text"
    assert open_texts(hand) == 0


@pytest.mark.usefixtures("history")
def test_the_clean_case_takes_twelve_clicks_and_its_update_four(hand: Hand, tmp_path: Path) -> None:
    file = catalog(tmp_path / "spring.csv")
    hand.drop(file)
    hand.click(dialog(hand, MappingDialog).go)
    hand.click(dialog(hand, LaunchDialog).go)
    session = hand.window.session
    assert len(session.products) == len(GARMENTS)
    assert len(session.targets) == 3
    hand.click(step(hand, "Nothing speaks against"))
    flagged = open_texts(hand)
    assert flagged, "the case has texts a person must look at"
    hand.click(step(hand, "to review"))
    approve_by_keys(hand)
    hand.click(pane(hand, "board", BoardPane).export)
    hand.click(pane(hand, "export", ExportPane).run)
    assert hand.clicks <= MOST, hand.done
    made = {one.name for one in (tmp_path / "shop-export").iterdir()}
    assert {"TH-shopee.listings.csv", "VN-tiktok.xlsx", "ID-shopee.json", "manifest.json"} <= made

    before = (tmp_path / "shop-export" / "TH-shopee.listings.csv").read_bytes()
    hand.clicks, hand.keys, hand.done = 0, 0, []
    hand.drop(catalog(file, cost="48.00", material="亚麻"))
    hand.click(dialog(hand, ChangesDialog).go)
    hand.click(step(hand, "to review"))
    approve_by_keys(hand)
    hand.click(step(hand, "Nothing speaks against"))
    hand.click(pane(hand, "board", BoardPane).export)
    assert hand.clicks <= MOST_AGAIN, hand.done
    assert (tmp_path / "shop-export" / "TH-shopee.listings.csv").read_bytes() != before
