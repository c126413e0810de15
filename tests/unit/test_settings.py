"""Settings survive a restart, and damage does no harm."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from localizer import settings
from localizer.settings import RECENT_KEPT, EngineSetting, Settings, load


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.json"
    chosen = Settings(language="th", appearance="dark", person="Nok")
    settings.save(chosen, file)
    assert settings.load(file) == chosen


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"language": 5}', b"\xff\xfe"])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    assert settings.load(file) == Settings()


def test_a_field_of_a_newer_program_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(msgspec.json.encode({"language": "vi", "new": 1}))
    assert settings.load(file).language == "vi"


def test_recent_workspaces_are_few_and_each_once(tmp_path: Path) -> None:
    chosen = Settings()
    for number in range(RECENT_KEPT + 3):
        chosen = chosen.with_recent(tmp_path / f"{number}.localizer")
    chosen = chosen.with_recent(tmp_path / "5.localizer")
    assert len(chosen.recent) == RECENT_KEPT
    assert chosen.recent[0].endswith("5.localizer")
    assert len(set(chosen.recent)) == RECENT_KEPT


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.save(Settings(), tmp_path / "file" / "settings.json")


def test_the_person_has_a_name() -> None:
    assert settings.person_name(Settings(person="Nok")) == "Nok"
    assert isinstance(settings.person_name(Settings()), str)


def test_a_file_that_cannot_be_read_is_kept_beside(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    broken = '{"person": "小明"}'.encode("gbk")
    path.write_bytes(broken)
    assert load(path) == Settings()
    assert path.with_suffix(".broken").read_bytes() == broken


def test_an_engine_is_found_by_its_id_before_its_name() -> None:
    chosen = Settings(
        engines=(
            EngineSetting("chat:deepl", "chat", label="deepl"),
            EngineSetting("deepl", "deepl"),
            EngineSetting("chat:a", "chat", label="Ours"),
        )
    )
    assert chosen.engine("DeepL") == EngineSetting("deepl", "deepl")
    found = chosen.engine("ours")
    assert found is not None
    assert found.id == "chat:a"
    assert chosen.engine("") is None
    assert chosen.engine("nobody") is None


def test_engines_have_an_order_of_their_own_in_a_language() -> None:
    one, two = EngineSetting("a", "google"), EngineSetting("b", "deepl")
    chosen = Settings(engines=(one, two), engine_order={"th-TH": ("b",)})
    assert chosen.engines_for("th-TH") == (two, one)
    assert chosen.engines_for("de-DE") == (one, two)


def test_dictionaries_lie_beside_the_settings_unless_a_folder_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # other tests read the settings of this session too
    monkeypatch.setattr(settings, "settings_path", lambda: tmp_path / "settings.json")
    assert settings.dictionaries_folder() == tmp_path / "dictionaries"
    settings.save(Settings(dictionaries=str(tmp_path / "mine")))
    assert settings.dictionaries_folder() == tmp_path / "mine"
