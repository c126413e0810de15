"""Read ``resources/scripts/beats.toml``: the seconds of each beat and the presets of pace."""

from __future__ import annotations

from pathlib import Path

from localizer.i18n import _
from localizer.model.market import Pacing
from localizer.model.pacing import BeatBook, BeatTiming, PacingPreset
from localizer.model.phrase import Group
from localizer.model.script import Beat
from localizer.packs.toml_source import Table, open_pack
from localizer.paths import resource

#: A group gives a beat at least half and at most twice the usual seconds.
LEAST_WEIGHT, MOST_WEIGHT = 0.5, 2.0


def load_beats(path: Path | None = None) -> BeatBook:
    """Return the eleven beats in their plain order, the presets and the groups' weights.

    Raises `PackError`.
    """
    with open_pack(path or resource("scripts", "beats.toml")) as root:
        lengths = root.wholes("lengths")
        beats = tuple(_beat(table, lengths) for table in root.tables("beats"))
        _check_sums(root, beats, lengths)
        presets = root.named_tables("pacing")
        if sorted(presets) != sorted(Pacing):
            problem = _("The presets are {names}, no more and no less.")
            raise root.error("pacing", problem.format(names=", ".join(Pacing)))
        groups = root.named_tables("weights")
        return BeatBook(
            beats,
            {pacing: _preset(pacing, presets[pacing]) for pacing in Pacing},
            {_group(name, table): _weights(table) for name, table in groups.items()},
        )


def _group(name: str, table: Table) -> Group:
    """Return the group of goods a table of weights is for."""
    if name not in set(Group):
        problem = _("There is no group {name}; there are {names}.")
        raise table.error("", problem.format(name=name, names=", ".join(Group)))
    return Group(name)


def _weights(table: Table) -> dict[Beat, float]:
    """Read the factors of one group."""
    weights: dict[Beat, float] = {}
    for beat in Beat:
        factor = table.decimal_or_none(beat.value)
        if factor is None:
            continue
        if not LEAST_WEIGHT <= factor <= MOST_WEIGHT:
            problem = _("A weight lies between {least} and {most}.")
            raise table.error(beat.value, problem.format(least=LEAST_WEIGHT, most=MOST_WEIGHT))
        weights[beat] = float(factor)
    return weights


def _beat(table: Table, lengths: tuple[int, ...]) -> BeatTiming:
    """Read one beat; its seconds stand in the order of ``lengths``."""
    seconds = table.wholes("seconds")
    if len(seconds) != len(lengths):
        raise table.error("seconds", _("Give one number for each pitch length."))
    return BeatTiming(
        table.choice("beat", Beat),
        table.text("purpose"),
        tuple(zip(lengths, seconds, strict=True)),
        table.text("must", ""),
        table.text("never", ""),
        table.texts("sources"),
    )


def _check_sums(root: Table, beats: tuple[BeatTiming, ...], lengths: tuple[int, ...]) -> None:
    """Refuse columns that do not add up, a missing beat and lengths that do not rise."""
    if not lengths or list(lengths) != sorted(set(lengths)) or lengths[0] == 0:
        raise root.error("lengths", _("Pitch lengths rise."))
    if sorted(beat.beat for beat in beats) != sorted(Beat):
        raise root.error("beats", _("Every beat is given once."))
    for column, length in enumerate(lengths):
        if sum(beat.seconds[column][1] for beat in beats) != length:
            problem = _("The seconds of the {length} s pitch do not add up to it.")
            raise root.error("beats", problem.format(length=length))


def _preset(pacing: Pacing, table: Table) -> PacingPreset:
    """Read one preset, whose order names every beat once."""
    order = table.texts("order")
    if sorted(order) != sorted(Beat):
        raise table.error("order", _("The order names every beat once."))
    factor = table.decimal("urgency_factor")
    if factor > 1:
        raise table.error("urgency_factor", _("The urgency factor lies between 0 and 1."))
    return PacingPreset(
        pacing=pacing,
        order=tuple(Beat(beat) for beat in order),
        first_price_by_s=table.whole("first_price_by_s"),
        cta_repeats=table.whole("cta_repeats"),
        urgency_factor=float(factor),
        description=table.text("description"),
    )
