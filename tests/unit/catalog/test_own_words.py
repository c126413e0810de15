"""Words people taught the workspace."""

from __future__ import annotations

from localizer.catalog import own_words
from localizer.store.database import Store


def test_words_are_kept_by_language(store: Store) -> None:
    with store.step("Teach") as step:
        assert own_words.teach(step, "de-DE", ["Sorvanne", " Midikleid ", ""])
        assert own_words.teach(step, "en-US", ["sippy"])
    assert own_words.words(store.read(), "de-AT") == ("Midikleid", "Sorvanne")
    assert own_words.words(store.read(), "en-GB") == ("sippy",)
    assert own_words.words(store.read(), "fr-FR") == ()


def test_a_word_that_is_known_is_no_news(store: Store) -> None:
    with store.step("Teach") as step:
        own_words.teach(step, "de-DE", ["Midikleid"])
        assert not own_words.teach(step, "de-DE", ["Midikleid"])
        assert not own_words.teach(step, "de-DE", [" "])


def test_a_word_is_forgotten(store: Store) -> None:
    with store.step("Teach") as step:
        own_words.teach(step, "de-DE", ["Midikleid", "Becher"])
        assert own_words.forget(step, "de-DE", "Becher")
        assert not own_words.forget(step, "de-DE", "Becher")
        assert own_words.forget(step, "de-DE", "Midikleid")
    assert own_words.words(store.read(), "de-DE") == ()
