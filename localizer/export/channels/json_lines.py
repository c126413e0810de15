"""Everything of a target as JSON lines: an object a product, as in the JSON document."""

from __future__ import annotations

from pathlib import Path

import msgspec

from localizer.export.channels.numbered import NumberedFile
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult
from localizer.export.json_format import product_object
from localizer.export.writer import Head, Part


class JsonLinesWriter:
    """Writes ``listings.jsonl``."""

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the file."""
        del head
        self._encoder = msgspec.json.Encoder()
        self._file = NumberedFile(folder, "listings", ".jsonl")

    def add(self, content: ProductContent) -> None:
        """Write one line."""
        self._file.write(self._encoder.encode(product_object(content)) + b"\n", 1)

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the file."""
        del verdict
        return self._file.parts()

    def abort(self) -> None:
        """Close the file."""
        self._file.abort()
