"""Types of attribute values take what they should and nothing else."""

from __future__ import annotations

import pytest

from localizer.exchange.xliff.rules.values import VALUES


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("nmtoken", ["1", "a.b-c_d:e", "字"], ["", "a b", "/1", "#1", "a$"]),
        ("nmtokens", ["a", " a b "], ["", "a, b"]),
        (
            "language",
            ["en", "zh-Hans", "zh-Hans-CN", "es-419", "de-CH-1996", "x-mine", "sl-rozaj-biske"],
            ["", "e", "f r", "en_US", "en-", "-en"],
        ),
        ("own", ["my:x", "a:b:c"[:3]], ["my", "my:", ":x", "a b:c"]),
        ("mark", ["comment", "my:type"], ["mine", ""]),
        ("priority", ["1", "10"], ["0", "11", "x"]),
        ("count", ["1", "+7", "007"], ["0", "-1", ""]),
        ("percent", ["0", "0.5", "100", "100.00", "99."], ["101", "100.1", "-1", "x", ""]),
        ("confidence", ["0", "1", "0.7", "1.0"], ["1.5", "-1", "x"]),
        ("hex", ["0001", "10FFFF"], ["1", "xy", ""]),
        ("state_12", ["final", "x-mine"], ["done", "x-", ""]),
    ],
)
def test_values(name: str, good: list[str], bad: list[str]) -> None:
    fits = VALUES[name]
    assert [text for text in good if not fits(text)] == []
    assert [text for text in bad if fits(text)] == []
