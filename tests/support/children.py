"""What programs that a test starts get from it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

#: Holds what keeps a program off the network.
OFFLINE: Final = Path(__file__).with_name("offline")


def search_path(*folders: Path | str) -> str:
    """Return a PYTHONPATH that begins with what keeps a program off the network."""
    return os.pathsep.join(str(one) for one in (OFFLINE, *folders) if str(one))
