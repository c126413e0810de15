"""Keys are kept in the system's keyring or nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backends import fail

from localizer import keys
from tests.support.ring import Ring, own_ring


@pytest.fixture
def ring() -> Iterator[Ring]:
    """Put a keyring of the test's own in place of the system's."""
    with own_ring() as found:
        yield found


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
