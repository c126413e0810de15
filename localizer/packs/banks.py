"""The phrase banks of all locales, each read when it is first asked for, with the user's own additions."""

from __future__ import annotations

from pathlib import Path

from localizer.errors import PackError
from localizer.model.phrase import PhraseBank
from localizer.packs.phrases import bank_locales, load_bank, nearest_bank


class Banks:
    """Sixteen banks are 1.5 MB of text: nobody waits for those of markets that are not sold in.

    What is read is kept for as long as this lives. It may be asked from several threads: at worst a bank
    is read twice.
    """

    def __init__(self, root: Path | None = None, own: Path | None = None) -> None:
        """Serve the banks in ``root`` with what the user wrote in ``own``, a folder a locale as well.

        A faulty addition is left out, and `refused` says where the fault is.
        """
        self._root = root
        self._read: dict[str, PhraseBank] = {}
        self._voiced: dict[tuple[str, str], PhraseBank] = {}
        self.locales = bank_locales(root)
        self.refused: tuple[str, ...] = ()
        if own is not None:
            for locale in self.locales:
                if (own / locale).is_dir():
                    self._add(locale, own)

    def _add(self, locale: str, own: Path) -> None:
        try:
            self._read[locale] = load_bank(locale, self._root, own)
        except PackError as error:
            self.refused += (str(error),)

    def find(self, locale: str, voice: str = "") -> PhraseBank | None:
        """Return the bank that serves ``locale``, in a voice of it, else in its first one.

        ``None`` where no bank serves it. Raises `PackError` when a bank of the program is malformed.
        """
        name = nearest_bank(locale, self.locales)
        if name is None:
            return None
        bank = self._whole(name)
        chosen = bank.voice(voice).id
        if (name, chosen) not in self._voiced:
            self._voiced[name, chosen] = bank.in_voice(chosen)
        return self._voiced[name, chosen]

    def _whole(self, name: str) -> PhraseBank:
        if name not in self._read:
            self._read[name] = load_bank(name, self._root)
        return self._read[name]

    def voices(self, locale: str) -> tuple[str, ...]:
        """Return the names of the voices a script in ``locale`` can have, the default one first."""
        name = nearest_bank(locale, self.locales)
        return () if name is None else tuple(voice.id for voice in self._whole(name).voices)
