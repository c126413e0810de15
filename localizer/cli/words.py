"""Words of one's own on the command line: spelling takes them as right."""

from __future__ import annotations

from pathlib import Path

import click

from localizer.catalog import own_words
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit
from localizer.i18n import _
from localizer.pipeline.spelling import forget_word, teach_word
from localizer.translate.tmx import canonical_locale


@click.group()
def words() -> None:
    """Teach words that the spelling check takes as right, list and forget them."""


@words.command("teach")
@workspace
@click.argument("locale", metavar="LOCALE")
@click.argument("given", metavar="WORD...", nargs=-1, required=True)
@as_json
def words_teach(ws: Path, locale: str, given: tuple[str, ...], *, json_: bool) -> int:
    """Take each WORD as right in the language of LOCALE (de, es-MX); `localizer check` goes by it."""
    tag = canonical_locale(locale)
    with opened(ws) as store:
        new = [word for word in given if teach_word(store, tag, word)]
    if json_:
        emit({"taught": new})
    else:
        click.echo(", ".join(new) if new else _("These words are known already."))
    return 0


@words.command("forget")
@workspace
@click.argument("locale", metavar="LOCALE")
@click.argument("given", metavar="WORD...", nargs=-1, required=True)
@as_json
def words_forget(ws: Path, locale: str, given: tuple[str, ...], *, json_: bool) -> int:
    """No longer take each WORD as right; exit 1 if none was taught."""
    tag = canonical_locale(locale)
    with opened(ws) as store:
        gone = [word for word in given if forget_word(store, tag, word)]
    if json_:
        emit({"forgotten": gone})
    else:
        click.echo(", ".join(gone) if gone else _("None of these words was taught."))
    return 0 if gone else 1


@words.command("list")
@workspace
@click.argument("locale", metavar="LOCALE")
@as_json
def words_list(ws: Path, locale: str, *, json_: bool) -> int:
    """Show the words taught for the language of LOCALE."""
    with opened(ws) as store:
        found = own_words.words(store.read(), canonical_locale(locale))
    if json_:
        emit({"words": found})
    else:
        click.echo("\n".join(found) or _("No word was taught."))
    return 0
