"""A package somebody sent becomes a workspace of its own, with its one language and nothing else.

Opening the same package again opens the same workspace: what was done in it is all there.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from localizer.catalog import (
    assignments,
    launches,
    notes,
    preferences,
    products,
    segments,
    steps,
    translations,
)
from localizer.catalog.packages import PLAIN_CATALOG
from localizer.errors import InputError, LocalizerError, OutputError, WorkspaceError
from localizer.exchange.package import MEMORY, PRODUCTS, TERMS, Manifest
from localizer.exchange.package_reading import Package, read_package
from localizer.export.files import safe_name
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Part, Progress
from localizer.model.exchange import Unit, product_of, unit_id
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.model.segment import Origin, Segment, State, Translation, text_hash
from localizer.pipeline.memory import import_memory
from localizer.pipeline.packages import PACKAGE, package_of
from localizer.pipeline.packages_files import read_texts
from localizer.pipeline.packages_material import Packed, products_from
from localizer.pipeline.run import check
from localizer.pipeline.term_exchange import import_terms
from localizer.pipeline.tools import Tools
from localizer.store.database import Step, Store, create, open_store

WORKSPACE: Final = ".localizer"
_UNFINISHED: Final = ".localizer-opening"
#: How the work is shared out on the progress bar: terms and memory, texts, checks.
_WORDS: Final = 0.2
_TEXTS: Final = 0.6
_CHUNK: Final = 50


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """Where the workspace of a package is, and what it holds.

    ``is_new`` tells that it was made now. ``unknown`` counts texts that fit no product of the package;
    ``problems`` are sentences about what could not be used.
    """

    workspace: Path
    is_new: bool
    units: int = 0
    unknown: int = 0
    problems: tuple[str, ...] = ()


def open_package(
    path: Path, folder: Path, tools: Tools, *, person: str = "", progress: Progress = SILENT
) -> OpenedPackage:
    """Return the workspace of the package ``path``, made in ``folder`` where it is opened the first time.

    Raises `InputError` for a package that cannot be used, `OutputError`, `WorkspaceError`.
    """
    package = read_package(path)
    workspace = folder / _name(package.manifest)
    if workspace.exists():
        _refuse_another(workspace, package.manifest, person)
        return OpenedPackage(workspace, is_new=False, units=package.manifest.units)
    _make_folder(folder)
    unfinished = workspace.with_suffix(_UNFINISHED)
    _remove(unfinished)  # what a crash left
    store = create(unfinished, person=person)
    try:
        opened = _Opening(store, package, tools, workspace).fill(progress)
        store.close()
        unfinished.rename(workspace)
    except BaseException:
        store.close()
        _remove(unfinished)
        raise
    return opened


def workspaces_folder(path: Path, fallback: Path) -> Path:
    """Return where the workspace of a package goes: beside it, else where one can write."""
    with contextlib.suppress(OSError), tempfile.TemporaryFile(dir=path.parent):
        return path.parent
    return fallback


def _name(manifest: Manifest) -> str:
    said = safe_name(f"{manifest.launch} {manifest.target_locale}", "package")
    return f"{said} {manifest.package_id[:8]}{WORKSPACE}"


def _refuse_another(workspace: Path, manifest: Manifest, person: str) -> None:
    """Raise `WorkspaceError` where a file of that name is not this package's workspace."""
    with open_store(workspace, person=person) as store:
        known = package_of(store.read())
    if known is None or known.package_id != manifest.package_id:
        problem = _("{file} is in the way: it is no workspace of this package. Move it away.")
        raise WorkspaceError(problem.format(file=workspace))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = _("The folder {folder} cannot be made: {reason}. Check its place and rights.")
        raise OutputError(problem.format(folder=folder, reason=error.strerror or error)) from error


def _remove(workspace: Path) -> None:
    """Remove the files of a closed workspace that was not finished."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{workspace}{ending}").unlink(missing_ok=True)


class _Opening:
    """Fills an empty workspace."""

    def __init__(self, store: Store, package: Package, tools: Tools, workspace: Path) -> None:
        self._store, self._package, self._tools = store, package, tools
        self._workspace = workspace
        self._manifest = package.manifest
        self._problems: list[str] = []

    def fill(self, progress: Progress) -> OpenedPackage:
        """Bring everything in and check it, so that what needs a look is seen first."""
        incoming = read_texts(self._package)
        self._problems += incoming.problems
        targets = self._targets()
        self._words(Part(progress, 0, _WORDS))
        found = self._products()
        unknown = self._texts(found, incoming.units, targets, Part(progress, _WORDS, _TEXTS))
        check(self._store, self._tools, progress=Part(progress, _TEXTS, 1))
        with self._store.derive() as step:
            steps.forget_all(step)  # an undo too many must not empty the workspace
        return OpenedPackage(
            self._workspace,
            is_new=True,
            units=len(incoming.units) - unknown,
            unknown=unknown,
            problems=tuple(self._problems),
        )

    def _targets(self) -> tuple[Target, ...]:
        """Return the targets there are packs for here. Raises `InputError` where there is none."""
        found: list[Target] = []
        problem = ""
        for text in self._manifest.targets:
            try:
                target = self._tools.packs.resolve_target(text)
            except InputError as error:
                problem = str(error)
                continue
            if target.locale == self._manifest.target_locale:
                found.append(target)
        if not found:
            said = _("The package is for no market this program knows. {reason}")
            raise InputError(said.format(reason=problem).strip())
        return tuple(found)

    def _words(self, progress: Progress) -> None:
        """Take terms and memory over; without them the texts can be worked on all the same."""
        with tempfile.TemporaryDirectory(prefix="localizer-package-") as folder:
            for name in (TERMS, MEMORY):
                if name not in self._package.names:
                    continue
                file = Path(folder) / name
                self._package.unpack(name, file)
                try:
                    if name == MEMORY:
                        import_memory(self._store, file, progress=progress)
                    else:
                        import_terms(self._store, self._tools, file, progress=progress)
                except LocalizerError as error:
                    self._problems.append(str(error))

    def _products(self) -> tuple[Packed, ...]:
        """Return the products with their pictures beside the workspace."""
        if PRODUCTS not in self._package.names:
            problem = _("{file} holds no products; open its {texts} in a tool of your own.")
            raise InputError(
                problem.format(file=self._package.path.name, texts=self._package.texts)
            )
        with tempfile.TemporaryDirectory(prefix="localizer-package-") as folder:
            file = Path(folder) / PRODUCTS
            self._package.unpack(PRODUCTS, file)
            found = products_from(file.read_bytes(), self._package.path.name)
        places = self._pictures()
        return tuple(replace(one, product=_with_pictures(one.product, places)) for one in found)

    def _pictures(self) -> dict[str, str]:
        """Unpack the pictures; return where each is, as the workspace names it."""
        names = self._package.pictures()
        folder = self._workspace.with_suffix(".pictures")
        if names:
            _make_folder(folder)
        places: dict[str, str] = {}
        for name in names:
            file = folder / Path(name).name
            self._package.unpack(name, file)
            places[name] = f"{folder.name}/{file.name}"
        return places

    def _texts(
        self,
        found: Sequence[Packed],
        units: Sequence[Unit],
        targets: Sequence[Target],
        progress: Progress,
    ) -> int:
        """Write products, texts and the launch in one step; return how many units fit nothing."""
        by_product: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            by_product[product_of(unit)].append(unit)
        manifest = self._manifest
        with self._store.step(N_("Open the package {file}"), file=self._package.path.name) as step:
            placed = 0
            for done, (number, one) in enumerate(self._saved(step, found)):
                if done % _CHUNK == 0:
                    progress.step(done, len(found))
                placed += self._texts_of(step, number, one.catalog, by_product.get(one.name, ()))
            day = dt.date.fromisoformat(manifest.date)
            launches.create(step, manifest.launch or manifest.package_id, targets, day)
            preferences.write(step, PACKAGE, msgspec.json.encode(manifest).decode())
        return len(units) - placed

    def _saved(self, step: Step, found: Sequence[Packed]) -> Iterator[tuple[int, Packed]]:
        """Save the products, those of a catalog together, and yield each with its id."""
        plain = self._manifest.launch or self._manifest.package_id
        names = {one.catalog for one in found}
        if plain in names:
            plain = f"{plain} ({self._manifest.package_id[:8]})"
        preferences.write(step, PLAIN_CATALOG, plain)
        for name in sorted(names):
            mine = [one for one in found if one.catalog == name]
            catalog = products.ensure_catalog(step, name or plain, self._manifest.source_locale)
            products.save_products(step, catalog, [one.product for one in mine])
            ids = products.product_ids(step, catalog)
            products.ensure_segments(step, ids)
            yield from zip(ids, mine, strict=True)

    def _texts_of(self, step: Step, product_id: int, catalog: str, units: Iterable[Unit]) -> int:
        wanted = {unit.id: unit for unit in units}
        placed = 0
        for segment in segments.of_product(step, product_id):
            key = products.key_of(step, product_id)
            unit = wanted.get(unit_id(key, segment.field, segment.name, segment.position, catalog))
            if unit is not None:
                self._text(step, segment, unit)
                placed += 1
        return placed

    def _text(self, step: Step, segment: Segment, unit: Unit) -> None:
        locale = self._manifest.target_locale
        if unit.previous_source:
            segments.set_previous(step, segment.id, unit.previous_source)
        number = translations.save(step, None, _translation(segment, unit, locale))
        for note in unit.notes:
            where = "" if note.to_all else locale
            notes.keep(
                step, segment.id, where, note.text, by=note.by, at=note.at, resolved=note.resolved
            )
        if unit.locked:
            assignments.set_locked(step, [number], locked=True)


def _with_pictures(product: Product, places: Mapping[str, str]) -> Product:
    return replace(product, images=tuple(places[one] for one in product.images if one in places))


def _translation(segment: Segment, unit: Unit, locale: str) -> Translation:
    """Return the text of a unit as the desk keeps it; an older source marks it as outdated."""
    has_text = bool(unit.target)
    outdated = has_text and unit.previous_source and unit.state is not State.UNTRANSLATED
    return Translation(
        segment_id=segment.id,
        locale=locale,
        text=unit.target or "",
        state=unit.state,
        origin=_origin(unit),
        source_hash=text_hash(unit.previous_source) if outdated else segment.source_hash,
        reason=unit.reason if not outdated else "",
        comment=_last_word(unit),
    )


def _origin(unit: Unit) -> Origin:
    """Return where a text is from; of a draft nobody says it of, nobody has seen the words."""
    if not unit.target:
        return Origin.NONE
    if unit.origin in set(Origin):
        return Origin(unit.origin)
    return Origin.ENGINE if unit.state is State.DRAFT else Origin.PERSON


def _last_word(unit: Unit) -> str:
    """Return why a text was sent back: what was said of it last."""
    if unit.state is not State.SENT_BACK:
        return ""
    said = [note.text for note in unit.notes if not note.to_all and not note.resolved]
    return said[-1] if said else ""
