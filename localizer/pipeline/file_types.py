"""What the system has to know so that a double click on our files opens them: written for one person.

Linux and the like: a desktop entry (freedesktop.org, Desktop Entry Specification, all of it in 1.0), types
of files (Shared MIME-info Specification 0.22) and an icon under the person's own data folder. Windows: keys
under the person's own classes in the registry. Both looked up 2026-11-24. Nothing needs an administrator.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol
from xml.sax.saxutils import escape, quoteattr

from localizer.errors import OutputError
from localizer.exchange.package import ENDING
from localizer.exchange.whole import put_in_place
from localizer.i18n import LANGUAGES, N_, _, in_language
from localizer.paths import resource
from localizer.store.application import APPLICATION_ID

#: How the program is called among the system's files; others take it for the name of its windows too.
NAME: Final = "localizer"
WORKSPACE_TYPE: Final = "application/x-localizer"
PACKAGE_TYPE: Final = "application/x-localizer-package+zip"
WORKSPACE_ENDING: Final = ".localizer"
_CLASSES: Final = r"Software\Classes"
#: Longest time the system's own tools get to take notice, in seconds.
_PATIENCE_S: Final = 20
#: Bytes of a SQLite file where its application's number stands (sqlite.org/fileformat2.html).
_NUMBER_AT: Final = 68
_WHAT: Final = N_("Listings, prices and livestream scripts for many markets")
_WORKSPACE: Final = N_("Localizer workspace")
_PACKAGE: Final = N_("Localizer translator's package")
#: The languages of the program as desktop entries and types of files name them.
_LOCALES: Final[Mapping[str, str]] = {"zh_Hans": "zh_CN", "zh_Hant": "zh_TW"}


@dataclass(frozen=True, slots=True)
class Registered:
    """What was written or removed: files on Linux, keys on Windows; ``told`` are tools that took notice."""

    places: tuple[str, ...]
    told: tuple[str, ...] = ()


# -- Linux -------------------------------------------------------------------------------------------


def register(data_home: Path, command: Sequence[str]) -> Registered:
    """Write desktop entry, types and icon under ``data_home``; ``command`` opens the file put behind it.

    Doing it again is doing it once. Raises `OutputError`; what was there stays whole then.
    """
    made = []
    for path, content in _files(data_home, command).items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _cannot(path, error) from error
        with put_in_place(path) as temporary:
            temporary.write_bytes(content)
        made.append(str(path))
    return Registered(tuple(made), _tell(data_home))


def unregister(data_home: Path) -> Registered:
    """Remove what `register` wrote, and nothing else. Raises `OutputError`."""
    gone = []
    for path in _files(data_home, ()):
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise _cannot(path, error) from error
        gone.append(str(path))
    return Registered(tuple(gone), _tell(data_home) if gone else ())


def _cannot(path: Path, error: OSError) -> OutputError:
    problem = _("{file} cannot be written: {reason}")
    return OutputError(problem.format(file=path, reason=error.strerror or error))


def _files(data_home: Path, command: Sequence[str]) -> dict[Path, bytes]:
    icons = data_home / "icons" / "hicolor" / "scalable" / "apps"
    return {
        data_home / "applications" / f"{NAME}.desktop": desktop_entry(command).encode(),
        data_home / "mime" / "packages" / f"{NAME}.xml": mime_types().encode(),
        icons / f"{NAME}.svg": (resource("desktop") / "localizer.svg").read_bytes(),
    }


def desktop_entry(command: Sequence[str]) -> str:
    """Return the desktop entry; ``%f`` behind ``command`` becomes the file."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.0",
        "Name=Localizer",
        *_localized("Comment", _WHAT),
        f"Exec={' '.join((*map(_argument, command), '%f'))}",
        f"Icon={NAME}",
        "Terminal=false",
        "Categories=Office;",
        f"MimeType={WORKSPACE_TYPE};{PACKAGE_TYPE};",
        f"StartupWMClass={NAME}",
    ]
    return "\n".join(lines) + "\n"


def _argument(text: str) -> str:
    """Return an argument of ``Exec``: quoted, then escaped as every value is, with no field code in it."""
    quoted = "".join(f"\\{one}" if one in '"`$\\' else one for one in text)
    return f'"{quoted}"'.replace("\\", "\\\\").replace("%", "%%").replace("\n", "\\n")


def _localized(name: str, message: str) -> Iterator[str]:
    yield f"{name}={message}"
    for language, text in _said(message):
        yield f"{name}[{language}]={text}"


def _said(message: str) -> Iterator[tuple[str, str]]:
    """Yield ``message`` in the languages that say it differently."""
    for language in LANGUAGES:
        text = in_language(language, message)
        if text != message:
            yield _LOCALES.get(language, language), text


def mime_types() -> str:
    """Return the two types of files: by their endings, a workspace by its first bytes too."""
    number = f'<match type="big32" offset="{_NUMBER_AT}" value="0x{APPLICATION_ID:08x}"/>'
    magic = (
        '<magic priority="60"><match type="string" offset="0" value="SQLite format 3">'
        f"{number}</match></magic>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
        + _mime_type(WORKSPACE_TYPE, _WORKSPACE, "application/vnd.sqlite3", WORKSPACE_ENDING, magic)
        + _mime_type(PACKAGE_TYPE, _PACKAGE, "application/zip", ENDING, "")
        + "</mime-info>\n"
    )


def _mime_type(name: str, comment: str, kind: str, ending: str, magic: str) -> str:
    comments = "".join(
        f"<comment xml:lang={quoteattr(language)}>{escape(text)}</comment>"
        for language, text in _said(comment)
    )
    return (
        f'<mime-type type="{name}"><comment>{escape(comment)}</comment>{comments}'
        f'<sub-class-of type="{kind}"/><icon name="{NAME}"/><glob pattern="*{ending}"/>{magic}'
        "</mime-type>\n"
    )


def _tell(data_home: Path) -> tuple[str, ...]:
    """Let the system's tools take notice, where it has them; without them it does at the next login."""
    told = []
    tools = (("update-mime-database", "mime"), ("update-desktop-database", "applications"))
    for tool, folder in tools:
        found, place = shutil.which(tool), data_home / folder
        if found is None or not place.is_dir():
            continue
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            subprocess.run(  # noqa: S603 - the system's own tool
                [found, str(place)], check=True, capture_output=True, timeout=_PATIENCE_S
            )
            told.append(tool)
    return tuple(told)


# -- Windows -----------------------------------------------------------------------------------------


class Registry(Protocol):
    """The keys of one person, each with its default value."""

    def get(self, key: str) -> str | None:
        """Return the default value of a key, ``None`` where there is no such key."""

    def put(self, key: str, value: str) -> None:
        """Make a key with its default value. Raises `OSError`."""

    def drop(self, key: str) -> None:
        """Remove a key with all below it; nothing where there is none. Raises `OSError`."""


_WINDOWS: Final = (
    (WORKSPACE_ENDING, "Localizer.Workspace", _WORKSPACE),
    (ENDING, "Localizer.Package", _PACKAGE),
)


def register_windows(
    registry: Registry, command: Sequence[str], notify: Callable[[], object]
) -> Registered:
    """Let ``command`` open our files for this person. Raises `OutputError`."""
    line = subprocess.list2cmdline([*command]) + ' "%1"'
    made = []
    try:
        for ending, kind, what in _WINDOWS:
            values = {
                rf"{_CLASSES}\{kind}": _(what),
                rf"{_CLASSES}\{kind}\shell\open\command": line,
                rf"{_CLASSES}\{ending}": kind,
            }
            for key, value in values.items():
                registry.put(key, value)
                made.append(key)
    except OSError as error:
        raise OutputError(
            _("The registry cannot be written: {reason}").format(reason=error)
        ) from error
    notify()
    return Registered(tuple(made))


def unregister_windows(registry: Registry, notify: Callable[[], object]) -> Registered:
    """Remove our keys; an ending that another program took since stays its. Raises `OutputError`."""
    gone = []
    try:
        for ending, kind, _what in _WINDOWS:
            ours = [rf"{_CLASSES}\{kind}"]
            if registry.get(rf"{_CLASSES}\{ending}") == kind:
                ours.append(rf"{_CLASSES}\{ending}")
            for key in ours:
                if registry.get(key) is not None:
                    registry.drop(key)
                    gone.append(key)
    except OSError as error:
        raise OutputError(
            _("The registry cannot be written: {reason}").format(reason=error)
        ) from error
    notify()
    return Registered(tuple(gone))
