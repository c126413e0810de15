"""``localizer check-text``: texts of any origin are checked, one request a line, nothing is kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import click

from localizer.cli.output import say
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.finding import Finding
from localizer.model.rule import Source
from localizer.packs.rules import load_sources
from localizer.pipeline.text_requests import MOST_BYTES, TextAnswer, check_text, read_request
from localizer.pipeline.tools import Tools, load_tools
from localizer.pipeline.words import finding_text

Sources = Mapping[str, Source]
#: Rules of phrases are told by their ids alone, as in ``resources/rules``.
_FAMILIES = ("claim:", "source_claim:", "disclosure:")


@click.command("check-text")
@click.option(
    "--request",
    required=True,
    metavar="FILE|-",
    help="JSON Lines with id, market, channel, locale, field, source, target, facts, category.",
)
def check_text_(request: str) -> int:
    """Check texts that are in no workspace and answer each in one line of JSON.

    An answer holds the id and the findings: rule, severity, start and end in the target (for text "source"
    in the source), message, fix, source. A line that cannot be read is answered with an error; the others
    are checked all the same.
    """
    tools, sources = load_tools(), load_sources()
    refused = 0
    for answer in _answers(tools, sources, request):
        refused += "error" in answer
        # what is no text in UTF-8, half a surrogate pair, is answered with a question mark
        written = json.dumps(answer, ensure_ascii=False)
        click.echo(written.encode("utf-8", "replace").decode())
    if refused:
        say(_("Lines that could not be read: {n}.").format(n=refused))
    return 1 if refused else 0


def _answers(tools: Tools, sources: Sources, request: str) -> Iterator[dict[str, Any]]:
    if request == "-":
        yield from _of_lines(tools, sources, sys.stdin.buffer)
        return
    path = Path(request)
    if not path.is_file():
        raise InputError(_("There is no file {path}.").format(path=path))
    with path.open("rb") as lines:
        yield from _of_lines(tools, sources, lines)


def _of_lines(tools: Tools, sources: Sources, lines: BinaryIO) -> Iterator[dict[str, Any]]:
    number = 0
    while line := lines.readline(MOST_BYTES + 2):
        number += 1
        if not line.endswith(b"\n") and len(line) > MOST_BYTES:
            _skip_rest(lines)
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _one(tools, sources, line.removeprefix(b"\xef\xbb\xbf"), number)


def _skip_rest(lines: BinaryIO) -> None:
    while (part := lines.readline(MOST_BYTES)) and not part.endswith(b"\n"):
        pass


def _one(tools: Tools, sources: Sources, line: bytes, number: int) -> dict[str, Any]:
    name: object = None
    try:
        request = read_request(line, number)
        name = request.id
        return _as_json(check_text(tools, request), sources)
    except InputError as error:
        return {"id": name, "error": str(error), "findings": []}


def _as_json(answer: TextAnswer, sources: Sources) -> dict[str, Any]:
    found = [_finding(one, "target", sources) for one in answer.findings]
    found += [_finding(one, "source", sources) for one in answer.in_source]
    return {"id": answer.id, "findings": found}


def _finding(finding: Finding, text: str, sources: Sources) -> dict[str, Any]:
    family, _colon, rule = finding.rule.partition(":")
    named = finding.rule.startswith(_FAMILIES)
    return {
        "rule": rule if named else finding.rule,
        "check": family,
        "text": text,
        "severity": finding.severity.value,
        "start": finding.start,
        "end": finding.end,
        "message": finding_text(finding),
        "fix": finding.fix,
        "source": "; ".join(_source(name, sources) for name in finding.source.split(", ") if name),
    }


def _source(name: str, sources: Sources) -> str:
    """Return where a rule comes from and the day it was read; what is no id of ours as it is."""
    known = sources.get(name)
    return name if known is None else f"{known.where} ({known.id}, {known.read_on})"
