"""Keys of engines: in the system's keyring or nowhere. No file, setting, log or message of ours holds one.

Without a keyring a key is asked for each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import ModuleType

#: The name keys are filed under in the keyring.
SERVICE: Final = "Localizer"


def _keyring() -> ModuleType | None:
    """Return the library, ``None`` where it is not installed or the system has no keyring."""
    try:
        import keyring  # noqa: PLC0415 - takes 50 ms and is needed for engines with a key only
        from keyring.backends import fail  # noqa: PLC0415
    except ImportError:
        return None
    return None if isinstance(keyring.get_keyring(), fail.Keyring) else keyring


def can_keep() -> bool:
    """Tell whether there is a keyring to keep keys in."""
    return _keyring() is not None


def key_of(engine: str) -> str:
    """Return the key kept for ``engine`` (its id), empty where there is none or no keyring."""
    ring = _keyring()
    if ring is None:
        return ""
    try:
        return ring.get_password(SERVICE, engine) or ""
    except ring.errors.KeyringError:
        return ""


def keep(engine: str, key: str) -> bool:
    """Keep ``key`` for ``engine``, an empty one forgets it; tell whether that was possible."""
    ring = _keyring()
    if ring is None:
        return False
    try:
        if key:
            ring.set_password(SERVICE, engine, key)
        elif ring.get_password(SERVICE, engine) is not None:
            ring.delete_password(SERVICE, engine)
    except ring.errors.KeyringError:
        return False
    return True
