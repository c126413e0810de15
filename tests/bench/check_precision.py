"""How often the text checks alarm at texts people translated, per 1,000 segments and check.

Run: ``python tests/bench/check_precision.py CORPUS [--po FOLDER] [--show CHECK]``. CORPUS is the folder of
real files (its README.md tells where they are from): human translations in its CSV, PO, TMX and XLIFF files.
The sample's approved memory is added. ``--po`` adds other catalogs, ``<locale>/LC_MESSAGES/*.po``.

An alarm is no false one where the text really has the defect. Those were read one by one and are listed, with
the defect, in ``check_precision.csv``; everything that is not listed counts as false.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from babel.messages.pofile import read_po
from defusedxml import ElementTree as Xml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from localizer import paths
from localizer.check.context import TextContext
from localizer.check.registry import TEXT_CHECKS
from localizer.errors import LocalizerError
from localizer.model.finding import Finding
from localizer.model.grounds import Grounds
from localizer.model.launch import Target
from localizer.model.locale import language
from localizer.model.segment import Field, Origin, Segment, State, Translation
from localizer.packs.bundle import Packs, load_packs
from localizer.translate.tmx import canonical_locale, read_tmx

READ_BY_HAND = Path(__file__).with_suffix(".csv")
#: The market whose rules a language's texts are held to.
MARKETS = {
    "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "pt": "BR", "id": "ID", "ms": "MY", "th": "TH",
    "vi": "VN", "zh": "TW", "fil": "PH", "en": "US",
}  # fmt: skip
IDS = frozenset(check.id for check in TEXT_CHECKS)
FIELDS = {"name": Field.TITLE, "meta_title": Field.TITLE}


class Pair(NamedTuple):
    """A text, what it was translated from, and where it stands."""

    origin: str
    source_locale: str
    locale: str
    source: str
    text: str
    field: Field


def main() -> None:
    """Print segments, alarms and false alarms per 1,000 for each check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--po", type=Path, default=None)
    parser.add_argument("--show", default="", help="print the alarms of this check, or of 'all'")
    options = parser.parse_args()
    packs = load_packs()
    pairs = list(dict.fromkeys(_pairs(options.corpus, options.po)))
    print(f"{len(pairs)} segments: {dict(Counter(pair.origin for pair in pairs))}")
    print(f"languages: {dict(Counter(pair.locale for pair in pairs).most_common())}")
    real = _read_by_hand()
    alarms: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for pair in pairs:
        for found in _findings(packs, pair):
            rule = found.rule if found.rule in IDS else found.rule.partition(":")[0]
            alarms[rule] += 1
            known = (rule, pair.text) in real
            false[rule] += not known
            if options.show in {rule, "all"} and not known:
                _show(pair, found)
    print(f"{'check':24}{'alarms':>8}{'real':>8}{'false':>8}{'per 1,000':>12}")
    for rule in sorted(IDS):
        rate = 1000 * false[rule] / len(pairs)
        print(f"{rule:24}{alarms[rule]:8}{alarms[rule] - false[rule]:8}{false[rule]:8}{rate:12.1f}")


def _show(pair: Pair, found: Finding) -> None:
    message = found.message.format(**dict(found.args))
    spot = pair.text[found.start : found.end]
    print(f"{found.rule} {pair.locale} {pair.origin}: {message}\n  {spot!r} -> {found.fix!r}")
    print(f"  S {pair.source!r}\n  T {pair.text!r}")


def _read_by_hand() -> set[tuple[str, str]]:
    with READ_BY_HAND.open(encoding="utf-8", newline="") as stream:
        return {(row["check"], row["text"]) for row in csv.DictReader(stream)}


def _findings(packs: Packs, pair: Pair) -> Iterator[Finding]:
    market = MARKETS.get(language(pair.locale), "US")
    segment = Segment(1, 1, pair.field, 0, "", pair.source, "h")
    context = TextContext(
        target=Target(market, "generic", pair.locale),
        source_locale=pair.source_locale,
        segment=segment,
        translation=Translation(1, pair.locale, pair.text, State.APPROVED, Origin.PERSON, "h"),
        limit=None,
        channel=packs.channels["generic"],
        claims=packs.claims,
        measure=packs.markets[market].measure,
        # Of these goods nothing is known: what is promised of them rests on nothing.
        grounds=Grounds(),
        promises=packs.promises,
    )
    for check in TEXT_CHECKS:
        yield from check.check(context)


def _pairs(corpus: Path, more: Path | None) -> Iterator[Pair]:
    yield from _tmx("sample", paths.resource("sample", "memory.tmx"))
    yield from _spree(corpus)
    for folder in ("po_polib", "po_csv", "tmx", "xliff"):
        for path in sorted((corpus / folder).rglob("*")):
            if path.suffix == ".po":
                yield from _po(folder, path)
            elif path.suffix == ".tmx":
                yield from _tmx(folder, path)
            elif path.suffix in {".xlf", ".xliff"}:
                yield from _xliff(folder, path)
    for path in sorted(more.rglob("*.po")) if more else ():
        yield from _po("more", path, path.parts[-3])


def _spree(corpus: Path) -> Iterator[Pair]:
    with (corpus / "catalog" / "spree_products.csv").open(encoding="utf-8", newline="") as stream:
        english = {row["slug"]: row for row in csv.DictReader(stream) if row["name"]}
    path = corpus / "parallel" / "spree_product_translations_de_fr.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            source = english.get(row["slug"], {})
            for name in ("name", "description", "meta_title", "meta_description"):
                if row[name] and source.get(name):
                    field = FIELDS.get(name, Field.DESCRIPTION)
                    locale = canonical_locale(row["locale"])
                    yield Pair("parallel", "en-US", locale, source[name], row[name], field)


def _po(origin: str, path: Path, locale: str = "") -> Iterator[Pair]:
    try:
        with path.open("rb") as stream, contextlib.redirect_stdout(io.StringIO()):
            catalog = read_po(stream)
    except (ValueError, UnicodeError, LookupError):
        return
    named = locale or str(catalog.locale_identifier or "") or _team(path)
    into = canonical_locale(named).replace("_", "-")
    if not into or language(into) not in MARKETS:
        return
    for message in catalog:
        whole = isinstance(message.id, str) and isinstance(message.string, str)
        if whole and message.id and message.string and not message.fuzzy:
            field = Field.DESCRIPTION
            yield Pair(origin, "en-US", into, str(message.id), str(message.string), field)


def _team(path: Path) -> str:
    """Return the language of a catalog that names only its team, as the Spanish ones of Django do."""
    head = path.read_bytes()[:2000]
    teams = ((b"Castellano", "es"), (b"francaise", "fr"))
    return next((locale for team, locale in teams if team in head), "")


def _tmx(origin: str, path: Path) -> Iterator[Pair]:
    try:
        for unit in read_tmx(path):
            field = Field(unit.context) if unit.context in set(Field) else Field.DESCRIPTION
            if unit.target:
                yield Pair(
                    origin, unit.source_locale, unit.target_locale, unit.source, unit.target, field
                )
    except LocalizerError:
        return


def _xliff(origin: str, path: Path) -> Iterator[Pair]:
    try:
        root = Xml.parse(path).getroot()
    except (Xml.ParseError, ValueError):
        return
    if root is None:
        return
    outer = dict(root.attrib)
    for file in [one for one in root.iter() if _kind(one) == "file"] or [root]:
        head = {**outer, **file.attrib}
        into = head.get("target-language") or head.get("trgLang") or ""
        if not into:
            continue
        source = canonical_locale(head.get("source-language") or head.get("srcLang") or "en")
        for unit in file.iter():
            if _kind(unit) in {"trans-unit", "segment"}:
                words = {_kind(one): _flat(one) for one in unit}
                if words.get("source") and words.get("target"):
                    texts = (words["source"], words["target"])
                    yield Pair(origin, source, canonical_locale(into), *texts, Field.DESCRIPTION)


def _flat(element: Element) -> str:
    """Return the text of ``element``; inline codes without text keep their place."""
    pieces = [element.text or ""]
    for one in element:
        inner = _flat(one)
        pieces += [inner if inner or _kind(one) in {"mrk", "g", "pc"} else "{}", one.tail or ""]
    return "".join(pieces)


def _kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]


if __name__ == "__main__":
    main()
