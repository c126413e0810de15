"""What depends on this machine: `doctor` says what is missing and how to mend it."""

from __future__ import annotations

import importlib.util
import platform
from dataclasses import dataclass
from pathlib import Path

import click

from localizer import __version__
from localizer.cli.mending import look_over
from localizer.cli.options import as_json
from localizer.cli.output import emit
from localizer.errors import EnvironmentProblem
from localizer.i18n import _
from localizer.packs.banks import Banks
from localizer.packs.bundle import load_packs
from localizer.packs.dictionaries import find, system_folders
from localizer.packs.markets import load_markets
from localizer.paths import resource
from localizer.settings import dictionaries_folder, packs_folder, settings_path
from localizer.ui.actions.machine import missing_library, require_display

EXIT_ACT = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing `doctor` looked at. ``needed`` is false for what the program can do without."""

    name: str
    ok: bool
    needed: bool
    what: str


def can_show() -> bool:
    """Tell whether a window can be shown on this machine."""
    try:
        require_display()
    except EnvironmentProblem:
        return False
    return not _qt_problem()


@click.command()
@click.argument("ws", required=False, type=click.Path(path_type=Path))
@click.option("--mend", is_flag=True, help="Remove rows without owners; make anew what is derived.")
@click.option(
    "--salvage",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Save what can be read of a damaged WS into this new workspace.",
)
@as_json
def doctor(ws: Path | None, *, mend: bool, salvage: Path | None, json_: bool) -> int:
    """Say what is missing on this machine, or what is wrong with the workspace WS, and how to mend it."""
    if ws is not None:
        return look_over(ws, mend=mend, salvage_to=salvage, json_=json_)
    if mend or salvage is not None:
        raise click.UsageError(_("Name the workspace that is to be mended."))
    found = [_versions(), _qt(), _display(), _fonts(), _settings(), _own_packs(), _keyring()]
    found.append(_dictionaries())
    bad = [item for item in found if item.needed and not item.ok]
    if json_:
        emit({"ok": not bad, "findings": found})
    else:
        for item in found:
            mark = "✓" if item.ok else ("✗" if item.needed else "–")
            click.echo(f"{mark} {item.name}: {item.what}")
    return EXIT_ACT if bad else 0


def _versions() -> Finding:
    what = f"localizer {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return Finding(_("Program"), ok=True, needed=True, what=what)


def _qt_problem() -> str:
    """Return why Qt cannot be loaded, empty when it can."""
    if importlib.util.find_spec("PySide6") is None:
        return _("PySide6 is not installed. Mend it with: pip install PySide6-Essentials")
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        return missing_library(str(error))
    return ""


def _qt() -> Finding:
    problem = _qt_problem()
    return Finding(_("Qt libraries"), not problem, needed=True, what=problem or _("found"))


def _display() -> Finding:
    try:
        require_display()
    except EnvironmentProblem as error:
        return Finding(_("Display"), ok=False, needed=False, what=str(error))
    return Finding(_("Display"), ok=True, needed=False, what=_("found"))


def _fonts() -> Finding:
    files = sorted(resource("fonts").glob("*.[ot]tf"))
    if files:
        what = _("{n} bundled fonts; none of the system's is needed").format(n=len(files))
        return Finding(_("Fonts"), ok=True, needed=True, what=what)
    what = _("The bundled fonts are missing. Install the program again.")
    return Finding(_("Fonts"), ok=False, needed=True, what=what)


def _settings() -> Finding:
    return Finding(_("Settings"), ok=True, needed=False, what=str(settings_path()))


def _own_packs() -> Finding:
    own = packs_folder()
    if not own.is_dir():
        what = _("none; markets, channels, sizes and scripts of your own go into {folder}").format(
            folder=own
        )
        return Finding(_("Own packs"), ok=True, needed=False, what=what)
    refused = (*load_packs(own=own).refused, *Banks(own=own / "scripts").refused)
    what = "; ".join(refused) or _("found in {folder}").format(folder=own)
    return Finding(_("Own packs"), not refused, needed=True, what=what)


def _keyring() -> Finding:
    if importlib.util.find_spec("keyring") is None:
        what = _(
            "not installed; only translation engines need it: pip install 'localizer[engines]'"
        )
        return Finding(_("Keyring"), ok=False, needed=False, what=what)
    return Finding(_("Keyring"), ok=True, needed=False, what=_("found"))


def _dictionaries() -> Finding:
    """Tell whose spelling can be checked."""
    own, name = dictionaries_folder(), _("Spelling")
    if importlib.util.find_spec("hunspell") is None:
        what = _(
            "not installed; only the spelling check needs it: pip install 'localizer[spelling]'"
        )
        return Finding(name, ok=False, needed=False, what=what)
    places = (own, *system_folders())
    found = [
        tag for market in load_markets().values() for tag in market.locales if find(tag, places)
    ]
    if not found:
        what = _("no dictionary; those of Hunspell (de_DE.dic with de_DE.aff) go into {folder}")
        return Finding(name, ok=False, needed=False, what=what.format(folder=own))
    return Finding(name, ok=True, needed=False, what=", ".join(dict.fromkeys(found)))
