"""What a written file lacks or leaves out, counted while it is written; nothing is made up instead."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from localizer.i18n import _

#: Keys of products named as examples; the count tells about all of them.
MAX_EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know of a written file, about ``count`` products, variants or files.

    ``kind`` is a short code (``missing``, ``left_out``, ``too_long``, ``note``), ``field`` the name of the
    column or attribute as the channel writes it. ``message`` is a msgid that takes ``{n}`` and ``{field}``,
    ``advice`` one that says what to do. ``examples`` are keys of the first products. Where ``stops`` is set
    the channel would refuse what was left out.
    """

    kind: str
    field: str
    message: str
    advice: str
    count: int
    examples: tuple[str, ...] = ()
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A remark without its count: what writers declare once and note for each product.

    Of a product noted several times in a row one is counted, unless ``each`` says that variants are.
    """

    kind: str
    field: str
    message: str
    advice: str = ""
    stops: bool = False
    each: bool = False


@dataclass(slots=True)
class Remarks:
    """Counts what writers note; held by kind, so that it does not grow with the catalog."""

    _counts: Counter[Kind] = field(default_factory=Counter)
    _examples: dict[Kind, list[str]] = field(default_factory=dict)
    _last: dict[Kind, str] = field(default_factory=dict)

    def note(self, kind: Kind, key: str = "") -> None:
        """Count one more of ``kind``, about the product ``key``."""
        if key and not kind.each and self._last.get(kind) == key:
            return
        self._last[kind] = key
        self._counts[kind] += 1
        examples = self._examples.setdefault(kind, [])
        if key and len(examples) < MAX_EXAMPLES and key not in examples:
            examples.append(key)

    def has(self, kind: Kind) -> bool:
        """Tell whether ``kind`` was noted."""
        return kind in self._counts

    def all(self) -> tuple[Remark, ...]:
        """Return every remark, in the order they were first noted."""
        return tuple(
            Remark(
                one.kind,
                one.field,
                one.message,
                one.advice,
                count,
                tuple(self._examples[one]),
                one.stops,
            )
            for one, count in self._counts.items()
        )


def told(remark: Remark) -> str:
    """Return the remark as a sentence or two in the program's language."""
    message = _(remark.message).format(n=remark.count, field=remark.field)
    if not remark.advice:
        return message
    # Advice may name placeholders that the seller is to write, such as {key}: they stay as they are.
    return f"{message} {_(remark.advice).replace('{field}', remark.field)}"
