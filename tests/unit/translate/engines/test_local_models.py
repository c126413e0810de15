from __future__ import annotations

import shutil
import sys
from pathlib import Path

import ctranslate2
import pytest
import sentencepiece

from localizer.translate.engines.base import Cause, EngineError
from localizer.translate.engines.local_models import (
    MAX_INPUT,
    LoadedModel,
    LocalModel,
    LocalModels,
    Threads,
)
from tests.support import tiny_model
from tests.support.tiny_model import build_argos, build_opus

WORDS = {"红色": "▁red", "棉": "▁cotton", "衬衫": "▁shirt", "▁": ""}


@pytest.fixture(scope="session")
def opus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_opus(tmp_path_factory.mktemp("tiny") / "opus-mt-zh-en", WORDS)


def _pretend(folder: Path, name: str, metadata: str = "") -> None:
    """Make what looks like a model from outside."""
    (folder / name).mkdir(parents=True)
    (folder / name / "model.bin").write_bytes(name.encode())
    (folder / name / "sentencepiece.model").write_bytes(b"table")
    if metadata:
        (folder / name / "metadata.json").write_text(metadata, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "metadata", "pair"),
    [
        ("opus-mt-zh-en", "", ("zh", "en")),
        ("translate-en_pb-1_9", "", ("en", "pb")),
        ("ZH-EN", "", ("zh", "en")),
        ("opus-mt-tc-big-zh-en", "", ("zh", "en")),
        ("eng_tha", "", ("eng", "tha")),
        ("my model", '{"from_code": "zh", "to_code": "pt-BR"}', ("zh", "pt_br")),
    ],
)
def test_a_folder_tells_its_languages(
    tmp_path: Path, name: str, metadata: str, pair: tuple[str, str]
) -> None:
    _pretend(tmp_path, name, metadata)
    models = LocalModels(tmp_path)
    assert [(model.source, model.target) for model in models.models] == [pair]
    assert models.problems == []


@pytest.mark.parametrize(
    ("name", "metadata"), [("opus-mt-en-mul-big", ""), ("zh", ""), ("zh-en", "{}"), ("zh-en", "x")]
)
def test_a_folder_that_does_not_is_a_problem(tmp_path: Path, name: str, metadata: str) -> None:
    _pretend(tmp_path, name, metadata)
    models = LocalModels(tmp_path)
    assert models.models == ()
    assert [name in str(problem) for problem in models.problems] == [True]


def test_a_model_without_its_tables_is_a_problem(tmp_path: Path) -> None:
    _pretend(tmp_path, "zh-en")
    (tmp_path / "zh-en" / "sentencepiece.model").rename(tmp_path / "zh-en" / "source.spm")
    models = LocalModels(tmp_path)
    assert models.models == ()
    assert "zh-en" in str(models.problems[0])


def test_what_is_no_model_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "zh-en").mkdir()
    (tmp_path / "notes.txt").write_text("zh-en", encoding="ascii")
    assert LocalModels(tmp_path).models == ()
    assert LocalModels(tmp_path).problems == []
    assert LocalModels(tmp_path / "none").models == ()


def test_the_folder_may_be_a_model_itself(opus: Path) -> None:
    assert LocalModels(opus).models == (LocalModel("zh", "en", opus),)


def test_the_way_is_direct_or_by_english(tmp_path: Path) -> None:
    for name in ("zh-en", "en-th", "zh-vi", "en-zt", "en-pb", "en-pt"):
        _pretend(tmp_path, name)
    models = LocalModels(tmp_path)

    def way(source: str, target: str) -> list[str]:
        return [model.path.name for model in models.route(source, target)]

    assert way("zh-Hans", "en-US") == ["zh-en"]
    assert way("zh-Hans", "vi-VN") == ["zh-vi"]
    assert way("zh-Hans", "th-TH") == ["zh-en", "en-th"]
    assert way("zh-Hant-TW", "en-GB") == ["zh-en"]  # what reads simplified reads traditional
    assert way("en-US", "zh-Hant-TW") == ["en-zt"]
    assert way("en-US", "zh-Hans") == []  # but does not write it
    assert way("en-US", "pt-BR") == ["en-pb"]
    assert way("th-TH", "en-US") == []
    assert way("en-US", "en-GB") == []
    assert way("zh-Hans", "ja-JP") == []


def test_the_version_changes_with_the_models(tmp_path: Path) -> None:
    _pretend(tmp_path, "zh-en")
    first = LocalModels(tmp_path).version()
    shutil.copytree(tmp_path, tmp_path.parent / "elsewhere")
    assert LocalModels(tmp_path.parent / "elsewhere").version() == first
    _pretend(tmp_path, "en-th")
    second = LocalModels(tmp_path).version()
    (tmp_path / "en-th" / "model.bin").write_bytes(b"other")
    assert len({first, second, LocalModels(tmp_path).version()}) == 3


def test_a_package_is_found_and_unpacked_when_used(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    package = build_argos(folder / "zh_en.argosmodel", WORDS, ("zh", "en"), work=tmp_path / "work")
    (folder / "broken.argosmodel").write_bytes(b"nothing")
    models = LocalModels(folder, tmp_path / "cache")
    assert models.models == (LocalModel("zh", "en", package),)
    assert "broken.argosmodel" in str(models.problems[0])
    assert models.version() != LocalModels(tmp_path / "none").version()
    assert not (tmp_path / "cache").exists()
    place = models.folder_of(models.models[0])
    assert place.parent == tmp_path / "cache"
    assert [piece.text for piece in LoadedModel(place, Threads()).translate(["红色衬衫"])] == [
        "red shirt"
    ]


@pytest.mark.parametrize("threads", [Threads(), Threads(inter=2, intra=1, batch=1, beam=1)])
def test_it_says_what_ctranslate2_says(opus: Path, threads: Threads) -> None:
    sentences = ["红色棉衬衫", "棉，红色。", "abc 衬衫 ω"]
    source = sentencepiece.SentencePieceProcessor(model_file=str(opus / "source.spm"))
    target = sentencepiece.SentencePieceProcessor(model_file=str(opus / "target.spm"))
    direct = ctranslate2.Translator(str(opus)).translate_batch(
        [[*source.encode(sentence, out_type=str), "</s>"] for sentence in sentences],
        beam_size=threads.beam,
        max_decoding_length=100,
        replace_unknowns=True,
    )
    wanted = [target.decode(result.hypotheses[0]) for result in direct]
    found = LoadedModel(opus, threads).translate(sentences)
    assert [piece.text for piece in found] == wanted
    assert wanted[0] == "red cotton shirt"
    assert all(piece.whole for piece in found)


def test_an_opus_model_is_given_the_end_of_the_source(opus: Path, tmp_path: Path) -> None:
    assert LoadedModel(opus, Threads()).tokens("红色")[-1] == "</s>"
    copy = tmp_path / "zh-en"
    shutil.copytree(opus, copy)
    config = copy / "config.json"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace('"add_source_eos": false', '"add_source_eos": true'), encoding="utf-8"
    )
    model = LoadedModel(copy, Threads())
    assert model.tokens("红色")[-1] == "红色"  # CTranslate2 adds it
    assert model.translate(["红色"])[0].text == "red"


def test_a_model_may_want_a_mark_before_its_source(opus: Path, tmp_path: Path) -> None:
    copy = tmp_path / "zh-en"
    shutil.copytree(opus, copy)
    table = '{"from_code": "zh", "to_code": "en", "source_prefix": ">>eng<<"}'
    (copy / "metadata.json").write_text(table, encoding="ascii")
    assert LoadedModel(copy, Threads()).tokens("红色")[0] == ">>eng<<"


def test_a_model_may_want_a_mark_before_its_answer(opus: Path, tmp_path: Path) -> None:
    copy = tmp_path / "zh-en"
    shutil.copytree(opus, copy)
    table = '{"from_code": "zh", "to_code": "en", "target_prefix": "▁cotton"}'
    (copy / "metadata.json").write_text(table, encoding="utf-8")
    # The mark takes the first place, and does not stand in the text.
    assert LoadedModel(copy, Threads()).translate(["红色衬衫"])[0].text == "red shirt"


def test_a_model_that_does_not_end_is_cut(tmp_path: Path) -> None:
    folder = build_opus(tmp_path / "zh-en", WORDS, ends=False)
    (piece,) = LoadedModel(folder, Threads(beam=1)).translate(["红色"])
    assert not piece.whole


def test_a_source_too_long_for_a_model_is_not_sent(opus: Path) -> None:
    model = LoadedModel(opus, Threads(beam=1))
    fitting, too_long = "a" * (MAX_INPUT - 2), "a" * (MAX_INPUT - 1)
    assert len(model.tokens(fitting)) == MAX_INPUT
    found = model.translate([too_long, fitting])
    assert [(piece.text, piece.whole) for piece in found] == [("", False), (fitting, True)]
    assert model.translate([too_long]) == found[:1]


def test_a_model_that_fails_at_work_gives_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiny_model, "PLACES", 4)
    model = LoadedModel(build_opus(tmp_path / "zh-en", WORDS), Threads(beam=1))
    with pytest.raises(EngineError) as caught:
        model.translate(["红色衬衫红色衬衫"])
    assert (caught.value.cause, caught.value.detail) == (Cause.MALFORMED, "RuntimeError")


def test_a_model_that_has_gone_since_is_another_version(tmp_path: Path) -> None:
    _pretend(tmp_path, "zh-en")
    models = LocalModels(tmp_path)
    before = models.version()
    shutil.rmtree(tmp_path / "zh-en")
    assert models.version() != before


@pytest.mark.parametrize("name", ["model.bin", "source.spm", "target.spm"])
@pytest.mark.parametrize("broken", [False, True])
def test_a_model_with_a_missing_or_broken_file(
    opus: Path, tmp_path: Path, name: str, *, broken: bool
) -> None:
    copy = tmp_path / "zh-en"
    shutil.copytree(opus, copy)
    if broken:
        (copy / name).write_bytes(b"broken")
    else:
        (copy / name).unlink()
    with pytest.raises(EngineError) as caught:
        LoadedModel(copy, Threads())
    assert caught.value.cause is Cause.SETUP


@pytest.mark.parametrize("library", ["ctranslate2", "sentencepiece"])
def test_without_its_libraries_it_is_a_matter_of_setup(
    opus: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(EngineError) as caught:
        LoadedModel(opus, Threads())
    assert (caught.value.cause, caught.value.detail) == (Cause.SETUP, library)
