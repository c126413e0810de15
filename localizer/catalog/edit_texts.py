"""What an edit makes of a description or of bullets, and what such an edit may say. No SQL here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from stdnum import ean

from localizer.catalog.blocks import split_blocks
from localizer.catalog.markup import as_block, has_tags, replace_text, safe_html
from localizer.i18n import _

#: A description longer than this stays as it was; imports cut there too.
LONGEST_DESCRIPTION: Final = 100_000
LONGEST_BULLET: Final = 1_000
MOST_BULLETS: Final = 100
#: A spreadsheet loses the zeros a GTIN-12 may begin with.
_GTIN_12: Final = 12
_CUT_GTIN: Final = re.compile(r"[0-9]{10,11}", re.ASCII)
_GTIN: Final = re.compile(r"[0-9]{8}|[0-9]{12,14}", re.ASCII)
#: What lists begin their lines with.
_MARK: Final = re.compile(r"^[•·●▪◆*\-–](?:\s+|$)")


def tidy_gtin(text: str) -> str:
    """Return the digits of a barcode, zeros lost by a spreadsheet put back."""
    digits = re.sub(r"[\s\-]", "", text)
    padded = digits.zfill(_GTIN_12)
    return padded if _CUT_GTIN.fullmatch(digits) and ean.is_valid(padded) else digits


def gtin_problem(digits: str) -> str:
    """Return what is wrong with a GTIN as a sentence, empty if nothing is."""
    if not _GTIN.fullmatch(digits):
        return _("A barcode (GTIN, EAN, UPC) has 8, 12, 13 or 14 digits.")
    if not ean.is_valid(digits):
        return _("The check digit of barcode {text} is wrong. Look for a mistyped digit.").format(
            text=digits
        )
    return ""


def description_problem(text: str) -> str:
    """Return what is wrong with a safe description as a sentence, empty if nothing is."""
    if len(text) > LONGEST_DESCRIPTION:
        return _("The text is longer than {count} characters.").format(count=LONGEST_DESCRIPTION)
    if not split_blocks(text):
        return _("Say what is to be written, or choose to clear the field.")
    return ""


def bullets_problem(text: str) -> str:
    """Return what is wrong with bullets, one in a line, as a sentence, empty if nothing is."""
    bullets = split_lines(text)
    if not bullets:
        return _("Say what is to be written, or choose to clear the field.")
    if len(bullets) > MOST_BULLETS:
        return _("More than {count} bullets are too many.").format(count=MOST_BULLETS)
    if max(map(len, bullets)) > LONGEST_BULLET:
        return _("The text is longer than {count} characters.").format(count=LONGEST_BULLET)
    return ""


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text`` that say something, each once and without the mark of a list."""
    lines = (_MARK.sub("", line.strip()) for line in text.split("\n"))
    return list(dict.fromkeys(line for line in lines if line))


def edited_description(action: str, value: str, find: str, old: str) -> str:
    """Return what an action makes of the description ``old``; ``value`` is safe HTML.

    What is put in front or at the end becomes a paragraph of its own where the description has markup, and is
    put there once. A description never grows beyond `LONGEST_DESCRIPTION`: such a one stays as it was.
    """
    if action == "clear":
        return ""
    if action == "set" or (not old and action != "replace"):
        return value
    if action == "replace":
        new = safe_html(replace_text(old, find, value)) if old else old
        new = new if split_blocks(new) else ""
    else:
        new = _joined(value, old, in_front=action == "prefix")
    return old if len(new) > LONGEST_DESCRIPTION else new


def _joined(value: str, old: str, *, in_front: bool) -> str:
    if has_tags(old) or has_tags(value):
        old_block, value = (old if has_tags(old) else as_block(old)), as_block(value)
        between = ""
    else:
        old_block, between = old, "\n"
    if in_front:
        return old if old.startswith(value) else f"{value}{between}{old_block}"
    return old if old.endswith(value) else f"{old_block}{between}{value}"


def edited_bullets(action: str, value: str, find: str, old: Iterable[str]) -> tuple[str, ...]:
    """Return what an action makes of the bullets ``old``; one that is left empty or says another's goes.

    Bullets never become more than `MOST_BULLETS`, nor one longer than `LONGEST_BULLET`: then all stay as they
    were.
    """
    before = tuple(old)
    if action == "clear":
        return ()
    told = split_lines(value)
    if action == "set":
        return tuple(told)
    if action == "replace":
        if not any(find in one for one in before):
            return before
        new = [one.replace(find, value).strip() for one in before]
    elif set(told) <= set(before):
        return before
    else:
        new = [*told, *before] if action == "prefix" else [*before, *told]
    kept = tuple(dict.fromkeys(one for one in new if one))
    fits = len(kept) <= MOST_BULLETS and all(len(one) <= LONGEST_BULLET for one in kept)
    return kept if fits else before
