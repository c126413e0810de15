"""Checks of a whole listing: what a channel requires, how many pieces it takes, lines that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from localizer.check.context import ListedText, ListingContext
from localizer.i18n import N_
from localizer.model.bullets import listed_facts
from localizer.model.channel import FieldLimit
from localizer.model.finding import Finding, Severity
from localizer.model.segment import Field, normalize

_LINES: Final = frozenset({Field.BULLET, Field.FACT})
#: What a block of a description takes beside its text where it is written as HTML: ``<p>``, ``</p>``.
_PARAGRAPH: Final = len("<p></p>")


class Required:
    """A listing has what the channel requires."""

    id: ClassVar[str] = "required"

    def check(self, context: ListingContext) -> list[Finding]:
        """Return a finding for each required field with nothing to fill it; a hard limit blocks.

        Facts make bullets, and a description where there is none. What is not translated yet is not missing.
        """
        found: list[Finding] = []
        for name, is_filled in _filled(context):
            limit = context.channel.limit(name, context.target.market)
            if limit is not None and limit.required and not is_filled:
                severity = Severity.BLOCK if limit.hard else Severity.WARNING
                rule, args = f"{self.id}:{name}", (("channel", context.channel.name),)
                found.append(Finding(rule, severity, _MISSING[name], args, source=limit.source))
        return found


_MISSING: Final = {
    "title": N_("{channel} requires a title."),
    "description": N_("{channel} requires a description."),
    "bullet": N_("{channel} requires bullet points."),
    "brand": N_("{channel} requires a brand."),
    "sku": N_("{channel} requires a SKU for every variant."),
}


def _filled(context: ListingContext) -> Iterator[tuple[str, bool]]:
    product = context.product
    has_facts = bool(listed_facts(product))
    yield "title", bool(normalize(product.title))
    yield "description", bool(normalize(product.description_html)) or has_facts
    yield "bullet", any(map(normalize, product.bullets)) or has_facts
    yield "brand", bool(product.brand.strip())
    yield "sku", all(variant.sku for variant in product.variants)


class TooMany:
    """A listing has no more options, values, bullets and variants than the channel takes."""

    id: ClassVar[str] = "too_many"

    def check(self, context: ListingContext) -> list[Finding]:
        """Return a finding for each kind of which there are too many; a hard limit blocks."""
        found: list[Finding] = []
        for name, count, message in _counts(context):
            limit = context.channel.limit(name, context.target.market)
            if limit is None or limit.max_items is None or count <= limit.max_items:
                continue
            severity = Severity.BLOCK if limit.hard else Severity.WARNING
            args = (("count", str(count)), ("limit", str(limit.max_items)))
            found.append(Finding(f"{self.id}:{name}", severity, message, args, source=limit.source))
        return found


def _counts(context: ListingContext) -> Iterator[tuple[str, int, str]]:
    product = context.product
    values: dict[str, set[str]] = {}
    for variant in product.variants:
        for name, value in variant.options:
            values.setdefault(name, set()).add(value)
    bullets = sum(1 for bullet in product.bullets if normalize(bullet))
    most = max(map(len, values.values()), default=0)
    yield "bullet", bullets, N_("{count} bullet points; the channel takes {limit}.")
    yield "option_name", len(values), N_("{count} options; the channel takes {limit}.")
    yield "option_value", most, N_("{count} values of one option; the channel takes {limit}.")
    yield "variant", len(product.variants), N_("{count} variants; the channel takes {limit}.")


class WholeLength:
    """The description as a whole and all bullets together keep the channel's limits."""

    id: ClassVar[str] = "whole_length"

    def check(self, context: ListingContext) -> list[Finding]:
        """Return findings where they do not; a hard limit blocks. A single text is another check's."""
        if context.texts is None:
            return []
        market = context.target.market
        description = context.channel.limit("description", market)
        bullet = context.channel.limit("bullet", market)
        return [*self._description(context, description), *self._bullets(context, bullet)]

    def _description(self, context: ListingContext, limit: FieldLimit | None) -> Iterator[Finding]:
        blocks = _said(context, Field.DESCRIPTION)
        if limit is None or not blocks:
            return
        whole = "\n".join(blocks)
        around = len(blocks) * _PARAGRAPH if limit.html else 0
        size = limit.length(whole) + around
        severity = Severity.BLOCK if limit.hard else Severity.WARNING
        # A block that is too long by itself is told at its own place.
        told = any(
            limit.maximum is not None and limit.length(one) > limit.maximum for one in blocks
        )
        if limit.maximum is not None and size > limit.maximum and not told:
            message = N_("The description is too long for the channel: {size} of {limit}.")
            args = (("size", str(size)), ("limit", str(limit.maximum)))
            yield Finding(f"{self.id}:description", severity, message, args, source=limit.source)
        every = len(blocks) == sum(
            text.segment.field is Field.DESCRIPTION for text in context.texts or ()
        )
        if limit.minimum is not None and size < limit.minimum and every:
            message = N_("The description is too short for the channel: {size}, at least {limit}.")
            args = (("size", str(size)), ("limit", str(limit.minimum)))
            yield Finding(f"{self.id}:description", severity, message, args, source=limit.source)

    def _bullets(self, context: ListingContext, limit: FieldLimit | None) -> Iterator[Finding]:
        if limit is None or limit.max_total is None:
            return
        size = sum(map(limit.length, _said(context, Field.BULLET)))
        if size > limit.max_total:
            severity = Severity.BLOCK if limit.hard else Severity.WARNING
            message = N_("The bullet points are too long together: {size} of {limit}.")
            args = (("size", str(size)), ("limit", str(limit.max_total)))
            yield Finding(f"{self.id}:bullet", severity, message, args, source=limit.source)


def _said(context: ListingContext, field: Field) -> list[str]:
    texts = context.texts or ()
    return [
        one.translation.text for one in texts if one.segment.field is field and one.translation.text
    ]


class RepeatedLines:
    """No two lines of a listing say the same."""

    id: ClassVar[str] = "repeated_line"

    def check(self, context: ListingContext) -> list[Finding]:
        """Return a finding for each line that stands in the listing again.

        Among bullets and facts; different sources of one field are told at the texts themselves.
        """
        first: dict[str, ListedText] = {}
        found: dict[str, Finding] = {}
        listed = {fact.name for fact in listed_facts(context.product)}
        for one in context.texts or ():
            field, text = one.segment.field, normalize(one.translation.text).casefold()
            if (
                not text
                or field not in _LINES
                or (field is Field.FACT and one.segment.name not in listed)
            ):
                continue
            before = first.setdefault(text, one)
            same_field = before.segment.field is field
            if before is one or (same_field and before.segment.source != one.segment.source):
                continue
            args = (("text", one.translation.text),)
            message = N_("This stands in the listing twice: {text}")
            found.setdefault(text, Finding(self.id, Severity.WARNING, message, args))
        return list(found.values())


class PictureFiles:
    """Pictures are as many as the channel asks for and of a kind it takes.

    Their size in pixels and bytes is not known: a catalog holds their names and addresses only.
    """

    id: ClassVar[str] = "picture_files"

    def check(self, context: ListingContext) -> list[Finding]:
        """Return findings about number and kind; having none at all is another check's."""
        product, channel = context.product, context.channel
        named = [name for name in product.images if name]
        every = {*named, *(variant.image for variant in product.variants)} - {""}
        found: list[Finding] = []
        source = channel.image_file.source if channel.image_file is not None else ""
        if every and channel.min_images is not None and len(every) < channel.min_images:
            args = (("count", str(len(every))), ("limit", str(channel.min_images)))
            message = N_("{count} pictures; the channel wants at least {limit}.")
            found.append(Finding(self.id, Severity.WARNING, message, args, source=source))
        if channel.image_file is not None and channel.image_file.formats:
            taken = channel.image_file.formats
            kinds = ("formats", ", ".join(taken))
            message = N_("{name} is of a kind the channel does not take; it takes {formats}.")
            found += [
                Finding(self.id, Severity.WARNING, message, (("name", name), kinds), source=source)
                for name in sorted(every)
                if _kind(name) not in (*taken, "")
            ]
        return found


_SUFFIX: Final = re.compile(r"\.([A-Za-z0-9]{3,4})(?:[?#].*)?$")
_KNOWN_KINDS: Final = frozenset(
    {"jpg", "png", "gif", "webp", "bmp", "tif", "tiff", "avif", "heic", "svg"}
)


def _kind(name: str) -> str:
    """Return the file type of a picture by its name or address, empty where it does not tell."""
    match = _SUFFIX.search(name)
    kind = "" if match is None else match[1].lower()
    kind = "jpg" if kind == "jpeg" else kind
    return kind if kind in _KNOWN_KINDS else ""
