"""Tokens in texts: amounts that the program puts in when a text is shown or exported."""

from __future__ import annotations

import re
from typing import Final

#: ``{price}``, ``{bundle:2}``; other braces belong to the text. The group is the token's name.
TOKEN: Final = re.compile(r"\{([a-z_]+(?::[0-9]+)?)\}")
