"""The style sheet of the window, built from a palette and a scale.

In the sheet below ``@name`` is a colour of the `Palette` or a length of `tokens`, and every ``px``
is a length at 100 %. Widgets say what they are by dynamic properties, never by colour:

* ``role`` of a QLabel: headline, title, section, muted, number, strike, mono, chip, and the states
  ok, warn, block, info;
* ``role`` of a QPushButton or QToolButton: primary, nav (with ``on`` or checked), ghost, danger;
* ``role`` of a QFrame: card, banner (with ``state``), divider; the object name ``card`` does too;
* ``role`` of a QPlainTextEdit or QTextEdit: edit (text under review), mono;
* ``invalid`` "true" on a field whose value cannot be used;
* the object name ``root`` on the widget that fills a window, ``side`` on the navigation.

After changing such a property call `restyle`. Spin boxes and date fields need `inset` once.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from localizer.paths import resource
from localizer.ui.look import tokens
from localizer.ui.look.fonts import FIXED, LATIN, SIMPLIFIED, SYMBOLS, THAI, TRADITIONAL

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractSpinBox, QWidget

    from localizer.ui.look.tokens import Palette

_SURFACES = """
QWidget { color: @text; }
QWidget:disabled { color: @faint; }
QMainWindow, QDialog, QMessageBox, QWidget#root { background: @ground; }
QWidget#side { background: transparent; }
QFrame#card, QFrame[role="card"] {
    background: @surface; border: 1px solid @line; border-radius: @radius;
}
QFrame[role="banner"] { background: @info_ground; border: none; border-radius: @radius; }
QFrame[role="banner"][state="ok"] { background: @ok_ground; }
QFrame[role="banner"][state="warn"] { background: @warn_ground; }
QFrame[role="banner"][state="block"] { background: @block_ground; }
QFrame[role="divider"] { background: @line; border: none; max-height: 1px; min-height: 1px; }
QScrollArea, QScrollArea > QWidget > QWidget#root { background: transparent; border: none; }
QStackedWidget { background: transparent; }
QGroupBox {
    background: @surface; border: 1px solid @line; border-radius: @radius;
    margin-top: 22px; padding: 12px;
}
QGroupBox::title {
    subcontrol-origin: margin; subcontrol-position: top left; padding: 0 2px; color: @muted;
}
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 8px; }
QSplitter::handle:vertical { height: 8px; }
QSplitter::handle:hover { background: @line; border-radius: 3px; }
"""

_LABELS = """
QLabel { background: transparent; }
QLabel[role="headline"] { font-size: @headline; font-weight: 600; }
QLabel[role="title"] { font-size: @title; font-weight: 600; }
QLabel[role="section"] { font-size: @small; font-weight: 600; color: @muted; }
QLabel[role="muted"] { font-size: @small; color: @muted; }
QLabel[role="number"] { font-size: @title; font-weight: 600; }
QLabel[role="strike"] { font-size: @small; color: @muted; text-decoration: line-through; }
QLabel[role="mono"] { font-family: @mono_chain; font-size: @mono; }
QLabel[role="chip"], QLabel[role="ok"], QLabel[role="warn"], QLabel[role="block"],
QLabel[role="info"] { font-size: @small; border-radius: @radius_small; padding: 2px 8px; }
QLabel[role="chip"] { background: @tint; color: @accent; padding: 1px 6px; }
QLabel[role="ok"] { background: @ok_ground; color: @ok; }
QLabel[role="warn"] { background: @warn_ground; color: @warn; }
QLabel[role="block"] { background: @block_ground; color: @block; }
QLabel[role="info"] { background: @info_ground; color: @info; }
QLabel[role="chip"]:disabled { background: @hover; color: @faint; }
"""

# The ring takes two pixels where the border took one, and the padding gives one back.
_BUTTONS = """
QPushButton, QToolButton {
    background: @raised; border: 1px solid @line; border-radius: @radius; padding: 6px 14px;
}
QToolButton { padding: 5px; }
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:pressed, QToolButton:pressed { background: @pressed; }
QPushButton:checked, QToolButton:checked { background: @tint; color: @accent; }
QPushButton:disabled, QToolButton:disabled { background: @ground; color: @faint; }
QPushButton:focus { border: 2px solid @accent; padding: 5px 13px; }
QToolButton:focus { border: 2px solid @accent; padding: 4px; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }

QPushButton[role="primary"], QPushButton[role="primary"]:default {
    background: @accent; color: @accent_ink; border: 1px solid @accent; font-weight: 600;
}
QPushButton[role="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[role="primary"]:pressed { background: @accent_pressed; }
/* A ring inside: outside it would be lost beside the ground, and a darker edge is hardly seen. */
QPushButton[role="primary"]:focus { border: 4px double @accent_ink; padding: 3px 11px; }
QPushButton[role="primary"]:disabled {
    background: @pressed; color: @faint; border: 1px solid @pressed;
}

QPushButton[role="ghost"], QToolButton[role="ghost"] {
    background: transparent; border: 1px solid transparent;
}
QPushButton[role="ghost"][small="true"] { padding: 6px; font-size: @small; }
QPushButton[role="ghost"]:hover, QToolButton[role="ghost"]:hover { background: @hover; }
QPushButton[role="ghost"]:pressed, QToolButton[role="ghost"]:pressed { background: @pressed; }
QPushButton[role="ghost"]:checked, QToolButton[role="ghost"]:checked { background: @tint; }
QPushButton[role="ghost"]:focus, QToolButton[role="ghost"]:focus { border: 2px solid @accent; }

QPushButton[role="danger"] { color: @block; }
QPushButton[role="danger"]:hover { background: @block_ground; border-color: @block_ground; }
QPushButton[role="danger"]:pressed { background: @block_hover; }
QPushButton[role="danger"]:focus { border: 2px solid @block; }
QPushButton[role="danger"]:disabled { color: @faint; }

QPushButton[role="nav"] {
    background: transparent; border: 1px solid transparent; text-align: left; padding: 7px 11px;
}
QPushButton[role="nav"]:hover { background: @pressed; }
QPushButton[role="nav"]:focus { border: 2px solid @accent; padding: 6px 10px; }
QPushButton[role="nav"][on="true"], QPushButton[role="nav"]:checked {
    background: @tint; color: @accent; font-weight: 600;
}
QPushButton[role="nav"][on="true"]:hover, QPushButton[role="nav"]:checked:hover {
    background: @tint_hover;
}
QPushButton[role="nav"]:disabled { background: transparent; color: @faint; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: @surface; border: 1px solid @edge; border-radius: @radius; padding: 5px 9px;
    selection-background-color: @selection; selection-color: @text;
    placeholder-text-color: @muted;
}
QPlainTextEdit, QTextEdit { padding: 7px; }
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: @muted; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid @accent; padding: 4px 8px;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @accent; padding: 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled { background: @ground; border-color: @line; color: @faint; }
QLineEdit:read-only, QPlainTextEdit:read-only, QTextEdit:read-only {
    background: @ground; border-color: @line;
}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QTextEdit[invalid="true"],
QComboBox[invalid="true"], QAbstractSpinBox[invalid="true"] { border-color: @block; }
QPlainTextEdit[role="edit"], QTextEdit[role="edit"] { font-size: @edit; }
QPlainTextEdit[role="mono"], QTextEdit[role="mono"], QLineEdit[role="mono"] {
    font-family: @mono_chain; font-size: @mono;
}
QComboBox { padding-right: 26px; }
QComboBox:focus { padding-right: 25px; }
QComboBox::drop-down, QDateTimeEdit::drop-down {
    subcontrol-origin: padding; subcontrol-position: center right; width: 24px; border: none;
}
QComboBox::down-arrow, QDateTimeEdit::down-arrow {
    image: url("@controls/down.svg"); width: 12px; height: 12px;
}
QComboBox QAbstractItemView {
    background: @raised; border: 1px solid @line; padding: 4px; outline: 0;
    selection-background-color: @tint; selection-color: @text;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; border-radius: 4px; }
QAbstractSpinBox { padding: 5px 22px 5px 3px; }
QAbstractSpinBox:focus { padding: 4px 21px 4px 2px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: padding; width: 20px; border: none; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url("@controls/up.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("@controls/down.svg"); width: 10px; height: 10px; }
"""

_CHOICES = """
QCheckBox, QRadioButton {
    background: transparent; spacing: 8px; border: 2px solid transparent;
    border-radius: @radius_small; padding: 2px;
}
QCheckBox:focus, QRadioButton:focus { border-color: @accent; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: 16px; height: 16px; background: @surface; border: 1px solid @edge;
}
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: @accent; border-color: @accent; image: url("@controls/check.svg");
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: @accent; border-color: @accent; image: url("@controls/partial.svg");
}
QRadioButton::indicator:checked {
    background: @accent; border-color: @accent; image: url("@controls/dot.svg");
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
    background: @pressed; border-color: @line;
}
QTabBar { background: transparent; border: none; }
QTabBar::tab {
    background: transparent; color: @muted; border: none; border-bottom: 2px solid transparent;
    padding: 8px 12px; margin-right: 4px;
}
QTabBar::tab:hover { color: @text; border-bottom-color: @line; }
QTabBar::tab:selected { color: @accent; border-bottom-color: @accent; }
QTabBar::tab:selected:focus { color: @accent_ink; background: @accent; }
QTabBar::tab:disabled { color: @faint; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QSlider::groove:horizontal { height: 4px; background: @line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal {
    width: 16px; height: 16px; margin: -6px 0px; border-radius: 8px;
    background: @accent; border: none;
}
QSlider::handle:horizontal:hover { background: @accent_hover; }
QSlider:focus { border: 2px solid @accent; border-radius: @radius_small; }
"""

_LISTS = """
QAbstractItemView {
    background: @surface; alternate-background-color: @ground; border: 1px solid @line;
    border-radius: @radius; outline: 0; gridline-color: @line;
    selection-background-color: @tint; selection-color: @text;
}
QAbstractItemView:focus { border-color: @accent; }
QListView::item, QTreeView::item { min-height: 28px; padding: 2px 8px; }
QTableView::item { padding: 2px 10px; border: none; border-bottom: 1px solid @line; }
QListView::item:hover, QTreeView::item:hover, QTableView::item:hover { background: @hover; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
    background: @tint; color: @text;
}
QTableView::item:focus { border: 2px solid @accent; padding: 1px 8px; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section {
    background: @surface; color: @muted; border: none; border-bottom: 1px solid @line;
    padding: 7px 10px; font-size: @small; font-weight: 600;
}
QHeaderView::section:hover { color: @text; background: @hover; }
QTableCornerButton::section { background: @surface; border: none; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; margin: 2px; }
QScrollBar:horizontal { height: 10px; margin: 2px; }
QScrollBar::handle { background: @line; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""

_AROUND = """
QProgressBar {
    background: @pressed; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
    color: transparent;
}
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QProgressBar[state="ok"]::chunk { background: @ok; }
QProgressBar[state="warn"]::chunk { background: @warn; }
QProgressBar[state="block"]::chunk { background: @block; }
QMenuBar { background: @ground; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: @radius_small; }
QMenuBar::item:selected { background: @pressed; }
QMenu { background: @raised; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 10px; border-radius: @radius_small; }
QMenu::item:selected { background: @tint; color: @text; }
QMenu::item:disabled { color: @faint; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QToolTip {
    background: @raised; color: @text; border: 1px solid @edge; padding: 4px 6px;
    font-size: @small;
}
QStatusBar { background: @ground; color: @muted; font-size: @small; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @muted; font-size: @small; padding: 0 6px; }
QMessageBox QLabel { min-width: 260px; }
"""

_LENGTHS = {
    "headline": tokens.HEADLINE,
    "title": tokens.TITLE,
    "edit": tokens.EDIT,
    "mono": tokens.MONO,
    "small": tokens.SMALL,
    "radius": tokens.RADIUS,
    "radius_small": tokens.RADIUS_SMALL,
}
_MONO_CHAIN = (FIXED, LATIN, SYMBOLS, THAI, SIMPLIFIED, TRADITIONAL)


def style_sheet(palette: Palette, scale: float = 1.0) -> str:
    """Return the sheet for ``palette``; ``scale`` enlarges letters and lengths (1.0 is 100 %)."""
    values = {name: str(value) for name, value in asdict(palette).items()}
    values |= {name: f"{length}px" for name, length in _LENGTHS.items()}
    values["mono_chain"] = ", ".join(f'"{family}"' for family in _MONO_CHAIN)
    values["controls"] = resource("icons", "controls", palette_name(palette)).as_posix()
    sheet = f"{_SURFACES}{_LABELS}{_BUTTONS}{_FIELDS}{_CHOICES}{_LISTS}{_AROUND}"
    # Lengths before the paths of the controls: a folder may well be called "16px".
    fixed = re.sub(r"@(?!controls)(\w+)", lambda found: values[found[1]], sheet)
    sized = re.sub(r"(\d+)px", lambda found: _pixels(int(found[1]), scale), fixed)
    return sized.replace("@controls", values["controls"])


def palette_name(palette: Palette) -> str:
    """Return ``light`` or ``dark``, as the folders of ready-coloured pictures are called."""
    return "dark" if palette.dark else "light"


def restyle(widget: QWidget) -> None:
    """Apply the sheet anew after a dynamic property of ``widget`` has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def inset(box: QAbstractSpinBox) -> None:
    """Move the text of a spin box or date field off its left edge.

    Qt places the editor inside at the very edge once the sheet styles the arrows.
    """
    box.lineEdit().setTextMargins(tokens.SPACE_2, 0, 0, 0)


def _pixels(length: int, scale: float) -> str:
    return f"{tokens.scaled(length, scale) if length else 0}px"
