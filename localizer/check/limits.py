"""Checks of what a channel accepts: length in its own unit, characters, pictures."""

from __future__ import annotations

import re
from typing import ClassVar

from localizer.check.context import ListingContext, TextContext
from localizer.check.spots import most
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.segment import Field


class Length:
    """The text fits its field on the channel."""

    id: ClassVar[str] = "length"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding when the text is too long or too short; a hard limit blocks."""
        limit = context.limit
        if limit is None or not context.text:
            return []
        severity = Severity.BLOCK if limit.hard else Severity.WARNING
        size = limit.length(context.text)
        if limit.maximum is not None and size > limit.maximum:
            args = (("size", str(size)), ("limit", str(limit.maximum)))
            message = N_("Too long for the channel: {size} of {limit}.")
            return [Finding(self.id, severity, message, args, source=limit.source)]
        # A description is made of blocks: one of them may be short.
        whole = context.field is not Field.DESCRIPTION
        if whole and limit.minimum is not None and size < limit.minimum:
            args = (("size", str(size)), ("limit", str(limit.minimum)))
            message = N_("Too short for the channel: {size}, at least {limit}.")
            return [Finding(self.id, severity, message, args, source=limit.source)]
        encoded = len(context.text.encode(errors="surrogatepass"))
        if limit.max_bytes is not None and encoded > limit.max_bytes:
            args = (("size", str(encoded)), ("limit", str(limit.max_bytes)))
            message = N_("Too long for the channel: {size} of {limit} bytes.")
            return [Finding(self.id, severity, message, args, source=limit.source)]
        return []


class ForbiddenCharacters:
    """The channel refuses some characters."""

    id: ClassVar[str] = "forbidden_characters"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding for each forbidden character, not for the brand's own in a title."""
        refused = context.channel.forbidden(context.channel_field, context.target.market)
        kept = _brand_places(context)
        return most(
            Finding(
                self.id,
                Severity.BLOCK,
                N_("{channel} does not accept the character {character}."),
                (("channel", context.channel.name), ("character", character)),
                place,
                place + 1,
                "",
            )
            for place, character in enumerate(context.text)
            if character in refused and place not in kept
        )


def _brand_places(context: TextContext) -> frozenset[int]:
    """Return the places of a title that belong to the brand's name."""
    brand = context.brand
    if context.field is not Field.TITLE or not brand:
        return frozenset()
    found = re.finditer(re.escape(brand), context.text, re.IGNORECASE)
    return frozenset(place for match in found for place in range(*match.span()))


class Pictures:
    """A listing has a picture, and not more than the channel takes."""

    id: ClassVar[str] = "pictures"

    def check(self, context: ListingContext) -> list[Finding]:
        """Return a finding when there is no picture or there are too many."""
        images = {*context.product.images, *(v.image for v in context.product.variants)} - {""}
        if not images:
            return [Finding(self.id, Severity.WARNING, N_("The product has no picture."))]
        most = context.channel.max_images
        if most is not None and len(context.product.images) > most:
            args = (("count", str(len(context.product.images))), ("limit", str(most)))
            message = N_("{count} pictures; the channel takes {limit}.")
            return [Finding(self.id, Severity.WARNING, message, args)]
        return []
