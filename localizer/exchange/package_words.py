"""The note that lies in a package for who opens it without Localizer, in one or two languages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from localizer.exchange.package import MEMORY, PREVIEW, TERMS, WORKBOOK, XLIFF, Manifest
from localizer.i18n import N_, in_language

#: A Windows editor reads UTF-8 for certain where a file begins so.
_MARK: Final = "\ufeff"
#: Each line, and the file without which it is left out.
_LINES: Final = (
    (N_("Translator's package of Localizer"), ""),
    (N_("Launch: {launch}. From {source} into {target}, {n} texts. Sent by {sender}, {made}."), ""),
    (N_("With Localizer: open this package by the third door of its start screen; send back what “Return the "
        "package” writes."), ""),
    (N_("With a tool of your own: translate {xliff} (XLIFF 2.1) and send that file back."), XLIFF),
    (N_("With a spreadsheet: translate {workbook} in the open columns and send that file back. Do not change "
        "the text numbers."), WORKBOOK),
    (N_("{terms} holds the terms, {memory} earlier translations, {preview} shows the listings."), TERMS),
    (N_("What stands in braces, as in {token}, and tags such as {tag} stay as they are."), ""),
)  # fmt: skip


def readme(manifest: Manifest, names: Collection[str], languages: Sequence[str]) -> bytes:
    """Return the note of a package that holds ``names``, in each of ``languages`` of the program once."""
    values = {
        "launch": manifest.launch,
        "source": manifest.source_locale,
        "target": manifest.target_locale,
        "n": str(manifest.units),
        "sender": manifest.sender or "–",
        "made": manifest.made_at[:10],
        "xliff": XLIFF,
        "workbook": WORKBOOK,
        "terms": TERMS,
        "memory": MEMORY,
        "preview": PREVIEW,
        "token": "{price}",
        "tag": "<b>",
    }
    lines = [line for line, needed in _LINES if not needed or needed in names]
    parts = (
        "\r\n\r\n".join(in_language(language, line).format(**values) for line in lines)
        for language in dict.fromkeys(languages)
    )
    return (_MARK + "\r\n\r\n----\r\n\r\n".join(parts) + "\r\n").encode()
