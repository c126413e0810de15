"""The index of character n-grams: what is written for a text, and which units share most with another.

Digits are kept as they are: folded, they would make units equal that differ where it matters.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from localizer.jobs import Progress
from localizer.model.locale import HAN_LANGUAGES, language
from localizer.translate.fuzzy.cache_folder import TEXTS
from localizer.translate.fuzzy.index import nfc

if TYPE_CHECKING:
    import mmap

    import tantivy

#: Marks of a text's start and end, so that short texts with one edit still share an n-gram.
_START, _END = "\x02", "\x03"
#: A look-up asks for the rarer part of a text's n-grams: one in two, but never fewer or more than these.
#: Measured with a million product texts: four times as fast as all of them, and as sure; with 88,000
#: sentences of prose twelve times as fast, and as sure.
_ONE_IN: Final = 2
_FEWEST: Final = 16
_MOST: Final = 256
#: Of a longer text so many n-grams are looked at, evenly.
_CONSIDERED: Final = 4096
_HEAP_BYTES: Final = 128_000_000
_LENGTH: Final = struct.Struct("<I")
#: Units between two reports of progress.
_STEP: Final = 1_000
_TOKENIZER: Final = "grams"
#: Only which units have an n-gram is kept: how often and where makes the index larger and no surer.
_KEPT: Final = "basic"


def gram_size(locale: str) -> int:
    """Return how many characters an n-gram has in ``locale``: two for Han, three for all others.

    Thai was measured with both: three finds as much and is faster.
    """
    return 2 if language(locale) in HAN_LANGUAGES else 3


def made_by() -> str:
    """Return the version of the search library and of its files."""
    from tantivy.tantivy import __version__  # noqa: PLC0415 - late: see the package

    return __version__


def open_index(place: Path, size: int) -> tantivy.Index:
    """Open the index of n-grams of ``size`` in ``place``. Raises `ValueError` when it cannot be read."""
    import tantivy  # noqa: PLC0415 - late: see the package

    index = tantivy.Index.open(str(place))
    _register(index, size)
    return index


def write_index(
    place: Path, units: Iterable[tuple[int, str]], size: int, *, total: int, progress: Progress
) -> None:
    """Write ``units`` into the empty folder ``place``.

    Raises `OSError` or `ValueError` when it cannot be written, and `Cancelled`.
    """
    import tantivy  # noqa: PLC0415 - late: see the package

    index = tantivy.Index(_schema(), path=str(place))
    _register(index, size)
    writer = new_writer(index)
    with (place / TEXTS).open("wb") as file:
        try:
            for done, (unit, text) in enumerate(units):
                if done % _STEP == 0:
                    progress.step(done, max(done, total))
                add_unit(writer, file, unit, nfc(text))
            progress.step(total, total)
            writer.commit()
        finally:
            writer.wait_merging_threads()


def new_writer(index: tantivy.Index) -> tantivy.IndexWriter:
    """Return the one writer an index may have. Raises `ValueError` while there is another.

    One thread: more of them leave more pieces, which every look-up goes through.
    """
    return index.writer(_HEAP_BYTES, 1)


def add_unit(writer: tantivy.IndexWriter, file: BinaryIO, unit: int, text: str) -> None:
    """Append ``text`` (NFC) to the ``file`` of texts and add it to the index."""
    import tantivy  # noqa: PLC0415 - late: see the package

    document = tantivy.Document()
    document.add_integer("id", unit)
    document.add_unsigned("length", len(text))
    document.add_unsigned("offset", file.tell())
    document.add_text("grams", _marked(text))
    encoded = text.encode()
    file.write(_LENGTH.pack(len(encoded)) + encoded)
    writer.add_document(document)


def text_at(texts: mmap.mmap | bytes, offset: int) -> str:
    """Return the text that stands at ``offset`` of the file of texts."""
    (length,) = _LENGTH.unpack_from(texts, offset)
    start = offset + _LENGTH.size
    return texts[start : start + length].decode()


def query_of(
    text: str, size: int, index: tantivy.Index, searcher: tantivy.Searcher
) -> tantivy.Query | None:
    """Return the query for units that share n-grams with ``text`` (NFC); ``None`` if none can."""
    import tantivy  # noqa: PLC0415 - late: see the package

    marked = _marked(text)
    count = len(marked) - size + 1
    starts = range(0, count, 1 + count // _CONSIDERED)
    grams = dict.fromkeys(marked[at : at + size] for at in starts)
    counted = [(searcher.doc_freq("grams", gram), gram) for gram in grams]
    rare = _rarest([(count, gram) for count, gram in counted if count])
    if not rare:
        return None
    schema, should = index.schema, tantivy.Occur.Should
    return tantivy.Query.boolean_query(
        [(should, tantivy.Query.term_query(schema, "grams", gram, _KEPT)) for gram in rare]
    )


def _rarest(counted: Sequence[tuple[int, str]]) -> list[str]:
    """Return the n-grams to ask for: those that no unit has are no help and do not count."""
    many = min(_MOST, max(_FEWEST, len(counted) // _ONE_IN))
    return [gram for _count, gram in sorted(counted)[:many]]


def _marked(text: str) -> str:
    return f"{_START}{text}{_END}"


def _schema() -> tantivy.Schema:
    import tantivy  # noqa: PLC0415 - late: see the package

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", indexed=True, fast=True)
    builder.add_unsigned_field("length", fast=True)
    builder.add_unsigned_field("offset", fast=True)
    builder.add_text_field("grams", tokenizer_name=_TOKENIZER, index_option=_KEPT)
    return builder.build()


def _register(index: tantivy.Index, size: int) -> None:
    """Tell ``index`` how to cut texts; this is not kept in its files."""
    import tantivy  # noqa: PLC0415 - late: see the package

    cut = tantivy.Tokenizer.ngram(size, size)
    index.register_tokenizer(_TOKENIZER, tantivy.TextAnalyzerBuilder(cut).build())
