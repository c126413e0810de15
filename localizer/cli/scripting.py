"""``localizer script``: one pitch of a product, beat by beat, and what each line rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.market import Pacing
from localizer.model.phrase import Style
from localizer.model.script import Lane, ScriptLine
from localizer.pipeline.studio import OneScript, one_script
from localizer.pipeline.tools import Tools, load_tools
from localizer.script.render import render_line
from localizer.script.stage import DEFAULT_SECONDS, LABEL, PitchOptions


@click.command("script")
@workspace
@click.option("--target", required=True, metavar="TH/shopee", help="Market and channel.")
@click.option("--product", "sku", required=True, metavar="SKU", help="SKU or article number.")
@click.option(
    "--style",
    type=click.Choice([one.value for one in Style]),
    default=Style.WARM.value,
    show_default=True,
)
@click.option("--seconds", type=int, default=DEFAULT_SECONDS, show_default=True)
@click.option(
    "--variant", default=LABEL, show_default=True, help="A, B …; B opens otherwise than A."
)
@click.option("--voice", default="", help="A voice of the language, as female or male in Thai.")
@click.option(
    "--pacing",
    type=click.Choice([one.value for one in Pacing]),
    help="Instead of the market's own.",
)
@as_json
def script(  # noqa: PLR0913 - one argument an option
    ws: Path,
    target: str,
    sku: str,
    style: str,
    seconds: int,
    variant: str,
    voice: str,
    pacing: str | None,
    *,
    json_: bool,
) -> int:
    """Write the script of a product from its facts; nothing is kept.

    With --json each beat comes with its planned seconds and its lines: whom a line is for, its text with the
    tokens of prices, what it rests on, and what it says today.
    """
    with opened(ws) as store:
        tools = load_tools()
        wanted = tools.packs.resolve_target(target)
        options = PitchOptions(
            seconds, Style(style), variant.upper(), _voice(tools, wanted.locale, voice),
            Pacing(pacing) if pacing else None,
        )  # fmt: skip
        found = one_script(store.read(), tools, wanted, sku, options)
        label = tools.packs.label(wanted)
    if json_:
        emit({"target": label, "locale": wanted.locale, **script_json(found)})
    else:
        for line in script_lines(found):
            click.echo(line)
    return 0


def _voice(tools: Tools, locale: str, voice: str) -> str:
    known = tools.banks.voices(locale)
    if voice and voice not in known:
        problem = _("There is no voice {voice} in {locale}. There are: {known}.")
        raise InputError(problem.format(voice=voice, locale=locale, known=", ".join(known) or "–"))
    return voice


def script_json(found: OneScript) -> dict[str, Any]:
    """Return a script as JSON holds it; ``seconds`` of a beat are planned, of the whole spoken."""
    script, options = found.script, found.options
    return {
        "product": found.product_key,
        "style": script.style,
        "variant": options.label,
        "voice": script.voice,
        "pacing": script.pacing,
        "planned": options.seconds,
        "seconds": script.seconds,
        "unit": script.unit,
        "units": sum(line.units for line in script.lines),
        "rate": script.rate_per_min,
        "beats": [
            {
                "beat": part.beat.value,
                "seconds": part.seconds,
                "spoken": round(sum(line.seconds for line in lines), 2),
                "lines": [_line(line, found.tokens) for line in lines],
            }
            for part, lines in zip(script.beats, script.by_place(), strict=True)
        ],
    }


def _line(line: ScriptLine, tokens: dict[str, str]) -> dict[str, Any]:
    return {
        "lane": line.lane.value,
        "text": line.text,
        "said": render_line(line.text, tokens),
        "facts": line.facts,
        "values": dict(line.values),
        "tokens": line.tokens,
        "seconds": line.seconds,
    }


def script_lines(found: OneScript) -> Iterator[str]:
    """Yield a script for people: a heading for each beat, cues in brackets, prices of today."""
    script = found.script
    for part, lines in zip(script.beats, script.by_place(), strict=True):
        spoken = sum(line.seconds for line in lines)
        yield f"## {part.beat.value} ({spoken:.0f}/{part.seconds:.0f} s)"
        for line in lines:
            said = render_line(line.text, found.tokens)
            yield said if line.lane is Lane.HOST else f"[{line.lane.value}: {said}]"
        yield ""
