"""How a workspace is told from any other SQLite file."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x4C6F6361  # "Loca"
