"""Every parser answers whatever it is given: with a value or with words. Findings of long runs stay here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

from tests.fuzz.driver import MOST_BYTES, fuzz, read
from tests.fuzz.parsers import BY_CODE, PARSERS, Parser
from tests.support.peak import fresh_peak_bytes, peak_bytes

#: Seconds for each parser; 10 minutes in a long run, 10 seconds by the driver in `.ci/run`.
SECONDS: Final = 600.0 if os.environ.get("LOCALIZER_LONG") else 0.1
FOUND: Final = Path(__file__).resolve().parents[1] / "data" / "fuzz"


@pytest.mark.parametrize("parser", PARSERS, ids=[one.code for one in PARSERS])
@pytest.mark.filterwarnings("ignore")
def test_whatever_a_file_holds_the_answer_is_clear(parser: Parser, tmp_path: Path) -> None:
    seed = int.from_bytes(os.urandom(4))
    before = fresh_peak_bytes()
    outcome = fuzz(parser, tmp_path, seconds=SECONDS, seed=seed, most=1)
    assert outcome.executions > 0
    for wrong, data in outcome.findings:
        kept = tmp_path / f"finding-{parser.code}"
        kept.write_bytes(data)
        pytest.fail(f"seed {seed}, kept as {kept}\n{wrong}")
    assert peak_bytes() - before < MOST_BYTES


@pytest.mark.parametrize("path", sorted(FOUND.glob("*")), ids=lambda path: path.name)
@pytest.mark.filterwarnings("ignore")
def test_what_was_found_once_is_answered_clearly(path: Path, tmp_path: Path) -> None:
    code = path.name.partition("__")[0]
    assert not read(BY_CODE[code], tmp_path, path.read_bytes())


def test_each_parser_reads_or_refuses_what_it_begins_with(tmp_path: Path) -> None:
    for parser in PARSERS:
        answers = [read(parser, tmp_path, data) for data in parser.begin(tmp_path)]
        assert not any(answers), parser.code
        assert None in answers, f"{parser.code} reads none of the files it begins with"
