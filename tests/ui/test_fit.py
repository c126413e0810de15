"""Every screen in every language: no text is cut, nothing speaks English to who reads another language."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)

from localizer.catalog.versions import SourceChange
from localizer.i18n import LANGUAGES
from localizer.ui.actions.session import Session
from localizer.ui.dialogs.assign import AssignDialog
from localizer.ui.dialogs.keys_sheet import KeysSheet
from localizer.ui.dialogs.meaning import MeaningDialog
from localizer.ui.dialogs.privacy import PrivacyDialog
from localizer.ui.main_window import MainWindow
from tests.ui import pseudo

Rest = Callable[[], None]
PANES = (
    *("start", "board", "catalog", "review", "prices", "scripts"),
    *("show", "terms", "memory", "engines", "people", "export"),
)
SIZES = ((1366, 820), (1080, 620))
#: A layout that is still due comes within so many seconds.
LAYOUT_S = 1.5


@pytest.fixture(params=["en_XA", *LANGUAGES])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak each language of the program, and the one that nobody speaks."""
    with pseudo.spoken(str(request.param)):
        yield str(request.param)


def _cut(shown: QWidget, rest: Rest) -> list[str]:
    """Return what is cut once all is laid out; what follows piece by piece gets its time."""
    rest()
    end = time.monotonic() + LAYOUT_S
    while (found := pseudo.cut(shown)) and time.monotonic() < end:
        QTest.qWait(20)
        rest()
    return found


def _shown(session: Session, size: tuple[int, int]) -> MainWindow:
    window = MainWindow(session)
    window.resize(*size)
    window.show()
    return window


def _closed(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(
    ("language", "size"),
    [("en_XA", SIZES[0]), ("id", SIZES[0]), *((one, SIZES[1]) for one in ("en_XA", *LANGUAGES))],
    indirect=["language"],
    ids=str,
)
def test_no_text_is_cut(session: Session, rest: Rest, language: str, size: tuple[int, int]) -> None:
    window = _shown(session, size)
    try:
        assert (window.width(), window.height()) == size
        for code in PANES:
            window.show_pane(code)
            assert _cut(window, rest) == [], (language, code)
    finally:
        _closed(window)


def test_no_text_of_a_dialog_is_cut(session: Session, rest: Rest, language: str) -> None:
    window = _shown(session, SIZES[0])
    change = SourceChange("纯棉连衣裙", "纯棉连衣裙 带口袋", (1, 2), ("th-TH", "de-DE"))
    dialogs: list[QWidget] = [
        MeaningDialog([change], "zh-Hans", window),
        AssignDialog(("Mei", "Nok"), "Nok", 524, window),
        KeysSheet(session.commands, lambda _command: True, window),
        PrivacyDialog((), window),
    ]
    try:
        for one in dialogs:
            one.show()
            assert _cut(one, rest) == [], (language, type(one).__name__)
            one.close()
    finally:
        _closed(window)


#: What stays as it is in every language: names of targets, of people, of products, of files and of keys.
_DATA = re.compile(
    r"[A-Z]{2}/\w+|DR-1\S*|CU-2|EP-3|Sorvanne|OEKO-TEX|(Ctrl|Alt|Shift|Return|Enter|PgUp|PgDown)\S*"
    r"|tester|root|work|Localizer|English|Bahasa Indonesia|CSV|XLSX|JSON|HTML|PDF|MD|zh-Hans|/\S*"
    r"|(Mon|Tue|Wed|Thu|Fri|Sat|Sun)|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|CN¥|EUR|THB|CNY"
    r"|Thai|German|Chinese|untranslated"  # by CLDR, and a rule's code
    r"|du · euch|Sie · Ihnen|<[^>]*>|\d+ · [\w &>]+"
)
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
#: The engines' own names.
_NAMES = frozenset(
    [
        "Google",
        "DeepL",
        "Microsoft",
        "Translator",
        "LibreTranslate",
        "MyMemory",
        "Baidu",
        "Papago",
        "Yandex",
    ]
)


def _texts(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    for one in root.findChildren(QWidget):
        if not one.isVisible():
            continue
        yield one, one.toolTip()
        yield one, one.accessibleName()
        if isinstance(one, QLabel | QAbstractButton):
            yield one, one.text()
        if isinstance(one, QLineEdit):
            yield one, one.placeholderText()
        if isinstance(one, QComboBox):
            yield from ((one, one.itemText(place)) for place in range(one.count()))
        if isinstance(one, QHeaderView) and one.model() is not None:
            for place in range(one.count()):
                yield one, str(one.model().headerData(place, one.orientation()) or "")


def _english(text: str) -> list[str]:
    """Return the words of ``text`` that were not asked for in the language spoken."""
    before = ""
    while before != text:
        before, text = text, _BRACKETS.sub("", text)
    words = re.findall(r"[A-Za-z][a-z']{2,}", _DATA.sub("", text))
    return [word for word in words if word not in _NAMES]


def test_every_word_goes_through_gettext(session: Session, rest: Rest) -> None:
    with pseudo.spoken("en_XA"):
        window = _shown(session, SIZES[0])
        try:
            found = set()
            for code in PANES:
                window.show_pane(code)
                _cut(window, rest)
                texts = _texts(window)
                found |= {(code, type(one).__name__, text) for one, text in texts if _english(text)}
            assert found == set()
        finally:
            _closed(window)


def test_the_finder_finds(qapp: QApplication) -> None:
    del qapp
    outer = QWidget()
    short = QLabel("A sentence that is longer than its label", outer)
    short.setGeometry(0, 0, 40, 20)
    field = QLineEdit(outer)
    field.setPlaceholderText("A placeholder that is longer than its field")
    field.setGeometry(0, 30, 60, 24)
    beyond = QLabel("x", outer)
    beyond.setGeometry(190, 60, 60, 60)  # high enough in whatever style a test before left
    outer.resize(200, 130)
    outer.show()
    said = " ".join(pseudo.cut(outer))
    assert "needs" in said
    assert "placeholder" in said
    assert "sticks out" in said
    assert _english("[ţĥé ŕáţé··] of [1 ƥŕíćé]; the DR-1-S")
    assert not _english("[ţĥé ŕáţé··] DR-1-S · TH/shopee")
    assert isinstance(outer, QObject)
    outer.close()
