"""The world's failures, told to the user in his language: what happened and what to do.

Everything that is not a `LocalizerError` is a bug and belongs in the crash report. This module must not
know any stage, Qt or SQLite.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class LocalizerError(Exception):
    """A failure the user can act on. ``str(error)`` is a whole, translated sentence."""


class InputError(LocalizerError):
    """A file or value from outside cannot be used; the sentence says where and why."""


class ColumnsUnknownError(InputError):
    """It is not known what the columns of a table mean: ask, do not guess.

    ``headers`` are the headers as written. ``suggested`` is what could be told about them: by the name a
    column map calls a column (its header, ``#3`` for one without), what it may be.
    """

    def __init__(
        self, sentence: str, headers: Sequence[str], suggested: Mapping[str, str] = _NOTHING
    ) -> None:
        """Keep what was seen beside the translated ``sentence``."""
        super().__init__(sentence)
        self.headers = tuple(headers)
        self.suggested = dict(suggested)

    def __reduce__(self) -> tuple[type[ColumnsUnknownError], tuple[object, ...]]:
        """Travel between processes whole."""
        return type(self), (str(self), self.headers, self.suggested)


class WorkspaceError(LocalizerError):
    """A workspace cannot be opened, read or written."""


class NewerWorkspaceError(WorkspaceError):
    """The workspace was made by a newer program."""


class BusyWorkspaceError(WorkspaceError):
    """Another program is writing to the workspace."""


class HeldWorkspaceError(WorkspaceError):
    """Another window works in the workspace: here it can only be looked at."""


class OutputError(LocalizerError):
    """A file cannot be written."""


class PackError(LocalizerError):
    """A market, channel, term or phrase pack is malformed; the sentence names file and place."""


class EnvironmentProblem(LocalizerError):  # noqa: N818 - it reads as a sentence in `doctor`
    """Something this machine lacks (a Qt library, a font, a display); the sentence names the remedy."""
