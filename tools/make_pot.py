"""Collect the program's own words: rewrite locales/localizer.pot and bring each localizer.po up to it.

Run:  python tools/make_pot.py [--check]     (--check only tells whether the POT is up to date)
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "locales"
POT = LOCALES / "localizer.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
LANGUAGES = ("zh_Hans", "zh_Hant", "id", "th", "vi")


def collect() -> Catalog:
    """Return the catalog of all messages in the package, with the files they stand in."""
    catalog = Catalog(project="Localizer", copyright_holder="", fuzzy=False)
    found = extract_from_dir(
        str(ROOT / "localizer"),
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for file, _line, message, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        catalog.add(
            message, locations=[(f"localizer/{file}", 0)], auto_comments=comments, context=context
        )
    return catalog


def written(catalog: Catalog) -> bytes:
    """Return ``catalog`` as a PO file without dates, so that equal words give equal bytes."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, omit_header=True, include_lineno=False, sort_output=True, width=100)
    header = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    if catalog.locale is not None:
        header += (
            f'"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n'.encode()
        )
    return header + b"\n" + buffer.getvalue()


def main() -> int:
    """Write the files, or with ``--check`` tell whether the POT is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    template = collect()
    fresh = written(template)
    if parser.parse_args().check:
        current = POT.read_bytes() if POT.exists() else b""
        print("up to date" if current == fresh else "localizer.pot is old: run tools/make_pot.py")
        return 0 if current == fresh else 1
    POT.parent.mkdir(exist_ok=True)
    POT.write_bytes(fresh)
    for language in LANGUAGES:
        po = LOCALES / language / "LC_MESSAGES" / "localizer.po"
        po.parent.mkdir(parents=True, exist_ok=True)
        if po.exists():
            with po.open("rb") as file:
                catalog = read_po(file, locale=language)
        else:
            catalog = Catalog(locale=language, fuzzy=False)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        po.write_bytes(written(catalog))
        empty = sum(1 for message in catalog if message.id and not message.string)
        print(f"{language}: {len(catalog)} messages, {empty} without translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
