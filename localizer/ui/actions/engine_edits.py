"""Engines turned on, changed, put in order and turned off; keys are kept beside the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from localizer import settings
from localizer.i18n import _
from localizer.pipeline.engines import with_engine, without_engine
from localizer.settings import EngineSetting, Settings
from localizer.ui.actions.engine_keys import EngineKeys, engine_keys
from localizer.ui.actions.engine_words import engine_name
from localizer.ui.actions.session import Session


def moved(chosen: Settings, engine: str, by: int) -> Settings:
    """Return the settings with an engine ``by`` places further down; at the ends nothing changes."""
    names = [one.id for one in chosen.engines]
    at = names.index(engine)
    to = at + by
    if not 0 <= to < len(names):
        return chosen
    engines = list(chosen.engines)
    engines.insert(to, engines.pop(at))
    return settings.changed(chosen, engines=tuple(engines))


def ordered(chosen: Settings, locale: str, order: Sequence[str] | None) -> Settings:
    """Return the settings with an order of engines for ``locale``, ``None`` for that of the list."""
    others = {tag: names for tag, names in chosen.engine_order.items() if tag != locale}
    plain = tuple(one.id for one in chosen.engines)
    if order is not None and tuple(order) != plain:
        others[locale] = tuple(order)
    return settings.changed(chosen, engine_order=others)


def dropped(chosen: Settings, engine: str) -> Settings:
    """Return the settings without an engine, also in the orders by language."""
    engines = tuple(one for one in chosen.engines if one.id != engine)
    orders = {
        tag: tuple(one for one in names if one != engine)
        for tag, names in chosen.engine_order.items()
    }
    kept = {tag: names for tag, names in orders.items() if len(names) > 1}
    return settings.changed(chosen, engines=engines, engine_order=kept)


class EngineEdits(QObject):
    """``changed`` tells that the engines are other ones now, or that their keys are."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        """Work in ``session``."""
        super().__init__(parent)
        self.session = session
        self.keys: EngineKeys = engine_keys(session)

    def put(self, setting: EngineSetting, typed: Mapping[str, str]) -> None:
        """Turn an engine on or change it, and keep its keys."""
        before = self.session.read_engines()
        is_new = all(one.id != setting.id for one in before.engines)
        self.session.remember(with_engine(before, setting))
        name = engine_name(setting)
        told = _("{engine} is turned on.") if is_new else _("{engine} is changed.")
        self.session.say(told.format(engine=name), "ok")
        self.keep(setting, typed)

    def keep(self, setting: EngineSetting, typed: Mapping[str, str]) -> None:
        """Keep typed keys, and say where that could not be."""
        if not typed:
            self.changed.emit()
            return
        keys = self.keys
        self.session.jobs.run(
            lambda _progress: keys.keep(setting, typed),
            done=lambda kept: self._kept(setting, kept=kept),
            must_finish=True,
        )

    def _kept(self, setting: EngineSetting, *, kept: bool) -> None:
        if not kept:
            told = _(
                "This system has no keyring to keep the key of {engine} in: it is known until the "
                "program ends."
            )
            self.session.say(told.format(engine=engine_name(setting)), "warn")
        self._tell()

    def _tell(self) -> None:
        """Tell of the change, unless the window is gone meanwhile."""
        if isValid(self):
            self.changed.emit()

    def remove(self, setting: EngineSetting) -> None:
        """Turn an engine off and forget its keys."""
        session, keys = self.session, self.keys
        before = session.read_engines()
        session.remember(dropped(before, setting.id))
        told = _("{engine} is turned off and its keys are forgotten.")
        session.say(told.format(engine=engine_name(setting)), "ok")

        def forget() -> None:
            keys.forget(setting.id)
            without_engine(before, setting.id)

        session.jobs.run(
            lambda _progress: forget(), done=lambda _none: self._tell(), must_finish=True
        )

    def move(self, setting: EngineSetting, by: int) -> bool:
        """Move an engine up or down the list; tell whether that was possible."""
        before = self.session.read_engines()
        after = moved(before, setting.id, by)
        if after.engines == before.engines:
            return False
        self.session.remember(after)
        self.changed.emit()
        return True

    def order(self, locale: str, order: Sequence[str] | None) -> None:
        """Set the order of engines for a locale."""
        self.session.remember(ordered(self.session.read_engines(), locale, order))
        self.changed.emit()
