"""What lies in a translator's package beside the texts: products without money, terms, memory, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec
import nh3

from localizer.catalog import memory
from localizer.catalog.markup import TAGS, safe_html
from localizer.errors import InputError
from localizer.exchange.package import PICTURES, Member
from localizer.i18n import _
from localizer.model.exchange import Unit, product_name
from localizer.model.locale import language_script, lookup_chain
from localizer.model.product import Product, Variant
from localizer.model.segment import MemoryUnit
from localizer.paths import resource
from localizer.store.database import Reader

#: Makes a picture small enough to send: its file's bytes as PNG or JPEG, ``None`` where it is no picture.
Shrink = Callable[[Path], bytes | None]
#: Pictures up to this size go as they are; larger ones are made smaller, or stay behind.
PICTURE_BYTES: Final = 200_000
PICTURES_BYTES: Final = 60_000_000
#: A memory up to this size goes whole, of a larger one what fits the sources.
WHOLE_MEMORY: Final = 20_000
MAX_PRODUCTS: Final = 200_000
#: Letters of a catalog's name; longer ones are cut.
MAX_CATALOG: Final = 500
_KINDS: Final = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
)
_HEAD: Final = 16
#: What a product, a variant and a fact cannot be without.
_ALWAYS: Final = frozenset({"key", "title", "variants", "name", "kind", "value"})
_UNTOLD: Final[tuple[object, ...]] = (None, "", [])


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a package: its members, and the name inside by the `product_name` of the product.

    ``left`` counts products whose picture is on the network, too large or none.
    """

    members: tuple[Member, ...]
    names: dict[str, str]
    left: int


def without_money(product: Product) -> Product:
    """Return what a translator may see: no cost, price, stock, offer, certificate, own column."""
    return replace(
        product,
        variants=tuple(_variant(one) for one in product.variants),
        evidence=(),
        offers=(),
        price_records=(),
        extra=(),
    )


def _variant(variant: Variant) -> Variant:
    return replace(variant, cost=None, list_price=None, stock=None, image="")


@dataclass(frozen=True, slots=True)
class Packed:
    """A product of a package; ``catalog`` is told where another catalog has its key."""

    product: Product
    catalog: str = ""

    @property
    def name(self) -> str:
        """Return what tells it from all other products of the package."""
        return product_name(self.product.key, self.catalog)


def products_file(products: Iterable[Packed], pictures: dict[str, str]) -> bytes:
    """Return the products as JSON, each with its one picture in the package."""
    plain = []
    for one in products:
        images = tuple(filter(None, [pictures.get(one.name, "")]))
        told = msgspec.to_builtins(replace(without_money(one.product), images=images))
        plain.append(_told({**told, "catalog": one.catalog}))
    return msgspec.json.encode(plain)


def _told(value: object) -> object:
    """Return what a value tells: whatever is not known is not even named."""
    if isinstance(value, dict):
        kept = {name: _told(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if name in _ALWAYS or one not in _UNTOLD}
    return [_told(one) for one in value] if isinstance(value, list | tuple) else value


class _InCatalog(msgspec.Struct):
    catalog: str = ""


def products_from(data: bytes, name: str) -> tuple[Packed, ...]:
    """Return the products of a package. Raises `InputError` where they cannot be read."""
    try:
        found = msgspec.json.decode(data, type=tuple[Product, ...])
        catalogs = msgspec.json.decode(data, type=tuple[_InCatalog, ...])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ArithmeticError) as error:
        problem = _("The products of {file} cannot be read: {reason}")
        raise InputError(problem.format(file=name, reason=error)) from error
    if len(found) > MAX_PRODUCTS:
        problem = _("{file} has more than {n} products.")
        raise InputError(problem.format(file=name, n=MAX_PRODUCTS))
    made = (
        Packed(_harmless(without_money(one)), where.catalog[:MAX_CATALOG])
        for one, where in zip(found, catalogs, strict=True)
    )
    # of two with one name the first counts, as everywhere
    return tuple({one.name: one for one in reversed(tuple(made))}.values())[::-1]


def _harmless(product: Product) -> Product:
    """Return a product whose description holds nothing active; what is harmless stays to the letter."""
    given = product.description_html
    again = nh3.clean(given, tags=set(TAGS), attributes={}, link_rel=None)
    return product if again == given else replace(product, description_html=safe_html(given))


def excerpt(
    reader: Reader, units: Sequence[Unit], source: str, target: str
) -> Iterator[MemoryUnit]:
    """Yield the pairs of the memory that serve ``units``, the targets of a source together."""
    script, chain = language_script(source), lookup_chain(target)
    if memory.count(reader, script, chain) <= WHOLE_MEMORY:
        ids = sorted(number for number, _text in memory.sources(reader, script, chain))
        yield from _ordered(memory.each(reader, ids))
        return
    hashes = list(dict.fromkeys(unit.source_hash for unit in units))
    yield from _ordered(memory.of_sources(reader, hashes, script, chain))


def _ordered(units: Iterable[MemoryUnit]) -> list[MemoryUnit]:
    return sorted(units, key=lambda one: (one.source, one.source_locale, one.context))


def gather_pictures(
    products: Sequence[Packed], folder: Path, shrink: Shrink | None = None
) -> Pictures:
    """Return the first picture of each product that lies on this machine; the network is never asked."""
    members: list[Member] = []
    names: dict[str, str] = {}
    known: dict[Path, str] = {}
    room = PICTURES_BYTES
    left = 0
    for one in products:
        file = _local(one.product, folder)
        if file is None:
            left += bool(one.product.images)
            continue
        if file not in known:
            data = _content(file, shrink)
            if data is None or len(data) > room:
                left += 1
                continue
            room -= len(data)
            known[file] = f"{PICTURES}p{len(members) + 1:05d}{_ending(data)}"
            members.append(Member(known[file], data))
        names[one.name] = known[file]
    return Pictures(tuple(members), names, left)


def _local(product: Product, folder: Path) -> Path | None:
    """Return the file of a product's first picture, where it lies beside the workspace or in the sample."""
    name = product.images[0] if product.images else ""
    if not name or "://" in name or "\0" in name:
        return None
    try:
        return next(
            (path for path in (folder / name, resource("sample") / name) if path.is_file()), None
        )
    except OSError:
        return None


def _content(file: Path, shrink: Shrink | None) -> bytes | None:
    """Return the bytes of a picture small enough to send, ``None`` where there are none."""
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            if not _ending(stream.read(_HEAD)):
                return None
        if size <= PICTURE_BYTES:
            return file.read_bytes()
    except OSError:
        return None
    made = shrink(file) if shrink is not None else None
    return made if made is not None and _ending(made) and len(made) <= PICTURE_BYTES else None


def _ending(data: bytes) -> str:
    """Return the ending that fits the content of a picture, empty for what is none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return next((ending for start, ending in _KINDS if data.startswith(start)), "")
