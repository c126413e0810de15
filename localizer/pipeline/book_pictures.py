"""Pictures for a launch book: from this machine only, small, and inside the file itself."""

from __future__ import annotations

from base64 import b64encode
from collections import OrderedDict
from pathlib import Path
from typing import Final

from localizer.model.product import Product
from localizer.paths import resource
from localizer.pipeline.packages_material import Shrink

#: Files up to this size go as they are; larger ones are made smaller, or stay out.
PLAIN_BYTES: Final = 40_000
#: No picture takes more than this in a book.
MOST_BYTES: Final = 200_000
#: Products often share a picture: so many addresses are kept.
_KEPT: Final = 32
_KINDS: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)


class BookPictures:
    """Finds the first picture of a product beside the workspace or in the sample; asks no network."""

    def __init__(self, folder: Path, shrink: Shrink | None = None) -> None:
        """Look for relative names in ``folder``; ``shrink`` makes large pictures small."""
        self._folders = (folder, resource("sample"))
        self._shrink = shrink
        self._known: OrderedDict[Path, str] = OrderedDict()

    def address(self, product: Product) -> str:
        """Return the picture as an address that holds it (``data:``), empty where there is none."""
        file = self._find(product.images[0] if product.images else "")
        if file is None:
            return ""
        if file not in self._known:
            self._known[file] = self._read(file)
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return self._known[file]

    def _find(self, name: str) -> Path | None:
        """Return the file called ``name``; a relative one must stay inside its folder."""
        if not name or "://" in name:
            return None
        try:
            path = Path(name)
            places = [path] if path.is_absolute() else []
            for folder in () if path.is_absolute() else self._folders:
                inside = (folder / path).resolve()
                if inside.is_relative_to(folder.resolve()):
                    places.append(inside)
            return next((one for one in places if one.is_file()), None)
        except (OSError, ValueError):
            return None

    def _read(self, file: Path) -> str:
        try:
            small = file.stat().st_size <= PLAIN_BYTES
            data = file.read_bytes() if small or self._shrink is None else self._shrink(file)
        except OSError:
            return ""
        kind = "" if data is None else _kind(data)
        if data is None or not kind or len(data) > MOST_BYTES:
            return ""
        return f"data:image/{kind};base64,{b64encode(data).decode()}"


def _kind(data: bytes) -> str:
    """Return the kind of a picture by its content, empty for what is none that every reader shows."""
    return next((kind for start, kind in _KINDS if data.startswith(start)), "")
