"""Qt's own words (context menus, file dialogs) in the program's language."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from localizer.i18n import N_, _

#: Catalogs Qt ships, by our language.
SHIPPED: Final = {"zh_Hans": "zh_CN", "zh_Hant": "zh_TW"}
#: Qt's words a person meets in our window, by what Qt calls them.
WORDS: Final = {
    "OK": N_("OK"),
    "&OK": N_("OK"),
    "Cancel": N_("Cancel"),
    "&Cancel": N_("Cancel"),
    "&Yes": N_("Yes"),
    "&No": N_("No"),
    "&Open": N_("Open"),
    "&Save": N_("Save"),
    "Close": N_("Close"),
    "&Undo": N_("Undo"),
    "&Redo": N_("Redo"),
    "Cu&t": N_("Cut"),
    "&Copy": N_("Copy"),
    "&Paste": N_("Paste"),
    "Delete": N_("Delete"),
    "Select All": N_("Select all"),
    "Look in:": N_("Look in:"),
    "File &name:": N_("File name:"),
    "Files of type:": N_("Files of type:"),
}
_NAME: Final = "localizerQtWords"


class OwnWords(QTranslator):
    """Answers for Qt from our catalog."""

    def translate(
        self,
        context: str,
        source: str | bytes,
        disambiguation: str | bytes | None = None,
        n: int = -1,
    ) -> str:
        """Return our word, else Qt's own: an empty one would be shown as it is."""
        del context, disambiguation, n
        text = source.decode() if isinstance(source, bytes) else source
        ours = WORDS.get(text)
        return _(ours) if ours else text

    def isEmpty(self) -> bool:
        """Tell Qt that there are words."""
        return False


def install_translator(application: QCoreApplication, language: str) -> None:
    """Let Qt speak ``language`` instead of what it spoke before."""
    old = application.findChild(QTranslator, _NAME)
    if old is not None:
        application.removeTranslator(old)
        old.setParent(None)
        old.deleteLater()
    if language == "en":
        return
    made: QTranslator
    if language in SHIPPED:
        made = QTranslator(application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        made.load(f"qtbase_{SHIPPED[language]}", folder)
    else:
        made = OwnWords(application)
    made.setObjectName(_NAME)
    application.installTranslator(made)
