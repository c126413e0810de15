"""Pictures for a launch book: from this machine, small, and from no folder but those they belong in."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

import pytest

from localizer.model.product import Product
from localizer.pipeline import book_pictures
from localizer.pipeline.book_pictures import MOST_BYTES, PLAIN_BYTES, BookPictures

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"


def of(*images: str) -> Product:
    return Product(key="A", title="杯", variants=(), images=images)


def test_a_small_picture_goes_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "cup.jpg").write_bytes(PNG + b"x")  # told by its content, not by its name
    address = BookPictures(tmp_path).address(of("cup.jpg", "other.jpg"))
    kind, _comma, content = address.partition(",")
    assert kind == "data:image/png;base64"
    assert b64decode(content) == PNG + b"x"


def test_a_large_one_is_made_smaller_or_stays_out(tmp_path: Path) -> None:
    (tmp_path / "cup.png").write_bytes(PNG + bytes(PLAIN_BYTES))
    assert len(BookPictures(tmp_path).address(of("cup.png"))) > PLAIN_BYTES
    small = BookPictures(tmp_path, lambda _file: JPEG + b"small").address(of("cup.png"))
    assert b64decode(small.partition(",")[2]) == JPEG + b"small"
    (tmp_path / "huge.png").write_bytes(PNG + bytes(MOST_BYTES))
    assert BookPictures(tmp_path).address(of("huge.png")) == ""
    assert BookPictures(tmp_path, lambda _file: None).address(of("huge.png")) == ""


@pytest.mark.parametrize(
    "name",
    ["", "none.png", "https://x.example/cup.png", "../outside.png", "page.svg", "folder", "a\0b"],
)
def test_what_is_elsewhere_or_no_picture_is_left_out(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    (inside / "folder").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(PNG)
    (inside / "page.svg").write_text("<svg onload='x'/>")
    assert BookPictures(inside).address(of(name)) == ""
    assert BookPictures(inside).address(of()) == ""


def test_a_link_that_leads_outside_is_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "outside.png").write_bytes(PNG)
    (inside / "link.png").symlink_to(tmp_path / "outside.png")
    assert BookPictures(inside).address(of("link.png")) == ""


def test_a_picture_of_many_products_is_read_once_and_few_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_pictures, "_KEPT", 2)
    read: list[str] = []

    def shrink(file: Path) -> bytes:
        read.append(file.name)
        return JPEG

    for name in "abc":
        (tmp_path / name).write_bytes(PNG + bytes(PLAIN_BYTES))
    pictures = BookPictures(tmp_path, shrink)
    for name in ("a", "a", "b", "c", "c", "a"):
        assert pictures.address(of(name))
    assert read == ["a", "b", "c", "a"]
