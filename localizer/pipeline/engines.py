"""The engines a person turned on: made from settings and keys, tried with one sentence, given hints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from localizer import keys, settings
from localizer.catalog import own_terms
from localizer.catalog.engine_runs import EngineJob
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.model.launch import Target
from localizer.model.own_term import EVERYWHERE
from localizer.model.term import term_chain
from localizer.pipeline.engine_queue import Hints, Pairs
from localizer.pipeline.engine_words import cause_text
from localizer.settings import EngineSetting
from localizer.store.database import Reader
from localizer.translate.engines.base import (
    Answerer,
    Ask,
    Engine,
    EngineError,
    EngineInfo,
    Price,
    Reply,
)
from localizer.translate.engines.chat import ChatEngine, ChatSettings
from localizer.translate.engines.guard import checked
from localizer.translate.engines.local import LocalEngine
from localizer.translate.engines.local_models import LocalModels
from localizer.translate.engines.web import WebSettings, engine_for
from localizer.translate.engines.web_services import SERVICES
from localizer.translate.matches import Matches, Wanted
from localizer.translate.placeholders import PlaceholderError, restore, shield

CHAT: Final = "chat"
LOCAL: Final = "local"
#: So many texts of the memory go along with a text, no less like it than this.
_HITS: Final = 2
_ALIKE: Final = 60
_NO_KEYS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of engine a person can turn on.

    ``secrets`` are the names of the keys it must have, ``optional`` those it may have; ``privacy`` is a
    msgid that says who receives the texts; ``takes`` are the fields of its setting.
    """

    id: str
    name: str
    privacy: str
    secrets: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """What an engine made of one sentence: the text, or why there is none."""

    text: str
    problem: str = ""


def kinds() -> tuple[Kind, ...]:
    """Return every kind of engine, in the order of lists."""
    web = tuple(
        Kind(
            str(one.id),
            one.name,
            one.privacy,
            one.secrets,
            one.optional,
            (*(["url"] if one.own_server else []), *(["region"] if one.has_region else [])),
        )
        for one in SERVICES.values()
    )
    return (
        Kind(
            LOCAL,
            N_("Models on this machine"),
            N_("Nothing leaves this machine."),
            takes=("folder",),
        ),
        *web,
        Kind(
            CHAT,
            N_("Endpoint like OpenAI's"),
            N_(
                "Texts, terms and texts like them go to the address you enter; lines of scripts where "
                "you have them reworded."
            ),
            optional=("key",),
            takes=("url", "model"),
        ),
    )


def kind_of(name: str) -> Kind:
    """Return the kind called ``name``. Raises `InputError` for another name."""
    found = {one.id: one for one in kinds()}
    if name not in found:
        problem = _("There is no engine “{name}”. There are: {names}.")
        raise InputError(problem.format(name=name, names=", ".join(found)))
    return found[name]


def secret_name(engine: str, secret: str) -> str:
    """Return the name a key of an engine is kept under."""
    return engine if secret == "key" else f"{engine}.{secret}"  # noqa: S105 - a name, not a key


def stored_keys(setting: EngineSetting) -> dict[str, str]:
    """Return the keys of an engine that the system's keyring holds."""
    kind = kind_of(setting.kind)
    names = (*kind.secrets, *kind.optional)
    found = {name: keys.key_of(secret_name(setting.id, name)) for name in names}
    return {name: key for name, key in found.items() if key}


def missing_keys(setting: EngineSetting, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the keys an engine must have and ``known`` lacks."""
    return tuple(name for name in kind_of(setting.kind).secrets if not known.get(name))


@dataclass(frozen=True, slots=True)
class NamedEngine:
    """An engine under the name a person gave it: two endpoints with one model are two engines."""

    engine: Engine
    id: str

    @property
    def info(self) -> EngineInfo:
        """What is known before it is asked; answers of another host are not reused."""
        info = self.engine.info
        return replace(info, id=self.id, version=f"{info.version} {info.host}".strip())

    def can(self, source: str, target: str) -> bool:
        """Tell whether it translates between these locales."""
        return self.engine.can(source, target)

    def weight(self, batch: Sequence[Ask]) -> int:
        """Return how many characters a request sends."""
        return self.engine.weight(batch)

    def translate(self, batch: Sequence[Ask], source: str, target: str) -> Sequence[Reply]:
        """Return one reply for each of ``batch``."""
        return self.engine.translate(batch, source, target)


def answerer_of(engine: Engine) -> Answerer:
    """Return what of ``engine`` answers questions. Raises `InputError` for one that only translates."""
    inner = engine.engine if isinstance(engine, NamedEngine) else engine
    if isinstance(inner, Answerer):
        return inner
    problem = _("“{engine}” only translates. Rewording needs an endpoint like OpenAI's.")
    raise InputError(problem.format(engine=engine.info.id))


def make_engine(setting: EngineSetting, known: Mapping[str, str] = _NO_KEYS) -> Engine:
    """Return the engine a setting describes; nothing is sent. Raises `InputError` for a bad setting."""
    return NamedEngine(_made(setting, known), setting.id)


def _made(setting: EngineSetting, known: Mapping[str, str]) -> Engine:
    kind = kind_of(setting.kind)
    price = _price(setting)
    if kind.id == LOCAL:
        if not setting.folder:
            raise InputError(_("Say in which folder the models are."))
        return LocalEngine(LocalModels(Path(setting.folder), settings.cache_folder() / "models"))
    if kind.id == CHAT:
        if not setting.url or not setting.model:
            raise InputError(_("Say the address of the endpoint and the name of the model."))
        return ChatEngine(ChatSettings(setting.url, setting.model, price), known.get("key", ""))
    web = WebSettings(url=setting.url, region=setting.region, price=price)
    return engine_for(kind.id, web, known)


def _price(setting: EngineSetting) -> Price | None:
    if not setting.price:
        return None
    try:
        amount = Decimal(setting.price)
    except InvalidOperation as error:
        raise InputError(_("“{price}” is no price.").format(price=setting.price)) from error
    if not amount.is_finite() or amount < 0:
        raise InputError(_("“{price}” is no price.").format(price=setting.price))
    return Price(amount, setting.currency or "USD")


def named_engine(chosen: settings.Settings, name: str) -> EngineSetting:
    """Return the engine called ``name`` among those turned on. Raises `InputError` where it is none."""
    found = chosen.engine(name)
    if found is None:
        names = ", ".join(one.id for one in chosen.engines) or "–"
        problem = _("No engine “{name}” is turned on. Turned on are: {names}.")
        raise InputError(problem.format(name=name, names=names))
    return found


def try_engine(engine: Engine, text: str, source: str, target: str) -> Trial:
    """Have one sentence translated, as a run would: shielded before, checked after."""
    shielded = shield(text)
    ask = Ask(shielded.text)
    try:
        replies = engine.translate([ask], source, target)
        reply = replies[0] if len(replies) == 1 else Reply()
        reply = checked(ask, reply, source, target)
    except EngineError as error:
        return Trial("", cause_text(error.cause))
    if reply.cause is not None:
        return Trial("", cause_text(reply.cause))
    try:
        return Trial(restore(reply.text, shielded.originals))
    except PlaceholderError as error:
        return Trial("", str(error))


def hints_for(reader: Reader, matches: Matches) -> Hints:
    """Return what gives each text the terms a person set for it and texts of the memory like it."""
    own = [one for one in own_terms.terms(reader) if one.scope == EVERYWHERE]
    forms = {one.id: one.forms for one in own_terms.concepts(reader)}
    by_locale: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for one in own:
        words = forms.get(one.term.concept, ())
        by_locale.setdefault(one.term.locale, []).append((words, one.term.text))

    def hints(job: EngineJob) -> tuple[Pairs, Pairs]:
        terms = tuple(
            (word, wanted)
            for locale in term_chain(job.target_locale)
            for words, wanted in by_locale.get(locale, ())
            for word in words
            if word in job.source
        )
        found = matches.find(
            Wanted(job.source, job.source_locale, job.target_locale, job.field, _ALIKE, _HITS)
        )
        return terms, tuple((match.unit.source, match.text) for match in found)

    return hints


def turns(
    chosen: settings.Settings, targets: Sequence[Target], *, but: str = ""
) -> tuple[tuple[EngineSetting, tuple[Target, ...]], ...]:
    """Return who is asked for which targets, one after another, so that each language has its own order.

    First comes the first engine of every language, then the second; ``but`` is the id of one left out.
    """
    found: list[tuple[EngineSetting, tuple[Target, ...]]] = []
    orders = {
        target: [one for one in chosen.engines_for(target.locale) if one.id != but]
        for target in targets
    }
    for rank in range(len(chosen.engines)):
        turn: dict[str, list[Target]] = {}
        for target, order in orders.items():
            if rank < len(order):
                turn.setdefault(order[rank].id, []).append(target)
        by_id = {one.id: one for one in chosen.engines}
        found += [(by_id[name], tuple(some)) for name, some in turn.items()]
    return tuple(found)


def with_engine(chosen: settings.Settings, setting: EngineSetting) -> settings.Settings:
    """Return the settings with an engine turned on, or another one in the place of the same id."""
    others = [one for one in chosen.engines if one.id != setting.id]
    place = next((at for at, one in enumerate(chosen.engines) if one.id == setting.id), len(others))
    return _with(chosen, (*others[:place], setting, *others[place:]))


def without_engine(chosen: settings.Settings, name: str) -> settings.Settings:
    """Return the settings with an engine turned off; its keys are forgotten too."""
    gone = named_engine(chosen, name)
    kind = kind_of(gone.kind)
    for secret in (*kind.secrets, *kind.optional):
        keys.keep(secret_name(gone.id, secret), "")
    return _with(chosen, tuple(one for one in chosen.engines if one.id != gone.id))


def _with(chosen: settings.Settings, engines: Sequence[EngineSetting]) -> settings.Settings:
    return settings.changed(chosen, engines=tuple(engines))
