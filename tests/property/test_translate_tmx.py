"""What is written as TMX is read back the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from localizer.errors import InputError
from localizer.model.segment import MemoryUnit
from localizer.translate.tmx import read_tmx, write_tmx

#: Every character XML 1.0 can hold.
SURROGATES = "".join(map(chr, range(0xD800, 0xE000)))
CONTROLS = "".join(map(chr, {*range(32), 0xFFFE, 0xFFFF} - {9, 10, 13}))
CHARACTERS = st.characters(exclude_characters=SURROGATES + CONTROLS)
TEXTS = st.text(CHARACTERS, min_size=1, max_size=40).filter(lambda text: bool(text.strip()))
UNITS = st.builds(
    MemoryUnit,
    source=TEXTS,
    source_locale=st.sampled_from(["zh-Hans", "en-US"]),
    target=TEXTS,
    target_locale=st.sampled_from(["th-TH", "de-DE", "zh-Hant-TW", "fil-PH"]),
    context=st.sampled_from(["", "title", "bullet", "a\rb"]),
    created_by=st.text(CHARACTERS, max_size=10),
    created_at=st.sampled_from(["", "2026-11-21T08:30:00+00:00"]),
)


@given(st.lists(UNITS, max_size=8))
def test_write_then_read(units: list[MemoryUnit]) -> None:
    ordered = sorted(units, key=lambda unit: (unit.source, unit.source_locale, unit.context))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.tmx"
        assert write_tmx(path, ordered, source_locale="zh-Hans") == len(units)
        back = list(read_tmx(path))
    assert sorted(map(repr, back)) == sorted(map(repr, units))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.tmx"
        path.write_bytes(content)
        try:
            units = list(read_tmx(path))
        except InputError:
            units = []
    assert units == []
