"""Writing the files of a package into a folder of its own, and from there into the archive."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from localizer.catalog import launches, products
from localizer.catalog.packages import catalog_names
from localizer.exchange.package import (
    MEMORY,
    PREVIEW,
    PRODUCTS,
    README,
    TERMS,
    TEXTS,
    WORKBOOK,
    XLIFF,
    Manifest,
    Member,
    write_package,
)
from localizer.exchange.package_preview import Shown, write_preview
from localizer.exchange.package_words import readme
from localizer.export.tokens import render
from localizer.i18n import active_language, closest_language
from localizer.jobs import Part, Progress
from localizer.model.exchange import Unit, product_of
from localizer.model.launch import Launch, Target
from localizer.model.segment import State
from localizer.pipeline.packages_files import WRITERS, units_file, write_units
from localizer.pipeline.packages_material import (
    Packed,
    Pictures,
    Shrink,
    excerpt,
    gather_pictures,
    products_file,
)
from localizer.pipeline.stage_rules import token_source
from localizer.pipeline.term_exchange import export_terms_for
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from localizer.translate.tmx import write_tmx

#: How the work is shared out on the progress bar: each file of texts, then the rest.
_EACH: Final = 0.4


@dataclass(frozen=True, slots=True)
class PackageReport:
    """A package that was written: what is in it, and what could not be.

    ``states`` counts its texts; ``left_out`` are texts the workbook cannot hold (they are in the XLIFF);
    ``no_picture`` counts products whose picture is not on this machine or too large.
    """

    path: Path
    package_id: str
    locale: str
    launch: str
    units: int
    products: int
    bytes: int
    states: dict[State, int] = field(default_factory=dict)
    terms: int = 0
    memory: int = 0
    pictures: int = 0
    no_picture: int = 0
    left_out: tuple[str, ...] = ()
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """What a package is written from. ``target`` is where prices are looked up, ``None`` for no prices."""

    store: Store
    tools: Tools
    launch: Launch
    manifest: Manifest
    units: tuple[Unit, ...]
    target: Target | None = None
    shrink: Shrink | None = None


def write(material: Material, out: Path, progress: Progress) -> PackageReport:
    """Write the package ``out``; the old file stays whole until the new one is. Raises `OutputError`."""
    with tempfile.TemporaryDirectory(prefix="localizer-package-") as folder:
        return _Writing(material, Path(folder)).write(out, progress)


class _Writing:
    """Makes the members in a folder."""

    def __init__(self, material: Material, folder: Path) -> None:
        self._material, self._folder = material, folder
        self._reader = material.store.read()
        self._language = closest_language(material.manifest.target_locale)
        self._members: list[Member] = []

    def write(self, out: Path, progress: Progress) -> PackageReport:
        """Write everything and tell what it came to."""
        material = self._material
        wanted = self._products()
        pictures = self._pictures(tuple(wanted.values()))
        units = tuple(
            replace(one, picture=pictures.names.get(product_of(one), "")) for one in material.units
        )
        left_out = self._texts(units, progress)
        terms, memory = self._words(units)
        self._add(PRODUCTS, products_file(wanted.values(), pictures.names))
        self._preview(units, wanted, pictures)
        names = [one.name for one in self._members]
        self._add(README, readme(material.manifest, names, (self._language, active_language())))
        whole = (*self._members, *pictures.members)
        manifest = write_package(
            out, material.manifest, whole, progress=Part(progress, 2 * _EACH, 1)
        )
        return PackageReport(
            path=out,
            package_id=manifest.package_id,
            locale=manifest.target_locale,
            launch=manifest.launch,
            units=len(units),
            products=len(wanted),
            bytes=out.stat().st_size,
            states=dict(Counter(one.state for one in units)),
            terms=terms,
            memory=memory,
            pictures=len(pictures.names),
            no_picture=pictures.left,
            left_out=left_out,
            returned=manifest.returned,
        )

    def _products(self) -> dict[int, Packed]:
        """Return the products of the units, by their ids, in the order of the launch."""
        wanted = {product_of(one) for one in self._material.units}
        order = launches.launch_products(self._reader, self._material.launch)
        catalogs = catalog_names(self._reader)
        packed = {
            number: Packed(product, catalogs.get(number, ""))
            for number, product in products.load_each(self._reader, order)
        }
        return {number: one for number, one in packed.items() if one.name in wanted}

    def _pictures(self, wanted: tuple[Packed, ...]) -> Pictures:
        if self._material.manifest.returned:
            return Pictures((), {}, 0)  # whoever sent them has them
        folder = self._material.store.path.parent
        return gather_pictures(wanted, folder, self._material.shrink)

    def _texts(self, units: tuple[Unit, ...], progress: Progress) -> tuple[str, ...]:
        """Write the texts for our program and for others; return what the workbook cannot hold."""
        head = self._material.manifest.head
        self._add(TEXTS, units_file(units))
        left_out: tuple[str, ...] = ()
        for place, name in enumerate(name for name in (XLIFF, WORKBOOK) if _is_written(name)):
            part = Part(progress, place * _EACH, (place + 1) * _EACH)
            written = write_units(self._file(name), head, units, self._language, progress=part)
            left_out += written.left_out
        return left_out

    def _words(self, units: tuple[Unit, ...]) -> tuple[int, int]:
        """Write terms and memory; return the number of concepts and pairs."""
        manifest, tools = self._material.manifest, self._material.tools
        source, target = manifest.source_locale, manifest.target_locale
        # Whoever sent the package has the program's terms: what comes back is what was set by hand.
        texts = () if manifest.returned else tuple(one.source for one in units)
        terms = export_terms_for(self._reader, tools, self._file(TERMS), target, texts)
        pairs = excerpt(self._reader, units, source, target)
        return terms, write_tmx(self._file(MEMORY), pairs, source_locale=source)

    def _preview(
        self, units: tuple[Unit, ...], wanted: dict[int, Packed], pictures: Pictures
    ) -> None:
        values = self._values(wanted)
        write_preview(
            self._file(PREVIEW),
            self._material.manifest.head,
            units,
            language=self._language,
            shown=Shown(
                pictures.names,
                {key: said["price"] for key, said in values.items() if "price" in said},
            ),
            rendered=lambda key, text: render(text, values.get(key, {})),
        )

    def _values(self, wanted: dict[int, Packed]) -> dict[str, dict[str, str]]:
        """Return what the tokens of each product stand for, where prices may be shown."""
        material = self._material
        if material.target is None:
            return {}
        said = token_source(material.tools, material.launch, tuple(wanted))
        return {
            one.name: said(self._reader, number, material.target) for number, one in wanted.items()
        }

    def _file(self, name: str) -> Path:
        """Return where to write a member, which is in the package from now on."""
        file = self._folder / name
        self._members.append(Member(name, file))
        return file

    def _add(self, name: str, content: bytes) -> None:
        self._members.append(Member(name, content))


def _is_written(name: str) -> bool:
    """Tell whether there is a writer for a file of texts."""
    return Path(name).suffix in WRITERS
