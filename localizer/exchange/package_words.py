"""The note that lies in a package for who opens it without Localizer, in one or two languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from localizer.exchange.package import MEMORY, PREVIEW, TERMS, WORKBOOK, XLIFF, Manifest
from localizer.i18n import N_, in_language

#: A Windows editor reads UTF-8 for certain where a file begins so.
_MARK: Final = "\ufeff"
_LINES: Final = (
    N_("Translator's package of Localizer"),
    N_("Launch: {launch}. From {source} into {target}, {n} texts. Sent by {sender}, {made}."),
    N_("With Localizer: open this package by the third door of its start screen; send back what “Return the "
       "package” writes."),
    N_("With a tool of your own: translate {xliff} (XLIFF 2.1) and send that file back."),
    N_("With a spreadsheet: translate {workbook} in the open columns and send that file back. Do not change "
       "the text numbers."),
    N_("{terms} holds the terms, {memory} earlier translations, {preview} shows the listings."),
    N_("What stands in braces, as in {token}, and tags such as {tag} stay as they are."),
)  # fmt: skip


def readme(manifest: Manifest, languages: Sequence[str]) -> bytes:
    """Return the note in each of ``languages`` of the program, each once."""
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
    parts = (
        "\r\n\r\n".join(in_language(language, line).format(**values) for line in _LINES)
        for language in dict.fromkeys(languages)
    )
    return (_MARK + "\r\n\r\n----\r\n\r\n".join(parts) + "\r\n").encode()
