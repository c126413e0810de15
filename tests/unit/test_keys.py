"""Keys are kept in the system's keyring or nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked

from localizer import keys


class Ring(KeyringBackend):
    """A keyring for tests; a locked one refuses everything."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def _refuse(self) -> None:
        if self.locked:
            raise KeyringLocked

    def get_password(self, service: str, username: str) -> str | None:
        self._refuse()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._refuse()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._refuse()
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[Ring]:
    """Put a keyring of the test's own in place of the system's."""
    before = keyring.get_keyring()
    found = Ring()
    keyring.set_keyring(found)
    yield found
    keyring.set_keyring(before)


def test_a_key_is_kept_and_forgotten(ring: Ring) -> None:
    assert keys.can_keep()
    assert keys.key_of("deepl") == ""
    assert keys.keep("deepl", "secret")
    assert ring.kept == {(keys.SERVICE, "deepl"): "secret"}
    assert keys.key_of("deepl") == "secret"
    assert keys.keep("deepl", "")
    assert keys.keep("deepl", ""), "forgetting twice is no failure"
    assert keys.key_of("deepl") == ""


def test_a_locked_keyring_keeps_nothing(ring: Ring) -> None:
    ring.locked = True
    assert not keys.keep("deepl", "secret")
    assert keys.key_of("deepl") == ""


def test_without_a_keyring_keys_are_asked_each_time(ring: Ring) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    assert not keys.can_keep()
    assert not keys.keep("deepl", "secret")
    assert keys.key_of("deepl") == ""
    assert ring.kept == {}


def test_without_the_library_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "keyring", None)
    assert not keys.can_keep()
    assert keys.key_of("deepl") == ""
