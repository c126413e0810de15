"""Files of terms and memories: written whole or not at all, and what is wrong with one that is read."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from localizer.errors import InputError, OutputError
from localizer.i18n import _


@contextmanager
def replaced(path: Path, *, encoding: str = "utf-8", newline: str = "\n") -> Iterator[TextIO]:
    """Write a file that takes the place of ``path`` when it is whole. Raises `OutputError`."""
    temporary: Path | None = None
    try:
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        with fresh.open("x", encoding=encoding, newline=newline) as stream:
            temporary = fresh
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        problem = _("{file} cannot be written: {reason}")
        raise OutputError(problem.format(file=path.name, reason=error.strerror or error)) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


@contextmanager
def xml_problems(path: Path, *, entities: str, malformed: str) -> Iterator[None]:
    """Turn what reading the XML of ``path`` raises into `InputError`.

    ``entities`` and ``malformed`` are the translated sentences for it, with ``{file}`` and ``{reason}``.
    """
    try:
        yield
    except DefusedXmlException as error:
        raise InputError(entities.format(file=path.name)) from error
    except (ParseError, ValueError, LookupError) as error:  # encodings raise the last two
        raise InputError(malformed.format(file=path.name, reason=error)) from error
    except OSError as error:
        problem = _("{file} cannot be read: {reason}")
        raise InputError(problem.format(file=path.name, reason=error.strerror or error)) from error
