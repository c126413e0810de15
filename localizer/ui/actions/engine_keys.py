"""Keys of engines while the window is open: those of the keyring, and those typed where there is none.

A typed key that cannot be kept lives in memory until the program ends; it is written nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from localizer import keys
from localizer.pipeline.engines import kind_of, missing_keys, secret_name, stored_keys
from localizer.settings import EngineSetting
from localizer.ui.actions.engine_words import KeyState


class EngineKeys(QObject):
    """Belongs to the session, so that a window built anew knows what was typed before.

    Asked from any thread: a keyring may take its time, and then the window should not wait.
    """

    def __init__(self, parent: QObject) -> None:
        """Know of nothing typed."""
        super().__init__(parent)
        self._typed: dict[str, dict[str, str]] = {}

    def known(self, setting: EngineSetting) -> dict[str, str]:
        """Return the keys of an engine by name; what was typed last counts."""
        return {**stored_keys(setting), **self._typed.get(setting.id, {})}

    def missing(self, setting: EngineSetting) -> tuple[str, ...]:
        """Return the names of the keys that must be asked for."""
        return missing_keys(setting, self.known(setting))

    def keep(self, setting: EngineSetting, typed: Mapping[str, str]) -> bool:
        """Keep typed keys in the keyring, else until the program ends; tell whether the keyring took all.

        A key kept before is replaced; an empty one changes nothing.
        """
        given = {name: key.strip() for name, key in typed.items() if key.strip()}
        held = self._typed.setdefault(setting.id, {})
        for name, key in given.items():
            if keys.keep(secret_name(setting.id, name), key):
                held.pop(name, None)
            else:
                held[name] = key
        return not any(name in held for name in given)

    def forget(self, engine: str) -> None:
        """Forget what was typed for the engine with this id."""
        self._typed.pop(engine, None)

    def state(self, setting: EngineSetting) -> KeyState:
        """Return where the keys of an engine are."""
        kind, typed = kind_of(setting.kind), self._typed.get(setting.id, {})
        known = self.known(setting)
        if missing_keys(setting, known):
            return KeyState.ASKED
        if typed:
            return KeyState.TYPED
        return KeyState.KEPT if known or kind.secrets else KeyState.NOT_NEEDED


def engine_keys(session: QObject) -> EngineKeys:
    """Return the keys of a session: one and the same each time."""
    found = session.findChild(EngineKeys)
    return found if isinstance(found, EngineKeys) else EngineKeys(session)
