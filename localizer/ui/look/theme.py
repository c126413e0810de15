"""The look applied to the application: scheme, palette, style sheet and font as one thing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette

from localizer.ui.look.fonts import app_font, install_fonts
from localizer.ui.look.style_sheet import style_sheet
from localizer.ui.look.tokens import DARK, LIGHT, Palette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class Scheme(StrEnum):
    """Which colours the user wants; the values are stored in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_QT_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}
#: The scale of letters and lengths the window is laid out for.
MIN_SCALE, MAX_SCALE = 0.8, 2.0


class Theme(QObject):
    """Keeps the application in one look and follows the system's light and dark.

    ``changed`` carries the new `Palette`: who paints by hand or holds icons repaints then.
    """

    changed = Signal(object)

    def __init__(
        self,
        application: QApplication,
        *,
        language: str = "en",
        scheme: Scheme = Scheme.SYSTEM,
        scale: float = 1.0,
    ) -> None:
        """Register the fonts and apply the look; raise `EnvironmentProblem` without them."""
        super().__init__(application)
        install_fonts()
        self._application = application
        self._language = language
        self._scheme = scheme
        self._scale = _bounded(scale)
        application.setStyle("Fusion")
        self._tell_platform()
        self._palette = self._wanted()
        self._apply()
        application.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return self._palette

    @property
    def scheme(self) -> Scheme:
        """What the user asked for."""
        return self._scheme

    @property
    def scale(self) -> float:
        """The size of letters and lengths, 1.0 is 100 %."""
        return self._scale

    def set_scheme(self, scheme: Scheme) -> None:
        """Use ``scheme`` from now on."""
        self._scheme = scheme
        self._tell_platform()
        self._follow()

    def set_scale(self, scale: float) -> None:
        """Use letters and lengths of ``scale``, held between `MIN_SCALE` and `MAX_SCALE`."""
        wanted = _bounded(scale)
        if wanted != self._scale:
            self._scale = wanted
            self._apply()

    def set_language(self, language: str) -> None:
        """Use the font chain of ``language``, the program's own."""
        if language != self._language:
            self._language = language
            self._application.setFont(app_font(language, scale=self._scale))

    def _tell_platform(self) -> None:
        # native parts (title bar, file dialog) follow where the platform can
        self._application.styleHints().setColorScheme(_QT_SCHEMES[self._scheme])

    def _wanted(self) -> Palette:
        if self._scheme is not Scheme.SYSTEM:
            return DARK if self._scheme is Scheme.DARK else LIGHT
        dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted != self._palette:
            self._palette = wanted
            self._apply()

    def _apply(self) -> None:
        application = self._application
        application.setPalette(qt_palette(self._palette))
        application.setFont(app_font(self._language, scale=self._scale))
        application.setStyleSheet(style_sheet(self._palette, self._scale))
        self.changed.emit(self._palette)


def qt_palette(palette: Palette) -> QPalette:
    """Return Qt's palette for ``palette``: what the sheet does not reach, and what delegates read."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for target, colour in {
        role.Window: palette.ground,
        role.WindowText: palette.text,
        role.Base: palette.surface,
        role.AlternateBase: palette.ground,
        role.Text: palette.text,
        role.PlaceholderText: palette.muted,
        role.Button: palette.raised,
        role.ButtonText: palette.text,
        role.BrightText: palette.block,
        role.ToolTipBase: palette.raised,
        role.ToolTipText: palette.text,
        role.Highlight: palette.selection,
        role.HighlightedText: palette.text,
        role.Accent: palette.accent,
        role.Link: palette.accent,
        role.LinkVisited: palette.accent,
        role.Light: palette.raised,
        role.Midlight: palette.hover,
        role.Mid: palette.line,
        role.Dark: palette.edge,
        role.Shadow: palette.edge,
    }.items():
        made.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(group.Disabled, target, QColor(palette.faint))
    return made


def _bounded(scale: float) -> float:
    return min(max(scale, MIN_SCALE), MAX_SCALE)
