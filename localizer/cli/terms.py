"""Terms on the command line: set, found, brought in and out, and the words that are missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from localizer import pipeline
from localizer.cli import tables
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, progress_bar, say, table
from localizer.errors import InputError
from localizer.i18n import _, ngettext
from localizer.model.own_term import EVERYWHERE, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term
from localizer.model.term_text import forms
from localizer.pipeline.missing_sheet import write_missing_sheet
from localizer.pipeline.missing_terms import MissingKind, MissingTerm, domain_asked, missing_terms
from localizer.pipeline.term_exchange import TermImport, export_terms, import_terms
from localizer.pipeline.term_matching import concept_for
from localizer.pipeline.term_search import TermHit, search_terms
from localizer.pipeline.terms import TermReport, remove_term, save_terms
from localizer.translate.tmx import canonical_locale

Command = TypeVar("Command", bound=Callable[..., Any])
EXIT_ACT: Final = 1
#: So many things that were passed over are told; `--json` has them all.
_TOLD: Final = 20


def where_options(command: Command) -> Command:
    """Add the options that say where a term holds."""
    for option in (
        click.option("--market", default="", metavar="TH", help="In this market only."),
        click.option("--brand", default="", metavar="NAME", help="For goods of this brand only."),
    ):
        command = option(command)
    return command


@click.group()
def terms() -> None:
    """Set terms of your own, find terms, see which words lack one, read and write TBX and CSV."""


@terms.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", "ws", type=click.Path(path_type=Path), required=True, help="Workspace.")
@click.option("--locale", default="", metavar="th", help="Language of a column called “target”.")
@click.option("--domain", default="", help="Where words belong of which the file does not say it.")
@as_json
def terms_import(file: Path, ws: Path, *, locale: str, domain: str, json_: bool) -> int:
    """Take over the terms of a TBX or CSV FILE; drafts they touch are made again."""
    report = _import(file, ws, canonical_locale(locale) if locale else "", domain)
    if json_:
        emit(
            {
                "read": report.read,
                "new": report.new,
                "known": report.known,
                **_plain(report.written),
                "problems": [one.sentence for one in report.problems],
            }
        )
    else:
        _tell_import(report)
    return EXIT_ACT if report.problems and not report.read else 0


def _import(file: Path, ws: Path, locale: str, domain: str) -> TermImport:
    """Import into ``ws``; one that was made for it goes again where the file is no good."""
    tools, is_new, done = pipeline.load_tools(), not ws.exists(), False
    try:
        with opened(ws, new=True) as store, progress_bar(_("Terms")) as progress:
            report = import_terms(
                store, tools, file, locale=locale, domain=domain, progress=progress
            )
            done = bool(report.read)
            return report
    finally:
        if is_new and not done:
            tables.remove_workspace(ws)


@terms.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "ws", type=click.Path(path_type=Path), required=True, help="Workspace.")
@click.option("--all", "everything", is_flag=True, help="The program's terms as well.")
@as_json
def terms_export(file: Path, ws: Path, *, everything: bool, json_: bool) -> int:
    """Write your own terms into FILE: TBX-Basic for .tbx, a table for .csv."""
    tools = pipeline.load_tools()
    with opened(ws) as store:
        count = export_terms(store.read(), tools, file, everything=everything)
    if json_:
        emit({"file": str(file), "concepts": count})
        return 0
    text = ngettext("{n} concept written to {file}.", "{n} concepts written to {file}.", count)
    click.echo(text.format(n=count, file=file))
    return 0


@terms.command("missing")
@workspace
@click.option("--locale", "locales", multiple=True, metavar="th-TH", help="Only these languages.")
@click.option(
    "--sheet",
    type=click.Path(path_type=Path),
    help="Write them as CSV to fill in and import as terms.",
)
@as_json
def terms_missing(ws: Path, *, locales: tuple[str, ...], sheet: Path | None, json_: bool) -> int:
    """Show the words that keep listings from being written, most listings first; exit 1 if any."""
    tools = pipeline.load_tools()
    with opened(ws) as store:
        found = missing_terms(store.read(), tools, locales)
    if sheet is not None and found:
        write_missing_sheet(sheet, found, tools)
    if json_:
        emit(found)
    elif not found:
        click.echo(_("No term is missing in what was drafted."))
    else:
        heads = [_("word"), _("what"), _("of"), _("listings"), _("languages"), _("for example")]
        click.echo(table(heads, [_missing_line(one) for one in found]))
    return EXIT_ACT if found else 0


@terms.command("set")
@workspace
@click.argument("source")
@click.argument("locale")
@click.argument("term")
@click.option("--domain", default="", help="product_type, colour, material, value, …")
@where_options
@click.option("--gender", default="", metavar="m|f|n", help="Add p for a word in the plural only.")
@click.option("--plural", default="", help="Form after a number above one.")
@click.option("--adjective", default="", metavar="A|B|C|D", help="Form beside a noun, or all four.")
@click.option("--short", default="", help="For titles that are too long.")
@click.option("--classifier", default="", help="Word that goes with a number.")
@click.option("--avoid", default="", metavar="A|B", help="Words not to be used for it.")
@click.option("--note", default="", help="What a translator should know.")
@as_json
def terms_set(
    ws: Path,
    source: str,
    locale: str,
    term: str,
    *,
    domain: str,
    json_: bool,
    **how: str,
) -> int:
    """Set the TERM of a SOURCE word in a LOCALE; drafts it touches are made again."""
    tools = pipeline.load_tools()
    with opened(ws) as store, progress_bar(_("Terms")) as progress:
        asked = domain or domain_asked(store.read(), tools, source)
        concept = concept_for(store.read(), tools, source, asked)
        written = Term(
            concept=concept.id,
            locale=canonical_locale(locale),
            text=term,
            gender=how["gender"],
            plural=how["plural"],
            adjectives=forms([how["adjective"]]),
            note=how["note"],
            short=how["short"],
            classifier=how["classifier"],
            avoid=forms([how["avoid"]]),
        )
        own = OwnTerm(written, _scope(how["brand"], how["market"]))
        report = save_terms(store, tools, [concept], [own], progress=progress)
    plain = {"concept": concept.id, "domain": concept.domain, **_plain(report)}
    return _answer(plain, report, json_=json_)


@terms.command("remove")
@workspace
@click.argument("source")
@click.argument("locale")
@click.option("--domain", default="", help="product_type, colour, material, value, …")
@where_options
@as_json
def terms_remove(
    ws: Path, source: str, locale: str, *, domain: str, brand: str, market: str, json_: bool
) -> int:
    """Take your own term of a SOURCE word in a LOCALE back; the program's counts again."""
    tools = pipeline.load_tools()
    with opened(ws) as store, progress_bar(_("Terms")) as progress:
        concept = concept_for(store.read(), tools, source, domain)
        scope = _scope(brand, market)
        tag = canonical_locale(locale)
        report = remove_term(store, tools, concept.id, tag, scope, progress=progress)
    return _answer({"concept": concept.id, **_plain(report)}, report, json_=json_)


@terms.command("find")
@workspace
@click.argument("text")
@click.option("--locale", default="en", show_default=True, help="Language to show terms in.")
@click.option("--domain", default="", help="product_type, colour, material, value, …")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most.")
@as_json
def terms_find(ws: Path, text: str, *, locale: str, domain: str, limit: int, json_: bool) -> int:
    """Find terms by a word in any language; exit 1 if there is none."""
    tools = pipeline.load_tools()
    with opened(ws) as store:
        tag = canonical_locale(locale)
        found = search_terms(store.read(), tools, text, tag, domain, limit)
    if json_:
        emit(found)
    elif found:
        heads = [
            _("concept"),
            _("domain"),
            _("seller’s words"),
            tag,
            _("whose"),
            _("matching words"),
        ]
        click.echo(table(heads, [_hit_line(one) for one in found]))
    else:
        say(_("No term has “{text}”.").format(text=text))
    return 0 if found else EXIT_ACT


def _scope(brand: str, market: str) -> Scope:
    """Return where a term holds. Raises `InputError` for both a brand and a market."""
    if brand and market:
        raise InputError(_("A term holds for a brand or in a market: name one of them."))
    if brand:
        return Scope(ScopeKind.BRAND, brand)
    return Scope(ScopeKind.MARKET, market.upper()) if market else EVERYWHERE


def _plain(report: TermReport) -> dict[str, int]:
    return {
        "concepts": report.concepts,
        "terms": report.terms,
        "products": report.products,
        "texts": report.texts,
    }


def _answer(plain: dict[str, Any], report: TermReport, *, json_: bool) -> int:
    if json_:
        emit(plain)
    elif report.changes:
        click.echo(_done(report))
    else:
        click.echo(_("That is how it was already."))
    return 0


def _done(report: TermReport) -> str:
    """Say what was drafted again."""
    text = ngettext("{n} draft made again.", "{n} drafts made again.", report.texts)
    return text.format(n=report.texts)


def _tell_import(report: TermImport) -> None:
    """Say what a file brought and what it did not."""
    text = _("{read} concepts read, {new} of them new; {terms} terms kept, {known} known already.")
    click.echo(
        text.format(
            read=report.read, new=report.new, terms=report.written.terms, known=report.known
        )
    )
    click.echo(_done(report.written))
    for one in report.problems[:_TOLD]:
        say(one.sentence)
    rest = len(report.problems) - _TOLD
    if rest > 0:
        say(ngettext("… and {n} more.", "… and {n} more.", rest).format(n=rest))


def _missing_line(one: MissingTerm) -> list[str]:
    kinds = {
        MissingKind.TYPE: _("product type"),
        MissingKind.VALUE: _("value"),
        MissingKind.ATTRIBUTE: _("attribute"),
        MissingKind.OPTION_NAME: _("option"),
        MissingKind.BRAND: _("Brand"),
    }
    return [
        one.word,
        kinds[one.kind],
        one.place or "–",
        str(one.listings),
        " ".join(one.locales),
        one.product,
    ]


def _hit_line(one: TermHit) -> list[str]:
    whose = _("yours") if one.own else _("program")
    term = one.term.text if one.term is not None else "–"
    source = next(iter(one.concept.forms), "")
    return [one.concept.id, one.concept.domain, source, term, whose, one.found]
