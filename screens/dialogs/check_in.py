"""The check-in: both ankles at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journal.entries import AnkleReport, CheckIn
from screens.dialogs.form import Field, FormDialog

if TYPE_CHECKING:
    from screens.app import SurefootApp


def rate_ankles(app: SurefootApp) -> None:
    """Ask for both ratings and save them."""

    def save(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        left, right = (AnkleReport(rating=values[side]) for side in ("left", "right"))
        app.journal.add(CheckIn(at=app.clock.now(), moment="at-rest", left=left, right=right))
        app.journal_changed()

    fields = [Field(side, side.capitalize(), kind="int", low=0, high=10) for side in ("left", "right")]
    app.push_screen(FormDialog("Rate both ankles", fields, now=app.clock.now), save)
