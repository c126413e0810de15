"""The log of what was told and done: bounded, in words, written whole or not at all."""

from __future__ import annotations

import datetime as dt
from itertools import count
from pathlib import Path

import pytest

from localizer.errors import OutputError
from localizer.jobs import Outcome
from localizer.ui.actions import news
from localizer.ui.actions.news import News

BEGIN = dt.datetime(2026, 11, 2, 8, tzinfo=dt.UTC)


def made_news() -> News:
    """Return a log whose clock goes on a second with every line."""
    seconds = count()
    return News(lambda: BEGIN + dt.timedelta(seconds=next(seconds)))


def test_a_line_says_when_what_kind_and_what() -> None:
    log = made_news()
    log.begin("Reading 选品.xlsx")
    log.tell("The file\nis empty.", "block")
    log.end("Reading 选品.xlsx", Outcome.FAILED, 75, "The file is empty.")
    lines = log.text().splitlines()
    moments = [(BEGIN + dt.timedelta(seconds=n)).astimezone().isoformat(sep=" ") for n in range(3)]
    assert lines[2:] == [
        f"{moments[0]}  begun  Reading 选品.xlsx",
        f"{moments[1]}  problem  The file is empty.",
        f"{moments[2]}  failed  Reading 选品.xlsx · 1:15",
    ]


def test_every_kind_has_a_word() -> None:
    words = news.kind_words()
    assert set(words) >= {"info", "ok", "warn", "block", "begun", *Outcome}
    assert len(set(words.values())) == len(words)


def test_the_oldest_lines_and_ends_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "LINES", 3)
    monkeypatch.setattr(news, "ENDED", 2)
    log = made_news()
    for number in range(4):
        log.end(str(number), Outcome.DONE, 1, "")
    assert [one.work for one in log.ended] == ["3", "2"]
    assert [line.text[0] for line in log.lines] == ["1", "2", "3"]


def test_a_session_keeps_two_hundred_ends() -> None:
    log = made_news()
    for number in range(205):
        log.end(str(number), Outcome.DONE, 1, "")
    assert len(log.ended) == 200
    assert log.ended[0].work == "204"


def test_the_file_is_utf_8_and_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    file.write_text("old and much longer than what comes now", encoding="utf-8")
    news.write_log(file, "Đã xong · 完成\n")
    assert file.read_bytes() == "Đã xong · 完成\n".encode()
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"log\.txt cannot be written"):
        news.write_log(tmp_path / "missing" / "log.txt", "text")
