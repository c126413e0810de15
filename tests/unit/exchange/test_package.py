from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localizer.errors import InputError, OutputError
from localizer.exchange.package import (
    MANIFEST,
    PREVIEW,
    README,
    WORKBOOK,
    XLIFF,
    Manifest,
    Member,
    encode,
    write_package,
)
from localizer.exchange.package_preview import Shown, write_preview
from localizer.exchange.package_reading import is_package, read_package
from localizer.exchange.package_words import readme
from localizer.model.exchange import Unit
from localizer.model.segment import Field, State
from tests.support.unit_sets import HEAD

MADE = Manifest(
    package_id="0123456789abcdef",
    workspace_id="fedcba9876543210",
    source_locale="zh-Hans",
    target_locale="th",
    launch="Launch",
    date="2026-11-26",
    made_at="2026-11-23T10:00:00+00:00",
    units=1,
    bases={"A": ("a" * 16, "")},
)
PNG = b"\x89PNG\r\n\x1a\n"


def _package(folder: Path, *members: Member, name: str = "p.localizer-pkg") -> Path:
    path = folder / name
    write_package(path, MADE, (Member(XLIFF, b"<xliff/>"), *members))
    return path


def _rewritten(path: Path, change: dict[str, bytes | None]) -> Path:
    """Write an archive with members changed, added or (``None``) left out."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content |= {name: data for name, data in change.items() if data is not None}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            if name not in change or change[name] is not None:
                archive.writestr(name, data)
    return path


def test_a_package_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = _package(tmp_path, Member("pictures/a.png", PNG))
    found = read_package(path)
    assert msgspec.structs.replace(found.manifest, members={}) == MADE
    assert found.changed == ()
    assert found.texts == XLIFF
    assert found.pictures() == ("pictures/a.png",)
    found.unpack(XLIFF, tmp_path / "u.xlf")
    assert (tmp_path / "u.xlf").read_bytes() == b"<xliff/>"
    assert is_package(path)
    assert not is_package(tmp_path / "u.xlf")
    assert not is_package(tmp_path / "none")


def test_the_same_content_makes_the_same_bytes(tmp_path: Path) -> None:
    one, other = (_package(tmp_path, name=name) for name in ("1.pkg", "2.pkg"))
    assert one.read_bytes() == other.read_bytes()


def test_a_file_that_cannot_be_read_leaves_the_old_package_whole(tmp_path: Path) -> None:
    path = _package(tmp_path)
    before = path.read_bytes()
    with pytest.raises(OutputError):
        _package(tmp_path, Member(PREVIEW, tmp_path / "gone"))
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_worked_on_texts_are_told_and_taken(tmp_path: Path) -> None:
    path = _package(tmp_path, Member(WORKBOOK, b"x"), Member(PREVIEW, b"p"))
    found = read_package(_rewritten(path, {WORKBOOK: b"y"}))
    assert (found.changed, found.altered, found.texts) == ((WORKBOOK,), (), WORKBOOK)
    found = read_package(_rewritten(path, {XLIFF: b"y", PREVIEW: b"q"}))
    assert (found.altered, found.texts) == ((PREVIEW,), XLIFF)


def test_strays_of_other_programs_are_passed_over(tmp_path: Path) -> None:
    path = _rewritten(
        _package(tmp_path),
        {"__MACOSX/._units.xlf": b"", ".DS_Store": b"", "pictures/": b"", "more.txt": b"?"},
    )
    assert read_package(path).names == {MANIFEST, XLIFF}


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "a/../../x", "C:/x", "pictures\\x.png", "UNITS.XLF"]
)
def test_dangerous_names_are_refused(tmp_path: Path, name: str) -> None:
    path = _package(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = info.orig_filename = name
        archive.writestr(info, b"x")
    with pytest.raises(InputError, match="cannot be opened"):
        read_package(path)


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = _package(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        info = zipfile.ZipInfo("pictures/a.png")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(InputError, match="link"):
        read_package(path)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = _rewritten(_package(tmp_path), {PREVIEW: b"0" * 5_000_000})
    with pytest.raises(InputError, match="times its size"):
        read_package(path)


def test_a_locked_package_is_refused(tmp_path: Path) -> None:
    path = _package(tmp_path)
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    path.write_bytes(data)
    with pytest.raises(InputError, match="password"):
        read_package(path)


def _manifest(**changes: object) -> bytes:
    plain = json.loads(encode(MADE))
    return json.dumps({**plain, **changes}).encode()


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        (None, "no translator's package"),
        (b"{", "manifest"),
        (b"[]", "manifest"),
        (b'{"format": 1}', "manifest"),
        (_manifest(format=2), "newer"),
        (_manifest(units="many"), "manifest"),
        (_manifest(package_id="../../x"), "which package"),
        (_manifest(target_locale="th\nth"), "which package"),
    ],
)
def test_a_manifest_that_says_nothing_is_refused(
    tmp_path: Path, manifest: bytes | None, told: str
) -> None:
    path = _rewritten(_package(tmp_path), {MANIFEST: manifest})
    with pytest.raises(InputError, match=told):
        read_package(path)


def test_other_files_are_refused(tmp_path: Path) -> None:
    for data in (b"", b"hello", b"PK\x03\x04broken"):
        path = tmp_path / "x.localizer-pkg"
        path.write_bytes(data)
        with pytest.raises(InputError, match=r"x\.localizer-pkg"):
            read_package(path)
    with pytest.raises(InputError, match="none"):
        read_package(tmp_path / "none")


@settings(max_examples=40, deadline=None)
@given(place=st.integers(0, 600), value=st.integers(0, 255))
def test_a_damaged_byte_is_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, place: int, value: int
) -> None:
    path = _package(tmp_path_factory.mktemp("p"))
    data = bytearray(path.read_bytes())
    data[place % len(data)] = value
    path.write_bytes(data)
    try:
        assert read_package(path).manifest.format <= 1
    except InputError as error:
        assert path.name in str(error)  # noqa: PT017 - most are refused


def _unit(
    text: str, target: str | None, field: Field = Field.TITLE, state: State = State.DRAFT
) -> Unit:
    return Unit("A", text, target, state, product_key="P", product="杯", field=field)


def test_the_preview_runs_and_fetches_nothing(tmp_path: Path) -> None:
    units = [
        _unit("<script>alert(1)</script>", 'A "cup" & {price}'),
        _unit("不锈钢", None, Field.BULLET, State.UNTRANSLATED),
    ]
    file = tmp_path / "p.html"
    shown = Shown({"P": "pictures/a.png"}, {"P": "฿199"})
    number = write_preview(
        file,
        HEAD,
        units,
        language="th",
        shown=shown,
        rendered=lambda _key, text: text.replace("{price}", "฿199"),
    )
    page = file.read_text("utf-8")
    assert number == 1
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page
    assert "default-src 'none'" in page
    assert "A &quot;cup&quot; &amp; ฿199" in page
    assert '<span lang="zh-Hans" dir="auto" class="open">不锈钢</span>' in page
    assert '<img src="pictures/a.png"' in page
    assert '<p class="price">฿199</p>' in page


def test_the_note_is_in_both_languages_once() -> None:
    text = readme(MADE, [XLIFF], ["en", "en"]).decode("utf-8-sig")
    assert text.count("XLIFF 2.1") == 1
    assert WORKBOOK not in text
    assert "{price}" in text
    assert "{launch}" not in text
    assert "----" in readme(MADE, [], ["en", "th"]).decode()
    assert README.endswith(".txt")
