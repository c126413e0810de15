"""What differences between two versions of a file are called."""

from __future__ import annotations

from typing import Final

from localizer.i18n import N_
from localizer.model.incoming import DifferenceKind

KINDS: Final = {
    DifferenceKind.BLANK: N_("blank now"),
    DifferenceKind.GONE: N_("no longer in the file"),
    DifferenceKind.MINOR: N_("punctuation or tokens only"),
    DifferenceKind.TEXT: N_("text"),
    DifferenceKind.FACT: N_("fact"),
    DifferenceKind.PRICE: N_("price"),
    DifferenceKind.VARIANT: N_("new variant"),
    DifferenceKind.OTHER: N_("other"),
    DifferenceKind.BY_HAND: N_("kept as edited by hand"),
}
