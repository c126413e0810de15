"""What a language model doubted in a text, shown to a person: it adds findings and takes none away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from localizer.check.context import ScriptContext, TextContext
from localizer.check.spots import most
from localizer.i18n import N_
from localizer.model.doubt import Doubt
from localizer.model.finding import Finding, Severity
from localizer.model.script import spoken_text


class Doubted:
    """A model that read the text doubts some of its words; a person looks and decides."""

    id: ClassVar[str] = "model_doubt"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a warning for each doubt whose words stand in the text."""
        return self._found(context.text, context.doubts)

    def _found(self, text: str, doubts: Sequence[Doubt]) -> list[Finding]:
        message = N_("A language model doubts “{text}”: {why}")
        return most(
            Finding(
                self.id,
                Severity.WARNING,
                message,
                (("text", one.passage), ("why", one.why)),
                at,
                at + len(one.passage),
            )
            for one in doubts
            if (at := text.find(one.passage)) >= 0
        )


class SpokenDoubted(Doubted):
    """The same of a script or an answer, whose lines are one text with line ends."""

    def check(self, context: ScriptContext) -> list[Finding]:  # type: ignore[override]
        """Return a warning for each doubt whose words stand in a line."""
        return self._found(spoken_text(context.script), context.doubts)
