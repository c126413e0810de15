"""The translator's package: made for a language, opened as a workspace of its own, sent back.

What comes back is read by `localizer.pipeline.packages_files` and merged by `localizer.pipeline.exchange`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from localizer.catalog import launches, preferences, products
from localizer.errors import InputError
from localizer.exchange.package import ENDING, Manifest
from localizer.i18n import _, closest_language
from localizer.jobs import SILENT, Progress
from localizer.model.exchange import Unit
from localizer.model.launch import Launch, Target
from localizer.model.segment import State, text_hash
from localizer.pipeline import packages_writing
from localizer.pipeline.packages_files import write_units
from localizer.pipeline.packages_material import Shrink
from localizer.pipeline.packages_units import units_for
from localizer.pipeline.packages_writing import Material, PackageReport
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader, Store

#: Key under which a translator's workspace keeps the manifest of its package.
PACKAGE: Final = "package"


def locales_to_send(reader: Reader, launch: Launch) -> tuple[str, ...]:
    """Return the languages of a launch that are another than that of its products."""
    own = {info.locale for info in products.catalogs(reader)}
    return tuple(dict.fromkeys(one.locale for one in launch.targets if one.locale not in own))


def make_package(  # noqa: PLR0913 - each is a choice of the person
    store: Store,
    tools: Tools,
    locale: str,
    out: Path,
    *,
    launch: str | None = None,
    states: Collection[State] | None = None,
    with_prices: bool = False,
    shrink: Shrink | None = None,
    progress: Progress = SILENT,
) -> PackageReport:
    """Write the texts of a launch in ``locale``, with all their context, into the package ``out``.

    ``states`` are those of the texts wanted, all where it is ``None``. ``with_prices`` shows what a buyer
    pays in the preview; costs and margins are never in it. Raises `InputError` where there is nothing to
    send, `OutputError`.
    """
    reader = store.read()
    found = launches.find(reader, launch)
    tools.packs.require(found.targets)
    targets = tuple(one for one in found.targets if one.locale == locale)
    units = _units(store, tools, found, locale, states)
    material = Material(
        store,
        tools,
        found,
        _manifest(store, tools, found, targets, units),
        units,
        targets[0] if with_prices else None,
        shrink,
    )
    return packages_writing.write(material, out, progress)


def _units(
    store: Store, tools: Tools, launch: Launch, locale: str, states: Collection[State] | None
) -> tuple[Unit, ...]:
    known = tuple(dict.fromkeys(one.locale for one in launch.targets))
    if locale not in known:
        problem = _("The launch “{launch}” sells in no language {locale}. It has: {known}.")
        raise InputError(problem.format(launch=launch.name, locale=locale, known=", ".join(known)))
    found = units_for(store.read(), tools, launch, locale)
    units = tuple(one for one in found if states is None or one.state in states)
    if not units:
        raise InputError(_("There is nothing to send in {locale}.").format(locale=locale))
    return units


def _manifest(
    store: Store, tools: Tools, launch: Launch, targets: Iterable[Target], units: tuple[Unit, ...]
) -> Manifest:
    reader = store.read()
    made_at = tools.now().isoformat(timespec="seconds")
    bases = {
        one.id: (one.source_hash, text_hash(one.target) if one.target else "") for one in units
    }
    workspace = workspace_id(reader)
    locale = next(iter(targets)).locale
    content = msgspec.json.encode((workspace, launch.name, locale, made_at, bases))
    return Manifest(
        package_id=hashlib.blake2b(content, digest_size=8).hexdigest(),
        workspace_id=workspace,
        source_locale=products.catalogs(reader)[0].locale,
        target_locale=locale,
        launch=launch.name,
        date=launch.date.isoformat(),
        made_at=made_at,
        targets=tuple(tools.packs.label(one) for one in targets),
        sender=store.person,
        units=len(units),
        bases=bases,
    )


def workspace_id(reader: Reader) -> str:
    """Return what tells a workspace from others wherever its file lies: when and how it began."""
    return products.beginning(reader)


def package_of(reader: Reader) -> Manifest | None:
    """Return the manifest of the package a translator's workspace was made from, if it is one."""
    text = preferences.read(reader, PACKAGE)
    return msgspec.json.decode(text, type=Manifest) if text else None


def return_package(
    store: Store, tools: Tools, out: Path, *, progress: Progress = SILENT
) -> PackageReport:
    """Write the texts of a translator's workspace for who sent them: as a package, or as one file.

    A file that does not end in ``.localizer-pkg`` is XLIFF, a workbook, CSV or PO by its ending. Raises
    `InputError` for a workspace that was not made from a package, `OutputError`.
    """
    reader = store.read()
    manifest = package_of(reader)
    if manifest is None:
        raise InputError(_("This workspace was not made from a translator's package."))
    launch = launches.find(reader, manifest.launch)
    units = tuple(_as_it_went(units_for(reader, tools, launch, manifest.target_locale), manifest))
    back = msgspec.structs.replace(
        manifest,
        returned=True,
        units=len(units),
        made_at=tools.now().isoformat(timespec="seconds"),
        sender=store.person,
    )
    if out.suffix.lower() == ENDING:
        material = Material(store, tools, launch, back, units)
        return packages_writing.write(material, out, progress)
    language = closest_language(manifest.target_locale)
    written = write_units(out, back.head, units, language, progress=progress)
    return PackageReport(
        out,
        manifest.package_id,
        manifest.target_locale,
        manifest.launch,
        written.units,
        len({one.product_key for one in units}),
        out.stat().st_size,
        left_out=written.left_out,
        returned=True,
    )


def _as_it_went(units: Iterable[Unit], manifest: Manifest) -> Iterator[Unit]:
    """Yield the texts of the package, each with the hashes of what went out."""
    for unit in units:
        base = manifest.bases.get(unit.id)
        if base is not None:
            yield replace(unit, source_hash=base[0], base_hash=base[1])
