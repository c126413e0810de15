from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.translate.engines import argos
from localizer.translate.engines.argos import Metadata, read_metadata, unpacked
from tests.support.tiny_model import build_argos

TABLE = '{"from_code": "zh", "to_code": "en", "package_version": "1.9"}'
WORDS = {"红色": "▁red"}


def _zip(path: Path, entries: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return path


def _usable(path: Path, **more: str | bytes) -> Path:
    usual: dict[str, str | bytes] = {
        "p/metadata.json": TABLE,
        "p/model/model.bin": b"weights",
        "p/sentencepiece.model": b"t",
    }
    return _zip(path, usual | more)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return build_argos(tmp_path / "zh_en.argosmodel", WORDS, ("zh", "en"), work=tmp_path / "work")


def test_a_package_says_what_it_is(package: Path) -> None:
    assert read_metadata(package) == Metadata("zh", "en")


def test_a_package_is_unpacked_once(package: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    folder = unpacked(package, cache)
    names = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert {"metadata.json", "sentencepiece.model", "model/model.bin", "model/config.json"} <= names
    assert "stanza/unused.pt" not in names
    assert read_metadata(folder) == Metadata("zh", "en")
    before = (folder / "metadata.json").stat().st_mtime_ns
    assert unpacked(package, cache) == folder
    assert (folder / "metadata.json").stat().st_mtime_ns == before
    assert [item.name for item in cache.iterdir()] == [folder.name]


def test_another_package_has_a_folder_of_its_own(tmp_path: Path) -> None:
    one, two = (
        _usable(tmp_path / "a.argosmodel"),
        _usable(tmp_path / "b.argosmodel", **{"p/x": "y"}),
    )
    assert unpacked(one, tmp_path / "c") != unpacked(two, tmp_path / "c")


def _bomb(path: Path) -> Path:
    return _usable(path, **{"p/model/vocabulary.txt": b"\0" * 5_000_000})


def _slip(name: str) -> Callable[[Path], Path]:
    return lambda path: _usable(path, **{name: b"evil"})


def _link(path: Path) -> Path:
    _usable(path)
    with zipfile.ZipFile(path, "a") as package:
        link = zipfile.ZipInfo("p/model/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, "/etc/passwd")
    return path


def _twice(path: Path) -> Path:
    _usable(path, **{"p/model/model.biN": b"another"})
    path.write_bytes(path.read_bytes().replace(b"model.biN", b"model.bin"))
    return path


def _locked(path: Path) -> Path:
    content = bytearray(_usable(path).read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            struct.pack_into("<H", content, at + flags, 1)
    path.write_bytes(content)
    return path


def _broken(path: Path) -> Path:
    content = _usable(path).read_bytes()
    path.write_bytes(content.replace(b"PK\x01\x02", b"PK\x00\x00", 1))
    return path


def _text(path: Path) -> Path:
    path.write_bytes(b"not a package")
    return path


def _without_weights(path: Path) -> Path:
    return _zip(path, {"p/metadata.json": TABLE, "p/sentencepiece.model": b"t"})


def _with_bad_checksum(path: Path) -> Path:
    content = bytearray(_usable(path, **{"p/model/a.txt": b"0123456789"}).read_bytes())
    at = content.find(b"p/model/a.txt") + len("p/model/a.txt")
    content[at + 3] ^= 0xFF
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "make",
    [
        *(
            _slip(name)
            for name in (
                "../evil",
                "p/../../evil",
                "/evil",
                "p\\..\\evil",
                "C:/evil",
                "p/model/../../../e",
            )
        ),
        *(_bomb, _link, _twice, _locked, _broken, _text, _without_weights, _with_bad_checksum),
    ],
)
def test_an_unsafe_package_is_refused_and_leaves_nothing(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    package = make(tmp_path / "bad.argosmodel")
    cache = tmp_path / "inner" / "cache"
    with pytest.raises(InputError, match=r"bad\.argosmodel"):
        unpacked(package, cache)
    assert not cache.exists() or list(cache.iterdir()) == []
    assert {item.name for item in tmp_path.iterdir()} <= {"bad.argosmodel", "inner"}


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argos, "_MAX_FILES", 3)
    assert unpacked(_usable(tmp_path / "a.argosmodel"), tmp_path / "c").is_dir()
    with pytest.raises(InputError):
        unpacked(_usable(tmp_path / "b.argosmodel", **{"p/x": "y"}), tmp_path / "c")


def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argos, "_MAX_BYTES", 20)
    with pytest.raises(InputError):
        unpacked(_usable(tmp_path / "a.argosmodel"), tmp_path / "c")


@pytest.mark.parametrize("table", ["", "[]", '{"from_code": 5}', "\x00"])
def test_a_table_that_cannot_be_read(tmp_path: Path, table: str) -> None:
    package = _usable(tmp_path / "a.argosmodel", **{"p/metadata.json": table})
    with pytest.raises(InputError):
        read_metadata(package)
    (tmp_path / "metadata.json").write_text(table, encoding="ascii")
    with pytest.raises(InputError):
        read_metadata(tmp_path)


@pytest.mark.parametrize(
    "names",
    [
        ("p/model/model.bin", "p/sentencepiece.model"),
        ("p/metadata.json", "p/sentencepiece.model"),
        ("p/metadata.json", "p/model/model.bin", "p/bpe.model"),
        ("p/metadata.json", "p/model/model.bin", "p/source.spm"),
    ],
)
def test_a_package_that_lacks_a_file(tmp_path: Path, names: tuple[str, ...]) -> None:
    package = _zip(tmp_path / "a.argosmodel", dict.fromkeys(names, TABLE))
    with pytest.raises(InputError):
        read_metadata(package)


def test_no_package_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        unpacked(tmp_path / "none.argosmodel", tmp_path / "c")
    with pytest.raises(InputError):
        read_metadata(tmp_path / "none.argosmodel")
