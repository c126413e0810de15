"""Speaking rates."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.errors import PackError
from localizer.model.speech import SpeechUnit
from localizer.packs.rules import load_sources
from localizer.packs.speech import load_speech_rates
from localizer.paths import resource

RATES = load_speech_rates()


@pytest.mark.parametrize(
    ("language", "unit", "rates"),
    [
        ("en", SpeechUnit.WORD, (130, 155, 180)),
        ("vi", SpeechUnit.SYLLABLE, (160, 200, 250)),
        ("th", SpeechUnit.SYLLABLE, (150, 180, 225)),
        ("zh-Hant", SpeechUnit.CHARACTER, (180, 220, 260)),
        ("pt-BR", SpeechUnit.WORD, (110, 130, 152)),
    ],
)
def test_rates(language: str, unit: SpeechUnit, rates: tuple[int, int, int]) -> None:
    rate = RATES[language]
    assert rate.unit is unit
    assert (rate.slow, rate.default, rate.fast) == rates


def test_every_rate_has_confidence_and_known_sources() -> None:
    known = load_sources()
    assert len(RATES) == 13
    for rate in RATES.values():
        assert rate.confidence
        assert rate.sources
        assert not set(rate.sources) - set(known)


def test_rates_must_rise(tmp_path: Path) -> None:
    text = resource("scripts", "speech.toml").read_text(encoding="utf-8")
    path = tmp_path / "speech.toml"
    path.write_text(text.replace("slow = 130", "slow = 160", 1), encoding="utf-8")
    with pytest.raises(
        PackError, match=r"speech\.toml, line \d+, rates › en › default: Rates rise"
    ):
        load_speech_rates(path)
