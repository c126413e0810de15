"""What is known of a format before it is written: its files, its channels, what it asks of a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from localizer.export.writer import WriterFactory

#: The answers to a question of yes or no.
YES_NO: Final = ("yes", "no")


class Group(StrEnum):
    """Whom a format is for: people, data tools, or the channel that takes the file."""

    OVERVIEW = "overview"
    DATA = "data"
    UPLOAD = "upload"


class Need(StrEnum):
    """What a format needs before it can be written."""

    NOTHING = "nothing"
    #: A file the seller exported from the shop, given as the setting ``fill``.
    EXPORTED_FILE = "exported_file"
    #: A workbook the seller downloaded from the channel.
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Setting:
    """Something a person may fill in for a format; ``what`` is a msgid, ``example`` shows the form.

    A ``path`` names a file. ``needed`` tells that the channel takes nothing without it. ``choices`` are all
    the answers there are, empty where any text will do; a ``whole`` number has digits only.
    """

    code: str
    what: str
    example: str = ""
    needed: bool = False
    path: bool = False
    choices: tuple[str, ...] = ()
    whole: bool = False

    def takes(self, answer: str) -> bool:
        """Tell whether ``answer`` can be one; a blank one leaves the setting as it usually is."""
        said = answer.strip()
        if not said:
            return True
        if self.choices:
            return said.casefold() in {one.casefold() for one in self.choices}
        return not self.whole or (said.isascii() and said.isdecimal())


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its code, its name and what it is for (msgids), and the kinds of files it writes.

    ``files`` has the kind and suffix of each `Part`; where ``numbered`` is set a kind may go on as
    ``kind-2``. ``channels`` and ``markets`` are the codes of those it is for, empty for all. ``settings``
    are asked of a person; what is left blank is left out of the file and told.
    """

    code: str
    name: str
    what: str
    files: tuple[tuple[str, str], ...]
    make: WriterFactory
    group: Group = Group.OVERVIEW
    channels: tuple[str, ...] = ()
    needs: Need = Need.NOTHING
    settings: tuple[Setting, ...] = ()
    numbered: bool = False
    markets: tuple[str, ...] = ()

    def is_for(self, channel: str, market: str = "") -> bool:
        """Tell whether the format is for the channel, and for the market where one is given."""
        here = not market or not self.markets or market in self.markets
        return here and (not self.channels or channel in self.channels)
