"""The bundled fonts: registered with Qt, one chain of families per language.

The chain decides which forms Chinese characters take: the same code point is drawn differently in
Beijing and in Taipei, and Qt does not look at the text's language. Hence a view that shows text
of one language takes its font from `app_font`, and the window as a whole takes that of the
program's own language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase

from localizer.errors import EnvironmentProblem
from localizer.i18n import _, closest_language
from localizer.paths import resource
from localizer.ui.look.tokens import BODY, MONO, scaled

if TYPE_CHECKING:
    from pathlib import Path

#: Files in ``resources/fonts``, all of which the window needs.
FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansThai-SemiBold.ttf",
    "NotoSansMono-Regular.ttf",
    "LocalizerSymbols-Regular.ttf",
    "NotoSansCJKsc-Regular.ttf",
    "NotoSansCJKsc-Bold.ttf",
    "NotoSansCJKtc-Regular.ttf",
    "NotoSansCJKtc-Bold.ttf",
)
LATIN, THAI, SYMBOLS = "Noto Sans", "Noto Sans Thai", "Localizer Symbols"
FIXED = "Noto Sans Mono"
SIMPLIFIED, TRADITIONAL = "Noto Sans CJK SC", "Noto Sans CJK TC"
#: For readers it helps; registered when it is first asked for.
DYSLEXIC_FILE, DYSLEXIC = "OpenDyslexic-Regular.otf", "OpenDyslexic"
#: Dynamic properties of the application object: the fonts are registered.
_REGISTERED = "localizerFontsRegistered"
_DYSLEXIC_REGISTERED = "localizerDyslexicRegistered"


def install_fonts() -> str:
    """Register the bundled fonts with Qt and return the first family, `LATIN`.

    Needs the application object; calling it again does nothing. Raises `EnvironmentProblem` where
    a file is missing or Qt cannot read it.
    """
    application = QCoreApplication.instance()
    if application is None:
        raise RuntimeError("install_fonts() before the application object")
    if not application.property(_REGISTERED):
        for name in FILES:
            _register(resource("fonts", name))
        application.setProperty(_REGISTERED, True)
    return LATIN


def families(language: str) -> tuple[str, ...]:
    """Return the chain of families for text in ``language`` (POSIX or BCP 47), best first."""
    both = (SIMPLIFIED, TRADITIONAL)
    han = both[::-1] if _is_traditional(language) else both
    return (LATIN, SYMBOLS, THAI, *han)


def app_font(language: str, *, pixels: int = BODY, scale: float = 1.0) -> QFont:
    """Return the font for text in ``language``, ``pixels`` high at 100 %."""
    return _font(language, families(language), pixels, scale)


def mono_font(language: str, *, pixels: int = MONO, scale: float = 1.0) -> QFont:
    """Return the font for codes and file names; what it lacks comes from ``language``'s chain."""
    return _font(language, (FIXED, *families(language)), pixels, scale)


def reading_font(language: str, *, pixels: int, dyslexic: bool = False) -> QFont:
    """Return the font a host reads from; ``dyslexic`` takes OpenDyslexic for Latin letters.

    Needs the application object. Raises `EnvironmentProblem` where that file is missing.
    """
    if not dyslexic:
        return app_font(language, pixels=pixels)
    application = QCoreApplication.instance()
    if application is None:
        raise RuntimeError("reading_font() before the application object")
    if not application.property(_DYSLEXIC_REGISTERED):
        _register(resource("fonts", DYSLEXIC_FILE))
        application.setProperty(_DYSLEXIC_REGISTERED, True)
    return _font(language, (DYSLEXIC, *families(language)), pixels, 1.0)


def _font(language: str, chain: tuple[str, ...], pixels: int, scale: float) -> QFont:
    font = QFont(list(chain))
    font.setPixelSize(scaled(pixels, scale))
    if _is_traditional(language):
        # Qt 6 keeps one engine per first family, size and hint, with the rest of the chain of
        # whoever asked first; the hint keeps the two orders of Chinese families apart.
        font.setStyleHint(QFont.StyleHint.SansSerif)
    return font


def _is_traditional(language: str) -> bool:
    return closest_language(language) == "zh_Hant"


def _register(path: Path) -> None:
    if not path.is_file():
        raise EnvironmentProblem(
            _("The font file {name} is missing. Install Localizer again.").format(name=path.name)
        )
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise EnvironmentProblem(
            _("The font file {name} cannot be read. Install Localizer again.").format(
                name=path.name
            )
        )
