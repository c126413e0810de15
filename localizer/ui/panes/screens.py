"""The screens there are. Each is imported when it is first shown: the window is there sooner."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from localizer.i18n import N_

if TYPE_CHECKING:
    from localizer.ui.actions.session import Session
    from localizer.ui.widgets.pane import Pane


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen by its stable name, with its picture and the class that makes it, ``module:Class``."""

    code: str
    picture: str
    place: str

    def make(self, session: Session) -> Pane:
        """Return a new one."""
        return self.load()(session)

    def load(self) -> type[Pane]:
        """Return its class."""
        module, _colon, name = self.place.partition(":")
        found: type[Pane] = getattr(import_module(f"{__package__}.{module}"), name)
        return found


#: Name of each screen and what it is, in the order of the navigation.
PANES: Final = (
    (N_("Start"), Screen("start", "start", "start:StartPane")),
    (N_("Launch board"), Screen("board", "board", "board:BoardPane")),
    (N_("Catalog"), Screen("catalog", "catalog", "catalog:CatalogPane")),
    (N_("Review desk"), Screen("review", "review", "review:ReviewPane")),
    (N_("Prices"), Screen("prices", "prices", "prices:PricesPane")),
    (N_("Scripts"), Screen("scripts", "scripts", "scripts:ScriptsPane")),
    (N_("Live show"), Screen("show", "show", "show:ShowPane")),
    (N_("Terms"), Screen("terms", "terms", "terms:TermsPane")),
    (N_("Memory"), Screen("memory", "resources", "memory:MemoryPane")),
    (N_("Engines"), Screen("engines", "settings", "engines:EnginesPane")),
    (N_("People"), Screen("people", "people", "people:PeoplePane")),
    (N_("Export"), Screen("export", "export", "export:ExportPane")),
)
