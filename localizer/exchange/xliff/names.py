"""Which texts XML takes for names."""

from __future__ import annotations

import re
from typing import Final

#: Characters of a name (XML 1.0, production 4a).
NAME_CHAR: Final = (
    "[-.0-9A-Z_a-z:\xb7\xc0-\xd6\xd8-\xf6\xf8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
)
#: Matches a whole text that can be an id of XLIFF (XML's NMTOKEN, production 7).
nmtoken: Final = re.compile(rf"{NAME_CHAR}+").fullmatch
