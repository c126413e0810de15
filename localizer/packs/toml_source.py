"""Read one TOML pack and take typed values out of it, naming file and place of everything wrong.

A `Table` hands out each value once under its key; `PackFile.close` then refuses keys nobody asked for, so a
misspelt key is never silently ignored. Texts come out in NFC. Decimals are exact: a bare number in the file
is read as a decimal, never as a float.
"""

from __future__ import annotations

import datetime as dt
import tomllib
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from localizer.errors import PackError
from localizer.i18n import _
from localizer.packs.toml_place import Place, line_of, show_place

#: A pack larger than this is no pack; the largest of ours has about 60 kB.
MAX_PACK_BYTES = 2_000_000

#: No amount of money in any currency has more digits than this before the point.
MAX_EXPONENT = 15

Choice = TypeVar("Choice", bound=StrEnum)


class PackFile:
    """One parsed pack file: its root table, and the wording of what is wrong in it."""

    def __init__(self, path: Path) -> None:
        """Read ``path``. Raises `PackError` when it cannot be read or is no TOML."""
        self.path = path
        self.text = self._read()
        try:
            data: dict[str, object] = tomllib.loads(self.text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise self._error(_("This is not TOML: {reason}").format(reason=error)) from error
        except (RecursionError, ValueError, InvalidOperation) as error:
            raise self._error(_("This is not TOML: {reason}").format(reason=error)) from error
        self.root = Table(self, data, ())

    def _read(self) -> str:
        """Return the file's text."""
        try:
            if self.path.stat().st_size > MAX_PACK_BYTES:
                raise self._error(
                    _("The file is larger than {limit} bytes.").format(limit=MAX_PACK_BYTES)
                )
            return self.path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise self._error(_("The file is not in UTF-8.")) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise self._error(_("It cannot be read: {reason}").format(reason=reason)) from error

    def _error(self, problem: str) -> PackError:
        """Make an error about the whole file."""
        return PackError(_("{file}: {problem}").format(file=self.path.name, problem=problem))

    def error(self, place: Place, problem: str) -> PackError:
        """Make an error that names the file, the line where it is known, and the key's path."""
        shown = show_place(place)
        line = line_of(self.text, place)
        if line is None:
            sentence = _("{file}, {place}: {problem}")
        else:
            sentence = _("{file}, line {line}, {place}: {problem}")
        return PackError(
            sentence.format(file=self.path.name, line=line, place=shown, problem=problem)
        )

    def close(self) -> None:
        """Refuse keys nobody asked for."""
        self.root.refuse_rest()


@contextmanager
def open_pack(path: Path) -> Iterator[Table]:
    """Yield the root table of ``path`` and refuse unknown keys at the end. Raises `PackError`."""
    pack = PackFile(path)
    yield pack.root
    pack.close()


class Table:
    """One table of a pack. Methods raise `PackError` on a missing key or a wrong type.

    A ``default`` of ``None`` means that the key must be there; the ``..._or_none`` methods allow absence.
    """

    def __init__(self, pack: PackFile, data: dict[str, object], place: Place) -> None:
        """Wrap ``data``, which stands at ``place`` of ``pack``."""
        self._pack = pack
        self._data = data
        self._place = place
        self._asked: set[str] = set()
        self._children: list[Table] = []

    def __contains__(self, key: str) -> bool:
        """Tell whether ``key`` is written in the file."""
        return key in self._data

    def error(self, key: str, problem: str) -> PackError:
        """Make an error about ``key``, or about the table itself when ``key`` is empty."""
        return self._pack.error((*self._place, key) if key else self._place, problem)

    def refuse_rest(self) -> None:
        """Refuse keys of this table and of those inside it that nobody asked for."""
        for key in self._data:
            if key not in self._asked:
                raise self.error(key, _("There is no such key; look for a misspelling."))
        for child in self._children:
            child.refuse_rest()

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; an empty one counts as missing when the key must be there."""
        value = self._take(key, default)
        if not isinstance(value, str):
            raise self._wrong(key, _("a text in quotes"), value)
        if not value and default is None:
            raise self.error(key, _("This must not be empty."))
        return unicodedata.normalize("NFC", value)

    def is_text(self, key: str) -> bool:
        """Tell whether a text is written under ``key``."""
        return isinstance(self._data.get(key), str)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a missing key is an empty list."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self._wrong(key, _("a list of texts in quotes"), value)
        return tuple(unicodedata.normalize("NFC", one) for one in value)

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Return true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, _("true or false"), value)
        return value

    def whole(self, key: str) -> int:
        """Return a whole number, zero or more."""
        value = self._take(key, None)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self._wrong(key, _("a whole number, zero or more"), value)
        return value

    def whole_or_none(self, key: str) -> int | None:
        """Return a whole number, or ``None`` where the key is absent."""
        return self.whole(key) if self._written(key) else None

    def wholes(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers that must be there."""
        value = self._take(key, None)
        if not isinstance(value, list) or not all(type(one) is int and one >= 0 for one in value):
            raise self._wrong(key, _("a list of whole numbers"), value)
        return tuple(value)

    def decimal(self, key: str, default: Decimal | None = None) -> Decimal:
        """Return an exact decimal number, zero or more, from ``"0.07"`` or ``0.07``."""
        return self._decimal(key, self._take(key, default))

    def decimal_or_none(self, key: str) -> Decimal | None:
        """Return a decimal, or ``None`` where the key is absent."""
        return self.decimal(key) if self._written(key) else None

    def decimals(self, key: str) -> tuple[Decimal, ...]:
        """Return a list of decimals that must be there."""
        value = self._take(key, None)
        if not isinstance(value, list):
            raise self._wrong(key, _("a list of decimal numbers"), value)
        return tuple(self._decimal(key, one) for one in value)

    def day(self, key: str) -> dt.date:
        """Return a date written as ``2026-11-21`` without quotes."""
        value = self._take(key, None)
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            raise self._wrong(key, _("a date such as 2026-11-21, without quotes"), value)
        return value

    def day_or_none(self, key: str) -> dt.date | None:
        """Return a date, or ``None`` where the key is absent."""
        return self.day(key) if self._written(key) else None

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """Return one of the values of ``kind``."""
        value = self._take(key, default)
        try:
            return kind(str(value))
        except ValueError:
            wanted = _("one of {choices}").format(choices=", ".join(kind))
            raise self._wrong(key, wanted, value) from None

    def table(self, key: str) -> Table:
        """Return the table under ``key``."""
        value = self._take(key, None)
        if not isinstance(value, dict):
            raise self._wrong(key, _("a table"), value)
        return self._child(value, key)

    def table_or_none(self, key: str) -> Table | None:
        """Return the table under ``key``, or ``None`` where it is absent."""
        return self.table(key) if self._written(key) else None

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return the list of tables under ``key``; a missing key is an empty list."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self._wrong(key, _("a list of tables"), value)
        return tuple(self._child(one, key, number) for number, one in enumerate(value))

    def entries(self, key: str) -> tuple[str | Table, ...]:
        """Return a list whose items are texts or tables; a missing key is an empty list."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(one, (str, dict)) for one in value):
            raise self._wrong(key, _("a list of texts in quotes or tables"), value)
        return tuple(
            self._child(one, key, number)
            if isinstance(one, dict)
            else unicodedata.normalize("NFC", one)
            for number, one in enumerate(value)
        )

    def named_texts(self, key: str) -> dict[str, str]:
        """Return the texts inside the table ``key`` by their names; a missing key has none."""
        if not self._written(key):
            return {}
        inner = self.table(key)
        return {name: inner.text(name) for name in inner._data}  # noqa: SLF001 - our own kind

    def named_tables(self, key: str) -> dict[str, Table]:
        """Return the tables inside the table ``key`` by their names; a missing key has none."""
        if not self._written(key):
            return {}
        outer = self.table(key)
        return {name: outer.table(name) for name in outer._data}  # noqa: SLF001 - our own kind

    def based_on(self, base: Table) -> Table:
        """Return this table with ``base``'s values where it has none of its own."""
        merged = Table(self._pack, {**base._data, **self._data}, self._place)
        self._asked.update(self._data)
        self._children.append(merged)
        return merged

    def _written(self, key: str) -> bool:
        """Tell whether ``key`` is written; it then counts as asked for."""
        self._asked.add(key)
        return key in self._data

    def _take(self, key: str, default: object) -> object:
        """Return the raw value of ``key``; ``default`` ``None`` means that it must be there."""
        self._asked.add(key)
        if key in self._data:
            return self._data[key]
        if default is None:
            raise self.error(key, _("This key is missing."))
        return default

    def _child(self, data: dict[str, object], *steps: str | int) -> Table:
        """Wrap a table inside this one."""
        child = Table(self._pack, data, (*self._place, *steps))
        self._children.append(child)
        return child

    def _decimal(self, key: str, value: object) -> Decimal:
        """Turn a raw value into a finite decimal, zero or more."""
        number = value
        if isinstance(value, int) and not isinstance(value, bool):
            number = Decimal(value)
        elif isinstance(value, str):
            try:
                number = Decimal(value) if value.isascii() else None
            except InvalidOperation:
                number = None
        if (
            not isinstance(number, Decimal)
            or not number.is_finite()
            or number < 0
            or number.adjusted() > MAX_EXPONENT
        ):
            raise self._wrong(key, _('a decimal number such as "0.07", zero or more'), value)
        return number

    def _wrong(self, key: str, wanted: str, found: object) -> PackError:
        """Make the error about a value of the wrong kind."""
        shown = str(found)
        problem = _("Wanted is {wanted}; found is {found}.")
        return self.error(key, problem.format(wanted=wanted, found=shown[:60]))


def share(table: Table, key: str, default: Decimal | None = None) -> Decimal:
    """Return a share below one: ``0.07`` is 7 %. Raises `PackError`."""
    value = table.decimal(key, default)
    if value >= 1:
        raise table.error(key, _("A share is below 1: write 0.07 for 7 %."))
    return value
