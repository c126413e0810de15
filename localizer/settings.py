"""The person's settings of this program on this machine: declared once, kept in one small file."""

from __future__ import annotations

import contextlib
import getpass
import shutil
from pathlib import Path
from typing import Final

import msgspec
import platformdirs

from localizer import paths

RECENT_KEPT: Final = 8


class EngineSetting(msgspec.Struct, frozen=True):
    """An engine the person turned on. Its key is in the keyring, never here."""

    #: Stable name: the kind, or kind and a name of the person's own (``chat:deepseek``).
    id: str
    #: ``google``, ``deepl``, … of the web, ``chat`` for an endpoint like OpenAI's, ``local`` for a folder.
    kind: str
    #: What it is called in lists; empty means the kind's own name.
    label: str = ""
    #: Address of the person's own server, or of an endpoint.
    url: str = ""
    #: Model of an endpoint.
    model: str = ""
    #: Folder of models on this machine.
    folder: str = ""
    #: Region of the account, which Microsoft asks for.
    region: str = ""
    #: What a million characters cost, a decimal number, and in which currency; empty: what is published.
    price: str = ""
    currency: str = ""
    #: Whether it has a key that it could do without, and that no keyring keeps: it is asked for.
    asks_key: bool = False


class PrompterSetting(msgspec.Struct, frozen=True):
    """How the person likes the prompter."""

    #: Height of the letters the host reads, in pixels of a screen 1080 high.
    size: int = 72
    #: A key of `localizer.ui.look.tokens.STAGES`.
    colours: str = "white_on_black"
    #: Where on the screen is read, in percent of its height from above.
    read_line: int = 35
    #: Speed of the text, in percent of the planned pace.
    speed: int = 100
    #: The text moves when the operator moves it, not by itself.
    by_hand: bool = False
    #: For a glass in front of a camera.
    mirrored: bool = False
    upside_down: bool = False
    #: OpenDyslexic for Latin letters.
    dyslexic: bool = False
    #: Prices are read in words, not in digits.
    in_words: bool = False
    #: What the control room does is shown to the host too.
    control: bool = False
    #: Name of the host's screen; empty takes the second one.
    screen: str = ""


class LastExport(msgspec.Struct, frozen=True):
    """How the files of a workspace were last written: what is asked again needs no choosing."""

    folder: str
    formats: tuple[str, ...]
    drafts: bool = False
    #: Targets that were not wanted, as they are written: ``TH/shopee``.
    left_out: tuple[str, ...] = ()
    only_changed: bool = False
    #: What was filled in for the formats, by the code of the setting.
    given: dict[str, str] = {}


class Settings(msgspec.Struct, frozen=True):
    """What the person chose. Every field has a default, so an old or missing file is no error."""

    #: Language of the program: a key of `localizer.i18n.LANGUAGES`, or empty for the system's.
    language: str = ""
    #: ``system``, ``light`` or ``dark``.
    appearance: str = "system"
    #: Name written into the history; empty means the account's name on this machine.
    person: str = ""
    #: Workspaces opened last, newest first.
    recent: tuple[str, ...] = ()
    #: Engines turned on, in the order they are asked; none at first: nothing leaves this machine.
    engines: tuple[EngineSetting, ...] = ()
    #: Ids of the engines by locale, where the order is another one.
    engine_order: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    #: Whether scripts show under a line how its prices are said.
    prices_in_words: bool = True
    #: Window geometry as Qt encodes it, base64.
    geometry: str = ""
    #: Whether the checks are open under the screen, and how many pixels high they were left.
    checks_open: bool = False
    checks_height: int = 0
    #: Keys the person chose instead of the usual ones, by the command's code.
    keys: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    #: Whether the filters of the review desk are open.
    filters_open: bool = False
    #: Whether the preview of a listing shows a large screen instead of a phone.
    preview_desk: bool = False
    #: Whether screens show hints, and the codes of those the person has seen.
    hints: bool = True
    hints_seen: tuple[str, ...] = ()
    #: Whether nothing may move or blink that need not: bars that only say that work goes on, the text cursor.
    less_motion: bool = False
    #: How the files of each workspace were last written, by its path, the newest last.
    exports: dict[str, LastExport] = msgspec.field(default_factory=dict)
    prompter: PrompterSetting = PrompterSetting()
    #: Folder with Hunspell dictionaries (``de_DE.dic`` with ``de_DE.aff``); empty for the usual one.
    dictionaries: str = ""

    def engine(self, name: str) -> EngineSetting | None:
        """Return the engine called ``name``: that with this id, else the only one so called in lists."""
        wanted = name.strip().casefold()
        by_id = [one for one in self.engines if wanted and one.id.casefold() == wanted]
        by_name = [one for one in self.engines if wanted and one.label.casefold() == wanted]
        if by_id:
            return by_id[0]
        return by_name[0] if len(by_name) == 1 else None

    def engines_for(self, locale: str) -> tuple[EngineSetting, ...]:
        """Return the engines for ``locale`` in the order they are asked."""
        order = self.engine_order.get(locale, ())
        ranks = {name: rank for rank, name in enumerate(order)}
        return tuple(sorted(self.engines, key=lambda one: ranks.get(one.id, len(ranks))))

    def with_recent(self, workspace: Path) -> Settings:
        """Return the settings with ``workspace`` first among the recent ones."""
        name = str(workspace.absolute())
        others = [item for item in self.recent if item != name]
        return msgspec.structs.replace(self, recent=(name, *others)[:RECENT_KEPT])

    def with_export(self, workspace: Path, made: LastExport) -> Settings:
        """Return the settings with how the files of ``workspace`` were written just now."""
        name = str(workspace.absolute())
        others = [(path, one) for path, one in self.exports.items() if path != name]
        kept = dict([*others, (name, made)][-RECENT_KEPT:])
        return msgspec.structs.replace(self, exports=kept)


def changed(settings: Settings, **fields: object) -> Settings:
    """Return the settings with other values in ``fields``."""
    return msgspec.structs.replace(settings, **fields)


def settings_path() -> Path:
    """Return where the settings lie on this system."""
    return paths.settings_path()


def packs_folder() -> Path:
    """Return the folder for packs of the user's own; it need not exist."""
    return settings_path().parent / "packs"


def dictionaries_folder() -> Path:
    """Return the folder for Hunspell dictionaries of the person's own; it need not exist."""
    chosen = load().dictionaries
    return Path(chosen) if chosen else settings_path().parent / "dictionaries"


def cache_folder() -> Path:
    """Return the folder for what can be made again at any time; it need not exist."""
    return Path(platformdirs.user_cache_dir("localizer", appauthor=False))


def load(path: Path | None = None) -> Settings:
    """Read the settings; a missing or unreadable file gives the defaults."""
    place = path or settings_path()
    try:
        return msgspec.json.decode(place.read_bytes(), type=Settings)
    except OSError:
        return Settings()
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        with contextlib.suppress(OSError):  # the next save would write over what a person may mend
            shutil.copyfile(place, place.with_suffix(".broken"))
        return Settings()


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings beside and replace the file; a machine without a home keeps none."""
    final = path or settings_path()
    partial = final.with_suffix(".part")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(msgspec.json.format(msgspec.json.encode(settings)))
        partial.replace(final)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def person_name(settings: Settings) -> str:
    """Return the name for the history."""
    if settings.person:
        return settings.person
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
