"""The migrations as sqlite-utils carries them out; imported only where a file needs one."""

from __future__ import annotations

from typing import Final

from sqlite_utils import Migrations

from localizer.store.schema import STEPS

#: The set they are noted under in a workspace.
NAME: Final = "localizer"
migrations = Migrations(NAME)
for _one in STEPS:
    migrations()(_one)
