"""Presets of exports: named choices of targets, formats, folder and options, kept in the workspace."""

from __future__ import annotations

import msgspec

from localizer.catalog import rows
from localizer.catalog.json_text import encode
from localizer.errors import InputError
from localizer.i18n import _
from localizer.store.database import Reader, Row, Step


class Preset(msgspec.Struct, frozen=True):
    """How to export with one click.

    ``targets`` and ``formats`` are as they are written in commands; no targets are all of the launch.
    ``by_target`` names the formats of single targets where they are others; ``given`` is what was filled in
    for the formats, by the code of the setting: ``bom`` asks for a byte-order mark, and so on.
    """

    name: str
    formats: tuple[str, ...]
    targets: tuple[str, ...] = ()
    folder: str = ""
    by_target: dict[str, tuple[str, ...]] = {}
    approved_only: bool = True
    only_changed: bool = False
    given: dict[str, str] = {}


def save(step: Step, preset: Preset) -> None:
    """Keep ``preset``, over one of its name. Raises `InputError` where it has no name or no format."""
    if not preset.name.strip():
        raise InputError(_("Give the preset a name."))
    if not preset.formats and not any(preset.by_target.values()):
        raise InputError(_("Choose at least one format for the preset."))
    rows.put(step, "export_preset", {"name": preset.name}, {"content": encode(preset)})


def remove(step: Step, name: str) -> None:
    """Remove the preset ``name``. Raises `InputError` when there is none."""
    if not rows.remove(step, "export_preset", {"name": name}):
        raise InputError(_missing(step, name))


def all_presets(reader: Reader) -> tuple[Preset, ...]:
    """Return every preset by name."""
    found = reader.rows("SELECT * FROM export_preset ORDER BY name COLLATE NOCASE, id")
    return tuple(map(_preset, found))


def find(reader: Reader, name: str) -> Preset:
    """Return the preset ``name``. Raises `InputError` when there is none."""
    row = reader.one("SELECT * FROM export_preset WHERE name = ?", (name,))
    if row is None:
        raise InputError(_missing(reader, name))
    return _preset(row)


def _missing(reader: Reader, name: str) -> str:
    known = ", ".join(one.name for one in all_presets(reader))
    if not known:
        return _("There is no preset “{name}”; none is saved yet.").format(name=name)
    return _("There is no preset “{name}”. There are: {known}.").format(name=name, known=known)


def _preset(row: Row) -> Preset:
    return msgspec.json.decode(row["content"], type=Preset)
