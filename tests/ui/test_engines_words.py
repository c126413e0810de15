"""What is said of engines: needs, prices, ends of runs; settings put in order; keys of a sitting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QObject

from localizer.catalog.engine_runs import RunState
from localizer.pipeline.engine_run import RunReport
from localizer.pipeline.engines import kind_of, kinds
from localizer.pipeline.leverage import Band
from localizer.settings import EngineSetting, Settings
from localizer.translate.engines.base import Cause, Price
from localizer.ui.actions import engine_words as words
from localizer.ui.actions.engine_edits import dropped, moved, ordered
from localizer.ui.actions.engine_keys import EngineKeys, engine_keys
from localizer.ui.actions.engine_words import KeyState
from tests.support.ring import Ring, own_ring

DEEPL = EngineSetting("deepl", "deepl")
LIBRE = EngineSetting("libretranslate", "libretranslate")
OWN = EngineSetting("chat:own", "chat", label="Own", url="http://localhost:9/v1", model="m")
THREE = Settings(engines=(DEEPL, LIBRE, OWN))
ENDED = RunReport(
    run_id=1,
    state=RunState.DONE,
    cause=None,
    answered=3,
    cached=1,
    waiting=0,
    gone=0,
    failed={},
    requests=2,
    chars=1200,
    cost=Decimal("0.024"),
    currency="EUR",
    drafted=4,
)


@pytest.fixture
def ring() -> Iterator[Ring]:
    """Put a keyring of the test's own in place of the system's."""
    with own_ring() as found:
        yield found


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("google", "Needs nothing."),
        ("local", "Needs: Folder of models."),
        ("deepl", "Needs: API key."),
        ("baidu", "Needs: App ID, App key."),
        ("libretranslate", "May have: API key, Address of the server."),
        ("chat", "Needs: Address of the server, Name of the model. May have: API key."),
    ],
)
def test_each_kind_says_what_it_needs(kind: str, told: str) -> None:
    assert words.needs_words(kind_of(kind)) == told


def test_every_kind_has_names_for_its_keys_and_fields() -> None:
    for kind in kinds():
        for name in (*kind.secrets, *kind.optional):
            assert words.secret_words(name) != name
        assert all(words.field_words(name) for name in kind.takes)


def test_every_band_has_a_name_and_a_meaning() -> None:
    assert set(words.BANDS) == set(words.BAND_TIPS) == set(Band)


@pytest.mark.parametrize(
    ("price", "told"),
    [
        (None, "not known"),
        (Price(Decimal(0), "USD"), "free"),
        (Price(Decimal(20), "EUR"), "€20.00"),
    ],
)
def test_prices_in_words(price: Price | None, told: str) -> None:
    assert words.price_words(price) == told


def test_costs_are_rounded_up_before_and_exact_after() -> None:
    assert words.cost_words(Decimal("0.0001"), "EUR") == "€0.01"
    assert words.cost_words(Decimal(0), "EUR") == "nothing"
    assert words.cost_words(None, "") == "not known: set its price"
    assert words.exact_money(Decimal("0.00046"), "EUR") == "0.00046 EUR"
    assert words.exact_money(Decimal("1234.5"), "USD") == "1,234.50 USD"
    assert words.spent_words(ENDED) == "1,200 characters sent in 2 requests; 0.024 EUR spent."
    free = replace(ENDED, cost=Decimal(0), chars=1, requests=1)
    assert words.spent_words(free) == "1 character sent in 1 request; nothing spent."


@pytest.mark.parametrize(
    ("report", "told", "role"),
    [
        (ENDED, "All texts were asked for. 4 drafts written.", "ok"),
        (replace(ENDED, failed={Cause.EMPTY: 1}), "All texts were asked for.", "warn"),
        (replace(ENDED, state=RunState.PAUSED), "Paused. 4 drafts written.", "info"),
        (replace(ENDED, state=RunState.CANCELLED), "Cancelled. 4 drafts", "warn"),
        (
            replace(ENDED, state=RunState.STOPPED, cause=Cause.STOPPED, drafted=1),
            "Stopped: more would have cost more than you allowed. 1 draft written.",
            "warn",
        ),
        (
            replace(ENDED, state=RunState.STOPPED, cause=Cause.KEY),
            "Stopped. The engine refused the key. Enter it again. 4 drafts",
            "block",
        ),
    ],
)
def test_a_run_says_how_it_ended(report: RunReport, told: str, role: str) -> None:
    sentence, shown = words.end_words(report)
    assert sentence.startswith(told)
    assert shown == role


def test_causes_are_sentences_the_most_first() -> None:
    told = words.causes({Cause.EMPTY: 1, Cause.UNCHANGED: 1200})
    assert told == (
        "1,200 texts: The engine gave the text back untranslated.",
        "1 text: The engine answered with nothing.",
    )


def test_engines_move_up_and_down() -> None:
    def names(chosen: Settings) -> list[str]:
        return [one.id for one in chosen.engines]

    assert names(moved(THREE, "chat:own", -1)) == ["deepl", "chat:own", "libretranslate"]
    assert names(moved(THREE, "deepl", 1)) == ["libretranslate", "deepl", "chat:own"]
    assert moved(THREE, "deepl", -1) is THREE
    assert moved(THREE, "chat:own", 1) is THREE


def test_a_language_has_an_order_of_its_own_only_where_it_differs() -> None:
    order = ("chat:own", "deepl", "libretranslate")
    chosen = ordered(THREE, "th-TH", order)
    assert chosen.engine_order == {"th-TH": order}
    assert [one.id for one in chosen.engines_for("th-TH")] == list(order)
    assert ordered(chosen, "th-TH", None).engine_order == {}
    assert ordered(THREE, "th-TH", ("deepl", "libretranslate", "chat:own")).engine_order == {}


def test_an_engine_turned_off_leaves_the_orders_too() -> None:
    chosen = ordered(THREE, "th-TH", ("chat:own", "deepl", "libretranslate"))
    left = dropped(chosen, "deepl")
    assert [one.id for one in left.engines] == ["libretranslate", "chat:own"]
    assert left.engine_order == {"th-TH": ("chat:own", "libretranslate")}
    assert dropped(left, "chat:own").engine_order == {}


def test_keys_go_into_the_keyring_where_there_is_one(ring: Ring) -> None:
    session = QObject()
    found = EngineKeys(session)
    assert found.state(DEEPL) is KeyState.ASKED
    assert found.missing(DEEPL) == ("key",)
    assert found.keep(DEEPL, {"key": " secret "})
    assert ring.kept == {("Localizer", "deepl"): "secret"}
    assert found.state(DEEPL) is KeyState.KEPT
    assert EngineKeys(session).known(DEEPL) == {"key": "secret"}


def test_without_a_keyring_keys_last_until_the_program_ends() -> None:
    session = QObject()
    found = engine_keys(session)
    assert not found.keep(DEEPL, {"key": "secret"})
    assert engine_keys(session) is found
    assert found.state(DEEPL) is KeyState.TYPED
    assert found.known(DEEPL) == {"key": "secret"}
    assert EngineKeys(session).missing(DEEPL) == ("key",)
    found.forget("deepl")
    assert found.state(DEEPL) is KeyState.ASKED
    assert found.state(LIBRE) is KeyState.NOT_NEEDED


def test_a_key_the_keyring_takes_at_last_is_held_nowhere_else(ring: Ring) -> None:
    session = QObject()
    found = EngineKeys(session)
    ring.locked = True
    assert not found.keep(DEEPL, {"key": "first"})
    ring.locked = False
    assert found.keep(DEEPL, {"key": "second"})
    assert found.known(DEEPL) == {"key": "second"}
    assert found.state(DEEPL) is KeyState.KEPT
    assert found.keep(DEEPL, {"key": "  "}), "an empty key changes nothing"
    assert found.known(DEEPL) == {"key": "second"}
