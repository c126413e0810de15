"""The world's failures, told to the user in his language: what happened and what to do.

Everything that is not a `LocalizerError` is a bug and belongs in the crash report. This module must not
know any stage, Qt or SQLite.
"""

from __future__ import annotations


class LocalizerError(Exception):
    """A failure the user can act on. ``str(error)`` is a whole, translated sentence."""


class InputError(LocalizerError):
    """A file or value from outside cannot be used; the sentence says where and why."""


class WorkspaceError(LocalizerError):
    """A workspace cannot be opened, read or written."""


class NewerWorkspaceError(WorkspaceError):
    """The workspace was made by a newer program."""


class BusyWorkspaceError(WorkspaceError):
    """Another program is writing to the workspace."""


class OutputError(LocalizerError):
    """A file cannot be written."""


class PackError(LocalizerError):
    """A market, channel, term or phrase pack is malformed; the sentence names file and place."""


class EnvironmentProblem(LocalizerError):  # noqa: N818 - it reads as a sentence in `doctor`
    """Something this machine lacks (a Qt library, a font, a display); the sentence names the remedy."""
