"""Read ``resources/scripts/speech.toml`` into `SpeechRate` values."""

from __future__ import annotations

from pathlib import Path

from localizer.i18n import _
from localizer.model.speech import SpeechRate, SpeechUnit
from localizer.packs.toml_source import Table, open_pack
from localizer.paths import resource


def load_speech_rates(path: Path | None = None) -> dict[str, SpeechRate]:
    """Return the speaking rates by language (``en``, ``zh-Hant``, ``pt-BR``). Raises `PackError`."""
    with open_pack(path or resource("scripts", "speech.toml")) as root:
        tables = root.named_tables("rates")
        return {language: _rate(language, table) for language, table in tables.items()}


def _rate(language: str, table: Table) -> SpeechRate:
    """Read one language."""
    rate = SpeechRate(
        language=language,
        unit=table.choice("unit", SpeechUnit),
        slow=table.whole("slow"),
        default=table.whole("default"),
        fast=table.whole("fast"),
        confidence=table.text("confidence"),
        sources=table.texts("sources"),
        note=table.text("note", ""),
    )
    # An estimate that older packs have for scripts without spaces; their syllables are counted now.
    table.decimal_or_none("chars_per_unit")
    if not 0 < rate.slow <= rate.default <= rate.fast:
        raise table.error("default", _("Rates rise from slow to default to fast."))
    return rate
