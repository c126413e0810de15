"""What a person new to a screen is told: one or two short sentences each, with the keys as they are now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from localizer.i18n import N_, _
from localizer.ui.actions.command_list import BY_CODE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from localizer.ui.actions.commands import Commands


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint. ``code`` is kept in the settings once seen; before its dot stands the screen."""

    code: str
    text: str
    #: Commands whose keys the text names, by the name they have in it.
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def screen(self) -> str:
        """The screen it belongs to."""
        return self.code.partition(".")[0]


HINTS: Final = (
    Hint(
        "start.find",
        N_(
            "{find} finds any command, product or text. {keys} lists all keys; you can change them."
        ),
        {"find": "window.palette", "keys": "window.keys"},
    ),
    Hint(
        "board.cell",
        N_("Five marks a cell: listing, price, script, checks, export. A click on one goes there."),
    ),
    Hint("board.next", N_("“Do next” names what holds the launch up, the most urgent first.")),
    Hint(
        "catalog.find",
        N_(
            "{find} searches all texts, SKU and barcode; the filters below can be saved under a name."
        ),
        {"find": "catalog.find"},
    ),
    Hint(
        "catalog.again",
        N_("Import next month's file in the same way: what you edited by hand stays."),
    ),
    Hint(
        "review.approve",
        N_("{approve} approves and goes on to the next text; {finding} goes to the next finding."),
        {"approve": "review.approve", "finding": "window.next_finding"},
    ),
    Hint(
        "review.keys",
        N_("{find} finds anything, {keys} shows all keys, {undo} takes back the last step."),
        {"find": "window.palette", "keys": "window.keys", "undo": "edit.undo"},
    ),
    Hint("prices.parts", N_("Choose a price: the right side shows what it is made of.")),
    Hint(
        "prices.fixed",
        N_("A price typed by hand stays fixed until you empty the field: then the rules decide."),
    ),
    Hint(
        "scripts.time",
        N_("The bar of a beat compares the seconds its lines take with those planned for it."),
    ),
    Hint(
        "scripts.lock",
        N_("A locked line stays when its beat is written anew. {approve} approves the script."),
        {"approve": "scripts.approve"},
    ),
    Hint(
        "show.strip",
        N_("In the strip, each block is an item and the upright line is the planned end."),
    ),
    Hint(
        "show.freeze",
        N_("“Freeze for show” keeps the prices as they are now, whatever the rates do."),
    ),
    Hint(
        "terms.preview",
        N_("{preview} shows which texts a term would change, before you save it."),
        {"preview": "terms.preview"},
    ),
    Hint("memory.words", N_("All words must be found; words in quotes stand together.")),
    Hint(
        "engines.off",
        N_("Nothing leaves this machine until you turn an engine on and start it yourself."),
    ),
    Hint("people.name", N_("Your name at the top is written into the history with what you do.")),
    Hint(
        "export.drafts",
        N_("Only what is ready is written, unless you let drafts go along, stamped as such."),
    ),
)


def unseen(screen: str, seen: Collection[str]) -> tuple[Hint, ...]:
    """Return the hints of ``screen`` that are not among the codes ``seen``."""
    return tuple(one for one in HINTS if one.screen == screen and one.code not in seen)


def sentence(hint: Hint, commands: Commands) -> str:
    """Return the hint's words; a command without keys is called by its name."""
    named = {
        name: commands.keys_text(code) or _("“{name}”").format(name=_(BY_CODE[code].name))
        for name, code in hint.keys.items()
    }
    return _(hint.text).format(**named)
