"""Every command of the window: its stable name, what it is called, the keys it has at first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from localizer.i18n import N_


@dataclass(frozen=True, slots=True)
class Command:
    """One command. Before the dot of ``code`` stands its group, which for a screen is the screen's code."""

    code: str
    name: str
    keys: tuple[str, ...]

    @property
    def group(self) -> str:
        """The group it is listed in."""
        return self.code.partition(".")[0]


def _group(name: str, *lines: tuple[str, str, str]) -> tuple[Command, ...]:
    """Return the commands of a group; keys of one command are parted by spaces."""
    return tuple(
        Command(f"{name}.{code}", words, tuple(keys.split())) for code, words, keys in lines
    )


#: Groups in the order of menus, with what they are called. Screens have the names of the navigation.
GROUPS: Final = {
    "go": N_("Go to"),
    "edit": N_("Edit"),
    "window": N_("Window"),
    "translators": N_("Translators"),
    "book": N_("Launch book"),
    "catalog": N_("Catalog"),
    "review": N_("Review desk"),
    "prices": N_("Prices"),
    "scripts": N_("Scripts"),
    "show": N_("Live show"),
    "terms": N_("Terms"),
    "memory": N_("Memory"),
    "engines": N_("Engines"),
    "export": N_("Export"),
}
COMMANDS: Final = (
    *_group(
        "go",
        ("start", N_("Start"), "Ctrl+1"),
        ("board", N_("Launch board"), "Ctrl+2"),
        ("catalog", N_("Catalog"), "Ctrl+3"),
        ("review", N_("Review desk"), "Ctrl+4"),
        ("prices", N_("Prices"), "Ctrl+5"),
        ("scripts", N_("Scripts"), "Ctrl+6"),
        ("show", N_("Live show"), "Ctrl+7"),
        ("terms", N_("Terms"), "Ctrl+8"),
        ("memory", N_("Memory"), "Ctrl+9"),
        ("engines", N_("Engines"), "Ctrl+Alt+E"),
        ("people", N_("People"), "Ctrl+Alt+P"),
        ("export", N_("Export"), "Ctrl+0"),
        ("next", N_("Next screen"), "Ctrl+PgDown"),
        ("previous", N_("Previous screen"), "Ctrl+PgUp"),
    ),
    *_group(
        "edit",
        ("undo", N_("Undo"), "Ctrl+Z"),
        ("redo", N_("Redo"), "Ctrl+Shift+Z Ctrl+Y"),
    ),
    *_group(
        "window",
        ("palette", N_("Find a command, product or text"), "Ctrl+K"),
        ("keys", N_("Keys"), "F1"),
        ("menu", N_("Menu"), "F10"),
        ("checks", N_("Checks"), "Ctrl+Shift+C"),
        ("next_finding", N_("Next finding"), "F8"),
        ("previous_finding", N_("Previous finding"), "Shift+F8 F7"),
        ("jobs", N_("Work and messages"), "Ctrl+Shift+J"),
        ("privacy", N_("What leaves this machine"), "Ctrl+Shift+F1"),
        ("quit", N_("Quit"), "Ctrl+Q"),
    ),
    *_group(
        "translators",
        ("send", N_("Send to a translator …"), "Ctrl+Shift+S"),
        ("take", N_("Take in a translator's file …"), "Ctrl+Shift+T"),
        ("open", N_("Open a package …"), "Ctrl+Shift+O"),
        ("return", N_("Return the package …"), "Ctrl+Shift+R"),
    ),
    *_group("book", ("write", N_("Write the launch book …"), "Ctrl+Shift+P")),
    *_group(
        "catalog",
        ("find", N_("Search"), "Ctrl+F"),
        ("next", N_("Next product"), "Alt+Down"),
        ("previous", N_("Previous product"), "Alt+Up"),
    ),
    *_group(
        "review",
        ("approve", N_("Approve and next"), "Ctrl+Return Ctrl+Enter"),
        ("later", N_("Next without approving"), "Ctrl+Shift+Return Ctrl+Shift+Enter"),
        ("next", N_("Next text"), "Alt+Down"),
        ("previous", N_("Previous text"), "Alt+Up"),
        ("approve_clean", N_("Approve all clean"), "Ctrl+Shift+A"),
        ("send_back", N_("Send back"), "Ctrl+Shift+B"),
        ("copy_source", N_("Copy source"), "Ctrl+D"),
        ("clear", N_("Clear the text"), "Ctrl+Shift+Backspace"),
        ("find", N_("Search source and translation"), "Ctrl+F"),
        ("filters", N_("Show or hide the filters"), "Ctrl+Shift+F"),
        ("queue", N_("Go to the list"), "Escape"),
        ("comment", N_("Comment"), "Ctrl+M"),
        ("lock", N_("Lock or unlock"), "Ctrl+L"),
        ("assign", N_("Assign …"), "Ctrl+G"),
        ("meaning", N_("Meaning changed? …"), "Ctrl+Shift+M"),
        ("preview", N_("Preview: phone or desk"), "Ctrl+P"),
        ("suggestions", N_("Suggestions and terms"), "Ctrl+Alt+1"),
        ("comments", N_("Comments"), "Ctrl+Alt+2"),
        ("history", N_("History"), "Ctrl+Alt+3"),
        ("languages", N_("Other languages"), "Ctrl+Alt+4"),
        ("lookup", N_("Look words up"), "Ctrl+Alt+5"),
        ("back", N_("Back-translation"), "Ctrl+Alt+6"),
        ("reload", N_("Read again"), "F5"),
    ),
    *_group("prices", ("find", N_("Search"), "Ctrl+F")),
    *_group(
        "scripts",
        ("approve", N_("Approve the script"), "Ctrl+Return Ctrl+Enter"),
        ("next", N_("Next variant"), "Ctrl+Tab"),
        ("previous", N_("Previous variant"), "Ctrl+Shift+Tab"),
    ),
    *_group(
        "show",
        ("new", N_("New show …"), "Ctrl+N"),
        ("reload", N_("Read again"), "F5"),
    ),
    *_group(
        "terms",
        ("find", N_("Search"), "Ctrl+F"),
        ("new", N_("New term"), "Ctrl+N"),
        ("save", N_("Save"), "Ctrl+S Ctrl+Return Ctrl+Enter"),
        ("preview", N_("Try the term"), "Ctrl+P"),
    ),
    *_group(
        "memory",
        ("find", N_("Search"), "Ctrl+F"),
        ("save", N_("Save"), "Ctrl+S Ctrl+Return Ctrl+Enter"),
    ),
    *_group(
        "engines",
        ("new", N_("Add an engine …"), "Ctrl+N"),
        ("try", N_("Test"), "Ctrl+Return Ctrl+Enter"),
    ),
    *_group(
        "export",
        ("run", N_("Write the files"), "Ctrl+Return Ctrl+Enter"),
        ("settings", N_("Settings of the formats …"), "Ctrl+G"),
        ("fill", N_("Fill a workbook …"), "Ctrl+B"),
        ("compare", N_("Compare with the last export"), "Ctrl+D"),
    ),
)
BY_CODE: Final = {one.code: one for one in COMMANDS}
