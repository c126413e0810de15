"""What request bodies for marketplaces have in common: one JSON object a product, a line each."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import msgspec

from localizer.export.channels.numbered import NumberedFile
from localizer.export.channels.upload import NOT_WEB, Upload, cell_texts
from localizer.export.channels.words import is_web
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.writer import Head, Part

Json = dict[str, object]
#: Amounts keep their digits and are numbers, as the interfaces have them.
ENCODER = msgspec.json.Encoder(decimal_format="number")


class PayloadWriter(Upload):
    """Writes one request body a line into ``KIND.jsonl``; a program sends them one by one."""

    KEEPS_CHANNEL: ClassVar[bool] = True
    KIND: ClassVar[str]

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file."""
        super().__init__(head)
        self._file = NumberedFile(folder, self.KIND, ".jsonl")

    @abstractmethod
    def body(self, content: ProductContent) -> Json:
        """Return the request body that makes one product."""

    def texts(self, content: ProductContent) -> Iterable[tuple[str, str]]:
        """Yield what is written of the product."""
        yield "title", content.rows[0].texts.title
        yield "description", self.description(content)
        yield "brand", content.product.brand
        yield from cell_texts(content.rows)

    def write(self, content: ProductContent) -> bool:
        """Write one line."""
        self._file.write(ENCODER.encode(self.body(content)) + b"\n", 1)
        return True

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the file."""
        del verdict
        return self._file.parts(self.remarks.all())

    def abort(self) -> None:
        """Close the file."""
        self._file.abort()

    def web_images(self, images: Iterable[str], key: str) -> list[str]:
        """Return the pictures with a web address; the others are told."""
        found = list(images)
        web = [image for image in found if is_web(image)]
        if len(web) < len(found):
            self.remarks.note(NOT_WEB, key)
        return web
