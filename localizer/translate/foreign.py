"""Chinese characters where they do not belong."""

from __future__ import annotations

import re
from typing import Final

from localizer.model.locale import HAN_LANGUAGES, language

_HAN: Final = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\U00020000-\U0003ffff]"
)


def has_foreign_han(text: str, locale: str) -> bool:
    """Tell whether ``text`` has a Han character that does not belong into ``locale``."""
    return language(locale) not in HAN_LANGUAGES and _HAN.search(text) is not None
