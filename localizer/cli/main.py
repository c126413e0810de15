"""The command group, what every command shares, and the one place where errors become exit codes."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final

import click

from localizer import __version__, i18n, settings
from localizer.cli.output import say
from localizer.errors import LocalizerError
from localizer.i18n import _
from localizer.jobs import Cancelled

EXIT_ACT: Final = 1
EXIT_INTERRUPTED: Final = 130
#: Endings of what the system opens with this program.
_FILES: Final = (".localizer", ".localizer-pkg")


class Commands(click.Group):
    """Loads the commands when one is wanted; the window's needs none of the others."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name."""
        if cmd_name == "gui":
            from localizer.cli.window import gui  # noqa: PLC0415 - the window shall be there at once

            return gui
        self._load()
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a file that is double-clicked for the window: no command has such a name."""
        if args and args[0].lower().endswith(_FILES):
            return "gui", self.get_command(ctx, "gui"), args
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        self._load()
        return super().list_commands(ctx)

    def _load(self) -> None:
        if not self.commands:
            from localizer.cli import commands  # noqa: PLC0415 - what they do is much code

            for command in commands.ALL:
                self.add_command(command)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="localizer")
@click.option("--language", metavar="LANG", help="Language of messages (en, zh_Hans, th, …).")
def cli(language: str | None) -> None:
    """Turn a product catalog into localized listings, prices and livestream scripts."""
    i18n.activate(language or settings.load().language or i18n.system_language())
    _tell_refused_packs(settings.packs_folder())


def _tell_refused_packs(own: Path) -> None:
    """Say which of the user's own packs have a fault; they are left out everywhere."""
    if own.is_dir():
        # reads every pack: only for who has some of his own
        from localizer.packs.banks import Banks  # noqa: PLC0415
        from localizer.packs.bundle import load_packs  # noqa: PLC0415

        for sentence in (*load_packs(own=own).refused, *Banks(own=own / "scripts").refused):
            say(sentence)


def main() -> None:
    """Run the program; a failure the person can act on is one sentence and exit 1."""
    _speak_utf8()
    try:
        status = cli.main(standalone_mode=False)
    except LocalizerError as error:
        say(str(error))
        sys.exit(EXIT_ACT)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort, Cancelled):
        say(_("Stopped. Nothing of the step in hand was kept."))
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away, as `localizer … | head` does
        sys.exit(EXIT_ACT)
    sys.exit(status if isinstance(status, int) else 0)


def _speak_utf8() -> None:
    """Write UTF-8 into files and pipes, whatever code page the machine has."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
