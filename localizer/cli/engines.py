"""Engines on the command line: turned on, tried, put in order; what left the machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click
import msgspec

from localizer import keys, settings
from localizer.catalog import engine_log
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, say, table
from localizer.i18n import _
from localizer.pipeline import engines as known
from localizer.settings import EngineSetting
from localizer.translate.engines.base import Engine
from localizer.translate.tmx import canonical_locale

EXIT_ACT: Final = 1
_LOGGED: Final = 100


@click.group(invoke_without_command=True)
@click.pass_context
def engines(context: click.Context) -> None:
    """Show the engines; turn them on and off, try one, set the order they are asked in.

    None is on at first: nothing leaves this machine.
    """
    if context.invoked_subcommand is None:
        context.invoke(engines_list)


@engines.command("list")
@as_json
def engines_list(*, json_: bool = False) -> int:
    """Show the engines that are turned on, and the kinds there are."""
    chosen = settings.load()
    if json_:
        kinds = [
            {"kind": one.id, "name": _(one.name), "privacy": _(one.privacy), "keys": one.secrets}
            for one in known.kinds()
        ]
        emit({"on": chosen.engines, "order": chosen.engine_order, "kinds": kinds})
        return 0
    if chosen.engines:
        heads = [_("engine"), _("kind of engine"), _("goes to"), _("account key")]
        click.echo(table(heads, [_line(one) for one in chosen.engines]))
    else:
        click.echo(_("No engine is turned on: nothing leaves this machine."))
    say(_("Kinds: {kinds}").format(kinds=", ".join(one.id for one in known.kinds())))
    return 0


def _line(one: EngineSetting) -> list[str]:
    kind = known.kind_of(one.kind)
    held = known.stored_keys(one)
    key = _("not needed") if not kind.secrets else _("in the keyring")
    if kind.secrets and known.missing_keys(one, held):
        key = _("asked each time")
    return [one.id, _(kind.name), known.make_engine(one, held).info.host or _("this machine"), key]


@engines.command("add")
@click.argument("kind")
@click.option("--name", default="", help="A name of your own, for several engines of one kind.")
@click.option("--url", default="", help="Address of your own server, or of the endpoint.")
@click.option("--model", default="", help="Model of an endpoint.")
@click.option("--folder", default="", help="Folder of models on this machine.")
@click.option("--region", default="", help="Region of the account.")
@click.option("--price", default="", metavar="20", help="What a million characters cost.")
@click.option("--currency", default="", metavar="USD", help="Currency of --price.")
def engines_add(kind: str, name: str, **fields: str) -> int:
    """Turn on an engine of KIND; its key is asked for and put into the system's keyring."""
    wanted = known.kind_of(kind)
    setting = EngineSetting(f"{kind}:{name}" if name else kind, kind, label=name)
    setting = msgspec.structs.replace(setting, **fields)
    known.make_engine(setting)
    click.echo(_(wanted.privacy))
    typed = _ask_keys(setting, anew=True)
    setting = msgspec.structs.replace(setting, asks_key=bool(typed) and not keys.can_keep())
    chosen = settings.load()
    settings.save(known.with_engine(chosen, setting))
    click.echo(_("{engine} is turned on.").format(engine=setting.id))
    return 0


def _ask_keys(setting: EngineSetting, *, anew: bool = False) -> dict[str, str]:
    """Return the keys of an engine, asking for those that are not kept; what is typed is kept if possible.

    ``anew`` asks for all of them and forgets those of before: they may be for another address.
    """
    kind = known.kind_of(setting.kind)
    found = {} if anew else known.stored_keys(setting)
    asks_optional = anew or setting.asks_key
    for name in (*kind.secrets, *(kind.optional if asks_optional else ())):
        if found.get(name):
            continue
        asked = (
            _("{engine}, {key} (empty for none)") if name in kind.optional else _("{engine}, {key}")
        )
        text = asked.format(engine=setting.id, key=name)
        typed = _typed(text, optional=name in kind.optional)
        is_kept = keys.keep(known.secret_name(setting.id, name), typed) if anew or typed else True
        if typed:
            found[name] = typed
            if not is_kept:
                say(_("There is no keyring to keep the key in: it is asked for each time."))
    return found


def _typed(text: str, *, optional: bool) -> str:
    """Return what the person types; a key that is not needed is left out where nobody is there to type."""
    try:
        hides = sys.stdin.isatty()
        return str(click.prompt(text, hide_input=hides, default="", show_default=False, err=True))
    except click.Abort:
        if not optional:
            raise
        return ""


def ready_engine(name: str) -> Engine:
    """Return the engine called ``name`` with its keys. Raises `InputError` where it is not turned on."""
    setting = known.named_engine(settings.load(), name)
    return known.make_engine(setting, _ask_keys(setting))


@engines.command("remove")
@click.argument("name")
def engines_remove(name: str) -> int:
    """Turn an engine off and forget its keys."""
    settings.save(known.without_engine(settings.load(), name))
    click.echo(_("{engine} is turned off.").format(engine=name))
    return 0


@engines.command("test")
@click.argument("name")
@click.option("--text", default="", help="What to translate; a sample sentence by default.")
@click.option("--from", "source", default="zh-Hans", metavar="zh-Hans", help="Its language.")
@click.option("--to", "target", default="en-US", metavar="th-TH", help="The other language.")
def engines_test(name: str, text: str, source: str, target: str) -> int:
    """Have one sentence translated and show it; exit 1 where that does not work."""
    engine = ready_engine(name)
    text = text or "轻便保温杯，容量 500 ml，适合办公室和旅行。"
    trial = known.try_engine(engine, text, canonical_locale(source), canonical_locale(target))
    click.echo(trial.text or trial.problem)
    return 0 if trial.text else EXIT_ACT


@engines.command("order")
@click.argument("locale")
@click.argument("names", nargs=-1)
def engines_order(locale: str, names: tuple[str, ...]) -> int:
    """Set which engines are asked for LOCALE, first to last; without NAMES the usual order holds."""
    chosen = settings.load()
    ids = tuple(known.named_engine(chosen, name).id for name in names)
    tag = canonical_locale(locale)
    order = {key: value for key, value in chosen.engine_order.items() if key != tag}
    if ids:
        order[tag] = ids
    settings.save(settings.changed(chosen, engine_order=order))
    shown = ", ".join(one.id for one in settings.load().engines_for(tag))
    click.echo(_("{locale}: {engines}").format(locale=tag, engines=shown or "–"))
    return 0


@engines.command("log")
@workspace
@as_json
def engines_log(ws: Path, *, json_: bool) -> int:
    """Show what left this machine: when, whereto, how much; the texts themselves are not kept."""
    with opened(ws) as store:
        found = engine_log.recent(store.read(), _LOGGED)
    if json_:
        emit([msgspec.to_builtins(one) for one in found])
    elif not found:
        click.echo(_("Nothing left this machine."))
    else:
        heads = [
            _("sent at"),
            _("engine"),
            _("goes to"),
            _("texts"),
            _("characters"),
            _("answered"),
        ]
        lines = [
            [one.at[:19], one.engine, one.host or _("this machine"), str(one.texts), str(one.chars),
             str(one.answered)]
            for one in found
        ]  # fmt: skip
        click.echo(table(heads, lines))
    return 0
