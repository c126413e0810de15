"""One finding in a line: how bad, what, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from localizer.catalog.findings import StoredFinding
from localizer.i18n import _
from localizer.ui.actions.words import ROLES, SEVERITIES, finding_text
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.widgets.parts import button, chip, column, label, row

#: Messages up to this many characters stand beside their severity, longer ones below.
ONE_LINE: Final = 36
#: Shapes beside the colours, so that neither is needed alone.
SHAPES = {"block": "■", "warn": "●", "info": "○", "ok": "✓"}


class FindingRow(QWidget):
    """Shows a finding; ``fix`` and ``overrule`` get it when their buttons are pressed."""

    def __init__(
        self,
        stored: StoredFinding,
        *,
        fix: Callable[[StoredFinding], object] | None,
        overrule: Callable[[StoredFinding], object],
        anew: Callable[[], object] | None = None,
    ) -> None:
        """Show ``stored``; without ``fix`` there is no button for it, nor without ``anew`` to write anew."""
        super().__init__()
        role = "info" if stored.overruled else ROLES[stored.finding.severity]
        words = _("overruled") if stored.overruled else _(SEVERITIES[stored.finding.severity])
        text = finding_text(stored.finding)
        severity = chip(f"{SHAPES[role]} {words}", role)
        message = label(text, wrap=True)
        message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        message.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        notes = [stored.finding.source, stored.finding.rule]
        message.setToolTip(literal("\n".join(note for note in notes if note)))
        if stored.overruled:
            message.setText(
                _("{message} — let pass by {person}: {reason}").format(
                    message=text, person=stored.overruled_by, reason=stored.overruled
                )
            )
        short = len(message.text()) <= ONE_LINE
        line = row(severity, message if short else None, spacing=SPACE_2)
        line.setAlignment(severity, Qt.AlignmentFlag.AlignVCenter)
        if not stored.overruled:
            if anew is not None:
                line.addWidget(button(_("Write this beat anew"), anew, role="ghost"))
            self._offer(line, stored, fix, overrule)
        self.setLayout(line if short else column(line, message, spacing=SPACE_1))
        self.setAccessibleName(f"{words}: {text}")

    def _offer(
        self,
        layout: QHBoxLayout,
        stored: StoredFinding,
        fix: Callable[[StoredFinding], object] | None,
        overrule: Callable[[StoredFinding], object],
    ) -> None:
        if fix is not None and stored.finding.fix is not None:
            words = _("Replace it with “{text}”") if stored.finding.fix else _("Take it out")
            tip = words.format(text=stored.finding.fix)
            layout.addWidget(button(_("Apply fix"), lambda: fix(stored), role="ghost", tip=tip))
        layout.addWidget(
            button(
                _("Overrule …"),
                lambda: overrule(stored),
                role="ghost",
                tip=_("Let it pass with a reason, which is kept"),
            )
        )
