from __future__ import annotations

import os
from pathlib import Path

import pytest

from localizer.errors import InputError, OutputError
from localizer.model.segment import MemoryUnit
from localizer.translate import tmx
from localizer.translate.tmx import canonical_locale, read_tmx, write_tmx

HEAD = '<header srclang="{source}" segtype="sentence" datatype="plaintext"/>'


def written(folder: Path, body: str, *, source: str = "zh-Hans", prolog: str = "") -> Path:
    path = folder / "memory.tmx"
    head = HEAD.format(source=source)
    text = f'{prolog}<tmx version="1.4">{head}<body>{body}</body></tmx>'
    path.write_text(text, encoding="utf-8")
    return path


def pair(source: str, target: str) -> str:
    return (
        f'<tu><tuv xml:lang="zh-Hans"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="th-TH"><seg>{target}</seg></tuv></tu>'
    )


@pytest.mark.parametrize(
    ("name", "count", "first", "last_target"),
    [
        (
            "OpenRPA.Office-en2ja.tmx",
            None,
            ("Add Paragraph", "en-US", "パラグラフを追加", "ja"),
            None,
        ),
        (
            "okapi_sample14b.tmx",
            25,
            (
                "Confirm that the AC line is in the AC fluid detector.",
                "en-US",
                "Sicherstellen, dass sich der AK-Schlauch im AK-Flüssigkeitsdetektor befindet.",
                "de-DE",
            ),
            None,
        ),
    ],
)
def test_real_files(
    corpus: Path,
    name: str,
    count: int | None,
    first: tuple[str, str, str, str],
    last_target: str | None,
) -> None:
    units = list(read_tmx(corpus / "tmx" / name))
    unit = units[0]
    assert (unit.source, unit.source_locale, unit.target, unit.target_locale) == first
    assert count is None or len(units) == count
    assert last_target is None or units[-1].target == last_target


def test_who_and_when_come_along(corpus: Path) -> None:
    unit = next(read_tmx(corpus / "tmx" / "OpenRPA.Office-en2ja.tmx"))
    assert (unit.created_by, unit.created_at) == ("toshiki", "2020-08-28T11:05:04+00:00")


def test_attacks_are_refused(corpus: Path) -> None:
    for path in sorted((corpus / "xml_attack").iterdir()):
        with pytest.raises(InputError, match=path.name):
            list(read_tmx(path))


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE tmx [<!ENTITY a "b">]>',
        '<!DOCTYPE tmx [<!ENTITY % p SYSTEM "http://localhost/x.dtd"> %p;]>',
        '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_entity_declarations_are_refused(tmp_path: Path, prolog: str) -> None:
    path = written(tmp_path, pair("好", "ดี"), prolog=prolog)
    with pytest.raises(InputError, match="declares XML entities"):
        list(read_tmx(path))


def test_a_plain_doctype_is_allowed_and_not_fetched(tmp_path: Path) -> None:
    path = written(tmp_path, pair("好", "ดี"), prolog='<!DOCTYPE tmx SYSTEM "missing.dtd">')
    assert [unit.target for unit in read_tmx(path)] == ["ดี"]


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        ("a <bpt i='1'>&lt;b></bpt>bold<ept i='1'>&lt;/b></ept> z", "a bold z"),
        ("a<ph>{1}</ph>b", "ab"),
        ("a <hi>b <hi>c</hi> d</hi> e", "a b c d e"),
        ("<it pos='begin'>x<sub>y</sub></it>z", "z"),
        ("a &amp; b &lt;c>", "a & b <c>"),
    ],
)
def test_inline_tags_become_text(tmp_path: Path, seg: str, text: str) -> None:
    path = written(tmp_path, pair("好", seg))
    assert [unit.target for unit in read_tmx(path)] == [text]


def test_unusable_units_are_told(tmp_path: Path) -> None:
    body = (
        pair("好", "")
        + '<tu><tuv xml:lang="th"><seg>ดี</seg></tuv><tuv xml:lang="de"><seg>gut</seg></tuv></tu>'
        + pair("长" * (tmx.MAX_SEGMENT + 1), "ยาว")
        + pair("好", "ดี")
    )
    told: list[tuple[int, str]] = []
    units = list(read_tmx(written(tmp_path, body), on_skip=lambda n, why: told.append((n, why))))
    assert [unit.target for unit in units] == ["ดี"]
    assert told == [(1, "no target text"), (2, "no source text"), (3, "a text is too long")]


def test_a_file_for_all_languages_takes_the_named_source(tmp_path: Path) -> None:
    path = written(tmp_path, pair("好", "ดี"), source="*all*")
    units = list(read_tmx(path, source_locale="th-TH"))
    assert [(unit.source, unit.target) for unit in units] == [("ดี", "好")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "memory.tmx"
    named = encoding.replace("-sig", "")
    body = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="fr"><seg>é</seg></tuv></tu>'
    text = f'<?xml version="1.0" encoding="{named}"?><tmx>{HEAD.format(source="en")}<body>{body}</body></tmx>'
    path.write_bytes(text.encode(encoding))
    assert [unit.target for unit in read_tmx(path)] == ["é"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no xml",
        b"<tmx><body><tu>",
        b'<?xml version="1.0" encoding="gb2312"?><tmx/>',
        b'<?xml version="1.0" encoding="nonsense"?><tmx/>',
        b"<tmx>\xff\xfe</tmx>",
        b"<html/>",
    ],
)
def test_what_is_no_tmx_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "memory.tmx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"memory\.tmx"):
        list(read_tmx(path))


def test_a_missing_or_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(read_tmx(tmp_path / "none.tmx"))
    path = written(tmp_path, pair("好", "ดี"))
    monkeypatch.setattr(tmx, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="larger than"):
        list(read_tmx(path))


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("en-us", "en-US"),
        ("EN_gb", "en-GB"),
        ("zh-CN", "zh-Hans-CN"),
        ("zh_TW", "zh-Hant-TW"),
        ("ZH-HANT-tw", "zh-Hant-TW"),
        ("in", "id"),
        ("fil-ph", "fil-PH"),
    ],
)
def test_language_tags(tag: str, wanted: str) -> None:
    assert canonical_locale(tag) == wanted


def test_targets_of_one_source_share_a_unit(tmp_path: Path) -> None:
    units = [
        MemoryUnit("好", "zh-Hans", "good", "en-US", "title", "Lin", "2026-11-21T08:00:00+00:00"),
        MemoryUnit("好", "zh-Hans", "ดี", "th-TH", "title"),
        MemoryUnit("好", "zh-Hans", "fine", "en-US", "title"),
        MemoryUnit("坏", "zh-Hans", "bad", "en-US", "bullet"),
    ]
    path = tmp_path / "memory.tmx"
    assert write_tmx(path, units, source_locale="zh-Hans") == 4
    assert path.read_text(encoding="utf-8").count("<tu>") == 3
    assert set(read_tmx(path)) == set(units)


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        write_tmx(path, [], source_locale="zh-Hans")
    assert path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["memory.tmx"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_tmx(tmp_path / "none" / "memory.tmx", [], source_locale="zh-Hans")


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    unit = MemoryUnit("好\x0b", "zh-Hans", "go\x00od\ud800", "en-US")
    write_tmx(path, [unit], source_locale="zh-Hans")
    assert [(one.source, one.target) for one in read_tmx(path)] == [("好", "good")]
