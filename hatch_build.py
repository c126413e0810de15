"""Compile locales/*/LC_MESSAGES/*.po to .mo, put resources/, locales/ and a list of parts into the wheel."""

from __future__ import annotations

import json
import re
import tomllib
import uuid
from pathlib import Path
from typing import Any, Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")


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
            build_data.setdefault("sbom_files", []).append(self._write_parts())

    def _write_parts(self) -> str:
        """Write the list of parts as CycloneDX JSON (PEP 770); the same sources give the same bytes."""
        root = Path(self.root)
        project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
        told = tomllib.loads((root / "docs" / "dependencies.toml").read_text("utf-8"))
        needed = {match[0] for line in project["dependencies"] if (match := _NAME.match(line))}
        version = self.metadata.version
        parts = [
            {
                "type": "library",
                "name": name,
                "purl": f"pkg:pypi/{name.lower()}",
                "scope": "required" if name in needed else "optional",
                "licenses": [{"license": {"id": known["licence"]}}],
                "description": known["purpose"],
            }
            for name, known in told.items()
        ]
        made = {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'localizer {version}')}",
            "version": 1,
            "metadata": {
                "component": {"type": "application", "name": "localizer", "version": version}
            },
            "components": parts,
        }
        path = root / "build" / "localizer.cdx.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", "utf-8")
        return str(path.relative_to(root))
