"""Hosts: who speaks in which locale, in which voice of its phrase bank and how fast."""

from __future__ import annotations

from localizer.catalog import rows
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.show import Host
from localizer.store.database import Reader, Row, Step


def save(step: Step, host: Host) -> int:
    """Write ``host`` as a new one (id 0) or over its row; return the id.

    Raises `InputError` when the name is empty or the same person speaks this locale already.
    """
    name = host.name.strip()
    if not name:
        raise InputError(_("Give the host a name."))
    query = "SELECT * FROM host WHERE name = ? AND locale = ? AND id <> ?"
    if step.one(query, (name, host.locale, host.id)) is not None:
        problem = _("There is already a host named “{name}” for {locale}.")
        raise InputError(problem.format(name=name, locale=host.locale))
    record = {
        "name": name,
        "locale": host.locale,
        "voice": host.voice,
        "per_minute": host.per_minute,
        "measured_units": host.measured_units,
        "measured_seconds": float(host.measured_seconds),
    }
    if not host.id:
        return rows.insert(step, "host", record)
    rows.update_if_different(step, "host", _row(step, host.id), record)
    return host.id


def remove(step: Step, host_id: int) -> None:
    """Remove a host; shows of hers have none then."""
    step.write("UPDATE show SET host_id = NULL WHERE host_id = ?", (host_id,))
    step.write("DELETE FROM host WHERE id = ?", (host_id,))


def all_hosts(reader: Reader, locale: str | None = None) -> tuple[Host, ...]:
    """Return the hosts by name, of one locale or of all."""
    found = reader.rows(
        "SELECT * FROM host WHERE ? IS NULL OR locale = ? ORDER BY name, locale", (locale, locale)
    )
    return tuple(_host(row) for row in found)


def find(reader: Reader, host_id: int | None) -> Host | None:
    """Return one host, ``None`` where there is none of that id."""
    row = reader.one("SELECT * FROM host WHERE id = ?", (host_id,))
    return None if row is None else _host(row)


def _row(reader: Reader, host_id: int) -> Row:
    row = reader.one("SELECT * FROM host WHERE id = ?", (host_id,))
    if row is None:
        raise LookupError(f"no host {host_id}")
    return row


def _host(row: Row) -> Host:
    return Host(
        id=row["id"],
        name=row["name"],
        locale=row["locale"],
        voice=row["voice"],
        per_minute=row["per_minute"],
        measured_units=row["measured_units"],
        measured_seconds=row["measured_seconds"],
    )
