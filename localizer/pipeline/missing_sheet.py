"""The missing words as a sheet to fill in: what a translator without the program gets, and sends back."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from localizer.model.formula import neutral
from localizer.model.term import term_tag
from localizer.pipeline.missing_terms import MissingTerm
from localizer.pipeline.tools import Tools
from localizer.translate.files import replaced

#: What stands beside every word, by the names that reading the sheet again knows.
HEAD: Final = ("source", "domain", "note")


def write_missing_sheet(path: Path, missing: Sequence[MissingTerm], tools: Tools) -> int:
    """Write ``missing`` as CSV with an empty column for each language they are missing in.

    Importing the filled sheet as terms sets them. Returns the number of words. Raises `OutputError`.
    """
    written = tools.patterns.by_locale
    tags = {locale: term_tag(locale, written) for one in missing for locale in one.locales}
    languages = tuple(dict.fromkeys(tags[locale] for locale in sorted(tags)))
    with replaced(path, encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow((*HEAD, *languages))
        for one in missing:
            row = (one.word, one.domain, one.product, *[""] * len(languages))
            writer.writerow([neutral(cell) for cell in row])
    return len(missing)
