"""A show's file put in place: whole or not at all, in a folder that is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from localizer.errors import OutputError
from localizer.export.files import Scratch, sync_folder, told
from localizer.export.show.cues import Cue
from localizer.export.show.docx_file import docx_bytes
from localizer.export.show.html_file import html_page
from localizer.export.show.markdown_file import markdown_page
from localizer.export.show.rundown_file import rundown_table
from localizer.export.show.sheet import ShowFormat, ShowSheet
from localizer.export.show.subtitles import srt_page, vtt_page
from localizer.export.show.text_file import text_page
from localizer.i18n import _

_SUBTITLES: Final[dict[ShowFormat, Callable[[Sequence[Cue]], str]]] = {
    ShowFormat.SRT: srt_page,
    ShowFormat.VTT: vtt_page,
}


def subtitle_bytes(cues: Sequence[Cue], kind: ShowFormat) -> bytes:
    """Return subtitles as ``kind``."""
    return _SUBTITLES[kind](cues).encode()


def document_bytes(sheet: ShowSheet, kind: ShowFormat, *, words: bool = False) -> bytes:
    """Return a show as ``kind``, which is no subtitle and not PDF; prices are in ``words`` or in digits."""
    if kind is ShowFormat.DOCX:
        return docx_bytes(sheet, words=words)
    if kind is ShowFormat.CSV:
        # spreadsheets tell UTF-8 by the mark at the beginning
        return rundown_table(sheet).encode("utf-8-sig")
    pages = {
        ShowFormat.HTML: html_page,
        ShowFormat.MD: markdown_page,
        ShowFormat.TXT: text_page,
    }
    return pages[kind](sheet, words=words).encode()


def put(path: Path, content: bytes) -> Path:
    """Write ``content`` as ``path``, over an older file; return the path.

    Raises `OutputError` where the folder is missing, a folder stands there, or it cannot be written to.
    """
    folder = path.parent
    if not folder.is_dir():
        raise OutputError(
            _("There is no folder {folder}. Make it or choose another one.").format(folder=folder)
        )
    if path.exists() and not path.is_file():
        raise OutputError(
            _("{file} is no file that could be written over. Choose another name.").format(
                file=path
            )
        )
    with Scratch(folder) as scratch:
        waiting = scratch.path / "show"
        with told(path):
            waiting.write_bytes(content)
        scratch.seal(waiting)
        placed = scratch.place(waiting, path.name)
    sync_folder(folder)
    return placed
