"""Compile locales/*/LC_MESSAGES/*.po to .mo, and put resources/ and locales/ into the wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogs(BuildHookInterface):  # type: ignore[type-arg]
    """Compile the gettext catalogs before the files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write a .mo beside each .po that is newer; a standard build carries the data folders."""
        for po in Path(self.root, "locales").glob("*/LC_MESSAGES/*.po"):
            mo = po.with_suffix(".mo")
            if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
                continue
            with po.open("rb") as source, mo.open("wb") as compiled:
                write_mo(compiled, read_po(source, locale=po.parts[-3]))
        if version == "standard":  # an editable install reads the checkout instead
            for name in ("resources", "locales"):
                build_data["force_include"][str(Path(self.root, name))] = f"localizer/_data/{name}"
