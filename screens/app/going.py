"""Going from one screen to a certain place on another: into a session, to a day of the diary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from journal.entries import Session

if TYPE_CHECKING:
    from screens.app.app import SurefootApp


async def into_session(app: SurefootApp, session: Session) -> None:
    """The checklist of a session: of the open one at its next set, of one that has ended to correct it."""
    from screens.session.screen import SessionScreen

    await app.switch_mode("session")
    if isinstance(app.screen, SessionScreen):
        app.screen.enter(session)


async def to_day(app: SurefootApp, day: date) -> None:
    """The diary at a day, or at the nearest one before it that has entries."""
    from screens.diary.screen import DiaryScreen

    await app.switch_mode("diary")
    if isinstance(app.screen, DiaryScreen):
        app.screen.show_day(day)
