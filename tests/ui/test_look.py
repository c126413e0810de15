"""The look: contrast, the sheet, bundled fonts without any others, icons, light and dark."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QIcon, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSpinBox, QWidget

from localizer.errors import EnvironmentProblem
from localizer.paths import resource
from localizer.ui.look import fonts, icons
from localizer.ui.look.style_sheet import inset, palette_name, restyle, style_sheet
from localizer.ui.look.theme import MAX_SCALE, MIN_SCALE, Scheme, Theme, qt_palette
from localizer.ui.look.tokens import DARK, LIGHT, MARK_PAIRS, TEXT_PAIRS, Palette, contrast, scaled
from tests.support.children import search_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=palette_name)
#: Texts a user meets, and the language whose chain they are shown in.
SPECIMENS = (
    ("Räder Straße Größe naïve “quotes” – … 1234567890", "de"),
    ("น้ำ ที่ กี่ ผู้ ปั๊ม ญู ฎุ ฤๅ กรุงเทพฯ ฿299", "th"),
    ("Tiếng Việt có dấu: ặ ễ ộ ữ Ắ Ỡ Đường ₫1.299.000", "vi"),
    ("简体: 连衣裙「带口袋」，100％纯棉。镕喆堃𬭎", "zh_Hans"),
    ("繁體: 連身裙「有口袋」，純棉。堃喆峯", "zh_Hant"),
    ("€ ₫ ฿ ₱ £ $ → ← ↑ ↓ ↔ ✓ ✗ ✕ ⚠ ● ○ ◐ ■ □ ▲ ▼ ▶ ▸ ★ ⏱ ⏸ ⇧ ⌘ ⏎ ⌫ ⋮ ≠ ≤ ≥ − ×", "en"),
)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """A light theme; the application is left without a sheet afterwards."""
    made = Theme(qapp, scheme=Scheme.LIGHT)
    yield made
    qapp.styleHints().colorSchemeChanged.disconnect(made._follow)
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Unknown)
    qapp.setStyleSheet("")
    made.deleteLater()


def missing(text: str, font: QFont) -> set[str]:
    """Return the characters that ``font`` and its chain draw as a box."""
    lacking = set()
    for char in set(text) - {" "}:
        layout = QTextLayout(char, font)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        if any(0 in run.glyphIndexes() for run in layout.glyphRuns()):
            lacking.add(char)
    return lacking


def drawn_by(text: str, font: QFont) -> set[str]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return {run.rawFont().familyName() for run in layout.glyphRuns()}


# tokens


@PALETTES
def test_every_colour_is_six_hex_digits(palette: Palette) -> None:
    colours = [value for value in asdict(palette).values() if isinstance(value, str)]
    assert colours
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in colours)


@PALETTES
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS, ids="-on-".join)
def test_text_has_the_contrast_of_aa(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@PALETTES
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS, ids="-on-".join)
def test_marks_have_the_contrast_of_aa(palette: Palette, mark: str, ground: str) -> None:
    assert contrast(getattr(palette, mark), getattr(palette, ground)) >= 3


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#000000", 21.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_ratio(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_scaled_is_never_nothing() -> None:
    assert [scaled(1, 0.4), scaled(14, 1.0), scaled(14, 1.25)] == [1, 14, 18]


# the sheet


@PALETTES
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_sheet_leaves_no_name_unreplaced(palette: Palette, scale: float) -> None:
    sheet = style_sheet(palette, scale)
    assert "@" not in sheet
    assert sheet.count("{") == sheet.count("}")
    assert palette.accent in sheet


def test_sheet_scales_letters_and_lengths() -> None:
    sheet = style_sheet(LIGHT, 2.0)
    assert "font-size: 34px" in sheet
    assert "padding: 12px 28px" in sheet


def test_sheet_names_only_colours_of_its_palette() -> None:
    known = set(asdict(DARK).values())
    assert set(re.findall(r"#[0-9A-F]{6}\b", style_sheet(DARK))) <= known


@PALETTES
def test_pictures_in_the_sheet_exist_and_have_its_colours(palette: Palette) -> None:
    paths = set(re.findall(r'url\("([^"]+)"\)', style_sheet(palette)))
    assert len(paths) == 5
    for path in paths:
        drawing = resource("icons", "controls", palette_name(palette), path.rsplit("/", 1)[1])
        assert drawing.as_posix() == path
        text = drawing.read_text(encoding="utf-8")
        assert set(re.findall(r"#\w{6}", text)) <= {palette.muted, palette.accent_ink}


def test_a_changed_role_shows_after_restyle(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("3 to review")
    qtbot.addWidget(label)
    label.setProperty("role", "ok")
    restyle(label)
    first = label.palette().color(QPalette.ColorRole.WindowText).name().upper()
    label.setProperty("role", "block")
    restyle(label)
    second = label.palette().color(QPalette.ColorRole.WindowText).name().upper()
    assert (first, second) == (theme.palette.ok, theme.palette.block)


def test_number_stands_off_the_edge_of_its_field(theme: Theme, qtbot: QtBot) -> None:
    field = QSpinBox()
    qtbot.addWidget(field)
    field.setValue(11)
    field.resize(120, 36)
    inset(field)
    field.show()
    image = field.grab().toImage()
    ground = QColor(theme.palette.surface)
    inside = [image.pixelColor(x, y) for x in range(2, 7) for y in range(8, 28)]
    assert inside == [ground] * len(inside)


def test_focus_ring_is_painted(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Approve", window)
    button.resize(120, 36)
    window.show()
    qtbot.waitExposed(window)
    before = button.grab().toImage().pixelColor(60, 1)
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    after = button.grab().toImage().pixelColor(60, 1)
    assert before != after
    assert after == QColor(theme.palette.accent)


def test_ring_does_not_move_the_text(theme: Theme, qtbot: QtBot) -> None:
    sheet = style_sheet(theme.palette)
    assert re.search(r"QPushButton:focus { border: 2px .*; padding: 5px 13px; }", sheet)
    assert re.search(r"border: 1px solid [^;]+; border-radius: 6px; padding: 6px 14px;", sheet)
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Approve", window)
    window.show()
    size = button.sizeHint()
    button.setFocus()
    assert button.sizeHint() == size


# fonts


@pytest.mark.parametrize(("text", "language"), SPECIMENS, ids=lambda value: value[:7])
@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.DemiBold], ids=str)
@pytest.mark.usefixtures("theme")
def test_nothing_is_drawn_as_a_box(text: str, language: str, weight: QFont.Weight) -> None:
    font = fonts.app_font(language)
    font.setWeight(weight)
    assert missing(text, font) == set()


#: Qt keeps fonts for a whole process, so what other tests asked for first would decide these.
FRESH = pytest.mark.skipif(
    "LOCALIZER_FRESH" not in os.environ, reason="run in a process of its own"
)


@pytest.mark.skipif("LOCALIZER_FRESH" in os.environ, reason="this is that process")
def test_the_forms_of_chinese_hold_in_a_fresh_process() -> None:
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:randomly",
            "-p",
            "no:cacheprovider",
            __file__,
            "-k",
            "form_of_chinese or both_forms",
        ],
        env={**os.environ, "LOCALIZER_FRESH": "1"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    assert "9 passed" in result.stdout


@pytest.mark.parametrize(
    ("language", "family"),
    [
        ("en", fonts.SIMPLIFIED),
        ("th", fonts.SIMPLIFIED),
        ("zh_Hans", fonts.SIMPLIFIED),
        ("zh-Hans-CN", fonts.SIMPLIFIED),
        ("zh_Hant", fonts.TRADITIONAL),
        ("zh-Hant-TW", fonts.TRADITIONAL),
        ("zh_TW", fonts.TRADITIONAL),
    ],
)
@FRESH
@pytest.mark.usefixtures("theme")
def test_language_decides_the_form_of_chinese(language: str, family: str) -> None:
    assert drawn_by("骨直", fonts.app_font(language)) == {family}


@FRESH
@pytest.mark.usefixtures("theme")
def test_both_forms_of_chinese_stand_side_by_side() -> None:
    for size in (14, 31):  # 31: a size no other test asks for
        for language, family in (("en", "SC"), ("zh_Hant", "TC"), ("zh_Hans", "SC")):
            font = fonts.app_font(language, pixels=size)
            assert drawn_by("骨直", font) == {f"Noto Sans CJK {family}"}
            mono = fonts.mono_font(language, pixels=size)
            assert drawn_by("骨直", mono) == {f"Noto Sans CJK {family}"}


@FRESH
def test_the_sheet_keeps_the_form_of_chinese(theme: Theme, qtbot: QtBot) -> None:
    assert theme.palette is LIGHT
    found = []
    for language in ("zh_Hans", "zh_Hant"):
        label = QLabel("骨直")
        qtbot.addWidget(label)
        label.setProperty("role", "title")
        label.setFont(fonts.app_font(language))
        label.ensurePolished()
        assert label.font().pixelSize() == 17
        found.append(drawn_by(label.text(), label.font()))
    assert found == [{fonts.SIMPLIFIED}, {fonts.TRADITIONAL}]


@pytest.mark.usefixtures("theme")
def test_semi_bold_is_a_weight_and_not_a_family() -> None:
    assert {600} <= {
        QFontDatabase.weight(fonts.LATIN, style) for style in QFontDatabase.styles(fonts.LATIN)
    }
    assert not [name for name in QFontDatabase.families() if name.startswith("Noto Sans Semi")]


@pytest.mark.usefixtures("theme")
def test_chinese_and_marks_do_not_make_a_line_taller() -> None:
    heights = set()
    for family in (fonts.LATIN, fonts.SIMPLIFIED, fonts.TRADITIONAL, fonts.SYMBOLS):
        font = QFont(family)
        font.setPixelSize(100)
        heights.add(QFontMetrics(font).height())
    assert max(heights) - min(heights) <= 1


@pytest.mark.usefixtures("theme")
def test_mono_letters_are_equally_wide() -> None:
    metrics = QFontMetrics(fonts.mono_font("en"))
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("MMMM")


def test_font_grows_with_scale() -> None:
    assert fonts.app_font("vi", scale=2.0).pixelSize() == 28
    assert fonts.app_font("vi", pixels=16, scale=1.5).pixelSize() == 24


def test_fonts_are_registered_once(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    def again(path: str) -> int:
        raise AssertionError(path)

    assert theme.scale == 1.0
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", again)
    assert fonts.install_fonts() == "Noto Sans"


@pytest.mark.parametrize("content", [None, b"no font"], ids=["missing", "broken"])
def test_unusable_font_file_is_the_worlds_failure(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / fonts.FILES[0]).write_bytes(content)
    monkeypatch.setattr(fonts, "resource", lambda *parts: tmp_path / parts[-1])
    qapp.setProperty(fonts._REGISTERED, None)
    with pytest.raises(EnvironmentProblem, match=re.escape(fonts.FILES[0])):
        fonts.install_fonts()
    assert not qapp.property(fonts._REGISTERED)


def test_fonts_need_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QCoreApplication, "instance", lambda: None)
    with pytest.raises(RuntimeError):
        fonts.install_fonts()


def test_font_folder_holds_what_is_named_and_stays_small() -> None:
    folder = resource("fonts")
    found = {path.name for path in folder.iterdir()}
    assert found == {
        *fonts.FILES,
        fonts.DYSLEXIC_FILE,
        "OFL-OpenDyslexic.txt",
        "OFL.txt",
        "README.md",
    }
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 24_000_000
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")


_BARE = """
import sys
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QTextLayout
application = QGuiApplication([])
generic = {"Monospace", "Sans Serif", "Serif"}
assert set(QFontDatabase.families()) <= generic, QFontDatabase.families()
from localizer.ui.look import fonts
fonts.install_fonts()
for line in sys.stdin.read().splitlines():
    language, text = line.split("|", 1)
    for weight in (400, 600):
        font = fonts.app_font(language)
        font.setWeight(QFont.Weight(weight))
        layout = QTextLayout(text, font)
        layout.beginLayout(); layout.createLine(); layout.endLayout()
        assert layout.glyphRuns()
        for run in layout.glyphRuns():
            assert 0 not in run.glyphIndexes(), (language, weight, run.rawFont().familyName())
"""


def test_bundled_fonts_suffice_on_a_machine_without_fonts(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text('<?xml version="1.0"?><fontconfig></fontconfig>', encoding="utf-8")
    root = str(resource().parent)
    done = subprocess.run(
        [sys.executable, "-c", _BARE],
        input="\n".join(f"{language}|{text}" for text, language in SPECIMENS),
        env={
            "QT_QPA_PLATFORM": "offscreen",
            "FONTCONFIG_FILE": str(config),
            "PYTHONPATH": search_path(root),
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


# icons


def test_icon_files_are_those_named() -> None:
    assert {path.stem for path in resource("icons").glob("*.svg")} == set(icons.NAMES)


@pytest.mark.parametrize("name", icons.NAMES)
def test_icon_is_drawn_in_its_colour(qapp: QApplication, name: str) -> None:
    assert qapp is not None
    picture = icons.pixmap(name, "#2457D6", side=24, ratio=2.0)
    image = picture.toImage()
    inked = [
        colour
        for x in range(48)
        for y in range(48)
        if (colour := image.pixelColor(x, y)).alpha() == 255
    ]
    assert (picture.width(), picture.devicePixelRatio()) == (48, 2.0)
    assert inked
    # where strokes cross, blending twice rounds by one
    for channel, wanted in ((QColor.red, 0x24), (QColor.green, 0x57), (QColor.blue, 0xD6)):
        assert {abs(channel(colour) - wanted) for colour in inked} <= {0, 1}


def test_icon_changes_colour_when_its_button_is_checked(qapp: QApplication) -> None:
    assert qapp is not None
    made = icons.icon("review", "#000000", on="#FF0000", disabled="#00FF00")
    colours = []
    for mode, state in (
        (QIcon.Mode.Normal, QIcon.State.Off),
        (QIcon.Mode.Normal, QIcon.State.On),
        (QIcon.Mode.Disabled, QIcon.State.Off),
    ):
        image = made.pixmap(20, 20, mode, state).toImage()
        everything = [image.pixelColor(x, y) for x in range(20) for y in range(20)]
        colours.append(max(everything, key=QColor.alpha).name())
    assert colours == ["#000000", "#ff0000", "#00ff00"]


def test_unknown_icon_is_a_bug(qapp: QApplication) -> None:
    assert qapp is not None
    with pytest.raises(KeyError):
        icons.icon("../secret", "#000000")


@pytest.mark.parametrize("content", [None, "<svg"], ids=["missing", "broken"])
def test_unusable_icon_file_is_the_worlds_failure(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: str | None,
) -> None:
    assert qapp is not None
    if content is not None:
        (tmp_path / "undo.svg").write_text(content, encoding="utf-8")
    monkeypatch.setattr(icons, "resource", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(EnvironmentProblem, match="undo"):
        icons.pixmap("undo", "#000000")


# the theme


def test_theme_sets_palette_font_and_sheet(theme: Theme, qapp: QApplication) -> None:
    assert theme.palette is LIGHT
    assert qapp.styleSheet() == style_sheet(LIGHT)
    assert qapp.font().families()[0] == "Noto Sans"
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(LIGHT.surface)


def test_forced_scheme_tells_who_listens(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed) as told:
        theme.set_scheme(Scheme.DARK)
    assert told.args == [DARK]
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.ground)
    theme.set_scheme(Scheme.LIGHT)
    assert theme.palette is LIGHT


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Qt.ColorScheme.Dark, DARK),
        (Qt.ColorScheme.Light, LIGHT),
        (Qt.ColorScheme.Unknown, LIGHT),
    ],
)
def test_system_scheme_is_followed(
    theme: Theme, monkeypatch: pytest.MonkeyPatch, shown: Qt.ColorScheme, expected: Palette
) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
            return shown

        def setColorScheme(self, scheme: Qt.ColorScheme) -> None:  # noqa: N802 - Qt's name
            assert scheme is Qt.ColorScheme.Unknown

    monkeypatch.setattr(QApplication, "styleHints", lambda _self: Hints())
    theme.set_scheme(Scheme.SYSTEM)
    assert theme.palette is expected
    monkeypatch.undo()


def test_forced_scheme_ignores_the_system(theme: Theme) -> None:
    theme.set_scheme(Scheme.DARK)
    theme._follow()
    assert theme.palette is DARK


@pytest.mark.parametrize(
    ("wanted", "got"), [(1.5, 1.5), (9.0, MAX_SCALE), (0.1, MIN_SCALE), (2.0, 2.0)]
)
def test_scale_is_held_in_bounds(
    theme: Theme, qapp: QApplication, wanted: float, got: float
) -> None:
    theme.set_scale(wanted)
    assert theme.scale == got
    assert qapp.font().pixelSize() == scaled(14, got)


def test_language_changes_the_chain(theme: Theme, qapp: QApplication) -> None:
    theme.set_language("zh_Hant")
    assert tuple(qapp.font().families()) == fonts.families("zh_Hant")


@PALETTES
def test_disabled_text_is_faint(palette: Palette) -> None:
    made = qt_palette(palette)
    role, group = QPalette.ColorRole.Text, QPalette.ColorGroup
    assert made.color(group.Disabled, role) == QColor(palette.faint)
    assert made.color(group.Active, role) == QColor(palette.text)
