from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from localizer.translate.engines.base import Ask, Cause, Engine, EngineError, Reply
from localizer.translate.engines.local import LocalEngine
from localizer.translate.engines.local_models import LocalModels, Threads
from localizer.translate.placeholders import restore, shield
from tests.support.tiny_model import build_opus

INTO_ENGLISH = {"红色": "▁red", "棉": "▁cotton", "衬衫": "▁shirt", "用": "▁use", "▁": ""}
INTO_THAI = {"▁red": "สีแดง", "▁cotton": "ฝ้าย", "▁shirt": "เสื้อ", "▁": ""}
ENDLESS = {"红色": "▁red"}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    build_opus(folder / "zh-en", INTO_ENGLISH)
    build_opus(folder / "en-th", INTO_THAI)
    build_opus(folder / "zh-vi", ENDLESS, ends=False)
    return folder


@pytest.fixture(scope="session")
def engine(folder: Path) -> LocalEngine:
    return LocalEngine(LocalModels(folder), Threads(beam=1, intra=1))


def _said(engine: LocalEngine, texts: Sequence[str], target: str = "en-US") -> list[str]:
    return [
        reply.text for reply in engine.translate([Ask(text) for text in texts], "zh-Hans", target)
    ]


def test_nothing_leaves_this_machine(engine: LocalEngine) -> None:
    one: Engine = engine
    assert (one.info.id, one.info.host) == ("local", "")
    assert one.info.price is not None
    assert one.info.price.amount == 0


def test_another_way_to_compute_is_another_version(folder: Path) -> None:
    models = LocalModels(folder)
    versions = {
        LocalEngine(models, threads).info.version
        for threads in (Threads(), Threads(inter=2, intra=2, batch=4), Threads(beam=4))
    }
    assert len(versions) == 2  # threads change nothing of an answer, the wordings followed do


def test_what_it_can(engine: LocalEngine) -> None:
    assert engine.can("zh-Hans", "en-GB")
    assert engine.can("zh-Hans", "th-TH")
    assert not engine.can("th-TH", "en-US")
    with pytest.raises(EngineError) as caught:
        engine.translate([Ask("x")], "th-TH", "en-US")
    assert caught.value.cause is Cause.LANGUAGES


def test_texts_come_back_in_order(engine: LocalEngine) -> None:
    assert _said(engine, ["红色棉衬衫", "衬衫", "红色"]) == ["red cotton shirt", "shirt", "red"]
    assert _said(engine, []) == []


def test_by_way_of_english(engine: LocalEngine) -> None:
    assert _said(engine, ["红色棉衬衫。衬衫"], "th-TH") == ["สีแดงฝ้ายเสื้อ。 เสื้อ"]


def test_sentences_and_lines_stay_apart(engine: LocalEngine) -> None:
    assert _said(engine, ["红色。衬衫\n\n- 棉\n12"]) == ["red。 shirt\n\n- cotton\n12"]


def test_placeholders_come_through(engine: LocalEngine) -> None:
    text = "用 220 V 红色<b>棉</b>衬衫 {price}"
    shielded = shield(text)
    (reply,) = engine.translate([Ask(shielded.text)], "zh-Hans", "en-US")
    assert restore(reply.text, shielded.originals) == "use 220 V red <b> cotton </b> shirt {price}"


def test_a_text_of_placeholders_alone_needs_no_model(engine: LocalEngine) -> None:
    assert _said(engine, ["⟦0⟧ / ⟦1⟧"]) == ["⟦0⟧ / ⟦1⟧"]


def test_a_text_of_many_sentences_is_not_cut(engine: LocalEngine) -> None:
    (text,) = _said(engine, ["红色。" * 400])
    assert text.split() == ["red。"] * 400


def test_a_long_sentence_is_cut_at_its_pauses(engine: LocalEngine) -> None:
    (text,) = _said(engine, ["红色，" * 300 + "衬衫"])
    assert text == "red, " * 300 + "shirt"


def test_a_sentence_without_pauses_that_is_too_long_fails_alone(engine: LocalEngine) -> None:
    replies = engine.translate([Ask("红色"), Ask("红色" * 300)], "zh-Hans", "en-US")
    assert [reply.cause for reply in replies] == [None, Cause.TRUNCATED]
    assert replies[1].text == ""


def test_a_model_that_does_not_end_gives_no_text(engine: LocalEngine) -> None:
    (reply,) = engine.translate([Ask("红色")], "zh-Hans", "vi-VN")
    assert (reply.text, reply.cause) == ("", Cause.TRUNCATED)


def test_a_failure_on_the_first_way_does_not_go_the_second(engine: LocalEngine) -> None:
    replies = engine.translate([Ask("红色" * 300), Ask("红色")], "zh-Hans", "th-TH")
    assert [reply.cause for reply in replies] == [Cause.TRUNCATED, None]
    assert replies[1].text == "สีแดง"


def test_nothing_to_translate(engine: LocalEngine) -> None:
    (reply,) = engine.translate([Ask(" \n")], "zh-Hans", "en-US")
    assert reply == Reply(cause=Cause.EMPTY)


def test_several_threads_at_once(folder: Path) -> None:
    engine = LocalEngine(LocalModels(folder), Threads(inter=2, intra=1, beam=1))
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(_said, engine, ["红色衬衫"], "th-TH") for _number in range(4)]
        assert [future.result() for future in asked] == [["สีแดงเสื้อ"]] * 4


def test_no_more_than_two_models_stay_in_memory(folder: Path) -> None:
    engine = LocalEngine(LocalModels(folder), Threads(beam=1))
    _said(engine, ["红色"], "th-TH")
    engine.translate([Ask("红色")], "zh-Hans", "vi-VN")
    assert [path.name for path in engine._loaded] == ["en-th", "zh-vi"]


def _package(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "zh_en.argosmodel", "w") as package:
        package.writestr("p/metadata.json", '{"from_code": "zh", "to_code": "en"}')
        package.writestr("p/model/model.bin", "weights")
        package.writestr("p/sentencepiece.model", "table")
    return folder / "zh_en.argosmodel"


@pytest.mark.parametrize("gone", [False, True])
def test_a_broken_package_or_one_that_has_gone_is_a_matter_of_setup(
    tmp_path: Path, *, gone: bool
) -> None:
    package = _package(tmp_path)
    engine = LocalEngine(LocalModels(tmp_path))
    assert engine.can("zh-Hans", "en-US")
    if gone:
        package.unlink()
    with pytest.raises(EngineError) as caught:
        engine.translate([Ask("红色")], "zh-Hans", "en-US")
    assert caught.value.cause is Cause.SETUP


def test_the_libraries_are_imported_when_they_are_used() -> None:
    code = (
        "import sys, localizer.translate.engines.local, localizer.translate.engines.web;"
        "print([name for name in ('ctranslate2', 'sentencepiece', 'requests', 'deep_translator')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
