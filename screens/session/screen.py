"""The screen Session: choose what to do, then tick it off set by set, with timers that are deadlines."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from screens.session.checklist import SetList
from screens.session.chooser import Chooser
from screens.session.choosing import ChooseActions
from screens.session.items import ItemActions


class SessionScreen(ItemActions, ChooseActions):
    """Two panes: what can be started, and the checklist of the session that was entered."""

    NAME = "Session"
    HELP_TEXT = (
        "Enter starts the routine under the cursor, or goes on with the open session at its next set. There, space "
        "logs the set as shown and moves on; enter starts a hold's timer. Everything is saved at once: leave whenever "
        "you like, and go on where you were."
    )
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    SessionScreen Chooser, SessionScreen SetList { display: none; height: 1fr; }
    SessionScreen.choosing Chooser { display: block; }
    SessionScreen.doing SetList { display: block; }
    SessionScreen Chooser SessionPanel { min-height: 6; max-height: 10; }
    SessionScreen.-short SessionPanel, SessionScreen.-short Chooser SessionPanel { min-height: 4; max-height: 8; }
    SessionScreen.-wide SetList #figure.shown { display: block; }
    SessionScreen.-tall SessionPanel, SessionScreen.-tall Chooser SessionPanel { min-height: 9; max-height: 14; }
    """

    def compose_body(self) -> Iterable[Widget]:
        yield Chooser()
        yield SetList()

    def refresh_data(self) -> None:
        session = self.session
        if session is None and self.context.entered_session and not self.ending:
            self.context.entered_session = ""
            self.say("That session is no longer open.")
        self.set_class(session is None, "choosing")
        self.set_class(session is not None, "doing")
        if session is None:
            self.show_choices()
        else:
            self.show_session(session)
        self.keep_time()
        pane: Chooser | SetList = self.query_one(Chooser) if session is None else self.query_one(SetList)
        if self.focused is None or not self.focused.is_on_screen or pane not in self.focused.ancestors_with_self:
            pane.take_focus()

    def action_back(self) -> None:
        if self.session is None:
            super().action_back()
        else:
            self.leave()
